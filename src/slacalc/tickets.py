"""A ticket: what happened, as an immutable history of events. It knows no deadline."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from slacalc import events as happened
from slacalc.errors import InputError, check_text, first_of, listed, shown
from slacalc.events import Event, Kind
from slacalc.instants import DateTime, day_number, instant_text, micros, moment
from slacalc.stages import Repair, walk
from slacalc.statuses import Ambiguous, Naive, Nonexistent, events_of
from slacalc.windows import NEVER, normal, pairs


class When(TypedDict, total=False):
    """What can be said of every event beside its instant."""

    sequence: int | None
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True, init=False)
class Ticket:
    """What happened to one ticket, as events in order; methods named after events return a new ticket.

    Each of these methods also takes ``sequence``, which orders events of one instant, and ``recorded_at``, from when
    the event was known where that was later than it happened (S8).

    Args:
        id: what the helpdesk calls it.
        reported_at: when it was reported, an aware datetime.
        priority: its priority from the report on; None while unknown (S7).
        logged_at: when it was logged, where that was later than the report.
        responded_at: when it was first answered by a person (S2).
        resolved_at: when it was resolved.
        pauses: (start, end) pairs of aware datetimes on which it waited; an end of None is still open. Pauses that
            overlap count once (S3).
        agreed_due: a deadline agreed with the report (S6).

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
        agreed_due: datetime | None = None,
    ) -> None:
        report = micros(reported_at, "reported_at")
        events = [Event(Kind.REPORTED, report)]
        if priority is not None:
            events.append(happened.made(Kind.PRIORITISED, report, priority=priority))
        if logged_at is not None:
            events.append(Event(Kind.UNLOGGED, report))
        if agreed_due is not None:
            events.append(Event(Kind.AGREED, report, due=micros(agreed_due, "agreed_due")))
        dated = ((Kind.LOGGED, logged_at), (Kind.RESPONDED, responded_at), (Kind.RESOLVED, resolved_at))
        events += [Event(kind, micros(at, f"{kind}_at")) for kind, at in dated if at is not None]
        self._fill(id, [*events, *_pause_events(pauses)])

    def _fill(self, id_: str | None, events: Iterable[Event]) -> None:
        if id_ is not None and not isinstance(id_, str):
            raise InputError(f"id={shown(id_)} is no number of a ticket: write text, for instance 'INC-1'")
        check_text(id_ or "", "id")
        found = sorted({*events}, key=_order)
        if len(found) > MOST_EVENTS:
            raise InputError(f"{len(found)} events are too many for one ticket: at most {MOST_EVENTS}")
        object.__setattr__(self, "id", id_)
        object.__setattr__(self, "events", tuple(found))

    @classmethod
    def from_events(cls, events: Iterable[Event], *, id: str | None = None) -> "Ticket":  # noqa: A002 (its number)
        """Return the ticket of a history that is there as events, in any order; the report is one of them.

        Raises:
            InputError: something else than events, more than 10,000 of them, or not one report.
        """
        if not isinstance(events, Iterable):
            raise InputError(f"events={shown(events)}: write a list of events")
        found = first_of(events, MOST_EVENTS, "events of one ticket")
        for event in found:
            if not isinstance(event, Event):
                raise InputError(f"{shown(event)} is no event: write Event(...), or Event.from_dict({{...}})")
        reports = len({event for event in found if event.kind is Kind.REPORTED})
        if reports != 1:
            raise InputError(f"a ticket is reported once, and here {reports} times: write one such event")
        return cls._of(id, found)

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

    @classmethod
    def from_statuses(
        cls,
        rows: Iterable[Any],
        *,
        meaning: Mapping[str, str],
        tz: str | None = None,
        id: str | None = None,  # noqa: A002 (what a ticket's number is called)
        reported_at: datetime | None = None,
        initial_priority: str | None = None,
        ambiguous: Ambiguous = "raise",
        nonexistent: Nonexistent = "raise",
    ) -> "Ticket":
        """Return the ticket that a helpdesk's status log tells; when it resumed or was reopened follows from the rows.

        Args:
            rows: what the log says, in any order: mappings with ``at`` and ``status``, perhaps ``priority`` and
                ``reason``, or tuples (at, status) or (at, status, priority). Rows of one instant count in their order.
            meaning: from each status to what it means: "open", "responded", "paused", "resolved", "closed",
                "cancelled", "transferred", "unlogged", or "ignored" where it says nothing of the clocks.
            tz: the zone whose clock times without an offset were read from; only here are such times accepted.
            id: what the helpdesk calls the ticket.
            reported_at: when it was reported, where that is not the time of the first row.
            initial_priority: its priority until a row says another; None while unknown.
            ambiguous: a time that the clock of *tz* reads twice: "raise", or its "earlier" or "later" pass.
            nonexistent: a time that the clock skips: "raise", "shift_forward" to the jump, or "shift_backward" to the
                microsecond before it.

        Raises:
            InputError: a status without a meaning, or rows that cannot be read.
            NaiveDatetimeError: times without an offset and no *tz* (T4).

        Example:
            >>> log = [("2026-05-11 10:00", "New"), ("2026-05-12 11:00", "Waiting"), ("2026-05-13 15:00", "Active")]
            >>> ticket = Ticket.from_statuses(
            ...     log,
            ...     meaning={"New": "open", "Waiting": "paused", "Active": "responded"},
            ...     tz="Europe/London",
            ...     initial_priority="P2",
            ... )
            >>> [str(event.kind) for event in ticket.events]
            ['reported', 'prioritised', 'paused', 'resumed', 'responded']
        """
        naive = Naive(tz, ambiguous, nonexistent)
        told = events_of(rows, meaning=meaning, naive=naive, reported_at=reported_at, initial_priority=initial_priority)
        return cls.from_events(told, id=id)

    # -- what happens ----------------------------------------------------------------------------------------------

    def logged(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, logged at an aware datetime."""
        return self._with(Kind.LOGGED, at, **when)

    def acknowledged(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, acknowledged by a machine: that fulfils no promise (S2)."""
        return self._with(Kind.ACKNOWLEDGED, at, **when)

    def prioritised(self, priority: str, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, given a priority at an aware datetime."""
        return self._with(Kind.PRIORITISED, at, priority=priority, **when)

    def responded(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, answered by a person at an aware datetime."""
        return self._with(Kind.RESPONDED, at, **when)

    def customer_replied(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket with a message of the customer's, from which the next reply is measured."""
        return self._with(Kind.CUSTOMER_REPLIED, at, **when)

    def updated(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket with a further message of an agent's, from which the next update is measured."""
        return self._with(Kind.UPDATED, at, **when)

    def paused(self, at: datetime, *, reason: str = "", **when: Unpack[When]) -> "Ticket":
        """Return the ticket, waiting from an aware datetime on.

        Args:
            at: from when it waits.
            reason: what explanations show, for instance "waiting on customer" or "outside our control".
            when: ``sequence`` and ``recorded_at``.
        """
        return self._with(Kind.PAUSED, at, reason=reason, **when)

    def resumed(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, no longer waiting from an aware datetime on."""
        return self._with(Kind.RESUMED, at, **when)

    def estimated(self, day: date, *, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket with a date by which it is expected to be resolved: never a deadline (S6).

        Args:
            day: the date in the zone of the hours; its close, or that of the next working day, is the estimate.
            at: when the estimate was given.
            when: ``sequence`` and ``recorded_at``.
        """
        return self._with(Kind.ESTIMATED, at, day=day_number(day), **when)

    def agreed(
        self,
        *,
        due: datetime,
        at: datetime,
        by: str = "",
        reference: str = "",
        overrides: bool = False,
        **when: Unpack[When],
    ) -> "Ticket":
        """Return the ticket with an agreed deadline, which rules where the priority promises "by agreement" (S6).

        Args:
            due: the deadline, an aware datetime; pauses do not move it (S3).
            at: when it was agreed.
            by: who agreed it.
            reference: where that can be read.
            overrides: whether it rules where the priority has a target of its own as well.
            when: ``sequence`` and ``recorded_at``.
        """
        details = {"by": by, "reference": reference, "overrides": overrides}
        return self._with(Kind.AGREED, at, due=micros(due, "due"), **details, **when)

    def resolved(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, resolved at an aware datetime; that fulfils the response as well (S2)."""
        return self._with(Kind.RESOLVED, at, **when)

    def reopened(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, open again from an aware datetime on; ``Handling.reopen`` says what that means."""
        return self._with(Kind.REOPENED, at, **when)

    def transferred(self, at: datetime, *, reference: str = "", **when: Unpack[When]) -> "Ticket":
        """Return the ticket, handed over, for instance to a bug tracker with its own *reference* there."""
        return self._with(Kind.TRANSFERRED, at, reference=reference, **when)

    def closed(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, closed at an aware datetime; if nothing resolved it before, that does (S9)."""
        return self._with(Kind.CLOSED, at, **when)

    def cancelled(self, at: datetime, **when: Unpack[When]) -> "Ticket":
        """Return the ticket, cancelled at an aware datetime: its clocks end without a verdict."""
        return self._with(Kind.CANCELLED, at, **when)

    def excused(self, clock: str, *, at: datetime, reason: str, **when: Unpack[When]) -> "Ticket":
        """Return the ticket with the breach of a clock excused: it stays a breach, and is counted apart (S10).

        Args:
            clock: "response", "resolution", "next_reply" or "update".
            at: when it was excused.
            reason: why.
            when: ``sequence`` and ``recorded_at``.
        """
        return self._with(Kind.EXCUSED, at, clock=clock, reason=reason, **when)

    def _with(self, kind: Kind, at: datetime, *, recorded_at: datetime | None = None, **details: Any) -> "Ticket":
        recorded = None if recorded_at is None else micros(recorded_at, "recorded_at")
        event = happened.made(kind, micros(at), recorded_at=recorded, **details)
        place = bisect_left(self.events, event.order, key=_order)
        known = place < len(self.events) and self.events[place] == event
        return self if known else self._of(self.id, [*self.events[:place], event, *self.events[place:]])

    # -- what is known ---------------------------------------------------------------------------------------------

    @property
    def reported_at(self) -> DateTime:
        """When the ticket was reported, in UTC."""
        return self._report.at

    @property
    def priority(self) -> str | None:
        """The latest priority; None while unknown."""
        known = [event.priority for event in self.events if event.kind is Kind.PRIORITISED]
        return known[-1] if known else None

    @property
    def pauses(self) -> tuple[tuple[DateTime, DateTime | None], ...]:
        """The (start, end) pairs on which the ticket waited, in UTC, in order and disjoint; None for an open end."""
        return tuple((moment(start), None if end == NEVER else moment(end)) for start, end in walk(self.events).pauses)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What in the history changed nothing or was mended, each with a code, a sentence and its events (S9)."""
        return tuple(walk(self.events).repairs)

    def first(self, kind: Kind) -> Event | None:
        """Return the first event of a kind; None where there is none."""
        wanted = happened.kind_of(kind)
        return next((event for event in self.events if event.kind is wanted), None)

    @property
    def _report(self) -> Event:
        return next(event for event in self.events if event.kind is Kind.REPORTED)

    # -- as data ---------------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Return the ticket ready for JSON: its events with instants in ISO 8601 in UTC."""
        return {"id": self.id, "events": [event.to_dict() for event in self.events]}

    @classmethod
    def from_dict(cls, said: object) -> "Ticket":
        """Return the ticket that a mapping says, as ``to_dict`` wrote it.

        Raises:
            InputError: a mapping that makes no ticket.
            NaiveDatetimeError: a time without an offset (T4).

        Example:
            >>> ticket = Ticket.from_dict({"id": "INC-1", "events": [{"kind": "reported", "at": "2026-05-11T09:00Z"}]})
            >>> ticket == Ticket.from_dict(ticket.to_dict())
            True
        """
        if not isinstance(said, Mapping) or not isinstance(said.get("events"), list | tuple):
            raise InputError(
                f"{shown(said)} is no ticket: write {{'id': 'INC-1', 'events': [{{'kind': ..., 'at': ...}}]}}"
            )
        if unknown := set(said) - {"id", "events"}:
            raise InputError(f"a ticket has no [{listed(sorted(unknown, key=shown))}]: write id and events")
        if len(said["events"]) > MOST_EVENTS:
            raise InputError(f"{len(said['events'])} events are too many for one ticket: at most {MOST_EVENTS}")
        events = [Event.from_dict(event) for event in said["events"]]
        return cls.from_events(events, id=said.get("id"))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return how pydantic reads a ticket inside other models: itself, or what ``to_dict`` wrote."""
        from slacalc.nesting import TICKET, core_schema_of  # noqa: PLC0415 (pydantic is loaded where it asks)

        return core_schema_of(cls, TICKET)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how to pickle the ticket."""
        return _rebuilt, (self.id, self.events)

    def __repr__(self) -> str:
        """Return code that rebuilds the ticket."""
        id_ = "" if self.id is None else f"id={self.id!r}, "
        report = self._report
        rest = "".join(happened.code(each) for each in self.events if each.kind not in (Kind.REPORTED, Kind.UNLOGGED))
        made = "Ticket(" if self.first(Kind.UNLOGGED) is None else "Ticket.unlogged("
        return f"{made}{id_}reported_at={instant_text(report.instant)}){rest}"


MOST_EVENTS = 10_000
_PAIR = "(start, end), with None for an end that is still open"


def _order(event: Event) -> tuple[Any, ...]:
    return event.order


def _rebuilt(id_: str | None, events: tuple[Event, ...]) -> Ticket:
    return Ticket.from_events(events, id=id_)


def _pause_events(pauses: Iterable[tuple[datetime, datetime | None]]) -> list[Event]:
    if isinstance(pauses, str) or not isinstance(pauses, Iterable):
        raise InputError(f"pauses={shown(pauses)}: write a list of pairs {_PAIR}")
    waits = normal(map(_pause, first_of(pauses, MOST_EVENTS, "pauses of one ticket")))
    return [
        Event(kind, at)
        for start, end in pairs(waits)
        for kind, at in ((Kind.PAUSED, start), (Kind.RESUMED, end))
        if at < NEVER
    ]


def _pause(pause: tuple[datetime, datetime | None]) -> tuple[int, int]:
    if not isinstance(pause, tuple | list) or len(pause) != 2:
        raise InputError(f"{shown(pause)} is no pause: write a pair {_PAIR}")
    start = micros(pause[0], "pause start")
    end = NEVER if pause[1] is None else micros(pause[1], "pause end")
    if end < start:
        raise InputError(f"the pause from {pause[0]} to {pause[1]} ends before it starts: write the earlier one first")
    return start, end
