"""The page of the laws says what the tests state, all of it and nothing else."""

import ast

import pytest

from tests.laws.long import COLUMNS, HERE, rows
from tests.laws.page import PAGE, laws, page, stated


def test_every_law_has_a_test():
    numbers = {number for law in laws() for number in law.numbers}
    assert numbers == {*map(str, range(1, 39))} | {*"ABCDE"}


def test_the_page_is_what_the_docstrings_say():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it afresh: python3 -m tests.laws.page"


def test_a_test_is_named_after_the_law_that_it_states():
    named = {law.test: law.numbers for law in laws()}
    for path in HERE.glob("test_*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith(("test_law_", "test_laws_")):
                name = f"{'_'.join(named[node.name]).lower().replace('_', '_and_')}_"
                assert node.name.removeprefix("test_law_").removeprefix("test_laws_").startswith(name)
                del named[node.name]
    assert named == {}


def test_what_is_recorded_is_of_laws_that_there_are_and_that_held():
    known = {law.name for law in laws() if law.is_drawn}
    recorded = list(rows())
    assert recorded, "tests/laws/long_run.csv holds no row"
    assert [each["law"] for each in recorded if each["law"] not in known] == []
    assert [each["law"] for each in recorded if each["outcome"] != "passed"] == []
    assert all(tuple(each) == COLUMNS and all(each.values()) for each in recorded)


@pytest.mark.parametrize(
    ("docstring", "numbers"),
    [
        ("Law 7: A is monotone.", [("7",)]),
        ("Laws 26 and 27: both.", [("26", "27")]),
        ('Law 29, "from_report": so.', [("29",)]),
        ("It follows from law 7.", []),
    ],
)
def test_a_docstring_that_states_a_law_is_read(tmp_path, docstring, numbers):
    path = tmp_path / "test_one.py"
    path.write_text(f"@given(x)\ndef test_one():\n    '''{docstring}'''\n", encoding="utf-8")
    assert [law.numbers for law in stated(path)] == numbers
    assert all(law.is_drawn and law.file == "test_one.py" for law in stated(path))
