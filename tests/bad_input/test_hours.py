"""Bad hours of a week, of a date and as a mapping are refused with what to type (T6)."""

from datetime import date

import pytest

from slacalc import Calendar
from tests.bad_input import hours, mappings
from tests.bad_input.proof import complaints, distinct, report

WEEKS, DAYS, MAPPINGS = hours.weeks(), hours.days(), mappings.mappings()


def week(value):
    return Calendar.weekly(value, tz="Europe/London")


def day(value):
    return Calendar.dates([date(2026, 12, 24)], hours=value, tz="Europe/London")


@pytest.mark.parametrize("fault", WEEKS)
def test_bad_hours_of_a_week_say_what_to_type(fault):
    found = complaints(WEEKS[fault], week)
    assert not found, report(found)


@pytest.mark.parametrize("fault", DAYS)
def test_bad_hours_of_a_date_say_what_to_type(fault):
    found = complaints(DAYS[fault], day)
    assert not found, report(found)


@pytest.mark.parametrize("fault", MAPPINGS)
def test_bad_mappings_from_days_to_windows_say_what_to_type(fault):
    found = complaints(MAPPINGS[fault], week)
    assert not found, report(found)


@pytest.mark.parametrize("value", [*hours.GOOD_WEEKS, *hours.GOOD_MAPPINGS])
def test_a_good_week_is_read(value):
    assert week(value) == week(value)


@pytest.mark.parametrize("value", [*hours.GOOD_DAYS, None])
def test_good_hours_of_a_date_are_read(value):
    assert day(value) == day(value)


def test_there_are_thousands_of_bad_hours():
    assert distinct(WEEKS) + distinct(DAYS) + distinct(MAPPINGS) >= 2_000
