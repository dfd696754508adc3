"""A month of a calendar as people draw it: weeks as rows, and in each day its hours and why it is closed."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from slacalc.calendar import Calendar
from slacalc.cli.terminal import plain
from slacalc.closings import OUTSIDE, Closings
from slacalc.cover import Cover
from slacalc.errors import InputError, shown
from slacalc.instants import civil, micros, moment
from slacalc.phrases import length
from slacalc.windows import MINUTE

Line = tuple[str, str]
"""Words, and their style."""
_UNNAMED = {OUTSIDE, "weekend"}
_MIDNIGHT = timedelta(days=1)


def first_of_month(text: str) -> date:
    """Return the first day of the month that a text says.

    Raises:
        InputError: text that is no month.
    """
    found = re.fullmatch(r"(\d{4})-(\d\d)", text.strip(), re.ASCII)
    if found is None or not 1 <= int(found[2]) <= 12 or not 2 <= int(found[1]) <= 9998:
        raise InputError(f"{shown(text)} is no month: type for instance 2026-12")
    return date(int(found[1]), int(found[2]), 1)


def drawn(hours: Calendar, tz: str, cover: Sequence[Cover], first: date) -> tuple[str, Iterator[list[list[Line]]], str]:
    """Return the title of a month, its weeks from Monday to Sunday, and the line below.

    Args:
        hours: the standard hours.
        tz: the zone of their dates.
        cover: what is booked beside them.
        first: the first day of the month.
    """
    days = [first + timedelta(days=day) for day in range(monthrange(first.year, first.month)[1])]
    month = _Month(hours, tz, cover)
    cells: list[list[Line]] = [[]] * first.weekday() + [list(month.day(day)) for day in days]
    cells += [[]] * (-len(cells) % 7)
    working = sum(map(hours.is_working_day, days))
    total = hours.working_time(month.midnight(days[0]), month.midnight(days[-1] + _MIDNIGHT))
    foot = f"{working} working day{'' if working == 1 else 's'}, {length(total)}. Times in {tz}."
    covered = " +: booked cover." if any("+" in line[:1] for cell in cells for line, _ in cell) else ""
    return f"{first:%B} {first.year}", (cells[at : at + 7] for at in range(0, len(cells), 7)), foot + covered


class _Month:
    def __init__(self, hours: Calendar, tz: str, cover: Sequence[Cover]) -> None:
        self._hours, self._tz, self._cover, self._closings = hours, tz, cover, Closings(hours, tz)

    def midnight(self, day: date) -> datetime:
        return moment(civil(datetime.combine(day, time()), self._tz), self._tz)

    def day(self, day: date) -> Iterator[Line]:
        """Return the lines of a day: its number, its hours, why it is closed, and what is booked."""
        start, end = (micros(self.midnight(each)) for each in (day, day + _MIDNIGHT))
        open_ = [(micros(a), micros(b)) for a, b in self._hours.windows(moment(start), moment(end))]
        names = list(dict.fromkeys(self._names(start, end, open_)))
        yield str(day.day), "bold" if open_ else "dim"
        for opens, closes in open_:
            yield self._span(opens, closes, end), "yellow" if names else "green"
        if not open_ and not names:
            yield "closed", "dim"
        yield from ((plain(name), "magenta") for name in names)
        for each in self._cover:
            opens, closes = max(each.opens, start), min(each.closes, end)
            if opens < closes:
                yield f"+{self._span(opens, closes, end)}", "cyan"
                yield from [(plain(each.name), "cyan")] if each.name else []

    def _names(self, start: int, end: int, open_: Sequence[tuple[int, int]]) -> Iterator[str]:
        edges = [start, *(edge for window in open_ for edge in window), end]
        for closes, opens in zip(edges[::2], edges[1::2], strict=True):
            if closes < opens:
                found = (self._closings.reason(at) for at in (closes, opens - 1))
                yield from (name for name in found if name not in _UNNAMED)

    def _span(self, opens: int, closes: int, midnight: int) -> str:
        return f"{self._time(opens)}-{'24' if closes == midnight else self._time(closes)}"

    def _time(self, at: int) -> str:
        local = moment(at, self._tz)
        minutes = f":{local:%M}" if local.minute or at % MINUTE else ""
        return f"{local.hour}{minutes}{f':{local:%S}' if at % MINUTE else ''}"
