"""A date-valued rule is constant between two neighbouring cuts: what a column may tabulate once for each cell.

Every cell of five years, at both ends and inside it, for every rule, with and without booked cover. A rule that is more
than a dated one is run on an engine that evaluates dated rules at the beginning of their cell.
"""

import inspect
from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise, product

import pytest

from slacalc import rules
from slacalc.calendar import Calendar, desks_of
from slacalc.desk import Desk
from slacalc.engine import Dated, One
from slacalc.reading import Reading
from slacalc.targets import Target
from slacalc.tracing import Script
from slacalc.windows import normal
from tests.oracle.instants import DAY, HOUR, micros

FIRST, LAST = micros(datetime(2024, 1, 1, tzinfo=UTC)), micros(datetime(2029, 1, 1, tzinfo=UTC))
FURTHER = 120 * DAY
"""How far a rule reaches beyond the report."""

CALENDARS = {
    "London office": Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
    - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London"),
    "New York with a lunch and a night": Calendar.weekly(
        "Mon-Fri 09:00-12:30,13:30-17:00; Sat 22:00-04:00", tz="America/New_York"
    )
    - Calendar.holidays("US", tz="America/New_York"),
    "Lord Howe round the clock": Calendar.weekly("Mon-Fri 00:00-24:00", tz="Australia/Lord_Howe")
    - Calendar.holidays("AU", subdiv="NSW", tz="Australia/Lord_Howe"),
    "Lord Howe nights": Calendar.weekly("Sat-Wed 22:30-06:00", tz="Australia/Lord_Howe"),
}

RECEIPTS = ("opening", "report")
DATED: tuple[Dated, ...] = (
    *(rules.NthDate(*case) for case in product((1, 3, 40), RECEIPTS, (False, True))),
    *(rules.NthClose(*case) for case in product((0, 1, 3, 40), RECEIPTS)),
    *(rules.RolledClose(*case) for case in product((1, 7, 14), RECEIPTS)),
    *map(rules.DayClose, ("close", "cover", "next")),
    rules.NextMidnight(),
    *(rules.DateEnd(FIRST // DAY + days) for days in (10, 11, 12, 400)),
)

RESPONSE = Target.parse("4 working hours")
DAYS = ("1 working day", "3 working days", "1 working week")
WORDS = {
    "working_day": (Reading.VALUES["working_day"], DAYS),
    "calendar_day": (Reading.VALUES["calendar_day"], ("1 calendar day", "3 calendar days")),
    "week": (Reading.VALUES["week"], ("1 week", "2 weeks")),
    "same_day": (Reading.VALUES["same_day"], ("same day",)),
    "hour": (Reading.VALUES["hour"], ("4 hours", "next working day", "next working day by 16:00")),
    "landing": (Reading.VALUES["landing"], ("8 working hours",)),
}


def every_rule() -> list[rules.Rule]:
    """Return each rule that a reading leads to, and those that a ticket brings."""
    found = {}
    for name, (values, texts) in WORDS.items():
        for value, receipt, text in product(values, RECEIPTS, texts):
            for minimum in (None, "4h") if text == "same day" else (None,):
                reading = Reading(**{name: value, "receipt": receipt, "same_day_minimum": minimum})
                marks = reading.marks(Target.parse(text), RESPONSE)
                assert marks is not None
                found[marks.due] = None
    return [*found, rules.Agreed(FIRST + 100 * DAY), rules.DateEnd(FIRST // DAY + 100)]


def booked() -> list[int]:
    """Return cover of many kinds: mornings and nights of closed days, evenings, over midnight, over a clock change."""
    starts = range(FIRST // DAY - 7, (LAST + FURTHER) // DAY, 11)
    return normal(
        (day * DAY + start * HOUR // 2, day * DAY + (start + length) * HOUR // 2)
        for day, (start, length) in zip(starts, _cycle(((20, 8), (34, 8), (2, 5), (45, 9), (0, 48))), strict=False)
    )


def _cycle(values: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    return [values[at % len(values)] for at in range(1_000)]


@cache
def desk_of(name: str, covered: bool) -> Desk:
    calendar = CALENDARS[name]
    assert calendar.tz is not None
    owner = desks_of(calendar, calendar.tz, booked() if covered else ())
    return owner.ask(lambda desk: desk, FIRST - 30 * DAY, LAST + FURTHER)[1]


@cache
def cells(name: str, covered: bool) -> list[tuple[int, int]]:
    """Return the cells of five years, each with its beginning and the beginning of the next."""
    return [cell for cell in pairwise(desk_of(name, covered).cuts(FIRST - DAY, LAST + DAY)) if FIRST <= cell[0] < LAST]


def points(begin: int, end: int) -> set[int]:
    """Return both ends of a cell, the instant after its beginning, and one inside."""
    return {begin, min(begin + 1, end - 1), begin + (end - begin) * 5 // 8, end - 1}


class Tabulated(One):
    """An engine for which a dated rule has one value in each cell: that of its beginning."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.table: dict[tuple[Dated, int], int] = {}
        self.begins = desk.cuts(FIRST - 20 * DAY, LAST + FURTHER)

    def land(self, rule: Dated, at: int) -> int:
        begin = self.begins[bisect_right(self.begins, at) - 1]
        if (rule, begin) not in self.table:
            self.table[rule, begin] = rule.on(self.desk, begin)
        return self.table[rule, begin]


RULES = every_rule()
EVERY_DESK = pytest.mark.parametrize(("name", "covered"), list(product(CALENDARS, (False, True))))


@EVERY_DESK
def test_law_c_a_dated_rule_is_constant_in_every_cell(name, covered):
    """Law C: a rule that gives dates is constant between two neighbouring cuts (every cell of five years)."""
    desk = desk_of(name, covered)
    wrong = []
    for begin, end in cells(name, covered):
        inside = points(begin, end)
        wrong += [(rule, begin) for rule in DATED if len({rule.on(desk, at) for at in inside}) > 1]
    assert wrong == []


@EVERY_DESK
def test_every_rule_is_the_same_with_its_dated_part_tabulated(name, covered):
    desk = desk_of(name, covered)
    one, tabulated = One(desk), Tabulated(desk)
    wrong = []
    for begin, end in cells(name, covered):
        reports = product(RULES, points(begin, end))
        wrong += [(rule, at) for rule, at in reports if rule.due(one, at) != rule.due(tabulated, at)]
    assert wrong == []


def written(rule: rules.Rule, desk: Desk) -> Callable[[int], int]:
    script = Script()
    report = script.name("report")
    return script.code(rule.due(script.engine(desk), report), report)


@EVERY_DESK
def test_every_rule_is_the_same_written_down_as_code(name, covered):
    desk = desk_of(name, covered)
    one, codes = One(desk), {rule: written(rule, desk) for rule in (*RULES, rules.ElapsedTime(5 * HOUR))}
    wrong = []
    for begin, end in cells(name, covered)[::13]:
        reports = product(codes.items(), points(begin, end))
        wrong += [(rule, at) for (rule, code), at in reports if rule.due(one, at) != code(at)]
    assert wrong == []


# the test is as wide as it says --------------------------------------------------------------------------------------


def classes_with(method: str) -> set[type]:
    found = {value for _, value in inspect.getmembers(rules, inspect.isclass) if method in vars(value)}
    return found - {rules.Rule}


def test_every_rule_is_among_those_tried():
    assert {type(rule) for rule in DATED} == classes_with("on")
    assert {type(rule) for rule in RULES} | {rules.ElapsedTime} == classes_with("due")


def test_there_are_thousands_of_cells_and_cover_adds_some():
    assert len(cells("London office", False)) > 4_000
    assert len(cells("London office", True)) > len(cells("London office", False)) + 200
    assert sum(desk_of(name, True).has_cover for name in CALENDARS) == len(CALENDARS)


def test_cells_lie_on_both_sides_of_a_change_of_the_clock():
    jump = micros(datetime(2026, 3, 29, 1, tzinfo=UTC))
    assert any(begin == jump for begin, _ in cells("London office", False))
    assert any(end == jump for _, end in cells("London office", False))


def test_a_rule_with_a_hidden_cut_would_be_found():
    class Halfway:
        def on(self, desk: Desk, at: int) -> int:
            return at // (2 * HOUR)

    desk = desk_of("London office", False)
    changed = [
        begin
        for begin, end in cells("London office", False)
        if len({Halfway().on(desk, at) for at in points(begin, end)}) > 1
    ]
    assert len(changed) > 1_000
