"""Functions of SQL in DuckDB: whatever the zone of the session, with nulls, over many batches."""

from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest

from slacalc import Calendar
from slacalc.errors import InputError
from slacalc.frames.duckdb import register

OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
FRIDAY = datetime(2026, 5, 15, 15, 30, tzinfo=UTC)
AT = "TIMESTAMPTZ '2026-05-15 15:30:00+00'"


@pytest.fixture(params=["UTC", "Europe/London", "America/New_York"])
def connection(request):
    found = duckdb.connect()
    found.sql(f"SET TimeZone = '{request.param}'")
    register(found, OFFICE)
    return found


def asked(connection, expression):
    return connection.execute(f"SELECT {expression}").fetchall()[0][0]


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        (f"add_working_time({AT}, INTERVAL 1 HOUR)", datetime(2026, 5, 18, 8, 30, tzinfo=UTC)),
        (f"add_working_time({AT}, INTERVAL '-30 minutes')", datetime(2026, 5, 15, 15, tzinfo=UTC)),
        (f"subtract_working_time({AT}, INTERVAL 8 HOUR)", datetime(2026, 5, 14, 15, 30, tzinfo=UTC)),
        (f"working_time({AT}, {AT} + INTERVAL 3 DAY)", timedelta(hours=8)),
        (f"is_open({AT})", True),
        (f"next_open({AT} + INTERVAL 1 HOUR)", datetime(2026, 5, 18, 8, tzinfo=UTC)),
        ("add_working_days(DATE '2026-05-15', 1)", date(2026, 5, 18)),
        ("add_working_time(NULL::TIMESTAMPTZ, INTERVAL 1 HOUR)", None),
        (f"add_working_time({AT}, NULL::INTERVAL)", None),
        (f"working_time({AT}, NULL::TIMESTAMPTZ)", None),
        ("is_open(NULL::TIMESTAMPTZ)", None),
        ("add_working_days(NULL::DATE, 1)", None),
    ],
)
def test_an_answer(connection, expression, wanted):
    assert asked(connection, expression) == wanted


def test_many_batches(connection):
    connection.execute(
        "CREATE TABLE tickets AS SELECT i, CASE WHEN i % 7 THEN $at + i * INTERVAL 13 MINUTE END AS opened, "
        "CASE WHEN i % 5 THEN i % 90 * INTERVAL 1 MINUTE END AS amount FROM range(10000) t(i)",
        {"at": FRIDAY},
    )
    found = connection.sql("SELECT opened, amount, add_working_time(opened, amount) FROM tickets ORDER BY i").fetchall()
    assert len(found) == 10_000
    for opened, amount, due in found:
        assert due == (None if opened is None or amount is None else OFFICE.add(opened, amount))


def test_several_calendars():
    connection = duckdb.connect()
    register(connection, OFFICE, prefix="office_")
    register(connection, Calendar.always(), prefix="always_")
    assert asked(connection, f"office_is_open({AT} + INTERVAL 1 HOUR)") is False
    assert asked(connection, f"always_is_open({AT} + INTERVAL 1 HOUR)") is True


@pytest.mark.parametrize("amount", ["2 DAY", "1 MONTH"])
def test_days_and_months_are_no_working_time(connection, amount):
    with pytest.raises(duckdb.Error, match="an INTERVAL of days or months is no working time: write hours"):
        asked(connection, f"add_working_time({AT}, INTERVAL {amount})")


def test_what_the_connection_has_already_is_not_written_over(connection):
    with pytest.raises(InputError, match="has a function 'add_working_days' already: write another prefix="):
        register(connection, Calendar.always())
    register(connection, Calendar.always(), prefix="always_")
    with pytest.raises(InputError, match="already: write another prefix="):
        register(connection, Calendar.always(), prefix="ALWAYS_")


def test_what_is_no_connection_and_no_prefix():
    with pytest.raises(InputError, match=r"None is no connection of DuckDB: write duckdb.connect\(\)"):
        register(None, OFFICE)
    with pytest.raises(InputError, match="prefix='a b': write letters, figures and '_'"):
        register(duckdb.connect(), OFFICE, prefix="a b")


def test_what_is_no_calendar():
    with pytest.raises(InputError, match="is no Calendar"):
        register(duckdb.connect(), "office")
