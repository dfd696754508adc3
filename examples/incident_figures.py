"""Work out the figures of a helpdesk's event log: what was promised, what was kept, and what hangs on one convention.

The log is the "Incident management process enriched event log" of the UCI Machine Learning Repository (see
incidents.NOTICE.md), read as in incidents_from_log.py. Office hours are Monday to Friday 09:00-17:00 without holidays,
in UTC, and a working day is eight hours of them.

    python examples/incident_figures.py LOG.csv.gz
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from incidents_from_log import Event, incidents, pauses, response

from slacalc import Calendar, Package, Reading, Scheme, Ticket, assess

OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
LONG = Calendar.weekly("Mon-Fri 08:00-18:00", tz="UTC")
DAYS = {"P1": 1, "P2": 2, "P3": 10, "P4": 10}
END = datetime(2020, 1, 1, tzinfo=UTC)


def promised(landing: str, pauses: Sequence[str] = ("resolution",)) -> Package:
    """Return the promises in office hours: due where the working time runs out, or at the next opening."""
    levels = {
        name: {"response": "8 working hours", "resolution": f"{days} working days"} for name, days in DAYS.items()
    }
    scheme = Scheme(levels, Reading(working_day="hours", landing=landing))
    return Package("incidents", scheme, OFFICE).amend(handling={"pauses": pauses})


def ticket(number: str, events: Sequence[Event]) -> Ticket:
    """Return an incident as a ticket: its final priority, its response, its pauses."""
    last = events[-1]
    return Ticket(
        id=number,
        reported_at=last.opened_at,
        priority=f"P{last.priority}",
        responded_at=response(events),
        resolved_at=last.resolved_at,
        pauses=pauses(events),
    )


def working(hours: Calendar, events: Sequence[Event]) -> tuple[timedelta, timedelta]:
    """Return the working time from opening to resolution, with and without the pauses."""
    last = events[-1]
    gross = hours.working_time(last.opened_at, last.resolved_at)
    return gross, gross - sum((hours.working_time(*pause) for pause in pauses(events)), timedelta())


def kept(log: dict[str, list[Event]]) -> Iterator[str]:
    """Return how often the helpdesk says itself that its promise was kept."""
    last = [events[-1] for events in log.values()]
    made, total = Counter(each.priority for each in last if each.made_sla), Counter(each.priority for each in last)
    yield "made its SLA: " + ", ".join(f"P{name} {made[name]:,} of {total[name]:,}" for name in sorted(total))
    yield f"made its SLA, all: {made.total() / total.total():.3%}"


def durations(log: dict[str, list[Event]]) -> Iterator[str]:
    """Return how long resolved incidents took."""
    resolved = [events for events in log.values() if events[-1].resolved_at is not None]
    elapsed = sum(((events[-1].resolved_at - events[-1].opened_at) for events in resolved), timedelta())
    yield f"resolved: {len(resolved)}, mean elapsed hours {elapsed / timedelta(hours=1) / len(resolved):.6f}"
    for name, hours in (("09:00-17:00", OFFICE), ("08:00-18:00", LONG)):
        both = [working(hours, events) for events in resolved]
        sums = [sum(column, timedelta()) for column in zip(*both, strict=True)]
        means = " / ".join(f"{total / timedelta(hours=1) / len(resolved):.6f}" for total in sums)
        seconds = " / ".join(f"{total // timedelta(seconds=1):,}" for total in sums)
        yield f"working hours {name}, gross / net: mean {means}, sum of seconds {seconds}"


def verdicts(log: dict[str, list[Event]]) -> Iterator[str]:
    """Return how many resolutions and responses came late, by the convention that says when."""
    gross, net, closing = promised("open", pauses=()), promised("open"), promised("close")
    tickets = [ticket(number, events) for number, events in log.items()]
    done = [each for each in tickets if any(event.kind == "resolved" for event in each.events)]
    for name, package in (("gross", gross), ("net", net)):
        late = Counter(each.priority for each in done if assess(each, package, at=END).resolution.breached)
        yield f"resolved late, {name}: " + ", ".join(f"{priority} {late[priority]}" for priority in ("P1", "P2", "P3"))
    answered = {each: assess(each, net, at=END).response for each in tickets}
    exact = sum(clock.used == timedelta(hours=8) for clock in answered.values())
    late = sum(clock.breached for clock in answered.values())
    yield f"answered after more than 8 working hours: {late:,} of {len(tickets):,} (after exactly 8: {exact})"
    late = sum(assess(each, closing, at=END).response.breached for each in tickets)
    yield f"answered after the closing at which the 8 hours ran out: {late:,}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("log", type=Path, nargs="?", help="the event log, CSV, plain or gzip")
    options = parser.parse_args()
    if options.log is None:
        parser.print_help()
        return
    log = incidents(options.log)
    for line in (*kept(log), *durations(log), *verdicts(log)):
        print(line)


if __name__ == "__main__":
    main()
