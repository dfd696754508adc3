"""What falls due for a ticket and when, and what a worker that was down catches up on; May 2026, p1-p4 unless said."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Cover, Package, Promise, Ticket, as_utc, assess, transitions
from slacalc.errors import HolidayDataWarning, InputError, NaiveDatetimeError
from slacalc.instants import micros

LONDON = ZoneInfo("Europe/London")
P4, P3 = Package.preset("p1-p4"), Package.preset("p1-p3")
TALKING = P4.amend(priorities={"P1": {"next_reply": "4 working hours", "update": "every 8 working hours"}})


def t(text):
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=LONDON)


def reported(at, priority):
    return Ticket(id="INC-1", reported_at=t(at), priority=priority)


def told(ticket, after="01", until="31", package=P4):
    return [
        (event.key.removeprefix("INC-1/"), as_utc(event.at).astimezone(LONDON).strftime("%d %H:%M:%S.%f")[:11])
        for event in transitions(ticket, package, after=t(after), until=t(until))
    ]


PLAIN = [
    ("response/threshold-75", "13 16:30:00"),
    ("resolution/threshold-75", "14 13:22:30"),
    ("response/breach", "14 10:30:00"),
    ("resolution/breach", "14 17:00:00"),
]


def test_each_threshold_and_breach_falls_due_once():
    """P1 reported Wednesday 10:30: eight hours to Thursday 10:30, fourteen and a half to its close."""
    assert told(reported("13 10:30", "P1")) == sorted(PLAIN, key=lambda row: row[1])


def test_a_breach_is_one_microsecond_after_the_deadline_at_which_the_promise_is_kept():
    """S1."""
    (event,) = transitions(reported("13 10:30", "P1"), P4, after=t("14 16:00"), until=t("15"))
    assert as_utc(event.at) == t("14 17:00") + timedelta(microseconds=1)
    assert event == assess(reported("13 10:30", "P1"), P4, at=t("14 16:00")).next_event
    assert event.to_dict() == {
        "kind": "breach",
        "clock": "resolution",
        "at": "2026-05-14T17:00:00.000001+01:00",
        "key": "INC-1/resolution/breach",
    }


def test_the_next_event_is_the_first_that_is_still_to_come():
    ticket = reported("13 10:30", "P1")
    found = [
        assess(ticket, P4, at=t(at)).next_event for at in ("13 10:30", "13 16:30", "14 10:31", "14 17:00:00.000001")
    ]
    assert [event and event.key for event in found] == [
        "INC-1/response/threshold-75",
        "INC-1/response/breach",
        "INC-1/resolution/threshold-75",
        None,
    ]
    assert (found[0].percent, found[1].percent) == (75, None)


def test_a_paused_clock_has_no_next_event_unless_its_deadline_was_agreed():
    waiting = reported("13 10:30", "P2").responded(t("13 11:00")).paused(t("13 12:00"))
    assert assess(waiting, P4, at=t("13 13:00")).next_event is None
    agreed = reported("13 10:30", "P4").responded(t("13 11:00")).agreed(due=t("20 12:00"), at=t("13 11:30"))
    assert assess(agreed.paused(t("13 12:00")), P4, at=t("20 11:00")).next_event.key == "INC-1/resolution/breach"


def test_what_is_done_in_time_falls_due_no_more():
    ticket = reported("13 10:30", "P1").responded(t("13 11:00")).resolved(t("14 14:00"))
    assert told(ticket) == [("resolution/threshold-75", "14 13:22:30")]


def test_what_fell_due_before_a_pause_is_not_taken_back_and_what_comes_after_moves():
    """Paused Thursday 14:00 to 16:00: two hours later."""
    ticket = reported("13 10:30", "P1").responded(t("13 11:00")).paused(t("14 14:00")).resumed(t("14 16:00"))
    assert told(ticket) == [("resolution/threshold-75", "14 13:22:30"), ("resolution/breach", "15 11:00:00")]


def test_what_an_upgrade_brings_too_late_falls_due_with_it():
    """P3 until Monday 18 at 10:00; as P1 it was due on Thursday 14 at 17:00, so its threshold has long passed too."""
    ticket = reported("13 10:30", "P3").responded(t("13 11:00")).prioritised("P1", t("18 10:00"))
    assert told(ticket) == [("resolution/breach", "18 10:00:00"), ("resolution/threshold-75", "18 10:00:00")]


def test_what_has_fallen_due_under_one_priority_does_not_again_under_the_next():
    ticket = reported("13 10:30", "P1").responded(t("13 11:00")).prioritised("P2", t("20 10:00"))
    assert told(ticket) == [("resolution/threshold-75", "14 13:22:30"), ("resolution/breach", "14 17:00:00")]


def test_the_window_of_a_range_and_each_threshold_fall_due():
    ticket = reported("15 10:00", "P2").responded(t("15 10:30"))
    package = P3.amend(priorities={"P2": {"resolution": Promise("1-2 days", thresholds=(50, 90))}})
    assert [name for name, _ in told(ticket, package=package)] == [
        "resolution/threshold-50",
        "resolution/expected",
        "resolution/threshold-90",
        "resolution/breach",
    ]


def test_the_turns_of_a_clock_have_keys_of_their_own():
    ticket = reported("11 10:00", "P1").responded(t("11 10:30"))
    ticket = ticket.customer_replied(t("11 11:00")).updated(t("12 10:00")).customer_replied(t("13 10:00"))
    keys = [name for name, _ in told(ticket, until="14 10:00", package=TALKING) if name.startswith("next_reply")]
    assert keys == [
        "next_reply/threshold-75",
        "next_reply/breach",
        "next_reply-2/threshold-75",
        "next_reply-2/breach",
    ]


def test_cover_that_is_booked_later_moves_what_is_still_to_come():
    """S8: booked on Thursday for the evening; the hours until then are not taken back."""
    package = P4.amend(cover=[Cover(t("13 17:00"), t("13 20:00"), booked_at=t("13 16:45"))])
    ticket = reported("13 10:30", "P2")
    assert told(ticket, until="15", package=package)[:2] == [
        ("response/threshold-75", "13 16:30:00"),
        ("response/breach", "13 18:30:00"),
    ]


def test_what_would_have_fallen_due_while_resolved_falls_due_when_that_time_counts():
    """The time until a ticket is reopened counts under "continue": its worker is told when it is reopened, and once."""
    package = P4.amend(handling={"reopen": "continue"})
    ticket = reported("13 10:30", "P1").responded(t("13 11:00")).resolved(t("13 12:00"))
    assert told(ticket, package=package) == []
    again = ticket.reopened(t("18 10:00"))
    fallen = [("resolution/breach", "18 10:00:00"), ("resolution/threshold-75", "18 10:00:00")]
    assert told(again, package=package) == fallen
    assert told(again, after="18 10:00", package=package) == []
    assert told(again.resolved(t("18 11:00")).reopened(t("19 11:00")), package=package) == fallen


def test_what_turns_out_to_have_fallen_due_falls_due_when_it_is_known():
    """S8: on Friday it is recorded that the wait of Wednesday had ended at once; the deadline was 09:01 of that day."""
    waits = reported("13 10:30", "P1").responded(t("13 11:00")).paused(t("13 12:00"))
    known = waits.resumed(t("13 12:00") + timedelta(minutes=1), recorded_at=t("15 10:00"))
    assert told(waits) == []
    assert told(known) == [("resolution/breach", "15 10:00:00"), ("resolution/threshold-75", "15 10:00:00")]
    assert assess(known, P4, at=t("15 10:00")).resolution.breached


def test_of_a_report_that_is_recorded_later_everything_falls_due_when_it_is_known():
    """S8: reported on Wednesday at 10:30, recorded on Friday at 10:00."""
    ticket = reported("13 10:30", "P1")
    late = Ticket.from_events((replace(each, recorded=micros(t("15 10:00"))) for each in ticket.events), id="INC-1")
    assert {at for _, at in told(late)} == {"15 10:00:00"}
    assert {what for what, _ in told(late)} == {what for what, _ in told(ticket)}


@given(st.lists(st.integers(0, 10 * 24 * 60), min_size=1, max_size=6), st.sampled_from(["P1", "P2", "P4"]))
def test_any_division_of_time_tells_the_same(minutes, priority):
    """A worker that runs often and one that was down for days tell of the same events, each once."""
    ticket = (
        reported("11 09:30", priority).paused(t("12 10:00")).resumed(t("12 15:00")).prioritised("P1", t("14 11:00"))
    )
    ticket = ticket.resolved(t("15 10:00")).reopened(t("18 10:00")).customer_replied(t("18 12:00"))
    start = t("11 09:00")
    cuts = sorted({start, *(start + timedelta(minutes=each) for each in minutes), start + timedelta(days=10)})
    parts = [
        event for after, until in pairwise(cuts) for event in transitions(ticket, TALKING, after=after, until=until)
    ]
    assert parts == list(transitions(ticket, TALKING, after=start, until=cuts[-1]))
    assert len({event.key for event in parts}) == len(parts)


def test_nothing_falls_due_before_the_report():
    assert told(reported("13 10:30", "P1"), after="01", until="13 10:00") == []


def test_what_is_no_stretch_of_time_is_refused():
    with pytest.raises(InputError, match="write the earlier first"):
        transitions(reported("13 10:30", "P1"), P4, after=t("14"), until=t("13"))
    with pytest.raises(NaiveDatetimeError):
        transitions(reported("13 10:30", "P1"), P4, after=datetime(2026, 5, 13), until=t("13"))  # noqa: DTZ001


def test_holidays_that_nobody_knows_are_told():
    """T11."""
    ticket = Ticket(reported_at=t("13 10:30").replace(year=2150), priority="P1")
    with pytest.warns(HolidayDataWarning, match="T11"):
        transitions(ticket, P4, after=ticket.reported_at, until=ticket.reported_at + timedelta(days=1))


def test_a_threshold_of_a_promise_that_had_ended_is_not_told_when_its_past_becomes_known():
    """S8: on Friday it is recorded that the wait of Wednesday had ended at once; by then the ticket was P2."""
    waits = reported("13 10:30", "P1").responded(t("13 11:00")).paused(t("13 12:00")).prioritised("P2", t("14 16:00"))
    known = waits.resumed(t("13 12:00") + timedelta(minutes=1), recorded_at=t("15 10:00"))
    assert told(waits) == []
    assert told(known)[0] == ("resolution/threshold-75", "18 09:23:30")
