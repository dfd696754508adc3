"""A contract as plain data: what is promised for each priority, when the desk works, how words are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .clock import Clock, Dates, Stretch, Weekly, public_holidays
from .days import Days
from .hours import weekly_hours
from .reading import Reading, Run
from .words import Promise, Target, promise


@dataclass(frozen=True)
class Booking:
    """Booked cover, and the instant from which it is known."""

    start: int
    end: int
    booked_at: int | None = None


@dataclass(frozen=True)
class Contract:
    """Promises by priority and by clock name ("response", "resolution", "next_reply", "update").

    `starts` is "logged" or "reported", `pauses` names the clocks that a pause stops, and from `priority_change` to
    `transfer` stands what the other events do. `own` gives the hours that take the place of the standard ones for a
    promise, by (priority, clock name).
    """

    promises: Mapping[str, Mapping[str, Promise]]
    hours: Clock
    zone: str
    cover: Sequence[Booking] = ()
    reading: Reading = field(default_factory=Reading)
    starts: str = "logged"
    pauses: Sequence[str] = ("resolution",)
    own: Mapping[tuple[str, str], Clock] = field(default_factory=dict)
    priority_change: str = "from_report"
    reopen: str = "resume"
    update: str = "last"
    transfer: str = "separate"
    _days: dict[int, Days] = field(default_factory=dict)

    def days(self, priority: str, name: str) -> Days:
        """Return the working days that count for one promise (T9)."""
        clock = self.own.get((priority, name), self.hours)
        return self._days.setdefault(id(clock), Days(clock, self.zone))

    def runs(self, priority: str, name: str, report: int, known: int | None) -> list[Run]:
        """Return the run with the cover known at an instant (None: all of it), then the one without (S4)."""
        cover: list[Stretch] = [
            (booking.start, booking.end)
            for booking in self.cover
            if known is None or booking.booked_at is None or booking.booked_at <= known
        ]
        days, answering = self.days(priority, name), self.days(priority, "response")
        return [
            Run(days, spans, self.reading, report, Run(answering, spans, self.reading, report))
            for spans in ([cover, []] if cover else [[]])
        ]

    def promised(self, priority: str | None, name: str) -> tuple[str, Promise] | None:
        """Return the priority that decides and its promise.

        Before any priority is set that is the first one, if all of them share its response target (S7).
        """
        if priority is not None:
            return (priority, self.promises[priority][name]) if name in self.promises[priority] else None
        shared = {promises[name].target if name in promises else None for promises in self.promises.values()}
        first = next(iter(self.promises))
        return (first, self.promises[first][name]) if name == "response" and len(shared) == 1 else None

    def response(self, priority: str) -> Target | None:
        """Return the response target of a priority."""
        found = self.promises[priority].get("response")
        return found.target if found else None


LONDON = "Europe/London"
SCHEMES = {
    "p1-p3": {
        "P1": ("aim: 1 working hour", "same day"),
        "P2": ("aim: 1 working hour", "1-2 days"),
        "P3": ("aim: 1 working hour", "1-2 weeks"),
        "NEW": ("aim: 1 working hour", "by agreement"),
    },
    "p1-p4": {
        "P1": ("8 working hours", "1 working day"),
        "P2": ("8 working hours", "3 working days"),
        "P3": ("8 working hours", "40 working days"),
        "P4": ("8 working hours", "by agreement; usually within 10 working days"),
    },
}


def scheme(name: str) -> dict[str, dict[str, Promise]]:
    """Return the promises of one of the two schemes."""
    return {
        priority: {"response": promise(response), "resolution": promise(resolution)}
        for priority, (response, resolution) in SCHEMES[name].items()
    }


def office(*, holidays_worked: bool = False) -> Clock:
    """Return Monday to Friday 09:00-17:00 in London, closed on the public holidays of England."""
    hours = Weekly(LONDON, weekly_hours("Mon-Fri 09:00-17:00"))
    return hours if holidays_worked else hours - Dates(LONDON, public_holidays("GB", "ENG"))
