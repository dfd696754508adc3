"""Verdicts as a workbook: a sheet of tickets, a sheet of counts, and what both rest on."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import slacalc
from slacalc.cli.output import FIELDS, MARKS, Result
from slacalc.cli.reading_files import Fault
from slacalc.cli.summary import COUNTS, Summary
from slacalc.clocks import Clock
from slacalc.instants import micros, moment
from slacalc.packages import Package
from slacalc.report.workbooks import Cell, Table, workbook_of
from slacalc.windows import NEVER

_DATED = {"due", "expected_from", "estimate"}
_WIDTHS = {"line": 8, "id": 16, "priority": 12, "reason": 60}


def workbook(results: Sequence[Result], summary: Summary, package: Package, at: datetime) -> bytes:
    """Return the verdicts as the content of an .xlsx file, instants on the clock of the package's zone.

    Raises:
        InputError: more tickets than a sheet can hold.
        MissingExtraError: openpyxl is not installed.
    """
    header = [f"{name} ({package.tz})" if _is_dated(name) else name for name in FIELDS]
    widths = [_WIDTHS.get(name, 24 if _is_dated(name) else 18) for name in FIELDS]
    counted = ["priority", "clock", "commitment", *COUNTS]
    rows = [[row[name] for name in counted] for row in summary.promises()]
    return workbook_of(
        [
            Table("tickets", header, (_row(result, package.tz) for result in results), widths),
            Table("promises", counted, rows, [14] * len(counted)),
            Table("about", ["what", "value"], _about(package, at, summary), [20, 70]),
        ]
    )


def _is_dated(name: str) -> bool:
    return any(name.endswith(f"_{mark}") for mark in _DATED)


def _row(result: Result, tz: str) -> list[Cell]:
    if isinstance(result, Fault):
        return [result.line, result.id, *[None] * (len(FIELDS) - 3), result.reason]
    clocks = (result.assessment.response, result.assessment.resolution)
    cells = [cell for clock in clocks for cell in _cells(clock, tz)]
    return [result.line, result.id, result.assessment.priority, *cells, None]


def _cells(clock: Clock, tz: str) -> Iterator[Cell]:
    outcome = clock.outcome
    said: dict[str, Cell] = {"state": str(clock.state), "breached": clock.breached}
    dated = {"due": outcome.due, "expected_from": outcome.expected_from, "estimate": outcome.estimate}
    said |= {name: None if at == NEVER else moment(at, tz) for name, at in dated.items()}
    return (said[mark] for mark in MARKS)


def _about(package: Package, at: datetime, summary: Summary) -> list[list[Cell]]:
    return [
        ["package", package.name],
        ["content hash", package.content_hash],
        ["judged at", f"{moment(micros(at), package.tz).isoformat()} ({package.tz})"],
        ["tickets", summary.tickets],
        ["bad rows", summary.bad_rows],
        ["made by", f"slacalc {slacalc.__version__}"],
    ]
