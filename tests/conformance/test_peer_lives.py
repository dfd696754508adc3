"""Lives of tickets that other projects test, or that went wrong in them, asked through the public interface."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from slacalc import Calendar, Package, Promise, Reading, Scheme, Target, Ticket, as_utc, assess
from slacalc.errors import UnreachableError
from slacalc.events import Kind

CASES = tomllib.loads(Path(__file__).with_name("peers").joinpath("lives.toml").read_text(encoding="utf-8"))["case"]
CLOCKS = ("response", "resolution", "next_reply", "update")
PEERS = {"response": "response", "resolution": "resolution", "update": "next_reply", "keep_in_loop": "update"}
"""What others call the clocks: an update timer that a customer's message starts is our next reply."""
STATES = {
    "running": {"running", "at_risk", "overdue", "not_started"},
    "paused": {"paused"},
    "resolved": {"met", "missed"},
}
HAPPENS = {
    "first_response": "responded",
    "pause": "paused",
    "resume": "resumed",
    "resolve": "resolved",
    "reopen": "reopened",
    "customer_message": "customer_replied",
    "agent_message": "updated",
}

# Where slacalc answers otherwise: by which convention, and what. At most five.
DIFFERENCES: dict[str, tuple[str, dict[str, Any]]] = {}
SUMMARY_OF_DIFFERENCES = f"peers' lives: {len(CASES)}, DIFFERENCES: {len(DIFFERENCES)}"


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def hours_of(case: dict[str, Any]) -> Calendar:
    hours = Calendar.never() if case["hours"] == "never" else Calendar.weekly(case["hours"], tz=case["tz"])
    closed = Calendar.dates([date.fromisoformat(day) for day in case.get("closed", [])], tz=case["tz"])
    return (hours - closed).in_zone(case["tz"])


def promises(targets: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for theirs, ours in PEERS.items():
        if seconds := targets.get(f"{theirs}_s"):
            found[ours] = Promise(Target.working(timedelta(seconds=seconds)))
        elif days := targets.get(f"{theirs}_days"):
            found[ours] = Promise(f"{days} working days")
    return found


def package_of(case: dict[str, Any]) -> Package:
    changes = [event["targets"] for event in case.get("events", []) if event["kind"] == "priority"]
    levels = {f"P{place}": promises(targets) for place, targets in enumerate([case["targets"], *changes])}
    by_day = any(key.endswith("_end_of_day") for key in case["targets"])
    reading = Reading(working_day="close" if by_day else "same_time")
    package = Package("peer", Scheme(levels, reading), hours_of(case))
    return package.amend(handling={"pauses": case.get("pauses", ["resolution"])})


def ticket_of(case: dict[str, Any]) -> Ticket:
    ticket, changes = Ticket(reported_at=instant(case["created"]), priority="P0"), 0
    for place, event in enumerate(case.get("events", []), 1):
        at = instant(event["at"])
        if event["kind"] == "priority":
            changes += 1
            ticket = ticket.prioritised(f"P{changes}", at, sequence=place)
        else:
            answers_first = event["kind"] == "agent_message" and ticket.first(Kind.RESPONDED) is None
            happens = "responded" if answers_first else HAPPENS[event["kind"]]
            ticket = getattr(ticket, happens)(at, sequence=place)
    return ticket


def asked_at(case: dict[str, Any]) -> datetime:
    known = [case["created"], *(event["at"] for event in case.get("events", []))]
    return instant(case["at"]) if "at" in case else max(map(instant, known))


def answers(case: dict[str, Any]) -> dict[str, Any]:
    """Return everything that a case may ask for, by their names."""
    found = assess(ticket_of(case), package_of(case), at=asked_at(case))
    said: dict[str, Any] = {}
    for theirs, ours in PEERS.items():
        clock = found.clocks.get(ours)
        if clock is None:
            continue
        answered = clock.completed_at is not None and ours in {"next_reply", "update"}
        said[f"{theirs}_due"] = None if answered else clock.due
        said[f"{theirs}_breached"] = clock.breached
        said[f"{theirs}_state"] = clock.state
        if clock.used is not None:
            said[f"{theirs}_elapsed_s"] = clock.used.total_seconds()
            said[f"{theirs}_margin_s"] = (clock.remaining - clock.overrun).total_seconds()
    said["clock_start"] = found.response.started_at or found.resolution.started_at
    paused = [clock.paused_time for clock in found.clocks.values() if clock.paused_time is not None]
    said["paused_working_s"] = max(map(timedelta.total_seconds, paused), default=0)
    said["next_due"] = min(
        (clock.due for clock in found.clocks.values() if clock.due and not clock.is_over), default=None
    )
    for escalation in case["targets"].get("escalations", []):
        said["escalation_at"] = escalated(said[f"{escalation['timer']}_due"], escalation, hours_of(case))
    return said


def escalated(due: datetime, escalation: dict[str, Any], hours: Calendar) -> datetime:
    """Return so much working time after or before a deadline, or so many working days."""
    if "offset_s" in escalation:
        return hours.add(due, timedelta(seconds=escalation["offset_s"]))
    day = hours.add_working_days(due.date(), escalation["offset_days"])
    return hours.closing(day)


def agrees(answer: Any, expected: Any, name: str) -> bool:
    if name.endswith("_state"):
        return answer in STATES[expected]
    if expected == "none" or answer is None:
        return expected == "none" and answer is None
    if isinstance(expected, str):
        return as_utc(answer) == instant(expected)
    return answer == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_peers_life_has_the_answer_of_its_source(case):
    if case["expected"] == [{"error": "no_open_time"}]:
        with pytest.raises(UnreachableError):
            answers(case)
        return
    found = answers(case)
    expected = DIFFERENCES[case["id"]][1] if case["id"] in DIFFERENCES else case["expected"][0]
    asked = {name: str(found.get(name)) for name in expected}
    assert fits(found, expected), asked


def fits(found: dict[str, Any], expected: dict[str, Any]) -> bool:
    return all(agrees(found.get(name), value, name) for name, value in expected.items())


def test_few_answers_differ_and_only_where_a_case_leaves_a_choice():
    cases = {case["id"]: case for case in CASES}
    assert len(DIFFERENCES) <= 5
    assert all(cases[name].get("policy") or len(cases[name]["expected"]) > 1 for name in DIFFERENCES)
    assert len(cases) == 56
