"""Calendars: sets of instants, written as expressions, that answer questions of working time and working days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, final

import slacalc.expression as ex
from slacalc import holidays as public_holidays
from slacalc.blocks import Block, block
from slacalc.desk import DeskOwner
from slacalc.errors import InputError
from slacalc.hours import checked_shifts, parse_shifts, parse_week, week_edges, week_of
from slacalc.instants import micros
from slacalc.leaves import dates_leaf, skipped_leaves, spans_leaf
from slacalc.notation import code, prose
from slacalc.questions import Questions
from slacalc.windows import END_OF_TIME, START_OF_TIME, Edges, normal
from slacalc.zones import zone_name


@final
class Calendar(Questions):
    """A set of instants, "working time", written as an expression: hours, public holidays, dates, spans, ``| & - ~``.

    Calendars are values: frozen, hashable, equal when their normal forms and zones are. They are open at an instant or
    not, by the wall clock of their zone (T3), in half-open windows (T1). Make one with ``weekly``, ``holidays``,
    ``dates``, ``spans``, ``always``, ``never``, ``since`` or ``until``, and combine them in the order in which the
    rules apply (T8): ``((office - holidays) | saturday) - closure``.

    Example:
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> hours = office - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
        >>> from datetime import timedelta
        >>> from zoneinfo import ZoneInfo
        >>> eve = datetime(2026, 12, 24, 16, 30, tzinfo=ZoneInfo("Europe/London"))
        >>> print(hours.add(eve, timedelta(hours=8)))
        2026-12-29 16:30:00+00:00
        >>> hours.working_time(eve, hours.next_open(eve + timedelta(days=1)))
        datetime.timedelta(seconds=1800)
    """

    __slots__ = ("_node",)

    _node: ex.Node
    _zones: frozenset[str]

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
        object.__setattr__(made, "_desks", DeskOwner(node, made.tz or "UTC", listed=True))
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
                {"mon": [("09:00", "17:00")], "tue": "09:00-17:00"}. A window whose end is not after its start ends the
                next day and belongs to the day on which it opens (T6); 24:00 is an end.
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
        skipped = skipped_leaves(skip._node if isinstance(skip, Calendar) else skip, zone) if skip is not None else ()
        if not skipped:
            return cls._of(ex.weekly(zone, week_edges(week)), [zone])
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
        code = public_holidays.region(country, subdiv, substitutes).country
        return cls._of(ex.Holidays(zone, code, subdiv, substitutes), [zone])

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
    def spans(cls, spans: Mapping[tuple[datetime, datetime], str] | Iterable[tuple[datetime, datetime]]) -> "Calendar":
        """Return the instants between pairs of aware datetimes, each half-open (T1); a pair of no length is nothing.

        Args:
            spans: pairs, or a mapping from pairs to the names that explanations use.

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


def desks_of(calendar: Calendar, tz: str, cover: Edges) -> DeskOwner:
    """Return the owner of the desks on which a calendar's rules run, with booked cover."""
    return DeskOwner(calendar._node, tz, cover)


def open_in_any(calendars: Sequence[Calendar]) -> Calendar:
    """Return the union of many calendars at the cost of one."""
    return Calendar._of(ex.union(each._node for each in calendars), _zones_of(calendars))


def open_in_all(calendars: Sequence[Calendar], except_in: Sequence[Calendar] = ()) -> Calendar:
    """Return the intersection of many calendars, less many others, at the cost of one."""
    kept = [each._node for each in calendars]
    return Calendar._of(
        ex.intersection([*kept, *(ex.complement(each._node) for each in except_in)]),
        _zones_of([*calendars, *except_in]),
    )


def _zones_of(calendars: Iterable[Calendar]) -> frozenset[str]:
    return frozenset().union(*(each._zones for each in calendars))


def expression_of(calendar: Calendar) -> ex.Node:
    """Return the expression of a calendar."""
    return calendar._node


def block_of(calendar: Calendar, tz: str) -> Block:
    """Return a calendar as the block of a document that is read by the clock of *tz*."""
    return block(calendar._node, calendar._zones, tz)


def _rebuilt(node: ex.Node, zones: frozenset[str]) -> Calendar:
    return Calendar._of(node, zones)
