"""The normal form of what a calendar says: complements at the leaves, flat, sorted, merged (design, section 7)."""

import dataclasses

import pytest

from slacalc import expression as ex
from slacalc.errors import InputError
from slacalc.windows import END_OF_TIME, HOUR, START_OF_TIME, WEEK

LONDON, PARIS = "Europe/London", "Europe/Paris"
MORNING = ex.Weekly(LONDON, (9 * HOUR, 12 * HOUR))
AFTERNOON = ex.Weekly(LONDON, (12 * HOUR, 17 * HOUR))
WIDE = ex.Weekly(LONDON, (8 * HOUR, 20 * HOUR))
ELSEWHERE = ex.Weekly(PARIS, (9 * HOUR, 12 * HOUR))
DATES = ex.Dates(LONDON, (1, 2))
OTHER_DATES = ex.Dates(LONDON, (5,))
HOLIDAYS = ex.Holidays(LONDON, "GB", "ENG", "both")
SHIFTS = ex.Shifts(LONDON, (((22 * HOUR, 30 * HOUR),), *((),) * 6), (DATES,))
SPAN = ex.Spans((100, 200))

LEAVES = [MORNING, DATES, HOLIDAYS, SHIFTS, SPAN, ex.ALWAYS, ex.NEVER]


@pytest.mark.parametrize("leaf", LEAVES, ids=repr)
def test_a_double_complement_is_the_thing_itself(leaf):
    assert ex.complement(ex.complement(leaf)) == leaf


@pytest.mark.parametrize("leaf", LEAVES, ids=repr)
def test_nothing_and_everything_are_neutral_or_absorb(leaf):
    assert ex.union([leaf, ex.NEVER]) == leaf
    assert ex.intersection([leaf, ex.ALWAYS]) == leaf
    assert ex.union([leaf, ex.ALWAYS]) == ex.ALWAYS
    assert ex.intersection([leaf, ex.NEVER]) == ex.NEVER


@pytest.mark.parametrize("leaf", LEAVES, ids=repr)
def test_a_part_that_is_written_twice_is_written_once(leaf):
    assert ex.union([leaf, leaf]) == leaf
    assert ex.intersection([leaf, leaf]) == leaf


@pytest.mark.parametrize("combine", [ex.union, ex.intersection])
def test_the_order_and_the_brackets_do_not_matter(combine):
    parts = [DATES, ELSEWHERE, HOLIDAYS]
    flat = combine(parts)
    assert (
        combine(reversed(parts))
        == combine([combine(parts[:2]), parts[2]])
        == combine([parts[1], combine(parts)])
        == flat
    )
    assert hash(combine(reversed(parts))) == hash(flat)
    assert len(flat.parts) == 3


def test_hours_of_one_zone_are_merged():
    assert ex.union([MORNING, AFTERNOON]) == ex.Weekly(LONDON, (9 * HOUR, 17 * HOUR))
    assert ex.intersection([WIDE, ex.Weekly(LONDON, (12 * HOUR, 30 * HOUR))]) == ex.Weekly(
        LONDON, (12 * HOUR, 20 * HOUR)
    )
    assert ex.intersection([MORNING, AFTERNOON]) == ex.NEVER
    assert ex.union([MORNING, ex.complement(MORNING)]) == ex.ALWAYS


def test_hours_of_two_zones_are_not_merged():
    assert ex.union([MORNING, ELSEWHERE]) == ex.AnyOf((MORNING, ELSEWHERE))


def test_shifts_that_are_left_out_keep_hours_from_being_merged():
    assert ex.AnyOf in map(type, [ex.union([SHIFTS, MORNING])])


def test_spans_are_merged():
    assert ex.union([SPAN, ex.Spans((200, 300))]) == ex.Spans((100, 300))
    assert ex.intersection([SPAN, ex.Spans((150, 300))]) == ex.Spans((150, 200))
    assert ex.complement(SPAN) == ex.Spans((START_OF_TIME, 100, 200, END_OF_TIME))


def test_complements_are_pushed_to_the_leaves():
    """De Morgan."""
    assert ex.complement(ex.union([DATES, HOLIDAYS])) == ex.AllOf((ex.Not(DATES), ex.Not(HOLIDAYS)))
    assert ex.complement(ex.intersection([DATES, HOLIDAYS])) == ex.union([ex.Not(DATES), ex.Not(HOLIDAYS)])
    assert ex.complement(MORNING) == ex.Weekly(LONDON, (0, 9 * HOUR, 12 * HOUR, WEEK))


def test_a_whole_week_is_always_and_an_empty_one_never():
    assert ex.weekly(LONDON, (0, WEEK)) == ex.ALWAYS
    assert ex.weekly(LONDON, ()) == ex.NEVER


def test_no_parts_are_the_neutral_ones():
    assert ex.union([]) == ex.NEVER
    assert ex.intersection([]) == ex.ALWAYS


def test_the_names_of_dates_are_no_part_of_equality():
    """They belong to the calendar, not to the shared snapshot."""
    named = dataclasses.replace(DATES, names=("Christmas", "Boxing Day"))
    assert named == DATES
    assert hash(named) == hash(DATES)
    assert dataclasses.replace(DATES, shifts=((0, HOUR),)) != DATES


@pytest.mark.parametrize("node", [*LEAVES, ex.Not(DATES), ex.union([DATES, HOLIDAYS])], ids=repr)
def test_an_expression_does_not_change(node):
    field = dataclasses.fields(node)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(node, field, None)


def test_leaves_and_zones_are_found_at_any_depth():
    node = ex.union([ex.intersection([ELSEWHERE, ex.complement(HOLIDAYS)]), SHIFTS, SPAN])
    assert set(ex.leaves(node)) == {ELSEWHERE, HOLIDAYS, SHIFTS, DATES, SPAN}
    assert ex.zones(node) == {LONDON, PARIS}
    assert ex.zones(SPAN) == frozenset()


def nested(depth: int) -> ex.Node:
    node: ex.Node = MORNING
    for level in range(depth):
        combine = ex.intersection if level % 2 else ex.union
        node = combine([node, ex.Dates(LONDON, (level,))])
    return node


def test_expressions_nest_up_to_a_limit():
    assert ex.depth(MORNING) == 0
    assert ex.depth(ex.union([DATES, OTHER_DATES, HOLIDAYS])) == 1
    assert ex.depth(nested(ex.DEEPEST)) == ex.DEEPEST
    with pytest.raises(
        InputError, match=f"nests unions and intersections more than {ex.DEEPEST} deep: write it flatter"
    ):
        nested(ex.DEEPEST + 1)


def test_a_long_list_of_closures_is_not_deep():
    """Ten years of daily entries, each subtracted by itself, stay flat."""
    node: ex.Node = MORNING
    for day in range(300):
        node = ex.intersection([node, ex.complement(ex.Dates(LONDON, (day,)))])
    assert ex.depth(node) == 1
    assert len(node.parts) == 301
