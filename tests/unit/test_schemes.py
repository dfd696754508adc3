"""What is promised for each priority, and the order of the priorities."""

import copy
import pickle
import re

import pytest

from slacalc import Calendar, Handling, Priority, Promise, Reading, Scheme, Target
from slacalc.errors import PackageError

NIGHTS = Calendar.weekly("Mon-Fri 22:00-06:00", tz="Europe/London")
TWO = {
    "P1": {"title": "Outage", "response": "1 working hour", "resolution": "1 working day"},
    "P2": {"title": "Blocker", "resolution": "3 working days"},
}
RICH = Scheme(
    {
        "P2": {
            "rank": 2,
            "title": "Blocker's",
            "response": Promise("8 hours", thresholds=(50, 90)),
            "calendar": NIGHTS,
        },
        "P1": {"rank": 1, "description": "Nobody can work", "chargeable": True, "resolution": "by agreement"},
        "P7": {"rank": 7, "resolution": Promise("same day", calendar=NIGHTS, estimate="4 hours")},
    },
    Reading(same_day="midnight", receipt="report"),
    Handling(pauses=["response", "resolution"], starts="reported"),
)
NAMES = {"Scheme": Scheme, "Promise": Promise, "Reading": Reading, "Handling": Handling, "Target": Target} | {
    "Calendar": Calendar
}


# what is promised ----------------------------------------------------------------------------------------------------


def test_a_promise_is_a_promise_or_its_text():
    made = {"P1": TWO["P1"] | {"response": Promise.parse("1 working hour"), "resolution": Promise("1 working day")}}
    assert Scheme(made) == Scheme({"P1": TWO["P1"]})
    assert Scheme(TWO).priorities["P1"].promises() == {
        "response": Promise.parse("1 working hour"),
        "resolution": Promise.parse("1 working day"),
        "next_reply": None,
        "update": None,
    }


def test_what_is_not_said_is_not_promised():
    plain = Scheme({"P1": {}}).priorities["P1"]
    assert plain == Priority("P1", 1)
    assert plain.promises() == dict.fromkeys(("response", "resolution", "next_reply", "update"))
    assert (plain.title, plain.description, plain.chargeable, plain.calendar) == ("", "", False, None)
    assert Scheme({"P1": {"response": None}}) == Scheme({"P1": {}})


def test_reading_and_handling_have_their_defaults():
    scheme = Scheme(TWO)
    assert (scheme.reading, scheme.handling) == (Reading(), Handling())


# order ---------------------------------------------------------------------------------------------------------------


def test_without_ranks_the_order_is_the_order_of_work():
    scheme = Scheme({"urgent": {}, "normal": {}, "low": {}})
    assert [(level.name, level.rank) for level in scheme.levels] == [("urgent", 1), ("normal", 2), ("low", 3)]


def test_ranks_decide_the_order_of_work_whatever_the_order_of_writing():
    """Section 6: databases lose the order of keys."""
    ranked = {"low": {"rank": 30}, "urgent": {"rank": 10}, "normal": {"rank": 20}}
    assert list(Scheme(ranked).priorities) == ["urgent", "normal", "low"]
    assert Scheme(ranked) == Scheme(dict(reversed(ranked.items())))


def test_a_priority_that_is_ready_keeps_its_rank_and_takes_the_name_it_is_given():
    ready = Priority("P9", 5, title="Later", response=Promise("8 hours"))
    scheme = Scheme({"first": {"rank": 1}, "later": ready})
    assert scheme.priorities["later"] == Priority("later", 5, title="Later", response=Promise("8 hours"))


def test_two_priorities_of_one_rank_are_refused():
    with pytest.raises(PackageError, match=r"two priorities have one rank, \d+: give each its own"):
        Scheme({"P1": {"rank": 1}, "P2": {"rank": 1}})


# what is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"response": "8 wroking hours"}, ["P1.response: ", "did you mean 'working'?", "      ^^^^^^^"]),
        ({"resolution": "0 days"}, ["P1.resolution: ", "above zero"]),
        ({"response": 8}, ["P1.response is 8", "write a Promise or its text"]),
        ({"resolution": Target.parse("same day")}, ["P1.resolution is ", "write a Promise or its text"]),
        ({"respone": "8 hours"}, ["priority 'P1' has no 'respone'", "did you mean 'response'?"]),
        ({"Title": "x"}, ["priority 'P1' has no 'Title'", "did you mean 'title'?"]),
        ({"colour": "red"}, ["priority 'P1' has no 'colour'", "write one of title, "]),
        ("8 hours", ["priority 'P1' is '8 hours'", "write a mapping"]),
        (None, ["priority 'P1' is None", "write a mapping"]),
    ],
)
def test_an_error_names_the_priority_and_the_term(terms, says):
    with pytest.raises(PackageError) as caught:
        Scheme({"P0": {"response": "1 hour"}, "P1": terms})
    assert [part for part in says if part not in str(caught.value)] == []


def test_a_scheme_without_priorities_is_refused():
    with pytest.raises(PackageError, match="with at least one"):
        Scheme({})


@pytest.mark.parametrize("response", [None, "by agreement", "usually within 1 hour"])
@pytest.mark.parametrize("resolution", ["same day", "by agreement; usually within same day"])
def test_a_same_day_read_by_the_response_wants_one_that_falls_due_by_itself(response, resolution):
    reading = Reading(same_day="response_day")
    with pytest.raises(PackageError, match=r"^P1\.resolution: same_day='response_day' needs a response"):
        Scheme({"P1": {"response": response, "resolution": resolution}}, reading)
    assert Scheme({"P1": {"response": "8 hours", "resolution": resolution}}, reading).reading == reading
    assert Scheme({"P1": {"response": response, "resolution": "1 day"}}, reading).reading == reading


def test_a_response_of_the_same_day_does_not_fall_due_by_itself():
    with pytest.raises(PackageError, match=r"^P1\.response: same_day='response_day' needs a response"):
        Scheme({"P1": {"response": "same day"}}, Reading(same_day="response_day"))


# changing some terms -------------------------------------------------------------------------------------------------


def test_amending_changes_the_terms_that_are_named_and_no_others():
    scheme = Scheme(TWO)
    amended = scheme.amended({"P1": {"response": "30 working minutes"}}, {"receipt": "report"}, {"reopen": "restart"})
    assert amended == Scheme(
        TWO | {"P1": TWO["P1"] | {"response": "30 working minutes"}},
        Reading(receipt="report"),
        Handling(reopen="restart"),
    )
    assert scheme == Scheme(TWO)


def test_amending_with_none_takes_a_promise_away():
    assert Scheme(TWO).amended({"P1": {"resolution": None}}).priorities["P1"].resolution is None


def test_a_whole_reading_or_handling_takes_the_old_ones_place():
    amended = RICH.amended(reading=Reading(hour="elapsed"), handling=Handling())
    assert (amended.reading, amended.handling) == (Reading(hour="elapsed"), Handling())


def test_amending_nothing_is_the_same_scheme():
    assert RICH.amended() == RICH
    assert RICH.amended({}, {}, {}) == RICH


def test_a_new_priority_comes_last():
    amended = Scheme(TWO).amended({"P3": {"resolution": "10 working days"}})
    assert list(amended.priorities) == ["P1", "P2", "P3"]


def test_a_reading_that_a_promise_cannot_be_read_by_is_refused():
    with pytest.raises(PackageError, match=r"^P2\.resolution: same_day='response_day' needs"):
        Scheme(TWO).amended({"P2": {"resolution": "same day"}}, {"same_day": "response_day"})


# values --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scheme", [Scheme(TWO), RICH, RICH.amended({"new": {"title": "x"}}, Reading())], ids=list("abc")
)
def test_a_scheme_comes_back_equal_from_its_code_and_from_a_pickle(scheme):
    again = [eval(repr(scheme), NAMES), pickle.loads(pickle.dumps(scheme)), copy.deepcopy(scheme)]  # noqa: S301, S307
    assert again == [scheme] * 3
    assert {hash(each) for each in again} == {hash(scheme)}
    assert [list(each.priorities) for each in again] == [list(scheme.priorities)] * 3


@pytest.mark.parametrize(
    "other",
    [
        Scheme(TWO).amended({"P1": {"response": "2 working hours"}}),
        Scheme(TWO).amended({"P1": {"title": "Other"}}),
        Scheme(TWO).amended(reading={"receipt": "report"}),
        Scheme(TWO).amended(handling={"starts": "reported"}),
        Scheme({"P1": TWO["P1"]}),
        Scheme({"P1": TWO["P1"], "P2": TWO["P2"] | {"rank": 3}}),
    ],
    ids=["promise", "title", "reading", "handling", "fewer", "rank"],
)
def test_another_scheme_is_not_equal(other):
    assert other != Scheme(TWO)


def test_a_scheme_is_a_value():
    scheme = Scheme(TWO)
    scheme.priorities["P9"] = None
    assert list(scheme.priorities) == ["P1", "P2"]
    with pytest.raises(AttributeError):
        scheme.reading = Reading(receipt="report")


@pytest.mark.parametrize("ranks", [(10, 20), (1, 3)])
def test_a_new_priority_comes_last_whatever_the_ranks(ranks):
    first, second = ranks
    amended = Scheme({"A": {"rank": first}, "B": {"rank": second}}).amended({"C": {}})
    assert list(amended.priorities) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"rank": 0}, "P1.rank is 0: write a whole number, 1 for the first"),
        ({"rank": "1"}, "P1.rank is '1': write a whole number"),
        ({"rank": True}, "P1.rank is True: write a whole number"),
        ({"title": 5}, "P1.title is 5: write text"),
        ({"calendar": "x"}, "P1.calendar is 'x': write a Calendar"),
        ({"chargeable": 1}, "P1.chargeable is 1: write True or False"),
    ],
)
def test_a_term_of_another_kind_is_refused(terms, said):
    with pytest.raises(PackageError, match=re.escape(said)):
        Scheme({"P1": terms})


def test_a_scheme_takes_values_and_no_mappings_for_reading_and_handling():
    for wrong in ({"reading": {"receipt": "report"}}, {"handling": {}}):
        with pytest.raises(PackageError, match=r"write reading=Reading\(\.\.\.\), handling=Handling"):
            Scheme(TWO, **wrong)
    with pytest.raises(PackageError, match="write a mapping from names to terms"):
        Scheme(["P1"])
    with pytest.raises(PackageError, match=r"1\.name is 1: write text"):
        Scheme({1: {}})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reading": {"reciept": "report"}}, "Reading has no 'reciept': did you mean 'receipt'?"),
        ({"reading": {"marks": 1}}, "Reading has no 'marks'"),
        ({"reading": {"receipt": "reprot"}}, "receipt='reprot': did you mean 'report'?"),
        ({"reading": "x"}, "'x' is no Reading: write a mapping such as {'hour': 'working'}"),
        ({"handling": {"pause": []}}, "Handling has no 'pause': did you mean 'pauses'?"),
    ],
)
def test_a_wrong_amendment_is_refused_with_the_nearest(change, said):
    with pytest.raises(PackageError, match=re.escape(said)):
        Scheme(TWO).amended(**change)


def test_a_scheme_needs_priorities_a_reading_and_a_handling():
    terms = {"P1": {"response": "1 hour"}}
    for priorities, more, words in (
        ({}, {}, "write a mapping from names to terms, with at least one"),
        ({f"P{n}": {"response": "1 hour"} for n in range(1_001)}, {}, "1001 priorities are too many"),
        (terms, {"reading": "close"}, "write reading=Reading"),
        (terms, {"handling": None}, "handling=Handling"),
    ):
        with pytest.raises(PackageError, match=words):
            Scheme(priorities, **more)
