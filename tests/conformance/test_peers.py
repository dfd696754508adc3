"""What other projects test and what went wrong in them, asked of calendars through their public questions."""

from collections import Counter
from datetime import date, datetime, timedelta
from math import isfinite
from time import monotonic
from typing import Any

import pytest

from slacalc import Calendar, as_utc
from slacalc.errors import SlaError
from tests.conformance.peers.tables import ALL, REFUSED, TABLES, Case, calendar, moment, number, table

COUNTS = {
    "python_peers": {"add": 64, "subtract": 48, "between": 91, "is_open": 41, "next_open": 85, "add_days": 24},
    "other_peers": {
        "add": 45,
        "subtract": 17,
        "between": 33,
        "is_open": 22,
        "next_open": 15,
        "next_close": 9,
        "previous_close": 8,
    },
    "field_bugs": {
        "add": 23,
        "subtract": 5,
        "between": 38,
        "is_open": 12,
        "next_open": 6,
        "add_days": 9,
        "construct": 5,
    },
}

# Where a case leaves the answer to choice and slacalc answers otherwise: by which convention, and what. At most five.
DIFFERENCES = {
    # the windows of a day may be written as words, as in text; they are not taken for a list of characters
    "bug-101": ("T6", Calendar.weekly("Mon 09:00-17:00", tz="UTC")),
}

SUMMARY_OF_DIFFERENCES = f"peers' cases: {len(ALL)}, DIFFERENCES: {len(DIFFERENCES)} ({', '.join(DIFFERENCES)})"
"""Printed at the end of a run, by conftest."""

LONGEST = timedelta.max // timedelta(seconds=1)
EVERY = pytest.mark.parametrize("case", ALL, ids=lambda case: case.number)
ROLLED = [
    case
    for case in ALL
    if case.question in {"add", "subtract"} and {type(other) for other in case.answers[1:]} == {datetime}
]


def amount(text: str) -> Any:
    """Return seconds as an amount of time: of too many the longest there is, and what is no number as it stands."""
    seconds = number(text)
    return timedelta(seconds=min(seconds, LONGEST)) if isfinite(seconds) else seconds


def working_day(hours: Calendar, case: Case) -> date:
    """Return the n-th working day; "backward" starts from the working day before where the date is none."""
    day, (days, *roll) = date.fromisoformat(case.start), case.until.split()
    if roll == ["backward"] and not hours.is_working_day(day):
        day = hours.add_working_days(day, -1)
    return hours.add_working_days(day, number(days))


def ask(case: Case) -> Any:
    """Return what slacalc answers, instants in UTC and working time in seconds."""
    hours = calendar(case.table, case.calendar)
    match case.question:
        case "construct":
            return hours
        case "add_days":
            return working_day(hours, case)
        case "between":
            return hours.working_time(moment(case.start), moment(case.until)).total_seconds()
        case "is_open":
            return hours.is_open(moment(case.start))
        case "add" | "subtract" as question:
            return as_utc(getattr(hours, question)(moment(case.start), amount(case.until)))
        case question:
            return as_utc(getattr(hours, question)(moment(case.start)))


def test_no_case_is_lost() -> None:
    assert {name: dict(Counter(case.question for case in ALL if case.table == name)) for name in TABLES} == COUNTS
    assert len({case.number for case in ALL}) == 600
    assert all(case.source for case in ALL)


def test_every_calendar_of_a_table_is_used() -> None:
    for name in TABLES:
        assert {case.calendar for case in ALL if case.table == name} == table(name)["calendars"].keys()


def test_the_differences_are_few_and_of_choice() -> None:
    assert len(DIFFERENCES) <= 5
    assert DIFFERENCES.keys() <= {case.number for case in ALL if case.is_open_to_choice}


@EVERY
def test_the_answer_is_that_of_the_facts(case: Case) -> None:
    began = monotonic()
    expected = DIFFERENCES[case.number][1] if case.number in DIFFERENCES else case.answer
    if expected == REFUSED:
        with pytest.raises(SlaError):
            ask(case)
    elif case.question == "between":
        assert ask(case) == pytest.approx(expected, rel=0, abs=1e-6)
    else:
        assert ask(case) == expected
    assert monotonic() - began < 2


@pytest.mark.parametrize("case", ROLLED, ids=lambda case: case.number)
def test_the_other_answer_is_the_opening_after_an_addition_or_the_closing_before_a_subtraction(case: Case) -> None:
    hours, start = calendar(case.table, case.calendar), moment(case.start)
    rolled = {
        "add": lambda: hours.add(start, amount(case.until), landing="open"),
        "subtract": lambda: hours.previous_close(hours.subtract(start, amount(case.until))),
    }
    assert [as_utc(rolled[case.question]())] == list(case.answers[1:])
