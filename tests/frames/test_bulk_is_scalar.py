"""Law 33 for columns: each row is answered as the calendar answers it alone."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Calendar, as_utc
from slacalc.errors import UnreachableError
from slacalc.frames import (
    add_working_days,
    add_working_time,
    is_open,
    next_open,
    rows,
    subtract_working_time,
    working_time,
)
from tests.laws.strategies import amounts, instants, recipes, scenes

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
UNITS = {"s": SECOND, "ms": timedelta(milliseconds=1), "us": timedelta(microseconds=1), "ns": timedelta(microseconds=1)}
units = st.sampled_from(list(UNITS))
small = st.sampled_from([1, 2, 3, 1 << 15])


@st.composite
def cases(draw, beside, most=7):
    """Draw a calendar, a unit, and rows of an instant and something beside it, some of them missing."""
    scene = draw(scenes())
    recipe, unit = draw(recipes(scene)), draw(units)
    drawn = st.tuples(instants(scene, recipe).map(lambda at: floor(at, unit)), beside(scene, recipe, unit))
    rows_drawn = draw(st.lists(st.one_of(drawn, drawn, drawn, st.just((None, None))), max_size=most))
    return recipe.calendar(), unit, rows_drawn


def floor(at, unit):
    return EPOCH + timedelta(microseconds=at) // UNITS[unit] * UNITS[unit]


def instant_beside(scene, recipe, unit):
    return st.one_of(st.none(), instants(scene, recipe).map(lambda at: floor(at, unit)))


def amount_beside(_scene, _recipe, unit):
    sizes = st.one_of(amounts, amounts.map(lambda size: -size))
    return st.one_of(st.none(), sizes.map(lambda size: timedelta(microseconds=size) // UNITS[unit] * UNITS[unit]))


def nothing_beside(*_):
    return st.none()


def number_beside(*_):
    return st.one_of(st.none(), st.integers(-30, 30))


def asked(ask, *values):
    """Return what a scalar question answers, None for a missing value, and "refused" where it has no answer."""
    if None in values:
        return None
    try:
        return ask(*values)
    except UnreachableError:
        return "refused"


def array(values, unit):
    naive = [None if at is None else at.replace(tzinfo=None) for at in values]
    return np.array(naive, dtype=f"datetime64[{unit}]")


def told(column):
    """Return an array of instants or amounts as Python has them, None for none."""
    found = column.astype(f"{column.dtype.kind}8[us]").tolist()
    return [at.replace(tzinfo=UTC) if isinstance(at, datetime) else at for at in found]


def agree(scalar, bulk):
    """See that the column holds the answers, or is refused where one of them is, naming the first row."""
    if "refused" not in scalar:
        assert told(bulk()) == [as_utc(each) if isinstance(each, datetime) else each for each in scalar]
        return
    with pytest.raises(UnreachableError, match=rf"^row {scalar.index('refused')}, counted from 0: "):
        bulk()


@given(cases(nothing_beside), amounts, st.sampled_from((1, -1)), small)
def test_one_amount_for_all(case, size, sign, chunk):
    calendar, unit, drawn = case
    starts, amount = [at for at, _ in drawn], sign * timedelta(microseconds=size) // UNITS[unit] * UNITS[unit]
    column = array(starts, unit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "CHUNK", chunk)
        for landing in ("close", "open"):
            agree(
                [asked(lambda at, to=landing: calendar.add(at, amount, landing=to), at) for at in starts],
                lambda to=landing: add_working_time(column, amount, calendar, landing=to, tz="UTC"),
            )
        agree(
            [asked(lambda at: calendar.subtract(at, amount), at) for at in starts],
            lambda: subtract_working_time(column, amount, calendar, tz="UTC"),
        )
        agree([asked(calendar.next_open, at) for at in starts], lambda: next_open(column, calendar, tz="UTC"))
        found = is_open(column, calendar, tz="UTC").tolist()
        assert found == [at is not None and calendar.is_open(at) for at in starts]


@given(cases(amount_beside), st.sampled_from(("us", "ns")), small)
def test_an_amount_for_each(case, unit_of_amounts, chunk):
    calendar, unit, pairs = case
    starts, sizes = array([at for at, _ in pairs], unit), np.array([x for _, x in pairs], f"m8[{unit_of_amounts}]")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "CHUNK", chunk)
        agree(
            [asked(calendar.add, *pair) for pair in pairs], lambda: add_working_time(starts, sizes, calendar, tz="UTC")
        )
        agree(
            [asked(calendar.subtract, *pair) for pair in pairs],
            lambda: subtract_working_time(starts, sizes, calendar, tz="UTC"),
        )


@given(cases(instant_beside), st.sampled_from(("us", "ns")), small)
def test_between(case, other, chunk):
    calendar, unit, pairs = case
    starts, ends = array([at for at, _ in pairs], unit), array([at for _, at in pairs], other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "CHUNK", chunk)
        found = told(working_time(starts, ends, calendar, tz="UTC"))
    assert found == [asked(calendar.working_time, *pair) for pair in pairs]


@given(cases(number_beside), small)
def test_working_days(case, chunk):
    calendar, unit, pairs = case
    calendar = calendar.in_zone("America/St_Johns")
    zone = pl.Series("x", [at for at, _ in pairs], pl.Datetime("us", "UTC")).dt.convert_time_zone("America/St_Johns")
    starts, numbers = array([at for at, _ in pairs], unit), pl.Series([n for _, n in pairs], dtype=pl.Int32)
    wanted = [asked(calendar.add_working_days, day, n) for day, (_, n) in zip(zone.dt.date(), pairs, strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "CHUNK", chunk)
        if "refused" in wanted:
            with pytest.raises(UnreachableError, match=rf"^row {wanted.index('refused')}, counted from 0: "):
                add_working_days(starts, numbers, calendar, tz="UTC")
            return
        assert add_working_days(starts, numbers, calendar, tz="UTC").tolist() == wanted
        assert add_working_days(zone.dt.date(), numbers, calendar).to_list() == wanted
        for edge, asks in (("open", calendar.opening), ("close", calendar.closing)):
            edges = [None if day is None else as_utc(asks(day)) for day in wanted]
            assert told(add_working_days(starts, numbers, calendar, edge=edge, tz="UTC")) == edges


@given(cases(nothing_beside), st.integers(-9, 9))
def test_one_number_of_working_days(case, number):
    calendar, unit, drawn = case
    calendar, starts = calendar.in_zone("Australia/Lord_Howe"), [at for at, _ in drawn]
    column = pl.Series(starts, dtype=pl.Datetime("us", "UTC"))
    dates = column.dt.convert_time_zone("Australia/Lord_Howe").dt.date().to_list()
    wanted = [asked(lambda day: calendar.add_working_days(day, number), day) for day in dates]
    if "refused" in wanted:
        with pytest.raises(UnreachableError, match=rf"^row {wanted.index('refused')}, counted from 0: "):
            add_working_days(column, number, calendar)
        return
    assert add_working_days(array(starts, unit), number, calendar, tz="UTC").tolist() == wanted
    assert add_working_days(column, number, calendar).to_list() == wanted
    assert add_working_days(np.array(dates, "M8[D]"), number, calendar).tolist() == wanted


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize(
    ("hours", "zone"),
    [
        ("Mon-Sun 00:30-02:30", "Australia/Lord_Howe"),
        ("Mon-Sun 00:00-01:00", "America/Santiago"),
        ("Mon-Fri 22:00-06:00", "Europe/London"),
        ("Mon-Sun 00:00-24:00", "America/New_York"),
    ],
)
def test_every_half_hour_around_the_changes_of_the_clock(unit, hours, zone):
    calendar = Calendar.weekly(hours, tz=zone)
    days = [date(2026, 3, 29), date(2026, 4, 5), date(2026, 9, 6), date(2026, 10, 4), date(2026, 10, 25)]
    begins = [datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=1) for day in days]
    starts = [begin + timedelta(minutes=30 * step) for begin in begins for step in range(96)]
    column = array(starts, unit)
    for size in (timedelta(0), timedelta(minutes=30), timedelta(hours=3), -timedelta(hours=1)):
        agree([calendar.add(at, size) for at in starts], lambda x=size: add_working_time(column, x, calendar, tz="UTC"))
        wanted = [as_utc(calendar.add(at, size, landing="open")) for at in starts]
        assert told(add_working_time(column, size, calendar, landing="open", tz="UTC")) == wanted
    assert is_open(column, calendar, tz="UTC").tolist() == [calendar.is_open(at) for at in starts]


def test_a_column_without_rows():
    office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
    nothing = np.zeros(0, dtype="M8[s]")
    assert add_working_time(nothing, SECOND, office, tz="UTC").dtype == np.dtype("M8[s]")
    assert working_time(nothing, nothing, office, tz="UTC").dtype == np.dtype("m8[s]")
    assert is_open(nothing, office, tz="UTC").tolist() == []
    assert add_working_days(nothing, 1, office, tz="UTC").dtype == np.dtype("M8[D]")
