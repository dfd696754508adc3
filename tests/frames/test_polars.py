"""Expressions of polars: lazy, streaming, of a schema known before anything runs, and the answers of the functions."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from slacalc import Calendar, frames
from slacalc.errors import InputError
from slacalc.frames import polars as sla

HOUR = timedelta(hours=1)
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
FRIDAY = datetime(2026, 5, 15, 15, 30, tzinfo=UTC)
ROWS = 250_000
TICKETS = pl.DataFrame(
    {
        "opened": pl.Series([FRIDAY + 7 * row * HOUR for row in range(9)] + [None], dtype=pl.Datetime("ms", "UTC")),
        "closed": pl.Series([FRIDAY + 8 * row * HOUR for row in range(10)], dtype=pl.Datetime("us", "Asia/Tokyo")),
        "amount": pl.Series([row * HOUR for row in range(-3, 6)] + [None], dtype=pl.Duration("us")),
        "number": [*range(-3, 6), None],
    }
)
OPENED = pl.col("opened")
ASKED = {
    "add": sla.add_working_time(OPENED, HOUR, OFFICE),
    "add open": sla.add_working_time(OPENED, HOUR / 2, OFFICE, landing="open"),
    "add each": sla.add_working_time(OPENED, pl.col("amount"), OFFICE),
    "subtract": sla.subtract_working_time(OPENED, HOUR, OFFICE),
    "subtract each": sla.subtract_working_time(OPENED, pl.col("amount"), OFFICE),
    "next": sla.next_open(OPENED, OFFICE),
    "open": sla.is_open(OPENED, OFFICE),
    "worked": sla.working_time(OPENED, pl.col("closed"), OFFICE),
    "day": sla.add_working_days(OPENED, 3, OFFICE),
    "day each": sla.add_working_days(OPENED.dt.date(), pl.col("number"), OFFICE),
}
instants = pl.Datetime("ms", "UTC")


def answers(tickets):
    opened, closed, amount = tickets["opened"], tickets["closed"], tickets["amount"]
    return {
        "add": frames.add_working_time(opened, HOUR, OFFICE),
        "add open": frames.add_working_time(opened, HOUR / 2, OFFICE, landing="open"),
        "add each": frames.add_working_time(opened, amount, OFFICE),
        "subtract": frames.subtract_working_time(opened, HOUR, OFFICE),
        "subtract each": frames.subtract_working_time(opened, amount, OFFICE),
        "next": frames.next_open(opened, OFFICE),
        "open": frames.is_open(opened, OFFICE),
        "worked": frames.working_time(opened, closed, OFFICE),
        "day": frames.add_working_days(opened, 3, OFFICE),
        "day each": frames.add_working_days(opened.dt.date(), tickets["number"], OFFICE),
    }


def test_the_schema_is_known_before_anything_runs():
    schema = TICKETS.lazy().select(**ASKED).collect_schema()
    dates = {"open": pl.Boolean(), "worked": pl.Duration("us"), "day": pl.Date(), "day each": pl.Date()}
    assert dict(schema) == {name: dates.get(name, instants) for name in ASKED}


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
@pytest.mark.parametrize("repeats", [0, 1, ROWS // 10])
def test_answers_are_those_of_the_functions(engine, repeats):
    tickets = pl.concat([TICKETS.clear(), *[TICKETS] * repeats], rechunk=False) if repeats < 2 else big(repeats)
    found = tickets.lazy().select(**ASKED).collect(engine=engine)
    for name, wanted in answers(tickets).items():
        assert found[name].equals(wanted.alias(name), check_dtypes=True), name


def big(repeats):
    return TICKETS.select(pl.all().repeat_by(repeats).explode())


def test_a_filter_and_a_group():
    found = TICKETS.lazy().with_columns(due=ASKED["add"]).filter(pl.col("number") > 0).collect()
    assert found["due"].to_list() == answers(TICKETS.filter(pl.col("number") > 0))["add"].to_list()
    grouped = TICKETS.group_by(pl.col("number") > 0).agg(due=ASKED["add"].max()).drop_nulls()
    assert grouped["due"].dtype == instants


def test_dates_come_back():
    found = pl.DataFrame({"day": [date(2026, 5, 15), None]}).select(sla.add_working_days(pl.col("day"), 1, OFFICE))
    assert found["day" if "day" in found else "start"].to_list() == [date(2026, 5, 18), None]


def test_a_column_without_a_zone_is_refused():
    naive = pl.LazyFrame({"opened": [datetime(2026, 5, 15)]})  # noqa: DTZ001
    with pytest.raises(Exception, match="start has no time zone"):
        naive.select(ASKED["add"]).collect()


def test_what_is_no_calendar():
    with pytest.raises(InputError, match="is no Calendar"):
        sla.is_open(OPENED, "office")


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: sla.add_working_time("opened", HOUR, OFFICE), "start='opened' is no expression of polars"),
        (lambda: sla.subtract_working_time(None, HOUR, OFFICE), "end=None is no expression of polars"),
        (lambda: sla.add_working_time(OPENED, 3, OFFICE), "amount=3 is no expression of polars: write a timedelta"),
        (lambda: sla.add_working_time(OPENED, HOUR, OFFICE, landing="end"), "landing='end': write 'close' or 'open'"),
        (lambda: sla.working_time(OPENED, "closed", OFFICE), "end='closed' is no expression of polars"),
        (lambda: sla.add_working_days(OPENED, True, OFFICE), "number=True is no expression of polars"),
        (lambda: sla.add_working_days(OPENED, 10**6, OFFICE), "number=1000000 is more than 400 years have days"),
        (lambda: sla.is_open("opened", OFFICE), "at='opened' is no expression of polars"),
        (lambda: sla.next_open(OPENED, "office"), "is no Calendar"),
    ],
)
def test_what_is_no_expression_is_refused_before_it_runs(ask, says):
    with pytest.raises(InputError, match=says):
        ask()
