"""Clock times without a zone are read as pandas reads them: ambiguous and skipped ones included."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Calendar
from slacalc.errors import InputError, UnknownZoneError
from slacalc.frames import next_open
from slacalc.frames.local import Localized
from slacalc.frames.units import UNITS

HOUR = timedelta(hours=1)
ZONES = (
    "Europe/London",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Pacific/Apia",
    "America/St_Johns",
    "Asia/Kathmandu",
)
NULL = np.iinfo(np.int64).min
days = st.integers(10_000, 22_000)
"""Days since 1970: of the years 1997 to 2030."""


def localized(column, unit, zone, ambiguous, nonexistent):
    ticks = column.astype(f"M8[{unit}]").view(np.int64)
    return Localized(zone, ambiguous, nonexistent).instants(ticks, UNITS[unit]).view(f"M8[{unit}]")


def by_pandas(column, zone, ambiguous, nonexistent):
    each = np.full(len(column), ambiguous) if isinstance(ambiguous, bool) else ambiguous
    found = pd.DatetimeIndex(column).tz_localize(zone, ambiguous=each, nonexistent=nonexistent)
    return found.tz_convert("UTC").tz_localize(None).to_numpy()


@given(
    st.sampled_from(ZONES),
    st.lists(st.integers(10_000 * 96, 22_000 * 96), min_size=1, max_size=9),
    st.sampled_from(list(UNITS)),
)
def test_ordinary_times(zone, quarters, unit):
    column = (np.array(quarters) * 900).view("M8[s]")
    wanted = by_pandas(column.astype("M8[us]"), zone, "NaT", "NaT")
    assert np.array_equal(localized(column, unit, zone, "NaT", "NaT"), wanted.astype(f"M8[{unit}]"), equal_nan=True)


@pytest.mark.parametrize("unit", list(UNITS))
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("ambiguous", [True, False, "NaT"])
def test_every_half_hour_of_two_years(unit, zone, ambiguous):
    column = np.arange("2010-12-01", "2012-12-01", 1800, dtype="M8[s]").astype(f"M8[{unit}]")
    wanted = by_pandas(column, zone, ambiguous, "NaT")
    assert np.array_equal(localized(column, unit, zone, ambiguous, "NaT"), wanted, equal_nan=True)


@pytest.mark.parametrize("unit", list(UNITS))
@pytest.mark.parametrize("zone", ["Europe/London", "America/Santiago"])
@pytest.mark.parametrize("nonexistent", ["shift_forward", "shift_backward"])
def test_skipped_times_move_as_in_pandas_where_the_clock_jumps_a_whole_hour_on_the_hour(unit, zone, nonexistent):
    column = np.arange("2010-12-01", "2012-12-01", 1800, dtype="M8[s]").astype(f"M8[{unit}]")
    wanted = by_pandas(column, zone, "NaT", nonexistent)
    assert np.array_equal(localized(column, unit, zone, "NaT", nonexistent), wanted, equal_nan=True)


@pytest.mark.parametrize("zone", ZONES)
def test_skipped_times_move_to_the_jump_of_the_clock(zone):
    """Where the clock jumps by half an hour, by a day or at 00:01, pandas moves to another time than the jump."""
    column = np.arange("2010-12-01", "2012-12-01", 1800, dtype="M8[s]")
    skipped = column[np.isnat(by_pandas(column.astype("M8[us]"), zone, True, "NaT"))]
    later, before = (localized(skipped, "s", zone, True, way) for way in ("shift_forward", "shift_backward"))
    assert (later - before == np.timedelta64(1, "s")).all()
    for wall, jump in zip(skipped.tolist(), later.tolist(), strict=True):
        after = jump.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        last = (jump - timedelta(seconds=1)).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        assert last.replace(tzinfo=None) < wall < after.replace(tzinfo=None)
        assert after.utcoffset() > last.utcoffset()


def test_a_shift_by_an_amount():
    column = np.array(["2026-03-29T01:30", "2026-03-29T03:00"], "M8[us]")
    for by in (HOUR, -HOUR):
        wanted = by_pandas(column, "Europe/London", "raise", by)
        assert np.array_equal(localized(column, "us", "Europe/London", "raise", by), wanted)


def test_a_truth_for_each_row():
    column = np.array(["2026-10-25T01:30", "2026-10-25T01:30", "2026-10-25T03:00"], "M8[s]")
    each = np.array([True, False, True])
    wanted = by_pandas(column, "Europe/London", each, "raise")
    assert np.array_equal(localized(column, "s", "Europe/London", each, "raise"), wanted)


def test_nulls_stay_and_a_column_of_them_too():
    column = np.array(["NaT", "2026-05-15T10:00"], "M8[s]")
    found = localized(column, "s", "Europe/London", "raise", "raise")
    assert np.array_equal(found, np.array(["NaT", "2026-05-15T09:00"], "M8[s]"), equal_nan=True)
    assert np.isnat(localized(column[:1], "s", "Europe/London", "raise", "raise")).all()


@pytest.mark.parametrize(
    ("column", "says"),
    [
        (
            ["2026-10-25T01:30"],
            "column has 1 times that the clock of Europe/London reads twice, the first 2026-10-25 01:30",
        ),
        (["2026-03-29T01:30"], "column has 1 times that the clock of Europe/London skips, the first 2026-03-29 01:30"),
    ],
)
def test_what_is_not_said_is_asked(column, says):
    with pytest.raises(InputError, match=says):
        localized(np.array(column, "M8[s]"), "s", "Europe/London", "raise", "raise")


@pytest.mark.parametrize("year", ["-9000-01-01", "12000-01-01"])
def test_years_that_are_no_dates(year):
    with pytest.raises(InputError, match=r"^row 1, counted from 0: a time outside the years 1 to 9999"):
        localized(np.array(["2026-05-15", year], "M8[s]"), "s", "Europe/London", "raise", "raise")


@pytest.mark.parametrize("at", ["1677-09-21T00:20", "2262-04-11T23:40"])
def test_times_at_the_ends_of_nanoseconds(at):
    with pytest.raises(InputError, match=r"^row 0, counted from 0: a time outside the years 1 to 9999, or what ns can"):
        localized(np.array([at], "M8[ns]"), "ns", "Asia/Tokyo", "raise", "raise")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"ambiguous": "infer"}, "ambiguous='infer': write 'raise', 'NaT', True, False or an array"),
        ({"ambiguous": None}, "ambiguous=None: write"),
        ({"ambiguous": 3}, "ambiguous=3: write"),
        ({"ambiguous": ["raise"]}, r"ambiguous=\['raise'\]: write"),
        ({"ambiguous": [[True], [True, False]]}, "ambiguous=.*: write"),
        ({"ambiguous": pd.Series([True, None])}, "ambiguous=.*: write"),
        ({"nonexistent": "forward"}, "nonexistent='forward': write one of"),
    ],
)
def test_words_that_are_not_known(words, says):
    with pytest.raises(InputError, match=says):
        Localized("UTC", **words)
    with pytest.raises(UnknownZoneError):
        Localized("Mars/Phobos")


@pytest.mark.parametrize("rows", [1, 3])
def test_passes_of_as_many_rows(rows):
    column = np.array(["2026-10-25T01:30"] * 2, "M8[s]")
    with pytest.raises(InputError, match=f"ambiguous has {rows} rows, and column 2: write as many of both"):
        localized(column, "s", "Europe/London", np.full(rows, True), "raise")


def test_the_zone_of_a_naive_column_is_the_one_given():
    office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
    naive = pl.Series("opened", ["2026-05-15T18:00"]).str.to_datetime()
    assert next_open(naive, office, tz="Europe/London").dtype == pl.Datetime("us", "Europe/London")
    column = pd.Series(pd.to_datetime(["2026-05-15T18:00"]), index=[5])
    found = next_open(column, office, tz="America/New_York")
    assert found.index.tolist() == [5]
    assert str(found[5]) == "2026-05-18 04:00:00-04:00"
