"""Files that are no export, and calls of the command that are wrong whatever the file holds."""

from typing import NamedTuple

from tests.bad_input.characters import DIGITS, in_digits, misspellings
from tests.bad_input.exports import GOOD_ROWS, HEADER
from tests.bad_input.proof import Bad, Classes, seeded


def files() -> Classes:
    """Return files that cannot be judged in any row, as bytes."""
    good = f"{HEADER}\n{GOOD_ROWS[0]}\n"
    chance = seeded("files")
    no_report = "no column says when a ticket was reported: the header has .*; type --reported-column NAME"
    headers = [
        "a,b,c",
        "id,priority",
        "1,2,3",
        GOOD_ROWS[0],
        "id;priority;open",
        "id\tpriority",
        "reported at time,id",
        '"',
        "opened?",
        "x",
        '"opened',
        "<html>",
        "{}",
        "%PDF-1.7",
        "sep=,",
        "sep=;",
        "\0\0\0\0",
        "op\0ened",
        ",,,,",
        "\u2014",
    ]
    headers += [word for word in misspellings("reported") if word != "reported"] + [f"column{n}" for n in range(1, 90)]
    alike = [
        ("opened", "opened"),
        ("opened", "created"),
        ("Opened", "OPENED"),
        ("reported", "Reported At"),
        ("id,opened", "id"),
        ("opened,priority", "prio"),
    ]
    return {
        "an empty file": [
            Bad(data, r"tickets\.csv is empty: export a header and one row for each ticket$")
            for data in (
                b"",
                b"\n",
                b" ",
                b"\r\n\r\n",
                b"\t\n \n",
                b"\xef\xbb\xbf",
                b"\xef\xbb\xbf\n\n",
                b"\n" * 10_000,
                b"\xff\xfe",
            )
        ],
        "a wrong header": [Bad(f"{text}\nA,P1,2026-05-13T10:30Z,,\n".encode(), no_report) for text in headers],
        "a workbook that is none": [
            Bad(data, r"tickets\.csv is (a damaged workbook: save it anew|a workbook of the old format)")
            for data in (b"PK\x03\x04", b"PK\x03\x04\nA,P1,2026-05-13T10:30Z,,\n", b"\xd0\xcf\x11\xe0\nA,P1")
        ],
        "UTF-16 without its mark": [
            Bad(good.encode(coding), no_report) for coding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
        ],
        "another encoding": [
            Bad(data, "tickets.csv is (neither UTF-8 nor cp1252|no utf-16|no utf-8-sig): save it as UTF-8$")
            for data in [good.encode() + bytes([129, *chance.randbytes(size), 141]) for size in range(40)]
            + [
                good.encode("utf-16") + b"x",
                b"\xef\xbb\xbf" + good.encode() + b"\xff",
                b"\x89PNG\r\n\x1a\n\x81" + chance.randbytes(99),
            ]
        ],
        "a column twice": [
            Bad(
                f"{one},{other}\n".encode(),
                "may each be the (reported|id|priority) column: type --[a-z]+-column '.*' or another of them",
            )
            for one, other in alike
        ],
    }


class Call(NamedTuple):
    """The words after ``slacalc assess tickets.csv``; an option given here takes the place of a right one."""

    words: tuple[str, ...]


def calls() -> Classes:
    """Return calls that are wrong whatever the file holds."""
    times = [
        "",
        "x",
        "2026-05-20",
        "2026-02-30T10:00Z",
        "1779274800",
        "1779274800.5",
        "2026-05-20T24:00Z",
        "2026-05-20T23:59:60Z",
        "nan",
        "2026-05-20T12:00",
        "20/05/2026 12:00Z",
        "0001-01-01T00:00Z",
        "2026-05-20T12:00+25:00",
        "PT8H",
        "true",
        "yesterday",
        "now!",
        *(in_digits("2026-05-20T12:00Z", digits) for digits in DIGITS.values()),
    ]
    zones = [
        "Europe/Lundon",
        "../../etc/passwd",
        "x" * 300,
        "",
        "London",
        "UTC+1",
        "localtime",
        "posix/UTC",
        " Europe/London",
        "right/UTC",
    ]
    packages = ["p1-p9", "p1-p5", "P1-P4", "nowhere.toml", "../nowhere", "p1-p4.toml"]
    packages += ["\udcff" * 99, "\u202e", "x" * 99_999]
    numbers = ["x", "-1", "-40", "nan", "ten", "1.5", "0x10", "9" * 5_000]
    texts = {
        "--package": (
            packages,
            r"--package '.* is neither a preset nor a file: (did you mean 'p1-p\d'\?|type p1-p3 or p1-p4)",
        ),
        "--at": (times, r"^slacalc: --at '.*' (is|has|does) .*(write|leave|type)"),
        "--tz": (zones, r"unknown time zone '.*': (did you mean|write an IANA name)"),
        "--dates": (["xyz", "DMY ", "ymd", "1"], "Choose from: .*Type slacalc --help"),
        "--rows": (numbers, "--rows.* is no number of rows: type 0 or more"),
        "--format": (["xml", "xls", "tables", "parquet"], "Choose from: .*Type slacalc --help"),
        "--map-priority": (
            ["x", "=P1", "a=P9", "a=", "=", "P1:P2", "a->P1", " = "],
            r"does not say one of 'P1', .*: type for instance",
        ),
        "--id-column": (["nope", "", "ids", "ID?"], "is not in the header, which has 'id', 'priority'"),
        "--priority-column": (["nope", ""], "is not in the header, which has 'id', 'priority'"),
        "--resolved-column": (["nope", "re-solved?"], "is not in the header, which has 'id', 'priority'"),
        "--output": ([".", "a/b/c", "tickets.csv"], r"--output '.*' (cannot be written|is the file that is read)"),
    }
    found = {
        f"{option}": [Bad(Call((option, text)), says) for text in given] for option, (given, says) in texts.items()
    }
    strange = [("--frobnicate",), ("--tzs", "UTC"), ("more.csv",), ("--tz",), ("--rows",), ("-x",), ("--json", "--csv")]
    strange.append((f"--{'x' * 9_999}", "1"))
    return found | {
        "strange words": [Bad(Call(words), r"Type slacalc --help for what there is\.$") for words in strange]
    }


NO_FILE = {
    "nowhere.csv": "there is no file 'nowhere.csv' here: type the path of a CSV export$",
    "../nowhere/tickets.csv": "there is no file '.*' here: type the path of a CSV export$",
    ".": r"'\.' is a folder: type the path of a file in it$",
    "..": r"'\.\.' is a folder: type the path of a file in it$",
    "x" * 255 + ".csv": r"'x+\.\.\. cannot be read: |there is no file 'x+\.\.\. here",
    "tickets.csv/tickets.csv": "cannot be read: |there is no file .* here",
    "\udcff.csv": "cannot be read: |there is no file .* here",
}
