"""Documents with one thing wrong, as plain values that TOML and JSON can both write (design, section 6).

The rule is the table of keys in the guide: what each key holds is written here once more, from the guide and not from
the models. A fault is a path, the value that stands there, and what the message must say of it.
"""

import copy
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from tests.bad_input.proof import Bad, Classes

Document = dict[str, Any]
Path = tuple[str | int, ...]

GOOD: Document = {
    "schema": 1,
    "extends": "p1-p4",
    "name": "Acme",
    "description": "Customers in Scotland",
    "tz": "Europe/London",
    "hours": "Mon-Fri 09:00-17:00",
    "holidays": ["GB-SCT", {"region": "GB-ENG", "substitutes": "actual"}],
    "closures": [{"name": "Christmas", "from": "2026-12-24T13:00:00", "to": "2027-01-02"}],
    "cover": [
        {"date": "2026-05-16", "hours": "10:00-14:00", "name": "SO-1182", "booked_at": "2026-05-08T11:00:00"},
        {"from": "2026-05-17T10:00:00", "to": "2026-05-17T12:00:00", "chargeable": False},
    ],
    "notice": "5 working days",
    "assumptions": ["public holidays are not worked"],
    "priorities": {
        "P1": {
            "rank": 1,
            "title": "Outage",
            "description": "Nothing works",
            "chargeable": True,
            "tz": "Europe/Dublin",
            "hours": "24x7",
            "holidays": ["IE"],
            "closures": [{"name": "Move", "from": "2026-06-01", "to": "2026-06-02"}],
            "response": "aim: 1 working hour",
            "resolution": {
                "target": "1 working day",
                "commitment": "aim",
                "estimate": "4 working hours",
                "thresholds": [50, 75],
                "tz": "Europe/Paris",
                "hours": "Mon-Sun 08:00-20:00",
                "holidays": ["FR"],
                "closures": [{"name": "Works", "from": "2026-07-01", "to": "2026-07-01"}],
            },
        },
    },
    "reading": {"receipt": "report", "day_length": "8h"},
    "handling": {"pauses": ["response", "resolution"]},
}
BLOCK: Document = {
    "any": [
        {"hours": "Mon-Fri 22:00-06:00", "tz": "Asia/Tokyo", "skip": ["JP", {"dates": ["2026-05-04"]}]},
        {"dates": [{"date": "2026-12-24", "name": "Eve"}, "2026-12-31"], "hours": "09:00-13:00"},
        {"region": "US-CA", "substitutes": "both"},
        {"spans": [{"from": "2026-01-01T00:00:00", "to": "2026-02-01T00:00:00", "name": "January"}]},
        {"all": ["Mon 09:00-17:00", "24x7"], "except": ["Mon 12:00-13:00"]},
    ],
    "in_zone": "Europe/London",
    "holidays": ["DE"],
    "closures": [{"name": "Move", "from": "2026-06-01", "to": "2026-06-02"}],
    "except": ["Sun 00:00-24:00"],
}


def with_block() -> Document:
    """Return a good document whose hours are a table."""
    return {**copy.deepcopy(GOOD), "hours": copy.deepcopy(BLOCK)}


def without_extends() -> Document:
    """Return a good document that inherits nothing."""
    return {key: value for key, value in copy.deepcopy(GOOD).items() if key != "extends"}


def goods() -> Iterator[Document]:
    """Return documents that are right."""
    yield from (copy.deepcopy(GOOD), with_block(), without_extends())
    yield {"schema": 1, "extends": "p1-p3", "name": "Least"}
    yield {**copy.deepcopy(GOOD), "tz": "Pacific/Apia", "closures": [], "cover": []}
    for hours in ("24x7", "never", {"hours": "Mon 09:00-10:00"}, {"any": ["Mon 09:00-10:00"]}):
        yield {**copy.deepcopy(GOOD), "hours": hours}


# what each key holds -------------------------------------------------------------------------------------------------

TEXT, REMARK, WEEK, DAYTEXT, ZONE, TARGET, LENGTH, REGION = (
    "text",
    "remark",
    "week",
    "day",
    "zone",
    "target",
    "length",
    "region",
)
DATE, TIME, EITHER, LIST, TABLE, TRUTH, RANK, CHOICE = (
    "date",
    "time",
    "either",
    "list",
    "table",
    "truth",
    "rank",
    "choice",
)

_CLOSURE = {"name": TEXT, "from": EITHER, "to": EITHER}
_OWN = {"tz": ZONE, "hours": WEEK, "holidays": LIST, "closures": LIST}
_OWN |= {f"closures.0.{key}": kind for key, kind in _CLOSURE.items()}
_PROMISE = {"target": TARGET, "estimate": TARGET, "commitment": CHOICE, "thresholds": LIST, **_OWN}
_PRIORITY = {"rank": RANK, "title": REMARK, "description": REMARK, "chargeable": TRUTH, **_OWN, "response": "promise"}
_COVER = {
    "0.name": REMARK,
    "0.date": DATE,
    "0.hours": DAYTEXT,
    "0.booked_at": TIME,
    "1.from": TIME,
    "1.to": TIME,
    "1.chargeable": TRUTH,
}
_BLOCK = {
    "any": LIST,
    "in_zone": ZONE,
    "holidays": LIST,
    "closures": LIST,
    "except": LIST,
    "any.0.hours": WEEK,
    "any.0.tz": ZONE,
    "any.0.skip": LIST,
    "any.1.dates": LIST,
    "any.1.dates.0.date": DATE,
    "any.1.dates.0.name": REMARK,
    "any.1.hours": DAYTEXT,
    "any.2.region": REGION,
    "any.2.substitutes": CHOICE,
    "any.3.spans": LIST,
    "any.3.spans.0.from": TIME,
    "any.3.spans.0.to": TIME,
    "any.3.spans.0.name": REMARK,
    "any.4.all": LIST,
    "any.4.except": LIST,
    "closures.0.from": EITHER,
}
_READING = dict.fromkeys(
    ("hour", "receipt", "working_day", "day", "calendar_day", "week", "same_day", "landing"), CHOICE
)
_HANDLING = dict.fromkeys(("starts", "priority_change", "reopen", "update", "transfer"), CHOICE)

KEYS: dict[str, str] = {
    "extends": TEXT,
    "name": TEXT,
    "description": REMARK,
    "tz": ZONE,
    "hours": "hours",
    "holidays": LIST,
    "closures": LIST,
    "cover": LIST,
    "notice": LENGTH,
    "assumptions": LIST,
    "assumptions.0": TEXT,
    "priorities": TABLE,
    "priorities.P1": TABLE,
    "reading": TABLE,
    "handling": TABLE,
    "holidays.1.region": REGION,
    "holidays.1.substitutes": CHOICE,
    **{f"closures.0.{key}": kind for key, kind in _CLOSURE.items()},
    **{f"cover.{key}": kind for key, kind in _COVER.items()},
    **{f"priorities.P1.{key}": kind for key, kind in _PRIORITY.items()},
    **{f"priorities.P1.resolution.{key}": kind for key, kind in _PROMISE.items()},
    **{f"reading.{key}": kind for key, kind in _READING.items()},
    **{f"handling.{key}": kind for key, kind in _HANDLING.items()},
}
BLOCK_KEYS = {f"hours.{key}": kind for key, kind in _BLOCK.items()}

_DATE_HINT = r"write a (date such as 2026-12-24|date-time such as 2026-12-24T13:00:00|date without a time)"
_TEXT_HINT = "write text in quotes"
HINTS = {
    TEXT: _TEXT_HINT,
    REMARK: _TEXT_HINT,
    "hours": "write the week in words such as 'Mon-Fri 09:00-17:00', or a table",
    WEEK: f"{_TEXT_HINT}|write the week in words such as 'Mon-Fri 09:00-17:00', or a table|no hours in",
    DAYTEXT: "is no text: write for instance '13:00-24:00'|" + _TEXT_HINT,
    ZONE: "as a time zone: write an IANA name such as 'Europe/London'|" + _TEXT_HINT,
    TARGET: "is no target: write text, for instance '8 working hours'|" + _TEXT_HINT,
    LENGTH: "is no target: write text, for instance '8 working hours'|" + _TEXT_HINT,
    REGION: "write a country or one of its subdivisions, for instance 'GB-ENG'|" + _TEXT_HINT,
    DATE: _DATE_HINT,
    TIME: _DATE_HINT,
    EITHER: _DATE_HINT,
    LIST: "write a list in brackets|write whole percents",
    TABLE: "write a table of keys and values|is no (Reading|Handling): write a mapping",
    TRUTH: "write true or false",
    RANK: "write a whole number|write 1 or more|write 1000000 or less",
    CHOICE: "did you mean|write one of|write '",
    "promise": "write a table of keys and values",
}
_DAY, _MOMENT, _CLOCK = date(2026, 5, 13), datetime(2026, 5, 13, 9, 30, tzinfo=UTC), time(9, 30)
_SCALARS = [0, 5, -1, 1.5, math.nan, math.inf, True, False, None, _DAY, _MOMENT, _CLOCK]
_GROUPS = [[], ["Mon"], [[]], [None], {}, {"a": 1}, {"name": "x"}]
_WORDS = ["", "Mon", "x" * 40]


def wrong_values(kind: str) -> list[Any]:
    """Return what is of no type that a key of a kind may hold."""
    if kind in {DATE, TIME, EITHER}:
        dates = {DATE: [_MOMENT], TIME: [_DAY], EITHER: []}[kind]
        return [*(value for value in _SCALARS if not isinstance(value, date)), *dates, *_GROUPS, *_WORDS]
    if kind == LIST:
        return [*_SCALARS, {}, {"a": 1}, *_WORDS]
    if kind == TABLE:
        return [*_SCALARS, [], [[]], *_WORDS]
    if kind == TRUTH:
        return [*(value for value in _SCALARS if not isinstance(value, bool)), *_GROUPS, *_WORDS, "true", "yes", 1]
    if kind == RANK:
        return [value for value in (*_SCALARS, *_GROUPS, *_WORDS, "1", 10**9) if value != 5 and value is not None]
    if kind == "promise":
        return [value for value in (*_SCALARS, [], [[]], ["same day"]) if value is not None]
    if kind in {WEEK, "hours"}:
        return [*_SCALARS, [], ["Mon-Fri 09:00-17:00"], [[]]]
    if kind == CHOICE:
        return [*_SCALARS, *_GROUPS, *_WORDS]
    return [*_SCALARS, *_GROUPS]


_MAY_BE_NOTHING = re.compile(
    r"extends|notice|cover\..*|hours\.any\..*|.*rank|priorities\..*\.(tz|hours|target|estimate)|hours\.any|hours\.in_zone"
)
"""Keys that may be left out, as JSON's null says."""


def wrong_types() -> Classes:
    """Return documents in which one key holds a value of a type that it never holds."""
    found: Classes = {}
    for base, keys in ((GOOD, KEYS), (with_block(), BLOCK_KEYS)):
        for key, kind in keys.items():
            found[f"a wrong type: {key}"] = list(_wrong(base, key, kind))
    return found


def _wrong(base: Document, key: str, kind: str) -> Iterator[Bad]:
    path = tuple(int(step) if step.isdigit() else step for step in key.split("."))
    for value in wrong_values(kind):
        if value is None and _MAY_BE_NOTHING.fullmatch(key):
            continue
        yield fault(base, path, value, HINTS[kind])


def fault(base: Document, path: Path, value: Any, hint: str) -> Bad:
    """Return a document with a value at a path, and that its message names the path and gives a hint."""
    named = r"\.".join(map(re.escape, map(str, path)))
    return Bad(changed(base, path, value), rf"\n  {named}(\.\w+)*: [^\n]*({hint})", rf"\n{named}")


def changed(base: Document, path: Path, value: Any) -> Document:
    """Return a document with a value at a path."""
    document = copy.deepcopy(base)
    here: Any = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return document


def without(base: Document, path: Path) -> Document:
    """Return a document without the key at a path."""
    document = copy.deepcopy(base)
    here: Any = document
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return document


# how it is written ---------------------------------------------------------------------------------------------------


def toml_of(document: Mapping[str, Any]) -> str:
    """Return a document as TOML, each key of the whole on a line."""
    return "".join(f"{_quoted(key)} = {_toml(value)}\n" for key, value in document.items())


def _toml(value: Any) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_quoted(key)} = {_toml(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return repr(value) if isinstance(value, float) else _quoted(value)


def _quoted(value: Any) -> str:
    # TOML's basic strings are JSON's, but for the character DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def leaves(value: Any) -> Iterable[Any]:
    """Return the values inside a document that hold no others."""
    if isinstance(value, Mapping):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    return [leaf for inner in value for leaf in leaves(inner)] if isinstance(value, list) else [value]


def fits_toml(document: Document) -> bool:
    """Return whether TOML can write a document: it has no null."""
    return not any(value is None for value in leaves(document))


def fits_json(document: Document) -> bool:
    """Return whether JSON can write a document: it has no dates, and no number that is none."""
    return not any(
        isinstance(value, date | time) or (isinstance(value, float) and not math.isfinite(value))
        for value in leaves(document)
    )
