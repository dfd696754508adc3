"""Whatever is in a file, reading it ends in records and reasons, and a record that was written is read again."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from slacalc.cli.columns import ColumnNames
from slacalc.cli.reading_files import Fault, sheet_of
from slacalc.cli.times import TimeReader
from slacalc.errors import InputError

FAMILIAR = ColumnNames().familiar
PIECES = st.sampled_from(['"', ",", ";", "\t", "\n", "\r\n", "\r", "\0", "opened", "id", "é", " ", "x", "sep=;"])
FIELD = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
TIME_PIECES = st.sampled_from(["2026", "05", "13", "4", "-", "/", ".", ":", "T", " ", "Z", "+01:00", "PM", "24", "60"])


@given(st.lists(PIECES).map("".join) | st.text())
def test_any_text_ends_in_records_and_reasons(text):
    try:
        sheet = sheet_of(text.encode("utf-8", "surrogatepass"), "tickets.csv", FAMILIAR)
    except InputError:
        return
    lines = [line for line, _ in sheet.records()]
    assert lines == sorted(set(lines))
    assert all(sheet.begins < line <= len(sheet.lines) for line in lines)


@given(st.binary())
def test_any_bytes_end_in_records_and_reasons(data):
    try:
        list(sheet_of(data, "tickets.csv", FAMILIAR).records())
    except InputError as fault:
        assert str(fault).startswith("tickets.csv is ")  # noqa: PT017 (a fault is one of two right answers)


@given(
    records=st.lists(st.lists(FIELD, min_size=3, max_size=3), max_size=6),
    separator=st.sampled_from([",", ";", "\t"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read(records, separator, ending):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([["id", "opened", "note"], *records])
    sheet = sheet_of(text.getvalue().encode(), "tickets.csv", FAMILIAR)
    assert sheet.separator == separator
    assert [fields for _, fields in sheet.records()] == [fields for fields in records if any(map(str.strip, fields))]


@given(
    good=st.lists(st.integers(0, 99), min_size=1, max_size=5),
    broken=st.sampled_from(['"', 'a,"', '"a"b,c', "a", "a,b,c", '"a\n', '"a\n"b,c']),
    place=st.integers(0, 5),
)
def test_a_broken_line_loses_no_other(good, broken, place):
    rows = [f"{number},x" for number in good]
    rows.insert(place, broken)
    sheet = sheet_of("\n".join(["id,opened", *rows, ""]).encode(), "tickets.csv", FAMILIAR)
    read = [fields for _, fields in sheet.records() if not isinstance(fields, Fault)]
    assert [fields for fields in read if fields[1] == "x"] == [[str(number), "x"] for number in good]


@given(st.lists(TIME_PIECES).map("".join) | st.text(), st.sampled_from([None, "dmy", "mdy", "iso"]))
def test_any_text_is_a_time_or_refused(text, dates):
    for zone in (None, "Europe/London"):
        try:
            assert TimeReader(zone, dates).read(text).at.utcoffset() is not None
        except InputError as fault:
            assert str(fault).startswith(repr(text))  # noqa: PT017 (a fault is one of two right answers)
