"""A history folded into what its clocks need to know: what is known when, what dirty events come to (S2, S8, S9)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from slacalc import Handling, Ticket
from slacalc.cycles import cycles
from slacalc.errors import HistoryError
from slacalc.history import fold
from slacalc.windows import NEVER

START = datetime(2026, 5, 11, 9, tzinfo=UTC)
REPORT = 1_778_490_000_000_000
HOUR = 3_600_000_000


def at(hours):
    return START + timedelta(hours=hours)


def micros(hours):
    return REPORT + int(hours * HOUR)


def hours(instant):
    """Return an instant as hours since the report; None for what has not happened."""
    return None if instant == NEVER else (instant - REPORT) / HOUR


def done(life, clock):
    """Return when a clock was fulfilled, in hours since the start; None for not yet."""
    cycle = cycles(life, clock, Handling(), NEVER)[-1]
    return hours(cycle.until) if cycle.done else None


def pauses(ticket, until=None):
    return [(hours(start), hours(end)) for start, end in fold(ticket, Handling(), until).pauses]


def priorities(ticket, until=None):
    return [(hours(since), name) for since, name in fold(ticket, Handling(), until).priorities]


def ticket(**row):
    return Ticket(reported_at=START, **row)


# what fulfils a clock ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "response", "resolution"),
    [
        (ticket(), None, None),
        (ticket(responded_at=at(1)), 1, None),
        (ticket(resolved_at=at(2)), 2, 2),
        (ticket(responded_at=at(1), resolved_at=at(2)), 1, 2),
        (ticket(resolved_at=at(2), responded_at=at(3)), 2, 2),
        (ticket().responded(at(2)).responded(at(1)), 1, None),
    ],
)
def test_a_resolution_fulfils_the_response_if_nothing_did_before(told, response, resolution):
    """S2."""
    life = fold(told, Handling())
    assert (done(life, "response"), done(life, "resolution")) == (response, resolution)


def test_what_is_reopened_at_the_instant_of_its_end_was_never_over():
    for told in (ticket().resolved(at(2)), ticket().transferred(at(2)), ticket().cancelled(at(2))):
        assert fold(told.reopened(at(2)), Handling()) == fold(ticket(), Handling())


def test_an_event_before_the_report_that_is_recorded_later_is_not_known_before():
    told = ticket().resumed(at(0), sequence=-1, recorded_at=at(5))
    assert fold(told, Handling(), micros(4)) == fold(ticket(), Handling(), micros(4))
    with pytest.raises(HistoryError, match="lies before"):
        fold(told, Handling(), micros(5))


def test_a_second_resolution_changes_nothing():
    """S9."""
    assert done(fold(ticket().resolved(at(3)).resolved(at(2)), Handling()), "resolution") == 2


# what is known when --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "responded", "resolved"),
    [(0, None, None), (1.99, None, None), (2, 2, None), (4.99, 2, None), (5, 2, 5), (99, 2, 5)],
)
def test_events_after_the_instant_asked_about_are_not_known(until, responded, resolved):
    """S8: known at or before it."""
    life = fold(ticket(responded_at=at(2), resolved_at=at(5)), Handling(), micros(until))
    assert (hours(life.responded), done(life, "resolution")) == (responded, resolved)


@pytest.mark.parametrize(
    ("until", "known"), [(0.5, []), (1, [(1, None)]), (2.5, [(1, None)]), (3, [(1, 3)]), (5, [(1, 3), (4, None)])]
)
def test_a_pause_that_is_not_over_yet_is_open(until, known):
    """S8."""
    assert pauses(ticket(pauses=[(at(1), at(3)), (at(4), at(6))]), micros(until)) == known


@pytest.mark.parametrize(
    ("until", "known"), [(0, [(0, None)]), (1, [(0, None), (1, "P2")]), (3, [(0, None), (1, "P2"), (2, "P1")])]
)
def test_a_priority_is_in_force_from_when_it_was_set(until, known):
    """S7, S8: none before the first."""
    assert priorities(ticket().prioritised("P1", at(2)).prioritised("P2", at(1)), micros(until)) == known


def test_a_priority_from_the_report_on_has_none_before_it():
    """S7."""
    assert priorities(ticket(priority="P2").prioritised("P1", at(2))) == [(0, "P2"), (2, "P1")]


def test_the_same_priority_set_again_is_no_change():
    assert priorities(ticket(priority="P2").prioritised("P2", at(2)).prioritised("P1", at(3))) == [(0, "P2"), (3, "P1")]


def test_an_instant_before_the_report_is_refused():
    """S8."""
    with pytest.raises(
        HistoryError, match="before the ticket was reported 2026-05-11 09:00:00 UTC: ask about a later one"
    ):
        fold(ticket(), Handling(), REPORT - 1)
    assert hours(fold(ticket(), Handling(), REPORT).reported) == 0


def test_a_report_that_is_recorded_later_is_not_known_before():
    """S8: asked in between, nothing is known of the ticket."""
    late = replace(ticket().events[0], recorded=REPORT + HOUR)
    told = Ticket.from_events([late, *ticket().events[1:]])
    with pytest.raises(
        HistoryError, match=r"reported 2026-05-11 09:00:00 UTC, known from 2026-05-11 10:00:00\S* on: ask"
    ):
        fold(told, Handling(), REPORT + HOUR - 1)
    assert hours(fold(told, Handling(), REPORT + HOUR).reported) == 0


# when the clocks start -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "until", "logged", "reported"),
    [
        (ticket(), None, 0, 0),
        (ticket(logged_at=at(2)), None, 2, 0),
        (ticket(logged_at=at(2)), 1, None, 0),
        (ticket(logged_at=at(2)), 2, 2, 0),
        (Ticket.unlogged(START), None, None, 0),
        (Ticket.unlogged(START).logged(at(2)).logged(at(3)), None, 2, 0),
        (ticket().logged(at(2)), None, 2, 0),
    ],
)
def test_clocks_start_from_the_first_logging_or_from_the_report(told, until, logged, reported):
    """Section 4: under "logged" a ticket that is reported but not yet logged has not started."""
    known = None if until is None else micros(until)
    assert hours(fold(told, Handling(starts="logged"), known).starts) == logged
    assert hours(fold(told, Handling(starts="reported"), known).starts) == reported


# dirty histories -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (ticket().paused(at(1)).paused(at(2)).resumed(at(3)), [(1, 3)]),
        (ticket().resumed(at(1)).paused(at(2)).resumed(at(3)), [(2, 3)]),
        (ticket().paused(at(1)).resumed(at(2)).resumed(at(3)), [(1, 2)]),
        (ticket().paused(at(1)).resolved(at(2)), [(1, 2)]),
        (ticket().paused(at(1)).resolved(at(2)).resumed(at(3)), [(1, 2)]),
        (ticket().resolved(at(2)).paused(at(3)).resumed(at(4)), []),
        (ticket().resolved(at(2)).paused(at(3)), []),
        (ticket().paused(at(2)).resolved(at(2)), []),
        (ticket().paused(at(1)).resumed(at(2)).paused(at(3)).resolved(at(4)), [(1, 2), (3, 4)]),
        (ticket().paused(at(1)), [(1, None)]),
        (ticket().resumed(at(1)), []),
        (ticket().paused(at(1)).resumed(at(1)), []),
    ],
    ids=[
        "paused while paused",
        "resumed while running",
        "resumed twice",
        "resolved while paused",
        "resumed after the resolution",
        "paused after the resolution",
        "paused for good after the resolution",
        "paused and resolved at once",
        "paused twice, then resolved",
        "an open pause",
        "only resumed",
        "paused and resumed at once",
    ],
)
def test_harmless_disorder_among_the_pauses_changes_nothing(told, known):
    """S9."""
    assert pauses(told) == known


def test_a_resumption_and_a_pause_at_one_instant_follow_their_sequence_numbers():
    """S8."""
    told = ticket().paused(at(1)).resumed(at(2), sequence=1).paused(at(2), sequence=2).resumed(at(3))
    assert pauses(told) == [(1, 2), (2, 3)]
    told = ticket().paused(at(1)).paused(at(2), sequence=1).resumed(at(2), sequence=2)
    assert pauses(told) == [(1, 2)]


def test_any_order_of_arrival_is_folded_alike():
    """S8."""
    changes = [
        lambda known: known.prioritised("P1", at(1)),
        lambda known: known.paused(at(1)),
        lambda known: known.resumed(at(2)),
        lambda known: known.responded(at(2)),
        lambda known: known.resolved(at(3)),
    ]
    lives = set()
    for order in permutations(changes):
        told = ticket()
        for change in order:
            told = change(told)
        lives.add(fold(told, Handling()))
    assert len(lives) == 1


# what cannot have happened -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "event"),
    [
        (ticket(resolved_at=at(-1)), "resolved 2026-05-11 08:00:00 UTC"),
        (ticket(responded_at=at(-1), resolved_at=at(1)), "responded 2026-05-11 08:00:00 UTC"),
        (ticket(logged_at=at(-1)), "logged 2026-05-11 08:00:00 UTC"),
        (ticket().prioritised("P1", at(-1)), "prioritised 2026-05-11 08:00:00 UTC"),
        (ticket(pauses=[(at(-1), at(1))]), "paused 2026-05-11 08:00:00 UTC"),
    ],
)
def test_an_event_before_the_report_is_refused_and_both_are_named(told, event):
    """S9."""
    with pytest.raises(HistoryError) as caught:
        fold(told, Handling())
    assert event in str(caught.value)
    assert "reported 2026-05-11 09:00:00 UTC" in str(caught.value)


def test_events_at_the_instant_of_the_report_are_not_before_it():
    life = fold(ticket(priority="P1", responded_at=START, resolved_at=START), Handling())
    assert [done(life, clock) for clock in ("response", "resolution")] == [0, 0]


@pytest.mark.parametrize("sequence", [None, 3])
def test_two_priorities_at_one_instant_and_sequence_are_refused_and_both_are_named(sequence):
    """S9."""
    told = ticket().prioritised("P2", at(1), sequence=sequence).prioritised("P1", at(1), sequence=sequence)
    with pytest.raises(HistoryError) as caught:
        fold(told, Handling())
    said = str(caught.value)
    assert "prioritised 2026-05-11 10:00:00 UTC as 'P1'" in said
    assert "prioritised 2026-05-11 10:00:00 UTC as 'P2'" in said
    assert "give them sequence numbers" in said


def test_a_priority_that_contradicts_the_one_of_the_report_is_refused():
    """S9."""
    with pytest.raises(HistoryError, match="contradict each other"):
        fold(ticket(priority="P1").prioritised("P2", START), Handling())


@pytest.mark.parametrize(("first", "second"), [("P2", "P1"), ("P1", "P2")])
def test_with_sequence_numbers_the_last_of_two_priorities_is_in_force(first, second):
    """S8, S9."""
    told = ticket().prioritised(second, at(1), sequence=2).prioritised(first, at(1), sequence=1)
    assert priorities(told)[-1] == (1, second)
    assert told.priority == second


def test_one_priority_told_twice_at_one_instant_is_no_contradiction():
    told = ticket(priority="P1").prioritised("P1", START).prioritised("P1", START, sequence=1)
    assert priorities(told) == [(0, "P1")]


def test_a_contradiction_that_is_not_known_yet_is_none():
    """S8."""
    told = ticket(priority="P3").prioritised("P2", at(2)).prioritised("P1", at(2))
    assert priorities(told, micros(1)) == [(0, "P3")]
