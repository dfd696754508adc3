"""Example tickets in May, and those of them that tell the meanings of a word apart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from slacalc.assessment import deadlines
from slacalc.calendar import Calendar
from slacalc.cli.questionnaire import Column, told
from slacalc.errors import UnreachableError
from slacalc.instants import DateTime, civil, moment
from slacalc.packages import Package
from slacalc.tickets import Ticket

Dues = tuple[DateTime | None, ...]
HALF_HOUR, HOUR = timedelta(minutes=30), timedelta(hours=1)
_STEP = 3
"""Hours between the reports that are tried when no plain one tells two meanings apart."""


def reports(calendar: Calendar, year: int) -> list[DateTime]:
    """Return reports of one week in May, the plainest first: half an hour before the week ends, on a closed day, ...

    Args:
        calendar: hours of one zone.
        year: the year of the week.

    Example:
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> print(*reports(office, 2026)[:2])
        2026-05-15 16:30:00+01:00 2026-05-14 16:30:00+01:00
    """
    week = _week(calendar, year)
    worked = sorted(filter(calendar.is_working_day, week), key=lambda day: _plainness(calendar, day))
    closed = [day for day in week if day not in worked]
    closings = [closes for day in worked if (closes := calendar.closing(day))]
    found = [closes - HALF_HOUR for closes in closings] + [_wall(calendar, day, 11) for day in closed]
    found += [closes + HOUR for closes in closings]
    found += [opens + HOUR for day in worked if (opens := calendar.opening(day))]
    found += [_wall(calendar, day, hour) for day in week for hour in range(0, 24, _STEP)]
    return list(dict.fromkeys(found))


def working_mornings(calendar: Calendar, year: int, number: int) -> list[DateTime]:
    """Return an hour after the opening of so many working days, from the example week on."""
    first = calendar.add_working_days(_week(calendar, year)[0], 0)
    days = [first, *(calendar.add_working_days(first, step) for step in range(1, number))]
    return [opens + HOUR for day in days if (opens := calendar.opening(day))]


def usual_day(calendar: Calendar, year: int) -> timedelta:
    """Return the working time of most working days of the example week."""
    days = [day for day in _week(calendar, year) if calendar.is_working_day(day)]
    edges = [(calendar.opening(day), calendar.closing(day)) for day in days]
    sizes = [calendar.working_time(opens, closes) for opens, closes in edges if opens and closes]
    return max(sizes, key=lambda size: (sizes.count(size), size), default=timedelta(hours=8))


def _week(calendar: Calendar, year: int) -> list[date]:
    # The week from the second Monday of May, or the one after or before where it or its successor has more holidays.
    first = date(year, 5, 1)
    second = first + timedelta(days=7 + (7 - first.weekday()) % 7)
    mondays = [second, second + timedelta(days=7), second - timedelta(days=7)]
    monday = max(mondays, key=lambda day: calendar.count_working_days(day, day + timedelta(days=14)))
    return [monday + timedelta(days=step) for step in range(7)]


def _plainness(calendar: Calendar, day: date) -> tuple[bool, int]:
    # The last day before the desk is closed shows most, and Friday where it never is.
    return calendar.is_working_day(day + timedelta(days=1)), abs(day.weekday() - 4)


def _wall(calendar: Calendar, day: date, hour: int) -> DateTime:
    zone = calendar.tz or "UTC"
    return moment(civil(datetime(day.year, day.month, day.day, hour), zone), zone)  # noqa: DTZ001 (a civil time)


# telling apart -------------------------------------------------------------------------------------------------------


def plain_columns(package: Package, year: int, priority: str, mark: str) -> Iterator[Column]:
    """Return one example for each report of the week: one deadline of a priority, such as "resolution_due"."""
    for at in reports(package.calendar, year):
        ticket = Ticket(reported_at=at, priority=priority)
        yield Column((f"{priority} reported {told(at)}", mark_text(mark)), ticket, mark)


def mark_text(mark: str) -> str:
    """Return what a deadline is called: "resolution due", or "resolution usually by" for an estimate."""
    return mark.replace("_due", " due").replace("_estimate", " usually by")


def apart(blocks: Iterable[Sequence[Column]], packages: Sequence[Package]) -> tuple[tuple[Column, ...], list[Dues]]:
    """Return a few examples that tell packages apart, and when each example is due under each package.

    Args:
        blocks: examples to choose from; those of a later block are tried only where the earlier ones are not enough.
        packages: what is to be told apart. Those that agree on every example have equal dues.
    """
    columns: list[Column] = []
    rows: list[Dues] = [() for _ in packages]
    for block in blocks:
        tried = [[_due(column, package) for package in packages] for column in block]
        while len(set(rows)) < len(rows) and tried:
            longer = [[(*row, due) for row, due in zip(rows, dues, strict=True)] for dues in tried]
            best = max(range(len(tried)), key=lambda place: len(set(longer[place])))
            if len(set(longer[best])) == len(set(rows)):
                break
            columns.append(block[best])
            rows = longer[best]
    return tuple(columns), rows


def _due(column: Column, package: Package) -> DateTime | None:
    try:
        due: DateTime | None = getattr(deadlines(column.ticket, package), column.mark)
    except UnreachableError:
        return None
    return due
