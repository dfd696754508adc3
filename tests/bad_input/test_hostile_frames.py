"""Frames that are odd in themselves: each is judged as its rows are, or refused in an error that teaches."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from slacalc.errors import SlaError
from slacalc.frames import assess_frame, attainment, compare, deadline_frame, events_from_statuses
from tests.bad_input.doors import LATER, PACKAGE
from tests.bad_input.proof import message_complaint
from tests.bad_input.test_frame_doors import TEACHES, TICKETS

ASKED = {"at": LATER, "reported": "opened", "priority": "priority"}
STATES = assess_frame(TICKETS, PACKAGE, **ASKED).resolution_state.to_list()
POLARS = pl.DataFrame({name: TICKETS[name].to_list() for name in ("number", "priority")} | {"opened": TICKETS.opened})
ODD = {
    "categorical": lambda: TICKETS.assign(priority=TICKETS.priority.astype("category")),
    "arrow text": lambda: TICKETS.assign(priority=TICKETS.priority.astype("string[pyarrow]")),
    "nullable text": lambda: TICKETS.assign(priority=TICKETS.priority.astype("string")),
    "arrow times": lambda: TICKETS.assign(opened=TICKETS.opened.astype("timestamp[us, tz=UTC][pyarrow]")),
    "polars categorical": lambda: POLARS.with_columns(pl.col("priority").cast(pl.Categorical)),
    "polars enum": lambda: POLARS.with_columns(pl.col("priority").cast(pl.Enum(["P2", "P1"]))),
    "arrow dictionary": lambda: POLARS.to_arrow().set_column(1, "priority", pa.array(["P1", "P2"]).dictionary_encode()),
    "index of its own": lambda: TICKETS.set_index(pd.Index([7, 7])),
    "a column called 0": lambda: TICKETS.assign(x=1).rename(columns={"x": 0}),
}
BAD = {
    "twin columns": lambda: pd.concat([TICKETS, TICKETS], axis=1),
    "twins of one": lambda: pd.concat([TICKETS, TICKETS[["opened"]]], axis=1),
    "levels of columns": lambda: TICKETS.set_axis(pd.MultiIndex.from_product([["a"], TICKETS.columns]), axis=1),
    "numbers for priorities": lambda: TICKETS.assign(priority=[1, 2]),
    "numbers in categories": lambda: TICKETS.assign(priority=pd.Categorical([1, 2])),
    "mixed priorities": lambda: TICKETS.assign(priority=["P1", 2]),
    "lists for priorities": lambda: TICKETS.assign(priority=[["P1"], ["P2"]]),
    "polars lists": lambda: POLARS.with_columns(priority=pl.concat_list("priority")),
    "arrow lists": lambda: POLARS.with_columns(priority=pl.concat_list("priority")).to_arrow(),
    "arrow twins": lambda: pa.table([[1], [2]], names=["opened", "opened"]),
    "mixed times": lambda: TICKETS.assign(opened=[TICKETS.opened[0], "yesterday"]),
    "mixed zones": lambda: TICKETS.assign(
        opened=pd.Series([TICKETS.opened[0], TICKETS.opened[1].tz_convert("Asia/Tokyo")], dtype=object)
    ),
    "numbers for times": lambda: TICKETS.assign(opened=[1, 2]),
    "a column like an answer": lambda: TICKETS.assign(resolution_state="met", resolution_due=1),
}


def rows_of(frame, name):
    column = frame[name]
    return column.to_pylist() if hasattr(column, "to_pylist") else column.to_list()


@pytest.mark.parametrize("which", ODD)
def test_an_odd_frame_is_judged_as_its_rows_are(which):
    assert [str(each) for each in rows_of(assess_frame(ODD[which](), PACKAGE, **ASKED), "resolution_state")] == STATES


@pytest.mark.parametrize("which", BAD)
@pytest.mark.parametrize(
    "ask",
    [
        lambda frame: assess_frame(frame, PACKAGE, **ASKED),
        lambda frame: deadline_frame(frame, PACKAGE, reported="opened", priority="priority"),
    ],
    ids=["assess_frame", "deadline_frame"],
)
def test_a_frame_that_cannot_be_read_is_refused(which, ask):
    with pytest.raises(SlaError) as fault:
        ask(BAD[which]())
    assert message_complaint(str(fault.value), rf"{TEACHES}|cast the column|rename") == ""


@pytest.mark.parametrize("size", [0, 1])
def test_few_rows_are_judged(size):
    found = assess_frame(TICKETS.head(size), PACKAGE, **ASKED)
    assert found.resolution_state.to_list() == STATES[:size]
    assert len(attainment(found)) == 2 * size


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA])
def test_what_is_missing_everywhere_is_missing(nothing):
    empty = TICKETS.assign(opened=pd.Series([nothing] * 2, dtype=object), priority=nothing)
    found = assess_frame(empty, PACKAGE, **ASKED)
    assert found.resolution_state.isna().all()
    assert found.reason.to_list() == ["'opened' is missing: no report, no deadline"] * 2


def test_a_log_without_rows_tells_nothing():
    log = pd.DataFrame({"number": [], "at": pd.to_datetime([], utc=True), "status": []})
    assert len(events_from_statuses(log, ticket="number", at="at", status="status", meaning={"New": "open"})) == 0


LOG = pd.DataFrame({"number": [1], "at": TICKETS.opened[:1], "kind": ["paused"]})
LOST = {
    "numbers and texts": lambda: assess_frame(
        TICKETS.assign(number=["1", "2"]), PACKAGE, ticket="number", events=LOG, **ASKED
    ),
    "an alias of a list": lambda: assess_frame(TICKETS, PACKAGE, aliases={"P1": ["P2"]}, **ASKED),
    "a package called clock": lambda: compare(TICKETS, {"clock": PACKAGE, "other": PACKAGE}, **ASKED),
    "a package called 1": lambda: compare(TICKETS, {1: PACKAGE, "1": PACKAGE}, **ASKED),
    "a group called clock": lambda: attainment(assess_frame(TICKETS, PACKAGE, **ASKED).assign(clock="x"), by=["clock"]),
    "tickets called kind": lambda: events_from_statuses(
        LOG, ticket="kind", at="at", status="kind", meaning={"paused": "paused"}
    ),
}


@pytest.mark.parametrize("which", LOST)
def test_what_would_be_lost_without_a_word_is_refused(which):
    with pytest.raises(SlaError, match=r"write|rename"):
        LOST[which]()
