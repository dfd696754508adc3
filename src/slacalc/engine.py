"""The verbs that rules are written in (design: words, reading, rule, engine).

A rule says once what a promise means; an engine carries it out, on one integer or on a column of them. Rules use
nothing but these verbs, arithmetic and comparisons, and never ``if`` on a value that a column would hold.
"""

from typing import Any, Protocol

from slacalc.desk import Desk, DeskOwner
from slacalc.timeline import ELAPSED, Timeline

Ticks = Any
"""Instants, wall times or amounts in microseconds: an integer, or a column of them."""


class Dated(Protocol):
    """A rule that is constant between two neighbouring cuts of a desk, written for one instant."""

    def on(self, desk: Desk, at: int) -> int:
        """Return the instant, or the date, to which an instant leads."""
        ...


class Due(Protocol):
    """A rule that leads from the report to a deadline."""

    def due(self, on: "Engine", report: Ticks) -> Ticks:
        """Return the deadline of what was reported at an instant."""
        ...


class Engine(Protocol):
    """What a rule may ask."""

    def receipt(self, at: Ticks) -> Ticks:
        """Return the first open instant at or after an instant, booked cover included."""
        ...

    def add(self, at: Ticks, amount: Ticks) -> Ticks:
        """Return the earliest instant by which an amount of working time has passed (T5)."""
        ...

    def rank(self, at: Ticks) -> Ticks:
        """Return the working time up to an instant, from a fixed beginning."""
        ...

    def wall(self, at: Ticks) -> Ticks:
        """Return what the wall clock reads at an instant."""
        ...

    def instant(self, wall: Ticks) -> Ticks:
        """Return the instant of a wall time (T13)."""
        ...

    def where(self, condition: Any, then: Ticks, otherwise: Ticks) -> Ticks:
        """Return *then* where the condition holds, else *otherwise*."""
        ...

    def later(self, one: Ticks, other: Ticks, /) -> Ticks:
        """Return the later of two instants, or the larger of two amounts."""
        ...

    def earlier(self, one: Ticks, other: Ticks, /) -> Ticks:
        """Return the earlier of two instants, or the smaller of two amounts."""
        ...

    def first(self, *holds: Any) -> Ticks:
        """Return the place of the first condition that holds; one always does."""
        ...

    def land(self, rule: Dated, at: Ticks) -> Ticks:
        """Return where a dated rule leads from an instant."""
        ...

    def elapsed(self) -> "Engine":
        """Return the engine for which all time is working time: 24 hours a day."""
        ...

    def response(self, rule: "Due", report: Ticks) -> Ticks:
        """Return when the response falls due by its own rule, in the hours that it has."""
        ...


class One:
    """The engine for one ticket: Python integers on one desk.

    Args:
        desk: the hours, with the booked cover that counts.
        hours: what counts as working time; by default the covered hours.
        response: the desks of the response, where it has hours of its own, with their cover if this desk counts any.
    """

    __slots__ = ("_desk", "_response", "add", "rank", "receipt")

    def __init__(self, desk: Desk, hours: Timeline | None = None, response: DeskOwner | None = None) -> None:
        self._desk = desk
        self._response = response
        hours = desk.covered if hours is None else hours
        self.receipt = hours.next_open
        """Returns the first open instant at or after an instant, booked cover included."""
        self.add = hours.add
        """Returns the earliest instant by which an amount of working time has passed (T5)."""
        self.rank = hours.rank
        """Returns the working time up to an instant, from a fixed beginning."""

    def wall(self, at: int) -> int:
        """Return what the wall clock reads at an instant."""
        return self._desk.wall(at)

    def instant(self, wall: int) -> int:
        """Return the instant of a wall time (T13)."""
        return self._desk.instant(wall)

    @staticmethod
    def where(condition: bool, then: int, otherwise: int) -> int:  # noqa: FBT001 (a column passes an array)
        """Return *then* where the condition holds, else *otherwise*."""
        return then if condition else otherwise

    later = staticmethod(max)
    earlier = staticmethod(min)

    @staticmethod
    def first(*holds: bool) -> int:
        """Return the place of the first condition that holds; one always does."""
        return holds.index(True)

    def land(self, rule: Dated, at: int) -> int:
        """Return where a dated rule leads from an instant."""
        return rule.on(self._desk, at)

    def elapsed(self) -> "One":
        """Return the engine for which all time is working time: 24 hours a day."""
        return One(self._desk, ELAPSED)

    def response(self, rule: Due, report: int) -> int:
        """Return when the response falls due by its own rule, in the hours that it has."""
        if self._response is None:
            return int(rule.due(self, report))
        found, _ = self._response.ask(lambda desk: rule.due(One(desk), report), report, report)
        return int(found)
