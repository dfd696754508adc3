"""The report: one page that needs no network and no script, made of verdicts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import slacalc
from slacalc.assessment import Assessment, check_package
from slacalc.description import describe
from slacalc.errors import InputError, shown
from slacalc.explanation import Explanation, explain
from slacalc.fingerprints import holiday_data
from slacalc.instants import DateTime, micros, moment
from slacalc.lint import check
from slacalc.marks import NAMES
from slacalc.packages import Package
from slacalc.phrases import length
from slacalc.report.figures import STANDINGS, Figures, Late, figures
from slacalc.report.objectives import Objective
from slacalc.report.templates import rendered
from slacalc.report.view import (
    NO_PRIORITY,
    PromiseRow,
    age_bars,
    apart_row,
    at_minute,
    bad_lines,
    late_bars,
    late_row,
    month_tables,
    open_row,
    promise_rows,
)
from slacalc.tickets import Ticket
from slacalc.windows import NEVER

DRAWN = 3
"""How many of the worst are drawn."""
_WIDE, _NARROW = 960, 340
_PAIRS = "write pairs such as (ticket, assess(ticket, package, at=at))"
_MOST_LINES, _MOST_BAD, _MOST_WORST = 30, 50, 200


class BadRow(NamedTuple):
    """A row of an export that could not be read or judged.

    Example:
        >>> BadRow(7, "INC-9", "opened 'soon' is no time").line
        7
    """

    line: int
    id: str | None
    reason: str


def report(
    judged: Iterable[tuple[Ticket, Assessment]],
    package: Package,
    *,
    at: datetime,
    title: str | None = None,
    objectives: Iterable[Objective | str] = (),
    bad_rows: Sequence[BadRow] = (),
    notes: Sequence[str] = (),
    worst: int = 20,
) -> str:
    """Return a page on how the promises of a package were kept: HTML that needs no network and no script.

    It is read in any browser, on a phone too, in light and in dark, and printed. A promise counts by its verdict: kept,
    broken, or apart from both: still open, excused, born late by a change of priority, or ended without a verdict.
    Aims are counted apart from what the contract promises, and estimates apart from both.

    Args:
        judged: tickets, each with what ``assess`` said of it under the package at that instant.
        package: what is promised.
        at: the instant at which they were judged, an aware datetime.
        title: the heading; the name of the package if there is none.
        objectives: the shares that are to be kept, as ``Objective`` or as text such as "P1=95%".
        bad_rows: what could not be judged, to be told at the end.
        notes: how the tickets were read, in sentences, to be told at the end.
        worst: how many of the latest breaches and of the oldest open tickets are listed, 0 to 200.

    Raises:
        InputError: what is no ticket with its verdict, objectives that are none, or another number of the worst.
        NaiveDatetimeError: *at* has no time zone (T4).
        MissingExtraError: jinja2 is not installed.

    Example:
        >>> from datetime import UTC
        >>> from slacalc import assess
        >>> then, package = datetime(2026, 5, 20, 12, tzinfo=UTC), Package.preset("p1-p4")
        >>> ticket = Ticket(id="INC-7", reported_at=datetime(2026, 5, 13, 9, tzinfo=UTC), priority="P1")
        >>> page = report([(ticket, assess(ticket, package, at=then))], package, at=then, objectives=["P1=95%"])
        >>> page.startswith("<!doctype html>"), "INC-7" in page
        (True, True)
    """
    check_package(package)
    if type(worst) is not int or not 0 <= worst <= _MOST_WORST:
        raise InputError(f"worst={shown(worst)}: write a whole number from 0 to {_MOST_WORST}")
    asked = moment(micros(at), package.tz)
    wanted = [each if isinstance(each, Objective) else Objective.parse(each, package) for each in _listed(objectives)]
    page = _Page(figures(_pairs(judged), worst), package, asked, wanted, bad_rows, notes)
    return rendered({"title": title or f"Service level: {package.name}", **page.values()})


def _listed(objectives: Iterable[Objective | str]) -> Iterable[Objective | str]:
    if isinstance(objectives, str | bytes) or not isinstance(objectives, Iterable):
        raise InputError(f"objectives={shown(objectives)}: write a list such as ['P1=95%']")
    return objectives


def _pairs(judged: Iterable[tuple[Ticket, Assessment]]) -> Iterator[tuple[Ticket, Assessment]]:
    if not isinstance(judged, Iterable):
        raise InputError(f"judged={shown(judged)}: {_PAIRS}")
    for pair in judged:
        if not isinstance(pair, tuple) or [*map(type, pair)] != [Ticket, Assessment]:
            raise InputError(f"judged has {shown(pair)}: {_PAIRS}")
        yield pair


@dataclass(frozen=True)
class _Page:
    found: Figures
    package: Package
    at: DateTime
    wanted: Sequence[Objective]
    bad: Sequence[BadRow]
    notes: Sequence[str]

    def values(self) -> dict[str, Any]:
        """Return what the template writes, by its names there."""
        return {**self._head(), **self._promises(), **self._breaches(), **self._open(), **self._basis()}

    def _head(self) -> dict[str, Any]:
        found, tz = self.found, self.package.tz
        ends = [at_minute(moment(each, tz)) for each in (found.first, found.last)] if found.tickets else []
        return {
            "package": self.package,
            "at": f"{at_minute(self.at)} {self.at:%Z}",
            "tz": tz,
            "tickets": found.tickets,
            "answered": found.answered,
            "reported": ends,
            "bad": bad_lines(self.bad),
            "most_bad": _MOST_BAD,
            "bad_count": len(self.bad),
            "notes": self.notes,
            "beyond": found.beyond_holiday_data,
        }

    @cached_property
    def _contracts(self) -> list[PromiseRow]:
        return promise_rows(self.found, self.package, "contract", self.wanted)

    def _promises(self) -> dict[str, Any]:
        found, places = self.found, {level.name: level.rank for level in self.package.scheme.levels}
        estimates = sorted(found.estimates.items(), key=lambda each: (places.get(each[0][0] or "", NEVER), each[0][1]))
        verdicts = [row.verdict for row in self._contracts if row.verdict]
        return {
            "contracts": self._contracts,
            "aims": promise_rows(found, self.package, "aim", self.wanted),
            "estimates": [(name or NO_PRIORITY, NAMES[clock], counts) for (name, clock), counts in estimates],
            "months": month_tables(found, self.package, self.at),
            "reached": verdicts.count("reached"),
            "missed": verdicts.count("missed"),
        }

    def _breaches(self) -> dict[str, Any]:
        latest = self.found.latest
        told = [(late_row(late), _why(late, self.package, self.at)) for late in latest]
        drawn = [late.ticket for late in latest]
        return {
            "breached": sum(row.counts["breached"] for row in self._contracts),
            "late": late_bars(self.found),
            "worst": [(row, _lines(late, why)) for late, (row, why) in zip(latest, told, strict=True)],
            "drawn": [
                (row, why.svg(width=_WIDE), why.svg(width=_NARROW))
                for place, (row, why) in enumerate(told)
                if drawn.index(drawn[place]) == place
            ][:DRAWN],
            "apart": [apart_row(late) for late in self.found.apart],
            "apart_count": sum(counts["excused"] + counts["breached_on_arrival"] for counts in self._all_counts()),
        }

    def _all_counts(self) -> Iterable[Any]:
        return self.found.promises.values()

    def _open(self) -> dict[str, Any]:
        return {
            "ages": age_bars(self.found),
            "standings": STANDINGS,
            "open_count": sum(counts.total() for counts in self.found.ages.values()),
            "oldest": [open_row(each) for each in self.found.oldest],
        }

    def _basis(self) -> dict[str, Any]:
        package, found = self.package, self.found
        hours = package.calendar.fingerprint(moment(found.first), self.at) if found.first < micros(self.at) else None
        return {
            "findings": check(package, year=self.at.year),
            "terms": describe(package, year=self.at.year),
            "reading": _choices(package.scheme.reading),
            "handling": _choices(package.scheme.handling),
            "versions": {
                "slacalc": slacalc.__version__,
                "public holidays (package holidays)": holiday_data(),
                "package": package.content_hash,
                **({"hours": hours.windows, "clock changes": hours.zones} if hours else {}),
            },
        }


def _why(late: Late, package: Package, at: datetime) -> Explanation:
    return explain(late.ticket, package, at=at)


def _lines(late: Late, why: Explanation) -> list[str]:
    lines = [line.strip() for line in why.clocks[late.clock.name].lines()][1:]
    over = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([f"and {over} more: slacalc explain tells them"] if over > 0 else [])]


def _choices(choices: Any) -> list[tuple[str, str]]:
    return [(field.name, _choice(getattr(choices, field.name))) for field in fields(choices)]


def _choice(value: Any) -> str:
    if isinstance(value, timedelta):
        return length(value)
    return ", ".join(value) if isinstance(value, tuple) else "none" if value is None else str(value)
