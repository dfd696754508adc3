"""A package as a document: everything it says, in one order, without what is the default (section 6)."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta
from typing import Any, Protocol

from slacalc.blocks import Block, local_or_utc
from slacalc.calendar import Calendar, block_of
from slacalc.cover import Cover
from slacalc.formats import Document, check_depth
from slacalc.handling import Handling
from slacalc.instants import micros_of
from slacalc.promises import Promise
from slacalc.reading import Reading
from slacalc.schemes import Priority, Scheme
from slacalc.tables import SCHEMA, promise_keys
from slacalc.targets import Target
from slacalc.wording import length


class Terms(Protocol):
    """What a document says of a package."""

    name: str
    description: str
    tz: str
    scheme: Scheme
    calendar: Calendar
    cover: tuple[Cover, ...]
    notice: Target | None
    assumptions: tuple[str, ...]


def is_package(value: object) -> bool:
    """Return whether a value has everything that a document says of a package."""
    parts = (("scheme", Scheme), ("calendar", Calendar), ("cover", tuple))
    known = all(isinstance(getattr(value, name, None), kind) for name, kind in parts)
    return known and all(hasattr(value, name) for name in Terms.__annotations__)


def document_of(package: Terms) -> Document:
    """Return the document of a package: equal documents say the same, in the same order.

    Raises:
        PackageError: a calendar that nests deeper than a document may.
    """
    said = {
        "description": package.description,
        "notice": package.notice and str(package.notice),
        "cover": [_cover(booked, package.tz) for booked in package.cover],
        "assumptions": list(package.assumptions),
        "priorities": {level.name: _priority(level, package.tz) for level in package.scheme.levels},
        "reading": _choices(package.scheme.reading),
        "handling": _choices(package.scheme.handling),
    }
    made = {"schema": SCHEMA, "name": package.name, "tz": package.tz, **_standard_hours(package.calendar, package.tz)}
    made |= {key: value for key, value in said.items() if value}
    check_depth(made)
    return {key: made[key] for key in _ORDER if key in made}


_ORDER = (
    *("schema", "name", "description", "tz", "hours", "holidays", "closures", "notice", "cover", "assumptions"),
    *("priorities", "reading", "handling"),
)


def _standard_hours(calendar: Calendar, tz: str) -> Block:
    # The package counts in its zone anyway, so that needs no saying.
    block = block_of(calendar, tz)
    if block.get("in_zone") == tz:
        del block["in_zone"]
    return _lifted(block)


def _own_hours(calendar: Calendar | None, tz: str) -> Block:
    if calendar is None:
        return {}
    zone = calendar.tz
    block = block_of(calendar, zone or tz)
    if zone is None or (zone == tz and "in_zone" not in block):
        return _lifted(block)
    block.pop("in_zone", None)
    return {"tz": zone, **_lifted(block)}


def _lifted(block: Block) -> Block:
    # Holidays and closures stand beside the hours rather than inside, where they are on the same clock.
    if "tz" in block:
        return {"hours": block}
    beside: Block = {key: block[key] for key in ("holidays", "closures") if key in block}
    inside = {key: value for key, value in block.items() if key not in beside}
    return {"hours": inside["hours"] if list(inside) == ["hours"] else inside, **beside}


def _priority(level: Priority, tz: str) -> Document:
    said = {key: getattr(level, key) for key in ("rank", "title", "description", "chargeable")}
    own = _own_hours(level.calendar, tz)
    promises = {clock: _promise(promise, own.get("tz", tz)) for clock, promise in level.promises().items()}
    return {key: value for key, value in (said | own | promises).items() if value}


def _promise(promise: Promise | None, tz: str) -> Any:
    if promise is None:
        return None
    own = _own_hours(promise.calendar, tz)
    if not own and promise.thresholds == (75,):
        return str(promise)
    thresholds = {} if promise.thresholds == (75,) else {"thresholds": list(promise.thresholds)}
    return {**promise_keys(promise), **thresholds, **own}


def _cover(booked: Cover, tz: str) -> Document:
    said: Document = {"name": booked.name} if booked.name else {}
    said |= {"from": local_or_utc(booked.opens, tz), "to": local_or_utc(booked.closes, tz)}
    if booked.known_from is not None:
        said["booked_at"] = local_or_utc(booked.known_from, tz)
    return said if booked.chargeable else {**said, "chargeable": False}


def _choices(value: Reading | Handling) -> Document:
    chosen = ((each.name, getattr(value, each.name), each.default) for each in fields(value))
    return {name: _choice(choice) for name, choice, default in chosen if choice != default}


def _choice(choice: Any) -> Any:
    if isinstance(choice, timedelta):
        return length(micros_of(choice))
    return list(choice) if isinstance(choice, Iterable) and not isinstance(choice, str) else choice
