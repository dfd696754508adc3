"""An agreement as the answers say it: its document, its package, and the commented TOML text of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slacalc.assessment import deadlines
from slacalc.cli.examples import reports
from slacalc.cli.questionnaire import ByExample, Meaning, told
from slacalc.errors import UnreachableError
from slacalc.formats import toml_text
from slacalc.packages import Package
from slacalc.tables import SCHEMA
from slacalc.tickets import Ticket

Chosen = tuple[ByExample, Meaning]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What has been answered so far.

    Args:
        name: what the customer calls it.
        tz: the zone of its hours.
        hours: the week in words, or "24x7".
        holidays: regions whose public holidays are closed.
        priorities: the keys of each priority in a document, by its name, the most urgent first.
        chosen: the questions by example that were answered, each with its answer.
    """

    name: str
    tz: str
    hours: str
    holidays: tuple[str, ...]
    priorities: Mapping[str, Mapping[str, Any]]
    chosen: tuple[Chosen, ...] = ()

    def choosing(self, asked: ByExample, meaning: Meaning) -> "Agreement":
        """Return the agreement with one more answer."""
        return replace(self, chosen=(*self.chosen, (asked, meaning)))

    @property
    def document(self) -> dict[str, Any]:
        """The document of the agreement, as plain values."""
        made: dict[str, Any] = {"schema": SCHEMA, "name": self.name, "tz": self.tz, "hours": self.hours}
        made |= {"holidays": list(self.holidays)} | {"priorities": {**self.priorities}}
        for asked, meaning in self.chosen:
            made[asked.table] = {**made.get(asked.table, {}), **meaning.changes}
        return made

    @property
    def package(self) -> Package:
        """The package of the agreement."""
        return Package.model_validate(self.document)


def agreement_text(agreement: Agreement, year: int) -> str:
    """Return the TOML text of an agreement: each choice with the examples that were shown for it.

    Args:
        agreement: what was answered.
        year: of the example that stands with each priority.
    """
    lines = [
        f"# {agreement.name}: what is promised, in which hours, and how the words are read.",
        "# Made from the answers to slacalc new. Every line may be changed; slacalc check tells what to look at.",
        f"# All times are on the clock of {agreement.tz}.",
        "",
        *_head(agreement),
    ]
    package = agreement.package
    for name, terms in agreement.priorities.items():
        header, *keys = toml_text({"priorities": {name: terms}}).strip().splitlines()
        lines += ["", header, *_example(package, name, year), *keys]
    for table, about in _TABLES.items():
        chosen = [each for each in agreement.chosen if each[0].table == table]
        lines += ["", f"[{table}]{about}"] if chosen else []
        lines += [line for asked, meaning in chosen for line in _choice(asked, meaning)]
    return "\n".join(lines) + "\n"


_TABLES = {"reading": "  # how the words of the promises are read", "handling": "  # what events do to the clocks"}


def _head(agreement: Agreement) -> list[str]:
    keys = ("schema", "name", "tz", "hours", "holidays")
    closed = "public holidays that are closed" if agreement.holidays else "no public holiday is closed"
    said = {"tz": "the clock of all times here, and of the answers", "holidays": closed}
    return [_line(key, agreement.document[key], said.get(key, "")) for key in keys]


def _line(key: str, value: Any, comment: str = "") -> str:
    line = toml_text({key: value}).strip()
    return f"{line:<38} # {comment}" if comment else line


def _example(package: Package, name: str, year: int) -> list[str]:
    at = reports(package.calendar, year)[0]
    try:
        found = deadlines(Ticket(reported_at=at, priority=name), package)
    except UnreachableError:
        return []  # slacalc check tells of it
    marks = {"response due": found.response_due, "resolution due": found.resolution_due}
    marks |= {"response usually by": found.response_estimate, "resolution usually by": found.resolution_estimate}
    dues = [f"{mark} {told(due)}" for mark, due in marks.items() if due is not None]
    return [f"# Reported {told(at)}: {', '.join(dues)}."] if dues else []


def _choice(asked: ByExample, meaning: Meaning) -> list[str]:
    return [
        "",
        *(f"# {line}".rstrip() for line in asked.lines(meaning)),
        *(_line(key, value) for key, value in meaning.changes.items()),
    ]
