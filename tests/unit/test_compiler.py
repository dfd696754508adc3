"""From expressions to windows, worked by hand from the wall clock (T3, T6, T7, T11)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacalc import compiler
from slacalc import expression as ex
from slacalc.hours import parse_shifts, parse_week, week_edges
from slacalc.windows import DAY, END_OF_TIME, HOUR, START_OF_TIME

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONDON = "Europe/London"


def utc(*fields: int) -> int:
    return (datetime(*fields, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def number(*fields: int) -> int:
    return (date(*fields) - EPOCH.date()).days


def weekly(text: str, zone: str = LONDON) -> ex.Node:
    return ex.weekly(zone, week_edges(parse_week(text)))


def shifts(text: str, *skipped: int, zone: str = LONDON) -> ex.Shifts:
    return ex.Shifts(zone, parse_week(text), (ex.Dates(zone, tuple(skipped)),))


def windows(node: ex.Node, start: int, end: int, zone: str = "UTC") -> list[str]:
    """Return the windows as local text, month and year left out."""
    edges = list(compiler.compile_edges(node, start, end))
    texts = [(EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone)).strftime("%d %H:%M") for at in edges]
    return [f"{opening}-{closing}" for opening, closing in zip(texts[::2], texts[1::2], strict=True)]


SPRING = utc(2026, 3, 28), utc(2026, 3, 31)
AUTUMN = utc(2026, 10, 24), utc(2026, 10, 27)


@pytest.mark.parametrize(
    ("node", "span", "found"),
    [
        (weekly("09:00-17:00"), SPRING, ["28 09:00-28 17:00", "29 08:00-29 16:00", "30 08:00-30 16:00"]),
        (weekly("Sun 01:00-02:00"), SPRING, []),
        (weekly("Sun 00:30-02:30"), SPRING, ["29 00:30-29 01:30"]),
        (weekly("Sun 01:30-04:00"), SPRING, ["29 01:00-29 03:00"]),
        (weekly("Sat 22:00-06:00"), SPRING, ["28 22:00-29 05:00"]),
        (weekly("Sun 01:00-02:00"), AUTUMN, ["25 00:00-25 02:00"]),
        (weekly("Sun 01:15-01:45"), AUTUMN, ["25 00:15-25 00:45", "25 01:15-25 01:45"]),
        (weekly("Sun 00:30-01:30"), AUTUMN, ["24 23:30-25 00:30", "25 01:00-25 01:30"]),
        (weekly("Sat 22:00-06:00"), AUTUMN, ["24 21:00-25 06:00"]),
    ],
    ids=[
        "hours shift with the clock",
        "a skipped window",
        "across the gap",
        "from within the gap",
        "a night of 7 hours",
        "a repeated window, in one",
        "twice",
        "into the fold",
        "a night of 9 hours",
    ],
)
def test_an_instant_is_open_when_the_clock_of_london_reads_so(node, span, found):
    """T3; in UTC. The clock jumps from 01:00 to 02:00 on 29 March 2026, and from 02:00 to 01:00 on 25 October."""
    assert windows(node, *span) == found


@pytest.mark.parametrize(
    ("zone", "text", "span", "found"),
    [
        ("America/New_York", "Sun 02:00-03:00", (utc(2026, 3, 8), utc(2026, 3, 9)), []),
        ("America/New_York", "Sun 01:00-03:30", (utc(2026, 3, 8), utc(2026, 3, 9)), ["08 06:00-08 07:30"]),
        ("America/New_York", "Sun 01:00-02:00", (utc(2026, 11, 1), utc(2026, 11, 2)), ["01 05:00-01 07:00"]),
        ("Australia/Lord_Howe", "Sun 01:30-02:00", (utc(2026, 4, 4), utc(2026, 4, 5)), ["04 14:30-04 15:30"]),
        ("Australia/Lord_Howe", "Sun 01:00-03:00", (utc(2026, 10, 3), utc(2026, 10, 4)), ["03 14:30-03 16:00"]),
        ("Australia/Lord_Howe", "Sun 02:00-02:30", (utc(2026, 10, 3), utc(2026, 10, 4)), []),
        (
            "Pacific/Apia",
            "09:00-17:00",
            (utc(2011, 12, 29, 12), utc(2011, 12, 31, 4)),
            ["29 19:00-30 03:00", "30 19:00-31 03:00"],
        ),
        ("Asia/Kathmandu", "Mon 09:00-17:00", (utc(2026, 5, 11), utc(2026, 5, 12)), ["11 03:15-11 11:15"]),
    ],
)
def test_skipped_and_repeated_times_in_other_zones(zone, text, span, found):
    """T3; in UTC. New York changes at 02:00 local time; Lord Howe at 02:00 by half an hour; Samoa left out a Friday."""
    assert windows(weekly(text, zone), *span) == found


def test_a_night_over_the_end_of_the_week_goes_on_into_monday():
    """T6. 17 May 2026 is a Sunday."""
    assert windows(weekly("Sun 22:00-06:00", "UTC"), utc(2026, 5, 16), utc(2026, 5, 19)) == ["17 22:00-18 06:00"]


def test_a_range_that_begins_in_the_night_over_the_end_of_the_week_has_the_rest_of_it():
    """Snapshots begin at New Year, and 1 January 2024 is a Monday."""
    new_year = utc(2024, 1, 1)
    assert windows(weekly("Sun 22:00-06:00", "UTC"), new_year, new_year + DAY) == ["01 00:00-01 06:00"]


def test_the_weekdays_are_right_in_the_distant_past_and_future():
    """1 January of the year 1 is a Monday, 31 December 9999 a Friday, by the Gregorian calendar."""
    monday, friday = weekly("Mon 09:00-17:00", "UTC"), weekly("Fri 09:00-17:00", "UTC")
    assert windows(monday, START_OF_TIME, START_OF_TIME + 7 * DAY) == ["01 09:00-01 17:00"]
    assert windows(friday, END_OF_TIME - 7 * DAY, END_OF_TIME) == ["31 09:00-31 17:00"]


NIGHTS = "Mon-Fri 22:00-06:00"
MAY = utc(2026, 5, 13), utc(2026, 5, 18)
CLOSED = number(2026, 5, 15)
"""A Friday."""


def test_a_closed_date_cuts_the_nights_at_its_midnights():
    """T7: Thursday's night ends at 00:00 on Friday; of Friday's, what lies on Saturday is left."""
    node = ex.intersection([weekly(NIGHTS, "UTC"), ex.complement(ex.Dates("UTC", (CLOSED,)))])
    assert windows(node, *MAY) == [
        "13 00:00-13 06:00",
        "13 22:00-14 06:00",
        "14 22:00-15 00:00",
        "16 00:00-16 06:00",
    ]


def test_a_skipped_date_leaves_out_the_nights_that_start_on_it():
    """T7: Thursday's night is whole, Friday's is gone."""
    assert windows(shifts(NIGHTS, CLOSED, zone="UTC"), *MAY) == [
        "13 00:00-13 06:00",
        "13 22:00-14 06:00",
        "14 22:00-15 06:00",
    ]


def test_a_skipped_date_leaves_the_touching_night_before_it_alone():
    """Both shifts merge into one window; which of them is left out still depends on where each starts."""
    assert windows(shifts("Thu 22:00-06:00; Fri 06:00-14:00", CLOSED, zone="UTC"), *MAY) == ["14 22:00-15 06:00"]


def test_dates_are_whole_or_have_hours():
    day = number(2026, 12, 24)
    span = utc(2026, 12, 24), utc(2026, 12, 26)
    assert windows(ex.Dates("UTC", (day,)), *span) == ["24 00:00-25 00:00"]
    assert windows(ex.Dates("UTC", (day,), tuple(parse_shifts("13:00-24:00"))), *span) == ["24 13:00-25 00:00"]
    assert windows(ex.Dates("UTC", (day,), tuple(parse_shifts("22:00-06:00"))), *span) == ["24 22:00-25 06:00"]


@pytest.mark.parametrize(
    ("zone", "day", "found"),
    [
        (LONDON, (2026, 3, 29), ["29 00:00-29 23:00"]),
        (LONDON, (2026, 10, 25), ["24 23:00-26 00:00"]),
        ("America/Sao_Paulo", (2018, 11, 4), ["04 03:00-05 02:00"]),
        ("Pacific/Apia", (2011, 12, 30), []),
    ],
    ids=["23 hours", "25 hours", "without its midnight", "a date that there was not"],
)
def test_a_date_is_as_long_as_its_clock_makes_it(zone, day, found):
    """T7; in UTC."""
    middle = utc(*day)
    assert windows(ex.Dates(zone, (number(*day),)), middle - 2 * DAY, middle + 3 * DAY) == found


def test_what_is_compiled_is_clipped_to_the_range():
    node = weekly("Wed 09:00-17:00", "UTC")
    assert windows(node, utc(2026, 5, 13, 10), utc(2026, 5, 13, 12)) == ["13 10:00-13 12:00"]
    assert windows(node, utc(2026, 5, 13, 12), utc(2026, 5, 13, 12)) == []
    assert windows(node, utc(2026, 5, 13, 17), utc(2026, 5, 13, 18)) == []


def test_a_range_that_is_cut_in_two_gives_the_same_windows():
    node = ex.intersection([weekly(NIGHTS), ex.complement(ex.Dates(LONDON, (CLOSED,)))])
    whole = list(compiler.compile_edges(node, *MAY))
    for cut in range(MAY[0], MAY[1], 5 * HOUR):
        parts = [*compiler.compile_edges(node, MAY[0], cut), *compiler.compile_edges(node, cut, MAY[1])]
        assert [at for at in parts if parts.count(at) == 1] == whole


def test_an_intersection_compiles_its_parts_only_where_something_is_left(monkeypatch):
    """`weekly & since(9000)` must not walk thousands of years."""
    asked = []
    real = compiler.LocalClock

    def watched(name: str, start: int, end: int) -> object:
        asked.append(end - start)
        return real(name, start, end)

    monkeypatch.setattr(compiler, "LocalClock", watched)
    node = ex.intersection([weekly("Mon-Fri 09:00-17:00"), ex.Spans((utc(9000, 1, 1), utc(9000, 1, 8)))])
    assert list(compiler.compile_edges(node, utc(2026, 1, 1), utc(2027, 1, 1))) == []
    assert asked == []
    assert len(compiler.compile_edges(node, START_OF_TIME, END_OF_TIME)) == 10
    assert asked == [7 * DAY]


@pytest.mark.parametrize("year", [1, 1900, 1970, 2000, 2026, 9999])
def test_years_begin_at_midnight_utc(year):
    assert compiler.new_year(year) == utc(year, 1, 1)
    assert compiler.year_of(compiler.new_year(year)) == year
    assert compiler.year_of(compiler.new_year(year + 1) - 1) == year


def test_years_end_with_time():
    assert compiler.new_year(10_000) == END_OF_TIME
    assert compiler.new_year(-5) == START_OF_TIME
    assert compiler.year_of(END_OF_TIME) == 9999
    assert compiler.year_of(START_OF_TIME - DAY) == 1


def test_years_without_holiday_data_are_known_as_such():
    """T11, for whatever depth the holidays stand in, and for the dates that shifts skip."""
    holidays = ex.Holidays(LONDON, "GB", "ENG", "both")
    far = utc(2200, 1, 1), utc(2201, 1, 1)
    skipping = ex.Shifts(LONDON, parse_week("22:00-06:00"), (holidays,))
    for node in (holidays, ex.Not(holidays), skipping, ex.intersection([weekly("09:00-17:00"), ex.Not(holidays)])):
        assert list(compiler.unknown_holidays(node, *far)) == list(far)
        assert list(compiler.unknown_holidays(node, utc(2025, 1, 1), utc(2027, 1, 1))) == []
    assert list(compiler.unknown_holidays(weekly("09:00-17:00"), *far)) == []
