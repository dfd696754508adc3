"""Histories of many tickets as one long list of events, and in it those that differ only in when things happened."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from slacalc.events import KINDS, Event, Kind
from slacalc.frames.flat import DATED, Flat
from slacalc.frames.judging import Batch
from slacalc.frames.measure import Ints
from slacalc.frames.native import NULL
from slacalc.frames.shapes import Happening, Shape
from slacalc.tickets import Ticket
from slacalc.windows import NEVER

FEW = 8
"""Of how few tickets of a shape each is judged alone."""
Hashes = npt.NDArray[np.uint64]


class Long(NamedTuple):
    """Events of many tickets; NULL for what an event does not say."""

    row: Ints
    """The row of its ticket."""
    at: Ints
    code: Ints
    """What it says beside the times: its place in a list of happenings."""
    sequence: Ints
    """0 for none."""
    recorded: Ints
    due: Ints
    day: Ints

    def taken(self, places: Any) -> "Long":
        """Return some of the events."""
        return Long(*(each[places] for each in self))

    @classmethod
    def plain(cls, row: Ints, at: Ints, code: int, due: Ints | None = None) -> "Long":
        """Return events of one kind, without a sequence and known at once."""
        none = np.full(len(row), NULL, dtype=np.int64)
        codes, sequence = np.full_like(none, code), np.zeros_like(none)
        return cls(row, at, codes, sequence, none, none if due is None else due, none)

    @classmethod
    def joined(cls, parts: "Sequence[Long]") -> "Long":
        """Return events of several kinds."""
        return cls(*(np.concatenate(each) for each in zip(*parts, strict=True)))


class Histories:
    """The histories of some rows, by row.

    Args:
        events: all that happened, in any order.
        said: what each code stands for.
        size: how many rows there are.
    """

    def __init__(self, events: Long, said: Sequence[Happening], size: int) -> None:
        order = sorted(range(len(said)), key=lambda code: _rank(said[code]))
        ranks = np.empty(len(said), dtype=np.int64)
        ranks[order] = np.arange(len(said))
        self.said = [said[code] for code in order]
        events = Long(events.row, events.at, ranks[events.code], *events[3:])
        if bool(np.any(events.row[1:] < events.row[:-1])):
            events = events.taken(np.argsort(events.row, kind="stable"))
        self.events = events
        self.begins = np.searchsorted(events.row, np.arange(size + 1))

    def has(self) -> npt.NDArray[np.bool_]:
        """Return which rows have a history."""
        return np.diff(self.begins) > 0

    def ticket(self, row: int, at: int) -> Ticket:
        """Return the ticket of a row, as it is known at an instant."""
        events = self.events.taken(slice(self.begins[row], self.begins[row + 1]))
        events = events.taken(_known(events, at))
        return Ticket.from_events(self._event(*map(int, each)) for each in zip(*events, strict=True))

    def _event(self, _: int, at: int, code: int, sequence: int, recorded: int, due: int, day: int) -> Event:
        said = self.said[code]
        return Event(
            said.kind,
            at,
            sequence or None,
            None if recorded == NULL else recorded,
            priority=said.priority,
            reason=said.reason,
            clock=said.clock,
            due=None if due == NULL else due,
            overrides=said.overrides,
            day=None if day == NULL else day,
        )

    def batches(self, rows: Ints, at: int) -> Iterator[tuple[Ints, Shape | None, Batch | None]]:
        """Return rows in batches of one shape, as far as it is known at an instant; without one where each is alone."""
        counts = self.begins[rows + 1] - self.begins[rows]
        places = np.repeat(self.begins[rows] - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        events = self.events.taken(places)
        known = _known(events, at)
        laid = _Laid(events if bool(known.all()) else events.taken(known), at)
        for group in laid.groups():
            shape = laid.shape(group, self.said) if len(group) >= FEW else None
            yield laid.rows(group), shape, None if shape is None else laid.batch(group, shape)


def _rank(said: Happening) -> tuple[int, str]:
    # As the events of a ticket are ordered.
    return KINDS.index(said.kind), repr([said.priority, said.reason, said.clock, said.overrides])


def _known(events: Long, at: int) -> npt.NDArray[np.bool_]:
    # What is not recorded late is NULL there, the least of all.
    return (events.at <= at) & (events.recorded <= at)


class _Laid:
    """The known events in order, row by row."""

    def __init__(self, events: Long, at: int) -> None:
        self._asked = at
        order = np.lexsort((events.code, events.sequence, events.at, events.row))
        self._events = events = events.taken(order)
        is_first = np.append(True, events.row[1:] != events.row[:-1]) if len(order) else np.zeros(0, dtype=bool)
        self._begins = np.flatnonzero(is_first)
        self._counts = np.diff(np.append(self._begins, len(order)))
        self._same = ~is_first & (events.at == np.roll(events.at, 1))
        self._later = self._same & (events.sequence != np.roll(events.sequence, 1))
        self._signs = events.code * 4 + self._same + self._later * 2

    def rows(self, group: Ints) -> Ints:
        return self._events.row[self._begins[group]]

    def groups(self) -> Iterator[Ints]:
        """Return the tickets of each shape; what hashes alike and is not is returned one by one."""
        if not len(self._begins):
            return
        hashes = self._hashes()
        order = np.argsort(hashes, kind="stable")
        for group in np.split(order, np.flatnonzero(np.diff(hashes[order])) + 1):
            if len(group) < FEW or self._is_one(group):
                yield group
            else:
                yield from group[:, np.newaxis]

    def _hashes(self) -> Hashes:
        place = np.arange(len(self._signs)) - np.repeat(self._begins, self._counts)
        mixed = _mixed(self._signs.view(np.uint64) + _mixed(place.view(np.uint64)))
        on = self._events.at[self._begins + self._counts - 1] == self._asked
        return np.asarray(np.add.reduceat(mixed, self._begins) + on.view(np.uint8))

    def _is_one(self, group: Ints) -> bool:
        counts = self._counts[group]
        if bool(np.any(counts != counts[0])):
            return False
        signs = self._signs[self._begins[group][:, np.newaxis] + np.arange(counts[0])]
        return bool(np.all(signs == signs[0]))

    def shape(self, group: Ints, said: Sequence[Happening]) -> Shape | None:
        """Return the shape of a group; None where a date of its own makes each ticket another."""
        begin, count = self._begins[group[0]], self._counts[group[0]]
        part = self._events.taken(slice(begin, begin + count))
        happenings = [said[code] for code in part.code]
        kinds = [each.kind for each in happenings]
        if Kind.ESTIMATED in kinds or kinds.count(Kind.AGREED) > 1:
            return None
        places = 1 + np.cumsum(~self._same[begin : begin + count]) - 1
        sequences = _within(self._later[begin : begin + count], self._same[begin : begin + count])
        events = tuple(
            Happening(
                each.kind, int(place), int(sequence) or None, each.priority, each.reason, each.clock, each.overrides
            )
            for each, place, sequence in zip(happenings, places, sequences, strict=True)
        )
        last = int(places[-1])
        return Shape(events, NEVER if self._asked == NEVER else last + int(part.at[-1] != self._asked))

    def batch(self, group: Ints, shape: Shape) -> Batch:
        """Return the columns of a group of one shape."""
        begins = self._begins[group]
        firsts = {event.place: number for number, event in reversed(list(enumerate(shape.events)))}
        columns = [self._events.at[begins + firsts[place]] for place in sorted(firsts)]
        if shape.at != NEVER and shape.at > len(columns):
            columns.append(np.full(len(group), self._asked, dtype=np.int64))
        agreed = next((number for number, event in enumerate(shape.events) if event.kind is Kind.AGREED), None)
        due = None if agreed is None else self._events.due[begins + agreed]
        return Batch([columns[0], *columns], due, len(group))


def _within(later: npt.NDArray[np.bool_], same: npt.NDArray[np.bool_]) -> list[int]:
    # The place of each event among the sequence numbers of its instant.
    found: list[int] = []
    for is_later, is_same in zip(later, same, strict=True):
        found.append(found[-1] + int(is_later) if is_same else 0)
    return found


def _mixed(values: Hashes) -> Hashes:
    # The mixing function of splitmix64 (Steele, Lea and Flood 2014): each bit of a value moves half of the result.
    mixed = values + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


# flat facts as events ------------------------------------------------------------------------------------------------


def flat_events(flat: Flat, rows: Ints, said: list[Happening], *, with_priority: Any = True) -> list[Long]:
    """Return what flat rows say, as events; what they say is added to a list of happenings.

    Args:
        flat: the facts.
        rows: which rows.
        said: what the codes stand for.
        with_priority: for each of the rows, or all, whether its priority is one.
    """
    found = []

    def add(at: Ints, happening: Happening, which: Any, due: Ints | None = None) -> None:
        said.append(happening)
        chosen = rows[which]
        found.append(Long.plain(chosen, at[chosen], len(said) - 1, None if due is None else due[chosen]))

    every = np.ones(len(rows), dtype=bool)
    add(flat.reported, Happening(Kind.REPORTED, 0), every)
    for kind in DATED:
        if kind in flat.dated:
            add(flat.dated[kind], Happening(kind, 0), flat.dated[kind][rows] != NULL)
    if Kind.LOGGED in flat.dated:
        add(flat.reported, Happening(Kind.UNLOGGED, 0), flat.dated[Kind.LOGGED][rows] != NULL)
    for place, name in enumerate(flat.names):
        if name is not None:
            is_named = (flat.priority[rows] == place) & with_priority
            add(flat.reported, Happening(Kind.PRIORITISED, 0, priority=name), is_named)
    if flat.agreed is not None:
        add(flat.reported, Happening(Kind.AGREED, 0), flat.agreed[rows] != NULL, flat.agreed)
    return found
