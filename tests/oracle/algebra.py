"""The second oracle of the long runs: calendars as sorted lists of windows, combined by sweeping over their edges.

The hours of each date are written down as two wall times, turned into instants wherever the zone's offset lets the
clock read them, and the lists are merged. No instant is ever asked whether it is open.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from .instants import DAY, EPOCH, MINUTE, SECOND, utc
from .recipe import Constant, Other, Pair, Recipe, Since, Stretch, Until, Zoned

EPOCH_DAY = EPOCH.toordinal()
STEP = DAY
"""How far apart offsets are compared: a change undone within it would be missed, and the table would say otherwise."""
MARGIN = 3
"""Dates at each end of what is known whose windows may be cut off."""
RULES: dict[str, Callable[[bool, bool], bool]] = {
    "|": lambda one, other: one or other,
    "&": lambda one, other: one and other,
    "-": lambda one, other: one and not other,
}


@lru_cache(maxsize=64)
def offsets(zone: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return the stretches of one offset between two instants: (start, end, offset from UTC)."""
    cuts, at = [start], start
    while at < end:
        then = min(at + STEP, end)
        if offset(zone, at) != offset(zone, then):
            cuts.append(_change(zone, at, then))
        at = then
    return [(one, other, offset(zone, one)) for one, other in pairwise([*cuts, end])]


def offset(zone: str, at: int) -> int:
    """Return how far the wall clock is ahead of UTC at an instant."""
    found = datetime.fromtimestamp(at // SECOND, ZoneInfo(zone)).utcoffset() or timedelta()
    return (found.days * 86_400 + found.seconds) * SECOND


def _change(zone: str, before: int, after: int) -> int:
    while after - before > SECOND:
        middle = (before + after) // 2 // SECOND * SECOND
        before, after = (middle, after) if offset(zone, middle) == offset(zone, before) else (before, middle)
    return after


def wall(zone: str, at: int) -> datetime:
    """Return what the wall clock of a zone reads at an instant."""
    return utc(at).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def windows(recipe: Recipe, start: int, end: int) -> list[Stretch]:
    """Return the windows of a calendar between two instants, in order, none touching the next."""
    if isinstance(recipe, Pair):
        return combined(windows(recipe.left, start, end), windows(recipe.right, start, end), RULES[recipe.sign])
    if isinstance(recipe, Other):
        return combined([(start, end)], windows(recipe.recipe, start, end), RULES["-"])
    if isinstance(recipe, Zoned):
        return _clipped(_dated(recipe, start, end), start, end)
    if isinstance(recipe, Constant):
        return [(start, end)] if recipe.is_open else []
    if isinstance(recipe, Since):
        return _clipped([(recipe.start, end)], start, end)
    if isinstance(recipe, Until):
        return _clipped([(start, recipe.end)], start, end)
    return _clipped(recipe.spans, start, end)


def _dated(recipe: Zoned, start: int, end: int) -> Iterable[Stretch]:
    known = offsets(recipe.zone, start, end)
    for day in range(start // DAY - 2, end // DAY + 3):
        for opens, closes in recipe.windows(day + EPOCH_DAY):
            first, last = day * DAY + opens * MINUTE, day * DAY + closes * MINUTE
            for since, until, ahead in known:
                if max(first - ahead, since) < min(last - ahead, until):
                    yield max(first - ahead, since), min(last - ahead, until)


def _clipped(found: Iterable[Stretch], start: int, end: int) -> list[Stretch]:
    """Return windows cut to a stretch of time, in order; those that overlap or touch become one."""
    joined: list[Stretch] = []
    for first, last in sorted((max(one, start), min(other, end)) for one, other in found):
        if first >= last:
            continue
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def combined(left: list[Stretch], right: list[Stretch], rule: Callable[[bool, bool], bool]) -> list[Stretch]:
    """Return where a rule holds of two lists of windows, by one sweep over the edges of both."""
    edges = sorted([(at, 0) for window in left for at in window] + [(at, 1) for window in right for at in window])
    inside, opened, found = [False, False], None, []
    for place, (at, which) in enumerate(edges):
        inside[which] = not inside[which]
        if place + 1 < len(edges) and edges[place + 1][0] == at:
            continue
        if rule(*inside) and opened is None:
            opened = at
        elif not rule(*inside) and opened is not None:
            found.append((opened, at))
            opened = None
    return found


class Algebra:
    """A calendar as its windows between two instants; where an answer lies beyond them it is None."""

    def __init__(self, recipe: Recipe, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.windows = windows(recipe, start, end)
        self._opens = [opening for opening, _ in self.windows]

    def _at(self, at: int) -> int:
        """Return the place of the last window that opens at or before an instant; -1 if there is none."""
        return bisect_right(self._opens, at) - 1

    def is_open(self, at: int) -> bool:
        place = self._at(at)
        return place >= 0 and at < self.windows[place][1]

    def working_time(self, start: int, end: int) -> int:
        if end < start:
            return -self.working_time(end, start)
        near = self.windows[max(self._at(start), 0) : self._at(end) + 1]
        return sum(max(0, min(closing, end) - max(opening, start)) for opening, closing in near)

    def add(self, at: int, amount: int) -> int | None:
        """Return the earliest instant by which the amount has passed, walking from window to window (T5)."""
        if amount == 0:
            return at
        for opening, closing in self.windows[max(self._at(at), 0) :]:
            free = closing - max(opening, at)
            if free >= amount:
                return max(opening, at) + amount
            amount -= max(free, 0)
        return None

    def subtract(self, at: int, amount: int) -> int | None:
        """Return the latest instant from which the amount has passed, walking back from window to window (T5)."""
        if amount == 0:
            return at
        for opening, closing in self.windows[self._at(at) :: -1] if self._at(at) >= 0 else []:
            free = min(closing, at) - opening
            if free >= amount:
                return min(closing, at) - amount
            amount -= free
        return None

    def next_open(self, at: int) -> int | None:
        if self.is_open(at):
            return at
        place = self._at(at) + 1
        return self._opens[place] if place < len(self._opens) else None

    def next_close(self, at: int) -> int | None:
        place = self._at(at) if self.is_open(at) else self._at(at) + 1
        return self._inner(self.windows[place][1]) if place < len(self.windows) else None

    def previous_open(self, at: int) -> int | None:
        place = self._at(at)
        return self._inner(self._opens[place]) if place >= 0 else None

    def previous_close(self, at: int) -> int | None:
        place = self._at(at) - (1 if self.is_open(at) else 0)
        return self.windows[place][1] if place >= 0 else None

    def _inner(self, edge: int) -> int | None:
        """Return an edge, unless it is only where the knowledge ends."""
        return edge if self.start < edge < self.end else None


class AlgebraDays:
    """The working days of a list of windows on the wall clock of a zone (T9), but for those at its ends."""

    def __init__(self, algebra: Algebra, zone: str) -> None:
        self._zone, self._offsets = zone, offsets(zone, algebra.start, algebra.end)
        self.first = wall(zone, algebra.start).toordinal() + MARGIN
        self.last = wall(zone, algebra.end - 1).toordinal() - MARGIN
        pieces = [piece for window in algebra.windows for piece in self._cut(*window)]
        dated = [(wall(zone, opening).toordinal(), opening, closing) for opening, closing in pieces]
        self._pieces = sorted(piece for piece in dated if self.first <= piece[0] <= self.last)
        self._dates = sorted({day for day, _, _ in self._pieces})

    def _cut(self, start: int, end: int) -> list[Stretch]:
        if wall(self._zone, end - 1) - wall(self._zone, start) < timedelta(days=1):
            return [(start, end)]
        cuts = [at for at in self._midnights(start, end) if start < at < end]
        return list(pairwise([start, *cuts, end]))

    def _midnights(self, start: int, end: int) -> list[int]:
        """Return when the clock reads midnight or jumps over one."""
        found = set()
        for since, until, ahead in self._offsets:
            if since < end and until > start:
                first = -(-(max(since, start) + ahead) // DAY) * DAY
                found.update(range(first - ahead, min(until, end), DAY))
        for (_, at, before), (_, _, after) in pairwise(self._offsets):
            if (at + after) // DAY > (at - 1 + before) // DAY:
                found.add(at)
        return sorted(found)

    def is_working_day(self, day: int) -> bool:
        place = bisect_left(self._dates, day)
        return place < len(self._dates) and self._dates[place] == day

    def opening(self, day: int) -> int | None:
        return next((opening for date, opening, _ in self._pieces if date == day), None)

    def closing(self, day: int) -> int | None:
        return next((closing for date, _, closing in reversed(self._pieces) if date == day), None)

    def add_working_days(self, day: int, number: int) -> int | None:
        """Return the n-th working date after the date, stepping; None where it lies beyond what is known."""
        if number == 0:
            day, number = day - 1, 1
        step, left = (1, number) if number > 0 else (-1, -number)
        while left:
            day += step
            if not self.first <= day <= self.last:
                return None
            left -= self.is_working_day(day)
        return day

    def count_working_days(self, start: int, end: int) -> int:
        return bisect_left(self._dates, end) - bisect_left(self._dates, start)
