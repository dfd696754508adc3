"""What the laws are tried on: the strategies aim where calendars go wrong, and every kind of calendar comes up."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from slacalc.testing.changes import ZONES, changes, is_near_a_change
from slacalc.testing.recipes import Constant, Dated, Other, Pair, Public, Recipe, Since, Spans, Week
from slacalc.testing.scenes import scenes
from tests.laws.strategies import questions
from tests.oracle.instants import DAY_MINUTES, SECOND, local, utc

DRAWN = 400


@pytest.fixture(scope="module")
def drawn():
    """The questions of one run, as the laws draw them."""
    found = []

    @settings(max_examples=DRAWN, derandomize=True, database=None, deadline=None)
    @given(questions(asked=3, sizes=1))
    def draw(question):
        found.append(question)

    draw()
    return found


@pytest.fixture(scope="module")
def instants(drawn):
    """Each instant drawn, with the zones in play."""
    return [
        (at, question.recipe.zones() or set(question.scene.zones)) for question in drawn for at in question.instants
    ]


def test_one_instant_in_five_lies_within_two_hours_of_a_change_of_a_clock_in_play(instants):
    near = sum(is_near_a_change(at, zones) for at, zones in instants)
    assert len(instants) >= 3 * 200
    assert near >= len(instants) / 5


def test_instants_are_exact_to_the_microsecond(instants):
    assert sum(at % SECOND > 0 for at, _ in instants) >= len(instants) / 10


def test_the_years_reach_from_1900_to_2100(instants):
    years = {utc(at).year for at, _ in instants}
    assert min(years) < 1920
    assert max(years) > 2080


def test_at_least_ten_zones_are_in_play(drawn):
    zones = Counter(zone for question in drawn for zone in question.recipe.zones())
    assert {*ZONES} <= {*zones}
    assert len(zones) >= 10


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "UTC"])
def test_the_changes_of_each_zone_are_found_to_the_second(zone):
    for at in changes(zone)[:40]:
        assert local(at, zone) - local(at - SECOND, zone) != utc(at) - utc(at - SECOND)


def test_every_kind_of_calendar_comes_up(drawn):
    kinds = Counter(type(part) for question in drawn for part in parts(question.recipe))
    assert {*kinds} == {Constant, Dated, Other, Pair, Public, Since, Spans, Week}
    assert {part.sign for question in drawn for part in parts(question.recipe) if isinstance(part, Pair)} == {*"|&-"}


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("a night shift", lambda part: any(end > DAY_MINUTES for _, end in part)),
        ("an end at 24:00", lambda part: any(end == DAY_MINUTES for _, end in part)),
        ("several windows", lambda part: len(part) > 1),
        ("windows that touch", lambda part: any(one[1] == two[0] for one in part for two in part)),
        ("a window of an odd minute", lambda part: any(edge % 5 for window in part for edge in window)),
    ],
)
def test_hours_hold(drawn, name, has):
    hours = [windows for part in leaves(drawn) if isinstance(part, Week) for windows in part.hours]
    assert sum(map(has, hours)) > 20, name


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("dates of which a part is meant", lambda part: isinstance(part, Dated) and part.hours),
        ("whole dates", lambda part: isinstance(part, Dated) and not part.hours),
        ("shifts that are skipped", lambda part: isinstance(part, Week) and part.skip),
        ("public holidays", lambda part: isinstance(part, Public)),
    ],
)
def test_calendars_hold(drawn, name, has):
    assert sum(map(bool, map(has, leaves(drawn)))) > 10, name


def test_some_calendars_are_written_in_two_zones(drawn):
    assert sum(len(question.recipe.zones()) == 2 for question in drawn) > 20


@given(scenes(stepped=True))
def test_where_the_oracle_steps_every_zone_is_whole_minutes_from_utc(scene):
    for zone in scene.zones:
        assert local(scene.anchor, zone).second == utc(scene.anchor).second


def leaves(drawn) -> Iterator[Recipe]:
    return (leaf for question in drawn for leaf in question.recipe.leaves())


def parts(recipe: Recipe) -> Iterator[Recipe]:
    """Return a recipe and everything that it is composed of."""
    yield recipe
    if isinstance(recipe, Pair):
        yield from parts(recipe.left)
        yield from parts(recipe.right)
    if isinstance(recipe, Other):
        yield from parts(recipe.recipe)
