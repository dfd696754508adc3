"""Everything that fell due for a ticket between two instants, so that a worker that was down catches up."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from slacalc.assessment import DARK, check_asked
from slacalc.errors import InputError, warn_of_holidays
from slacalc.events import Kind
from slacalc.handling import CLOCKS
from slacalc.history import Life, fold
from slacalc.instants import micros
from slacalc.occasions import NextEvent, in_order, of_turn
from slacalc.packages import Package
from slacalc.reckoning import Spell, spells
from slacalc.tickets import Ticket
from slacalc.windows import NEVER


def transitions(ticket: Ticket, package: Package, *, after: datetime, until: datetime) -> tuple[NextEvent, ...]:
    """Return every event that fell due after one instant and until another, each exactly once and in order.

    Each fell due by what was known then (S8): a pause or a change of priority that came later does not take it back.
    What turns out to have fallen due before, falls due when that is known: when a ticket is reopened whose time went on
    while it was resolved, or when something is recorded late.

    Args:
        ticket: what happened.
        package: what is promised.
        after: an aware datetime, when this was last asked; what fell due at it is left out.
        until: an aware datetime, not before *after*; what fell due at it is told.

    Raises:
        InputError: *until* lies before *after*.
        NaiveDatetimeError: a datetime without a zone (T4).
        HistoryError: events that cannot have happened together (S9).
        PackageError: a priority that the package does not have.

    Example:
        >>> from datetime import UTC
        >>> ticket = Ticket(id="INC-7", reported_at=datetime(2026, 5, 13, 9, 30, tzinfo=UTC), priority="P1")
        >>> week = {"after": datetime(2026, 5, 13, tzinfo=UTC), "until": datetime(2026, 5, 14, 12, tzinfo=UTC)}
        >>> for event in transitions(ticket, Package.preset("p1-p4"), **week):
        ...     print(event)
        INC-7/response/threshold-75: response threshold at 2026-05-13T16:30:00+01:00
        INC-7/response/breach: response breach at 2026-05-14T10:30:00.000001+01:00
    """
    check_asked(ticket, package)
    first, last = micros(after, "after"), micros(until, "until")
    if last < first:
        raise InputError(f"after={after} lies later than until={until}: write the earlier first")
    told = [event for event in _fallen(ticket, package, last) if event.instant > first]
    return tuple(in_order(told))


def _fallen(ticket: Ticket, package: Package, last: int) -> Iterator[NextEvent]:
    begins, keys, dark = _begins(ticket, package, last), set[str](), False
    for begin, end in pairwise([*begins, last + 1]):
        life = fold(ticket, package.scheme.handling, end - 1)
        for name in (*CLOCKS, *package.message_clocks):
            for spell in spells(package, life, name, end - 1):
                dark |= spell.clock.beyond_holiday_data
                for event in of_turn(ticket.id, spell.clock, spell.turn):
                    at = _falls(event.instant, spell, life)
                    if at is None or event.key in keys:
                        continue
                    if max(at, begin) < spell.until:
                        keys.add(event.key)
                        yield replace(event, instant=max(at, begin))
    if dark:
        warn_of_holidays(DARK)


def _falls(at: int, spell: Spell, life: Life) -> int | None:
    # When something falls due while a priority is in force: what falls into a time on which the ticket was over was not
    # known before it was reopened, or a message of that time was answered, and falls due with that.
    clock = spell.clock
    if at > clock.judged or at >= spell.until:
        return None
    over = life.overs[bisect_left(life.overs, at, key=lambda over: over.since) - 1] if life.overs else None
    if over is None or not over.since < at < over.until:
        return at
    known = min(over.until, clock.judged if clock.is_over else NEVER)
    return known if known < spell.until else None


def _begins(ticket: Ticket, package: Package, last: int) -> list[int]:
    # The report, and the instants from which something was known that may change what came before: what is told in the
    # order in which it happens takes back nothing that has fallen due.
    report = next(event.known_from for event in ticket.events if event.kind is Kind.REPORTED)
    logged = ticket.first(Kind.LOGGED)
    late = {event.known_from for event in ticket.events if event.known_from > event.instant}
    booked = {at for cover in package.cover if (at := cover.known_from) is not None}
    changes = late | booked | (set() if logged is None else {logged.instant})
    return sorted({report, *(at for at in changes if report < at <= last)} if report <= last else ())
