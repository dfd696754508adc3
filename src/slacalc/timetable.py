"""Everything that fell due for a ticket between two instants, so that a worker that was down catches up."""

from datetime import datetime

from slacalc.assessment import assess, check_asked
from slacalc.errors import InputError
from slacalc.instants import micros, moment
from slacalc.occasions import NextEvent, occasions
from slacalc.packages import Package
from slacalc.tickets import Ticket


def transitions(ticket: Ticket, package: Package, *, after: datetime, until: datetime) -> tuple[NextEvent, ...]:
    """Return every event that fell due after one instant and until another, each exactly once and in order.

    Each fell due by what was known then (S8): a pause or a change of priority that came later does not take it back.

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
    told: list[NextEvent] = []
    turns = _turns(ticket, package, last)
    fallen: set[str] = set()
    for place, begins in enumerate(turns):
        ends = turns[place + 1] if place + 1 < len(turns) else last + 1
        found = occasions(ticket.id, assess(ticket, package, at=moment(begins)).clocks.values())
        told += [
            event
            for event in found
            if begins <= event.instant < ends and first < event.instant and event.key not in fallen
        ]
        fallen |= {event.key for event in found if event.instant < ends}
    return tuple(told)


def _turns(ticket: Ticket, package: Package, last: int) -> list[int]:
    # The instants from which something more is known, from the report on: what has fallen due before is not told again.
    report = micros(ticket.reported_at)
    known = {event.known_from for event in ticket.events} | {cover.known_from for cover in package.cover}
    return sorted({report, *(at for at in known if at is not None and report < at <= last)} if report <= last else ())
