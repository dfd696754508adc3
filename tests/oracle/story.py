"""The story of a ticket, event by event: when it waited, when it was over, whose turn each clock had (S2, S7-S9).

Corners that the conventions leave open are read so here:

1. A ticket is over from the instant of its resolution, transfer or cancellation up to that of its reopening. What is
   written about it meanwhile is no update, and a message of the customer's starts the next reply, with the time up to
   the reopening counted as `reopen` says, once the ticket is reopened.
2. Of one instant events are taken by their numbers, then by their kinds: so an agent who answers and resolves at once
   has answered first, and the next update after a reopening is measured from that answer.
3. A pause that begins while the ticket waits or is over, and a pause and a resumption of one instant without numbers,
   change nothing.
4. "restart" begins another turn of the resolution alone, after a transfer or a cancellation as well; the time over
   belongs to neither turn and is no pause. Other clocks count it as "resume" does.
5. Of several priorities of one instant the last counts, as if the others had not been.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from .contract import Contract

ORDER = (
    *("reported", "unlogged", "logged", "prioritised", "customer_replied", "paused", "resumed", "acknowledged"),
    *("estimated", "agreed", "responded", "updated", "resolved", "transferred", "closed", "cancelled", "reopened"),
    "excused",
)
"""The kinds of events in the order in which those of one instant and number are taken (S8)."""
ENDS = {"resolved", "transferred", "closed", "cancelled"}
ANSWERS = {"responded", "updated"}
Stop = tuple[int, int | None]


class Event(NamedTuple):
    """One thing that happened."""

    at: int
    kind: str
    said: Any = None
    """A priority; the due that was agreed and whether it overrides; a date estimated; the clock excused and why."""
    number: int | None = None
    known: int | None = None
    """From when it was known, where that was later."""

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Return where it stands among the others (S8)."""
        return self.at, self.number or 0, ORDER.index(self.kind), repr(self.said)


class Contradiction(Exception):
    """Two things were said of one instant that cannot both be so (S9)."""


@dataclass
class Turn:
    """One turn of a clock."""

    report: int | None
    begins: int
    until: int
    outcome: str = "open"
    """open, done, transferred or cancelled."""


@dataclass
class Story:
    """What is known of a ticket at an instant, stretch by stretch."""

    contract: Contract
    at: int
    events: list[Event]
    waits: list[Stop] = field(default_factory=list)
    overs: list[tuple[str, int, int | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        waiting, over = None, None
        for event in self.events:
            if event.kind in {"paused", "resumed"} and self._is_undone(event):
                continue
            if event.kind == "paused" and waiting is None and over is None:
                waiting = event.at
            elif event.kind == "resumed" and waiting is not None:
                self.waits.append((waiting, event.at))
                waiting = None
            elif event.kind in ENDS and over is None:
                if waiting is not None:
                    self.waits.append((waiting, event.at))
                    waiting = None
                over = self._named(event.kind), event.at
            elif event.kind == "reopened" and over is not None:
                self.overs.append((*over, event.at))
                over = None
        if waiting is not None:
            self.waits.append((waiting, None))
        if over is not None:
            self.overs.append((*over, None))
        self.overs = [each for each in self.overs if each[1] != each[2]]

    def _is_undone(self, event: Event) -> bool:
        other = "resumed" if event.kind == "paused" else "paused"
        return any(each.kind == other and each.order[:2] == event.order[:2] for each in self.events)

    def _named(self, kind: str) -> str:
        resolves = kind in {"resolved", "closed"} or (kind == "transferred" and self.contract.transfer == "resolved")
        return "resolved" if resolves else kind

    # -- what was in force

    def first(self, *kinds: str) -> int | None:
        """Return when the first of some kinds happened."""
        return next((event.at for event in self.events if event.kind in kinds), None)

    def latest(self, kind: str, at: int) -> Any:
        """Return what the latest event of a kind said by an instant."""
        found = [event.said for event in self.events if event.kind == kind and event.at <= at]
        return found[-1] if found else None

    def excuse(self, clock: str) -> str | None:
        """Return why the breach of a clock is excused."""
        reasons = [event.said[1] for event in self.events if event.kind == "excused" and event.said[0] == clock]
        return reasons[-1] if reasons else None

    @property
    def reported(self) -> int:
        """When it was reported."""
        return self.events[0].at

    @property
    def starts(self) -> int | None:
        """From when clocks are measured; None while the ticket waits to be logged."""
        waits = self.first("unlogged", "logged") is not None
        return self.first("logged") if waits and self.contract.starts == "logged" else self.reported

    @property
    def ended(self) -> str | None:
        """How the ticket ended that is over now."""
        return self.overs[-1][0] if self.overs and self.overs[-1][2] is None else None

    def over_at(self, at: int) -> int | None:
        """Return since when the ticket was over at an instant; None where it was not."""
        return next((since for _, since, until in self.overs if since <= at and (until is None or at < until)), None)

    def priority(self, at: int) -> str | None:
        """Return the priority in force."""
        return self.latest("prioritised", at)  # type: ignore[no-any-return]

    def priority_changes(self, *, set_before: bool) -> list[int]:
        """Return when another priority came into force; *set_before*: only where there had been one."""
        instants = sorted({event.at for event in self.events if event.kind == "prioritised"})
        changes = [(at, self.priority(at - 1)) for at in instants if self.priority(at) != self.priority(at - 1)]
        return [at for at, before in changes if at > self.reported and not (set_before and before is None)]

    def stops(self, clock: str, until: int, *, closes: bool) -> list[Stop]:
        """Return the stretches on which a clock stood still, merged (S3); one that lasts has no end, unless closed."""
        found = [wait for wait in self.waits if clock in self.contract.pauses and wait[0] <= until]
        restarts = self.contract.reopen == "restart" and clock == "resolution"
        if self.contract.reopen != "continue" and not restarts:
            found += [(since, end) for _, since, end in self.overs if end is not None and end <= until]
        merged: list[Stop] = []
        for since, last in sorted(found, key=lambda stop: stop[0]):
            end = last if last is not None and last <= until else until if closes else None
            if merged and merged[-1][1] == since:
                merged[-1] = merged[-1][0], end
            else:
                merged.append((since, end))
        return merged

    # -- the turns of each clock

    def turns(self, clock: str) -> list[Turn]:
        """Return the turns of a clock in order, the last of them the one that counts."""
        return list(getattr(self, f"_turns_of_{clock}")())

    def _turns_of_response(self) -> Iterator[Turn]:
        ended = [since for kind, since, _ in self.overs if kind != "cancelled"]
        done = min([each for each in (self.first("responded"), *ended) if each is not None], default=None)
        if done is not None:
            yield Turn(self.starts, self.reported, done, "done")
        else:
            yield self._goes_on(Turn(self.starts, self.reported, self.at))

    def _goes_on(self, turn: Turn) -> Turn:
        # Unless the ticket is over now.
        if self.overs and self.overs[-1][2] is None:
            kind, turn.until, _ = self.overs[-1]
            turn.outcome = "done" if kind == "resolved" else kind
        return turn

    def _turns_of_resolution(self) -> Iterator[Turn]:
        turn = Turn(self.starts, self.reported, self.at)
        for kind, since, until in self.overs:
            if self.contract.reopen == "restart" and until is not None:
                turn.until, turn.outcome = since, "done" if kind == "resolved" else kind
                yield turn
                turn = Turn(until, until, self.at)
        yield self._goes_on(turn)

    def _turns_of_next_reply(self) -> Iterator[Turn]:
        # Walk through the messages and the ends in order; what ends at once with its reopening answers nothing.
        ends = {since: kind for kind, since, _ in self.overs}
        asked: int | None = None
        over = afterword = False
        for event in self.events:
            answers = event.kind in ANSWERS
            if event.kind == "customer_replied" and asked is None:
                asked, afterword = event.at, over
            elif event.kind in ENDS and not over:
                over = True
                answers = ends.get(event.at, "cancelled") != "cancelled"
            elif event.kind == "reopened":
                over = afterword = False
            if answers and asked is not None:
                yield Turn(asked, asked, event.at, "done")
                asked = None
        if asked is not None and not afterword:
            yield self._goes_on(Turn(asked, asked, self.at))

    def _turns_of_update(self) -> Iterator[Turn]:
        sent = self._updates()
        for place, at in enumerate(sent):
            report = sent[0] if self.contract.update == "grid" else at
            if place + 1 < len(sent):
                yield Turn(report, at, sent[place + 1], "done")
            else:
                yield self._goes_on(Turn(report, at, self.at))

    def _updates(self) -> list[int]:
        sent, over = set(), False
        for event in self.events:
            if event.kind in ENDS and not over:
                over = True
            elif event.kind == "reopened":
                over = False
            elif event.kind in ANSWERS and not over:
                sent.add(event.at)
        return sorted(sent)


def told(events: Iterable[Event], contract: Contract, at: int) -> Story:
    """Return the story as it is known at an instant (S8).

    Raises:
        Contradiction: two priorities, agreed deadlines or estimates of one instant and number.
    """
    known = [event for event in sorted(events, key=lambda event: event.order) if event.at <= at]
    known = [event for event in known if event.known is None or event.known <= at]
    for kind in ("prioritised", "agreed", "estimated"):
        for one, other in pairwise(event for event in known if event.kind == kind):
            said = (one.said[0], other.said[0]) if kind == "agreed" else (one.said, other.said)
            if one.order[:2] == other.order[:2] and said[0] != said[1]:
                raise Contradiction(f"{one} and {other}")
    return Story(contract, at, known)
