"""Tickets of the core judged many at a time: for a program that holds tickets rather than a frame."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any

import numpy as np

from slacalc.assessment import Assessment, assess
from slacalc.clocks import Clock
from slacalc.events import Event, Kind
from slacalc.frames.asking import Asking
from slacalc.frames.flat import DATED
from slacalc.frames.histories import Histories, Long
from slacalc.frames.judging import Batch, OneByOneError, Verdict, judged
from slacalc.frames.measure import Ints
from slacalc.frames.native import NULL
from slacalc.frames.shapes import Happening, Story
from slacalc.frames.sheet import Sheet
from slacalc.handling import CLOCKS
from slacalc.history import Run
from slacalc.instants import micros
from slacalc.packages import Package
from slacalc.reckoning import clock_of
from slacalc.tickets import Ticket
from slacalc.verdicts import Breach, Outcome
from slacalc.windows import NEVER

CHUNK = 1 << 14
"""How many tickets are judged at a time: so often is told how far the work is."""
_TOGETHER = frozenset({Kind.REPORTED, Kind.PRIORITISED, Kind.PAUSED, Kind.RESUMED, Kind.UNLOGGED, *DATED})
"""What may have happened to tickets that are judged together: nothing that gives a clock a second turn."""


def assess_tickets(tickets: Sequence[Ticket], package: Package, *, at: datetime) -> Iterator[Assessment | str]:
    """Yield for each ticket what ``assess`` says of it, or the reason why it cannot be judged.

    Example:
        >>> from datetime import UTC
        >>> opened = datetime(2026, 5, 13, 9, 30, tzinfo=UTC)
        >>> tickets = [Ticket(reported_at=opened, priority=name) for name in ("P1", "P9")]
        >>> for found in assess_tickets(tickets, Package.preset("p1-p4"), at=datetime(2026, 5, 14, 17, tzinfo=UTC)):
        ...     print(found)
        <P1 at 2026-05-14T18:00:00+01:00: response overdue, resolution overdue>
        package 'p1-p4' has no priority 'P9': it has 'P1', 'P2', 'P3', 'P4'
    """
    for start in range(0, len(tickets), CHUNK):
        yield from _Answers(tickets[start : start + CHUNK], at).told(package)


class _Answers:
    """Tickets judged at an instant, as a question to every one of them."""

    def __init__(self, tickets: Sequence[Ticket], at: datetime) -> None:
        self.sheet, self.at = Sheet(len(tickets), ()), micros(at)
        self._tickets, self._moment = tickets, at
        self._found: dict[int, Assessment] = {}

    def told(self, package: Package) -> Iterator[Assessment | str]:
        """Yield the answers."""
        asking, every = Asking(self), np.arange(len(self._tickets))
        alike = np.array([self._is_alike(each) for each in self._tickets]) & (not package.message_clocks)
        asking.batch(package, every[~alike], None, None, self._tickets.__getitem__)
        if alike.any():
            histories = _histories(self._tickets, every[alike].tolist())
            for rows, shape, batch in histories.batches(every[alike], self.at):
                asking.batch(package, rows, shape, batch, self._tickets.__getitem__)
        reasons = self.sheet.reason
        for row, place in enumerate(reasons.places.tolist()):
            yield self._found[row] if place < 0 else reasons.texts[place]

    def _is_alike(self, ticket: Ticket) -> bool:
        return all(
            event.kind in _TOGETHER
            and event.sequence is None
            and event.recorded is None
            and (event.kind is not Kind.REPORTED or event.instant <= self.at)
            for event in ticket.events
        )

    def clocks(self, package: Package) -> tuple[str, ...]:
        """Return the clocks that are judged together."""
        return CLOCKS

    def alone(self, package: Package, row: int, ticket: Ticket) -> bool:
        """Judge one ticket."""
        found = self._found[row] = assess(ticket, package, at=self._moment)
        return any(clock.beyond_holiday_data for clock in found.clocks.values())

    def together(self, package: Package, told: Story, rows: Ints, batch: Batch) -> None:
        """Judge tickets of one shape."""
        verdicts = [judged(package, told, clock, batch, self.at) for clock in CLOCKS]
        pairs = zip(CLOCKS, verdicts, strict=True)
        clocks = zip(*(_clocks(package, clock, verdict, batch.size) for clock, verdict in pairs), strict=True)
        for row, (response, resolution) in zip(rows.tolist(), clocks, strict=True):
            id_ = self._tickets[row].id
            self._found[row] = Assessment(id_, told.priority, package.tz, self.at, response, resolution)


def _histories(tickets: Sequence[Ticket], rows: Iterable[int]) -> Histories:
    codes: dict[Happening, int] = {}
    told = [
        (row, event.instant, codes.setdefault(_happening(event), len(codes)))
        for row in rows
        for event in tickets[row].events
    ]
    row, at, code = np.array(told, dtype=np.int64).T
    none = np.full(len(told), NULL, dtype=np.int64)
    return Histories(Long(row, at, code, np.zeros_like(none), none, none, none), list(codes), len(tickets))


def _happening(event: Event) -> Happening:
    return Happening(event.kind, 0, None, event.priority, event.reason, event.clock, event.overrides)


def _clocks(package: Package, clock: str, verdict: Verdict, size: int) -> Iterator[Clock]:
    run = verdict.run
    if run is None:
        raise OneByOneError("a clock that has not started")
    columns = (_by_row(each, size) for each in (verdict.outcome, run.since, run.until))
    for outcome, since, until in zip(*columns, strict=True):
        yield clock_of(clock, verdict.term, Run(run.priority, NEVER, since, until, run.done), outcome, tz=package.tz)


def _by_row(column: Any, size: int) -> Iterable[Any]:
    # What a batch holds, row by row, as the integers and tuples of one ticket.
    if isinstance(column, Outcome | Breach):
        return map(type(column), *(_by_row(each, size) for each in column))
    if isinstance(column, tuple):
        return zip(*(_by_row(each, size) for each in column), strict=True) if column else repeat((), size)
    if isinstance(column, np.ndarray) and column.ndim:
        return list(column.tolist())
    return repeat(column.item() if isinstance(column, np.generic | np.ndarray) else column, size)
