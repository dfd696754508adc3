"""What will happen to the clocks of a ticket, and when: what a helpdesk schedules a job for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from slacalc.clocks import Clock
from slacalc.instants import DateTime, iso, moment
from slacalc.windows import END_OF_TIME, NEVER

Kind = Literal["threshold", "expected", "breach"]


@dataclass(frozen=True, slots=True)
class NextEvent:
    """Something that falls due at an instant, if nothing happens before.

    Example:
        >>> from datetime import UTC, datetime
        >>> from slacalc import Package, Ticket, assess
        >>> ticket = Ticket(id="INC-7", reported_at=datetime(2026, 5, 13, 9, 30, tzinfo=UTC), priority="P1")
        >>> print(assess(ticket, Package.preset("p1-p4"), at=datetime(2026, 5, 13, 10, tzinfo=UTC)).next_event)
        INC-7/response/threshold-75: response threshold at 2026-05-13T16:30:00+01:00
    """

    kind: Kind
    """A threshold of the measure is used up; the window of a range begins; the promise is broken."""
    clock: str
    instant: int
    """When, in microseconds since 1970 UTC: one after the deadline for a breach, as the promise is kept at it (S1)."""
    key: str
    """Stable per ticket, clock and event: a job under this key takes the place of an earlier one."""
    tz: str
    percent: int | None = None
    """Which threshold."""

    @property
    def at(self) -> DateTime:
        """When, in the zone of the clock's hours."""
        return moment(self.instant, self.tz)

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON."""
        said = {"kind": self.kind, "clock": self.clock, "at": iso(self.at), "key": self.key}
        return said if self.percent is None else {**said, "percent": self.percent}

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.key}: {self.clock} {self.kind} at {iso(self.at)}"


def occasions(ticket: str | None, clocks: Iterable[Clock]) -> list[NextEvent]:
    """Return what falls due by what is known, in order: before the instant asked about as well as after it.

    Of a completed clock it is what fell due until then. What a change of priority brought too late falls due with the
    change. A paused clock has nothing, unless its deadline was agreed.
    """
    turns = ((turn, cycle) for clock in clocks for turn, cycle in enumerate((*clock.cycles, clock), 1))
    return in_order(event for turn, cycle in turns for event in of_turn(ticket, cycle, turn))


def in_order(events: Iterable[NextEvent]) -> list[NextEvent]:
    """Return events by their instants."""
    return sorted(events, key=lambda event: (event.instant, event.key))


def of_turn(ticket: str | None, clock: Clock, turn: int) -> Iterator[NextEvent]:
    """Yield what falls due in one turn of a clock, its earlier cycles apart; turns count from 1."""
    name = clock.name if turn == 1 else f"{clock.name}-{turn}"
    ends = clock.judged if clock.is_over else NEVER
    for kind, percent, at in _marks(clock):
        if at <= ends and at < END_OF_TIME:
            key = "/".join([ticket or "ticket", name, kind if percent is None else f"{kind}-{percent}"])
            yield NextEvent(kind, clock.name, at, key, clock.tz, percent)


def _marks(clock: Clock) -> Iterator[tuple[Kind, int | None, int]]:
    # What a change of priority brought too late falls due with the change; an earlier breach stays where it was.
    outcome = clock.outcome
    for percent, at in zip(clock.percents, outcome.thresholds, strict=False):
        yield "threshold", percent, max(at, clock.since)
    yield "expected", None, max(outcome.expected_from, clock.since)
    if clock.breached:
        yield "breach", None, outcome.breach.at if outcome.breach.on_arrival else outcome.breach.at + 1
    elif outcome.due < NEVER:
        yield "breach", None, max(outcome.due, clock.since) + 1
