"""What promises mean, each rule once: small frozen values without ambiguity, run on an engine.

A rule answers ``due(on, report)`` in the verbs of an engine. The dated rules at the end are constant between the cuts
of a desk, so they are plain functions of one instant; a column tabulates them.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from slacalc.desk import Desk
from slacalc.engine import Engine, Ticks
from slacalc.timeline import Timeline
from slacalc.windows import DAY

Receipt = Literal["opening", "report"]
"""Day zero is the date of the deemed receipt (the first opening), or the date of the report."""


class Rule(Protocol):
    """What a promise means, as a function from the report to the deadline."""

    elapsed: ClassVar[bool]
    """Whether the promise is measured in elapsed time, 24 hours a day, rather than in working time."""

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return the deadline of what was reported at an instant."""
        ...


def start(rule: Rule, on: Engine, report: Ticks) -> Ticks:
    """Return when the clock of a rule starts: at the first open instant, or at once for elapsed time."""
    return report if rule.elapsed else on.receipt(report)


def landed(rule: Rule, on: Engine, at: Ticks) -> Ticks:
    """Return where a deadline lands: where working time runs out, or at the next opening if its rule says so (T5)."""
    return on.receipt(at) if isinstance(rule, WorkingTime) and rule.landing == "open" else at


def moves(rule: Rule) -> bool:
    """Return whether pauses move a mark: an agreed deadline and an estimated date stay where they are (S3, S6)."""
    return not isinstance(rule, Agreed | DateEnd)


@dataclass(frozen=True, slots=True)
class ElapsedTime:
    """N hours, 24 hours a day."""

    amount: int
    elapsed: ClassVar[bool] = True

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return the report and so much later."""
        return report + self.amount


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """N hours of working time; where they run out at a closing, there or at the next opening (T5)."""

    amount: int
    landing: Literal["close", "open"] = "close"
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return the instant by which the working time has passed."""
        return landed(self, on, on.add(report, self.amount))


@dataclass(frozen=True, slots=True)
class TimeToClose:
    """N hours of working time, and then up to the close of the day in which they run out."""

    amount: int
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return the close of that day; a time that runs out at midnight belongs to the day that ends there."""
        return on.land(DayClose("close"), on.add(report, self.amount) - 1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The close of business on the N-th working day after day zero."""

    days: int
    receipt: Receipt
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that close."""
        return on.land(NthClose(self.days, self.receipt), report)


@dataclass(frozen=True, slots=True)
class WorkingDaysSameTime:
    """The wall time of the clock start on the N-th working day after day zero.

    Where the clock starts on a later date than day zero, or day zero is no working day, that day's close.
    """

    days: int
    receipt: Receipt
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that time of that day, or its close."""
        day = on.land(NthDate(self.days, self.receipt, only_from_working_day=True), report)
        time = on.wall(on.receipt(report)) % DAY
        close = on.land(NthClose(self.days, self.receipt), report)
        any_day = on.where(day == NO_DATE, on.wall(close) // DAY, day)
        return on.where(day == NO_DATE, close, on.instant(any_day * DAY + time))


@dataclass(frozen=True, slots=True)
class NextWorkingDayBy:
    """A wall time on the first working day after day zero."""

    time: int
    receipt: Receipt
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that time of that day."""
        return on.instant(on.land(NthDate(1, self.receipt), report) * DAY + self.time)


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """The close of day zero + N dates, rolled forward to a working day."""

    days: int
    receipt: Receipt
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that close."""
        return on.land(RolledClose(self.days, self.receipt), report)


@dataclass(frozen=True, slots=True)
class CalendarDaysSameTime:
    """The wall time of the report, N dates later, not rolled."""

    days: int
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that time."""
        return on.instant(on.wall(report) + self.days * DAY)


@dataclass(frozen=True, slots=True)
class SameDay:
    """The close of day zero."""

    receipt: Receipt
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that close."""
        return on.land(DayClose("close"), self._reference(on, report))

    def later(self, on: Engine, report: Ticks) -> tuple[Ticks, Ticks]:
        """Return the end of that day's cover, and the close of the next working day."""
        at = self._reference(on, report)
        return on.land(DayClose("cover"), at), on.land(DayClose("next"), at)

    def _reference(self, on: Engine, report: Ticks) -> Ticks:
        return on.receipt(report) if self.receipt == "opening" else report


@dataclass(frozen=True, slots=True)
class ResponseDay:
    """The close of the day on which the response falls due, whatever its pauses and the actual reply."""

    response: Rule
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that close; a response due at midnight belongs to the day that ends there."""
        return on.land(DayClose("close"), on.response(self.response, report) - 1)

    def later(self, on: Engine, report: Ticks) -> tuple[Ticks, Ticks]:
        """Return the end of that day's cover, and the close of the next working day."""
        at = on.response(self.response, report) - 1
        return on.land(DayClose("cover"), at), on.land(DayClose("next"), at)


@dataclass(frozen=True, slots=True)
class Midnight:
    """The next local midnight after the report."""

    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that midnight."""
        return on.land(NextMidnight(), report)

    def later(self, on: Engine, report: Ticks) -> tuple[Ticks, Ticks]:
        """Return that midnight once more, and the close of the next working day."""
        return self.due(on, report), on.land(NthClose(1, "report"), report)


@dataclass(frozen=True, slots=True)
class SameDayAtLeast:
    """A same-day rule that wants some working time left between the clock start and its close."""

    rule: SameDay | ResponseDay | Midnight
    minimum: int
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return the close; with too little left the end of that day's cover, else the next working day's close."""
        close = self.rule.due(on, report)
        cover, later = self.rule.later(on, report)
        enough = on.rank(on.receipt(report)) + self.minimum
        return on.where(on.rank(close) >= enough, close, on.where(on.rank(cover) >= enough, cover, later))


@dataclass(frozen=True, slots=True)
class Agreed:
    """The deadline that was agreed for a ticket, in the place of what its priority promises (S6)."""

    at: int
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return what was agreed."""
        return self.at


@dataclass(frozen=True, slots=True)
class DateEnd:
    """The close of a date that was estimated for a ticket, or of the next working day (S6)."""

    day: int
    elapsed: ClassVar[bool] = False

    def due(self, on: Engine, report: Ticks) -> Ticks:
        """Return that close."""
        return on.land(self, report)

    def on(self, desk: Desk, at: int) -> int:
        """Return that close, whatever the instant."""
        return desk.days.closing(desk.days.add(self.day, 0))


# Dated rules: constant between two neighbouring cuts of a desk, so written for one instant ---------------------------

NO_DATE = -4_000_000
"""No date at all: before the year 1."""


def day_zero(desk: Desk, at: int, receipt: Receipt) -> int:
    """Return the date from which days are counted."""
    return desk.clock.day(desk.covered.next_open(at) if receipt == "opening" else at)


@dataclass(frozen=True, slots=True)
class NthDate:
    """The N-th working date after day zero."""

    days: int
    receipt: Receipt
    only_from_working_day: bool = False

    def on(self, desk: Desk, at: int) -> int:
        """Return the date; NO_DATE where one is wanted only from a working day on which the clock starts."""
        day = day_zero(desk, at, self.receipt)
        if self.only_from_working_day:
            starts = desk.clock.day(desk.covered.next_open(at))
            if starts > day or not desk.days.is_working(day):
                return NO_DATE
        return desk.days.add(day, self.days)


@dataclass(frozen=True, slots=True)
class NthClose:
    """The close of the N-th working date after day zero; of day zero itself for N = 0."""

    days: int
    receipt: Receipt

    def on(self, desk: Desk, at: int) -> int:
        """Return that close."""
        if not self.days:
            return DayClose("close").on(desk, desk.covered.next_open(at) if self.receipt == "opening" else at)
        return desk.days.closing(desk.days.add(day_zero(desk, at, self.receipt), self.days))


@dataclass(frozen=True, slots=True)
class RolledClose:
    """The close of day zero + N dates, rolled forward to a working day."""

    days: int
    receipt: Receipt

    def on(self, desk: Desk, at: int) -> int:
        """Return that close."""
        return desk.days.closing(desk.days.add(day_zero(desk, at, self.receipt) + self.days, 0))


@dataclass(frozen=True, slots=True)
class DayClose:
    """The close of the date of an instant, as something that happens then sees it (S4).

    It is the close of the standard hours while that is still to come; else the end of the date's booked cover while
    that is; else the close of the next working day. "cover" and "next" are the later ends: of that day's cover (the
    close itself where there is none), and of the working day after it.
    """

    which: Literal["close", "cover", "next"]

    def on(self, desk: Desk, at: int) -> int:
        """Return that close."""
        day = desk.clock.day(at)
        close = _close_after(desk, day, at)
        if close is None:
            day = desk.days.add(day, 1)
            close = desk.days.closing(day)
        if self.which == "next":
            return desk.days.closing(desk.days.add(day, 1))
        return max(close, cover_end(desk, day) or close) if self.which == "cover" else close


def _close_after(desk: Desk, day: int, at: int) -> int | None:
    if desk.days.is_working(day) and at < desk.days.closing(day):
        return desk.days.closing(day)
    end = cover_end(desk, day)
    return end if end is not None and at < end else None


def cover_end(desk: Desk, day: int) -> int | None:
    """Return the end of the last covered window of a date, cut at midnight; None where cover adds nothing to it."""
    start, end = desk.clock.midnight(day), desk.clock.midnight(day + 1)
    if not desk.has_cover or _open_time(desk.covered, start, end) == _open_time(desk.standard, start, end):
        return None
    return end if desk.covered.is_open(end - 1) else desk.covered.previous_close(end)


def _open_time(hours: Timeline, start: int, end: int) -> int:
    return hours.rank(end) - hours.rank(start)


@dataclass(frozen=True, slots=True)
class NextMidnight:
    """The next local midnight after an instant."""

    def on(self, desk: Desk, at: int) -> int:
        """Return that midnight."""
        return desk.clock.next_midnight(at)
