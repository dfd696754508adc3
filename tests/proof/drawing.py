"""Random calendars near random instants, drawn quickly: a scene is some weeks of one or two zones."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from math import gcd
from random import Random
from zoneinfo import ZoneInfo

from tests.oracle.algebra import offsets
from tests.oracle.clock import public_holidays
from tests.oracle.instants import DAY, HOUR, MINUTE, SECOND, local_date, micros, utc
from tests.oracle.recipe import (
    WHOLE_DAY,
    Constant,
    Dated,
    Other,
    Pair,
    Public,
    Recipe,
    Since,
    Spans,
    Until,
    Week,
    Windows,
)
from tests.oracle.table import Grid

ZONES = (
    *("Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Berlin", "Europe/Paris", "Europe/Moscow"),
    *("Europe/Istanbul", "Europe/Kyiv", "Europe/Amsterdam", "Europe/Chisinau", "Atlantic/Azores", "Atlantic/Reykjavik"),
    *("Africa/Casablanca", "Africa/Cairo", "Africa/Lagos", "Africa/Johannesburg", "Africa/Monrovia", "Africa/Windhoek"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage"),
    *("America/Halifax", "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/Asuncion"),
    *("America/Caracas", "America/Havana", "America/Mexico_City", "America/Bogota", "America/Nuuk"),
    *("America/Scoresbysund", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Antarctica/Troll"),
    *("Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Asia/Dubai", "Asia/Karachi", "Asia/Dhaka", "Asia/Yangon"),
    *("Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul", "Asia/Pyongyang", "Asia/Singapore", "Asia/Manila", "Asia/Gaza"),
    *("Asia/Beirut", "Asia/Jerusalem", "Asia/Amman", "Australia/Sydney", "Australia/Adelaide", "Australia/Lord_Howe"),
    *(
        "Australia/Eucla",
        "Pacific/Auckland",
        "Pacific/Chatham",
        "Pacific/Apia",
        "Pacific/Kwajalein",
        "Pacific/Kiritimati",
    ),
    *("Pacific/Norfolk", "Pacific/Tongatapu", "Pacific/Honolulu", "UTC"),
)
REGIONS = (("GB", "ENG"), ("US", None), ("IE", None), ("CL", None), ("DE", None), ("JP", None))
KNOWN_HOLIDAYS = range(1975, 2080)
FIRST_YEAR, LAST_YEAR = 1900, 2101
BUCKETS = 26 * 1440
MOST_BUCKETS = 300_000
"""Of a grid whose zones are odd seconds from UTC."""


def changes(zone: str, year: int) -> list[int]:
    """Return the instants of a year at which the offset of a zone changes."""
    return [start for start, _, _ in offsets(zone, new_year(year), new_year(year + 1))[1:]]


def new_year(year: int) -> int:
    return micros(datetime(year, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Scene:
    """Where and when: the weeks of a grid around an instant."""

    zones: tuple[str, ...]
    anchor: int
    grid: Grid

    @property
    def day(self) -> int:
        return local_date(self.anchor, self.zones[0]).toordinal()

    @property
    def year(self) -> int:
        return utc(self.anchor).year


def scene(chance: Random) -> Scene:
    """Draw one or two zones and an instant, more often than not a change of one of their clocks in some year."""
    zones = tuple(chance.sample(ZONES, chance.choice((1, 1, 2))))
    anchor = _anchor(chance, zones, chance.randrange(FIRST_YEAR, LAST_YEAR))
    return Scene(zones, anchor, around(anchor, zones, BUCKETS))


def _anchor(chance: Random, zones: tuple[str, ...], year: int) -> int:
    kind = chance.randrange(6)
    changing = [at for zone in zones for at in changes(zone, year)] if kind < 3 else []
    if changing:
        return chance.choice(changing)
    if kind < 5:
        return chance.randrange(new_year(year), new_year(year + 1)) // MINUTE * MINUTE
    month, day = chance.choice(((1, 1), (12, 31), (12, 25), (2, 28)))
    return micros(datetime(year, month, day, tzinfo=ZoneInfo(zones[0])))


def around(anchor: int, zones: tuple[str, ...], minutes: int, widest: int = MINUTE) -> Grid:
    """Return a grid around an instant, of buckets that no clock of the zones reads an edge inside."""
    half = minutes // 2 * MINUTE
    ahead = [found for zone in zones for _, _, found in offsets(zone, anchor - half, anchor + half)]
    unit = gcd(widest, anchor, *ahead) if widest > MINUTE else gcd(widest, *ahead)
    size = min(minutes * MINUTE // unit, MOST_BUCKETS)
    return Grid((anchor - size // 2 * unit) // unit * unit, unit, size)


# -- calendars ---------------------------------------------------------------------------------------------------------

MINUTES = (0, 0, 1, 30, 60, 90, 120, 150, 180, 240, 360, 540, 540, 750, 810, 1020, 1020, 1320, 1380, 1410, 1439)


def _minute(chance: Random) -> int:
    return chance.choice(MINUTES) if chance.randrange(2) else chance.randrange(1440)


def day_windows(chance: Random) -> Windows:
    """Draw the windows of one day: one to three, touching or apart, to 24:00 or past it (T6)."""
    edges = sorted({_minute(chance) for _ in range(chance.choice((2, 2, 2, 4, 4, 6)))})
    if len(edges) < 2:
        return WHOLE_DAY
    if len(edges) > 2 and chance.randrange(4) == 0:
        return tuple(pairwise(edges))
    found = list(zip(edges[::2], edges[1::2], strict=False))
    start, late = found[-1][0], chance.randrange(4)
    if late == 0 or (late == 1 and start == 0):
        found[-1] = (start, 1440)
    elif late == 1:
        found[-1] = (start, 1440 + chance.randrange(min(start, found[0][0] + 1)))
    return tuple(found)


def week(chance: Random, where: Scene) -> Week:
    """Draw weekly hours; some leave out the shifts of a few dates."""
    kinds = ((), day_windows(chance), day_windows(chance))
    pattern = (1, 1, 1, 1, 1, 0, 0) if chance.randrange(2) else [chance.randrange(3) for _ in range(7)]
    skip = days_near(chance, where) if chance.randrange(4) == 0 else frozenset()
    hours = tuple(kinds[kind] for kind in pattern)
    return Week(chance.choice(where.zones), hours if any(hours) else (kinds[1], *hours[1:]), skip)


def days_near(chance: Random, where: Scene) -> frozenset[int]:
    return frozenset(where.day + chance.randint(-10, 12) for _ in range(chance.randint(1, 5)))


def dated(chance: Random, where: Scene) -> Dated:
    hours = day_windows(chance) if chance.randrange(2) else WHOLE_DAY
    return Dated(chance.choice(where.zones), days_near(chance, where), hours)


def public(chance: Random, where: Scene) -> Recipe:
    """Draw the public holidays of a region; dates where the scene lies outside the years that are known."""
    start, end = utc(where.grid.start).date(), utc(where.grid.end).date()
    if start.year not in KNOWN_HOLIDAYS or end.year not in KNOWN_HOLIDAYS:
        return dated(chance, where)
    region = chance.choice(REGIONS)
    book = public_holidays(*region)
    days = range(start.toordinal() - 3, end.toordinal() + 3)
    found = frozenset(day for day in days if date.fromordinal(day) in book)
    return Public(chance.choice(where.zones), found, WHOLE_DAY, region)


def spans(chance: Random, where: Scene) -> Spans:
    """Draw spans around a scene, some of no length, in any order, overlapping or not."""
    unit, found = where.grid.unit, []
    for _ in range(chance.randint(1, 4)):
        start = where.anchor // unit * unit + chance.randrange(-8 * DAY, 10 * DAY) // unit * unit
        longest = chance.choice((4 * HOUR, 3 * DAY))
        found.append((start, start + chance.randrange(longest) // unit * unit))
    return Spans(tuple(found))


def edge(chance: Random, where: Scene) -> Recipe:
    unit = where.grid.unit
    at = (where.anchor + chance.randrange(-10 * DAY, 10 * DAY)) // unit * unit
    return chance.choice((Since(at), Until(at), Constant(is_open=True), Constant(is_open=False)))


LEAVES: tuple[Callable[[Random, Scene], Recipe], ...] = (week, week, week, week, dated, spans, public, edge)


def recipe(chance: Random, where: Scene, depth: int = 2) -> Recipe:
    """Draw a calendar, up to three compositions deep."""
    sign = chance.choice("==|&--~") if depth else "="
    if sign == "=":
        return chance.choice(LEAVES)(chance, where)
    if sign == "~":
        return Other(recipe(chance, where, depth - 1))
    return Pair(sign, recipe(chance, where, depth - 1), recipe(chance, where, depth - 1))


# -- questions ---------------------------------------------------------------------------------------------------------

ODD = (0, 0, 0, 1, -1, 612_345, SECOND - 1)
AMOUNTS = (0, 1, 15 * MINUTE, HOUR, 8 * HOUR, 24 * HOUR, 40 * HOUR)


def instants(chance: Random, where: Scene, edges: list[int], count: int) -> list[int]:
    """Draw instants of a grid: at edges of the calendar, close to the scene's, or anywhere."""
    low, high = where.grid.start + HOUR, where.grid.end - HOUR
    found = []
    for _ in range(count):
        aim = chance.randrange(4)
        if aim < 2 and edges:
            at = chance.choice(edges) + chance.choice(ODD)
        elif aim < 3:
            at = where.anchor + chance.randint(-119, 119) * MINUTE + chance.choice(ODD)
        else:
            at = chance.randrange(low, high)
        found.append(min(max(at, low), high))
    return found


def amount(chance: Random) -> int:
    """Draw working time: round, or not at all."""
    kind = chance.randrange(3)
    return (chance.choice(AMOUNTS), chance.randrange(600) * MINUTE, chance.randrange(60 * HOUR))[kind]
