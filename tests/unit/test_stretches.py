"""Where time goes: every stretch counted or skipped, with its rule; May 2026, London."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from slacalc import Cover, Package, Ticket, as_utc
from slacalc.history import fold
from slacalc.instants import micros
from slacalc.reckoning import last_run
from slacalc.stretches import COVER, ELAPSED, OVER, Stretch, pauses, stretches

ZONE = "Europe/London"
LONDON = ZoneInfo(ZONE)
P4 = Package.preset("p1-p4")
ELAPSED_HOURS = P4.amend(priorities={"P1": {"resolution": "36 elapsed hours"}})
OUTSIDE = "closed: outside the hours"


def t(text):
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=LONDON)


def asked(ticket, at, package=P4):
    life = fold(ticket, package.scheme.handling, micros(t(at)))
    return last_run(package, life, "resolution", micros(t(at)))


def told(ticket, begin, until, package=P4):
    """Return each stretch as its beginning, whether it is counted, and why; they follow one another without a gap."""
    run, term = asked(ticket, until, package)
    found = stretches(term, package.cover, micros(t(begin)), micros(t(until)), pauses(ticket, run, ZONE))
    assert all(one.end == other.start for one, other in pairwise(found))
    return [(f"{as_utc(each.opens).astimezone(LONDON):%d %H:%M}", each.counted, each.why) for each in found]


P1 = Ticket(reported_at=t("11 10:00"), priority="P1")


def test_neighbours_under_one_rule_are_one_stretch():
    assert told(P1, "11 10:00", "12 10:00") == [
        ("11 10:00", True, "open"),
        ("11 17:00", False, OUTSIDE),
        ("12 09:00", True, "open"),
    ]


@pytest.mark.parametrize("until", ["11 10:00", "11 09:00"])
def test_no_time_has_no_stretches(until):
    _, term = asked(P1, "12 10:00")
    assert stretches(term, (), micros(t("11 10:00")), micros(t(until))) == ()


def test_cover_has_the_name_of_its_booking_if_it_has_one():
    named = P4.amend(cover=[Cover(t("11 18:00"), t("11 20:00"), name="SO-1"), Cover(t("11 21:00"), t("11 22:00"))])
    found = told(P1, "11 17:00", "11 23:00", named)
    assert [(at, why) for at, counted, why in found if counted] == [("11 18:00", f"{COVER} SO-1"), ("11 21:00", COVER)]


def test_a_pause_is_told_by_its_reason_and_only_in_open_time():
    ticket = P1.paused(t("11 12:00"), reason="waiting on customer").resumed(t("11 18:00")).paused(t("12 09:30"))
    assert told(ticket, "11 10:00", "12 10:00") == [
        ("11 10:00", True, "open"),
        ("11 12:00", False, "paused: waiting on customer"),
        ("11 17:00", False, OUTSIDE),
        ("12 09:00", True, "open"),
        ("12 09:30", False, "paused"),
    ]


def test_elapsed_hours_count_round_the_clock():
    ticket = P1.paused(t("11 18:00"), reason="parts").resumed(t("11 19:00"))
    assert told(ticket, "11 10:00", "12 10:00", ELAPSED_HOURS) == [
        ("11 10:00", True, ELAPSED),
        ("11 18:00", False, "paused: parts"),
        ("11 19:00", True, ELAPSED),
    ]


def test_the_time_that_a_ticket_was_over_is_told_as_such():
    ticket = P1.resolved(t("11 12:00")).reopened(t("11 15:00"))
    run, _ = asked(ticket, "11 16:00")
    (over,) = pauses(ticket, run, ZONE)
    assert (over.start, over.end, over.why, over.counted) == (micros(t("11 12:00")), micros(t("11 15:00")), OVER, False)


def test_an_open_pause_lasts_until_the_instant_asked_about():
    ticket = P1.paused(t("11 12:00"))
    run, _ = asked(ticket, "11 13:00")
    assert [(each.start, each.end) for each in pauses(ticket, run, ZONE)] == [
        (micros(t("11 12:00")), micros(t("11 13:00")))
    ]
    run, _ = asked(ticket, "11 12:00")
    assert pauses(ticket, run, ZONE) == ()


def test_a_stretch_says_when_it_was_and_how_long():
    stretch = Stretch(micros(t("11 10:00")), micros(t("11 12:30")), "open", True, ZONE)
    assert as_utc(stretch.opens) == datetime(2026, 5, 11, 9, tzinfo=UTC)
    assert as_utc(stretch.closes) == datetime(2026, 5, 11, 11, 30, tzinfo=UTC)
    assert stretch.length == timedelta(hours=2, minutes=30)
    assert stretch.to_dict() == {
        "from": "2026-05-11T10:00:00+01:00",
        "to": "2026-05-11T12:30:00+01:00",
        "seconds": 9_000,
        "counted": True,
        "why": "open",
    }
