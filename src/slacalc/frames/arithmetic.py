"""Working time over columns: the questions of a calendar, asked of every row at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from slacalc.calendar import Calendar
from slacalc.desk import Desk
from slacalc.errors import InputError, is_one_of, shown
from slacalc.frames.columns import tables_of
from slacalc.frames.local import Ambiguous, Localized, Nonexistent
from slacalc.frames.measure import Ints, Measure, spare
from slacalc.frames.native import NULL, Column, amounts_of, check_length, column_of
from slacalc.frames.rows import Asker, Question, Rows, calendar_of
from slacalc.frames.units import UNITS, Unit, measure_of
from slacalc.instants import micros, micros_of
from slacalc.questions import Landing, own_desks

Kernel = Callable[[Measure, Rows, Ints], Ints]


def add_working_time(
    start: Any,
    amount: Any,
    calendar: Calendar,
    *,
    landing: Landing = "close",
    tz: Any = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
) -> Any:
    """Return for each row the earliest instant by which an amount of working time has passed since it (T5).

    Args:
        start: a column of instants: pandas, polars or pyarrow with a zone, or NumPy datetime64, and then *tz* too.
        amount: a timedelta, or a column of them; a negative one runs backwards.
        calendar: the hours.
        landing: where an amount used up exactly at a closing ends: at that "close", or at the next "open".
        tz: the zone whose clock times without a zone were read from; "UTC" for an array of instants.
        ambiguous: how times are taken that the clock reads twice, in the words of pandas.
        nonexistent: how times are taken that the clock skips, in the words of pandas.

    Returns:
        A column of the same kind, with its index, name, zone and unit; nothing where there is no start or no amount.
        An array, which can say no zone, comes back in UTC.

    Raises:
        NaiveDatetimeError: a column without a zone, and no *tz* (T4).
        InputError: no column of instants, or an amount or hours finer than its unit.
        UnreachableError: not as much working time within 400 years of some row (T10).

    Example:
        >>> import numpy as np
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> opened = np.array(["2026-05-15T16:30", "NaT"], dtype="datetime64[s]")
        >>> add_working_time(opened, timedelta(hours=1), office, tz="Europe/London")
        array(['2026-05-18T08:30:00',                 'NaT'],
              dtype='datetime64[s]')
    """
    check_landing(landing)
    column = column_of(start, "start", Localized(tz, ambiguous, nonexistent))
    return _instants(column, calendar, _added if landing == "close" else _added_and_open, _amounts(amount, column))


def subtract_working_time(
    end: Any,
    amount: Any,
    calendar: Calendar,
    *,
    tz: Any = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
) -> Any:
    """Return for each row the latest instant from which an amount of working time passes until it (T5).

    Arguments, results and errors are those of ``add_working_time``.

    Example:
        >>> import numpy as np
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
        >>> due = np.array(["2026-05-18T09:30"], dtype="datetime64[m]").astype("datetime64[s]")
        >>> subtract_working_time(due, timedelta(hours=1), office, tz="UTC")
        array(['2026-05-15T16:30:00'], dtype='datetime64[s]')
    """
    column = column_of(end, "end", Localized(tz, ambiguous, nonexistent))
    return _instants(column, calendar, _added, -_amounts(amount, column))


def working_time(
    start: Any,
    end: Any,
    calendar: Calendar,
    *,
    tz: Any = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
) -> Any:
    """Return for each row the working time from *start* to *end*, negative where *end* is the earlier (T5).

    Args:
        start: a column of instants, as ``add_working_time`` takes it.
        end: another, or one aware datetime for all rows.
        calendar: the hours.
        tz: the zone whose clock times without a zone were read from.
        ambiguous: how times are taken that the clock reads twice, in the words of pandas.
        nonexistent: how times are taken that the clock skips, in the words of pandas.

    Returns:
        A column of durations like *start*, in the finer of both units; nothing where either is missing.

    Raises:
        NaiveDatetimeError: a column without a zone, and no *tz* (T4).
        InputError: no columns of instants, columns of different lengths, or rows more than 400 years apart.

    Example:
        >>> import numpy as np
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
        >>> opened = np.array(["2026-05-15T16:30"], dtype="datetime64[s]")
        >>> working_time(opened, np.array(["2026-05-18T10:00"], dtype="datetime64[s]"), office, tz="UTC")
        array([5400], dtype='timedelta64[s]')
    """
    localized = Localized(tz, ambiguous, nonexistent)
    column = column_of(start, "start", localized)
    if isinstance(end, datetime):
        starts, ends, unit = column.ticks, _one_end(end, column), column.unit
    else:
        other = column_of(end, "end", localized)
        check_length("end", len(other.ticks), len(column.ticks))
        starts, ends, unit = _same_unit(column, other)
    question = Question(_hours, _between, is_between=True)
    return column.amounts(Asker(question, own_desks(calendar_of(calendar)), unit).ask(starts, ends), unit)


def is_open(
    at: Any,
    calendar: Calendar,
    *,
    tz: Any = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
) -> Any:
    """Return for each row whether the calendar is open at it; at a closing it is not (T1).

    Arguments and errors are those of ``add_working_time``; a row without an instant gives a null (of
    pandas' "boolean", whatever the column), which an array cannot say: there it is False.

    Example:
        >>> import numpy as np
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
        >>> is_open(np.array(["2026-05-15T16:59", "2026-05-15T17:00"], dtype="datetime64[s]"), office, tz="UTC")
        array([ True, False])
    """
    column = column_of(at, "at", Localized(tz, ambiguous, nonexistent))
    question = Question(_hours, _is_open)
    return column.flags(Asker(question, own_desks(calendar_of(calendar)), column.unit).ask(column.ticks, None) == 1)


def next_open(
    at: Any,
    calendar: Calendar,
    *,
    tz: Any = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
) -> Any:
    """Return for each row the first open instant at or after it: itself where the calendar is open.

    Arguments, results and errors are those of ``add_working_time``.

    Example:
        >>> import numpy as np
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
        >>> next_open(np.array(["2026-05-15T17:00"], dtype="datetime64[s]"), office, tz="UTC")
        array(['2026-05-18T09:00:00'], dtype='datetime64[s]')
    """
    column = column_of(at, "at", Localized(tz, ambiguous, nonexistent))
    return _instants(column, calendar, _opened)


def check_landing(landing: object) -> None:
    """Refuse what is no landing.

    Raises:
        InputError: it is none.
    """
    if not is_one_of(landing, ("close", "open")):
        raise InputError(f"landing={shown(landing)}: write 'close' or 'open'")


# kernels: into the array that is to hold the answers, or into another; the desk is known to hold the instants -------


def _added(hours: Measure, rows: Rows, out: Ints) -> Ints:
    if np.ndim(rows.beside):
        return _added_by_rows(hours, rows.at, rows.beside)
    return hours.add_within(rows.at, rows.beside, rows.ends, out) if rows.beside else rows.at


def _added_by_rows(hours: Measure, at: Ints, amount: Ints) -> Ints:
    total = hours.rank_within(at) + amount
    found = at.copy()
    ahead, back = amount > 0, amount < 0
    found[ahead] = hours.reach(total[ahead])
    found[back] = hours.reach_open(total[back])
    return found


def _added_and_open(hours: Measure, rows: Rows, out: Ints) -> Ints:
    return hours.reach_open(hours.rank(_added(hours, rows, out), out), out)


def _opened(hours: Measure, rows: Rows, out: Ints) -> Ints:
    return hours.reach_open(hours.rank_within(rows.at, out), out)


def _between(hours: Measure, rows: Rows, out: Ints) -> Ints:
    found = hours.rank_within(rows.beside, out)
    found -= hours.rank_within(rows.at, spare(len(rows.at)))
    return found


def _is_open(hours: Measure, rows: Rows, out: Ints) -> Ints:
    found = hours.rank_within(rows.at + 1, out)
    found -= hours.rank_within(rows.at, spare(len(rows.at)))
    return found


# questions -----------------------------------------------------------------------------------------------------------


def _hours(desk: Desk, unit: Unit) -> Measure:
    found: Measure = tables_of(desk).kept(("hours", unit), lambda: measure_of(desk.standard, unit))
    return found


def _instants(column: Column, calendar: Calendar, kernel: Kernel, amounts: Any = None) -> Any:
    most = None if amounts is None else column.unit.most
    question = Question(_hours, kernel, most, gives_instants=True)
    return column.instants(Asker(question, own_desks(calendar_of(calendar)), column.unit).ask(column.ticks, amounts))


def _amounts(amount: Any, column: Column) -> Any:
    if isinstance(amount, timedelta):
        _refuse_finer(amount, "amount")
        size = column.unit.of_micros(micros_of(amount))
        if abs(size) > column.unit.most:
            raise InputError(
                f"amount={shown(amount)} is more than 400 years of working time, or than {column.unit.name} can say"
            )
        return size
    found = amounts_of(amount, "amount", len(column.ticks))
    return _cast(found.ticks, found.unit, column.unit)


def _same_unit(start: Column, end: Column) -> tuple[Ints, Ints, Unit]:
    unit = max(start.unit, end.unit, key=_fineness)
    return _cast(start.ticks, start.unit, unit), _cast(end.ticks, end.unit, unit), unit


def _one_end(end: datetime, column: Column) -> Ints:
    _refuse_finer(end, "end")
    tick = column.unit.of_micros(micros(end, "end"))
    if not column.unit.start <= tick < column.unit.end:
        raise InputError(f"end={shown(end)} lies beyond what {column.unit.name} can say: cast the column to us")
    return np.full(column.ticks.shape, tick, dtype=np.int64)


def _refuse_finer(value: datetime | timedelta, name: str) -> None:
    # Those of pandas may hold nanoseconds.
    if getattr(value, "nanosecond", 0) or getattr(value, "nanoseconds", 0):
        raise InputError(f"{name}={shown(value)} is finer than a microsecond: round it, or write a column of ns")


def _fineness(unit: Unit) -> float:
    return unit.ticks / unit.micros


def _cast(ticks: Ints, unit: Unit, to: Unit) -> Ints:
    if unit == to:
        return ticks
    is_null = ticks == NULL
    if _fineness(to) < _fineness(unit):
        size = int(_fineness(unit) / _fineness(to))
        _refuse(~is_null & (ticks % size != 0), f"an amount finer than {to.name}, the unit of the column", unit)
        return np.where(is_null, NULL, ticks // size)
    size = int(_fineness(to) / _fineness(unit))
    most = np.iinfo(np.int64).max // size
    _refuse(~is_null & ((ticks > most) | (ticks < -most)), f"a value beyond what {to.name} can say", UNITS["us"])
    return np.where(is_null, NULL, ticks * size)


def _refuse(wrong: npt.NDArray[np.bool_], what: str, unit: Unit) -> None:
    if wrong.any():
        raise InputError(f"row {int(np.argmax(wrong))}, counted from 0: {what}: cast the column to {unit.name}")
