"""Workbooks in and out: what a cell holds is read as it is meant, and text stays text."""

import io
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slacalc.errors import InputError, MissingExtraError
from slacalc.report.workbooks import Table, sheet_in, workbook_of

TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20)


def wall(text: str) -> datetime:
    """Return a time as a cell holds it, without a zone."""
    return datetime.fromisoformat(text)


def book(*rows, **sheets) -> bytes:
    """Return a workbook with these rows in its sheet "Sheet", and other sheets by name."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("INC-1", "INC-1"),
        (17, "17"),
        (17.0, "17"),
        (1.5, "1.5"),
        (True, "true"),
        (wall("2026-05-04 09:30"), "2026-05-04 09:30:00"),
        (wall("2026-05-04 00:00"), "2026-05-04 00:00:00"),
        (date(2026, 5, 4), "2026-05-04"),
        (wall("2026-05-04 09:30:15.250000"), "2026-05-04 09:30:15.250000"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        ("#REF!", "#REF!"),
    ],
)
def test_a_cell_is_read_as_text(value, expected):
    assert sheet_in(book(["it"], [value]), "a.xlsx").rows[1] == (2, [expected])


def test_empty_rows_are_left_out_and_numbers_stay():
    found = sheet_in(book([], ["id", "opened"], [None, None], ["1", None], [], ["  "], [None, "x"]), "a.xlsx")
    assert found.rows == ((2, ["id", "opened"]), (4, ["1"]), (7, ["", "x"]))


def test_a_formula_has_the_value_that_was_saved_with_it():
    plain = book(["it"], ["=1+1"])
    assert sheet_in(plain, "a.xlsx").rows == ((1, ["it"]),)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    assert sheet_in(out.getvalue(), "a.xlsx").rows[1] == (2, ["2"])


def test_the_first_sheet_is_read_or_the_one_that_is_named():
    data = book(["a"], Other=[["b"]])
    assert sheet_in(data, "a.xlsx").rows == ((1, ["a"]),)
    assert sheet_in(data, "a.xlsx").others == ("Other",)
    assert sheet_in(data, "a.xlsx", "other").rows == ((1, ["b"]),)
    with pytest.raises(InputError, match=r"a\.xlsx has no sheet 'Third': it has 'Sheet', 'Other'"):
        sheet_in(data, "a.xlsx", "Third")


def test_a_wrong_size_written_by_a_product_loses_no_row():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(["id"], ["1"], ["2"]))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:A3"', b'<dimension ref="A1:A1"'))
    assert len(sheet_in(out.getvalue(), "a.xlsx").rows) == 3


@pytest.mark.parametrize(
    ("rows", "merged", "column"),
    [
        ([["Tickets of May", None], ["id", "opened"], ["1", "x"]], "A1:B1", "B, in which row 2 has 'opened'"),
        ([["id", "times", None], ["1", "x", "y"]], "B1:C1", "C, in which row 2 has 'y'"),
    ],
)
def test_a_merged_header_is_refused(rows, merged, column):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.active.merge_cells(merged)
    with pytest.raises(InputError, match="is read as the header, and has no name for column") as caught:
        sheet_in(saved(made), "a.xlsx")
    assert column in str(caught.value)
    assert "unmerge its cells" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0rest", "old format .xls: save it as .xlsx"),
        (b"PK\x03\x04rest", "damaged workbook"),
        (book(), "sheet 'Sheet' of a.xlsx is empty"),
    ],
)
def test_what_is_no_workbook_is_refused(data, says):
    with pytest.raises(InputError, match=says):
        sheet_in(data, "a.xlsx")


def test_another_zip_file_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(InputError, match="is no workbook that can be read"):
        sheet_in(out.getvalue(), "a.xlsx")


def test_a_file_that_unpacks_to_more_than_is_read_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(17):
            archive.writestr(f"{number}.xml", b"\0" * 2**26)
    with pytest.raises(InputError, match="more than the 1073741824 that are read: save it as CSV"):
        sheet_in(out.getvalue(), "a.xlsx")


WHOLE = book(["id", "opened"], ["1", wall("2026-05-04 09:30")])
"""A workbook, made once: it holds the time at which it was made, and so is not always as long."""


@settings(max_examples=30, deadline=None)  # each is a whole workbook
@given(st.data())
def test_a_damaged_workbook_ends_in_rows_or_a_reason(data):
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert isinstance(sheet_in(bytes(whole), "a.xlsx").rows, tuple)
    except InputError as fault:
        assert "a.xlsx" in str(fault)  # noqa: PT017 (a fault is one of two right answers)


def test_a_workbook_packed_in_a_way_that_nobody_knows_is_damaged():
    whole = bytearray(book(["id"]))
    whole[whole.index(b"PK\x01\x02") + 6] = 80  # version 8.0 of the format
    with pytest.raises(InputError, match=r"a\.xlsx is a damaged workbook: save it anew"):
        sheet_in(bytes(whole), "a.xlsx")


def test_without_openpyxl_the_error_says_what_to_install(monkeypatch):
    data = book(["id"])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for call in (lambda: sheet_in(data, "a.xlsx"), lambda: workbook_of([])):
        with pytest.raises(MissingExtraError, match=r'pip install "slacalc\[report\]", or use CSV'):
            call()


# out -----------------------------------------------------------------------------------------------------------------


def written(*rows, header=("it", "more")):
    return openpyxl.load_workbook(io.BytesIO(workbook_of([Table("tickets", header, rows, [10, 20])])))["tickets"]


def test_a_header_stays_in_sight_and_filters():
    sheet = written(("a", 1), ("b", 2))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["B"].width == 20


def test_an_instant_is_a_date_of_the_spreadsheet_as_its_own_clock_shows_it():
    london = ZoneInfo("Europe/London")
    sheet = written((datetime(2026, 5, 4, 9, 30, tzinfo=london), datetime(1850, 1, 1, tzinfo=london)))
    assert sheet["A2"].value == wall("2026-05-04 09:30")
    assert sheet["A2"].is_date
    assert sheet["B2"].value == "1850-01-01 00:00:00"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a")', "\t=1", "a\x00\x1b", "x" * 40_000]
)
def test_text_is_never_a_formula(text):
    cell = written((text, None))["A2"]
    assert cell.data_type == "s"
    assert cell.value[:4] == "".join(each if each.isprintable() else "\ufffd" for each in text)[:4]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(TEXT, st.integers(-(10**9), 10**9)), max_size=5))
def test_what_was_written_is_read(rows):
    data = workbook_of([Table("tickets", ["it", "more"], rows, [])])
    read = [cells for _, cells in sheet_in(data, "a.xlsx").rows]
    assert read == [["it", "more"], *([text, str(number)] for text, number in rows)]


def test_columns_after_the_twenty_sixth_have_two_letters():
    header = [str(number) for number in range(30)]
    assert written([1] * 30, header=header).auto_filter.ref == "A1:AD2"
