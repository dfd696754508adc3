"""A clock in a few words, in every state; May 2026, p1-p4 unless said."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacalc import Clock, Package, State, Ticket, assess
from slacalc.errors import InputError, UnknownZoneError
from slacalc.phrases import length
from slacalc.verdicts import STATES, Outcome
from slacalc.windows import HOUR

LONDON = ZoneInfo("Europe/London")
P4, P3 = Package.preset("p1-p4"), Package.preset("p1-p3")
ELAPSED = P4.amend(priorities={"P1": {"resolution": "36 elapsed hours"}})


def t(text):
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=LONDON)


def reported(at, priority):
    return Ticket(reported_at=t(at), priority=priority)


WEDNESDAY = reported("13 10:30", "P1")
CASES = [
    (WEDNESDAY, "14 14:50", P4, "due in 2 h 10 min of working time", "by Thursday 17:00"),
    (WEDNESDAY, "14 16:59:30", P4, "due in less than a minute of working time", "by Thursday 17:00"),
    (WEDNESDAY, "13 12:30", ELAPSED, "due in 34 h", "by Thursday 22:30"),
    (WEDNESDAY, "14 17:30", P4, "overdue since Thursday 17:00", "was due Thursday 17:00"),
    (WEDNESDAY, "15 12:00", P4, "overdue by 3 h of working time", "was due Thursday 17:00"),
    (WEDNESDAY.resolved(t("14 12:00")), "20 12:00", P4, "done in time", "done Thursday 12:00"),
    (WEDNESDAY.resolved(t("15 10:30")), "20 12:00", P4, "done 1 h 30 min of working time late", "done Friday 10:30"),
    (WEDNESDAY.resolved(t("14 18:00")), "20 12:00", P4, "done late", "done Thursday 18:00"),
    (WEDNESDAY.paused(t("14 12:00")), "14 13:00", P4, "paused with 5 h of working time left", "on hold"),
    (WEDNESDAY.cancelled(t("14 12:00")), "14 13:00", P4, "cancelled", "cancelled"),
    (WEDNESDAY.transferred(t("14 12:00")), "14 13:00", P4, "handed over", "handed over"),
    (reported("13 10:30", "P4"), "14 13:00", P4, "no deadline", "usually by Thursday 28 May 17:00"),
    (reported("13 10:30", "NEW"), "14 13:00", P3, "no deadline", "no fixed time"),
    (reported("13 10:30", None), "14 13:00", P4, "nothing is promised", "no fixed time"),
    (
        reported("16 11:00", "P1"),
        "16 12:00",
        P4,
        "starts Monday 09:00, due in 16 h of working time",
        "by Tuesday 17:00",
    ),
    (Ticket.unlogged(t("13 10:30"), priority="P1"), "13 12:00", P4, "not started", "not started"),
    (
        reported("15 16:30", "P2"),
        "15 16:30",
        P3,
        "due in 16 h 30 min of working time",
        "from Monday 17:00, by Tuesday 17:00 at the latest",
    ),
    (reported("15 16:30", "P2"), "19 09:00", P3, "due in 8 h of working time", "by Tuesday 17:00"),
    (
        reported("13 10:30", "P4").agreed(due=t("20 12:00"), at=t("13 11:00")).paused(t("14 12:00")),
        "15 13:00",
        P4,
        "paused due Wednesday 12:00",
        "by Wednesday 12:00",
    ),
    (
        WEDNESDAY.prioritised("P3", t("15 11:00")),
        "15 12:00",
        P4,
        "overdue since Thursday 17:00",
        "was due Thursday 17:00",
    ),
    (
        WEDNESDAY.prioritised("P3", t("15 11:00")).paused(t("15 12:00")),
        "15 13:00",
        P4,
        "overdue since Thursday 17:00",
        "late",
    ),
    (
        reported("13 10:30", "P3").prioritised("P1", t("14 18:00")),
        "14 19:00",
        P4,
        "overdue since Thursday 17:00",
        "was due Thursday 17:00",
    ),
    (reported("13 10:30", "P3"), "13 12:00", P4, "due in 325 h of working time", "by Thursday 9 July 17:00"),
]


@pytest.mark.parametrize(("ticket", "at", "package", "agent", "customer"), CASES)
def test_a_clock_is_said_in_a_few_words(ticket, at, package, agent, customer):
    clock = assess(ticket, package, at=t(at)).resolution
    assert (clock.phrase("agent"), clock.phrase("customer")) == (agent, customer)


def test_the_customer_reads_the_clock_of_the_customers_zone():
    clock = assess(WEDNESDAY, P4, at=t("14 12:00")).resolution
    assert clock.phrase("customer", tz="Asia/Tokyo") == "by Friday 01:00"


def test_another_year_is_named():
    ticket = Ticket(reported_at=datetime(2026, 11, 23, 10, tzinfo=LONDON), priority="P3")
    clock = assess(ticket, P4, at=datetime(2026, 11, 23, 10, tzinfo=LONDON)).resolution
    assert clock.phrase("customer") == "by Thursday 21 January 2027 17:00"


def test_what_is_no_audience_or_zone_is_refused():
    clock = assess(WEDNESDAY, P4, at=t("14 12:00")).resolution
    with pytest.raises(InputError, match="write 'agent' or 'customer'"):
        clock.phrase("manager")
    with pytest.raises(UnknownZoneError):
        clock.phrase("customer", tz="Europe/Lundon")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (timedelta(hours=2, minutes=10, seconds=59), "2 h 10 min"),
        (timedelta(minutes=40), "40 min"),
        (timedelta(hours=50), "50 h"),
        (timedelta(seconds=59), "less than a minute"),
    ],
)
def test_an_amount_is_rounded_down_to_minutes(amount, said):
    assert length(amount) == said


def test_a_clock_that_was_made_by_hand_may_lack_the_instant_that_is_told():
    outcome = Outcome(STATES.index(State.NOT_STARTED), due=HOUR, remaining=HOUR)
    clock = Clock("response", "contract", "UTC", False, outcome, judged=0)
    assert clock.phrase("agent") == "starts at no known time, due in 1 h of working time"
