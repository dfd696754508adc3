"""Verdicts over batches of Arrow, in and out, for Spark, Dask, DataFusion and other engines that hand them over.

Columns of Arrow need nothing of their own: ``add_working_time`` and its neighbours take and give arrays.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from slacalc.errors import InputError, shown
from slacalc.frames.answers import assess_frame
from slacalc.packages import Package

Packages = Package | Mapping[str, Package]


def assess_batches(
    batches: Iterable[Any], package: Packages, *, at: datetime, **columns: Any
) -> Iterator[pa.RecordBatch]:
    """Yield each batch with its rows judged at an instant, as ``assess_frame`` judges those of a frame.

    A batch is judged by itself, so what happened to a ticket is told in its own row: in columns of instants, or in
    columns of lists of them (``events`` as a mapping).

    Args:
        batches: record batches of Arrow; those of one schema give batches of one schema.
        package: what is promised, or a mapping from customers to it.
        at: an aware datetime.
        columns: the other arguments of ``assess_frame``: which columns say what, and how they are read.

    Yields:
        A batch for each, with the columns that ``assess_frame`` adds; those of a fixed set of words are plain strings,
        which every engine knows.

    Raises:
        NaiveDatetimeError: *at*, or a column without a zone and no *tz* (T4).
        InputError: something else than batches, or columns that are not there or cannot be read.

    Example:
        >>> from datetime import UTC
        >>> opened = pa.array([datetime(2026, 5, 13, 9, 30, tzinfo=UTC)], pa.timestamp("us", "UTC"))
        >>> batch = pa.record_batch({"opened": opened, "priority": ["P1"]})
        >>> asked = {"at": datetime(2026, 5, 14, 17, tzinfo=UTC), "reported": "opened", "priority": "priority"}
        >>> (judged,) = assess_batches([batch], Package.preset("p1-p4"), **asked)
        >>> judged["resolution_state"].to_pylist()
        ['overdue']
    """
    if not isinstance(batches, Iterable):
        raise InputError(f"{shown(batches)} are no batches: write table.to_batches()")
    for batch in batches:
        if not isinstance(batch, pa.RecordBatch):
            raise InputError(f"{shown(batch)} is no record batch: write table.to_batches()")
        yield _judged(batch, package, at, columns)


def assessed_schema(schema: pa.Schema, package: Packages, *, at: datetime, **columns: Any) -> pa.Schema:
    """Return the schema of what ``assess_batches`` yields, which engines want to know before they run.

    Args:
        schema: the schema of the batches.
        package: as there.
        at: as there.
        columns: as there.

    Raises:
        InputError: something else than a schema, or columns that are not there or cannot be read.

    Example:
        >>> from datetime import UTC
        >>> schema = pa.schema({"opened": pa.timestamp("us", "UTC")})
        >>> now = datetime(2026, 5, 14, 17, tzinfo=UTC)
        >>> assessed_schema(schema, Package.preset("p1-p4"), at=now, reported="opened").field("response_due").type
        TimestampType(timestamp[us, tz=UTC])
    """
    if not isinstance(schema, pa.Schema):
        raise InputError(f"{shown(schema)} is no schema: write the schema of the batches, for instance table.schema")
    return _judged(pa.RecordBatch.from_pylist([], schema), package, at, columns).schema


def _judged(batch: pa.RecordBatch, package: Packages, at: datetime, columns: Mapping[str, Any]) -> pa.RecordBatch:
    table = assess_frame(pa.Table.from_batches([batch]), package, at=at, **columns)
    made = {name: _whole(column) for name, column in zip(table.column_names, table.columns, strict=True)}
    return pa.record_batch(made)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    plain = column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
    found = plain.combine_chunks()
    return found if isinstance(found, pa.Array) else found.chunk(0)
