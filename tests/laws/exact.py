"""A calendar that is asked and answers in whole microseconds since 1970 UTC, so that a law reads like a formula.

M(a, b) is the working time between instants, A(a, d) the earliest instant u >= a with M(a, u) = d, S(b, d) the latest
u <= b with M(u, b) = d, N(a) the first open instant at or after a (T5).
"""

from datetime import datetime, timedelta

from slacalc.calendar import Calendar
from tests.oracle.instants import micros, utc

MICROSECOND = timedelta(microseconds=1)


def instant(moment: datetime) -> int:
    """Return the instant of a datetime of any kind by what it prints: its wall time and its offset."""
    return micros(datetime.fromisoformat(moment.isoformat()))


class Exact:
    """A calendar whose questions and answers are integers."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar

    def is_open(self, at: int) -> bool:
        return self.calendar.is_open(utc(at))

    def M(self, a: int, b: int) -> int:  # noqa: N802 - the name that the laws use
        return self.calendar.working_time(utc(a), utc(b)) // MICROSECOND

    def A(self, a: int, d: int) -> int:  # noqa: N802 - the name that the laws use
        return instant(self.calendar.add(utc(a), timedelta(microseconds=d)))

    def S(self, b: int, d: int) -> int:  # noqa: N802 - the name that the laws use
        return instant(self.calendar.subtract(utc(b), timedelta(microseconds=d)))

    def N(self, a: int) -> int:  # noqa: N802 - the name that the laws use
        return instant(self.calendar.next_open(utc(a)))

    def windows(self, a: int, b: int) -> list[tuple[int, int]]:
        return [(instant(opening), instant(closing)) for opening, closing in self.calendar.windows(utc(a), utc(b))]
