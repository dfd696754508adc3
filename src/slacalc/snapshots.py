"""Compiled calendars, year by year on demand, shared between equal calendars (T10)."""

import threading
import weakref

from slacalc import windows
from slacalc.compiler import compile_edges, new_year, unknown_holidays, year_of
from slacalc.errors import InputError, UnreachableError
from slacalc.expression import NEVER, Node, Spans, complement
from slacalc.instants import moment
from slacalc.reach import GREGORIAN_CYCLE, is_empty_beyond, is_end_of_holidays, last_irregular, most_open
from slacalc.timeline import Beyond, Timeline
from slacalc.windows import DAY, END_OF_TIME, NOTHING, START_OF_TIME, Edges


class Snapshot(Timeline):
    """An expression compiled between two instants; nothing in it changes."""

    __slots__ = ("__weakref__", "unknown")

    def __init__(self, edges: Edges, unknown: Edges, start: int, end: int) -> None:
        super().__init__(edges, start, end)
        self.unknown = unknown

    def covers(self, start: int, end: int) -> bool:
        """Return whether both instants lie inside."""
        return self.start <= start and end < self.end

    @property
    def is_wide(self) -> bool:
        """Whether it reaches so far that ordinary questions are better asked of a smaller one."""
        return self.end - self.start > _GAP


BEFORE, AFTER = 8 * DAY, 92 * DAY
"""How much time around a first question is compiled at least."""
_YEAR = 366 * DAY
_GAP = 50 * _YEAR
_FAR = 10 * _YEAR
"""How long a snapshot must be before it is asked whether it is worth growing: what it costs then hardly counts."""
ISLANDS = 8
"""How many stretches of time one expression keeps compiled at once."""


class Compiled:
    """The snapshots of one expression: one that grows with the questions, and islands for questions far away.

    Reading takes no lock: a snapshot is replaced by a longer one in one assignment.
    """

    __slots__ = ("__weakref__", "_lock", "_snapshots", "node")

    def __init__(self, node: Node) -> None:
        self.node = node
        self._snapshots: tuple[Snapshot, ...] = ()
        self._lock = threading.Lock()

    def covering(self, start: int, end: int) -> Snapshot:
        """Return a snapshot that holds both instants, and some time around them.

        Raises:
            InputError: instants more than 400 years apart, unless the expression is spans only.
        """
        for snapshot in self._snapshots:
            if snapshot.covers(start, end):
                return snapshot
        if end - start > GREGORIAN_CYCLE:
            return self._wide(start, end)
        with self._lock:
            return self._reach(start, end)

    def grown(self, snapshot: Snapshot, beyond: Beyond, start: int, end: int, beside: Edges = NOTHING) -> Snapshot:
        """Return a longer snapshot, for a question about [start, end] that fell short of it.

        Args:
            snapshot: what fell short.
            beyond: which way, and what was wanted there.
            start: the first instant that the question is about.
            end: the last one.
            beside: windows that the asker adds to the expression; their edges too may hold the answer.

        Raises:
            UnreachableError: there is no more working time that way, or none within 400 years (T10).
        """
        missing = beyond.missing - windows.total(beside)
        size = max(_YEAR, (snapshot.end - snapshot.start) // 2, beyond.far)
        if beyond.direction > 0:
            self._check_reach(snapshot, end + GREGORIAN_CYCLE, beyond, beside[-1:])
            self._check_missing(snapshot, missing, snapshot.end, end + GREGORIAN_CYCLE)
            reach = snapshot.start, min(snapshot.end + size, end + GREGORIAN_CYCLE + _YEAR, END_OF_TIME - 1)
        else:
            self._check_reach(snapshot, GREGORIAN_CYCLE - start, beyond, beside[:1])
            self._check_missing(snapshot, missing, start - GREGORIAN_CYCLE, snapshot.start)
            reach = max(snapshot.start - size, start - GREGORIAN_CYCLE - _YEAR, START_OF_TIME), snapshot.end - 1
        with self._lock:
            return self._extended(snapshot, *reach)

    def _check_reach(self, snapshot: Snapshot, limit: int, beyond: Beyond, beside: Edges) -> None:
        direction = beyond.direction
        way, bound = ("after", END_OF_TIME) if direction > 0 else ("before", -START_OF_TIME)
        edge = snapshot.end if direction > 0 else -snapshot.start
        if self.node == NEVER and not beside:
            raise UnreachableError("this calendar is never open")
        last = direction * max(direction * at for at in (last_irregular(self.node, direction), *beside))
        if edge > direction * last:
            self._check_tail(snapshot, beyond, way, last)
        if edge >= bound:
            raise UnreachableError(f"there is no such instant {way} the question: the years 1 to 9999 end first")
        if edge > limit:
            raise UnreachableError(f"there is no such instant within 400 years {way} the question")

    def _check_missing(self, snapshot: Snapshot, missing: int, start: int, end: int) -> None:
        # Compiling the whole of 400 years, only to find too little working time in it, can take half a minute.
        if snapshot.end - snapshot.start < _FAR or start >= end:
            return
        if most_open(self.node, max(start, START_OF_TIME), min(end, END_OF_TIME), missing) < missing:
            raise UnreachableError("there is not as much working time within 400 years of the question")

    def _check_tail(self, snapshot: Snapshot, beyond: Beyond, way: str, last: int) -> None:
        # Beyond its last irregular instant, and beyond what is compiled, the expression is weekly patterns.
        edges = snapshot.all_edges()
        ended = edges[-1 if beyond.direction > 0 else 0] if edges else last
        if is_empty_beyond(self.node, beyond.direction):
            by_data = is_end_of_holidays(self.node, last) and abs(ended - last) < 2 * _YEAR
            known = ", from where its public holidays are not known" if by_data else ""
            raise UnreachableError(f"this calendar has no working time {way} {moment(ended).to_date_string()}{known}")
        if beyond.is_edge and is_empty_beyond(complement(self.node), beyond.direction):
            since = f"{way} {moment(last).to_date_string()}"
            raise UnreachableError(f"this calendar neither opens nor closes {since}: it is always open")

    def _wide(self, start: int, end: int) -> Snapshot:
        # Spans are written out already; a snapshot so wide is not kept, as the next question need not be.
        if not isinstance(self.node, Spans):
            raise InputError("the two instants lie more than 400 years apart: ask about a shorter time")
        return self._compiled(*_year_bounds(start, end))

    def _reach(self, start: int, end: int) -> Snapshot:
        for snapshot in self._snapshots:
            if snapshot.covers(start, end):
                return snapshot
            near = start > snapshot.start - _GAP and end < snapshot.end + _GAP
            whole = max(end, snapshot.end) - min(start, snapshot.start)
            if near and whole <= GREGORIAN_CYCLE + 2 * _YEAR:
                return self._extended(snapshot, min(start - BEFORE, snapshot.start), max(end, snapshot.end - 1))
        fresh = self._compiled(*_year_bounds(start - BEFORE, end + AFTER))
        self._snapshots = (fresh, *self._snapshots)[:ISLANDS]
        return fresh

    def _extended(self, snapshot: Snapshot, start: int, end: int) -> Snapshot:
        for other in self._snapshots:
            if other is not snapshot and other.start <= snapshot.start and other.covers(start, end):
                return other
        start, end = _year_bounds(min(start, snapshot.start), max(end, snapshot.end - 1))
        before, after = self._compiled(start, snapshot.start), self._compiled(snapshot.end, end)
        longer = _joined((before, snapshot, after), start, end)
        others = tuple(kept for kept in self._snapshots if kept is not snapshot)
        if longer.is_wide and not snapshot.is_wide:
            self._snapshots = (snapshot, *others[: ISLANDS - 2], longer)
        else:
            self._snapshots = (*others[: ISLANDS - 1], longer) if longer.is_wide else (longer, *others)[:ISLANDS]
        return longer

    def _compiled(self, start: int, end: int) -> Snapshot:
        if start >= end:
            return Snapshot(NOTHING, NOTHING, start, end)
        return Snapshot(compile_edges(self.node, start, end), unknown_holidays(self.node, start, end), start, end)


def _joined(parts: tuple[Snapshot, ...], start: int, end: int) -> Snapshot:
    edges: Edges = NOTHING
    unknown: Edges = NOTHING
    for part in parts:
        edges = windows.join(edges, part.all_edges())
        unknown = windows.join(unknown, part.unknown)
    return Snapshot(edges, unknown, start, end)


def _year_bounds(start: int, end: int) -> tuple[int, int]:
    return new_year(year_of(start)), new_year(year_of(end) + 1)


_shared: "weakref.WeakValueDictionary[Node, Compiled]" = weakref.WeakValueDictionary()
_sharing = threading.Lock()


def compiled(node: Node) -> Compiled:
    """Return the snapshots of an expression, shared by all equal expressions and freed with the last of them."""
    with _sharing:
        found = _shared.get(node)
        if found is None:
            found = _shared[node] = Compiled(node)
        return found
