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
from slacalc.verdicts import STATES
from slacalc.windows import NEVER

INSTANTS = ("due", "expected_from", "estimate", "started_at", "completed_at", "breached_at", "at_risk_at")
AMOUNTS = ("used", "remaining", "overrun", "paused_time")
FLAGS = ("breached", "breached_on_arrival")
COMMITMENTS = ("contract", "aim")
STATE_NAMES = tuple(map(str, STATES))
MARKS = ("due", "expected_from", "estimate")


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

    def made(self, name: str, maker: Maker) -> Any:
        """Return them as a column of a frame."""
        return maker.words(name, self.places, self.texts, fixed=False)

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
    """The columns of one clock."""

    def __init__(self, size: int, *, marks_only: bool = False) -> None:
        self.instants = {name: np.full(size, NULL, dtype=np.int64) for name in (MARKS if marks_only else INSTANTS)}
        if marks_only:
            return
        self.instants["due_if_resumed"] = np.full(size, NULL, dtype=np.int64)
        self.amounts = {name: np.full(size, NULL, dtype=np.int64) for name in AMOUNTS}
        self.flags = {name: np.zeros(size, dtype=bool) for name in FLAGS}
        self.state: npt.NDArray[np.int8] = np.full(size, -1, dtype=np.int8)
        self.commitment: npt.NDArray[np.int8] = np.full(size, -1, dtype=np.int8)
        self.excused = Words(size)

    def put_marks(self, rows: Any, marks: Sequence[Any]) -> None:
        """Write the marks of a batch."""
        for name, mark in zip(MARKS, marks, strict=True):
            _put(self.instants[name], rows, mark)

    def put(self, rows: Any, verdict: Verdict, excuse: str | None) -> None:
        """Write the verdict on a batch."""
        found, run, term = verdict.outcome, verdict.run, verdict.term
        self.put_marks(rows, (found.due, found.expected_from, found.estimate))
        for name in ("started_at", "at_risk_at", "due_if_resumed"):
            _put(self.instants[name], rows, getattr(found, name))
        _put(self.instants["completed_at"], rows, run.until if run is not None and run.done else NEVER)
        _put(self.instants["breached_at"], rows, found.breach.at)
        for name in AMOUNTS:
            if getattr(found, name) is not None:
                self.amounts[name][rows] = getattr(found, name)
        self.flags["breached"][rows] = np.asarray(found.breach.at) != NEVER
        self.flags["breached_on_arrival"][rows] = found.breach.on_arrival
        self.state[rows] = found.state
        if term is not None:
            self.commitment[rows] = COMMITMENTS.index(term.promise.commitment)
        self.excused.put(rows, excuse)

    def put_one(self, row: int, clock: Clock) -> None:
        """Write the verdict on one ticket."""
        found = clock.outcome
        marks = found.due, found.expected_from, found.estimate
        self.put_marks(row, marks)
        rest = {"started_at": found.started_at, "at_risk_at": found.at_risk_at, "due_if_resumed": found.due_if_resumed}
        for name, at in {**rest, "completed_at": clock.completed, "breached_at": found.breach.at}.items():
            _put(self.instants[name], row, at)
        for name in AMOUNTS:
            if getattr(found, name) is not None:
                self.amounts[name][row] = getattr(found, name)
        self.flags["breached"][row] = clock.breached
        self.flags["breached_on_arrival"][row] = clock.breached_on_arrival
        self.state[row] = found.state
        if clock.commitment is not None:
            self.commitment[row] = COMMITMENTS.index(clock.commitment)
        self.excused.put(row, clock.excused)

    def made(self, mark: str, name: str, maker: Maker, zone: str) -> Any:
        """Return one of its columns as that of a frame, with instants in a zone."""
        if mark in self.instants:
            return maker.instants(name, self.instants[mark], zone)
        if mark in self.amounts:
            return maker.amounts(name, self.amounts[mark])
        if mark in self.flags:
            return maker.flags(name, self.flags[mark], self.state < 0)
        if mark == "state":
            return maker.words(name, self.state, STATE_NAMES, fixed=True)
        if mark == "commitment":
            return maker.words(name, self.commitment, COMMITMENTS, fixed=True)
        return self.excused.made(name, maker)


def _put(column: Ints, rows: Any, at: Any) -> None:
    if np.ndim(at) == 0:
        column[rows] = NULL if at == NEVER else at
    else:
        column[rows] = np.where(at == NEVER, NULL, at)


class Sheet:
    """All columns of the answers."""

    def __init__(self, size: int, clocks: Sequence[str], *, marks_only: bool = False) -> None:
        self.clocks: Mapping[str, ClockColumns] = {clock: ClockColumns(size, marks_only=marks_only) for clock in clocks}
        self.priority, self.repairs, self.reason = Words(size), Words(size), Words(size)
        self.judged: npt.NDArray[np.bool_] = np.zeros(size, dtype=bool)
        """Which rows have an answer."""
        self.beyond_holiday_data: npt.NDArray[np.bool_] = np.zeros(size, dtype=bool)

    def words(self, name: str) -> Words:
        """Return a column of texts by its name."""
        return self.repairs if name == "repairs" else self.priority
