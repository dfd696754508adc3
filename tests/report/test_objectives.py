"""What an objective says, for which promise, and when it is reached."""

from fractions import Fraction

import pytest

from slacalc import Package
from slacalc.errors import InputError
from slacalc.report import Objective
from slacalc.report.objectives import objective_of

PACKAGE = Package.preset("p1-p4")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P1=95%", (95, "P1", None)),
        ("p1 = 95", (95, "P1", None)),
        ("P1 response=90%", (90, "P1", "response")),
        ("resolution=97.5%", (Fraction(195, 2), None, "resolution")),
        ("next reply=80%", (80, None, "next_reply")),
        ("95%", (95, None, None)),
        ("=95%", (95, None, None)),
    ],
)
def test_an_objective_is_read(text, expected):
    percent, priority, clock = expected
    assert Objective.parse(text, PACKAGE) == Objective(Fraction(percent), priority, clock)


def test_a_priority_may_have_the_name_of_a_clock_at_its_end():
    odd = PACKAGE.amend(priorities={"Slow response": {"response": "8 working hours"}})
    assert Objective.parse("Slow response=90%", odd) == Objective(Fraction(90), "Slow response")
    assert Objective.parse("Slow response response=90%", odd) == Objective(Fraction(90), "Slow response", "response")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("P1", "has no share in percent"),
        ("P1=often", "has no share in percent"),
        ("P1=-5%", "has no share in percent"),
        ("P1=0%", "an objective of 0 % is none"),
        ("P1=101%", "an objective of 101 % is none"),
        ("P9=95%", "'P9', which is no promise: the priorities are 'P1', 'P2', 'P3', 'P4'"),
        ("P1 resolved=95%", "'P1 resolved', which is no promise"),
    ],
)
def test_what_is_no_objective_is_refused(text, says):
    with pytest.raises(InputError, match=says) as caught:
        Objective.parse(text, PACKAGE)
    assert "write for instance 'P1=95%'" in str(caught.value)


@pytest.mark.parametrize("percent", [0.95, True, "95"])
def test_a_share_is_a_whole_number_or_a_fraction(percent):
    with pytest.raises(InputError, match="write a whole number such as 95, or a Fraction"):
        Objective(percent)


@pytest.mark.parametrize(
    ("kept", "counted", "reached"), [(95, 100, True), (949, 1000, False), (94999, 100000, False), (19, 20, True)]
)
def test_it_is_reached_by_whole_numbers(kept, counted, reached):
    assert Objective(Fraction(95)).holds(kept, counted) is reached


def test_the_nearest_objective_holds_and_of_two_alike_the_last():
    every, clock, priority, both, later = (
        Objective.parse(text, PACKAGE) for text in ("50%", "response=60%", "P1=70%", "P1 response=80%", "P1=75%")
    )
    assert objective_of([every, clock, priority, both], "P1", "response") == both
    assert objective_of([every, clock, priority], "P1", "response") == priority
    assert objective_of([every, clock, priority], "P2", "response") == clock
    assert objective_of([every, clock, priority], "P2", "resolution") == every
    assert objective_of([priority, later], "P1", "resolution") == later
    assert objective_of([priority], "P2", "resolution") is None
