"""Law 38: whatever is asked, the call ends, and soon."""

import gc
from datetime import UTC, date, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Ticket, assess
from slacalc.errors import InputError, SlaError, UnreachableError
from slacalc.testing import calendars, packages, tickets

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")

LONGEST = 2.0
"""Seconds of processor time: the hard limit on one call with the worst input that is admitted."""
whenever = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (in UTC)
sizes = st.timedeltas(timedelta(0), timedelta(days=600 * 366)) | st.timedeltas(timedelta(0), timedelta(days=90))
numbers = st.integers(-2_000_000, 2_000_000) | st.integers(-300, 300)


def ends(ask, *errors):
    """Return what a call answered, None for a documented error; fail where it took too long."""
    gc.freeze()  # what the examples before this one have left is not gone through while the call is timed
    begins = process_time()
    try:
        answer = ask()
    except errors:
        answer = None
    took = process_time() - begins
    gc.unfreeze()
    assert took < LONGEST
    return answer


QUESTIONS = {
    "add": lambda hours, at, size, _: hours.add(at, size),
    "subtract": lambda hours, at, size, _: hours.subtract(at, size),
    "next_open": lambda hours, at, *_: hours.next_open(at),
    "next_close": lambda hours, at, *_: hours.next_close(at),
    "previous_open": lambda hours, at, *_: hours.previous_open(at),
    "previous_close": lambda hours, at, *_: hours.previous_close(at),
    "add_working_days": lambda hours, at, _, n: hours.add_working_days(at.date(), n),
    "count_working_days": lambda hours, at, _, n: hours.count_working_days(at.date(), date(2026, 1, 1) + days(n)),
}


def days(n):
    return timedelta(days=n % 2_000_000)


@given(st.sampled_from(sorted(QUESTIONS)), calendars(), whenever, sizes, numbers)
def test_law_38_every_question_to_a_calendar_ends_soon_with_an_answer_or_a_documented_error(ask, calendar, at, size, n):
    """Law 38: any instant, amount and number of days, however far: an answer, or an error that says why not, in 2 s."""
    hours = calendar.in_zone(calendar.tz or "UTC")
    ends(lambda: QUESTIONS[ask](hours, at, size, n), UnreachableError, InputError)
    assert ends(lambda: hours.is_open(at)) in {True, False}


@given(st.data(), packages())
def test_law_38_every_ticket_is_judged_soon_with_an_answer_or_a_documented_error(data, package):
    """Law 38: a package and a life of any kind, asked about at any time after the report."""
    ticket: Ticket = data.draw(tickets(package))
    at = ticket.events[-1].at + data.draw(st.timedeltas(timedelta(0), timedelta(days=400)))
    judged = ends(lambda: assess(ticket, package, at=at), SlaError)
    assert judged is None or judged.response.state


@given(packages())
def test_some_question_is_answered(package):
    """What is drawn without arguments is answered: errors are no way out of the law above."""
    at = datetime(2026, 5, 13, 9, tzinfo=UTC)
    ticket = Ticket(reported_at=at, priority=package.scheme.levels[0].name)
    assert assess(ticket, package, at=at).clocks
