"""Random reports under random contracts with cover and pauses: every rule and reading against the oracle."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from slacalc import Assessment, Deadlines, Package, assess, deadlines
from tests.conformance.questions import ticket
from tests.oracle import verdict as oracle
from tests.oracle.clock import OutOfReach
from tests.oracle.contract import Contract
from tests.oracle.instants import MINUTE, utc
from tests.oracle.recipe import text
from tests.oracle.verdict import Events
from tests.proof.asking import instant
from tests.proof.comparing import Tally
from tests.proof.contracts import Drawn, drawn, history, near_instant
from tests.proof.drawing import ZONES

ABOUT = "random reports under random contracts with cover and pauses, every rule and reading"
CONTRACTS, REPORTS = 4, 250
"""Contracts around one instant, for which the wall clock is read once; and reports under each."""
PIECES = 1_050
YEARS = range(1975, 2090)
JUDGED = 4
"""One report in so many is judged at an instant too, every field of both clocks."""
MARKS = ("due", "expected_from", "estimate")
FIELDS = (
    *("due", "expected_from", "estimate", "at_risk_at", "due_if_resumed", "started_at", "completed_at", "breached_at"),
    *("used", "remaining", "overrun", "paused_time", "state", "breached", "commitment"),
)


def pieces() -> int:
    """Return how many pieces the whole run has."""
    return PIECES


def piece(seed: int, number: int) -> Tally:
    """Draw an instant and some contracts around it, and make reports under each."""
    chance, tally = Random(f"{seed}/{number}"), Tally()
    zone = chance.choice(ZONES)
    near = near_instant(chance, zone, YEARS)
    tally.meet("zones", zone)
    for _ in range(CONTRACTS):
        _try_one(chance, drawn(chance, zone, near), tally)
    return tally


def _try_one(chance: Random, made: Drawn, tally: Tally) -> None:
    contract, package = made.contract(), made.package()
    tally.counts["contracts"] += 1
    tally.meet("readings", *(f"{name}={value}" for name, value in made.reading.items()))
    for number in range(REPORTS):
        events = history(chance, made.near, chance.choice(list(made.levels)))
        now = events.reported + chance.choice((0, 1, chance.randrange(14 * 1440) * MINUTE))
        try:
            differences = _differences(events, contract, package, now if number % JUDGED == 0 else None)
        except OutOfReach:
            tally.counts["out of the oracle's reach"] += 1
            continue
        _count(tally, made, events)
        if differences:
            tally.differ(f"{differences}; {events}; now {now}; {_told(made)}")


def _count(tally: Tally, made: Drawn, events: Events) -> None:
    tally.counts["reports"] += 1
    tally.counts["reports with pauses"] += bool(events.pauses)
    tally.counts["reports with cover"] += bool(made.cover)
    tally.meet("targets", *made.levels[events.priority or ""])


def _told(made: Drawn) -> str:
    return (
        f"{made.zone}, {text(made.hours)}, own {made.own}, {made.reading}, {made.cover}, {made.starts}, {made.pauses}"
    )


def _differences(events: Events, contract: Contract, package: Package, now: int | None) -> list[str]:
    """Return what slacalc says otherwise than the oracle: of the whole history, or as at an instant."""
    told = ticket(events)
    if now is None:
        wanted, answer = oracle.deadlines(events, contract), deadlines(told, package)
        return [each for name in wanted for each in _of_marks(name, wanted[name], answer)]
    verdicts, judged = oracle.assess(events, contract, now), assess(told, package, at=utc(now))
    return [each for name in verdicts for each in _of_clock(name, verdicts[name], judged)]


def _of_marks(name: str, wanted: oracle.Marks, answer: Deadlines) -> list[str]:
    found = {mark: plain(getattr(answer, f"{name}_{mark}")) for mark in MARKS}
    return _unlike(name, wanted, found)


def _of_clock(name: str, wanted: oracle.Verdict, judged: Assessment) -> list[str]:
    clock = judged.clocks[name]
    return _unlike(name, wanted, {field: plain(getattr(clock, field)) for field in FIELDS})


def _unlike(name: str, wanted: object, found: dict[str, Any]) -> list[str]:
    pairs = [(field, value, getattr(wanted, field)) for field, value in found.items()]
    return [f"{name}.{field}: slacalc {value}, oracle {other}" for field, value, other in pairs if value != other]


def plain(value: Any) -> Any:
    """Return a field of an answer as the oracle writes it."""
    if isinstance(value, datetime):
        return instant(value)
    return value // timedelta(microseconds=1) if isinstance(value, timedelta) else value
