"""The parts of the reference that are made from the code: ``python -m tests.reference`` writes them afresh.

A page holds such a part between two comments that name it.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from cyclopts import App

from slacalc import Package, State, Ticket, assess
from slacalc.cli.app import app
from slacalc.events import Kind

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-01-{text}").replace(tzinfo=UTC)


# states by events ----------------------------------------------------------------------------------------------------

CONTRACT = Package.preset("p1-p4").amend(
    priorities={
        "P2": {"response": "1-4 working hours", "resolution": "1-3 working days"},
        "P3": {"response": "by agreement", "resolution": "by agreement"},
    },
    handling={"pauses": ["response", "resolution"]},
)
"""Both clocks in every state: ranges for P2, nothing before it is agreed for P3, and pauses that stop both."""
P1, P2 = (Ticket(reported_at=at("05 09:00"), priority=name) for name in ("P1", "P2"))  # a Monday, as the desk opens
BOTH = {
    State.NOT_STARTED: (Ticket(reported_at=at("03 12:00"), priority="P1"), at("04 12:00")),
    State.RUNNING: (P1, at("05 10:00")),
    State.PAUSED: (P1.paused(at("05 10:00")), at("05 11:00")),
    State.OVERDUE: (P1, at("07 10:00")),
    State.CANCELLED: (P1.cancelled(at("05 10:00")), at("05 11:00")),
    State.NO_DEADLINE: (Ticket(reported_at=at("05 09:00"), priority="P3"), at("05 10:00")),
}
"""A ticket, and an instant, at which both clocks are in a state."""
BEFORE: dict[str, dict[State, tuple[Ticket, datetime]]] = {
    "response": BOTH
    | {
        State.AT_RISK: (P1, at("05 16:00")),
        State.IN_WINDOW: (P2, at("05 10:30")),
        State.MET: (P1.responded(at("05 10:00")), at("05 11:00")),
        State.MISSED: (P1.responded(at("06 10:00")), at("06 11:00")),
    },
    "resolution": BOTH
    | {
        State.TRANSFERRED: (P1.transferred(at("05 10:00")), at("05 11:00")),
        State.AT_RISK: (P1, at("06 14:00")),
        State.IN_WINDOW: (P2, at("07 09:30")),
        State.MET: (P1.resolved(at("05 10:00")), at("05 11:00")),
        State.MISSED: (P1.resolved(at("07 10:00")), at("07 11:00")),
    },
}
"""The same of each clock; a ticket that is handed over has been answered, so its response is never transferred (S2)."""
NEVER_AFTER = {Kind.REPORTED, Kind.UNLOGGED}
"""What happens at the report and not after it."""


def after(ticket: Ticket, kind: Kind, then: datetime) -> Ticket:
    """Return a ticket after one more event of a kind."""
    match kind:
        case Kind.PRIORITISED:
            return ticket.prioritised("P4", then)
        case Kind.AGREED:
            return ticket.agreed(due=then + timedelta(days=30), at=then, overrides=True)
        case Kind.ESTIMATED:
            return ticket.estimated(date(2026, 2, 1), at=then)
        case Kind.EXCUSED:
            return ticket.excused("resolution", at=then, reason="outage")
        case _:
            changed: Ticket = getattr(ticket, kind)(then)
            return changed


def state(ticket: Ticket, clock: str, then: datetime) -> State:
    """Return the state of a clock at the instant of the latest event."""
    found: State = assess(ticket, CONTRACT, at=then).clocks[clock].state
    return found


def states(clock: str) -> Iterator[str]:
    """Return the table of states by events, row by row: from which state to which, and by what."""
    yield "| from | to | by |"
    yield "|---|---|---|"
    for before in (name for name in State if name in BEFORE[clock]):
        leads: dict[State, list[Kind]] = {}
        for kind in (kind for kind in Kind if kind not in NEVER_AFTER):
            leads.setdefault(led(clock, kind, before), []).append(kind)
        for found in (name for name in State if name in leads and name != before):
            yield f"| `{before}` | `{found}` | {', '.join(f'`{kind}`' for kind in leads[found])} |"


def led(clock: str, kind: Kind, before: State) -> State:
    """Return the state of a clock at the instant of an event."""
    ticket, then = BEFORE[clock][before]
    return state(after(ticket, kind, then), clock, then)


# commands ------------------------------------------------------------------------------------------------------------

WIDTH = {"COLUMNS": "96", "TERM": "dumb", "PYTHONUTF8": "1"}


def commands() -> Iterator[str]:
    """Return the help of slacalc and of each of its commands."""
    for names in named(app, ()):
        words = " ".join(["slacalc", *names])
        yield f"## {words}\n\n```text\n$ {words} --help\n{help_of(names)}\n```"


def named(command: App, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return a command and those below it, each by the words that one types."""
    yield names
    for name in sorted(name for name in command if not name.startswith("-")):
        yield from named(command[name], (*names, name))


def help_of(names: tuple[str, ...]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "slacalc.cli", *names, "--help"],
        env={name: value for name, value in os.environ.items() if name != "FORCE_COLOR"} | WIDTH,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


# writing -------------------------------------------------------------------------------------------------------------


@cache
def parts() -> dict[str, tuple[Path, str]]:
    """Return each part that is made from the code by its name: its page, and its text."""
    tables = {f"states-{clock}": (REFERENCE / "states.md", "\n".join(states(clock))) for clock in BEFORE}
    return tables | {"commands": (REFERENCE / "commands.md", "\n\n".join(commands()))}


def pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n\n).*?(?=\n\n<!-- end -->)", re.DOTALL)


def written(name: str, page: Path) -> str:
    """Return the part as it stands on its page."""
    found = pattern(name).search(page.read_text(encoding="utf-8"))
    assert found is not None, f"{page.name} has no part {name!r}"
    return found.group()


def write() -> None:
    for name, (page, text) in parts().items():
        old = page.read_text(encoding="utf-8")
        page.write_text(pattern(name).sub(lambda _, text=text: text, old), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
