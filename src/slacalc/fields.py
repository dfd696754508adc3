"""What a key of a document may hold: texts that are read when they are checked, and local dates and times.

Dates and times are those of TOML, or text in ISO 8601 where a format has none. Nothing is guessed: numbers are no
times, and text in another order is no date.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from slacalc.errors import InputError
from slacalc.holidays import region
from slacalc.hours import parse_shifts, parse_week
from slacalc.promises import Promise
from slacalc.targets import Target
from slacalc.zones import zone_name

ALWAYS, NEVER = "24x7", "never"

_LOCAL = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:[Zz]|[+-]\d\d:[0-5]\d)?)?", re.ASCII)


def checked(parse: Callable[[Any], object]) -> BeforeValidator:
    """Return what has a value read, for its faults, and keeps it as it is."""

    def check(value: Any) -> Any:
        parse(value)
        return value

    return BeforeValidator(check)


def local(value: Any) -> date:
    """Return the date or date-time that a value says, itself or as ISO 8601 text."""
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _LOCAL.fullmatch(value):
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value.upper())
    except ValueError:
        pass
    raise InputError("write a date such as 2026-12-24, or a date-time such as 2026-12-24T13:00:00")


def _date(value: Any) -> date:
    found = local(value)
    if isinstance(found, datetime):
        raise InputError("write a date without a time, such as 2026-12-24")
    return found


def _time(value: Any) -> datetime:
    found = local(value)
    if not isinstance(found, datetime):
        raise InputError("write a date-time such as 2026-12-24T13:00:00: a date alone has no time")
    return found


def check_order(start: Any, end: Any, what: str) -> None:
    """Refuse an end that is not after the start, where both are on one clock; others are compared when built."""
    first, last = (_instant_like(start, 0), _instant_like(end, 1))
    if (first.tzinfo is None) == (last.tzinfo is None) and last <= first:
        raise InputError(f"{what} from {start} to {end} does not end after it starts: write the earlier first")


def _instant_like(at: date, days: int) -> datetime:
    # The end of a bare end date is the next midnight; the last date of all has none.
    if isinstance(at, datetime):
        return at
    return datetime.combine(min(at, date.max - timedelta(1)) + timedelta(days), time())


def region_of(text: Any) -> tuple[str, str | None]:
    """Return the country and subdivision of a holiday region such as "GB-ENG"."""
    if not isinstance(text, str):
        raise InputError("write a country or one of its subdivisions, for instance 'GB-ENG'")
    country, _, subdiv = text.partition("-")
    region(country, subdiv or None, "both", subdivisions=("'GB-ENG'", "'GB-SCT'", "'GB-WLS'", "'GB-NIR'"))
    return country, subdiv or None


def check_week(value: Any) -> None:
    """Refuse what are no hours of a week."""
    if value not in {ALWAYS, NEVER}:
        parse_week(value)


def _length(value: Any) -> None:
    if Target.parse(value).unit in {"same day", "next working day", "agreement"}:
        raise InputError("write a length of time such as '5 working days'")


def check_thresholds(value: Any) -> None:
    """Refuse what are no whole percents."""
    Promise(Target.parse("same day"), thresholds=value)


Text = Annotated[str, Field(strict=True, min_length=1, max_length=5_000)]
Remark = Annotated[str, Field(strict=True, max_length=20_000)]
Zone = Annotated[Text, checked(zone_name), Field(examples=["Europe/London"])]
WeekText = Annotated[Text, checked(check_week), Field(examples=["Mon-Fri 09:00-17:00", "24x7"])]
DayText = Annotated[Text, checked(parse_shifts), Field(examples=["10:00-14:00"])]
TargetText = Annotated[Text, checked(Target.parse), Field(examples=["8 working hours", "3 working days", "same day"])]
LengthText = Annotated[Text, checked(_length), Field(examples=["5 working days"])]
RegionText = Annotated[Text, checked(region_of), Field(examples=["GB-ENG", "US-CA", "DE"])]

DATE = r"^\d{4}-\d{2}-\d{2}$"
_TIME = r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([Zz]|[+-]\d{2}:[0-5]\d)?$"


def _written(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


LocalDate = Annotated[Any, BeforeValidator(_date), _written(DATE, "2026-12-24")]
LocalTime = Annotated[Any, BeforeValidator(_time), _written(_TIME, "2026-12-24T13:00:00")]
Local = Annotated[Any, BeforeValidator(local), _written(f"{DATE}|{_TIME}", "2026-12-24T13:00:00")]
"""A local date or time on the clock of the table it stands in; a date-time with an offset is that instant."""


class Table(BaseModel):
    """Keys and values; a key that there is not is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
