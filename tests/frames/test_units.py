"""The units of columns: what each can say, and timelines measured in them."""

from datetime import UTC, datetime

import numpy as np
import pytest

from slacalc.errors import InputError
from slacalc.frames.measure import Measure, Unbounded
from slacalc.frames.units import DAYS, LARGEST_TOTAL, UNITS, measure_of
from slacalc.instants import micros
from slacalc.reach import GREGORIAN_CYCLE
from slacalc.timeline import Timeline
from slacalc.windows import DAY, END_OF_TIME, HOUR, SECOND, START_OF_TIME

Y2262 = micros(datetime(2262, 4, 11, 23, tzinfo=UTC))


def timeline(*edges):
    return Timeline(edges, START_OF_TIME, END_OF_TIME)


@pytest.mark.parametrize("name", ["s", "ms", "us"])
def test_whole_centuries_are_said_to_their_ends(name):
    unit = UNITS[name]
    assert unit.to_micros(unit.start) == START_OF_TIME
    assert unit.to_micros(unit.end) == END_OF_TIME
    assert unit.most == unit.of_micros(GREGORIAN_CYCLE)


def test_nanoseconds_end_in_2262_and_leave_room():
    unit = UNITS["ns"]
    assert Y2262 < unit.to_micros(unit.end) < Y2262 + HOUR
    assert unit.start == -unit.end
    assert unit.most == LARGEST_TOTAL


@pytest.mark.parametrize(("direction", "edge"), [(1, Y2262), (-1, -Y2262)])
def test_which_unit_ends_before_a_range_does(direction, edge):
    low, high = sorted((0, 2 * edge))
    assert UNITS["ns"].ends_within(low, high, direction)
    assert not UNITS["us"].ends_within(low, high, direction)
    assert not UNITS["ns"].ends_within(low // 3, high // 3, direction)


def test_there_and_back():
    ticks = np.array([-7, 0, 5])
    assert UNITS["ms"].micros_of(ticks).tolist() == [-7_000, 0, 5_000]
    assert UNITS["ns"].micros_of(ticks).tolist() == [-1, 0, 0]
    assert (UNITS["ns"].to_micros(-7), UNITS["s"].to_micros(3), DAYS.to_micros(2)) == (-1, 3 * SECOND, 2 * DAY)
    assert (UNITS["ns"].of_micros(5), UNITS["s"].of_micros(-SECOND)) == (5_000, -1)


def test_finer_than_the_unit_is_refused():
    with pytest.raises(
        InputError, match=r"1.5 s is no whole number of s as the column has them: cast the column to us"
    ):
        UNITS["s"].of_micros(1_500_000)
    with pytest.raises(InputError, match="the hours open or close between two whole ms"):
        measure_of(timeline(0, 1_500), UNITS["ms"])


def test_instants_beyond_the_unit_become_its_ends():
    unit = UNITS["ns"]
    found = unit.instants(np.array([START_OF_TIME, 3, END_OF_TIME - 1]))
    assert found[1] == 3_000
    assert unit.start <= found[0] < unit.start + 1_000
    assert unit.end - 1_000 <= found[2] <= unit.end


def test_a_timeline_in_ticks():
    hours = measure_of(timeline(9 * HOUR, 17 * HOUR, DAY, DAY + HOUR), UNITS["ms"])
    assert type(hours) is Measure
    assert hours.opens.tolist() == [9 * 3_600_000, 86_400_000]
    assert hours.total == 9 * 3_600_000
    assert (hours.start, hours.end) == (UNITS["ms"].start, UNITS["ms"].end)


def test_what_the_unit_cannot_say_is_cut_off():
    later = Y2262 + 10 * DAY
    hours = measure_of(timeline(0, HOUR, Y2262 - HOUR, later, later + DAY, later + 2 * DAY), UNITS["ns"])
    assert len(hours.opens) == 2
    assert hours.total < 10 * 3_600 * 10**9
    assert hours.end <= UNITS["ns"].end


def test_dense_hours_in_nanoseconds_have_no_bound():
    assert type(measure_of(timeline(-Y2262 // 2, Y2262 // 2 + HOUR), UNITS["ns"])) is Unbounded
    assert type(measure_of(timeline(-Y2262 // 2, 0), UNITS["ns"])) is Measure
