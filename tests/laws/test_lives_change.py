"""Laws of one change to the life of a ticket: a pause, a target, an instant, a priority (laws 24 to 27, 29, 37)."""

import warnings
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import holidays
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Calendar, Clock, Package, Promise, Scheme, Target, Ticket, as_utc, assess, deadlines
from slacalc.errors import HolidayDataWarning

START = datetime(2026, 3, 26, 8, tzinfo=UTC)
"""A Thursday before the clocks change in London, and before Easter."""
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
ENGLAND = Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
HOURS = OFFICE - ENGLAND
LONG_AFTER = START + timedelta(days=200)
instants = st.sampled_from(range(14 * 24 * 12)).map(lambda steps: START + timedelta(minutes=5 * steps))
hours = st.integers(1, 60)
spans = st.lists(st.tuples(instants, st.integers(1, 72).map(lambda length: timedelta(hours=length))), max_size=4)
waits = spans.map(lambda found: [(since, since + length) for since, length in found])
WORDS = ["8 working hours", "1 working day", "3 working days", "1-2 working days", "same day", "36 elapsed hours"]


def promising(resolution: Any, **handling: Any) -> Package:
    """Return a package under which each of two priorities has the same resolution, or one each."""
    first, second = resolution if isinstance(resolution, tuple) else (resolution, resolution)
    levels = {"P1": {"response": "8 working hours", "resolution": first}, "P2": {"resolution": second}}
    levels["P2"]["response"] = "8 working hours"
    return Package("drawn", Scheme(levels), HOURS).amend(handling=handling)


def working(amount: int) -> Promise:
    return Promise(Target.working(timedelta(hours=amount)))


def resolution(ticket: Ticket, package: Package, at: datetime = LONG_AFTER) -> Clock:
    return assess(ticket, package, at=at).resolution


def verdict(clock: Clock) -> tuple[Any, ...]:
    return clock.state, clock.due, clock.breached_at, clock.used, clock.paused_time, clock.at_risk_at


@given(hours, waits)
def test_law_24_a_deadline_under_pauses_is_that_of_the_hours_without_them(amount, pauses):
    """Law 24: a deadline is A on the calendar less the pauses, and A(start, target + open time lost in them) (S3)."""
    ticket = Ticket(reported_at=START, priority="P1", pauses=pauses)
    less = HOURS - Calendar.spans(pauses)
    due = deadlines(ticket, promising(working(amount))).resolution_due
    assert due == less.add(START, timedelta(hours=amount))
    lost = (HOURS & Calendar.spans(pauses)).working_time(START, due)
    assert due == HOURS.add(START, timedelta(hours=amount) + lost)


@given(st.sampled_from(WORDS), waits, instants, st.data())
def test_law_25_a_pause_that_is_divided_or_told_twice_is_the_same_pause(words, pauses, at, data):
    """Law 25: splitting a pause, listing it twice or listing overlapping ones changes nothing but the union."""
    plain = Ticket(reported_at=START, priority="P1", pauses=pauses)
    parts = [*pauses]
    for since, until in pauses:
        inner = since + data.draw(st.integers(0, 100)) * ((until - since) / 100)
        parts += [(since, inner), (inner, until), (since, until)]
    divided = Ticket(reported_at=START, priority="P1", pauses=data.draw(st.permutations(parts)))
    assert resolution(divided, promising(words), at) == resolution(plain, promising(words), at)
    told = Ticket(reported_at=START, priority="P1")
    for place, (since, until) in enumerate(plain.pauses):
        assert until is not None
        inner = since + (until - since) / 2
        told = told.paused(since).resumed(inner, sequence=place).paused(inner, sequence=place + 1).resumed(until)
    assert verdict(resolution(told, promising(words), at)) == verdict(resolution(plain, promising(words), at))


@given(st.sampled_from(WORDS[:-1]), waits, instants, instants)
def test_law_25_a_pause_without_open_time_changes_nothing(words, pauses, night, at):
    """Law 25: a pause with no open time inside changes nothing, asked about when it is over."""
    ticket = Ticket(reported_at=START, priority="P1", pauses=pauses)
    closing = HOURS.next_close(night)
    opening = HOURS.next_open(closing)
    idle = Ticket(reported_at=START, priority="P1", pauses=[*pauses, (closing, opening)])
    package = promising(words)
    if not any(since <= closing and opening <= until for since, until in pauses):
        at = max(at, as_utc(opening))
    assert verdict(resolution(idle, package, at)) == verdict(resolution(ticket, package, at))


@given(hours, waits, st.lists(instants, min_size=2, max_size=5))
def test_law_26_what_is_used_grows_by_unpaused_working_time_alone_and_adds_up_to_the_target(amount, pauses, moments):
    """Law 26: used + remaining = target while not breached; used grows by unpaused working time and by nothing else."""
    ticket = Ticket(reported_at=START, priority="P1", pauses=pauses)
    unpaused = HOURS - Calendar.spans(pauses)
    moments = sorted(moments)
    found = [resolution(ticket, promising(working(amount)), at) for at in moments]
    for clock in found:
        assert clock.used + clock.remaining - clock.overrun == timedelta(hours=amount)
    for (one, other), (since, until) in zip(pairwise(found), pairwise(moments), strict=True):
        assert other.used - one.used == unpaused.working_time(since, until)


@given(hours, st.integers(0, 30), waits, instants, instants, st.booleans())
def test_law_27_a_longer_target_never_turns_kept_into_broken(amount, more, pauses, ended, at, resolves):
    """Law 27: a longer target never turns met into breached."""
    ticket = Ticket(reported_at=START, priority="P1", pauses=pauses)
    ticket = ticket.resolved(ended) if resolves else ticket
    short, long = (resolution(ticket, promising(working(each)), at) for each in (amount, amount + more))
    assert long.breached <= short.breached


@given(st.sampled_from(WORDS), waits, instants, instants)
def test_law_27_an_earlier_resolution_never_turns_met_into_missed(words, pauses, one, other):
    """Law 27: an earlier resolution never turns met into breached."""
    ticket = Ticket(reported_at=START, priority="P1", pauses=pauses)
    early, late = (resolution(ticket.resolved(at), promising(words)) for at in sorted([one, other]))
    assert early.breached <= late.breached


@given(
    st.tuples(*[st.sampled_from(WORDS)] * 2), waits, instants, instants, st.sampled_from(["from_report", "from_change"])
)
def test_law_29_a_priority_there_and_back_at_one_instant_changes_nothing(words, pauses, changed, at, how):
    """Law 29: a priority there and back at one instant changes nothing."""
    ticket = Ticket(reported_at=START, priority="P1", pauses=pauses)
    back = ticket.prioritised("P2", changed, sequence=1).prioritised("P1", changed, sequence=2)
    package = promising(words, priority_change=how)
    assert assess(back, package, at=at).clocks == assess(ticket, package, at=at).clocks


@given(st.tuples(*[st.sampled_from(WORDS)] * 2), waits, instants, instants)
def test_law_29_measured_from_the_report_the_deadline_depends_on_the_last_priority_alone(words, pauses, changed, other):
    """Law 29, "from_report": the deadline depends on the last priority alone."""
    package = promising(words)
    ticket = Ticket(reported_at=START, pauses=pauses)
    straight = ticket.prioritised("P2", START)
    first, second = sorted([changed, other])
    winding = ticket.prioritised("P2", START).prioritised("P1", first, sequence=1).prioritised("P2", second, sequence=2)
    assert deadlines(winding, package).resolution_due == deadlines(straight, package).resolution_due


@given(st.tuples(*[st.sampled_from(WORDS)] * 2), waits, instants)
def test_law_29_measured_from_the_change_the_deadline_is_that_of_a_ticket_opened_then(words, pauses, changed):
    """Law 29, "from_change": the deadline is that of a new ticket opened at the change."""
    package = promising(words, priority_change="from_change")
    ticket = Ticket(reported_at=START, priority="P1", pauses=pauses).prioritised("P2", changed, sequence=1)
    after = [(max(since, changed), until) for since, until in pauses if until > changed]
    opened = Ticket(reported_at=changed, priority="P2", pauses=after)
    assert deadlines(ticket, package).resolution_due == deadlines(opened, package).resolution_due


LAST_YEAR = holidays.country_holidays("GB", subdiv="ENG").end_year


@given(st.integers(-40, 20), st.integers(1, 400), st.integers(0, 60))
def test_law_37_an_answer_says_so_where_it_needs_holidays_that_nobody_knows(days, amount, asked):
    """Law 37: an answer that needs holidays beyond the known years says so, and any other does not (T11)."""
    reported = datetime(LAST_YEAR, 12, 31, 12, tzinfo=UTC) + timedelta(days=days)
    at = reported + timedelta(days=asked)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        clock = resolution(Ticket(reported_at=reported, priority="P1"), promising(working(amount)), at)
    assert clock.due is not None
    reached = max(as_utc(clock.due), at)
    assert clock.beyond_holiday_data is (reached.year > LAST_YEAR)
    assert any(said.category is HolidayDataWarning for said in heard) or not clock.beyond_holiday_data
