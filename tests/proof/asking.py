"""slacalc as the oracles are asked: recipes for calendars, whole microseconds for instants, ordinals for dates."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from slacalc import Calendar
from slacalc.errors import UnreachableError
from tests.oracle.instants import EPOCH, utc
from tests.oracle.recipe import Constant, Dated, Other, Pair, Public, Recipe, Since, Spans, Until, Week, Windows, zones

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MICROSECOND = timedelta(microseconds=1)
COMBINED: dict[str, Callable[[Calendar, Calendar], Calendar]] = {
    "|": Calendar.__or__,
    "&": Calendar.__and__,
    "-": Calendar.__sub__,
}


def calendar(recipe: Recipe) -> Calendar:
    """Return a recipe as slacalc is asked for it."""
    match recipe:
        case Week(zone, hours, skip):
            written = "; ".join(f"{day} {text(found)}" for day, found in zip(DAYS, hours, strict=True) if found)
            return Calendar.weekly(written, tz=zone, skip=list(map(date.fromordinal, sorted(skip))) or None)
        case Public(zone, _, _, (country, subdiv)):
            return Calendar.holidays(country, subdiv=subdiv, tz=zone)
        case Dated(zone, days, hours):
            return Calendar.dates(list(map(date.fromordinal, sorted(days))), tz=zone, hours=text(hours))
        case Spans(found):
            return Calendar.spans([(utc(start), utc(end)) for start, end in found])
        case Since(start):
            return Calendar.since(utc(start))
        case Until(end):
            return Calendar.until(utc(end))
        case Constant(is_open):
            return Calendar.always() if is_open else Calendar.never()
        case Other(inner):
            return ~calendar(inner)
        case Pair(sign, left, right):
            return COMBINED[sign](calendar(left), calendar(right))
    raise TypeError(recipe)


def text(windows: Windows) -> str:
    """Return windows in words: "09:00-12:30,22:00-06:00"."""
    return ",".join(f"{_clock(start)}-{_clock(end if end <= 1440 else end - 1440)}" for start, end in windows)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def instant(moment: datetime) -> int:
    """Return the instant of an answer, by its wall time and its offset."""
    passed = datetime.__sub__(moment, EPOCH)
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


class Asked:
    """A calendar of slacalc whose questions and answers are integers; None where no working time is reached."""

    def __init__(self, recipe: Recipe, zone: str | None = None) -> None:
        self.calendar = calendar(recipe)
        self._days = self.calendar.in_zone(zone) if zone and zones(recipe) != [zone] else self.calendar

    def is_open(self, at: int) -> bool:
        return self.calendar.is_open(utc(at))

    def working_time(self, start: int, end: int) -> int:
        return self.calendar.working_time(utc(start), utc(end)) // MICROSECOND

    def add(self, at: int, amount: int) -> int | None:
        return _found(self.calendar.add, utc(at), timedelta(microseconds=amount))

    def subtract(self, at: int, amount: int) -> int | None:
        return _found(self.calendar.subtract, utc(at), timedelta(microseconds=amount))

    def next_open(self, at: int) -> int | None:
        return _found(self.calendar.next_open, utc(at))

    def next_close(self, at: int) -> int | None:
        return _found(self.calendar.next_close, utc(at))

    def previous_open(self, at: int) -> int | None:
        return _found(self.calendar.previous_open, utc(at))

    def previous_close(self, at: int) -> int | None:
        return _found(self.calendar.previous_close, utc(at))

    def is_working_day(self, day: int) -> bool:
        return self._days.is_working_day(date.fromordinal(day))

    def opening(self, day: int) -> int | None:
        found = self._days.opening(date.fromordinal(day))
        return None if found is None else instant(found)

    def closing(self, day: int) -> int | None:
        found = self._days.closing(date.fromordinal(day))
        return None if found is None else instant(found)

    def add_working_days(self, day: int, number: int) -> int | None:
        try:
            return self._days.add_working_days(date.fromordinal(day), number).toordinal()
        except UnreachableError:
            return None

    def count_working_days(self, start: int, end: int) -> int:
        return self._days.count_working_days(date.fromordinal(start), date.fromordinal(end))


Ask = Callable[[Recipe, str | None], Asked]
"""How a run comes to what it asks: slacalc, or something with a planted error."""


def _found(question: Callable[..., datetime], *asked: object) -> int | None:
    try:
        return instant(question(*asked))
    except UnreachableError:
        return None
