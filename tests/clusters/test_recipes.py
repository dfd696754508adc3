"""The recipes of docs/how-to/where-the-data-lives.md for Spark and Dask, run as they stand there."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dask.dataframe as dd
import pandas as pd
import pytest
from pyspark.sql import SparkSession

from slacalc import Package
from slacalc.frames import assess_frame
from tests.documents import fences

PAGE = Path(__file__).parents[2] / "docs/how-to/where-the-data-lives.md"
RECIPES = {fence.kind: fence.code for fence in fences(PAGE.read_text(encoding="utf-8"))}
ASKED = {"at": datetime(2026, 6, 1, tzinfo=UTC), "reported": "opened", "priority": "priority", "resolved": "resolved"}
REPORTS = 500
INSTANTS = ("opened", "resolved")


def history() -> pd.DataFrame:
    """Return tickets around a change of the clocks, some of them open, some without a priority or a report."""
    opened = [datetime(2026, 3, 27, 8, tzinfo=UTC) + timedelta(minutes=97 * row) for row in range(REPORTS)]
    resolved = [None if row % 3 == 0 else at + timedelta(minutes=31 * (row % 90)) for row, at in enumerate(opened)]
    priority = [("P1", "P2", "P3", "P4", "P9", None)[row % 6] for row in range(REPORTS)]
    frame = pd.DataFrame({"id": range(REPORTS), "opened": opened, "priority": priority, "resolved": resolved})
    frame.loc[frame.id % 41 == 7, "opened"] = None
    return frame.astype(dict.fromkeys(INSTANTS, "datetime64[us, UTC]"))


def rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return what each row says, nothing for what is missing."""
    told = frame.sort_values("id").astype(object).to_dict("records")
    return [{name: None if pd.isna(value) else value for name, value in row.items()} for row in told]


@pytest.fixture(scope="module", params=["UTC", "America/New_York"])
def spark(request):
    """Return a session of this machine's whose zone is not always that of the data."""
    os.environ["PYSPARK_PYTHON"] = sys.executable  # that of the workers
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    builder = builder.config("spark.sql.session.timeZone", request.param)
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 64).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.filterwarnings("default")  # other people's libraries
def test_spark_gives_the_answers_of_the_frame(spark):
    expected = assess_frame(history(), Package.preset("p1-p4"), **ASKED)
    source = history().astype(object).where(history().notna(), None)
    told = spark.createDataFrame(source, "id long, opened timestamp, priority string, resolved timestamp")
    names = {"tickets": told.repartition(5)}
    exec(RECIPES["python spark"], names)  # noqa: S102 (the page says it)
    found = names["found"].toArrow().to_pandas()
    assert list(found.columns) == list(expected.columns)
    assert rows(found) == rows(expected)


@pytest.mark.filterwarnings("default")
def test_dask_gives_the_answers_of_the_frame():
    expected = assess_frame(history(), Package.preset("p1-p4"), **ASKED)
    names = {"tickets": dd.from_pandas(history(), npartitions=7)}
    exec(RECIPES["python dask"], names)  # noqa: S102
    found = names["found"].compute()
    assert rows(found) == rows(expected)
    added = [name for name in expected.columns if name not in history().columns]
    assert found.dtypes[added].to_dict() == expected.dtypes[added].to_dict()
