"""Deadlines in a warehouse: the models of examples/dbt, run on DuckDB and compared with the library ticket by ticket.

python examples/dbt_on_duckdb.py

A model is a SELECT that names the tables it reads as {{ ref('name') }}, as dbt has them: a seed is a CSV file, and each
model becomes a table once those that it reads are there.
"""

import csv
import re
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from slacalc import Package, Ticket, as_utc, assess, deadlines

PROJECT = Path(__file__).parent / "dbt"
REF = re.compile(r"\{\{ ref\('(\w+)'\) \}\}")
AT = datetime(2027, 1, 31, tzinfo=UTC)


def load_seeds(database: duckdb.DuckDBPyConnection) -> None:
    """Make a table of each CSV file."""
    for seed in sorted(PROJECT.glob("seeds/*.csv")):
        database.execute(f"CREATE TABLE {seed.stem} AS FROM read_csv('{seed.as_posix()}')")


def run_models(database: duckdb.DuckDBPyConnection) -> None:
    """Make a table of each model, in the order in which they read one another."""
    models = {path.stem: path.read_text(encoding="utf-8") for path in PROJECT.glob("models/*.sql")}
    reads = {name: set(REF.findall(text)) & set(models) for name, text in models.items()}
    for name in TopologicalSorter(reads).static_order():
        query = REF.sub(r"\1", models[name])
        database.execute(f"CREATE TABLE {name} AS {query}")


def tickets() -> dict[str, Ticket]:
    """Return the tickets of the seed."""
    with (PROJECT / "seeds" / "tickets.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: ticket(row) for row in csv.DictReader(file)}


def ticket(row: dict[str, str]) -> Ticket:
    """Return the ticket of a row."""
    times = {name: datetime.fromisoformat(row[name]) for name in ("responded_at", "resolved_at") if row[name]}
    return Ticket(id=row["id"], priority=row["priority"], reported_at=datetime.fromisoformat(row["opened_at"]), **times)


def agreement() -> Package:
    """Return the agreement whose hours and promises the seeds hold."""
    return Package.from_toml((PROJECT / "agreement.toml").read_text(encoding="utf-8"))


def compare(found: list[tuple[str, datetime, datetime]], known: dict[str, Ticket]) -> None:
    """See that the models and the library give each ticket the same deadlines."""
    assert {name for name, _, _ in found} == set(known)
    for name, *dues in found:
        due = deadlines(known[name], agreement())
        assert [as_utc(each) for each in dues] == [as_utc(due.response_due), as_utc(due.resolution_due)], name
    print(f"{len(found)} tickets, each deadline as the library has it")


def main() -> None:
    """Run the project, and print how many promises of each priority were kept."""
    with duckdb.connect() as warehouse:
        load_seeds(warehouse)
        run_models(warehouse)
        found = warehouse.sql("SELECT id, response_due, resolution_due FROM deadlines").fetchall()
        verdicts = warehouse.sql("FROM verdicts").fetchall()
    known = tickets()
    compare(found, known)
    print("\npriority, responses met and missed, resolutions met and missed, unresolved")
    for priority, *counts in verdicts:
        judged = [assess(each, agreement(), at=AT) for each in known.values() if each.priority == priority]
        responses = [each.response.breached for each in judged]
        resolutions = [each.resolution.breached for each in judged if each.resolution.completed_at is not None]
        assert counts[:4] == [responses.count(False), responses.count(True), *map(resolutions.count, (False, True))]
        print(priority, *counts)


if __name__ == "__main__":
    main()
