"""The stretches that events make, and what in them changed nothing or was mended (S9)."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from slacalc import Ticket
from slacalc.events import Kind
from slacalc.stages import walk
from slacalc.windows import NEVER

START = datetime(2026, 5, 11, 9, tzinfo=UTC)
ZERO = 1_778_490_000_000_000
PLAIN = Ticket(reported_at=START)


def at(hours):
    return START + timedelta(hours=hours)


def hours(instant):
    return None if instant == NEVER else (instant - ZERO) / 3_600_000_000


def pauses(ticket):
    return [(hours(start), hours(end)) for start, end in walk(ticket.events).pauses]


def overs(ticket):
    return [(str(over.kind), hours(over.since), hours(over.until)) for over in walk(ticket.events).overs]


def test_a_pause_that_ends_as_it_begins_hides_no_end_of_that_instant():
    told = PLAIN.paused(at(2)).resumed(at(2)).resolved(at(2))
    assert (pauses(told), overs(told)) == ([], overs(PLAIN.resolved(at(2))))


@pytest.mark.parametrize(
    ("ticket", "codes"),
    [
        (PLAIN.paused(at(1)).resumed(at(2)).resolved(at(3)).closed(at(4)), []),
        (PLAIN.responded(at(1)).responded(at(2)), []),
        (PLAIN.resolved(at(1)).reopened(at(2)), []),
        (PLAIN.transferred(at(1)).closed(at(2)), []),
        (PLAIN.paused(at(1)).paused(at(2)), ["paused-while-paused"]),
        (PLAIN.resumed(at(1)), ["resumed-while-running"]),
        (PLAIN.resolved(at(1)).resolved(at(2)), ["resolved-while-over"]),
        (PLAIN.resolved(at(1)).paused(at(2)), ["paused-while-over"]),
        (PLAIN.paused(at(1)).resolved(at(2)), ["pause-ended-by-resolved"]),
        (PLAIN.paused(at(1)).transferred(at(2)), ["pause-ended-by-transferred"]),
        (PLAIN.paused(at(1)).cancelled(at(2)), ["pause-ended-by-cancelled"]),
        (PLAIN.paused(at(1)).closed(at(2)), ["pause-ended-by-closed", "closed-unresolved"]),
        (PLAIN.closed(at(1)), ["closed-unresolved"]),
        (PLAIN.cancelled(at(1)).closed(at(2)), ["closed-while-over"]),
        (PLAIN.resolved(at(1)).cancelled(at(2)), ["cancelled-while-over"]),
        (PLAIN.reopened(at(1)), ["reopened-while-open"]),
    ],
)
def test_what_is_harmless_is_mended_and_told(ticket, codes):
    assert [repair.code for repair in ticket.repairs] == codes
    assert all(str(repair) == repair.sentence and repair.events for repair in ticket.repairs)
    assert all(event in ticket.events for repair in ticket.repairs for event in repair.events)


TEN, ELEVEN = "2026-05-11 10:00:00 UTC", "2026-05-11 11:00:00 UTC"


@pytest.mark.parametrize(
    ("ticket", "code", "sentence", "about"),
    [
        (
            PLAIN.paused(at(1)).paused(at(2)),
            "paused-while-paused",
            f"paused {ELEVEN} changes nothing: the ticket was already paused {TEN}",
            ["paused 1", "paused 2"],
        ),
        (
            PLAIN.resolved(at(1)).paused(at(2)),
            "paused-while-over",
            f"paused {ELEVEN} changes nothing: the ticket was resolved {TEN}",
            ["resolved 1", "paused 2"],
        ),
        (
            PLAIN.resumed(at(1)),
            "resumed-while-running",
            f"resumed {TEN} changes nothing: the ticket did not wait",
            ["resumed 1"],
        ),
        (
            PLAIN.reopened(at(1)),
            "reopened-while-open",
            f"reopened {TEN} changes nothing: the ticket was open",
            ["reopened 1"],
        ),
        (
            PLAIN.closed(at(1)),
            "closed-unresolved",
            f"closed {TEN} without a resolution: it counts as resolved then",
            ["closed 1"],
        ),
        *(
            (
                getattr(PLAIN.paused(at(1)), kind)(at(2)),
                f"pause-ended-by-{kind}",
                f"{kind} {ELEVEN} ended the pause",
                ["paused 1", f"{kind} 2"],
            )
            for kind in ("resolved", "transferred", "cancelled", "closed")
        ),
        *(
            (
                getattr(PLAIN.cancelled(at(1)), kind)(at(2)),
                f"{kind}-while-over",
                f"{kind} {ELEVEN} changes nothing: the ticket was cancelled {TEN}",
                ["cancelled 1", f"{kind} 2"],
            )
            for kind in ("resolved", "transferred", "cancelled", "closed")
        ),
    ],
)
def test_a_repair_says_what_was_made_of_it_and_of_which_events(ticket, code, sentence, about):
    """S9; closing what waits has two repairs, of which the first is the pause's."""
    repair = ticket.repairs[0]
    assert (repair.code, repair.sentence) == (code, sentence)
    assert [f"{event.kind} {hours(event.instant):.0f}" for event in repair.events] == about


def test_a_ticket_waits_and_is_over_in_stretches():
    ticket = PLAIN.paused(at(1)).resumed(at(2)).paused(at(3)).resolved(at(4)).reopened(at(6)).paused(at(7))
    assert pauses(ticket) == [(1, 2), (3, 4), (7, None)]
    assert overs(ticket) == [("resolved", 4, 6)]
    assert overs(ticket.cancelled(at(8))) == [("resolved", 4, 6), ("cancelled", 8, None)]
    assert overs(PLAIN.closed(at(1))) == [("resolved", 1, None)]


def test_a_pause_and_a_resume_at_once_change_nothing():
    assert pauses(PLAIN.paused(at(1)).resumed(at(2)).paused(at(2)).resumed(at(3))) == [(1, 3)]
    assert PLAIN.paused(at(1)).resumed(at(1)).repairs == ()
    ordered = PLAIN.paused(at(1)).resumed(at(2), sequence=1).paused(at(2), sequence=2).resumed(at(3))
    assert pauses(ordered) == [(1, 2), (2, 3)]


def test_reopened_at_the_instant_of_the_resolution_is_after_it():
    assert overs(PLAIN.reopened(at(1)).resolved(at(1))) == [("resolved", 1, 1)]


HAPPENED = [
    lambda ticket: ticket.paused(at(1)),
    lambda ticket: ticket.resumed(at(2)),
    lambda ticket: ticket.resolved(at(3)),
    lambda ticket: ticket.reopened(at(4)),
    lambda ticket: ticket.closed(at(5)),
]


def test_any_order_of_arrival_gives_the_same_stretches_and_repairs():
    """S8."""
    found = set()
    for order in permutations(HAPPENED):
        ticket = PLAIN
        for happens in order:
            ticket = happens(ticket)
        found.add((tuple(pauses(ticket)), tuple(overs(ticket)), tuple(repair.code for repair in ticket.repairs)))
    assert len(found) == 1


def test_the_pauses_of_a_ticket_are_told_as_datetimes():
    (first, second) = PLAIN.paused(at(1)).resumed(at(2)).paused(at(3)).pauses
    assert [str(moment) for moment in first] == ["2026-05-11 10:00:00+00:00", "2026-05-11 11:00:00+00:00"]
    assert second[1] is None
    assert PLAIN.first(Kind.PAUSED) is None
