"""What is no instant, no name and no history is refused, and a question without an answer says why (S7 to S9)."""

from datetime import timedelta

import pytest

from slacalc import Ticket, deadlines
from slacalc.errors import InputError
from tests.bad_input import tickets
from tests.bad_input.proof import Bad, complaints, distinct, report

MOMENTS, PARTS, HISTORIES = tickets.moments(), tickets.parts(), tickets.histories()
MANY = 9_990


@pytest.mark.parametrize("fault", MOMENTS)
def test_what_is_no_instant_says_which_clock_to_write(fault):
    found = complaints(MOMENTS[fault], tickets.ask)
    assert not found, report(found)


@pytest.mark.parametrize("fault", PARTS)
def test_what_is_no_part_of_a_ticket_says_what_to_write(fault):
    found = complaints(PARTS[fault], tickets.ask, longest=4_000)
    assert not found, report(found)


@pytest.mark.parametrize("fault", HISTORIES)
def test_what_cannot_have_happened_names_the_events(fault):
    found = complaints(HISTORIES[fault], tickets.ask)
    assert not found, report(found)


def test_an_early_event_among_thousands_is_named():
    minutes = [tickets.T0 + timedelta(minutes=number) for number in range(MANY)]
    pauses = list(zip(minutes[::2], minutes[1::2], strict=True))
    ticket = Ticket(reported_at=tickets.T0, priority="P2", pauses=pauses).resolved(tickets.T0 - timedelta(1))
    found = complaints([Bad(("a history", ticket), "^resolved 2026-05-10 .* lies before reported")], tickets.ask)
    assert not found, report(found)


@pytest.mark.parametrize("ticket", list(tickets.goods()))
def test_a_good_ticket_is_judged(ticket):
    assert deadlines(ticket, tickets.PACKAGE).to_dict()


def test_there_are_thousands_of_bad_tickets():
    assert sum(map(distinct, (MOMENTS, PARTS, HISTORIES))) >= 2_000


def test_more_than_ten_thousand_events_are_too_many():
    minutes = [tickets.T0 + timedelta(minutes=number) for number in range(10_002)]
    pauses = list(zip(minutes[::2], minutes[1::2], strict=True))
    with pytest.raises(InputError, match="events are too many for one ticket: at most 10000"):
        Ticket(reported_at=tickets.T0, pauses=pauses)
    with pytest.raises(InputError, match="10002 events are too many for one ticket: at most 10000"):
        Ticket.from_dict({"events": [{"kind": "reported", "at": "2026-05-11T09:00Z"}] * 10_002})
