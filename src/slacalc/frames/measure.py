"""Working time so far, and its inverses, as tables that a column is looked up in: a few gathers and no search.

Whatever the calendar, working time up to an instant is ``clip(t + c, low, high)`` within a bucket of time that meets
one open stretch at most, and its inverse is ``w + offset`` within a bucket of working time. Buckets are powers of
two, or the greatest common divisor of all open stretches; a calendar that has no such buckets of a sensible size is
searched.
"""

import threading
from collections.abc import Callable
from math import gcd
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from slacalc.timeline import Beyond

Ints = npt.NDArray[np.int64]
Lookup = Callable[[Ints, "Ints | None"], Ints]
"""What is found for each value; the array beside them may hold it."""
Ends = tuple[int, int]
"""The least and the largest of some values."""
LARGEST_TABLE = 1 << 20
"""How many buckets a table has at most: 8 MB a column of it."""
LARGEST_FROM_1970 = 1 << 17
"""How many buckets a table may have to begin at 0."""
WIDEST_SHIFT = 62
Three = tuple[Ints, Ints, Ints]


class _Scratch(threading.local):
    """Arrays to reckon in, one set for each thread: fresh memory costs more than what is reckoned in it."""

    def __init__(self) -> None:
        self._kept = np.empty((3, 0), dtype=np.int64)
        self._given = self._cut(0)

    def arrays(self, size: int) -> Three:
        """Return three arrays of a size; whoever asks next gets the same."""
        if len(self._given[0]) == size:  # one chunk is as long as the one before
            return self._given
        if size > LARGEST_SCRATCH:
            return np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64)
        if self._kept.shape[1] < size:
            self._kept = np.empty((3, size), dtype=np.int64)
        self._given = self._cut(size)
        return self._given

    def _cut(self, size: int) -> Three:
        return self._kept[0, :size], self._kept[1, :size], self._kept[2, :size]


LARGEST_SCRATCH = 1 << 16
"""How many rows a thread keeps memory for: three times 512 KiB."""
_scratch = _Scratch()


def spare(size: int) -> Ints:
    """Return an array that rank and reach leave alone; whoever asks next gets the same."""
    return _scratch.arrays(size)[2]


class Buckets(NamedTuple):
    """Buckets of equal size: the place of a value is ``(value >> shift) - first``."""

    shift: int
    first: int
    size: int

    @classmethod
    def that_part(cls, marks: Ints, begins: Ints, start: int, end: int) -> "Buckets | None":
        """Return the widest buckets in which no *mark* shares its bucket with what *begins* after it; None for none."""
        low, high = 0, WIDEST_SHIFT
        while low < high:
            shift = (low + high + 1) // 2
            low, high = (shift, high) if bool(np.all(marks >> shift < begins >> shift)) else (low, shift - 1)
        if not bool(np.all(marks >> low < begins >> low)):
            return None
        first, last = start >> low, end >> low
        if first >= 0 and last < LARGEST_FROM_1970:
            first = 0  # saves a subtraction for each row, and what is never looked up fills no cache
        found = cls(low, first, last - first + 1)
        return found if found.size <= LARGEST_TABLE else None

    def starts(self) -> Ints:
        """Return where each bucket starts."""
        return (np.arange(self.size, dtype=np.int64) + self.first) << self.shift

    def places(self, values: Ints, out: Ints | None = None) -> Ints:
        """Return the bucket of each value, which must lie in range: no gather finds out that one does not."""
        places = np.right_shift(values, self.shift, out=out)
        if self.first:
            places -= self.first
        return places


class Measure:
    """The working time of open stretches, and the instants at which an amount of it is reached; all in ticks of a unit.

    Args:
        opens: when each stretch opens, in order.
        closes: when it closes, before the next opens.
        start: from when on it can be asked.
        end: until when.
    """

    def __init__(self, opens: Ints, closes: Ints, start: int, end: int) -> None:
        self.opens = opens
        self.totals = np.concatenate([np.zeros(1, dtype=opens.dtype), np.cumsum(closes - opens)])
        self.start, self.end = start, end
        self.total = int(self.totals[-1])
        self.offsets = self.opens - self.totals[:-1]
        self._rank = self._ranked()
        self._closing, self._opening = self._reached()

    def rank(self, at: Ints, out: Ints | None = None) -> Ints:
        """Return the working time from the start of the timeline to each instant; *out* may hold the answers."""
        check(at, self.start, self.end)
        return self._rank(at, out)

    def rank_within(self, at: Ints, out: Ints | None = None) -> Ints:
        """Return the same of instants that are known to lie between its start and its end."""
        return self._rank(at, out)

    def reach(self, amounts: Ints) -> Ints:
        """Return the earliest instant by which so much working time has passed: a closing rather than an opening."""
        check(amounts, 1, self.total)
        return self._closing(amounts - 1, None)

    def reach_open(self, amounts: Ints, out: Ints | None = None) -> Ints:
        """Return the latest instant by which no more has passed: an opening rather than a closing."""
        check(amounts, 0, self.total - 1)
        return self._opening(amounts, out)

    def add_within(self, at: Ints, amount: int, ends: Ends, out: Ints) -> Ints:
        """Return where one amount, not 0, leads from instants that are known to lie between *ends*.

        What is reached is an earlier instant for an earlier one, so the ends tell whether all are within reach.
        """
        least = 1 if amount > 0 else 0
        check_ends((self.rank_of(ends[0]) + amount, self.rank_of(ends[1]) + amount), least, self.total - 1 + least)
        total = self._rank(at, out)
        total += amount - least
        return (self._closing if least else self._opening)(total, out)

    def rank_of(self, at: int) -> int:
        """Return the working time from the start of the timeline to one instant."""
        window = int(self.opens.searchsorted(at, side="right")) - 1
        if window < 0:
            return 0
        return min(int(self.totals[window]) + at - int(self.opens[window]), int(self.totals[window + 1]))

    # -- tables --------------------------------------------------------------------------------------------------------

    def _ranked(self) -> Lookup:
        if not len(self.opens):
            return lambda at, _: np.zeros_like(at)
        lengths = np.diff(self.totals)
        buckets = Buckets.that_part(self.opens[:-1] + lengths[:-1] - 1, self.opens[1:], self.start, self.end)
        if buckets is None:
            return self._searched_rank
        starts = buckets.starts()
        # The open stretch of a bucket is the last that opens before the bucket ends.
        window = np.searchsorted(self.opens, np.append(starts[1:], self.end), side="left") - 1
        if len(np.unique(lengths)) == 1:
            first = np.maximum(window, 0)
            return self._ranked_alike(buckets, self.opens[first], self.totals[first], int(lengths[0]))
        low = self._searched_rank(starts)
        return self._ranked_between(
            buckets, np.where(window < 0, 0, -self.offsets[window]), low, np.append(low[1:], self.total)
        )

    @staticmethod
    def _ranked_between(buckets: Buckets, shift: Ints, low: Ints, high: Ints) -> Lookup:
        def rank(at: Ints, out: Ints | None) -> Ints:
            places, bound, _ = _scratch.arrays(len(at))
            buckets.places(at, places)
            shift.take(places, out=bound, mode="wrap")
            found: Ints = np.add(bound, at, out=out)
            low.take(places, out=bound, mode="wrap")
            np.maximum(found, bound, out=found)
            high.take(places, out=bound, mode="wrap")
            np.minimum(found, bound, out=found)
            return found

        return rank

    @staticmethod
    def _ranked_alike(buckets: Buckets, opens: Ints, before: Ints, length: int) -> Lookup:
        # Where all stretches are of one length, as those of many calendars are, a look-up is saved.
        least, most = np.int64(0), np.int64(length)  # bounds that need no look at what the array can hold

        def rank(at: Ints, out: Ints | None) -> Ints:
            places, inside, _ = _scratch.arrays(len(at))
            buckets.places(at, places)
            opens.take(places, out=inside, mode="wrap")
            np.subtract(at, inside, out=inside)
            inside.clip(least, most, out=inside)
            found: Ints = before.take(places, out=out, mode="wrap")
            found += inside
            return found

        return rank

    def _searched_rank(self, at: Ints, _: Ints | None = None) -> Ints:
        window = np.searchsorted(self.opens, at, side="right") - 1
        found = np.minimum(self.totals[window] + at - self.opens[window], self.totals[window + 1])
        return np.where(window < 0, 0, found)

    def _reached(self) -> tuple[Lookup, Lookup]:
        # A closing is looked up for the amount less a tick, which lies in the stretch that ends there.
        closing, opening = self.offsets + 1, self.offsets
        lengths = np.diff(self.totals)
        step = gcd(*map(int, np.unique(lengths))) if len(lengths) else 0
        if step and self.total // step <= LARGEST_TABLE:
            steps = lengths // step
            return self._by_steps(np.repeat(closing, steps), step), self._by_steps(np.repeat(opening, steps), step)
        buckets = Buckets.that_part(self.totals[:-1], self.totals[1:], 0, self.total) if step else None
        if buckets is None:
            return self._searched(closing), self._searched(opening)
        return self._by_buckets(closing, buckets), self._by_buckets(opening, buckets)

    @staticmethod
    def _by_steps(offsets: Ints, step: int) -> Lookup:
        def reached(amounts: Ints, out: Ints | None) -> Ints:
            places, found, _ = _scratch.arrays(len(amounts))
            np.floor_divide(amounts, step, out=places)
            offsets.take(places, out=found, mode="wrap")
            reaches: Ints = np.add(found, amounts, out=out)
            return reaches

        return reached

    def _by_buckets(self, offsets: Ints, buckets: Buckets) -> Lookup:
        starts = buckets.starts()
        first = np.clip(np.searchsorted(self.totals, starts, side="right") - 1, 0, len(offsets) - 1)
        ends = self.totals[first + 1]

        def reached(amounts: Ints, out: Ints | None) -> Ints:
            places, window, end = _scratch.arrays(len(amounts))
            buckets.places(amounts, places)
            first.take(places, out=window, mode="wrap")
            ends.take(places, out=end, mode="wrap")
            window += amounts >= end
            offsets.take(window, out=places, mode="wrap")
            reaches: Ints = np.add(places, amounts, out=out)
            return reaches

        return reached

    def _searched(self, offsets: Ints) -> Lookup:
        def reached(amounts: Ints, _: Ints | None) -> Ints:
            return np.asarray(offsets[np.searchsorted(self.totals, amounts, side="right") - 1] + amounts)

        return reached


class Unbounded(Measure):
    """A measure whose totals an int64 may not hold: it reckons with Python's integers, row by row."""

    def __init__(self, opens: Ints, closes: Ints, start: int, end: int) -> None:
        super().__init__(opens.astype(object), closes.astype(object), start, end)

    def _ranked(self) -> Lookup:
        return lambda at, _: self._searched_rank(at.astype(object))

    def _reached(self) -> tuple[Lookup, Lookup]:
        return self._searched(self.offsets + 1), self._searched(self.offsets)


def check(values: Ints, low: int, high: int) -> None:
    """Refuse values out of range, which a gather would take for others.

    Raises:
        Beyond: which way the timeline is to be grown.
    """
    if len(values):
        check_ends((int(values.min()), int(values.max())), low, high)


def check_ends(ends: Ends, low: int, high: int) -> None:
    """Refuse values of which the least or the largest is out of range.

    Raises:
        Beyond: which way the timeline is to be grown.
    """
    if ends[1] > high:
        raise Beyond(1)
    if ends[0] < low:
        raise Beyond(-1)


class Steps:
    """A function of instants that is constant between breaks, tabulated.

    Args:
        breaks: the instants at which it changes, in order.
        values: one more: the value before the first break, and from each on.
        start: the first instant that it is asked about.
        end: the last one.
    """

    def __init__(self, breaks: Ints, values: Ints, start: int, end: int) -> None:
        changes = np.flatnonzero(np.diff(values))
        self._breaks, self._values = breaks[changes], np.concatenate([values[:1], values[changes + 1]])
        self.start, self.end = start, end
        self._buckets = Buckets.that_part(self._breaks[:-1], self._breaks[1:], start, end)
        if self._buckets is not None and len(self._breaks):
            self._tabulate(self._buckets)

    def _tabulate(self, buckets: Buckets) -> None:
        starts = buckets.starts()
        self._first = np.searchsorted(self._breaks, starts, side="right")
        # A bucket without a break gets one that no instant reaches.
        self._break = np.append(self._breaks, np.iinfo(np.int64).max)[self._first]

    def at(self, instants: Ints, out: Ints | None = None) -> Ints:
        """Return the value at each instant; *out* may hold the values.

        Raises:
            Beyond: an instant out of range.
        """
        check(instants, self.start, self.end)
        if not len(self._breaks):
            return np.full(instants.shape, self._values[0], dtype=np.int64)
        if self._buckets is None:
            return self._values[np.searchsorted(self._breaks, instants, side="right")]
        places, found, step = _scratch.arrays(len(instants))
        self._buckets.places(instants, places)
        self._first.take(places, out=step, mode="wrap")
        self._break.take(places, out=found, mode="wrap")
        step += instants >= found
        return self._values.take(step, out=out, mode="wrap")
