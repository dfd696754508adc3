"""The verdict on a ticket at an instant, clock by clock (S1-S11), and its deadlines.

Corners that the conventions leave open are read so here:

1. A mark other than the due (expected from, estimate, at risk) has no value while an open pause that began
   before it lasts, as the due has none.
2. `at_risk_at` is reckoned once, with the cover: three quarters of the measure from the start to the
   unpaused due (the earlier of S4's two), moved by S3 with the cover. Where that due lies before the start
   ("midnight" after hours) the measure is zero and it is the due.
3. `used`, `remaining`, `overrun` and `paused_time` are measured on the hours with the known cover,
   whichever of S4's two answers was the earlier; `paused_time` is the measure inside the pauses.
4. A completed clock is judged wholly as at its completion: bookings and logging known by then.
5. "At risk" and "in window" begin at their marks, the instant itself included.
6. An estimate is the earlier of its two answers too (S4).
7. Booked cover that becomes known late moves the due from the start, so `breached_at` is the due as known
   when asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .clock import Stretch
from .contract import Contract
from .reading import Run, clipped, merged
from .words import Promise, Target

NAMES = ("response", "resolution")
Pause = tuple[int, int | None]


@dataclass(frozen=True)
class Events:
    """What happened: `unlogged` marks a ticket left with somebody who had not logged it by `reported`."""

    reported: int
    priority: str | None = None
    logged: int | None = None
    unlogged: bool = False
    responded: int | None = None
    resolved: int | None = None
    pauses: Sequence[Pause] = ()

    def completed(self, name: str) -> int | None:
        """Return when a clock was fulfilled: resolving fulfils the response too (S2)."""
        done = [self.resolved] if name == "resolution" else [self.responded, self.resolved]
        return min((instant for instant in done if instant is not None), default=None)


@dataclass(frozen=True)
class Marks:
    """The instants of one clock; None where there is none."""

    due: int | None = None
    expected_from: int | None = None
    estimate: int | None = None
    at_risk_at: int | None = None
    due_if_resumed: int | None = None


@dataclass(frozen=True)
class Verdict(Marks):
    """One judged clock; instants and durations in microseconds."""

    name: str = ""
    state: str = "no_deadline"
    started_at: int | None = None
    completed_at: int | None = None
    breached: bool = False
    breached_at: int | None = None
    used: int | None = None
    remaining: int | None = None
    overrun: int | None = None
    paused_time: int | None = None
    commitment: str | None = None


class Judging:
    """One clock of one ticket, judged as at `now` (None: by the whole history)."""

    def __init__(self, events: Events, contract: Contract, name: str, now: int | None) -> None:
        self.events, self.contract, self.name = events, contract, name
        done = events.completed(name)
        self.done = done if done is not None and (now is None or done <= now) else None
        self.now = now if self.done is None else self.done
        self.found = contract.promised(events.priority, name)
        self.report = self._starts()
        self.runs: list[Run] = []
        if self.found and self.report is not None:
            self.runs = contract.runs(self.found[0], name, self.report, self.now)

    def _known(self, instant: int | None) -> bool:
        return instant is not None and (self.now is None or instant <= self.now)

    def _starts(self) -> int | None:
        """Return the instant that the clock starts from, None while the ticket is not logged."""
        events = self.events
        if self.contract.starts == "reported" or (events.logged is None and not events.unlogged):
            return events.reported
        return events.logged if self._known(events.logged) else None

    @property
    def promise(self) -> Promise | None:
        return self.found[1] if self.found else None

    def pauses(self) -> tuple[list[Stretch], int | None]:
        """Return the pauses known that have ended, merged, and the begin of the open one."""
        if self.name not in self.contract.pauses:
            return [], None
        ends, still = [], []
        for a, b in self.events.pauses:
            if not self._known(a):
                continue
            if self.done is not None:
                ends.append((a, self.done if b is None else min(b, self.done)))
            elif b is not None and self._known(b):
                ends.append((a, b))
            else:
                still.append(a)
        ended = merged(ends)
        if not still:
            return ended, None
        begin = min(still)
        for a, b in ended:
            begin = min(begin, a) if a <= begin <= b else begin
        return [(a, b) for a, b in ended if a < begin], begin

    def mark(self, target: Target | None) -> tuple[int | None, int | None]:
        """Return when a target falls due, and when it would if an open pause ended now."""
        if target is None or not self.runs:
            return None, None
        response = self.contract.response(self.found[0]) if self.found else None
        return self._shifted([(run, target, run.unpaused(target, response)) for run in self.runs])

    def _shifted(self, answers: list[tuple[Run, Target, int]]) -> tuple[int | None, int | None]:
        ended, begin = self.pauses()
        due = min(run.moved(target, unpaused, ended) for run, target, unpaused in answers)
        if begin is None or begin >= due:
            return due, due
        if self.now is None:
            return None, None
        resumed = [*ended, (begin, self.now)]
        return None, min(run.moved(target, unpaused, resumed) for run, target, unpaused in answers)

    def at_risk(self) -> int | None:
        """Return when the promise's share of its measure is used (S11)."""
        promise = self.promise
        if promise is None or promise.target is None or not self.runs:
            return None
        run, target = self.runs[0], promise.target
        start, due = run.begins(target), self._unpaused_due(target)
        share = max(0, run.measure(target, start, due)) * promise.thresholds[0] // 100
        return self._shifted([(run, target, min(due, run.add(target, start, share)))])[0]

    def _unpaused_due(self, target: Target) -> int:
        response = self.contract.response(self.found[0]) if self.found else None
        return min(run.unpaused(target, response) for run in self.runs)

    def marks(self) -> Marks:
        """Return every mark of the clock."""
        promise = self.promise or Promise(None)
        due, resumed = self.mark(promise.target)
        return Marks(
            due=due,
            expected_from=self.mark(promise.lower)[0],
            estimate=self.mark(promise.estimate)[0],
            at_risk_at=self.at_risk(),
            due_if_resumed=resumed if due is None else None,
        )

    def verdict(self) -> Verdict:
        """Return the clock as judged."""
        marks = self.marks()
        late = marks.due is not None and self.now is not None and self.now > marks.due
        verdict = Verdict(
            **vars(marks),
            name=self.name,
            completed_at=self.done,
            breached=late,
            breached_at=marks.due if late else None,
            commitment=None if self.promise is None else "aim" if self.promise.aim else "contract",
        )
        if self.runs:
            verdict = self._measured(verdict)
        return replace(verdict, state=self.state(verdict))

    def _measured(self, verdict: Verdict) -> Verdict:
        target = self.promise.target if self.promise else None
        run, now = self.runs[0], self.now
        started = run.begins(target) if target else run.start
        reference = verdict.due if verdict.due is not None else verdict.due_if_resumed
        if target is None or reference is None or now is None:
            return replace(verdict, started_at=started)
        ended, begin = self.pauses()
        stopped = clipped(ended if begin is None else [*ended, (begin, now)], started)

        def unpaused(a: int, b: int) -> int:
            return max(0, run.measure(target, a, b)) - inside(a, b) if a < b else 0

        def inside(a: int, b: int) -> int:
            overlaps = [(max(a, lo), min(b, hi)) for lo, hi in stopped]
            return sum(run.measure(target, lo, hi) for lo, hi in overlaps if lo < hi)

        return replace(
            verdict,
            started_at=started,
            used=unpaused(started, now),
            remaining=unpaused(now, reference),
            overrun=unpaused(reference, now),
            paused_time=inside(started, now),
        )

    def state(self, verdict: Verdict) -> str:
        """Return the first state that applies (S10)."""
        now, done = self.now, self.done
        if verdict.breached:
            return "overdue" if done is None else "missed"
        if self.promise is None or self.promise.target is None:
            return "no_deadline"
        if done is not None:
            return "met"
        if verdict.started_at is None or now is None or now < verdict.started_at:
            return "not_started"
        if verdict.due is None:
            return "paused"
        if verdict.at_risk_at is not None and now >= verdict.at_risk_at:
            return "at_risk"
        if verdict.expected_from is not None and now >= verdict.expected_from:
            return "in_window"
        return "running"


def assess(events: Events, contract: Contract, now: int) -> dict[str, Verdict]:
    """Return the verdict on both clocks of a ticket at an instant, from what is known then (S8)."""
    if now < events.reported:
        raise ValueError("asked before the report")
    return {name: Judging(events, contract, name, now).verdict() for name in NAMES}


def deadlines(events: Events, contract: Contract) -> dict[str, Marks]:
    """Return the marks of both clocks by the whole history."""
    return {name: Judging(events, contract, name, None).marks() for name in NAMES}
