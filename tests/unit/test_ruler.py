"""The axis of a drawing: where instants stand, and which dates and times are written along it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacalc.instants import micros
from slacalc.ruler import Scale, ruler
from slacalc.windows import DAY, END_OF_TIME, HOUR

ZONE = "Europe/London"


def scale(start, length, tz=ZONE):
    """Return a scale of a thousand pixels from a time in a zone on."""
    first = micros(datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(tz)))
    return Scale(first, first + length // timedelta(microseconds=1), 0, 1_000, tz)


def texts(ticks):
    return [tick.text for tick in ticks]


def test_an_instant_stands_by_rule_of_three_and_outside_at_the_edge():
    week = Scale(0, 7 * DAY, 30, 730, "UTC")
    assert [week.x(at) for at in (0, DAY, 7 * DAY, -1, 9 * DAY)] == [30, 130, 730, 30, 730]
    assert week.pixels(DAY) == 100


@pytest.mark.parametrize(
    ("length", "at", "tz", "expected"),
    [
        (timedelta(days=2), "2026-05-19 17:00:30", None, "Tue 19 May 17:00"),
        (timedelta(minutes=30), "2026-05-18 09:05:30", None, "Mon 18 May 09:05:30"),
        (timedelta(minutes=30), "2026-05-18 09:05", None, "Mon 18 May 09:05"),
        (timedelta(days=400), "2027-01-04 12:00", None, "Mon 4 Jan 2027 12:00"),
        (timedelta(days=2), "2026-05-19 17:00", "Asia/Tokyo", "Wed 20 May 01:00 Asia/Tokyo"),
    ],
)
def test_a_label_says_as_much_of_an_instant_as_is_needed(length, at, tz, expected):
    instant = micros(datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(ZONE)))
    assert scale("2026-05-18 09:00", length).told(instant, tz) == expected


def test_over_a_day_hours_are_written_below_dates():
    axis = ruler(scale("2026-05-18 09:00", timedelta(hours=8)))
    assert texts(axis.above)[0] == "Mon 18 May 2026"
    assert texts(axis.below) == ["09:00", "09:30", *texts(axis.below)[2:]]
    assert axis.below[0].x == 0
    assert axis.small == ()


def test_a_repeated_hour_has_its_ticks_twice():
    axis = ruler(scale("2026-10-25 00:00", timedelta(hours=5)))
    assert texts(axis.below).count("01:00") == 2
    assert [tick.x for tick in axis.below] == sorted(tick.x for tick in axis.below)


def test_over_days_dates_are_written_below_months():
    axis = ruler(scale("2026-05-28 00:00", timedelta(days=8)))
    assert texts(axis.above) == ["May 2026", "Jun 2026"]
    assert texts(axis.below)[:5] == ["Thu 28", "Fri 29", "Sat 30", "Sun 31", "Mon 1"]


@pytest.mark.parametrize("days", [60, 120, 130])
def test_over_weeks_mondays_are_written_and_days_are_small_ticks(days):
    axis = ruler(scale("2026-05-13 00:00", timedelta(days=days)))
    assert texts(axis.below)[0] == "Mon 18"
    assert len(axis.small) == days + 1


def test_where_days_are_narrow_they_have_no_ticks():
    assert len(ruler(Scale(0, 60 * DAY, 0, 450, "UTC")).small) == 61
    assert len(ruler(Scale(0, 60 * DAY, 0, 359, "UTC")).small) == 3  # the first days of months


def test_over_a_year_months_are_written_below_years():
    axis = ruler(scale("2026-05-13 00:00", timedelta(days=500)))
    assert texts(axis.above) == ["2026", "2027"]
    assert texts(axis.below)[:3] == ["May", "Jun", "Jul"]


def test_over_centuries_years_are_written_and_the_last_year_ends_them():
    axis = ruler(scale("1900-01-01 00:00", timedelta(days=200 * 365)))
    assert axis.above == ()
    assert set(texts(axis.below)) >= {"1920", "1940"}
    whole = ruler(Scale(micros(datetime(9000, 1, 1, tzinfo=ZoneInfo("UTC"))), END_OF_TIME - 1, 0, 1_000, "UTC"))
    assert texts(whole.below)[-1] == "9900"
    assert ruler(Scale(micros(datetime(1, 1, 1, tzinfo=ZoneInfo("UTC"))), END_OF_TIME - 1, 0, 1_000, "UTC")).below


def test_what_has_no_room_is_not_written():
    axis = ruler(Scale(0, HOUR, 0, 60, "UTC"))
    assert all(tick.text == "" or tick.x < 60 for tick in axis.below)
    assert axis.below[-1].text == ""
