"""A helpdesk's status log as a ticket: what each status means, and what its changes say."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from slacalc import Ticket
from slacalc.errors import InputError, NaiveDatetimeError, UnknownZoneError

LONDON = "Europe/London"
MEANING = {
    "New": "open",
    "Active": "responded",
    "Waiting": "paused",
    "Vendor": "paused",
    "Solved": "resolved",
    "Closed": "closed",
    "Junk": "cancelled",
    "Bug": "transferred",
    "Voicemail": "unlogged",
    "Note": "ignored",
}


def told(*rows, **how):
    ticket = Ticket.from_statuses(rows, meaning=MEANING, **{"tz": "UTC", **how})
    return [f"{event.kind} {event.at:HH:mm}" for event in ticket.events]


def log(*statuses):
    return [(f"2026-05-11 {9 + place:02}:00", status) for place, status in enumerate(statuses)]


@pytest.mark.parametrize(
    ("statuses", "events"),
    [
        (["New", "Active", "Active", "Solved"], ["reported 09:00", "responded 10:00", "resolved 12:00"]),
        (["New", "Waiting", "New"], ["reported 09:00", "paused 10:00", "resumed 11:00"]),
        (
            ["New", "Waiting", "Vendor", "Active"],
            ["reported 09:00", "paused 10:00", "resumed 12:00", "responded 12:00"],
        ),
        (["New", "Waiting", "Solved"], ["reported 09:00", "paused 10:00", "resumed 11:00", "resolved 11:00"]),
        (["New", "Solved", "Closed"], ["reported 09:00", "resolved 10:00", "closed 11:00"]),
        (["New", "Solved", "Active"], ["reported 09:00", "resolved 10:00", "reopened 11:00", "responded 11:00"]),
        (["New", "Closed", "Waiting"], ["reported 09:00", "closed 10:00", "reopened 11:00", "paused 11:00"]),
        (["New", "Junk"], ["reported 09:00", "cancelled 10:00"]),
        (["New", "Bug"], ["reported 09:00", "transferred 10:00"]),
        (["Voicemail", "New"], ["reported 09:00", "unlogged 09:00", "logged 10:00"]),
        (["New", "Waiting", "Note", "Active"], ["reported 09:00", "paused 10:00", "resumed 12:00", "responded 12:00"]),
    ],
)
def test_each_status_means_what_is_said(statuses, events):
    assert told(*log(*statuses)) == events


def test_a_log_needs_no_repairs():
    for statuses in (["New", "Waiting", "Solved", "Waiting", "Closed", "Active"], ["New", "Closed", "Solved", "Junk"]):
        ticket = Ticket.from_statuses(log(*statuses), meaning=MEANING, tz="UTC")
        assert [repair.code for repair in ticket.repairs if repair.code != "closed-unresolved"] in (
            [],
            ["resolved-while-over", "cancelled-while-over"],
        )


def test_rows_may_be_tables_with_priorities_and_reasons_in_any_order():
    rows = [
        {"at": "2026-05-12 09:00", "status": "Waiting", "priority": "P1", "reason": "outside our control"},
        {"at": "2026-05-11 09:00", "status": "New", "priority": "P2"},
    ]
    ticket = Ticket.from_statuses(rows, meaning=MEANING, tz=LONDON, id="INC-1", initial_priority="P3")
    assert [(str(event.kind), event.priority, event.reason) for event in ticket.events] == [
        ("reported", None, ""),
        ("prioritised", "P3", ""),
        ("prioritised", "P2", ""),
        ("prioritised", "P1", ""),
        ("paused", None, "outside our control"),
    ]
    assert (ticket.id, ticket.priority) == ("INC-1", "P1")


def test_a_pause_is_named_after_its_status():
    ticket = Ticket.from_statuses(log("New", "Waiting"), meaning=MEANING, tz="UTC")
    assert ticket.events[-1].reason == "Waiting"


def test_rows_of_one_instant_count_in_their_order():
    at = "2026-05-11 10:00"
    assert told(("2026-05-11 09:00", "New"), (at, "Waiting"), (at, "Active")) == [
        *("reported 09:00", "paused 10:00", "resumed 10:00", "responded 10:00")
    ]
    assert told(("2026-05-11 09:00", "New"), (at, "Solved"), (at, "Waiting")) == [
        *("reported 09:00", "resolved 10:00", "reopened 10:00", "paused 10:00")
    ]


def test_the_report_may_lie_before_the_log():
    reported = datetime(2026, 5, 11, 8, tzinfo=UTC)
    assert told(*log("New"), reported_at=reported) == ["reported 08:00"]
    assert told(reported_at=reported) == ["reported 08:00"]


@pytest.mark.parametrize(
    ("at", "how", "utc"),
    [
        ("2026-10-25 01:30", {"ambiguous": "earlier"}, "2026-10-25T00:30:00+00:00"),
        ("2026-10-25 01:30", {"ambiguous": "later"}, "2026-10-25T01:30:00+00:00"),
        ("2026-03-29 01:30", {"nonexistent": "shift_forward"}, "2026-03-29T01:00:00+00:00"),
        ("2026-03-29 01:30", {"nonexistent": "shift_backward"}, "2026-03-29T00:59:59.999999+00:00"),
        ("2026-07-01 10:00", {}, "2026-07-01T09:00:00+00:00"),
        ("2026-07-01T10:00+02:00", {}, "2026-07-01T08:00:00+00:00"),
        (datetime(2026, 7, 1, 10), {}, "2026-07-01T09:00:00+00:00"),  # noqa: DTZ001 (accepted here alone)
        (datetime(2026, 7, 1, 10, tzinfo=ZoneInfo("Asia/Tokyo")), {}, "2026-07-01T01:00:00+00:00"),
    ],
)
def test_times_without_an_offset_are_read_by_the_clock_that_is_named(at, how, utc):
    ticket = Ticket.from_statuses([(at, "New")], meaning=MEANING, tz=LONDON, **how)
    assert ticket.reported_at == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    ("rows", "how", "fault", "says"),
    [
        ([("2026-10-25 01:30", "New")], {}, InputError, "is read twice .* ambiguous='earlier' or 'later'"),
        ([("2026-03-29 01:30", "New")], {}, InputError, "skips .* nonexistent='shift_forward'"),
        ([("2026-05-11 10:00", "New")], {"tz": None}, NaiveDatetimeError, "write the clock it was read from"),
        ([("2026-05-11 10:00", "New")], {"tz": "Europe/Lundon"}, UnknownZoneError, "did you mean"),
        ([("2026-05-11 10:00", "Nwe")], {}, InputError, "status 'Nwe' has no meaning .*'New'"),
        ([("yesterday", "New")], {}, InputError, "is no time"),
        ([("2026-05-11 10:00", 5)], {}, InputError, "status=5 is no text"),
        ([("2026-05-11 10:00",)], {}, InputError, "is no row of a status log"),
        ([{"at": "2026-05-11 10:00"}], {}, InputError, "write at and status"),
        ([{"at": "2026-05-11 10:00", "status": "New", "state": 1}], {}, InputError, "write at and status"),
        ("New", {}, InputError, "is no status log"),
        ([], {}, InputError, "without rows"),
        ([("2026-05-11 10:00", "New")], {"ambiguous": "infer"}, InputError, "ambiguous='infer': write one of"),
        ([("2026-05-11 10:00", "New")], {"nonexistent": "NaT"}, InputError, "nonexistent='NaT': write one of"),
        ([("2026-05-11 10:00", "New")], {"meaning": {"New": "opn"}}, InputError, "did you mean 'open'"),
        ([("2026-05-11 10:00", "New")], {"meaning": {}}, InputError, "write a mapping"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(rows, how, fault, says):
    with pytest.raises(fault, match=says):
        Ticket.from_statuses(rows, **{"meaning": MEANING, "tz": LONDON, **how})


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"status": 7}, "is no text: write the word that the helpdesk shows"),
        ({"reason": 7}, "is no reason: write text"),
    ],
)
def test_a_status_and_a_reason_are_text(row, words):
    whole = {"at": datetime(2026, 5, 11, tzinfo=UTC), "status": "New", **row}
    with pytest.raises(InputError, match=words):
        Ticket.from_statuses([whole], meaning={"New": "open"})
