"""Time zones as stretches of one offset: the only place that asks a zone for its offset (T3).

Wall-clock rules become exact once time is cut where the offset changes: inside a stretch the wall clock runs like UTC,
so a week pattern is shifted, never converted end point by end point.
"""

import re
import zoneinfo
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import cast

from slacalc.errors import UnknownZoneError, shown
from slacalc.windows import DAY, END_OF_TIME, SECOND, START_OF_TIME, Edges, append

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z0-9][A-Za-z0-9_+-]{0,31}){0,3}", re.ASCII)
_NOT_ZONES = ("posixrules", "localtime", "Factory", "posix/", "right/")

PROBE = 3 * DAY
"""Between two probes an offset changes once at most: the closest pair of changes in the IANA data lies 3.99 days
apart (Freetown, September 1939)."""
BLOCK = 122 * PROBE
"""What is probed and kept at a time: about a year."""


def zone_name(tz: object) -> str:
    """Return the checked IANA name of *tz*, given as a name or as a zone object that has one.

    Raises:
        UnknownZoneError: it names no IANA time zone.
    """
    name = "UTC" if tz is UTC else getattr(tz, "key", getattr(tz, "name", tz))
    if not isinstance(name, str):
        raise UnknownZoneError(f"cannot use {shown(tz)} as a time zone: write an IANA name such as 'Europe/London'")
    zone(name)
    return name


@lru_cache(maxsize=1024)
def zone(name: str) -> zoneinfo.ZoneInfo:
    """Return the time zone of an IANA name; any other text is an UnknownZoneError."""
    if not _NAME.fullmatch(name) or name.startswith(_NOT_ZONES):
        raise _unknown(name)
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError) as fault:
        raise _unknown(name) from fault


def _unknown(name: str) -> UnknownZoneError:
    near = _nearest(name[:64])
    hint = f"did you mean {near!r}?" if near else "write an IANA name such as 'Europe/London'"
    return UnknownZoneError(f"unknown time zone {name[:64]!r}: {hint}")


def _nearest(name: str) -> str | None:
    # Comparing with all names takes milliseconds, and a document may be wrong in thousands: so with those that end in
    # a place with the same first letter, then with those of the same part of the world.
    head, _, place = name.lower().rpartition("/")
    parts = {known: known.lower().rpartition("/") for known in _names()}
    alike = [known for known, (_, _, end) in parts.items() if end[:1] == place[:1]]
    spelt = {known.lower(): known for known in alike} | ({} if head else {parts[known][2]: known for known in alike})
    beside = {known.lower(): known for known, (start, _, _) in parts.items() if head and start == head}
    for words in (spelt, beside):
        if near := get_close_matches(name.lower(), words, n=1):
            return words[near[0]]
    return None


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(known for known in zoneinfo.available_timezones() if not known.startswith(_NOT_ZONES)))


@lru_cache(maxsize=8192)
def _block(name: str, number: int) -> tuple[tuple[int, int], ...]:
    # The offset at the start of a block of time, then each change within it, as (instant, offset).
    start = number * BLOCK
    found = [(start, _offset(name, start))]
    for probe in range(start + PROBE, start + BLOCK + 1, PROBE):
        offset = _offset(name, probe)
        if offset != found[-1][1]:
            found.append((_change(name, probe - PROBE, probe), offset))
    return tuple(found)


def _change(name: str, before: int, after: int) -> int:
    # The first instant, in whole seconds, that has the offset of *after*.
    target = _offset(name, after)
    low, high = before // SECOND, after // SECOND
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(name, middle * SECOND) == target:
            high = middle
        else:
            low = middle
    return high * SECOND


def _offset(name: str, at: int) -> int:
    # zoneinfo cannot speak of local years 0 and 10000: the first and last days take their neighbours' offset.
    at = min(max(at, START_OF_TIME + 2 * DAY), END_OF_TIME - 2 * DAY)
    tz = zone(name)
    local = tz.fromutc(datetime(1970, 1, 1, tzinfo=tz) + timedelta(seconds=at // SECOND))
    return cast("timedelta", local.utcoffset()) // timedelta(microseconds=1)


def stretches(name: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return (instant, offset) for *start* and for each change of the zone's offset in (start, end)."""
    found: list[tuple[int, int]] = []
    for number in range(start // BLOCK, (end - 1) // BLOCK + 1):
        for at, offset in _block(name, number):
            if at <= start:
                found = [(start, offset)]
            elif at < end and offset != found[-1][1]:
                found.append((at, offset))
    return found


class LocalClock:
    """The wall clock of one zone between two instants.

    Wall times are integer microseconds since 1970-01-01T00:00 as the local clock reads; dates are days since then.
    """

    __slots__ = ("_ends", "_offsets", "_starts", "end", "name", "spread", "start")

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name, self.start, self.end = name, start, end
        found = stretches(name, start, end)
        self._starts = array("q", (at for at, _ in found))
        self._offsets = array("q", (offset for _, offset in found))
        self._ends = array("q", (stop + offset for _, stop, offset in self.stretches()))
        self.spread = max(self._offsets) - min(self._offsets)
        """How far apart its offsets lie: a whole day where a date was skipped (Apia, 2011-12-30)."""

    def stretches(self) -> Iterator[tuple[int, int, int]]:
        """Return (start, end, offset) of each stretch of constant offset, in order."""
        return zip(self._starts, [*self._starts[1:], self.end], self._offsets, strict=True)

    def wall(self, at: int) -> int:
        """Return the wall time at an instant."""
        return at + self._offsets[bisect_right(self._starts, at) - 1]

    def instant(self, wall: int) -> int:
        """Return the instant of a wall time: the first pass of a repeated one, the jump for a skipped one (T13)."""
        stretch = min(bisect_right(self._ends, wall), len(self._ends) - 1)
        return max(self._starts[stretch], wall - self._offsets[stretch])

    def day(self, at: int) -> int:
        """Return the local date at an instant."""
        return self.wall(at) // DAY

    def days(self, instants: Sequence[int]) -> list[int]:
        """Return the local dates of instants that are in order."""
        found: list[int] = []
        for follows, offset in zip([*self._starts[1:], self.end], self._offsets, strict=True):
            until = bisect_left(instants, follows, len(found))
            found += [(at + offset) // DAY for at in instants[len(found) : until]]
        return found

    def midnight(self, day: int) -> int:
        """Return the first instant of a local date."""
        return self.instant(day * DAY)

    def next_midnight(self, at: int) -> int:
        """Return the first instant after *at* at which the clock reads midnight, or jumps over it."""
        stretch = bisect_right(self._starts, at) - 1
        midnight = (self.day(at) + 1) * DAY
        return midnight - self._offsets[stretch] if midnight < self._ends[stretch] else self.instant(midnight)

    def midnights(self, since: int, until: int) -> Iterator[int]:
        """Return every instant in [since, until) at which the clock reads midnight, both passes of a repeated one."""
        first = max(bisect_right(self._starts, since) - 1, 0)
        for stretch in range(first, bisect_left(self._starts, until)):
            yield from self._midnights(stretch, since, until)

    def _midnights(self, stretch: int, since: int, until: int) -> range:
        offset = self._offsets[stretch]
        midnight = -(-(max(self._starts[stretch], since) + offset) // DAY) * DAY
        return range(midnight - offset, min(self._ends[stretch] - offset, until), DAY)

    def turns_of_date(self, since: int, until: int) -> Iterator[int]:
        """Return every instant in [since, until) at which the clock reads midnight or jumps over it, in order."""
        first = max(bisect_right(self._starts, since) - 1, 0)
        for stretch in range(first, bisect_left(self._starts, until)):
            start = self._starts[stretch]
            reads = start + self._offsets[stretch]
            if reads % DAY and stretch and start >= since and -(-self._ends[stretch - 1] // DAY) * DAY < reads:
                yield start
            yield from self._midnights(stretch, since, until)

    def project(self, within: Callable[[int, int], Edges]) -> list[int]:
        """Return the instants at which the wall clock reads inside a set of wall times (T3).

        Args:
            within: gives the edges of that set between two wall times, clipped to them.
        """
        edges: list[int] = []
        for start, end, offset in self.stretches():
            append(edges, [wall - offset for wall in within(start + offset, end + offset)])
        return edges
