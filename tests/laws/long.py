"""The long run of the laws: 10,000 examples of each, one after the other, what each came to kept as text.

``python -m tests.laws.long`` runs every law that ``long_run.csv`` has no row of, and writes a row as each ends, so that
a run that is cut short goes on where it stopped. Words after it choose files: ``python -m tests.laws.long test_days``.
``--afresh`` runs laws again that have a row, which a law or a change that it might notice asks for.
"""

import csv
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
RECORD = HERE / "long_run.csv"
SEED = 20261125
COLUMNS = (
    *("law", "outcome", "examples", "rejected", "seconds", "seed", "date", "source"),
    *("python", "hypothesis", "pendulum", "holidays", "tzdata"),
)
"""One row for each law: what is counted are the examples that it held for, and those that it did not speak of.

*source* is the tree of ``src/slacalc`` that it was tried on, as ``git rev-parse --short HEAD:src/slacalc`` tells it.
"""
_COUNTED = re.compile(r"during generate phase.*?(\d+) passing, (\d+) failing, and (\d+) invalid", re.DOTALL)


class Recorder:
    """A plugin of pytest that writes a row when a law ends."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.facts = facts()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leave out what is no property, and what has a row already."""
        items[:] = [item for item in items if is_law(item) and name_of(item.nodeid) not in self.known]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Any:
        """Write what a law came to."""
        report = yield
        if report.when == "call":
            found = _COUNTED.search(getattr(item, "hypothesis_statistics", ""))
            passing, _, rejected = found.groups() if found else ("0", "0", "0")
            day = f"{datetime.now(UTC):%Y-%m-%d}"
            counted = [name_of(item.nodeid), report.outcome, passing, rejected, f"{call.duration:.0f}"]
            write([*counted, str(SEED), day, *self.facts])
        return report


def is_law(item: Any) -> bool:
    """Tell whether a test is a property whose name has the number of a law."""
    return item.name.startswith(("test_law_", "test_laws_")) and hasattr(item.obj, "hypothesis")


def name_of(nodeid: str) -> str:
    """Return "test_days.py::test_law_31_..." of the name that pytest has for a test."""
    return nodeid.rpartition("/")[2]


def facts() -> list[str]:
    """Return the source and the versions of what runs."""
    asked = ["git", "rev-parse", "--short", "HEAD:src/slacalc"]
    source = subprocess.run(asked, cwd=HERE, capture_output=True, text=True, check=True)
    libraries = ("hypothesis", "pendulum", "holidays", "tzdata")
    return [source.stdout.strip(), platform.python_version(), *map(version, libraries)]


def rows() -> Iterator[dict[str, str]]:
    """Return what was recorded."""
    if RECORD.exists():
        with RECORD.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def write(row: list[str]) -> None:
    """Add a row; the one that it takes the place of goes."""
    kept = [list(each.values()) for each in rows() if each["law"] != row[0]]
    with RECORD.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *sorted([*kept, row])])


def main(words: list[str]) -> int:
    """Run the laws of the files named, or of all."""
    names = [word for word in words if not word.startswith("--")]
    files = [HERE / f"{name.removesuffix('.py')}.py" for name in names] or sorted(HERE.glob("test_*.py"))
    known = set() if "--afresh" in words else {each["law"] for each in rows()}
    run = ["-q", "--hypothesis-profile=deep", f"--hypothesis-seed={SEED}", "-p", "no:cacheprovider"]
    return pytest.main([*run, *map(str, files)], plugins=[Recorder(known)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
