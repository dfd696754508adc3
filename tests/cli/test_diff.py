import json

import pytest

from slacalc import Package
from slacalc.differences import diff as changes_of

GOLD = 'schema = 1\nextends = "p1-p4"\nname = "p1-p4"\n[priorities.P2]\nresolution = "2 working days"\n'


@pytest.fixture(autouse=True)
def _files(tmp_path):
    (tmp_path / "gold.toml").write_text(GOLD)
    (tmp_path / "gold.json").write_text(Package.from_toml(GOLD).to_json())


def test_what_changes_is_told_with_a_report_that_shows_it(command):
    answer = command("diff", "p1-p4", "gold.toml")
    assert (answer.code, answer.err) == (1, "")
    assert (
        answer.out
        == """\
P2 resolution: 3 working days becomes 2 working days.
    P2 reported Wed 2026-05-13 10:00: old resolution due Mon 2026-05-18 17:00, \
new resolution due Fri 2026-05-15 17:00
"""
    )


def test_equal_packages_change_nothing_whatever_they_are_written_in(command):
    assert command("diff", "gold.toml", "gold.json") == (0, "nothing changes\n", "")
    assert command("diff", "gold.toml", "gold.json", "--json") == (0, "[]\n", "")


def test_json_holds_every_change(command):
    answer = command("diff", "gold.json", "p1-p3", "--json", "--year", "2028")
    assert answer.code == 1
    changes = changes_of(Package.from_toml(GOLD), Package.preset("p1-p3"), year=2028)
    assert json.loads(answer.out) == [change.to_dict() for change in changes]


def test_the_examples_are_of_the_year_asked_for(command):
    assert " 2028-05-" in command("diff", "p1-p4", "gold.toml", "--year", "2028").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("p1-p4", "p1-p5"), "'p1-p5' is neither a preset nor a file: did you mean 'p1-p4'?"),
        (("nosuch.toml", "p1-p4"), "'nosuch.toml' is neither a preset nor a file"),
        (("p1-p4", "gold.toml", "--year", "0"), "year=0 is no year"),
        (("p1-p4",), "Type slacalc --help for what there is."),
        (("p1-p4", "gold.toml", "p1-p3"), "Type slacalc --help for what there is."),
    ],
)
def test_a_call_that_cannot_be_answered(command, arguments, message):
    answer = command("diff", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
