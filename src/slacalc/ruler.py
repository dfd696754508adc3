"""The axis of a drawing: from instants to pixels, and the dates and times that are written along it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from slacalc.hours import DAYS
from slacalc.instants import day_number, day_of, moment
from slacalc.lettering import width_of
from slacalc.windows import DAY, END_OF_TIME, HOUR, MINUTE, START_OF_TIME
from slacalc.zones import LocalClock

Texts = tuple[str, ...]
"""What may be written at one place, the longest first."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIZE = 12
"""The size of the letters along the axis and of all labels, in pixels."""
_HOURS = tuple(minutes * MINUTE for minutes in (1, 5, 10, 15, 30, 60, 120, 180, 360))
_MONTHS = (1, 3, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000, 24_000, 60_000, 120_000)
_NEAR, _SMALL = 52, 6  # pixels between two labels, and between two small ticks


@dataclass(frozen=True, slots=True)
class Scale:
    """The instants from one edge of a drawing to the other."""

    start: int
    end: int
    left: float
    right: float
    tz: str

    def x(self, at: int) -> float:
        """Return where an instant stands, in tenths of a pixel; what lies outside stands at the edge."""
        part = (min(max(at, self.start), self.end) - self.start) / (self.end - self.start)
        return round(self.left + part * (self.right - self.left), 1)

    def pixels(self, amount: int) -> float:
        """Return how wide an amount of time is."""
        return amount / (self.end - self.start) * (self.right - self.left)

    def told(self, at: int, tz: str | None = None) -> str:
        """Return an instant as labels say it: "Tue 19 May 17:00", its year where it is not that of the report."""
        zone = tz or self.tz
        local = moment(at, zone)
        year = "" if local.year == moment(self.start, zone).year else f" {local.year}"
        seconds = f":{local.second:02}" if self.end - self.start < HOUR and local.second else ""
        place = "" if zone == self.tz else f" {zone}"
        return f"{_date(local)}{year} {local.hour:02}:{local.minute:02}{seconds}{place}"


class Tick(NamedTuple):
    """A place on the axis with what is written to its right; nothing where there is no room."""

    x: float
    text: str


class Ruler(NamedTuple):
    """What is written along the axis: months over days, days over hours, and so on, with small ticks between."""

    above: tuple[Tick, ...]
    below: tuple[Tick, ...]
    small: tuple[float, ...]


def ruler(scale: Scale) -> Ruler:
    """Return the axis of a scale: hours for a day, days for weeks, then weeks, months and years."""
    clock = LocalClock(scale.tz, max(scale.start - 3 * DAY, START_OF_TIME), min(scale.end + 3 * DAY, END_OF_TIME))
    first, last = clock.day(scale.start), clock.day(scale.end)
    days, months = _days(first, last), list(_months(first, last, 1)) if scale.pixels(28 * DAY) > _SMALL else []
    for step in _HOURS:
        if scale.pixels(step) >= _NEAR:
            return Ruler(_written(scale, clock, days, _whole_date), _hours(scale, clock, step), ())
    if scale.pixels(DAY) >= _NEAR:
        return Ruler(_written(scale, clock, months, _month), _written(scale, clock, days, _short_date), ())
    if scale.pixels(7 * DAY) >= _NEAR:
        weeks = _days(first + -(first + 3) % 7, last, 7)
        small = _small(scale, clock, days) if scale.pixels(DAY) >= _SMALL else ()
        return Ruler(_written(scale, clock, months, _month), _written(scale, clock, weeks, _short_date), small)
    step = next(each for each in _MONTHS if scale.pixels(each * 30 * DAY) >= _NEAR or each == _MONTHS[-1])
    # What began before the report would stand at the wrong place, unless it is the month or the year of the report.
    units = [day for day in _months(first, last, step) if day >= first or step in {1, 12}]
    years = list(_months(first, last, 12)) if step < 12 else []
    text = _only_month if step < 12 else _year
    return Ruler(
        _written(scale, clock, years, _year), _written(scale, clock, units, text), _small(scale, clock, months)
    )


def _days(first: int, last: int, step: int = 1) -> range:
    return range(first, last + 1, step)


def _months(first: int, last: int, step: int) -> Iterator[int]:
    # The first days of months, from the one that holds the first date.
    day = day_of(first)
    number = (day.year * 12 + day.month - 1) // step * step
    while True:
        year, month = divmod(number, 12)
        found = day_number(date(max(year, 1), month + 1 if year else 1, 1))
        if found > last:
            return
        yield found
        if (number := number + step) >= 120_000:
            return


def _hours(scale: Scale, clock: LocalClock, step: int) -> tuple[Tick, ...]:
    # Each pass of a repeated hour has its own ticks.
    found: list[tuple[float, Texts]] = []
    for start, end, offset in clock.stretches():
        since, until = max(start, scale.start), min(end, scale.end + 1)
        for wall in range(-(-(since + offset) // step) * step, until + offset, step):
            time = wall % DAY // MINUTE
            found.append((scale.x(wall - offset), (f"{time // 60:02}:{time % 60:02}",)))
    return _with_room(scale, found)


def _written(scale: Scale, clock: LocalClock, days: Iterable[int], texts: Callable[[date], Texts]) -> tuple[Tick, ...]:
    return _with_room(scale, [(scale.x(clock.midnight(day)), texts(day_of(day))) for day in days])


def _with_room(scale: Scale, found: list[tuple[float, Texts]]) -> tuple[Tick, ...]:
    ends = [*(x for x, _ in found[1:]), scale.right][: len(found)]
    return tuple(
        Tick(x, next((text for text in texts if width_of(text, SIZE) + 6 <= end - x), ""))
        for (x, texts), end in zip(found, ends, strict=True)
    )


def _small(scale: Scale, clock: LocalClock, days: Iterable[int]) -> tuple[float, ...]:
    return tuple(scale.x(clock.midnight(day)) for day in days)


def _date(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _whole_date(day: date) -> Texts:
    return f"{_date(day)} {day.year}", _date(day), *_short_date(day)


def _short_date(day: date) -> Texts:
    return f"{DAYS[day.weekday()]} {day.day}", str(day.day)


def _month(day: date) -> Texts:
    return f"{MONTHS[day.month - 1]} {day.year}", MONTHS[day.month - 1]


def _only_month(day: date) -> Texts:
    return (MONTHS[day.month - 1],)


def _year(day: date) -> Texts:
    return (str(day.year),)
