"""The events of a ticket in order, folded into stretches on which it waited or was over; and what was mended (S9)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from slacalc.events import Event, Kind
from slacalc.windows import NEVER


class Repair(NamedTuple):
    """Something in a history that changed nothing, or was mended: harmless, and told (S9)."""

    code: str
    """A stable name, such as "paused-while-paused"."""
    sentence: str
    """What happened and what was made of it."""
    events: tuple[Event, ...]
    """The events that it is about."""

    def __str__(self) -> str:
        """Return the sentence."""
        return self.sentence


class Over(NamedTuple):
    """A stretch on which a ticket was over: resolved, transferred or cancelled, until it was reopened."""

    kind: Kind
    since: int
    until: int
    """When it was reopened; NEVER for not yet."""

    @property
    def is_for_good(self) -> bool:
        """Whether it is resolved and was not reopened."""
        return self.kind is Kind.RESOLVED and self.until == NEVER


@dataclass(slots=True)
class Stages:
    """What a walk through the events has found so far."""

    pauses: list[tuple[int, int]] = field(default_factory=list)
    """The stretches on which the ticket waited, in order and disjoint; the end of an open one is NEVER."""
    overs: list[Over] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    _waiting: Event | None = None
    _ended: Event | None = None

    def take(self, event: Event) -> None:
        """Take the next event."""
        match event.kind:
            case Kind.PAUSED:
                self._pause(event)
            case Kind.RESUMED:
                self._resume(event)
            case Kind.REOPENED:
                self._reopen(event)
            case _:
                self._end(event)

    def _pause(self, event: Event) -> None:
        if self._ended is not None:
            said = f"{event} changes nothing: the ticket was {self._ended}"
            self._tell("paused-while-over", said, self._ended, event)
        elif self._waiting is not None:
            said = f"{event} changes nothing: the ticket was already {self._waiting}"
            self._tell("paused-while-paused", said, self._waiting, event)
        else:
            self._waiting = event

    def _resume(self, event: Event) -> None:
        if self._waiting is None:
            self._tell("resumed-while-running", f"{event} changes nothing: the ticket did not wait", event)
        else:
            self.pauses.append((self._waiting.instant, event.instant))
            self._waiting = None

    def _end(self, event: Event) -> None:
        if self._ended is not None:
            self._end_again(self._ended, event)
            return
        if self._waiting is not None:
            self._tell(f"pause-ended-by-{event.kind}", f"{event} ended the pause", self._waiting, event)
            self.pauses.append((self._waiting.instant, event.instant))
            self._waiting = None
        if event.kind is Kind.CLOSED:
            self._tell("closed-unresolved", f"{event} without a resolution: it counts as resolved then", event)
        self._ended = event
        self.overs.append(Over(Kind.RESOLVED if event.kind is Kind.CLOSED else event.kind, event.instant, NEVER))

    def _end_again(self, ended: Event, event: Event) -> None:
        # A resolved ticket is closed sooner or later, and a transferred one too; the rest is said twice.
        if event.kind is not Kind.CLOSED or ended.kind is Kind.CANCELLED:
            self._tell(f"{event.kind}-while-over", f"{event} changes nothing: the ticket was {ended}", ended, event)

    def _reopen(self, event: Event) -> None:
        if self._ended is None:
            self._tell("reopened-while-open", f"{event} changes nothing: the ticket was open", event)
        else:
            self.overs[-1] = Over(self.overs[-1].kind, self.overs[-1].since, event.instant)
            self._ended = None

    def _tell(self, code: str, sentence: str, *events: Event) -> None:
        self.repairs.append(Repair(code, sentence, events))

    def close(self) -> "Stages":
        """Return the stages, a pause that goes on without an end."""
        if self._waiting is not None:
            self.pauses.append((self._waiting.instant, NEVER))
            self._waiting = None
        return self


ENDS = frozenset({Kind.RESOLVED, Kind.TRANSFERRED, Kind.CLOSED, Kind.CANCELLED})
"""The events after which a ticket is over."""
WALKED = ENDS | {Kind.PAUSED, Kind.RESUMED, Kind.REOPENED}
"""The events that begin or end a stretch."""


def walk(events: Iterable[Event]) -> Stages:
    """Return the stretches that events in order make, and what in them changed nothing."""
    walked = [event for event in events if event.kind in WALKED]
    both = _at_once(walked)
    stages = Stages()
    for event in walked:
        if not (both and event.kind in (Kind.PAUSED, Kind.RESUMED) and event.place in both):
            stages.take(event)
    return stages.close()


def _at_once(events: Iterable[Event]) -> set[tuple[int, int]]:
    # A pause and a resume at one instant, with no order between them, change nothing.
    paused, resumed = ({event.place for event in events if event.kind is kind} for kind in (Kind.PAUSED, Kind.RESUMED))
    return paused & resumed
