"""Law 31: working days are counted one after the other (T9)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc.testing.scenes import scenes
from tests.laws.reach import where_reachable
from tests.laws.strategies import questions

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")

numbers = st.integers(1, 15)
days_off = st.integers(-20, 20).map(timedelta)


@given(questions(where=scenes(most_zones=1)), days_off, numbers, numbers, st.sampled_from((1, -1)))
@where_reachable
def test_law_31_working_days_may_be_added_one_after_the_other(question, offset, m, n, sign):
    """Law 31: add_days(d, m+n) = add_days(add_days(d,m), n) for m and n of one sign, neither zero."""
    calendar, day = counted(question), question.scene.day + offset
    m, n = sign * m, sign * n
    assert calendar.add_working_days(day, m + n) == calendar.add_working_days(calendar.add_working_days(day, m), n)


@given(questions(where=scenes(most_zones=1)), days_off, numbers)
@where_reachable
def test_law_31_as_many_days_back_are_the_same_day(question, offset, n):
    """Law 31: add_days(add_days(d,n), -n) = d, and count(d, add_days(d,n)) = n, where d is a working day."""
    calendar, day = counted(question), question.scene.day + offset
    working = calendar.add_working_days(day, 0)
    later = calendar.add_working_days(working, n)
    assert calendar.add_working_days(later, -n) == working
    assert calendar.count_working_days(working, later) == n


@given(questions(where=scenes(most_zones=1)), days_off, st.integers(0, 40))
def test_law_31_the_count_is_the_sum_of_the_working_days(question, offset, length):
    """Law 31, counted by hand: count is over [start, end), signed; n = 0 is the date if working, else the next."""
    calendar, start = counted(question), question.scene.day + offset
    days = [start + timedelta(step) for step in range(length)]
    working = [day for day in days if calendar.is_working_day(day)]
    assert calendar.count_working_days(start, start + timedelta(length)) == len(working)
    assert calendar.count_working_days(start + timedelta(length), start) == -len(working)
    assert [calendar.opening(day) is not None for day in days] == [day in working for day in days]
    assert not working or calendar.add_working_days(start, 0) == working[0]
    assert not working or calendar.add_working_days(start - timedelta(1), len(working)) == working[-1]


def counted(question):
    """Return the calendar with its dates counted in the first zone of the scene."""
    return question.recipe.calendar().in_zone(question.scene.zones[0])
