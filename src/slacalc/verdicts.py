"""Deadlines under pauses, and verdicts, of one ticket or a column of them, without a branch on any value.

Everything here is arithmetic in the verbs of an engine. NEVER stands for an instant that there is not.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from slacalc.engine import Engine, Ticks
from slacalc.history import Run
from slacalc.promises import Term
from slacalc.rules import Rule, landed, moves, start
from slacalc.windows import NEVER


class State(StrEnum):
    """The state of a clock; where several hold, the first in this order is the one (S10).

    Example:
        >>> State.AT_RISK == "at_risk"
        True
    """

    CANCELLED = "cancelled"
    """The ticket was cancelled."""
    TRANSFERRED = "transferred"
    """The ticket was handed over before the clock was fulfilled."""
    MISSED = "missed"
    """Completed, and breached at some time."""
    OVERDUE = "overdue"
    """Open, and breached at some time."""
    NO_DEADLINE = "no_deadline"
    """Nothing is promised, or nothing yet: by agreement, no target, no priority."""
    MET = "met"
    """Completed in time."""
    NOT_STARTED = "not_started"
    """The clock does not run yet."""
    PAUSED = "paused"
    """Stopped before the deadline."""
    AT_RISK = "at_risk"
    """Running, with most of the measure used (S11)."""
    IN_WINDOW = "in_window"
    """Running, between the two marks of a range (S5)."""
    RUNNING = "running"
    """Running, in time."""


STATES = tuple(State)
COUNTED_AS = {
    State.CANCELLED: "ended",
    State.TRANSFERRED: "ended",
    State.MISSED: "breached",
    State.OVERDUE: "breached",
    State.NO_DEADLINE: "no_deadline",
    State.MET: "met",
    State.NOT_STARTED: "open",
    State.PAUSED: "open",
    State.AT_RISK: "open",
    State.IN_WINDOW: "open",
    State.RUNNING: "open",
}
"""How a clock counts in a service level: what is kept and what is broken are its numerator and its denominator; what is
open may become either, and what ended without a verdict is neither."""
Pauses = Sequence[tuple[Ticks, Ticks]]
Where = Callable[[Any, Ticks, Ticks], Ticks]
First = Callable[..., Ticks]
Engines = Sequence[Engine]
"""The desk with booked cover and, where it has some, the desk without: every mark is the earlier of both (S4)."""


class Breach(NamedTuple):
    """When a promise was first broken; NEVER while it is kept."""

    at: Ticks = NEVER
    on_arrival: Ticks = False
    """Whether its priority came into force with a deadline already passed (S7)."""


KEPT = Breach()


class Outcome(NamedTuple):
    """One clock judged, in microseconds: NEVER for an instant that there is not, None for an amount."""

    state: Ticks
    """The place of the state in STATES."""
    started_at: Ticks = NEVER
    due: Ticks = NEVER
    due_if_resumed: Ticks = NEVER
    expected_from: Ticks = NEVER
    estimate: Ticks = NEVER
    at_risk_at: Ticks = NEVER
    breach: Breach = KEPT
    used: Ticks | None = None
    remaining: Ticks | None = None
    overrun: Ticks | None = None
    paused_time: Ticks | None = None
    thresholds: Sequence[Ticks] = ()
    """When each threshold of the promise is used up."""
    ticking: Ticks = False
    """Whether the measure is being used at that instant."""
    out_of_hours: Ticks = 0
    """What is used of it in booked cover, outside the standard hours."""


# verdicts ------------------------------------------------------------------------------------------------------------


def judge(term: Term, engines: Engines, run: Run, before: Breach = KEPT) -> Outcome:
    """Return the verdict on a clock; what is used is measured with the booked cover.

    Args:
        term: what is promised, ready to reckon.
        engines: the desk it is reckoned on.
        run: what happened.
        before: how the promises of earlier priorities fared.
    """
    on, rule = engines[0], term.due
    if rule is None:
        return _without_deadline(term, engines, run, before)
    open_pause = None if run.waiting is None else (on.earlier(run.waiting, run.until), run.until)
    unpaused, due, resumed = _earliest(rule, engines, run, open_pause)
    hours, started_at = hours_of(rule, on), start(rule, on, run.report)
    begin, end = hours.rank(started_at), hours.rank(unpaused)
    stretch = started_at, unpaused, end - begin
    thresholds = tuple([at_risk(rule, on, hours, run, stretch, each) for each in term.promise.thresholds])
    if run.waiting is not None:
        due, thresholds = _shown(rule, on, due, run), tuple([_shown(rule, on, at, run) for at in thresholds])
    expected_from = settled(term.expected_from, engines, run)
    broken = breach(on.where, due, run, before)
    state = classify(
        on.first,
        cancelled=run.cancelled,
        transferred=run.transferred,
        missed=(broken.at < NEVER) & run.done,
        overdue=broken.at < NEVER,
        met=run.done,
        not_started=run.until < started_at,
        paused=(due == NEVER) | _waits_at(run),
        at_risk=run.until >= thresholds[0],
        in_window=run.until >= expected_from,
    )
    reached = hours.rank(run.until)
    waits = _waits(on, hours, reached, run) if run.pauses or run.waiting is not None else ()
    ranks = begin, end if resumed is unpaused else hours.rank(resumed), reached
    return Outcome(
        state,
        started_at,
        due,
        on.where(due == NEVER, resumed, NEVER),
        expected_from,
        settled(term.estimate, engines, run),
        thresholds[0],
        broken,
        *_figures(on, ranks, waits),
        thresholds,
        ticking=_is_ticking(hours, reached, started_at, run),
        out_of_hours=_out_of_hours(engines, started_at, run),
    )


def _waits_at(run: Run) -> Any:
    return False if run.waiting is None else run.waiting <= run.until


def _is_ticking(hours: Engine, reached: Ticks, started_at: Ticks, run: Run) -> Any:
    # Inside the hours the measure grows with the next microsecond.
    if run.done is True:
        return False
    is_open = hours.rank(run.until + 1) > reached
    stops = run.done | run.transferred | run.cancelled | _waits_at(run)
    return is_open & (run.until >= started_at) & (stops == 0)


def _without_deadline(term: Term, engines: Engines, run: Run, before: Breach) -> Outcome:
    on = engines[0]
    state = _state_without_measure(on.first, run, before, promised=False)
    started_at, estimate = on.receipt(run.report), settled(term.estimate, engines, run)
    return Outcome(
        state, started_at, estimate=estimate, breach=before, out_of_hours=_out_of_hours(engines, started_at, run)
    )


def idle(first: First, run: Run, *, promised: bool, before: Breach = KEPT) -> Outcome:
    """Return the verdict on a clock that nothing is measured for: no promise, or a ticket that waits to be logged."""
    return Outcome(_state_without_measure(first, run, before, promised=promised), breach=before)


def _state_without_measure(first: First, run: Run, before: Breach, *, promised: bool) -> Ticks:
    breached = before.at < NEVER
    return classify(
        first,
        cancelled=run.cancelled,
        transferred=run.transferred,
        missed=breached & run.done,
        overdue=breached,
        no_deadline=not promised,
        met=run.done,
        not_started=True,
    )


def breach(where: Where, due: Ticks, run: Run, before: Breach = KEPT) -> Breach:
    """Return when a promise was first broken, an earlier breach included, which is never cleared (S1).

    That is when its deadline passed, or when its priority came into force, if that was later.
    """
    late = (due < run.until) & (before.at == NEVER)
    arrived = (late & (due < run.since)) | before.on_arrival
    since = where(due > run.since, due, run.since)
    return Breach(where(late, since, before.at), arrived)


def classify(  # noqa: PLR0913 (one for each state)
    first: First,
    *,
    cancelled: Any = False,
    transferred: Any = False,
    missed: Any = False,
    overdue: Any = False,
    no_deadline: Any = False,
    met: Any = False,
    not_started: Any = False,
    paused: Any = False,
    at_risk: Any = False,
    in_window: Any = False,
) -> Ticks:
    """Return the place in STATES of the first state that holds (S10).

    Those not named do not hold, and "running" always does. As the first is taken, "overdue" may name all breached
    clocks and "met" all completed ones.
    """
    dead = cancelled, transferred
    return first(*dead, missed, overdue, no_deadline, met, not_started, paused, at_risk, in_window, True)


# marks ---------------------------------------------------------------------------------------------------------------


def settled(rule: Rule | None, engines: Engines, run: Run) -> Ticks:
    """Return a mark as moved by pauses: the earlier of with and without cover; NEVER while an open pause hides it."""
    return NEVER if rule is None else _shown(rule, engines[0], _earliest(rule, engines, run)[1], run)


def settle(rule: Rule, on: Engine, run: Run, open_pause: tuple[Ticks, Ticks] | None = None) -> Sequence[Ticks]:
    """Return the mark of a rule: without pauses, with those that are over, and with the open one too (S3)."""
    unpaused = due = rule.due(on, run.report)
    if not moves(rule):
        return unpaused, due, due
    if run.pauses:
        due = moved(rule, on, due, run.report, run.pauses)
    return unpaused, due, moved(rule, on, due, run.report, [open_pause]) if open_pause else due


def _earliest(rule: Rule, engines: Engines, run: Run, open_pause: tuple[Ticks, Ticks] | None = None) -> Sequence[Ticks]:
    # The marks of a rule with booked cover and, where there is some, without: of each the earlier (S4).
    found = settle(rule, engines[0], run, open_pause)
    for other in engines[1:]:
        found = tuple(map(other.earlier, found, settle(rule, other, run, open_pause)))
    return found


def moved(rule: Rule, on: Engine, at: Ticks, report: Ticks, pauses: Pauses) -> Ticks:
    """Return a mark, moved by each pause that begins before it, by the time inside the pause (S3).

    Args:
        rule: what the mark belongs to: it says by which measure, and where a moved deadline lands.
        on: the engine.
        at: where the mark falls without pauses.
        report: from when pauses count.
        pauses: in order and disjoint; what begins at the mark or after it changes nothing.
    """
    hours = hours_of(rule, on)
    for begin, end in pauses:
        inside = hours.rank(on.later(end, report)) - hours.rank(on.later(begin, report))
        shift = on.where(begin < at, inside, 0)
        at = on.where(shift > 0, landed(rule, on, hours.add(at, shift)), at)
    return at


def at_risk(
    rule: Rule, on: Engine, hours: Engine, run: Run, stretch: tuple[Ticks, Ticks, Ticks], percent: int
) -> Ticks:
    """Return when so many percent of a measure are used, moved by pauses (S11).

    Args:
        rule: what is promised.
        on: the engine.
        hours: the engine of its measure.
        run: what happened.
        stretch: the start, the unpaused deadline, and the measure from the one to the other.
        percent: how many.
    """
    begin, due, measure = stretch
    used = on.later(measure, 0) * percent // 100
    unpaused = on.earlier(hours.add(begin, used), due)
    return moved(rule, on, unpaused, run.report, run.pauses) if run.pauses and moves(rule) else unpaused


def _shown(rule: Rule, on: Engine, at: Ticks, run: Run) -> Ticks:
    # A mark that an open pause has begun before is not there while the pause lasts, unless pauses do not move it (S3).
    return at if run.waiting is None or not moves(rule) else on.where(run.waiting < at, NEVER, at)


# figures -------------------------------------------------------------------------------------------------------------


def hours_of(rule: Rule, on: Engine) -> Engine:
    """Return the engine that measures a rule: working time, or elapsed time around the clock."""
    return on.elapsed() if rule.elapsed else on


def _figures(on: Engine, ranks: tuple[Ticks, Ticks, Ticks], waits: Pauses) -> tuple[Ticks, Ticks, Ticks, Ticks]:
    # Used, remaining, overrun and paused time: differences of the measure so far, which never falls.
    begin, end, reached = ranks
    used, remaining, overrun = on.later(reached, begin), on.later(end, reached) - reached, on.later(reached, end)
    if not waits:
        return used - begin, remaining, overrun - end, begin - begin
    paused = _inside(on, begin, used, waits)
    return used - begin - paused, remaining, overrun - end - _inside(on, end, overrun, waits), paused


def _out_of_hours(engines: Engines, started_at: Ticks, run: Run) -> Ticks:
    # What is used in booked cover and not in the standard hours: none where no cover is booked.
    if len(engines) == 1:
        return 0
    used = []
    for on in engines:
        begin, reached = on.rank(started_at), on.rank(run.until)
        end = on.later(reached, begin)
        used.append(end - begin - _inside(on, begin, end, _waits(on, on, reached, run)))
    return used[0] - used[1]


def _waits(on: Engine, hours: Engine, reached: Ticks, run: Run) -> Pauses:
    # The pauses by the measure; an open one has lasted until the instant asked about.
    waits = [(hours.rank(since), hours.rank(until)) for since, until in run.pauses]
    if run.waiting is not None:
        waits.append((hours.rank(on.earlier(run.waiting, run.until)), reached))
    return waits


def _inside(on: Engine, begin: Ticks, end: Ticks, waits: Pauses) -> Ticks:
    # The measure of the waits between two ranks.
    paused: Ticks = 0
    for since, until in waits:
        first, last = on.later(since, begin), on.later(until, begin)
        paused = paused + on.earlier(last, end) - on.earlier(first, end)
    return paused
