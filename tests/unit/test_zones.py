"""Offsets of zones, wall clocks and their midnights, at changes written down from the IANA data (T3, T13)."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import groupby
from zoneinfo import ZoneInfo

import pendulum
import pytest

from slacalc.errors import UnknownZoneError
from slacalc.windows import DAY, HOUR, MINUTE, SECOND
from slacalc.zones import LocalClock, stretches, zone_name

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def at(*fields: int) -> int:
    """Return the instant of UTC fields."""
    return (datetime(*fields, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


wall = at
"""A wall time is counted as if the clock were in UTC."""


def day(year: int, month: int, day_: int) -> int:
    return (date(year, month, day_) - EPOCH.date()).days


def clock(zone: str, year: int) -> LocalClock:
    return LocalClock(zone, at(year, 1, 1), at(year + 1, 1, 1))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Europe/London", "Europe/London"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("EST", "EST"),
        (UTC, "UTC"),
        (ZoneInfo("Europe/Paris"), "Europe/Paris"),
        (pendulum.timezone("Europe/Paris"), "Europe/Paris"),
        (pendulum.UTC, "UTC"),
    ],
    ids=str,
)
def test_a_zone_is_given_by_its_name_or_by_an_object_that_has_one(given, name):
    assert zone_name(given) == name


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Europe/Lodnon", "unknown time zone 'Europe/Lodnon': did you mean 'Europe/London'?"),
        ("europe/london", "did you mean 'Europe/London'?"),
        ("GMT+1", "unknown time zone 'GMT+1': did you mean "),
        ("", "unknown time zone '': write an IANA name such as 'Europe/London'"),
        (None, "cannot use None as a time zone: write an IANA name such as 'Europe/London'"),
        (5, "cannot use 5 as a time zone"),
        (True, "cannot use True as a time zone"),
        (timezone(timedelta(hours=1)), "as a time zone: write an IANA name"),
        (pendulum.fixed_timezone(3600), "unknown time zone '+01:00'"),
    ],
    ids=repr,
)
def test_a_wrong_zone_is_told_what_to_write(given, message):
    with pytest.raises(UnknownZoneError) as caught:
        zone_name(given)
    assert message in str(caught.value)
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize(
    "name",
    [
        "../UTC",
        "/UTC",
        "Europe/../UTC",
        "posix/Europe/London",
        "right/UTC",
        "posixrules",
        "localtime",
        "Factory",
        "Europe",
        "Europe/London\n",
        "Europe/London\0",
        "\N{FULLWIDTH LATIN CAPITAL LETTER U}TC",
        "A" * 100_000,
    ],
    ids=lambda name: repr(name[:20]),
)
def test_what_only_looks_like_a_zone_is_refused(name):
    """A name reaches no other file, and none whose meaning depends on the machine."""
    with pytest.raises(UnknownZoneError) as caught:
        zone_name(name)
    assert len(str(caught.value)) < 200


# -- offsets -----------------------------------------------------------------------------------------------------------


def test_london_changes_at_one_o_clock_utc():
    """Source: summer time in the UK runs from the last Sunday of March to the last of October, at 01:00 UTC."""
    assert stretches("Europe/London", at(2026, 1, 1), at(2027, 1, 1)) == [
        (at(2026, 1, 1), 0),
        (at(2026, 3, 29, 1), HOUR),
        (at(2026, 10, 25, 1), 0),
    ]


def test_lord_howe_moves_by_half_an_hour():
    """Source: IANA australasia; +10:30 in winter and +11 in summer, at 02:00 local time."""
    assert stretches("Australia/Lord_Howe", at(2026, 3, 1), at(2026, 11, 1)) == [
        (at(2026, 3, 1), 11 * HOUR),
        (at(2026, 4, 4, 15), 10 * HOUR + 30 * MINUTE),
        (at(2026, 10, 3, 15, 30), 11 * HOUR),
    ]


@pytest.mark.parametrize(
    ("zone", "instant", "offset"),
    [
        ("Europe/London", (2026, 7, 1), HOUR),
        ("Europe/London", (2040, 7, 1), HOUR),
        ("Europe/London", (9999, 7, 1), HOUR),
        ("Europe/London", (1800, 1, 1), -75 * SECOND),
        ("Europe/London", (1, 1, 1), -75 * SECOND),
        ("Asia/Kathmandu", (2026, 1, 1), 5 * HOUR + 45 * MINUTE),
        ("Europe/Dublin", (2026, 1, 1), 0),
        ("UTC", (9999, 12, 31, 23, 59, 59), 0),
    ],
)
def test_the_offset_is_that_of_the_iana_data_in_any_year(zone, instant, offset):
    """Summer time goes on after 2037; before the railways London kept its own mean time, 1 min 15 s behind."""
    assert stretches(zone, at(*instant), at(*instant) + SECOND) == [(at(*instant), offset)]


def test_a_change_at_the_end_of_the_range_lies_outside_it():
    change = at(2026, 3, 29, 1)
    assert stretches("Europe/London", change - 1, change) == [(change - 1, 0)]
    assert stretches("Europe/London", change - 1, change + 1) == [(change - 1, 0), (change, HOUR)]
    assert stretches("Europe/London", change, change + 1) == [(change, HOUR)]


def test_changes_days_apart_are_each_found():
    """The closest pair of the IANA data lies in Freetown, September 1939; zoneinfo says the same hour by hour."""
    start = datetime(1939, 8, 1, tzinfo=UTC)
    hours = [start + timedelta(hours=hour) for hour in range(61 * 24)]
    asked = [one.astimezone(ZoneInfo("Africa/Freetown")).utcoffset() // timedelta(microseconds=1) for one in hours]
    found = stretches("Africa/Freetown", at(1939, 8, 1), at(1939, 10, 1))
    assert [offset for _, offset in found] == [offset for offset, _ in groupby(asked)]


# -- the wall clock ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instant", "reads"),
    [
        ((2026, 3, 29, 0, 59, 59), (2026, 3, 29, 0, 59, 59)),
        ((2026, 3, 29, 1), (2026, 3, 29, 2)),
        ((2026, 10, 25, 0, 59, 59), (2026, 10, 25, 1, 59, 59)),
        ((2026, 10, 25, 1), (2026, 10, 25, 1)),
    ],
    ids=["before the jump", "at the jump", "first pass", "second pass"],
)
def test_the_clock_of_london_reads(instant, reads):
    assert clock("Europe/London", 2026).wall(at(*instant)) == wall(*reads)


@pytest.mark.parametrize(
    ("zone", "reads", "instant"),
    [
        ("Europe/London", (2026, 3, 29, 1, 30), (2026, 3, 29, 1)),
        ("Europe/London", (2026, 3, 29, 1), (2026, 3, 29, 1)),
        ("Europe/London", (2026, 3, 29, 2), (2026, 3, 29, 1)),
        ("Europe/London", (2026, 10, 25, 1, 30), (2026, 10, 25, 0, 30)),
        ("Europe/London", (2026, 10, 25, 2), (2026, 10, 25, 2)),
        ("America/New_York", (2026, 3, 8, 2, 30), (2026, 3, 8, 7)),
        ("America/New_York", (2026, 11, 1, 1, 30), (2026, 11, 1, 5, 30)),
        ("Australia/Lord_Howe", (2026, 10, 4, 2, 10), (2026, 10, 3, 15, 30)),
        ("Australia/Lord_Howe", (2026, 4, 5, 1, 45), (2026, 4, 4, 14, 45)),
        ("Pacific/Apia", (2011, 12, 30, 12), (2011, 12, 30, 10)),
    ],
)
def test_a_skipped_time_is_the_jump_and_a_repeated_one_its_first_pass(zone, reads, instant):
    """T13. Samoa skipped the whole of 30 December 2011 at its midnight, 10:00 UTC."""
    assert clock(zone, reads[0]).instant(wall(*reads)) == at(*instant)


def test_a_midnight_that_the_clock_skips_is_the_jump():
    """Source: IANA southamerica; Sao Paulo went from 00:00 to 01:00 on 4 November 2018 (T13)."""
    sao_paulo = clock("America/Sao_Paulo", 2018)
    assert sao_paulo.midnight(day(2018, 11, 4)) == at(2018, 11, 4, 3)
    assert sao_paulo.next_midnight(at(2018, 11, 4, 2, 59)) == at(2018, 11, 4, 3)


@pytest.mark.parametrize(
    ("instant", "midnight"),
    [
        ((2026, 7, 1, 12), (2026, 7, 1, 23)),
        ((2026, 7, 1, 22, 59), (2026, 7, 1, 23)),
        ((2026, 7, 1, 23), (2026, 7, 2, 23)),
        ((2026, 3, 29, 0), (2026, 3, 29, 23)),
        ((2026, 10, 25, 12), (2026, 10, 26, 0)),
    ],
    ids=["noon", "a minute before", "at midnight", "short day", "long day"],
)
def test_the_next_midnight_of_london_is(instant, midnight):
    assert clock("Europe/London", 2026).next_midnight(at(*instant)) == at(*midnight)


def test_a_midnight_that_comes_twice_is_listed_twice():
    """Source: IANA northamerica; St John's went from 00:01 on 7 November 2010 back to 23:01 on the 6th."""
    st_johns = LocalClock("America/St_Johns", at(2010, 11, 6, 12), at(2010, 11, 7, 12))
    assert list(st_johns.midnights(st_johns.start, st_johns.end)) == [at(2010, 11, 7, 2, 30), at(2010, 11, 7, 3, 30)]


@pytest.mark.parametrize(
    ("zone", "start", "end", "turns"),
    [
        ("America/St_Johns", (2010, 11, 6, 12), (2010, 11, 7, 12), [(2010, 11, 7, 2, 30), (2010, 11, 7, 3, 30)]),
        ("America/Sao_Paulo", (2018, 11, 3, 4), (2018, 11, 5, 3), [(2018, 11, 4, 3), (2018, 11, 5, 2)]),
        ("Pacific/Apia", (2011, 12, 29, 12), (2011, 12, 31, 12), [(2011, 12, 30, 10), (2011, 12, 31, 10)]),
    ],
    ids=["a midnight that comes twice", "a midnight that is skipped", "a date that is skipped"],
)
def test_a_date_turns_at_each_midnight_and_where_the_clock_jumps_over_one(zone, start, end, turns):
    """Source: IANA northamerica, southamerica and australasia."""
    found = LocalClock(zone, at(*start), at(*end))
    assert list(found.turns_of_date(found.start, found.end)) == [at(*each) for each in turns]


def test_the_dates_of_many_instants_are_those_of_each():
    london = clock("Europe/London", 2026)
    instants = [at(2026, 1, 1), at(2026, 3, 28, 23, 59), at(2026, 3, 29, 23), at(2026, 10, 24, 23), at(2026, 12, 31)]
    assert london.days(instants) == [london.day(each) for each in instants]
    assert london.days(instants)[2:4] == [day(2026, 3, 30), day(2026, 10, 25)]
    assert london.days([]) == []


def test_the_turn_at_which_one_begins_is_told_and_that_at_which_one_ends_is_not():
    sao_paulo = LocalClock("America/Sao_Paulo", at(2018, 11, 1), at(2018, 11, 8))
    jump, midnight = at(2018, 11, 4, 3), at(2018, 11, 5, 2)
    assert list(sao_paulo.turns_of_date(jump, midnight)) == [jump]
    assert list(sao_paulo.turns_of_date(jump + 1, midnight + 1)) == [midnight]


def test_a_day_is_as_long_as_the_clock_makes_it():
    london = clock("Europe/London", 2026)
    lengths = [
        (london.midnight(one + 1) - london.midnight(one)) // HOUR
        for one in (day(2026, 3, 28), day(2026, 3, 29), day(2026, 10, 25))
    ]
    assert lengths == [24, 23, 25]
    assert london.day(at(2026, 7, 1, 23)) == day(2026, 7, 2)


def test_a_set_of_wall_times_is_met_once_twice_or_never():
    """T3: 01:00-02:00 on the wall is skipped in spring, and comes twice in autumn."""

    def one_to_two(start: int, end: int) -> list[int]:
        nights = range(start // DAY * DAY, end + DAY, DAY)
        clipped = [(max(night + HOUR, start), min(night + 2 * HOUR, end)) for night in nights]
        return [edge for pair in clipped if pair[0] < pair[1] for edge in pair]

    spring = LocalClock("Europe/London", at(2026, 3, 29), at(2026, 3, 30))
    autumn = LocalClock("Europe/London", at(2026, 10, 24, 23), at(2026, 10, 26))
    assert spring.project(one_to_two) == []
    assert autumn.project(one_to_two) == [at(2026, 10, 25, 0), at(2026, 10, 25, 2)]
