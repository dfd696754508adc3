"""What can be asked of a calendar: of instants, and of the dates of its zone."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeVar

from slacalc.almanac import Day, Edge, check_reach, day_rows, edge_rows
from slacalc.daybook import Daybook
from slacalc.desk import Desk, DeskOwner
from slacalc.errors import InputError, UnreachableError, is_one_of, shown, warn_of_holidays
from slacalc.instants import DateTime, day_number, day_of, micros, micros_of, moment, moment_in, span
from slacalc.reach import GREGORIAN_CYCLE
from slacalc.timeline import Beyond, Timeline
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME

if TYPE_CHECKING:
    from slacalc.fingerprints import Fingerprint

T = TypeVar("T")
Landing = Literal["close", "open"]


class Questions:
    """Working time and working days, asked of a desk without cover that grows as questions need."""

    __slots__ = ("_desks", "_zones")

    _desks: DeskOwner
    _zones: frozenset[str]

    # -- asking of instants ----------------------------------------------------------------------------------------

    def is_open(self, at: datetime) -> bool:
        """Return whether the calendar is open at an aware datetime; at a closing it is not (T1)."""
        instant = micros(at)
        return self._ask(lambda desk: desk.standard.is_open(instant), instant, instant)

    def __contains__(self, at: datetime) -> bool:
        """Return whether the calendar is open at an aware datetime."""
        return self.is_open(at)

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from *start* to *end*, negative where *end* is the earlier (T5).

        Args:
            start: an aware datetime, of any zone.
            end: an aware datetime, of any zone.

        Returns:
            An exact ``timedelta``: additive, and the negative of the reverse.

        Raises:
            NaiveDatetimeError: a datetime without a zone (T4).
            InputError: instants more than 400 years apart.
        """
        first, last = micros(start, "start"), micros(end, "end")
        low, high = min(first, last), max(first, last)
        return span(self._ask(lambda desk: desk.standard.rank(last) - desk.standard.rank(first), low, high))

    def add(self, start: datetime, amount: timedelta, *, landing: Landing = "close") -> DateTime:
        """Return the earliest instant by which *amount* of working time has passed since *start* (T5).

        Args:
            start: an aware datetime, of any zone.
            amount: working time; a negative amount runs backwards, as ``subtract``.
            landing: where an amount used up exactly at a closing ends: at that "close", or at the next "open".

        Returns:
            A pendulum datetime in the calendar's zone (UTC where it has none or several, T12), at or after *start*.

        Raises:
            NaiveDatetimeError: a datetime without a zone (T4).
            UnreachableError: not as much working time within 400 years (T10).

        Example:
            >>> from slacalc import Calendar
            >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
            >>> from datetime import UTC
            >>> print(office.add(datetime(2026, 5, 15, 9, tzinfo=UTC), timedelta(hours=8)))
            2026-05-15 17:00:00+00:00
            >>> print(office.add(datetime(2026, 5, 15, 9, tzinfo=UTC), timedelta(hours=8), landing="open"))
            2026-05-18 09:00:00+00:00
        """
        kernel = Timeline.add if landing is _CLOSE else _landing(landing)
        return self._moment(kernel, micros(start, "start"), micros_of(amount))

    def subtract(self, end: datetime, amount: timedelta) -> DateTime:
        """Return the latest instant from which *amount* of working time passes until *end* (T5)."""
        return self._moment(Timeline.subtract, micros(end, "end"), micros_of(amount))

    def next_open(self, at: datetime) -> DateTime:
        """Return the first open instant at or after *at*: *at* itself where it is open."""
        return self._edge(Timeline.next_open, at)

    def next_close(self, at: datetime) -> DateTime:
        """Return the first closing strictly after the current or next opening."""
        return self._edge(Timeline.next_close, at)

    def previous_open(self, at: datetime) -> DateTime:
        """Return the latest opening at or before *at*."""
        return self._edge(Timeline.previous_open, at)

    def previous_close(self, at: datetime) -> DateTime:
        """Return the latest closing at or before *at*."""
        return self._edge(Timeline.previous_close, at)

    def windows(self, start: datetime, end: datetime) -> Iterator[tuple[DateTime, DateTime]]:
        """Return the (open, close) pairs that meet [start, end), clipped to it, in order."""
        zone, found = self._desks.tz, self._windows(start, end)
        return ((moment(opening, zone), moment(closing, zone)) for opening, closing in found)

    def same_windows(self, other: "Questions", start: datetime, end: datetime) -> bool:
        """Return whether both calendars are open at the same instants of [start, end)."""
        if not isinstance(other, Questions):
            raise InputError(f"{shown(other)} is no calendar to compare with: write a Calendar")
        return self._windows(start, end) == other._windows(start, end)

    def fingerprint(self, start: datetime, end: datetime) -> "Fingerprint":
        """Return what the calendar was in [start, end): the hash of its windows, and which data made them.

        Store it with a deadline, to see later whether holidays or clock changes have been corrected since.

        Args:
            start: an aware datetime, of any zone.
            end: an aware datetime, after the start.

        Raises:
            NaiveDatetimeError: a datetime without a zone (T4).
            InputError: instants more than 400 years apart.
        """
        from slacalc.fingerprints import fingerprint  # noqa: PLC0415 (reading versions loads much of email and zipfile)

        edges = [edge for window in self._windows(start, end) for edge in window]
        return fingerprint(edges, self._zones, micros(start), micros(end))

    def _windows(self, start: datetime, end: datetime) -> list[tuple[int, int]]:
        first, last = micros(start, "start"), micros(end, "end")
        if first >= last:
            return []
        return self._ask(lambda desk: desk.standard.windows(first, last), first, last)

    def _edge(self, find: Callable[[Timeline, int], int], at: datetime) -> DateTime:
        return self._moment(lambda hours, instant, _: find(hours, instant), micros(at), 0)

    def _moment(self, find: Callable[[Timeline, int, int], int], at: int, size: int) -> DateTime:
        # This is asked most, so without the detour of a closure.
        desks = self._desks
        desk = desks.covering(at, at)
        while True:
            try:
                found = find(desk.standard, at, size)
                break
            except Beyond as beyond:
                _check_reach(size)
                desk = desks.longer(desk, beyond, at, at)
        if not desk.is_plain:
            _check_answer(desk, at, found, size)
        return moment_in(found, desks.zone)

    def _ask(self, question: Callable[[Desk], T], start: int, end: int) -> T:
        answer, desk = self._desks.ask(question, start, end)
        if not desk.knows_all_holidays:
            _mind_holidays(desk, start, end)
        return answer

    # -- asking of dates -------------------------------------------------------------------------------------------

    @property
    def tz(self) -> str | None:
        """The zone in which dates are counted and answers given: the one zone of the parts, else None (T9, T12)."""
        return next(iter(self._zones)) if len(self._zones) == 1 else None

    def is_working_day(self, day: date) -> bool:
        """Return whether the calendar opens on the local date (T9)."""
        number = day_number(day)
        return self._ask_of_days(lambda days: days.is_working(number), number)

    def add_working_days(self, day: date, number: int) -> date:
        """Return the n-th working day after the date (n < 0: before it); n = 0: the date if working, else the next.

        Raises:
            UnreachableError: there are not as many working days within 400 years (T10).

        Example:
            >>> from slacalc import Calendar
            >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
            >>> office.add_working_days(date(2026, 5, 15), 1)
            datetime.date(2026, 5, 18)
        """
        start = day_number(day)
        if not isinstance(number, int) or isinstance(number, bool):
            raise InputError(f"number={shown(number)} is no count of working days: write a whole number")
        if abs(number) > GREGORIAN_CYCLE // DAY:
            raise UnreachableError(f"{shown(number)} working days are not reached within 400 years")
        found, desk = self._days_asked(lambda days: days.add(start, number), start)
        _mind_holidays(desk, min(start, found) * DAY, (max(start, found) + 1) * DAY - 1)
        return day_of(found)

    def count_working_days(self, start: date, end: date) -> int:
        """Return how many working days lie in [start, end), as a negative number where *end* is the earlier."""
        first, last = day_number(start, "start"), day_number(end, "end")
        return self._ask_of_days(lambda days: days.count(first, last), first, last)

    def opening(self, day: date) -> DateTime | None:
        """Return the first opening on the local date; None where it is no working day (T9)."""
        return self._edge_of_day(Daybook.opening, day)

    def closing(self, day: date) -> DateTime | None:
        """Return the end of the last window that opens on the local date; None where it is no working day (T9)."""
        return self._edge_of_day(Daybook.closing, day)

    def _edge_of_day(self, find: Callable[[Daybook, int], int], day: date) -> DateTime | None:
        number = day_number(day)
        found = self._ask_of_days(lambda days: find(days, number) if days.is_working(number) else None, number)
        return None if found is None else moment(found, self._desks.tz)

    def _ask_of_days(self, question: Callable[[Daybook], T], *days: int) -> T:
        answer, desk = self._days_asked(question, *days)
        _mind_holidays(desk, min(days) * DAY, (max(days) + 1) * DAY - 1)
        return answer

    def _days_asked(self, question: Callable[[Daybook], T], *days: int) -> tuple[T, Desk]:
        counting_zone(self)
        start, end = (min(days) - 1) * DAY, (max(days) + 2) * DAY
        if end - start > GREGORIAN_CYCLE:
            raise InputError("the two dates lie more than 400 years apart: ask about a shorter time")
        first, last = max(start, START_OF_TIME), min(end, END_OF_TIME - 1)
        return self._desks.ask(lambda desk: question(desk.days), first, last)

    # -- writing it out --------------------------------------------------------------------------------------------

    def edges(self, start: datetime, end: datetime) -> list[Edge]:
        """Return the windows that meet [start, end), clipped to it, with running totals: a table to join with.

        The table answers for instants from its first opening to its last closing: ask for some days more than the
        tickets need. Working time up to such an instant is, in the last row that opens at or before it, the total less
        what is left until the closing. An amount d > 0 after it is up in the first row whose total is at least as much
        more, as long before the closing as the total is larger (T5). A deadline that no row reaches is not known.

        Args:
            start: an aware datetime in a whole second, of any zone.
            end: another, not before the start.

        Returns:
            One row for each window in order, named tuples (opens, closes, total_seconds): instants in UTC, and the
            working time from the start to the closing in seconds. What a bound cuts is no opening or closing (T1).

        Raises:
            NaiveDatetimeError: a datetime without a zone (T4).
            InputError: an end before the start, a range of more than 36,525 days, or edges finer than seconds.

        Example:
            >>> from datetime import UTC
            >>> from slacalc import Calendar
            >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
            >>> for row in office.edges(datetime(2026, 5, 15, 12, tzinfo=UTC), datetime(2026, 5, 19, tzinfo=UTC)):
            ...     print(row.opens, row.closes, row.total_seconds)
            2026-05-15 12:00:00+00:00 2026-05-15 17:00:00+00:00 18000
            2026-05-18 09:00:00+00:00 2026-05-18 17:00:00+00:00 46800
        """
        check_reach(micros(start, "start"), micros(end, "end"), DAY)
        return edge_rows(self._windows(start, end))

    def days(self, start: date, end: date) -> list[Day]:
        """Return the local dates of [start, end), each with its hours and its number: a table to join with (T9).

        The n-th working day after a date (n > 0) is the working row whose number is that of the date plus n.

        Args:
            start: a date of the calendar's zone.
            end: another, not before the start; it is not among the rows.

        Returns:
            One row for each date in order, named tuples (day, working, holiday, opens, closes, working_seconds,
            total_seconds, working_day_number): instants in UTC, working time in seconds, totals from the first row.
            Windows count whole on the date on which they open, one of more than 24 hours being cut at midnights.

        Raises:
            InputError: an end before the start, more than 36,525 dates, edges finer than seconds, or a calendar of
                several zones (write ``.in_zone(...)`` after it).

        Example:
            >>> from slacalc import Calendar
            >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
            >>> for row in office.days(date(2026, 5, 15), date(2026, 5, 19)):
            ...     print(row.day, row.working, row.working_seconds, row.total_seconds, row.working_day_number)
            2026-05-15 True 28800 28800 1
            2026-05-16 False 0 28800 1
            2026-05-17 False 0 28800 1
            2026-05-18 True 28800 57600 2
        """
        first, last = day_number(start, "start"), day_number(end, "end")
        check_reach(first, last, 1)
        wanted = range(first, last)
        return self._ask_of_days(lambda book: day_rows(book, wanted, self._desks.node), first, max(first, last - 1))


def counting_zone(calendar: Questions) -> str:
    """Return the zone whose dates a calendar counts.

    Raises:
        InputError: it has none, or several (T9).
    """
    if calendar.tz is None:
        raise InputError(
            f"{shown(calendar)} has no one zone to count days in: write .in_zone('Europe/London') after it (T9)"
        )
    return calendar.tz


def own_desks(calendar: Questions) -> DeskOwner:
    """Return the owner of the desks on which a calendar answers questions."""
    return calendar._desks


def _check_reach(size: int) -> None:
    if abs(size) > GREGORIAN_CYCLE:
        raise UnreachableError(f"{span(size)!r} of working time is not reached within 400 years")


def _check_answer(desk: Desk, at: int, found: int, size: int) -> None:
    _check_reach(size)
    if not desk.knows_all_holidays:
        _mind_holidays(desk, min(found, at), max(found, at))
    if abs(found - at) > GREGORIAN_CYCLE:
        raise UnreachableError("the answer lies more than 400 years from the question")


def _add_and_open(hours: Timeline, at: int, amount: int) -> int:
    return hours.next_open(hours.add(at, amount))


_LANDINGS = {"close": Timeline.add, "open": _add_and_open}
_CLOSE: Landing = "close"
"""The default itself, so that the most usual question looks nothing up."""


def _landing(landing: object) -> Callable[[Timeline, int, int], int]:
    if not is_one_of(landing, _LANDINGS):
        raise InputError(f"landing={shown(landing)}: write 'close' or 'open'")
    return _LANDINGS[str(landing)]


def _mind_holidays(desk: Desk, start: int, end: int) -> None:
    if not desk.knows_holidays(start, end):
        first, last = day_of(start // DAY), day_of(end // DAY)
        warn_of_holidays(f"not all public holidays from {first} to {last} are known (T11)")
