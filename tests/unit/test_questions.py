"""What is asked of calendars and answered, by the conventions T1 to T13."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pendulum
import pytest

from slacalc import Calendar, reach
from slacalc.errors import HolidayDataWarning, InputError, NaiveDatetimeError, UnreachableError
from slacalc.zones import LocalClock
from tests.unit.calendars import (
    DAY,
    ENGLAND,
    FRIDAY,
    HOUR,
    HOURS,
    NEW_YORK,
    NIGHTS,
    NOW,
    OFFICE,
    SATURDAY_IN_NEW_YORK,
    ZONE,
    at,
    listed,
    told,
    utc,
)

# -- instants ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-05-15T08:59:59.999999", False),
        ("2026-05-15T09:00", True),
        ("2026-05-15T16:59:59.999999", True),
        ("2026-05-15T17:00", False),
        ("2026-05-16T12:00", False),
        ("2026-12-25T12:00", False),
    ],
    ids=["before", "opening", "last instant", "closing", "Saturday", "Christmas"],
)
def test_an_office_is_open_from_its_opening_until_its_closing(moment, is_open):
    """T1."""
    assert HOURS.is_open(at(moment)) is is_open
    assert (at(moment) in HOURS) is is_open


@pytest.mark.parametrize(
    ("start", "hours", "close", "open_"),
    [
        ("2026-05-15T09:00", 8, "2026-05-15T17:00+01:00", "2026-05-18T09:00+01:00"),
        ("2026-05-15T09:00", 7, "2026-05-15T16:00+01:00", "2026-05-15T16:00+01:00"),
        ("2026-05-15T16:30", 1, "2026-05-18T09:30+01:00", "2026-05-18T09:30+01:00"),
        ("2026-05-16T11:00", 8, "2026-05-18T17:00+01:00", "2026-05-19T09:00+01:00"),
        ("2026-05-16T11:00", 0, "2026-05-16T11:00+01:00", "2026-05-18T09:00+01:00"),
        ("2026-05-15T17:00", 0, "2026-05-15T17:00+01:00", "2026-05-18T09:00+01:00"),
        ("2026-12-24T16:30", 8, "2026-12-29T16:30+00:00", "2026-12-29T16:30+00:00"),
        ("2026-05-18T09:30", -1, "2026-05-15T16:30+01:00", "2026-05-15T16:30+01:00"),
    ],
)
def test_a_budget_used_up_at_closing_is_due_at_closing_or_at_the_next_opening(start, hours, close, open_):
    """T5; the fourth and seventh rows are worked in the contracts of the design, section 5."""
    assert told(HOURS.add(at(start), hours * HOUR)) == close
    assert told(HOURS.add(at(start), hours * HOUR, landing="close")) == close
    assert told(HOURS.add(at(start), hours * HOUR, landing="open")) == open_


@pytest.mark.parametrize(
    ("end", "hours", "start"),
    [
        ("2026-05-18T09:00", 8, "2026-05-15T09:00+01:00"),
        ("2026-05-18T09:00", 1, "2026-05-15T16:00+01:00"),
        ("2026-05-15T17:00", 8, "2026-05-15T09:00+01:00"),
        ("2026-05-16T11:00", 0, "2026-05-16T11:00+01:00"),
        ("2026-05-15T17:00", -1, "2026-05-18T10:00+01:00"),
    ],
)
def test_subtracting_gives_the_latest_start(end, hours, start):
    """T5: eight hours before Monday's opening is Friday's opening."""
    assert told(OFFICE.subtract(at(end), hours * HOUR)) == start


def test_working_time_is_signed():
    """T5."""
    friday, monday = at("2026-05-15T16:00"), at("2026-05-18T10:00")
    assert OFFICE.working_time(friday, monday) == 2 * HOUR
    assert OFFICE.working_time(monday, friday) == -2 * HOUR
    assert type(OFFICE.working_time(friday, monday)) is timedelta


def test_working_time_is_exact_to_the_microsecond():
    """T2."""
    start = at("2026-05-15T16:59:59.999999")
    assert OFFICE.working_time(start, start + DAY) == timedelta(microseconds=1)
    assert OFFICE.add(start, timedelta(microseconds=2)).isoformat() == "2026-05-18T09:00:00.000001+01:00"


@pytest.mark.parametrize(
    ("moment", "edges"),
    [
        ("2026-05-15T12:00", ["15T12:00", "15T17:00", "15T09:00", "14T17:00"]),
        ("2026-05-15T09:00", ["15T09:00", "15T17:00", "15T09:00", "14T17:00"]),
        ("2026-05-15T17:00", ["18T09:00", "18T17:00", "15T09:00", "15T17:00"]),
        ("2026-05-16T12:00", ["18T09:00", "18T17:00", "15T09:00", "15T17:00"]),
    ],
    ids=["inside", "at the opening", "at the closing", "outside"],
)
def test_the_next_and_previous_edges(moment, edges):
    """Section 6: the first open instant at or after, the close after it; the latest edges at or before."""
    asked = at(moment)
    found = OFFICE.next_open(asked), OFFICE.next_close(asked), OFFICE.previous_open(asked), OFFICE.previous_close(asked)
    assert [told(one) for one in found] == [f"2026-05-{edge}+01:00" for edge in edges]


def test_windows_are_clipped_to_the_range():
    assert listed(OFFICE, at("2026-05-15T12:00"), at("2026-05-18T10:00")) == ["15 12:00-15 17:00", "18 09:00-18 10:00"]
    assert listed(OFFICE, at("2026-05-18T10:00"), at("2026-05-15T12:00")) == []
    assert listed(OFFICE, at("2026-05-15T12:00"), at("2026-05-15T12:00")) == []


def test_windows_refuse_bad_input_when_called_not_when_read():
    with pytest.raises(NaiveDatetimeError, match="end="):
        OFFICE.windows(at("2026-05-15T12:00"), datetime(2026, 5, 16))  # noqa: DTZ001


# -- changes of the clock ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "text", "day", "length"),
    [
        (ZONE, "Sun 00:00-24:00", (2026, 3, 29), 23 * HOUR),
        (ZONE, "Sun 00:00-24:00", (2026, 10, 25), 25 * HOUR),
        (ZONE, "Sun 01:00-02:00", (2026, 3, 29), 0 * HOUR),
        (ZONE, "Sun 01:00-02:00", (2026, 10, 25), 2 * HOUR),
        (NEW_YORK, "Sun 01:30-02:30", (2026, 3, 8), HOUR / 2),
        (NEW_YORK, "Sun 01:30-02:30", (2026, 11, 1), HOUR * 1.5),
        ("Australia/Lord_Howe", "Sun 00:00-24:00", (2026, 10, 4), 23.5 * HOUR),
        ("Australia/Lord_Howe", "Sun 01:00-03:00", (2026, 4, 5), 2.5 * HOUR),
    ],
)
def test_a_skipped_hour_counts_nothing_and_a_repeated_one_twice(zone, text, day, length):
    """T3."""
    start = datetime(*day, tzinfo=ZoneInfo(zone)).astimezone(UTC) - 6 * HOUR
    assert Calendar.weekly(text, tz=zone).working_time(start, start + 1.5 * DAY) == length


def test_both_passes_of_the_repeated_hour_are_told_apart():
    """T2 and T12: from 01:30 BST, one hour later it is 01:30 GMT."""
    always = Calendar.always().in_zone(ZONE)
    first, second = at("2026-10-25T01:30"), at("2026-10-25T01:30", fold=1)
    assert always.working_time(first, second) == HOUR
    assert told(always.add(first, HOUR)) == "2026-10-25T01:30+00:00"
    assert always.add(first, HOUR).fold == 1
    assert told(always.subtract(second, HOUR)) == "2026-10-25T01:30+01:00"
    window = Calendar.spans([(first, second)]).in_zone(ZONE)
    assert not window.is_open(second)
    assert told(window.next_close(first)) == "2026-10-25T01:30+00:00"


# -- nights, holidays and the order of precedence ----------------------------------------------------------------------


def test_a_holiday_cuts_the_nights_at_its_midnights():
    """T7."""
    assert listed(NIGHTS - FRIDAY, at("2026-05-14T12:00"), at("2026-05-18T12:00")) == [
        "14 22:00-15 00:00",
        "16 00:00-16 06:00",
    ]


@pytest.mark.parametrize(
    "skip",
    [[date(2026, 5, 15)], {date(2026, 5, 15): "stocktaking"}, FRIDAY],
    ids=["dates", "named", "calendar"],
)
def test_a_skipped_date_takes_whole_shifts(skip):
    """T7."""
    whole = Calendar.weekly("Mon-Fri 22:00-06:00", tz=ZONE, skip=skip)
    assert listed(whole, at("2026-05-14T12:00"), at("2026-05-18T12:00")) == ["14 22:00-15 06:00"]


def test_shifts_may_skip_public_holidays():
    """Good Friday is 3 April 2026: the night of Thursday goes on into it, its own does not start."""
    whole = Calendar.weekly("Mon-Fri 22:00-06:00", tz=ZONE, skip=ENGLAND)
    assert listed(whole, at("2026-04-02T12:00"), at("2026-04-07T12:00")) == ["02 22:00-03 06:00"]


def test_what_a_holiday_leaves_of_a_night_makes_saturday_a_working_day():
    """T7 with T9, the trial's item 10: Friday's shift opens at Saturday 00:00."""
    cut = NIGHTS - FRIDAY
    assert not cut.is_working_day(date(2026, 5, 15))
    assert cut.is_working_day(date(2026, 5, 16))
    assert told(cut.opening(date(2026, 5, 16))) == "2026-05-16T00:00+01:00"
    assert told(cut.closing(date(2026, 5, 16))) == "2026-05-16T06:00+01:00"
    assert cut.add_working_days(date(2026, 5, 14), 1) == date(2026, 5, 16)


def test_a_skipped_night_leaves_saturday_free():
    whole = Calendar.weekly("Mon-Fri 22:00-06:00", tz=ZONE, skip=[date(2026, 5, 15)])
    assert not whole.is_working_day(date(2026, 5, 15))
    assert not whole.is_working_day(date(2026, 5, 16))


def test_precedence_is_the_order_of_writing():
    """T8, on Christmas Day 2026, a Friday: booked after the holidays, closed after the booking."""
    christmas = at("2026-12-25T11:00")
    extra = Calendar.spans([(at("2026-12-25T10:00"), at("2026-12-25T14:00"))])
    closure = Calendar.spans([(at("2026-12-25T10:30"), at("2026-12-25T11:30"))])
    assert christmas not in OFFICE - ENGLAND
    assert christmas in (OFFICE - ENGLAND) | extra
    assert christmas not in ((OFFICE - ENGLAND) | extra) - closure
    assert christmas not in (OFFICE | extra) - ENGLAND


def test_a_half_day_is_what_is_left_of_it():
    eve = Calendar.dates({date(2026, 12, 24): "Christmas Eve"}, hours="13:00-24:00", tz=ZONE)
    found = HOURS - eve
    assert told(found.closing(date(2026, 12, 24))) == "2026-12-24T13:00+00:00"
    assert told(found.add(at("2026-12-24T12:00"), 2 * HOUR)) == "2026-12-29T10:00+00:00"


# -- working days ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "n", "found"),
    [
        (date(2026, 5, 15), 0, date(2026, 5, 15)),
        (date(2026, 5, 16), 0, date(2026, 5, 18)),
        (date(2026, 5, 15), 1, date(2026, 5, 18)),
        (date(2026, 5, 16), 1, date(2026, 5, 18)),
        (date(2026, 5, 16), -1, date(2026, 5, 15)),
        (date(2026, 5, 18), -1, date(2026, 5, 15)),
        (date(2026, 11, 23), 40, date(2027, 1, 21)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2027, 1, 21), -40, date(2026, 11, 23)),
    ],
)
def test_working_days_are_counted_after_or_before_the_date(day, n, found):
    """T9; 40 working days from Monday 23 November 2026 are worked in the design, section 5."""
    assert HOURS.add_working_days(day, n) == found


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 5, 11), date(2026, 5, 18), 5),
        (date(2026, 5, 11), date(2026, 5, 15), 4),
        (date(2026, 5, 16), date(2026, 5, 18), 0),
        (date(2026, 5, 18), date(2026, 5, 11), -5),
        (date(2026, 12, 21), date(2027, 1, 4), 7),
    ],
)
def test_working_days_are_counted_in_a_half_open_range(start, end, count):
    """Christmas 2026: Friday 25 and Monday 28 December and Friday 1 January are holidays, so 7 of 10 weekdays."""
    assert HOURS.count_working_days(start, end) == count


def test_a_day_that_is_no_working_day_has_no_opening_and_no_closing():
    assert HOURS.opening(date(2026, 5, 16)) is None
    assert HOURS.closing(date(2026, 12, 25)) is None
    lunch = Calendar.weekly("Mon-Fri 09:00-12:30,13:30-17:00", tz=ZONE)
    assert told(lunch.opening(date(2026, 5, 15))) == "2026-05-15T09:00+01:00"
    assert told(lunch.closing(date(2026, 5, 15))) == "2026-05-15T17:00+01:00"


def test_a_window_of_more_than_24_hours_works_on_each_of_its_days():
    """T9."""
    weekend = Calendar.spans([(at("2026-05-15T18:00"), at("2026-05-18T08:00"))]).in_zone(ZONE)
    days = [date(2026, 5, day) for day in range(14, 20)]
    assert [weekend.is_working_day(day) for day in days] == [False, True, True, True, True, False]
    assert told(weekend.closing(date(2026, 5, 15))) == "2026-05-16T00:00+01:00"
    assert told(weekend.closing(date(2026, 5, 18))) == "2026-05-18T08:00+01:00"


def test_a_window_of_24_hours_works_on_the_day_on_which_it_opens():
    """T9: not of more than 24 hours."""
    day = Calendar.spans([(at("2026-05-15T18:00"), at("2026-05-16T18:00"))]).in_zone(ZONE)
    assert day.is_working_day(date(2026, 5, 15))
    assert not day.is_working_day(date(2026, 5, 16))
    assert told(day.closing(date(2026, 5, 15))) == "2026-05-16T18:00+01:00"


def test_every_day_of_always_is_a_working_day():
    always = Calendar.weekly("Mon-Sun 00:00-24:00", tz=ZONE)
    assert always.count_working_days(date(2026, 1, 1), date(2027, 1, 1)) == 365
    assert told(always.opening(date(2026, 3, 29))) == "2026-03-29T00:00+00:00"
    assert told(always.closing(date(2026, 3, 29))) == "2026-03-30T00:00+01:00"


def test_a_date_that_there_was_not_is_no_working_day():
    """Samoa went from Thursday 29 to Saturday 31 December 2011."""
    samoa = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Pacific/Apia")
    assert samoa.is_working_day(date(2011, 12, 29))
    assert not samoa.is_working_day(date(2011, 12, 30))
    assert samoa.add_working_days(date(2011, 12, 29), 1) == date(2012, 1, 2)
    thursday = datetime(2011, 12, 29, 16, tzinfo=ZoneInfo("Pacific/Apia"))
    assert told(samoa.add(thursday, 2 * HOUR)) == "2012-01-02T10:00+14:00"


def test_a_midnight_that_the_clock_skips_opens_at_the_jump():
    """T13: Sao Paulo, 4 November 2018."""
    day = Calendar.dates([date(2018, 11, 4)], tz="America/Sao_Paulo")
    assert told(day.opening(date(2018, 11, 4))) == "2018-11-04T01:00-02:00"


# -- zones -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calendar", "zone"),
    [
        (OFFICE, ZONE),
        (HOURS, ZONE),
        (OFFICE | SATURDAY_IN_NEW_YORK, None),
        (OFFICE & Calendar.since(utc(2026, 1, 1)), ZONE),
        (Calendar.always(), None),
        (Calendar.spans([]), None),
        (OFFICE.in_zone(NEW_YORK), NEW_YORK),
        (OFFICE - OFFICE, ZONE),
        (OFFICE | ~OFFICE, ZONE),
        ((OFFICE - OFFICE) | SATURDAY_IN_NEW_YORK, None),
        ((OFFICE | SATURDAY_IN_NEW_YORK).in_zone(ZONE), ZONE),
        (Calendar.weekly("00:00-24:00", tz=ZONE), ZONE),
    ],
    ids=str,
)
def test_the_zone_of_a_calendar_is_the_one_of_its_parts(calendar, zone):
    """Section 7: the zones survive every simplification."""
    assert calendar.tz == zone


def test_answers_come_in_the_calendar_s_zone_whatever_was_asked():
    """T12."""
    found = OFFICE.next_open(utc(2026, 5, 16))
    assert type(found) is pendulum.DateTime
    assert (found.timezone_name, told(found)) == (ZONE, "2026-05-18T09:00+01:00")
    assert OFFICE.in_zone(NEW_YORK).next_open(utc(2026, 5, 16)).isoformat() == "2026-05-18T04:00:00-04:00"
    assert {one.timezone_name for pair in OFFICE.windows(utc(2026, 5, 15), utc(2026, 5, 19)) for one in pair} == {ZONE}


@pytest.mark.parametrize("calendar", [OFFICE | SATURDAY_IN_NEW_YORK, Calendar.since(utc(2026, 5, 18, 8))], ids=str)
def test_answers_of_mixed_zones_or_none_come_in_utc(calendar):
    """T12."""
    found = calendar.next_open(utc(2026, 5, 18, 8))
    assert (found.timezone_name, told(found)) == ("UTC", "2026-05-18T08:00+00:00")


@pytest.mark.parametrize("calendar", [OFFICE | SATURDAY_IN_NEW_YORK, Calendar.always()], ids=str)
@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar: calendar.is_working_day(date(2026, 5, 15)),
        lambda calendar: calendar.add_working_days(date(2026, 5, 15), 1),
        lambda calendar: calendar.count_working_days(date(2026, 5, 15), date(2026, 5, 18)),
        lambda calendar: calendar.opening(date(2026, 5, 15)),
        lambda calendar: calendar.closing(date(2026, 5, 15)),
    ],
    ids=["is_working_day", "add_working_days", "count_working_days", "opening", "closing"],
)
def test_questions_of_dates_want_one_zone(calendar, ask):
    """T9: nothing is guessed."""
    with pytest.raises(InputError) as caught:
        ask(calendar)
    assert "has no one zone to count days in: write .in_zone('Europe/London') after it (T9)" in str(caught.value)
    assert ask(calendar.in_zone(ZONE)) is not None


def test_days_are_counted_in_the_zone_of_the_question():
    """New York's Saturday 10:00-14:00 is 23:00-03:00 in Tokyo: its date is Saturday there too, its close on Sunday."""
    tokyo = SATURDAY_IN_NEW_YORK.in_zone("Asia/Tokyo")
    assert tokyo.is_working_day(date(2026, 5, 16))
    assert not tokyo.is_working_day(date(2026, 5, 17))
    assert told(tokyo.closing(date(2026, 5, 16))) == "2026-05-17T03:00+09:00"


# -- what cannot be reached --------------------------------------------------------------------------------------------

PAST = Calendar.until(utc(2020, 1, 1))
TWO_ZONES = OFFICE & Calendar.weekly("Mon-Fri 09:00-12:00", tz="Asia/Tokyo")


@pytest.mark.parametrize(
    ("calendar", "message"),
    [
        (Calendar.never(), "this calendar is never open"),
        (OFFICE & Calendar.weekly("Sat-Sun 09:00-17:00", tz=ZONE), "this calendar is never open"),
        (PAST, "this calendar has no working time after 2020-01-01"),
        (OFFICE & PAST, "this calendar has no working time after 2020-01-01"),
        (Calendar.dates([date(2020, 1, 1)], tz=ZONE), "this calendar has no working time after 2020-01-0"),
        (Calendar.dates([], tz=ZONE), "this calendar has no working time after"),
        (TWO_ZONES, "this calendar has no working time after"),
        (Calendar.since(utc(9000, 1, 1)), "within 400 years"),
        (OFFICE & Calendar.since(utc(9000, 1, 1)), "within 400 years"),
    ],
    ids=str,
)
def test_no_working_time_ahead_is_an_error_and_never_a_made_up_date(calendar, message, work):
    """T10: decided by analysis; two zones have to be compiled until the last of their single changes, in 2087."""
    for ask in (calendar.next_open, calendar.next_close, lambda at_: calendar.add(at_, HOUR)):
        with pytest.raises(UnreachableError) as caught:
            ask(NOW)
        assert message in str(caught.value)
    assert calendar.add(NOW, 0 * HOUR) == NOW
    assert calendar.working_time(NOW, NOW + 30 * DAY) == 0 * HOUR
    if "within" not in message:
        assert sum(work, 0 * DAY) < 366 * DAY * 200


def test_no_working_time_behind_is_an_error_too():
    """T10."""
    ahead = OFFICE & Calendar.since(utc(2030, 1, 1))
    for ask in (ahead.previous_open, ahead.previous_close, lambda at_: ahead.subtract(at_, HOUR)):
        with pytest.raises(UnreachableError, match="no working time before 2030-01-01"):
            ask(NOW)
    with pytest.raises(UnreachableError):
        ahead.in_zone(ZONE).add_working_days(date(2026, 5, 15), -1)


def test_what_lies_far_away_is_found_from_near_it():
    """T10 and the trial, item 4. 1 January 9000 is a Wednesday, by the 400-year cycle like that of 2200."""
    far = OFFICE & Calendar.since(utc(9000, 1, 1))
    assert date(2200, 1, 1).weekday() == 2
    assert told(far.next_open(utc(8700, 1, 1))) == "9000-01-01T09:00+00:00"
    assert told(far.add(utc(8999, 12, 31), 16 * HOUR)) == "9000-01-02T17:00+00:00"


def test_an_overlap_only_in_summer_is_found_across_the_winter():
    """T10: 08:00-08:30 UTC is working time in London from 30 March 2026, and from 29 March 2027, both Mondays."""
    summer = OFFICE & Calendar.weekly("Mon-Fri 08:00-08:30", tz="UTC")
    assert told(summer.next_open(utc(2026, 10, 31))) == "2027-03-29T08:00+00:00"
    assert told(summer.previous_close(utc(2026, 3, 29))) == "2025-10-24T08:30+00:00"


def test_what_is_always_open_has_no_edges():
    for ask in (Calendar.always().next_close, Calendar.always().previous_open, Calendar.always().previous_close):
        with pytest.raises(UnreachableError):
            ask(NOW)


def test_the_edges_of_effective_dates_are_edges():
    assert Calendar.since(NOW).previous_open(NOW + DAY) == NOW
    assert Calendar.until(NOW).next_close(NOW - DAY) == NOW
    assert NOW in Calendar.since(NOW)
    assert NOW not in Calendar.until(NOW)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: OFFICE.next_open(utc(9999, 12, 31, 20)),
        lambda: OFFICE.add(utc(9999, 12, 31, 12), 80 * HOUR),
        lambda: OFFICE.previous_open(utc(1, 1, 1)),
        lambda: OFFICE.subtract(utc(1, 1, 1, 12), 80 * HOUR),
        lambda: OFFICE.add_working_days(date(9999, 12, 31), 1),
        lambda: OFFICE.add_working_days(date(1, 1, 1), -1),
    ],
    ids=["next", "add", "previous", "subtract", "days ahead", "days back"],
)
def test_questions_that_leave_the_years_1_to_9999_end(ask, work):
    """T10."""
    with pytest.raises(UnreachableError, match="years 1 to 9999"):
        ask()
    assert sum(work, 0 * DAY) < 366 * DAY * 20


def test_the_years_1_and_9999_themselves_can_be_asked(work):
    """London kept local mean time in the year 1, 75 s behind; its 1 January was a Monday."""
    assert told(OFFICE.next_open(utc(1, 1, 2))) == "0001-01-02T09:00-00:01:15"
    assert told(OFFICE.next_open(utc(9999, 12, 30))) == "9999-12-30T09:00+00:00"
    assert OFFICE.working_time(utc(9999, 12, 1), utc(9999, 12, 31)) == 22 * 8 * HOUR
    assert sum(work, 0 * DAY) < 366 * DAY * 20


def test_far_questions_never_compile_the_time_between(work):
    """The trial: one question about 9999 after one about 2026 took 4.5 s and 391 MB when the range stretched."""
    fresh = Calendar.weekly("Mon-Fri 08:07-16:09", tz=ZONE)
    for year in (2026, 9999, 1, 2027, 5000, 9998, 2):
        assert told(fresh.next_open(utc(year, 6, 1)))[:4] == f"{year:04}"
    assert sum(work, 0 * DAY) < 366 * DAY * 25


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda: OFFICE.add(NOW, timedelta.max), UnreachableError),
        (lambda: OFFICE.add(NOW, timedelta.min), UnreachableError),
        (lambda: OFFICE.subtract(NOW, 146_098 * DAY), UnreachableError),
        (lambda: Calendar.always().add(NOW, 146_097 * DAY + timedelta(microseconds=1)), UnreachableError),
        (lambda: OFFICE.add_working_days(date(2026, 5, 15), 146_098), UnreachableError),
        (lambda: OFFICE.add_working_days(date(2026, 5, 15), -(10**30)), UnreachableError),
        (lambda: OFFICE.working_time(utc(1, 1, 1), utc(9999, 1, 1)), InputError),
        (lambda: OFFICE.count_working_days(date(1, 1, 1), date(9999, 1, 1)), InputError),
        (lambda: OFFICE.windows(utc(1, 1, 1), utc(9999, 1, 1)), InputError),
    ],
)
def test_more_than_400_years_are_refused_at_once(ask, error, work):
    """T10: no more is compiled than the year around the question, which may be there already."""
    with pytest.raises(error, match="400 years"):
        ask()
    assert sum(work, timedelta()) <= timedelta(days=365)


def test_an_amount_that_needs_more_than_400_years_is_unreachable():
    """400 years hold 20,871 weeks, so 34,785 days of working time at 40 hours a week; this is a day more."""
    quick = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
    with pytest.raises(UnreachableError, match="400 years"):
        quick.add(utc(2026, 5, 11), 34_786 * DAY)
    assert told(quick.add(utc(2026, 5, 11), 34_785 * DAY)) == "2426-05-08T17:00+00:00"


def test_an_amount_that_400_years_cannot_hold_is_refused_before_they_are_all_compiled(work):
    """45 half minutes a day are 54,787 hours in 400 years."""
    times = ",".join(f"{at // 2:02}:{at % 2 * 30:02}-{at // 2:02}:{at % 2 * 30:02}:30" for at in range(45))
    blinking = Calendar.weekly(f"Mon-Sun {times}", tz="UTC")
    for ask in (blinking.add, blinking.subtract):
        work.clear()
        with pytest.raises(UnreachableError, match="not as much working time within 400 years"):
            ask(utc(2026, 5, 11), timedelta(hours=54_900))
        assert len(work) < 12


def test_twenty_zones_that_are_never_open_together_are_found_out_by_the_kinds_of_years():
    """After 2101 each zone follows a rule, and 28 years hold every kind of year that a rule knows."""
    mornings = [
        Calendar.weekly("Mon 09:00-10:00", tz=zone) for zone in ("Europe/London", "America/New_York", "Asia/Tokyo")
    ]
    never = (mornings[0] | mornings[1] | mornings[2]) & Calendar.weekly("Thu 09:00-10:00", tz="UTC")
    with pytest.raises(UnreachableError, match="no working time after"):
        never.add(utc(2026, 5, 11), timedelta(hours=1))


def test_zones_that_are_never_open_together_are_not_asked_for_the_offsets_of_400_years(monkeypatch):
    asked = []

    def noted(name, start, end):
        asked.append(end - start)
        return LocalClock(name, start, end)

    monkeypatch.setattr(reach, "LocalClock", noted)
    never = Calendar.weekly("Mon 09:00-09:30", tz="Europe/London") & Calendar.weekly("Mon 09:00-09:30", tz="Asia/Tokyo")
    with pytest.raises(UnreachableError, match="no working time after"):
        never.next_open(utc(2026, 5, 11))
    assert max(asked) < timedelta(days=30 * 366) // timedelta(microseconds=1)


def test_all_of_time_can_be_asked_of_spans():
    assert Calendar.always().working_time(utc(1, 1, 1), utc(9999, 12, 31)) == utc(9999, 12, 31) - utc(1, 1, 1)


# -- the end of the holiday data ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ask",
    [
        lambda: HOURS.is_open(utc(2150, 5, 1, 12)),
        lambda: utc(1700, 5, 1, 12) in HOURS,
        lambda: HOURS.add(utc(2100, 12, 30), 80 * HOUR),
        lambda: HOURS.working_time(utc(2026, 1, 1), utc(2102, 1, 1)),
        lambda: list(HOURS.windows(utc(2150, 5, 1), utc(2150, 5, 3))),
        lambda: HOURS.next_open(utc(2150, 5, 1)),
        lambda: HOURS.is_working_day(date(2150, 5, 1)),
        lambda: HOURS.add_working_days(date(2026, 5, 1), 20_000),
        lambda: HOURS.count_working_days(date(2026, 1, 1), date(2150, 1, 1)),
        lambda: Calendar.weekly("22:00-06:00", tz=ZONE, skip=ENGLAND).is_open(utc(2150, 5, 1)),
    ],
    ids=["is_open", "in", "add", "working_time", "windows", "next_open", "day", "days ahead", "count", "skip"],
)
def test_an_answer_beyond_the_known_holidays_says_so(ask):
    """T11: the holidays of England are known until 2100 at least for now."""
    with pytest.warns(
        HolidayDataWarning, match=r"not all public holidays from \d{4}-\d\d-\d\d to .* are known \(T11\)"
    ):
        ask()


def test_an_answer_within_the_known_holidays_says_nothing():
    """T11: every warning is an error here. The neighbouring years matter only where they are needed."""
    assert HOURS.is_open(utc(2099, 12, 30, 12))
    assert not HOURS.is_open(utc(2026, 12, 25, 12))
    assert HOURS.working_time(utc(2025, 1, 1), utc(2027, 1, 1)) > 3900 * HOUR
    assert not OFFICE.is_open(utc(2150, 5, 2, 12))


def test_dates_of_one_s_own_are_never_unknown():
    assert (OFFICE - FRIDAY).is_open(utc(2150, 5, 1, 12))


@pytest.mark.parametrize("asked", [date(2031, 1, 1), date(2031, 1, 2), date(2031, 12, 30), date(2031, 12, 31)])
def test_a_date_at_the_edge_of_what_is_compiled_is_no_working_day_where_nothing_is_open_beyond(asked):
    """T10: a date needs some time around it, even where nothing is open there; whole years are compiled at a time."""
    minute = timedelta(minutes=asked.toordinal())  # so that no other calendar shares what is compiled
    spans = Calendar.spans([(datetime(2031, 6, 1, tzinfo=UTC) + minute, datetime(2031, 6, 2, tzinfo=UTC) + minute)])
    calendar = spans.in_zone("UTC")
    calendar.is_open(datetime(2031, 6, 1, tzinfo=UTC))
    assert calendar.is_working_day(asked) is False
    assert calendar.opening(asked) is None


def test_days_are_counted_in_one_zone_and_amounts_within_a_cycle_of_years():
    with pytest.raises(InputError, match="has no one zone to count days in: write"):
        Calendar.always().is_working_day(date(2026, 5, 11))
    with pytest.raises(UnreachableError, match="is not reached within 400 years"):
        Calendar.always().add(datetime(2026, 5, 11, tzinfo=UTC), timedelta(days=147_000))


def test_an_answer_more_than_400_years_away_is_out_of_reach():
    """T10: there is enough working time, and it is compiled, but it lies a month too far away."""
    near, far, hour = utc(1990, 1, 1, 9), utc(2390, 2, 1, 9), timedelta(hours=1)
    daily = Calendar.weekly("Mon-Sun 09:00-10:00", tz="UTC") - Calendar.spans([(near + hour, far)])
    assert daily.working_time(near, utc(2389, 12, 30)) == hour
    with pytest.raises(UnreachableError, match="the answer lies more than 400 years from the question"):
        daily.add(near, 2 * hour)
