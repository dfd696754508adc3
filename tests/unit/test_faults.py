"""Faults of a document in sentences: short where much is wrong, and about what stands in the file."""

import json

import pytest

from slacalc import Package
from slacalc.errors import PackageError

LEAST = {"schema": 1, "extends": "p1-p4"}


def told(**document):

    with pytest.raises(PackageError) as caught:
        Package.from_json(json.dumps({**LEAST, **document}))
    return str(caught.value).splitlines()


def test_of_very_many_faults_the_first_two_hundred_are_told():
    said = told(**{f"key{number}": 1 for number in range(1_000)})
    assert (len(said), said[0], said[-1]) == (202, "the document has 1000 fault(s):", "  and 800 more")


def test_a_long_value_is_shortened():
    (_, said) = told(tz="x" * 4_000)
    assert len(said) < 300
    assert said.endswith("...)")


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ({"cover": [{"from": "2026-05-16T10:00"}]}, "  cover.0: write either date and hours, or from and to"),
        ({"holidays": [5]}, "  holidays.0: write a country or one of its subdivisions, for instance 'GB-ENG' (got 5)"),
        ({"holidays": [{}]}, "  holidays.0.region: it is missing: write for instance region = 'GB-ENG'"),
        ({"priorities": {"": {}}}, "  priorities.: write some text: empty text says nothing (got '')"),
        ({"handling": {"reopen": "restrat"}}, "did you mean 'restart'?"),
        ({"name": "x" * 5_001}, "at most 5000 characters are read"),
        ({"cover": [{}] * 10_001}, "  cover: at most 10000 entries are read, and here are 10001"),
        (
            {"priorities": {f"Q{number}": {"response": "1 hour"} for number in range(1_001)}},
            "  priorities: at most 1000 entries are read, and here are ",
        ),
        (
            {"closures": [{"name": "x", "to": "2026-01-01"}]},
            "  closures.0.from: it is missing: write for instance from =",
        ),
        ({"priorities": {"P1": {"response": {"commitment": "firm"}}}}, "write one of contract, aim (got 'firm')"),
        (
            {"priorities": {"P1": {"rank": 10**18}}},
            "  priorities.P1.rank: write 1000000 or less (got 1000000000000000000)",
        ),
        ({"description": None}, "  description: write text in quotes (got None)"),
    ],
)
def test_a_fault_says_where_what_and_what_to_type(document, line):
    said = told(**document)
    assert any(line in one for one in said), said
