"""Rows that have no answer are named, and no number wraps."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import polars as pl
import pytest

from slacalc import Calendar, as_utc
from slacalc.errors import HolidayDataWarning, InputError, UnreachableError
from slacalc.frames import (
    add_working_days,
    add_working_time,
    is_open,
    next_open,
    rows,
    subtract_working_time,
    working_time,
)

HOUR = timedelta(hours=1)
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
ENGLAND = OFFICE - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
ALWAYS = Calendar.always()
ENDS = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC") & Calendar.until(datetime(2026, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize("chunk", [2, 3, 1 << 15])
def test_the_first_row_without_an_answer_is_named(chunk, monkeypatch):
    monkeypatch.setattr(rows, "CHUNK", chunk)
    starts = np.array(["NaT", "2026-05-15T10", "NaT", "2026-05-15T11", "2026-07-01", "2026-07-02"], "M8[s]")
    with pytest.raises(UnreachableError, match=r"^row 4, counted from 0: "):
        add_working_time(starts, HOUR, ENDS, tz="UTC")
    with pytest.raises(UnreachableError, match=r"^row 4, counted from 0: "):
        add_working_days(starts, 1, ENDS, tz="UTC")


def test_a_sentinel_stands_beside_ordinary_rows():
    starts = np.array(["2026-05-15T10:00", "9999-12-01T10:00", "0001-02-01T10:00"], "M8[s]")
    found = add_working_time(starts, HOUR, OFFICE, tz="UTC")
    asked = [at.replace(tzinfo=UTC) for at in starts.tolist()]
    assert [at.replace(tzinfo=UTC) for at in found.tolist()] == [as_utc(OFFICE.add(at, HOUR)) for at in asked]


@pytest.mark.parametrize("year", ["-9000-01-01", "12000-01-01"])
def test_years_that_are_no_dates(year):
    starts = np.array(["2026-05-15", year], "M8[s]")
    with pytest.raises(InputError, match=r"^row 1, counted from 0: an instant outside the years 1 to 9999"):
        is_open(starts, OFFICE, tz="UTC")
    with pytest.raises(InputError, match=r"^row 1, counted from 0: an instant outside the years 1 to 9999"):
        working_time(starts[:1].repeat(2), starts, OFFICE, tz="UTC")


LARGEST = np.iinfo(np.int64).max


@pytest.mark.parametrize("size", [2**62 + 1, -(2**62) - 1, LARGEST, -LARGEST])
@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("calendar", [OFFICE, ALWAYS])
def test_amounts_that_would_wrap(size, unit, calendar):
    starts = np.array(["2026-05-15T10", "2026-05-15T10"], f"M8[{unit}]")
    amounts = np.array([1, size]).astype(f"m8[{unit}]")
    for add in (add_working_time, subtract_working_time):
        with pytest.raises(InputError, match=r"^row 1, counted from 0: an amount of more than 400 years"):
            add(starts, amounts, calendar, tz="UTC")


@pytest.mark.parametrize("size", [2**62, -(2**62)])
def test_amounts_of_a_coarser_unit_that_would_wrap(size):
    with pytest.raises(InputError, match=r"^row 0, counted from 0: a value beyond what ns can say"):
        add_working_time(np.array(["2026-05-15"], "M8[ns]"), np.array([size], "m8[us]"), OFFICE, tz="UTC")


def test_instants_at_the_ends_of_nanoseconds():
    starts = np.array(["1677-10-01T12:00:00", "2262-01-06T16:30:00"], "M8[ns]")
    found = add_working_time(starts, timedelta(minutes=30), OFFICE, tz="UTC")
    assert found[1] == np.datetime64("2262-01-06T17:00:00")
    with pytest.raises(InputError, match=r"^row 0, counted from 0: the answer lies beyond what ns can say: cast"):
        add_working_time(starts[1:], timedelta(days=100), ALWAYS, tz="UTC")
    with pytest.raises(InputError, match=r"^row 0, counted from 0: the answer lies beyond what ns can say: cast"):
        subtract_working_time(starts[:1], timedelta(days=60), ALWAYS, tz="UTC")


def test_dense_hours_over_centuries_of_nanoseconds():
    starts = np.array(["1800-01-01", "2100-01-01"], "M8[ns]")
    ends = np.array(["2000-01-01", "2200-01-01"], "M8[ns]")
    assert (working_time(starts, ends, ALWAYS, tz="UTC") == ends - starts).all()
    assert (add_working_time(starts, timedelta(days=100), ALWAYS, tz="UTC") == starts + np.timedelta64(100, "D")).all()
    far = np.array(["1700-01-01"], "M8[ns]"), np.array(["2050-01-01"], "M8[ns]")
    with pytest.raises(InputError, match=r"^row 0, counted from 0: the answer is more than ns can say: cast"):
        working_time(*far, ALWAYS, tz="UTC")


def test_an_end_that_the_unit_cannot_say():
    starts = np.array(["2026-05-15T10"], "M8[ns]")
    with pytest.raises(InputError, match="lies beyond what ns can say: cast the column to us"):
        working_time(starts, datetime(9999, 12, 31, tzinfo=UTC), OFFICE, tz="UTC")
    ends = np.array(["9999-12-31"], "M8[s]")
    with pytest.raises(InputError, match=r"^row 0, counted from 0: a value beyond what ns can say: cast"):
        working_time(starts, ends, OFFICE, tz="UTC")


def test_amounts_finer_than_the_column():
    starts = np.array(["2026-05-15T10", "2026-05-15T10"], "M8[s]")
    with pytest.raises(InputError, match=r"^row 1, counted from 0: an amount finer than s.*: cast the column to ms"):
        add_working_time(starts, np.array([1000, 1001], "m8[ms]"), OFFICE, tz="UTC")
    with pytest.raises(InputError, match=r"0\.5 s is no whole number of s"):
        add_working_time(starts, timedelta(milliseconds=500), OFFICE, tz="UTC")


def test_an_answer_too_far_from_its_question():
    far = Calendar.spans([(datetime(2500, 1, 1, tzinfo=UTC), datetime(2500, 1, 2, tzinfo=UTC))])
    with pytest.raises(UnreachableError, match=r"^row 1, counted from 0: "):
        add_working_time(np.array(["2200-01-01", "2026-01-01"], "M8[s]"), HOUR, far, tz="UTC")


def test_an_answer_that_is_compiled_and_too_far_from_its_question():
    closed = Calendar.spans([(datetime(1990, 1, 1, 10, tzinfo=UTC), datetime(2390, 2, 1, 9, tzinfo=UTC))])
    daily = Calendar.weekly("Mon-Sun 09:00-10:00", tz="UTC") - closed
    assert daily.working_time(datetime(1990, 1, 1, tzinfo=UTC), datetime(2389, 12, 30, tzinfo=UTC)) == HOUR
    with pytest.raises(UnreachableError, match=r"^row 1, counted from 0: .*more than 400 years from the question"):
        next_open(np.array(["1991-01-01", "1990-01-01T10:00"], "M8[s]"), daily, tz="UTC")


def test_instants_more_than_400_years_apart():
    starts, ends = np.array(["2026-01-01", "2026-01-01"], "M8[s]"), np.array(["2026-01-02", "2500-01-01"], "M8[s]")
    with pytest.raises(InputError, match=r"^row 1, counted from 0: .*400 years"):
        working_time(starts, ends, OFFICE, tz="UTC")
    pairs = np.array(["2000-01-01", "2090-01-01"], "M8[s]"), np.array(["2380-01-01", "2470-01-01"], "M8[s]")
    found = working_time(*pairs, OFFICE, tz="UTC").tolist()
    asked = [[at.replace(tzinfo=UTC) for at in pair] for pair in zip(*(each.tolist() for each in pairs), strict=True)]
    assert found == [OFFICE.working_time(*pair) for pair in asked]


def test_holidays_that_are_not_known_are_told():
    hours = OFFICE - Calendar.holidays("IN", tz="Asia/Kolkata")
    late = np.array(["2026-05-15T10", "2060-05-15T10"], "M8[s]")
    with pytest.warns(HolidayDataWarning, match="that this column needs") as caught:
        add_working_time(late, HOUR, hours, tz="UTC")
    assert caught[0].filename == __file__
    with pytest.warns(HolidayDataWarning, match="that this column needs"):
        add_working_time(np.array(["2100-12-30T10"], "M8[s]"), 16 * HOUR, ENGLAND, tz="UTC")


def test_pandas_rows_are_counted_not_labelled():
    column = pd.Series(pd.to_datetime(["2026-05-15", "2026-07-01"], utc=True), index=["x", "y"])
    with pytest.raises(UnreachableError, match=r"^row 1, counted from 0: "):
        add_working_time(column, HOUR, ENDS)


def test_working_days_of_a_row_out_of_reach():
    starts = pl.Series([datetime(2026, 5, 15, tzinfo=UTC)] * 2)
    with pytest.raises(InputError, match=r"^row 1, counted from 0: an amount of more than 400 years"):
        add_working_days(starts, pl.Series([1, 200_000]), OFFICE)
