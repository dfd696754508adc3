"""Export profiles: those that come with the command read what their products write, and one's own are checked."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc.cli.date_patterns import DatePattern, year_first
from slacalc.cli.profiles import MEANINGS, PROFILES, parsed, profile_of
from slacalc.errors import InputError
from tests.architecture.source import ROOT
from tests.report.pages import Page

EXPORTS = Path(__file__).parents[1] / "data" / "exports"
TERMS = ("--package", "p1-p4", "--at", "2026-05-20T12:00+01:00", "--tz", "Europe/London", "--format", "csv")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ID, PRIORITY, RESPONSE, DUE, STATE = 1, 2, 4, 8, 9


@pytest.fixture
def export(command):
    """Judge the sample export of a product by its profile."""

    def run(product: str, *arguments: str):
        answer = command("assess", str(EXPORTS / f"{product}.csv"), *TERMS, "--profile", product, *arguments)
        rows = list(csv.reader(answer.out.splitlines()))[1:]
        return answer, {row[ID]: row for row in rows}

    return run


def test_an_export_of_zendesk(export):
    answer, rows = export("zendesk")
    assert answer.code == 0
    assert [(rows[id_][PRIORITY], rows[id_][STATE]) for id_ in ("4101", "4102")] == [("P1", "met"), ("P2", "missed")]
    assert rows["4103"][STATE] == "running"  # open again: what it was solved at is over
    assert rows["4105"][PRIORITY] == ""
    assert (
        "priorities are read by their rank unless --map-priority says otherwise: Urgent as P1, High as P2" in answer.err
    )
    assert "1 with a status that is open again: the time of their resolution is left out" in answer.err
    assert "1 wait at present, and no column says since when" in answer.err
    assert "1 with a status that the profile does not know are taken as their times say: 'In review'" in answer.err


def test_an_account_of_zendesk_says_the_minutes_until_the_first_reply(command, tmp_path):
    (tmp_path / "a.csv").write_text(
        "Summation column,Id,Status,Priority,Created at,Solved at,First reply time in minutes\n"
        "1,71,Solved,Urgent,2026-05-11 10:00,2026-05-12 16:00,480\n"
        "1,72,Solved,Urgent,2026-05-11 10:00,2026-05-12 16:00,1441\n"
        "1,73,Open,Urgent,2026-05-11 10:00,,\n"
        "1,74,Open,Urgent,2026-05-11 10:00,,soon\n"
        "1,75,Open,Urgent,9999-12-30 10:00,,9999999\n",
        encoding="utf-8",
    )
    answer = command("assess", "a.csv", *TERMS, "--profile", "zendesk")
    rows = {row[ID]: row for row in csv.reader(answer.out.splitlines())}
    assert [rows[id_][RESPONSE] for id_ in ("71", "72", "73")] == ["met", "missed", "overdue"]
    assert "line 5 (74): First reply time in minutes 'soon' is no count of minutes: write for instance 90" in answer.err
    assert "line 6 (75): " in answer.err
    assert "none is taken" not in answer.err


def test_jira_may_say_when_it_was_first_answered(command, tmp_path):
    (tmp_path / "a.csv").write_text(
        "Issue key,Status,Priority,Created,Resolved,Custom field ([CHART] Date of First Response)\n"
        "S-1,Completed,Highest,11/May/26 10:00 AM,13/May/26 4:00 PM,11/May/26 10:20 AM\n"
        "S-2,Awaiting implementation,Highest,11/May/26 10:00 AM,13/May/26 4:00 PM,\n",
        encoding="utf-8",
    )
    answer = command("assess", "a.csv", *TERMS, "--profile", "jira")
    rows = {row[ID]: row for row in csv.reader(answer.out.splitlines())}
    assert (rows["S-1"][RESPONSE], rows["S-2"][RESPONSE]) == ("met", "overdue")
    assert (rows["S-1"][STATE], rows["S-2"][STATE]) == ("missed", "overdue")


def test_requests_of_servicenow_have_states_of_their_own(command, tmp_path):
    (tmp_path / "a.csv").write_text(
        "number,opened_at,priority,state,closed_at\n"
        "RITM1,2026-05-11 10:00:00,1 - Critical,Closed Complete,2026-05-12 16:00:00\n"
        "RITM2,2026-05-11 10:00:00,1 - Critical,Work in Progress,\n"
        "INC3,2026-05-11 10:00:00,1 - Critical,Awaiting User Info,\n"
        "RITM4,2026-05-11 10:00:00,1 - Critical,Closed Skipped,2026-05-12 18:00:00\n",
        encoding="utf-8",
    )
    answer = command("assess", "a.csv", *TERMS, "--profile", "servicenow")
    states = [row[STATE] for row in csv.reader(answer.out.splitlines())][1:]
    assert states == ["met", "overdue", "overdue", "missed"]
    assert "1 wait at present, and no column says since when" in answer.err
    assert "1 with a status that the profile does not know are taken as their times say: 'Closed Skipped'" in answer.err


def test_a_profile_keeps_the_objectives_of_a_report(command, tmp_path):
    (tmp_path / "own.toml").write_text('schema = 1\nobjectives = ["90%", "P1 resolution=50%"]\n', encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        "id,priority,opened,closed\n1,P1,2026-05-11 09:00,2026-05-12 16:00\n2,P1,2026-05-11 09:00,2026-05-12 18:00\n",
        encoding="utf-8",
    )

    def verdicts(*typed: str) -> list[str]:
        command("report", "a.csv", *TERMS[:6], "--profile", "own.toml", "-o", "report.html", *typed)
        page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
        return [page.row(f"P1 {clock}")[3] for clock in ("response", "resolution")]

    assert verdicts() == ["90 % ✗ missed", "50 % ✓ reached"]
    assert verdicts("--objective", "P1 resolution=51%") == ["90 % ✗ missed", "51 % ✗ missed"]
    assert verdicts("--objective", "P1=40%") == ["40 % ✗ missed", "50 % ✓ reached"]


def test_an_objective_of_a_profile_is_checked(command, tmp_path):
    (tmp_path / "own.toml").write_text('schema = 1\nobjectives = ["P9=95%"]\n', encoding="utf-8")
    (tmp_path / "a.csv").write_text("id,priority,opened\n", encoding="utf-8")
    answer = command("report", "a.csv", *TERMS[:6], "--profile", "own.toml", "-o", "report.html")
    assert (answer.code, "objective 'P9=95%' is for 'P9', which is no promise" in answer.err) == (2, True)


def test_an_export_of_jira(export):
    answer, rows = export("jira")
    assert answer.code == 1
    assert rows["SUP-101"][DUE] == "2026-05-12T17:00:00+01:00"
    assert [rows[f"SUP-{number}"][STATE] for number in (101, 102, 103, 104)] == [
        "met",
        "missed",
        "running",
        "cancelled",
    ]
    assert "line 6 (SUP-105): priority 'Lowest' is none of 'P1', 'P2', 'P3', 'P4': type --map-priority" in answer.err


def test_an_export_of_servicenow(export):
    answer, rows = export("servicenow")
    assert answer.code == 1
    assert [rows[f"INC001010{number}"][STATE] for number in (1, 2, 3)] == ["met", "missed", "running"]
    assert "line 6 (INC0010105): its status is 'Closed', and no column says since when" in answer.err


def test_what_the_call_says_goes_before_the_profile(export):
    _, rows = export("jira", "--map-priority", "Lowest=P1", "--map-priority", "High=P3", "--id-column", "Issue id")
    assert rows["10105"][PRIORITY] == "P1"
    assert rows["10102"][PRIORITY] == "P3"


def test_a_priority_of_the_packages_own_goes_before_a_rank(command, tmp_path):
    (tmp_path / "own.toml").write_text("schema = 1\npriorities = ['P2', 'P1']\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("id,priority,opened\n1,p2,2026-05-20 09:00\n", encoding="utf-8")
    answer = command("assess", "a.csv", *TERMS, "--profile", "own.toml")
    assert answer.out.splitlines()[1].startswith("2,1,P2,")


def test_a_report_is_made_by_a_profile(command, tmp_path):
    terms = TERMS[:6]
    command("report", str(EXPORTS / "zendesk.csv"), *terms, "--profile", "zendesk", "-o", "report.html")
    assert "1 of 1" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_every_profile_that_is_shipped_is_known_and_told(command):
    assert sorted(path.stem for path in (ROOT / "src/slacalc/profiles").glob("*.toml")) == sorted(PROFILES)
    told = " ".join(command("report", "--help").out.replace("│", " ").split())
    assert f"dates: {', '.join(PROFILES)}, or" in told


@pytest.mark.parametrize("name", PROFILES)
def test_a_shipped_profile_says_all(name):
    found = profile_of(name)
    assert found.name.casefold() == name
    assert {"id", "priority", "status", "reported", "resolved"} <= found.columns.keys()
    assert {"open", "waiting", "resolved"} <= set(found.statuses.values()) <= set(MEANINGS)
    assert len(found.priorities) in {4, 5}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("schema = ", "is no TOML"),
        ("", "schema is None: write schema = 1"),
        ("schema = 2", "schema is 2: write schema = 1"),
        ("schema = true", "schema is True: write schema = 1"),
        ("schema = 1\nname = 3", "name is 3: write text in quotes"),
        ("schema = 1\ncolums = {}", "colums is no key: did you mean 'columns'?"),
        ("schema = 1\nxyz = {}", "xyz is no key: write one of schema, name, columns"),
        ("schema = 1\ncolumns = ['a']", "write a table such as [columns] with id = [...]"),
        ("schema = 1\n[columns]\nreportd = ['a']", "columns.reportd is no key: did you mean 'reported'?"),
        ("schema = 1\n[columns]\nid = 'a'", "columns.id is 'a': write a list of texts"),
        ("schema = 1\n[columns]\nid = ['']", "columns.id is ['']: write a list of texts"),
        ("schema = 1\n[statuses]\nclosed = ['a']", "statuses.closed is no key"),
        ("schema = 1\n[statuses]\nopen = ['A']\nresolved = ['a']", "statuses has 'a' as open and as resolved"),
        ("schema = 1\npriorities = [1]", "priorities is [1]: write a list of texts"),
        ("schema = 1\nobjectives = '95%'", "objectives is '95%': write a list of texts"),
        ("schema = 1\ndates = ['dd/MM']", "dates: 'dd/MM' says no date with a time of day"),
        ("schema = 1\ndates = ['dd/MM/yyyy hh:mm']", "dates: 'dd/MM/yyyy hh:mm' says no date with a time of day"),
        ("schema = 1\ndates = ['dd/MM/YYYY HH:mm']", "has 'YYYY', which is none of yyyy"),
        ("schema = 1\ndates = ['dd/dd/MM/yyyy HH:mm']", "each part of it once"),
    ],
)
def test_a_wrong_profile_says_what_to_write(text, says):
    with pytest.raises(InputError, match=r"profile 'own\.toml'") as caught:
        parsed(text, "own.toml")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("zendesc", "--profile 'zendesc' is no profile: did you mean 'zendesk'?"),
        ("other", "type jira, servicenow, zendesk, or the path of a TOML file"),
        ("nosuch.toml", "there is no file 'nosuch.toml' here"),
    ],
)
def test_an_unknown_profile_is_refused(name, says):
    with pytest.raises(InputError) as caught:
        profile_of(name)
    assert says in str(caught.value)


def test_a_profile_is_utf_8(tmp_path):
    (tmp_path / "own.toml").write_bytes(b"schema = 1\nname = '\xe9'")
    with pytest.raises(InputError, match="is no UTF-8: TOML files are"):
        profile_of(str(tmp_path / "own.toml"))


def test_two_columns_of_one_name_are_asked_about(command, tmp_path):
    (tmp_path / "a.csv").write_text("Requested,Requested\n2026-05-20 09:00,2026-05-20 09:00\n", encoding="utf-8")
    answer = command("assess", "a.csv", *TERMS, "--profile", "zendesk")
    assert answer.code == 2
    assert "2 columns are called 'Requested', where the profile looks for the reported of a ticket" in answer.err


# dates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("dd/MMM/yy h:mm a", "04/May/26 9:30 AM", "2026-5-04 9:30 AM"),
        ("dd/MMM/yy h:mm a", "4/SEPT/26 12:05 p.m.", "2026-9-4 12:05 PM"),
        ("dd/MMM/yy h:mm a", "04/Mai/26 9:30 AM", "04/Mai/26 9:30 AM"),
        ("dd/MMM/yy h:mm a", "2026-05-04 09:30", "2026-05-04 09:30"),
        ("dd.MM.yyyy HH:mm:ss", "04.05.2026 09:30:15", "2026-05-04 09:30:15"),
        ("M/d/yyyy H:mm", "5/4/2026 9:30", "2026-5-4 9:30"),
    ],
)
def test_a_date_is_turned_year_first(pattern, text, expected):
    assert year_first(text, [DatePattern.of(pattern)]) == expected


@given(st.datetimes())
def test_a_written_date_is_read_back(at):
    text = f"{at.day}/{MONTHS[at.month - 1]}/{at.year:04} {at:%H:%M}"
    assert year_first(text, [DatePattern.of("dd/MMM/yyyy HH:mm")]) == f"{at.year:04}-{at.month}-{at.day} {at:%H:%M}"


@given(st.text(max_size=30))
def test_any_text_is_a_pattern_or_refused(text):
    try:
        assert DatePattern.of(text).text == text
    except InputError as fault:
        assert "write for instance" in str(fault)  # noqa: PT017 (a fault is one of two right answers)
