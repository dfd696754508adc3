"""The answers of a frame in the making: an array for each column, filled batch by batch."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from slacalc.clocks import Clock, Marks
from slacalc.frames.judging import Verdict
from slacalc.frames.measure import Ints
from slacalc.frames.native import NULL
from slacalc.verdicts import STATES
from slacalc.windows import NEVER

INSTANTS = ("due", "expected_from", "estimate", "started_at", "completed_at", "breached_at", "at_risk_at")
AMOUNTS = ("used", "remaining", "overrun", "paused_time")
FLAGS = ("breached", "breached_on_arrival")
COMMITMENTS = ("contract", "aim")
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

    def array(self) -> npt.NDArray[np.object_]:
        """Return the texts of the rows, None for none."""
        found: npt.NDArray[np.object_] = np.array([*self.texts, None], dtype=object)[self.places]
        return found


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


def _put(column: Ints, rows: Any, at: Any) -> None:
    if np.ndim(at) == 0:
        column[rows] = NULL if at == NEVER else at
    else:
        column[rows] = np.where(at == NEVER, NULL, at)


class Sheet:
    """All columns of the answers."""

    def __init__(self, size: int, clocks: Sequence[str], *, marks_only: bool = False) -> None:
        self.clocks: Mapping[str, ClockColumns] = {clock: ClockColumns(size, marks_only=marks_only) for clock in clocks}
        self.reason, self.repairs = Words(size), Words(size)

    def put_marks_of_one(self, row: int, marks: Mapping[str, Marks]) -> None:
        """Write the marks of one ticket."""
        for clock, found in marks.items():
            self.clocks[clock].put_marks(row, (found.due, found.expected_from, found.estimate))


STATE_NAMES = tuple(map(str, STATES))
