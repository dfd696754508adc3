"""Bad words of a target or a promise are refused, with a caret under the word and what to write (S5, S6)."""

from datetime import timedelta

import pytest

from slacalc import Promise, Target
from tests.bad_input import promises, targets
from tests.bad_input.proof import complaints, distinct, report

TARGETS, PROMISES, TERMS, AMOUNTS = targets.targets(), promises.promises(), promises.terms(), promises.amounts()


@pytest.mark.parametrize("fault", TARGETS)
def test_bad_words_of_a_target_are_pointed_at(fault):
    found = complaints(TARGETS[fault], Target.parse)
    assert not found, report(found)


@pytest.mark.parametrize("fault", PROMISES)
def test_bad_words_of_a_promise_are_pointed_at(fault):
    found = complaints(PROMISES[fault], Promise.parse)
    assert not found, report(found)


@pytest.mark.parametrize("fault", TERMS)
def test_bad_terms_of_a_promise_say_what_to_write(fault):
    found = complaints(TERMS[fault], lambda given: Promise(**given))
    assert not found, report(found)


@pytest.mark.parametrize("make", [Target.working, Target.elapsed])
@pytest.mark.parametrize("fault", AMOUNTS)
def test_bad_amounts_of_a_target_say_what_to_write(fault, make):
    found = complaints(AMOUNTS[fault], make)
    assert not found, report(found)


@pytest.mark.parametrize("text", targets.GOOD_TARGETS)
def test_a_good_target_is_read_alone_and_in_a_promise(text):
    assert Target.parse(str(Target.parse(text))) == Promise.parse(text).target


@pytest.mark.parametrize("text", targets.GOOD_PROMISES)
def test_a_good_promise_is_read(text):
    assert Promise.parse(str(Promise.parse(text))) == Promise.parse(text)


@pytest.mark.parametrize("amount", [timedelta(microseconds=1), timedelta(hours=8), timedelta(days=146_400)])
def test_a_good_amount_is_taken(amount):
    assert Target.working(amount) != Target.elapsed(amount)


def test_there_are_thousands_of_bad_promises():
    assert sum(map(distinct, (TARGETS, PROMISES, TERMS, AMOUNTS))) >= 2_000
