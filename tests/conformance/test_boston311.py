"""Five thousand real requests: the deadlines and working times worked by the oracle, and the city's own deadlines."""

import csv
import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from slacalc import Calendar, Package, Reading, Scheme, Ticket, as_utc, deadlines

BOSTON = ZoneInfo("America/New_York")
TABLE = Path(__file__).parent.parent / "data" / "boston311_5000.csv.gz"
AS_THE_CITY_SAYS = 4_755


def wall(text: str) -> datetime:
    return as_utc(datetime.fromisoformat(text).replace(tzinfo=BOSTON))


@pytest.fixture(scope="module")
def requests() -> list[dict[str, str]]:
    with gzip.open(TABLE, "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def hours() -> Calendar:
    week = Calendar.weekly("Mon-Fri 08:30-17:00", tz=BOSTON.key)
    return week - Calendar.holidays("US", subdiv="MA", tz=BOSTON.key)


@pytest.fixture(scope="module")
def due(requests: list[dict[str, str]], hours: Calendar) -> list[datetime]:
    """Return when each request is due, one priority for each rule."""
    rules = {request["rule"] for request in requests if not request["rule"].startswith("0 ")}
    scheme = Scheme(
        priorities={rule: {"title": rule, "resolution": rule} for rule in sorted(rules)},
        reading=Reading(working_day="same_time", calendar_day="same_time"),
    )
    return list(_due(requests, Package(name="Boston 311", scheme=scheme, calendar=hours)))


def _due(requests: list[dict[str, str]], package: Package) -> Iterator[datetime]:
    for request in requests:
        opened = wall(request["opened"])
        if request["rule"] == "0 working days":  # no promise in words says so: due where the clock starts
            yield as_utc(package.calendar.next_open(opened))
        else:
            ticket = Ticket(id=request["id"], reported_at=opened, priority=request["rule"])
            answer = deadlines(ticket, package).resolution_due
            assert answer is not None
            yield as_utc(answer)


def test_every_deadline_is_the_oracles(requests: list[dict[str, str]], due: list[datetime]) -> None:
    assert len(requests) == 5_000
    assert [
        request["id"] for request, found in zip(requests, due, strict=True) if found != wall(request["deadline"])
    ] == []


def test_the_city_computed_most_of_them_alike(requests: list[dict[str, str]], due: list[datetime]) -> None:
    near = [
        abs(found - wall(request["target"])) <= timedelta(seconds=60)
        for request, found in zip(requests, due, strict=True)
    ]
    assert sum(near) == AS_THE_CITY_SAYS


def test_every_working_time_is_the_oracles(requests: list[dict[str, str]], hours: Calendar) -> None:
    wrong = [
        request["id"]
        for request in requests
        if request["closed"]
        and hours.working_time(wall(request["opened"]), wall(request["closed"]))
        != timedelta(seconds=int(request["working_seconds"]))
    ]
    assert wrong == []
