"""Histories that differ only in when things happened: folded once for all of them.

What a history says of its clocks hangs on the order of its events alone, so the events of one ticket of a kind are
given the instants 1, 2, 3, ... and folded as those of any ticket. What comes out are places, at which the columns of
all such tickets are looked up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from slacalc.cycles import cycles, runs
from slacalc.events import Event, Kind
from slacalc.frames.measure import Ints
from slacalc.handling import Handling
from slacalc.history import Agreed, Life, Run, fold
from slacalc.tickets import Ticket
from slacalc.windows import NEVER


class Happening(NamedTuple):
    """One event of a shape."""

    kind: Kind
    place: int
    """The place of its instant among all that the ticket has, from 1."""
    sequence: int | None = None
    """The place of its sequence number among those of the ticket."""
    priority: str | None = None
    reason: str = ""
    clock: str = ""
    overrides: bool = False


class Shape(NamedTuple):
    """What histories have in common that differ only in when things happened."""

    events: tuple[Happening, ...]
    at: int
    """The place of the instant asked about; NEVER for the whole history."""


@dataclass(frozen=True, slots=True)
class Story:
    """What happened to each clock of the tickets of one shape, in places."""

    priority: str | None
    """The priority in force."""
    runs: dict[str, tuple[Run, ...]]
    """The runs of the cycle that counts, of each clock; none for a clock that has not started."""
    excuses: dict[str, str | None]
    repairs: tuple[str, ...]
    """The codes of what was mended."""


@lru_cache(maxsize=4096)
def story(shape: Shape, handling: Handling, clocks: tuple[str, ...]) -> Story:
    """Return what happened to tickets of a shape.

    Raises:
        HistoryError: events that cannot have happened together.
    """
    ticket = Ticket.from_events([_event(each) for each in shape.events])
    life = fold(ticket, handling, None if shape.at == NEVER else shape.at)
    return Story(
        life.priorities[-1][1],
        {clock: _runs(life, clock, handling, shape.at) for clock in clocks},
        {clock: life.excuse(clock) for clock in clocks},
        tuple(dict.fromkeys(repair.code for repair in ticket.repairs)),
    )


def _event(each: Happening) -> Event:
    return Event(
        each.kind,
        each.place,
        each.sequence,
        priority=each.priority,
        reason=each.reason,
        clock=each.clock,
        due=each.place if each.kind is Kind.AGREED else None,
        overrides=each.overrides,
    )


def _runs(life: Life, clock: str, handling: Handling, at: int) -> tuple[Run, ...]:
    found = cycles(life, clock, handling, at)
    return tuple(runs(life, clock, handling, found[-1])) if found else ()


def filled(run: Run, instants: Sequence[Ints | int], agreed: Any = None) -> Run:
    """Return a run with columns in the place of its places.

    Args:
        run: in places.
        instants: the column of each place; the first place is 1.
        agreed: the column of agreed deadlines.
    """

    def at(place: Any) -> Any:
        return place if place is None or place == NEVER else instants[place]

    return Run(
        run.priority,
        at(run.report),
        at(run.since),
        at(run.until),
        run.done,
        [(at(begin), at(end)) for begin, end in run.pauses],
        at(run.waiting),
        run.transferred,
        run.cancelled,
        None if run.agreed is None else Agreed(at(run.agreed.at), agreed, run.agreed.overrides),
        None,
        run.periods,
    )
