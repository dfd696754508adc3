"""Incidents that are judged once, and weeks of tickets under the four-level contract."""

from datetime import datetime
from pathlib import Path

import pytest

from slacalc import Package, Ticket, assess
from slacalc.cli.assess import Export
from slacalc.cli.columns import ColumnNames
from slacalc.cli.times import TimeReader
from slacalc.report import report
from tests.report.pages import Page

INCIDENTS = Path(__file__).parents[2] / "examples" / "incidents.csv"


@pytest.fixture(scope="session")
def package():
    return Package.preset("p1-p4")


@pytest.fixture(scope="session")
def incidents(package):
    """The shipped incidents, each with the verdict on it at the first of June 2016."""
    at = datetime.fromisoformat("2016-06-01T00:00+00:00")
    rows = Export(INCIDENTS, ColumnNames(), TimeReader(), ()).rows(package)
    return at, [(row.ticket, assess(row.ticket, package, at=at)) for row in rows]


@pytest.fixture
def page(package):
    """Make and read back the page on tickets, judged on Wednesday 20 May 2026 at noon."""
    at = datetime.fromisoformat("2026-05-20T12:00+01:00")

    def made(*tickets: Ticket, **words) -> Page:
        under = words.pop("package", package)
        return Page(report([(each, assess(each, under, at=at)) for each in tickets], under, at=at, **words))

    return made
