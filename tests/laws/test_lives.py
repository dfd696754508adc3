"""Laws of whole lives of tickets: any events, any handling, every kind of promise (laws 25 to 30, 35)."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import patch

from hypothesis import assume, given
from hypothesis import strategies as st

from slacalc import (
    Assessment,
    Calendar,
    Cover,
    Package,
    Promise,
    Scheme,
    Ticket,
    assess,
    deadlines,
    explain,
    plain,
    reckoning,
    transitions,
)
from slacalc.cycles import cycles, only_run, runs
from slacalc.errors import HistoryError
from slacalc.handling import CLOCKS, Handling
from slacalc.history import fold
from slacalc.instants import micros
from slacalc.plain import first_clocks
from slacalc.testing.lives import KINDS, Change, happens
from slacalc.testing.lives import lived as after

START = datetime(2026, 3, 26, 8, tzinfo=UTC)
"""A Thursday before the clocks change in London, and before Easter."""
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
HOURS = OFFICE - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
PROMISES = (
    *("8 working hours", "1 working day", "3 working days", "1-2 days", "same day", "36 elapsed hours", "1 week"),
    *("by agreement", "by agreement; usually within 10 working days", "aim: 4 hours; usually within 1 day"),
)
handlings = st.fixed_dictionaries(
    {
        "pauses": st.lists(st.sampled_from(["response", "resolution", "next_reply", "update"]), unique=True),
        "priority_change": st.sampled_from(["from_report", "from_change"]),
        "reopen": st.sampled_from(["resume", "continue", "restart"]),
        "update": st.sampled_from(["last", "grid"]),
        "transfer": st.sampled_from(["separate", "resolved"]),
    }
)
instants = st.integers(0, 14 * 24 * 12).map(lambda steps: START + timedelta(minutes=5 * steps))


@st.composite
def packages(draw: Any) -> Package:
    levels = {
        name: {
            "response": draw(st.sampled_from(["8 working hours", "1 working hour", "4 elapsed hours"])),
            "resolution": Promise.parse(draw(st.sampled_from(PROMISES))),
            "next_reply": draw(st.none() | st.just("4 working hours")),
            "update": draw(st.none() | st.sampled_from(["8 working hours", "1 working day"])),
            "calendar": draw(st.none() | st.none() | st.just(Calendar.always())),
        }
        for name in ("P1", "P2", "P3")
    }
    cover = draw(st.lists(st.tuples(instants, st.integers(1, 8)), max_size=2))
    booked = [Cover(at, at + timedelta(hours=hours), booked_at=START) for at, hours in cover]
    return Package("drawn", Scheme(levels), HOURS, booked).amend(handling=draw(handlings))


events = st.builds(
    happens, st.sampled_from(KINDS), instants, st.sampled_from(["P1", "P2", "P3"]), instants, st.booleans()
)
histories = st.lists(events, max_size=9)


def lived(changes: list[Change], priority: str | None = "P2") -> Ticket:
    return after(Ticket(id="INC-1", reported_at=START, priority=priority), changes)


def judged(ticket: Ticket, package: Package, at: datetime) -> Assessment:
    try:
        return assess(ticket, package, at=at)
    except HistoryError:
        assume(False)
        raise


@given(packages(), histories, instants, st.randoms(use_true_random=False))
def test_law_28_any_order_and_repetition_of_events_gives_one_result(package, changes, at, chance):
    """Law 28: any permutation and any duplication of one set of events gives one result."""
    ticket = lived(changes)
    again = [*changes, *changes]
    chance.shuffle(again)
    assert lived(again) == ticket
    assert judged(lived(again), package, at) == judged(ticket, package, at)


@given(packages(), histories, instants)
def test_law_35_every_life_is_explained_and_its_stretches_sum_to_what_is_used(package, changes, at):
    """Law 35, for any life and handling: the stretches follow one another and sum to what the clock has used."""
    ticket = lived(changes)
    found = judged(ticket, package, at)
    for name, explained in explain(ticket, package, at=at).clocks.items():
        clock = found.clocks[name]
        assert all(one.end == other.start for one, other in pairwise(explained.stretches))
        assert explained.clock == clock
        assert clock.used is None or explained.used == clock.used


@given(packages(), histories, st.lists(instants, min_size=2, max_size=5))
def test_laws_26_and_27_what_is_used_and_broken_never_shrinks_while_nothing_happens(package, changes, moments):
    """Laws 26 and 27: with no event more, used time and breach only grow; used stands still while paused or over."""
    ticket = lived(changes)
    last = max(micro for micro in (event.instant for event in ticket.events))
    for earlier, later in pairwise(sorted(moments)):
        one, other = judged(ticket, package, earlier), judged(ticket, package, later)
        assume(one.instant >= last)
        for name, clock in one.clocks.items():
            after = other.clocks[name]
            assert clock.breached <= after.breached
            if clock.used is not None:
                assert clock.used <= after.used
                assert clock.used == after.used or not (clock.is_over or str(clock.state) == "paused")


@given(packages(), histories, instants, instants)
def test_law_30_reopened_at_the_instant_of_its_resolution_it_was_never_resolved(package, changes, resolved, at):
    """Law 30: reopened at the instant of its resolution is never resolved, under "resume" and "continue"."""
    assume(package.scheme.handling.reopen != "restart")
    ticket = lived(changes)
    again = ticket.resolved(resolved, sequence=-2).reopened(resolved, sequence=-1)
    assume(not any(over_at_once(ticket, resolved)))
    one, other = judged(ticket, package, at), judged(again, package, at)
    assert one.resolution == other.resolution


def over_at_once(ticket: Ticket, at: datetime) -> list[bool]:
    """Return whether the ticket was over or waited then, so that resolving it would change something else."""
    before = [event for event in ticket.events if event.at <= at]
    return [str(event.kind) in {"resolved", "closed", "transferred", "cancelled", "paused"} for event in before]


@given(packages(), histories, st.lists(instants, max_size=4))
def test_law_e_any_division_of_time_tells_of_each_event_once(package, changes, cuts):
    """Law E, divided: what falls due in parts of a time is what falls due in the whole of it, in order."""
    ticket = lived(changes)
    judged(ticket, package, START + timedelta(days=20))
    marks = sorted({START - timedelta(hours=1), *cuts, START + timedelta(days=16)})
    parts = [
        event for after, until in pairwise(marks) for event in transitions(ticket, package, after=after, until=until)
    ]
    whole = list(transitions(ticket, package, after=marks[0], until=marks[-1]))
    assert parts == whole
    assert [event.instant for event in parts] == sorted(event.instant for event in parts)


@given(histories, st.none() | st.sampled_from(["P1", "P2"]))
def test_law_34_a_life_is_read_back_as_it_was(changes, priority):
    """Law 34, for tickets: load(dump(x)) = x for JSON and repr."""
    ticket = lived(changes, priority)
    assert Ticket.from_dict(json.loads(json.dumps(ticket.to_dict()))) == ticket
    names = {"Ticket": Ticket, "datetime": datetime, "UTC": UTC, "date": date}
    assert eval(repr(ticket), names) == ticket  # noqa: S307 (our own)


@given(packages(), histories)
def test_the_deadlines_are_those_of_the_verdict_long_after(package, changes):
    """What is due by the whole history is what is due when all of it is known."""
    ticket = lived(changes)
    found = judged(ticket, package, START + timedelta(days=40))
    whole = deadlines(ticket, package)
    assert (whole.response_due, whole.resolution_due) == (found.response.due, found.resolution.due)


STEP = timedelta(minutes=5)
gaps = st.lists(st.integers(0, 300), max_size=12)
plain_handlings = st.builds(
    Handling,
    starts=st.sampled_from(["reported", "logged"]),
    pauses=st.lists(st.sampled_from(["response", "resolution"]), unique=True),
    reopen=st.sampled_from(["resume", "continue", "restart"]),
)


@st.composite
def plain_tickets(draw: Any) -> Ticket:
    """Draw tickets that were perhaps logged later, waited some times, some of them at once again, and were resolved."""
    begins = draw(instants)
    ticket = (
        Ticket.unlogged(begins, priority="P1") if draw(st.booleans()) else Ticket(reported_at=begins, priority="P1")
    )
    at = begins
    for place, steps in enumerate(draw(gaps)):
        at += steps * STEP
        ticket = ticket.resumed(at) if place % 2 else ticket.paused(at)
    marks = [begins + steps * STEP for steps in draw(st.lists(st.integers(0, 900), min_size=3, max_size=3))]
    for tell, mark in zip((Ticket.responded, Ticket.resolved, Ticket.logged), marks, strict=True):
        ticket = tell(ticket, mark) if draw(st.booleans()) else ticket
    return ticket


@given(plain_tickets(), instants, plain_handlings)
def test_the_one_run_of_a_plain_ticket_is_what_the_general_way_finds(ticket, asked, handling):
    """The short way to the run of a ticket that was never reopened is a short way, not another rule."""
    at = micros(max(ticket.reported_at, asked))
    life = fold(ticket, handling, at)
    for clock in CLOCKS:
        only = only_run(life, clock, handling, at)
        found = [run for cycle in cycles(life, clock, handling, at) for run in runs(life, clock, handling, cycle)]
        assert only is None or [only] == found
        assert only is not None or not life.is_plain or life.starts > found[-1].until


@given(plain_tickets(), instants, plain_handlings, packages())
def test_the_code_for_plain_tickets_gives_the_verdicts_of_the_rules(ticket, asked, handling, package):
    """What is answered by code that was written down is what is answered by the rules themselves."""
    package = package.amend(handling=handling)
    at = micros(max(ticket.reported_at, asked))
    life = fold(ticket, handling, at)
    with patch.object(plain, "OFTEN", -1):
        first_clocks(package, life, at)
        found = first_clocks(package, life, at)
    assert list(found) == [reckoning.judged(package, life, clock, at) for clock in CLOCKS]
