"""A ticket's history folded into what its clocks need to know; it knows no calendar (S2, S8, S9)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from slacalc.engine import Ticks
from slacalc.errors import HistoryError
from slacalc.handling import Handling
from slacalc.tickets import Event, Kind, Ticket
from slacalc.windows import NEVER

Known = dict[Kind, list[Event]]
"""The events that are known, in order, by their kind."""


class Run(NamedTuple):
    """What happened to one clock while one priority was in force; columns may stand where one ticket has an integer."""

    priority: str | None
    """The priority in force; None before the first."""
    report: Ticks
    """From when its promise is measured; NEVER while the ticket waits to be logged."""
    since: Ticks
    """From when the priority was in force."""
    until: Ticks
    """Until when the run is judged: the instant asked about, or that of the fulfilment or of the next priority."""
    done: Any
    """Whether the clock was fulfilled then."""
    pauses: Sequence[tuple[Ticks, Ticks]] = ()
    """Those that are over, in order and disjoint."""
    waiting: Ticks | None = None
    """Since when an open pause lasts, NEVER where none does; None where there is no open pause at all."""


class Life(NamedTuple):
    """What is known of a ticket at an instant: NEVER stands for what has not happened."""

    reported: int
    starts: int
    """From when the clocks run, by ``Handling.starts``; NEVER for a ticket that waits to be logged."""
    responded: int
    resolved: int
    priorities: tuple[tuple[int, str | None], ...]
    """The priorities in force, each with the instant from which it was; None before the first."""
    pauses: tuple[tuple[int, int], ...]
    """The stretches on which the ticket waited, in order and disjoint; the end of an open one is NEVER."""

    def completed(self, clock: str) -> int:
        """Return when a clock was fulfilled; a resolution fulfils the response if nothing did before (S2)."""
        return min(self.responded, self.resolved) if clock == "response" else self.resolved

    def as_of(self, at: int) -> "Life":
        """Return what was known of the ticket at an earlier instant; a pause that lasted then is still open (S8)."""
        return Life(
            self.reported,
            self.starts if self.starts <= at else NEVER,
            self.responded,
            self.resolved,
            priorities=tuple((since, name) for since, name in self.priorities if since <= at),
            pauses=tuple((begin, end if end <= at else NEVER) for begin, end in self.pauses if begin <= at),
        )


def fold(ticket: Ticket, handling: Handling, until: int | None = None) -> Life:
    """Return what is known of a ticket at an instant, or of its whole history (S8).

    Raises:
        HistoryError: *until* lies before the report, or events that cannot have happened together; both are named.
    """
    known = _by_kind(ticket.events, until)
    report = _report(ticket, until)
    resolved = _first(known, Kind.RESOLVED)
    return Life(
        reported=report.instant,
        starts=_starts(report, known, handling),
        responded=_first(known, Kind.RESPONDED),
        resolved=resolved,
        priorities=tuple(_priorities(report, known.get(Kind.PRIORITISED, []))),
        pauses=tuple(_pauses(known, resolved)) if Kind.PAUSED in known else (),
    )


def _by_kind(events: Iterable[Event], until: int | None) -> Known:
    found: Known = {}
    for event in events:
        if until is not None and event.instant > until:
            break
        found.setdefault(event.kind, []).append(event)
    return found


def _report(ticket: Ticket, until: int | None) -> Event:
    first = ticket.events[0]
    report = first if first.kind is Kind.REPORTED else next(e for e in ticket.events if e.kind is Kind.REPORTED)
    if until is not None and until < report.instant:
        raise HistoryError(f"the instant asked about lies before the ticket was {report}: ask about a later one")
    if report is not first:
        raise HistoryError(f"{first} lies before {report}: correct one of them")
    return report


def _first(known: Known, kind: Kind) -> int:
    events = known.get(kind)
    return events[0].instant if events else NEVER


def _starts(report: Event, known: Known, handling: Handling) -> int:
    waits = Kind.UNLOGGED in known or Kind.LOGGED in known
    return _first(known, Kind.LOGGED) if waits and handling.starts == "logged" else report.instant


def _priorities(report: Event, changes: list[Event]) -> Iterator[tuple[int, str | None]]:
    _refuse_contradictions(changes)
    current: str | None = None
    if not changes or changes[0].instant > report.instant:
        yield report.instant, None
    for event in changes:
        if event.priority != current:
            yield event.instant, event.priority
        current = event.priority


def _refuse_contradictions(changes: list[Event]) -> None:
    for earlier, later in pairwise(changes):
        if earlier.order[:2] == later.order[:2] and earlier.priority != later.priority:
            raise HistoryError(
                f"{earlier} as {earlier.priority!r} and {later} as {later.priority!r} contradict each other: "
                "give them sequence numbers, or drop one"
            )


def _pauses(known: Known, resolved: int) -> Iterator[tuple[int, int]]:
    # A resolution ends an open pause, and later ones change nothing (S9).
    since = NEVER
    for at, pauses in _pause_changes(known):
        if pauses and since == NEVER and at < resolved:
            since = at
        elif not pauses and since < NEVER:
            yield since, min(at, resolved)
            since = NEVER
    if since < NEVER:
        yield since, resolved


def _pause_changes(known: Known) -> list[tuple[int, bool]]:
    # A pause and a resume at one instant, with no order between them, change nothing.
    pauses, resumes = ({event.order[:2] for event in known.get(kind, ())} for kind in (Kind.PAUSED, Kind.RESUMED))
    return [(at, (at, sequence) in pauses) for at, sequence in sorted(pauses ^ resumes)]


def runs(life: Life, clock: str, handling: Handling, at: int) -> list[Run]:
    """Return what happened to one clock under each priority in turn, the one in force last (S7).

    Args:
        life: what is known at the instant asked about.
        clock: "response" or "resolution".
        handling: whether pauses stop the clock, and from when a new target is measured.
        at: the instant asked about; NEVER for the whole history.
    """
    completed = life.completed(clock)
    if completed < NEVER:
        life, at = life.as_of(completed), completed
    last = len(life.priorities) - 1
    found = []
    for place, (since, priority) in enumerate(life.priorities):
        ends = at if place == last else life.priorities[place + 1][0]
        done = place == last and completed < NEVER
        then = life if place == last else life.as_of(ends)
        stops = _stops(then, ends, done=done) if clock in handling.pauses else ((), None)
        found.append(Run(priority, _measured_from(life, place, clock, handling), since, ends, done, *stops))
    return found


def _stops(life: Life, at: int, *, done: bool) -> tuple[tuple[tuple[int, int], ...], int | None]:
    # The pauses that are over, and since when an open one lasts; fulfilment ends it.
    if not life.pauses or life.pauses[-1][1] < NEVER:
        return life.pauses, None
    *over, (begin, _) = life.pauses
    return ((*over, (begin, at)), None) if done else (tuple(over), begin)


def _measured_from(life: Life, place: int, clock: str, handling: Handling) -> int:
    # A change of priority, not its first setting, may have the resolution measured as if reported then.
    changed = place > 0 and life.priorities[place - 1][1] is not None
    if changed and clock == "resolution" and handling.priority_change == "from_change":
        return max(life.priorities[place][0], life.starts)
    return life.starts
