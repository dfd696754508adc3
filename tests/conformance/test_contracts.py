"""Every case of the two support contracts, through the public functions and through the oracle."""

from datetime import timedelta
from typing import Any

import pytest

from slacalc import Calendar, Cover, Package, Ticket, assess, deadlines
from tests.conformance.contracts import ALL, BREACH, CHANGED, CHANGED_DUE, LONDON, WITH_PAUSES, Case, moment
from tests.oracle import contract as oracle_contract
from tests.oracle import verdict as oracle
from tests.oracle.instants import HOUR, micros
from tests.oracle.reading import Reading as OracleReading

WORKED = "public holidays worked"
EVERY = pytest.mark.parametrize("case", ALL + WITH_PAUSES, ids=lambda case: case.number)


def reading(convention: str) -> dict[str, Any]:
    """Return the fields of `Reading` that a convention such as "working_day=hours;day_length=24h" sets."""
    if convention in {"default", WORKED}:
        return {}
    fields: dict[str, Any] = dict(field.split("=") for field in convention.split(";"))
    for name in {"day_length", "same_day_minimum"} & set(fields):
        fields[name] = timedelta(hours=int(fields[name].removesuffix("h")))
    return fields


def package(case: Case) -> Package:
    """Return the preset amended by what the case's convention and cover say."""
    changes: dict[str, Any] = {}
    if case.convention == WORKED:
        changes["calendar"] = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON.key)
    if reading(case.convention):
        changes["reading"] = reading(case.convention)
    if case.cover:
        changes["cover"] = [Cover(start, end) for start, end in case.cover]
    preset = Package.preset(case.scheme)
    return preset.amend(name="case", **changes) if changes else preset


def oracle_package(case: Case) -> oracle_contract.Contract:
    fields = reading(case.convention)
    for name, value in fields.items():
        fields[name] = value // timedelta(hours=1) * HOUR if isinstance(value, timedelta) else value
    return oracle_contract.Contract(
        oracle_contract.scheme(case.scheme),
        oracle_contract.office(holidays_worked=case.convention == WORKED),
        LONDON.key,
        cover=[oracle_contract.Booking(micros(start), micros(end)) for start, end in case.cover],
        reading=OracleReading(**fields),
    )


def test_no_case_is_lost() -> None:
    assert [case.number for case in ALL] == [f"{number:03d}" for number in range(1, 81)]
    assert len(WITH_PAUSES) == 3


@EVERY
def test_deadlines(case: Case) -> None:
    ticket = Ticket(reported_at=case.reported, priority=case.priority, pauses=case.pauses)
    answer = deadlines(ticket, package(case))
    assert answer.response_due == case.response_due
    assert answer.resolution_due == case.resolution_due
    assert answer.resolution_expected_from == case.expected_from
    assert answer.resolution_estimate == case.estimate


@EVERY
def test_assessed_at_the_report_the_deadlines_are_the_unpaused_ones(case: Case) -> None:
    ticket = Ticket(reported_at=case.reported, priority=case.priority, pauses=case.pauses)
    judged = assess(ticket, package(case), at=case.reported)
    assert judged.response.due == case.response_due
    assert judged.resolution.due == (case.unpaused_due or case.resolution_due)


@pytest.mark.parametrize(("late", "state"), [(timedelta(0), "met"), (timedelta(seconds=1), "missed")])
def test_a_resolution_exactly_at_its_deadline_is_in_time(late: timedelta, state: str) -> None:
    scheme, priority, reported, due = BREACH
    ticket = Ticket(reported_at=moment(reported), priority=priority, resolved_at=moment(due) + late)
    judged = assess(ticket, Package.preset(scheme), at=moment("2026-06-01 09:00")).resolution
    assert (judged.due, judged.state, judged.breached) == (moment(due), state, state == "missed")


def test_a_downgrade_before_the_first_deadline_is_measured_from_the_change() -> None:
    scheme, priority, reported, lower, changed = CHANGED
    response_due, before, after = map(moment, CHANGED_DUE)
    terms = Package.preset(scheme).amend(handling={"priority_change": "from_change"})
    ticket = Ticket(reported_at=moment(reported), priority=priority).prioritised(lower, moment(changed))
    judged = assess(ticket, terms, at=moment(changed) - timedelta(seconds=1))
    assert (judged.response.due, judged.resolution.due) == (response_due, before)
    judged = assess(ticket, terms, at=moment(changed))
    assert (judged.response.due, judged.resolution.due, judged.resolution.breached) == (response_due, after, False)
    assert deadlines(ticket, terms).resolution_due == after


@EVERY
def test_the_oracle_agrees(case: Case) -> None:
    pauses = [(micros(start), micros(end)) for start, end in case.pauses]
    answers = oracle.deadlines(oracle.Events(micros(case.reported), case.priority, pauses=pauses), oracle_package(case))
    expected = [case.response_due, case.resolution_due, case.expected_from, case.estimate]
    marks = [
        answers["response"].due,
        answers["resolution"].due,
        answers["resolution"].expected_from,
        answers["resolution"].estimate,
    ]
    assert marks == [None if moment_ is None else micros(moment_) for moment_ in expected]
