"""``slacalc report``: from an export to a page, its bad rows told on both."""

import pytest

from slacalc.cli import assess

WEEK = """\
id,priority,reported,responded,resolved
INC-1,P1,2026-05-13T10:30+01:00,2026-05-14T10:00+01:00,2026-05-14T18:00+01:00
INC-2,P2,2026-05-11T10:00+01:00,2026-05-11T12:00+01:00,2026-05-13T13:00+01:00
INC-3,P9,2026-05-11T10:00+01:00,,
"""


@pytest.fixture
def make(command, tmp_path):
    """Make a page of an export under p1-p4 on Wednesday 20 May 2026 at noon."""

    def run(content: str, *arguments: str):
        (tmp_path / "tickets.csv").write_text(content, encoding="utf-8")
        terms = ("--package", "p1-p4", "--at", "2026-05-20T12:00+01:00")
        return command("report", "tickets.csv", *terms, *arguments)

    return run


def test_a_page_is_written_and_the_bad_row_told(make, tmp_path):
    answer = make(WEEK, "-o", "report.html", "--objective", "P1=95%", "--title", "May <2026>")
    assert (answer.code, answer.out) == (1, "")
    assert "line 4 (INC-3): priority 'P9' is none of 'P1', 'P2', 'P3', 'P4'" in answer.err
    assert "note: report.html is written: 2 tickets, 1 bad row\n" in answer.err
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<title>May &lt;2026&gt;</title>" in text
    assert "0 of 1" in text
    assert "P9" in text


def test_what_is_told_of_the_file_stands_on_the_page(make, tmp_path):
    answer = make(WEEK.replace("resolved", "done"), "-o", "report.html")
    said = "columns not used: done; none is taken for the resolution: type --resolved-column NAME if one is"
    assert f"note: {said}\n" in answer.err
    assert said in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_code_is_0_where_all_is_well(make):
    assert make(WEEK.replace("P9", "P3"), "--output", "report.html").code == 0


def test_tickets_that_are_judged_together_make_the_same_page(make, tmp_path, monkeypatch):
    pages = []
    for long in (1, 1_000):
        monkeypatch.setattr(assess, "LONG_FILE", long)
        assert make(WEEK, "-o", "report.html").code == 1
        pages.append((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "requires an argument"),
        (("-o", "tickets.csv"), "--output 'tickets.csv' is the file that is read: type another"),
        (("-o", "nosuch/report.html"), "--output 'nosuch/report.html' cannot be written"),
        (("-o", "report.html", "--objective", "P9=95%"), "objective 'P9=95%' is for 'P9', which is no promise"),
        (("-o", "report.html", "--worst", "201"), "worst=201: write a whole number from 0 to 200"),
        (("-o", "report.html", "--worst", "few"), "0 or more"),
    ],
)
def test_a_wrong_call_writes_nothing(make, tmp_path, arguments, says):
    answer = make(WEEK, *arguments)
    assert answer.code == 2
    assert says in answer.err
    assert not (tmp_path / "report.html").exists()
