"""Each parameter of every public function of ``slacalc.frames``, its engines and ``slacalc.testing``: hostile values.

Each call ends in a documented error that teaches, or in an answer.
"""

import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from time import process_time
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from slacalc import Calendar, frames, testing
from slacalc.errors import HolidayDataWarning
from slacalc.frames import arrow as for_arrow
from slacalc.frames import duckdb as for_duckdb
from slacalc.frames import polars as for_polars
from tests.bad_input.doors import LATER, PACKAGE, T0, TICKET
from tests.bad_input.hostile import HOSTILE, hostile
from tests.bad_input.proof import DOCUMENTED, LONGEST_WAIT, message_complaint, report
from tests.bad_input.test_doors import TEACHES as OTHERS_TEACH

TEACHES = rf"{OTHERS_TEACH}|give the clock|it has 'P1'"

OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
TIMES = pd.Series(pd.to_datetime(["2026-05-11T09:00Z", "2026-05-15T15:30Z"]))
TICKETS = pd.DataFrame({"number": ["a", "b"], "opened": TIMES, "priority": ["P1", "P2"], "closed": [TIMES[1], pd.NaT]})
LOG = pd.DataFrame({"number": ["a", "b"], "at": TIMES, "status": ["New", "Waiting"]})
ASKED = {"at": LATER, "reported": "opened", "priority": "priority", "resolved": "closed"}
JUDGED = frames.assess_frame(TICKETS, PACKAGE, **ASKED)
GOOD: dict[str, dict[str, Any]] = {
    "assess_frame": {"frame": TICKETS, "package": PACKAGE, **ASKED},
    "deadline_frame": {"frame": TICKETS, "package": PACKAGE, "reported": "opened", "priority": "priority"},
    "attainment": {"frame": JUDGED},
    "compare": {"frame": TICKETS, "packages": {"now": PACKAGE, "other": PACKAGE}, **ASKED},
    "readings": {"frame": TICKETS, "package": PACKAGE, **ASKED},
    "events_from_statuses": {
        "log": LOG,
        "ticket": "number",
        "at": "at",
        "status": "status",
        "meaning": {"New": "open", "Waiting": "paused"},
    },
    "add_working_time": {"start": TIMES, "amount": timedelta(hours=8), "calendar": OFFICE},
    "add_working_days": {"start": TIMES, "number": 3, "calendar": OFFICE},
    "subtract_working_time": {"end": TIMES, "amount": timedelta(hours=8), "calendar": OFFICE},
    "working_time": {"start": TIMES, "end": TIMES, "calendar": OFFICE},
    "is_open": {"at": TIMES, "calendar": OFFICE},
    "next_open": {"at": TIMES, "calendar": OFFICE},
}
EXPRESSION = pl.col("opened")
EXPRESSIONS: dict[str, dict[str, Any]] = {
    "add_working_time": {"start": EXPRESSION, "amount": timedelta(hours=8), "calendar": OFFICE},
    "add_working_days": {"start": EXPRESSION, "number": 3, "calendar": OFFICE},
    "subtract_working_time": {"end": EXPRESSION, "amount": timedelta(hours=8), "calendar": OFFICE},
    "working_time": {"start": EXPRESSION, "end": EXPRESSION, "calendar": OFFICE},
    "is_open": {"at": EXPRESSION, "calendar": OFFICE},
    "next_open": {"at": EXPRESSION, "calendar": OFFICE},
}
BATCH = pa.RecordBatch.from_pandas(TICKETS)
ENGINES: dict[str, tuple[Callable[..., object], dict[str, Any]]] = {
    "duckdb.register": (for_duckdb.register, {"connection": duckdb.connect(), "calendar": OFFICE, "prefix": "x_"}),
    "arrow.assess_batches": (
        lambda batches, package, *, at: list(
            for_arrow.assess_batches(batches, package, at=at, reported="opened", priority="priority")
        ),
        {"batches": [BATCH], "package": PACKAGE, "at": LATER},
    ),
    "arrow.assessed_schema": (
        lambda schema, package, *, at: for_arrow.assessed_schema(
            schema, package, at=at, reported="opened", priority="priority"
        ),
        {"schema": BATCH.schema, "package": PACKAGE, "at": LATER},
    ),
    **{f"polars.{name}": (getattr(for_polars, name), given) for name, given in EXPRESSIONS.items()},
}
TEST_KIT: dict[str, dict[str, Any]] = {
    "SlowClock": {"is_open": lambda at: at.hour < 12},
    "assert_due": {"package": "p1-p4", "priority": "P1", "reported": T0, "due": LATER},
    "assert_state": {"package": "p1-p4", "ticket": TICKET, "at": LATER, "state": "overdue"},
    "assert_working_time": {"calendar": OFFICE, "start": T0, "end": LATER, "amount": timedelta(hours=8)},
    **{name: {} for name in ("calendars", "instants", "offices", "packages", "promises", "targets")},
    "tickets": {"package": PACKAGE},
    "SlowClock.add": {"start": T0, "amount": timedelta(hours=1)},
    "SlowClock.is_open": {"at": T0},
    "SlowClock.next_open": {"at": T0},
    "SlowClock.subtract": {"end": T0, "amount": timedelta(hours=1)},
    "SlowClock.working_time": {"start": T0, "end": T0 + timedelta(hours=1)},
}
SLOW = testing.SlowClock(lambda at: at.hour < 12)


class Door(NamedTuple):
    """A parameter of a public callable."""

    call: Callable[..., object]
    parameter: str
    given: Mapping[str, Any]

    def ask(self, value: object) -> object:
        """Hand a value in."""
        return self.call(**{**self.given, self.parameter: value})


def doors() -> Iterator[tuple[str, Door]]:
    """Yield every parameter of every public function."""
    slow = {f"SlowClock.{name}": getattr(SLOW, name) for name in vars(testing.SlowClock) if not name.startswith("_")}
    calls = {name: getattr(home, name) for home in (frames, testing) for name in home.__all__} | slow
    for name, call in calls.items():
        given = (GOOD | TEST_KIT)[name]
        for each in inspect.signature(call).parameters.values():
            if each.kind is not inspect.Parameter.VAR_KEYWORD:
                yield f"{name}, {each.name}", Door(call, each.name, given)
    for name, (call, given) in ENGINES.items():
        for parameter in inspect.signature(call).parameters:
            yield f"{name}, {parameter}", Door(call, parameter, given)


DOORS = dict(doors())


def outcome(door: Door, value: object) -> str:
    """Return what is wrong with the end of a call; empty for an error that teaches, an answer or a failed assertion."""
    begins = process_time()
    try:
        door.ask(value)
    except DOCUMENTED as fault:
        wrong = message_complaint(str(fault), TEACHES)
    except AssertionError:
        wrong = "" if door.call.__name__.startswith("assert_") else "leaked an AssertionError"
    except Exception as fault:  # noqa: BLE001 (whatever leaks is what is looked for)
        return f"leaked {type(fault).__name__}: {str(fault)[:80]!a}"
    else:
        wrong = ""
    took = process_time() - begins
    return wrong or (f"took {took:.1f} s" if took > LONGEST_WAIT else "")


@pytest.mark.parametrize("name", DOORS)
def test_whatever_is_handed_in_ends_in_an_error_that_teaches_or_in_an_answer(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HolidayDataWarning)
        ends = {value: outcome(DOORS[name], hostile(value)) for value in HOSTILE}
    found = [f"{value}: {wrong}" for value, wrong in ends.items() if wrong]
    assert not found, report(found)
