"""The turns of each clock, and in each turn what happened under which priority; no calendar is asked."""

from datetime import UTC, datetime, timedelta

import pytest

from slacalc import Handling, Ticket
from slacalc.cycles import cycles, runs
from slacalc.history import fold
from slacalc.windows import NEVER

START = datetime(2026, 5, 11, 9, tzinfo=UTC)
REPORT = 1_778_490_000_000_000
HOUR = 3_600_000_000
PLAIN = Ticket(reported_at=START, priority="P2")


def at(hours):
    return START + timedelta(hours=hours)


def hours(instant):
    """Return an instant as hours since the report; None for what has not happened."""
    return None if instant is None or instant == NEVER else (instant - REPORT) / HOUR


def found(ticket, clock, asked=20, **handling):
    chosen = Handling(**handling)
    instant = REPORT + asked * HOUR
    return cycles(fold(ticket, chosen, instant), clock, chosen, instant)


def turns(ticket, clock, asked=20, **handling):
    """Return from when each cycle is measured, until when it is judged, and how it stands then."""
    return [
        (hours(cycle.report), hours(cycle.until), "done" if cycle.done else str(cycle.ended or "open"))
        for cycle in found(ticket, clock, asked, **handling)
    ]


def stops(ticket, clock, **handling):
    return [
        [(hours(since), hours(until)) for since, until in cycle.stops] for cycle in found(ticket, clock, **handling)
    ]


def told(ticket, clock, asked=20, **handling):
    """Return of the last cycle each priority, from when it is measured, was in force, and until when."""
    chosen = Handling(**handling)
    instant = REPORT + asked * HOUR
    life = fold(ticket, chosen, instant)
    last = cycles(life, clock, chosen, instant)[-1]
    return [
        (run.priority, hours(run.report), hours(run.since), hours(run.until)) for run in runs(life, clock, chosen, last)
    ]


# the response --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticket", "turn"),
    [
        (PLAIN, (0, 20, "open")),
        (PLAIN.acknowledged(at(1)), (0, 20, "open")),
        (PLAIN.responded(at(2)).responded(at(3)), (0, 2, "done")),
        (PLAIN.resolved(at(2)).responded(at(3)), (0, 2, "done")),
        (PLAIN.transferred(at(2)), (0, 2, "done")),
        (PLAIN.cancelled(at(2)), (0, 2, "cancelled")),
        (PLAIN.cancelled(at(2)).reopened(at(3)), (0, 20, "open")),
        (PLAIN.cancelled(at(2)).reopened(at(3)).responded(at(4)), (0, 4, "done")),
        (PLAIN.resolved(at(2)).reopened(at(2)), (0, 20, "open")),
    ],
)
@pytest.mark.parametrize("reopen", Handling.VALUES["reopen"])
def test_the_response_has_one_cycle_and_stays_fulfilled(ticket, turn, reopen):
    """S2."""
    assert turns(ticket, "response", reopen=reopen) == [turn]


@pytest.mark.parametrize(("starts", "measured"), [("logged", 3), ("reported", 0)])
def test_clocks_are_measured_from_the_logging_or_from_the_report(starts, measured):
    ticket = Ticket.unlogged(START, priority="P2").logged(at(3))
    for clock in ("response", "resolution"):
        assert turns(ticket, clock, starts=starts) == [(measured, 20, "open")]


# the resolution ------------------------------------------------------------------------------------------------------

TWICE = PLAIN.resolved(at(2)).reopened(at(5)).resolved(at(7)).reopened(at(8))


@pytest.mark.parametrize(
    ("reopen", "expected", "stood"),
    [
        ("resume", [(0, 20, "open")], [[(2, 5), (7, 8)]]),
        ("continue", [(0, 20, "open")], [[]]),
        ("restart", [(0, 2, "done"), (5, 7, "done"), (8, 20, "open")], [[], [], []]),
    ],
)
def test_reopening_resumes_continues_or_restarts(reopen, expected, stood):
    assert turns(TWICE, "resolution", reopen=reopen) == expected
    assert stops(TWICE, "resolution", reopen=reopen) == stood


def test_a_ticket_that_is_over_again_is_judged_at_its_last_end():
    ticket = PLAIN.resolved(at(2)).reopened(at(5)).resolved(at(7))
    assert turns(ticket, "resolution") == [(0, 7, "done")]
    assert stops(ticket, "resolution") == [[(2, 5)]]
    assert turns(ticket, "resolution", reopen="restart") == [(0, 2, "done"), (5, 7, "done")]


@pytest.mark.parametrize(("transfer", "ended"), [("separate", "transferred"), ("resolved", "done")])
def test_a_transfer_ends_the_clock_by_itself_or_counts_as_resolution(transfer, ended):
    ticket = PLAIN.transferred(at(2))
    assert turns(ticket, "resolution", transfer=transfer) == [(0, 2, ended)]
    again = ticket.reopened(at(4))
    restarted = turns(again, "resolution", transfer=transfer, reopen="restart")
    assert restarted == [(0, 2, ended), (4, 20, "open")]


def test_what_is_not_known_yet_ends_nothing():
    """S8."""
    assert turns(TWICE, "resolution", asked=6, reopen="restart") == [(0, 2, "done"), (5, 6, "open")]
    assert turns(TWICE, "resolution", asked=1) == [(0, 1, "open")]


# messages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticket", "expected"),
    [
        (PLAIN, []),
        (PLAIN.responded(at(1)), []),
        (PLAIN.customer_replied(at(1)).customer_replied(at(2)), [(1, 20, "open")]),
        (PLAIN.customer_replied(at(1)).updated(at(2)).updated(at(3)), [(1, 2, "done")]),
        (PLAIN.customer_replied(at(1)).responded(at(2)).customer_replied(at(3)), [(1, 2, "done"), (3, 20, "open")]),
        (PLAIN.customer_replied(at(1)).acknowledged(at(2)), [(1, 20, "open")]),
        (PLAIN.customer_replied(at(1)).resolved(at(2)), [(1, 2, "done")]),
        (PLAIN.customer_replied(at(1)).transferred(at(2)), [(1, 2, "done")]),
        (PLAIN.customer_replied(at(1)).cancelled(at(2)), [(1, 2, "cancelled")]),
        (PLAIN.customer_replied(at(1)).updated(at(1)), [(1, 1, "done")]),
    ],
)
def test_the_next_reply_is_measured_from_the_first_unanswered_message(ticket, expected):
    assert turns(ticket, "next_reply") == expected


@pytest.mark.parametrize(
    ("update", "expected"), [("last", [(1, 4, "done"), (4, 20, "open")]), ("grid", [(1, 4, "done"), (1, 20, "open")])]
)
def test_updates_are_measured_from_the_last_message_or_all_from_the_first(update, expected):
    assert turns(PLAIN, "update", update=update) == []
    assert turns(PLAIN.responded(at(1)).updated(at(4)), "update", update=update) == expected


def test_what_a_customer_writes_about_a_ticket_that_is_over_starts_nothing_until_it_is_reopened():
    """Thanks are no question; and what was over before it was asked was not answered by that."""
    ticket = PLAIN.resolved(at(2)).customer_replied(at(4))
    assert turns(ticket, "next_reply") == []
    assert turns(ticket.reopened(at(6)), "next_reply") == [(4, 20, "open")]
    assert stops(ticket.reopened(at(6)), "next_reply") == [[(2, 6)]]
    assert turns(ticket.reopened(at(6)).updated(at(7)), "next_reply") == [(4, 7, "done")]
    assert turns(PLAIN.resolved(at(2)).customer_replied(at(4)).updated(at(5)), "next_reply") == [(4, 5, "done")]
    at_once = PLAIN.resolved(at(2), sequence=1).customer_replied(at(2), sequence=2)
    assert turns(at_once, "next_reply") == []
    assert turns(at_once.reopened(at(2), sequence=3), "next_reply") == [(2, 20, "open")]


def test_messages_of_one_instant_count_in_their_order():
    """S8: by their sequence numbers, or the customer's first."""
    answered, asked = (PLAIN.updated(at(1), sequence=place).customer_replied(at(1), sequence=1) for place in (2, 0))
    assert turns(answered, "next_reply") == [(1, 1, "done")]
    assert turns(PLAIN.updated(at(1), sequence=1).customer_replied(at(1), sequence=2), "next_reply") == [
        (1, 20, "open")
    ]
    assert turns(asked, "next_reply") == [(1, 20, "open")]


def test_an_agent_who_answers_and_resolves_at_once_has_answered_first():
    """So the next update after a reopening is measured from that answer."""
    ticket = PLAIN.updated(at(1)).updated(at(4)).resolved(at(4))
    assert turns(ticket, "update") == [(1, 4, "done"), (4, 4, "done")]
    assert turns(ticket.reopened(at(6)), "update") == [(1, 4, "done"), (4, 20, "open")]
    assert stops(ticket.reopened(at(6)), "update")[-1] == [(4, 6)]
    assert turns(PLAIN.responded(at(4)).resolved(at(4)).reopened(at(6)), "update") == [(4, 20, "open")]
    later = PLAIN.updated(at(1)).resolved(at(4), sequence=1).updated(at(4), sequence=2).reopened(at(6))
    assert turns(later, "update") == [(1, 20, "open")]


@pytest.mark.parametrize("clock", ["next_reply", "update"])
@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (PLAIN.transferred(at(2)), [(None, 2, "transferred")]),
        (PLAIN.cancelled(at(2)), [(None, 2, "cancelled")]),
        (PLAIN.resolved(at(2)), []),
        (PLAIN.transferred(at(2)).reopened(at(3)), []),
    ],
)
def test_what_no_message_started_ends_with_a_ticket_that_is_handed_over_or_cancelled(clock, ended, expected):
    """S10: of a clock not completed."""
    assert turns(ended, clock) == expected


def test_an_update_of_a_ticket_that_is_over_starts_nothing():
    ticket = PLAIN.updated(at(1)).resolved(at(2)).updated(at(3))
    assert turns(ticket, "update") == [(1, 2, "done")]
    assert turns(ticket.reopened(at(4)), "update") == [(1, 20, "open")]
    assert stops(ticket.reopened(at(4)), "update") == [[(2, 4)]]
    assert stops(ticket.reopened(at(4)), "update", reopen="continue") == [[]]


# what was in force ---------------------------------------------------------------------------------------------------

CHANGED = PLAIN.prioritised("P1", at(3)).prioritised("P3", at(6))


def test_each_priority_in_turn_is_measured_from_the_report():
    expected = [("P2", 0, 0, 3), ("P1", 0, 3, 6), ("P3", 0, 6, 20)]
    assert told(CHANGED, "resolution") == expected
    assert told(CHANGED, "response", priority_change="from_change") == expected


def test_a_changed_resolution_may_be_measured_from_the_change():
    expected = [("P2", 0, 0, 3), ("P1", 3, 3, 6), ("P3", 6, 6, 20)]
    assert told(CHANGED, "resolution", priority_change="from_change") == expected


def test_a_first_priority_is_no_change():
    ticket = Ticket(reported_at=START).prioritised("P1", at(3))
    expected = [(None, 0, 0, 3), ("P1", 0, 3, 20)]
    assert told(ticket, "resolution", priority_change="from_change") == expected


def test_a_change_after_the_end_belongs_to_no_cycle_before_it():
    ticket = PLAIN.resolved(at(2)).prioritised("P1", at(3))
    assert told(ticket, "resolution") == [("P2", 0, 0, 2)]
    assert told(ticket.reopened(at(5)), "resolution") == [("P2", 0, 0, 2), ("P1", 0, 3, 20)]
    assert told(ticket.reopened(at(5)), "resolution", reopen="restart") == [("P1", 5, 5, 20)]


def test_a_priority_that_was_in_force_only_while_the_ticket_was_over_was_never_judged():
    ticket = PLAIN.resolved(at(2)).prioritised("P1", at(3)).prioritised("P3", at(4)).reopened(at(5))
    assert told(ticket, "resolution") == [("P2", 0, 0, 2), ("P3", 0, 4, 20)]


def test_where_the_time_over_counts_each_priority_is_judged_until_the_next():
    """S7: a downgrade while the ticket is resolved erases no breach that the reopening brings back."""
    ticket = PLAIN.resolved(at(2)).prioritised("P1", at(3)).prioritised("P3", at(4)).reopened(at(5))
    expected = [("P2", 0, 0, 3), ("P1", 0, 3, 4), ("P3", 0, 4, 20)]
    assert told(ticket, "resolution", reopen="continue") == expected


@pytest.mark.parametrize("change", Handling.VALUES["priority_change"])
@pytest.mark.parametrize("clock", ["response", "resolution"])
def test_law_29_a_priority_there_and_back_at_one_instant_is_no_change(clock, change):
    there = PLAIN.prioritised("P1", at(3), sequence=1)
    assert told(there.prioritised("P2", at(3), sequence=2), clock, priority_change=change) == [("P2", 0, 0, 20)]
    through = there.prioritised("P3", at(3), sequence=2)
    assert told(through, clock, priority_change=change) == told(
        PLAIN.prioritised("P3", at(3)), clock, priority_change=change
    )


def test_what_was_answered_before_the_logging_had_no_deadline_then():
    """S8: judged as at its completion."""
    ticket = Ticket.unlogged(START, priority="P2").responded(at(1)).logged(at(3))
    assert told(ticket, "response") == [("P2", None, 0, 1)]
    assert told(ticket, "response", starts="reported") == [("P2", 0, 0, 1)]
    assert told(ticket, "resolution") == [("P2", 3, 0, 20)]


def test_a_promise_that_ended_before_the_logging_had_no_deadline_at_all():
    """S8: nothing was due while the ticket waited to be logged, and the logging makes nothing due in that time."""
    ticket = Ticket.unlogged(START, priority="P2").prioritised("P1", at(1)).logged(at(3))
    assert told(ticket, "response") == [("P2", None, 0, 1), ("P1", 3, 1, 20)]
    assert told(ticket, "response", starts="reported") == [("P2", 0, 0, 1), ("P1", 0, 1, 20)]


def test_an_agreement_begins_a_run_of_the_resolution_alone():
    ticket = PLAIN.agreed(due=at(50), at=at(4))
    assert told(ticket, "resolution") == [("P2", 0, 0, 4), ("P2", 0, 4, 20)]
    assert told(ticket, "response") == [("P2", 0, 0, 20)]


@pytest.mark.parametrize("clock", ["response", "resolution", "update"])
@pytest.mark.parametrize("stopped", ["response", "resolution", "update"])
def test_a_pause_stops_the_clocks_that_are_named(clock, stopped):
    ticket = PLAIN.updated(at(1)).paused(at(2)).resumed(at(4)).paused(at(6))
    chosen, instant = Handling(pauses=[stopped]), REPORT + 20 * HOUR
    life = fold(ticket, chosen, instant)
    (run,) = runs(life, clock, chosen, cycles(life, clock, chosen, instant)[-1])
    waits = [(hours(since), hours(until)) for since, until in run.pauses], hours(run.waiting)
    assert waits == (([(2, 4)], 6) if clock == stopped else ([], None))


def test_an_open_pause_ends_with_the_clock():
    chosen, instant = Handling(pauses=["response"]), REPORT + 20 * HOUR
    life = fold(PLAIN.paused(at(2)).responded(at(5)), chosen, instant)
    (run,) = runs(life, "response", chosen, cycles(life, "response", chosen, instant)[-1])
    assert ([(hours(since), hours(until)) for since, until in run.pauses], run.waiting) == ([(2, 5)], None)


@pytest.mark.parametrize(
    ("ticket", "waits"),
    [
        (PLAIN.paused(at(2)).resumed(at(4), sequence=1).paused(at(4), sequence=2).resumed(at(5)), ([(2, 5)], None)),
        (PLAIN.paused(at(2)).resumed(at(4), sequence=1).paused(at(4), sequence=2), ([], 2)),
        (PLAIN.paused(at(2)).resolved(at(4)).reopened(at(5)), ([(2, 5)], None)),
        (PLAIN.resolved(at(2)).reopened(at(4), sequence=1).paused(at(4), sequence=2), ([], 2)),
        (PLAIN.paused(at(2)).resumed(at(3)).paused(at(4)), ([(2, 3)], 4)),
    ],
)
def test_stretches_that_touch_are_one_pause(ticket, waits):
    """S3: merged, so that it counts whole or not at all."""
    chosen, instant = Handling(), REPORT + 20 * HOUR
    life = fold(ticket, chosen, instant)
    (run,) = runs(life, "resolution", chosen, cycles(life, "resolution", chosen, instant)[-1])
    assert ([(hours(since), hours(until)) for since, until in run.pauses], hours(run.waiting)) == waits
