"""What falls due of clocks: thresholds, the window of a range, breaches; May 2026, p1-p4 unless said."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from slacalc import Package, Ticket, as_utc, assess
from slacalc.instants import micros
from slacalc.occasions import NextEvent, occasions

LONDON = ZoneInfo("Europe/London")
P4, P3 = Package.preset("p1-p4"), Package.preset("p1-p3")
RESTART = P4.amend(handling={"reopen": "restart"})


def t(text):
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=LONDON)


def told(ticket, at, package=P4):
    """Return the keys of what falls due of the resolution, each with its instant."""
    found = occasions(ticket.id, [assess(ticket, package, at=t(at)).resolution])
    return [(event.key, f"{as_utc(event.at).astimezone(LONDON):%d %H:%M:%S.%f}"[:14]) for event in found]


P1 = Ticket(reported_at=t("13 10:30"), priority="P1")


def test_they_are_told_in_order_with_keys_that_stay():
    assert told(P1, "13 11:00") == [
        ("ticket/resolution/threshold-75", "14 13:22:30.00"),
        ("ticket/resolution/breach", "14 17:00:00.00"),
    ]
    both = occasions("INC-1", [assess(P1, P4, at=t("13 11:00")).resolution, assess(P1, P4, at=t("13 11:00")).response])
    assert [event.instant for event in both] == sorted(event.instant for event in both)
    assert {event.key.partition("/")[0] for event in both} == {"INC-1"}


def test_the_window_of_a_range_begins():
    ticket = Ticket(reported_at=t("15 16:30"), priority="P2")
    found = dict(told(ticket, "15 17:00", P3))
    assert found["ticket/resolution/expected"] == "18 17:00:00.00"
    assert found["ticket/resolution/breach"] == "19 17:00:00.00"


def test_what_lies_after_the_end_of_a_clock_never_falls_due():
    assert told(P1.resolved(t("13 12:00")), "20 12:00") == []
    assert told(P1.resolved(t("14 13:22:30")), "20 12:00") == [("ticket/resolution/threshold-75", "14 13:22:30.00")]


def test_a_paused_clock_has_only_what_fell_due_before():
    assert told(P1.paused(t("13 12:00")), "13 13:00") == []


def test_each_turn_of_a_clock_has_keys_of_its_own():
    again = P1.resolved(t("13 12:00")).reopened(t("14 09:00"))
    assert [key for key, _ in told(again, "14 10:00", RESTART)] == [
        "ticket/resolution-2/threshold-75",
        "ticket/resolution-2/breach",
    ]


def test_what_a_change_of_priority_brought_too_late_falls_due_with_the_change():
    raised = Ticket(reported_at=t("11 10:00"), priority="P2").prioritised("P1", t("13 12:00"))
    assert told(raised, "13 13:00") == [
        ("ticket/resolution/breach", "13 12:00:00.00"),
        ("ticket/resolution/threshold-75", "13 12:00:00.00"),
    ]


def test_an_occasion_says_what_it_is():
    event = NextEvent(
        "threshold", "response", micros(t("13 16:30")), "INC-7/response/threshold-75", "Europe/London", 75
    )
    assert as_utc(event.at) == datetime(2026, 5, 13, 15, 30, tzinfo=UTC)
    at = "2026-05-13T16:30:00+01:00"
    assert event.to_dict() == {
        "kind": "threshold",
        "clock": "response",
        "at": at,
        "key": "INC-7/response/threshold-75",
        "percent": 75,
    }
    assert str(event) == f"INC-7/response/threshold-75: response threshold at {at}"
    assert "percent" not in NextEvent("breach", "response", 0, "x", "UTC").to_dict()
