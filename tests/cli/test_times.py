from datetime import UTC, datetime

import pytest

from slacalc import as_utc
from slacalc.cli.times import BadTimeError, ChoiceNeededError, TimeReader
from slacalc.errors import InputError, UnknownZoneError


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def read(reader: TimeReader, text: str) -> tuple[datetime, bool]:
    # Python finds no time of a repeated hour equal to one of another zone, so both are compared in UTC.
    at, doubtful = reader.read(text)
    return as_utc(at), doubtful


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-13T09:30+01:00", "2026-05-13T08:30"),
        ("2026-05-13 09:30:15 +01:00", "2026-05-13T08:30:15"),
        ("2026-05-13t09:30:15.25z", "2026-05-13T09:30:15.250000"),
        ("2026-05-13T09:30:15,1234567Z", "2026-05-13T09:30:15.123456"),
        ("2026-05-13T09:30-0530", "2026-05-13T15:00"),
        ("2026-05-13T09:30+01", "2026-05-13T08:30"),
        ("2026/05/13 9:30 UTC", "2026-05-13T09:30"),
        ("2026.05.13 09:30 GMT", "2026-05-13T09:30"),
        ("  2026-05-13T00:00Z\u00a0", "2026-05-13T00:00"),
        ("2026-05-13 12:05 AM Z", "2026-05-13T00:05"),
        ("2026-05-13 12:05 p.m. Z", "2026-05-13T12:05"),
        ("2026-05-13 11:59:59pm Z", "2026-05-13T23:59:59"),
    ],
)
def test_a_year_first_time_with_an_offset_needs_no_option(text, expected):
    assert read(TimeReader(), text) == (utc(expected), False)


@pytest.mark.parametrize(
    ("dates", "text", "expected"),
    [
        ("dmy", "04/05/2026 09:30", "2026-05-04T08:30"),
        ("mdy", "04/05/2026 09:30", "2026-04-05T08:30"),
        ("dmy", "4-5-2026, 9:30", "2026-05-04T08:30"),
        ("mdy", "4.5.2026 9:30 PM", "2026-04-05T20:30"),
        ("dmy", "25.12.2026 09:30:07", "2026-12-25T09:30:07"),
        ("dmy", "04/05/2026 09:30 Z", "2026-05-04T09:30"),
        ("dmy", "2026-05-04 09:30", "2026-05-04T08:30"),
        ("mdy", "2026-05-04 09:30", "2026-05-04T08:30"),
        ("iso", "2026-05-04 09:30", "2026-05-04T08:30"),
    ],
)
def test_the_order_of_dates_is_the_one_that_is_said(dates, text, expected):
    assert read(TimeReader("Europe/London", dates), text) == (utc(expected), False)


@pytest.mark.parametrize(
    ("zone", "text", "expected"),
    [
        ("Europe/London", "2026-10-25 01:30", "2026-10-25T00:30"),  # twice: its first pass
        ("Europe/London", "2026-03-29 01:30", "2026-03-29T01:00"),  # never: the jump
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:30"),  # a jump of half an hour
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T10:00"),  # a whole date that was skipped
    ],
)
def test_a_time_that_its_clock_shows_twice_or_never_is_settled_and_doubtful(zone, text, expected):
    assert read(TimeReader(zone), text) == (utc(expected), True)


@pytest.mark.parametrize("text", ["04/05/2026 09:30", "12/11/2026 09:30", "4-5-2026 9:30 Z", "1.5.2026"])
def test_a_date_that_can_be_read_two_ways_needs_an_option(text):
    with pytest.raises(ChoiceNeededError) as fault:
        TimeReader("Europe/London").read(text)
    assert str(fault.value) == (
        f"{text!r} leaves open which number is the day: type --dates dmy|mdy|iso "
        "(day first, month first, or year first with any other order a bad row)"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25/05/2026 09:30", "2026-05-25T08:30"),
        ("05/25/2026 09:30", "2026-05-25T08:30"),
        ("5.5.2026 09:30", "2026-05-05T08:30"),
    ],
)
def test_a_date_that_can_be_read_one_way_only_needs_none(text, expected):
    assert read(TimeReader("Europe/London"), text) == (utc(expected), False)


def test_a_time_without_an_offset_needs_a_zone():
    with pytest.raises(ChoiceNeededError) as fault:
        TimeReader(suggested="Asia/Tokyo").read("2026-05-13 09:30")
    assert str(fault.value) == (
        "'2026-05-13 09:30' does not say on which clock it was read: type --tz Asia/Tokyo, or write an offset as in "
        "2026-05-13T09:30+01:00"
    )


WRITE = "write for instance 2026-05-13T09:30+01:00"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yesterday", f"is no time: {WRITE}"),
        ("", f"is no time: {WRITE}"),
        ("2026-05-13T09:30 BST", f"is no time: {WRITE}"),
        ("226-05-13T09:30Z", f"is no time: {WRITE}"),
        ("5/2026/13 09:30", f"is no time: {WRITE}"),
        ("2026-W20-3T09:30Z", f"is no time: {WRITE}"),
        ("2026-05/13 09:30Z", f"is no time: {WRITE}"),
        ("\u0662026-05-13T09:30Z", f"is no time: {WRITE}"),
        ("04/05/26 09:30", "has a year of two digits: write all four"),
        ("26-05-04T09:30Z", "has a year of two digits: write all four"),
        ("2026-5-13-09:30", f"is a date without a time of day: {WRITE}"),
        ("2026-05-13", f"is a date without a time of day: {WRITE}"),
        ("0001-01-01T00:00:00", "is what some systems write for no time: leave it empty"),
        ("9999-12-31T23:59:59Z", "is what some systems write for no time: leave it empty"),
        ("0000-05-12T09:30Z", f"is no time (year 0 is out of range): {WRITE}"),
        ("2026-05-12T24:00Z", "has an hour 24: write 00:00 of the next day"),
        ("2026-05-12T23:59:60Z", "has a second 60, which no clock here shows: write 59"),
        ("2026-05-12T23:61Z", f"is no time (minute must be in 0..59): {WRITE}"),
        ("2026-02-29T09:30Z", f"is no time (day is out of range for month): {WRITE}"),
        ("2026-05-12T25:00Z", f"is no time (hour must be in 0..23): {WRITE}"),
        ("2026-05-12 13:30 PM Z", "has an hour 13 of a twelve-hour clock: write 13:00 without am or pm"),
        ("2026-05-12 00:30 AM Z", "has an hour 0 of a twelve-hour clock: write 00:00 without am or pm"),
        ("2026-05-12T09:30+24:00", f"has an offset that is none: {WRITE}"),
        ("2026-05-12T09:30+01:75", f"has an offset that is none: {WRITE}"),
        *(
            (number, f"is a number, and whether it counts seconds, days or anything else is not guessed: {WRITE}")
            for number in ("1778664600", "1778664600000", "46155.396", "-1", "20260513")
        ),
    ],
)
def test_what_is_no_time_is_refused_with_the_reason(text, reason):
    with pytest.raises(BadTimeError) as fault:
        TimeReader("Europe/London", "dmy").read(text)
    assert str(fault.value) == f"{text!r} {reason}"


def test_with_dates_iso_another_order_is_a_fault_of_its_row():
    with pytest.raises(BadTimeError) as fault:
        TimeReader("Europe/London", "iso").read("04/05/2026 09:30")
    assert str(fault.value) == f"'04/05/2026 09:30' does not begin with its year: {WRITE}"


def test_with_dates_dmy_there_is_no_month_13():
    with pytest.raises(BadTimeError, match=r"\(month must be in 1\.\.12\)"):
        TimeReader("Europe/London", "dmy").read("04/13/2026 09:30")


def test_an_unknown_zone_is_refused_before_any_time_is_read():
    with pytest.raises(UnknownZoneError) as fault:
        TimeReader("Europe/Lodnon")
    assert str(fault.value) == "unknown time zone 'Europe/Lodnon': did you mean 'Europe/London'?"


def test_a_complaint_about_an_option_names_it():
    with pytest.raises(InputError, match=r"^--at 'soon' is no time"):
        TimeReader().option("--at", "soon")
