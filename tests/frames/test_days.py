"""Working days of columns: by the date of the calendar's zone, as the calendar counts them for one."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from slacalc import Calendar, as_utc
from slacalc.errors import InputError, UnreachableError
from slacalc.frames import add_working_days

KIRITIMATI = "Pacific/Kiritimati"  # 14 hours ahead of UTC
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=KIRITIMATI)
STARTS = [datetime(2026, 5, 14, tzinfo=UTC) + timedelta(hours=5 * step) for step in range(40)]
COLUMN = pl.Series(STARTS, dtype=pl.Datetime("us", "UTC"))
DATES = COLUMN.dt.convert_time_zone(KIRITIMATI).dt.date().to_list()


@pytest.mark.parametrize("number", [-6, -1, 0, 1, 3, 30])
def test_one_number_for_all_and_one_for_each_are_counted_alike(number):
    wanted = [OFFICE.add_working_days(day, number) for day in DATES]
    each = pl.Series([number] * len(STARTS))
    assert add_working_days(COLUMN, number, OFFICE).to_list() == wanted
    assert add_working_days(COLUMN, each, OFFICE).to_list() == wanted
    assert add_working_days(pl.Series(DATES), number, OFFICE).to_list() == wanted
    assert add_working_days(pl.Series(DATES), each, OFFICE).to_list() == wanted


def test_the_date_is_that_of_the_calendars_zone():
    assert add_working_days(COLUMN[:3], 0, OFFICE).to_list() == [
        date(2026, 5, 14),
        date(2026, 5, 14),
        date(2026, 5, 15),
    ]


@pytest.mark.parametrize(("edge", "asked"), [("open", OFFICE.opening), ("close", OFFICE.closing)])
def test_the_edges_of_the_day(edge, asked):
    wanted = [asked(OFFICE.add_working_days(day, 2)) for day in DATES]
    found = add_working_days(COLUMN, 2, OFFICE, edge=edge)
    assert (found.to_list(), found.dtype) == (wanted, COLUMN.dtype)
    found = add_working_days(pl.Series(DATES), 2, OFFICE, edge=edge)
    assert (found.to_list(), found.dtype) == (wanted, pl.Datetime("us", KIRITIMATI))


def test_one_calendar_answers_in_each_unit():
    for unit in ("s", "ms", "us", "ns", "s"):
        starts = np.array(["2026-05-14T12:00"], f"M8[{unit}]")
        for edge, asked in (("open", OFFICE.opening), ("close", OFFICE.closing)):
            wanted = [as_utc(asked(date(2026, 5, 19))).replace(tzinfo=None)]
            for number in (2, np.array([2])):
                found = add_working_days(starts, number, OFFICE, edge=edge, tz="UTC")
                assert found.astype("M8[us]").tolist() == wanted
        assert add_working_days(starts, 2, OFFICE, tz="UTC").tolist() == [date(2026, 5, 19)]


def test_missing_rows_stay_missing():
    starts = np.array(["2026-05-15T10:00", "NaT"], "M8[s]")
    assert add_working_days(starts, 1, OFFICE, tz="UTC").tolist() == [date(2026, 5, 18), None]
    assert add_working_days(COLUMN[:2], pl.Series([None, 1]), OFFICE).to_list() == [None, date(2026, 5, 15)]


@pytest.mark.parametrize(("start", "number", "edge"), [("2262-04-10", 5, "close"), ("1677-09-23", -5, "open")])
@pytest.mark.parametrize("form", [int, lambda number: np.array([number])])
def test_an_edge_that_the_unit_cannot_say(start, number, edge, form):
    daily = Calendar.weekly("Mon-Sun 09:00-17:00", tz="UTC")
    with pytest.raises(InputError, match=r"^row 0, counted from 0: the answer lies beyond what ns can say"):
        add_working_days(np.array([start], "M8[ns]"), form(number), daily, edge=edge, tz="UTC")


def test_too_many_and_none():
    with pytest.raises(InputError, match="an amount of more than 400 years"):
        add_working_days(COLUMN, 146_098, OFFICE)
    never = Calendar.spans([(STARTS[0], STARTS[1])]).in_zone(KIRITIMATI)
    with pytest.raises(UnreachableError, match="row 0, counted from 0"):
        add_working_days(COLUMN, 5, never)
    with pytest.raises(InputError, match="edge='noon': write 'open' or 'close'"):
        add_working_days(COLUMN, 5, OFFICE, edge="noon")


def test_a_column_of_numbers_is_counted_in_the_unit_that_is_asked_whichever_was_asked_before():
    office = Calendar.weekly("Mon-Fri 08:17-16:00", tz="Europe/London")
    numbers = np.array([1, 2])
    for unit in ("us", "s", "ns", "ms"):
        asked = np.array(["2026-05-15T16:30", "2026-05-18T09:00"], dtype=f"datetime64[{unit}]")
        found = add_working_days(asked, numbers, office, tz="UTC")
        assert found.astype("datetime64[D]").tolist() == [date(2026, 5, 18), date(2026, 5, 20)]
