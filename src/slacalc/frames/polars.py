"""The questions over columns as expressions of polars: lazy and streaming, with a schema that is known beforehand.

An expression keeps its zone and unit. One without a zone is refused when it runs: read it with polars' own
``dt.replace_time_zone`` first.
"""

from datetime import timedelta
from functools import partial
from typing import Any

import polars as pl

from slacalc import frames
from slacalc.calendar import Calendar
from slacalc.errors import InputError, shown
from slacalc.frames.arithmetic import check_landing
from slacalc.frames.rows import calendar_of
from slacalc.questions import Landing
from slacalc.reach import GREGORIAN_CYCLE
from slacalc.windows import DAY


def add_working_time(
    start: pl.Expr, amount: timedelta | pl.Expr, calendar: Calendar, *, landing: Landing = "close"
) -> pl.Expr:
    """Return the earliest instant by which an amount of working time has passed since *start* (T5).

    Example:
        >>> from datetime import UTC, datetime
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> tickets = pl.LazyFrame({"opened": [datetime(2026, 5, 15, 15, 30, tzinfo=UTC)]})
        >>> found = tickets.select(due=add_working_time(pl.col("opened"), timedelta(hours=1), office)).collect()
        >>> print(found["due"][0])
        2026-05-18 08:30:00+00:00
    """
    check_landing(landing)
    return _instants(partial(frames.add_working_time, landing=landing), start, "start", amount, calendar)


def subtract_working_time(end: pl.Expr, amount: timedelta | pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return the latest instant from which an amount of working time passes until *end* (T5)."""
    return _instants(frames.subtract_working_time, end, "end", amount, calendar)


def next_open(at: pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return the first open instant at or after *at*: itself where the calendar is open."""
    return _mapped(lambda column: frames.next_open(column, calendar), _expression(at, "at"), pl.self_dtype(), calendar)


def is_open(at: pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return whether the calendar is open at *at*; at a closing it is not (T1)."""
    return _mapped(lambda column: frames.is_open(column, calendar), _expression(at, "at"), pl.Boolean(), calendar)


def working_time(start: pl.Expr, end: pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return the working time from *start* to *end* in microseconds, negative where *end* is the earlier (T5).

    Nanoseconds are cut to microseconds first.
    """
    first, last = (_expression(each, name).dt.cast_time_unit("us") for each, name in ((start, "start"), (end, "end")))
    both = pl.struct(start=first, end=last)
    return _mapped(
        lambda column: frames.working_time(column.struct.field("start"), column.struct.field("end"), calendar),
        both,
        pl.Duration("us"),
        calendar,
    )


def add_working_days(start: pl.Expr, number: int | pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return the n-th working day after the date of *start* (n < 0: before it); 0: the date if working, or the next."""
    if not isinstance(number, int) or isinstance(number, bool):
        number = _expression(number, "number", "a whole number, or one of whole numbers")
    elif abs(number) > GREGORIAN_CYCLE // DAY:
        raise InputError(f"number={shown(number)} is more than 400 years have days: write a smaller one")
    both = pl.struct(start=_expression(start, "start"), beside=number)
    return _mapped(
        lambda column: frames.add_working_days(column.struct.field("start"), column.struct.field("beside"), calendar),
        both,
        pl.Date(),
        calendar,
    )


def _expression(value: Any, name: str, wanted: str = "one of instants") -> pl.Expr:
    if not isinstance(value, pl.Expr):
        raise InputError(f"{name}={shown(value)} is no expression of polars: write {wanted}, such as pl.col('opened')")
    return value


def _instants(ask: Any, at: pl.Expr, name: str, amount: timedelta | pl.Expr, calendar: Calendar) -> pl.Expr:
    at = _expression(at, name)
    if isinstance(amount, timedelta):
        return _mapped(lambda column: ask(column, amount, calendar), at, pl.self_dtype(), calendar)
    return _mapped(
        lambda column: ask(column.struct.field("at"), column.struct.field("amount"), calendar),
        pl.struct(at=at, amount=_expression(amount, "amount", "a timedelta, or one of them")),
        pl.dtype_of(at),
        calendar,
    )


def _mapped(ask: Any, values: pl.Expr, dtype: Any, calendar: Calendar) -> pl.Expr:
    calendar_of(calendar)
    return values.map_batches(ask, return_dtype=dtype, is_elementwise=True)
