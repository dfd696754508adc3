"""The order of work: priority and arrival, as both contracts promise, or what is due first; May 2026."""

from datetime import UTC, datetime
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from slacalc import Package, Ticket, work_order
from slacalc.errors import HistoryError, InputError

LONDON = ZoneInfo("Europe/London")
P4 = Package.preset("p1-p4")


def t(text):
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=LONDON)


def reported(name, at, priority):
    return Ticket(id=name, reported_at=t(at), priority=priority)


TICKETS = [
    reported("late P3", "11 09:00", "P3"),
    reported("second P1", "13 11:00", "P1"),
    reported("first P1", "13 10:00", "P1"),
    reported("unknown", "11 08:00", None),
    reported("done", "11 09:00", "P1").resolved(t("11 10:00")),
    reported("upgraded", "12 10:00", "P4").prioritised("P2", t("13 11:30")),
]


def order(tickets, **how):
    return [ticket.id for ticket in work_order(tickets, P4, at=t("13 12:00"), **how)]


def test_priority_and_then_arrival():
    expected = ["first P1", "second P1", "upgraded", "late P3", "unknown", "done"]
    for some in permutations(TICKETS):
        assert order(some) == expected


def test_what_is_due_first():
    """The P1s respond by Thursday 10:00 and 11:00, the others were to respond on Tuesday and on Wednesday."""
    found = order([ticket.responded(t("13 11:59")) if "P3" in ticket.id else ticket for ticket in TICKETS], by="due")
    assert found == ["unknown", "upgraded", "first P1", "second P1", "late P3", "done"]


def test_tickets_alike_stay_in_the_order_they_came_in():
    alike = [reported(str(number), "13 10:00", "P1") for number in range(5)]
    assert order(alike) == list("01234")
    assert order(reversed(alike)) == list("43210")


def test_what_is_no_order_is_refused():
    with pytest.raises(InputError, match="write 'priority' or 'due'"):
        order(TICKETS, by="arrival")
    with pytest.raises(HistoryError):
        order([reported("later", "14 10:00", "P1")])


@pytest.mark.parametrize(
    ("tickets", "by", "words"),
    [([], "age", "write 'priority' or 'due'"), ("INC-1", "due", "write a list of tickets"), (7, "due", "write a list")],
)
def test_what_is_no_list_or_no_order_is_refused(tickets, by, words):
    with pytest.raises(InputError, match=words):
        work_order(tickets, Package.preset("p1-p4"), at=datetime(2026, 5, 11, tzinfo=UTC), by=by)
