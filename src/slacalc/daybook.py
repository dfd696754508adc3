"""Working days: the local dates on which a window opens, with their openings and closings (T9)."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from slacalc.timeline import Beyond, Timeline
from slacalc.windows import DAY, pairs
from slacalc.zones import LocalClock

MARGIN = 2
"""Days at each edge of a snapshot whose windows may be unfinished."""


class Daybook:
    """The working days between two instants in one zone. Dates are days since 1970-01-01.

    A window of more than 24 wall-clock hours is cut at midnights, so that each of its days opens.
    """

    __slots__ = ("_days", "_first", "_windows", "first_day", "last_day")

    def __init__(self, timeline: Timeline, clock: LocalClock) -> None:
        self.first_day = clock.day(timeline.start) + MARGIN
        self.last_day = clock.day(timeline.end - 1) - MARGIN
        windows = _pieces(timeline, clock)
        days = clock.days(windows.opens)
        if any(map(int.__gt__, days, days[1:])):
            # The clock was put back over midnight, so that a date came twice (St John's, until 2011).
            order = sorted(range(len(days)), key=days.__getitem__)
            windows = _like(timeline, ((windows.opens[at], windows.closing(at)) for at in order))
            days.sort()
        self._windows = windows
        starts = [at for at, day in enumerate(days) if not at or day != days[at - 1]]
        self._days = array("i", (days[at] for at in starts))
        has_breaks = len(starts) < len(days)
        self._first: Sequence[int] = array("i", [*starts, len(days)]) if has_breaks else range(len(days) + 1)

    def is_working(self, day: int) -> bool:
        """Return whether a window opens on the date."""
        return self._days[self._at(day)] == day if self._at(day) < len(self._days) else False

    def add(self, day: int, number: int) -> int:
        """Return the n-th working date after (n < 0: before) the date; n = 0: the date if working, else the next."""
        if number > 0:
            wanted = bisect_right(self._days, self._known(day)) + number - 1
        else:
            wanted = self._at(day) + number
        # No date has more than one working day, so as many dates are to be compiled at least.
        if wanted < 0:
            raise Beyond(-1, far=-wanted * DAY)
        if wanted >= len(self._days):
            raise Beyond(1, far=(wanted - len(self._days)) * DAY)
        return self._known(self._days[wanted])

    def count(self, start: int, end: int) -> int:
        """Return how many working dates lie in [start, end)."""
        return self._at(end) - self._at(start)

    def opening(self, day: int) -> int:
        """Return the first opening on a working date."""
        return self._windows.opens[self._first[self._at(day)]]

    def closing(self, day: int) -> int:
        """Return the end of the last window that opens on a working date."""
        return self._windows.closing(self._first[self._at(day) + 1] - 1)

    def length(self, day: int) -> int:
        """Return the working time of the windows that open on a working date."""
        place, totals = self._at(day), self._windows.totals
        return totals[self._first[place + 1]] - totals[self._first[place]]

    def _at(self, day: int) -> int:
        return bisect_left(self._days, self._known(day))

    def _known(self, day: int) -> int:
        if not self.first_day <= day <= self.last_day:
            raise Beyond(1 if day > self.last_day else -1)
        return day


def _pieces(timeline: Timeline, clock: LocalClock) -> Timeline:
    # Most calendars have no window to cut: their timeline serves as it is.
    lengths = map(int.__sub__, timeline.totals[1:], timeline.totals)
    if max(lengths, default=0) <= DAY - clock.spread:
        return timeline
    found = list(pairs(timeline.all_edges()))
    if not any(_is_long(clock, start, end) for start, end in found):
        return timeline
    return _like(timeline, (piece for start, end in found for piece in _cut(clock, start, end)))


def _like(timeline: Timeline, pieces: Iterable[tuple[int, int]]) -> Timeline:
    return Timeline([edge for piece in pieces for edge in piece], timeline.start, timeline.end)


def _is_long(clock: LocalClock, start: int, end: int) -> bool:
    # A shorter window is not made long by any change of the clock, so the wall clock need not be asked.
    return end - start > DAY - clock.spread and clock.wall(end - 1) + 1 - clock.wall(start) > DAY


def _cut(clock: LocalClock, start: int, end: int) -> list[tuple[int, int]]:
    if not _is_long(clock, start, end):
        return [(start, end)]
    # Where the clock jumps over midnight, the date begins at the jump.
    return list(pairwise([start, *clock.turns_of_date(start + 1, end), end]))
