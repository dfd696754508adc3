"""How the command writes an instant: for people with weekday and zone, short in tables, ISO 8601 for programs."""

from datetime import datetime


def spoken(at: datetime | None) -> str:
    """Return an instant for people, for instance "Tue 2026-12-29 16:30 GMT"."""
    return "" if at is None else f"{at:%a} {short(at)} {at:%Z}"


def short(at: datetime | None) -> str:
    """Return an instant for a table that names the zone, to the minute where it is whole."""
    if at is None:
        return ""
    whole = at.replace(tzinfo=None, fold=0)
    exact = "auto" if at.second or at.microsecond else "minutes"
    return datetime.isoformat(whole, sep=" ", timespec=exact)


def written(at: datetime | None) -> str | None:
    """Return an instant for programs: ISO 8601 with its offset."""
    return None if at is None else datetime.isoformat(at)
