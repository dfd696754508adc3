"""The library and the brute-force clock give one answer: random calendars, years 1900 to 2100, to the microsecond."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc.errors import UnreachableError
from slacalc.testing.scenes import recipes, scenes
from tests.laws.exact import instant
from tests.laws.oracles import clock_of
from tests.laws.strategies import questions
from tests.oracle.days import Days
from tests.oracle.instants import DAY, utc

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")

PATIENCE = 6 * DAY
"""How far the oracle is asked to step; beyond, it only says that the answer is not nearer."""

stepped = {"where": scenes(stepped=True), "of": recipes}


@given(questions(asked=2, **stepped))
def test_is_open_and_working_time(question):
    exact, clock, (a, b) = question.exact, clock_of(question.recipe), question.instants
    b = a + (b - a) % PATIENCE
    assert exact.is_open(a) == clock.is_open(a)
    assert exact.M(a, b) == clock.measure(a, b) == -exact.M(b, a)
    assert exact.windows(a, b) == clock.windows(a, b)


@given(questions(asked=1, sizes=1, **stepped))
def test_add(question):
    exact, clock, (a,), (d,) = question.exact, clock_of(question.recipe), question.instants, question.amounts
    due = found(exact.A, a, d)
    if due is not None and due - a < PATIENCE:
        assert due == clock.add(a, d)
    else:
        assert clock.measure(a, a + PATIENCE) < d


@given(questions(asked=1, sizes=1, **stepped))
def test_subtract(question):
    exact, clock, (b,), (d,) = question.exact, clock_of(question.recipe), question.instants, question.amounts
    start = found(exact.S, b, d)
    if start is not None and b - start < PATIENCE:
        assert start == clock.subtract(b, d)
    else:
        assert clock.measure(b - PATIENCE, b) < d


@given(questions(asked=1, **stepped))
def test_next_open_and_next_close(question):
    calendar, clock, (at,) = question.recipe.calendar(), clock_of(question.recipe), question.instants
    near = clock.windows(at - 1, at + PATIENCE)
    later = [(opening, closing) for opening, closing in near if closing > at]
    opens = later[0][0] if later else None
    assert_near(found(calendar.next_open, utc(at)), None if opens is None else max(opens, at), at)
    closes = later[0][1] if later and later[0][1] < at + PATIENCE else None
    assert_near(found(calendar.next_close, utc(at)), closes, at)


@given(questions(asked=1, **stepped))
def test_previous_open_and_previous_close(question):
    calendar, clock, (at,) = question.recipe.calendar(), clock_of(question.recipe), question.instants
    near = clock.windows(at - PATIENCE, at + 1)
    opened = [opening for opening, _ in near if opening > at - PATIENCE]
    closed = [closing for _, closing in near if closing <= at]
    assert_near(found(calendar.previous_open, utc(at)), max(opened, default=None), at)
    assert_near(found(calendar.previous_close, utc(at)), max(closed, default=None), at)


@given(questions(**stepped), st.integers(-6, 6).map(timedelta))
def test_working_days_their_openings_and_closings(question, offset):
    zone, day = question.scene.zones[0], question.scene.day + offset
    calendar, days = question.recipe.calendar().in_zone(zone), Days(clock_of(question.recipe), zone)
    for each in (day, day + timedelta(1)):
        assert calendar.is_working_day(each) == days.is_working_day(each)
        assert shown(calendar.opening(each)) == days.opening(each)
        assert shown(calendar.closing(each)) == days.closing(each)


@given(questions(**stepped), st.integers(-4, 4).map(timedelta), st.integers(-3, 3))
def test_adding_and_counting_working_days(question, offset, n):
    zone, day = question.scene.zones[0], question.scene.day + offset
    calendar, days = question.recipe.calendar().in_zone(zone), Days(clock_of(question.recipe), zone)
    end = day + timedelta(6)
    assert calendar.count_working_days(day, end) == days.count(day, end)
    there = found(calendar.add_working_days, day, n)
    if there is not None and abs(there - day) < timedelta(6):
        assert there == days.nth(day, n)
    else:
        forth = (
            [day + timedelta(step) for step in range(1, 6)]
            if n > 0
            else [day - timedelta(step) for step in range(1, 6)]
        )
        assert sum(map(days.is_working_day, forth)) < abs(n) or n == 0


def found(ask, *asked):
    """Return the instant or date of an answer; None where there is no working time to reach."""
    try:
        answer = ask(*asked)
    except UnreachableError:
        return None
    return shown(answer) if hasattr(answer, "tzinfo") else answer


def shown(moment):
    return None if moment is None else instant(moment)


def assert_near(answer, expected, at):
    """Assert that an answer is what the oracle found, or lies where it did not look."""
    if expected is not None:
        assert answer == expected
    else:
        assert answer is None or abs(answer - at) >= PATIENCE
