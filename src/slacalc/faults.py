"""What is wrong with a document, in sentences: all of it at once, each with its path, what was got, what to type."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from slacalc.choices import HandlingTable, ReadingTable
from slacalc.errors import as_word, shown
from slacalc.tables import (
    Block,
    Closure,
    CoverTable,
    DateTable,
    HolidayTable,
    PackageTable,
    PriorityTable,
    PromiseTable,
    SpanTable,
)

_LONGEST = 80
_MOST = 200
_MISSING = {
    "schema": "schema = 1",
    "name": "name = 'Acme'",
    "tz": "tz = 'Europe/London'",
    "hours": "hours = 'Mon-Fri 09:00-17:00'",
    "priorities": "a table such as [priorities.P1] with response = '8 working hours'",
    "region": "region = 'GB-ENG'",
    "date": "date = 2026-12-24",
    "from": "from = 2026-12-24",
    "to": "to = 2027-01-02",
}
_WANTED = {
    "string_type": "write text in quotes",
    "string_unicode": "half of a character is text in no file: write it whole or leave it out",
    "string_too_short": "write some text: empty text says nothing",
    "int_type": "write a whole number",
    "bool_type": "write true or false",
    "list_type": "write a list in brackets",
    "dict_type": "write a table of keys and values",
    "model_type": "write a table of keys and values",
    "model_attributes_type": "write a table of keys and values",
}


def told(faults: ValidationError, document: Any) -> str:
    """Return the faults of a document, one on a line; the first two hundred of a document with more."""
    found = faults.errors(include_url=False)
    said = [f"  {_path(fault, document)}: {_said(fault)}" for fault in found[:_MOST]]
    more = [f"  and {len(found) - _MOST} more"] if len(found) > _MOST else []
    return "\n".join([f"the document has {len(found)} fault(s):", *said, *more])


def _path(fault: Any, document: Any) -> str:
    # A value that stands for a table, such as the text of a promise, has no keys of its own to name.
    path, here = [], document
    for step in fault["loc"]:
        if step == "[key]":
            break
        path.append(str(step))
        inside = isinstance(here, Mapping) or (isinstance(here, Sequence) and not isinstance(here, str))
        here = _inside(here, step)
        if not inside or here is None:
            break
        if not isinstance(here, Mapping | list):
            break
    return ".".join(map(_short, path)) or "document"


def _short(step: str) -> str:
    return step if len(step) <= _LONGEST and step.isprintable() else shown(step, _LONGEST)


def _inside(value: Any, step: Any) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _said(fault: Any) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    got = f" (got {shown(fault['input'], _LONGEST)})"
    if kind == "extra_forbidden":
        return f"{_unknown(list(fault['loc']))}{got}"
    if kind == "missing":
        return f"it is missing: write for instance {_MISSING[str(fault['loc'][-1])]}"
    if kind == "literal_error":
        return (
            f"{_nearest(as_word(fault['input']), context['expected'].replace(chr(39), '').replace(' or ', ', '))}{got}"
        )
    if kind == "too_long":  # pydantic does not count the entries of a table
        context = {**context, "actual_length": len(fault["input"])}
    if kind in _LIMITS:
        return f"{_LIMITS[kind].format(**context)}{got}"
    whole = isinstance(fault["input"], BaseModel | Mapping) or not fault["loc"]
    return f"{_WANTED.get(kind, fault['msg'].removeprefix('Value error, '))}{'' if whole else got}"


_LIMITS = {
    "string_too_long": "at most {max_length} characters are read",
    "too_long": "at most {max_length} entries are read, and here are {actual_length}",
    "too_short": "write at least one entry",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
}


def _nearest(word: str, known: str) -> str:
    near = get_close_matches(word, known.split(", "), n=1)
    return f"did you mean {near[0]!r}?" if near else f"write one of {known}"


_TABLES: dict[str, Any] = {
    "closures": Closure,
    "cover": CoverTable,
    "priorities": PriorityTable,
    "reading": ReadingTable,
    "handling": HandlingTable,
    "response": PromiseTable,
    "resolution": PromiseTable,
    "next_reply": PromiseTable,
    "update": PromiseTable,
    "hours": Block,
    "any": Block,
    "all": Block,
    "except": Block,
    "skip": Block,
    "holidays": HolidayTable,
    "dates": DateTable,
    "spans": SpanTable,
}


def _unknown(path: list[Any]) -> str:
    named = [_TABLES[step] for step in path[:-1] if step in _TABLES]
    table = named[-1] if named else PackageTable
    known = [field.alias or name for name, field in table.model_fields.items()]
    near = get_close_matches(str(path[-1]), known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(known)}"
    return f"there is no such key: {hint}"
