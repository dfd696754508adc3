"""Columns come back as the kind they were: with index, name, zone, unit and nulls; and what is no column is refused."""

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from dateutil import tz
from dateutil.tz import tzoffset

from slacalc import Calendar, Package
from slacalc.errors import InputError, NaiveDatetimeError
from slacalc.frames import (
    add_working_days,
    add_working_time,
    deadline_frame,
    is_open,
    next_open,
    subtract_working_time,
    working_time,
)

HOUR = timedelta(hours=1)
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
FRIDAY = datetime(2026, 5, 15, 15, 30, tzinfo=UTC)
DUE = datetime(2026, 5, 18, 8, 30, tzinfo=UTC)
OPENED = [FRIDAY, None]


def pandas_column(unit="us", zone="Europe/London"):
    column = pd.Series(pd.to_datetime(OPENED, utc=True), index=[7, 3], name="opened")
    return column.dt.as_unit(unit).dt.tz_convert(zone)


def polars_column(unit="us", zone="Europe/London"):
    return pl.Series("opened", OPENED, pl.Datetime(unit, "UTC")).dt.convert_time_zone(zone)


def arrow_column(unit="us", zone="Europe/London"):
    return pa.array(OPENED, pa.timestamp(unit, zone))


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/New_York", "Etc/GMT+5", "UTC", "UTC+01:00", timezone(HOUR), tzoffset("x", 60)]
)
def test_pandas_comes_back(unit, zone):
    column = pandas_column(unit, zone)
    found = add_working_time(column, HOUR, OFFICE)
    wanted = pd.Series(pd.to_datetime([DUE, None], utc=True), index=[7, 3], name="opened")
    pd.testing.assert_series_equal(found, wanted.dt.as_unit(unit).dt.tz_convert(zone))


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_polars_comes_back(unit):
    found = add_working_time(polars_column(unit), HOUR, OFFICE)
    assert found.equals(pl.Series("opened", [DUE, None], pl.Datetime(unit, "Europe/London")), check_dtypes=True)
    assert found.name == "opened"


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_an_arrow_array_and_a_chunked_one_come_back(unit):
    array = arrow_column(unit)
    wanted = pa.array([DUE, None], pa.timestamp(unit, "Europe/London"))
    found = add_working_time(array, HOUR, OFFICE)
    assert isinstance(found, pa.Array)
    assert found.equals(wanted)
    for chunks in ([array], [array[:1], array[1:]], []):
        chunked = pa.chunked_array(chunks, array.type)
        found = add_working_time(chunked, HOUR, OFFICE)
        assert isinstance(found, pa.ChunkedArray)
        assert found.equals(pa.chunked_array([wanted][: len(chunks)], array.type))


def test_a_slice_of_an_arrow_array_keeps_its_rows():
    assert add_working_time(arrow_column()[1:], HOUR, OFFICE).to_pylist() == [None]


def test_arrow_in_pandas_comes_back():
    column = pandas_column().astype(pd.ArrowDtype(pa.timestamp("us", "Europe/London")))
    amounts = pd.Series([HOUR, None], dtype=pd.ArrowDtype(pa.duration("us")))
    found = add_working_time(column, amounts, OFFICE)
    assert list(found.index) == [7, 3]
    assert found.dtype == column.dtype
    assert [None if pd.isna(at) else at.to_pydatetime() for at in found] == [DUE, None]
    assert working_time(column, column, OFFICE).dtype == amounts.dtype
    assert is_open(column, OFFICE).dtype == "boolean"


@pytest.mark.parametrize("zone", [tz.gettz("Europe/London"), tz.UTC])
def test_zones_of_pandas_that_have_no_name(zone):
    column = pandas_column(zone=zone)
    found = add_working_time(column, HOUR, OFFICE)
    assert found.dtype == column.dtype
    assert found.iloc[0] == DUE
    frame = deadline_frame(column.to_frame(), Package.preset("p1-p4"), reported="opened")
    assert frame.response_due.dtype == column.dtype


def test_arrays_of_another_order_of_bytes():
    array = np.array(["2026-05-15T15:30"], ">M8[s]")
    amounts = np.array([3600], ">m8[s]")
    assert add_working_time(array, amounts, OFFICE, tz="UTC").tolist() == [DUE.replace(tzinfo=None)]
    dates = np.array(["2026-05-15"], ">M8[D]")
    assert add_working_days(dates, np.array([1], ">i2"), OFFICE).tolist() == [date(2026, 5, 18)]


@pytest.mark.parametrize("array", [np.array(["2026-05-15"], "M8[s]"), np.array(["2026-05-15"], "M8[D]")])
def test_a_mask_is_not_lost(array):
    masked = np.ma.MaskedArray(array, [True])
    with pytest.raises(InputError, match=r"start is a masked array: write array\.filled\('NaT'\)"):
        add_working_days(masked, 1, OFFICE, tz="UTC")
    with pytest.raises(InputError, match="number is a masked array"):
        add_working_days(array, np.ma.MaskedArray([1], [True]), OFFICE, tz="UTC")
    with pytest.raises(InputError, match="amount is a masked array"):
        add_working_time(array.astype("M8[s]"), np.ma.MaskedArray(np.array([1], "m8[s]"), [True]), OFFICE, tz="UTC")


@pytest.mark.parametrize(
    "numbers",
    [
        np.array([2**64 - 1], np.uint64),
        np.array([-(2**63)]),
        pd.Series([2**64 - 1], dtype="UInt64"),
        pl.Series([2**64 - 1], dtype=pl.UInt64),
        pa.array([2**64 - 1], pa.uint64()),
    ],
)
def test_numbers_of_days_beyond_int64(numbers):
    with pytest.raises(InputError, match=r"^row 0, counted from 0: an amount of more than 400 years"):
        add_working_days(np.array(["2026-05-15"], "M8[D]"), numbers, OFFICE)


def test_numbers_of_days_of_more_than_64_bits():
    with pytest.raises(InputError, match="number is a column of Int128: write one of whole numbers"):
        add_working_days(pl.Series([date(2026, 5, 15)]), pl.Series([1], dtype=pl.Int128), OFFICE)


def test_nanoseconds_of_pandas_are_not_cut():
    with pytest.raises(InputError, match="is finer than a microsecond: round it"):
        add_working_time(pandas_column("ns"), pd.Timedelta(1, "ns"), OFFICE)
    with pytest.raises(InputError, match="is finer than a microsecond: round it"):
        working_time(pandas_column("ns"), pd.Timestamp("2026-05-15T15:30:00.000000001Z"), OFFICE)


def test_durations_of_each_kind():
    later = timedelta(hours=4)
    assert working_time(polars_column(), polars_column() + later, OFFICE).to_list() == [timedelta(minutes=30), None]
    assert working_time(arrow_column(), arrow_column(), OFFICE).to_pylist() == [timedelta(0), None]
    found = working_time(pandas_column(), pandas_column() + later, OFFICE)
    assert list(found.index) == [7, 3]
    assert found.tolist()[0] == timedelta(minutes=30)
    assert found.isna().tolist() == [False, True]


def test_the_finer_unit_is_kept():
    assert working_time(polars_column("ms"), polars_column("ns"), OFFICE).dtype == pl.Duration("ns")
    assert working_time(polars_column("ns"), polars_column("ms"), OFFICE).dtype == pl.Duration("ns")


@pytest.mark.parametrize("amount", [pl.Series([None, HOUR]), pl.Series([HOUR, None], dtype=pl.Duration("ns"))])
def test_nulls_among_the_amounts(amount):
    start = pl.Series([FRIDAY, FRIDAY], dtype=pl.Datetime("ms", "UTC"))
    wanted = [None if size is None else DUE for size in amount]
    assert add_working_time(start, amount, OFFICE).to_list() == wanted
    assert subtract_working_time(start, amount, OFFICE).null_count() == 1


def test_truths_have_nulls():
    opened = is_open(pandas_column(), OFFICE)
    assert opened.dtype == "boolean"
    assert opened.index.tolist() == [7, 3]
    assert opened.name == "opened"
    assert opened.tolist() == [True, pd.NA]
    assert is_open(pandas_column().dropna(), OFFICE).dtype == "boolean"
    assert is_open(polars_column(), OFFICE).to_list() == [True, None]
    assert is_open(polars_column(), OFFICE).name == "opened"
    assert is_open(arrow_column(), OFFICE).equals(pa.array([True, None]))
    array = np.array(["2026-05-15T15:30", "NaT"], "M8[s]")
    assert is_open(array, OFFICE, tz="UTC").tolist() == [True, False]


@pytest.mark.parametrize(
    "nothing",
    [
        pd.Series([None, None], index=[4, 5], name="opened"),
        pd.Series([], dtype=object),
        pl.Series("opened", [None, None]),
        pa.nulls(2),
        np.array([None, None], dtype=object),
        pd.Series([pd.NaT, pd.NaT], dtype="datetime64[s, UTC]"),
        pl.Series([], dtype=pl.Datetime("us", "UTC")),
    ],
    ids=["pandas", "pandas empty", "polars", "arrow", "numpy", "pandas NaT", "polars empty"],
)
def test_nothing_comes_back_as_nothing(nothing):
    kind = type(nothing) if not isinstance(nothing, pa.Array) else pa.Array
    asked = [add_working_time(nothing, HOUR, OFFICE), next_open(nothing, OFFICE), working_time(nothing, FRIDAY, OFFICE)]
    asked.append(working_time(nothing, nothing, OFFICE))
    asked.append(add_working_days(nothing, 1, OFFICE))
    asked.append(add_working_days(nothing, 1, OFFICE, edge="close"))
    for found in asked:
        assert isinstance(found, kind)
        values = found.to_pylist() if isinstance(found, pa.Array) else list(found)
        assert len(values) == len(nothing)
        assert pd.isna(np.array(values, dtype=object)).all()
    assert len(is_open(nothing, OFFICE)) == len(nothing)


@pytest.mark.parametrize(
    ("column", "says"),
    [
        (pd.Series([FRIDAY, FRIDAY.astimezone()], dtype=object), "start is a column of Object: write one of datetimes"),
        (pd.Series(["2026-05-15"]), r"start is a column of String: read .*pd\.to_datetime\(column, format=.*tz="),
        (pd.Series([1.5]), "start is a column of Float64"),
        (pl.Series(["2026-05-15"]), r"start is a column of String: read .*str\.to_datetime\('%d/%m/%Y %H:%M'\)"),
        (pl.Series([date(2026, 5, 15)]), "start is a column of Date"),
        (pa.array([date(2026, 5, 15)]), r'start is a column of Date: .*cast\(pa\.timestamp\("us", tz="UTC"\)\)'),
        (pa.array(["2026-05-15"]), r"start is a column of String: read .*pc\.strptime\(column, "),
        (np.array(["2026-05-15"]), "start is an array of <U10 in 1 dimensions"),
        (np.array([FRIDAY], dtype=object), "start is an array of object"),
        (np.array([["2026-05-15"]], "M8[s]"), "in 2 dimensions"),
        (np.array(["2026-05-15"], "M8[D]"), r"start is an array of datetime64\[D\]"),
        ([FRIDAY], "no column: write a pandas, polars or pyarrow column, or a NumPy array"),
        (None, "start=None is no column"),
        (pd.DataFrame({"x": [1]}), "is no column"),
    ],
)
def test_what_is_no_column_of_instants(column, says):
    with pytest.raises(InputError, match=says):
        add_working_time(column, HOUR, OFFICE)


@pytest.mark.parametrize(
    "naive",
    [
        np.array(["2026-05-15"], "M8[s]"),
        pd.Series(pd.to_datetime(["2026-05-15"])),
        pl.Series([datetime(2026, 5, 15)]),  # noqa: DTZ001
        pa.array([datetime(2026, 5, 15)]),  # noqa: DTZ001
    ],
)
def test_a_column_without_a_zone_is_refused(naive):
    with pytest.raises(NaiveDatetimeError, match="start has no time zone: write tz='Europe/London'"):
        add_working_time(naive, HOUR, OFFICE)


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        (1.5, "amount=1.5 is no column"),
        (pl.Series([1, 2]), "amount is a column of int64: write one of timedeltas, or one timedelta for all"),
        (pl.Series([HOUR]), "amount has 1 rows, and the first column 2: write as many of both"),
        (np.array([1, 2], "m8[D]"), r"amount is a column of timedelta64\[D\]"),
        (timedelta(days=365 * 401), "more than 400 years"),
    ],
)
def test_what_is_no_amount(amount, says):
    with pytest.raises(InputError, match=says):
        add_working_time(polars_column(), amount, OFFICE)


def test_columns_of_different_lengths():
    with pytest.raises(InputError, match="end has 1 rows, and the first column 2"):
        working_time(polars_column(), polars_column()[:1], OFFICE)


def test_what_is_no_calendar_and_no_landing():
    with pytest.raises(InputError, match=r"calendar='office' is no Calendar: write for instance Calendar\.weekly"):
        add_working_time(polars_column(), HOUR, "office")
    with pytest.raises(InputError, match="landing='end': write 'close' or 'open'"):
        add_working_time(polars_column(), HOUR, OFFICE, landing="end")
