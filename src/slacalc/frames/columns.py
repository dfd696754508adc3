"""The engine for a column of tickets: the verbs of rules and verdicts on int64 arrays, on one desk (microseconds).

Rules of dates are tabulated: such a rule is constant between two neighbouring cuts of its desk, so the rule itself is
asked once for each, and a column gathers the answers.
"""

from collections.abc import Callable
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import numpy as np

from slacalc.desk import Desk, DeskOwner
from slacalc.engine import Dated, Due, Ticks
from slacalc.frames.measure import Ints, Measure, Steps, check
from slacalc.frames.units import UNITS, measure_of
from slacalc.timeline import Beyond
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME

_LATER, _EARLIER = 2**62, -(2**62)
"""What a table holds where a rule leads beyond the desk: later or earlier than what is compiled."""
MOST_TABLES = 64
"""How many tables of rules a desk keeps."""


class Hours(Protocol):
    """A measure of working time."""

    def rank(self, at: Ints) -> Ints:
        """Return the working time up to each instant."""
        ...

    def reach(self, amounts: Ints) -> Ints:
        """Return the earliest instant by which so much has passed."""
        ...

    def reach_open(self, amounts: Ints) -> Ints:
        """Return the latest instant by which no more has passed."""
        ...


class _Always:
    """All time is working time: 24 hours a day."""

    @staticmethod
    def rank(at: Ints) -> Ints:
        check(at, START_OF_TIME, END_OF_TIME)
        return at

    @staticmethod
    def reach(amounts: Ints) -> Ints:
        check(amounts, START_OF_TIME, END_OF_TIME)
        return amounts

    reach_open = reach


_ALWAYS = _Always()


class Tables:
    """What is tabulated of one desk; each table is made when it is first looked at."""

    def __init__(self) -> None:
        self._kept: dict[Any, Any] = {}

    def kept(self, key: Any, made: Callable[[], Any]) -> Any:
        """Return a table, made if it is not there yet."""
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST_TABLES:
                self._kept.clear()
            found = self._kept.setdefault(key, made())
        return found


_tables: "WeakKeyDictionary[Desk, Tables]" = WeakKeyDictionary()


def tables_of(desk: Desk) -> Tables:
    """Return the tables of a desk; they go when the desk goes."""
    found = _tables.get(desk)
    return _tables.setdefault(desk, Tables()) if found is None else found


class Columns:
    """The engine for many tickets: int64 arrays of microseconds on one desk.

    Args:
        desk: the hours, with the booked cover that counts.
        hours: what counts as working time; by default the covered hours.
        response: the desks of the response, where it has hours of its own.
    """

    def __init__(self, desk: Desk, hours: Hours | None = None, response: DeskOwner | None = None) -> None:
        self._desk, self._response = desk, response
        self._tables = tables_of(desk)
        self._covered: Measure = self._tables.kept("hours", lambda: measure_of(desk.covered, UNITS["us"]))
        self._hours: Hours = self._covered if hours is None else hours
        self.rank = self._hours.rank

    def receipt(self, at: Ints) -> Ints:
        """Return the first open instant at or after each instant, booked cover included."""
        return self._hours.reach_open(self._hours.rank(at))

    def add(self, at: Ints, amount: Ticks) -> Ints:
        """Return the earliest instant by which an amount of working time has passed (T5); amounts are not negative."""
        total: Ints = self._hours.rank(at) + amount
        if np.ndim(amount) == 0 and amount > 0:
            return self._hours.reach(total)
        is_some = np.asarray(amount) > 0
        return np.where(is_some, self._hours.reach(np.where(is_some, total, self._some(total))), at)

    @staticmethod
    def _some(total: Ints) -> Ints:
        # A place to look up for rows that add nothing, whose answer is not taken.
        return np.maximum(total, 1)

    def wall(self, at: Ints) -> Ints:
        """Return what the wall clock reads at each instant."""
        self._check(at)
        offsets: Steps = self._tables.kept("offsets", self._offsets)
        return np.asarray(at + offsets.at(at))

    def instant(self, wall: Ints) -> Ints:
        """Return the instant of each wall time (T13)."""
        walls: tuple[Steps, Steps] = self._tables.kept("walls", self._walls)
        starts, offsets = walls
        found: Ints = np.maximum(starts.at(wall), wall - offsets.at(wall))
        self._check(found)
        return found

    def _check(self, at: Ints) -> None:
        check(at, self._desk.start, self._desk.end)

    def _stretches(self) -> list[Ints]:
        return [np.array(each, dtype=np.int64) for each in zip(*self._desk.clock.stretches(), strict=True)]

    def _offsets(self) -> Steps:
        starts, _, offsets = self._stretches()
        return Steps(starts[1:], offsets, self._desk.clock.start, self._desk.clock.end)

    def _walls(self) -> tuple[Steps, Steps]:
        starts, ends, offsets = self._stretches()
        breaks = (ends + offsets)[:-1]
        low, high = int(starts[0]) - 2 * DAY, int(ends[-1]) + 2 * DAY
        return Steps(breaks, starts, low, high), Steps(breaks, offsets, low, high)

    @staticmethod
    def where(condition: Any, then: Ticks, otherwise: Ticks) -> Ints:
        """Return *then* where the condition holds, else *otherwise*."""
        return np.asarray(np.where(condition, then, otherwise))

    later = staticmethod(np.maximum)
    earlier = staticmethod(np.minimum)

    @staticmethod
    def first(*holds: Any) -> Ints:
        """Return the place of the first condition that holds; one always does."""
        last = len(holds) - 1
        found: Any = np.int8(last)
        for place in range(last - 1, -1, -1):
            if holds[place] is not False:
                found = np.where(holds[place], np.int8(place), found)
        return np.asarray(found)

    def land(self, rule: Dated, at: Ints) -> Ints:
        """Return where a dated rule leads from each instant.

        Raises:
            Beyond: it leads beyond the desk.
        """
        if not len(at):
            return at
        low, high = _around(int(at.min()), int(at.max()), self._desk)
        steps: Steps = self._tables.kept((rule, low, high), lambda: self._tabulated(rule, low, high))
        found = steps.at(at)
        check(found, _EARLIER + 1, _LATER - 1)
        return found

    def _tabulated(self, rule: Dated, low: int, high: int) -> Steps:
        begins = sorted({low, *self._desk.cuts(low, high)})
        values = np.array([_led(rule, self._desk, at) for at in begins], dtype=np.int64)
        return Steps(np.array(begins[1:], dtype=np.int64), values, low, high)

    def elapsed(self) -> "Columns":
        """Return the engine for which all time is working time: 24 hours a day."""
        return Columns(self._desk, _ALWAYS, self._response)

    def response(self, rule: Due, report: Ints) -> Ints:
        """Return when the response falls due by its own rule, in the hours that it has."""
        if self._response is None:
            return np.asarray(rule.due(self, report))
        low, high = int(report.min()), int(report.max())
        found, _ = self._response.ask(lambda desk: rule.due(Columns(desk), report), low, high)
        return np.asarray(found)


def _led(rule: Dated, desk: Desk, at: int) -> int:
    try:
        return rule.on(desk, at)
    except Beyond as beyond:
        return _LATER if beyond.direction > 0 else _EARLIER


_GRAIN = 92 * DAY


def _around(low: int, high: int, desk: Desk) -> tuple[int, int]:
    # Tables begin and end at round instants, so that the next column finds them again.
    first, last = low // _GRAIN * _GRAIN, (high // _GRAIN + 1) * _GRAIN
    return max(first, desk.start), min(last, desk.end)
