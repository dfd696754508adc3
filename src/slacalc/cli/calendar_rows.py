"""``slacalc calendar``: hours as rows, one for each date or each window, and a month as people draw it."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from csv import writer
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from cyclopts import App, Parameter

from slacalc.almanac import Day, Edge
from slacalc.calendar import Calendar, open_in_all
from slacalc.cli.moments import short, written
from slacalc.cli.month import drawn, first_of_month
from slacalc.cli.output import write_grid, write_month
from slacalc.cli.package_files import package_of
from slacalc.cli.rows import Priorities
from slacalc.cli.terminal import note, plain
from slacalc.cover import Cover
from slacalc.errors import InputError
from slacalc.fields import ALWAYS, local, region_of
from slacalc.instants import civil, micros, moment
from slacalc.packages import Package

calendar = App(
    name="calendar", help="Write hours out as rows to join with, one for each date or each window, or draw a month."
)
Csv = Annotated[bool, Parameter(negative=(), show_default=False)]


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Which hours."""

    package: str | None = None
    """Preset (p1-p3, p1-p4) or path of a TOML or JSON file: its standard hours; their rows hold no booked cover."""
    priority: str | None = None
    """Priority of the package whose own hours are meant, where it has some."""
    hours: str | None = None
    """Hours instead of a package, for instance "Mon-Fri 09:00-17:00", or 24x7."""
    tz: str | None = None
    """Zone of the hours, for instance Europe/London."""
    holidays: Annotated[tuple[str, ...], Parameter(negative=(), show_default=False)] = ()
    """Region whose public holidays are closed, for instance GB-ENG; may be repeated."""

    def calendar(self) -> tuple[Calendar, str]:
        """Return the hours that are asked about, and the zone of their dates.

        Raises:
            InputError: hours and a package, or neither; or hours that cannot be read.
        """
        if self.package is not None:
            if self.hours is not None or self.tz is not None or self.holidays:
                raise InputError(
                    "--package has hours, zone and holidays of its own: type it alone, or --hours and --tz"
                )
            return self._of_package(package_of(self.package))
        if self.priority is not None:
            raise InputError(f"--priority {self.priority!r} is one of a package: type --package as well")
        if self.hours is None or self.tz is None:
            raise InputError("which hours? type --package p1-p4, or --hours 'Mon-Fri 09:00-17:00' --tz Europe/London")
        return self._week(self.hours, self.tz), self.tz

    def _of_package(self, package: Package) -> tuple[Calendar, str]:
        name = Priorities(package).option(self.priority)
        level = None if name is None else package.scheme.priorities[name]
        if level and any(promise and promise.calendar for promise in level.promises().values()):
            note(f"some promises of {name} have hours of their own, which are not in these rows")
        found = (level and level.calendar) or package.calendar
        tz = found.tz or package.tz
        return found.in_zone(tz), tz

    def _week(self, hours: str, tz: str) -> Calendar:
        week = Calendar.always() if hours == ALWAYS else Calendar.weekly(hours, tz=tz)
        regions = [region_of(text) for text in self.holidays]
        closed = [Calendar.holidays(country, subdiv=subdiv, tz=tz) for country, subdiv in regions]
        return open_in_all([week], except_in=closed).in_zone(tz)

    def cover(self) -> tuple[Cover, ...]:
        """Return the cover that is booked beside the hours."""
        return () if self.package is None else package_of(self.package).cover


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Hours):
    """Which hours, and which dates."""

    start: Annotated[str, Parameter(name="--from")]
    """First date, for instance 2026-01-01."""
    end: Annotated[str, Parameter(name="--to")]
    """The date before which the rows end, for instance 2027-01-01."""

    def dates(self) -> tuple[date, date]:
        """Return the first date, and the one before which the rows end.

        Raises:
            InputError: text that is no date.
        """
        return _date("--from", self.start), _date("--to", self.end)

    def instants(self, tz: str) -> tuple[datetime, datetime]:
        """Return the midnights at which both dates begin."""
        first, last = (moment(civil(datetime.combine(day, time()), tz), tz) for day in self.dates())
        return first, last


@calendar.command
def days(asked: Asked, *, csv: Csv = False) -> int:
    """Write a row for each date: whether it is worked, its holiday, its hours, and its number among the working days.

    Example: slacalc calendar days --package p1-p4 --from 2026-01-01 --to 2027-01-01 --csv

    Args:
        csv: Write CSV, with instants in UTC and working time in seconds, instead of a table.
    """
    hours, tz = asked.calendar()
    rows = hours.days(*asked.dates())
    if csv:
        _write_csv(Day.__match_args__, rows)
        return 0
    titles = ("Date", "Holiday", "Opens", "Closes", "Hours", "Total", "Working day")
    write_grid(sys.stdout, titles, (_day(row, tz) for row in rows), f"Times in {tz}.")
    return 0


@calendar.command
def edges(asked: Asked, *, csv: Csv = False) -> int:
    """Write a row for each window: when it opens and closes, and the working time until then.

    Example: slacalc calendar edges --package p1-p4 --from 2026-01-01 --to 2027-01-01 --csv

    Args:
        csv: Write CSV, with instants in UTC and working time in seconds, instead of a table.
    """
    hours, tz = asked.calendar()
    rows = hours.edges(*asked.instants(tz))
    if csv:
        _write_csv(Edge.__match_args__, rows)
        return 0
    cells = ([_local(row.opens, tz), _local(row.closes, tz), _hours(row.total_seconds)] for row in rows)
    write_grid(sys.stdout, ("Opens", "Closes", "Total"), cells, f"Times in {tz}.")
    return 0


@calendar.command
def month(which: str, /, *, hours: Hours = Hours()) -> int:
    """Draw a month as people do: weeks as rows, with hours, holidays, closures and booked cover.

    Example: slacalc calendar month 2026-12 --package p1-p4

    Args:
        which: The month, for instance 2026-12.
    """
    found, tz = hours.calendar()
    write_month(sys.stdout, *drawn(found, tz, hours.cover(), first_of_month(which)))
    return 0


def _date(option: str, text: str) -> date:
    try:
        found: date | None = local(text.strip())
    except InputError:
        found = None
    if found is None or isinstance(found, datetime):
        raise InputError(f"{option} {text!r} is no date: type for instance {option} 2026-01-01")
    return found


def _write_csv(header: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    file = writer(sys.stdout, lineterminator="\n")
    file.writerow(header)
    file.writerows(map(_cells, rows))


def _cells(row: Iterable[Any]) -> Iterator[Any]:
    for cell in row:
        if isinstance(cell, bool):
            yield "true" if cell else "false"
        else:
            yield written(cell) if isinstance(cell, datetime) else cell


def _day(row: Day, tz: str) -> list[str]:
    hours = [_hours(row.working_seconds), _hours(row.total_seconds), str(row.working_day_number)]
    ends = [_local(at, tz).removeprefix(f"{row.day} ") for at in (row.opens, row.closes)]
    return [f"{row.day:%a %Y-%m-%d}", plain(row.holiday or ""), *ends, *(hours if row.working else ["", "", ""])]


def _local(at: datetime | None, tz: str) -> str:
    return "" if at is None else short(moment(micros(at), tz))


def _hours(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")
