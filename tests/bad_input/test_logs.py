"""What makes no event, no ticket and no status log is refused with what to write (S8, S9)."""

import json

import pytest

from slacalc import Event, Ticket
from tests.bad_input import logs
from tests.bad_input.proof import Bad, complaints, distinct, report

EVENTS, TICKETS, LOGS = logs.events(), logs.tickets(), logs.logs()
ALL = {f"event: {fault}": bad for fault, bad in EVENTS.items()} | TICKETS | LOGS


@pytest.mark.parametrize("fault", ALL)
def test_what_tells_no_history_says_what_to_write(fault):
    found = complaints(ALL[fault], logs.ask)
    assert not found, report(found)


@pytest.mark.parametrize("kind", logs.KINDS)
def test_a_good_event_is_read_and_written_alike(kind):
    event = Event.from_dict({"kind": kind, "at": "2026-05-11T10:00+0100", **logs.KINDS[kind]})
    assert Event.from_dict(json.loads(json.dumps(event.to_dict()))) == event


@pytest.mark.parametrize(
    "at",
    ["2026-05-11T09:00Z", "2026-05-11 10:00:00+01:00", "20260511T090000z", "2026-W20-1T10:00+01", "2026-05-11t09:00Z"],
)
def test_the_forms_of_iso_8601_are_read_alike(at):
    assert Event.from_dict({"kind": "reported", "at": at}).at == logs.T0
    assert Ticket.from_statuses([(at, "New")], meaning=logs.MEANING).reported_at == logs.T0


@pytest.mark.parametrize("size", [1, 40, 400])
def test_a_status_without_a_meaning_among_thousands_is_told_soon(size):
    meaning = {f"{'waiting ' * size}{number}": "open" for number in range(20_000)}
    bad = Bad(
        ("terms", {"rows": [(logs.T0, "waiting " * size)], "meaning": meaning}), "^status 'waiting .* has no meaning"
    )
    found = complaints([bad], logs.ask)
    assert not found, report(found)


def test_there_are_thousands_of_bad_events_tickets_and_logs():
    assert distinct(EVENTS) + distinct(TICKETS) >= 2_000
    assert distinct(LOGS) >= 2_000
