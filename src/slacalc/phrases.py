"""A clock in a few words: for the agent who works on the ticket, and for the customer who waits."""

from datetime import datetime, timedelta
from typing import Literal, Protocol

from slacalc.errors import InputError, is_one_of, shown
from slacalc.instants import DateTime, micros, moment
from slacalc.verdicts import State
from slacalc.zones import zone_name

Audience = Literal["agent", "customer"]
NEAR = timedelta(days=6)
"""Within so much time a weekday says which date is meant."""


class Judged(Protocol):
    """What a phrase is made of."""

    @property
    def tz(self) -> str: ...  # noqa: D102
    @property
    def elapsed(self) -> bool: ...  # noqa: D102
    @property
    def judged(self) -> int: ...  # noqa: D102
    @property
    def commitment(self) -> Literal["contract", "aim"] | None: ...  # noqa: D102
    @property
    def state(self) -> State: ...  # noqa: D102
    @property
    def due(self) -> DateTime | None: ...  # noqa: D102
    @property
    def expected_from(self) -> DateTime | None: ...  # noqa: D102
    @property
    def estimate(self) -> DateTime | None: ...  # noqa: D102
    @property
    def breached_at(self) -> DateTime | None: ...  # noqa: D102
    @property
    def started_at(self) -> DateTime | None: ...  # noqa: D102
    @property
    def completed_at(self) -> DateTime | None: ...  # noqa: D102
    @property
    def remaining(self) -> timedelta | None: ...  # noqa: D102
    @property
    def overrun(self) -> timedelta | None: ...  # noqa: D102


def phrase(clock: Judged, audience: Audience, tz: str | None = None) -> str:
    """Return a clock in a few words, instants in a zone or in that of the clock's hours."""
    if not is_one_of(audience, {"agent", "customer"}):
        raise InputError(f"audience={shown(audience)}: write 'agent' or 'customer'")
    zone = clock.tz if tz is None else zone_name(tz)
    return _for_agent(clock, zone) if audience == "agent" else _for_customer(clock, zone)


def _for_agent(clock: Judged, tz: str) -> str:
    match clock.state:
        case State.CANCELLED | State.TRANSFERRED:
            return _ENDED[clock.state]
        case State.MET:
            return "done in time"
        case State.MISSED:
            return f"done {_amount(clock, clock.overrun)} late" if clock.overrun else "done late"
        case State.OVERDUE:
            return (
                f"overdue by {_amount(clock, clock.overrun)}"
                if clock.overrun
                else f"overdue since {_broken(clock, tz)}"
            )
        case State.NO_DEADLINE:
            return "nothing is promised" if clock.commitment is None else "no deadline"
        case State.PAUSED:
            left = f"with {_amount(clock, clock.remaining)} left" if clock.due is None else f"due {_at(clock, tz)}"
            return f"paused {left}"
    if clock.due is None:
        return "not started"
    begins = "" if clock.state is not State.NOT_STARTED else f"starts {_day(clock, clock.started_at, tz)}, "
    return f"{begins}due in {_amount(clock, clock.remaining)}"


def _for_customer(clock: Judged, tz: str) -> str:
    match clock.state:
        case State.CANCELLED | State.TRANSFERRED:
            return _ENDED[clock.state]
        case State.MET | State.MISSED:
            return f"done {_day(clock, clock.completed_at, tz)}"
        case State.OVERDUE:
            return "late" if clock.due is None else f"was due {_broken(clock, tz)}"
        case State.PAUSED if clock.due is None:
            return "on hold"
        case State.NO_DEADLINE:
            return f"usually by {_day(clock, clock.estimate, tz)}" if clock.estimate else "no fixed time"
    if clock.due is None:
        return "not started"
    expected = clock.expected_from
    if expected is not None and micros(expected) > clock.judged:
        return f"from {_day(clock, expected, tz)}, by {_at(clock, tz)} at the latest"
    return f"by {_at(clock, tz)}"


_ENDED = {State.CANCELLED: "cancelled", State.TRANSFERRED: "handed over"}


def _at(clock: Judged, tz: str) -> str:
    return _day(clock, clock.due, tz)


def _broken(clock: Judged, tz: str) -> str:
    # The deadline that passed: another priority may have brought a later one, or have come when its own had passed.
    return _day(clock, min((at for at in (clock.due, clock.breached_at) if at is not None), default=None), tz)


def _day(clock: Judged, at: datetime | None, tz: str) -> str:
    # The weekday alone where it says which date is meant, else the date, and the year where it is another.
    if at is None:
        return "at no known time"
    local, asked = moment(micros(at), tz), moment(clock.judged, tz)
    near = abs(micros(at) - clock.judged) < NEAR // timedelta(microseconds=1)
    date = "" if near else f" {local.day} {local:%B}" + ("" if local.year == asked.year else f" {local.year}")
    return f"{local:%A}{date} {local:%H:%M}"


def _amount(clock: Judged, amount: timedelta | None) -> str:
    return length(amount or timedelta()) + ("" if clock.elapsed else " of working time")


def length(amount: timedelta) -> str:
    """Return an amount of time in hours and minutes, rounded down: "2 h 10 min"."""
    minutes = amount // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    said = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest)
    return " ".join(said) or "less than a minute"
