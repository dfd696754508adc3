"""The life of a ticket, stepped minute by minute: what its clocks say at an instant (S1-S3, S5-S11).

Everything is a whole minute since `EPOCH`. Corners that the conventions leave open are read so here:

1. A ticket is over from the instant of its resolution, transfer or cancellation up to that of its reopening. What is
   written about it meanwhile is no update, and a message of the customer's starts the next reply, with the time up to
   the reopening counted as `reopen` says, once the ticket is reopened.
2. Of one instant events are taken by their numbers, then by their kinds: so an agent who answers and resolves at once
   has answered first, and the next update after a reopening is measured from that answer.
3. A pause that begins while the ticket waits or is over, and a pause and a resumption of one instant without numbers,
   change nothing.
4. A ticket that is cancelled takes a fulfilled clock with it (the first state of S10), but only the turn that counts:
   earlier turns keep the verdict they ended with, which is "cancelled" for one that a cancellation ended.
5. "restart" begins another turn of the resolution alone, after a transfer or a cancellation as well. Other clocks
   count the time over as "resume" does.
6. A clock that is fulfilled is judged as at that instant: a pause that still lasts ends there, and a ticket logged
   later had no deadline yet.
7. A change of priority while the ticket is over counts from its own instant once the ticket is reopened; what falls
   due between the end and the change breaks nothing. Changes of one instant count as the last of them.
8. A first priority is no change: its resolution is measured from the report.
9. On a grid of updates, a message counts for the period in which it comes (its end included), by the target then in
   force; under another priority the periods are that priority's.
10. A pause begun at the due of a running clock, asked about at that very instant, is `paused`.
11. An agreed deadline is measured as working time; three quarters of it are reckoned without pauses, as it does not
    move.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

EPOCH = datetime(2026, 3, 26, tzinfo=UTC)
"""A Thursday, three days before the clocks change in London and eight before Good Friday."""
LAST = 120 * 24 * 60
DAY_OF_MINUTES = 24 * 60
ORDER = (
    *("reported", "unlogged", "logged", "prioritised", "customer_replied", "paused", "resumed", "acknowledged"),
    *("estimated", "agreed", "responded", "updated", "resolved", "transferred", "closed", "cancelled", "reopened"),
    "excused",
)
ENDS = {"resolved", "transferred", "closed", "cancelled"}


@dataclass(frozen=True)
class Week:
    """Windows of a day (minutes since midnight) by the weekday, Monday 0, on a zone's wall clock; dates closed."""

    zone: str
    hours: tuple[tuple[tuple[int, int], ...], ...]
    closed: frozenset[date] = frozenset()


class Hours:
    """A week, minute by minute: whether each is open, and its local date."""

    def __init__(self, week: Week) -> None:
        zone = ZoneInfo(week.zone)
        self.open = bytearray(LAST)
        self.day: list[date] = []
        for minute in range(LAST):
            local = (EPOCH + timedelta(minutes=minute)).astimezone(zone)
            day, time = local.date(), local.hour * 60 + local.minute
            self.day.append(day)
            windows = () if day in week.closed else week.hours[day.weekday()]
            self.open[minute] = any(start <= time < end for start, end in windows)
        self.closes: list[tuple[date, int]] = []
        for minute in range(LAST):
            if self.open[minute] and self.closes and self.closes[-1][0] == self.day[minute]:
                self.closes[-1] = self.day[minute], minute + 1
            elif self.open[minute]:
                self.closes.append((self.day[minute], minute + 1))


@lru_cache(maxsize=8)
def hours_of(week: Week) -> Hours:
    """Return the minutes of a week."""
    return Hours(week)


@dataclass(frozen=True)
class Target:
    """So many working hours, elapsed hours or working days, the same day, or by agreement."""

    kind: str
    """working, elapsed, days, same_day, agreement; agreed for a deadline that was agreed."""
    amount: int = 0
    lower: int = 0
    """The lower end of a range of days."""

    def times(self, periods: int) -> "Target":
        """Return so many of it."""
        return Target(self.kind, self.amount * periods)


@dataclass(frozen=True)
class Contract:
    """What is promised: by priority and clock, with the handling."""

    week: Week
    promises: dict[str, dict[str, Target]]
    starts: str = "logged"
    pauses: tuple[str, ...] = ("resolution",)
    priority_change: str = "from_report"
    reopen: str = "resume"
    update: str = "last"
    transfer: str = "separate"

    def promised(self, priority: str | None, clock: str) -> Target | None:
        """Return the target; before any priority that of the response, if all share it (S7)."""
        if priority is not None:
            return self.promises[priority].get(clock)
        first, *others = [level.get(clock) for level in self.promises.values()]
        return first if clock == "response" and all(other == first for other in others) else None


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    minute: int
    kind: str
    priority: str = ""
    due: int = 0
    overrides: bool = False
    number: int | None = None
    known: int | None = None
    """From when it was known, where that was later."""

    @property
    def order(self) -> tuple[int, int, int]:
        """Return where it stands among the others (S8)."""
        return self.minute, self.number or 0, ORDER.index(self.kind)


@dataclass
class Turn:
    """One turn of a clock."""

    report: int | None
    begins: int
    until: int
    outcome: str = "open"
    """open, done, transferred or cancelled."""


@dataclass(frozen=True)
class Said:
    """What a clock says."""

    state: str
    due: int | None = None
    breached_at: int | None = None
    used: int | None = None
    paused_time: int | None = None
    completed_at: int | None = None
    earlier: tuple[str, ...] = ()
    """The states of its earlier turns."""

    @property
    def breached(self) -> bool:
        return self.breached_at is not None


@dataclass
class Reckoned:
    """A target reckoned from a report to an instant."""

    start: int
    unpaused: int
    due: int
    hidden: bool
    used: int
    paused_time: int


@dataclass
class Life:
    """What is known of a ticket at an instant, stretch by stretch."""

    contract: Contract
    at: int
    events: list[Event]
    waits: list[tuple[int, int | None]] = field(default_factory=list)
    overs: list[tuple[str, int, int | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        waiting, over = None, None
        for event in self.events:
            if event.kind in {"paused", "resumed"} and self._is_undone(event):
                continue
            if event.kind == "paused" and waiting is None and over is None:
                waiting = event.minute
            elif event.kind == "resumed" and waiting is not None:
                self.waits.append((waiting, event.minute))
                waiting = None
            elif event.kind in ENDS and over is None:
                if waiting is not None:
                    self.waits.append((waiting, event.minute))
                    waiting = None
                over = self._named(event.kind), event.minute
            elif event.kind == "reopened" and over is not None:
                self.overs.append((*over, event.minute))
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

    def first(self, *kinds: str) -> int | None:
        return next((event.minute for event in self.events if event.kind in kinds), None)

    @property
    def reported(self) -> int:
        return self.events[0].minute

    @property
    def starts(self) -> int | None:
        """From when clocks are measured; None while the ticket waits to be logged."""
        waits = self.first("unlogged", "logged") is not None
        return self.first("logged") if waits and self.contract.starts == "logged" else self.reported

    def is_over(self, minute: int) -> bool:
        return any(since <= minute and (until is None or minute < until) for _, since, until in self.overs)

    def priority(self, minute: int) -> str | None:
        named = [event.priority for event in self.events if event.kind == "prioritised" and event.minute <= minute]
        return named[-1] if named else None

    def agreed(self, minute: int) -> Event | None:
        found = [event for event in self.events if event.kind == "agreed" and event.minute <= minute]
        return found[-1] if found else None

    def changes(self, clock: str) -> set[int]:
        """Return when another priority or agreement came into force."""
        found = {self.reported}
        for minute in {event.minute for event in self.events if event.kind == "prioritised"}:
            if minute > self.reported and self.priority(minute) != self.priority(minute - 1):
                found.add(minute)
        return found | {event.minute for event in self.events if event.kind == "agreed" and clock == "resolution"}

    # -- the turns of each clock

    def turns(self, clock: str) -> list[Turn]:
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
            answers = event.kind in {"responded", "updated"}
            if event.kind == "customer_replied" and asked is None:
                asked, afterword = event.minute, over
            elif event.kind in ENDS and not over:
                over = True
                answers = ends.get(event.minute, "cancelled") != "cancelled"
            elif event.kind == "reopened":
                over = afterword = False
            if answers and asked is not None:
                yield Turn(asked, asked, event.minute, "done")
                asked = None
        if asked is not None and not afterword:
            yield self._goes_on(Turn(asked, asked, self.at))

    def _turns_of_update(self) -> Iterator[Turn]:
        sent = self._updates()
        for place, minute in enumerate(sent):
            report = sent[0] if self.contract.update == "grid" else minute
            if place + 1 < len(sent):
                yield Turn(report, minute, sent[place + 1], "done")
            else:
                yield self._goes_on(Turn(report, minute, self.at))

    def _updates(self) -> list[int]:
        sent, over = set(), False
        for event in self.events:
            if event.kind in ENDS and not over:
                over = True
            elif event.kind == "reopened":
                over = False
            elif event.kind in {"responded", "updated"} and not over:
                sent.add(event.minute)
        return sorted(sent)

    # -- what they say

    def said(self, clock: str) -> Said:
        turns = self.turns(clock)
        if not turns:
            promised = self.contract.promised(self.priority(self.at), clock)
            none = promised is None or promised.kind == "agreement"
            return Said("cancelled" if self._is_cancelled else "no_deadline" if none else "not_started")
        *earlier, last = [self._judged(clock, turn) for turn in turns]
        state = "cancelled" if self._is_cancelled else last.state
        return Said(
            state,
            last.due,
            last.breached_at,
            last.used,
            last.paused_time,
            last.completed_at,
            tuple(turn.state for turn in earlier),
        )

    @property
    def _is_cancelled(self) -> bool:
        return bool(self.overs) and self.overs[-1][0] == "cancelled" and self.overs[-1][2] is None

    def _judged(self, clock: str, turn: Turn) -> Said:
        changes = sorted({turn.begins, *(at for at in self.changes(clock) if turn.begins < at <= turn.until)})
        breached_at = None
        for since, change in pairwise(changes):
            ends = next((s for _, s, u in self.overs if s <= change and (u is None or change < u)), change)
            found = self._reckoned(clock, turn, since, ends, closes=False)
            if breached_at is None and found and not found[1].hidden and found[1].due < ends:
                breached_at = max(found[1].due, since)
        since = changes[-1]
        found = self._reckoned(clock, turn, since, turn.until, closes=turn.outcome != "open")
        if found is None:
            return self._unmeasured(clock, turn, breached_at)
        target, reckoned = found
        if breached_at is None and not reckoned.hidden and reckoned.due < turn.until:
            breached_at = max(reckoned.due, since)
        return Said(
            self._state(clock, turn, since, target, reckoned, breached=breached_at is not None),
            None if reckoned.hidden else reckoned.due,
            breached_at,
            reckoned.used,
            reckoned.paused_time,
            turn.until if turn.outcome == "done" else None,
        )

    def _unmeasured(self, clock: str, turn: Turn, breached_at: int | None) -> Said:
        target = self._target(clock, turn.until)
        done = turn.outcome == "done"
        if turn.outcome in {"transferred", "cancelled"}:
            state = turn.outcome
        elif breached_at is not None:
            state = "missed" if done else "overdue"
        elif target is None or target.kind == "agreement":
            state = "no_deadline"
        else:
            state = "met" if done else "not_started"
        return Said(state, None, breached_at, completed_at=turn.until if done else None)

    def _target(self, clock: str, minute: int) -> Target | None:
        target = self.contract.promised(self.priority(minute), clock)
        agreed = self.agreed(minute) if clock == "resolution" else None
        if target is None or agreed is None or not (agreed.overrides or target.kind == "agreement"):
            return target
        return Target("agreed", agreed.due)

    def _report(self, clock: str, turn: Turn, since: int, until: int) -> int | None:
        report = turn.report
        if report is None or report > until:
            return None
        if clock != "resolution" or self.contract.priority_change == "from_report":
            return report
        changes = [
            minute
            for minute in sorted(self.changes("response"))
            if self.reported < minute <= since and self.priority(minute - 1) is not None
        ]
        return max(report, changes[-1]) if changes else report

    def _reckoned(
        self, clock: str, turn: Turn, since: int, until: int, *, closes: bool
    ) -> tuple[Target, Reckoned] | None:
        target = self._target(clock, since)
        report = self._report(clock, turn, since, until)
        if target is None or target.kind == "agreement" or report is None:
            return None
        if clock == "update" and self.contract.update == "grid":
            target = target.times(self._periods(turn, target))
        return target, self._step(clock, target, report, until, closes=closes)

    def _periods(self, turn: Turn, target: Target) -> int:
        # The first message begins the grid; a later one counts for the period in which it comes.
        report = turn.report or 0
        if turn.begins == report:
            return 1
        periods = 1
        while True:
            found = self._step("update", target.times(periods), report, turn.begins, closes=False)
            if found.hidden or found.due >= turn.begins:
                return periods + 1
            periods += 1

    def _stopped(self, clock: str, until: int) -> Iterator[tuple[int, int | None]]:
        if clock in self.contract.pauses:
            yield from (wait for wait in self.waits if wait[0] <= until)
        if self.contract.reopen != "continue":
            yield from ((since, end) for _, since, end in self.overs if end is not None and end <= until)

    def _step(self, clock: str, target: Target, report: int, until: int, *, closes: bool) -> Reckoned:
        """Walk from the report to an instant: a minute that counts is used, or else it moves the deadline by one."""
        hours = hours_of(self.contract.week)
        counts: Sequence[int] = b"\1" * LAST if target.kind == "elapsed" else hours.open
        start = report if target.kind == "elapsed" else hours.open.index(1, report)
        unpaused = due = _due(target, hours, report)
        began, waits = [-1] * (until + 1), False
        for since, end in self._stopped(clock, until):
            waits |= not closes and (end is None or end > until)
            for minute in range(since, min(until, until if end is None else end)):
                began[minute] = since
        last = max((since for since, end in self._stopped(clock, until) if end is None or end > until), default=-1)
        used = paused = 0
        for minute in range(report, until):
            if not counts[minute]:
                continue
            if began[minute] < 0:
                used += minute >= start
                continue
            paused += minute >= start
            if began[minute] < due and target.kind != "agreed":
                due = hours.open.index(1, due) + 1 if target.kind != "elapsed" else due + 1
        return Reckoned(start, unpaused, due, waits and last < due and target.kind != "agreed", used, paused)

    def _waits(self, clock: str) -> bool:
        return clock in self.contract.pauses and bool(self.waits) and self.waits[-1][1] is None

    def _state(self, clock: str, turn: Turn, since: int, target: Target, found: Reckoned, *, breached: bool) -> str:
        if turn.outcome in {"transferred", "cancelled"}:
            return turn.outcome
        if turn.outcome == "done":
            return "missed" if breached else "met"
        if breached:
            return "overdue"
        if turn.until < found.start:
            return "not_started"
        if self._waits(clock):
            return "paused"
        measured = found.used + (found.paused_time if target.kind == "agreed" else 0)
        hours = hours_of(self.contract.week)
        whole = found.unpaused - found.start
        if target.kind != "elapsed":
            whole = sum(hours.open[found.start : found.unpaused])
        if 4 * measured >= 3 * whole:
            return "at_risk"
        if target.lower:
            report = self._report(clock, turn, since, turn.until) or 0
            lower = self._step(clock, Target("days", target.lower), report, turn.until, closes=False)
            if turn.until >= lower.due:
                return "in_window"
        return "running"


def _due(target: Target, hours: Hours, report: int) -> int:
    """Return where a target falls without pauses."""
    if target.kind == "agreed":
        return target.amount
    if target.kind == "elapsed":
        return report + 60 * target.amount
    if target.kind == "working":
        due = report
        for _ in range(60 * target.amount):
            due = hours.open.index(1, due) + 1
        return due
    zero = hours.day[hours.open.index(1, report)]
    later = [close for day, close in hours.closes if day >= zero]
    return later[target.amount]


def assess(events: Sequence[Event], contract: Contract, at: int) -> dict[str, Said]:
    """Return what each clock says at an instant, by what is known then (S8)."""
    known = [event for event in sorted(events, key=lambda event: event.order) if event.minute <= at]
    life = Life(contract, at, [event for event in known if event.known is None or event.known <= at])
    clocks = {clock for level in contract.promises.values() for clock in level} | {"response", "resolution"}
    return {clock: life.said(clock) for clock in clocks}
