"""A ticket's history folded into what its clocks need to know; it knows no calendar (S2, S8, S9)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from slacalc.engine import Ticks
from slacalc.errors import HistoryError
from slacalc.events import Event, Kind
from slacalc.handling import Handling
from slacalc.stages import ENDS, WALKED, Over, walk
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
        """Whether nothing happened but a report with its priority, and perhaps a response."""
        return not (self.pauses or self.overs or self.agreements or self.estimates) and len(self.priorities) == 1

    def pauses_as_of(self, at: int) -> Pauses:
        """Return the pauses that were known at an earlier instant; one that lasted then is still open."""
        known = self.pauses[: bisect_right(self.pauses, at, key=_begin)]
        return known if not known or known[-1][1] <= at else (*known[:-1], (known[-1][0], NEVER))

    def as_of(self, at: int) -> "Life":
        """Return what was known of the ticket at an earlier instant; a pause that lasted then is still open (S8)."""
        return replace(
            self,
            starts=self.starts if self.starts <= at else NEVER,
            priorities=tuple((since, name) for since, name in self.priorities if since <= at),
            pauses=self.pauses_as_of(at),
            agreements=tuple(agreed for agreed in self.agreements if agreed.at <= at),
            estimates=tuple(estimate for estimate in self.estimates if estimate[0] <= at),
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
    known = _by_kind(events, until)
    report = _report(ticket, until)
    life = Life(
        reported=report.instant,
        starts=_starts(report, known, handling),
        responded=_first(known, Kind.RESPONDED),
        priorities=tuple(_priorities(report, known.get(Kind.PRIORITISED, []))),
    )
    return life if len(known) < 3 and known.keys() <= _SIMPLE else _with_rest(life, known, handling)


def _is_plain(first: Event, second: Event) -> bool:
    # Most tickets are reported with their priority, and nothing else has happened to them yet.
    if first.kind is not Kind.REPORTED or second.kind is not Kind.PRIORITISED:
        return False
    return first.instant == second.instant and first.recorded is None and second.recorded is None


_SIMPLE = {Kind.REPORTED, Kind.PRIORITISED}


def _with_rest(life: Life, known: Known, handling: Handling) -> Life:
    walked = sorted((event for kind in WALKED & known.keys() for event in known[kind]), key=lambda event: event.order)
    stages = walk(walked)
    _refuse_contradictions(known.get(Kind.AGREED, []), "due")
    _refuse_contradictions(known.get(Kind.ESTIMATED, []), "day")
    overs = tuple(_over(each, handling) for each in stages.overs if each.since < each.until)
    return replace(
        life,
        pauses=tuple(pause for pause in stages.pauses if pause[0] < pause[1]),
        overs=overs,
        agreements=tuple(Agreed(e.instant, e.due or 0, e.overrides) for e in known.get(Kind.AGREED, ())),
        estimates=tuple((event.instant, event.day or 0) for event in known.get(Kind.ESTIMATED, ())),
        messages=tuple(_messages(known, walked, overs)),
        excuses=tuple((event.clock, event.reason) for event in known.get(Kind.EXCUSED, ())),
    )


def _over(over: Over, handling: Handling) -> Over:
    resolves = over.kind is Kind.TRANSFERRED and handling.transfer == "resolved"
    return Over(Kind.RESOLVED, over.since, over.until) if resolves else over


def _messages(known: Known, walked: list[Event], overs: Iterable[Over]) -> Iterable[Message]:
    # Resolving or handing over answers what is unanswered.
    written = [event for kind in _WRITTEN for event in known.get(kind, ())]
    ends = {over.since: over.kind for over in overs}
    is_over = False
    for event in sorted([*written, *walked], key=lambda event: event.order) if written else ():
        if event.kind in _WRITTEN:
            yield Message(event.instant, event.kind is not Kind.CUSTOMER_REPLIED, is_over)
        elif event.kind is Kind.REOPENED:
            is_over = False
        elif event.kind in ENDS and not is_over:
            is_over = True
            if ends.get(event.instant, Kind.CANCELLED) is not Kind.CANCELLED:
                yield Message(event.instant, answers=True, over=True)


_WRITTEN = (Kind.CUSTOMER_REPLIED, Kind.RESPONDED, Kind.UPDATED)


def _by_kind(events: Iterable[Event], until: int | None) -> Known:
    found: Known = {}
    for event in events:
        if until is not None and event.instant > until:
            break
        if until is None or event.recorded is None or event.recorded <= until:
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


def _priorities(report: Event, changes: list[Event]) -> Iterable[tuple[int, str | None]]:
    _refuse_contradictions(changes, "priority")
    current: str | None = None
    if not changes or changes[0].instant > report.instant:
        yield report.instant, None
    # Of several changes at one instant the last counts: there and back at once is none.
    for instant, priority in {event.instant: event.priority for event in changes}.items():
        if priority != current:
            yield instant, priority
        current = priority


def _refuse_contradictions(events: list[Event], what: str) -> None:
    for earlier, later in pairwise(events):
        said = getattr(earlier, what), getattr(later, what)
        if earlier.order[:2] == later.order[:2] and said[0] != said[1]:
            raise HistoryError(
                f"{earlier} as {said[0]!r} and {later} as {said[1]!r} contradict each other: "
                "give them sequence numbers, or drop one"
            )
