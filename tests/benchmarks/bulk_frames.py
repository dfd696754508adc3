"""Lines of the benchmark of columns for whole frames: every verdict, beside the work that a database or pandas does."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
import pandas as pd
from bulk import ASOF, columns, ratio, windows
from scalar import Line

from slacalc import Package
from slacalc.frames import assess_frame, events_from_statuses

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MEANING = {"New": "open", "Waiting": "paused", "Active": "responded", "Done": "resolved"}
PACKAGE = Package.preset("p1-p4")


@lru_cache(maxsize=1)
def tickets(rows: int) -> pd.DataFrame:
    asked, chance = columns(rows), np.random.default_rng(25)
    reported = pd.Series(asked.starts.astype("M8[us]")).dt.tz_localize("UTC")
    return pd.DataFrame(
        {"reported": reported, "priority": np.array(["P1", "P2", "P3", "P4"])[chance.integers(0, 4, rows)]}
    )


def against_one_join(rows: int) -> Iterable[Line]:
    """Judge both clocks of every row, beside DuckDB's join for one deadline of each."""
    if rows < 1_000_000:
        return
    import duckdb  # noqa: PLC0415 (a rival)
    import polars as pl  # noqa: PLC0415 (and how its tables are made)

    opens, closes, totals = windows()
    connection = duckdb.connect()
    connection.register("tickets", pl.DataFrame({"at": columns(rows).starts.astype(np.int64)}).to_arrow())
    connection.register("edges", pl.DataFrame({"open": opens, "close": closes, "total": totals}).to_arrow())
    frame = tickets(rows)
    judged = lambda: assess_frame(frame, PACKAGE, at=NOW, reported="reported", priority="priority")  # noqa: E731
    found = ratio(judged, lambda: connection.sql(ASOF).fetchnumpy(), rows)
    yield Line(f"assess_frame, two clocks, all columns / DuckDB ASOF for one deadline, {rows:,} rows", found, 4, 1)


def against_sorting(rows: int) -> Iterable[Line]:
    """Judge tickets with three rows of a status log each, beside pandas sorting those rows."""
    if rows < 1_000_000:
        return
    size = rows // 5
    chance, opened = np.random.default_rng(26), columns(rows).starts[:size]
    steps = np.cumsum(chance.integers(600, 3 * 86_400, (size, 3)), axis=1).astype("m8[s]")
    log = pd.DataFrame(
        {
            "number": np.repeat(np.arange(size), 3),
            "at": pd.Series((opened[:, np.newaxis] + steps).ravel().astype("M8[us]")).dt.tz_localize("UTC"),
            "status": np.tile(["Active", "Waiting", "Done"], size),
        }
    ).sample(frac=1, random_state=1)
    frame = tickets(rows)[:size].assign(number=np.arange(size))
    how = {"ticket": "number", "at": "at", "status": "status", "meaning": MEANING}

    def judged() -> object:
        events = events_from_statuses(log, **how)
        return assess_frame(
            frame, PACKAGE, at=NOW, reported="reported", priority="priority", ticket="number", events=events
        )

    found = ratio(judged, lambda: log.sort_values(["number", "at"]), rows)
    yield Line(f"{size:,} tickets from {3 * size:,} status rows to verdicts / pandas sorting them", found, 20, 5)
