"""The questions of a calendar over columns: amounts of either sign, ties at closings, and the row that is refused."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from slacalc import Calendar, as_utc
from slacalc.errors import InputError, UnreachableError
from slacalc.frames import add_working_time, is_open, next_open, rows, subtract_working_time, working_time

LONDON = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
LUNCH = Calendar.weekly("Mon-Fri 09:00-12:30, 13:15-17:00", tz="Europe/London")
STARTS = [datetime(2026, 3, 26, tzinfo=UTC) + timedelta(hours=1) * step for step in range(24 * 6)]
COLUMN = np.array([at.replace(tzinfo=None) for at in STARTS], "M8[s]")
SIZES = [timedelta(hours=hours) for hours in (-24, -8, -1, 0, 1, 8, 24)]


def told(found):
    return [at.replace(tzinfo=UTC) for at in found.astype("M8[us]").tolist()]


@pytest.mark.parametrize("hours", [LONDON, LUNCH], ids=["alike", "lunch"])
class TestAsOne:
    @pytest.mark.parametrize("size", SIZES, ids=str)
    def test_one_amount(self, hours, size):
        for landing in ("close", "open"):
            found = add_working_time(COLUMN, size, hours, landing=landing, tz="UTC")
            assert told(found) == [as_utc(hours.add(at, size, landing=landing)) for at in STARTS]
        assert told(subtract_working_time(COLUMN, size, hours, tz="UTC")) == [
            as_utc(hours.subtract(at, size)) for at in STARTS
        ]

    def test_an_amount_for_each(self, hours):
        sizes = [SIZES[row % len(SIZES)] for row in range(len(STARTS))]
        found = add_working_time(COLUMN, np.array(sizes, "m8[s]"), hours, tz="UTC")
        assert told(found) == [as_utc(hours.add(at, size)) for at, size in zip(STARTS, sizes, strict=True)]

    def test_between_and_around(self, hours):
        ends = COLUMN[::-1]
        found = working_time(COLUMN, ends, hours, tz="UTC")
        wanted = [hours.working_time(*pair) for pair in zip(STARTS, STARTS[::-1], strict=True)]
        assert found.astype("m8[us]").tolist() == wanted
        assert told(next_open(COLUMN, hours, tz="UTC")) == [as_utc(hours.next_open(at)) for at in STARTS]
        assert is_open(COLUMN, hours, tz="UTC").tolist() == [hours.is_open(at) for at in STARTS]


@pytest.mark.parametrize("chunk", [1, 4, 100])
@pytest.mark.parametrize("gaps", [0, 3])
def test_the_first_row_without_an_answer_is_named(monkeypatch, chunk, gaps):
    monkeypatch.setattr(rows, "CHUNK", chunk)
    once = Calendar.spans([(STARTS[0], STARTS[50])])
    column = np.concatenate([np.full(gaps, "NaT", "M8[s]"), COLUMN])
    with pytest.raises(UnreachableError, match=f"^row {gaps + 40}, counted from 0: "):
        add_working_time(column, timedelta(hours=11), once, tz="UTC")
    found = add_working_time(column[: gaps + 40], timedelta(hours=11), once, tz="UTC")
    assert np.isnat(found[:gaps]).all()
    assert told(found[gaps:]) == [at + timedelta(hours=11) for at in STARTS[:40]]


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: add_working_time(COLUMN, timedelta(milliseconds=1), LONDON, tz="UTC"), "no whole number of s"),
        (
            lambda: add_working_time(COLUMN, np.full(len(COLUMN), 1_500, "m8[ms]"), LONDON, tz="UTC"),
            "row 0, counted from 0: an amount finer than s, the unit of the column",
        ),
        (
            lambda: working_time(
                COLUMN.astype("M8[ns]"), np.full(len(COLUMN), "3000-01-01", "M8[s]"), LONDON, tz="UTC"
            ),
            "row 0, counted from 0: a value beyond what ns can say",
        ),
        (
            lambda: working_time(COLUMN.astype("M8[ns]"), datetime(2400, 1, 1, tzinfo=UTC), LONDON, tz="UTC"),
            "end=.* lies beyond what ns can say",
        ),
    ],
)
def test_what_the_unit_cannot_say(ask, says):
    with pytest.raises(InputError, match=says):
        ask()
