"""When the clocks of some difficult zones change, found by asking the zones day by day."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from slacalc.instants import micros
from slacalc.testing.recipes import utc
from slacalc.windows import DAY, HOUR, SECOND

ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Africa/Casablanca",  # its clock goes back for Ramadan
    "America/Santiago",  # midnight is skipped, and repeated
    "Pacific/Apia",  # 30 December 2011 is no date
    "Europe/Dublin",  # winter time is the exception
    "Asia/Kathmandu",  # 5:45 from UTC
    "America/St_Johns",  # changes at 00:01 until 2011
    "Asia/Gaza",
    "America/Scoresbysund",
    "Atlantic/Azores",
    "UTC",
)
FIRST_YEAR, LAST_YEAR = 1900, 2100
PROBE = DAY
NEAR = 2 * HOUR


@lru_cache
def changes(zone: str) -> tuple[int, ...]:
    """Return the instants at which the offset of a zone changes, found by asking it day by day."""
    days = range(new_year(FIRST_YEAR), new_year(LAST_YEAR + 1), PROBE)
    return tuple(_change(zone, day, day + PROBE) for day in days if _offset(zone, day) != _offset(zone, day + PROBE))


def _change(zone: str, low: int, high: int) -> int:
    before = _offset(zone, low)
    while high - low > SECOND:
        middle = (low + high) // 2 // SECOND * SECOND
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


def _offset(zone: str, at: int) -> timedelta | None:
    return utc(at).astimezone(ZoneInfo(zone)).utcoffset()


def new_year(year: int) -> int:
    """Return the instant at which a year begins in UTC."""
    return micros(datetime(year, 1, 1, tzinfo=UTC))


@lru_cache
def whole_minutes_since(zone: str) -> int:
    """Return from when on a zone is whole minutes from UTC, as the oracle needs it."""
    odd = [at for at in changes(zone) if (_offset(zone, at - 1) or UTC.utcoffset(None)) % timedelta(minutes=1)]
    return odd[-1] + 30 * DAY if odd else new_year(FIRST_YEAR)


def is_near_a_change(at: int, zones: set[str]) -> bool:
    """Return whether a clock of the zones changes within two hours of an instant."""
    return any(_nearest(changes(zone), at) <= NEAR for zone in zones)


def _nearest(instants: tuple[int, ...], at: int) -> int:
    after = bisect_left(instants, at)
    return min((abs(other - at) for other in instants[max(after - 1, 0) : after + 1]), default=10 * NEAR)


def is_calm(zone: str, start: int, end: int) -> bool:
    """Return whether the offset of a zone stays the same from one instant to another."""
    return bisect_left(changes(zone), start) == bisect_left(changes(zone), end + 1)
