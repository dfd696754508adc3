"""Calendars: sets of instants, written as expressions, that answer questions of working time and working days."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeVar, final

import slacalc.expression as ex
from slacalc import holidays as public_holidays
from slacalc.daybook import Daybook
from slacalc.desk import Desk, DeskOwner
from slacalc.errors import HolidayDataWarning, InputError, UnreachableError
from slacalc.hours import checked_shifts, parse_shifts, parse_week, week_edges, week_of
from slacalc.instants import DateTime, day_number, day_of, micros, micros_of, moment, span
from slacalc.leaves import dates_leaf, skipped_leaves, spans_leaf
from slacalc.notation import code, prose
from slacalc.reach import GREGORIAN_CYCLE
from slacalc.timeline import Timeline
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME, normal
from slacalc.zones import zone_name

T = TypeVar("T")
Landing = Literal["close", "open"]


@final
class Calendar:
    """A set of instants, "working time", written as an expression: hours, public holidays, dates, spans, ``| & - ~``.

    Calendars are values: frozen, hashable, equal when their normal forms and zones are. They are open at an instant or
    not, by the wall clock of their zone (T3), in half-open windows (T1). Make one with ``weekly``, ``holidays``,
    ``dates``, ``spans``, ``always``, ``never``, ``since`` or ``until``, and combine them in the order in which the
    rules apply (T8): ``((office - holidays) | saturday) - closure``.

    Example:
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> hours = office - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
        >>> from zoneinfo import ZoneInfo
        >>> eve = datetime(2026, 12, 24, 16, 30, tzinfo=ZoneInfo("Europe/London"))
        >>> print(hours.add(eve, timedelta(hours=8)))
        2026-12-29 16:30:00+00:00
        >>> hours.working_time(eve, hours.next_open(eve + timedelta(days=1)))
        datetime.timedelta(seconds=1800)
    """

    __slots__ = ("_desks", "_node", "_zones")

    _node: ex.Node
    _zones: frozenset[str]
    _desks: DeskOwner

    def __init__(self, *_: object, **__: object) -> None:
        raise InputError(
            "a calendar is made by a name: Calendar.weekly('Mon-Fri 09:00-17:00', tz='Europe/London'), "
            "Calendar.holidays(...), dates, spans, always, never, since or until"
        )

    # -- making one ------------------------------------------------------------------------------------------------

    @classmethod
    def _of(cls, node: ex.Node, zones: Iterable[str] = ()) -> "Calendar":
        made = object.__new__(cls)
        object.__setattr__(made, "_node", node)
        object.__setattr__(made, "_zones", frozenset(zones))
        object.__setattr__(made, "_desks", DeskOwner(node, made.tz or "UTC"))
        return made

    @classmethod
    def weekly(
        cls,
        hours: str | Mapping[str, Iterable[Any]],
        *,
        tz: str,
        skip: "Calendar | Iterable[date] | None" = None,
    ) -> "Calendar":
        """Return the calendar of hours that repeat every week.

        Args:
            hours: words such as "Mon-Fri 09:00-12:30,13:30-17:00; Sat 10:00-14:00", or a mapping such as
                {"mon": [("09:00", "17:00")]}. A window whose end is not after its start ends the next day and belongs
                to the day on which it opens (T6); 24:00 is an end.
            tz: the IANA zone whose wall clock the hours are read by (T3).
            skip: dates, or a calendar of whole dates or public holidays: shifts that open on one are left out whole,
                where subtracting a date would cut them at midnight (T7).

        Raises:
            InputError: hours that cannot be read, are never open, or overlap within a day.
            UnknownZoneError: no such zone.

        Example:
            >>> print(Calendar.weekly("Mon-Thu 22:00-06:00", tz="Europe/Dublin"))
            Mon-Thu 22:00-06:00 Europe/Dublin
        """
        zone = zone_name(tz)
        week = week_of(hours) if isinstance(hours, Mapping) else parse_week(hours)
        if skip is None:
            return cls._of(ex.weekly(zone, week_edges(week)), [zone])
        skipped = skipped_leaves(skip._node if isinstance(skip, Calendar) else skip, zone)
        return cls._of(ex.Shifts(zone, week, skipped), [zone])

    @classmethod
    def holidays(
        cls,
        country: str,
        *,
        tz: str,
        subdiv: str | None = None,
        substitutes: public_holidays.Substitutes = "both",
    ) -> "Calendar":
        """Return the public holidays of a country or subdivision, from local midnight to midnight (T7).

        Args:
            country: an ISO 3166 code such as "GB".
            subdiv: a subdivision such as "ENG"; required where the country's own list lacks common holidays (GB).
            tz: the IANA zone of the midnights.
            substitutes: a holiday at a weekend and the day given in its place: "both", "substitute" (only the day
                given), or "actual" (only the day itself).

        Raises:
            InputError: no such country, subdivision or policy.
            UnknownZoneError: no such zone.

        Source: the ``holidays`` package; outside the years that it knows, answers carry a HolidayDataWarning (T11).

        Example:
            >>> england = Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
            >>> england.is_working_day(date(2026, 12, 28))  # a date on which this calendar is "open"
            True
        """
        zone = zone_name(tz)
        public_holidays.region(country, subdiv, substitutes)
        return cls._of(ex.Holidays(zone, country, subdiv, substitutes), [zone])

    @classmethod
    def dates(
        cls,
        days: Mapping[date, str] | Iterable[date],
        *,
        tz: str,
        hours: str | None = None,
    ) -> "Calendar":
        """Return given dates, whole (midnight to midnight, T7) or the same hours of each.

        Args:
            days: dates, or a mapping from dates to the names that explanations use.
            tz: the IANA zone of the dates.
            hours: windows such as "13:00-24:00"; a window past midnight belongs to the date on which it opens (T6).

        Raises:
            InputError: something that is no date, or hours that cannot be read.

        Example:
            >>> print(Calendar.dates({date(2026, 12, 24): "Christmas Eve"}, hours="13:00-24:00", tz="Europe/London"))
            2026-12-24 13:00-24:00 Europe/London
        """
        zone = zone_name(tz)
        shifts = None if hours is None else tuple(checked_shifts(parse_shifts(hours)))
        return cls._of(dates_leaf(days, zone, shifts), [zone])

    @classmethod
    def spans(cls, spans: Iterable[tuple[datetime, datetime]]) -> "Calendar":
        """Return the instants between pairs of aware datetimes, each half-open (T1); a pair of no length is nothing.

        Raises:
            InputError: a pair that ends before it starts.
            NaiveDatetimeError: a datetime without a zone (T4).
        """
        return cls._of(spans_leaf(spans))

    @classmethod
    def always(cls) -> "Calendar":
        """Return the calendar that is open 24 hours a day, every day."""
        return cls._of(ex.ALWAYS)

    @classmethod
    def never(cls) -> "Calendar":
        """Return the calendar that is never open."""
        return cls._of(ex.NEVER)

    @classmethod
    def since(cls, at: datetime) -> "Calendar":
        """Return all instants at or after an aware datetime."""
        return cls._of(ex.Spans((micros(at), END_OF_TIME)))

    @classmethod
    def until(cls, at: datetime) -> "Calendar":
        """Return all instants before an aware datetime."""
        return cls._of(ex.Spans(tuple(normal([(START_OF_TIME, micros(at))]))))

    def in_zone(self, tz: str) -> "Calendar":
        """Return the same instants, with dates counted and answers given in one zone (T9, T12)."""
        return self._of(self._node, [zone_name(tz)])

    # -- combining them --------------------------------------------------------------------------------------------

    def __or__(self, other: "Calendar") -> "Calendar":
        """Return the instants of either calendar."""
        return self._combined(other, ex.union)

    def __and__(self, other: "Calendar") -> "Calendar":
        """Return the instants of both calendars."""
        return self._combined(other, ex.intersection)

    def __sub__(self, other: "Calendar") -> "Calendar":
        """Return the instants of this calendar that are not in the other."""
        return self._combined(other, lambda parts: ex.intersection([parts[0], ex.complement(parts[1])]))

    def __invert__(self) -> "Calendar":
        """Return all other instants."""
        return self._of(ex.complement(self._node), self._zones)

    def _combined(self, other: "Calendar", combine: Callable[[list[ex.Node]], ex.Node]) -> "Calendar":
        if not isinstance(other, Calendar):
            return NotImplemented
        return self._of(combine([self._node, other._node]), self._zones | other._zones)

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
            >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
            >>> from datetime import UTC
            >>> print(office.add(datetime(2026, 5, 15, 9, tzinfo=UTC), timedelta(hours=8)))
            2026-05-15 17:00:00+00:00
            >>> print(office.add(datetime(2026, 5, 15, 9, tzinfo=UTC), timedelta(hours=8), landing="open"))
            2026-05-18 09:00:00+00:00
        """
        first, size = micros(start, "start"), self._size(amount)
        if landing == "close":
            return self._moment(lambda desk: desk.standard.add(first, size), first)
        if landing != "open":
            raise InputError(f"landing={landing!r}: write 'close' or 'open'")
        return self._moment(lambda desk: desk.standard.next_open(desk.standard.add(first, size)), first)

    def subtract(self, end: datetime, amount: timedelta) -> DateTime:
        """Return the latest instant from which *amount* of working time passes until *end* (T5)."""
        last, size = micros(end, "end"), self._size(amount)
        return self._moment(lambda desk: desk.standard.subtract(last, size), last)

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
        first, last = micros(start, "start"), micros(end, "end")
        zone = self.tz or "UTC"
        if first >= last:
            return iter(())
        found = self._ask(lambda desk: desk.standard.windows(first, last), first, last)
        return ((moment(opening, zone), moment(closing, zone)) for opening, closing in found)

    def same_windows(self, other: "Calendar", start: datetime, end: datetime) -> bool:
        """Return whether both calendars are open at the same instants of [start, end)."""
        return list(self.windows(start, end)) == list(other.windows(start, end))

    def _edge(self, find: Callable[[Timeline, int], int], at: datetime) -> DateTime:
        instant = micros(at)
        return self._moment(lambda desk: find(desk.standard, instant), instant)

    def _size(self, amount: timedelta) -> int:
        size = micros_of(amount)
        if abs(size) > GREGORIAN_CYCLE:
            raise UnreachableError(f"{amount!r} of working time is not reached within 400 years")
        return size

    def _moment(self, question: Callable[[Desk], int], at: int) -> DateTime:
        found, desk = self._desks.ask(question, at, at)
        _mind_holidays(desk, min(found, at), max(found, at))
        if abs(found - at) > GREGORIAN_CYCLE:
            raise UnreachableError("the answer lies more than 400 years from the question")
        return moment(found, self.tz or "UTC")

    def _ask(self, question: Callable[[Desk], T], start: int, end: int) -> T:
        answer, desk = self._desks.ask(question, start, end)
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
            >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
            >>> office.add_working_days(date(2026, 5, 15), 1)
            datetime.date(2026, 5, 18)
        """
        start = day_number(day)
        if not isinstance(number, int) or isinstance(number, bool):
            raise InputError(f"number={number!r} is no count of working days: write a whole number")
        if abs(number) > GREGORIAN_CYCLE // DAY:
            raise UnreachableError(f"{number} working days are not reached within 400 years")
        found = self._ask_of_days(lambda days: days.add(start, number), start)
        self._ask_of_days(lambda _: None, start, found)
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
        return None if found is None else moment(found, self.tz or "UTC")

    def _ask_of_days(self, question: Callable[[Daybook], T], *days: int) -> T:
        if self.tz is None:
            raise InputError(
                f"{self!r} has no one zone to count days in: write .in_zone('Europe/London') after it (T9)"
            )
        start, end = (min(days) - 1) * DAY, (max(days) + 2) * DAY
        return self._ask(lambda desk: question(desk.days), max(start, START_OF_TIME), min(end, END_OF_TIME - 1))

    # -- being a value ---------------------------------------------------------------------------------------------

    def __eq__(self, other: object) -> bool:
        """Return whether both are written alike: the same normal form and zones."""
        if not isinstance(other, Calendar):
            return NotImplemented
        return self._node == other._node and self._zones == other._zones

    def __hash__(self) -> int:
        """Return a hash that equal calendars share."""
        return hash((self._node, self._zones))

    def __repr__(self) -> str:
        """Return code that rebuilds the calendar, given ``Calendar``, ``date``, ``datetime`` and ``UTC``."""
        return code(self._node, self._zones)

    def __str__(self) -> str:
        """Return the calendar in words."""
        return prose(self._node)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: calendars do not change; combine them into new ones."""
        raise AttributeError("a calendar does not change: combine calendars with | & - ~ instead")

    def __copy__(self) -> "Calendar":
        """Return the calendar itself."""
        return self

    def __deepcopy__(self, memo: object) -> "Calendar":
        """Return the calendar itself."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how to pickle the calendar: by its expression, without what is compiled."""
        return _rebuilt, (self._node, self._zones)


def _mind_holidays(desk: Desk, start: int, end: int) -> None:
    if not desk.knows_holidays(start, end):
        warnings.warn(
            f"not all public holidays from {day_of(start // DAY)} to {day_of(end // DAY)} are known (T11)",
            HolidayDataWarning,
            stacklevel=4,
        )


def _rebuilt(node: ex.Node, zones: frozenset[str]) -> Calendar:
    return Calendar._of(node, zones)
