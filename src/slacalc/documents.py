"""Packages as documents: what a TOML document may say, checked whole before anything is built from it.

The only place in the core that knows pydantic. A document can name nothing outside itself but a preset, a holiday
region and a time zone.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import reduce
from importlib import resources
from typing import Annotated, Any, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
    ValidationInfo,
    create_model,
    model_validator,
)

from slacalc.calendar import Calendar
from slacalc.cover import Cover
from slacalc.errors import InputError, PackageError, UnknownZoneError
from slacalc.handling import Handling
from slacalc.hours import parse_shifts, parse_week
from slacalc.instants import DateTime, civil, micros, moment, span
from slacalc.leaves import MOST_DATES
from slacalc.promises import Promise
from slacalc.reading import Reading, with_choices
from slacalc.schemes import Scheme
from slacalc.targets import Target
from slacalc.windows import END_OF_TIME
from slacalc.zones import zone_name

LARGEST = 1_048_576
DEEPEST = 32
_TOO_DEEP = re.compile(rf"[\s\[]*[\w\"'-]+(\s*\.\s*[\w\"'-]+){{{DEEPEST}}}")
"""A dotted key of more parts: reading one costs the square of its length."""
PRESETS = ("p1-p3", "p1-p4")


def _checked(parse: Callable[[Any], object]) -> BeforeValidator:
    def check(value: Any) -> Any:
        parse(value)
        return value

    return BeforeValidator(check)


def _is_local(value: Any) -> None:
    if not isinstance(value, date):
        raise InputError("write a date such as 2026-12-24, or a date-time such as 2026-12-24T13:00:00")


def _is_first(value: Any) -> None:
    if type(value) is not int or value != 1:
        raise InputError("this version reads schema = 1")


def _is_region(value: Any) -> None:
    if not isinstance(value, str):
        raise InputError("write a country or one of its subdivisions, for instance 'GB-ENG'")
    _region(value, "UTC")


def _are_thresholds(value: Any) -> None:
    Promise(Target.parse("same day"), thresholds=value)


Text = Annotated[str, Field(strict=True, min_length=1, max_length=5_000)]
Zone = Annotated[Text, _checked(zone_name)]
WeekHours = Annotated[Text, _checked(parse_week)]
DayHours = Annotated[Text, _checked(parse_shifts)]
HolidayRegion = Annotated[Text, _checked(_is_region)]
Local = Annotated[Any, _checked(_is_local)]
"""A local date or time in the document's zone; a date-time with an offset is that instant."""
LocalTime = Annotated[datetime, Field(strict=True)]


class _Table(BaseModel, frozen=True, extra="forbid", arbitrary_types_allowed=True):
    pass


class PromiseTable(_Table, frozen=True):
    """A promise written out: its words, and what is its own."""

    promise: Annotated[Text, _checked(Promise.parse)]
    thresholds: Annotated[list[StrictInt], _checked(_are_thresholds)] = [75]


def _promise(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    Promise.parse(value)
    return PromiseTable(promise=value)


PromiseText = Annotated[PromiseTable, BeforeValidator(_promise)]


class PriorityTable(_Table, frozen=True):
    """One priority."""

    rank: Annotated[StrictInt, Field(ge=1)] | None = None
    title: Annotated[str, Field(strict=True)] = ""
    description: Annotated[str, Field(strict=True)] = ""
    chargeable: StrictBool = False
    response: PromiseText | None = None
    resolution: PromiseText | None = None


def _known_zone(known: ValidationInfo) -> str | None:
    # Local times can be placed once the document's zone is known; a wrong one is a fault of its own.
    zone = (known.context or {}).get("tz")
    try:
        return zone_name(zone)
    except UnknownZoneError:
        return None


class Closure(_Table, frozen=True):
    """A stretch on which the desk is closed; a bare end date is included."""

    name: Text
    start: Local = Field(alias="from")
    end: Local = Field(alias="to")

    @property
    def are_dates(self) -> bool:
        """Whether whole dates are closed."""
        return not isinstance(self.start, datetime) and not isinstance(self.end, datetime)

    @model_validator(mode="after")
    def _in_order(self, known: ValidationInfo) -> "Closure":
        if self.are_dates and not 0 <= (self.end - self.start).days < MOST_DATES:
            raise InputError(
                f"closed from {self.start} to {self.end}: write the earlier first, {MOST_DATES} days at most"
            )
        if zone := _known_zone(known):
            _closures([self], zone)
        return self


class CoverTable(_Table, frozen=True):
    """Booked cover: a date with hours, or two local times."""

    name: Annotated[str, Field(strict=True)] = ""
    date_: Annotated[date, Field(strict=True)] | None = Field(default=None, alias="date")
    hours: DayHours | None = None
    start: LocalTime | None = Field(default=None, alias="from")
    end: LocalTime | None = Field(default=None, alias="to")
    booked_at: LocalTime | None = None
    chargeable: StrictBool = True

    @model_validator(mode="after")
    def _one_form(self, known: ValidationInfo) -> "CoverTable":
        dated, timed = (self.date_, self.hours), (self.start, self.end)
        if (None in dated) == (None in timed) or (None in dated and dated != (None, None)):
            raise InputError("write either date and hours, or from and to")
        if zone := _known_zone(known):
            list(_cover(self, zone))
        return self


def _table_of(value: Reading | Handling) -> Any:
    # One field for each choice, checked by itself, so that each wrong one is told.
    def choice(name: str) -> Any:
        return Annotated[Any, _checked(lambda given: with_choices(value, {name: given}))], None

    names = (field.name for field in fields(value))
    return create_model(f"{type(value).__name__}Table", __base__=_Table, **{name: choice(name) for name in names})


ReadingTable = _table_of(Reading())
HandlingTable = _table_of(Handling())


class Document(_Table, frozen=True):
    """A whole package as a document."""

    schema_: Annotated[int, _checked(_is_first)] = Field(alias="schema")
    extends: Text | None = None
    name: Text
    description: Annotated[str, Field(strict=True)] = ""
    tz: Zone
    hours: WeekHours
    holidays: list[HolidayRegion] = []
    closures: list[Closure] = []
    cover: list[CoverTable] = []
    assumptions: list[Text] = []
    priorities: Annotated[dict[Text, PriorityTable], Field(min_length=1)]
    reading: ReadingTable = ReadingTable()  # type: ignore[valid-type]
    handling: HandlingTable = HandlingTable()  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _makes_a_scheme(self) -> "Document":
        _scheme(self)
        return self


def read_toml(text: str) -> dict[str, Any]:
    """Return the parts of the package that a TOML text says, the preset that it extends filled in.

    Raises:
        PackageError: all faults at once, each with its path, what was got and what was wanted.
    """
    return _parts(_validated(_extended(_parsed(text))))


def preset_text(name: str) -> str:
    """Return the TOML text of a preset."""
    if name not in PRESETS:
        raise PackageError(f"no preset {name!r}: there are {', '.join(map(repr, PRESETS))}")
    return resources.files("slacalc").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8")


def _parsed(text: str) -> dict[str, Any]:
    if not isinstance(text, str):
        raise PackageError(f"a document is text, not {type(text).__name__}: read the file first")
    if len(text) > LARGEST:
        raise PackageError(f"a document of {len(text)} characters is too large: at most {LARGEST}")
    if any(map(_TOO_DEEP.match, text.splitlines())):
        raise PackageError(f"a key of more than {DEEPEST} parts is nested too deep: no document needs it")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        raise PackageError(f"this is no TOML: {fault}") from fault


def _extended(document: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(document.get("extends"), str):
        return document
    try:
        return _merged(_parsed(preset_text(document["extends"])), document)
    except PackageError as fault:
        raise PackageError(f"the document has 1 fault(s):\n  extends: {fault}") from None


def _merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    # Tables are merged key by key; lists and plain values take the place of the old ones.
    merged = dict(base)
    for key, value in change.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _validated(document: dict[str, Any]) -> Document:
    try:
        return Document.model_validate(document, context=document)
    except ValidationError as faults:
        listed = "\n".join(f"  {_path(fault)}: {_said(fault)}" for fault in faults.errors())
        raise PackageError(f"the document has {faults.error_count()} fault(s):\n{listed}") from None


def _path(fault: Any) -> str:
    return ".".join(map(str, fault["loc"])) or "document"


def _said(fault: Any) -> str:
    if fault["type"] == "extra_forbidden":
        return f"{_unknown(list(fault['loc']))} (got {str(fault['input'])[:80]!r})"
    if fault["type"] == "model_type":
        return f"write a table of keys and values (got {str(fault['input'])[:80]!r})"
    whole = fault["type"] == "missing" or not fault["loc"]
    got = "" if whole else f" (got {str(fault['input'])[:80]!r})"
    return f"{fault['msg'].removeprefix('Value error, ')}{got}"


_TABLES = {
    "closures": Closure,
    "cover": CoverTable,
    "priorities": PriorityTable,
    "reading": ReadingTable,
    "handling": HandlingTable,
}


def _unknown(path: list[Any]) -> str:
    table = Document if len(path) == 1 else PromiseTable if len(path) > 3 else _TABLES[path[0]]
    known = [field.alias or name for name, field in table.model_fields.items()]
    near = get_close_matches(str(path[-1]), known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(known)}"
    return f"there is no such key: {hint}"


def _parts(document: Document) -> dict[str, Any]:
    zone = document.tz
    closed = [_region(code, zone) for code in dict.fromkeys(document.holidays)] + _closures(document.closures, zone)
    return {
        "name": document.name,
        "scheme": _scheme(document),
        "calendar": reduce(Calendar.__sub__, closed, Calendar.weekly(document.hours, tz=zone)),
        "cover": [window for table in document.cover for window in _cover(table, zone)],
        "assumptions": document.assumptions,
    }


def _scheme(document: Document) -> Scheme:
    levels = {name: _terms(rank, table) for rank, (name, table) in enumerate(document.priorities.items(), 1)}
    return Scheme(levels, Reading(**_said_of(document.reading)), Handling(**_said_of(document.handling)))


def _said_of(table: BaseModel) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.model_fields_set}


def _terms(rank: int, table: PriorityTable) -> dict[str, Any]:
    return {
        "rank": rank if table.rank is None else table.rank,
        "title": table.title,
        "description": table.description,
        "chargeable": table.chargeable,
        "response": table.response and _promise_of(table.response),
        "resolution": table.resolution and _promise_of(table.resolution),
    }


def _promise_of(table: PromiseTable) -> Promise:
    return replace(Promise.parse(table.promise), thresholds=tuple(table.thresholds))


def _region(code: str, zone: str) -> Calendar:
    country, _, subdiv = code.partition("-")
    return Calendar.holidays(country, subdiv=subdiv or None, tz=zone)


def _closures(tables: Sequence[Closure], zone: str) -> list[Calendar]:
    # All dates as one calendar and all spans as another: thousands of parts to subtract would cost their square.
    days = {day: table.name for table in tables if table.are_dates for day in _days(table)}
    spans = [_span(table, zone) for table in tables if not table.are_dates]
    return [*([Calendar.dates(days, tz=zone)] if days else []), *([Calendar.spans(spans)] if spans else [])]


def _days(table: Closure) -> Iterator[date]:
    for day in range((table.end - table.start).days + 1):
        yield table.start + timedelta(days=day)


def _span(table: Closure, zone: str) -> tuple[DateTime, DateTime]:
    return moment(_local(table.start, zone)), moment(_local(table.end, zone, past=True))


def _local(at: date, zone: str, *, past: bool = False) -> int:
    if isinstance(at, datetime):
        return civil(at, zone) if at.tzinfo is None else micros(at)
    midnight = datetime(at.year, at.month, at.day)  # noqa: DTZ001 (a civil time)
    if past and at == date.max:
        return END_OF_TIME - 1
    return civil(midnight + timedelta(days=past), zone)


def _cover(table: CoverTable, zone: str) -> Iterator[Cover]:
    booked_at = None if table.booked_at is None else moment(_local(table.booked_at, zone))
    for start, end in _cover_windows(table):
        opens, closes = moment(_local(start, zone)), moment(_local(end, zone))
        yield Cover(opens, closes, booked_at=booked_at, chargeable=table.chargeable, name=table.name)


def _cover_windows(table: CoverTable) -> list[tuple[datetime, datetime]]:
    if table.start is not None and table.end is not None:
        return [(table.start, table.end)]
    day, hours = cast("date", table.date_), cast("str", table.hours)
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a civil time)
    try:
        return [(midnight + span(start), midnight + span(end)) for start, end in parse_shifts(hours)]
    except OverflowError:
        raise InputError(f"cover on {day} ends after the year 9999") from None
