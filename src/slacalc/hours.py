"""The wall-clock week: hours in words, as a mapping, and as edges of one week (T6).

A time of day is a number of microseconds since local midnight; a moment of the week one since Monday 00:00.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from difflib import get_close_matches
from itertools import pairwise

from slacalc.errors import InputError, first_of, shown
from slacalc.windows import DAY, HOUR, MINUTE, SECOND, WEEK, Edges, normal, pairs

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_WORDS = {name[:size]: day for day, name in enumerate(_FULL) for size in (2, 3, len(name))}
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?", re.ASCII)
_EXAMPLE = "write for instance 'Mon-Fri 09:00-17:00; Sat 10:00-14:00'"
LONGEST = 5_000
MOST_WINDOWS = 1_440
"""Of one day: one a minute."""

Shift = tuple[int, int]
"""A window of one day: (start, end) since the midnight on which it opens; an end above DAY lies on the next day."""
Week = tuple[tuple[Shift, ...], ...]
"""The shifts of each day, Monday first."""


def parse_week(text: str) -> Week:
    """Read hours in words into the shifts of each day (T6).

    Raises:
        InputError: the text says which part cannot be read, and what to write.
    """
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"no hours in {shown(text)}: {_EXAMPLE}, or use Calendar.never()")
    _check_length(text)
    week: list[list[Shift]] = [[] for _ in DAYS]
    for rule in text.replace("\N{EN DASH}", "-").split(";"):
        days, shifts = _rule(rule.strip(), text)
        for day in days:
            week[day] += shifts
    return checked_week(week)


def _check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise InputError(f"hours of {len(text)} characters are too long: at most {LONGEST}")


def _rule(rule: str, text: str) -> tuple[list[int], list[Shift]]:
    head = re.match(r"[^\d]*", rule)
    words = head.group().strip().rstrip(":") if head else ""
    windows = rule[head.end() if head else 0 :].strip()
    if not windows:
        raise InputError(f"no times after {shown(rule)} in the hours {shown(text)}: {_EXAMPLE}")
    return _days(words, text), parse_shifts(windows)


def _days(words: str, text: str) -> list[int]:
    if not words or words.lower() in {"daily", "every day"}:
        return list(range(7))
    return [day for part in words.split(",") for day in _day_range(part.strip(), text)]


def _day_range(part: str, text: str) -> list[int]:
    ends = [_day(word.strip(), text) for word in part.split("-")]
    if len(ends) > 2:
        raise InputError(f"cannot read the days {shown(part)} in the hours {shown(text)}: write for instance 'Mon-Fri'")
    first, last = ends[0], ends[-1]
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _day(word: str, text: str = "") -> int:
    found = _DAY_WORDS.get(word.lower())
    if found is None:
        near = get_close_matches(word.lower(), _DAY_WORDS, n=1)
        hint = f"did you mean {DAYS[_DAY_WORDS[near[0]]]!r}?" if near else f"write one of {', '.join(DAYS)}"
        place = f" in the hours {shown(text)}" if text else ""
        raise InputError(f"{shown(word)} is no day of the week{place}: {hint}")
    return found


def parse_shifts(text: str) -> list[Shift]:
    """Read the windows of one day, such as "09:00-12:30,13:30-17:00" or "22:00-06:00"."""
    if not isinstance(text, str):
        raise InputError(f"hours={shown(text)} is no text: write for instance '13:00-24:00'")
    _check_length(text)
    return checked_shifts(_shift(part.strip()) for part in text.replace("\N{EN DASH}", "-").split(","))


def _shift(text: str) -> Shift:
    _check_length(text)
    ends = text.split("-")
    if len(ends) != 2:
        raise InputError(f"cannot read the hours {shown(text)}: write a start and an end, for instance '09:00-17:00'")
    return _window(parse_time(ends[0].strip()), parse_time(ends[1].strip()), text)


def _window(start: int, end: int, text: str) -> Shift:
    if start == DAY:
        raise InputError(f"24:00 is an end, not a start, in {shown(text)}: write 00:00")
    if start == end:
        raise InputError(f"{shown(text)} starts and ends at one time: for the whole day write 00:00-24:00")
    return (start, end) if start < end else (start, end + DAY)


def parse_time(text: str) -> int:
    """Read a time of day, "09:00" to "24:00" with seconds where needed, into microseconds since midnight."""
    found = _TIME.fullmatch(text)
    if found:
        hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
        value = hour * HOUR + minute * MINUTE + second * SECOND + int((found[4] or "").ljust(6, "0"))
        if minute < 60 and second < 60 and value <= DAY:
            return value
    raise InputError(f"{shown(text)} is no time of day: write 00:00 to 24:00, for instance 09:00 or 17:30")


def week_of(hours: Mapping[str, Iterable[tuple[object, object]]]) -> Week:
    """Read hours given as a mapping from days to (start, end) pairs, such as {"mon": [("09:00", "17:00")]}."""
    week: list[list[Shift]] = [[] for _ in DAYS]
    for day, windows in hours.items():
        if not isinstance(day, str):
            raise InputError(f"{shown(day)} is no day of the week: write one of {', '.join(DAYS)}")
        week[_day(day)] += _windows(windows)
    return checked_week(week)


def _windows(windows: object) -> list[Shift]:
    if isinstance(windows, str):
        return parse_shifts(windows)
    if not isinstance(windows, Iterable):
        raise InputError(f"{shown(windows)} is no list of windows: write for instance [('09:00', '17:00')]")
    return [_pair(window) for window in first_of(windows, MOST_WINDOWS, "windows of one day")]


def _pair(window: object) -> Shift:
    if isinstance(window, str):
        return _shift(window)
    if not isinstance(window, tuple | list) or len(window) != 2:
        raise InputError(f"{shown(window)} is no window: write a pair such as ('09:00', '17:00')")
    return _window(_clock_time(window[0]), _clock_time(window[1]), f"{window[0]}-{window[1]}")


def _clock_time(value: object) -> int:
    if isinstance(value, str):
        return parse_time(value)
    if isinstance(value, time) and value.tzinfo is None:
        return value.hour * HOUR + value.minute * MINUTE + value.second * SECOND + value.microsecond
    raise InputError(f"{shown(value)} is no time of day: write text such as '09:00'")


def checked_week(week: Iterable[Iterable[Shift]]) -> Week:
    """Return the shifts of each day in order; no shift at all or an overlap within a day is an error (T6)."""
    checked = tuple(tuple(checked_shifts(shifts)) for shifts in week)
    if not any(checked):
        raise InputError(f"these hours are never open: {_EXAMPLE}, or use Calendar.never()")
    return checked


def checked_shifts(shifts: Iterable[Shift]) -> list[Shift]:
    """Return the shifts of one day in order; an overlap is an error, as it is more likely a slip (T6)."""
    ordered = sorted(shifts)
    for earlier, later in pairwise(ordered):
        if later[0] < earlier[1]:
            raise InputError(
                f"the windows {shift_text(earlier)} and {shift_text(later)} of one day overlap: write them as one, "
                "or join two calendars with | if it is meant"
            )
    return ordered


def week_edges(week: Week) -> tuple[int, ...]:
    """Return the moments of the week at which the hours open and close, in normal form."""
    windows = [(day * DAY + start, day * DAY + end) for day, shifts in enumerate(week) for start, end in shifts]
    wrapped = [(start - WEEK, end - WEEK) for start, end in windows if end > WEEK]
    return tuple(normal((max(start, 0), min(end, WEEK)) for start, end in [*windows, *wrapped]))


def week_from_edges(edges: Edges) -> Week:
    """Return shifts that open and close at these moments: the reverse of ``week_edges``."""
    windows = list(pairs(edges))
    if len(windows) > 1 and windows[0][0] == 0 and windows[-1][1] == WEEK and _overnight(windows[-1], windows[0]):
        windows[-1] = (windows[-1][0], WEEK + windows.pop(0)[1])
    week: list[list[Shift]] = [[] for _ in DAYS]
    for start, end in windows:
        for opening, closing in _whole_days(start, end):
            day = opening // DAY
            week[day % 7].append((opening - day * DAY, closing - day * DAY))
    return tuple(tuple(sorted(shifts)) for shifts in week)


def _overnight(last: Shift, first: Shift) -> bool:
    return last[1] - last[0] + first[1] < DAY


def _whole_days(start: int, end: int) -> list[Shift]:
    if end - start < DAY:
        return [(start, end)]
    cuts = [start, *range((start // DAY + 1) * DAY, end, DAY), end]
    return list(pairwise(cuts))


def week_text(week: Week) -> str:
    """Return the hours in words, days with equal hours together: "Mon-Fri 09:00-17:00; Sat 10:00-14:00"."""
    groups: dict[tuple[Shift, ...], list[int]] = {}
    for day, shifts in enumerate(week):
        if shifts:
            groups.setdefault(shifts, []).append(day)
    return "; ".join(f"{_days_text(days)} {shifts_text(shifts)}" for shifts, days in groups.items())


def _days_text(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs)


def shifts_text(shifts: Iterable[Shift]) -> str:
    """Return the windows of one day in words."""
    return ",".join(map(shift_text, shifts))


def shift_text(shift: Shift) -> str:
    """Return one window in words: "22:00-06:00"."""
    start, end = shift
    return f"{time_text(start)}-{time_text(end if end <= DAY else end - DAY)}"


def time_text(at: int) -> str:
    """Return a time of day in words, with seconds only where there are some."""
    hours, rest = divmod(at, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds, fraction = divmod(rest, SECOND)
    text = f"{hours:02}:{minutes:02}"
    if seconds or fraction:
        text += f":{seconds:02}"
    return text + f".{fraction:06}".rstrip("0") if fraction else text
