"""Exports of a helpdesk with bad rows, which lose no other row, and files and calls that can be judged in no row.

A row of these files is bad by its time, its priority, its pauses or its shape, and never by two of them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tests.bad_input.characters import DASHES, DIGITS, in_digits, misspellings
from tests.bad_input.proof import Bad, Classes, quoted, seeded

COLUMNS = ("id", "priority", "opened", "resolved", "pauses")
HEADER = ",".join(COLUMNS)
GOOD_ROWS = (
    "OK,P1,2026-05-13T10:30+01:00,,",
    "OK,p2,2026-05-13 10:30:00 Z,2026-05-14T09:00:00.5Z,",
    "OK,,13/05/2026 9:30 AM UTC,,2026-05-13T10:00Z/2026-05-13T11:00Z;2026-05-14T10:00Z/",
    'OK,"P3","2026-05-13T10:30+0100",,',
    "OK,P4,2026.05.13 10:30+01,,,",
)
_EXAMPLE = r"write for instance 2026-05-13T09:30\+01:00"


def rows() -> Classes:
    """Return bad rows, by their fault: a message names the line and says this of it."""
    return _times() | _priorities() | _pauses() | _histories() | _shapes()


def row(opened: str = "2026-05-13T10:30+01:00", priority: str = "P1", resolved: str = "", pauses: str = "") -> str:
    """Return a row as a program writes it, each cell in quotes."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in ("BAD", priority, opened, resolved, pauses))


def cell(text: str) -> str:
    """Return what matches a cell as a message shows it."""
    return quoted(text.strip())


def _times() -> Classes:
    return {
        name: [bad for text in texts for bad in _with_time(text, f"{says}")]
        for name, (texts, says) in _no_times().items()
    } | {
        "no time of the report": [
            Bad(row(opened=text), "^opened is empty: a ticket needs the time of its report$") for text in _BLANKS
        ]
    }


_BLANKS = ("", " ", "\t", "  \t ", "\u00a0", "\u3000", " " * 300)


def _with_time(text: str, says: str) -> Iterator[Bad]:
    yield Bad(row(opened=text), f"^opened {cell(text)} {says}")
    yield Bad(row(resolved=text), f"^resolved {cell(text)} {says}")
    if ";" not in text and "/" not in text:
        yield Bad(row(pauses=f"{text}/"), f"^pauses {cell(text)} {says}")


def _no_times() -> dict[str, tuple[list[str], str]]:
    chance = seeded("no times")
    numbers = [str(chance.randrange(10**size)) for size in range(1, 20) for _ in range(2)]
    days = [
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "2025-02-29",
        "2026-12-32",
        "2026-05-00",
        "1900-02-29",
    ]
    clocks = ["10:60", "25:00", "99:99", "10:30:61", "10:30:99", "31:00", "26:15:00"]
    shifts = ["+25:00", "-24:30", "+01:60", "+99:99", "-0160", "+2400"]
    good = "2026-05-13T10:30+01:00"
    words = [
        "yesterday",
        "n/a",
        "NULL",
        "None",
        "nan",
        "-",
        "?",
        "TBC",
        "today",
        "13 May 2026 10:30Z",
        "May 13, 2026",
        "P1M",
        "PT8H",
    ]
    words += [
        "2026-W20-3T10:30Z",
        "2026-133T10:30Z",
        "20260513T103000Z",
        "2026-05-13T10Z",
        "2026-05-13T1030Z",
        "2026-05",
        "10:30",
    ]
    words += [
        "2026-05-13T10:30+1",
        "2026-05-13T10:30 BST",
        "2026-05-13T10:30[Europe/London]",
        "x" * 200,
        "=1+1",
        "#REF!",
        "2026-05-13-10:30Z",
    ]
    words += [
        "2026-05/13 10:30Z",
        "--",
        "2026-05-13T10:30:00.1234567890Z",
        "2026--05-13",
        "202-05-13T10:30Z",
        "\x1b[31m",
        "\u202e2026",
    ]
    words += [good.replace("-", dash) for dash in DASHES] + [in_digits(good, digits) for digits in DIGITS.values()]
    words += [
        good[:place] + mark + good[place:] for place in range(0, len(good), 2) for mark in "!@#$%^&*()_={}[]|<>?`'\\"
    ]
    return {
        "a number": (
            [*numbers, "1778490000.5", "46155.4375", "-1", "+5", "1778490000,5", "0", " 0 "],
            f"is a number, and whether it counts .*{_EXAMPLE}",
        ),
        "no time": (words, f"is no time: {_EXAMPLE}"),
        "a day that is none": ([f"{day}T10:30Z" for day in days], rf"is no time \(.*\): {_EXAMPLE}"),
        "a clock that is none": ([f"2026-05-13T{clock}Z" for clock in clocks], rf"is no time \(.*\): {_EXAMPLE}"),
        "a second of 60": (
            [f"2026-05-13T{hour}:59:60Z" for hour in ("09", "23", "00")],
            "has a second 60, which no clock here shows: write 59",
        ),
        "an hour of 24": (
            [f"2026-05-13T24:{rest}Z" for rest in ("00", "00:00", "30")],
            "has an hour 24: write 00:00 of the next day",
        ),
        "an offset that is none": (
            [f"2026-05-13T10:30{shift}" for shift in shifts],
            f"has an offset that is none: {_EXAMPLE}",
        ),
        "a date alone": (
            ["2026-05-13", "13/05/2026", "2026.05.13", "5/13/2026", "2026-05-13Z"],
            f"is a date without a time of day: {_EXAMPLE}",
        ),
        "a year of two digits": (
            ["13/05/26 10:30Z", "26-05-13 10:30Z", "1.2.3 10:30Z"],
            "has a year of two digits: write all four",
        ),
        "what stands for no time": (
            [f"{year}-01-01T00:00:00Z" for year in ("0001", "9999")],
            "is what some systems write for no time: leave it empty",
        ),
        "an hour of the wrong half": (
            [f"2026-05-13 {hour}:30 {half}Z" for hour in (0, 13, 23) for half in ("AM", "pm", "p.m.")],
            "has an hour .* of a twelve-hour clock: write .* without am or pm",
        ),
    }


def _priorities() -> Classes:
    names = [
        "P5",
        "P0",
        "P",
        "1",
        "Critical",
        "1 - Critical",
        "High",
        "P1;P2",
        "P1/P2",
        "urgent!",
        "None",
        "0",
        "-1",
        "nan",
        "true",
    ]
    names += [f"{name}{number}" for name in ("S", "Sev", "PRIO", "Priority ", "\u0420") for number in range(1, 15)]
    names += [f"P{number}" for number in range(5, 80)] + [in_digits("P1", digits) for digits in DIGITS.values()]
    names += [word for name in ("Critical", "Medium", "Blocker") for word in misspellings(name)] + [
        "'P1'",
        '"P1"',
        "P 1",
        "P-1",
        "x" * 300,
    ]
    says = r"^priority {} is none of 'P1', 'P2', 'P3', 'P4': type --map-priority '.*=NAME' with the one it means$"
    return {"an unknown priority": [Bad(row(priority=name), says.format(cell(name))) for name in names]}


def _pauses() -> Classes:
    at = "2026-05-13T10:30Z"
    shapes = [
        "/",
        f"/{at}",
        at,
        f"{at}/{at}/{at}",
        f"{at}-{at}",
        f"{at},{at}",
        f"{at} to {at}",
        "//",
        "x",
        "none",
        f"{at}|{at}",
    ]
    shapes += [
        f"{at}/{at};x",
        f"x;{at}/",
        f"{at}/{at};;/",
        "2026-05-13",
        "1778490000",
        "8h",
        "P1D",
        "13/05/2026 10:30Z",
        "true",
    ]
    return {
        "no pause": [
            Bad(row(pauses=text), r"^pauses '.*' is no pause: write start/end \(start/ while it is open\)")
            for text in shapes
        ],
        "a pause that ends first": [
            Bad(
                row(pauses=f"2026-05-14T10:00Z/{end:%Y-%m-%dT%H:%MZ}"), "^the pause from .* to .* ends before it starts"
            )
            for end in (datetime(2026, 5, 14, 10, tzinfo=UTC) - timedelta(minutes=13**n) for n in range(6))
        ],
    }


def _histories() -> Classes:
    chance = seeded("histories")
    opened = [datetime(2026, 5, 13, 9, 30, tzinfo=UTC) - timedelta(minutes=chance.randrange(10**6)) for _ in range(60)]
    after = [datetime(2026, 5, 20, 11, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(10**6)) for _ in range(60)]
    return {
        "resolved before it was reported": [
            Bad(
                row(opened=f"{at:%Y-%m-%dT%H:%MZ}", resolved=f"{at - timedelta(minutes=1 + place**3):%Y-%m-%dT%H:%MZ}"),
                "^resolved .* UTC lies before reported .* UTC: correct one of them$",
            )
            for place, at in enumerate(opened)
        ],
        "reported after the instant asked about": [
            Bad(
                row(opened=f"{at:%Y-%m-%dT%H:%MZ}"),
                "^the instant asked about lies before the ticket was reported .* UTC: ask",
            )
            for at in after
        ],
        "paused before it was reported": [
            Bad(
                row(pauses=f"{at - timedelta(days=20):%Y-%m-%dT%H:%MZ}/"),
                "^paused .* lies before reported .*: correct one of them$",
            )
            for at in opened
        ],
    }


def _shapes() -> Classes:
    at = "2026-05-13T10:30+01:00"
    few = [",".join(["BAD", "P1", at, ""][:size]) for size in range(1, 5)]
    many = [f"BAD,P1,{at}{',' * size}x" for size in range(3, 40)]
    quotes = [
        '"BAD',
        f'BAD,P1,"{at}',
        f'BAD,"P1"x,{at},,',
        f'BAD,"P1" ,{at},,',
        f'BAD,P1,{at},,"',
        f'"BAD"s,P1,{at},,',
        f'BAD,P1,{at},,"a""',
    ]
    quotes += [f'BAD,"{"x" * size}"{mark},{at},,' for size in range(1, 30) for mark in ("y", " ", "'")]
    return {
        "too few cells": [Bad(text, r"^has \d fields? where the header has 5$") for text in few],
        "too many cells": [Bad(text, r"^has \d+ fields where the header has 5$") for text in many],
        "a cell that is too large": [
            Bad(f"BAD,P1,{'x' * size},,", r"^cannot be cut into fields, .*field larger than field limit")
            for size in (131_073, 10**6)
        ],
        "a quote too many or missing": [
            Bad(text, "^cannot be cut into fields, a quote may be missing or too many") for text in quotes
        ],
        "a NUL": [
            Bad(text, "^holds a NUL character, as damaged files do$")
            for text in (
                f"B\0AD,P1,{at},,",
                f"BAD,P\0,{at},,",
                f"BAD,P1,{at}\0,,",
                f"BAD,P1,{at},\0,",
                "\0,\0,\0,\0,\0",
                f"BAD,P1,{at},,\0\0",
            )
        ],
    }


def needing_a_choice() -> list[Bad]:
    """Return rows with times that an option must say how to read: no row is judged without it."""
    chance = seeded("choices")
    clocks = [f"{chance.randrange(24):02}:{chance.randrange(60):02}" for _ in range(60)]
    no_zone = r"does not say on which clock it was read: type --tz Europe/London, or write an offset"
    no_order = r"leaves open which number is the day: type --dates dmy\|mdy\|iso"
    found = [Bad(row(opened=f"2026-05-{day:02} {clock}"), no_zone) for day, clock in enumerate(clocks[:31], 1)]
    found += [Bad(row(resolved=f"2026-05-13T{clock}"), no_zone) for clock in clocks[31:]]
    pairs = [(a, b) for a in range(1, 13) for b in range(1, 13) if a != b]
    return found + [Bad(row(opened=f"{a:02}/{b:02}/2026 10:30Z"), no_order) for a, b in pairs]
