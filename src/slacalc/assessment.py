"""A ticket under a package: its deadlines, and its clocks judged at an instant."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from slacalc.clocks import Clock, Marks
from slacalc.errors import HistoryError, InputError, check_flag, shown, warn_of_holidays
from slacalc.handling import CLOCKS
from slacalc.history import Life, fold
from slacalc.instants import DateTime, iso, micros, moment
from slacalc.occasions import NextEvent, occasions
from slacalc.packages import Package
from slacalc.plain import first_clocks
from slacalc.reckoning import judged, marks
from slacalc.tickets import Ticket
from slacalc.windows import NEVER


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When a ticket falls due, judged by its whole history.

    Each is a pendulum datetime in the zone of its hours, or None where there is none: nothing is promised, the ticket
    waits to be logged, or an open pause keeps the deadline open (S3).

    Example:
        >>> from datetime import UTC
        >>> ticket = Ticket(reported_at=datetime(2026, 12, 24, 16, 30, tzinfo=UTC), priority="P2")
        >>> print(deadlines(ticket, Package.preset("p1-p4")).resolution_due)
        2026-12-31 17:00:00+00:00
    """

    response: Marks
    resolution: Marks

    @property
    def response_due(self) -> DateTime | None:
        """When the response is due."""
        return self.response.moment(self.response.due)

    @property
    def response_expected_from(self) -> DateTime | None:
        """From when the response is expected, where its target is a range (S5)."""
        return self.response.moment(self.response.expected_from)

    @property
    def response_estimate(self) -> DateTime | None:
        """By when the response usually comes; never a deadline (S6)."""
        return self.response.moment(self.response.estimate)

    @property
    def resolution_due(self) -> DateTime | None:
        """When the resolution is due."""
        return self.resolution.moment(self.resolution.due)

    @property
    def resolution_expected_from(self) -> DateTime | None:
        """From when the resolution is expected, where its target is a range (S5)."""
        return self.resolution.moment(self.resolution.expected_from)

    @property
    def resolution_estimate(self) -> DateTime | None:
        """By when the resolution usually comes; never a deadline (S6)."""
        return self.resolution.moment(self.resolution.estimate)

    @property
    def beyond_holiday_data(self) -> bool:
        """Whether an answer needed public holidays of years for which they are not known (T11)."""
        return self.response.beyond_holiday_data or self.resolution.beyond_holiday_data

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON: instants in ISO 8601 with their offset, or None."""
        said = {f"{clock}_{mark}": iso(getattr(self, f"{clock}_{mark}")) for clock in CLOCKS for mark in _MARKS}
        return {**said, "beyond_holiday_data": self.beyond_holiday_data}

    def __repr__(self) -> str:
        """Return the deadlines that there are."""
        dated = [f"{name}={at}" for name, at in self.to_dict().items() if isinstance(at, str)]
        return f"<deadlines: {' '.join(dated) or 'none'}>"


_MARKS = ("due", "expected_from", "estimate")
_is_dark = attrgetter("beyond_holiday_data")
DARK = "some public holidays that this answer needs are not known (T11)"
"""What is said where an answer goes beyond the public holidays that are known."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A ticket judged under a package at an instant: one ``Clock`` for each promise.

    Example:
        >>> from datetime import UTC
        >>> ticket = Ticket(id="INC-7", reported_at=datetime(2026, 5, 13, 9, 30, tzinfo=UTC), priority="P1")
        >>> judged = assess(ticket, Package.preset("p1-p4"), at=datetime(2026, 5, 14, 17, tzinfo=UTC))
        >>> judged
        <INC-7 P1 at 2026-05-14T18:00:00+01:00: response overdue, resolution overdue>
        >>> print(judged.resolution.due, judged.resolution.used, judged.resolution.overrun)
        2026-05-14 17:00:00+01:00 14:30:00 0:00:00
    """

    id: str | None
    """The ticket's number."""
    priority: str | None
    """The priority in force at that instant; None while unknown."""
    tz: str
    """The zone of the package."""
    instant: int
    """The instant asked about, in microseconds since 1970 UTC."""
    response: Clock
    resolution: Clock
    others: tuple[Clock, ...] = ()
    """The clocks that messages start, where a priority of the scheme promises them: "next_reply", "update"."""

    @property
    def at(self) -> DateTime:
        """The instant asked about, in the zone of the package."""
        return moment(self.instant, self.tz)

    @property
    def clocks(self) -> dict[str, Clock]:
        """The clocks by name."""
        return {clock.name: clock for clock in (self.response, self.resolution, *self.others)}

    @property
    def next_event(self) -> NextEvent | None:
        """What falls due next if nothing happens before, to schedule a job for; None where nothing does."""
        found = occasions(self.id, self.clocks.values())
        return next((event for event in found if event.instant > self.instant), None)

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON: instants in ISO 8601 with their offset, amounts in seconds, or None."""
        coming = self.next_event
        said: dict[str, Any] = {"ticket": self.id, "priority": self.priority, "at": iso(self.at)}
        said["next_event"] = None if coming is None else coming.to_dict()
        return {**said, **{name: clock.to_dict() for name, clock in self.clocks.items()}}

    def __repr__(self) -> str:
        """Return the verdict at a glance."""
        who = " ".join(filter(None, (self.id, self.priority))) or "a ticket"
        states = ", ".join(f"{name} {clock.state}" for name, clock in self.clocks.items())
        return f"<{who} at {iso(self.at)}: {states}>"


def deadlines(ticket: Ticket, package: Package, *, strict: bool = False) -> Deadlines:
    """Return when a ticket falls due under a package, judged by its whole history.

    Args:
        ticket: what happened. With an open pause that began before a deadline, that deadline is None (S3).
        package: what is promised; all its booked cover counts (S4), for a fulfilled clock what was booked by then.
        strict: whether a history that had to be mended is an error too: see ``Ticket.repairs`` (S9).

    Returns:
        Response and resolution due, with the lower mark of a range and an estimate where there is one.

    Raises:
        HistoryError: events that cannot have happened together (S9).
        PackageError: a priority that the package does not have.
        UnreachableError: a deadline that no working time reaches (T10).

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> friday = datetime(2026, 5, 15, 16, 30, tzinfo=ZoneInfo("Europe/London"))
        >>> found = deadlines(Ticket(reported_at=friday, priority="P2"), Package.preset("p1-p3"))
        >>> print(found.response_due, found.resolution_expected_from, found.resolution_due, sep="; ")
        2026-05-18 09:30:00+01:00; 2026-05-18 17:00:00+01:00; 2026-05-19 17:00:00+01:00
    """
    check_asked(ticket, package)
    check_flag(strict, "strict")
    if strict:
        _refuse_repairs(ticket, NEVER)
    life = fold(ticket, package.scheme.handling)
    response, resolution = marks(package, life, "response"), marks(package, life, "resolution")
    answer = Deadlines(response, resolution)
    if answer.beyond_holiday_data:
        warn_of_holidays(DARK)
    return answer


def assess(ticket: Ticket, package: Package, *, at: datetime, strict: bool = False) -> Assessment:
    """Return a ticket judged under a package at an instant, by what is known then (S8).

    Args:
        ticket: what happened; events after *at* are not known yet.
        package: what is promised; cover booked after *at* is not known yet.
        at: an aware datetime. At the deadline itself the promise is still kept (S1).
        strict: whether a history that had to be mended is an error too: see ``Ticket.repairs`` (S9).

    Returns:
        A clock for each promise: state, due, breach, and what is used, in the zone of its hours.

    Raises:
        NaiveDatetimeError: *at* has no time zone (T4).
        HistoryError: *at* lies before the report, or events cannot have happened together (S8, S9).
        PackageError: a priority that the package does not have.
        UnreachableError: a deadline that no working time reaches (T10).

    Example:
        >>> from datetime import UTC
        >>> ticket = Ticket(reported_at=datetime(2026, 5, 11, 9, tzinfo=UTC), priority="P2")
        >>> waiting = ticket.paused(datetime(2026, 5, 12, 10, tzinfo=UTC), reason="waiting on customer")
        >>> clock = assess(waiting, Package.preset("p1-p4"), at=datetime(2026, 5, 13, 14, tzinfo=UTC)).resolution
        >>> print(clock.state, clock.due, clock.due_if_resumed)
        paused None 2026-05-18 13:00:00+01:00
    """
    check_asked(ticket, package)
    check_flag(strict, "strict")
    instant = micros(at)
    if strict:
        _refuse_repairs(ticket, instant)
    life = fold(ticket, package.scheme.handling, instant)
    response, resolution = first_clocks(package, life, instant)
    others = _message_clocks(package, life, instant) if package.message_clocks else ()
    if response.beyond_holiday_data or resolution.beyond_holiday_data or any(map(_is_dark, others)):
        warn_of_holidays(DARK)
    return Assessment(ticket.id, life.priorities[-1][1], package.tz, instant, response, resolution, others)


def _message_clocks(package: Package, life: Life, at: int) -> tuple[Clock, ...]:
    return tuple(judged(package, life, clock, at) for clock in package.message_clocks)


def _refuse_repairs(ticket: Ticket, at: int) -> None:
    for repair in ticket.repairs:
        if all(event.known_from <= at for event in repair.events):
            raise HistoryError(f"{repair.sentence}: correct it, or leave strict=True out to have it mended")


def check_asked(ticket: object, package: object) -> None:
    """Refuse what is no ticket or no package."""
    if not isinstance(ticket, Ticket):
        raise InputError(f"{shown(ticket)} is no ticket: write Ticket(reported_at=..., priority=...)")
    check_package(package)


def check_package(package: object) -> None:
    """Refuse what is no package."""
    if not isinstance(package, Package):
        raise InputError(f"{shown(package)} is no package: write Package(...), or Package.preset('p1-p4')")
