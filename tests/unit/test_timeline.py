"""Exact arithmetic on a few small windows, worked out by hand (T1, T5)."""

import pytest

from slacalc.timeline import ELAPSED, Beyond, Timeline
from slacalc.windows import END_OF_TIME, START_OF_TIME

DAYS = Timeline([9, 17, 33, 41, 57, 65], 0, 100)
"""Three days of 24, open from 9 to 17."""
CUT = Timeline([0, 5, 20, 30], 0, 30)
"""Its first and last windows go on outside the snapshot."""


@pytest.mark.parametrize(
    ("at", "passed"),
    [(0, 0), (9, 0), (10, 1), (17, 8), (20, 8), (33, 8), (40, 15), (41, 16), (65, 24), (100, 24)],
)
def test_the_running_total_counts_open_time_only(at, passed):
    assert DAYS.rank(at) == passed


@pytest.mark.parametrize(
    ("at", "amount", "found"),
    [
        (9, 0, 9),
        (20, 0, 20),
        (0, 1, 10),
        (9, 8, 17),
        (16, 1, 17),
        (16, 2, 34),
        (17, 1, 34),
        (17, 8, 41),
        (20, 16, 65),
        (34, -1, 33),
        (34, -2, 16),
    ],
)
def test_adding_gives_the_earliest_instant_that_has_the_amount(at, amount, found):
    """T5: an amount used up at a closing ends there, not at the next opening; a negative one runs backwards."""
    assert DAYS.add(at, amount) == found


@pytest.mark.parametrize(
    ("at", "amount", "found"),
    [
        (41, 0, 41),
        (20, 0, 20),
        (41, 8, 33),
        (33, 8, 9),
        (41, 9, 16),
        (33, 1, 16),
        (50, 1, 40),
        (65, 24, 9),
        (16, -1, 17),
        (16, -2, 34),
    ],
)
def test_subtracting_gives_the_latest_instant_that_has_the_amount(at, amount, found):
    """T5: the mirror image; eight before 33 is 9, and so is eight before 41 33."""
    assert DAYS.subtract(at, amount) == found


@pytest.mark.parametrize(("at", "is_open"), [(8, False), (9, True), (16, True), (17, False), (99, False)])
def test_a_closing_is_closed(at, is_open):
    """T1."""
    assert DAYS.is_open(at) is is_open


@pytest.mark.parametrize(
    ("verb", "at", "found"),
    [
        ("next_open", 0, 9),
        ("next_open", 9, 9),
        ("next_open", 12, 12),
        ("next_open", 17, 33),
        ("next_close", 0, 17),
        ("next_close", 9, 17),
        ("next_close", 16, 17),
        ("next_close", 17, 41),
        ("previous_open", 9, 9),
        ("previous_open", 32, 9),
        ("previous_open", 33, 33),
        ("previous_close", 17, 17),
        ("previous_close", 40, 17),
        ("previous_close", 41, 41),
    ],
)
def test_the_neighbouring_edges_are_found(verb, at, found):
    assert getattr(DAYS, verb)(at) == found


@pytest.mark.parametrize(
    ("verb", "arguments", "direction"),
    [
        ("rank", (101,), 1),
        ("rank", (-1,), -1),
        ("add", (0, 25), 1),
        ("add", (9, -1), -1),
        ("subtract", (65, 25), -1),
        ("subtract", (65, -1), 1),
        ("is_open", (100,), 1),
        ("is_open", (-1,), -1),
        ("next_open", (65,), 1),
        ("next_close", (65,), 1),
        ("previous_open", (8,), -1),
        ("previous_close", (16,), -1),
    ],
)
def test_a_question_that_leaves_the_snapshot_says_which_way(verb, arguments, direction):
    with pytest.raises(Beyond) as caught:
        getattr(DAYS, verb)(*arguments)
    assert caught.value.direction == direction


@pytest.mark.parametrize(("verb", "at", "direction"), [("next_close", 25, 1), ("previous_open", 3, -1)])
def test_the_edge_of_the_snapshot_is_no_edge_of_a_window(verb, at, direction):
    with pytest.raises(Beyond) as caught:
        getattr(CUT, verb)(at)
    assert caught.value.direction == direction


def test_an_unfinished_window_counts_for_arithmetic():
    assert CUT.add(25, 5) == 30
    assert CUT.subtract(3, 3) == 0
    assert CUT.next_close(3) == 5
    assert CUT.previous_open(25) == 20


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 100, [(9, 17), (33, 41), (57, 65)]),
        (10, 35, [(10, 17), (33, 35)]),
        (17, 33, []),
        (16, 34, [(16, 17), (33, 34)]),
        (12, 13, [(12, 13)]),
    ],
)
def test_windows_are_clipped_to_the_range_asked_about(start, end, found):
    assert DAYS.windows(start, end) == found


def test_all_edges_hold_the_unfinished_windows_too():
    assert CUT.all_edges() == [0, 5, 20, 30]


def test_elapsed_time_runs_from_the_start_of_time_to_its_end():
    assert ELAPSED.add(START_OF_TIME, END_OF_TIME - START_OF_TIME) == END_OF_TIME
    assert ELAPSED.rank(1) - ELAPSED.rank(0) == 1


def test_totals_are_exact_where_floats_are_not():
    """T2: 2**53 + 1 is no float."""
    odd = 2**53 + 1
    assert Timeline([0, odd], 0, odd + 1).add(0, odd) == odd
