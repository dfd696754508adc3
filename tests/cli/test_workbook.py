"""A workbook goes in as CSV does, and verdicts come out as one."""

import io
from datetime import datetime

import openpyxl
import pytest


def wall(text: str) -> datetime:
    """Return a time as a cell holds it, without a zone."""
    return datetime.fromisoformat(text)


HEADER = ("Number", "Priority", "Opened", "Resolved")
ROWS = [
    ("INC-1", "P1", wall("2026-05-13 10:30"), wall("2026-05-14 18:00")),
    (17, "P2", wall("2026-05-11 10:00"), None),
    ("=1+1", "P3", wall("2026-05-18 09:00"), None),
]
TERMS = ("--package", "p1-p4", "--at", "2026-05-20T12:00+01:00", "--tz", "Europe/London")


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook tickets.xlsx with these rows."""

    def made(*rows, sheet="Sheet"):
        book = openpyxl.Workbook()
        book.active.title = sheet
        for row in rows:
            book.active.append(row)
            for cell in book.active[book.active.max_row]:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        book.save(tmp_path / "tickets.xlsx")

    return made


def test_a_workbook_is_judged_as_the_same_csv_is(workbook, command, judge):
    workbook(HEADER, *ROWS)
    lines = [",".join(HEADER), *(",".join(f"{'' if cell is None else cell}" for cell in row) for row in ROWS)]
    from_text = judge("\n".join(lines), "--tz", "Europe/London", "--format", "csv")
    from_book = command("assess", "tickets.xlsx", *TERMS, "--format", "csv")
    assert from_book.code == 0
    assert from_book.out == from_text.out
    assert from_book.out.splitlines()[1].startswith("2,INC-1,P1,2026-05-14T10:30:00+01:00,missed,true")


def test_real_dates_need_a_zone_too(workbook, command):
    workbook(HEADER, *ROWS)
    answer = command("assess", "tickets.xlsx", "--package", "p1-p4", "--at", "2026-05-20T12:00+01:00")
    assert answer.code == 2
    assert "line 2, Opened '2026-05-13 10:30:00' does not say on which clock it was read: type --tz" in answer.err


def test_a_bad_row_is_told_with_its_number_in_the_sheet(workbook, command):
    workbook(HEADER, (), ("INC-1", "P1", "soon"), ("INC-2", "P1", wall("2026-05-13 10:30"), None, "note"))
    answer = command("assess", "tickets.xlsx", *TERMS)
    assert answer.code == 2
    workbook(HEADER, (), ("INC-1", "P1", "soon"), *[ROWS[0]] * 20, (*ROWS[1], "note"))
    answer = command("assess", "tickets.xlsx", *TERMS)
    assert answer.code == 1
    assert "line 3 (INC-1): Opened 'soon' is no time" in answer.err
    assert "line 24: has 5 cells where the header has 4" in answer.err


def test_a_sheet_is_named(workbook, command, judge):
    workbook(HEADER, *ROWS, sheet="May")
    assert command("assess", "tickets.xlsx", *TERMS, "--sheet", "may").code == 0
    answer = command("assess", "tickets.xlsx", *TERMS, "--sheet", "June")
    assert (answer.code, "has no sheet 'June': it has 'May'" in answer.err) == (2, True)
    answer = judge("opened\n2026-05-13T10:30+01:00\n", "--sheet", "May")
    assert (answer.code, "--sheet 'May' is for a workbook" in answer.err) == (2, True)


def test_verdicts_come_out_as_a_workbook(judge, tmp_path):
    rows = "id,priority,opened\n=1+1,P1,2026-05-13T10:30+01:00\n-2,P2,soon\n"
    answer = judge(rows, "--format", "xlsx", "-o", "verdicts.xlsx")
    assert (answer.code, answer.out) == (1, "")
    assert "1 ticket, 1 bad row" in answer.err
    book = openpyxl.load_workbook(tmp_path / "verdicts.xlsx")
    assert book.sheetnames == ["tickets", "promises", "about"]
    header, good, bad = book["tickets"].iter_rows(values_only=True)
    told = dict(zip(header, good, strict=True))
    assert told["id"] == "=1+1"
    assert book["tickets"]["B2"].data_type == "s"
    assert told["resolution_due (Europe/London)"] == wall("2026-05-14 17:00")
    assert told["resolution_breached"] is True
    assert bad[1] == "-2"
    assert bad[-1].startswith("opened 'soon' is no time")
    assert ("tickets", 1) in set(book["about"].iter_rows(values_only=True))
    assert next(book["promises"].iter_rows(min_row=2, values_only=True))[:5] == ("P1", "response", "contract", 1, 0)


def test_a_workbook_goes_into_a_file_only(judge):
    answer = judge("opened\n2026-05-13T10:30+01:00\n", "--format", "xlsx")
    assert answer.code == 2
    assert "type --output with the name of a file, as tickets.xlsx" in answer.err


@pytest.mark.parametrize("id_", ["=1+1", "+1", "-1", "@a"])
def test_no_text_of_the_csv_is_a_formula(judge, id_):
    answer = judge(f"id,opened\n{id_},2026-05-13T10:30+01:00\n{id_},soon\n", "--format", "csv")
    assert [line.split(",")[1] for line in answer.out.splitlines()[1:]] == [f"'{id_}"] * 2
    assert f'"id": "{id_}"' in judge(f"id,opened\n{id_},2026-05-13T10:30+01:00\n", "--format", "json").out


def test_a_report_is_made_of_a_workbook(workbook, command, tmp_path):
    workbook(HEADER, *ROWS)
    assert command("report", "tickets.xlsx", *TERMS, "-o", "report.html").code == 0
    assert "INC-1" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_workbook_that_is_no_file_is_said(command, tmp_path):
    (tmp_path / "tickets.xlsx").write_bytes(io.BytesIO(b"PK\x03\x04").getvalue())
    answer = command("assess", "tickets.xlsx", *TERMS)
    assert (answer.code, "tickets.xlsx is a damaged workbook: save it anew" in answer.err) == (2, True)
