"""Turn a helpdesk's event log into one row for each ticket, as `slacalc assess` reads it.

The log is the "Incident management process enriched event log" of the UCI Machine Learning Repository, a CSV file with
one line for each event (see incidents.NOTICE.md). Its times carry no zone; they are taken as UTC.

    python examples/incidents_from_log.py LOG.csv.gz > incidents.csv
    python examples/incidents_from_log.py LOG.csv.gz --sample > examples/incidents.csv
    python examples/incidents_from_log.py LOG.csv.gz --sample --events | gzip -9n > examples/incident_log.csv.gz
"""

import argparse
import csv
import gzip
import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

LOGGED = ("number", "seq", "incident_state", "made_sla", "opened_at", "sys_updated_at", "resolved_at", "priority")
COLUMNS = ("number", "priority", "opened_at", "responded_at", "resolved_at", "pauses")
WAITING = "Awaiting User Info"
SAMPLE = {"P1": 40, "P2": 60, "P3": 150, "P4": 50}

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Event:
    """One line of the log: when, into which state, and the incident's columns as they then stood."""

    at: datetime
    state: str
    priority: str
    opened_at: datetime
    resolved_at: datetime | None
    made_sla: bool
    """What the helpdesk itself says of its promise."""


def instant(text: str) -> datetime:
    """Read a time of the log."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def logged(path: Path) -> Iterator[dict[str, str]]:
    """Return the lines of the log."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def incidents(path: Path) -> dict[str, list[Event]]:
    """Read the log: each incident's events, in the order in which they were recorded."""
    found: dict[str, list[tuple[int, Event]]] = {}
    for line in logged(path):
        event = Event(
            at=instant(line["sys_updated_at"]),
            state=line["incident_state"],
            priority=line["priority"][:1],
            opened_at=instant(line["opened_at"]),
            resolved_at=instant(line["resolved_at"]) if line["resolved_at"] else None,
            made_sla=line.get("made_sla") == "true",
        )
        found.setdefault(line["number"], []).append((int(line["seq"]), event))
    return {
        number: [event for _, event in sorted(events, key=lambda pair: pair[0])] for number, events in found.items()
    }


def response(events: Sequence[Event]) -> datetime | None:
    """Return when the desk first touched the incident: its first state other than New, not before it was opened."""
    return next((max(event.at, event.opened_at) for event in events if event.state != "New"), None)


def pauses(events: Sequence[Event]) -> list[Span]:
    """Return when the desk waited for the customer: from each such event to the next, clipped and merged."""
    opened, resolved = events[-1].opened_at, events[-1].resolved_at
    waits = [(event.at, after.at) for event, after in pairwise(events) if event.state == WAITING]
    merged: list[Span] = []
    for start, end in sorted((max(a, opened), min(b, resolved) if resolved else b) for a, b in waits):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def row(number: str, events: Sequence[Event]) -> dict[str, str]:
    """Return an incident as a row of the table; the last event has the final priority."""
    responded, last = response(events), events[-1]
    return {
        "number": f"INC{number}",
        "priority": f"P{last.priority}",
        "opened_at": last.opened_at.isoformat(),
        "responded_at": responded.isoformat() if responded else "",
        "resolved_at": last.resolved_at.isoformat() if last.resolved_at else "",
        "pauses": ";".join(f"{start.isoformat()}/{end.isoformat()}" for start, end in pauses(events)),
    }


def sample(rows: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Choose some incidents of each priority: those whose number has the smallest SHA-256 digest."""
    for priority, wanted in SAMPLE.items():
        alike = [row for row in rows if row["priority"] == priority]
        yield from sorted(alike, key=lambda row: hashlib.sha256(row["number"].encode()).digest())[:wanted]


def write(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    """Write these columns of rows to standard output."""
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def main() -> None:
    """Write the table to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("log", type=Path, nargs="?", help="the event log, CSV, plain or gzip")
    parser.add_argument("--sample", action="store_true", help="only the few hundred incidents that the project ships")
    parser.add_argument("--events", action="store_true", help="their lines of the log instead of a row for each")
    options = parser.parse_args()
    if options.log is None:
        parser.print_help()
        return
    rows = [row(number, events) for number, events in incidents(options.log).items()]
    rows = list(sample(rows)) if options.sample else rows
    if options.events:
        chosen = {row["number"].removeprefix("INC") for row in rows}
        write(LOGGED, (line for line in logged(options.log) if line["number"] in chosen))
    else:
        write(COLUMNS, sorted(rows, key=lambda row: (row["opened_at"], row["number"])))


if __name__ == "__main__":
    main()
