"""The first oracle of the long runs: for each bucket of a stretch of time, is it open?

A grid cuts some weeks into equal buckets, so fine that no wall clock in play reads an edge inside one. The wall clock
is read once for each bucket (T3); a calendar is then one byte for each, and every answer is found in these bytes.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate, compress, pairwise
from zoneinfo import ZoneInfo

from .instants import DAY, MINUTE, SECOND
from .recipe import Constant, Other, Pair, Recipe, Since, Until, Windows, Zoned

SWAP = bytes([1, 0])
MARGIN = 3
"""Dates at each end of a grid whose windows may be cut off by it."""


class Grid:
    """Equal buckets from an instant on, and what the wall clocks of some zones read in each."""

    def __init__(self, start: int, unit: int, size: int) -> None:
        self.start, self.unit, self.size = start, unit, size
        self.end = start + unit * size
        self._readings: dict[str, list[int]] = {}
        self._dates: dict[str, list[tuple[int, Sequence[int]]]] = {}

    def readings(self, zone: str) -> list[int]:
        """Return what the wall clock reads when each bucket begins, as microseconds from the date of ordinal 0."""
        if zone not in self._readings:
            tz, unit = ZoneInfo(zone), self.unit
            self._readings[zone] = [_reading(at, tz) for at in range(self.start, self.end, unit)]
            if any(reading % unit for reading in self._readings[zone]):
                raise ValueError(f"{zone} does not keep to buckets of {unit} microseconds here")
        return self._readings[zone]

    def dates(self, zone: str) -> list[tuple[int, Sequence[int]]]:
        """Return each run of buckets of one local date: its ordinal, and the buckets since midnight that they read.

        Of a date on which the clock kept its offset that is a range.
        """
        if zone not in self._dates:
            found: list[tuple[int, list[int]]] = []
            for reading in self.readings(zone):
                ordinal, rest = divmod(reading, DAY)
                if not found or found[-1][0] != ordinal:
                    found.append((ordinal, []))
                found[-1][1].append(rest // self.unit)
            plain = range(DAY // self.unit)
            whole = list(plain)
            self._dates[zone] = [(ordinal, plain if buckets == whole else buckets) for ordinal, buckets in found]
        return self._dates[zone]


def _reading(at: int, tz: ZoneInfo) -> int:
    local = datetime.fromtimestamp(at // SECOND, tz)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return local.toordinal() * DAY + seconds * SECOND


def flags(recipe: Recipe, grid: Grid) -> bytes:
    """Return one byte for each bucket: 1 where the calendar is open."""
    if isinstance(recipe, Pair):
        return _paired(recipe.sign, flags(recipe.left, grid), flags(recipe.right, grid))
    if isinstance(recipe, Other):
        return flags(recipe.recipe, grid).translate(SWAP.ljust(256))
    if isinstance(recipe, Zoned):
        return _zoned(recipe, grid)
    if isinstance(recipe, Constant):
        return bytes([recipe.is_open]) * grid.size
    if isinstance(recipe, Since):
        return _spanned([(recipe.start, grid.end)], grid)
    if isinstance(recipe, Until):
        return _spanned([(grid.start, recipe.end)], grid)
    return _spanned(recipe.spans, grid)


def _paired(sign: str, left: bytes, right: bytes) -> bytes:
    one, other = int.from_bytes(left, "big"), int.from_bytes(right, "big")
    both = one & other
    return {"|": one | other, "&": both, "-": one ^ both}[sign].to_bytes(len(left), "big")


def _zoned(recipe: Zoned, grid: Grid) -> bytes:
    rows: dict[tuple[Windows, Windows], bytes] = {}
    found = []
    for ordinal, buckets in grid.dates(recipe.zone):
        key = recipe.windows(ordinal), recipe.windows(ordinal - 1)
        if key not in rows:
            rows[key] = _row(*key, grid.unit)
        row = rows[key]
        found.append(row if isinstance(buckets, range) else bytes(map(row.__getitem__, buckets)))
    return b"".join(found)


def _row(own: Windows, eve: Windows, unit: int) -> bytes:
    """Return the buckets of one date: open in its own windows, and in what the eve's run over midnight."""
    row = bytearray(DAY // unit)
    for start, end in (*own, *((start - 1440, end - 1440) for start, end in eve)):
        first, last = (min(max(at, 0) * MINUTE // unit, len(row)) for at in (start, end))
        row[first:last] = b"\x01" * (last - first)
    return bytes(row)


def _spanned(spans: Sequence[tuple[int, int]], grid: Grid) -> bytes:
    made = bytearray(grid.size)
    for start, end in spans:
        if any((edge - grid.start) % grid.unit for edge in (start, end) if grid.start < edge < grid.end):
            raise ValueError("the edges of a span must lie between buckets")
        first = min(max(start - grid.start, 0) // grid.unit, grid.size)
        last = min(max(end - grid.start, 0) // grid.unit, grid.size)
        made[first:last] = b"\x01" * max(last - first, 0)
    return bytes(made)


class Table:
    """A calendar tabulated on a grid; where an answer lies beyond the grid it is None."""

    def __init__(self, recipe: Recipe, grid: Grid) -> None:
        self.grid, self.flags = grid, flags(recipe, grid)
        self._open = list(compress(range(grid.size), self.flags))
        self._before = [0, *accumulate(self.flags)]

    def _bucket(self, at: int) -> int:
        return (at - self.grid.start) // self.grid.unit

    def _begin(self, bucket: int) -> int:
        return self.grid.start + bucket * self.grid.unit

    def _rank(self, at: int) -> int:
        bucket, odd = divmod(at - self.grid.start, self.grid.unit)
        return self._before[bucket] * self.grid.unit + (odd if self.flags[bucket] else 0)

    def is_open(self, at: int) -> bool:
        return self.flags[self._bucket(at)] == 1

    def working_time(self, start: int, end: int) -> int:
        return self._rank(end) - self._rank(start)

    def add(self, at: int, amount: int) -> int | None:
        """Return the earliest instant by which the amount has passed: inside or at the end of its last bucket (T5)."""
        if amount == 0:
            return at
        wanted = self._rank(at) + amount
        nth = (wanted - 1) // self.grid.unit
        return self._begin(self._open[nth]) + wanted - nth * self.grid.unit if nth < len(self._open) else None

    def subtract(self, at: int, amount: int) -> int | None:
        """Return the latest instant from which the amount has passed: inside or at the begin of a bucket (T5)."""
        if amount == 0:
            return at
        wanted = self._rank(at) - amount
        nth, odd = divmod(wanted, self.grid.unit)
        return self._begin(self._open[nth]) + odd if nth >= 0 else None

    def next_open(self, at: int) -> int | None:
        found = self.flags.find(1, self._bucket(at))
        return max(self._begin(found), at) if found >= 0 else None

    def next_close(self, at: int) -> int | None:
        opens = self.flags.find(1, self._bucket(at))
        found = self.flags.find(0, opens) if opens >= 0 else -1
        return self._begin(found) if found >= 0 else None

    def previous_open(self, at: int) -> int | None:
        return self._edge(self.flags.rfind(b"\x00\x01", 0, self._bucket(at) + 1))

    def previous_close(self, at: int) -> int | None:
        return self._edge(self.flags.rfind(b"\x01\x00", 0, self._bucket(at) + 1))

    def _edge(self, bucket: int) -> int | None:
        return self._begin(bucket + 1) if bucket >= 0 else None

    def runs(self) -> Iterator[tuple[int, int]]:
        """Return the first bucket of each window, and the bucket after its last."""
        start = self.flags.find(1)
        while start >= 0:
            end = self.flags.find(0, start)
            yield start, end if end >= 0 else self.grid.size
            start = self.flags.find(1, end) if end >= 0 else -1


class TableDays:
    """The working days of a table on the wall clock of a zone (T9), but for those at the ends of the grid."""

    def __init__(self, table: Table, zone: str) -> None:
        readings = table.grid.readings(zone)
        self.first, self.last = readings[0] // DAY + MARGIN, readings[-1] // DAY - MARGIN
        self._windows: dict[int, list[tuple[int, int]]] = {}
        for start, end in table.runs():
            cuts = [start, *_midnights(readings, start, end, table.grid.unit), end]
            for begin, stop in pairwise(cuts):
                edges = table.grid.start + begin * table.grid.unit, table.grid.start + stop * table.grid.unit
                self._windows.setdefault(readings[begin] // DAY, []).append(edges)
        self._days = sorted(self._windows)

    def is_working_day(self, day: int) -> bool:
        return day in self._windows

    def opening(self, day: int) -> int | None:
        return self._windows[day][0][0] if day in self._windows else None

    def closing(self, day: int) -> int | None:
        return self._windows[day][-1][1] if day in self._windows else None

    def add_working_days(self, day: int, number: int) -> int | None:
        """Return the n-th working date after the date; None where it may lie at an end of the grid or beyond."""
        place = bisect_left(self._days, day) + number
        if number > 0 and day not in self._windows:
            place -= 1
        found = self._days[place] if 0 <= place < len(self._days) else self.last + 1
        return found if self.first <= found <= self.last else None

    def count_working_days(self, start: int, end: int) -> int:
        if end < start:
            return -self.count_working_days(end, start)
        return sum(day in self._windows for day in range(start, end))


def _midnights(readings: list[int], start: int, end: int, unit: int) -> list[int]:
    """Return where a window of more than 24 hours on the wall clock is cut: where its clock reads or skips midnight."""
    if readings[end - 1] + unit - readings[start] <= DAY:
        return []
    inner = range(start + 1, end)
    return [at for at in inner if readings[at] % DAY == 0 or readings[at] // DAY > readings[at - 1] // DAY]
