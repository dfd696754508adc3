"""When a promise falls due under a reading, before and after pauses.

Every function answers for one *run*: a report met by certain hours. Booked cover makes two runs, one with
it and one without, and each mark is the earlier of its two answers (S4).

Corners that the conventions leave open are read so here:

1. `same_day_minimum` is asked of every way to read "same day"; where the midnight leaves too little, the close of the
   next working day after the date of the report counts.
2. With `same_day_minimum`, "the close of the next working day" follows the date whose close fell short.
3. `hours_to_close` and `response_day` take the close of the date of their result less a microsecond as if
   it were a day zero reported and started then, so cover (S4) and days off are met by the same rule.
4. `inclusive` with one day is the close of day zero by the rules of day zero (cover and days off included).
5. A calendar day read as `elapsed` is a target in elapsed hours: it starts at the report, pauses count 24x7.
6. Calendar days read as `same_time` and `same_day="midnight"` count their pauses in working time.
7. Several bookings on one date: "the end of that date's cover" is the end of the last of them.
8. `same_time` on a date names a wall time of that date even where the date is not open then.
9. Whether a pause begins before a deadline is asked of the pause as it was; only the time inside it is clipped to the
   measured stretch. (It matters where a deadline lies before the clock start: "midnight", calendar days.)
10. A booking wholly inside the standard hours adds nothing, so it is no cover of its date.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .clock import Clock, Spans, Stretch
from .days import ONE_DAY, Days, midnight
from .instants import HOUR, civil, local
from .words import Target

ANY_DAYS = {"working days", "calendar days", "days"}


@dataclass(frozen=True)
class Reading:
    """The named choices of a contract; durations in microseconds."""

    hour: str = "working"
    receipt: str = "opening"
    working_day: str = "close"
    day_length: int = 8 * HOUR
    day: str = "working"
    calendar_day: str = "close"
    week: str = "calendar"
    same_day: str = "close"
    same_day_minimum: int | None = None
    landing: str = "close"


class Run:
    """A report met by standard hours, with or without booked cover."""

    def __init__(
        self, days: Days, cover: Sequence[Stretch], reading: Reading, report: int, response: "Run | None" = None
    ) -> None:
        """Take the run of the response too, where that is reckoned by hours of its own."""
        self.days, self.cover, self.reading, self.report = days, cover, reading, report
        self.response = response or self
        self.hours: Clock = days.clock | Spans(cover) if cover else days.clock
        self.start = self.hours.next_open(report)
        self.zero = days.date_of(self.start if reading.receipt == "opening" else report)

    def unpaused(self, target: Target, response: Target | None = None) -> int:
        """Return when a target falls due if nothing pauses; `response` is what "response_day" goes by."""
        kind, reading = self._plain(target), self.reading
        if kind == "elapsed hours":
            return self.report + self._elapsed(target)
        if kind == "working hours":
            return self.land(target, self.hours.add(self.start, target.amount))
        if kind == "next working day" and target.by is not None:
            first = self.days.nth(self.zero, 1)
            return civil(datetime.combine(first, time()) + timedelta(minutes=target.by), self.days.zone)
        if kind == "next working day":
            return self.days.close(self.days.nth(self.zero, 1))
        if kind == "calendar days":
            return self._calendar_days(target.amount)
        if kind == "weeks":
            return self._rolled(7 * target.amount)
        if kind == "same day":
            return self._same_day(response)
        return self._working_days(reading.working_day, target)

    def _plain(self, target: Target) -> str:
        """Return the kind of a target with its bare word read."""
        kind = target.kind
        if kind == "hours":
            kind = f"{self.reading.hour} hours"
        if kind == "days":
            kind = f"{self.reading.day} days"
        if kind == "weeks" and self.reading.week == "working":
            kind = "working weeks"
        if kind == "calendar days" and self.reading.calendar_day == "elapsed":
            kind = "elapsed hours"
        return kind

    def _elapsed(self, target: Target) -> int:
        return 24 * HOUR * target.amount if target.kind in ANY_DAYS else target.amount

    def _working_days(self, way: str, target: Target) -> int:
        n = 5 * target.amount if target.kind in {"weeks", "working weeks"} else target.amount
        if way in {"hours", "hours_to_close"}:
            spent = self.hours.add(self.start, n * self.reading.day_length)
            return self.land(target, spent) if way == "hours" else self._close_around(spent)
        if way == "inclusive":
            return self._close_of_zero() if n == 1 else self.days.close(self.days.nth(self.zero, n - 1))
        nth = self.days.nth(self.zero, n)
        same_time = self.days.date_of(self.start) == self.zero and self.days.is_working_day(self.zero)
        if way == "same_time" and same_time:
            return civil(datetime.combine(nth, local(self.start, self.days.zone).time()), self.days.zone)
        return self.days.close(nth)

    def _calendar_days(self, n: int) -> int:
        if self.reading.calendar_day == "same_time":
            return civil(local(self.report, self.days.zone) + n * ONE_DAY, self.days.zone)
        return self._rolled(n)

    def _rolled(self, dates: int) -> int:
        return self.days.close(self.days.nth(self.zero + dates * ONE_DAY, 0))

    def _same_day(self, response: Target | None) -> int:
        if self.reading.same_day == "midnight":
            day = self.days.date_of(self.report)
            return self._enough(day, midnight(day + ONE_DAY, self.days.zone))
        if self.reading.same_day == "response_day":
            if response is None:
                raise ValueError("the response day of a promise without a response target")
            instant = self.response.unpaused(response) - 1
            return self._enough(*self._closing_date(self.days.date_of(instant), instant, instant))
        return self._enough(*self._closing_date(self.zero, self.start, self.report))

    def _close_of_zero(self) -> int:
        return self._closing_date(self.zero, self.start, self.report)[1]

    def _close_around(self, spent: int) -> int:
        """Return the close of the date in which working time ran out; midnight belongs to the date it ends."""
        return self._closing_date(self.days.date_of(spent - 1), spent - 1, spent - 1)[1]

    def _closing_date(self, day: date, start: int, report: int) -> tuple[date, int]:
        """Return the date whose close counts as the close of `day`, and that close (receipt, S4)."""
        standard, covered = self.days.closing(day), self._cover_end(day)
        if standard is not None and start < standard:
            return day, standard
        if covered is not None and report < covered:
            return day, covered
        following = self.days.nth(day, 1)
        return following, self.days.close(following)

    def _cover_end(self, day: date) -> int | None:
        """Return the end of a date's cover, cut at its midnights, or None."""
        return max((hi for lo, hi in self._cover_on(day) if hi - lo > self.days.clock.measure(lo, hi)), default=None)

    def _cover_on(self, day: date) -> Iterator[Stretch]:
        start, end = midnight(day, self.days.zone), midnight(day + ONE_DAY, self.days.zone)
        return ((max(lo, start), min(hi, end)) for lo, hi in self.cover if lo < end and hi > start)

    def _enough(self, day: date, close: int) -> int:
        """Return the close, or the next that leaves the smallest time for "same day"."""
        least = self.reading.same_day_minimum
        if least is None or self.hours.measure(self.start, close) >= least:
            return close
        covered = self._cover_end(day)
        if covered is not None and self.hours.measure(self.start, covered) >= least:
            return covered
        return self.days.close(self.days.nth(day, 1))

    def is_elapsed(self, target: Target) -> bool:
        """Tell whether a target is measured around the clock."""
        return self._plain(target) == "elapsed hours"

    def land(self, target: Target, due: int) -> int:
        """Move a due at a close to the next opening, where that is the contract's way (T5)."""
        hours = self._plain(target) == "working hours"
        if self._plain(target) in {"working days", "working weeks"}:
            hours = self.reading.working_day == "hours"
        return self.hours.next_open(due) if hours and self.reading.landing == "open" else due

    def measure(self, target: Target, a: int, b: int) -> int:
        """Return the time from a to b by the target's own measure."""
        return b - a if self.is_elapsed(target) else self.hours.measure(a, b)

    def add(self, target: Target, a: int, amount: int) -> int:
        """Add time by the target's own measure."""
        return a + amount if self.is_elapsed(target) else self.hours.add(a, amount)

    def begins(self, target: Target) -> int:
        """Return where the target's measured stretch begins."""
        return self.report if self.is_elapsed(target) else self.start

    def moved(self, target: Target, due: int, pauses: Sequence[Stretch]) -> int:
        """Return a mark moved by each pause in turn that begins before it (S3)."""
        start = self.begins(target)
        for a, b in merged(pauses):
            if a < due:
                inside = self.measure(target, max(a, start), max(b, start))
                if inside:
                    due = self.land(target, self.add(target, self.land(target, due), inside))
        return due


def merged(pauses: Sequence[Stretch]) -> list[Stretch]:
    """Return pauses in order, those that overlap or touch as one."""
    found: list[Stretch] = []
    for a, b in sorted(pauses):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


def clipped(pauses: Sequence[Stretch], start: int) -> list[Stretch]:
    """Return what of each pause lies after the start."""
    return [(max(a, start), b) for a, b in pauses if b > start]
