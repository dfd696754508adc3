"""``slacalc calendar month``: weeks as rows, as people draw them."""

import io
import re
from datetime import date

import pytest

from slacalc import Calendar
from slacalc.cli.month import drawn, first_of_month
from slacalc.cli.output import write_month
from slacalc.errors import InputError

ACME = """\
schema = 1
extends = "p1-p4"
name = "Acme Scotland"
tz = "Europe/London"
hours = "Mon-Fri 09:00-12:30,13:30-17:00"
holidays = ["GB-SCT"]
closures = [{ name = "Christmas Eve", from = 2026-12-24T12:00:00, to = 2026-12-25T00:00:00 }]
cover = [
  { date = 2026-12-12, hours = "10:00-14:00", name = "SO-1182" },
  { from = 2026-12-31T22:00:00, to = 2027-01-01T02:00:00 },
]
"""


@pytest.fixture
def days(command, tmp_path):
    """Draw a month and return the lines of each of its days, and the line below."""
    (tmp_path / "acme.toml").write_text(ACME, encoding="utf-8")

    def run(which: str, *arguments: str):
        answer = command("calendar", "month", which, *arguments)
        assert (answer.code, answer.err) == (0, "")
        return read(answer.out)

    return run


def read(text: str) -> tuple[dict[int, list[str]], str, str]:
    title, *rows, foot = text.splitlines()
    found: dict[int, list[str]] = {}
    week: list[list[str]] = []
    for row in rows[3:]:
        if not row.startswith("│"):
            found |= {int(day[0]): day[1:] for day in week if day}
            week = []
            continue
        cells = [cell.strip() for cell in row.strip("│").split("│")]
        week = week or [[] for _ in cells]
        for day, cell in zip(week, cells, strict=True):
            day.extend([cell] if cell else [])
    return found, title, foot


def test_a_month_with_all_that_a_month_can_have(days):
    found, title, foot = days("2026-12", "--package", "acme.toml")
    assert title == "December 2026"
    assert sorted(found) == [*range(1, 32)]
    assert found[1] == ["9-12:30", "13:30-17"]
    assert found[5] == ["closed"]
    assert found[12] == ["closed", "+10-14", "SO-1182"]
    assert found[24] == ["9-12", "Christmas", "Eve"]
    assert found[25] == ["Christmas", "Day"]
    assert found[31] == ["9-12:30", "13:30-17", "+22-24"]
    assert foot == "21 working days, 143 h. Times in Europe/London. +: booked cover."
    assert days("2027-01", "--package", "acme.toml")[0][1][-1] == "+0-2"


def test_days_stand_below_their_weekday(command):
    text = command("calendar", "month", "2026-05", "--hours", "Fri 22:00-06:00", "--tz", "Europe/London").out
    lines = text.splitlines()
    assert [cell.strip() for cell in lines[2].strip("│").split("│")] == [
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]
    first = [cell.strip() for cell in lines[4].strip("│").split("│")]
    assert first == ["", "", "", "", "1", "2", "3"]
    assert max(map(len, lines)) <= 80


def test_a_night_is_drawn_on_both_its_dates(days):
    found, _, foot = days("2026-05", "--hours", "Fri 22:00-06:00", "--tz", "Europe/London")
    assert (found[1], found[2], found[3]) == (["22-24"], ["0-6"], ["closed"])
    assert foot == "5 working days, 40 h. Times in Europe/London."


@pytest.mark.parametrize(
    ("hours", "said"), [("24x7", ["0-24"]), ("Mon-Fri 09:00:30-17:00", ["9:00:30-17"]), ("Sat 09:00-17:00", ["closed"])]
)
def test_hours_are_written_as_people_write_them(days, hours, said):
    assert days("2026-05", "--hours", hours, "--tz", "Europe/London")[0][4] == said


def test_a_day_of_a_change_of_the_clock_has_its_hours_by_the_wall(days):
    found, _, foot = days("2026-03", "--hours", "Sun 00:00-04:00", "--tz", "Europe/London")
    assert found[29] == ["0-4"]
    assert foot == "5 working days, 19 h. Times in Europe/London."


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026", "26-05", "2026-05-01", "May 2026", "0001-01", "9999-12", ""]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(InputError, match="is no month: type for instance 2026-12"):
        first_of_month(text)


def test_colours_only_where_a_terminal_shows_them(monkeypatch):
    hours = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
    texts = []
    for colour in (False, True):
        monkeypatch.setenv("FORCE_COLOR", "1") if colour else monkeypatch.delenv("FORCE_COLOR", raising=False)
        file = io.StringIO()
        write_month(file, *drawn(hours, "Europe/London", (), date(2026, 5, 1)))
        texts.append(file.getvalue())
    plain, coloured = texts
    assert "\x1b[" not in plain
    assert "\x1b[32m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_a_name_cannot_order_the_terminal(command, tmp_path):
    text = ACME.replace("SO-1182", "SO\\u001b[31m")
    (tmp_path / "acme.toml").write_text(text, encoding="utf-8")
    out = command("calendar", "month", "2026-12", "--package", "acme.toml").out
    assert "\x1b" not in out
    assert "SO" in out


def test_the_month_adds_up_to_its_days():
    hours = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Asia/Tokyo") - Calendar.holidays("JP", tz="Asia/Tokyo")
    _, weeks, foot = drawn(hours, "Asia/Tokyo", (), date(2026, 5, 1))
    cells = [day for week in weeks for day in week if day]
    assert len(cells) == 31
    worked = [day for day in cells if any(line == "9-17" for line, _ in day)]
    assert foot == f"{len(worked)} working days, {8 * len(worked)} h. Times in Asia/Tokyo."
    rows = hours.days(date(2026, 5, 1), date(2026, 6, 1))
    assert [row.day.day for row in rows if row.working] == [int(day[0][0]) for day in worked]
