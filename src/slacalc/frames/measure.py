"""Working time so far, and its inverses, as tables that a column is looked up in: a few gathers and no search.

Whatever the calendar, working time up to an instant is ``clip(t + c, low, high)`` within a bucket of time that meets
one open stretch at most, and its inverse is ``w + offset`` within a bucket of working time. Buckets are powers of
two, or the greatest common divisor of all open stretches; a calendar that has no such buckets of a sensible size is
searched.
"""

from collections.abc import Callable
from math import gcd
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from slacalc.timeline import Beyond

Ints = npt.NDArray[np.int64]
LARGEST_TABLE = 1 << 20
"""How many buckets a table has at most: 8 MB a column of it."""
WIDEST_SHIFT = 62


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
        found = cls(low, start >> low, (end >> low) - (start >> low) + 1)
        return found if found.size <= LARGEST_TABLE else None

    def starts(self) -> Ints:
        """Return where each bucket starts."""
        return (np.arange(self.size, dtype=np.int64) + self.first) << self.shift

    def places(self, values: Ints) -> Ints:
        """Return the bucket of each value, which must lie in range: no gather finds out that one does not."""
        places = values >> self.shift
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

    def rank(self, at: Ints) -> Ints:
        """Return the working time from the start of the timeline to each instant."""
        check(at, self.start, self.end)
        return self._rank(at)

    def reach(self, amounts: Ints) -> Ints:
        """Return the earliest instant by which so much working time has passed: a closing rather than an opening."""
        check(amounts, 1, self.total)
        return self._reach_closing(amounts)

    def reach_open(self, amounts: Ints) -> Ints:
        """Return the latest instant by which no more has passed: an opening rather than a closing."""
        check(amounts, 0, self.total - 1)
        return self._reach_opening(amounts)

    # -- tables --------------------------------------------------------------------------------------------------------

    def _ranked(self) -> Callable[[Ints], Ints]:
        if not len(self.opens):
            return np.zeros_like
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

        def rank(at: Ints) -> Ints:
            places = buckets.places(at)
            found = shift.take(places, mode="clip")
            found += at
            bound = low.take(places, mode="clip")
            np.maximum(found, bound, out=found)
            high.take(places, out=bound, mode="clip")
            return np.minimum(found, bound, out=found)

        return rank

    def _searched_rank(self, at: Ints) -> Ints:
        window = np.searchsorted(self.opens, at, side="right") - 1
        found = np.minimum(self.totals[window] + at - self.opens[window], self.totals[window + 1])
        return np.where(window < 0, 0, found)

    def _reached(self) -> tuple[Callable[[Ints], Ints], Callable[[Ints], Ints]]:
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
    def _reached_by_steps(offsets: Ints, step: int) -> tuple[Callable[[Ints], Ints], Callable[[Ints], Ints]]:
        def closing(amounts: Ints) -> Ints:
            places = amounts - 1
            places //= step
            found = offsets.take(places, mode="clip")
            found += amounts
            return found

        def opening(amounts: Ints) -> Ints:
            found = offsets.take(amounts // step, mode="clip")
            found += amounts
            return found

        return closing, opening

    def _reached_by_buckets(self, buckets: Buckets) -> tuple[Callable[[Ints], Ints], Callable[[Ints], Ints]]:
        starts = buckets.starts()
        first = np.clip(np.searchsorted(self.totals, starts, side="right") - 1, 0, len(self.offsets) - 1)
        ends = self.totals[first + 1]

        def reached(amounts: Ints, inside: Ints) -> Ints:
            places = buckets.places(inside)
            window = first.take(places, mode="clip")
            window += inside >= ends.take(places, mode="clip")
            return np.asarray(self.offsets.take(window, mode="clip") + amounts)

        return lambda amounts: reached(amounts, amounts - 1), lambda amounts: reached(amounts, amounts)

    def _searched_closing(self, amounts: Ints) -> Ints:
        return np.asarray(self.offsets[np.searchsorted(self.totals, amounts, side="left") - 1] + amounts)

    def _searched_opening(self, amounts: Ints) -> Ints:
        return np.asarray(self.offsets[np.searchsorted(self.totals, amounts, side="right") - 1] + amounts)


class Unbounded(Measure):
    """A measure whose totals an int64 may not hold: it reckons with Python's integers, row by row."""

    def __init__(self, opens: Ints, closes: Ints, start: int, end: int) -> None:
        super().__init__(opens.astype(object), closes.astype(object), start, end)

    def _ranked(self) -> Callable[[Ints], Ints]:
        return lambda at: self._searched_rank(at.astype(object)) if len(self.opens) else np.zeros_like(at)

    def _reached(self) -> tuple[Callable[[Ints], Ints], Callable[[Ints], Ints]]:
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

    def at(self, instants: Ints) -> Ints:
        """Return the value at each instant.

        Raises:
            Beyond: an instant out of range.
        """
        check(instants, self.start, self.end)
        if not len(self._breaks):
            return np.full(instants.shape, self._values[0], dtype=np.int64)
        if self._buckets is None:
            return self._values[np.searchsorted(self._breaks, instants, side="right")]
        places = self._buckets.places(instants)
        step = self._first.take(places, mode="clip")
        step += instants >= self._break.take(places, mode="clip")
        return self._values.take(step, mode="clip")
