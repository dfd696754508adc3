"""A promise's clock, judged: its state, its instants and what it has used (S1, S3, S5, S6, S10, S11)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, NamedTuple

from slacalc.instants import DateTime, iso, moment, span
from slacalc.phrases import Audience, phrase
from slacalc.verdicts import STATES, Outcome, State
from slacalc.windows import NEVER

INSTANTS = (
    *("started_at", "due", "due_if_resumed", "expected_from", "estimate", "at_risk_at"),
    *("completed_at", "breached_at"),
)
AMOUNTS = ("used", "remaining", "overrun", "paused_time", "out_of_hours")


class Marks(NamedTuple):
    """The deadline of a promise and its other marks, in integers; NEVER where there is none."""

    tz: str
    beyond_holiday_data: bool
    due: int = NEVER
    expected_from: int = NEVER
    estimate: int = NEVER

    def moment(self, at: int) -> DateTime | None:
        """Return a mark as a datetime in the zone of the hours."""
        return None if at == NEVER else moment(at, self.tz)


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise of a ticket, judged at an instant.

    Clocks hold integers and make datetimes when asked, in the zone of their hours, so they pickle, copy and compare
    without losing which pass of a repeated hour was meant (T12). Amounts are ``timedelta`` by the clock's own measure:
    working time, or elapsed time for a target in elapsed hours.

    Example:
        >>> from datetime import UTC, datetime
        >>> from slacalc import Package, Ticket, assess
        >>> ticket = Ticket(reported_at=datetime(2026, 5, 15, 15, 30, tzinfo=UTC), priority="P2")
        >>> clock = assess(ticket, Package.preset("p1-p3"), at=datetime(2026, 5, 18, 8, tzinfo=UTC)).resolution
        >>> print(clock.state, clock.due, clock.used, clock.remaining)
        running 2026-05-19 17:00:00+01:00 0:30:00 16:00:00
    """

    name: str
    """"response", "resolution", "next_reply" or "update"."""
    commitment: Literal["contract", "aim"] | None
    """How firmly it is promised: an aim is judged alike and counted apart (S6); None where nothing is promised."""
    tz: str
    """The zone in which its datetimes are given."""
    beyond_holiday_data: bool
    """Whether the answer needed public holidays of years for which they are not known (T11)."""
    outcome: Outcome
    """The verdict in integers, as it was reckoned."""
    completed: int = NEVER
    """When the clock was fulfilled, in microseconds since 1970 UTC."""
    judged: int = NEVER
    """The instant at which it is judged, in microseconds since 1970 UTC: asked about, or when it ended."""
    since: int = NEVER
    """From when its priority or agreement was in force, in microseconds since 1970 UTC."""
    percents: tuple[int, ...] = ()
    """The thresholds of its promise."""
    elapsed: bool = False
    """Whether its amounts are elapsed time, 24 hours a day, rather than working time."""
    excused: str | None = None
    """Why its breach is excused; None where it is not. It stays a breach, and is counted apart (S10)."""
    cycles: "tuple[Clock, ...]" = ()
    """Its earlier cycles with their verdicts: before a reopening that restarted it, or before the latest message."""

    @property
    def state(self) -> State:
        """The first state that applies, in the order of S10."""
        return STATES[self.outcome.state]

    @property
    def is_over(self) -> bool:
        """Whether it was fulfilled, or ended because the ticket was handed over or cancelled."""
        return self.completed != NEVER or self.state in {State.TRANSFERRED, State.CANCELLED}

    @property
    def breached(self) -> bool:
        """Whether the promise was ever broken: completed after its deadline, or open past it (S1)."""
        return bool(self.outcome.breach.at != NEVER)

    @property
    def breached_on_arrival(self) -> bool:
        """Whether a change of priority brought a deadline that had already passed (S7)."""
        return bool(self.outcome.breach.on_arrival)

    @property
    def due(self) -> DateTime | None:
        """The deadline: met at it, breached after it. None without one, or while an open pause keeps it open (S3)."""
        return self._moment(self.outcome.due)

    @property
    def due_if_resumed(self) -> DateTime | None:
        """Where the deadline would be if the open pause ended at the instant asked about; None without such a pause."""
        return self._moment(self.outcome.due_if_resumed)

    @property
    def expected_from(self) -> DateTime | None:
        """The lower mark of a range: from here on completion is expected; never a breach (S5)."""
        return self._moment(self.outcome.expected_from)

    @property
    def estimate(self) -> DateTime | None:
        """When it is usually done: never a deadline (S6)."""
        return self._moment(self.outcome.estimate)

    @property
    def started_at(self) -> DateTime | None:
        """When the clock started: the first open instant at or after the report; None while it waits to be logged."""
        return self._moment(self.outcome.started_at)

    @property
    def completed_at(self) -> DateTime | None:
        """When the promise was fulfilled; None while it is open."""
        return self._moment(self.completed)

    @property
    def at_risk_at(self) -> DateTime | None:
        """When the first threshold of the measure, three quarters by default, is used up (S11)."""
        return self._moment(self.outcome.at_risk_at)

    @property
    def thresholds(self) -> tuple[tuple[int, DateTime | None], ...]:
        """Each threshold in percent with the instant at which so much of the measure is used up (S11)."""
        return tuple(zip(self.percents, map(self._moment, self.outcome.thresholds), strict=False))

    @property
    def ticking(self) -> bool:
        """Whether its measure is being used at the instant asked about: open, not paused, inside the hours."""
        return bool(self.outcome.ticking)

    @property
    def breached_at(self) -> DateTime | None:
        """The deadline that passed, or the change of priority that brought it if that was later (S1)."""
        return self._moment(self.outcome.breach.at)

    @property
    def used(self) -> timedelta | None:
        """The unpaused measure from the start to the instant asked about, or to completion; None without a deadline."""
        return _span(self.outcome.used)

    @property
    def remaining(self) -> timedelta | None:
        """The measure that is left to the deadline, or to ``due_if_resumed``; zero once it has passed."""
        return _span(self.outcome.remaining)

    @property
    def overrun(self) -> timedelta | None:
        """The unpaused measure since the deadline: it can be zero while the clock is overdue, outside the hours."""
        return _span(self.outcome.overrun)

    @property
    def paused_time(self) -> timedelta | None:
        """The measure inside the pauses, from the start on."""
        return _span(self.outcome.paused_time)

    @property
    def out_of_hours(self) -> timedelta:
        """The unpaused working time so far in booked cover, outside the standard hours."""
        return span(self.outcome.out_of_hours)

    def phrase(self, audience: Audience, *, tz: str | None = None) -> str:
        """Return the clock in a few words.

        Args:
            audience: "agent", who reads how much of the measure is left, or "customer", who reads by when.
            tz: the zone of the instants; that of the hours if there is none.

        Raises:
            InputError: another audience.
            UnknownZoneError: no such zone.

        Example:
            >>> from datetime import UTC, datetime
            >>> from slacalc import Package, Ticket, assess
            >>> ticket = Ticket(reported_at=datetime(2026, 5, 18, 8, tzinfo=UTC), priority="P1")
            >>> clock = assess(ticket, Package.preset("p1-p4"), at=datetime(2026, 5, 19, 12, tzinfo=UTC)).resolution
            >>> print(clock.phrase("agent"), clock.phrase("customer"), sep="; ")
            due in 4 h of working time; by Tuesday 17:00
        """
        return phrase(self, audience, tz)

    def _moment(self, at: int) -> DateTime | None:
        return None if at == NEVER else moment(at, self.tz)

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON: instants in ISO 8601 with their offset, amounts in seconds, or None."""
        said: dict[str, Any] = {"state": str(self.state), "commitment": self.commitment, "breached": self.breached}
        said |= {"breached_on_arrival": self.breached_on_arrival, "excused": self.excused, "ticking": self.ticking}
        said |= {"beyond_holiday_data": self.beyond_holiday_data}
        said |= {name: iso(getattr(self, name)) for name in INSTANTS}
        said |= {f"{name}_seconds": _seconds(getattr(self, name)) for name in AMOUNTS}
        said["thresholds"] = [{"percent": percent, "at": iso(at)} for percent, at in self.thresholds]
        return said | {"cycles": [cycle.to_dict() for cycle in self.cycles]}

    def __repr__(self) -> str:
        """Return the verdict at a glance: the state, and the instants that there are."""
        dated = (f"{name}={at}" for name in INSTANTS if (at := iso(getattr(self, name))) is not None)
        return f"<{' '.join([f'{self.name} clock:', str(self.state), *dated])}>"


def _span(amount: int | None) -> timedelta | None:
    return None if amount is None else span(amount)


def _seconds(amount: timedelta | None) -> float | None:
    if amount is None:
        return None
    seconds = amount.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds
