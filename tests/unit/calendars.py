"""Calendars and moments that several tests ask about; 15 May 2026 is a Friday."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from slacalc import Calendar

ZONE, NEW_YORK = "Europe/London", "America/New_York"
LONDON = ZoneInfo(ZONE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=ZONE)
ENGLAND = Calendar.holidays("GB", subdiv="ENG", tz=ZONE)
HOURS = OFFICE - ENGLAND
NIGHTS = Calendar.weekly("Mon-Fri 22:00-06:00", tz=ZONE)
FRIDAY = Calendar.dates([date(2026, 5, 15)], tz=ZONE)
SATURDAY_IN_NEW_YORK = Calendar.weekly("Sat 10:00-14:00", tz=NEW_YORK)


def at(text: str, fold: int = 0) -> datetime:
    """Return a datetime in London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=UTC)


def told(moment: datetime) -> str:
    """Return local date, time and offset: two datetimes of one zone would be compared by wall clock (T2)."""
    return moment.isoformat(timespec="minutes")


def listed(calendar: Calendar, start: datetime, end: datetime) -> list[str]:
    return [f"{opening:%d %H:%M}-{closing:%d %H:%M}" for opening, closing in calendar.windows(start, end)]


NOW = utc(2026, 5, 15, 12)
