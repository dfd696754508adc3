"""What the report counts is what frames count, each ticket once."""

from collections import Counter
from datetime import datetime, timedelta

import pandas as pd
import pytest

from slacalc import Ticket, assess
from slacalc.frames import assess_frame, attainment
from slacalc.report.figures import figures

COUNTS = ("tickets", "met", "breached", "breached_on_arrival", "excused", "open", "ended")
NOON = datetime.fromisoformat("2026-05-20T12:00+01:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-05-{text}+01:00")


@pytest.fixture(scope="module")
def frame(incidents, package):
    then, judged = incidents
    rows = [
        (ticket.id, ticket.priority, ticket.reported_at, assessment.response.completed_at, place)
        for place, (ticket, assessment) in enumerate(judged)
    ]
    made = pd.DataFrame(rows, columns=["id", "priority", "reported", "responded", "place"])
    made["reported"] = pd.to_datetime(made["reported"], utc=True)
    events = [
        (place, event.instant, str(event.kind))
        for place, (ticket, _) in enumerate(judged)
        for event in ticket.events
        if str(event.kind) in {"responded", "resolved", "paused", "resumed"}
    ]
    log = pd.DataFrame(events, columns=["place", "at", "kind"])
    log["at"] = pd.to_datetime(log["at"], unit="us", utc=True)
    return assess_frame(made, package, at=then, reported="reported", priority="priority", ticket="place", events=log)


def test_promises_are_counted_as_frames_count_them(incidents, frame):
    found = figures(incidents[1], 5)
    told = attainment(frame, by=["priority"])
    contracts = told[told["commitment"] == "contract"]
    assert len(contracts) == len(found.promises) == 7
    for row in contracts.to_dict("records"):
        counts = found.promises[row["priority"], row["clock"], "contract"]
        assert {name: counts[name] for name in COUNTS} == {name: row[name] for name in COUNTS}


def test_months_are_counted_as_frames_count_them(incidents, frame):
    found = figures(incidents[1], 5)
    told = attainment(frame, by=["priority"], month="due")
    told = told[(told["commitment"] == "contract") & (told["counted"] > 0)]
    assert {
        (row["month"], row["clock"], row["priority"]): (row["met"], row["breached"]) for row in told.to_dict("records")
    } == {key: (counts["met"], counts["breached"]) for key, counts in found.months.items()}


def test_estimates_are_counted_as_frames_count_them(incidents, frame):
    found = figures(incidents[1], 5)
    told = attainment(frame, by=["priority"])
    (row,) = told[told["commitment"] == "estimate"].to_dict("records")
    counts = found.estimates["P4", "resolution"]
    assert (counts["within"], counts["within"] + counts["past"]) == (row["met"], row["counted"])
    assert counts["open"] + counts["open_past"] == row["open"]


def test_each_breach_has_its_lateness_and_the_latest_come_first(incidents):
    found = figures(incidents[1], 7)
    broken = sum(counts["breached"] for counts in found.promises.values())
    assert sum(map(Counter.total, found.late.values())) == broken
    overruns = [late.clock.overrun for late in found.latest]
    assert len(overruns) == 7
    assert overruns == sorted(overruns, reverse=True)
    every = [late.clock.overrun for late in figures(incidents[1], 200).latest]
    assert overruns == every[:7]
    assert len(every) == broken


def test_each_open_ticket_has_its_age(incidents):
    found = figures(incidents[1], 3)
    still = [ticket for ticket, judged in incidents[1] if judged.resolution.completed_at is None]
    assert sum(map(Counter.total, found.ages.values())) == len(still) == 25
    assert [ticket.id for ticket, _ in found.oldest] == [ticket.id for ticket in still[:3]]


@pytest.mark.parametrize(
    ("days", "age"), [(0.5, "less than 1 day"), (1, "1 to 7 days"), (7, "7 to 30 days"), (90, "more than 90 days")]
)
def test_an_age_begins_at_its_first_microsecond(package, days, age):
    ticket = Ticket(reported_at=NOON - timedelta(days=days), priority="P4")
    assert list(figures([(ticket, assess(ticket, package, at=NOON))], 1).ages) == [age]


def test_what_is_excused_or_born_late_is_apart(package):
    excused = Ticket(id="E", reported_at=at("11T09:00"), priority="P1").excused(
        "resolution", at=at("19T09:00"), reason="power cut"
    )
    born = (
        Ticket(id="B", reported_at=at("11T09:00"), priority="P3")
        .responded(at("11T10:00"))
        .prioritised("P1", at("19T09:00"))
    )
    found = figures([(each, assess(each, package, at=NOON)) for each in (excused, born)], 5)
    counts = found.promises["P1", "resolution", "contract"]
    assert (counts["excused"], counts["breached_on_arrival"], counts["breached"]) == (1, 1, 0)
    assert [late.ticket.id for late in found.apart] == ["E", "B"]
    assert not any(month == "2026-05" and clock == "resolution" for month, clock, _ in found.months)


def test_a_month_is_that_of_the_deadline_on_the_clock_of_the_package(package):
    kiritimati = package.amend(calendar=package.calendar.in_zone("Pacific/Kiritimati"))
    ticket = Ticket(reported_at=datetime.fromisoformat("2026-04-30T08:00+01:00"), priority="P1")
    ticket = ticket.responded(datetime.fromisoformat("2026-04-30T10:00+01:00"))
    london, island = (figures([(ticket, assess(ticket, each, at=NOON))], 1) for each in (package, kiritimati))
    assert {month for month, clock, _ in london.months if clock == "response"} == {"2026-04"}
    assert {month for month, clock, _ in island.months if clock == "response"} == {"2026-05"}
