"""Law 34 for calendars: what is written can be read back; and equal calendars say the same."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from slacalc.calendar import Calendar
from tests.laws.strategies import questions
from tests.oracle.instants import DAY, utc

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")
NAMES = {"Calendar": Calendar, "date": date, "datetime": datetime, "UTC": UTC}


@given(questions(asked=1))
def test_law_34_a_pickled_calendar_comes_back_equal(question):
    """Law 34: load(dump(x)) = x for pickle, and the copy answers alike."""
    calendar = question.recipe.calendar()
    for again in (pickle.loads(pickle.dumps(calendar)), copy.copy(calendar), copy.deepcopy(calendar)):  # noqa: S301
        assert_same(again, calendar, question.instants[0])


@given(questions(asked=1))
def test_law_34_the_repr_of_a_calendar_rebuilds_it(question):
    """Law 34: repr is code that rebuilds the calendar, zones and all."""
    calendar = question.recipe.calendar()
    assert_same(eval(repr(calendar), NAMES), calendar, question.instants[0])  # noqa: S307


@given(questions(asked=1, others=1))
def test_law_34_equal_calendars_are_open_at_the_same_instants(question):
    """Law 34: equality and hash go together, and imply the same windows."""
    first, second = question.recipe.calendar(), question.others[0].calendar()
    again = (first | second) & (second | first)
    assert again == first | second
    assert hash(again) == hash(first | second)
    assert first != second or first.same_windows(second, *around(question.instants[0]))


@given(questions(asked=1, others=1))
def test_law_34_fingerprints_are_equal_exactly_where_windows_are(question):
    """Law 34: the fingerprint is equal if and only if the open set is equal over the stated horizon."""
    first, second = question.recipe.calendar(), question.others[0].calendar()
    horizon = around(question.instants[0])
    alike = first.fingerprint(*horizon).windows == second.fingerprint(*horizon).windows
    assert alike == first.same_windows(second, *horizon)
    assert (first | second).fingerprint(*horizon) == (second | first).fingerprint(*horizon)


def assert_same(again, calendar, at):
    assert again == calendar
    assert hash(again) == hash(calendar)
    assert again.tz == calendar.tz
    assert str(again) == str(calendar)
    assert repr(again) == repr(calendar)
    assert again.same_windows(calendar, *around(at))


def around(at):
    return utc(at) - timedelta(microseconds=9 * DAY), utc(at + 9 * DAY)
