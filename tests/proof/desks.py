"""Hours as other libraries can be told of them: one set of windows for some weekdays, and closed dates."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

from slacalc import Calendar, as_utc
from tests.oracle.instants import utc
from tests.proof.drawing import changes

ZONES = ("UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago")
HOURS = ("09:00-17:00", "09:00-12:30,13:30-17:00", "22:00-06:00", "00:30-03:30", "08:15-23:45")
WEEKS = ((0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6), (6, 0, 1, 2, 3), (5,))
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
STARTS = ("2026-03-24", "2026-03-03", "2026-10-20", "2026-05-11", "2026-04-01", "2026-12-22", "2026-02-16")
YEARS = (2026, 2027)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Desk:
    """Hours as peers can be told of them."""

    zone: str
    hours: str
    week: tuple[int, ...]
    closed: tuple[date, ...]

    @cached_property
    def calendar(self) -> Calendar:
        """The hours, with closed dates cut out from midnight to midnight (T7)."""
        return self.weekly - Calendar.dates(self.closed, tz=self.zone) if self.closed else self.weekly

    @cached_property
    def weekly(self) -> Calendar:
        return Calendar.weekly(f"{','.join(NAMES[day] for day in self.week)} {self.hours}", tz=self.zone)

    @cached_property
    def shifts(self) -> Calendar:
        """The hours, with the shifts that open on closed dates left out whole (T7)."""
        words = f"{','.join(NAMES[day] for day in self.week)} {self.hours}"
        return Calendar.weekly(words, tz=self.zone, skip=self.closed or None)

    @cached_property
    def by_the_wall(self) -> "Desk":
        """The same desk where no clock changes."""
        return Desk("UTC", self.hours, self.week, self.closed)

    @cached_property
    def unbroken(self) -> Calendar:
        """The hours, a window that closes within a repeated hour ending there at its second pass only."""
        gaps = [
            (as_utc(self.calendar.previous_close(at)), at) for at, back in self._repeats if self.calendar.is_open(at)
        ]
        backs = dict(self._repeats)
        return self.calendar | Calendar.spans([gap for gap in gaps if gap[1] - gap[0] < backs[gap[1]]])

    @cached_property
    def first_passes(self) -> Calendar:
        """The hours without the second pass of each repeated hour."""
        return self.calendar - Calendar.spans([(at, at + back) for at, back in self._repeats])

    @cached_property
    def _repeats(self) -> list[tuple[datetime, timedelta]]:
        """When its clock is put back, and by how much."""
        found = [utc(at) for year in YEARS for at in changes(self.zone, year)]
        steps = [(at, self.wall(at - SECOND) + SECOND - self.wall(at)) for at in found]
        return [(at, back) for at, back in steps if back > timedelta()]

    def windows(self) -> list[tuple[time, time]]:
        pairs = [window.split("-") for window in self.hours.split(",")]
        return [(time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs]

    @property
    def is_overnight(self) -> bool:
        return any(end <= start for start, end in self.windows())

    def wall(self, at: datetime) -> datetime:
        """Return what its clock reads, as if in UTC."""
        return at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=UTC)


def desk(chance: Random, zones: tuple[str, ...] = ZONES) -> Desk:
    first = date.fromisoformat(chance.choice(STARTS))
    closed = {first + timedelta(chance.randrange(14)) for _ in range(chance.choice((0, 0, 1, 3)))}
    return Desk(chance.choice(zones), chance.choice(HOURS), chance.choice(WEEKS), tuple(sorted(closed)))


def instant(chance: Random, made: Desk) -> datetime:
    """Draw an instant: at an edge of the hours, or at any quarter of an hour."""
    start = datetime.fromisoformat(f"{chance.choice(STARTS)}T00:00+00:00")
    at = start + timedelta(minutes=15 * chance.randrange(12 * 96))
    kind = chance.randrange(4)
    return at if kind < 2 else as_utc(made.calendar.next_open(at) if kind == 2 else made.calendar.next_close(at))
