"""What a calendar says is what its rows say, looked up as a database looks them up (T1, T5, T9)."""

from bisect import bisect_left, bisect_right
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.exact import instant
from tests.laws.reach import where_reachable
from tests.laws.strategies import questions, recipes, scenes
from tests.oracle.instants import DAY, SECOND, utc

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")

to_the_second = partial(questions, of=partial(recipes, unit=SECOND))
days_off = st.integers(-20, 20).map(timedelta)


class Edges:
    """The rows of a range, asked with nothing but one search each."""

    def __init__(self, rows):
        self.opens = [instant(row.opens) for row in rows]
        self.closes = [instant(row.closes) for row in rows]
        self.totals = [row.total_seconds * SECOND for row in rows]

    def knows(self, at):
        return bool(self.opens) and self.opens[0] <= at <= self.closes[-1]

    def worked(self, at):
        row = bisect_right(self.opens, at) - 1
        return self.totals[row] - max(self.closes[row] - at, 0)

    def later(self, at, amount, search=bisect_left):
        wanted = self.worked(at) + amount
        row = search(self.totals, wanted)
        return self.closes[row] - (self.totals[row] - wanted) if row < len(self.totals) else None


def edges_around(question):
    middle = question.instants[0] // SECOND * SECOND
    return question.exact.calendar.edges(utc(middle - 60 * DAY), utc(middle + 60 * DAY))


@given(to_the_second(asked=2))
def test_law_d_the_edges_are_the_windows_and_their_totals_the_working_time(question):
    """Law D: the rows of a calendar hold its windows, and with each the working time up to its closing."""
    exact = question.exact
    a, b = sorted(at // SECOND * SECOND for at in question.instants)
    rows = exact.calendar.edges(utc(a), utc(b))
    assert [(instant(row.opens), instant(row.closes)) for row in rows] == exact.windows(a, b)
    assert [row.total_seconds * SECOND for row in rows] == [exact.M(a, instant(row.closes)) for row in rows]
    assert (rows[-1].total_seconds if rows else 0) * SECOND == exact.M(a, b)


@given(to_the_second(asked=2))
def test_law_d_working_time_is_the_difference_of_two_look_ups(question):
    """Law D, asked of the rows: M(a,b) is what was worked by b less what was worked by a."""
    rows, (a, b) = Edges(edges_around(question)), question.instants
    if rows.knows(a) and rows.knows(b):
        assert rows.worked(b) - rows.worked(a) == question.exact.M(a, b)


@given(to_the_second(asked=1, sizes=1))
def test_law_d_an_amount_later_is_the_first_row_whose_total_reaches_it(question):
    """Law D, for A(a,d): the first row whose total reaches d more."""
    rows, exact, (a,), (d,) = Edges(edges_around(question)), question.exact, question.instants, question.amounts
    if not rows.knows(a) or d == 0:
        return
    found = rows.later(a, d)
    if found is None:
        assert exact.M(a, rows.closes[-1]) < d
    else:
        assert found == exact.A(a, d)


@given(to_the_second(asked=1, sizes=1))
def test_law_d_an_amount_earlier_is_the_first_row_whose_total_exceeds_it(question):
    """Law D, for S(b,d): the first row whose total exceeds d less."""
    rows, exact, (b,), (d,) = Edges(edges_around(question)), question.exact, question.instants, question.amounts
    if rows.knows(b) and 0 < d <= rows.worked(b):
        assert rows.later(b, -d, bisect_right) == exact.S(b, d)


@given(to_the_second(where=scenes(most_zones=1)), days_off, st.integers(1, 40))
def test_law_d_the_days_are_the_dates_with_their_openings_and_their_count(question, offset, length):
    """Law D, for dates: each has its row, with its opening and closing and the count of working days so far."""
    calendar, start = counted(question), question.scene.day + offset
    rows = calendar.days(start, start + timedelta(length))
    assert [row.day for row in rows] == [start + timedelta(step) for step in range(length)]
    assert [(at(row.opens), at(row.closes)) for row in rows] == [
        (at(calendar.opening(row.day)), at(calendar.closing(row.day))) for row in rows
    ]
    assert [row.working for row in rows] == [calendar.is_working_day(row.day) for row in rows]
    numbers = [calendar.count_working_days(start, row.day + timedelta(1)) for row in rows]
    assert [row.working_day_number for row in rows] == numbers


@given(to_the_second(where=scenes(most_zones=1)), days_off, st.integers(1, 40))
def test_law_d_the_days_sum_to_the_working_time_from_the_first_opening_to_the_last_closing(question, offset, length):
    """Law D, for the totals of dates: M from the first opening to the last closing, where no night runs into a day."""
    calendar, start = counted(question), question.scene.day + offset
    rows = calendar.days(start, start + timedelta(length))
    totals = [sum(row.working_seconds for row in rows[: place + 1]) for place in range(length)]
    assert [row.total_seconds for row in rows] == totals
    working = [row for row in rows if row.working]
    if working and all(row.closes <= later.opens for row, later in pairwise(working)):
        assert calendar.working_time(working[0].opens, working[-1].closes) == timedelta(seconds=totals[-1])


@given(to_the_second(where=scenes(most_zones=1)), days_off, st.integers(1, 15))
@where_reachable
def test_law_d_so_many_working_days_later_is_the_row_of_that_number(question, offset, n):
    """Law D, for working days: add_days(d, n) is the working row whose number is that of d and n more."""
    calendar, day = counted(question), question.scene.day + offset
    later = calendar.add_working_days(day, n)
    if later - day > timedelta(200):
        return
    rows = calendar.days(day - timedelta(5), later + timedelta(1))
    number = next(row.working_day_number for row in rows if row.day == day)
    assert [row.day for row in rows if row.working and row.working_day_number == number + n] == [later]


def at(moment):
    return None if moment is None else instant(moment)


def counted(question):
    """Return the calendar with its dates counted in the first zone of the scene."""
    return question.recipe.calendar().in_zone(question.scene.zones[0])
