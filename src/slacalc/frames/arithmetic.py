"""Working time over columns: the questions of a calendar, asked of every row at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from slacalc.calendar import Calendar
from slacalc.desk import Desk, DeskOwner
from slacalc.errors import InputError, shown, warn_of_holidays
from slacalc.frames.columns import tables_of
from slacalc.frames.local import Ambiguous, Localized, Nonexistent
from slacalc.frames.measure import Ints, Measure
from slacalc.frames.native import NULL, Column, amounts_of, column_of
from slacalc.frames.units import UNITS, Unit, measure_of
from slacalc.instants import micros, micros_of
from slacalc.questions import Landing, own_desks
from slacalc.reach import GREGORIAN_CYCLE

CHUNK = 1 << 16
"""How many rows are reckoned at a time: their scratch stays in the cache of a processor."""
Kernel = Callable[[Measure, Ints, Any], npt.NDArray[Any]]


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
    if landing not in ("close", "open"):
        raise InputError(f"landing={shown(landing)}: write 'close' or 'open'")
    column = column_of(start, "start", Localized(tz, ambiguous, nonexistent))
    amounts = _amounts(amount, column)
    kernel = _added if landing == "close" else _added_and_open
    return column.instants(_asked(own_desks(_calendar(calendar)), column, amounts, kernel))


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
    amounts = _amounts(amount, column)
    return column.instants(_asked(own_desks(_calendar(calendar)), column, -amounts, _added))


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
        unit, ends = column.unit, np.broadcast_to(column.unit.of_micros(micros(end, "end")), column.ticks.shape)
        ends = np.array(ends)
    else:
        other = column_of(end, "end", localized)
        if len(other.ticks) != len(column.ticks):
            raise InputError(f"start has {len(column.ticks)} rows and end {len(other.ticks)}: write as many of both")
        unit = max(column.unit, other.unit, key=_fineness)
        ends = _cast(other.ticks, other.unit, unit)
    ticks = _cast(column.ticks, column.unit, unit)
    both = _with(column, ticks, unit)
    return both.amounts(_asked(own_desks(_calendar(calendar)), both, ends, _between))


def is_open(
    at: Any,
    calendar: Calendar,
    *,
    tz: Any = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
) -> Any:
    """Return for each row whether the calendar is open at it; at a closing it is not (T1).

    Arguments and errors are those of ``add_working_time``; a row without an instant is not open.

    Example:
        >>> import numpy as np
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
        >>> is_open(np.array(["2026-05-15T16:59", "2026-05-15T17:00"], dtype="datetime64[s]"), office, tz="UTC")
        array([ True, False])
    """
    column = column_of(at, "at", Localized(tz, ambiguous, nonexistent))
    found = _asked(own_desks(_calendar(calendar)), column, None, _is_open)
    return column.plain(found == 1)


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
    return column.instants(_asked(own_desks(_calendar(calendar)), column, None, _opened))


# kernels -------------------------------------------------------------------------------------------------------------


def _added(hours: Measure, at: Ints, amount: Any) -> Ints:
    if np.ndim(amount) == 0 and amount > 0:
        total = hours.rank(at)
        total += amount
        return hours.reach(total)
    if np.ndim(amount) == 0 and amount < 0:
        return hours.reach_open(hours.rank(at) + amount)
    return _added_by_rows(hours, at, np.broadcast_to(amount, at.shape))


def _added_by_rows(hours: Measure, at: Ints, amount: Ints) -> Ints:
    total = hours.rank(at) + amount
    found = at.copy()
    ahead, back = amount > 0, amount < 0
    found[ahead] = hours.reach(total[ahead])
    found[back] = hours.reach_open(total[back])
    return found


def _added_and_open(hours: Measure, at: Ints, amount: Any) -> Ints:
    return _opened(hours, _added(hours, at, amount), None)


def _opened(hours: Measure, at: Ints, _: Any) -> Ints:
    return hours.reach_open(hours.rank(at))


def _between(hours: Measure, start: Ints, end: Ints) -> Ints:
    found = hours.rank(end)
    found -= hours.rank(start)
    return found


def _is_open(hours: Measure, at: Ints, _: Any) -> Ints:
    return hours.rank(at + 1) - hours.rank(at)


# asking --------------------------------------------------------------------------------------------------------------


def _calendar(calendar: object) -> Calendar:
    if not isinstance(calendar, Calendar):
        raise InputError(f"calendar={shown(calendar)} is no Calendar: write for instance Calendar.weekly(...)")
    return calendar


def _asked(owner: DeskOwner, column: Column, beside: Any, kernel: Kernel) -> Ints:
    # Chunk by chunk, on the desk that holds it.
    found = np.empty(len(column.ticks), dtype=np.int64)
    for start in range(0, len(found), CHUNK):
        rows = slice(start, start + CHUNK)
        more = beside[rows] if np.ndim(beside) else beside
        found[rows] = _of_chunk(owner, column.ticks[rows], more, column.unit, kernel)
    return found


def _of_chunk(owner: DeskOwner, at: Ints, beside: Any, unit: Unit, kernel: Kernel) -> Ints:
    both = beside if np.ndim(beside) else None
    if int(at.min()) == NULL or (both is not None and int(both.min()) == NULL):
        there = (at != NULL) if both is None else (at != NULL) & (both != NULL)
        found = np.full(at.shape, NULL, dtype=np.int64)
        if there.any():
            found[there] = _of_chunk(owner, at[there], beside if both is None else both[there], unit, kernel)
        return found
    asked = (at, beside) if kernel is _between else (at,)
    first = min(int(each.min()) for each in asked) * unit.micros // unit.ticks
    last = max(int(each.max()) for each in asked) * unit.micros // unit.ticks
    found, desk = owner.ask(lambda desk: kernel(_hours(desk, unit), at, beside), first, last)
    if not desk.knows_all_holidays and not desk.knows_holidays(first, last):
        warn_of_holidays("some public holidays that this column needs are not known (T11)")
    return found


def _hours(desk: Desk, unit: Unit) -> Measure:
    found: Measure = tables_of(desk).kept(("hours", unit), lambda: measure_of(desk.standard, unit))
    return found


def _amounts(amount: Any, column: Column) -> Any:
    if isinstance(amount, timedelta):
        size = micros_of(amount)
        if abs(size) > GREGORIAN_CYCLE:
            raise InputError(f"amount={shown(amount)} is more than 400 years of working time")
        return column.unit.of_micros(size)
    found = amounts_of(amount, "amount")
    if len(found.ticks) != len(column.ticks):
        raise InputError(f"start has {len(column.ticks)} rows and amount {len(found.ticks)}: write as many of both")
    return _cast(found.ticks, found.unit, column.unit)


def _fineness(unit: Unit) -> float:
    return unit.ticks / unit.micros


def _cast(ticks: Ints, unit: Unit, to: Unit) -> Ints:
    if unit == to:
        return ticks
    values = ticks.view(f"timedelta64[{unit.name}]").astype(f"timedelta64[{to.name}]")
    if _fineness(to) < _fineness(unit) and bool(np.any(values != ticks.view(f"timedelta64[{unit.name}]"))):
        raise InputError(f"amounts finer than {to.name}, the unit of the column: cast the column to {unit.name}")
    return values.view(np.int64)


def _with(column: Column, ticks: Ints, unit: Unit) -> Column:
    return Column(ticks, unit, column.nulls, column.zone, column.restored)


__all__ = ["UNITS", "add_working_time", "is_open", "next_open", "subtract_working_time", "working_time"]
