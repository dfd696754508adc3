"""Why a calendar is closed: a span or a date by its name, a public holiday, a weekend, or the time of day.

In 2026, 11 May is a Monday, 25 May a public holiday in England, and 28 December Boxing Day's substitute.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from slacalc import Calendar
from slacalc.closings import OUTSIDE, Closings
from slacalc.instants import micros

LONDON = "Europe/London"
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON)
ENGLAND = Calendar.holidays("GB", subdiv="ENG", tz=LONDON)


def reason(calendar, text, tz=LONDON):
    """Return why a calendar is closed at a time on the clock of a zone."""
    at = datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(tz))
    assert not calendar.is_open(at)
    return Closings(calendar, tz).reason(micros(at))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("05-11 08:59", OUTSIDE),
        ("05-11 17:00", OUTSIDE),
        ("05-16 00:00", "weekend"),
        ("05-17 12:00", "weekend"),
        ("05-18 00:00", OUTSIDE),
        ("05-25 12:00", "Spring Bank Holiday"),
        ("05-25 20:00", "Spring Bank Holiday"),
        ("12-26 12:00", "Boxing Day"),
        ("12-28 12:00", "Boxing Day (observed)"),
        ("12-28 00:00", "Boxing Day (observed)"),
        ("12-29 00:00", OUTSIDE),
    ],
)
def test_a_time_of_day_a_weekend_and_a_public_holiday(at, expected):
    """A holiday on a Saturday is told as what it is, and its substitute too."""
    assert reason(OFFICE - ENGLAND, at) == expected


def test_a_day_without_hours_in_the_week_is_outside_them():
    assert reason(Calendar.weekly("Mon-Tue,Thu 09:00-17:00", tz=LONDON), "05-13 12:00") == OUTSIDE
    assert reason(Calendar.weekly("Mon-Sat 09:00-17:00", tz=LONDON), "05-16 18:00") == OUTSIDE
    assert reason(Calendar.weekly("Sun-Thu 09:00-17:00", tz=LONDON), "05-16 12:00") == "weekend"


@pytest.mark.parametrize(
    ("at", "expected"), [("05-12 12:00", "Stocktaking"), ("05-13 12:00", "a closed date"), ("05-14 08:00", OUTSIDE)]
)
def test_a_closed_date_has_its_name_if_it_was_given_one(at, expected):
    named = Calendar.dates({date(2026, 5, 12): "Stocktaking"}, tz=LONDON)
    assert reason(OFFICE - named - Calendar.dates([date(2026, 5, 13)], tz=LONDON), at) == expected


def test_a_date_belongs_to_the_zone_it_was_closed_in():
    """12 May begins in Auckland at 13:00 of 11 May in London."""
    closed = Calendar.dates({date(2026, 5, 12): "Stocktaking"}, tz="Pacific/Auckland")
    hours = Calendar.always() - closed
    assert reason(hours, "05-11 13:00") == "Stocktaking"
    assert reason(hours, "05-12 12:59") == "Stocktaking"
    assert hours.is_open(datetime(2026, 5, 12, 13, tzinfo=ZoneInfo(LONDON)))


def test_a_span_has_its_name_and_comes_before_the_date_and_the_holiday():
    span = (datetime(2026, 5, 25, 8, tzinfo=UTC), datetime(2026, 5, 25, 10, tzinfo=UTC))
    hours = OFFICE - ENGLAND - Calendar.spans({span: "Server move"})
    assert reason(hours, "05-25 09:00") == "Server move"
    assert reason(hours, "05-25 10:59") == "Server move"
    assert reason(hours, "05-25 11:00") == "Spring Bank Holiday"
    assert reason(hours, "05-25 08:59") == "Spring Bank Holiday"


def test_a_closed_date_comes_before_a_public_holiday():
    named = Calendar.dates({date(2026, 5, 25): "Works outing"}, tz=LONDON)
    assert reason(OFFICE - ENGLAND - named, "05-25 12:00") == "Works outing"


def test_whether_it_is_a_weekend_is_told_by_the_clock_of_the_zone_asked_for():
    """Sunday 18:00 in New York is Monday 10:00 in Auckland."""
    hours = Calendar.weekly("Mon-Fri 09:00-17:00", tz="America/New_York")
    at = micros(datetime(2026, 5, 17, 22, tzinfo=UTC))
    assert Closings(hours, "America/New_York").reason(at) == "weekend"
    assert Closings(hours, "Pacific/Auckland").reason(at) == OUTSIDE
