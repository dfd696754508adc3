"""The only door between users' datetimes and the integers inside, and the only place that knows pendulum (T2, T4).

Inside, an instant is an integer number of microseconds since 1970-01-01T00:00Z and an amount of time is an integer
number of microseconds.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, TypeVar

from slacalc.errors import InputError, NaiveDatetimeError, UnknownZoneError, UnreachableError, shown
from slacalc.windows import DAY, END_OF_TIME, SECOND, START_OF_TIME
from slacalc.zones import LocalClock, zone_name

try:
    import pendulum
    from pendulum import DateTime
except ValueError as fault:  # pragma: no cover - it looks for UTC when it is loaded: seen in a process of its own
    raise UnknownZoneError("this machine has no data about time zones: type pip install tzdata") from fault

__all__ = [
    "DateTime",
    "as_utc",
    "civil",
    "date_from_iso",
    "day_number",
    "day_of",
    "from_iso",
    "instant_text",
    "iso",
    "micros",
    "micros_of",
    "moment",
    "moment_in",
    "pendulum_zone",
    "span",
]

_DATE = r"\d{4}-\d\d-\d\d|\d{8}|\d{4}-W\d\d-\d|\d{4}W\d{3}"
_CLOCK = r"(?:[01]\d|2[0-3])(?::?[0-5]\d(?::?[0-5]\d(?:[.,]\d{1,9})?)?)?"
_OFFSET = r" ?(?:[Zz]|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?)?)"
_ISO_DATE = re.compile(_DATE, re.ASCII)
_ISO = re.compile(f"(?:{_DATE})(?:[Tt ]{_CLOCK}(?:{_OFFSET})?)?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_FIRST_DAY, _END_OF_DAYS = START_OF_TIME // DAY, END_OF_TIME // DAY
_since = datetime.__sub__
T = TypeVar("T")
_WITH_FOLD = 4
"""The protocol of copying from which on a datetime tells its fold."""


def micros(at: datetime, name: str = "at") -> int:
    """Return the instant of an aware datetime (stdlib, pendulum or any subclass) in microseconds since 1970 UTC.

    Raises:
        NaiveDatetimeError: *at* has no time zone.
        InputError: *at* is no datetime.
    """
    try:
        # pendulum's own minus costs fifty times as much.
        passed = at - _EPOCH if type(at) is datetime else _since(at, _EPOCH)
    except Exception:  # noqa: BLE001 (a zone may fail in any way)
        raise _refusal(at, name) from None
    days = passed.days
    if not _FIRST_DAY <= days < _END_OF_DAYS:
        raise _refusal(at, name)
    return (days * 86_400 + passed.seconds) * SECOND + passed.microseconds


def _refusal(at: object, name: str) -> InputError:
    if isinstance(at, datetime):
        try:
            has_zone = at.utcoffset() is not None
        except Exception:  # noqa: BLE001 (a zone may fail in any way)
            return InputError(f"{name} has a zone that cannot say its offset: use ZoneInfo('Europe/London')")
        if has_zone:
            return InputError(f"{name}={shown(at)} lies outside the years 1 to 9999 in UTC")
        return NaiveDatetimeError(
            f"{name}={shown(at)} has no time zone: write which clock it was read from, for instance "
            f"{name}.replace(tzinfo=ZoneInfo('Europe/London'))"
        )
    example = "datetime(2026, 5, 15, 16, 30, tzinfo=ZoneInfo('Europe/London'))"
    if isinstance(at, str):
        example += ", or of a text that ends in its offset datetime.fromisoformat('2026-05-15T16:30+01:00')"
    elif type(at) in {int, float}:
        example += ", or of seconds since 1970 datetime.fromtimestamp(seconds, tz=UTC)"
    return InputError(
        f"{name}={shown(at)} is {type(at).__name__}, not a datetime: write an aware datetime, for instance {example}"
    )


def moment(at: int, tz: str = "UTC") -> DateTime:
    """Return the instant as a pendulum datetime in the zone of a name, the fold included (T12).

    Raises:
        UnreachableError: the local clock there reads a year before 1 or after 9999.
    """
    return moment_in(at, pendulum_zone(tz))


def moment_in(at: int, zone: tzinfo) -> DateTime:
    """Return the instant as a pendulum datetime in a zone that ``pendulum_zone`` gave.

    Raises:
        UnreachableError: the local clock there reads a year before 1 or after 9999.
    """
    seconds, micro = divmod(at, SECOND)
    try:
        local = datetime.fromtimestamp(seconds, zone)
    except (OverflowError, OSError, ValueError):
        local = _moment_at_an_end_of_time(seconds, zone)
    if micro:
        local = local.replace(microsecond=micro)
    # A datetime says with which arguments its class rebuilds it, zone and fold included. pendulum's class takes them
    # too, at a tenth of what its own constructors cost.
    rebuilt_with: Any = local.__reduce_ex__(_WITH_FOLD)[1]
    return DateTime(*rebuilt_with)


def _moment_at_an_end_of_time(seconds: int, zone: tzinfo) -> datetime:
    # Some platforms know no timestamps before 1970, and none does of the first and last years.
    try:
        return (_EPOCH + timedelta(seconds=seconds)).astimezone(zone)
    except OverflowError:
        raise UnreachableError(f"the answer lies outside the years 1 to 9999 on the clock of {zone}") from None


@lru_cache(maxsize=1024)
def pendulum_zone(tz: str) -> tzinfo:
    """Return the zone of an IANA name as pendulum has it."""
    return pendulum.timezone(zone_name(tz))


def civil(local: datetime, tz: str) -> int:
    """Return the instant of a naive local time: the first pass of a repeated one, the jump for a skipped one (T13)."""
    wall = micros(local.replace(tzinfo=UTC))
    return LocalClock(tz, max(wall - 3 * DAY, START_OF_TIME), min(wall + 3 * DAY, END_OF_TIME)).instant(wall)


def iso(at: datetime | None) -> str | None:
    """Return a datetime in ISO 8601 with its offset; None for None."""
    return None if at is None else datetime.isoformat(at)


def from_iso(text: str) -> datetime | None:
    """Return the datetime that ISO 8601 text says; None where it says none.

    Python alone takes an offset of 60 minutes, any letter between date and time, and in newer versions an hour 24.
    """
    return _parsed(datetime.fromisoformat, text.upper()) if _ISO.fullmatch(text) else None


def date_from_iso(text: str) -> date | None:
    """Return the date that ISO 8601 text says; None where it says none."""
    return _parsed(date.fromisoformat, text) if _ISO_DATE.fullmatch(text) else None


def _parsed(parse: Callable[[str], T], text: str) -> T | None:
    try:
        return parse(text)
    except ValueError:
        return None


def as_utc(at: datetime) -> datetime:
    """Return any aware datetime as a plain standard-library datetime in UTC: the form to store (T12).

    A pendulum or zoneinfo value in the repeated hour of autumn can lose which of the two passes it was when it is
    pickled or written without its offset; a UTC value cannot. Where nothing is promised a deadline is None, and so
    is what is stored: write ``due and as_utc(due)``.

    Args:
        at: an aware datetime of any kind and zone.

    Returns:
        The same instant as ``datetime.datetime`` with ``tzinfo=datetime.UTC``.

    Raises:
        NaiveDatetimeError: *at* has no time zone (T4).

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> as_utc(datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London")))
        datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.timezone.utc)
    """
    return utc(micros(at))


def utc(at: int) -> datetime:
    """Return an instant as a plain standard-library datetime in UTC."""
    return _EPOCH + timedelta(microseconds=at)


def micros_of(value: timedelta, name: str = "amount") -> int:
    """Return an amount of time in microseconds.

    Raises:
        InputError: *value* is no timedelta, or one of months or years, whose length depends on where they stand.
    """
    if type(value) is timedelta:
        return (value.days * 86_400 + value.seconds) * SECOND + value.microseconds
    if not isinstance(value, timedelta):
        raise InputError(
            f"{name}={shown(value)} is no amount of time: write a timedelta, for instance timedelta(hours=8)"
        )
    if isinstance(value, pendulum.Interval):
        value = value.as_timedelta()  # between two instants, so its months have a length
    if getattr(value, "months", 0) or getattr(value, "years", 0):
        raise InputError(f"{name}={shown(value)} holds months or years, whose length is not fixed: write days or hours")
    return timedelta.__floordiv__(value, timedelta(microseconds=1))


def span(micros_: int) -> timedelta:
    """Return an amount of microseconds as a timedelta."""
    return timedelta(microseconds=micros_)


def day_number(day: date, name: str = "day") -> int:
    """Return a date as days since 1970-01-01.

    Raises:
        InputError: *day* is no date; a datetime is refused, since its date depends on the zone.
    """
    if isinstance(day, datetime) or not isinstance(day, date):
        raise InputError(f"{name}={shown(day)} is no date: write a date, for instance date(2026, 12, 24)")
    return day.toordinal() - _EPOCH_DAY


def day_of(number: int) -> date:
    """Return the date of a number of days since 1970-01-01."""
    try:
        return date.fromordinal(number + _EPOCH_DAY)
    except (ValueError, OverflowError):
        raise UnreachableError("the answer lies outside the years 1 to 9999") from None


def instant_text(at: int) -> str:
    """Return code that rebuilds an instant: a datetime in UTC."""
    if at == END_OF_TIME:
        at -= 1
    found = utc(at)
    rest = (found.second, found.microsecond)
    fields = (found.year, found.month, found.day, found.hour, found.minute, *rest)
    used = len(fields) if rest[1] else len(fields) - 1 if rest[0] else len(fields) - 2
    return f"datetime({', '.join(map(str, fields[:used]))}, tzinfo=UTC)"
