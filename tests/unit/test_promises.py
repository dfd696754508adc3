"""A promise: a target with its commitment, its estimate and what is its own (S5, S6, S11)."""

import copy
import pickle
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Calendar, Promise, Target
from slacalc.errors import InputError

NIGHTS = Calendar.weekly("Mon-Fri 22:00-06:00", tz="Europe/London")


@pytest.mark.parametrize(
    ("text", "target", "commitment", "estimate"),
    [
        ("8 working hours", "8 working hours", "contract", None),
        ("aim: 1 working hour", "1 working hour", "aim", None),
        ("usually within 10 working days", None, "contract", "10 working days"),
        ("by agreement", "by agreement", "contract", None),
        ("by agreement; usually within 10 working days", "by agreement", "contract", "10 working days"),
        ("aim: 1-2 days; usually within 1 day", "1-2 days", "aim", "1 day"),
    ],
)
def test_each_form_of_a_promise_is_read_and_written_back(text, target, commitment, estimate):
    """S6: an aim is counted apart, an estimate is never a deadline."""
    promise = Promise.parse(text)
    assert promise.target == (target and Target.parse(target))
    assert promise.commitment == commitment
    assert promise.estimate == (estimate and Target.parse(estimate))
    assert (promise.calendar, promise.thresholds) == (None, (75,))
    assert str(promise) == promise.words == text


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("AIM: 1 Business Hour", "aim: 1 working hour"),
        ("aim:1 hr", "aim: 1 hour"),
        ("aim : within 1 hour", "aim: 1 hour"),
        ("usually 3 days", "usually within 3 days"),
        ("By agreement ;Usually within 1 to 2 weeks", "by agreement; usually within 1-2 weeks"),
    ],
)
def test_another_way_to_say_it_is_the_same_promise(said, plain):
    assert Promise.parse(said) == Promise.parse(plain)
    assert str(Promise.parse(said)) == plain


amounts = st.sampled_from(["8 working hours", "1-2 weeks", "same day", "next working day by 16:00"])
texts = st.builds(
    lambda aim, target, estimate: f"{aim}{target}{estimate}",
    st.sampled_from(["", "aim: "]),
    amounts | st.just("by agreement"),
    amounts.map("; usually within {}".format) | st.just(""),
) | amounts.map("usually within {}".format)


@given(texts)
def test_a_promise_is_rebuilt_from_its_words_and_from_its_code(text):
    promise = Promise.parse(text)
    assert Promise.parse(str(promise)) == promise
    assert eval(repr(promise), {"Promise": Promise}) == promise  # noqa: S307


def test_a_promise_made_of_parts_takes_targets_or_their_words():
    made = Promise(Target.parse("3 working days"), commitment="aim", estimate="1 working day")
    assert made == Promise("3 working days", "aim", Target.parse("1 working day"))
    assert made == Promise.parse("aim: 3 working days; usually within 1 working day")


def test_hours_and_thresholds_of_its_own_belong_to_the_value():
    """T9, S11."""
    own = Promise("8 working hours", calendar=NIGHTS, thresholds=[50, 90])
    assert own.thresholds == (50, 90)
    assert own.words == "8 working hours"
    assert len({own, Promise("8 working hours"), Promise("8 working hours", calendar=NIGHTS)}) == 3


@pytest.mark.parametrize(
    "promise",
    [
        Promise.parse("aim: 1 working hour"),
        Promise.parse("usually within 10 working days"),
        Promise("8 working hours", calendar=NIGHTS),
        Promise("1-2 days", "aim", "1 day", thresholds=(50, 90)),
        Promise(None, estimate="2 days", thresholds=(100,)),
    ],
    ids=str,
)
def test_a_promise_comes_back_equal_from_its_code_and_from_a_pickle(promise):
    names = {"Promise": Promise, "Target": Target, "Calendar": Calendar}
    again = [eval(repr(promise), names), pickle.loads(pickle.dumps(promise)), copy.deepcopy(promise)]  # noqa: S301, S307
    assert again == [promise] * 3
    assert {hash(each) for each in again} == {hash(promise)}


@pytest.mark.parametrize(
    ("text", "word", "at", "hint"),
    [
        ("1 day; ususally within 2 days", "ususally", 7, "did you mean 'usually'?"),
        ("aim: 3 wroking days", "wroking", 7, "did you mean 'working'?"),
        ("1 day; usually within 2 dyas", "dyas", 24, "did you mean 'days'?"),
        ("1 day, usually within 2 days", ",", 5, "here one of ';' is wanted."),
        ("1 day; usually within 2 days; same day", ";", 28, ""),
        ("aim 1 working hour", "aim", 0, ""),
        ("aim: aim: 1 hour", "aim", 5, ""),
        ("aim: usually within 2 days", "usually", 5, ""),
        ("usually within 2 days; same day", ";", 21, ""),
        ("aim:", "", 4, ""),
        ("1 day;", "", 6, "here one of 'usually' is wanted."),
    ],
)
def test_a_caret_stands_under_the_word_that_is_wrong(text, word, at, hint):
    with pytest.raises(InputError) as caught:
        Promise.parse(text)
    first, said, caret, last = str(caught.value).split("\n")
    assert first == "cannot read the promise"
    assert said == f"    {text}"
    assert caret == " " * (4 + at) + "^" * max(len(word), 1)
    assert said[4 + at :].startswith(word)
    assert last.startswith(hint)


@pytest.mark.parametrize("value", ["none", " None "])
def test_where_nothing_is_promised_the_word_of_python_is_told(value):
    with pytest.raises(InputError, match="where nothing is promised, write None, or leave the clock out"):
        Promise.parse(value)


@pytest.mark.parametrize("value", [None, 8, True, b"8 hours", Target.parse("8 hours")])
def test_only_text_is_parsed(value):
    with pytest.raises(InputError, match="is no promise: write text"):
        Promise.parse(value)


@pytest.mark.parametrize("thresholds", [(0,), (101,), (-5,), (75.0,), ("75",), (True,), (75, 0), "75", b"K", {75: 1}])
def test_thresholds_are_whole_percents_from_1_to_100(thresholds):
    """S11."""
    with pytest.raises(InputError, match=r"write whole percents from 1 to 100, for instance \[75\]"):
        Promise("1 day", thresholds=thresholds)


def test_the_least_and_the_greatest_threshold_are_1_and_100():
    """S11."""
    assert Promise("1 day", thresholds=[1, 100]).thresholds == (1, 100)


@pytest.mark.parametrize("commitment", ["promise", "Aim", "", None])
def test_a_promise_is_a_contract_or_an_aim(commitment):
    with pytest.raises(InputError, match="write 'contract' or 'aim'"):
        Promise("1 day", commitment)


def test_a_promise_of_nothing_is_refused():
    with pytest.raises(InputError, match="needs a target or an estimate"):
        Promise(None)


@pytest.mark.parametrize("thresholds", [(), [], 75, "75", [101], [0], [True], [7.5]])
def test_thresholds_are_whole_percents_and_at_least_one(thresholds):
    with pytest.raises(InputError, match="write whole percents from 1 to 100"):
        Promise("1 day", thresholds=thresholds)


@pytest.mark.parametrize("value", [5, timedelta(hours=8), b"1 day"])
def test_what_is_no_target_is_refused(value):
    with pytest.raises(InputError, match="is no Target: write one, or its text"):
        Promise(value)


def test_hours_of_its_own_are_a_calendar():
    with pytest.raises(InputError, match="calendar='Mon-Fri' is no Calendar"):
        Promise("1 day", calendar="Mon-Fri")


def test_an_agreement_is_no_estimate():
    with pytest.raises(InputError, match="not an agreement"):
        Promise.parse("1 day; usually within by agreement")
    with pytest.raises(InputError, match="estimates nothing"):
        Promise("1 day", estimate="by agreement")


@pytest.mark.parametrize("thresholds", [(75, 75), (75, 50), [1, *range(1, 101)]])
def test_thresholds_are_in_order_and_each_said_once(thresholds):
    with pytest.raises(InputError, match="write each percent once, in ascending order"):
        Promise("1 day", thresholds=thresholds)


def test_thresholds_without_an_end_are_refused():
    with pytest.raises(InputError, match="write whole percents"):
        Promise("1 day", thresholds=count(50))
