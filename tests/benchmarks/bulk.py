"""Time columns of answers beside rivals in their fastest documented form: ``python3 tasks.py bench_bulk``.

A ratio is the median of many rounds; in each round both contenders answer for the same rows, one right after the other,
and the time is that of the process, so that a busy machine disturbs both alike. Whatever a rival answers to the same
question is compared in the same run. ``--rows`` sets the sizes, ``--keep`` writes the table beside this file.

More rows are added to ``LINES``: each is a function of a number of rows that gives lines.
"""

import argparse
import statistics
import sys
import tracemalloc
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from time import process_time

import duckdb
import holidays
import numpy as np
import pandas as pd
import polars as pl

sys.path.insert(0, str(Path(__file__).parent))

from scalar import TITLE, Line, processor

from slacalc import Calendar, __version__
from slacalc.frames import add_working_days, add_working_time, working_time

KEPT = Path(__file__).with_suffix(".md")
HOURS_24 = timedelta(hours=24)
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
FEW = 300
"""Rows for a rival that goes row by row."""
CLOSED = sorted(holidays.country_holidays("GB", subdiv="ENG", years=range(2018, 2030)))
WORKING = np.busdaycalendar(holidays=[np.datetime64(day) for day in CLOSED])
Ask = Callable[[], object]


@lru_cache
def office() -> Calendar:
    week = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
    return week - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")


@dataclass(frozen=True)
class Columns:
    """Starts and ends as instants in UTC, and their dates."""

    starts: np.ndarray
    ends: np.ndarray
    days: np.ndarray
    end_days: np.ndarray


@lru_cache(maxsize=1)
def columns(rows: int) -> Columns:
    chance = np.random.default_rng(24)
    starts = np.datetime64("2020-01-01", "s") + chance.integers(0, 6 * 365 * 86_400, rows).astype("m8[s]")
    ends = starts + chance.integers(3_600, 240 * 86_400, rows).astype("m8[s]")
    return Columns(starts, ends, starts.astype("M8[D]"), ends.astype("M8[D]"))


@lru_cache(maxsize=1)
def windows() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the openings, closings and running totals of the office, for the joins."""
    pairs = list(office().windows(datetime(2019, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)))
    opens, closes = (np.array([int(pair[at].timestamp()) for pair in pairs]) for at in (0, 1))
    return opens, closes, np.concatenate([[0], np.cumsum(closes - opens)[:-1]])


# measuring -----------------------------------------------------------------------------------------------------------


def seconds(ask: Ask) -> float:
    begin = process_time()
    ask()
    return process_time() - begin


def ratio(slow: Ask, quick: Ask, rows: int, factor: float = 1.0) -> float:
    """Return how many times the quick one fits into the slow one, over interleaved rounds."""
    rounds = 25 if rows < 1_000_000 else 15 if rows < 10_000_000 else 5
    slow(), quick()
    return factor * statistics.median(seconds(slow) / seconds(quick) for _ in range(rounds))


def agree(wanted: object, found: object, what: str) -> None:
    if not np.array_equal(np.asarray(wanted), np.asarray(found)):
        raise SystemExit(f"{what}: the answers differ")


# lines ---------------------------------------------------------------------------------------------------------------


def against_numpy(rows: int) -> Iterable[Line]:
    asked, hours = columns(rows), office()
    after = lambda: np.busday_offset(asked.days, 3, roll="preceding", busdaycal=WORKING)  # noqa: E731
    due = lambda: add_working_time(asked.starts, HOURS_24, hours, tz="UTC")  # noqa: E731
    close = lambda: add_working_days(asked.starts, 3, hours, edge="close", tz="UTC")  # noqa: E731
    counted = lambda: np.busday_count(asked.days, asked.end_days, busdaycal=WORKING)  # noqa: E731
    worked = lambda: working_time(asked.starts, asked.ends, hours, tz="UTC")  # noqa: E731
    local = pl.Series(asked.starts.astype("M8[ms]")).dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/London")
    dates = local.dt.date().to_numpy().astype("M8[D]")
    agree(np.busday_offset(dates, 3, roll="preceding", busdaycal=WORKING), close().astype("M8[D]"), "3 working days")
    whole = working_time(asked.days.astype("M8[s]"), asked.end_days.astype("M8[s]"), hours, tz="Europe/London")
    agree(counted() * np.timedelta64(8, "h"), whole, "working days between dates")
    yield Line(f"numpy.busday_offset / add 24 h, {rows:,} rows", ratio(after, due, rows), 7, 10, is_faster=True)
    yield Line(f"numpy.busday_count / working time, {rows:,} rows", ratio(counted, worked, rows), 5, 7, is_faster=True)
    yield Line(
        f"numpy.busday_offset / 3 working days, close, {rows:,} rows", ratio(after, close, rows), 5, 8, is_faster=True
    )


def against_copying(rows: int) -> Iterable[Line]:
    if rows < 10_000_000:
        return
    asked, hours, copy = columns(rows), office(), np.zeros(rows, dtype="M8[s]")
    due = lambda: add_working_time(asked.starts, HOURS_24, hours, tz="UTC")  # noqa: E731
    yield Line(
        f"add 24 h / numpy.copyto, {rows:,} rows", ratio(due, lambda: np.copyto(copy, asked.starts), rows), 15, 10
    )
    with ThreadPoolExecutor(1) as fresh:  # a thread keeps memory to reckon in, which counts
        tracemalloc.start()
        result = fresh.submit(due).result()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    yield Line(f"memory beside the result, MiB / 1 MiB, {rows:,} rows", (peak - result.nbytes) / 2**20, 8, 2)


def against_pandas(rows: int) -> Iterable[Line]:
    if rows != 1_000_000:
        return
    hours = office()
    column = pd.Series(columns(rows).starts).dt.tz_localize("UTC").dt.tz_convert("Europe/London")
    naive, few = column.dt.tz_localize(None), column[:FEW]
    offset = pd.offsets.CustomBusinessHour(n=24, start="09:00", end="17:00", holidays=CLOSED)
    agree(working_time(few, few + offset, hours) // timedelta(hours=1), [24] * FEW, "CustomBusinessHour")
    array = columns(rows).starts
    due = lambda: add_working_time(array, HOURS_24, hours, tz="UTC")  # noqa: E731
    both = lambda: add_working_time(column, HOURS_24, hours)  # noqa: E731
    found = ratio(lambda: naive[:FEW] + offset, due, rows, rows / FEW)
    yield Line(f"pandas CustomBusinessHour / add 24 h, {rows:,} rows", found, 5_000, 10_000, is_faster=True)
    found = ratio(lambda: few + offset, both, rows, rows / FEW)
    yield Line(f"the same, tz-aware Series in and out, {rows:,} rows", found, 2_000, 6_000, is_faster=True)


def against_joins(rows: int) -> Iterable[Line]:
    if rows != 1_000_000:
        return
    asked, hours = columns(rows), office()
    opens, closes, totals = windows()
    tickets = pl.DataFrame({"at": asked.starts.astype(np.int64)})
    edges = pl.DataFrame({"open": opens, "close": closes, "total": totals}).with_columns(at=pl.col("open"))
    ranks = edges.with_columns(rank=pl.col("total"))
    connection = duckdb.connect()
    connection.register("tickets", tickets.to_arrow())
    connection.register("edges", edges.to_arrow())
    due = lambda: add_working_time(asked.starts, HOURS_24, hours, tz="UTC")  # noqa: E731
    joins: dict[str, Callable[[], pl.DataFrame]] = {
        "DuckDB ASOF": lambda: connection.sql(ASOF).pl(),
        "polars join_asof": lambda: joined(tickets, edges, ranks),
    }
    wanted = np.sort(due().astype(np.int64))
    for name, join in joins.items():
        agree(wanted, np.sort(np.asarray(join()["due"])), name)
        yield Line(f"{name} / add 24 h, {rows:,} rows", ratio(join, due, rows), 10, 18, is_faster=True)


ASOF = """
    WITH ranked AS (
        SELECT total + least(t.at - e.open, e.close - e.open) + 86400 AS wanted
        FROM tickets t ASOF JOIN edges e ON t.at >= e.open
    )
    SELECT e.open + wanted - e.total AS due FROM ranked r ASOF JOIN edges e ON r.wanted > e.total
"""


def joined(tickets: pl.DataFrame, edges: pl.DataFrame, ranks: pl.DataFrame) -> pl.DataFrame:
    passed = pl.min_horizontal(pl.col("at") - pl.col("open"), pl.col("close") - pl.col("open"))
    ranked = tickets.lazy().with_row_index("row").sort("at").join_asof(edges.lazy(), on="at")
    # More working time has passed at a later instant: what was sorted stays so.
    wanted = ranked.select("row", rank=pl.col("total") + passed + 86_400).set_sorted("rank")
    there = wanted.join_asof(ranks.lazy(), on="rank", allow_exact_matches=False)
    return there.select("row", due=pl.col("open") + pl.col("rank") - pl.col("total")).sort("row").collect()


LINES: tuple[Callable[[int], Iterable[Line]], ...] = (against_numpy, against_pandas, against_joins, against_copying)


def machine() -> Iterable[str]:
    yield processor()
    names = ("numpy", "pandas", "polars", "pyarrow", "duckdb", "narwhals")
    yield ", ".join(
        [f"Python {sys.version.split()[0]}, slacalc {__version__}", *(f"{name} {version(name)}" for name in names)]
    )


def all_lines() -> tuple[Callable[[int], Iterable[Line]], ...]:
    from bulk_frames import against_one_join, against_sorting  # noqa: PLC0415 (it asks this file for its columns)

    return (*LINES, against_one_join, against_sorting)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("--rows", type=int, nargs="+", default=SIZES, help="how many rows are asked")
    told.add_argument("--keep", action="store_true", help=f"write the table to {KEPT.name} too")
    asked = told.parse_args()
    warnings.simplefilter("ignore", pd.errors.PerformanceWarning)
    head, rows = list(machine()), []
    print(*head, "", TITLE, sep="\n", flush=True)
    for size in asked.rows:
        for lines in all_lines():
            for line in lines(size):
                rows.append(str(line))
                print(line, flush=True)
    if asked.keep:
        about = "Ratios of one run, written by `python3 tasks.py bench_bulk --keep`; how they are taken is told in\n"
        about += (
            "[bulk.py](bulk.py). What a rival answers to the very question was compared with ours in the same run:\n"
        )
        about += (
            "the joins, the dates of busday_offset and busday_count, 300 rows of CustomBusinessHour; all were equal."
        )
        listed = "\n".join(f"- {fact}" for fact in head)
        KEPT.write_text(
            "\n".join(["# Columns of answers", "", about, "", listed, "", TITLE, *rows, ""]), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
