"""Weekly hours from a few words, so that a test can hand the same text to the oracle and the library."""

import re
from collections.abc import Sequence

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def minutes(clock: str) -> int:
    """Return "09:30" as minutes from midnight; "24:00" is 1440."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def window(text: str) -> tuple[int, int]:
    """Return "22:00-06:00" as (1320, 1800): an end before the start lies on the next day (T6)."""
    start, end = map(minutes, text.split("-"))
    return (start, end) if end > start else (start, end + 1440)


def weekdays(text: str) -> Sequence[int]:
    """Return "Mon-Fri" or "Sat" as weekday numbers, Monday being 0; "Fri-Mon" runs over the weekend."""
    first, _, last = text.lower().partition("-")
    start, end = DAYS.index(first), DAYS.index(last or first)
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def weekly_hours(text: str) -> dict[int, list[tuple[int, int]]]:
    """Return "Mon-Fri 09:00-12:30,13:30-17:00; Sat 10:00-14:00" as windows by weekday."""
    hours: dict[int, list[tuple[int, int]]] = {}
    for rule in text.split(";"):
        days, times = re.split(r"\s+", rule.strip(), maxsplit=1)
        for group in days.split(","):
            for weekday in weekdays(group):
                hours.setdefault(weekday, []).extend(window(times_) for times_ in times.replace(" ", "").split(","))
    return hours
