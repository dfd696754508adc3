"""``slacalc explain``: why a ticket's clocks say what they say, stretch by stretch."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from slacalc.cli.clock import instant_asked
from slacalc.cli.output import write_json
from slacalc.cli.package_files import package_of
from slacalc.cli.rows import Priorities
from slacalc.cli.terminal import plain
from slacalc.cli.times import TimeReader
from slacalc.errors import InputError, shown
from slacalc.explanation import Explanation
from slacalc.explanation import explain as explanation_of
from slacalc.tickets import Ticket


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened to the ticket."""

    reported: str
    """When it was reported, for instance 2026-12-24T16:30+00:00."""
    priority: str | None = None
    """Its priority; none while it is not known."""
    responded: str | None = None
    """When somebody answered."""
    resolved: str | None = None
    """When it was resolved."""
    paused: Annotated[tuple[str, ...], Parameter(negative=(), show_default=False)] = ()
    """A time on which it waited, from/to, or from/ while it still does; may be repeated."""


def explain(
    *,
    package: str,
    at: str,
    history: History,
    tz: str | None = None,
    svg: Path | None = None,
    json: Annotated[bool, Parameter(negative=(), show_default=False)] = False,
) -> int:
    """Say of every stretch of a ticket's clocks whether it was counted or skipped, and by which rule.

    Example: slacalc explain --package p1-p4 --priority P2 --reported 2026-05-11T10:00+01:00 --at 2026-05-18T12:00+01:00

    Args:
        package: Preset (p1-p3, p1-p4) or path of a TOML or JSON file.
        at: The instant at which the ticket is judged, or now.
        tz: Zone of times without an offset, for instance Europe/London.
        svg: Also draw it into this file, for instance ticket.svg; what is in the file is written over.
        json: Write JSON.
    """
    terms = package_of(package)
    times = TimeReader(tz=tz, dates="iso", suggested=terms.tz)
    ticket = Ticket(
        reported_at=times.option("--reported", history.reported),
        priority=Priorities(terms).option(history.priority),
        responded_at=None if history.responded is None else times.option("--responded", history.responded),
        resolved_at=None if history.resolved is None else times.option("--resolved", history.resolved),
    )
    found = explanation_of(_paused(ticket, times, history.paused), terms, at=instant_asked(at, times))
    if svg is not None:
        _draw(found, svg)
    if json:
        write_json(sys.stdout, found.to_dict())
    else:
        print(plain(str(found)))
    return 0


def _draw(found: Explanation, file: Path) -> None:
    try:
        file.write_text(found.svg(), encoding="utf-8", newline="\n")
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise InputError(f"--svg {shown(str(file))} cannot be written: {why}") from None


def _paused(ticket: Ticket, times: TimeReader, pauses: Sequence[str]) -> Ticket:
    for pause in pauses:
        start, slash, end = pause.partition("/")
        if not slash:
            raise InputError(
                f"--paused {shown(pause)} is no stretch: type from/to, or from/ while the ticket still waits"
            )
        ticket = ticket.paused(times.option("--paused", start))
        ticket = ticket.resumed(times.option("--paused", end)) if end else ticket
    return ticket
