"""Status logs of many tickets tell what those of one ticket tell."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Package, Ticket, assess
from slacalc.errors import InputError, NaiveDatetimeError
from slacalc.frames import assess_frame, events_from_statuses
from tests.frames.histories import LIBRARIES, of_library, plain, records

MEANING = {
    "New": "open",
    "Active": "responded",
    "Waiting": "paused",
    "Vendor": "paused",
    "Done": "resolved",
    "Shut": "closed",
    "Junk": "cancelled",
    "Dev": "transferred",
    "Desk": "unlogged",
    "Note": "ignored",
}
START = datetime(2026, 3, 28, 12)  # noqa: DTZ001 (a log without a zone; the clock changes in its first night)
COLUMNS = {"ticket": "number", "at": "when", "status": "status", "priority": "level", "reason": "why"}
LOG = pa.schema(
    [
        *(("number", pa.string()), ("when", pa.timestamp("us")), ("status", pa.string())),
        *(("level", pa.string()), ("why", pa.string())),
    ]
)
rows = st.tuples(
    st.sampled_from("ABC"),
    st.integers(0, 20).map(lambda half_days: START + half_days * timedelta(hours=12)),
    st.sampled_from(list(MEANING)),
    st.sampled_from([None, "P1", "P2"]),
    st.sampled_from([None, "", "asked"]),
)


def alone(log, number):
    said = [dict(zip(("at", "status", "priority", "reason"), row[1:], strict=True)) for row in log if row[0] == number]
    ticket = Ticket.from_statuses(said, meaning=MEANING, tz="Europe/London")
    events = sorted(ticket.events, key=lambda event: event.sequence or 0)
    return [
        (event.instant, str(event.kind), event.priority, event.reason or None, event.sequence)
        for event in events
        if event.kind != "reported"
    ]


def frame_of(log, library):
    return of_library(pa.Table.from_pylist([dict(zip(LOG.names, row, strict=True)) for row in log], LOG), library)


@pytest.mark.parametrize("library", LIBRARIES)
@given(log=st.lists(rows, max_size=12))
def test_a_log_of_many_tickets_tells_what_each_tells_alone(library, log):
    found = events_from_statuses(frame_of(log, library), meaning=MEANING, tz="Europe/London", **COLUMNS)
    told = {number: [] for number in sorted({row[0] for row in log})}
    for row in records(found):
        told[row["number"]].append(tuple(row[name] for name in ("at", "kind", "priority", "reason", "sequence")))
    assert told == {number: alone(log, number) for number in told}


def test_the_verdicts_of_a_log_are_those_of_its_tickets():
    package, now = Package.preset("p1-p4"), datetime(2026, 4, 20, tzinfo=UTC)
    log = [
        *(("A", START, "New", "P2", None), ("B", START, "New", "P1", None)),
        *(
            ("A", START + timedelta(days=3), "Waiting", None, None),
            ("A", START + timedelta(days=5), "Done", None, None),
        ),
        ("B", START + timedelta(days=2), "Active", "P2", None),
    ]
    frame = frame_of(log, "pandas")
    tickets = frame.groupby("number").when.min().reset_index()
    events = events_from_statuses(frame, meaning=MEANING, tz="UTC", **COLUMNS)
    found = assess_frame(tickets, package, at=now, reported="when", ticket="number", events=events, tz="UTC")
    for number, due in zip(found.number, found.resolution_due, strict=True):
        said = [(row[1], row[2], row[3]) for row in log if row[0] == number]
        ticket = Ticket.from_statuses(said, meaning=MEANING, tz="UTC")
        assert plain(due) == plain(assess(ticket, package, at=now).resolution.due)


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"meaning": {"New": "open"}}, InputError, "status 'Done' has no meaning"),
        (
            {"meaning": {"Nothing": "open"}},
            InputError,
            "2 statuses have no meaning, 'New', 'Done': add them to meaning=",
        ),
        ({"meaning": {"New": "opened"}}, InputError, "did you mean 'open'?"),
        ({"ticket": "id"}, InputError, "ticket='id' is no column of log"),
        ({"tz": None}, NaiveDatetimeError, "write tz='Europe/London'"),
        ({"status": "level"}, InputError, "'level' is missing in some rows of the log"),
    ],
)
def test_what_cannot_be_read(how, error, message):
    log = frame_of([("A", START, "New", None, None), ("A", START, "Done", "P1", None)], "pandas")
    with pytest.raises(error, match=message):
        events_from_statuses(log, **{**COLUMNS, "meaning": MEANING, "tz": "UTC", **how})


@pytest.mark.parametrize("column", ["number", "when", "status"])
def test_rows_that_say_nothing(column):
    log = frame_of([("A", START, "New", None, None)] * 2, "pandas")
    log.loc[1, column] = pd.NaT if column == "when" else None
    with pytest.raises(InputError, match=f"'{column}' is missing in some rows of the log: drop them"):
        events_from_statuses(log, meaning=MEANING, tz="UTC", **COLUMNS)
