"""A ticket: what happened, as an immutable history of events. It knows no deadline."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from slacalc.errors import InputError
from slacalc.instants import DateTime, instant_text, micros, moment
from slacalc.windows import NEVER, normal, pairs


class Kind(StrEnum):
    """What can happen to a ticket, in the order in which events of one instant without sequence are taken (S8).

    A pause and a resume at one instant, with no sequence between them, change nothing: a ticket that waits goes on
    waiting, as where one pause touches the next.
    """

    REPORTED = "reported"
    UNLOGGED = "unlogged"
    """The report waits to be logged, for instance with an answering service."""
    LOGGED = "logged"
    PRIORITISED = "prioritised"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESPONDED = "responded"
    RESOLVED = "resolved"


KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, at an instant in microseconds since 1970 UTC.

    Example:
        >>> from datetime import UTC
        >>> event = Ticket(reported_at=datetime(2026, 5, 11, 9, tzinfo=UTC)).events[0]
        >>> print(event.kind, event.at)
        reported 2026-05-11 09:00:00+00:00
    """

    kind: Kind
    instant: int
    sequence: int | None = None
    """Orders events of one instant that have one."""
    priority: str | None = None
    reason: str = ""

    @property
    def at(self) -> DateTime:
        """When it happened, in UTC."""
        return moment(self.instant)

    @property
    def order(self) -> tuple[int, int, int, str, str, bool]:
        """Where the event stands in its history, whatever the order of arrival (S8)."""
        place = self.instant, self.sequence or 0, KINDS.index(self.kind)
        return *place, self.priority or "", self.reason, self.sequence is None

    def __str__(self) -> str:
        """Return the event in words."""
        return f"{self.kind} {self.at:YYYY-MM-DD HH:mm:ss} UTC"


@dataclass(frozen=True, slots=True, init=False)
class Ticket:
    """What happened to one ticket, as events in order; methods named after events return a new ticket.

    Args:
        id: what the helpdesk calls it.
        reported_at: when it was reported, an aware datetime.
        priority: its priority from the report on; None while unknown (S7).
        logged_at: when it was logged, where that was later than the report.
        responded_at: when it was first answered by a person (S2).
        resolved_at: when it was resolved.
        pauses: (start, end) pairs of aware datetimes on which it waited; an end of None is still open. Pauses that
            overlap count once (S3).

    Raises:
        NaiveDatetimeError: a datetime without a zone (T4).
        InputError: something that is no datetime, or a pause that ends before it starts.

    Example:
        >>> from datetime import UTC
        >>> ticket = Ticket(id="INC-1", reported_at=datetime(2026, 5, 11, 9, tzinfo=UTC), priority="P2")
        >>> [str(event) for event in ticket.responded(datetime(2026, 5, 11, 10, tzinfo=UTC)).events]
        ['reported 2026-05-11 09:00:00 UTC', 'prioritised 2026-05-11 09:00:00 UTC', 'responded 2026-05-11 10:00:00 UTC']
    """

    id: str | None
    events: tuple[Event, ...]

    def __init__(
        self,
        *,
        reported_at: datetime,
        id: str | None = None,  # noqa: A002 (what a ticket's number is called)
        priority: str | None = None,
        logged_at: datetime | None = None,
        responded_at: datetime | None = None,
        resolved_at: datetime | None = None,
        pauses: Iterable[tuple[datetime, datetime | None]] = (),
    ) -> None:
        events = [Event(Kind.REPORTED, micros(reported_at, "reported_at"))]
        if priority is not None:
            events.append(Event(Kind.PRIORITISED, events[0].instant, priority=_checked_priority(priority)))
        if logged_at is not None:
            events.append(Event(Kind.UNLOGGED, events[0].instant))
        dated = {Kind.LOGGED: logged_at, Kind.RESPONDED: responded_at, Kind.RESOLVED: resolved_at}
        events += [Event(kind, micros(at, f"{kind}_at")) for kind, at in dated.items() if at is not None]
        if id is not None and not isinstance(id, str):
            raise InputError(f"id={id!r} is no number of a ticket: write text, for instance 'INC-1'")
        self._fill(id, sorted({*events, *_pause_events(pauses)}, key=_order))

    def _fill(self, id_: str | None, events: Iterable[Event]) -> None:
        object.__setattr__(self, "id", id_)
        object.__setattr__(self, "events", tuple(events))

    @classmethod
    def _of(cls, id_: str | None, events: Iterable[Event]) -> "Ticket":
        ticket = object.__new__(cls)
        ticket._fill(id_, events)
        return ticket

    @classmethod
    def unlogged(
        cls,
        reported_at: datetime,
        *,
        id: str | None = None,  # noqa: A002 (what a ticket's number is called)
        priority: str | None = None,
    ) -> "Ticket":
        """Return a ticket that was reported, for instance to an answering service, and is not logged yet."""
        return cls(id=id, reported_at=reported_at, priority=priority)._with(Kind.UNLOGGED, reported_at)

    def logged(self, at: datetime, *, sequence: int | None = None) -> "Ticket":
        """Return the ticket, logged at an aware datetime."""
        return self._with(Kind.LOGGED, at, sequence=sequence)

    def prioritised(self, priority: str, at: datetime, *, sequence: int | None = None) -> "Ticket":
        """Return the ticket, given a priority at an aware datetime."""
        return self._with(Kind.PRIORITISED, at, sequence=sequence, priority=_checked_priority(priority))

    def responded(self, at: datetime, *, sequence: int | None = None) -> "Ticket":
        """Return the ticket, answered by a person at an aware datetime."""
        return self._with(Kind.RESPONDED, at, sequence=sequence)

    def paused(self, at: datetime, *, reason: str = "", sequence: int | None = None) -> "Ticket":
        """Return the ticket, waiting from an aware datetime on, with the reason that explanations show."""
        return self._with(Kind.PAUSED, at, sequence=sequence, reason=reason)

    def resumed(self, at: datetime, *, sequence: int | None = None) -> "Ticket":
        """Return the ticket, no longer waiting from an aware datetime on."""
        return self._with(Kind.RESUMED, at, sequence=sequence)

    def resolved(self, at: datetime, *, sequence: int | None = None) -> "Ticket":
        """Return the ticket, resolved at an aware datetime."""
        return self._with(Kind.RESOLVED, at, sequence=sequence)

    def _with(self, kind: Kind, at: datetime, **details: Any) -> "Ticket":
        sequence = details.get("sequence")
        if sequence is not None and type(sequence) is not int:
            raise InputError(f"sequence={sequence!r} is no number in a sequence: write a whole number")
        if not isinstance(details.get("reason", ""), str):
            raise InputError(f"reason={details['reason']!r} is no reason: write text")
        event = Event(kind, micros(at), **details)
        place = bisect_left(self.events, event.order, key=_order)
        known = place < len(self.events) and self.events[place] == event
        return self if known else self._of(self.id, [*self.events[:place], event, *self.events[place:]])

    @property
    def reported_at(self) -> DateTime:
        """When the ticket was reported, in UTC."""
        return self._report.at

    @property
    def priority(self) -> str | None:
        """The latest priority; None while unknown."""
        known = [event.priority for event in self.events if event.kind is Kind.PRIORITISED]
        return known[-1] if known else None

    def first(self, kind: Kind) -> Event | None:
        """Return the first event of a kind; None where there is none."""
        return next((event for event in self.events if event.kind is kind), None)

    @property
    def _report(self) -> Event:
        return next(event for event in self.events if event.kind is Kind.REPORTED)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how to pickle the ticket."""
        return _rebuilt, (self.id, self.events)

    def __repr__(self) -> str:
        """Return code that rebuilds the ticket."""
        id_ = "" if self.id is None else f"id={self.id!r}, "
        report = self._report
        rest = "".join(_code(event) for event in self.events if event is not report)
        made = "Ticket(" if self.first(Kind.UNLOGGED) is None else "Ticket.unlogged("
        return f"{made}{id_}reported_at={instant_text(report.instant)}){rest}"


def _order(event: Event) -> tuple[Any, ...]:
    return event.order


def _rebuilt(id_: str | None, events: tuple[Event, ...]) -> Ticket:
    return Ticket._of(id_, events)


def _checked_priority(priority: str) -> str:
    if not isinstance(priority, str) or not priority:
        raise InputError(f"priority={priority!r} is no name of a priority: write for instance 'P2'")
    return priority


def _pause_events(pauses: Iterable[tuple[datetime, datetime | None]]) -> list[Event]:
    if isinstance(pauses, str) or not isinstance(pauses, Iterable):
        raise InputError(
            f"pauses={pauses!r}: write a list of pairs (start, end), with None for an end that is still open"
        )
    waits = normal(_pause(pause) for pause in pauses)
    return [
        Event(kind, at)
        for start, end in pairs(waits)
        for kind, at in ((Kind.PAUSED, start), (Kind.RESUMED, end))
        if at < NEVER
    ]


def _pause(pause: tuple[datetime, datetime | None]) -> tuple[int, int]:
    if not isinstance(pause, tuple | list) or len(pause) != 2:
        raise InputError(f"{pause!r} is no pause: write a pair (start, end), with None for an end that is still open")
    start = micros(pause[0], "pause start")
    end = NEVER if pause[1] is None else micros(pause[1], "pause end")
    if end < start:
        raise InputError(f"the pause from {pause[0]} to {pause[1]} ends before it starts")
    return start, end


def _code(event: Event) -> str:
    at = instant_text(event.instant)
    order = "" if event.sequence is None else f", sequence={event.sequence}"
    if event.kind is Kind.UNLOGGED:
        return ""
    if event.kind is Kind.PRIORITISED:
        return f".prioritised({event.priority!r}, {at}{order})"
    reason = f", reason={event.reason!r}" if event.reason else ""
    return f".{event.kind}({at}{reason}{order})"
