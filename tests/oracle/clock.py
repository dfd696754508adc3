"""Calendars as predicates over single minutes, and working time counted by stepping over them.

A calendar answers one question: is minute m open? `Weekly` and `Dates` answer it by reading the wall
clock (T3), `Spans` by comparing instants, and `| & - ~` by combining the answers. Everything else
(measure, add, edges) counts over the minutes of one UTC day after the other. All edges must be whole
minutes; the instants asked about may be any microsecond.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date

import holidays

from .instants import DAY, DAY_MINUTES, MINUTE, wall_minutes

Stretch = tuple[int, int]
HORIZON_DAYS = 1000


class OutOfReach(Exception):
    """Nothing found within the days that the oracle is willing to step over."""


class Clock:
    """A set of open minutes; subclasses say which minutes of a UTC day are open."""

    def __init__(self) -> None:
        self._rows: dict[int, list[bool]] = {}
        self._stretches: dict[int, list[Stretch]] = {}

    def flags(self, day: int) -> list[bool]:
        """Return, for each minute of a UTC day, whether it is open."""
        raise NotImplementedError

    def row(self, day: int) -> list[bool]:
        """Return `flags(day)`, kept."""
        if day not in self._rows:
            self._rows[day] = self.flags(day)
        return self._rows[day]

    def __or__(self, other: "Clock") -> "Clock":
        return Both(self, other, lambda x, y: x or y)

    def __and__(self, other: "Clock") -> "Clock":
        return Both(self, other, lambda x, y: x and y)

    def __sub__(self, other: "Clock") -> "Clock":
        return Both(self, other, lambda x, y: x and not y)

    def __invert__(self) -> "Clock":
        return Both(self, self, lambda x, _: not x)

    def stretches(self, day: int) -> list[Stretch]:
        """Return the open stretches of one UTC day, in order; they are cut at its ends."""
        if day not in self._stretches:
            found: list[Stretch] = []
            for minute, is_open in enumerate(self.row(day)):
                if is_open:
                    start = day * DAY + minute * MINUTE
                    if found and found[-1][1] == start:
                        found[-1] = (found[-1][0], start + MINUTE)
                    else:
                        found.append((start, start + MINUTE))
            self._stretches[day] = found
        return self._stretches[day]

    def is_open(self, t: int) -> bool:
        """Tell whether the instant is open; the minute that holds it decides (T1, T3)."""
        return self.row(t // DAY)[t % DAY // MINUTE]

    def measure(self, a: int, b: int) -> int:
        """Return the signed open time from a to b (T5)."""
        if b < a:
            return -self.measure(b, a)
        return sum(hi - lo for lo, hi in self._between(a, b))

    def _between(self, a: int, b: int) -> Iterator[Stretch]:
        for day in range(a // DAY, b // DAY + 1):
            for lo, hi in self.stretches(day):
                if max(lo, a) < min(hi, b):
                    yield max(lo, a), min(hi, b)

    def add(self, a: int, amount: int) -> int:
        """Return the earliest u >= a with measure(a, u) = amount; a negative amount runs back (T5)."""
        if amount < 0:
            return self.subtract(a, -amount)
        if amount == 0:
            return a
        for lo, hi in self._onwards(a):
            if amount <= hi - lo:
                return lo + amount
            amount -= hi - lo
        raise OutOfReach

    def subtract(self, b: int, amount: int) -> int:
        """Return the latest u <= b with measure(u, b) = amount; a negative amount runs on (T5)."""
        if amount < 0:
            return self.add(b, -amount)
        if amount == 0:
            return b
        for lo, hi in self._backwards(b):
            if amount <= hi - lo:
                return hi - amount
            amount -= hi - lo
        raise OutOfReach

    def _onwards(self, a: int) -> Iterator[Stretch]:
        for day in range(a // DAY, a // DAY + HORIZON_DAYS):
            for lo, hi in self.stretches(day):
                if hi > a:
                    yield max(lo, a), hi

    def _backwards(self, b: int) -> Iterator[Stretch]:
        for day in range(b // DAY, b // DAY - HORIZON_DAYS, -1):
            for lo, hi in reversed(self.stretches(day)):
                if lo < b:
                    yield lo, min(hi, b)

    def next_open(self, t: int) -> int:
        """Return the first open instant at or after t."""
        for lo, _ in self._onwards(t):
            return lo
        raise OutOfReach

    def next_close(self, t: int) -> int:
        """Return the end of the stretch that is open at t, or else of the next one."""
        end = self.next_open(t)
        for lo, hi in self._onwards(end):
            if lo != end:
                return end
            end = hi
        return _edge(end, t)

    def previous_open(self, t: int) -> int:
        """Return the latest opening edge at or before t."""
        start = None
        for lo, hi in self._backwards(t + 1):
            if start is not None and hi != start:
                return start
            start = lo
        return _edge(start, t)

    def previous_close(self, t: int) -> int:
        """Return the latest closing edge at or before t."""
        edge = self.previous_open(t) if self.is_open(t) else t
        for _, hi in self._backwards(edge):
            return hi
        raise OutOfReach

    def windows(self, a: int, b: int) -> list[Stretch]:
        """Return the open stretches between a and b, clipped to them, touching ones joined."""
        joined: list[Stretch] = []
        for lo, hi in self._between(a, b):
            if joined and joined[-1][1] == lo:
                joined[-1] = (joined[-1][0], hi)
            else:
                joined.append((lo, hi))
        return joined


def _edge(edge: int | None, asked: int) -> int:
    """Return an edge that nothing followed, unless it is only where the stepping stopped."""
    if edge is None or abs(edge - asked) > (HORIZON_DAYS - 2) * DAY:
        raise OutOfReach
    return edge


class Both(Clock):
    """Two clocks combined minute by minute."""

    def __init__(self, left: Clock, right: Clock, rule: Callable[[bool, bool], bool]) -> None:
        super().__init__()
        self._left, self._right, self._rule = left, right, rule

    def flags(self, day: int) -> list[bool]:
        return [self._rule(x, y) for x, y in zip(self._left.row(day), self._right.row(day), strict=True)]


class Weekly(Clock):
    """Hours of the wall-clock week.

    `hours` maps a weekday (Monday is 0) to windows in minutes of that day; an end beyond 1440 lies on the
    next day (T6). `skip` drops the windows that start on those dates, whole (T7).
    """

    def __init__(self, zone: str, hours: Mapping[int, Sequence[Stretch]], skip: Container[date] = ()) -> None:
        super().__init__()
        self.zone, self._hours, self._skip = zone, hours, skip
        self._dates: dict[tuple[int, bool, bool], list[bool]] = {}

    def flags(self, day: int) -> list[bool]:
        return [self._date(reading // DAY_MINUTES)[reading % DAY_MINUTES] for reading in wall_minutes(self.zone, day)]

    def _date(self, ordinal: int) -> list[bool]:
        """Return the minutes of a local date: its own windows and what the eve's run over midnight."""
        key = (ordinal % 7, self._skipped(ordinal), self._skipped(ordinal - 1))
        if key not in self._dates:
            minutes = range(DAY_MINUTES)
            self._dates[key] = [self._shift(ordinal, m) or self._shift(ordinal - 1, m + DAY_MINUTES) for m in minutes]
        return self._dates[key]

    def _shift(self, ordinal: int, minute: int) -> bool:
        """Tell whether a window that starts on the date holds the minute, counted from that date's midnight."""
        windows = self._hours.get((ordinal - 1) % 7, ())
        return any(lo <= minute < hi for lo, hi in windows) and not self._skipped(ordinal)

    def _skipped(self, ordinal: int) -> bool:
        return date.fromordinal(ordinal) in self._skip


class Dates(Clock):
    """Local dates, whole or from one minute of the day to another."""

    def __init__(self, zone: str, dates: Container[date], start: int = 0, end: int = DAY_MINUTES) -> None:
        super().__init__()
        self.zone, self._dates, self._start, self._end = zone, dates, start, end

    def flags(self, day: int) -> list[bool]:
        known: dict[int, bool] = {}
        flags = []
        for reading in wall_minutes(self.zone, day):
            ordinal, minute = divmod(reading, DAY_MINUTES)
            if ordinal not in known:
                known[ordinal] = date.fromordinal(ordinal) in self._dates
            flags.append(known[ordinal] and self._start <= minute < self._end)
        return flags


class Spans(Clock):
    """Stretches of time between instants."""

    def __init__(self, spans: Sequence[Stretch]) -> None:
        super().__init__()
        if any(edge % MINUTE for span in spans for edge in span):
            raise ValueError("the oracle steps by whole minutes: give it spans with whole-minute ends")
        self.spans = spans

    def flags(self, day: int) -> list[bool]:
        minutes = range(day * DAY, (day + 1) * DAY, MINUTE)
        near = [(a, b) for a, b in self.spans if a < minutes.stop and b > minutes.start]
        return [any(a <= t < b for a, b in near) for t in minutes]


class Constant(Clock):
    """Always open, or never."""

    def __init__(self, *, is_open: bool) -> None:
        super().__init__()
        self._flags = [is_open] * DAY_MINUTES

    def flags(self, day: int) -> list[bool]:
        return self._flags


ALWAYS = Constant(is_open=True)
NEVER = Constant(is_open=False)


def public_holidays(country: str, subdiv: str | None = None) -> Container[date]:
    """Return the public holidays of a country, observed and actual days alike."""
    book = holidays.country_holidays(country, subdiv=subdiv)
    return _Book(book)


class _Book:
    def __init__(self, book: holidays.HolidayBase) -> None:
        self._book = book

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in self._book
