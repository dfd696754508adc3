"""Tickets that are flat rows: their instants side by side, grouped by the order in which they lie."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from slacalc.events import Event, Kind
from slacalc.frames.judging import Batch
from slacalc.frames.measure import Ints
from slacalc.frames.native import NULL
from slacalc.frames.shapes import Happening, Shape
from slacalc.tickets import Ticket
from slacalc.windows import NEVER

DATED = (Kind.LOGGED, Kind.RESPONDED, Kind.RESOLVED)
"""What a flat row may tell beside its report."""


class Flat(NamedTuple):
    """Flat rows: the instants of what happened, NULL where it did not, and the priority of each."""

    reported: Ints
    dated: Mapping[Kind, Ints]
    agreed: Ints | None
    priority: Ints
    """The place of the priority in *names*; the last place stands for none."""
    names: Sequence[str | None]

    def rows(self, rows: Any) -> "Flat":
        """Return some of the rows."""
        return Flat(
            self.reported[rows],
            {kind: instants[rows] for kind, instants in self.dated.items()},
            None if self.agreed is None else self.agreed[rows],
            self.priority[rows],
            self.names,
        )


def ticket_of(flat: Flat, row: int, at: int) -> Ticket:
    """Return the ticket of a row, as it is known at an instant."""
    report, priority = int(flat.reported[row]), flat.names[int(flat.priority[row])]
    events = [Event(Kind.REPORTED, report)]
    if priority is not None:
        events.append(Event(Kind.PRIORITISED, report, priority=priority))
    if Kind.LOGGED in flat.dated and flat.dated[Kind.LOGGED][row] != NULL:
        events.append(Event(Kind.UNLOGGED, report))
    if flat.agreed is not None and flat.agreed[row] != NULL:
        events.append(Event(Kind.AGREED, report, due=int(flat.agreed[row])))
    for kind, instants in flat.dated.items():
        if NULL != instants[row] <= at:
            events.append(Event(kind, int(instants[row])))
    return Ticket.from_events(events)


def batches(flat: Flat, at: int) -> Iterator[tuple[Ints, Shape, Batch]]:
    """Return the rows in batches of one shape, as far as it is known at an instant; NEVER for the whole history."""
    known = {kind: np.where(instants <= at, instants, NULL) for kind, instants in flat.dated.items()}
    keys = _keys(flat, known, at)
    for rows in grouped(keys):
        yield rows, *_batch(flat, known, rows, at)


def grouped(keys: Ints) -> Iterator[Ints]:
    """Return the rows of each key."""
    rows = np.arange(len(keys))
    for _ in range(24):
        if not len(rows):
            return
        same = keys == keys[0]
        yield rows[same]
        rows, keys = rows[~same], keys[~same]
    if len(rows):
        # Of many keys, those that are few together are cheaper to sort.
        order = np.argsort(keys, kind="stable")
        ends = np.flatnonzero(np.diff(keys[order])) + 1
        yield from (rows[part] for part in np.split(order, ends))


def _keys(flat: Flat, known: Mapping[Kind, Ints], at: int) -> Ints:
    # Rows with one key have their instants in one order: ties, what is missing, and what falls on the instant asked.
    keys: Any = flat.priority.astype(np.int64)
    if flat.agreed is not None:
        keys = keys * 2 + (flat.agreed != NULL)
    listed = [flat.reported, *known.values()]
    for place, instants in enumerate(listed):
        keys = keys * 3 + (instants == at) + (instants == NULL) * 2
        for other in listed[:place]:
            keys = keys * 3 + (instants > other) + (instants >= other)
    if Kind.LOGGED in flat.dated:
        keys = keys * 2 + (flat.dated[Kind.LOGGED] != NULL)
    return np.asarray(keys)


def _batch(flat: Flat, known: Mapping[Kind, Ints], rows: Ints, at: int) -> tuple[Shape, Batch]:
    first = rows[0]
    dated = {kind: instants for kind, instants in known.items() if instants[first] != NULL}
    told = {Kind.REPORTED: flat.reported, **dated}
    moments = sorted({int(instants[first]) for instants in told.values()} | ({at} if at < NEVER else set()))
    places = {moment: place for place, moment in enumerate(moments, 1)}
    columns: dict[int, Ints] = {places[int(instants[first])]: instants[rows] for instants in told.values()}
    if at < NEVER:
        columns.setdefault(places[at], np.full(len(rows), at, dtype=np.int64))
    agreed = None if flat.agreed is None or flat.agreed[first] == NULL else flat.agreed[rows]
    events = list(_events(flat, told, first, places, has_agreement=agreed is not None))
    shape = Shape(tuple(events), places[at] if at < NEVER else NEVER)
    listed = [columns[place] for place in range(1, len(moments) + 1)]
    return shape, Batch([listed[0], *listed], agreed, len(rows))


def _events(
    flat: Flat, told: Mapping[Kind, Ints], first: int, places: Mapping[int, int], *, has_agreement: bool
) -> Iterator[Happening]:
    report = places[int(flat.reported[first])]
    priority = flat.names[int(flat.priority[first])]
    for kind, instants in told.items():
        yield Happening(kind, places[int(instants[first])])
    if priority is not None:
        yield Happening(Kind.PRIORITISED, report, priority=priority)
    if Kind.LOGGED in flat.dated and flat.dated[Kind.LOGGED][first] != NULL:
        yield Happening(Kind.UNLOGGED, report)
    if has_agreement:
        yield Happening(Kind.AGREED, report)
