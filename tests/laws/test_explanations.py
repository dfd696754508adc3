"""Law 35: what explains a verdict adds up to it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import assess, explain
from slacalc.errors import UnreachableError
from tests.conformance.questions import questions
from tests.oracle.instants import utc
from tests.pictures import Picture

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")


@given(questions())
def test_law_35_the_stretches_are_disjoint_in_order_and_sum_to_what_is_used_and_paused(question):
    """Law 35: the trace of a result adds up to the result; a clock that measures nothing has no amounts to sum to."""
    package, ticket, at = question.package(), question.ticket(), utc(question.now)
    try:
        found = assess(ticket, package, at=at)
    except UnreachableError:
        return
    for name, explained in explain(ticket, package, at=at).clocks.items():
        stretches, clock = explained.stretches, found.clocks[name]
        assert explained.clock == clock
        assert all(one.end == other.start and one.start < one.end for one, other in pairwise(stretches))
        assert all((one.why, one.counted) != (other.why, other.counted) for one, other in pairwise(stretches))
        if clock.used is not None:
            assert explained.used == clock.used
            paused = [each.length for each in stretches if each.why.startswith("paused")]
            assert sum(paused, timedelta()) == clock.paused_time


@given(questions(), st.sampled_from([320, 960, 2_400]))
def test_every_life_is_drawn_with_its_deadlines_and_with_words_that_can_be_read(question, width):
    """Well-formed, small, no words over others or off the paper; a flag for each deadline, a line for now."""
    package, ticket, at = question.package(), question.ticket(), utc(question.now)
    try:
        why = explain(ticket, package, at=at)
    except UnreachableError:
        return
    svg = why.svg(width=width)
    picture = Picture(svg)
    assert len(svg) < 200_000
    assert list(picture.overlaps()) == []
    assert picture.outside() == []
    clocks = [turn for clock in why.assessment.clocks.values() for turn in (*clock.cycles, clock)]
    flags = [d for ink in ("due", "duelate") for d in picture.shapes(ink) if "l0 -19" in d]
    assert len(flags) == sum(clock.due is not None for clock in clocks)
    assert len(picture.lines("now")) == 1
