"""Deadlines under pauses, and verdicts, of one ticket or a column of them, without a branch on any value.

Everything here is arithmetic in the verbs of an engine. NEVER stands for an instant that there is not.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from slacalc.engine import Engine, Ticks
from slacalc.history import Run
from slacalc.packages import Term
from slacalc.rules import Rule, landed, start
from slacalc.windows import NEVER


class State(StrEnum):
    """The state of a clock; where several hold, the first in this order is the one (S10).

    Example:
        >>> State.AT_RISK == "at_risk"
        True
    """

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
_LAST_FIRST = [(state.value, place) for place, state in reversed([*enumerate(State)])]
Pauses = Sequence[tuple[Ticks, Ticks]]
Where = Callable[[Any, Ticks, Ticks], Ticks]
Engines = Sequence[Engine]
"""The desk with booked cover and, where it has some, the desk without: every mark is the earlier of both (S4)."""


class Mark(NamedTuple):
    """A deadline or another mark: where it falls without pauses, and where they have moved it."""

    unpaused: Ticks
    due: Ticks


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
    marks = [settle(rule, each, run.report, run.pauses) for each in engines]
    due = _unless_waiting(on, _earliest(on, [mark.due for mark in marks]), run)
    resumed = _earliest(on, [_resumed(rule, each, mark.due, run) for each, mark in zip(engines, marks, strict=True)])
    unpaused = _earliest(on, [mark.unpaused for mark in marks])
    started_at = start(rule, on, run.report)
    at_risk_at = _unless_waiting(on, at_risk(rule, on, run, (started_at, unpaused), term.promise.thresholds[0]), run)
    expected_from = settled(term.expected_from, engines, run)
    broken = breach(on.where, due, run, before)
    state = classify(
        on.where,
        missed=(broken.at < NEVER) & run.done,
        overdue=broken.at < NEVER,
        met=run.done,
        not_started=run.until < started_at,
        paused=due == NEVER,
        at_risk=run.until >= at_risk_at,
        in_window=run.until >= expected_from,
    )
    return Outcome(
        state,
        started_at,
        due,
        on.where(due == NEVER, resumed, NEVER),
        expected_from,
        settled(term.estimate, engines, run),
        at_risk_at,
        broken,
        *_figures(rule, on, started_at, resumed, run),
    )


def _without_deadline(term: Term, engines: Engines, run: Run, before: Breach) -> Outcome:
    on, breached = engines[0], before.at < NEVER
    state = classify(on.where, missed=breached & run.done, overdue=breached, no_deadline=True)
    return Outcome(state, on.receipt(run.report), estimate=settled(term.estimate, engines, run), breach=before)


def idle(where: Where, run: Run, *, promised: bool, before: Breach = KEPT) -> Outcome:
    """Return the verdict on a clock that nothing is measured for: no promise, or a ticket that waits to be logged."""
    breached = before.at < NEVER
    state = classify(
        where, missed=breached & run.done, overdue=breached, no_deadline=not promised, met=run.done, not_started=True
    )
    return Outcome(state, breach=before)


def breach(where: Where, due: Ticks, run: Run, before: Breach = KEPT) -> Breach:
    """Return when a promise was first broken, an earlier breach included, which is never cleared (S1).

    That is when its deadline passed, or when its priority came into force, if that was later.
    """
    late = (due < run.until) & (before.at == NEVER)
    arrived = (late & (due < run.since)) | before.on_arrival
    since = where(due > run.since, due, run.since)
    return Breach(where(late, since, before.at), arrived)


def classify(where: Where, **holds: Any) -> Ticks:
    """Return the place in STATES of the first state that holds (S10).

    Args:
        where: the verb of the engine.
        holds: whether a state holds; those not named do not, and "running" always does. "overdue" may name all
            breached clocks and "met" all completed ones, since the first that holds is taken.
    """
    found: Ticks = _LAST_FIRST[0][1]
    for state, place in _LAST_FIRST:
        if state in holds:
            found = where(holds[state], place, found)
    return found


# marks ---------------------------------------------------------------------------------------------------------------


def settled(rule: Rule | None, engines: Engines, run: Run) -> Ticks:
    """Return a mark as moved by pauses: the earlier of with and without cover; NEVER while an open pause hides it."""
    if rule is None:
        return NEVER
    on = engines[0]
    return _unless_waiting(on, _earliest(on, [settle(rule, each, run.report, run.pauses).due for each in engines]), run)


def settle(rule: Rule, on: Engine, report: Ticks, pauses: Pauses) -> Mark:
    """Return the mark of a rule, without and with the pauses (S3)."""
    unpaused = rule.due(on, report)
    return Mark(unpaused, moved(rule, on, unpaused, report, pauses))


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
        inside = hours.rank(_later(on, end, report)) - hours.rank(_later(on, begin, report))
        shift = on.where(begin < at, inside, 0)
        at = on.where(shift > 0, landed(rule, on, hours.add(at, shift)), at)
    return at


def at_risk(rule: Rule, on: Engine, run: Run, stretch: tuple[Ticks, Ticks], percent: int) -> Ticks:
    """Return when so many percent of the measure from start to an unpaused deadline are used, moved by pauses (S11)."""
    hours, (begin, due) = hours_of(rule, on), stretch
    measure = hours.rank(due) - hours.rank(begin)
    used = on.where(measure > 0, measure, 0) * percent // 100
    return moved(rule, on, _earlier(on, hours.add(begin, used), due), run.report, run.pauses)


def _unless_waiting(on: Engine, at: Ticks, run: Run) -> Ticks:
    # A mark that an open pause has begun before is not there while the pause lasts (S3).
    return at if run.waiting is None else on.where(run.waiting < at, NEVER, at)


def _resumed(rule: Rule, on: Engine, due: Ticks, run: Run) -> Ticks:
    # Where the deadline would be if the open pause ended now.
    if run.waiting is None:
        return due
    return moved(rule, on, due, run.report, [(_earlier(on, run.waiting, run.until), run.until)])


# figures -------------------------------------------------------------------------------------------------------------


def hours_of(rule: Rule, on: Engine) -> Engine:
    """Return the engine that measures a rule: working time, or elapsed time around the clock."""
    return on.elapsed() if rule.elapsed else on


def _figures(rule: Rule, on: Engine, started_at: Ticks, due: Ticks, run: Run) -> tuple[Ticks, Ticks, Ticks, Ticks]:
    # Used, remaining, overrun and paused time: differences of the measure so far, which never falls.
    rank = hours_of(rule, on).rank
    begin, reached, end = rank(started_at), rank(run.until), rank(due)
    waits = [(rank(since), rank(until)) for since, until in run.pauses]
    if run.waiting is not None:
        waits.append((rank(_earlier(on, run.waiting, run.until)), reached))
    used, paused = _unpaused(on, begin, reached, waits)
    overrun, _ = _unpaused(on, end, reached, waits)
    remaining, _ = _unpaused(on, reached, end, ())
    return used, remaining, overrun, paused


def _unpaused(on: Engine, begin: Ticks, end: Ticks, waits: Pauses) -> tuple[Ticks, Ticks]:
    # The unpaused and the paused measure between two ranks; none where the second is the smaller.
    end = _later(on, end, begin)
    paused: Ticks = 0
    for since, until in waits:
        first, last = (_earlier(on, _later(on, at, begin), end) for at in (since, until))
        paused = paused + last - first
    return end - begin - paused, paused


def _later(on: Engine, one: Ticks, other: Ticks) -> Ticks:
    return on.where(one > other, one, other)


def _earlier(on: Engine, one: Ticks, other: Ticks) -> Ticks:
    return on.where(one < other, one, other)


def _earliest(on: Engine, ones: Sequence[Ticks]) -> Ticks:
    first, *others = ones
    for other in others:
        first = _earlier(on, first, other)
    return first
