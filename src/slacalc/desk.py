"""A desk: everything a rule sees, over one range of time; and its owner, which grows it (T9, S4).

The standard hours decide what a working day is; the covered hours, which booked cover adds to, decide what working time
is. A question that meets the edge of what is compiled is asked again of a longer desk.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from slacalc import windows
from slacalc.daybook import Daybook
from slacalc.expression import Node
from slacalc.instants import pendulum_zone
from slacalc.reach import GREGORIAN_CYCLE
from slacalc.snapshots import AFTER, BEFORE, ISLANDS, Compiled, Snapshot, compiled
from slacalc.timeline import Beyond, Timeline
from slacalc.windows import DAY, END_OF_TIME, NOTHING, START_OF_TIME, Edges
from slacalc.zones import LocalClock

T = TypeVar("T")
EDGE = 4 * DAY
"""How near its edges a desk is not asked: dates there are unfinished, and what lies beyond may be nothing at all."""


class Desk:
    """Standard and covered hours, working days and the wall clock of one zone over one range; nothing in it changes."""

    def __init__(self, snapshot: Snapshot, cover: Edges, tz: str, *, listed: bool = False) -> None:
        self.snapshot = snapshot
        self.start, self.end = snapshot.start, snapshot.end
        self.first = START_OF_TIME if self.start == START_OF_TIME else self.start + EDGE
        self.last = END_OF_TIME if self.end == END_OF_TIME else self.end - EDGE
        self.standard: Timeline = snapshot.listed() if listed and not snapshot.is_wide else snapshot
        self.covered = _with_cover(self.standard, cover)
        self.tz = tz
        self.knows_all_holidays = not snapshot.unknown
        """Whether the public holidays of the whole range are known (T11)."""
        self.is_plain = self.knows_all_holidays and self.end - self.start <= GREGORIAN_CYCLE
        """Whether each answer within it is near enough and needs no holidays that are not known (T10, T11)."""
        self.written: dict[Any, Any] = {}
        """Code of questions that are asked of the desk often; it goes when the desk goes."""

    @cached_property
    def clock(self) -> LocalClock:
        """The wall clock of the desk's zone."""
        start = max(self.snapshot.start - 2 * DAY, START_OF_TIME)
        return LocalClock(self.tz, start, min(self.snapshot.end + 2 * DAY, END_OF_TIME))

    @cached_property
    def days(self) -> Daybook:
        """The working days, by the standard hours (T9)."""
        return Daybook(self.standard, self.clock)

    @cached_property
    def uncovered(self) -> "Desk":
        """The same desk without its booked cover."""
        return Desk(self.snapshot, NOTHING, self.tz) if self.has_cover else self

    @property
    def has_cover(self) -> bool:
        """Whether booked cover adds working time within the range of the desk."""
        return self.covered is not self.standard

    def wall(self, at: int) -> int:
        """Return what the wall clock reads at an instant."""
        return self.clock.wall(self._compiled(at))

    def instant(self, wall: int) -> int:
        """Return the instant of a wall time (T13)."""
        return self._compiled(self.clock.instant(wall))

    def _compiled(self, at: int) -> int:
        if not self.snapshot.start <= at <= self.snapshot.end:
            raise Beyond(1 if at > self.snapshot.end else -1)
        return at

    def cuts(self, start: int, end: int) -> list[int]:
        """Return the instants in [start, end] between which a date-valued rule is constant, its own cuts apart.

        They are the openings and closings of the standard and of the covered hours, the local midnights, and the
        changes of the zone's offset.
        """
        changes = (at for at, _, _ in self.clock.stretches())
        edges = (*self.standard.all_edges(), *self.covered.all_edges())
        return sorted({at for at in (*edges, *self.clock.midnights(start, end + 1), *changes) if start <= at <= end})

    def knows_holidays(self, start: int, end: int) -> bool:
        """Return whether the public holidays in [start, end] are known (T11)."""
        return self.knows_all_holidays or not windows.clip(self.snapshot.unknown, start, end + 1)


def _with_cover(standard: Timeline, cover: Edges) -> Timeline:
    within = windows.clip(cover, standard.start, standard.end)
    if not within:
        return standard
    edges = standard.all_edges()
    both = list(windows.union(edges, within))
    return standard if both == edges else Timeline(both, standard.start, standard.end)


class DeskOwner:
    """Asks questions of a desk, and grows the desk until they are answered (T10).

    Args:
        node: the standard hours.
        tz: the zone of the desks.
        cover: booked cover, as edges.
        listed: whether the hours are kept in lists: for a calendar that is asked itself, not for those of thousands of
            packages.
    """

    __slots__ = ("_compiled", "_cover", "_desks", "_listed", "node", "tz", "zone")

    def __init__(self, node: Node, tz: str, cover: Edges = NOTHING, *, listed: bool = False) -> None:
        self.node, self.tz, self.zone = node, tz, pendulum_zone(tz)
        self._listed = listed
        self._compiled: Compiled = compiled(node)
        self._cover = cover
        self._desks: tuple[Desk, ...] = ()

    def ask(self, question: Callable[[Desk], T], start: int, end: int) -> tuple[T, Desk]:
        """Return the answer to a question about the instants [start, end], and the desk that gave it.

        Raises:
            UnreachableError: the answer lies in no working time, or more than 400 years away (T10).
        """
        desk = self.covering(start, end)
        while True:
            try:
                return question(desk), desk
            except Beyond as beyond:
                desk = self.longer(desk, beyond, start, end)

    def warm(self, start: int, end: int) -> None:
        """Compile ahead: afterwards a first question about an instant in [start, end] finds all that it needs.

        Raises:
            InputError: instants more than 400 years apart, unless the hours are spans only.
        """
        desk = self.covering(max(start - BEFORE, START_OF_TIME), min(end + AFTER, END_OF_TIME - 1))
        _ = desk.days, desk.uncovered.days  # made when first looked at

    def covering(self, start: int, end: int) -> Desk:
        """Return a desk that holds both instants, and some days around them: a date at its edge may be unfinished."""
        for desk in self._desks:
            if desk.first <= start and end < desk.last:
                return desk
        snapshot = self._compiled.covering(*_with_edges(start, end))
        if end - start > GREGORIAN_CYCLE:
            return Desk(snapshot, self._cover, self.tz, listed=self._listed)
        return self._desk(snapshot)

    def longer(self, desk: Desk, beyond: Beyond, start: int, end: int) -> Desk:
        """Return a longer desk, for a question about [start, end] that fell short of one.

        Raises:
            UnreachableError: the answer lies in no working time, or more than 400 years away (T10).
        """
        return self._desk(self._compiled.grown(desk.snapshot, beyond, start, end, beside=self._cover))

    def _desk(self, snapshot: Snapshot) -> Desk:
        for desk in self._desks:
            if desk.snapshot is snapshot:
                return desk
        fresh = Desk(snapshot, self._cover, self.tz, listed=self._listed)
        kept = tuple(desk for desk in self._desks if not _is_outgrown(desk.snapshot, snapshot))
        self._desks = (*kept[: ISLANDS - 1], fresh) if snapshot.is_wide else (fresh, *kept)[:ISLANDS]
        return fresh


def _with_edges(start: int, end: int) -> tuple[int, int]:
    if end - start > GREGORIAN_CYCLE - 2 * EDGE:
        return start, end
    return max(start - EDGE, START_OF_TIME), min(end + EDGE, END_OF_TIME - 1)


def _is_outgrown(old: Snapshot, new: Snapshot) -> bool:
    return new.covers(old.start, old.end - 1) and (old.is_wide or not new.is_wide)
