"""Texts that are no document before any of its keys is looked at: no TOML, no JSON, too large, too deep, twice said."""

import json
from collections.abc import Iterator
from typing import Any

from tests.bad_input.characters import NO_TEXT
from tests.bad_input.documents import GOOD, toml_of, with_block, without_extends
from tests.bad_input.proof import Bad, Classes, seeded

LEAST = 'schema = 1\nextends = "p1-p4"\nname = "Acme"\n'
LARGEST = 1_048_576
_DEEP = "^this is nested more than 32 deep, which no document needs: write it flatter$"
_NO_TOML = r"^this is no TOML: .*\((at line \d+, column \d+|at end of document)\)$"
_MARKED = "^a document begins with a byte-order mark: read the file with encoding='utf-8-sig'$"
_NO_JSON = r"^this is no JSON: .*line \d+ column \d+"


def toml() -> Classes:
    """Return texts that are no document in TOML."""
    good = toml_of(GOOD)
    return _no_text("a document") | {
        "too large": [
            Bad(text, rf"^a document of {len(text)} characters is too large: at most {LARGEST}$")
            for text in (" " * (LARGEST + 1), "#" * 2_000_000, LEAST + "\n" * LARGEST)
        ],
        "too deep": [Bad(text, _DEEP) for text in _deep_toml()],
        "cut short": [Bad(good[:end], _NO_TOML) for end in range(len(good)) if _is_cut(good, end)],
        "a key said twice": [Bad(text, _NO_TOML) for text in _twice_toml()],
        "a character too many": [Bad(text, _NO_TOML) for text in _spoilt(good, "\0\x01\x08\x1b\x7f", "toml")],
        "an odd sign where a line begins": [
            Bad("".join([*lines[:place], sign, *lines[place:]]), _NO_TOML)
            for lines in [good.splitlines(keepends=True)]
            for place in range(len(lines))
            for sign in ("=", "]", "}", "{", ",", "\0", "\x1b[31m", "/* */", "é = ", "- ", "? ", "%", "<")
        ],
        "a byte-order mark": [Bad(f"\ufeff{text}", _MARKED) for text in (good, LEAST, "", "x")],
        "strings that nothing ends": [
            Bad(text, _NO_TOML)
            for text in ('"' + '\\"' * 400_000, '"""\\' * 200_000, '"\n' * 400_000, "x = '''" + "'" * 400_000)
        ],
        "carriage returns alone": [Bad(text.replace("\n", "\r"), _NO_TOML) for text in (good, LEAST)],
        "another format": [
            Bad(text, _NO_TOML)
            for text in (
                json.dumps(GOOD),
                "---\nname: Acme\n",
                "name: Acme",
                "<package/>",
                "name=Acme",
                "[name",
                "PK\x03\x04",
                "x",
                "%PDF-1.7",
                "\x89PNG",
                "GIF89a",
                "schema",
                "= 1",
                "schema = 1 name = 2",
                "schema = 01",
                "name = 'a\nb'",
            )
        ],
        "values that TOML does not have": [
            Bad(f"{LEAST}x = {value}\n", _NO_TOML)
            for value in (
                "None",
                "null",
                "True",
                "FALSE",
                "NaN",
                "Infinity",
                "24:00:00",
                "2026-13-01",
                "2026-02-30",
                "1_",
                "0o9",
                "2026-12-24T24:00:00",
                "2026-12-24T23:59:60",
                "25:00",
                "9:00",
                "1.",
                ".5",
                "1e",
                "0x",
                "'",
                '"',
                "[1,,2]",
                "{a=1,}",
                "{a=1\n}",
                "[1",
                "+-1",
                "@",
                "$x",
                "\u0661",
                '"\\q"',
                '"\\ud800"',
                '"\\u12"',
                "1 2",
                "yes",
            )
            if value not in {"{a=1,}", "{a=1\n}"}
        ],
    }


def _is_cut(text: str, end: int) -> bool:
    # Whole lines are whole documents, and a key may be cut where a number still reads.
    return end > 0 and text[end - 1] != "\n" and text[end] != "\n" and not text[:end].endswith('schema" = ')


def _deep_toml() -> Iterator[str]:
    for depth in (33, 40, 100, 300):
        yield from (f"x = {'[' * depth}{']' * depth}", f"x = {'{a = ' * depth}1{' }' * depth}")
        yield from (
            ".".join("a" * depth) + " = 1",
            f"[{'.'.join('b' * depth)}]\nx = 1",
            f"[[{'.'.join('c' * depth)}]]\nx = 1",
        )
        yield from (".".join(['"a"'] * depth) + " = 1", " . ".join(["'a'"] * depth) + " = 1")
    yield ".".join("a" * 100_000) + " = 1"
    yield f"[{'.'.join('a' * 100_000)}]"
    for part in ('"a b"', '"a=b"', "'a#b'", '"\\u0041"', '"."', '""'):
        key = ".".join([part] * 20_000)
        yield from (f"{key} = 1", f"x = {{{key} = 1}}", f'x = ["""a"""", {{{key} = 1}}]')


def _twice_toml() -> Iterator[str]:
    for key in GOOD:
        yield f"{toml_of(GOOD)}{key} = 1\n"
        yield f"{toml_of(GOOD)}[{key}]\nx = 1\n"
    yield from (
        LEAST + text
        for text in ("a.b = 1\na.b = 2", "[a]\n[a]", "a = 1\na.b = 2", "[a]\nb = 1\n[a.b]", "x = {a=1, a=2}")
    )
    yield from (f"{LEAST}[priorities.P1]\n[priorities.P1]\n", f"{LEAST}[priorities]\nP1 = 1\n[priorities.P1]\n")


def _spoilt(text: str, marks: str, name: str) -> Iterator[str]:
    # A control character stands in no TOML and in no JSON, whether in a text or between.
    chance = seeded(name)
    for _ in range(150):
        place = chance.randrange(len(text))
        yield text[:place] + chance.choice(marks) + text[place:]


def _no_text(what: str) -> Classes:
    return {
        "no text": [
            Bad(value, rf"^{what} is text, not \w+: read the file first$") for value in (*NO_TEXT, {"schema": 1}, GOOD)
        ],
    }


def json_texts() -> Classes:
    """Return texts that are no document in JSON."""
    good = json.dumps(GOOD)
    return _no_text("a document") | {
        "too large": [
            Bad(text, rf"^a document of {len(text)} characters is too large: at most {LARGEST}$")
            for text in (" " * (LARGEST + 1), "[" * 2_000_000, json.dumps(GOOD) + " " * LARGEST)
        ],
        "too deep": [
            Bad(
                opening * depth + closing * depth,
                _DEEP if "{" in opening else f"{_DEEP}|^a document is a JSON object, not",
            )
            for depth in (33, 34, 100, 500, 100_000)
            for opening, closing in (('{"a": ', "}"), ("[", "]"), ('{"a": [', "]}"))
            if "{" not in opening or not closing.startswith("}")
        ]
        + [Bad('{"a": ' * depth + "1" + "}" * depth, _DEEP) for depth in (33, 34, 500, 100_000)],
        "cut short": [Bad(good[:end], _NO_JSON) for end in range(len(good))],
        "more than one": [
            Bad(good + more, _NO_JSON) for more in (good, "{}", ",", "]", "}", " x", "\0", "// end", "\n1")
        ],
        "a key said twice": [
            Bad(text, r"^this JSON says '.*' twice in one object: write each key once$") for text in _twice_json()
        ],
        "a number that is none": [
            Bad(
                good[:-1] + f', "x": {value}}}',
                rf"^this JSON holds {value}, which is no number of JSON: write a number, or leave",
            )
            for value in ("NaN", "Infinity", "-Infinity")
        ],
        "a control character": [Bad(text, _NO_JSON) for text in _spoilt(good, "\0\x01\x08\x1b\x0c", "json")],
        "no object": [
            Bad(text, r"^a document is a JSON object, not .*: write \{\"schema\": 1, ...\}$")
            for text in (
                "[]",
                "1",
                "1.5",
                '"x"',
                "null",
                "true",
                "false",
                "[{}]",
                f"[{good}]",
                json.dumps(good),
                f'"{"x" * 100_000}"',
            )
        ],
        "another format": [
            Bad(text, _NO_JSON)
            for text in (
                "",
                " ",
                "\n",
                toml_of(GOOD),
                "---\nname: Acme\n",
                "{'schema': 1}",
                "{schema: 1}",
                '{"schema": 1,}',
                "undefined",
                '{"schema": 01}',
                '{"schema": 1 "name": 2}',
                '{"a": +1}',
                '{"a": .5}',
                '{"a": 1.}',
                '{"a": 0x1}',
                "<x/>",
                '{"a": None}',
                '{"a": True}',
                '{"a": \u0661}',
                '{"a": "\\q"}',
                '{"a": "\\u12"}',
                "/**/{}",
                "{",
                "}",
                ":",
                '{"a"',
            )
        ],
        "a sign swapped": [Bad(text, _NO_JSON) for text in _swapped(good)],
    }


def _twice_json() -> Iterator[str]:
    good = json.dumps(without_extends())
    for key in without_extends():
        yield f"{good[:-1]}, {json.dumps(key)}: 1}}"
    for key in ("P1", "name", "from", "hours", "a\u00e9"):
        twice = f"{{{json.dumps(key)}: 1, {json.dumps(key)}: 1}}"
        yield from (f'{good[:-1]}, "x": {twice}}}', f'{{"x": [{twice}]}}', twice)


def _swapped(text: str) -> Iterator[str]:
    # Outside of its texts, JSON has no other brackets, colons and commas than those that belong together.
    inside = False
    for place, sign in enumerate(text):
        inside ^= sign == '"'
        if not inside and sign in "{}[]:,":
            yield text[:place] + {"{": "[", "}": "]", "[": "{", "]": "}", ":": ",", ",": ":"}[sign] + text[place + 1 :]


def masses() -> dict[str, Any]:
    """Return documents with thousands of faults, or just above what is read."""
    day = {"name": "x", "from": "2026-01-01", "to": "2026-01-01"}
    booked = {"date": "2026-01-01", "hours": "10:00-11:00"}
    long = {"name": "x", "from": "2000-01-01", "to": "2273-10-16"}
    many = {f"P{number}": {} for number in range(1_001)}
    return {
        r"closures: at most 10000 entries are read, and here are 10001": {"closures": [day] * 10_001},
        r"cover: at most 10000 entries are read, and here are 10001": {"cover": [booked] * 10_001},
        r"holidays: at most 500 entries are read, and here are 501": {"holidays": ["DE"] * 501},
        r"hours\.any: at most 500 entries are read, and here are 501": {"hours": {"any": ["24x7"] * 501}},
        r"hours\.spans: at most 10000 entries are read": {"hours": {"spans": [{}] * 10_001}},
        r"priorities: at most 1000 entries are read": {"priorities": many},
        r"closures: 100001 closed dates are too many: at most 100000": {"closures": [long]},
        r"hours: 100002 closed dates in one document are too many": _dates_in_two_places(),
        r"2001 calendars combined in one document are too many: at most 2000": {
            "hours": {"any": [{"any": ["24x7"] * 400}] * 4 + ["24x7"] * 397}
        },
        r"the document has 20000 fault\(s\):.*and 19800 more$": {"closures": [{}] * 6_000 + [{"name": "x"}] * 1_000},
        r"the document has 10000 fault\(s\):.*and 9800 more$": {"cover": [{}] * 10_000},
        r"the document has 5000 fault\(s\):.*and 4800 more$": {f"key{number}": 1 for number in range(5_000)},
        r"the document has 200000 fault\(s\)": {"assumptions": [""] * 200_000},
        r"the document has 500 fault\(s\)": {"holidays": [f"X{number}" for number in range(500)]},
        r"the document has 1000 fault\(s\)": {
            "priorities": {name: {"tz": f"Europe/L{name}", "hours": "24x7"} for name in list(many)[:1000]}
        },
    }


def _dates_in_two_places() -> dict[str, Any]:
    half = [{"name": "x", "from": "2000-01-01", "to": "2136-11-22"}]
    rest = [{"name": "x", "from": "2000-01-01", "to": "2136-11-24"}]
    return {"hours": {"any": [{"hours": "24x7", "closures": half}, "24x7"]}, "closures": rest}


def goods() -> tuple[str, ...]:
    """Return texts in TOML that are right."""
    whole = toml_of(with_block())
    return (LEAST, whole, whole.replace("\n", "\r\n"), f"# {'a.b' * 300_000}\n{LEAST}", LEAST.replace(" = ", "\t=\t"))
