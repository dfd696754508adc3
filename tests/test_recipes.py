"""The queries of docs/how-to/where-the-data-lives.md, as they stand there, give the library's answers."""

from datetime import UTC, date, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from random import Random
from zoneinfo import ZoneInfo

import duckdb
import polars as pl
import pytest

from slacalc import Calendar, Ticket
from slacalc.cli import main
from tests.architecture.source import ROOT
from tests.documents import fences, run_fence

PAGE = ROOT / "docs/how-to/where-the-data-lives.md"
START, END = datetime(2005, 1, 1, tzinfo=UTC), datetime(2013, 1, 1, tzinfo=UTC)
ROWS = 1_500
MICROSECOND = timedelta(microseconds=1)
ELSEWHERE = "SET TimeZone = 'Asia/Kathmandu'"
"""The zone of a session changes no answer."""
AMOUNTS = (timedelta(microseconds=1), timedelta(hours=8), timedelta(hours=1, seconds=17, microseconds=3), timedelta(30))


def england(hours: str) -> Calendar:
    return Calendar.weekly(hours, tz="Europe/London") - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")


CALENDARS = {
    "office": england("Mon-Fri 09:00-17:00"),
    "lunch, half days and Saturdays": england("Mon-Fri 08:30-12:00,13:00-17:15; Sat 10:00-14:00")
    - Calendar.dates([date(year, 12, 24) for year in range(2005, 2013)], hours="12:00-24:00", tz="Europe/London"),
    "nights": Calendar.weekly("Sun-Thu 22:00-06:00", tz="America/New_York"),
    "midnights that come twice": Calendar.weekly("Mon-Sun 23:30-24:00,00:00-00:45", tz="America/St_Johns"),
    "around the clock but for Sundays": Calendar.weekly("Mon-Sat 00:00-24:00", tz="Australia/Lord_Howe"),
    "always": Calendar.always().in_zone("Pacific/Apia"),
}


@pytest.fixture(scope="module", params=CALENDARS.values(), ids=CALENDARS)
def hours(request):
    return request.param


@pytest.fixture(scope="module")
def page():
    """Return the names of the page, once it has run."""
    names: dict[str, object] = {"__name__": PAGE.name}
    for fence in fences(PAGE.read_text(encoding="utf-8")):
        run_fence(fence, PAGE.name, names)
    return names


@pytest.fixture(scope="module")
def edges(page, hours):
    rows = hours.edges(START, END)
    return pl.DataFrame(rows, schema=page["edges"].schema, orient="row")


@pytest.fixture(scope="module")
def days(page, hours):
    return pl.DataFrame(hours.days(START.date(), END.date()), schema=page["days"].schema, orient="row")


@pytest.fixture(scope="module")
def tickets(edges, hours):
    """Return instants of every kind: any, at or beside an opening or closing, and near a change of the clock."""
    random = Random(2026)  # noqa: S311 - rows, not secrets
    ends = [at for row in edges.select("opens", "closes").iter_rows() for at in row]
    changing = [at for at in days_of(START, END) if offset(at, hours.tz) != offset(at + timedelta(1), hours.tz)]

    def instant() -> datetime:
        kind = random.randrange(3)
        if kind == 0:
            return random.choice(ends) + random.choice((-1, 0, 1)) * MICROSECOND
        start, length = (random.choice(changing), timedelta(2)) if kind == 1 else (START, END - START)
        return start + timedelta(microseconds=random.randrange(length // MICROSECOND))

    columns = {"opened": [instant() for _ in range(ROWS)], "resolved": [instant() for _ in range(ROWS)]}
    kind = dict.fromkeys(columns, pl.Datetime("us", "UTC"))
    return pl.DataFrame({"id": range(ROWS), **columns}, schema_overrides=kind)


def days_of(start: datetime, end: datetime) -> list[datetime]:
    return [start + timedelta(day) for day in range((end - start).days)]


def offset(at: datetime, tz: str) -> timedelta | None:
    return at.astimezone(ZoneInfo(tz)).utcoffset()


def asked(query: str, tables: dict[str, pl.DataFrame], **values: object) -> dict[int, tuple]:
    """Return what a query says of each ticket, from a database that knows these tables and nothing else."""
    with duckdb.connect() as database:
        database.execute(ELSEWHERE)
        for name, table in tables.items():
            database.register(name, table)
        found = database.sql(query, params=values or None).pl()
    assert found["id"].is_unique().all()
    return {row[0]: row[1:] for row in found.iter_rows()}


def known(tickets: pl.DataFrame, edges: pl.DataFrame) -> list[tuple[int, datetime, datetime]]:
    first, last = edges["opens"].min(), edges["closes"].max()
    found = [row for row in tickets.iter_rows() if first <= min(row[1:]) and max(row[1:]) <= last]
    assert len(found) > ROWS * 0.5
    return found


def reached(tickets, edges, answer) -> dict[int, tuple[datetime]]:
    """Return what the library answers for each ticket that the table holds, where the table holds the answer."""
    first, last = edges["opens"].min(), edges["closes"].max()
    found = {id_: (answer(opened),) for id_, opened, _ in tickets.iter_rows() if first <= opened <= last}
    return {id_: due for id_, due in found.items() if first <= due[0] <= last}


@pytest.mark.parametrize("amount", AMOUNTS, ids=str)
def test_duckdb_adds_working_time(page, tickets, edges, hours, amount):
    found = asked(page["DUE"], {"tickets": tickets, "edges": edges}, amount=amount // MICROSECOND)
    assert found == reached(tickets, edges, lambda opened: in_utc(hours.add(opened, amount)))
    assert len(found) > ROWS * 0.5


def test_more_than_in_the_place_of_at_least_lands_at_the_opening_and_subtracts(page, tickets, edges, hours):
    query = page["DUE"].replace("+ $amount <= edges", "+ $amount < edges")
    tables = {"tickets": tickets, "edges": edges}
    eight_hours = timedelta(hours=8)
    found = asked(query, tables, amount=eight_hours // MICROSECOND)
    last = edges["closes"].max()
    opening = {
        id_: due
        for id_, due in reached(tickets, edges, lambda at: in_utc(hours.add(at, eight_hours, landing="open"))).items()
        if due[0] < last
    }
    assert found == opening
    earlier = asked(query, tables, amount=-eight_hours // MICROSECOND)
    inside = reached(tickets, edges, lambda at: in_utc(hours.subtract(at, eight_hours)))
    assert {id_: earlier[id_] for id_ in inside} == inside


def test_duckdb_measures_working_time(page, tickets, edges, hours):
    found = asked(page["WORKED"], {"tickets": tickets, "edges": edges})
    assert found == {
        id_: (hours.working_time(opened, resolved) // MICROSECOND,) for id_, opened, resolved in known(tickets, edges)
    }


def test_polars_adds_and_measures_working_time(page, tickets, edges, hours):
    names = {**page, "edges": edges}
    until, after = (rebound(page[name], names) for name in ("until", "after"))
    names["until"] = until
    amount = timedelta(hours=8)
    due = after(tickets.lazy(), "opened", amount).collect()
    assert due.height == ROWS
    found = {id_: (at,) for id_, at in due.select("id", "due").iter_rows() if at is not None}
    assert found == reached(tickets, edges, lambda opened: in_utc(hours.add(opened, amount)))
    both = until(until(tickets.lazy(), "opened", "first"), "resolved", "last").collect()
    spent = both.select("id", worked=pl.col("last") - pl.col("first")).drop_nulls()
    assert dict(spent.iter_rows()) == {
        id_: hours.working_time(opened, resolved) // MICROSECOND for id_, opened, resolved in known(tickets, edges)
    }


def test_polars_leaves_a_ticket_without_an_instant_without_a_deadline(page, tickets, edges):
    names = {**page, "edges": edges}
    names["until"] = rebound(page["until"], names)
    some = tickets.with_columns(opened=pl.when(pl.col("id") % 2 == 0).then("opened"))
    due = rebound(page["after"], names)(some.lazy(), "opened", timedelta(hours=8)).collect()
    assert due.height == ROWS
    assert due.filter(pl.col("id") % 2 == 1)["due"].null_count() == ROWS // 2


@pytest.mark.parametrize("number", [1, 3, 40])
def test_duckdb_adds_working_days(page, tickets, days, hours, number):
    query = page["WORKING_DAYS"].replace("Europe/London", hours.tz)
    found = asked(query, {"tickets": tickets, "days": days}, number=number)
    wanted = {}
    for id_, opened, _ in tickets.iter_rows():
        day = opened.astimezone(ZoneInfo(hours.tz)).date()
        later = hours.add_working_days(day, number)
        if START.date() <= day and later < END.date():
            wanted[id_] = (later, in_utc(hours.closing(later)))
    assert found == wanted
    assert len(found) > ROWS * 0.5


def test_working_days_before_are_numbered_as_the_page_says(days, hours):
    rows = days.select("day", "working", "working_day_number").rows()
    of_number = {number: day for day, working, number in rows if working}
    for day, working, number in rows[100:1_500:7]:
        assert of_number[number + 1 - 5 - working] == hours.add_working_days(day, -5)


def test_a_number_stands_first_at_its_working_day(days):
    firsts = days.filter(pl.col("working_day_number") > 0).unique("working_day_number", keep="first")
    assert firsts["working"].all()


# the project of examples/dbt -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project():
    """Return the module of the script that runs the project."""
    spec = spec_from_file_location("dbt_on_duckdb", ROOT / "examples/dbt_on_duckdb.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("what", ["days", "edges"])
def test_the_seeds_are_what_the_command_writes(project, capsys, what):
    dates = ("--from", "2026-01-01", "--to", "2027-02-01")
    assert main(["calendar", what, "--package", str(project.PROJECT / "agreement.toml"), *dates, "--csv"]) == 0
    seed = project.PROJECT / f"seeds/calendar_{what}.csv"
    assert capsys.readouterr().out == seed.read_text(encoding="utf-8")


def test_the_models_give_random_tickets_the_deadlines_of_the_library(project):
    random = Random(365)  # noqa: S311 - rows, not secrets
    start, length = datetime(2026, 1, 5, tzinfo=UTC), timedelta(360)
    columns = {
        "id": [f"T-{number}" for number in range(3_000)],
        "priority": [random.choice(("P1", "P2", "P3")) for _ in range(3_000)],
        "opened_at": [start + random.randrange(length // MICROSECOND) * MICROSECOND for _ in range(3_000)],
    }
    nothing = pl.lit(None, pl.Datetime("us", "UTC"))
    made = pl.DataFrame(columns).with_columns(responded_at=nothing, resolved_at=nothing)
    known = {id_: Ticket(id=id_, priority=priority, reported_at=at) for id_, priority, at, _, _ in made.iter_rows()}
    with duckdb.connect() as database:
        database.execute(ELSEWHERE)
        project.load_seeds(database)
        database.register("made", made)
        database.execute("CREATE OR REPLACE TABLE tickets AS FROM made")
        project.run_models(database)
        found = database.sql("SELECT id, response_due, resolution_due FROM deadlines").fetchall()
    project.compare(found, known)


def rebound(function, names):
    """Return a function of the page that sees other tables."""
    return type(function)(function.__code__, names, function.__name__)


def in_utc(at: datetime) -> datetime:
    return datetime.fromisoformat(at.isoformat()).astimezone(UTC)
