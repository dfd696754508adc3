"""A question asked of every row: chunk by chunk, on desks that hold them, and with the row told that has no answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from slacalc.calendar import Calendar
from slacalc.desk import Desk, DeskOwner
from slacalc.errors import InputError, UnreachableError, shown, warn_of_holidays
from slacalc.frames.measure import Ends, Ints
from slacalc.frames.native import NULL
from slacalc.frames.units import Unit
from slacalc.reach import GREGORIAN_CYCLE
from slacalc.timeline import Beyond
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME

CHUNK = 1 << 16
"""How many rows are reckoned at a time: their scratch stays in the cache of a processor."""
WIDEST = 100 * 366 * DAY
"""How far apart rows that share a table lie: a date such as 9999-12-31 in one compiles no millennia for the others."""


class Rows:
    """Some rows, one at least: instants, and what stands beside them: one number or as many, or None."""

    __slots__ = ("at", "beside", "ends", "ends_beside", "is_column")

    def __init__(self, at: Ints, beside: Any) -> None:
        self.at, self.beside = at, beside
        self.is_column = isinstance(beside, np.ndarray)
        self.ends: Ends = int(at.min()), int(at.max())
        self.ends_beside: Ends = (0, 0)
        if beside is not None:
            self.ends_beside = (int(beside.min()), int(beside.max())) if self.is_column else (beside, beside)

    def part(self, which: Any) -> "Rows":
        """Return some of the rows."""
        return Rows(self.at[which], self.beside[which] if self.is_column else self.beside)

    def has_null(self) -> bool:
        """Return whether some row lacks a value."""
        return self.ends[0] == NULL or (self.is_column and self.ends_beside[0] == NULL)

    def there(self) -> Any:
        """Return which rows have their values."""
        return (self.at != NULL) & (self.beside != NULL) if self.is_column else self.at != NULL


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the rows.

    Args:
        table: what the answers are looked up in, of a desk and in a unit.
        answer: the answers from the table, for rows, in a given array or another.
        most: how far what stands beside them may lie from 0, where it is an amount.
        is_between: whether what stands beside them are instants too.
        gives_instants: whether the answers are instants of the same unit.
        margin: how far around the instants it looks.
    """

    table: Callable[[Desk, Unit], Any]
    answer: Callable[[Any, Rows, Ints], Ints]
    most: int | None = None
    is_between: bool = False
    gives_instants: bool = False
    margin: int = 0


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks a question of rows, on the desks of an owner and in a unit."""

    question: Question
    owner: DeskOwner
    unit: Unit

    def ask(self, at: Ints, beside: Any) -> Ints:
        """Return the answers; NULL where a row lacks a value.

        Raises:
            InputError: a row whose values lie too far, or whose answer the unit cannot say: it is named.
            UnreachableError: a row without an answer within reach (T10): it is named.
        """
        found = np.empty(len(at), dtype=np.int64)
        for start in range(0, len(at), CHUNK):
            chunk = slice(start, start + CHUNK)
            out = found[chunk]
            rows = Rows(at[chunk], beside[chunk] if isinstance(beside, np.ndarray) else beside)
            answers = self._of_chunk(rows, start, out)
            if answers is not out:
                out[:] = answers
        return found

    def _of_chunk(self, rows: Rows, start: int, out: Ints) -> Ints:
        there = rows.there() if rows.has_null() else None
        if there is not None and not there.any():
            return np.full(rows.at.shape, NULL, dtype=np.int64)
        asked = rows if there is None else rows.part(there)
        try:
            found = self._answers(asked, out[: len(asked.at)])
        except (InputError, UnreachableError) as error:
            place, told = self._first_refused(asked, error)
            row = start + int(place if there is None else np.flatnonzero(there)[place])
            raise type(told)(f"row {row}, counted from 0: {told}") from None
        if there is None:
            return found
        filled = np.full(rows.at.shape, NULL, dtype=np.int64)
        filled[there] = found
        return filled

    def _first_refused(self, rows: Rows, error: Exception) -> tuple[int, Exception]:
        # Each row is answered or refused for itself, so halving finds the first.
        low, high = 0, len(rows.at)
        while high - low > 1:
            middle = (low + high) // 2
            try:
                self._answers(rows.part(slice(low, middle)), np.empty(middle - low, dtype=np.int64))
                low = middle
            except (InputError, UnreachableError) as of_half:
                high, error = middle, of_half
        try:
            self._answers(rows.part(slice(low, high)), np.empty(1, dtype=np.int64))
        except (InputError, UnreachableError) as of_row:
            error = of_row
        return low, error

    def _answers(self, rows: Rows, out: Ints) -> Ints:
        sides = self._sides(rows)
        low, high = min(side[0] for side in sides), max(side[1] for side in sides)
        widest = max(range(len(sides)), key=lambda at: sides[at][1] - sides[at][0])
        first, last = sides[widest]
        if last - first > WIDEST or (high - low > GREGORIAN_CYCLE and last > first):
            middle = (first + last) // 2 * self.unit.ticks // self.unit.micros
            return self._in_two(rows, (rows.beside if widest else rows.at) <= middle)
        return self._on_desk(rows, low, high, out)

    def _in_two(self, rows: Rows, is_early: Any) -> Ints:
        found = np.empty(rows.at.shape, dtype=np.int64)
        for which in (is_early, ~is_early):
            part = rows.part(which)
            found[which] = self._answers(part, np.empty_like(part.at))
        return found

    def _sides(self, rows: Rows) -> list[Ends]:
        # The first and last instant of each column, in microseconds, with their range checked: no kernel wraps.
        if self.question.most is not None:
            _check_amounts(rows.ends_beside, self.question.most)
        return [self._side(*rows.ends), *([self._side(*rows.ends_beside)] if self.question.is_between else [])]

    def _side(self, first: int, last: int) -> Ends:
        if first < self.unit.start or last >= self.unit.end:
            raise InputError("an instant outside the years 1 to 9999: write a null for one that means never")
        return self.unit.to_micros(first), self.unit.to_micros(last)

    def _on_desk(self, rows: Rows, low: int, high: int, out: Ints) -> Ints:
        question, unit = self.question, self.unit

        def answered(desk: Desk) -> Ints:
            try:
                return question.answer(question.table(desk, unit), rows, out)
            except Beyond as beyond:
                if unit.ends_within(desk.start, desk.end, beyond.direction):
                    raise InputError(f"the answer lies beyond what {unit.name} can say: {_CAST}") from None
                raise

        low, high = max(low - question.margin, START_OF_TIME), min(high + question.margin, END_OF_TIME - 1)
        found, desk = self.owner.ask(answered, low, high)
        if not desk.is_plain:
            self._check(desk, rows.at, found, low, high)
        return _fitting(found, unit)

    def _check(self, desk: Desk, at: Ints, found: Ints, low: int, high: int) -> None:
        if self.question.gives_instants:
            asked, answered = self.unit.micros_of(at), self.unit.micros_of(found)
            if int(np.abs(answered - asked).max()) > GREGORIAN_CYCLE:
                raise UnreachableError("the answer lies more than 400 years from the question")
            low, high = min(low, int(answered.min())), max(high, int(answered.max()))
        if not desk.knows_holidays(low, high):
            warn_of_holidays("some public holidays that this column needs are not known (T11)")


def calendar_of(calendar: object) -> Calendar:
    """Return the calendar that is asked.

    Raises:
        InputError: it is none.
    """
    if not isinstance(calendar, Calendar):
        raise InputError(f"calendar={shown(calendar)} is no Calendar: write for instance Calendar.weekly(...)")
    return calendar


_CAST = "cast the column to us"


def _check_amounts(ends: Ends, most: int) -> None:
    if ends[1] > most or ends[0] < -most:
        raise InputError("an amount of more than 400 years, or than the unit of the column can say")


def _fitting(found: Ints, unit: Unit) -> Ints:
    # Dense hours in nanoseconds are reckoned without a bound (see units.measure_of).
    if found.dtype != object:
        return found
    if any(not NULL < value <= -(NULL + 1) for value in found):
        raise InputError(f"the answer is more than {unit.name} can say: {_CAST}")
    return found.astype(np.int64)
