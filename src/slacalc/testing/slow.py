"""Working time by brute force: step over the time in between and ask of each step whether it is open (T1, T5)."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from slacalc.errors import InputError, UnreachableError, shown
from slacalc.instants import micros, micros_of
from slacalc.testing.recipes import utc
from slacalc.windows import END_OF_TIME, START_OF_TIME

_MINUTE = timedelta(minutes=1)
_YEAR = timedelta(days=366)
_MOST_STEPS = 10 * 366 * 24 * 60


class SlowClock:
    """The hours of a desk as a function that you write, and working time counted by stepping over it.

    It shares nothing with ``Calendar`` but the conventions, and so can judge whether a calendar says what you mean.
    Steps are counted from 1970 in UTC; within one nothing may open or close.

    Args:
        is_open: tells of an instant, a datetime in UTC, whether it is working time.
        step: how long a step is.
        patience: how far it steps before it gives up.

    Raises:
        InputError: a step or a patience that is not above zero.

    Example:
        >>> from datetime import UTC
        >>> from zoneinfo import ZoneInfo
        >>> def office(at):
        ...     there = at.astimezone(ZoneInfo("Europe/London"))
        ...     return there.weekday() < 5 and 9 <= there.hour < 17
        >>> clock = SlowClock(office)
        >>> print(clock.add(datetime(2026, 5, 15, 15, 30, tzinfo=UTC), timedelta(hours=1)))
        2026-05-18 08:30:00+00:00
    """

    def __init__(
        self, is_open: Callable[[datetime], bool], *, step: timedelta = _MINUTE, patience: timedelta = _YEAR
    ) -> None:
        for name, amount in (("step", step), ("patience", patience)):
            if micros_of(amount, name) <= 0:
                raise InputError(f"{name}={shown(amount)} is not above zero: write for instance timedelta(minutes=1)")
        self._is_open, self._step, self._patience = is_open, micros_of(step), micros_of(patience)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the step that holds an instant is open."""
        return self._opens(micros(at) // self._step)

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two instants, negative where the end is the earlier (T5)."""
        a, b = micros(start, "start"), micros(end, "end")
        if b < a:
            return -self.working_time(end, start)
        within = range(a // self._step, -(-b // self._step))
        if len(within) > _MOST_STEPS:
            raise InputError(
                f"from {start} to {end} are {len(within)} steps: write a longer step=, or a shorter stretch"
            )
        pieces = (self._clipped(number, a, b) for number in within if self._opens(number))
        return timedelta(microseconds=sum(until - since for since, until in pieces))

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """Return the earliest instant by which so much working time has passed, in UTC (T5).

        Raises:
            UnreachableError: there is not so much within the patience.
        """
        a, left = micros(start, "start"), micros_of(amount, "amount")
        if left < 0:
            return self.subtract(start, -amount)
        if left == 0:
            return utc(a)
        for since, until in self._onwards(a):
            if left <= until - since:
                return utc(since + left)
            left -= until - since
        raise self._gave_up(amount, "after", start)

    def subtract(self, end: datetime, amount: timedelta) -> datetime:
        """Return the latest instant from which so much working time passes until the end, in UTC (T5).

        Raises:
            UnreachableError: there is not so much within the patience.
        """
        b, left = micros(end, "end"), micros_of(amount, "amount")
        if left < 0:
            return self.add(end, -amount)
        if left == 0:
            return utc(b)
        for since, until in self._backwards(b):
            if left <= until - since:
                return utc(until - left)
            left -= until - since
        raise self._gave_up(amount, "before", end)

    def next_open(self, at: datetime) -> datetime:
        """Return the first open instant at or after another, in UTC.

        Raises:
            UnreachableError: there is none within the patience.
        """
        for since, _ in self._onwards(micros(at)):
            return utc(since)
        raise self._gave_up(timedelta(microseconds=1), "after", at)

    def _opens(self, number: int) -> bool:
        return bool(self._is_open(utc(number * self._step)))

    def _clipped(self, number: int, a: int, b: int) -> tuple[int, int]:
        return max(number * self._step, a), min((number + 1) * self._step, b)

    def _onwards(self, a: int) -> Iterator[tuple[int, int]]:
        end = min(a + self._patience, END_OF_TIME)
        within = range(a // self._step, -(-end // self._step))
        return (self._clipped(number, a, end) for number in within if self._opens(number))

    def _backwards(self, b: int) -> Iterator[tuple[int, int]]:
        start = max(b - self._patience, START_OF_TIME)
        within = range(-(-b // self._step) - 1, start // self._step - 1, -1)
        return (self._clipped(number, start, b) for number in within if self._opens(number))

    def _gave_up(self, amount: timedelta, where: str, at: datetime) -> UnreachableError:
        patience = timedelta(microseconds=self._patience)
        return UnreachableError(
            f"no {amount} of working time within {patience} {where} {at}: give the clock more patience="
        )
