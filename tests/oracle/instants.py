"""Instants as integer microseconds since 1970 UTC, and the wall clock read with zoneinfo."""

from array import array
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_MINUTES = 1440


def micros(moment: datetime) -> int:
    """Return the microseconds since 1970 UTC of an aware datetime."""
    return (moment.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def utc(instant: int) -> datetime:
    """Return an instant as a UTC datetime."""
    return EPOCH + timedelta(microseconds=instant)


def at(text: str, zone: str = "UTC", fold: int = 0) -> int:
    """Return the instant of ISO text; text without an offset is read on the wall clock of `zone`."""
    moment = datetime.fromisoformat(text)
    return micros(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone), fold=fold))


def local(instant: int, zone: str) -> datetime:
    """Return what the wall clock of `zone` reads at an instant, as a naive datetime."""
    return utc(instant).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def local_date(instant: int, zone: str) -> date:
    """Return the local date at an instant."""
    return local(instant, zone).date()


@lru_cache(maxsize=4000)
def civil(wall: datetime, zone: str) -> int:
    """Return the instant of a naive wall time by T13: the first minute that reads it, or jumps over it.

    A skipped time is so the instant of the jump, a repeated one its first pass. Every zone is less than
    a day from UTC, so the minutes of three UTC days hold the answer.
    """
    wanted, odd = divmod(micros(wall.replace(tzinfo=UTC)), MINUTE)
    wanted += EPOCH.toordinal() * DAY_MINUTES
    for day in range(wall.toordinal() - EPOCH.toordinal() - 1, wall.toordinal() - EPOCH.toordinal() + 2):
        for minute, reading in enumerate(wall_minutes(zone, day)):
            if reading >= wanted:
                return day * DAY + minute * MINUTE + (odd if reading == wanted else 0)
    raise ValueError(f"{zone} never reads {wall} or later within a day of it")


@lru_cache(maxsize=4000)
def wall_minutes(zone: str, day: int) -> "array[int]":
    """Return what the wall clock reads at each of the 1440 minutes of a UTC day (days since 1970).

    Each reading is a count of minutes: the local date's ordinal times 1440, plus the minute of that date.
    """
    tz = ZoneInfo(zone)
    readings = array("q")
    for minute in range(DAY_MINUTES):
        reads = datetime.fromtimestamp(day * 86400 + minute * 60, tz)
        if reads.second:
            raise ValueError(f"{zone} is not whole minutes from UTC at {reads}: the oracle steps by whole minutes")
        readings.append(reads.toordinal() * DAY_MINUTES + reads.hour * 60 + reads.minute)
    return readings
