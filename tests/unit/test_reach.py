"""Where an expression turns into weekly patterns, and whether those are ever open (T10)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from slacalc import expression as ex
from slacalc.hours import parse_week, week_edges
from slacalc.reach import GREGORIAN_CYCLE, is_empty_beyond, last_irregular, most_open, offsets_together
from slacalc.windows import DAY
from slacalc.zones import LocalClock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONDON, NEW_YORK, LOS_ANGELES = "Europe/London", "America/New_York", "America/Los_Angeles"


def utc(*fields: int) -> int:
    return (datetime(*fields, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def number(*fields: int) -> int:
    return (date(*fields) - EPOCH.date()).days


def weekly(text: str, zone: str) -> ex.Node:
    return ex.weekly(zone, week_edges(parse_week(text)))


OFFICE = weekly("Mon-Fri 09:00-17:00", LONDON)
SINCE = ex.Spans((utc(2026, 1, 1), ex.ALWAYS.edges[1]))
UNTIL = ex.complement(SINCE)
DATES = ex.Dates(LONDON, (number(2026, 12, 24),))
HOLIDAYS = ex.Holidays(LONDON, "GB", "ENG", "both")


def test_a_gregorian_cycle_is_400_years_and_whole_weeks():
    assert utc(2400, 1, 1) - utc(2000, 1, 1) == GREGORIAN_CYCLE
    assert GREGORIAN_CYCLE % (7 * DAY) == 0


@pytest.mark.parametrize(
    ("node", "ahead", "back"),
    [
        (OFFICE, False, False),
        (ex.ALWAYS, False, False),
        (ex.NEVER, True, True),
        (DATES, True, True),
        (HOLIDAYS, True, True),
        (ex.Not(DATES), False, False),
        (SINCE, False, True),
        (UNTIL, True, False),
        (ex.intersection([OFFICE, SINCE]), False, True),
        (ex.intersection([OFFICE, UNTIL]), True, False),
        (ex.union([OFFICE, UNTIL]), False, False),
        (ex.intersection([OFFICE, weekly("Mon-Fri 18:00-20:00", LONDON)]), True, True),
        (ex.intersection([OFFICE, weekly("Mon 09:00-12:00", "Asia/Tokyo")]), True, True),
        (ex.intersection([OFFICE, weekly("Sat-Sun 12:00-13:00", NEW_YORK)]), True, True),
        (ex.Shifts(LONDON, parse_week("22:00-06:00"), (DATES,)), False, False),
        (ex.intersection([ex.Shifts(LONDON, parse_week("22:00-06:00"), (DATES,)), DATES]), True, True),
    ],
    ids=[
        "office",
        "always",
        "never",
        "dates",
        "holidays",
        "other dates",
        "since",
        "until",
        "office since",
        "office until",
        "office or until",
        "hours that exclude each other",
        "Tokyo's morning is London's night",
        "the weekend is the weekend",
        "nights",
        "nights of a few dates",
    ],
)
def test_what_is_never_open_again_is_known_by_analysis(node, ahead, back):
    """T10. Noon in Tokyo is 04:00 in London at the latest."""
    assert is_empty_beyond(node, 1) is ahead
    assert is_empty_beyond(node, -1) is back


def test_offsets_are_taken_as_they_occur_together():
    """London and New York are 5 hours apart, or 4 for a few weeks; never 6, as their summers would give alone.

    09:00-10:00 in London is 04:00-05:00 or 05:00-06:00 in New York, and never 03:00-04:00.
    """
    morning = weekly("Mon-Fri 09:00-10:00", LONDON)
    for text, empty in (("Mon-Fri 04:00-05:00", False), ("Mon-Fri 05:00-06:00", False), ("Mon-Fri 03:00-04:00", True)):
        assert is_empty_beyond(ex.intersection([morning, weekly(text, NEW_YORK)]), 1) is empty


def test_an_overlap_only_in_summer_is_an_overlap():
    """08:00-08:30 UTC is 09:00-09:30 in London only while summer time is in force."""
    assert not is_empty_beyond(ex.intersection([OFFICE, weekly("Mon-Fri 08:00-08:30", "UTC")]), 1)
    assert is_empty_beyond(ex.intersection([OFFICE, weekly("Mon-Fri 07:00-07:59", "UTC")]), 1)


@pytest.mark.parametrize(
    ("node", "ahead", "back"),
    [
        (OFFICE, utc(1970, 1, 1), utc(1970, 1, 1)),
        (SINCE, utc(2026, 1, 1), utc(2026, 1, 1)),
        (ex.intersection([OFFICE, ex.Spans((utc(1990, 1, 1), utc(2030, 1, 1)))]), utc(2030, 1, 1), utc(1990, 1, 1)),
    ],
    ids=["none", "since", "a span"],
)
def test_the_last_irregular_instant_is_the_last_edge_of_a_span(node, ahead, back):
    assert last_irregular(node, 1) == ahead
    assert last_irregular(node, -1) == back


def test_the_last_irregular_instant_lies_past_every_date_in_every_zone():
    """A date begins 14 hours before UTC at the earliest, and the shifts that open on it end within two days."""
    assert last_irregular(DATES, 1) >= utc(2026, 12, 26, 12)
    assert last_irregular(DATES, -1) <= utc(2026, 12, 23, 10)


def test_the_last_irregular_instant_lies_past_the_known_holidays():
    assert last_irregular(HOLIDAYS, 1) >= utc(2100, 12, 31)
    assert last_irregular(HOLIDAYS, -1) <= utc(1900, 1, 1)


def test_several_zones_are_regular_only_once_the_last_of_them_is_settled():
    both = ex.intersection([OFFICE, weekly("Mon-Fri 09:00-17:00", LOS_ANGELES)])
    assert last_irregular(both, 1) >= utc(2087, 12, 31)
    assert last_irregular(both, -1) <= utc(1847, 12, 1)


def test_28_years_without_a_century_show_all_offsets_that_zones_ever_have_together_by_their_rules():
    """Those of London, New York, Sydney and Santiago over the 400 years after the last single change."""
    names = (LONDON, NEW_YORK, "Australia/Sydney", "America/Santiago")
    start, end = utc(2101, 1, 1), utc(2101, 1, 1) + GREGORIAN_CYCLE
    clocks = [LocalClock(name, start, end) for name in names]
    changes = sorted({at for clock in clocks for at, _, _ in clock.stretches()})
    assert {tuple(clock.wall(at) - at for clock in clocks) for at in changes} == offsets_together(names, +1)


def test_hours_of_two_clocks_are_open_for_no_more_than_both_together():
    office, start = week_edges(parse_week("Mon-Fri 09:00-17:00")), utc(2026, 5, 11)
    both = ex.union([ex.weekly(LONDON, office), ex.weekly(NEW_YORK, office)])
    weeks = [most_open(each, start, start + 7 * DAY) for each in (ex.weekly(LONDON, office), both)]
    assert weeks[0] < weeks[1] <= 2 * weeks[0]


def test_nights_with_dates_to_skip_hold_at_most_those_of_a_week_without():
    """T10: a bound, which leaves the skipped dates in."""
    monday = int(datetime(2026, 1, 5, tzinfo=UTC).timestamp()) * 1_000_000
    nights = ex.Shifts("UTC", parse_week("22:00-06:00"), (DATES,))
    assert most_open(nights, monday, monday + 7 * DAY) == 7 * DAY // 3
