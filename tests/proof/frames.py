"""Random histories of tickets, judged as a frame and one by one: every column must be what each ticket is told."""

import warnings
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pandas as pd

from slacalc import Package, Ticket, assess
from slacalc.errors import PackageError, SlaError
from slacalc.events import Event, Kind
from slacalc.frames.answers import judged_sheet
from slacalc.frames.sheet import AMOUNTS, INSTANTS, Sheet
from slacalc.handling import Handling
from slacalc.instants import moment
from slacalc.verdicts import State
from slacalc.windows import DAY, NEVER
from tests.oracle.instants import HOUR, MINUTE
from tests.proof.comparing import Tally
from tests.proof.contracts import drawn, near_instant
from tests.proof.drawing import ZONES

ABOUT = "random histories with every kind of event, as a frame and ticket by ticket"
TICKETS, SHAPES, PIECES = 5_000, 40, 1_000
YEARS = range(1975, 2090)
MOST_EVENTS = 6
NULL = -(2**63)
STATES = list(State)


def pieces() -> int:
    """Return how many pieces the whole run has."""
    return PIECES


def piece(seed: int, number: int) -> Tally:
    """Draw a package, some histories, and tickets that lived each of them at other times."""
    chance, tally = Random(f"{seed}/{number}"), Tally()
    zone = chance.choice(ZONES)
    near = near_instant(chance, zone, YEARS)
    package = _package(chance, zone, near)
    lives = [_life(chance, package) for _ in range(SHAPES)]
    tickets = [_ticket(chance, chance.choice(lives), near) for _ in range(TICKETS)]
    at = near + chance.choice((0, 5, 20)) * DAY + chance.randrange(1440) * MINUTE
    tally.meet("zones", zone)
    tally.counts.update({"packages": 1, "tickets": len(tickets), "events": sum(len(each.events) for each in tickets)})
    for message in _differences(tickets, package, at, tally):
        tally.differ(f"{message}; {package!r}; at {at}")
    return tally


def _package(chance: Random, zone: str, near: int) -> Package:
    handling = Handling(**{name: chance.choice(values) for name, values in Handling.VALUES.items()})  # type: ignore[arg-type]
    stops = ("response", "resolution", "update", "next_reply")
    handling = replace(handling, pauses=tuple(clock for clock in stops if chance.randrange(2)))
    package = drawn(chance, zone, near).package().amend(handling=handling)
    messages = {"next_reply": "4 working hours", "update": "1 working day"}
    first = {package.scheme.levels[0].name: messages}
    return package.amend(priorities=first) if chance.randrange(2) else package


Life = list[tuple[int, Kind, dict[str, Any]]]
_KINDS = [kind for kind in Kind if kind is not Kind.REPORTED]


def _life(chance: Random, package: Package) -> Life:
    """Return what happens to a ticket, by the time after its report."""
    names = [level.name for level in package.scheme.levels]
    found: Life = [(0, Kind.PRIORITISED, {"priority": chance.choice(names)})] if chance.randrange(8) else []
    for _ in range(chance.randrange(MOST_EVENTS)):
        after = chance.randrange(10 * 24) * HOUR + chance.choice((0, 0, 1, 17 * MINUTE))
        found.append((after, kind := chance.choice(_KINDS), _details(chance, kind, names, after)))
    return found


def _details(chance: Random, kind: Kind, names: list[str], after: int) -> dict[str, Any]:
    told: dict[str, Any] = {"sequence": chance.choice((None, None, None, 1, 2))}
    match kind:
        case Kind.PRIORITISED:
            told["priority"] = chance.choice(names)
        case Kind.EXCUSED:
            told |= {"clock": chance.choice(("response", "resolution")), "reason": "storm"}
        case Kind.AGREED:
            told |= {"due": after + chance.randrange(5 * 24) * HOUR, "overrides": bool(chance.randrange(2))}
        case Kind.ESTIMATED:
            told["day"] = chance.randrange(10)
    if not chance.randrange(12):
        told["recorded"] = after + chance.randrange(48) * HOUR
    return told


def _ticket(chance: Random, life: Life, near: int) -> Ticket:
    report = near + chance.randrange(-20 * 1440, 5 * 1440) * MINUTE
    return Ticket.from_events([Event(Kind.REPORTED, report), *(_event(report, *each) for each in life)])


def _event(report: int, after: int, kind: Kind, details: dict[str, Any]) -> Event:
    moved = {name: report + value for name, value in details.items() if name in {"due", "recorded"}}
    if "day" in details:
        moved["day"] = report // DAY + details["day"]
    return Event(kind, report + after, **{**details, **moved})


# both ways -----------------------------------------------------------------------------------------------------------


def _differences(tickets: list[Ticket], package: Package, at: int, tally: Tally) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = _as_a_frame(tickets, package, at)
        for row, ticket in enumerate(tickets):
            said = _alone(ticket, package, at)
            tally.counts["not judged"] += not said
            if said != (got := _of_sheet(sheet, row)):
                differ = sorted(name for name in {*said, *got} if said.get(name) != got.get(name))
                yield f"{differ}: {[(said.get(name), got.get(name)) for name in differ]} of {ticket!r}"


def _as_a_frame(tickets: list[Ticket], package: Package, at: int) -> Sheet:
    listed = [(row, event) for row, each in enumerate(tickets) for event in each.events if event.kind != "reported"]
    frame = pd.DataFrame({"ticket": range(len(tickets)), "reported": _column([t.events[0].instant for t in tickets])})
    events = pd.DataFrame(
        {
            "ticket": np.array([row for row, _ in listed], dtype=np.int64),
            "at": _column([event.instant for _, event in listed]),
            "kind": [str(event.kind) for _, event in listed],
            "due": _column([event.due for _, event in listed]),
            "recorded_at": _column([event.recorded for _, event in listed]),
            "date": pd.to_datetime([None if e.day is None else np.datetime64(e.day, "D") for _, e in listed]),
            "sequence": pd.array([event.sequence for _, event in listed], dtype="Int64"),
            **{name: [getattr(event, name) or None for _, event in listed] for name in ("priority", "reason", "clock")},
            "overrides": [event.overrides or None for _, event in listed],
        }
    )
    return judged_sheet(frame, package, at=moment(at), reported="reported", ticket="ticket", events=events)


def _column(instants: list[int | None]) -> Any:
    ticks = np.array([NULL if each is None else each for each in instants], dtype=np.int64)
    return pd.Series(ticks.view("M8[us]")).dt.tz_localize("UTC")


def _alone(ticket: Ticket, package: Package, at: int) -> dict[str, Any]:
    if at < ticket.events[0].instant:
        return {}
    try:
        found = assess(ticket, package, at=moment(at))
    except (PackageError, SlaError):
        return {}
    told: dict[str, Any] = {"priority": found.priority}
    for name, clock in found.clocks.items():
        outcome = clock.outcome
        marks = {mark: getattr(outcome, mark) for mark in (*INSTANTS[:4], "at_risk_at", "due_if_resumed")}
        times = {**marks, "completed_at": clock.completed, "breached_at": outcome.breach.at}
        told |= {f"{name}_{mark}": value for mark, value in times.items() if value != NEVER}
        amounts = {each: getattr(outcome, each) for each in AMOUNTS}
        told |= {f"{name}_{each}": value for each, value in amounts.items() if value is not None}
        told |= {f"{name}_state": STATES[outcome.state], f"{name}_commitment": clock.commitment}
        told |= {f"{name}_excused": clock.excused, f"{name}_on_arrival": clock.breached_on_arrival}
    return told


def _of_sheet(sheet: Sheet, row: int) -> dict[str, Any]:
    if not sheet.judged[row]:
        return {}
    told: dict[str, Any] = {"priority": _word(sheet.priority, row)}
    for name, columns in sheet.clocks.items():
        values = {each: int(columns.column(each)[row]) for each in (*INSTANTS, *AMOUNTS)}
        told |= {f"{name}_{each}": value for each, value in values.items() if value != NULL}
        commitment = int(columns.commitment[row])
        told[f"{name}_commitment"] = ("contract", "aim")[commitment] if commitment >= 0 else None
        told |= {f"{name}_state": STATES[columns.state[row]], f"{name}_on_arrival": bool(columns.on_arrival[row])}
        told[f"{name}_excused"] = _word(columns.excused, row)
    return told


def _word(words: Any, row: int) -> str | None:
    return words.texts[words.places[row]] if words.places[row] >= 0 else None
