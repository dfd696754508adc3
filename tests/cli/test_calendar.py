"""``slacalc calendar``: rows of dates and of windows, for people as a table and for programs as CSV."""

import csv
from datetime import date, datetime

import pytest

from slacalc import Calendar, Package

OFFICE = ("--hours", "Mon-Fri 09:00-17:00", "--tz", "Europe/London", "--holidays", "GB-ENG")
BANK_HOLIDAY = ("--from", "2026-05-22", "--to", "2026-05-27")


def records(text):
    header, *rows = csv.reader(text.splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_dates_as_csv(command):
    answer = command("calendar", "days", *OFFICE, *BANK_HOLIDAY, "--csv")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "day,working,holiday,opens,closes,working_seconds,total_seconds,working_day_number\n"
        "2026-05-22,true,,2026-05-22T08:00:00+00:00,2026-05-22T16:00:00+00:00,28800,28800,1\n"
        "2026-05-23,false,,,,0,28800,1\n"
        "2026-05-24,false,,,,0,28800,1\n"
        "2026-05-25,false,Spring Bank Holiday,,,0,28800,1\n"
        "2026-05-26,true,,2026-05-26T08:00:00+00:00,2026-05-26T16:00:00+00:00,28800,57600,2\n"
    )


def test_dates_as_a_table(command):
    answer = command("calendar", "days", *OFFICE, *BANK_HOLIDAY)
    title, _, friday, *_, monday, tuesday, _, foot = answer.out.splitlines()
    assert title.split() == ["Date", "Holiday", "Opens", "Closes", "Hours", "Total", "Working", "day"]
    assert friday.split() == ["Fri", "2026-05-22", "09:00", "17:00", "8:00", "8:00", "1"]
    assert monday == "Mon 2026-05-25  Spring Bank Holiday"
    assert tuesday.split()[-3:] == ["8:00", "16:00", "2"]
    assert foot == "Times in Europe/London."


def test_a_night_shift_is_shown_to_end_on_the_next_date(command):
    night = ("--hours", "Fri 22:00-06:00", "--tz", "Europe/London", "--from", "2026-05-15", "--to", "2026-05-16")
    friday = command("calendar", "days", *night).out.splitlines()[2]
    assert friday.split() == ["Fri", "2026-05-15", "22:00", "2026-05-16", "06:00", "8:00", "8:00", "1"]


def test_windows_as_csv_and_as_a_table(command):
    asked = ("calendar", "edges", "--package", "p1-p4", "--from", "2026-03-27", "--to", "2026-03-31")
    assert command(*asked, "--csv").out == (
        "opens,closes,total_seconds\n"
        "2026-03-27T09:00:00+00:00,2026-03-27T17:00:00+00:00,28800\n"
        "2026-03-30T08:00:00+00:00,2026-03-30T16:00:00+00:00,57600\n"
    )
    *_, monday, _, foot = command(*asked).out.splitlines()
    assert monday.split() == ["2026-03-30", "09:00", "2026-03-30", "17:00", "16:00"]
    assert foot == "Times in Europe/London."


def test_the_rows_are_those_of_the_library(command):
    hours = Calendar.weekly("Fri-Sat 22:00-06:30", tz="America/New_York")
    asked = ("--hours", "Fri-Sat 22:00-06:30", "--tz", "America/New_York", "--from", "2026-10-01", "--to", "2026-12-01")
    days = records(command("calendar", "days", *asked, "--csv").out)
    edges = records(command("calendar", "edges", *asked, "--csv").out)
    wanted = hours.days(date(2026, 10, 1), date(2026, 12, 1))
    assert [date.fromisoformat(row["day"]) for row in days] == [row.day for row in wanted]
    assert [int(row["total_seconds"]) for row in days] == [row.total_seconds for row in wanted]
    assert [row["closes"] and datetime.fromisoformat(row["closes"]) for row in days] == [
        row.closes or "" for row in wanted
    ]
    first = datetime.fromisoformat("2026-10-01T00:00-04:00")
    last = datetime.fromisoformat("2026-12-01T00:00-05:00")
    assert [datetime.fromisoformat(row["opens"]) for row in edges] == [row.opens for row in hours.edges(first, last)]


def test_seconds_are_shown_where_there_are_some(command):
    zone = ("--hours", "24x7", "--tz", "Europe/London", "--from", "1847-12-01", "--to", "1847-12-02")
    assert command("calendar", "edges", *zone).out.splitlines()[2].split()[-1] == "23:58:45"


def test_the_hours_of_a_file_are_in_its_zone(command, tmp_path):
    package = Package.preset("p1-p4").amend(
        name="Acme",
        calendar=Calendar.always().in_zone("Asia/Kathmandu")
        - Calendar.dates({date(2026, 1, 2): "In\x1bventory"}, tz="Asia/Kathmandu"),
    )
    (tmp_path / "acme.toml").write_text(package.to_toml())
    answer = command("calendar", "days", "--package", "acme.toml", "--from", "2026-01-01", "--to", "2026-01-03")
    assert "Fri 2026-01-02  In\ufffdventory" in answer.out.splitlines()
    assert answer.out.endswith("Times in Asia/Kathmandu.\n")


OWN_HOURS = """
schema = 1
extends = "p1-p4"
name = "Acme"
[priorities.P1]
tz = "America/New_York"
hours = "Mon-Fri 08:00-20:00"
[priorities.P2]
response = { target = "8 working hours", hours = "24x7" }
"""
ONE_DAY = ("--from", "2026-05-15", "--to", "2026-05-16", "--csv")


def test_a_priority_may_have_hours_of_its_own(command, tmp_path):
    (tmp_path / "acme.toml").write_text(OWN_HOURS)
    asked = ("calendar", "edges", "--package", "acme.toml", *ONE_DAY)
    standard = "opens,closes,total_seconds\n2026-05-15T08:00:00+00:00,2026-05-15T16:00:00+00:00,28800\n"
    assert command(*asked).out == standard
    assert command(*asked, "--priority", "p1").out == (
        "opens,closes,total_seconds\n2026-05-15T12:00:00+00:00,2026-05-16T00:00:00+00:00,43200\n"
    )
    assert command(*asked, "--priority", "P2") == (
        0,
        standard,
        "note: some promises of P2 have hours of their own, which are not in these rows\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            BANK_HOLIDAY,
            "which hours? type --package p1-p4, or --hours 'Mon-Fri 09:00-17:00' --tz Europe/London",
        ),
        ((*BANK_HOLIDAY, "--tz", "UTC"), "which hours? type --package p1-p4, or"),
        ((*BANK_HOLIDAY, *OFFICE, "--package", "p1-p4"), "--package has hours, zone and holidays of its own: type it"),
        ((*BANK_HOLIDAY, "--package", "p1-p9"), "--package 'p1-p9' is neither a preset nor a file: did you mean"),
        ((*BANK_HOLIDAY, *OFFICE, "--priority", "P1"), "--priority 'P1' is one of a package: type --package as well"),
        (
            (*BANK_HOLIDAY, "--package", "p1-p4", "--priority", "P9"),
            "--priority 'P9' is none of 'P1', 'P2', 'P3', 'P4'",
        ),
        ((*BANK_HOLIDAY, "--hours", "Mon", "--tz", "UTC"), "no times after 'Mon' in the hours 'Mon'"),
        ((*BANK_HOLIDAY, "--hours", "24x7", "--tz", "UTC", "--holidays", "GB"), "write 'GB-ENG'"),
        ((*OFFICE, "--from", "1/2/2026", "--to", "2026-05-27"), "--from '1/2/2026' is no date: type for instance"),
        ((*OFFICE, "--from", "2026-05-01", "--to", "2026-05-27T09:00:00"), "--to '2026-05-27T09:00:00' is no date"),
        ((*OFFICE, "--from", "2026-05-27", "--to", "2026-05-01"), "the end lies before the start"),
        ((*OFFICE, "--from", "1926-05-27", "--to", "2026-05-30"), "and a table spans 36525 at most: write several"),
    ],
)
@pytest.mark.parametrize("what", ["days", "edges"])
def test_a_call_that_cannot_be_answered(command, what, arguments, message):
    answer = command("calendar", what, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("slacalc: ")
    assert message in answer.err


def test_years_without_known_holidays_are_told(command):
    answer = command("calendar", "days", *OFFICE, "--from", "2200-01-01", "--to", "2200-01-03", "--csv")
    assert answer.code == 0
    assert answer.err == "note: not all public holidays from 2200-01-01 to 2200-01-02 are known (T11)\n"
