"""Working days (T9): local dates on which standard hours open, their openings and their closings."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from .clock import HORIZON_DAYS, Clock, OutOfReach, Stretch
from .instants import DAY, HOUR, civil, local, local_date, micros

ONE_DAY = timedelta(days=1)
REACH = 52 * HOUR  # a stretch reaching further than this both ways is longer than 24 wall hours in any zone


def midnight(day: date, zone: str) -> int:
    """Return the instant at which a local date begins (T13)."""
    return civil(datetime.combine(day, time()), zone)


def midnights(day: date, zone: str) -> list[int]:
    """Return the instants at which a local date begins: twice where the clock was put back over midnight."""
    again = micros(datetime.combine(day, time(), ZoneInfo(zone)).replace(fold=1))
    is_midnight = local(again, zone) == datetime.combine(day, time())
    return [midnight(day, zone), *([again] if is_midnight else [])]


class Days:
    """The working days of a clock, in the local dates of one zone."""

    def __init__(self, clock: Clock, zone: str) -> None:
        self.clock, self.zone = clock, zone
        self._kept: dict[date, list[Stretch]] = {}

    def windows(self, day: date) -> list[Stretch]:
        """Return the windows that open on a local date, those of more than 24 wall hours cut at midnights."""
        if day not in self._kept:
            start, end = midnight(day, self.zone), midnight(day + ONE_DAY, self.zone)
            near = self.clock.windows(start - REACH, end + REACH)
            pieces = [piece for window in near for piece in self._cut(window, day)]
            self._kept[day] = [piece for piece in pieces if self.date_of(piece[0]) == day]
        return self._kept[day]

    def _cut(self, window: Stretch, day: date) -> list[Stretch]:
        lo, hi = window
        if local(hi, self.zone) - local(lo, self.zone) <= ONE_DAY and hi - lo < 2 * DAY:
            return [window]
        cuts = [cut for begin in (day, day + ONE_DAY) for cut in midnights(begin, self.zone) if lo < cut < hi]
        return list(pairwise(sorted({lo, hi, *cuts})))

    def is_working_day(self, day: date) -> bool:
        """Tell whether a window opens on the date."""
        return bool(self.windows(day))

    def opening(self, day: date) -> int | None:
        """Return the first opening of the date, None on a day off."""
        return min((lo for lo, _ in self.windows(day)), default=None)

    def closing(self, day: date) -> int | None:
        """Return the end of the last window that opens on the date, None on a day off."""
        return max(((lo, hi) for lo, hi in self.windows(day)), default=(0, None))[1]

    def close(self, day: date) -> int:
        """Return the closing of a working day."""
        found = self.closing(day)
        if found is None:
            raise ValueError(f"{day} is no working day")
        return found

    def nth(self, day: date, n: int) -> date:
        """Return the n-th working date after the date; before it if n < 0; n = 0: itself or the next one."""
        step = -ONE_DAY if n < 0 else ONE_DAY
        if n == 0:
            day, n = day - ONE_DAY, 1
        wanted = abs(n)
        for _ in range(HORIZON_DAYS):
            day += step
            wanted -= self.is_working_day(day)
            if wanted == 0:
                return day
        raise OutOfReach

    def count(self, start: date, end: date) -> int:
        """Return the number of working dates in [start, end)."""
        return sum(self.is_working_day(start + step * ONE_DAY) for step in range((end - start).days))

    def date_of(self, instant: int) -> date:
        """Return the local date of an instant."""
        return local_date(instant, self.zone)
