"""Tickets as frames, and what one ticket alone is told: for the tests that compare both."""

import warnings
from datetime import datetime

import pandas as pd
import polars as pl
import pyarrow as pa

from slacalc import assess, deadlines
from slacalc.errors import SlaError
from slacalc.instants import day_of, micros, moment

FLAT = ("logged", "responded", "resolved")
MARKS = ("due", "expected_from", "estimate")
FIELDS = (
    *("state", *MARKS, "started_at", "completed_at", "at_risk_at", "due_if_resumed", "breached", "breached_at"),
    *("breached_on_arrival", "excused", "commitment", "used", "remaining", "overrun", "paused_time"),
)
LIBRARIES = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table}
INSTANT = pa.timestamp("us", tz="UTC")
SCHEMA = pa.schema(
    [
        *(("ticket", pa.string()), ("at", INSTANT), ("kind", pa.string()), ("priority", pa.string())),
        *(("reason", pa.string()), ("clock", pa.string()), ("due", INSTANT), ("date", pa.date32())),
        *(("overrides", pa.bool_()), ("sequence", pa.int64()), ("recorded_at", INSTANT)),
    ]
)
TICKETS = pa.schema(
    [("ticket", pa.string()), ("priority", pa.string()), *((name, INSTANT) for name in ("reported", *FLAT))]
)
COLUMNS = {name: name for name in ("reported", "priority", "logged", "responded", "resolved", "ticket")}


def of_library(table: pa.Table, library: str) -> object:
    """Return a pyarrow table as a frame of another library."""
    if library == "pandas":
        found = table.to_pandas()
        return found.assign(date=pd.to_datetime(found.date)) if "date" in found else found
    return pl.from_arrow(table) if library == "polars" else table


def frames(tickets: list, library: str = "pandas", *, flat: bool = True) -> tuple[object, object]:
    """Return tickets as rows and as a long list of events; with *flat*, what a row can say stands in the row."""
    rows, events = [], []
    for number, ticket in enumerate(tickets):
        row = {"ticket": f"T{number}", "reported": ticket.reported_at}
        said = list(ticket.events)
        for kind in FLAT if flat else ():
            found = [each for each in said if each.kind == kind]
            if len(found) == 1 and found[0].recorded is None and found[0].sequence is None:
                row[kind] = found[0].at
                said.remove(found[0])
        first = next((each for each in said if each.kind == "prioritised"), None)
        if flat and first is not None and first.instant == said[0].instant and first.recorded is None:
            row["priority"] = first.priority
            said.remove(first)
        rows.append(row)
        unlogged = {"unlogged"} if "logged" in row else set()
        events += [_event(row["ticket"], each) for each in said if each.kind not in {"reported", *unlogged}]
    return of_library(pa.Table.from_pylist(rows, TICKETS), library), of_library(
        pa.Table.from_pylist(events, SCHEMA), library
    )


def _event(ticket: str, event: object) -> dict:
    return {
        "ticket": ticket,
        "at": event.at,
        "kind": str(event.kind),
        "priority": event.priority,
        "reason": event.reason or None,
        "clock": event.clock or None,
        "due": None if event.due is None else moment(event.due),
        "date": None if event.day is None else day_of(event.day),
        "overrides": event.overrides or None,
        "sequence": event.sequence,
        "recorded_at": None if event.recorded is None else moment(event.recorded),
    }


def records(frame: object) -> list[dict]:
    """Return the rows of a frame, with instants and amounts in microseconds and None for what is missing."""
    if isinstance(frame, pd.DataFrame):
        listed = frame.to_dict("records")
    else:
        listed = frame.to_dicts() if isinstance(frame, pl.DataFrame) else frame.to_pylist()
    return [{name: plain(value) for name, value in row.items()} for row in listed]


def compared(found: list[dict], expected: list[dict], columns: list[str]) -> None:
    """Assert that rows are alike in some columns."""
    for got, want in zip(found, expected, strict=True):
        assert {name: got.get(name) for name in columns} == {name: want.get(name) for name in columns}


def plain(value: object) -> object:
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 (NaN)
        return None
    if isinstance(value, pd.Timestamp | pd.Timedelta):
        return int(value.as_unit("us").asm8.view("i8"))
    if isinstance(value, datetime):
        return micros(value)
    if hasattr(value, "total_seconds"):
        return (value.days * 86400 + value.seconds) * 10**6 + value.microseconds
    return value.item() if hasattr(value, "item") else value


def told(ticket: object, package: object, at: datetime) -> dict:
    """Return the columns that one ticket alone gives."""
    if at < ticket.reported_at:
        return {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = assess(ticket, package, at=at)
        except SlaError as error:
            return {"reason": str(error)}
    columns = {
        f"{name}_{field}": _said(getattr(clock, field)) for name, clock in found.clocks.items() for field in FIELDS
    }
    dark = any(clock.beyond_holiday_data for clock in found.clocks.values())
    return {**columns, "priority_in_force": found.priority, "beyond_holiday_data": dark}


def told_deadlines(ticket: object, package: object) -> dict:
    """Return the columns of the deadlines of one ticket alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = deadlines(ticket, package)
        except SlaError as error:
            return {"reason": str(error)}
    clocks = ("response", "resolution")
    columns = {f"{clock}_{mark}": _said(getattr(found, f"{clock}_{mark}")) for clock in clocks for mark in MARKS}
    return {**columns, "beyond_holiday_data": found.beyond_holiday_data}


def _said(value: object) -> object:
    return str(value) if isinstance(value, str) else plain(value)
