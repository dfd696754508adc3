"""How verdicts are written: a table for people, CSV and JSON for programs."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from slacalc.assessment import Assessment
from slacalc.cli.moments import short, written
from slacalc.cli.reading_files import Fault
from slacalc.cli.summary import COUNTS, ESTIMATE_COUNTS, Summary
from slacalc.cli.terminal import plain
from slacalc.clocks import Clock
from slacalc.handling import CLOCKS

Format = Literal["table", "csv", "json", "xlsx"]
MARKS = ("due", "state", "breached", "expected_from", "estimate")
_NARROWEST_DAY, _WIDEST_DAY = 9, 13
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a text begins that a spreadsheet takes for a formula."""
FIELDS = ("line", "id", "priority", *(f"{clock}_{mark}" for clock in CLOCKS for mark in MARKS), "reason")
_COLOURS = {"missed": "red", "overdue": "red", "at_risk": "yellow", "met": "green"}


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on the ticket of one row."""

    line: int
    id: str | None
    assessment: Assessment


Result = Judged | Fault


def write_lines(file: TextIO, lines: Iterable[tuple[str, str]]) -> None:
    """Write pairs of a label and a text, the texts wrapped beside their labels."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in lines:
        grid.add_row(Text(label), Text(text))
    _print(file, grid)


def write_grid(file: TextIO, titles: Iterable[str], rows: Iterable[Iterable[str]], foot: str) -> None:
    """Write rows under their titles, and a line below."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    _print(file, table, Text(), Text(foot))


def write_month(file: TextIO, title: str, weeks: Iterable[Iterable[Iterable[tuple[str, str]]]], foot: str) -> None:
    """Write a month as a table of weeks; each day is lines, each with its style, of which colour is never all."""
    table = Table(title=Text(title), title_justify="left", box=box.SQUARE, show_lines=True, padding=0)
    width = min(_WIDEST_DAY, max(_NARROWEST_DAY, Console(file=file).width // 7 - 1))
    for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        table.add_column(name, overflow="fold", width=width)
    for week in weeks:
        table.add_row(*(Text("\n").join(Text(said, style) for said, style in day) for day in week))
    _print(file, table, Text(foot))


def write_json(file: TextIO, value: Any) -> None:
    """Write one JSON value."""
    json.dump(value, file, ensure_ascii=False, indent=2)
    file.write("\n")


def write_csv(file: TextIO, results: Iterable[Result]) -> None:
    """Write one row for each result, a bad one with its reason; instants are ISO 8601 in the package's zone.

    Text that a spreadsheet would run as a formula has an apostrophe before it; JSON has it as it is.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows(_csv_row(result) for result in results)


def _csv_row(result: Result) -> list[Any]:
    if isinstance(result, Fault):
        return [result.line, _harmless(result.id), *[None] * (len(FIELDS) - 3), _harmless(result.reason)]
    clocks = (result.assessment.response, result.assessment.resolution)
    cells = [cell for clock in clocks for cell in _csv_cells(clock)]
    return [result.line, _harmless(result.id), _harmless(result.assessment.priority), *cells, None]


def _harmless(text: str | None) -> str | None:
    return f"'{text}" if text and text.startswith(_FORMULA) else text


def _csv_cells(clock: Clock) -> Iterator[str | None]:
    yield written(clock.due)
    yield str(clock.state)
    yield "true" if clock.breached else "false"
    yield written(clock.expected_from)
    yield written(clock.estimate)


def json_rows(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Return one dictionary for each result: its line and id, the reason of a bad one, the verdict on a good one."""
    return [
        {"line": result.line, "id": result.id, "reason": result.reason}
        if isinstance(result, Fault)
        else {"line": result.line, "id": result.id, "reason": None, **result.assessment.to_dict()}
        for result in results
    ]


def write_table(file: TextIO, results: Sequence[Result], rows: int, tz: str) -> None:
    """Write the verdicts on the first so many tickets, how to see the others, and an empty line."""
    judged = [result for result in results if isinstance(result, Judged)]
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for name in ("Ticket", "Priority", "Response due", "State", "Resolution due", "State"):
        table.add_column(name, overflow="fold")
    for one in judged[:rows]:
        clocks = (one.assessment.response, one.assessment.resolution)
        cells = [cell for clock in clocks for cell in (Text(_due(clock)), _state(clock))]
        table.add_row(Text(plain(one.id or f"line {one.line}")), Text(one.assessment.priority or ""), *cells)
    parts: list[RenderableType] = [table, Text()] if judged[:rows] else []
    parts += map(Text, _legend(judged[:rows], len(judged), tz))
    if parts:
        _print(file, *parts, Text())


def _due(clock: Clock) -> str:
    if clock.due is None:
        return f"({short(clock.estimate)})" if clock.estimate else ""
    return f"{short(clock.expected_from)} to\n{short(clock.due)}" if clock.expected_from else short(clock.due)


def _state(clock: Clock) -> Text:
    text = str(clock.state).replace("_", " ") + (" !" if clock.breached else "")
    return Text(text, style=_COLOURS.get(clock.state, ""))


def _legend(shown: Sequence[Judged], total: int, tz: str) -> Iterator[str]:
    clocks = [clock for one in shown for clock in (one.assessment.response, one.assessment.resolution)]
    if shown:
        yield f"Times in {tz}."
    if any(clock.breached for clock in clocks):
        yield "!: breached."
    if any(clock.due and clock.expected_from for clock in clocks):
        yield "One time to another: expected from the first, due at the second."
    if any(clock.due is None and clock.estimate for clock in clocks):
        yield "In brackets: an estimate, never a deadline."
    if total > len(shown):
        yield f"{total - len(shown)} more tickets are not shown: type --rows {total}, or --format csv."


def write_summary(file: TextIO, summary: Summary) -> None:
    """Write the counts by priority."""
    bad = f", {summary.bad_rows} bad row{'' if summary.bad_rows == 1 else 's'}" if summary.bad_rows else ""
    parts: list[RenderableType] = [Text(f"{summary.tickets} ticket{'' if summary.tickets == 1 else 's'}{bad}")]
    if summary.tickets:
        parts += [Text(), _counts(summary.promises(), COUNTS, "Promise")]
    if estimates := summary.estimates():
        parts += [Text(), _counts(estimates, ESTIMATE_COUNTS, "Estimate")]
    _print(file, *parts)


def _counts(rows: Sequence[dict[str, Any]], counted: Sequence[str], title: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("Priority", overflow="fold")
    table.add_column(title)
    for name in counted:
        table.add_column(name.replace("_", "\n").capitalize(), justify="right", vertical="bottom")
    for row in rows:
        aim = " (aim)" if row.get("commitment") == "aim" else ""
        table.add_row(Text(row["priority"]), Text(row["clock"] + aim), *(str(row[name]) for name in counted))
    return table


def _print(file: TextIO, *parts: RenderableType) -> None:
    # Tables pad their last column: what is piped on or kept in a file is better without.
    terminal = Console(file=file, highlight=False, markup=False, emoji=False)
    with terminal.capture() as captured:
        terminal.print(*parts, sep="\n")
    file.writelines(f"{line.rstrip()}\n" for line in captured.get().removesuffix("\n").split("\n"))
