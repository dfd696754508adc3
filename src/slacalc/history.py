"""A ticket's history folded into what its clocks need to know; it knows no calendar (S2, S8, S9)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from slacalc.engine import Ticks
from slacalc.errors import HistoryError
from slacalc.events import Event, Kind
from slacalc.handling import Handling
from slacalc.instants import moment
from slacalc.stages import ENDS, Over, walk
from slacalc.tickets import Ticket
from slacalc.windows import NEVER

Known = dict[Kind, list[Event]]
"""The events that are known, in order, by their kind."""
Pauses = tuple[tuple[int, int], ...]


class Agreed(NamedTuple):
    """A deadline that was agreed (S6)."""

    at: int
    due: int
    overrides: bool


class Message(NamedTuple):
    """Something that a customer wrote, or that answers it."""

    at: int
    answers: bool
    """Whether it is an agent's, or an end of the ticket that answers what is unanswered."""
    over: bool
    """Whether the ticket was over by then: nothing is owed until it is reopened."""


class Run(NamedTuple):
    """What happened to one clock while one priority and agreement were in force; columns may stand for integers."""

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
    transferred: Any = False
    """Whether the ticket was handed over before the clock was fulfilled."""
    cancelled: Any = False
    """Whether the ticket was cancelled."""
    agreed: Agreed | None = None
    """The latest agreed deadline."""
    estimated: int | None = None
    """The latest estimated date of the ticket's own, in days since 1970."""
    periods: int = 1
    """How many times its target the clock measures, on a grid of updates."""


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of a ticket at an instant: NEVER stands for what has not happened."""

    reported: int
    starts: int
    """From when the clocks run, by ``Handling.starts``; NEVER for a ticket that waits to be logged."""
    responded: int
    priorities: tuple[tuple[int, str | None], ...]
    """The priorities in force, each with the instant from which it was; None before the first."""
    pauses: Pauses = ()
    """The stretches on which the ticket waited, in order and disjoint; the end of an open one is NEVER."""
    overs: tuple[Over, ...] = ()
    """The stretches on which it was resolved, transferred or cancelled."""
    agreements: tuple[Agreed, ...] = ()
    estimates: tuple[tuple[int, int], ...] = ()
    """Estimated dates, each with the instant at which it was given."""
    messages: tuple[Message, ...] = ()
    """What was written, and the ends that answer, in order (S8)."""
    excuses: tuple[tuple[str, str], ...] = ()
    """The clocks whose breach is excused, each with the reason."""

    def excuse(self, clock: str) -> str | None:
        """Return the latest reason for which the breach of a clock is excused; None for no such reason."""
        return next((reason for name, reason in reversed(self.excuses) if name == clock), None)

    @property
    def is_plain(self) -> bool:
        """Whether one priority was in force all along, nothing was agreed, and no more than a resolution ended it."""
        if self.agreements or self.estimates or len(self.priorities) > 1:
            return False
        return not self.overs or (len(self.overs) == 1 and self.overs[0].is_for_good)

    def pauses_as_of(self, at: int) -> Pauses:
        """Return the pauses that were known at an earlier instant; one that lasted then is still open."""
        known = self.pauses[: bisect_right(self.pauses, at, key=_begin)]
        return known if not known or known[-1][1] <= at else (*known[:-1], (known[-1][0], NEVER))

    def as_of(self, at: int) -> "Life":
        """Return what was known of the ticket at an earlier instant; a pause that lasted then is still open (S8)."""
        return Life(
            self.reported,
            self.starts if self.starts <= at else NEVER,
            self.responded,
            tuple([(since, name) for since, name in self.priorities if since <= at]),
            self.pauses_as_of(at),
            self.overs,
            tuple([agreed for agreed in self.agreements if agreed.at <= at]),
            tuple([estimate for estimate in self.estimates if estimate[0] <= at]),
            self.messages,
            self.excuses,
        )


def _begin(pause: tuple[int, int]) -> int:
    return pause[0]


def fold(ticket: Ticket, handling: Handling, until: int | None = None) -> Life:
    """Return what is known of a ticket at an instant, or of its whole history (S8).

    Raises:
        HistoryError: *until* lies before the report, or events that cannot have happened together; both are named.
    """
    events = ticket.events
    if len(events) == 2 and (until is None or events[0].instant <= until) and _is_plain(*events):
        return Life(events[0].instant, events[0].instant, NEVER, ((events[0].instant, events[1].priority),))
    told = _told(events, until)
    known = _by_kind(told)
    report = _report(ticket, until, told)
    _refuse_contradictions(known)
    stages = walk(told)
    overs = tuple([_over(each, handling) for each in stages.overs if each.since < each.until])
    return Life(
        report.instant,
        _starts(report, known, handling),
        _first(known, Kind.RESPONDED),
        tuple(_priorities(report, known.get(Kind.PRIORITISED, ()))),
        tuple([pause for pause in stages.pauses if pause[0] < pause[1]]),
        overs,
        tuple([Agreed(e.instant, e.due or 0, e.overrides) for e in known.get(Kind.AGREED, ())]),
        tuple([(event.instant, event.day or 0) for event in known.get(Kind.ESTIMATED, ())]),
        tuple(_messages(told, overs)) if _WRITTEN & known.keys() else (),
        tuple([(event.clock, event.reason) for event in known.get(Kind.EXCUSED, ())]),
    )


def _is_plain(first: Event, second: Event) -> bool:
    # Most tickets are reported with their priority, and nothing else has happened to them yet.
    if first.kind is not Kind.REPORTED or second.kind is not Kind.PRIORITISED:
        return False
    return first.instant == second.instant and first.recorded is None and second.recorded is None


def _over(over: Over, handling: Handling) -> Over:
    resolves = over.kind is Kind.TRANSFERRED and handling.transfer == "resolved"
    return Over(Kind.RESOLVED, over.since, over.until) if resolves else over


def _messages(told: Iterable[Event], overs: Iterable[Over]) -> Iterable[Message]:
    # Resolving or handing over answers what is unanswered.
    ends = {over.since: over.kind for over in overs}
    is_over = False
    for event in told:
        if event.kind in _WRITTEN:
            yield Message(event.instant, event.kind is not Kind.CUSTOMER_REPLIED, is_over)
        elif event.kind is Kind.REOPENED:
            is_over = False
        elif event.kind in ENDS and not is_over:
            is_over = True
            if ends.get(event.instant, Kind.CANCELLED) is not Kind.CANCELLED:
                yield Message(event.instant, answers=True, over=True)


_WRITTEN = frozenset({Kind.CUSTOMER_REPLIED, Kind.RESPONDED, Kind.UPDATED})


def _told(events: Sequence[Event], until: int | None) -> Sequence[Event]:
    # What is known at an instant, in order.
    if until is None:
        return events
    return [e for e in events if e.instant <= until and (e.recorded is None or e.recorded <= until)]


def _by_kind(events: Iterable[Event]) -> Known:
    found: Known = {}
    for event in events:
        found.setdefault(event.kind, []).append(event)
    return found


def _report(ticket: Ticket, until: int | None, told: Sequence[Event]) -> Event:
    first = ticket.events[0]
    report = first if first.kind is Kind.REPORTED else next(e for e in ticket.events if e.kind is Kind.REPORTED)
    if until is not None and until < report.known_from:
        known = "" if report.known_from == report.instant else f", known from {moment(report.known_from)} on"
        raise HistoryError(f"the instant asked about lies before the ticket was {report}{known}: ask about a later one")
    if report is not told[0]:
        raise HistoryError(f"{told[0]} lies before {report}: correct one of them")
    return report


def _first(known: Known, kind: Kind) -> int:
    events = known.get(kind)
    return events[0].instant if events else NEVER


def _starts(report: Event, known: Known, handling: Handling) -> int:
    waits = Kind.UNLOGGED in known or Kind.LOGGED in known
    return _first(known, Kind.LOGGED) if waits and handling.starts == "logged" else report.instant


def _priorities(report: Event, changes: Sequence[Event]) -> Iterable[tuple[int, str | None]]:
    current: str | None = None
    if not changes or changes[0].instant > report.instant:
        yield report.instant, None
    # Of several changes at one instant the last counts: there and back at once is none.
    for instant, priority in {event.instant: event.priority for event in changes}.items():
        if priority != current:
            yield instant, priority
        current = priority


_SAYS = {Kind.PRIORITISED: "priority", Kind.AGREED: "due", Kind.ESTIMATED: "day"}
"""What events of a kind say: two that happened at once must not say different things."""


def _refuse_contradictions(known: Known) -> None:
    for kind, what in _SAYS.items():
        for earlier, later in pairwise(known.get(kind, ())):
            if earlier.place == later.place and getattr(earlier, what) != getattr(later, what):
                said = f"{earlier} as {getattr(earlier, what)!r} and {later} as {getattr(later, what)!r}"
                raise HistoryError(f"{said} contradict each other: give them sequence numbers, or drop one")
