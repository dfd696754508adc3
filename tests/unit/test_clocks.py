"""A judged clock shows integers as datetimes and amounts."""

from datetime import timedelta

import pendulum
import pytest

from slacalc import Clock
from slacalc.verdicts import STATES, Breach, Outcome, State
from slacalc.windows import NEVER

SECOND = 1_000_000
NAMES = ("started_at", "due", "due_if_resumed", "expected_from", "estimate", "at_risk_at")


def clock(outcome, **fields):
    return Clock("response", "contract", "Asia/Tokyo", False, outcome, **fields)


@pytest.mark.parametrize("name", NAMES)
def test_an_instant_is_a_datetime_in_the_zone_and_none_where_there_is_none(name):
    assert getattr(clock(Outcome(0, **{name: 90 * SECOND})), name) == pendulum.datetime(
        1970, 1, 1, 9, 1, 30, tz="Asia/Tokyo"
    )
    assert getattr(clock(Outcome(0)), name) is None


@pytest.mark.parametrize("name", ["used", "remaining", "overrun", "paused_time"])
def test_an_amount_is_a_timedelta_and_none_where_there_is_none(name):
    assert getattr(clock(Outcome(0, **{name: 1})), name) == timedelta(microseconds=1)
    assert getattr(clock(Outcome(0)), name) is None


def test_completed_at_is_none_while_it_is_open():
    assert clock(Outcome(0), completed=NEVER).completed_at is None
    assert str(clock(Outcome(0), completed=0).completed_at) == "1970-01-01 09:00:00+09:00"


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_the_name_at_its_place(state):
    assert clock(Outcome(STATES.index(state))).state is State(str(state))


def test_breached_is_that_it_has_been_at_some_time():
    assert clock(Outcome(0, breach=Breach(0))).breached is True
    assert clock(Outcome(0)).breached is False
    assert str(clock(Outcome(0, breach=Breach(0))).breached_at) == "1970-01-01 09:00:00+09:00"
    assert clock(Outcome(0)).breached_at is None
    assert clock(Outcome(0, breach=Breach(0, on_arrival=True))).breached_on_arrival is True


def test_seconds_in_json_are_whole_where_they_can_be():
    said = clock(Outcome(0, used=2 * SECOND, remaining=SECOND // 4)).to_dict()
    assert (said["used_seconds"], said["remaining_seconds"], said["overrun_seconds"]) == (2, 0.25, None)
    assert isinstance(said["used_seconds"], int)
