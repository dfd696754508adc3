"""From the text of a time to an aware datetime; whatever can be read two ways is asked about, never guessed."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Literal, NamedTuple

from slacalc.errors import InputError, shown
from slacalc.instants import civil, moment
from slacalc.zones import zone, zone_name

DateOrder = Literal["dmy", "mdy", "iso"]
EXAMPLE = "2026-05-13T09:30+01:00"

_WRITTEN = re.compile(
    r"(?P<first>\d{1,4})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<third>\d{1,4})"
    r"(?:(?:[Tt]|,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<seconds>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?"
    r"\s*(?P<offset>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


class BadTimeError(InputError):
    """A text that is no time: its row is bad, the others are not."""


class ChoiceNeededError(InputError):
    """A text that is a time once an option says how to read it: nothing can go on without that option."""


class Told(NamedTuple):
    """A time as read; doubtful where its clock shows it twice or never (T13)."""

    at: datetime
    doubtful: bool


@dataclass(frozen=True, slots=True)
class TimeReader:
    """How the times of one call are read.

    Args:
        tz: the zone of times without an offset; None where each must have one.
        dates: which number of 04/05/2026 is the day; None where each date must leave but one, as 25/05/2026 does; "iso"
            where any other order than year first is a fault.
        suggested: the zone that messages offer.

    Raises:
        UnknownZoneError: *tz* is no IANA time zone.

    Example:
        >>> TimeReader(tz="Europe/London", dates="dmy").read("04/05/2026 9:30").at.isoformat()
        '2026-05-04T09:30:00+01:00'
    """

    tz: str | None = None
    dates: DateOrder | None = None
    suggested: str = "Europe/London"

    def __post_init__(self) -> None:
        if self.tz is not None:
            zone_name(self.tz)

    def read(self, text: str) -> Told:
        """Return the time that a text says; without an offset, the first pass or the jump in the reader's zone (T13).

        Raises:
            BadTimeError: the text is no time.
            ChoiceNeededError: it is one once an option is given.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise BadTimeError(_refusal(text))
        if len(found["first"]) <= 2 and len(found["third"]) <= 2:
            raise BadTimeError(f"{shown(text)} has a year of two digits: write all four")
        year, month, day = self._date(text, found)
        if found["hour"] is None:
            raise BadTimeError(f"{shown(text)} is a date without a time of day: write for instance {EXAMPLE}")
        local = _local(text, found, (year, month, day))
        return self._located(text, local) if found["offset"] is None else Told(_fixed(text, local, found), False)

    def option(self, name: str, text: str) -> datetime:
        """Return the time that an option says, its name before any complaint."""
        try:
            return self.read(text).at
        except InputError as fault:
            raise InputError(f"{name} {fault}") from None

    def _date(self, text: str, found: re.Match[str]) -> tuple[int, int, int]:
        first, second, third = (int(found[part]) for part in ("first", "second", "third"))
        if len(found["first"]) == 4 and len(found["third"]) <= 2:
            return first, second, third
        if len(found["first"]) > 2 or len(found["third"]) != 4:
            raise BadTimeError(_refusal(text))
        if self.dates == "iso":
            raise BadTimeError(f"{shown(text)} does not begin with its year: write for instance {EXAMPLE}")
        day_first = first > 12 if self.dates is None else self.dates == "dmy"
        if self.dates is None and max(first, second) <= 12 and first != second:
            raise ChoiceNeededError(
                f"{shown(text)} leaves open which number is the day: type --dates dmy|mdy|iso "
                "(day first, month first, or year first with any other order a bad row)"
            )
        return (third, second, first) if day_first else (third, first, second)

    def _located(self, text: str, local: datetime) -> Told:
        if self.tz is None:
            raise ChoiceNeededError(
                f"{shown(text)} does not say on which clock it was read: type --tz {self.suggested}, or write an "
                f"offset as in {EXAMPLE}"
            )
        clock = zone(self.tz)
        first, second = (local.replace(tzinfo=clock, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return Told(first, False)
        return Told(moment(civil(local, self.tz), self.tz), True)


def _refusal(text: str) -> str:
    if _NUMBER.fullmatch(text.strip()):
        return (
            f"{shown(text)} is a number, and whether it counts seconds, days or anything else is not guessed: {_WRITE}"
        )
    return f"{shown(text)} is no time: {_WRITE}"


_WRITE = f"write for instance {EXAMPLE}"


def _local(text: str, found: re.Match[str], date: tuple[int, int, int]) -> datetime:
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "seconds"))
    if date[0] in {1, 9999}:
        raise BadTimeError(f"{shown(text)} is what some systems write for no time: leave it empty")
    if hour == 24:
        raise BadTimeError(f"{shown(text)} has an hour 24: write 00:00 of the next day")
    if second == 60:
        raise BadTimeError(f"{shown(text)} has a second 60, which no clock here shows: write 59")
    if found["half"]:
        hour = _hour_of_half(text, hour, found["half"])
    micros = int((found["fraction"] or "").ljust(6, "0")[:6])
    try:
        return datetime(*date, hour, minute, second, micros)  # noqa: DTZ001 (its zone is added by the reader)
    except ValueError as fault:
        raise BadTimeError(f"{shown(text)} is no time ({fault}): {_WRITE}") from None


def _hour_of_half(text: str, hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise BadTimeError(
            f"{shown(text)} has an hour {hour} of a twelve-hour clock: write {hour:02}:00 without am or pm"
        )
    return hour % 12 + (12 if half in "Pp" else 0)


def _fixed(text: str, local: datetime, found: re.Match[str]) -> datetime:
    return local.replace(tzinfo=_offset(text, found["offset"]))


def _offset(text: str, offset: str) -> tzinfo:
    if offset in {"Z", "z", "UTC", "GMT"}:
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        raise BadTimeError(f"{shown(text)} has an offset that is none: {_WRITE}")
    amount = timedelta(hours=hours, minutes=minutes)
    return timezone(-amount if offset[0] == "-" else amount)
