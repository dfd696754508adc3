"""What the types of the public interface promise to user code: read by mypy and pyright, never run."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, assert_type

from hypothesis.strategies import SearchStrategy
from pendulum import DateTime

from slacalc import (
    Assessment,
    Calendar,
    Change,
    Clock,
    Cover,
    Day,
    Deadlines,
    Edge,
    Event,
    Explanation,
    Finding,
    Fingerprint,
    Handling,
    NextEvent,
    Package,
    Priority,
    Promise,
    Reading,
    Scheme,
    State,
    Stretch,
    Target,
    Ticket,
    as_utc,
    assess,
    check,
    deadlines,
    describe,
    diff,
    explain,
    testing,
    transitions,
    work_order,
)

start = datetime(2026, 5, 13, 16, 30, tzinfo=UTC)
eight_hours = timedelta(hours=8)

office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
shifts = Calendar.weekly({"mon": [("09:00", "17:00")]}, tz="Europe/London")
bank = Calendar.holidays("GB", subdiv="ENG", tz="Europe/London", substitutes="both")
eve = Calendar.dates({date(2026, 12, 24): "Christmas Eve"}, hours="13:00-24:00", tz="Europe/London")
closed = Calendar.dates([date(2026, 12, 31)], tz="Europe/London")
spans = Calendar.spans([(start, start + eight_hours)])

hours = office - bank - eve - closed | (spans & ~shifts)
assert_type(hours, Calendar)
assert_type(Calendar.always() | Calendar.never() | Calendar.since(start) | Calendar.until(start), Calendar)
assert_type(hours.is_open(start), bool)
assert_type(start in hours, bool)
assert_type(hours.working_time(start, start), timedelta)
assert_type(hours.add(start, eight_hours), DateTime)
assert_type(hours.add(start, eight_hours, landing="open"), DateTime)
assert_type(hours.subtract(start, eight_hours), DateTime)
assert_type(hours.next_open(start), DateTime)
assert_type(hours.next_close(start), DateTime)
assert_type(hours.previous_open(start), DateTime)
assert_type(hours.previous_close(start), DateTime)
assert_type(hours.windows(start, start), Iterator[tuple[DateTime, DateTime]])
assert_type(hours.is_working_day(date(2026, 5, 13)), bool)
assert_type(hours.add_working_days(date(2026, 5, 13), 3), date)
assert_type(hours.count_working_days(date(2026, 5, 13), date(2026, 6, 1)), int)
assert_type(hours.edges(start, start), list[Edge])
assert_type(hours.days(date(2026, 5, 13), date(2026, 6, 1)), list[Day])
assert_type(hours.tz, str | None)
assert_type(as_utc(hours.add(start, eight_hours)), datetime)

# promises and packages -----------------------------------------------------------------------------------------------

assert_type(Target.parse("3 working days"), Target)
assert_type(Target.working(eight_hours), Target)
assert_type(Promise.parse("aim: 1 working hour"), Promise)
assert_type(Promise(Target.parse("same day"), commitment="aim", thresholds=(50, 75)), Promise)
reading = Reading(working_day="same_time", day_length=timedelta(hours=7.5))
assert_type(reading.describe(Target.parse("same day")), str)
scheme = Scheme(
    priorities={"P1": {"title": "Outage", "response": "1 working hour", "resolution": Promise.parse("same day")}},
    reading=reading,
    handling=Handling(pauses=("response",), priority_change="from_change"),
)
assert_type(scheme.priorities, dict[str, Priority])
assert_type(scheme.priorities["P1"].response, Promise | None)
cover = Cover(start, start + eight_hours, booked_at=start, chargeable=True, name="SO-1182")
assert_type(cover.booked_at, DateTime | None)
package = Package(name="Acme", scheme=scheme, calendar=office, cover=[cover])
assert_type(Package.preset("p1-p4"), Package)
assert_type(Package.from_toml(""), Package)
assert_type(
    package.amend(
        name="Gold",
        priorities={"P1": {"response": "30 working minutes"}},
        reading={"receipt": "report"},
        handling={"pauses": ["response"]},
        calendar=hours,
        cover=[],
    ),
    Package,
)

# tickets and answers -------------------------------------------------------------------------------------------------

ticket = Ticket(id="INC-1", reported_at=start, priority="P2", pauses=[(start, None)], responded_at=start)
assert_type(Ticket.unlogged(start).logged(start), Ticket)
assert_type(ticket.paused(start, reason="customer").resumed(start).prioritised("P1", start).responded(start), Ticket)
assert_type(ticket.resolved(start).events, tuple[Event, ...])
assert_type(deadlines(ticket, package), Deadlines)
assert_type(deadlines(ticket, package).resolution_due, DateTime | None)
judged = assess(ticket, package, at=start)
assert_type(judged, Assessment)
assert_type(judged.resolution, Clock)
assert_type(judged.clocks, dict[str, Clock])
assert_type(judged.resolution.state, State)
assert_type(judged.resolution.due, DateTime | None)
assert_type(judged.resolution.used, timedelta | None)
assert_type(judged.resolution.breached, bool)

# the life of a ticket ------------------------------------------------------------------------------------------------

lived = ticket.paused(start, reason="waiting on customer", sequence=1).resumed(start, recorded_at=start)
lived = lived.agreed(due=start, at=start, by="Ann", reference="Q-7", overrides=True)
lived = lived.estimated(date(2026, 5, 20), at=start)
lived = lived.resolved(start).reopened(start).transferred(start, reference="BUG-9").closed(start).cancelled(start)
lived = lived.acknowledged(start).customer_replied(start).updated(start).excused("update", at=start, reason="outage")
assert_type(lived, Ticket)
assert_type(Ticket.from_statuses([], meaning={"New": "open"}, tz="Europe/London", reported_at=start), Ticket)
assert_type(Ticket.from_dict(lived.to_dict()), Ticket)
assert_type(transitions(ticket, package, after=start, until=start), tuple[NextEvent, ...])
assert_type(work_order([ticket], package, at=start, by="due"), list[Ticket])
assert_type(assess(ticket, package, at=start).next_event, NextEvent | None)
assert_type(assess(ticket, package, at=start).response.phrase("agent", tz="Europe/London"), str)
assert_type(assess(ticket, package, at=start).response.cycles, tuple[Clock, ...])
assert_type(assess(ticket, package, at=start).response.thresholds, tuple[tuple[int, DateTime | None], ...])
assert_type(package.chargeable(start), bool)
assert_type(explain(ticket, package, at=start), Explanation)
assert_type(explain(ticket, package, at=start).clocks["response"].stretches, tuple[Stretch, ...])

# documents -----------------------------------------------------------------------------------------------------------

assert_type(Package.from_toml("", packages={"base": package}), Package)
assert_type(Package.from_json(""), Package)
assert_type(Package.model_validate({}), Package)
assert_type(Package.model_json_schema(), dict[str, Any])
assert_type(package.model_dump(), dict[str, Any])
assert_type(package.to_toml(), str)
assert_type(package.to_json(), str)
assert_type(package.content_hash, str)
assert_type(package.warm(2026, 2028), None)
assert_type(hours.fingerprint(start, start), Fingerprint)
assert_type(check(package), tuple[Finding, ...])
assert_type(diff(package, package, year=2026), tuple[Change, ...])
assert_type(describe(package), str)

# the test kit --------------------------------------------------------------------------------------------------------

assert_type(testing.assert_due(package, "P1", "2026-05-15 16:30", start, pauses=[("2026-05-15 17:00", start)]), None)
assert_type(testing.assert_state("p1-p4", ticket, start, State.RUNNING, clock="response"), None)
assert_type(testing.assert_working_time(hours, start, "2026-05-15 16:30", timedelta(hours=1)), None)
assert_type(testing.SlowClock(hours.is_open, step=timedelta(minutes=5)).add(start, timedelta(hours=1)), datetime)
assert_type(testing.instants(zones=("UTC",)), SearchStrategy[datetime])
assert_type(testing.calendars(), SearchStrategy[Calendar])
assert_type(testing.promises(hours=testing.offices()), SearchStrategy[Promise | None])
assert_type(testing.targets(), SearchStrategy[Target])
assert_type(testing.packages(hours=testing.offices()), SearchStrategy[Package])
assert_type(testing.tickets(package, reported=testing.instants()), SearchStrategy[Ticket])
