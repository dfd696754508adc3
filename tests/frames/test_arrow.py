"""Batches of Arrow are judged as a frame is, each by itself, and their schema is known before."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from slacalc import Package
from slacalc.errors import InputError, NaiveDatetimeError
from slacalc.frames import assess_frame
from slacalc.frames.arrow import assess_batches, assessed_schema

P4, P3 = Package.preset("p1-p4"), Package.preset("p1-p3")
NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
ASKED = {"at": NOW, "reported": "opened", "priority": "priority", "resolved": "closed", "ticket": "id"}
INSTANT = pa.timestamp("us", "UTC")
SCHEMA = pa.schema({"id": pa.int64(), "opened": INSTANT, "priority": pa.string(), "closed": INSTANT})


def table(rows: int) -> pa.Table:
    opened = [NOW - timedelta(hours=7 * row) for row in range(rows)]
    return pa.table(
        {
            "id": list(range(rows)),
            "opened": [None if row % 11 == 5 else at for row, at in enumerate(opened)],
            "priority": [("P1", "P2", "P9", None)[row % 4] for row in range(rows)],
            "closed": [at + timedelta(hours=20) if row % 3 else None for row, at in enumerate(opened)],
        },
        SCHEMA,
    )


def plain(found: pa.Table) -> list[dict[str, object]]:
    return found.to_pylist()


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_batches_are_judged_as_the_whole_frame_is(size):
    whole = table(60)
    judged = list(assess_batches(whole.to_batches(max_chunksize=size), P4, **ASKED))
    assert [each.num_rows for each in judged] == [each.num_rows for each in whole.to_batches(max_chunksize=size)]
    assert plain(pa.Table.from_batches(judged)) == plain(assess_frame(whole, P4, **ASKED))


def test_the_schema_is_that_of_every_batch_whatever_is_in_it():
    schema = assessed_schema(SCHEMA, P4, **ASKED)
    batches = [table(0).to_batches() or [pa.RecordBatch.from_pylist([], SCHEMA)], table(60).to_batches(max_chunksize=1)]
    assert {each.schema.to_string() for found in batches for each in assess_batches(found, P4, **ASKED)} == {
        schema.to_string()
    }
    assert not any(pa.types.is_dictionary(field.type) for field in schema)


def test_a_batch_tells_what_happened_in_lists_and_chooses_its_package():
    told = pa.record_batch(
        {
            "opened": pa.array([NOW - timedelta(days=2)] * 2, INSTANT),
            "priority": ["P1", "P1"],
            "waits": pa.array([[NOW - timedelta(hours=47)], None], pa.list_(INSTANT)),
            "customer": ["a", "b"],
        }
    )
    (judged,) = assess_batches(
        [told],
        {"a": P4, "b": P3},
        at=NOW,
        reported="opened",
        priority="priority",
        events={"paused": "waits"},
        customer="customer",
    )
    assert judged["resolution_state"].to_pylist() == ["paused", "overdue"]


def test_what_is_no_batch_or_schema_is_refused():
    with pytest.raises(InputError, match=r"write table.to_batches\(\)"):
        list(assess_batches([table(2)], P4, **ASKED))
    with pytest.raises(InputError, match="write the schema of the batches"):
        assessed_schema(table(2), P4, **ASKED)
    naive = pa.record_batch({"opened": pa.array([datetime(2026, 5, 1)], pa.timestamp("us"))})  # noqa: DTZ001
    with pytest.raises(NaiveDatetimeError):
        list(assess_batches([naive], P4, at=NOW, reported="opened"))
