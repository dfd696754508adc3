"""Calendars written out as rows: windows with running totals, and dates with their numbers."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacalc import Calendar, Day, Edge
from slacalc.errors import HolidayDataWarning, InputError, NaiveDatetimeError

LONDON = "Europe/London"
OFFICE = Calendar.weekly("Mon-Fri 09:00-12:00,13:00-17:00", tz=LONDON)
HOUR = 3_600


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=UTC)


# windows --------------------------------------------------------------------------------------------------------------


def test_each_window_is_a_row_with_the_total_until_its_closing():
    assert OFFICE.edges(utc(2026, 5, 15), utc(2026, 5, 18, 9)) == [
        Edge(utc(2026, 5, 15, 8), utc(2026, 5, 15, 11), 3 * HOUR),
        Edge(utc(2026, 5, 15, 12), utc(2026, 5, 15, 16), 7 * HOUR),
        Edge(utc(2026, 5, 18, 8), utc(2026, 5, 18, 9), 8 * HOUR),
    ]


def test_instants_are_plain_datetimes_in_utc_whatever_the_zones():
    start = datetime(2026, 10, 25, 0, tzinfo=ZoneInfo("America/New_York"))
    (edge,) = Calendar.always().in_zone(LONDON).edges(start, start + timedelta(hours=1))
    assert (type(edge.opens), edge.opens.tzinfo, edge.opens) == (datetime, UTC, utc(2026, 10, 25, 4))


def test_an_hour_that_the_clock_repeats_counts_twice_and_one_that_it_skips_not_at_all():
    night = Calendar.weekly("Sat-Sun 00:00-06:00", tz=LONDON)
    autumn = night.edges(utc(2026, 10, 23), utc(2026, 10, 26))
    spring = night.edges(utc(2026, 3, 27), utc(2026, 3, 30))
    assert [edge.total_seconds for edge in autumn] == [6 * HOUR, 13 * HOUR]
    assert [edge.total_seconds for edge in spring] == [6 * HOUR, 11 * HOUR]


def test_a_range_of_no_length_has_no_rows():
    assert OFFICE.edges(utc(2026, 5, 15, 10), utc(2026, 5, 15, 10)) == []
    assert OFFICE.days(date(2026, 5, 15), date(2026, 5, 15)) == []


def test_a_calendar_that_never_opens_has_no_edges():
    never = Calendar.never().in_zone(LONDON)
    assert never.edges(utc(2026, 1, 1), utc(2027, 1, 1)) == []
    assert never.days(date(2026, 1, 1), date(2026, 1, 2)) == [Day(date(2026, 1, 1), False, None, None, None, 0, 0, 0)]


CENTURY = timedelta(36_525)
ODD_SECOND = (
    "2026-05-15 09:00:00.000005+00:00 is no whole second, and rows count in seconds: "
    "round the bounds and the spans of the calendar"
)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: OFFICE.edges(utc(2026, 1, 2), utc(2026, 1, 1)),
            "the end lies before the start: write the earlier first",
        ),
        (
            lambda: OFFICE.days(date(2026, 1, 2), date(2026, 1, 1)),
            "the end lies before the start: write the earlier first",
        ),
        (
            lambda: OFFICE.edges(utc(1950, 1, 1), utc(1950, 1, 1) + CENTURY + timedelta(1)),
            "these are 36526 days, and a table spans 36525 at most: write several",
        ),
        (
            lambda: OFFICE.days(date(1950, 1, 1), date(1950, 1, 1) + CENTURY + timedelta(1)),
            "these are 36526 days, and a table spans 36525 at most: write several",
        ),
        (
            lambda: OFFICE.edges(utc(2026, 5, 15, 9, 0, 0, 5), utc(2026, 5, 16)),
            ODD_SECOND,
        ),
        (
            lambda: (OFFICE - Calendar.until(utc(2026, 5, 15, 9, 0, 0, 5))).days(date(2026, 5, 15), date(2026, 5, 16)),
            ODD_SECOND,
        ),
        (lambda: OFFICE.days(utc(2026, 5, 15), date(2026, 5, 16)), "start=datetime.datetime(2026, 5, 15, 0, 0"),
        (lambda: OFFICE.days(date(2026, 5, 15), "2026-05-16"), "end='2026-05-16' is no date: write a date"),
        (lambda: Calendar.always().days(date(2026, 5, 15), date(2026, 5, 16)), "write .in_zone('Europe/London')"),
    ],
)
def test_a_table_that_cannot_be_written_says_why(ask, message):
    with pytest.raises(InputError) as caught:
        ask()
    assert message in str(caught.value)


WORKING_DAYS = sum((date(1950, 1, 1) + timedelta(day)).weekday() < 5 for day in range(CENTURY.days))


def test_a_century_is_written():
    assert len(OFFICE.days(date(1950, 1, 1), date(1950, 1, 1) + CENTURY)) == 36_525
    assert len(OFFICE.edges(utc(1950, 1, 1), utc(1950, 1, 1) + CENTURY)) == 2 * WORKING_DAYS


def test_a_bound_without_a_zone_is_refused():
    with pytest.raises(NaiveDatetimeError, match="end="):
        OFFICE.edges(utc(2026, 1, 1), datetime(2026, 1, 2))  # noqa: DTZ001 - what is refused


# dates ----------------------------------------------------------------------------------------------------------------


def test_each_date_is_a_row_with_its_hours_and_its_number():
    hours = OFFICE - Calendar.holidays("GB", subdiv="ENG", tz=LONDON)
    friday, monday = date(2026, 5, 22), date(2026, 5, 25)
    assert hours.days(friday, date(2026, 5, 27)) == [
        Day(friday, True, None, utc(2026, 5, 22, 8), utc(2026, 5, 22, 16), 7 * HOUR, 7 * HOUR, 1),
        Day(date(2026, 5, 23), False, None, None, None, 0, 7 * HOUR, 1),
        Day(date(2026, 5, 24), False, None, None, None, 0, 7 * HOUR, 1),
        Day(monday, False, "Spring Bank Holiday", None, None, 0, 7 * HOUR, 1),
        Day(date(2026, 5, 26), True, None, utc(2026, 5, 26, 8), utc(2026, 5, 26, 16), 7 * HOUR, 14 * HOUR, 2),
    ]


def test_a_night_shift_counts_whole_on_the_date_on_which_it_opens():
    night = Calendar.weekly("Fri 22:00-06:00", tz=LONDON)
    friday, saturday = night.days(date(2026, 5, 15), date(2026, 5, 17))
    assert (friday.working_seconds, friday.closes) == (8 * HOUR, utc(2026, 5, 16, 5))
    assert (saturday.working, saturday.working_seconds) == (False, 0)


def test_a_window_of_more_than_a_day_is_cut_at_midnights():
    days = Calendar.always().in_zone(LONDON).days(date(2026, 10, 24), date(2026, 10, 27))
    assert [day.working_seconds for day in days] == [24 * HOUR, 25 * HOUR, 24 * HOUR]
    assert [day.working_day_number for day in days] == [1, 2, 3]


def test_a_date_that_comes_twice_has_both_its_stretches():
    """The clocks of St John's went back at 00:01 until 2011: the last hour of 29 October 2005 came twice."""
    late = Calendar.weekly("Sat 23:30-23:45; Sun 00:00-00:30", tz="America/St_Johns")
    saturday, sunday = late.days(date(2005, 10, 29), date(2005, 10, 31))
    assert saturday.closes > sunday.opens
    assert (saturday.working_seconds, sunday.working_seconds) == (2 * 15 * 60, 60 + 30 * 60)
    assert (saturday.total_seconds, sunday.total_seconds) == (30 * 60, 61 * 60)


def test_a_date_that_a_zone_never_had_is_no_working_day():
    hours = Calendar.weekly("Mon-Sun 09:00-17:00", tz="Pacific/Apia")
    found = hours.days(date(2011, 12, 29), date(2012, 1, 1))
    assert [(day.working, day.working_day_number) for day in found] == [(True, 1), (False, 1), (True, 2)]


def named(calendar: Calendar, day: date) -> str | None:
    return calendar.in_zone(LONDON).days(day, day + timedelta(1))[0].holiday


EVE = date(2026, 12, 24)
CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("calendar", "day", "name"),
    [
        (OFFICE - Calendar.dates({EVE: "Stocktaking"}, tz=LONDON), EVE, "Stocktaking"),
        (OFFICE - Calendar.dates({EVE: "Half day"}, hours="12:00-24:00", tz=LONDON), EVE, "Half day"),
        (OFFICE - Calendar.dates([EVE], tz=LONDON), EVE, None),
        (OFFICE | Calendar.dates({EVE: "Late opening"}, hours="18:00-20:00", tz=LONDON), EVE, None),
        (Calendar.weekly("Mon-Fri 22:00-06:00", tz=LONDON, skip=[EVE]), EVE, None),
        (
            Calendar.weekly("Mon-Fri 22:00-06:00", tz=LONDON, skip=Calendar.dates({EVE: "Party"}, tz=LONDON)),
            EVE,
            "Party",
        ),
        (Calendar.holidays("GB", subdiv="ENG", tz=LONDON), CHRISTMAS, "Christmas Day"),
        (
            OFFICE - Calendar.holidays("GB", subdiv="ENG", tz=LONDON) - Calendar.dates({CHRISTMAS: "Shut"}, tz=LONDON),
            CHRISTMAS,
            "Shut",
        ),
        ((OFFICE - Calendar.dates({EVE: "Shut"}, tz=LONDON)) | Calendar.spans([]), EVE, "Shut"),
    ],
)
def test_the_name_of_a_holiday_is_that_of_the_closed_date_or_else_of_the_public_holiday(calendar, day, name):
    assert named(calendar, day) == name


def test_equal_calendars_keep_the_names_that_each_was_given():
    first, second = (OFFICE - Calendar.dates({EVE: name}, tz=LONDON) for name in ("Party", "Stocktaking"))
    assert first == second
    assert (named(first, EVE), named(second, EVE)) == ("Party", "Stocktaking")


def test_unknown_holidays_are_told():
    hours = OFFICE - Calendar.holidays("GB", subdiv="ENG", tz=LONDON)
    with pytest.warns(HolidayDataWarning):
        hours.days(date(2200, 1, 1), date(2200, 2, 1))
    with pytest.warns(HolidayDataWarning):
        hours.edges(utc(2200, 1, 1), utc(2200, 2, 1))
