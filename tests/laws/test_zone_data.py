"""Law 36: what the data of a zone says of the future changes no answer about the past.

The zones of two towns that parted are the data of one town before and after a release: equal until they part, and
different from then on.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc.testing.changes import changes
from slacalc.testing.scenes import Scene, recipes
from tests.laws.exact import Exact
from tests.laws.reach import where_reachable
from tests.laws.strategies import amounts
from tests.oracle.instants import DAY, local, micros, utc

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")


def day(year, month, number):
    return micros(datetime(year, month, number, tzinfo=UTC))


PARTED = (
    ("Asia/Nicosia", "Asia/Famagusta", day(1950, 1, 1), day(2016, 10, 29)),
    ("America/Vancouver", "America/Fort_Nelson", day(1988, 1, 1), day(2015, 10, 31)),
    ("America/Ojinaga", "America/Ciudad_Juarez", day(2010, 6, 1), day(2022, 11, 29)),
)
"""Two zones, since when their clocks are the same, and until when."""


@st.composite
def questions(draw):
    """Draw a calendar in a zone before and after the release, two instants before it and an amount."""
    old, new, since, until = draw(st.sampled_from(PARTED))
    anchor = draw(st.sampled_from([until, *(at for at in changes(old) if since + 20 * DAY < at < until)]))
    recipe = draw(recipes(Scene((old,), anchor), unit=1))
    near = st.integers(-15 * DAY, 15 * DAY).map(lambda beside: min(max(anchor + beside, since), until))
    pair = Exact(recipe.calendar()), Exact(recipe.renamed({old: new}).calendar())
    return pair, draw(near), draw(near), draw(amounts), until


@given(questions())
def test_law_36_how_much_was_open_before_a_release_does_not_depend_on_later_rules(question):
    """Law 36: answers about instants before the release of the data do not change when only future rules change."""
    (before, after), a, b, _, _ = question
    assert before.is_open(a) == after.is_open(a)
    assert before.M(a, b) == after.M(a, b)
    assert before.windows(min(a, b), max(a, b)) == after.windows(min(a, b), max(a, b))


@given(questions())
@where_reachable
def test_law_36_what_was_due_before_a_release_does_not_depend_on_later_rules(question):
    """Law 36, for deadlines: what was due before the release is due then still, and what is due later is due later."""
    (before, after), a, _, d, until = question
    assert before.S(a, 0) == after.S(a, 0)
    one, other = before.A(a, d), after.A(a, d)
    assert one == other if min(one, other) <= until else max(one, other) > until


@pytest.mark.parametrize(("old", "new", "since", "until"), PARTED)
def test_the_zones_are_one_until_they_part_and_two_from_then_on(old, new, since, until):
    beside = [at + step for at in (*changes(old), *changes(new)) for step in (-1, 0)]
    differ = [at for at in beside if local(at, old) != local(at, new)]
    assert [utc(at) for at in differ if since <= at <= until] == []
    assert any(until < at < until + 300 * DAY for at in differ)
