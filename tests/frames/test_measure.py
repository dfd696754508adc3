"""Working time so far and its inverses, looked up in tables, against counting it tick by tick."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc.frames import measure
from slacalc.frames.measure import Buckets, Measure, Steps, Unbounded, check, check_ends, spare
from slacalc.timeline import Beyond

START, END = -40, 160
ALIKE = ((-20, -12), (0, 8), (40, 48), (100, 108))
UNALIKE = ((-20, -13), (0, 8), (9, 12), (100, 101))
FAR = ((0, 1), (2, 1 << 40))


def made(stretches, kind=Measure, start=START, end=END):
    opens, closes = (np.array([each[side] for each in stretches], dtype=np.int64) for side in (0, 1))
    return kind(opens, closes, start, end)


def open_ticks(stretches):
    return [tick for opens, closes in stretches for tick in range(opens, closes)]


@st.composite
def stretches(draw):
    edges = sorted(draw(st.sets(st.integers(START, END - 1), min_size=2, max_size=24)))
    drawn = list(zip(edges[: len(edges) // 2 * 2 : 2], edges[1::2], strict=True))
    if draw(st.booleans()):
        length = min(*(after[0] - before[0] for before, after in pairwise([*drawn, (END, END)])), 9)
        return tuple((opens, opens + max(length - 1, 1)) for opens, _ in drawn) if length > 1 else tuple(drawn)
    return tuple(drawn)


@pytest.mark.parametrize("most", [1 << 20, 16, 1])
@given(stretches())
def test_every_tick(most, drawn):
    """With tables and, where they would be too large, by searching."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure, "LARGEST_TABLE", most)
        hours = made(drawn)
    opened = open_ticks(drawn)
    every = np.arange(START, END + 1)
    ranks = [sum(tick < at for tick in opened) for at in every.tolist()]
    assert hours.rank(every).tolist() == ranks
    assert hours.rank_within(every, spare(len(every))).tolist() == ranks
    assert [hours.rank_of(at) for at in every.tolist()] == ranks
    assert hours.total == len(opened)
    assert hours.reach(np.arange(1, len(opened) + 1)).tolist() == [tick + 1 for tick in opened]
    assert hours.reach_open(np.arange(len(opened))).tolist() == opened


@given(stretches(), st.integers(-30, 30).filter(bool))
def test_one_amount_is_added_as_by_rank_and_reach(drawn, amount):
    hours = made(drawn)
    total = hours.rank(np.arange(START, END + 1)) + amount
    least = 1 if amount > 0 else 0
    at = np.flatnonzero((total >= least) & (total < hours.total + least)) + START
    if not len(at):
        return
    ends = int(at[0]), int(at[-1])
    reach = hours.reach if amount > 0 else hours.reach_open
    wanted = reach(hours.rank(at) + amount)
    assert hours.add_within(at, amount, ends, np.empty_like(at)).tolist() == wanted.tolist()


@pytest.mark.parametrize("listed", [ALIKE, UNALIKE])
@pytest.mark.parametrize(("amount", "ends", "way"), [(1, (0, 108), 1), (500, (0, 0), 1), (-1, (-40, 0), -1)])
def test_an_amount_beyond_what_is_compiled_says_which_way(listed, amount, ends, way):
    hours = made(listed)
    with pytest.raises(Beyond) as beyond:
        hours.add_within(np.array(ends), amount, ends, np.empty(2, dtype=np.int64))
    assert beyond.value.direction == way


def test_all_that_is_open_can_be_added_and_taken_away():
    hours, out = made(ALIKE), np.empty(1, dtype=np.int64)
    assert hours.add_within(np.array([-20]), hours.total, (-20, -20), out).tolist() == [108]
    assert hours.add_within(np.array([108]), -hours.total, (108, 108), out).tolist() == [-20]


def test_the_answer_may_lie_where_the_question_does():
    for listed in (ALIKE, UNALIKE):
        hours, every = made(listed), np.arange(START, END + 1)
        wanted = hours.rank(every).tolist()
        assert hours.rank_within(every, every).tolist() == wanted


def test_no_stretch_at_all():
    hours = made(())
    assert hours.rank(np.array([START, END])).tolist() == [0, 0]
    assert (hours.total, hours.rank_of(5)) == (0, 0)
    with pytest.raises(Beyond):
        hours.reach(np.array([1]))


def test_what_an_int64_cannot_hold_is_reckoned_without_a_bound():
    large = 1 << 62
    hours = made(((-large, -1), (0, large)), Unbounded, -large, large)
    assert hours.total == 2 * large - 1
    assert hours.rank(np.array([-large, 0, large])).tolist() == [0, large - 1, 2 * large - 1]
    assert hours.reach(np.array([2 * large - 1], dtype=object)).tolist() == [large]
    assert hours.reach_open(np.array([large - 1], dtype=object)).tolist() == [0]


@pytest.mark.parametrize(("values", "way"), [([0, 9], 1), ([-1, 8], -1), ([-1, 9], 1)])
def test_out_of_range(values, way):
    with pytest.raises(Beyond) as beyond:
        check(np.array(values), 0, 8)
    assert beyond.value.direction == way
    with pytest.raises(Beyond):
        check_ends((min(values), max(values)), 0, 8)
    check(np.array([0, 8]), 0, 8)
    check(np.zeros(0, dtype=np.int64), 0, 8)


def test_buckets_part_the_marks_and_are_the_widest_that_do():
    marks, begins = np.array([7, 99]), np.array([40, 131])
    buckets = Buckets.that_part(marks, begins, 0, 200)
    assert (buckets.shift, buckets.first) == (5, 0)
    assert bool(np.all(buckets.places(marks) < buckets.places(begins)))
    assert Buckets.that_part(np.array([7]), np.array([7]), 0, 200) is None
    far = Buckets.that_part(np.array([-9]), np.array([-1]), -64, 0)
    assert far.places(np.array([-64])).tolist() == [0]
    assert far.starts()[0] == -64


def test_too_many_buckets_are_none():
    assert Buckets.that_part(np.array([0, 1 << 40]), np.array([1, (1 << 40) + 1]), 0, 1 << 40) is None
    hours = made(FAR, end=1 << 40)
    assert hours.rank(np.array([0, 1, 2, 3, 1 << 40])).tolist() == [0, 1, 1, 2, (1 << 40) - 1]
    assert hours.reach(np.array([1, 2])).tolist() == [1, 3]


@given(st.sets(st.integers(START + 1, END), max_size=12), st.data())
def test_steps(drawn, data):
    breaks = sorted(drawn)
    values = data.draw(st.lists(st.integers(0, 3), min_size=len(breaks) + 1, max_size=len(breaks) + 1))
    steps = Steps(np.array(breaks, dtype=np.int64), np.array(values, dtype=np.int64), START, END)
    every = np.arange(START, END + 1)
    wanted = [values[sum(at <= tick for at in breaks)] for tick in every.tolist()]
    assert steps.at(every).tolist() == wanted
    assert steps.at(every, np.empty_like(every)).tolist() == wanted
    with pytest.raises(Beyond):
        steps.at(np.array([END + 1]))


def test_steps_without_buckets_are_searched():
    breaks = np.array([0, 1, 1 << 40, (1 << 40) + 1])
    steps = Steps(breaks, np.array([5, 6, 7, 8, 9]), -1, 1 << 41)
    assert steps.at(np.array([-1, 0, 1, 1 << 40, (1 << 40) + 1])).tolist() == [5, 6, 7, 8, 9]


def test_scratch_is_kept_for_some_rows_only():
    assert spare(8).base is spare(16).base
    assert len(spare(measure.LARGEST_SCRATCH + 1)) == measure.LARGEST_SCRATCH + 1
