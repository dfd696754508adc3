"""Sets of instants on small integers: what the algebra gives, written out by hand (T1)."""

from datetime import UTC, datetime

import pytest

from slacalc import windows
from slacalc.windows import END_OF_TIME, EVERYTHING, NOTHING, SECOND, START_OF_TIME


def micros(at: datetime) -> int:
    return int((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) * SECOND


def test_time_starts_with_the_year_1_and_ends_with_the_year_9999():
    """T2: integers of microseconds since 1970 in UTC; the end is one microsecond after the last datetime."""
    assert micros(datetime(1, 1, 1, tzinfo=UTC)) == START_OF_TIME
    assert micros(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)) + SECOND == END_OF_TIME


@pytest.mark.parametrize(
    ("at", "inside"),
    [(8, False), (9, True), (16, True), (17, False)],
    ids=["before", "at the start", "the last instant", "at the end"],
)
def test_a_window_is_half_open(at, inside):
    """T1."""
    assert windows.contains([9, 17], at) is inside


@pytest.mark.parametrize(
    ("given", "edges"),
    [
        ([], []),
        ([(5, 5)], []),
        ([(3, 1)], []),
        ([(9, 17), (1, 2)], [1, 2, 9, 17]),
        ([(9, 12), (12, 17)], [9, 17]),
        ([(9, 12), (11, 17)], [9, 17]),
        ([(9, 17), (10, 11)], [9, 17]),
        ([(9, 17), (9, 17)], [9, 17]),
        ([(9, 12), (13, 17)], [9, 12, 13, 17]),
    ],
    ids=["none", "no length", "reversed", "any order", "touching", "overlapping", "inside", "repeated", "apart"],
)
def test_pairs_in_any_order_have_one_normal_form(given, edges):
    assert windows.normal(given) == edges


def test_edges_are_read_back_as_pairs():
    assert list(windows.pairs([1, 2, 9, 17])) == [(1, 2), (9, 17)]


def test_an_odd_number_of_edges_is_no_set():
    with pytest.raises(ValueError, match="shorter"):
        list(windows.pairs([1, 2, 9]))


SETS = [
    # left, right, union, intersection, left without right
    ([], [], [], [], []),
    ([9, 17], [], [9, 17], [], [9, 17]),
    ([9, 17], [9, 17], [9, 17], [9, 17], []),
    ([9, 17], [17, 20], [9, 20], [], [9, 17]),
    ([9, 17], [16, 20], [9, 20], [16, 17], [9, 16]),
    ([9, 17], [12, 13], [9, 17], [12, 13], [9, 12, 13, 17]),
    ([9, 17], [9, 12], [9, 17], [9, 12], [12, 17]),
    ([9, 12, 13, 17], [12, 13], [9, 17], [], [9, 12, 13, 17]),
    ([9, 12, 13, 17], [11, 14], [9, 17], [11, 12, 13, 14], [9, 11, 14, 17]),
    ([1, 2, 3, 4, 5, 6], [0, 7], [0, 7], [1, 2, 3, 4, 5, 6], []),
    ([1, 2], [3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8], [], [1, 2]),
]


@pytest.mark.parametrize(("left", "right", "union", "both", "rest"), SETS)
def test_sets_are_combined_instant_by_instant(left, right, union, both, rest):
    assert list(windows.union(left, right)) == list(windows.union(right, left)) == union
    assert list(windows.intersection(left, right)) == list(windows.intersection(right, left)) == both
    assert list(windows.difference(left, right)) == rest


@pytest.mark.parametrize(
    ("edges", "others"),
    [
        (NOTHING, list(EVERYTHING)),
        (EVERYTHING, []),
        ([9, 17], [START_OF_TIME, 9, 17, END_OF_TIME]),
        ([START_OF_TIME, 9], [9, END_OF_TIME]),
        ([9, END_OF_TIME], [START_OF_TIME, 9]),
        ([START_OF_TIME, 1, 2, END_OF_TIME], [1, 2]),
    ],
    ids=["nothing", "everything", "a window", "up to", "from", "both ends"],
)
def test_the_complement_reaches_from_the_start_of_time_to_its_end(edges, others):
    assert list(windows.complement(edges)) == others
    assert list(windows.complement(others)) == list(edges)


@pytest.mark.parametrize(
    ("start", "end", "clipped"),
    [
        (0, 30, [9, 12, 13, 17]),
        (10, 15, [10, 12, 13, 15]),
        (9, 17, [9, 12, 13, 17]),
        (12, 13, []),
        (17, 20, []),
        (10, 11, [10, 11]),
        (15, 15, []),
        (15, 10, []),
    ],
)
def test_a_set_is_clipped_to_a_half_open_range(start, end, clipped):
    assert list(windows.clip([9, 12, 13, 17], start, end)) == clipped


@pytest.mark.parametrize(
    ("earlier", "later", "joined"),
    [([1, 2], [2, 3], [1, 3]), ([1, 2], [3, 4], [1, 2, 3, 4]), ([], [3, 4], [3, 4]), ([1, 2], [], [1, 2])],
)
def test_joining_closes_the_seam_where_windows_touch(earlier, later, joined):
    assert windows.join(earlier, later) == joined


def test_joining_leaves_its_parts_as_they_were():
    earlier, later = [1, 2], [2, 3]
    windows.join(earlier, later)
    assert (earlier, later) == ([1, 2], [2, 3])


def test_appending_changes_the_first_set_in_place():
    edges = [1, 2]
    windows.append(edges, [2, 5])
    assert edges == [1, 5]
