"""The table of decisions is true of the code: its functions and tests exist, and no rule or choice is missing."""

import importlib
import re
from functools import reduce

import pytest

from slacalc import Handling, Reading
from tests.architecture.source import ROOT

TABLE = (ROOT / "docs/explanation/decisions.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if "`test_" in line]
ROWS = [row for row in ROWS if len(row) == 3]
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


def quoted(text: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_exists(row):
    _, places, tests = row
    assert quoted(places)
    for place in quoted(places):
        module, *names = place.split(".")
        assert reduce(getattr, names, importlib.import_module(f"slacalc.{module}")) is not None
    assert set(quoted(tests)) <= TESTS


def test_no_row_names_a_test_that_is_not_there():
    assert set(re.findall(r"`(test_\w+)`", TABLE)) <= TESTS


def test_every_rule_has_a_row():
    rules = [row[0] for row in ROWS if re.fullmatch(r"[TS]\d+", row[0])]
    assert rules == [*(f"T{number}" for number in range(1, 14)), *(f"S{number}" for number in range(1, 12))]


@pytest.mark.parametrize(
    ("kind", "free"),
    [(Reading, {"day_length", "same_day_minimum"}), (Handling, {"pauses"})],
    ids=["reading", "handling"],
)
def test_every_choice_has_a_row_with_all_its_values(kind, free):
    told = {quoted(row[0])[0]: row[0].partition(": ")[2] for row in ROWS if row[0].startswith("`")}
    assert {name: told[name].split(", ") for name in kind.VALUES} == {n: list(v) for n, v in kind.VALUES.items()}
    assert free <= told.keys()
