from pathlib import Path

import pytest

from slacalc.cli.columns import ColumnNames
from slacalc.cli.reading_files import Fault, read_bytes, sheet_of
from slacalc.errors import InputError


def sheet(content: str | bytes, **names: str):
    data = content.encode() if isinstance(content, str) else content
    return sheet_of(data, "tickets.csv", ColumnNames(**names).familiar)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("id,opened\nné,x\n".encode(), "utf-8"),
        ("id,opened\nné,x\n".encode("utf-8-sig"), "utf-8-sig"),
        ("id,opened\nné,x\n".encode("cp1252"), "cp1252"),
        ("id,opened\nné,x\n".encode("utf-16"), "utf-16"),
    ],
)
def test_the_encoding_is_found_out(content, encoding):
    found = sheet(content)
    assert (found.encoding, found.header, list(found.records())) == (encoding, ("id", "opened"), [(2, ["né", "x"])])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,opened\n\xe9\x81,x\n", "tickets.csv is neither UTF-8 nor cp1252: save it as UTF-8"),
        (b"\xef\xbb\xbfid\n\xe9,x\n", "tickets.csv is no utf-8-sig: save it as UTF-8"),
        (b"\xff\xfei", "tickets.csv is no utf-16: save it as UTF-8"),
    ],
)
def test_an_encoding_that_is_not_known_is_refused(content, message):
    with pytest.raises(InputError) as fault:
        sheet(content)
    assert str(fault.value) == message


@pytest.mark.parametrize(
    ("content", "separator", "header"),
    [
        ("id,opened,priority\n", ",", ("id", "opened", "priority")),
        ("id;opened;priority\n", ";", ("id", "opened", "priority")),
        ("id\topened\tpriority\n", "\t", ("id", "opened", "priority")),
        ("opened\n", ",", ("opened",)),
        ('id;opened;"notes, remarks, other, and more"\n', ";", ("id", "opened", "notes, remarks, other, and more")),
        ('"a;b;c;d",opened\n', ",", ("a;b;c;d", "opened")),
        ('id;"notes, on\n two lines";opened\n', ";", ("id", "notes, on\n two lines", "opened")),
        ("sep=;\nid;opened\n", ";", ("id", "opened")),
        ('"sep=|"\r\nid|opened\r\n', "|", ("id", "opened")),
        ("\n\r\n id , opened \n", ",", ("id", "opened")),
    ],
)
def test_the_separator_is_the_one_that_makes_a_header(content, separator, header):
    found = sheet(content)
    assert (found.separator, found.header) == (separator, header)


def test_a_column_that_the_call_names_helps_to_find_the_separator():
    assert sheet("Gemeldet;a,b,c,d\n", reported_column="gemeldet").separator == ";"


@pytest.mark.parametrize("content", ["", "\n\n", " \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content):
    with pytest.raises(InputError) as fault:
        sheet(content)
    assert str(fault.value) == "tickets.csv is empty: export a header and one row for each ticket"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_records_carry_the_number_of_their_first_line(ending):
    lines = ["id,opened", "", "1,a", '2,"two', 'lines"', ",", "3,c,,", "4,\u2028d"]
    assert list(sheet(ending.join(lines)).records()) == [
        (3, ["1", "a"]),
        (4, ["2", f"two{ending}lines"]),
        (7, ["3", "c", "", ""]),
        (8, ["4", "\u2028d"]),
    ]


def test_a_broken_record_loses_no_other():
    content = 'id,opened,note\n1,a,b\n2,a\n3,a,b,c\n4,"a,b\n5,a,b\n6,"a"x,b\n7,a,\0\n8,a,b\n9,"a'
    broken = "cannot be cut into fields, a quote may be missing or too many"
    assert list(sheet(content).records()) == [
        (2, ["1", "a", "b"]),
        (3, Fault(3, "has 2 fields where the header has 3")),
        (4, Fault(4, "has 4 fields where the header has 3")),
        (5, Fault(5, f"{broken} (',' expected after '\"')")),
        (6, ["5", "a", "b"]),
        (7, Fault(7, f"{broken} (',' expected after '\"')")),
        (8, Fault(8, "holds a NUL character, as damaged files do")),
        (9, ["8", "a", "b"]),
        (10, Fault(10, f"{broken} (unexpected end of data)")),
    ]


def test_a_quote_that_swallows_whole_rows_is_undone():
    content = 'id,opened,note\n1,a,"b\n2,a,b\n3,"c",d,e"\n4,a,b\n'
    found = dict(sheet(content).records())
    assert (found[3], found[5]) == (["2", "a", "b"], ["4", "a", "b"])
    assert isinstance(found[2], Fault)


def test_a_quote_never_closed_loses_only_its_own_row():
    rows = "".join(f"{number},a\n" for number in range(1_000))
    found = list(sheet(f'id,opened\nx,"a\n{rows}').records())
    assert [line for line, record in found if isinstance(record, Fault)] == [2]
    assert len(found) == 1_001


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"there is no file '.*tickets\.csv' here: type the path of a CSV export"):
        read_bytes(tmp_path / "tickets.csv")
    with pytest.raises(InputError, match="is a folder: type the path of a file in it"):
        read_bytes(tmp_path)
    with pytest.raises(InputError, match="cannot be read: File name too long"):
        read_bytes(tmp_path / ("x" * 300))


def test_a_file_that_is_nothing_but_stray_quotes_loses_no_good_row_and_no_time():
    """Each line opens a quote that runs to the end of the file."""
    found = list(sheet("id,opened\n" + 'a","\n' * 20_000 + "x,y\n").records())
    assert [fields for _, fields in found if not isinstance(fields, Fault)] == [["x", "y"]]
    assert len(found) == 20_001


def test_a_path_that_no_system_has_is_refused():
    with pytest.raises(InputError, match="is no path"):
        read_bytes(Path("a\0b"))
