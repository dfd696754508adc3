"""Choose the shipped 311 requests and work out their expected values with the oracle.

    python -m tests.data.build_boston311 REQUESTS.csv.gz examples/boston311_rules_2015.csv

REQUESTS is the city's file for 2015 (see boston311.NOTICE.md). Of its requests that were opened from 21 January 2015
on, have a target, and are of a type that the rule table knows, the 5,000 whose `case_enquiry_id` has the smallest
SHA-256 digest are written to boston311_5000.csv.gz beside this file, in the order of those ids.
"""

import csv
import gzip
import hashlib
import io
import sys
from pathlib import Path

from tests.oracle.clock import Dates, Weekly, public_holidays
from tests.oracle.days import Days
from tests.oracle.hours import weekly_hours
from tests.oracle.instants import SECOND, at, local
from tests.oracle.reading import Reading, Run
from tests.oracle.words import marks

BOSTON = "America/New_York"
HOURS = Weekly(BOSTON, weekly_hours("Mon-Fri 08:30-17:00")) - Dates(BOSTON, public_holidays("US", "MA"))
DAYS = Days(HOURS, BOSTON)
READING = Reading(working_day="same_time", calendar_day="same_time")
COLUMNS = ("id", "opened", "target", "closed", "rule", "deadline", "working_seconds")
WANTED = 5000


def deadline(opened: int, rule: str) -> int:
    """Return when a request is due; a rule of no days ends where the clock starts."""
    if rule.startswith("0 "):
        return HOURS.next_open(opened) if "working" in rule else opened
    return Run(DAYS, [], READING, opened).unpaused(marks(rule)[1])


def expected(request: dict[str, str], rule: str) -> dict[str, str]:
    """Return a row of the shipped table: wall times of Boston, and the oracle's two answers."""
    opened, closed = at(request["open_dt"], BOSTON), request["closed_dt"]
    spent = HOURS.measure(opened, at(closed, BOSTON)) // SECOND if closed else ""
    return {
        "id": request["case_enquiry_id"],
        "opened": request["open_dt"],
        "target": request["target_dt"],
        "closed": closed,
        "rule": rule,
        "deadline": local(deadline(opened, rule), BOSTON).isoformat(" "),
        "working_seconds": str(spent),
    }


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV file, plain or gzip."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def main(requests: Path, table: Path) -> None:
    """Write the shipped table."""
    rules = {rule["type"]: f"{rule['amount']} {rule['unit'].replace('_', ' ')}" for rule in read(table)}
    able = [
        request
        for request in read(requests)
        if request["target_dt"] and request["open_dt"] >= "2015-01-21" and request["type"] in rules
    ]
    able.sort(key=lambda request: hashlib.sha256(request["case_enquiry_id"].encode()).digest())
    chosen = sorted(able[:WANTED], key=lambda request: request["case_enquiry_id"])
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(expected(request, rules[request["type"]]) for request in chosen)
    packed = gzip.compress(text.getvalue().encode(), mtime=0)
    Path(__file__).with_name("boston311_5000.csv.gz").write_bytes(packed)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
