"""Why a calendar is closed at an instant: a public holiday, a named closure, a weekend, or the time of day."""

from slacalc import holidays
from slacalc.calendar import Calendar, expression_of
from slacalc.expression import Dates, Holidays, Spans, leaves
from slacalc.instants import day_of, moment
from slacalc.windows import DAY
from slacalc.zones import LocalClock

OUTSIDE = "outside the hours"


class Closings:
    """The names of the dates and spans that a calendar is closed on, by the clock of a zone."""

    def __init__(self, calendar: Calendar, tz: str) -> None:
        found = list(leaves(expression_of(calendar)))
        self._calendar, self._tz = calendar.in_zone(tz), tz
        self._dates = {
            (leaf.zone, day): name
            for leaf in found
            if isinstance(leaf, Dates) and leaf.shifts is None
            for day, name in zip(leaf.days, leaf.names or [""] * len(leaf.days), strict=True)
        }
        self._zones = {leaf.zone for leaf in found if isinstance(leaf, Dates)}
        self._spans = [named for leaf in found if isinstance(leaf, Spans) for named in leaf.names]
        self._holidays = [leaf for leaf in found if isinstance(leaf, Holidays)]

    def reason(self, at: int) -> str:
        """Return why the calendar is closed at an instant at which it is."""
        named = next((name for start, end, name in self._spans if start <= at < end), None)
        return named or self._date(at) or self._holiday(at) or self._day(at)

    def _date(self, at: int) -> str | None:
        for zone in self._zones:
            name = self._dates.get((zone, _local_day(zone, at)))
            if name is not None:
                return name or "a closed date"
        return None

    def _holiday(self, at: int) -> str | None:
        for leaf in self._holidays:
            day = _local_day(leaf.zone, at)
            (year,) = holidays.region(leaf.country, leaf.subdiv, leaf.substitutes).years(*[day_of(day).year] * 2)
            if day in year.days:
                return year.names[year.days.index(day)]
        return None

    def _day(self, at: int) -> str:
        local = moment(at, self._tz)
        if self._calendar.is_working_day(local.date()):
            return OUTSIDE
        return "weekend" if local.weekday() > 4 else OUTSIDE


def _local_day(zone: str, at: int) -> int:
    return LocalClock(zone, at - 2 * DAY, at + 2 * DAY).day(at)
