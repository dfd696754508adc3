"""Tickets to which nothing has happened are judged by code once a package has judged many of them."""

import gc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from slacalc import Calendar, Package, Promise, Reading, Scheme, Ticket, assess, plain
from slacalc.errors import HolidayDataWarning
from slacalc.handling import CLOCKS
from slacalc.instants import micros, moment
from slacalc.promises import Term
from slacalc.timeline import Beyond
from slacalc.windows import NEVER

OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
PROMISES = {"response": "8 working hours", "resolution": "3 working days"}
REPORT = datetime(2026, 5, 15, 12, tzinfo=UTC)


def package(**promises: str) -> Package:
    return Package("x", Scheme({"P1": {**PROMISES, **promises}}, Reading()), OFFICE)


def asked(of: Package, count: int, report: datetime = REPORT) -> None:
    for hours in range(count):
        assess(Ticket(reported_at=report, priority="P1"), of, at=report + timedelta(hours=hours % 100))


@pytest.fixture
def usual(monkeypatch):
    """Return the clocks that are judged in the usual way."""
    found: list[str] = []
    judged = plain.judged

    def noted(package, life, clock, at):
        found.append(clock)
        return judged(package, life, clock, at)

    monkeypatch.setattr(plain, "judged", noted)
    return found


def test_code_is_written_once_a_package_has_judged_many_tickets_of_one_priority(usual):
    terms = package()
    asked(terms, plain.OFTEN + 1)
    assert usual == ["response", "resolution"] * (plain.OFTEN + 1)
    asked(terms, 100)
    assert len(usual) == 2 * (plain.OFTEN + 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda ticket: ticket.resolved(REPORT + timedelta(hours=1)).reopened(REPORT + timedelta(hours=2)),
        lambda ticket: ticket.transferred(REPORT + timedelta(hours=1)),
        lambda ticket: ticket.excused("response", at=REPORT, reason="a fire"),
        lambda ticket: ticket.prioritised("P2", REPORT + timedelta(hours=1)),
        lambda ticket: ticket.agreed(due=REPORT + timedelta(days=9), at=REPORT, overrides=True),
        lambda ticket: ticket.cancelled(REPORT + timedelta(hours=1)),
    ],
)
def test_a_ticket_that_is_not_plain_is_judged_in_the_usual_way(usual, change):
    terms = package().amend(priorities={"P2": PROMISES})
    asked(terms, plain.OFTEN + 2)
    usual.clear()
    ticket = change(Ticket(reported_at=REPORT, priority="P1"))
    at = REPORT + timedelta(hours=3)
    found = assess(ticket, terms, at=at)
    assert usual == ["response", "resolution"]
    assert found == assess(ticket, terms.amend(), at=at)


def test_answered_tickets_have_code_of_their_own(usual):
    terms, later = package(), REPORT + timedelta(days=9)
    ticket = Ticket(reported_at=REPORT, priority="P1")
    answered = ticket.responded(REPORT + timedelta(hours=1))
    expected = assess(ticket, terms.amend(), at=later), assess(answered, terms.amend(), at=later)
    for _ in range(plain.OFTEN + 2):
        assert (assess(ticket, terms, at=later), assess(answered, terms, at=later)) == expected
    assert len(usual) == 4 * (plain.OFTEN + 1) + 4


HOUR = timedelta(hours=1)


def waited(times: int, ticket: Ticket) -> Ticket:
    for place in range(times):
        ticket = ticket.paused(REPORT + (2 * place + 1) * HOUR).resumed(REPORT + (2 * place + 2) * HOUR)
    return ticket


@pytest.mark.parametrize(
    "change",
    [
        lambda ticket: ticket.paused(REPORT + HOUR),
        lambda ticket: waited(1, ticket),
        lambda ticket: waited(plain.MOST_PAUSES, ticket).responded(REPORT + 4 * HOUR),
        lambda ticket: waited(1, ticket).paused(REPORT + 5 * HOUR).resolved(REPORT + 20 * HOUR),
        lambda ticket: ticket.resolved(REPORT + 90 * HOUR),
    ],
)
@pytest.mark.parametrize("pauses", [["resolution"], ["response", "resolution"], []])
def test_tickets_that_waited_or_are_resolved_have_code_of_their_own(usual, change, pauses):
    terms, at = package().amend(handling={"pauses": pauses}), REPORT + 100 * HOUR
    ticket = change(Ticket(reported_at=REPORT, priority="P1"))
    expected = assess(ticket, terms, at=at)
    for _ in range(plain.OFTEN + 2):
        assert assess(ticket, terms, at=at) == expected
    assert len(usual) == 2 * (plain.OFTEN + 1)


def test_a_ticket_that_waited_more_often_is_judged_in_the_usual_way(usual):
    terms = package()
    ticket = waited(plain.MOST_PAUSES + 1, Ticket(reported_at=REPORT, priority="P1"))
    for _ in range(plain.OFTEN + 2):
        assess(ticket, terms, at=REPORT + 90 * HOUR)
    assert len(usual) == 2 * (plain.OFTEN + 2)


def test_a_ticket_that_was_answered_before_it_was_logged_is_judged_in_the_usual_way():
    terms = package().amend(handling={"starts": "logged"})
    for logged in (0, 2):
        ticket = Ticket(reported_at=REPORT, priority="P1", logged_at=REPORT + logged * HOUR)
        answered = ticket.responded(REPORT + HOUR)
        expected = assess(answered, terms.amend(), at=REPORT + 3 * HOUR)
        for _ in range(plain.OFTEN + 2):
            assert assess(answered, terms, at=REPORT + 3 * HOUR) == expected


def test_a_priority_that_became_known_later_is_not_known_before():
    ticket = Ticket(reported_at=REPORT).prioritised("P1", REPORT, recorded_at=REPORT + timedelta(hours=2))
    told = [assess(ticket, package(), at=REPORT + timedelta(hours=hours)).priority for hours in (1, 2)]
    assert told == [None, "P1"]


def terms_of(of: Package) -> tuple[Term, Term]:
    response, resolution = (of.term("P1", clock, 0) for clock in CLOCKS)
    assert response is not None
    assert resolution is not None
    return response, resolution


def test_what_lies_beyond_the_desk_is_judged_in_the_usual_way(usual):
    terms = package(resolution="400 working hours")
    asked(terms, plain.OFTEN + 2)
    usual.clear()
    desk = terms_of(terms)[1].desks.covering(micros(REPORT), micros(REPORT))
    late = moment(desk.last - 1)
    with pytest.raises((Beyond, IndexError)):
        plain.written(terms_of(terms), desk, plain.UNTOUCHED)(desk.last - 1, desk.last - 1, NEVER, desk.last - 1)
    ticket = Ticket(reported_at=late, priority="P1")
    assert assess(ticket, terms, at=late) == assess(ticket, terms.amend(), at=late)
    assert usual == ["response", "resolution"] * 2


@pytest.mark.parametrize("words", ["2 elapsed hours", "900 elapsed hours"])
def test_elapsed_time_may_end_beyond_the_desk_too(words):
    terms = package(resolution=words)
    asked(terms, 1)
    desk = terms_of(terms)[1].desks.covering(micros(REPORT), micros(REPORT))
    code = plain.written(terms_of(terms), desk, plain.UNTOUCHED)
    with pytest.raises(Beyond):
        code(desk.last - 1, desk.last - 1, NEVER, desk.end)


def test_hours_with_holidays_that_are_not_known_are_judged_in_the_usual_way(usual):
    terms = package().amend(calendar=OFFICE - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London"))
    with pytest.warns(HolidayDataWarning):
        asked(terms, plain.OFTEN + 2, datetime(2150, 3, 2, 12, tzinfo=UTC))
    assert len(usual) == 2 * (plain.OFTEN + 2)


def test_a_promise_with_hours_of_its_own_is_judged_in_the_usual_way(usual):
    terms = package().amend(
        priorities={"P1": {"response": replace(Promise.parse("1 hour"), calendar=Calendar.always())}}
    )
    asked(terms, plain.OFTEN + 2)
    assert len(usual) == 2 * (plain.OFTEN + 2)


def test_code_is_kept_for_so_many_and_no_more(monkeypatch, usual):
    monkeypatch.setattr(plain, "MOST", 2)
    monkeypatch.setattr(plain, "OFTEN", 1)
    plain._desks.clear()
    packages = [package(resolution=f"{days} working days") for days in (3, 4, 5)]
    for each in packages:
        asked(each, 3)
    assert len(plain._desks) == 2
    usual.clear()
    asked(packages[2], 1)
    assert usual == []
    asked(packages[0], 1)
    assert usual == list(CLOCKS)


def test_a_desk_that_is_written_for_twice_keeps_what_was_just_written(monkeypatch, usual):
    monkeypatch.setattr(plain, "MOST", 1)
    monkeypatch.setattr(plain, "OFTEN", 1)
    plain._desks.clear()
    terms = package()
    asked(terms, 3)
    ticket = Ticket(reported_at=REPORT, priority="P1").responded(REPORT + HOUR)
    for _ in range(3):
        assess(ticket, terms, at=REPORT + 2 * HOUR)
    usual.clear()
    assess(ticket, terms, at=REPORT + 2 * HOUR)
    assert usual == []


def test_a_package_that_is_gone_takes_its_code_along(monkeypatch):
    monkeypatch.setattr(plain, "MOST", 1)
    monkeypatch.setattr(plain, "OFTEN", 1)
    plain._desks.clear()
    asked(package(), 3)
    gc.collect()
    terms = package()
    asked(terms, 3)
    assert [kept() for kept in plain._desks] == [terms_of(terms)[1].desks.covering(micros(REPORT), micros(REPORT))]


def test_the_day_of_the_response_is_reckoned_by_code_too(usual):
    terms = Package(
        "x", Scheme({"P1": {**PROMISES, "resolution": "same day"}}, Reading(same_day="response_day")), OFFICE
    )
    expected = assess(Ticket(reported_at=REPORT, priority="P1"), terms.amend(), at=REPORT)
    asked(terms, plain.OFTEN + 1)
    usual.clear()
    assert assess(Ticket(reported_at=REPORT, priority="P1"), terms, at=REPORT) == expected
    assert usual == []
