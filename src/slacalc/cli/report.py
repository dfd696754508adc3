"""``slacalc report``: an export in, a page on how the promises were kept out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from slacalc.cli.assess import Export, opened, refuse_the_file_itself, shown_progress, tell_faults, verdicts
from slacalc.cli.numbers import whole
from slacalc.cli.output import Judged
from slacalc.cli.reading_files import Fault
from slacalc.cli.rows import Row
from slacalc.cli.terminal import note
from slacalc.packages import Package
from slacalc.report.objectives import Objective
from slacalc.report.page import BadRow
from slacalc.report.page import report as page_of


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What stands on the page."""

    output: Annotated[Path, Parameter(name=("--output", "-o"))]
    """File of the page, for instance report.html; what is in the file is written over."""
    objective: Annotated[tuple[str, ...], Parameter(negative=(), show_default=False)] = ()
    """Share that is to be kept: "P1=95%", "P1 response=90%", "resolution=95%" or "95%"; may be repeated. A profile may
    have some too: those that are typed go before them."""
    title: str | None = None
    """Heading of the page; the name of the package if there is none."""
    worst: Annotated[int, Parameter(converter=whole("number of tickets", "0 or more"))] = 20
    """How many of the worst breaches and of the oldest open tickets are listed, at most 200."""


def _telling(notes: list[str]) -> Callable[[str], None]:
    def tell(remark: str) -> None:
        note(remark)
        notes.append(remark)

    return tell


def write_page(export: Export, package: Package, at: datetime, page: PageOptions) -> int:
    """Write the page on the tickets of an export; return 1 where some rows were bad, else 0.

    Raises:
        InputError: the call cannot be answered as it stands.
    """
    wanted = [Objective.parse(text, package) for text in (*export.profile.objectives, *page.objective)]
    refuse_the_file_itself(page.output, export.path)
    notes: list[str] = []
    rows = export.rows(package, _telling(notes))
    results = list(shown_progress(verdicts(rows, package, at), len(rows)))
    faults = [each for each in results if isinstance(each, Fault)]
    text = page_of(
        (
            (row.ticket, result.assessment)
            for row, result in zip(rows, results, strict=True)
            if isinstance(row, Row) and isinstance(result, Judged)
        ),
        package,
        at=at,
        title=page.title,
        objectives=wanted,
        bad_rows=[BadRow(each.line, each.id, each.reason) for each in faults],
        notes=notes,
        worst=page.worst,
    )
    with opened(page.output) as file:
        file.write(text)
    tell_faults(faults)
    good, bad = len(results) - len(faults), len(faults)
    counts = f"{good} ticket{'' if good == 1 else 's'}, {bad} bad row{'' if bad == 1 else 's'}"
    note(f"{page.output} is written: {counts}")
    return 1 if faults else 0
