"""The life of a ticket, stepped minute by minute: what its clocks say at an instant (S1-S3, S5-S11).

Where the marks of a promise fall without pauses is asked of `reading`; here pauses hold them, and every minute of a
pause that counts is owed to them. Corners that the conventions leave open are read so here, beside those of `story`,
`reading` and `verdict`:

1. A ticket that is cancelled takes a fulfilled clock with it (the first state of S10), but only the turn that counts:
   earlier turns keep the verdict they ended with, which is "cancelled" for one that a cancellation ended. One that is
   handed over takes with it what no message has started.
2. A clock that is fulfilled is judged as at that instant: a pause that still lasts ends there, and a ticket logged
   later had no deadline yet.
3. A change of priority while the ticket is over counts from its own instant once the ticket is reopened; what falls
   due between the end and the change breaks nothing, nor does a priority that was in force only then. Under "continue"
   it is judged as if it had never been over.
4. A first priority is no change: its resolution is measured from the report.
5. On a grid of updates, a message counts for the period in which it comes (its end included), by the target then in
   force; under another priority the periods are that priority's. A longer period has no lower mark. The same day and
   the next working day make no grid, and are measured from the message.
6. A pause begun at the due of a running clock, asked about at that very instant, is `paused`.
7. An agreed deadline is measured as working time; its thresholds are reckoned without pauses, as it does not move.
8. A ticket's own estimate has no place where nothing is promised for the resolution.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .contract import Contract
from .instants import MINUTE
from .reading import Run
from .story import Event, Stop, Story, Turn, told
from .words import Promise, Target


@dataclass(frozen=True)
class Says:
    """What one clock says; instants and amounts in microseconds, None where there is none."""

    state: str
    commitment: str | None = None
    started_at: int | None = None
    due: int | None = None
    due_if_resumed: int | None = None
    expected_from: int | None = None
    estimate: int | None = None
    thresholds: tuple[int | None, ...] = ()
    completed_at: int | None = None
    breached_at: int | None = None
    breached_on_arrival: bool = False
    used: int | None = None
    remaining: int | None = None
    overrun: int | None = None
    paused_time: int | None = None
    out_of_hours: int = 0
    ticking: bool = False
    excused: str | None = None
    cycles: tuple["Says", ...] = ()


class Mark:
    """A place in time that pauses move, on the hours of one run; without a target it stays where it is."""

    def __init__(self, run: Run, target: Target | None, at: int) -> None:
        self.run, self.target, self.at, self.held = run, target, at, False
        self.begin = run.start if target is None else run.begins(target)

    def wait(self, stop: Stop, until: int) -> None:
        """Take a pause, which counts if it begins before the mark: it moves by the minutes that count (S3)."""
        since, end = stop
        if self.target is None or since >= self.at:
            return
        owed = self.minutes(max(since, self.begin), until if end is None else end)
        self.held = end is None
        if owed:
            landed = self.run.land(self.target, self.at)
            self.at = self.run.land(self.target, self.run.add(self.target, landed, owed))

    def minutes(self, since: int, until: int) -> int:
        """Return how much is measured from one instant to another, stepping from minute to minute."""
        around_the_clock = self.target is not None and self.run.is_elapsed(self.target)
        t, counted = since, 0
        while t < until:
            end = min(t - t % MINUTE + MINUTE, until)
            counted += end - t if around_the_clock or self.run.hours.is_open(t) else 0
            t = end
        return counted


@dataclass
class Place:
    """Where a mark is, the earlier of with and without booked cover (S4)."""

    shown: int | None = None
    """None while a pause holds it."""
    resumed: int | None = None
    """Where it is or would be if that pause ended."""


class Reckoning:
    """One clock under one priority and agreement, from the report to an instant."""

    def __init__(self, story: Story, clock: str, turn: Turn, since: int, until: int, *, closes: bool) -> None:
        self.story, self.contract, self.clock, self.turn = story, story.contract, clock, turn
        self.since, self.until = since, until
        self.stops = story.stops(clock, until, closes=closes)
        self.found = self.contract.promised(story.priority(since), clock)
        self.report = self._report()
        self.runs: list[Run] = []
        if self.found is not None and self.report is not None:
            self.runs = self.contract.runs(self.found[0], clock, self.report, until)

    @property
    def promise(self) -> Promise:
        """What is promised: nothing, where nothing is."""
        return self.found[1] if self.found else Promise(None)

    def _report(self) -> int | None:
        report = self.turn.begins if self.makes_no_grid else self.turn.report
        if report is None or report > self.until:
            return None
        if self.clock != "resolution" or self.contract.priority_change == "from_report":
            return report
        return max([report, *(at for at in self.story.priority_changes(set_before=True) if at <= self.since)])

    @property
    def makes_no_grid(self) -> bool:
        """Whether updates are measured one by one (corner 5)."""
        target = self.promise.target
        return self.clock == "update" and target is not None and target.kind in {"same day", "next working day"}

    @property
    def agreed(self) -> int | None:
        """The agreed deadline, where it rules (S6)."""
        agreed = self.story.latest("agreed", self.since) if self.clock == "resolution" else None
        return agreed[0] if agreed and self.found and (agreed[1] or self.promise.by_agreement) else None

    @property
    def has_deadline(self) -> bool:
        """Whether there is one, or will be once the ticket is logged."""
        return self.agreed is not None or self.promise.target is not None

    def target(self) -> Target | None:
        """Return the target, on a grid of updates so many times (corner 5)."""
        target, periods = self.promise.target, self._periods()
        return target if target is None or periods == 1 else replace(target, amount=target.amount * periods)

    def _periods(self) -> int:
        turn, target = self.turn, self.promise.target
        if self.clock != "update" or target is None or turn.begins == turn.report or self.makes_no_grid:
            return 1
        then = Reckoning(self.story, self.clock, turn, self.since, turn.begins, closes=False)
        periods = 1
        while True:
            place = then.place(then.marks(replace(target, amount=target.amount * periods)))
            if place.shown is None or place.shown >= turn.begins:
                return periods + 1
            periods += 1

    # -- marks

    def marks(self, target: Target | None) -> list[Mark]:
        """Return where a target falls without pauses, with booked cover and without it."""
        if target is None or self.found is None:
            return []
        response = self.contract.response(self.found[0])
        return [Mark(run, target, run.unpaused(target, response)) for run in self.runs]

    def deadline(self) -> list[Mark]:
        """Return where the deadline falls without pauses."""
        if self.agreed is not None:
            return [Mark(run, None, self.agreed) for run in self.runs[:1]]
        return self.marks(self.target())

    def place(self, marks: Sequence[Mark]) -> Place:
        """Return where marks are after the pauses."""
        for mark in marks:
            for stop in self.stops:
                mark.wait(stop, self.until)
        at = min((mark.at for mark in marks), default=None)
        return Place(None if marks and all(mark.held for mark in marks) else at, at)

    def lower(self) -> Place:
        """Return the lower mark of a range."""
        plain = self.agreed is None and self._periods() == 1
        return self.place(self.marks(self.promise.lower if plain else None))

    def estimate(self) -> Place:
        """Return the ticket's own estimate, or else that of the promise (S6)."""
        day = self.story.latest("estimated", self.until) if self.clock == "resolution" else None
        if day is None or not self.runs:
            return self.place(self.marks(self.promise.estimate))
        days = self.runs[0].days
        return self.place([Mark(self.runs[0], None, days.close(days.nth(day, 0)))])

    def thresholds(self) -> tuple[Place, ...]:
        """Return when so many percent of the measure are used (S11)."""
        marks = self.deadline()
        if not marks:
            return ()
        mark = marks[0]
        due, whole = min(each.at for each in marks), 0
        whole = max(0, self._measure(mark, mark.begin, due))
        used = [self._add(mark, whole * percent // 100) for percent in self.promise.thresholds]
        return tuple(self.place([Mark(mark.run, mark.target, min(due, at))]) for at in used)

    @staticmethod
    def _measure(mark: Mark, a: int, b: int) -> int:
        return mark.run.hours.measure(a, b) if mark.target is None else mark.run.measure(mark.target, a, b)

    @staticmethod
    def _add(mark: Mark, amount: int) -> int:
        run, target = mark.run, mark.target
        return run.hours.add(mark.begin, amount) if target is None else run.add(target, mark.begin, amount)

    # -- figures

    def broken(self) -> tuple[int, bool] | None:
        """Return when its deadline had passed by the end, and whether it came into force too late for it (S1, S7)."""
        due = self.place(self.deadline()).shown
        return None if due is None or due >= self.until else (max(due, self.since), due < self.since)

    def measured(self, says: Says) -> Says:
        """Add what is used, left and over, and what of it was outside the standard hours."""
        if not self.runs:
            return says
        marks = self.deadline()
        mark = marks[0] if marks else Mark(self.runs[0], None, self.runs[0].start)
        says = replace(says, started_at=mark.begin, out_of_hours=self._out_of_hours(mark.begin))
        until = says.due if says.due is not None else says.due_if_resumed
        if until is None:
            return says
        return replace(
            says,
            used=self._unpaused(mark, mark.begin),
            remaining=max(0, self._measure(mark, self.until, until)),
            overrun=self._unpaused(mark, until),
            paused_time=self._paused(mark, mark.begin),
            ticking=self._ticks(mark),
        )

    def _paused(self, mark: Mark, since: int) -> int:
        ends = [(a, self.until if b is None else b) for a, b in self.stops]
        return sum(mark.minutes(max(a, since), b) for a, b in ends)

    def _unpaused(self, mark: Mark, since: int) -> int:
        return max(0, self._measure(mark, since, self.until)) - self._paused(mark, since)

    def _ticks(self, mark: Mark) -> bool:
        stands = self.turn.outcome != "open" or self.until < mark.begin or self.waits
        return not stands and mark.minutes(self.until, self.until + 1) == 1

    @property
    def waits(self) -> bool:
        """Whether a pause lasts."""
        return any(end is None for _, end in self.stops)

    def _out_of_hours(self, begin: int) -> int:
        # By working time, whatever the measure of the target.
        covered, *bare = [self._unpaused(Mark(run, None, 0), begin) for run in self.runs]
        return covered - bare[0] if bare else 0


class Life:
    """One clock of one ticket, turn by turn."""

    def __init__(self, story: Story, clock: str) -> None:
        self.story, self.clock = story, clock

    def says(self) -> Says:
        """Return what the clock says, its earlier turns beside it."""
        turns = self.story.turns(self.clock)
        if not turns:
            return self._unstarted()
        *earlier, last = [self._judged(turn, is_last=turn is turns[-1]) for turn in turns]
        return replace(last, cycles=tuple(earlier))

    def _unstarted(self) -> Says:
        ended, at = self.story.ended, self.story.at
        if ended == "resolved":
            ended = None
        elif ended is not None:
            at = self.story.overs[-1][1]
        reckoned = Reckoning(self.story, self.clock, Turn(None, self.story.reported, at), at, at, closes=False)
        state = ended or ("not_started" if reckoned.has_deadline else "no_deadline")
        return Says(state, _commitment(reckoned), excused=self.story.excuse(self.clock))

    def _changes(self, turn: Turn) -> list[int]:
        agreed = {event.at for event in self.story.events if event.kind == "agreed" and self.clock == "resolution"}
        changes = agreed | set(self.story.priority_changes(set_before=False))
        return sorted({turn.begins, *(at for at in changes if turn.begins < at <= turn.until)})

    def _judged(self, turn: Turn, *, is_last: bool) -> Says:
        changes, broken = self._changes(turn), None
        for since, change in pairwise(changes):
            over = None if self.story.contract.reopen == "continue" else self.story.over_at(change)
            ends = change if over is None else over
            if broken is None and since <= ends:
                broken = Reckoning(self.story, self.clock, turn, since, ends, closes=False).broken()
        closes = turn.outcome != "open"
        reckoned = Reckoning(self.story, self.clock, turn, changes[-1], turn.until, closes=closes)
        broken = broken or reckoned.broken()
        due = reckoned.place(reckoned.deadline())
        says = Says(
            "",
            _commitment(reckoned),
            due=due.shown,
            due_if_resumed=due.resumed if due.shown is None else None,
            expected_from=reckoned.lower().shown,
            estimate=reckoned.estimate().shown,
            thresholds=tuple(place.shown for place in reckoned.thresholds()),
            completed_at=turn.until if turn.outcome == "done" else None,
            breached_at=broken and broken[0],
            breached_on_arrival=broken is not None and broken[1],
            excused=self.story.excuse(self.clock),
        )
        says = reckoned.measured(says)
        cancelled = is_last and self.story.ended == "cancelled"
        ended = "cancelled" if cancelled else turn.outcome if turn.outcome in {"transferred", "cancelled"} else None
        return replace(says, state=ended or _state(says, reckoned))


def _state(says: Says, reckoned: Reckoning) -> str:
    done, now = says.completed_at is not None, reckoned.until
    states = (
        ("missed", done and says.breached_at is not None),
        ("overdue", says.breached_at is not None),
        ("no_deadline", not reckoned.has_deadline),
        ("met", done),
        ("not_started", says.started_at is None or now < says.started_at),
        ("paused", reckoned.waits or says.due is None),
        ("at_risk", any(at is not None and now >= at for at in says.thresholds[:1])),
        ("in_window", says.expected_from is not None and now >= says.expected_from),
        ("running", True),
    )
    return next(state for state, holds in states if holds)


def _commitment(reckoned: Reckoning) -> str | None:
    if reckoned.found is None:
        return None
    return "aim" if reckoned.promise.aim else "contract"


def assess(events: Iterable[Event], contract: Contract, at: int) -> dict[str, Says]:
    """Return what each clock says at an instant, by what is known then (S8)."""
    story = told(events, contract, at)
    clocks = {clock for level in contract.promises.values() for clock in level} | {"response", "resolution"}
    return {clock: Life(story, clock).says() for clock in sorted(clocks)}
