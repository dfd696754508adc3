"""Short assertions about agreements; one that fails says what is due and why, stretch by stretch."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from slacalc.assessment import assess, check_package
from slacalc.calendar import Calendar
from slacalc.cli.moments import spoken
from slacalc.clocks import Clock
from slacalc.errors import InputError, first_of, is_one_of, shown
from slacalc.explanation import explain
from slacalc.instants import as_utc, micros, micros_of, moment
from slacalc.packages import Package
from slacalc.testing.times import instant
from slacalc.tickets import MOST_EVENTS, Ticket
from slacalc.verdicts import State

Time = datetime | str


def assert_due(
    package: Package | str,
    priority: str,
    reported: Time,
    due: Time | None,
    *,
    clock: str = "resolution",
    pauses: Iterable[tuple[Time, Time]] = (),
) -> None:
    """Assert that a ticket is due at an instant.

    Args:
        package: the agreement, or the name of a preset.
        priority: the priority that the ticket is reported with.
        reported: when it is reported: an aware datetime, or a text on the clock of the package.
        due: when it must be due; None where it must have no deadline.
        clock: which of its clocks.
        pauses: when it waits: pairs of a beginning and an end.

    Raises:
        AssertionError: it is due at another instant. The message says at which, and why.
        InputError: a time that cannot be read, or a clock that there is not.

    Example:
        >>> assert_due("p1-p4", "P2", "Fri 2026-05-15 16:30", "Wed 2026-05-20 17:00")
        >>> assert_due("p1-p4", "P2", "Fri 2026-05-15 16:30", "Fri 2026-05-15 17:30", clock="response")
        Traceback (most recent call last):
            ...
        AssertionError: P2 reported Fri 2026-05-15 16:30 BST under p1-p4: response is due Mon 2026-05-18 16:30 BST, \
not Fri 2026-05-15 17:30 BST
        response: at risk (8 working hours)
          read as 8 hours of working time, inside the hours
          started Fri 2026-05-15 16:30
          due Mon 2026-05-18 16:30
          Fri 2026-05-15 16:30 to Fri 2026-05-15 17:00: counted, open
          Fri 2026-05-15 17:00 to Sat 2026-05-16 00:00: skipped, closed: outside the hours
          Sat 2026-05-16 00:00 to Mon 2026-05-18 00:00: skipped, closed: weekend
          Mon 2026-05-18 00:00 to Mon 2026-05-18 09:00: skipped, closed: outside the hours
          Mon 2026-05-18 09:00 to Mon 2026-05-18 16:30: counted, open
          used 8 h
    """
    agreed = _package(package)
    tz = _zone(agreed)
    began = instant(reported, tz, "reported")
    waits = [(instant(since, tz, "pauses"), instant(until, tz, "pauses")) for since, until in _pairs(pauses)]
    ticket = Ticket(reported_at=began, priority=priority, pauses=waits)
    at = max([began, *(until for _, until in waits)], key=as_utc)
    found = _clock(ticket, agreed, at, clock)
    wanted = None if due is None else instant(due, tz, "due")
    if _same(found.due, wanted):
        return
    answer = f"is due {_told(found.due, tz)}" if found.due else "has no deadline"
    wish = "without a deadline" if wanted is None else _told(wanted, tz)
    raise AssertionError(
        f"{priority} reported {_told(began, tz)} under {agreed.name}: {clock} {answer}, not {wish}\n"
        + _why(ticket, agreed, max(at, found.due or at, key=as_utc), clock)
    )


def assert_state(
    package: Package | str, ticket: Ticket, at: Time, state: State | str, *, clock: str = "resolution"
) -> None:
    """Assert that a clock of a ticket is in a state at an instant.

    Args:
        package: the agreement, or the name of a preset.
        ticket: what happened.
        at: the instant: an aware datetime, or a text on the clock of the package.
        state: the state, or its word.
        clock: which of its clocks.

    Raises:
        AssertionError: it is in another state. The message says in which, and why.
        InputError: a time that cannot be read, or a clock or state that there is not.

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> monday = datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/London"))
        >>> ticket = Ticket(reported_at=monday, priority="P1")
        >>> assert_state("p1-p4", ticket, "Mon 2026-05-11 12:00", "running")
        >>> assert_state("p1-p4", ticket, "Wed 2026-05-13 09:00", "overdue")
    """
    agreed = _package(package)
    tz = _zone(agreed)
    if not is_one_of(state, tuple(State)):
        raise InputError(f"state={shown(state)} is no state: write one of {', '.join(State)}")
    asked = instant(at, tz, "at")
    found = _clock(ticket, agreed, asked, clock)
    if found.state != state:
        raise AssertionError(
            f"at {_told(asked, tz)} {clock} is {found.state}, not {State(state)}\n" + _why(ticket, agreed, asked, clock)
        )


def assert_working_time(calendar: Calendar, start: Time, end: Time, amount: timedelta) -> None:
    """Assert how much working time lies between two instants.

    Args:
        calendar: the hours.
        start: an aware datetime, or a text on the clock of the calendar.
        end: likewise.
        amount: the working time that there must be; negative where the end is the earlier (T5).

    Raises:
        AssertionError: there is another amount. The message says how much, and which windows it is the sum of.
        InputError: a time that cannot be read.

    Example:
        >>> office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
        >>> assert_working_time(office, "Fri 2026-05-15 16:30", "Mon 2026-05-18 10:00", timedelta(hours=1))
        Traceback (most recent call last):
            ...
        AssertionError: Fri 2026-05-15 16:30 BST to Mon 2026-05-18 10:00 BST is 1:30:00 of working time, not 1:00:00
          Fri 2026-05-15 16:30 BST to Fri 2026-05-15 17:00 BST: 0:30:00
          Mon 2026-05-18 09:00 BST to Mon 2026-05-18 10:00 BST: 1:00:00
    """
    if not isinstance(calendar, Calendar):
        raise InputError(f"calendar={shown(calendar)} is no calendar: write Calendar.weekly(...)")
    tz = calendar.tz or "UTC"
    first, last = instant(start, tz, "start"), instant(end, tz, "end")
    micros_of(amount, "amount")
    found = calendar.working_time(first, last)
    if found != amount:
        said = f"{_told(first, tz)} to {_told(last, tz)} is {found} of working time, not {amount}"
        raise AssertionError("\n".join([said, *_windows(calendar, first, last, tz)]))


_MOST_WINDOWS = 20


def _windows(calendar: Calendar, start: datetime, end: datetime, tz: str) -> Iterator[str]:
    early, late = sorted((start, end), key=as_utc)
    for number, (opens, closes) in enumerate(calendar.windows(early, late)):
        if number == _MOST_WINDOWS:
            yield "  ..."
            return
        yield f"  {_told(opens, tz)} to {_told(closes, tz)}: {as_utc(closes) - as_utc(opens)}"


def _package(package: Package | str) -> Package:
    found = Package.preset(package) if isinstance(package, str) else package
    check_package(found)
    return found


def _pairs(pauses: Any) -> list[tuple[Time, Time]]:
    found: list[Any] = first_of(pauses, MOST_EVENTS, "pauses") if isinstance(pauses, Iterable) else [pauses]
    for pair in found:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise InputError(f"pauses has {shown(pair)}: write a list of pairs (start, end)")
    return found


def _zone(package: Package) -> str:
    return package.calendar.tz or "UTC"


def _clock(ticket: Ticket, package: Package, at: datetime, name: str) -> Clock:
    clocks = assess(ticket, package, at=at).clocks
    if not is_one_of(name, clocks):
        raise InputError(f"clock={shown(name)} is no clock of this ticket: write one of {', '.join(clocks)}")
    return clocks[name]


def _same(one: datetime | None, other: datetime | None) -> bool:
    return (one and as_utc(one)) == (other and as_utc(other))


def _told(at: datetime, tz: str) -> str:
    return spoken(moment(micros(at), tz))


def _why(ticket: Ticket, package: Package, at: datetime, clock: str) -> str:
    return "\n".join(explain(ticket, package, at=at).clocks[clock].lines())
