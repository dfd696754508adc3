"""What a calendar was when an answer was given: the hash of its windows, and the data they were made from (law 34)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from slacalc.zones import stretches


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The windows of a calendar over a stretch of time as one hash, beside what the data were that they depend on.

    Equal hashes are equal windows; where they differ, the others say whether holidays or clock changes may be why.

    Example:
        >>> from datetime import UTC, datetime
        >>> from slacalc import Calendar
        >>> year = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> split = Calendar.weekly("Mon-Fri 09:00-12:00,12:00-17:00", tz="Europe/London")
        >>> office.fingerprint(*year) == split.fingerprint(*year)
        True
    """

    windows: str
    """The SHA-256 of the windows, in hexadecimal."""
    zones: str
    """The SHA-256 of the clock changes of the zones it is written in, in hexadecimal."""
    holidays: str
    """The version of the holiday data."""

    def to_dict(self) -> dict[str, str]:
        """Return everything ready for JSON."""
        return {"windows": self.windows, "zones": self.zones, "holidays": self.holidays}


def fingerprint(edges: Iterable[int], zones: Iterable[str], start: int, end: int) -> Fingerprint:
    """Return the fingerprint of windows, given as edges, in [start, end)."""
    changes = [f"{name}:{stretches(name, start, end)}" for name in sorted(zones) if start < end]
    return Fingerprint(_digest(",".join(map(str, edges))), _digest(";".join(changes)), holiday_data())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@cache
def holiday_data() -> str:
    """Return the version of the holiday data."""
    return metadata.version("holidays")
