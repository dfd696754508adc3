"""Random lives of tickets, judged and stepped through minute by minute by a model that shares no code (S1-S11)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slacalc import State
from tests.laws.lives import CLOCKS, agree, asked, histories, known_from, scenes
from tests.oracle import lives as model
from tests.oracle.story import Event


@given(scenes(), st.data())
def test_every_clock_says_what_the_minutes_say(scene, data):
    """At any instant; at each deadline and just after it (S1); and with something done at a deadline."""
    history = data.draw(histories(scene))
    at = data.draw(asked(history))
    says = agree(scene.deal, history, at)
    known = known_from(history[0])
    dues = sorted({clock.due for clock in says.values() if clock.due is not None and clock.due >= known})
    for due in dues[:2]:
        agree(scene.deal, history, due)
        agree(scene.deal, history, due + 1)
        done = Event(due, data.draw(st.sampled_from(["resolved", "responded", "paused", "updated"])))
        agree(scene.deal, [*history, done], max(at, due))


@pytest.fixture(scope="module")
def drawn() -> list[dict[str, model.Says]]:
    """Return what the minutes say of some lives."""
    found: list[dict[str, model.Says]] = []

    @settings(max_examples=1_200, derandomize=True, database=None, deadline=None)
    @given(scenes(), st.data())
    def collect(scene, data):
        history = data.draw(histories(scene))
        found.append(model.assess(history, scene.deal.contract, data.draw(asked(history))))

    collect()
    return found


@pytest.mark.parametrize("state", [state for state in State if state is not State.NO_DEADLINE])
def test_every_state_comes_up(drawn, state):
    assert any(clock.state == str(state) for clocks in drawn for clock in clocks.values())


@pytest.mark.parametrize("clock", CLOCKS)
def test_of_every_clock_some_are_paused_and_some_breached(drawn, clock):
    found = [clocks[clock] for clocks in drawn if clock in clocks]
    assert any(each.paused_time for each in found)
    assert any(each.breached_at is not None for each in found)
    assert clock == "response" or any(each.cycles for each in found)


@pytest.mark.parametrize("field", [name for name in model.Says.__dataclass_fields__ if name != "state"])
def test_every_field_comes_up(drawn, field):
    assert any(getattr(clock, field) for clocks in drawn for clock in clocks.values())
