"""A calendar written out as rows, for databases and spreadsheets: its windows, or its dates (T1, T9)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import accumulate
from typing import NamedTuple

from slacalc import holidays
from slacalc.daybook import Daybook
from slacalc.errors import InputError
from slacalc.expression import AllOf, AnyOf, Dates, Holidays, Node, Not, Shifts, Spans, leaves
from slacalc.instants import day_of, utc
from slacalc.windows import SECOND

LONGEST = 36_525
"""How many days one table spans at most: a century."""


class Edge(NamedTuple):
    """A window of a calendar, as a row; instants are standard-library datetimes in UTC, the form to store (T12).

    Example:
        >>> from datetime import UTC
        >>> from slacalc import Calendar
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> edge = office.edges(datetime(2026, 5, 15, tzinfo=UTC), datetime(2026, 5, 19, tzinfo=UTC))[-1]
        >>> print(edge.opens, edge.closes, edge.total_seconds)
        2026-05-18 08:00:00+00:00 2026-05-18 16:00:00+00:00 57600
    """

    opens: datetime
    """The first open instant of the window, in the range asked about."""
    closes: datetime
    """The first instant after it at which the calendar is closed, in the range asked about."""
    total_seconds: int
    """The working time of this row and of all before it."""


class Day(NamedTuple):
    """A local date of a calendar, as a row; instants are standard-library datetimes in UTC (T12).

    Example:
        >>> from slacalc import Calendar
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> hours = office - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
        >>> friday, *_, tuesday = hours.days(date(2026, 5, 22), date(2026, 5, 27))
        >>> friday.working_day_number, friday.working_seconds, tuesday.working_day_number
        (1, 28800, 2)
        >>> [day.holiday for day in hours.days(date(2026, 5, 25), date(2026, 5, 27))]
        ['Spring Bank Holiday', None]
    """

    day: date
    working: bool
    """Whether a window opens on it (T9)."""
    holiday: str | None
    """The name of the public holiday, or the one that a closed date was given; None where it has none."""
    opens: datetime | None
    """Its first opening; None where it is no working day."""
    closes: datetime | None
    """The end of the last window that opens on it, which may lie on the next date (T6)."""
    working_seconds: int
    """The working time of the windows that open on it, a night shift whole."""
    total_seconds: int
    """The working time of this row and of all before it."""
    working_day_number: int
    """How many working days there are up to it, itself included."""


def check_reach(start: int, end: int, unit: int) -> None:
    """Refuse a table that ends before it starts, or spans more than a century.

    Args:
        start: its first instant or date.
        end: where it ends.
        unit: how long a day is in the same unit.

    Raises:
        InputError: such a table.
    """
    if end < start:
        raise InputError("the end lies before the start: write the earlier first")
    if end - start > LONGEST * unit:
        raise InputError(f"these are {(end - start) // unit} days, and a table spans {LONGEST} at most: write several")


def edge_rows(windows: Sequence[tuple[int, int]]) -> list[Edge]:
    """Return windows as rows.

    Raises:
        InputError: an edge that is no whole second.
    """
    _check_seconds(edge for window in windows for edge in window)
    totals = accumulate(closes - opens for opens, closes in windows)
    return [
        Edge(utc(opens), utc(closes), total // SECOND) for (opens, closes), total in zip(windows, totals, strict=True)
    ]


def day_rows(book: Daybook, days: range, node: Node) -> list[Day]:
    """Return dates as rows.

    Args:
        book: the working days.
        days: which dates, as days since 1970-01-01.
        node: the expression of the calendar, for the names of its holidays.

    Raises:
        InputError: an opening or closing that is no whole second.
    """
    names = _names(node, days) if days else {}
    rows, total, number = [], 0, 0
    for day in days:
        if not book.is_working(day):
            rows.append(Day(day_of(day), False, names.get(day), None, None, 0, total // SECOND, number))
            continue
        opens, closes, length = book.opening(day), book.closing(day), book.length(day)
        _check_seconds((opens, closes, length))
        total, number = total + length, number + 1
        ends, seconds = (utc(opens), utc(closes)), (length // SECOND, total // SECOND)
        rows.append(Day(day_of(day), True, names.get(day), *ends, *seconds, number))
    return rows


def _check_seconds(edges: Iterable[int]) -> None:
    # Rows count in seconds, which every database and spreadsheet can add exactly.
    odd = next((at for at in edges if at % SECOND), None)
    if odd is not None:
        raise InputError(
            f"{utc(odd)} is no whole second, and rows count in seconds: round the bounds and the spans of the calendar"
        )


def _names(node: Node, days: range) -> dict[int, str]:
    found: dict[int, str] = {}
    for leaf in leaves(node):
        if isinstance(leaf, Holidays):
            region = holidays.region(leaf.country, leaf.subdiv, leaf.substitutes)
            for year in region.years(day_of(days[0]).year, day_of(days[-1]).year):
                found |= zip(year.days, year.names, strict=True)
    for leaf in _left_out(node):
        if isinstance(leaf, Dates) and leaf.names is not None:
            found |= {day: name for day, name in zip(leaf.days, leaf.names, strict=True) if name}
    return found


def _left_out(node: Node) -> Iterator[Spans | Dates | Holidays | Shifts]:
    match node:
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from _left_out(part)
        case Not(leaf):
            yield leaf
        case Shifts(_, _, skip):
            yield from skip
