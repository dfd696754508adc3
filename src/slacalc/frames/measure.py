"""Working time so far, and its inverses, as tables that a column is looked up in: a few gathers and no search.

Whatever the calendar, working time up to an instant is ``clip(t + c, low, high)`` within a bucket of time that meets
one open stretch at most, and its inverse is ``w + offset`` within a bucket of working time. Buckets are powers of
two, or the greatest common divisor of all open stretches; a calendar that has no such buckets of a sensible size is
searched.
"""

import threading
from collections.abc import Callable
from functools import partial
from math import gcd
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from slacalc.timeline import Beyond

Ints = npt.NDArray[np.int64]
Lookup = Callable[[Ints, "Ints | None"], Ints]
"""What is found for each value; the array beside them may hold it."""
LARGEST_TABLE = 1 << 20
"""How many buckets a table has at most: 8 MB a column of it."""
LARGEST_FROM_1970 = 1 << 17
"""How many buckets a table may have to begin at 0."""
WIDEST_SHIFT = 62


class _Scratch(threading.local):
    """Arrays to reckon in, one set for each thread: fresh memory costs more than what is reckoned in it."""

    def __init__(self) -> None:
        self._kept = np.empty((3, 0), dtype=np.int64)

    def arrays(self, size: int) -> Ints:
        """Return three arrays of a size; whoever asks next gets the same."""
        if self._kept.shape[1] < size <= LARGEST_SCRATCH:
            self._kept = np.empty((3, size), dtype=np.int64)
        return self._kept[:, :size] if size <= LARGEST_SCRATCH else np.empty((3, size), dtype=np.int64)


LARGEST_SCRATCH = 1 << 16
"""How many rows a thread keeps memory for: three times 512 KiB."""
_scratch = _Scratch()


def spare(size: int) -> Ints:
    """Return an array that rank and reach leave alone; whoever asks next gets the same."""
    found: Ints = _scratch.arrays(size)[2]
    return found


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
        self._reach_closing, self._reach_opening = self._reached()

    def rank(self, at: Ints, out: Ints | None = None) -> Ints:
        """Return the working time from the start of the timeline to each instant; *out* may hold the answers."""
        check(at, self.start, self.end)
        return self._rank(at, out)

    def rank_within(self, at: Ints, out: Ints | None = None) -> Ints:
        """Return the same of instants that are known to lie between its start and its end."""
        return self._rank(at, out)

    def reach(self, amounts: Ints, out: Ints | None = None) -> Ints:
        """Return the earliest instant by which so much working time has passed: a closing rather than an opening."""
        check(amounts, 1, self.total)
        return self._reach_closing(np.subtract(amounts, 1, out=out), out)

    def reach_after(self, amounts: Ints, out: Ints) -> Ints:
        """Return the same of one tick more than amounts that are known to be no less than 0."""
        if len(amounts) and int(amounts.max()) >= self.total:
            raise Beyond(1)
        return self._reach_closing(amounts, out)

    def reach_open(self, amounts: Ints, out: Ints | None = None) -> Ints:
        """Return the latest instant by which no more has passed: an opening rather than a closing."""
        check(amounts, 0, self.total - 1)
        return self._reach_opening(amounts, out)

    # -- tables --------------------------------------------------------------------------------------------------------

    def _ranked(self) -> Lookup:
        if not len(self.opens):
            return lambda at, _: np.zeros_like(at)
        lengths = np.diff(self.totals)
        buckets = Buckets.that_part(self.opens[:-1] + lengths[:-1] - 1, self.opens[1:], self.start, self.end)
        if buckets is None:
            return self._searched_rank
        starts = buckets.starts()
        low = self._searched_rank(starts)
        high = np.append(low[1:], self.total)
        # The open stretch of a bucket is the last that opens before the bucket ends.
        window = np.searchsorted(self.opens, np.append(starts[1:], self.end), side="left") - 1
        shift = np.where(window < 0, 0, -self.offsets[window])

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

    def _searched_rank(self, at: Ints, _: Ints | None = None) -> Ints:
        window = np.searchsorted(self.opens, at, side="right") - 1
        found = np.minimum(self.totals[window] + at - self.opens[window], self.totals[window + 1])
        return np.where(window < 0, 0, found)

    def _reached(self) -> tuple[Lookup, Lookup]:
        # Where one tick more than an amount is reached, and where no more than it.
        lengths = np.diff(self.totals)
        step = gcd(*map(int, np.unique(lengths))) if len(lengths) else 0
        if step and self.total // step <= LARGEST_TABLE:
            return self._reached_by_steps(np.repeat(self.offsets, lengths // step), step)
        if not len(lengths):
            return self._searched_closing, self._searched_opening
        buckets = Buckets.that_part(self.totals[:-1], self.totals[1:], 0, self.total)
        if buckets is None:
            return self._searched_closing, self._searched_opening
        return self._reached_by_buckets(buckets)

    @staticmethod
    def _reached_by_steps(offsets: Ints, step: int) -> tuple[Lookup, Lookup]:
        def reached(offsets: Ints, amounts: Ints, out: Ints | None) -> Ints:
            places, found, _ = _scratch.arrays(len(amounts))
            np.floor_divide(amounts, step, out=places)
            offsets.take(places, out=found, mode="wrap")
            reaches: Ints = np.add(found, amounts, out=out)
            return reaches

        return partial(reached, offsets + 1), partial(reached, offsets)

    def _reached_by_buckets(self, buckets: Buckets) -> tuple[Lookup, Lookup]:
        starts = buckets.starts()
        first = np.clip(np.searchsorted(self.totals, starts, side="right") - 1, 0, len(self.offsets) - 1)
        ends = self.totals[first + 1]

        def reached(offsets: Ints, amounts: Ints, out: Ints | None) -> Ints:
            places, window, _ = _scratch.arrays(len(amounts))
            buckets.places(amounts, places)
            first.take(places, out=window, mode="wrap")
            window += amounts >= ends.take(places, mode="wrap")
            offsets.take(window, out=places, mode="wrap")
            reaches: Ints = np.add(places, amounts, out=out)
            return reaches

        return partial(reached, self.offsets + 1), partial(reached, self.offsets)

    def _searched_closing(self, amounts: Ints, _: Ints | None) -> Ints:
        return self._searched_opening(amounts, None) + 1

    def _searched_opening(self, amounts: Ints, _: Ints | None) -> Ints:
        return np.asarray(self.offsets[np.searchsorted(self.totals, amounts, side="right") - 1] + amounts)


class Unbounded(Measure):
    """A measure whose totals an int64 may not hold: it reckons with Python's integers, row by row."""

    def __init__(self, opens: Ints, closes: Ints, start: int, end: int) -> None:
        super().__init__(opens.astype(object), closes.astype(object), start, end)

    def _ranked(self) -> Lookup:
        return lambda at, _: self._searched_rank(at.astype(object))

    def _reached(self) -> tuple[Lookup, Lookup]:
        return self._searched_closing, self._searched_opening


def check(values: Ints, low: int, high: int) -> None:
    """Refuse values out of range, which a gather would take for others.

    Raises:
        Beyond: which way the timeline is to be grown.
    """
    if len(values):
        if int(values.max()) > high:
            raise Beyond(1)
        if int(values.min()) < low:
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
