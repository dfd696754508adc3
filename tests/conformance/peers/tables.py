"""Facts from the tests and bug reports of other projects, each checked by a brute-force clock outside slacalc.

A table names its calendars and lists its cases under their source, one a line: number, question, calendar, from, to (or
the amount in seconds, or the number of working days), and the answer. Where a case allows more than one answer, the
first is the one that the conventions give; the others follow in a last column, and "policy" there says that the answer
is a choice which nobody need share.

Times carry their offset, but for one that must be refused without it. In a calendar, `skip` leaves out the shifts that
open on a date (T7), `open` and `closed` are spans of instants, and the table's `wins` says which of these two wins.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from slacalc import Calendar

TABLES = ("python_peers", "other_peers", "field_bugs")
REFUSED = "refused"
TRUTHS = {"true": True, "false": False}
INSTANTS = {"add", "subtract", "next_open", "next_close", "previous_close"}


@dataclass(frozen=True)
class Case:
    """One line of a table."""

    number: str
    question: str
    start: str
    until: str
    answers: tuple[Any, ...]
    table: str
    calendar: str
    source: str

    @property
    def answer(self) -> Any:
        """The answer that the conventions give."""
        return self.answers[0]

    @property
    def is_open_to_choice(self) -> bool:
        return len(self.answers) > 1


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def calendar(table_name: str, name: str) -> Calendar:
    """Return a calendar of a table, or raise what slacalc says against it."""
    read = table(table_name)
    written = read["calendars"][name]
    zone = written["tz"]
    opened, closed = (Calendar.spans(written.get(key, [])) for key in ("open", "closed"))
    hours = Calendar.never().in_zone(zone)
    if "hours" in written:
        hours = Calendar.weekly(written["hours"], tz=zone, skip=written.get("skip"))
    return {"open": (hours - closed) | opened, "closed": (hours | opened) - closed}[read["wins"]]


def moment(text: str) -> datetime | int:
    """Return a time as it is written, be it without a zone or the number of an epoch."""
    return int(text) if text.isdigit() else datetime.fromisoformat(text)


def number(text: str) -> float:
    """Return a whole number as an integer, which is exact."""
    return int(text) if text.removeprefix("-").isdigit() else float(text)


def answer_of(question: str) -> Callable[[str], Any]:
    """Return how the answers to a question are read."""
    if question in INSTANTS:
        return moment
    return {"is_open": TRUTHS.__getitem__, "between": number, "add_days": date.fromisoformat, "construct": str}[
        question
    ]


def answer(question: str, text: str) -> Any:
    return text if text in {REFUSED, "policy"} else answer_of(question)(text)


def case(line: str, table_name: str, source: str) -> Case:
    """Return one line of a table."""
    number_, question, name, start, until, *texts = (cell.strip() for cell in line.split("|"))
    answers = tuple(answer(question, text) for text in "; ".join(texts).split("; "))
    return Case(number_, question, start, until, answers, table_name, name, source)


ALL = [
    case(line, name, group["source"])
    for name in TABLES
    for group in table(name)["tests"]
    for line in group["cases"].splitlines()
]
