"""Random contracts, tickets and questions: every field of every clock is what the oracle says it is."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given

from slacalc import as_utc, assess, deadlines
from tests.conformance.questions import Question, questions
from tests.oracle import verdict as oracle
from tests.oracle.instants import micros, utc

FIELDS = (
    *("due", "expected_from", "estimate", "at_risk_at", "due_if_resumed", "started_at", "completed_at", "breached_at"),
    *("used", "remaining", "overrun", "paused_time"),
)


def plain(value: Any) -> Any:
    """Return a field of an answer as the oracle writes it."""
    if isinstance(value, datetime):
        return micros(as_utc(value))
    return value // timedelta(microseconds=1) if isinstance(value, timedelta) else value


@given(questions())
def test_assess(question: Question) -> None:
    expected = oracle.assess(question.events, question.contract(), question.now)
    judged = assess(question.ticket(), question.package(), at=utc(question.now))
    for name, verdict in expected.items():
        clock = judged.clocks[name]
        found = {field: plain(getattr(clock, field)) for field in FIELDS}
        wanted = {field: getattr(verdict, field) for field in FIELDS}
        assert found == wanted, name
        assert (clock.state, clock.breached, clock.commitment) == (verdict.state, verdict.breached, verdict.commitment)


@given(questions())
def test_deadlines(question: Question) -> None:
    events = replace(question.events, resolved=None) if question.events.reported % 2 else question.events
    question = replace(question, events=events)
    expected = oracle.deadlines(events, question.contract())
    answer = deadlines(question.ticket(), question.package())
    for name, wanted in expected.items():
        for field in ("due", "expected_from", "estimate"):
            assert plain(getattr(answer, f"{name}_{field}")) == getattr(wanted, field), (name, field)
