"""The answers of a frame in the making: an array for each column, filled batch by batch."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from slacalc.clocks import Clock
from slacalc.frames.judging import Verdict
from slacalc.frames.measure import Ints
from slacalc.frames.native import NULL
from slacalc.frames.tabular import Maker
from slacalc.verdicts import STATES, Outcome
from slacalc.windows import NEVER

MARKS = ("due", "expected_from", "estimate")
INSTANTS = (*MARKS, "started_at", "completed_at", "breached_at", "at_risk_at", "due_if_resumed")
AMOUNTS = ("used", "remaining", "overrun", "paused_time")
COMMITMENTS = ("contract", "aim")
STATE_NAMES = tuple(map(str, STATES))


class Words:
    """A column of few different texts: the place of each row's text in a list, -1 for none."""

    def __init__(self, size: int) -> None:
        self.places: npt.NDArray[np.int32] = np.full(size, -1, dtype=np.int32)
        self.texts: list[str] = []
        self._known: dict[str, int] = {}

    def put(self, rows: Any, text: str | None) -> None:
        """Write one text into rows."""
        if text is None:
            return
        place = self._known.setdefault(text, len(self.texts))
        if place == len(self.texts):
            self.texts.append(text)
        self.places[rows] = place

    def made(self, name: str, maker: Maker, *, fixed: bool = False) -> Any:
        """Return them as a column of a frame; with a type of its own for a fixed set of texts."""
        return maker.words(name, self.places, self.texts, fixed=fixed)

    def put_new(self, rows: Any, text: str) -> None:
        """Write one text into those of some rows that have none yet.

        Args:
            rows: their numbers, or a boolean for each row.
            text: what to write.
        """
        rows = np.flatnonzero(rows) if rows.dtype.kind == "b" else rows
        if len(rows):
            self.put(rows[self.places[rows] < 0], text)


class ClockColumns:
    """The columns of one clock; each is there from the first value on that is written into it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._times: dict[str, Ints] = {}
        self.on_arrival: npt.NDArray[np.bool_] = np.zeros(size, dtype=bool)
        self.state: npt.NDArray[np.int8] = np.full(size, -1, dtype=np.int8)
        self.commitment: npt.NDArray[np.int8] = np.full(size, -1, dtype=np.int8)
        self.excused = Words(size)

    def put_marks(self, rows: Any, marks: Sequence[Any]) -> None:
        """Write the marks of a batch."""
        for name, mark in zip(MARKS, marks, strict=True):
            self._put(name, rows, mark)

    def put(self, rows: Any, verdict: Verdict, excuse: str | None) -> None:
        """Write the verdict on a batch."""
        run, term = verdict.run, verdict.term
        completed = run.until if run is not None and run.done else NEVER
        self._put_outcome(rows, verdict.outcome, completed, None if term is None else term.promise.commitment)
        self.excused.put(rows, excuse)

    def put_one(self, row: int, clock: Clock) -> None:
        """Write the verdict on one ticket."""
        self._put_outcome(row, clock.outcome, clock.completed, clock.commitment)
        self.excused.put(row, clock.excused)

    def _put_outcome(self, rows: Any, found: Outcome, completed: Any, commitment: str | None) -> None:
        self.put_marks(rows, (found.due, found.expected_from, found.estimate))
        for name in ("started_at", "at_risk_at", "due_if_resumed"):
            self._put(name, rows, getattr(found, name))
        self._put("completed_at", rows, completed)
        self._put("breached_at", rows, found.breach.at)
        for name in AMOUNTS:
            amount = getattr(found, name)
            self._put(name, rows, NEVER if amount is None else amount)
        if found.breach.on_arrival is not False:
            self.on_arrival[rows] = found.breach.on_arrival
        self.state[rows] = found.state
        if commitment is not None:
            self.commitment[rows] = COMMITMENTS.index(commitment)

    def _put(self, name: str, rows: Any, at: Any) -> None:
        # Each row is written once, so what there is not need not be.
        if np.ndim(at) == 0:
            if at != NEVER:
                self.column(name)[rows] = at
            return
        if len(at) and at.max() == NEVER:
            at = np.where(at == NEVER, NULL, at)
        self.column(name)[rows] = at

    def column(self, name: str) -> Ints:
        """Return a column of instants or amounts, in microseconds; NULL for none."""
        found = self._times.get(name)
        if found is None:
            found = self._times[name] = np.full(self._size, NULL, dtype=np.int64)
        return found

    def made(self, mark: str, name: str, maker: Maker, zone: Any) -> Any:
        """Return one of its columns as that of a frame, with instants in a zone."""
        if mark in INSTANTS:
            return maker.instants(name, self.column(mark), zone)
        if mark in AMOUNTS:
            return maker.amounts(name, self.column(mark))
        if mark == "breached":
            return maker.flags(name, self.column("breached_at") != NULL, self.state < 0)
        if mark == "breached_on_arrival":
            return maker.flags(name, self.on_arrival, self.state < 0)
        if mark == "state":
            return maker.words(name, self.state, STATE_NAMES, fixed=True)
        if mark == "commitment":
            return maker.words(name, self.commitment, COMMITMENTS, fixed=True)
        return self.excused.made(name, maker)


class Sheet:
    """All columns of the answers."""

    def __init__(self, size: int, clocks: Sequence[str]) -> None:
        self.clocks: Mapping[str, ClockColumns] = {clock: ClockColumns(size) for clock in clocks}
        self.priority, self.repairs, self.reason = Words(size), Words(size), Words(size)
        self.zone: Any = "UTC"
        """The zone of its instants."""
        self.judged: npt.NDArray[np.bool_] = np.zeros(size, dtype=bool)
        """Which rows have an answer."""
        self.beyond_holiday_data: npt.NDArray[np.bool_] = np.zeros(size, dtype=bool)

    def words(self, name: str, maker: Maker, prefix: str) -> Any:
        """Return a column of texts as that of a frame."""
        if name == "priority_in_force":
            return self.priority.made(f"{prefix}{name}", maker, fixed=True)
        return self.repairs.made(f"{prefix}{name}", maker)
