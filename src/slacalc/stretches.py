"""Where the time of a clock goes: every stretch counted or skipped, with the rule that says so (law 35)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from slacalc.closings import Closings
from slacalc.cover import Cover, edges_of
from slacalc.history import Run
from slacalc.instants import DateTime, iso, moment, span
from slacalc.promises import Term
from slacalc.tickets import Ticket
from slacalc.windows import contains

ELAPSED = "elapsed time, 24 hours a day"
OVER = "over until it was reopened"
COVER = "booked cover"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time under one rule: counted by the clock's measure, or skipped.

    Example:
        >>> stretch = Stretch(0, 3_600_000_000, "open", True, "UTC")
        >>> print(stretch.opens, stretch.length, stretch.why)
        1970-01-01 00:00:00+00:00 1:00:00 open
    """

    start: int
    end: int
    why: str
    """"open", "booked cover SO-1182", "paused: waiting on customer", "closed: Boxing Day", and so on."""
    counted: bool
    tz: str

    @property
    def opens(self) -> DateTime:
        """When it begins, in the zone of the hours."""
        return moment(self.start, self.tz)

    @property
    def closes(self) -> DateTime:
        """When it ends."""
        return moment(self.end, self.tz)

    @property
    def length(self) -> timedelta:
        """How long it lasts by the clock on the wall."""
        return span(self.end - self.start)

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON."""
        said = {"from": iso(self.opens), "to": iso(self.closes), "seconds": self.length.total_seconds()}
        return {**said, "counted": self.counted, "why": self.why}


def stretches(
    term: Term, cover: Sequence[Cover], begin: int, until: int, pauses: Sequence[Stretch] = ()
) -> tuple[Stretch, ...]:
    """Return the stretches from one instant to another, those of pauses told by their reasons.

    Args:
        term: what is promised, ready to reckon.
        cover: the bookings, for their names.
        begin: the first instant.
        until: the end.
        pauses: the stretches on which the clock stood still, as ``pauses`` gives them.
    """
    return tuple(_merged(_cut(term, cover, (begin, until), pauses))) if begin < until else ()


def pauses(ticket: Ticket, run: Run, tz: str) -> tuple[Stretch, ...]:
    """Return the pauses of a clock with their reasons; what is no pause of the ticket's is the time it was over."""
    reasons = {event.instant: event.reason for event in ticket.events if event.kind == "paused"}
    waits = list(run.pauses)
    if run.waiting is not None and run.waiting < run.until:
        waits.append((run.waiting, run.until))
    return tuple(Stretch(start, end, _reason(reasons.get(start)), False, tz) for start, end in waits)


def _cut(term: Term, cover: Sequence[Cover], ends: tuple[int, int], pauses: Sequence[Stretch]) -> Iterator[Stretch]:
    elapsed, tz, (begin, until) = term.due is not None and term.due.elapsed, term.desks.tz, ends
    (standard, covered, midnights), _ = term.desks.ask(
        lambda desk: (
            desk.standard.windows(begin, until),
            desk.covered.windows(begin, until),
            list(desk.clock.midnights(begin, until)),
        ),
        begin,
        until,
    )
    waits = [(each.start, each.end) for each in pauses]
    edges = {at for windows in (standard, covered, waits) for pair in windows for at in pair}
    cuts = sorted({begin, until, *(at for at in (*edges, *midnights) if begin < at < until)})
    closings = Closings(term.calendar, tz)
    open_edges, cover_edges = ([at for pair in pairs for at in pair] for pairs in (standard, covered))
    for start, end in pairwise(cuts):
        wait = next((each.why for each in pauses if each.start <= start < each.end), None)
        if not elapsed and not contains(cover_edges, start):
            yield Stretch(start, end, f"closed: {closings.reason(start)}", False, tz)
        elif wait is not None:
            yield Stretch(start, end, wait, False, tz)
        elif elapsed:
            yield Stretch(start, end, ELAPSED, True, tz)
        else:
            why = "open" if contains(open_edges, start) else _cover(cover, start)
            yield Stretch(start, end, why, True, tz)


def _cover(cover: Sequence[Cover], at: int) -> str:
    names = [each.name for each in cover if contains(edges_of([each]), at)]
    return " ".join([COVER, *names[:1]]).strip()


def _reason(reason: str | None) -> str:
    if reason is None:
        return OVER
    return f"paused: {reason}" if reason else "paused"


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    # Neighbours under one rule are one stretch.
    last: Stretch | None = None
    for each in stretches:
        if last is not None and (last.why, last.counted) == (each.why, each.counted):
            last = replace(last, end=each.end)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:  # pragma: no branch - between two instants there is a stretch
        yield last
