"""A compiled calendar: windows with running totals between two instants, and exact arithmetic on them (T1, T2, T5)."""

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate

from slacalc.windows import END_OF_TIME, EVERYTHING, START_OF_TIME, Edges


class Beyond(Exception):
    """The answer lies beyond what is compiled: whoever owns the snapshot grows it and asks again."""

    def __init__(self, direction: int, *, is_edge: bool = False) -> None:
        super().__init__(direction)
        self.direction = direction
        """+1: later than the end of the snapshot, -1: earlier than its start."""
        self.is_edge = is_edge
        """Whether an opening or closing is wanted, which more of the same open time does not bring."""


class Timeline:
    """The windows that lie in [start, end), and the working time that lies before each.

    Instants and amounts are integer microseconds. A window that touches the start or the end is unfinished there: it
    counts for arithmetic, but its edge is no opening and no closing.
    """

    __slots__ = ("closes", "end", "opens", "start", "totals")

    def __init__(self, edges: Edges, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.opens, self.closes = array("q", edges[::2]), array("q", edges[1::2])
        lengths = map(int.__sub__, self.closes, self.opens)
        self.totals = array("q", accumulate(lengths, initial=0))

    def rank(self, at: int) -> int:
        """Return the working time from the start of the snapshot to an instant."""
        if not self.start <= at <= self.end:
            raise Beyond(1 if at > self.end else -1)
        after = bisect_right(self.opens, at)
        if not after or at >= self.closes[after - 1]:
            return self.totals[after]
        return self.totals[after - 1] + at - self.opens[after - 1]

    def add(self, at: int, amount: int) -> int:
        """Return the earliest instant u >= at with *amount* of working time in [at, u) (T5)."""
        if amount <= 0:
            return self.subtract(at, -amount) if amount else at
        total = self.rank(at) + amount
        if total > self.totals[-1]:
            raise Beyond(1)
        window = bisect_left(self.totals, total) - 1
        return self.opens[window] + total - self.totals[window]

    def subtract(self, at: int, amount: int) -> int:
        """Return the latest instant u <= at with *amount* of working time in [u, at) (T5)."""
        if amount <= 0:
            return self.add(at, -amount) if amount else at
        total = self.rank(at) - amount
        if total < 0:
            raise Beyond(-1)
        window = bisect_right(self.totals, total) - 1
        return self.opens[window] + total - self.totals[window]

    def is_open(self, at: int) -> bool:
        """Return whether the instant lies in a window."""
        after = self._opened_by(at)
        return after > 0 and at < self.closes[after - 1]

    def next_open(self, at: int) -> int:
        """Return the first open instant at or after an instant."""
        after = self._opened_by(at)
        if after and at < self.closes[after - 1]:
            return at
        if after == len(self.opens):
            raise Beyond(1)
        return self.opens[after]

    def next_close(self, at: int) -> int:
        """Return the first closing strictly after the current or next opening."""
        window = bisect_right(self.opens, self.next_open(at)) - 1
        if self.closes[window] == self.end:
            raise Beyond(1, is_edge=True)
        return self.closes[window]

    def previous_open(self, at: int) -> int:
        """Return the latest opening at or before an instant."""
        after = self._opened_by(at)
        if not after or self.opens[after - 1] == self.start:
            raise Beyond(-1, is_edge=True)
        return self.opens[after - 1]

    def previous_close(self, at: int) -> int:
        """Return the latest closing at or before an instant."""
        self._opened_by(at)
        after = bisect_right(self.closes, at)
        if not after:
            raise Beyond(-1, is_edge=True)
        return self.closes[after - 1]

    def all_edges(self) -> list[int]:
        """Return the windows as edges, the unfinished ones included."""
        return [edge for window in zip(self.opens, self.closes, strict=True) for edge in window]

    def windows(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the windows that meet [start, end), clipped to it."""
        first, last = bisect_right(self.closes, start), bisect_left(self.opens, end)
        found = zip(self.opens[first:last], self.closes[first:last], strict=True)
        return [(max(opening, start), min(closing, end)) for opening, closing in found]

    def _opened_by(self, at: int) -> int:
        # How many windows have opened by an instant that lies in the snapshot.
        if not self.start <= at < self.end:
            raise Beyond(1 if at >= self.end else -1)
        return bisect_right(self.opens, at)


ELAPSED = Timeline(EVERYTHING, START_OF_TIME, END_OF_TIME)
"""The timeline that is always open: elapsed time, 24 hours a day."""
