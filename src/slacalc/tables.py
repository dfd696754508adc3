"""What a document may say: its tables and their keys, as pydantic models (design, section 6).

A document can name nothing outside itself but a preset or a package given with it, a holiday region and a time zone.
The models check and describe; what they mean is built in ``terms``.
"""

# ruff: noqa: RUF012 (pydantic copies the default of a field)

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from slacalc.choices import HandlingTable, ReadingTable
from slacalc.errors import InputError
from slacalc.fields import (
    ALWAYS,
    DATE,
    DayText,
    LengthText,
    Local,
    LocalDate,
    LocalTime,
    RegionText,
    Remark,
    Table,
    TargetText,
    Text,
    Zone,
    check_order,
    check_thresholds,
    check_week,
    checked,
)
from slacalc.holidays import Substitutes
from slacalc.hours import parse_shifts
from slacalc.leaves import MOST_DATES
from slacalc.promises import Promise

SCHEMA = 1
"""The number of the schema that this version reads and writes."""
MOST_ENTRIES = 10_000
"""Closures or bookings in one list."""
MOST_PARTS = 500
"""Calendars or regions in one list."""
NOTHING = "none"
"""What a promise says that an extended package's promise is taken away."""


def _short(key: str) -> BeforeValidator:
    """Return what reads a bare value as the table that says it under one key."""
    return BeforeValidator(lambda value: value if isinstance(value, Mapping | BaseModel) else {key: value})


@dataclass(frozen=True, slots=True)
class OrText:
    """Tells the JSON Schema of a table that a text may stand in its place."""

    examples: tuple[str, ...]
    pattern: str | None = None

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema of either."""
        pattern = {} if self.pattern is None else {"pattern": self.pattern}
        text = {"type": "string", "minLength": 1, **pattern, "examples": list(self.examples)}
        return {"anyOf": [text, handler(schema)]}


ShortRegion = OrText(("GB-ENG", "US-CA", "DE"))


# calendars -----------------------------------------------------------------------------------------------------------


class HolidayTable(Table):
    """The public holidays of a region."""

    region: RegionText
    """A country, or one of its subdivisions after a dash."""
    substitutes: Substitutes = "both"
    """A holiday at a weekend and the day given in its place: both are closed, only the substitute, or only itself."""


class Closure(Table):
    """A stretch on which the desk is closed; a bare end date is included."""

    name: Text
    """What explanations call it."""
    start: Local = Field(alias="from")
    """The first date, or the time at which it begins."""
    end: Local = Field(alias="to")
    """The last date, or the time at which it ends."""

    @property
    def dates(self) -> int:
        """How many whole dates are closed; none where it begins or ends at a time."""
        timed = isinstance(self.start, datetime) or isinstance(self.end, datetime)
        return 0 if timed else (self.end - self.start).days + 1

    @model_validator(mode="after")
    def _in_order(self) -> "Closure":
        check_order(self.start, self.end, "closed")
        return self


class DateTable(Table):
    """A date with a name."""

    date_: LocalDate = Field(alias="date")
    """The date."""
    name: Remark = ""
    """What explanations call it."""


class SpanTable(Table):
    """The instants from one time to another; all earlier ones without ``from``, all later ones without ``to``."""

    name: Remark = ""
    """What explanations call it."""
    start: LocalTime | None = Field(default=None, alias="from")
    """When it begins."""
    end: LocalTime | None = Field(default=None, alias="to")
    """When it ends."""

    @model_validator(mode="after")
    def _in_order(self) -> "SpanTable":
        if self.start is not None and self.end is not None:
            check_order(self.start, self.end, "a span")
        return self


def _within_limits(closures: list[Closure]) -> list[Closure]:
    dates = sum(closure.dates for closure in closures)
    if dates > MOST_DATES:
        raise InputError(f"{dates} closed dates are too many: at most {MOST_DATES}; what is never open needs no dates")
    return closures


Regions = Annotated[list[Annotated[HolidayTable, _short("region"), ShortRegion]], Field(max_length=MOST_PARTS)]
Closures = Annotated[list[Closure], Field(max_length=MOST_ENTRIES), AfterValidator(_within_limits)]
ShortDate = OrText(("2026-12-24",), DATE)
Dates = Annotated[list[Annotated[DateTable, _short("date"), ShortDate]], Field(max_length=MOST_DATES)]
Parts = Annotated[list["Hours"], Field(min_length=1, max_length=MOST_PARTS)]


class OwnHours(Table):
    """Hours that take the place of those of the table around, with the holidays and closures that belong to them."""

    tz: Zone | None = None
    """The zone whose clock the hours are read by, and in which dates are counted and answers given."""
    hours: "Hours | None" = None
    """The week in words, "24x7", "never", or a table that combines calendars."""
    holidays: Regions = []
    """Regions whose public holidays are closed."""
    closures: Closures = []
    """Dates and times that are closed."""


class Block(Table):
    """Hours as a table: one of hours, any, all, region, dates or spans, less holidays, closures and ``except``."""

    tz: Zone | None = None
    """The zone whose clock this table is read by; else that of the table around it."""
    in_zone: Zone | None = None
    """The zone in which the dates of the whole are counted."""
    hours: Text | None = None
    """The week in words, "24x7" or "never"; beside dates, the hours of each of them."""
    skip: Annotated[list[Annotated["Block", _short("region"), ShortRegion]], Field(max_length=MOST_PARTS)] = []
    """Dates and regions on which no shift begins."""
    any_: Parts | None = Field(default=None, alias="any")
    """Open where one of these is."""
    all_: Parts | None = Field(default=None, alias="all")
    """Open where all of these are."""
    region: RegionText | None = None
    """Open on the public holidays of a region."""
    substitutes: Substitutes = "both"
    """A holiday at a weekend and the day given in its place: both, only the substitute, or only itself."""
    dates: Dates | None = None
    """Open on these dates: all day, or in the hours beside them."""
    spans: Annotated[list[SpanTable], Field(max_length=MOST_ENTRIES)] | None = None
    """Open from one time to another."""
    holidays: Regions = []
    """Regions whose public holidays are closed."""
    closures: Closures = []
    """Dates and times that are closed."""
    except_: Annotated[list["Hours"], Field(max_length=MOST_PARTS)] = Field(default=[], alias="except")
    """Closed where one of these is open."""

    @property
    def kinds(self) -> list[str]:
        """What this table says is open; one of them when it is right."""
        said = {"any": self.any_, "all": self.all_, "region": self.region, "dates": self.dates, "spans": self.spans}
        kinds = [kind for kind, value in said.items() if value is not None]
        return kinds if self.hours is None or kinds == ["dates"] else ["hours", *kinds]

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Block":
        if len(self.kinds) != 1:
            got = f"not {' and '.join(self.kinds)}" if self.kinds else "here is none"
            raise InputError(f"write one of hours, any, all, region, dates or spans: {got}")
        if self.hours is not None:
            (parse_shifts if self.dates is not None else check_week)(self.hours)
        if self.skip and self.kinds != ["hours"]:
            raise InputError(
                "skip belongs to hours: write for instance { hours = 'Mon-Fri 22:00-06:00', skip = [...] }"
            )
        return self


def _hours(value: Any) -> Any:
    if isinstance(value, str):
        check_week(value)
        return {"hours": value}
    if isinstance(value, Mapping | BaseModel):
        return value
    raise InputError("write the week in words such as 'Mon-Fri 09:00-17:00', or a table such as { any = [...] }")


Hours = Annotated[Block, BeforeValidator(_hours), OrText(("Mon-Fri 09:00-17:00", ALWAYS))]
Block.model_rebuild()
OwnHours.model_rebuild()


# promises ------------------------------------------------------------------------------------------------------------


class PromiseTable(OwnHours):
    """A promise written out: its words, and what is its own."""

    target: TargetText | None = None
    """The words of the deadline."""
    commitment: Literal["contract", "aim"] = "contract"
    """A contract, or an aim: judged alike but counted apart."""
    estimate: TargetText | None = None
    """What is usual: never a deadline."""
    thresholds: Annotated[list[StrictInt], checked(check_thresholds)] = [75]
    """Percents of the time at which the clock is at risk."""

    @model_validator(mode="after")
    def _makes_a_promise(self) -> "PromiseTable":
        Promise(self.target, self.commitment, self.estimate)  # type: ignore[arg-type]
        return self


def _promise(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return None if value == NOTHING else promise_keys(Promise.parse(value))


def promise_keys(promise: Promise) -> dict[str, Any]:
    """Return the words of a promise as the keys of its table."""
    said = {"target": promise.target, "estimate": promise.estimate}
    keys = {key: str(target) for key, target in said.items() if target is not None}
    return keys if promise.commitment == "contract" else {**keys, "commitment": promise.commitment}


PromiseEntry = Annotated[
    PromiseTable | None, BeforeValidator(_promise), OrText(("8 working hours", "aim: 1 working hour", "same day"))
]


class PriorityTable(OwnHours):
    """One priority."""

    rank: Annotated[StrictInt, Field(ge=1, le=1_000_000)] | None = None
    """Its place in the order of work, 1 for the first; else the order of the document."""
    title: Remark = ""
    """What it is for, in a few words."""
    description: Remark = ""
    """What it is for, in sentences."""
    chargeable: StrictBool = False
    """Whether its work may be charged."""
    response: PromiseEntry = None
    """Within what time somebody answers."""
    resolution: PromiseEntry = None
    """Within what time it is resolved."""
    next_reply: PromiseEntry = None
    """Within what time an unanswered message of the customer's is answered."""
    update: PromiseEntry = None
    """How often somebody writes, from the first message of an agent's on."""


class CoverTable(Table):
    """Booked cover: a date with hours, or two local times."""

    name: Remark = ""
    """What explanations call it."""
    date_: LocalDate | None = Field(default=None, alias="date")
    """The date whose hours are covered."""
    hours: DayText | None = None
    """The hours of that date."""
    start: LocalTime | None = Field(default=None, alias="from")
    """When it begins, in the place of a date."""
    end: LocalTime | None = Field(default=None, alias="to")
    """When it ends."""
    booked_at: LocalTime | None = None
    """From when the booking is known; else it always was."""
    chargeable: StrictBool = True
    """Whether work in it is charged."""

    @model_validator(mode="after")
    def _one_form(self) -> "CoverTable":
        dated, timed = (self.date_, self.hours), (self.start, self.end)
        if (None in dated) == (None in timed) or (None in dated and dated != (None, None)):
            raise InputError("write either date and hours, or from and to")
        if self.start is not None:
            check_order(self.start, self.end, "cover")
        return self


# the whole -----------------------------------------------------------------------------------------------------------


def _schema(value: Any) -> int:
    if type(value) is int and value == SCHEMA:
        return value
    newer = type(value) is int and value > SCHEMA
    hint = "install a newer slacalc, or " if newer else ""
    raise InputError(f"this version reads schema = {SCHEMA}: {hint}write schema = {SCHEMA}")


def _inherits(schema: dict[str, Any]) -> None:
    # What an extended package says need not be said again.
    required = schema.pop("required")
    schema["anyOf"] = [{"required": ["schema", "extends"]}, {"required": required}]


class PackageTable(Table):
    """A customer's service-level agreement as a document: priorities, hours, cover, and how its words are read."""

    model_config = ConfigDict(json_schema_extra=_inherits)

    schema_: Annotated[int, BeforeValidator(_schema), WithJsonSchema({"const": SCHEMA})] = Field(alias="schema")
    """The number of the schema; older ones are upgraded when they are read."""
    extends: Text | None = None
    """A preset ("p1-p3", "p1-p4") or a package given with the document, whose keys this one inherits."""
    name: Text
    """What the customer calls it."""
    description: Remark = ""
    """What it is for, in a sentence or two."""
    tz: Zone
    """The zone of the local times, of the dates and of the answers."""
    hours: Hours
    """The standard hours: the week in words, or a table that combines calendars."""
    holidays: Regions = []
    """Regions whose public holidays are closed."""
    closures: Closures = []
    """Dates and times that are closed."""
    cover: Annotated[list[CoverTable], Field(max_length=MOST_ENTRIES)] = []
    """Cover booked beside the hours."""
    notice: LengthText | None = None
    """How long before it begins cover is to be booked."""
    assumptions: list[Text] = []
    """What the contract leaves open, in sentences."""
    priorities: Annotated[dict[Text, PriorityTable], Field(min_length=1, max_length=1_000)]
    """The priorities, by name."""
    reading: ReadingTable = Field(default_factory=ReadingTable)  # type: ignore[valid-type]
    """How ambiguous words are read."""
    handling: HandlingTable = Field(default_factory=HandlingTable)  # type: ignore[valid-type]
    """What events do to clocks."""

    @field_validator("priorities")
    @classmethod
    def _of_ranks_of_their_own(cls, found: dict[str, PriorityTable]) -> dict[str, PriorityTable]:
        ranks = [rank if table.rank is None else table.rank for rank, table in enumerate(found.values(), 1)]
        if len(set(ranks)) < len(ranks):
            twice = next(rank for rank in ranks if ranks.count(rank) > 1)
            raise InputError(f"two priorities have one rank, {twice}: give each its own, 1 for the first")
        return found
