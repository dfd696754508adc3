"""Laws of deadlines: booked cover never harms, a later report is never due earlier, and values can be written down."""

import pickle
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from slacalc import (
    Calendar,
    Cover,
    Handling,
    Package,
    Promise,
    Reading,
    Scheme,
    Target,
    Ticket,
    as_utc,
    assess,
    deadlines,
)
from slacalc.testing.changes import is_near_a_change
from tests.conformance.questions import ZONES, Question, questions
from tests.oracle.instants import HOUR, MINUTE, utc

MARKS = [f"{clock}_{mark}" for clock in ("response", "resolution") for mark in ("due", "expected_from", "estimate")]


def marks(question: Question, package: Package) -> dict[str, datetime | None]:
    """Return the marks of a ticket, in UTC, where two of one zone compare by the instant (T2)."""
    answer = deadlines(question.ticket(), package)
    found = {name: getattr(answer, name) for name in MARKS}
    return {name: at and as_utc(at) for name, at in found.items()}


@given(questions())
def test_law_a_booked_cover_never_makes_a_deadline_later(question):
    """Law A: booked cover never makes a deadline later, paused or not (S4)."""
    package = question.package()
    covered, bare = marks(question, package), marks(question, package.amend(cover=[]))
    late = {name for name, at in bare.items() if at is not None and (covered[name] is None or covered[name] > at)}
    assert late == set()


@given(questions(), st.integers(0, 3 * 24 * 60).map(lambda minutes: minutes * MINUTE) | st.integers(0, HOUR))
def test_law_b_a_later_report_never_gives_an_earlier_deadline(question, later):
    """Law B: under the default readings a later report never gives an earlier deadline, estimate or lower mark."""
    events = replace(question.events, logged=None, unlogged=False, responded=None, resolved=None, pauses=())
    first = replace(question, reading={}, events=events)
    second = replace(first, events=replace(events, reported=events.reported + later))
    package = first.package()
    early, late = marks(first, package), marks(second, package)
    assert all(early[name] <= late[name] for name in MARKS if early[name] is not None)


@given(questions())
def test_law_34_packages_and_tickets_can_be_pickled_and_rebuilt_from_their_repr(question):
    """Law 34, for pickle and repr: load(dump(x)) = x; the answers are the same ones."""
    names = (Calendar, Cover, Handling, Package, Promise, Reading, Scheme, Target, Ticket, date, datetime)
    known = {each.__name__: each for each in names} | {"UTC": UTC}
    for value in (question.package(), question.ticket()):
        for again in (pickle.loads(pickle.dumps(value)), eval(repr(value), known)):  # noqa: S301, S307
            assert again == value
            assert hash(again) == hash(value)
            assert repr(again) == repr(value)


@given(questions())
def test_answers_pickle_and_compare_without_losing_the_fold(question):
    """T12: what is stored and loaded is equal, and so is every instant in it."""
    judged = assess(question.ticket(), question.package(), at=utc(question.now))
    again = pickle.loads(pickle.dumps(judged))  # noqa: S301
    assert again == judged
    assert hash(again) == hash(judged)
    assert again.to_dict() == judged.to_dict()
    assert pickle.loads(pickle.dumps(deadlines(question.ticket(), question.package()))) == deadlines(  # noqa: S301
        question.ticket(), question.package()
    )


# the strategy is aimed where deadlines go wrong ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn() -> list[Question]:
    found: list[Question] = []

    @settings(max_examples=300, derandomize=True, database=None, deadline=None)
    @given(questions())
    def collect(question):
        found.append(question)

    collect()
    return found


def test_one_report_in_five_lies_within_two_hours_of_a_change_of_the_clock(drawn):
    near = [is_near_a_change(question.events.reported, {question.zone}) for question in drawn]
    assert sum(near) / len(near) >= 0.2


def test_every_zone_and_every_reading_comes_up(drawn):
    assert {question.zone for question in drawn} == set(ZONES)
    assert {name for question in drawn for name in question.reading} == {
        *Reading.VALUES,
        "day_length",
        "same_day_minimum",
    }


@pytest.mark.parametrize("has", ["cover", "closed"])
def test_some_questions_have(drawn, has):
    assert any(getattr(question, has) for question in drawn)


def test_some_cover_brings_a_deadline_forward():
    def helps(question: Question) -> bool:
        package = question.package()
        return marks(question, package) != marks(question, package.amend(cover=[]))

    assert find(questions(), helps, settings=settings(max_examples=300, database=None, derandomize=True)).cover
