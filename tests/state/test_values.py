"""Values and answers keep what they say: pickled, copied, and while the caller changes what they were made of."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta

import pytest

from slacalc import Calendar, Cover, Handling, Package, Promise, Scheme, Target, Ticket, as_utc, assess, deadlines

LONDON = "Europe/London"
PASSES = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
"""Half past one of the night on which the clocks go back, on its first pass and on its second."""
ROUND = Package(
    "Round the clock",
    Scheme({"P1": {"response": "1 working hour", "resolution": "24 elapsed hours", "update": "1 working hour"}}),
    Calendar.always().in_zone(LONDON),
)


def reported(at):
    return Ticket(id="INC-1", reported_at=at, priority="P1")


def due_at(at):
    """Return a ticket whose response falls due at an instant."""
    return reported(at - timedelta(hours=1))


def again(value):
    """Return a value by every way of copying it."""
    pickled = [pickle.loads(pickle.dumps(value, number)) for number in range(2, pickle.HIGHEST_PROTOCOL + 1)]  # noqa: S301
    return [*pickled, copy.copy(value), copy.deepcopy(value)]


VALUES = [
    Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON) - Calendar.holidays("GB", subdiv="ENG", tz=LONDON),
    *(Target.parse("1-2 weeks"), Promise.parse("aim: 3 days; usually within 2 days"), Handling(pauses=["update"])),
    *(ROUND.scheme, ROUND, Package.preset("p1-p4"), Cover(*PASSES), reported(PASSES[0]).paused(PASSES[1])),
    *(deadlines(due_at(at), ROUND) for at in PASSES),
    *(assess(due_at(at), ROUND, at=at) for at in PASSES),
    *(assess(due_at(at), ROUND, at=at).response for at in PASSES),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_copy_is_equal_hashes_alike_and_reads_alike(value):
    for other in again(value):
        assert (other, hash(other), repr(other)) == (value, hash(value), repr(value))


@pytest.mark.parametrize("at", PASSES)
def test_a_copied_answer_keeps_its_pass_of_the_repeated_hour(at):
    for answer in again(deadlines(due_at(at), ROUND)):
        assert as_utc(answer.response_due) == at
        assert answer.response_due.fold == PASSES.index(at)
    for judged in again(assess(due_at(at), ROUND, at=at)):
        assert as_utc(judged.at) == as_utc(judged.response.due) == at
        assert not judged.response.breached


def test_the_two_passes_are_two_answers():
    first, second = (deadlines(due_at(at), ROUND) for at in PASSES)
    assert first.response_due.replace(tzinfo=None) == second.response_due.replace(tzinfo=None)
    assert first != second
    assert len({first, second}) == 2


def test_a_caller_may_change_its_lists_afterwards():
    days, week = [date(2026, 5, 13)], {"mon": [("09:00", "17:00")], "tue": [("09:00", "17:00")]}
    spans, clocks, percents = [tuple(PASSES)], ["response"], [50, 75]
    made = [Calendar.dates(days, tz=LONDON), Calendar.weekly(week, tz=LONDON), Calendar.spans(spans)]
    made += [Handling(pauses=clocks), Promise(Target.parse("1 hour"), thresholds=percents)]
    before = [repr(value) for value in made]
    days.append(date(2026, 5, 14))
    week["mon"].clear()
    del week["tue"]
    spans.clear()
    clocks.append("resolution")
    percents.clear()
    assert [repr(value) for value in made] == before


def test_a_caller_may_change_what_a_package_and_a_ticket_were_made_of():
    terms, cover, assumptions = {"P1": {"response": "1 hour"}}, [Cover(*PASSES)], ["It is round."]
    scheme = Scheme(terms)
    package = Package("Mine", scheme, ROUND.calendar, cover=cover, assumptions=assumptions)
    pauses = [(PASSES[0], PASSES[1])]
    ticket = Ticket(reported_at=PASSES[0], priority="P1", pauses=pauses)
    before = repr(package), repr(ticket), hash(package), ticket.to_dict()
    terms["P1"]["response"] = "9 hours"
    terms["P2"] = {}
    cover.clear()
    assumptions.clear()
    pauses.clear()
    ticket.to_dict()["events"].clear()
    assert (repr(package), repr(ticket), hash(package), ticket.to_dict()) == before
