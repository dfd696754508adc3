"""Work out the City of Boston's own 311 deadlines again, and count how many come out alike.

The requests are City of Boston open data, "311 Service Requests", opened in January to August 2015, trimmed to the
columns `type`, `open_dt`, `target_dt`, `closed_dt` and `ontime`; the rule table lies beside this script.

    python examples/boston311.py REQUESTS.csv.gz examples/boston311_rules_2015.csv
"""

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from slacalc import Calendar, Package, Reading, Scheme, Ticket, as_utc, deadlines

BOSTON = ZoneInfo("America/New_York")
OPENING, CLOSING = time(8, 30), time(17)
RULES_FROM = "2015-01-21"  # the city changed its promises in that week
TOLERANCE = timedelta(seconds=60)  # the city often cuts the seconds off `open_dt`

WEEK = Calendar.weekly("Mon-Fri 08:30-17:00", tz=BOSTON.key)
HOURS = WEEK - Calendar.holidays("US", subdiv="MA", tz=BOSTON.key)

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Read a CSV file, plain or gzip."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def wall(text: str) -> datetime:
    """Return the instant of a wall time of Boston; of a repeated one, the first pass."""
    return as_utc(datetime.fromisoformat(text).replace(tzinfo=BOSTON))


def city(rules: Iterable[Row]) -> Package:
    """Return the city's promises: one priority for each type of request."""
    priorities = {
        rule["type"]: {"title": rule["type"], "resolution": f"{rule['amount']} {rule['unit'].replace('_', ' ')}"}
        for rule in rules
        if rule["amount"] != "0"
    }
    reading = Reading(working_day="same_time", calendar_day="same_time")
    return Package(name="Boston 311", scheme=Scheme(priorities=priorities, reading=reading), calendar=HOURS)


def due(request: Row, rule: Row | None, package: Package) -> datetime | None:
    """Return when a request is due, None without a rule; a promise of no days is due where its clock starts."""
    opened = wall(request["open_dt"])
    if rule is None:
        return None
    if rule["amount"] == "0":
        return as_utc(HOURS.next_open(opened)) if rule["unit"] == "working_days" else opened
    found = deadlines(Ticket(reported_at=opened, priority=rule["type"]), package).resolution_due
    return None if found is None else as_utc(found)


def opened_when(request: Row) -> str:
    """Return at what kind of time a request was opened."""
    opened = datetime.fromisoformat(request["open_dt"]).replace(tzinfo=BOSTON)
    if opened.weekday() >= 5:
        return "weekend"
    if not HOURS.is_working_day(opened.date()):
        return "holiday"
    if opened.time() < OPENING:
        return "before open"
    return "in hours" if opened.time() < CLOSING else "after close"


def report_deadlines(requests: Iterable[Row], rules: list[Row]) -> None:
    """Print how many of the city's deadlines come out within a minute, in all and by opening time."""
    by_type = {rule["type"]: rule for rule in rules}
    package = city(rules)
    rows, hits = Counter[str](), Counter[str]()
    for request in requests:
        if not request["target_dt"] or request["open_dt"] < RULES_FROM:
            continue
        rule = by_type.get(request["type"])
        found = due(request, rule, package)
        hit = found is not None and abs(found - wall(request["target_dt"])) <= TOLERANCE
        groups = ["all"]
        if rule is not None and rule["unit"] == "working_days":
            groups.append(opened_when(request))
        for group in groups:
            rows[group] += 1
            hits[group] += hit
    print(f"opened from {RULES_FROM} with a deadline: {rows['all']:,}")
    print(f"deadline within 60 s: {hits['all']:,} ({hits['all'] / rows['all']:.2%})")
    for group in ("in hours", "before open", "after close", "weekend", "holiday"):
        print(f"  promised in working days, opened {group}: {hits[group]:,} of {rows[group]:,}")


def report_working_time(requests: Iterable[Row]) -> None:
    """Print the working time from opening to closing of the requests closed after they were opened."""
    spans = [(wall(request["open_dt"]), wall(request["closed_dt"])) for request in requests if request["closed_dt"]]
    spent = [HOURS.working_time(opened, closed) for opened, closed in spans if closed >= opened]
    total = sum(spent, timedelta())
    print(f"closed, and not before they were opened: {len(spent):,}")
    print(f"working seconds: {total // timedelta(seconds=1):,}; without any: {spent.count(timedelta()):,}")


def report_flags(requests: Iterable[Row]) -> None:
    """Print how often "closed at or before the deadline" is what the city's own flag says."""
    flagged = [row for row in requests if row["closed_dt"] and row["target_dt"] and row["ontime"]]
    kept = [wall(row["closed_dt"]) <= wall(row["target_dt"]) for row in flagged]
    agree = sum(met == (row["ontime"] == "ONTIME") for met, row in zip(kept, flagged, strict=True))
    print(f"the city's flag agrees: {agree:,} of {len(flagged):,}; attained: {sum(kept):,}")


def main(requests: Path, rules: Path) -> None:
    """Print every figure."""
    rows = read(requests)
    report_deadlines(rows, read(rules))
    report_working_time(rows)
    report_flags(rows)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        main(*map(Path, sys.argv[1:]))
    else:
        print(__doc__)
