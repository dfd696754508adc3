"""Pauses and verdicts as arithmetic: the same function on one ticket and on a column of them."""

import operator
from dataclasses import dataclass

import pytest

from slacalc.calendar import desks_of
from slacalc.engine import One
from slacalc.history import Run
from slacalc.packages import Package
from slacalc.reckoning import engines_of
from slacalc.rules import ElapsedTime, WorkingDays, WorkingTime
from slacalc.verdicts import STATES, Breach, Outcome, State, at_risk, breach, classify, idle, judge, moved, settle
from slacalc.windows import NEVER
from tests.oracle.instants import HOUR, at

LONDON = "Europe/London"
OFFICE = Package.preset("p1-p4").calendar
EIGHT = WorkingTime(8 * HOUR)


def t(text):
    return at(f"2026-{text}", LONDON)


def ask(question, *cover):
    owner = desks_of(OFFICE, LONDON, tuple(map(t, cover)))
    return owner.ask(question, t("05-10 00:00"), t("06-20 00:00"))[0]


def run(report, until, *pauses, since=None, done=False, waiting=None):
    stops = [(t(begin), t(end)) for begin, end in pauses]
    return Run("P1", t(report), t(since or report), t(until), done, stops, waiting and t(waiting))


# marks under pauses (S3, S4, S11) ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "pauses", "expected"),
    [
        (EIGHT, [], "05-14 10:00"),
        (EIGHT, [("05-13 11:00", "05-13 12:00")], "05-14 11:00"),
        (
            EIGHT,
            [("05-13 11:00", "05-13 12:00"), ("05-14 10:30", "05-14 11:30")],
            "05-14 12:00",
        ),  # the first counts too
        (EIGHT, [("05-14 10:00", "05-14 12:00")], "05-14 10:00"),  # at the deadline
        (EIGHT, [("05-13 17:00", "05-14 09:00")], "05-14 10:00"),  # out of hours
        (EIGHT, [("05-13 08:00", "05-13 11:00")], "05-14 11:00"),  # only from the report on
        (ElapsedTime(8 * HOUR), [("05-13 17:00", "05-13 19:00")], "05-13 20:00"),
        (WorkingTime(7 * HOUR, "open"), [("05-13 11:00", "05-13 12:00")], "05-14 10:00"),
    ],
    ids=str,
)
def test_a_pause_that_begins_before_a_mark_moves_it_by_the_time_inside(rule, pauses, expected):
    """Reported on Wednesday 13 May 2026 at 10:00."""
    one = run("05-13 10:00", "05-13 10:00", *pauses)
    assert ask(lambda desk: settle(rule, One(desk), one))[1] == t(expected)


def test_a_mark_is_known_without_its_pauses_too():
    one = run("05-13 10:00", "05-13 10:00", ("05-13 11:00", "05-13 12:00"))
    found = ask(lambda desk: settle(EIGHT, One(desk), one))
    assert found == (t("05-14 10:00"), t("05-14 11:00"), t("05-14 11:00"))


def test_a_mark_is_known_as_if_an_open_pause_ended_now():
    one = run("05-13 10:00", "05-13 15:00", ("05-13 11:00", "05-13 12:00"), waiting="05-13 14:00")
    found = ask(lambda desk: settle(EIGHT, One(desk), one, (t("05-13 14:00"), t("05-13 15:00"))))
    assert found == (t("05-14 10:00"), t("05-14 11:00"), t("05-14 12:00"))


def test_each_pause_moves_what_those_before_have_moved():
    """S3: the second pause begins after the unpaused mark but before the moved one."""
    stops = [(t("05-13 11:00"), t("05-13 17:00")), (t("05-14 12:00"), t("05-14 13:00"))]
    assert ask(lambda desk: moved(EIGHT, One(desk), t("05-14 10:00"), t("05-13 10:00"), stops)) == t("05-14 17:00")


def test_at_risk_is_a_part_of_the_measure_floored_to_the_microsecond():
    one = run("05-13 10:00", "05-13 10:00")
    stretch = (t("05-13 10:00"), t("05-13 10:00") + 3, 3)
    assert ask(lambda desk: at_risk(WorkingTime(3), One(desk), One(desk), one, stretch, 75)) == t("05-13 10:00") + 2


@pytest.mark.parametrize(
    ("due", "until", "before", "expected"),
    [
        ("05-14 10:00", "05-14 10:00", None, (None, False)),
        ("05-14 10:00", "05-14 10:01", None, ("05-14 10:00", False)),
        ("05-12 10:00", "05-14 10:01", None, ("05-13 10:00", True)),
        ("05-12 10:00", "05-14 10:01", "05-11 10:00", ("05-11 10:00", False)),
        ("05-20 10:00", "05-14 10:01", "05-11 10:00", ("05-11 10:00", False)),
    ],
)
def test_the_first_breach_counts_and_is_never_cleared(due, until, before, expected):
    """S1, S7: a promise in force since Wednesday 13 May at 10:00."""
    found = breach(One.where, t(due), run("05-13 10:00", until), Breach(NEVER if before is None else t(before)))
    assert found == (NEVER if expected[0] is None else t(expected[0]), expected[1])


# states (S10) --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", STATES)
def test_the_first_state_that_holds_is_the_one(first):
    later = [str(state) for state in STATES[STATES.index(first) :] if state is not State.RUNNING]
    assert STATES[classify(One.first, **dict.fromkeys(later, True))] == first


def test_where_nothing_holds_the_clock_runs():
    assert STATES[classify(One.first)] is State.RUNNING


@pytest.mark.parametrize(
    ("promised", "done", "before", "state"),
    [
        (True, False, NEVER, "not_started"),
        (True, True, NEVER, "met"),
        (False, False, NEVER, "no_deadline"),
        (False, True, NEVER, "no_deadline"),
        (False, False, 0, "overdue"),
        (False, True, 0, "missed"),
    ],
)
def test_a_clock_that_nothing_is_measured_for(promised, done, before, state):
    found = idle(One.first, run("05-13 10:00", "05-13 10:00", done=done), promised=promised, before=Breach(before))
    assert (STATES[found.state], found.due, found.used) == (state, NEVER, None)


# columns -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """Values beside one another; like an array, it refuses to be asked whether it is true."""

    values: tuple

    def __bool__(self):
        raise TypeError("a column is neither true nor false")

    def __iter__(self):
        raise TypeError("a verdict does not walk over a column")


def spread(values, length):
    return values.values if isinstance(values, Column) else (values,) * length


def each(function, *columns):
    length = next(len(column.values) for column in columns if isinstance(column, Column))
    return Column(tuple(map(function, *(spread(column, length) for column in columns))))


def by_value(do):
    return lambda self, other: each(do, self, other)


for sign in ("add", "sub", "mul", "floordiv", "lt", "le", "gt", "ge", "eq", "ne", "and_", "or_"):
    setattr(Column, f"__{sign.rstrip('_')}__", by_value(getattr(operator, sign)))
Column.__radd__ = Column.__add__
Column.__rand__ = Column.__and__


class Several:
    """An engine that carries out each verb value by value."""

    def __init__(self, one):
        self.one = one

    def __getattr__(self, verb):
        return lambda *values: each(getattr(self.one, verb), *values)

    def elapsed(self):
        return Several(self.one.elapsed())

    def land(self, rule, instants):
        return each(lambda instant: self.one.land(rule, instant), instants)

    def response(self, rule, report):
        return rule.due(self, report)

    def where(self, condition, then, otherwise):
        return each(One.where, condition, then, otherwise)


RUNS = [
    run("05-11 10:00", "05-12 10:00"),
    run("05-11 10:00", "05-20 10:00", ("05-12 11:00", "05-13 15:00")),
    run("05-11 10:00", "05-13 12:00", ("05-11 12:00", "05-11 13:00"), waiting="05-12 11:00"),
    run("05-16 11:00", "05-16 12:00"),
    run("05-13 10:30", "05-14 17:00", done=True),
    run("05-13 10:30", "05-29 17:01", ("05-14 10:00", "05-15 10:00"), done=True),
    run("05-13 10:30", "05-14 16:00", since="05-14 09:00"),
]


def in_columns():
    """Return the runs side by side: a pause of no length where one has none."""
    nothing = (t("05-10 00:00"), t("05-10 00:00"))
    pauses = [(*one.pauses, nothing)[0] for one in RUNS]
    sides = (Column(tuple(begin for begin, _ in pauses)), Column(tuple(end for _, end in pauses)))
    columns = {name: Column(tuple(getattr(one, name) for one in RUNS)) for name in ("report", "since", "until", "done")}
    waiting = Column(tuple(NEVER if one.waiting is None else one.waiting for one in RUNS))
    return Run(priority="P1", **columns, pauses=[sides], waiting=waiting)


@pytest.mark.parametrize("cover", [(), ("05-16 10:00", "05-16 14:00")], ids=["bare", "covered"])
@pytest.mark.parametrize("words", ["3 working days", "1-2 days", "8 working hours", "36 elapsed hours", "same day"])
def test_a_column_of_tickets_is_judged_by_the_same_function(words, cover):
    term = Package.preset("p1-p4").amend(priorities={"P1": {"resolution": words}}).term("P1", "resolution", 0)
    assert term is not None
    one_by_one = [ask(lambda desk, one=one: judge(term, engines_of(term, desk), one), *cover) for one in RUNS]
    together = ask(lambda desk: judge(term, [Several(on) for on in engines_of(term, desk)], in_columns()), *cover)
    assert unfolded(together) == one_by_one


def unfolded(columns):
    """Return the outcome of each ticket from an outcome of columns."""
    return [Outcome(*row) for row in zip(*map(each_of, columns), strict=True)]


def each_of(column):
    if isinstance(column, Breach):
        return [Breach(*row) for row in zip(*map(each_of, column), strict=True)]
    if isinstance(column, tuple):
        return list(zip(*map(each_of, column), strict=True))
    return spread(column, len(RUNS))


def test_the_runs_differ_as_much_as_they_should():
    found = [ask(lambda desk, one=one: judge(three_days(), engines_of(three_days(), desk), one)) for one in RUNS]
    assert {STATES[one.state] for one in found} >= {"running", "overdue", "paused", "not_started", "met", "missed"}


def three_days():
    term = Package.preset("p1-p4").term("P2", "resolution", 0)
    assert term is not None
    assert term.due == WorkingDays(3, "opening")
    return term
