"""Working days, their openings and closings, on timelines written out by hand (T9)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacalc.daybook import MARGIN, Daybook
from slacalc.timeline import Beyond, Timeline
from slacalc.windows import DAY
from slacalc.zones import LocalClock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def number(day: date) -> int:
    return (day - EPOCH.date()).days


def micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def book(zone: str, start: date, end: date, *windows: tuple[str, str]) -> Daybook:
    """Return the daybook of windows written in local time."""
    here = ZoneInfo(zone)
    low, high = (micros(datetime(day.year, day.month, day.day, tzinfo=UTC)) for day in (start, end))
    edges = [micros(datetime.fromisoformat(edge).replace(tzinfo=here)) for window in windows for edge in window]
    return Daybook(Timeline(edges, low, high), LocalClock(zone, low - 2 * 86_400_000_000, high + 2 * 86_400_000_000))


def local(zone: str, at: int) -> str:
    return (EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone)).isoformat()


MAY = date(2026, 5, 1), date(2026, 6, 1)
LONDON = book(
    "Europe/London",
    *MAY,
    ("2026-05-11T09:00", "2026-05-11T12:00"),
    ("2026-05-11T13:00", "2026-05-11T17:00"),
    ("2026-05-13T22:00", "2026-05-14T06:00"),
    ("2026-05-20T00:00", "2026-05-21T00:00"),
)
"""Two windows on Monday 11 May, a night from Wednesday 13 May, and the whole of Wednesday 20 May."""


def test_a_day_is_working_when_a_window_opens_on_it():
    """T9: the night of the 13th opens on the 13th only, and the whole day of the 20th not on the 21st."""
    found = [day for day in range(1, 30) if LONDON.first_day <= number(date(2026, 5, day)) <= LONDON.last_day]
    assert [day for day in found if LONDON.is_working(number(date(2026, 5, day)))] == [11, 13, 20]


@pytest.mark.parametrize(
    ("day", "opening", "closing"),
    [
        (11, "2026-05-11T09:00:00+01:00", "2026-05-11T17:00:00+01:00"),
        (13, "2026-05-13T22:00:00+01:00", "2026-05-14T06:00:00+01:00"),
        (20, "2026-05-20T00:00:00+01:00", "2026-05-21T00:00:00+01:00"),
    ],
)
def test_a_day_opens_first_and_closes_last(day, opening, closing):
    """T9: its close is the end of the last window that opens on it, on the next date where that is a night."""
    at = number(date(2026, 5, day))
    assert local("Europe/London", LONDON.opening(at)) == opening
    assert local("Europe/London", LONDON.closing(at)) == closing


@pytest.mark.parametrize(
    ("day", "n", "found"),
    [
        (11, 0, 11),
        (12, 0, 13),
        (11, 1, 13),
        (12, 1, 13),
        (10, 1, 11),
        (11, 2, 20),
        (13, -1, 11),
        (12, -1, 11),
        (20, -2, 11),
    ],
)
def test_working_days_are_counted_from_the_date(day, n, found):
    """T9: the n-th after, or before; none is the date itself where it is working, else the next one."""
    assert LONDON.add(number(date(2026, 5, day)), n) == number(date(2026, 5, found))


@pytest.mark.parametrize(("start", "end", "count"), [(11, 20, 2), (11, 21, 3), (12, 13, 0), (13, 14, 1), (20, 11, -2)])
def test_working_days_are_counted_in_a_half_open_range(start, end, count):
    assert LONDON.count(number(date(2026, 5, start)), number(date(2026, 5, end))) == count


@pytest.mark.parametrize(
    ("windows", "days"),
    [
        ([("2026-05-13T10:00", "2026-05-14T10:00")], [13]),
        ([("2026-05-13T10:00", "2026-05-14T10:01")], [13, 14]),
        ([("2026-05-13T10:00", "2026-05-16T00:00")], [13, 14, 15]),
        ([("2026-05-13T00:00", "2026-05-14T00:00")], [13]),
    ],
    ids=["exactly 24 hours", "a minute more", "to a midnight", "a whole day"],
)
def test_a_window_of_more_than_24_hours_is_cut_at_midnights(windows, days):
    """T9."""
    found = book("Europe/London", *MAY, *windows)
    assert [day for day in range(5, 25) if found.is_working(number(date(2026, 5, day)))] == days


def test_the_pieces_of_a_long_window_open_and_close_at_midnight():
    found = book("Europe/London", *MAY, ("2026-05-13T10:00", "2026-05-15T09:00"))
    edges = [
        (found.opening(number(date(2026, 5, day))), found.closing(number(date(2026, 5, day)))) for day in (13, 14, 15)
    ]
    assert [tuple(local("Europe/London", at)[5:16] for at in pair) for pair in edges] == [
        ("05-13T10:00", "05-14T00:00"),
        ("05-14T00:00", "05-15T00:00"),
        ("05-15T00:00", "05-15T09:00"),
    ]


@pytest.mark.parametrize(
    ("window", "days"),
    [
        (("2026-10-25T00:00", "2026-10-26T00:00"), [25]),
        (("2026-10-24T12:00", "2026-10-25T12:00"), [24]),
        (("2026-10-24T12:00", "2026-10-25T12:01"), [24, 25]),
    ],
    ids=["a day of 25 hours", "24 hours by the wall clock, 25 elapsed", "a minute more"],
)
def test_the_24_hours_are_those_of_the_wall_clock(window, days):
    """T9; the clock of London goes back on 25 October 2026."""
    found = book("Europe/London", date(2026, 10, 1), date(2026, 11, 15), window)
    assert [day for day in range(20, 30) if found.is_working(number(date(2026, 10, day)))] == days


def test_a_date_that_comes_twice_opens_at_its_first_opening():
    """Source: IANA northamerica; at 00:01 on 7 November 2010 the clock of St John's went back to 23:01 on the 6th.

    Hours from 23:30 to midnight and from midnight to 06:00, so far as the clock reads them: the 7th opens for one
    minute, then the 6th again, then the 7th.
    """
    start, end = (datetime(2010, 11, day, tzinfo=UTC) for day in (1, 15))
    edges = [
        datetime(2010, 11, 7, 2, 30, tzinfo=UTC),  # 00:00 -02:30, first pass
        datetime(2010, 11, 7, 2, 31, tzinfo=UTC),  # 00:01, which is 23:01 on the 6th
        datetime(2010, 11, 7, 3, 0, tzinfo=UTC),  # 23:30 -03:30 on the 6th, second pass
        datetime(2010, 11, 7, 3, 29, tzinfo=UTC),
        datetime(2010, 11, 7, 3, 30, tzinfo=UTC),  # 00:00 -03:30, second pass
        datetime(2010, 11, 7, 9, 30, tzinfo=UTC),
    ]
    st_johns = LocalClock("America/St_Johns", micros(start), micros(end))
    found = Daybook(Timeline(list(map(micros, edges)), micros(start), micros(end)), st_johns)
    sixth, seventh = number(date(2010, 11, 6)), number(date(2010, 11, 7))
    assert found.count(sixth, seventh + 1) == 2
    assert (found.opening(sixth), found.closing(sixth)) == (micros(edges[2]), micros(edges[3]))
    assert (found.opening(seventh), found.closing(seventh)) == (micros(edges[0]), micros(edges[5]))


def test_days_near_the_edge_of_the_snapshot_are_beyond_it():
    """A window there may be unfinished."""
    assert LONDON.first_day == number(date(2026, 5, 1)) + MARGIN
    assert LONDON.last_day == number(date(2026, 6, 1)) - MARGIN  # 1 June 00:59 in London is the last instant
    for day, direction in ((LONDON.first_day - 1, -1), (LONDON.last_day + 1, 1)):
        with pytest.raises(Beyond) as caught:
            LONDON.is_working(day)
        assert caught.value.direction == direction


@pytest.mark.parametrize(("day", "n", "direction"), [(20, 1, 1), (21, 0, 1), (11, -1, -1), (11, 10**9, 1)])
def test_a_working_day_past_the_last_one_is_beyond(day, n, direction):
    with pytest.raises(Beyond) as caught:
        LONDON.add(number(date(2026, 5, day)), n)
    assert caught.value.direction == direction


@pytest.mark.parametrize(("n", "most"), [(1, 0), (1_000, 999), (-1_000, 1_000)])
def test_how_far_it_lies_at_least_is_told(n, most):
    with pytest.raises(Beyond) as caught:
        LONDON.add(LONDON.last_day if n > 0 else LONDON.first_day, n)
    assert caught.value.far == most * DAY


def test_no_windows_are_no_working_days():
    assert book("Europe/London", *MAY).count(number(date(2026, 5, 5)), number(date(2026, 5, 25))) == 0


def test_a_date_that_comes_twice_is_cut_at_both_its_midnights():
    """St John's went back from 00:01 on 25 October 1987 to 23:01: the 25th began at 02:30 and at 03:30 UTC."""
    low, high = (micros(datetime(1987, 10, day, tzinfo=UTC)) for day in (15, 31))
    clock = LocalClock("America/St_Johns", low - 2 * 86_400_000_000, high + 2 * 86_400_000_000)
    days = Daybook(Timeline([low, high], low, high), clock)
    opening, closing = (days.opening(number(date(1987, 10, 25))), days.closing(number(date(1987, 10, 24))))
    assert opening == micros(datetime(1987, 10, 25, 2, 30, tzinfo=UTC))
    assert closing == micros(datetime(1987, 10, 25, 2, 30, tzinfo=UTC))
    assert days.closing(number(date(1987, 10, 25))) == micros(datetime(1987, 10, 26, 3, 30, tzinfo=UTC))


def test_a_short_shift_over_a_date_that_the_clock_skipped_is_cut_at_the_jump():
    # Apia went from the end of 29 December 2011 to the begin of the 31st: two and a half hours read 26 and a half (T9).
    apia = book(
        "Pacific/Apia",
        date(2011, 12, 20),
        date(2012, 1, 10),
        ("2011-12-29T22:00", "2011-12-31T00:30"),
        ("2011-12-31T02:00", "2011-12-31T03:00"),
    )
    eve, day = number(date(2011, 12, 29)), number(date(2011, 12, 31))
    assert local("Pacific/Apia", apia.closing(eve)) == "2011-12-31T00:00:00+14:00"
    assert local("Pacific/Apia", apia.opening(day)) == "2011-12-31T00:00:00+14:00"
    assert not apia.is_working(day - 1)
