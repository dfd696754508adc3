"""The cycles of each clock of a ticket, and in each what happened while one priority was in force (S1, S2, S7).

A clock has one cycle, unless reopening restarts it, or messages do.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from slacalc.events import Kind
from slacalc.handling import CLOCKS, Handling
from slacalc.history import Agreed, Life, Message, Pauses, Run
from slacalc.stages import Over
from slacalc.windows import NEVER, normal, pairs


class Cycle(NamedTuple):
    """One turn of a clock, from when it is measured to when it ended or is judged."""

    report: int
    """From when it is measured; NEVER while the ticket waits to be logged."""
    begins: int
    """From when it was this cycle's turn."""
    until: int
    """When it was fulfilled, ended or is judged."""
    done: bool = False
    """Whether it was fulfilled then."""
    ended: Kind | None = None
    """How it ended without being fulfilled: transferred or cancelled."""
    stops: Pauses = ()
    """The stretches on which the ticket was over and the clock stood still, if reopening says so."""
    cancelled: bool = False
    """Whether a cancellation ended it, or holds now and takes the cycle that counts with it (S10)."""


def cycles(life: Life, clock: str, handling: Handling, at: int) -> list[Cycle]:
    """Return the cycles of a clock in order, the last of them the one that counts.

    Args:
        life: what is known at the instant asked about.
        clock: which.
        handling: what reopening does.
        at: the instant asked about; NEVER for the whole history.
    """
    found = list(_CYCLES[clock](life, handling, at))
    last = life.overs[-1] if life.overs else None
    if last is None or last.until < NEVER or last.kind is Kind.RESOLVED:
        return found
    if not found:
        # No message has started it, and none will: it ends with the ticket, by what was known then.
        found = [Cycle(NEVER, life.reported, last.since, ended=last.kind)]
    return found if last.kind is Kind.TRANSFERRED else [*found[:-1], _cancelled(found[-1])]


def _cancelled(cycle: Cycle) -> Cycle:
    return Cycle(cycle.report, cycle.begins, cycle.until, cycle.done, cycle.ended, cycle.stops, cancelled=True)


def _response(life: Life, handling: Handling, at: int) -> Iterator[Cycle]:
    done = _answered(life)
    if done < NEVER:
        yield Cycle(life.starts, life.reported, done, done=True, stops=_stops(life, handling, 0, done))
    else:
        yield _open_cycle(life, handling, life.starts, life.reported, at)


def _answered(life: Life) -> int:
    # Resolution, or a transfer, fulfils the response if nothing did before (S2); a cancellation does not.
    fulfilled = next((over.since for over in life.overs if over.kind is not Kind.CANCELLED), NEVER)
    return min(life.responded, fulfilled)


def _resolutions(life: Life, handling: Handling, at: int) -> Iterator[Cycle]:
    report, begins = life.starts, life.reported
    for over in life.overs:
        if handling.reopen == "restart" and over.until < NEVER:
            yield _ended(Cycle(report, begins, over.since, stops=_stops(life, handling, begins, over.since)), over)
            report = begins = over.until
    yield _open_cycle(life, handling, report, begins, at)


def _open_cycle(life: Life, handling: Handling, report: int, begins: int, at: int) -> Cycle:
    # The cycle that goes on, or ended in the last stretch of the ticket.
    cycle = Cycle(report, begins, at, stops=_stops(life, handling, min(report, begins), at))
    last = life.overs[-1] if life.overs else None
    return cycle if last is None or last.until < NEVER else _ended(cycle, last)


def _ended(cycle: Cycle, over: Over) -> Cycle:
    done, cancelled = over.kind is Kind.RESOLVED, over.kind is Kind.CANCELLED
    return Cycle(cycle.report, cycle.begins, over.since, done, None if done else over.kind, cycle.stops, cancelled)


def _stops(life: Life, handling: Handling, begins: int, until: int) -> Pauses:
    # The time spent resolved counts like a pause, or against the promise.
    if handling.reopen == "continue":
        return ()
    return tuple((over.since, over.until) for over in life.overs if begins < over.until <= until)


def _replies(life: Life, handling: Handling, at: int) -> Iterator[Cycle]:
    # From the first unanswered message of the customer's to the next of an agent's, or to the end of the ticket.
    asked: Message | None = None
    for message in life.messages:
        if message.answers and asked is not None:
            stops = _stops(life, handling, asked.at, message.at)
            yield Cycle(asked.at, asked.at, message.at, done=True, stops=stops)
            asked = None
        elif not message.answers:
            asked = asked or message
    if asked is not None and not _is_afterword(life, asked):
        yield _open_cycle(life, handling, asked.at, asked.at, at)


def _is_afterword(life: Life, message: Message) -> bool:
    # What the customer writes about a ticket that is over, perhaps thanks, starts nothing until it is reopened.
    last = life.overs[-1] if message.over and life.overs else None
    return last is not None and last.since <= message.at and last.until == NEVER


def _updates(life: Life, handling: Handling, at: int) -> Iterator[Cycle]:
    # From each message of an agent's to the next; on a grid all are measured from the first. What is written about a
    # ticket that is over is no update; a message with the resolution, at one instant, comes before it.
    sent = sorted({message.at for message in life.messages if message.answers and not message.over})
    for place, since in enumerate(sent):
        report = sent[0] if handling.update == "grid" else since
        if place == len(sent) - 1:
            yield _open_cycle(life, handling, report, since, at)
        else:
            until = sent[place + 1]
            yield Cycle(report, since, until, done=True, stops=_stops(life, handling, report, until))


_CYCLES: dict[str, Callable[[Life, Handling, int], Iterator[Cycle]]] = {
    "response": _response,
    "resolution": _resolutions,
    "next_reply": _replies,
    "update": _updates,
}


# runs ----------------------------------------------------------------------------------------------------------------


def only_run(life: Life, clock: str, handling: Handling, at: int) -> Run | None:
    """Return what ``runs`` finds in the one cycle of a plain ticket; None where there may be more.

    Most tickets of a history are such, and this is found at a fifth of the cost.
    """
    if not life.is_plain or clock not in CLOCKS:
        return None
    done = _answered(life) if clock == "response" else life.overs[0].since if life.overs else NEVER
    is_done = done < NEVER
    until = done if is_done else at
    if life.starts > until:
        return None
    pauses: Pauses = ()
    waiting = None
    if life.pauses:
        waits = _waits(life.pauses_as_of(until), clock, handling)
        pauses, waiting = _told_apart(waits, until, is_over=is_done)
    return Run(life.priorities[0][1], life.starts, life.reported, until, is_done, pauses, waiting)


def runs(life: Life, clock: str, handling: Handling, cycle: Cycle) -> list[Run]:
    """Return what happened in one cycle under each priority and agreement in turn, those in force last (S7)."""
    is_over = cycle.done or cycle.ended is not None
    if is_over:
        life = life.as_of(cycle.until)
    turns = _turns(life, clock, cycle)
    found = []
    for place, (since, priority) in enumerate(turns):
        is_last = place == len(turns) - 1
        ends = cycle.until if is_last else _while_open(life, handling, turns[place + 1][0])
        if ends < since:
            continue  # in force only while the ticket was over
        waits = life.pauses if is_last or not life.pauses else life.pauses_as_of(ends)
        if clock not in CLOCKS:
            waits = waits[bisect_right(waits, cycle.report, key=_end) :]  # those before a message are none of its clock
        waits = _waits(waits, clock, handling)
        stops = [stop for stop in cycle.stops if stop[1] <= ends]
        pauses, waiting = _told_apart((*waits, *stops), ends, is_over=is_over and is_last)
        found.append(
            Run(
                priority,
                _measured_from(life, since, ends, clock, handling, cycle.report),
                since,
                ends,
                cycle.done and is_last,
                pauses,
                waiting,
                is_last and cycle.ended is Kind.TRANSFERRED,
                is_last and cycle.cancelled,
                _agreed(life, since) if clock == "resolution" else None,
                _estimated(life, ends) if clock == "resolution" else None,
            )
        )
    return found


def _end(pause: tuple[int, int]) -> int:
    return pause[1]


def _agreed(life: Life, since: int) -> Agreed | None:
    return next((agreed for agreed in reversed(life.agreements) if agreed.at <= since), None)


def _estimated(life: Life, ends: int) -> int | None:
    return next((day for at, day in reversed(life.estimates) if at <= ends), None)


def _turns(life: Life, clock: str, cycle: Cycle) -> list[tuple[int, str | None]]:
    # The instants from which another priority, or another agreement, is in force in the cycle.
    agreed = [each.at for each in life.agreements] if clock == "resolution" else []
    if not agreed and cycle.begins <= life.reported:
        return list(life.priorities)
    changes = sorted({cycle.begins, *(at for at, _ in life.priorities), *agreed})
    return [(at, _in_force(life, at)) for at in changes if cycle.begins <= at]


def _in_force(life: Life, at: int) -> str | None:
    return life.priorities[bisect_right(life.priorities, at, key=lambda change: change[0]) - 1][1]


def _while_open(life: Life, handling: Handling, ends: int) -> int:
    # A change while the ticket is over finds the clock as it stood when it ended, unless that time counts.
    if handling.reopen == "continue":
        return ends
    return next((over.since for over in life.overs if over.since <= ends < over.until), ends)


def _waits(pauses: Pauses, clock: str, handling: Handling) -> Pauses:
    return pauses if clock in handling.pauses else ()


def _told_apart(waits: Pauses, ends: int, *, is_over: bool) -> tuple[Pauses, int | None]:
    # The pauses that are over, and since when an open one lasts; an end ends it. Those that touch are one (S3).
    if any(later[0] <= earlier[1] for earlier, later in pairwise(waits)):
        waits = tuple(pairs(normal(waits)))
    if not waits or waits[-1][1] < NEVER:
        return waits, None
    *before, (begin, _) = waits
    return ((*before, (begin, ends)), None) if is_over else (tuple(before), begin)


def _measured_from(life: Life, since: int, ends: int, clock: str, handling: Handling, report: int) -> int:
    # A change of priority, not its first setting, may have the resolution measured as if reported then. What was
    # fulfilled, or no longer promised, before the ticket was logged had no deadline yet.
    if report > ends:
        return NEVER
    if clock != "resolution" or handling.priority_change != "from_change":
        return report
    names = [(at, name) for at, name in life.priorities if at <= since]
    changed_at = names[-1][0] if len(names) > 1 and names[-2][1] is not None else NEVER
    return max(changed_at, report) if changed_at < NEVER else report
