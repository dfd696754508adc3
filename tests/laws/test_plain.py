"""The verdicts of code that was written for a package are those of the rules themselves."""

from dataclasses import replace

from hypothesis import assume, event, given
from hypothesis import strategies as st

from slacalc import Package, Ticket
from slacalc.handling import CLOCKS
from slacalc.history import Life, fold
from slacalc.plain import ANSWERED, UNTOUCHED, written
from slacalc.reckoning import judged
from slacalc.timeline import Beyond
from tests.conformance.questions import Question, questions
from tests.oracle.instants import HOUR, utc


def code_of(package: Package, life: Life, at: int, answered: bool):
    """Return the code for the tickets of a package, on the desk that has answered in the usual way."""
    known = [package.known_cover(life.responded if answered else at), package.known_cover(at)]
    response, resolution = (package.term("P1", clock, each) for clock, each in zip(CLOCKS, known, strict=True))
    assert response is not None
    assert resolution is not None
    assume(response.desks is resolution.desks)
    desk = resolution.desks.covering(life.starts, at)
    return written((response, resolution), desk, ANSWERED if answered else UNTOUCHED)


@given(questions(), st.none() | st.integers(0, 40), st.booleans())
def test_code_gives_the_verdict_that_the_rules_give(question: Question, answer: int | None, own: bool):
    """Of every promise and reading, with cover and through changes of the clock, answered or not."""
    question = question if own else replace(question, own=(None, None))
    package, reported, at = question.package(), question.events.reported, question.now
    ticket = Ticket(reported_at=utc(reported), priority="P1")
    answered = answer is not None and reported + answer * HOUR <= at
    if answered and answer is not None:
        ticket = ticket.responded(utc(reported + answer * HOUR))
    life = fold(ticket, package.scheme.handling, at)
    usual = tuple(judged(package, life, clock, at) for clock in CLOCKS)
    code = code_of(package, life, at, answered)
    try:
        found = code(life.starts, life.reported, life.responded, at)
    except (Beyond, IndexError):
        event("beyond the desk")
    else:
        event("answered by code")
        assert found == usual
        assert [repr(clock) for clock in found] == [repr(clock) for clock in usual]
