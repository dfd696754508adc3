"""The work of ``slacalc assess``: an export in, a verdict on each ticket out, bad rows told and passed by."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import track

from slacalc.assessment import Assessment, assess
from slacalc.cli import remarks
from slacalc.cli.columns import ColumnNames, columns_of
from slacalc.cli.output import (
    Format,
    Judged,
    Result,
    json_rows,
    write_csv,
    write_json,
    write_summary,
    write_table,
)
from slacalc.cli.profiles import NO_PROFILE, Profile
from slacalc.cli.reading_files import Fault
from slacalc.cli.rows import Priorities, Row, RowReader
from slacalc.cli.sources import source_of
from slacalc.cli.summary import Summary
from slacalc.cli.terminal import note, say
from slacalc.cli.times import TimeReader
from slacalc.cli.workbook_rows import workbook
from slacalc.errors import InputError, SlaError, shown
from slacalc.packages import Package

LONG_FILE = 2_000
"""Rows from which on they are judged together, and a terminal is shown how far the work is."""

_LONGEST_ID = 200
"""Characters of a ticket's number on the terminal; the answer holds all."""
_MANY_ALIKE = 10


@dataclass(frozen=True, slots=True)
class Export:
    """A helpdesk's export, and how to read it."""

    path: Path
    columns: ColumnNames
    times: TimeReader
    mapped: Sequence[str] = ()
    sheet: str | None = None
    """The sheet of a workbook; None for its first."""
    profile: Profile = NO_PROFILE

    def rows(self, package: Package, tell: Callable[[str], None] = note) -> list[Row | Fault]:
        """Return each row or what is wrong with it, and tell what is worth knowing of the file: on stderr.

        Raises:
            InputError: a file, a header or times that cannot be read without another option.
        """
        source = source_of(self.path, self._familiar, self.sheet)
        columns = columns_of(source.header, self.columns, self.profile.columns)
        priorities = Priorities(package, self.mapped, self.profile.priorities)
        for remark in remarks.of_columns(columns):
            tell(remark)
        reader = RowReader(columns, self.times, priorities, self.profile)
        rows = [row for _, row in reader.rows(source.records())]
        if not rows:
            note(f"{self.path} has a header and no rows")
        good = [row for row in rows if isinstance(row, Row)]
        of_profile = remarks.of_profile(good, self.profile, package, columns)
        for remark in (*remarks.of_rows(good, self.times.tz), *of_profile):
            tell(remark)
        return rows

    def _familiar(self, name: str) -> bool:
        return self.columns.familiar(name) or self.profile.familiar(name)


@dataclass(frozen=True, slots=True)
class Report:
    """Where verdicts go, and how."""

    format: Format
    output: Path | None
    rows: int

    def write(self, results: Sequence[Result], summary: Summary, package: Package, at: datetime) -> None:
        """Write the verdicts, and the summary where a reader of the format finds it."""
        if self.format == "xlsx":
            self._write_workbook(results, summary, package, at)
        elif self.output is None:
            self._write(sys.stdout, results, summary, package, at)
        else:
            with opened(self.output) as file:
                self._write(file, results, summary, package, at)
        if self.format in {"csv", "xlsx"}:
            write_summary(sys.stderr, summary)

    def _write_workbook(self, results: Sequence[Result], summary: Summary, package: Package, at: datetime) -> None:
        if self.output is None:
            raise InputError(
                "a workbook is no text to be shown: type --output with the name of a file, as tickets.xlsx"
            )
        content = workbook(results, summary, package, at)
        with opened(self.output) as file:
            file.buffer.write(content)

    def _write(self, file: TextIO, results: Sequence[Result], summary: Summary, package: Package, at: datetime) -> None:
        if self.format == "csv":
            write_csv(file, results)
        elif self.format == "json":
            said = {"package": package.name, "at": at.isoformat(), "tickets": json_rows(results)}
            write_json(file, {**said, "summary": summary.to_dict()})
        else:
            write_table(file, results, self.rows, package.tz)
            write_summary(file, summary)


def judge(export: Export, package: Package, at: datetime, report: Report) -> int:
    """Write a verdict on each ticket of an export; return 1 where some rows were bad, else 0.

    Raises:
        InputError: the call cannot be answered as it stands.
    """
    if report.output is not None:
        refuse_the_file_itself(report.output, export.path)
    rows = export.rows(package)
    results = list(shown_progress(verdicts(rows, package, at), len(rows)))
    summary = _counted(results, package)
    report.write(results, summary, package, at)
    return 1 if summary.bad_rows else 0


def verdicts(rows: Sequence[Row | Fault], package: Package, at: datetime) -> Iterator[Result]:
    """Return the verdict on each row, or what is wrong with it: of many rows by the engine for columns, if it is there.

    The answers are the same.
    """
    judged = _judged_together(rows, package, at) if len(rows) >= LONG_FILE else None
    for row in rows:
        if isinstance(row, Fault):
            yield row
        elif judged is None:
            yield _verdict(row, package, at)
        else:
            found = next(judged)
            yield Fault(row.line, found, row.ticket.id) if isinstance(found, str) else _told(row, found)


def _judged_together(
    rows: Sequence[Row | Fault], package: Package, at: datetime
) -> "Iterator[Assessment | str] | None":
    try:
        from slacalc.frames.tickets import assess_tickets  # noqa: PLC0415 (the extra may not be installed)
    except ImportError:
        return None
    return assess_tickets([row.ticket for row in rows if isinstance(row, Row)], package, at=at)


def _verdict(row: Row, package: Package, at: datetime) -> Result:
    try:
        return _told(row, assess(row.ticket, package, at=at))
    except SlaError as fault:
        return Fault(row.line, str(fault), row.ticket.id)


def _told(row: Row, assessment: Assessment) -> Judged:
    return Judged(row.line, row.ticket.id, assessment)


def _counted(results: Sequence[Result], package: Package) -> Summary:
    summary = Summary(package.scheme.priorities)
    faults = [result for result in results if not isinstance(result, Judged)]
    for result in results:
        if isinstance(result, Judged):
            summary.add(result.assessment)
    summary.bad_rows = len(faults)
    tell_faults(faults)
    if summary.beyond_holiday_data:
        note(f"tickets that needed public holidays of years for which none are known: {summary.beyond_holiday_data}")
    return summary


def tell_faults(faults: Sequence[Fault]) -> None:
    """Say what is wrong with some rows, and again at the end, where it is seen, what many of them have."""
    for fault in faults:
        id_ = f" ({fault.id[:_LONGEST_ID]})" if fault.id else ""
        say(f"line {fault.line}{id_}: {fault.reason}")
    for reason, rows in Counter(fault.reason for fault in faults).most_common():
        if rows > _MANY_ALIKE:
            note(f"{rows} rows have one fault: {reason}")


def shown_progress(results: Iterator[Result], total: int) -> Iterable[Result]:
    """Return results while a terminal shows how far the work is."""
    terminal = Console(file=sys.stderr)
    if total < LONG_FILE or not terminal.is_terminal:
        return results
    return track(results, "Judging tickets", total=total, console=terminal, transient=True)


def refuse_the_file_itself(output: Path, read: Path) -> None:
    """Refuse to write over the file that is read."""
    if output.exists() and output.samefile(read):
        raise InputError(f"--output {shown(str(output))} is the file that is read: type another")


def opened(path: Path) -> TextIOWrapper:
    """Return a file opened for writing text.

    Raises:
        InputError: it cannot be written.
    """
    try:
        return path.open("w", encoding="utf-8", newline="")
    except OSError as fault:
        raise InputError(f"--output {shown(str(path))} cannot be written: {fault.strerror}") from None
    except ValueError:
        raise InputError(f"--output {shown(str(path))} is no path: type the name of a file") from None
