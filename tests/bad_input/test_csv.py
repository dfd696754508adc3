"""A broken row loses no other row; a broken file or call ends with one message and the exit code 2."""

import csv
import io
from time import process_time

import pytest

from slacalc.cli import main
from tests.bad_input import exports, files
from tests.bad_input.proof import LONGEST_WAIT, distinct, message_complaint, report

ROWS, FILES, CALLS = exports.rows(), files.files(), files.calls()
CHOICES = exports.needing_a_choice()
TERMS = {"--package": "p1-p4", "--at": "2026-05-20T12:00+01:00", "--format": "csv"}


@pytest.fixture
def assess(capsys, tmp_path, monkeypatch):
    """Judge a file under p1-p4, and return the exit code and what was written and said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(data, *words, path="tickets.csv"):
        if data is not None:
            (tmp_path / "tickets.csv").write_bytes(data)
        terms = [word for option in TERMS.items() if option[0] not in words for word in option]
        begins = process_time()
        code = main(["assess", path, *terms, *words])
        assert process_time() - begins < LONGEST_WAIT
        return code, *capsys.readouterr()

    return run


def refusal(answer, says):
    """Return what is wrong with the answer to a call that must be refused whole."""
    code, out, err = answer
    told = [line for line in err.splitlines() if not line.startswith("note: ")]
    if code != 2 or out or len(told) != 1 or not told[0].startswith("slacalc: "):
        return f"exit code {code}, {len(out)} characters written, said {err[:200]!r}"
    return message_complaint(told[0], says)


# rows ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ROWS)
def test_a_bad_row_is_told_with_its_line_and_every_other_is_judged(fault, assess):
    bad = dict(enumerate(ROWS[fault], 2))
    lines = [line for place, inputs in bad.items() for line in (inputs.given, exports.GOOD_ROWS[place % 5])]
    code, out, err = assess("\n".join([exports.HEADER, *lines, ""]).encode())
    told = {int(row["line"]): row for row in csv.DictReader(io.StringIO(out))}
    lost = [
        f"good line {line} was not judged" for line in range(3, len(lines) + 2, 2) if not told[line]["response_state"]
    ]
    expected = {2 * place - 2: inputs for place, inputs in bad.items()}
    wrong = [
        f"{inputs.given[:90]!r}: {what}"
        for line, inputs in expected.items()
        if (what := _told(told[line], inputs, err))
    ]
    found = [*lost, *wrong]
    assert not found, report(found)
    assert code == 1
    assert sorted(told) == list(range(2, len(lines) + 2))


def _told(row, bad, err):
    if row["response_state"]:
        return f"was judged: {row}"
    where = f"line {row['line']} ({row['id']}): " if row["id"] else f"line {row['line']}: "
    if where not in err:
        return f"line {row['line']} is not told"
    return message_complaint(row["reason"], bad.says)


def test_good_rows_alone_are_judged_in_any_dress(assess):
    text = "\n".join([exports.HEADER, *exports.GOOD_ROWS, ""])
    for data in (
        text.encode(),
        text.encode("utf-16"),
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
    ):
        code, out, _ = assess(data)
        assert (code, len(out.splitlines())) == (0, 1 + len(exports.GOOD_ROWS))


@pytest.mark.parametrize("data", [exports.HEADER, f"{exports.HEADER}\n\n \n", "opened", "Opened At;Id\n"])
def test_a_header_alone_is_no_fault(data, assess):
    code, _, err = assess(data.encode())
    assert (code, err.splitlines()[0]) == (0, "note: tickets.csv has a header and no rows")


def test_local_times_that_the_clocks_skip_or_repeat_are_read_and_counted(assess):
    skipped = [exports.row(opened=f"2026-03-29 01:{minute:02}") for minute in range(0, 60, 7)]
    repeated = [exports.row(opened=f"2025-10-26 01:{minute:02}") for minute in range(0, 60, 7)]
    code, _, err = assess("\n".join([exports.HEADER, *skipped, *repeated]).encode(), "--tz", "Europe/London")
    assert (
        code,
        err.startswith("note: 18 times stand in an hour that the clocks of Europe/London repeat or skip"),
    ) == (0, True)


def test_a_time_that_needs_an_option_stops_the_call_and_says_which(assess):
    texts = [(f"{exports.HEADER}\n{exports.GOOD_ROWS[0]}\n{bad.given}\n", bad) for bad in CHOICES]
    wrong = [(bad, refusal(assess(text.encode()), rf"^slacalc: line 3, \w+ '.*' {bad.says}")) for text, bad in texts]
    found = [f"{bad.given}: {what}" for bad, what in wrong if what]
    assert not found, report(found)


# files and calls -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", FILES)
def test_a_file_that_is_no_export_says_what_to_do(fault, assess):
    answers = ((bad, refusal(assess(bad.given), bad.says)) for bad in FILES[fault])
    found = [f"{bad.given[:60]!r}: {what}" for bad, what in answers if what]
    assert not found, report(found)


@pytest.mark.parametrize("fault", CALLS)
def test_a_wrong_call_says_what_to_type(fault, assess):
    data = f"{exports.HEADER}\n{exports.GOOD_ROWS[0]}\n".encode()
    answers = ((bad, refusal(assess(data, *bad.given.words), bad.says)) for bad in CALLS[fault])
    found = [f"{bad.given.words}: {what}" for bad, what in answers if what]
    assert not found, report(found)


@pytest.mark.parametrize("path", files.NO_FILE)
def test_what_is_no_file_says_what_to_type(path, assess):
    assert refusal(assess(b"", path=path), files.NO_FILE[path]) == ""


def test_there_are_thousands_of_bad_rows_files_and_calls():
    assert sum(map(distinct, (ROWS, FILES, CALLS))) + len(CHOICES) + len(files.NO_FILE) >= 2_000
