"""Working days over columns: the dates of a desk as tables that a column is looked up in (T9)."""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import numpy as np

from slacalc.calendar import Calendar
from slacalc.daybook import Daybook
from slacalc.desk import Desk
from slacalc.errors import InputError, is_one_of, shown
from slacalc.frames.columns import tables_of
from slacalc.frames.local import Ambiguous, Localized, Nonexistent
from slacalc.frames.measure import Ints, Steps, check
from slacalc.frames.native import NULL, Column, column_of, dates_of, numbers_of
from slacalc.frames.rows import Asker, Question, Rows, calendar_of
from slacalc.frames.units import DAYS, UNITS, Unit
from slacalc.questions import counting_zone, own_desks
from slacalc.reach import GREGORIAN_CYCLE
from slacalc.windows import DAY
from slacalc.zones import LocalClock

Edge = Literal["open", "close"]
_LATER, _EARLIER = np.iinfo(np.int64).max, NULL
"""What a table holds where a working day lies beyond the desk: later or earlier than what is compiled."""


def add_working_days(
    start: Any,
    number: Any,
    calendar: Calendar,
    *,
    edge: Edge | None = None,
    tz: Any = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
) -> Any:
    """Return for each row the n-th working day after its date (n < 0: before it); for 0 the next that works.

    Args:
        start: a column of dates; or of instants, whose dates are those of the calendar's zone (T9).
        number: a whole number, or a column of them.
        calendar: the hours; a date on which they open is a working day.
        edge: the first opening ("open") or the last closing ("close") of that day, instead of its date.
        tz: the zone whose clock times without a zone were read from.
        ambiguous: how times are taken that the clock reads twice, in the words of pandas.
        nonexistent: how times are taken that the clock skips, in the words of pandas.

    Returns:
        A column of dates of the same kind (in pandas, which has none of its own, of their midnights without a zone); or
        of instants like *start*, or for dates of instants in microseconds, in the calendar's zone (an array: in UTC).

    Raises:
        NaiveDatetimeError: a column without a zone, and no *tz* (T4).
        InputError: no column of dates or instants, or a calendar without one zone.
        UnreachableError: not as many working days within 400 years of some row (T10).

    Example:
        >>> import numpy as np
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> add_working_days(np.array(["2026-05-15", "2026-05-16"], dtype="datetime64[D]"), 1, office)
        array(['2026-05-18', '2026-05-18'], dtype='datetime64[D]')
        >>> opened = np.array(["2026-05-15T16:30"], dtype="datetime64[s]")
        >>> add_working_days(opened, 3, office, edge="close", tz="UTC")
        array(['2026-05-20T16:00:00'], dtype='datetime64[s]')
    """
    if edge is not None and not is_one_of(edge, ("open", "close")):
        raise InputError(f"edge={shown(edge)}: write 'open' or 'close', or leave it out for dates")
    zone, owner = counting_zone(calendar_of(calendar)), own_desks(calendar)
    dates = dates_of(start)
    column = column_of(start, "start", Localized(tz, ambiguous, nonexistent)) if dates is None else dates
    count = number if _is_whole(number) else numbers_of(number, "number", len(column.ticks))
    to = DAYS if edge is None else UNITS["us"] if dates is not None else column.unit
    table, most = partial(_table, edge=edge, to=to, number=count), GREGORIAN_CYCLE // DAY
    found = Asker(Question(table, _looked_up, most, margin=2 * DAY), owner, column.unit).ask(column.ticks, count)
    return _told(column, found, to, zone if dates is not None else column.zone)


def _told(column: Column, found: Ints, to: Unit, zone: str | None) -> Any:
    if to is DAYS:
        return column.dates(found)
    return column.restored(found.view(f"datetime64[{to.name}]"), zone)


def _is_whole(number: object) -> bool:
    return isinstance(number, int | np.integer) and not isinstance(number, bool)


Table = Callable[[Ints, Any, Ints], Ints]


def _looked_up(table: Table, rows: Rows, out: Ints) -> Ints:
    found = table(rows.at, rows.beside, out)
    check(found, _EARLIER + 1, _LATER - 1)
    return found


def _table(desk: Desk, unit: Unit, edge: Edge | None, to: Unit, number: Any) -> Table:
    # One number for all rows is a table of its own: a single look-up from instant to answer.
    tables = tables_of(desk)
    days: Dates = tables.kept("dates", lambda: Dates(desk))
    answers: Ints = tables.kept(("days", edge, to), lambda: days.answers(desk.days, edge, to))
    if unit is DAYS:
        return lambda at, count, out: days.nth(at, count, answers, out)
    if np.ndim(number):
        local: Steps = tables.kept(("local days", unit), lambda: days.steps(unit, days.begun))
        return lambda at, count, out: days.nth(local.at(at, out), count, answers, out)
    landed: Steps = tables.kept(
        ("landed", edge, to, unit, number), lambda: days.steps(unit, days.nth(days.begun, number, answers))
    )
    return lambda at, _, out: landed.at(at, out)


class Dates:
    """The dates of a desk: which are working days, and the instants at which they begin.

    They are kept as long as the desk, and so hold nothing of it: it would never go.
    """

    def __init__(self, desk: Desk) -> None:
        book = desk.days
        self.first, self.last = book.first_day, book.last_day
        every = np.arange(self.first, self.last + 1, dtype=np.int64)
        self.working = np.array([day for day in every.tolist() if book.is_working(day)], dtype=np.int64)
        self._before, self._until = (np.searchsorted(self.working, every, side=side) for side in ("left", "right"))
        # Instants that far from the edges have dates that the daybook knows, wherever the zone skips or repeats a day.
        self._low, self._high = desk.start + 3 * DAY, desk.end - 3 * DAY
        begins = self._begins(desk.clock)
        self._breaks = np.array(begins[1:], dtype=np.int64)
        self.begun = np.array([desk.clock.day(at) for at in begins], dtype=np.int64)
        """The date from each change of it on."""

    def _begins(self, clock: LocalClock) -> list[int]:
        changes = (at for at, _, _ in clock.stretches() if self._low < at < self._high)
        return sorted({self._low, *clock.midnights(self._low, self._high), *changes})

    def answers(self, book: Daybook, edge: Edge | None, to: Unit) -> Ints:
        """Return the answer for each working day, between one for all before them and one for all after."""
        if edge is None:
            found = self.working
        else:
            asked = book.opening if edge == "open" else book.closing
            micros = np.array([asked(day) for day in self.working.tolist()], dtype=np.int64)
            found = to.instants(micros)
            found[micros >= to.to_micros(to.end)] = _LATER
            found[micros < to.to_micros(to.start)] = _EARLIER
        return np.concatenate([[_EARLIER], found, [_LATER]])

    def nth(self, day: Ints, number: Any, answers: Ints, out: Ints | None = None) -> Ints:
        """Return the answers for the n-th working day after each date."""
        check(day, self.first, self.last)
        place = day - self.first
        if np.ndim(number):
            place = np.where(number > 0, self._until[place] - 1, self._before[place])
        else:
            place = (self._until - 1 if number > 0 else self._before).take(place, mode="wrap")
        place += number
        place += 1
        return answers.take(place, out=out, mode="clip")  # what lies beyond is at the ends

    def steps(self, unit: Unit, values: Ints) -> Steps:
        """Return a function of instants that takes a value from each change of the date on."""
        low, high = max(self._low, unit.to_micros(unit.start) + 1), min(self._high, unit.to_micros(unit.end))
        said = (self._breaks > low) & (self._breaks < high)
        first = int(np.searchsorted(self._breaks, low, side="right"))
        kept = np.concatenate([values[first : first + 1], values[1:][said]])
        start, end = low * unit.ticks // unit.micros, high * unit.ticks // unit.micros
        return Steps(unit.instants(self._breaks[said]), kept, start, end)
