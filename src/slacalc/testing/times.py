"""Instants as a test writes them: an aware datetime, or "Fri 2026-05-15 16:30" on the clock of the agreement."""

import re
from datetime import datetime

from slacalc.errors import InputError, shown
from slacalc.instants import civil, micros, moment

_WRITTEN = re.compile(r"(?:([A-Za-z]+),? +)?(\d{4}-\d\d-\d\d[T ].+)", re.ASCII)


def instant(at: datetime | str, tz: str, name: str) -> datetime:
    """Return an instant of a test; a text without an offset is read on the clock of a zone (T13).

    Raises:
        InputError: no datetime and no text of one, or a weekday that its date is not.
    """
    if not isinstance(at, str):
        micros(at, name)
        return at
    found = _WRITTEN.fullmatch(at.strip())
    try:
        read = datetime.fromisoformat(found[2]) if found else None
    except ValueError:
        read = None
    if found is None or read is None:
        raise InputError(f"{name}={shown(at)} is no time: write for instance 'Fri 2026-05-15 16:30', or a datetime")
    if found[1] and not f"{read:%A}".lower().startswith(found[1].lower()):
        raise InputError(f"{name}={shown(at)}: that date is a {read:%A}, write '{read:%a} {found[2]}'")
    return read if read.tzinfo else moment(civil(read, tz), tz)
