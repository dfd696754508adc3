"""Each rule as a sentence."""

import inspect

import pytest

from slacalc import rules
from slacalc.wording import length, sentence

HOUR = 3_600_000_000
EXAMPLES = {
    rules.ElapsedTime(4 * HOUR): "4 hours of elapsed time, 24 hours a day",
    rules.WorkingTime(8 * HOUR): "8 hours of working time, inside the hours",
    rules.WorkingTime(HOUR, "open"): (
        "1 hour of working time, inside the hours, at the next opening where it runs out at a closing"
    ),
    rules.TimeToClose(8 * HOUR): "8 hours of working time, then up to the close of that day",
    rules.WorkingDays(0, "report"): "the close of the date of the report",
    rules.WorkingDays(3, "opening"): "the close of the 3rd working day after the day on which the clock starts",
    rules.WorkingDaysSameTime(1, "report"): (
        "the clock start's time of day on the 1st working day after the date of the report"
    ),
    rules.NextWorkingDayBy(16 * HOUR, "opening"): (
        "16:00 on the 1st working day after the day on which the clock starts"
    ),
    rules.CalendarDays(7, "opening"): (
        "the close of the day on which the clock starts + 7 dates, or of the next working day where that is closed"
    ),
    rules.CalendarDaysSameTime(2): "the report's time of day 2 dates later",
    rules.SameDay("opening"): "the close of the day on which the clock starts",
    rules.ResponseDay(rules.WorkingTime(HOUR)): "the close of the day on which the response falls due",
    rules.Midnight(): "the next local midnight after the report",
    rules.Agreed(0): "the deadline that was agreed for the ticket",
    rules.DateEnd(0): "the close of the date that was estimated for the ticket, or of the next working day",
    rules.SameDayAtLeast(rules.Midnight(), 4 * HOUR): (
        "the next local midnight after the report, with at least 4 hours of working time left, "
        "else the next working day's"
    ),
}


@pytest.mark.parametrize(("rule", "said"), EXAMPLES.items(), ids=lambda value: type(value).__name__)
def test_a_rule_is_said_in_plain_english(rule, said):
    assert sentence(rule) == said


def test_every_rule_has_a_sentence():
    every = {kind for _, kind in inspect.getmembers(rules, inspect.isclass) if "due" in vars(kind)} - {rules.Rule}
    assert {type(rule) for rule in EXAMPLES} == every


@pytest.mark.parametrize(
    ("amount", "said"), [(HOUR, "1 hour"), (90 * 60_000_000, "90 minutes"), (1_500_000, "1.5 seconds")]
)
def test_an_amount_is_said_in_its_largest_whole_unit(amount, said):
    assert length(amount) == said
