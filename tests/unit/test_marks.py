"""What a drawing says in words: events, hours, and the signs of a clock; May 2026, p1-p4 unless said."""

from datetime import datetime
from zoneinfo import ZoneInfo

from slacalc import Package, Ticket, assess, explain
from slacalc.events import Kind
from slacalc.instants import micros
from slacalc.marks import asked, happened, heading, hours, is_named, marks, waits
from slacalc.ruler import Scale
from slacalc.stretches import Stretch
from slacalc.windows import HOUR, MINUTE

ZONE = "Europe/London"
LONDON = ZoneInfo(ZONE)
P4, P3 = Package.preset("p1-p4"), Package.preset("p1-p3")
RESTART = P4.amend(handling={"reopen": "restart"})


def t(text):
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=LONDON)


SCALE = Scale(micros(t("11 00:00")), micros(t("21 00:00")), 0, 1_000, ZONE)
P1 = Ticket(reported_at=t("11 10:00"), priority="P1")


def lane(ticket, at, package=P4, clock="resolution"):
    return explain(ticket, package, at=t(at)).clocks[clock]


def signs(ticket, at, package=P4, clock="resolution"):
    """Return the signs of a clock, each with its words."""
    return [(mark.sign, mark.label and mark.label.text) for mark in marks(lane(ticket, at, package, clock), SCALE)]


# the ticket ----------------------------------------------------------------------------------------------------------


def test_what_happened_at_one_instant_is_one_label():
    ticket = P1.responded(t("11 11:00")).prioritised("P2", t("11 12:00")).prioritised("P2", t("11 13:00"))
    found = [(label.text, label.rank) for _, label in happened(ticket.resolved(t("12 10:00")).events, SCALE)]
    assert found == [
        ("reported, as P1 Mon 11 May 10:00", 1),
        ("answered Mon 11 May 11:00", 1),
        ("P1 → P2 Mon 11 May 12:00", 2),
        ("resolved Tue 12 May 10:00", 2),
    ]


def test_a_priority_that_is_taken_away_is_told():
    events = [event for event in P1.events if event.kind is Kind.PRIORITISED]
    assert [label.text for _, label in happened(events, SCALE)] == ["as P1 Mon 11 May 10:00"]


def test_the_instant_asked_about_may_lie_beyond_the_drawing():
    inside, beyond = (asked(assess(P1, P4, at=t(at)), SCALE) for at in ("12 12:00", "22 12:00"))
    assert (inside.text, inside.x) == ("now Tue 12 May 12:00", 150)
    assert (beyond.text, beyond.x) == ("now Fri 22 May 12:00 →", 1_000)


# the hours -----------------------------------------------------------------------------------------------------------


def closed(start, end, why):
    return Stretch(micros(t(start)), micros(t(end)), why, False, ZONE)


def test_holidays_closures_and_cover_are_named_the_longest_first():
    calendar = [
        closed("11 00:00", "11 09:00", "closed: outside the hours"),
        closed("12 00:00", "12 01:00", "closed: Stocktaking"),
        closed("13 00:00", "14 00:00", "closed: Holiday"),
        closed("16 00:00", "18 00:00", "closed: weekend"),
        closed("18 18:00", "18 20:00", "booked cover SO-1"),
    ]
    assert [is_named(each) for each in calendar] == [False, True, True, False, False]
    assert [label.text for label in hours(calendar, SCALE)] == ["Holiday", "booked cover SO-1", "Stocktaking"]


def test_a_change_of_the_clocks_is_told_over_weeks_and_not_over_months():
    first = micros(datetime(2026, 3, 20, tzinfo=LONDON))
    weeks, months = (Scale(first, first + days * 24 * HOUR, 0, 1_000, ZONE) for days in (20, 61))
    assert [label.text for label in hours((), weeks)] == ["clocks go forward Sun 29 Mar 02:00"]
    assert hours((), months) == []
    first = micros(datetime(2026, 10, 20, tzinfo=LONDON))
    assert [label.text for label in hours((), Scale(first, first + 240 * HOUR, 0, 1_000, ZONE))] == [
        "clocks go back Sun 25 Oct 01:00"
    ]


# a clock -------------------------------------------------------------------------------------------------------------


def test_a_clock_is_headed_by_its_name_its_promise_and_its_excuse():
    name, said = heading(lane(P1, "12 12:00"))
    assert name == "Resolution"
    assert said.endswith("(1 working day)")
    excused = P1.excused("resolution", at=t("14 12:00"), reason="strike")
    assert heading(lane(excused, "15 12:00"))[1].endswith("; excused: strike")
    nothing = Ticket(reported_at=t("11 10:00"))
    assert heading(lane(nothing, "11 12:00"))[1] == "nothing is promised"


def test_a_deadline_is_told_with_how_late_it_is():
    risk = ("diamond", "at risk from Tue 12 May 13:15")
    assert signs(P1, "12 12:00")[0] == ("due", "due Tue 12 May 17:00")
    assert signs(P1, "13 12:00") == [("due", "due Tue 12 May 17:00: overdue by 3 h"), risk]
    assert signs(P1, "12 20:00") == [("due", "due Tue 12 May 17:00: overdue"), risk]
    late = P1.resolved(t("13 10:30"))
    found = signs(late, "13 12:00")
    assert found[0] == ("due", "due Tue 12 May 17:00: missed by 1 h 30 min")
    assert found[-1] == ("tick", "done Wed 13 May 10:30")
    assert found[1][0] == "diamond"


def test_a_breach_that_is_no_deadline_in_force_has_a_sign_of_its_own():
    arrived = Ticket(reported_at=t("11 10:00"), priority="P2").prioritised("P1", t("13 10:00"))
    assert ("cross", "breached on arrival Wed 13 May 10:00: overdue by 3 h") in signs(arrived, "13 12:00")
    lowered = P1.prioritised("P2", t("13 10:00"))
    assert ("cross", "breached Tue 12 May 17:00: overdue") in signs(lowered, "13 12:00")


def test_a_range_an_estimate_and_a_pause_have_their_signs():
    ranged = Ticket(reported_at=t("11 10:00"), priority="P2")
    assert ("start", "expected from Tue 12 May 17:00") in signs(ranged, "12 12:00", P3)
    usual = Ticket(reported_at=t("11 10:00"), priority="P4")
    assert [sign for sign, _ in signs(usual, "12 12:00")] == ["circle"]
    paused = signs(P1.paused(t("12 10:00")), "12 12:00")
    assert paused == [("due", "if resumed now due Wed 13 May 11:00")]


def test_a_clock_that_ended_without_being_done_says_how():
    assert signs(P1.cancelled(t("11 12:00")), "12 12:00")[-1] == ("square", "cancelled Mon 11 May 12:00")
    assert signs(P1.transferred(t("11 12:00")), "12 12:00")[-1] == ("square", "handed over Mon 11 May 12:00")


def test_earlier_turns_are_told_with_their_verdicts_and_only_the_last_of_many():
    again = P1.resolved(t("11 12:00")).reopened(t("12 10:00"))
    assert signs(again, "12 12:00", RESTART)[:2] == [("due", "turn 1 due Tue 12 May 17:00: met"), ("tick", None)]
    for _ in range(8):
        again = again.resolved(t("12 11:00") if len(again.events) < 6 else again.events[-1].at.add(minutes=1))
        again = again.reopened(again.events[-1].at.add(minutes=1))
    told = [words for sign, words in signs(again, "12 12:00", RESTART) if sign == "due"]
    assert told[:3] == [None, None, None]
    assert told[3].startswith("turn 4 due")


def test_an_earlier_turn_without_a_deadline_has_only_its_end():
    package = RESTART.amend(priorities={"P4": {"resolution": "by agreement"}})
    again = Ticket(reported_at=t("11 10:00"), priority="P4").resolved(t("11 12:00")).reopened(t("12 10:00"))
    assert ("tick", None) in signs(again, "12 12:00", package)
    assert "due" not in [sign for sign, _ in signs(again, "12 12:00", package)]


def test_pauses_near_one_another_share_a_label():
    first = micros(t("11 12:00"))
    pauses = [
        Stretch(first + n * 20 * MINUTE, first + n * 20 * MINUTE + 10 * MINUTE, "parts", False, ZONE) for n in (0, 1)
    ]
    other = Stretch(first + HOUR, first + HOUR + 15 * MINUTE, "customer", False, ZONE)
    far = Stretch(first + 90 * HOUR, first + 91 * HOUR, "customer", False, ZONE)
    assert [label.text for label in waits(pauses, SCALE)] == ["parts, 2 times"]
    assert {label.text for label in waits([*pauses, other, far], SCALE)} == {"customer, and 2 more", "customer"}


def test_an_earlier_turn_that_was_handed_over_has_no_end_of_its_own():
    again = P1.transferred(t("11 12:00")).reopened(t("12 10:00"))
    told = signs(again, "12 12:00", RESTART)
    assert told[0] == ("due", "turn 1 due Tue 12 May 17:00: transferred")
    assert "tick" not in [sign for sign, _ in told]
