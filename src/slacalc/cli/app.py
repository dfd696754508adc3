"""The commands and their options, as cyclopts reads them."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from slacalc import __version__
from slacalc.cli.assess import Export, Report, judge
from slacalc.cli.calendar_rows import calendar
from slacalc.cli.check import check
from slacalc.cli.clock import instant_asked
from slacalc.cli.columns import ColumnNames
from slacalc.cli.describe import describe
from slacalc.cli.diff import diff
from slacalc.cli.due import DueAnswer
from slacalc.cli.explain import explain
from slacalc.cli.new import new
from slacalc.cli.numbers import whole
from slacalc.cli.output import Format, write_json, write_lines
from slacalc.cli.package_files import package_of
from slacalc.cli.profiles import profile_of
from slacalc.cli.report import PageOptions, write_page
from slacalc.cli.rows import Priorities
from slacalc.cli.schema import schema
from slacalc.cli.times import DateOrder, TimeReader
from slacalc.errors import InputError, shortened
from slacalc.tickets import Ticket

app = App(
    name="slacalc",
    version=__version__,
    help="""Deadlines and breach verdicts for support promises, reckoned in working time.

    Exit codes: 0 all went well, 1 some rows of the file were bad, 2 the call itself was wrong. As usual, check is 1
    where it warns, and diff where something changes.
    """,
    result_action="return_value",
)
for command in (explain, new, describe, check, diff, schema):
    app.command(command)
app.command(calendar)


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments say and return its exit code.

    Raises:
        SlaError: the call cannot be answered as it stands.
    """
    try:
        code = app(list(arguments), exit_on_error=False, print_error=False)
    except CycloptsError as fault:
        raise InputError(f"{shortened(str(fault), 400)} Type slacalc --help for what there is.") from None
    return code or 0


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """How the file is read."""

    tz: str | None = None
    """Zone of times without an offset, for instance Europe/London."""
    dates: DateOrder | None = None
    """Order of dates such as 04/05/2026: day first, month first, or year first with any other order a bad row."""
    map_priority: Annotated[tuple[str, ...], Parameter(negative=(), show_default=False)] = ()
    """What the file says for a priority, for instance "1 - Critical=P1"; may be repeated."""
    profile: str | None = None
    """Product that wrote the file, for its columns, status words and dates: jira, servicenow, zendesk, or the path of
    a TOML file of your own."""
    sheet: str | None = None
    """Sheet of a workbook; its first if there is none."""


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """How verdicts are written."""

    format: Format = "table"
    """How verdicts are written; the summary goes with the table, into the JSON or the workbook, and with CSV and xlsx
    to stderr."""
    output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None
    """File to write instead of standard output."""
    rows: Annotated[int, Parameter(converter=whole("number of rows", "0 or more"))] = 40
    """Tickets that the table shows; the other formats hold all."""


@app.command
def due(
    *,
    package: str,
    reported: str,
    priority: str | None = None,
    logged: str | None = None,
    tz: str | None = None,
    json: Annotated[bool, Parameter(negative=(), show_default=False)] = False,
) -> int:
    """Say when one report is due, and how each word of the promise is read.

    Example: slacalc due --package p1-p4 --priority P2 --reported "2026-12-24T16:30+00:00"

    Args:
        package: Preset (p1-p3, p1-p4) or path of a TOML or JSON file.
        reported: When it was reported, for instance 2026-12-24T16:30+00:00.
        priority: Its priority; none while it is not known.
        logged: When it was logged, where that is later than the report.
        tz: Zone of times without an offset, for instance Europe/London.
        json: Write JSON.
    """
    terms = package_of(package)
    times = TimeReader(tz=tz, dates="iso", suggested=terms.tz)
    ticket = Ticket(
        reported_at=times.option("--reported", reported),
        priority=Priorities(terms).option(priority),
        logged_at=None if logged is None else times.option("--logged", logged),
    )
    answer = DueAnswer.of(ticket, terms)
    if json:
        write_json(sys.stdout, answer.to_dict())
    else:
        write_lines(sys.stdout, answer.lines())
    return 0


@app.command
def assess(
    tickets: Path,
    /,
    *,
    package: str,
    at: str,
    source: SourceOptions = SourceOptions(),
    columns: Annotated[ColumnNames, Parameter(name="*")] = ColumnNames(),  # noqa: B008 (a frozen value)
    report: ReportOptions = ReportOptions(),
) -> int:
    """Judge every ticket of a helpdesk's export: CSV, or a workbook (.xlsx).

    Encoding (UTF-8 or cp1252) and separator (comma, semicolon or tab) are found out. A bad row is told on stderr with
    its line and reason, and the others are judged; the exit code is then 1.

    Example: slacalc assess tickets.csv --package p1-p4 --at 2026-05-20T12:00+01:00

    Args:
        tickets: The export: a header, then one row for each ticket.
        package: Preset (p1-p3, p1-p4) or path of a TOML or JSON file.
        at: The instant at which tickets are judged, for instance 2026-05-20T12:00+01:00, or now.
    """
    if report.rows < 0:
        raise InputError(f"--rows {report.rows} is no number of rows: type 0 or more")
    terms = package_of(package)
    asked = instant_asked(at, TimeReader(tz=source.tz, dates="iso", suggested=terms.tz))
    times = TimeReader(tz=source.tz, dates=source.dates, suggested=terms.tz)
    export = Export(tickets, columns, times, source.map_priority, source.sheet, profile_of(source.profile))
    return judge(export, terms, asked, Report(report.format, report.output, report.rows))


@app.command
def report(
    tickets: Path,
    /,
    *,
    package: str,
    at: str,
    source: SourceOptions = SourceOptions(),
    columns: Annotated[ColumnNames, Parameter(name="*")] = ColumnNames(),  # noqa: B008 (a frozen value)
    page: PageOptions,
) -> int:
    """Make a page of a helpdesk's export: how its promises were kept, what broke them, and what is still open.

    One file that needs no network and no script: read in a browser, on a phone too, or printed.

    Example: slacalc report tickets.csv --package p1-p4 --at 2026-05-20T12:00+01:00 --objective "P1=95%" -o report.html

    Args:
        tickets: The export: a header, then one row for each ticket.
        package: Preset (p1-p3, p1-p4) or path of a TOML or JSON file.
        at: The instant at which tickets are judged, for instance 2026-05-20T12:00+01:00, or now.
    """
    terms = package_of(package)
    asked = instant_asked(at, TimeReader(tz=source.tz, dates="iso", suggested=terms.tz))
    times = TimeReader(tz=source.tz, dates=source.dates, suggested=terms.tz)
    export = Export(tickets, columns, times, source.map_priority, source.sheet, profile_of(source.profile))
    return write_page(export, terms, asked, page)
