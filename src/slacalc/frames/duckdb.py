"""The questions over columns as functions of SQL, for a connection of DuckDB."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slacalc import frames
from slacalc.calendar import Calendar
from slacalc.errors import InputError, shown
from slacalc.frames.measure import Ints
from slacalc.frames.rows import calendar_of
from slacalc.frames.tabular import LONGEST_PREFIX

_INTERVAL = np.dtype([("months", "i4"), ("days", "i4"), ("nanos", "i8")])


def register(connection: Any, calendar: Calendar, *, prefix: str = "") -> None:
    """Make functions of SQL that ask a calendar.

    ``add_working_time(TIMESTAMPTZ, INTERVAL)`` and ``subtract_working_time``, ``working_time(TIMESTAMPTZ,
    TIMESTAMPTZ)``, ``is_open(TIMESTAMPTZ)``, ``next_open(TIMESTAMPTZ)`` and ``add_working_days(DATE, BIGINT)`` answer
    as the functions of these names do; NULL gives NULL. An interval is hours, minutes and seconds.

    Args:
        connection: a connection of DuckDB.
        calendar: the hours.
        prefix: what the names begin with, where a connection asks several calendars: letters, figures and ``_``.

    Raises:
        InputError: no connection, no calendar, a prefix that cannot begin a name, or functions that are there already.

    Example:
        >>> import duckdb
        >>> connection = duckdb.connect()
        >>> _ = connection.execute("SET TimeZone = 'UTC'")
        >>> register(connection, Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London"))
        >>> asked = "add_working_time(TIMESTAMPTZ '2026-05-15 15:30:00+00', INTERVAL 1 HOUR)"
        >>> connection.execute(f"SELECT CAST({asked} AS VARCHAR)").fetchall()
        [('2026-05-18 08:30:00+00',)]
    """
    hours = calendar_of(calendar)
    if not callable(getattr(connection, "create_function", None)):
        raise InputError(f"{shown(connection)} is no connection of DuckDB: write duckdb.connect()")
    if not isinstance(prefix, str) or len(prefix) > LONGEST_PREFIX or not f"{prefix}_".isidentifier():
        raise InputError(f"prefix={shown(prefix)}: write letters, figures and '_', for instance 'office_'")
    instant, amount = "TIMESTAMPTZ", "INTERVAL"
    functions: dict[str, tuple[Any, list[str], str]] = {
        "add_working_time": (
            lambda at, by: frames.add_working_time(at, _durations(by), hours),
            [instant, amount],
            instant,
        ),
        "subtract_working_time": (
            lambda at, by: frames.subtract_working_time(at, _durations(by), hours),
            [instant, amount],
            instant,
        ),
        "working_time": (lambda start, end: frames.working_time(start, end, hours), [instant, instant], amount),
        "is_open": (lambda at: frames.is_open(at, hours), [instant], "BOOLEAN"),
        "next_open": (lambda at: frames.next_open(at, hours), [instant], instant),
        "add_working_days": (lambda day, n: frames.add_working_days(day, n, hours), ["DATE", "BIGINT"], "DATE"),
    }
    _refuse_known(connection, [f"{prefix}{name}" for name in functions])
    for name, (function, takes, gives) in functions.items():
        connection.create_function(f"{prefix}{name}", function, takes, gives, type="arrow")


def _refuse_known(connection: Any, names: list[str]) -> None:
    known = "SELECT min(function_name) FROM duckdb_functions() WHERE lower(function_name) IN (SELECT unnest($names))"
    (found,) = connection.cursor().execute(known, {"names": [name.lower() for name in names]}).fetchone()
    if found is not None:
        raise InputError(f"the connection has a function {shown(found)} already: write another prefix=")


def _durations(intervals: Any) -> Any:
    # Arrow does no arithmetic with such intervals: their bytes are read as they lie.
    parts = [_micros(chunk) for chunk in intervals.chunks]
    found = pa.chunked_array([pa.array(part, pa.duration("us")) for part in parts], pa.duration("us"))
    choose: Any = pc
    return choose.if_else(intervals.is_valid(), found, None)


def _micros(chunk: Any) -> Ints:
    said = np.frombuffer(chunk.buffers()[1], dtype=_INTERVAL, count=chunk.offset + len(chunk))[chunk.offset :]
    is_there = chunk.is_valid().to_numpy(zero_copy_only=False)
    if bool(np.any(is_there & ((said["months"] != 0) | (said["days"] != 0)))):
        raise InputError("an INTERVAL of days or months is no working time: write hours, such as INTERVAL 16 HOURS")
    return np.where(is_there, said["nanos"] // 1_000, 0)
