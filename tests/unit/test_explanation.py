"""Every stretch counted or skipped, with its rule; 2026, in London."""

import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from slacalc import Calendar, Cover, Package, Ticket, as_utc, assess, explain

LONDON = ZoneInfo("Europe/London")
P4, P3 = Package.preset("p1-p4"), Package.preset("p1-p3")
OUTSIDE = "closed: outside the hours"


def t(text):
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=LONDON)


def reported(at, priority):
    return Ticket(id="INC-1", reported_at=t(at), priority=priority)


def told(ticket, at, package=P4, clock="resolution"):
    """Return each stretch as its beginning, whether it is counted, and why."""
    return [
        (as_utc(each.opens).astimezone(LONDON).strftime("%m-%d %H:%M"), each.counted, each.why)
        for each in explain(ticket, package, at=t(at)).clocks[clock].stretches
    ]


WAITING = reported("05-11 10:00", "P2").paused(t("05-12 11:00"), reason="waiting on customer").resumed(t("05-13 15:00"))


def test_pauses_nights_and_weekends_are_skipped_by_their_names():
    assert told(WAITING, "05-18 12:00") == [
        ("05-11 10:00", True, "open"),
        ("05-11 17:00", False, OUTSIDE),
        ("05-12 09:00", True, "open"),
        ("05-12 11:00", False, "paused: waiting on customer"),
        ("05-12 17:00", False, OUTSIDE),
        ("05-13 09:00", False, "paused: waiting on customer"),
        ("05-13 15:00", True, "open"),
        ("05-13 17:00", False, OUTSIDE),
        ("05-14 09:00", True, "open"),
        ("05-14 17:00", False, OUTSIDE),
        ("05-15 09:00", True, "open"),
        ("05-15 17:00", False, OUTSIDE),
        ("05-16 00:00", False, "closed: weekend"),
        ("05-18 00:00", False, OUTSIDE),
        ("05-18 09:00", True, "open"),
    ]


def test_public_holidays_are_skipped_by_their_names():
    found = [why for _, counted, why in told(reported("12-24 15:00", "P2"), "12-30 10:00") if not counted]
    assert found == [
        OUTSIDE,
        "closed: Christmas Day",
        "closed: Boxing Day",
        "closed: weekend",
        "closed: Boxing Day (observed)",
        OUTSIDE,
        OUTSIDE,
    ]


def test_closures_are_skipped_by_their_names():
    office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
    closed = Calendar.dates({date(2026, 5, 12): "Stocktaking"}, tz="Europe/London")
    party = Calendar.spans({(t("05-13 13:00"), t("05-14 00:00")): "Party"})
    package = P4.amend(calendar=office - closed - party)
    found = [why for _, counted, why in told(reported("05-11 16:00", "P2"), "05-14 10:00", package) if not counted]
    assert found == [OUTSIDE, "closed: Stocktaking", OUTSIDE, "closed: Party", OUTSIDE]


def test_booked_cover_is_counted_by_its_name():
    package = P4.amend(cover=[Cover(t("05-11 17:00"), t("05-11 19:00"), name="SO-1182")])
    assert told(reported("05-11 16:00", "P2"), "05-11 20:00", package) == [
        ("05-11 16:00", True, "open"),
        ("05-11 17:00", True, "booked cover SO-1182"),
        ("05-11 19:00", False, OUTSIDE),
    ]


def test_elapsed_time_is_counted_around_the_clock():
    package = P4.amend(priorities={"P1": {"resolution": "36 elapsed hours"}})
    ticket = reported("05-16 11:00", "P1").paused(t("05-16 12:00")).resumed(t("05-16 13:30"))
    assert told(ticket, "05-17 09:00", package) == [
        ("05-16 11:00", True, "elapsed time, 24 hours a day"),
        ("05-16 12:00", False, "paused"),
        ("05-16 13:30", True, "elapsed time, 24 hours a day"),
    ]


def test_the_time_resolved_is_skipped_until_it_was_reopened():
    ticket = reported("05-11 10:00", "P1").resolved(t("05-11 15:00")).reopened(t("05-11 16:00"))
    assert told(ticket, "05-11 17:00") == [
        ("05-11 10:00", True, "open"),
        ("05-11 15:00", False, "over until it was reopened"),
        ("05-11 16:00", True, "open"),
    ]


def test_nothing_is_explained_of_a_clock_that_has_not_started():
    assert told(reported("05-16 11:00", "P1"), "05-17 12:00") == []
    assert told(Ticket.unlogged(t("05-11 10:00"), priority="P1"), "05-12 12:00") == []
    assert told(reported("05-11 10:00", None), "05-12 12:00") == []


def test_a_terminal_shows_days_alike_once():
    text = str(explain(WAITING.resolved(t("06-05 10:00")), P4, at=t("06-08 12:00")))
    assert text.splitlines()[0] == "INC-1 P2 under p1-p4 at Mon 2026-06-08 12:00"
    assert "  Mon 2026-05-18 09:00 to Fri 2026-05-22 17:00, 5 times: counted, open" in text.splitlines()
    assert "  Mon 2026-05-25 00:00 to Tue 2026-05-26 00:00: skipped, closed: Spring Bank Holiday" in text.splitlines()
    assert "assumed: public holidays of England" in text
    assert max(map(len, text.splitlines())) <= 110


def test_what_was_mended_and_the_versions_are_told():
    found = explain(WAITING.resumed(t("05-13 16:00")), P4, at=t("05-14 12:00"))
    assert "mended: resumed 2026-05-13 15:00:00 UTC changes nothing: the ticket did not wait" in str(found)
    said = json.loads(json.dumps(found.to_dict()))
    assert said["package"] == {"name": "p1-p4", "content_hash": P4.content_hash}
    assert said["repairs"][0]["code"] == "resumed-while-running"
    hours = said["clocks"]["resolution"]["hours"]
    assert hours == P4.calendar.fingerprint(t("05-11 10:00"), t("05-14 12:00")).to_dict()
    assert said["clocks"]["resolution"]["read_as"].startswith("the close of the 3rd working day")


@pytest.mark.parametrize("at", ["05-11 12:00", "05-12 12:00", "05-18 12:00", "05-30 12:00"])
def test_the_stretches_are_disjoint_in_order_and_sum_to_the_verdict(at):
    """Law 35."""
    found = explain(WAITING, P4, at=t(at)).clocks["resolution"]
    stretches, clock = found.stretches, assess(WAITING, P4, at=t(at)).resolution
    assert all(one.end == other.start for one, other in pairwise(stretches))
    assert (found.clock, found.used) == (clock, clock.used)
    paused = [each.length for each in stretches if each.why.startswith("paused")]
    assert sum(paused, timedelta()) == clock.paused_time


def test_what_other_readings_would_have_given_is_told_where_it_differs():
    """P2 reported on Friday at 16:30: Wednesday's close; Tuesday's if Friday counts; or Wednesday at that time."""
    found = explain(reported("05-15 16:30", "P2"), P4, at=t("05-15 16:30")).clocks
    assert {reading: f"{due:%a %H:%M}" for reading, due in found["resolution"].otherwise} == {
        "working_day='same_time'": "Wed 16:30",
        "working_day='hours'": "Wed 16:30",
        "working_day='inclusive'": "Tue 17:00",
    }
    assert found["response"].otherwise == ()
    assert "  with working_day='inclusive' due Tue 2026-05-19 17:00" in found["resolution"].lines()


def test_clocks_for_which_nothing_is_promised_or_nothing_has_happened_are_explained_in_a_line():
    package = P4.amend(priorities={"P1": {"next_reply": "4 working hours"}})
    (line,) = explain(reported("05-11 10:00", "P1"), package, at=t("05-11 11:00")).clocks["next_reply"].lines()
    assert line == "next_reply: not started"
    assert "resolution: no deadline" in str(explain(reported("05-11 10:00", None), P4, at=t("05-11 11:00")))
