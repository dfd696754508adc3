"""Random lives of tickets, for hypothesis."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import strategies as st

from slacalc.packages import Package
from slacalc.testing.strategies import moments
from slacalc.tickets import Ticket

Change = Callable[[Ticket], Ticket]
KINDS = (
    *("paused", "resumed", "paused", "resumed", "resolved", "reopened", "prioritised", "responded", "acknowledged"),
    *("agreed", "estimated", "excused", "customer_replied", "updated", "transferred", "closed", "cancelled"),
)
STEP = timedelta(minutes=5)
FORTNIGHT = timedelta(days=14) // STEP


def happens(kind: str, at: datetime, name: str, later: datetime, overrides: bool) -> Change:  # noqa: FBT001 (drawn)
    """Return what adds an event to a ticket: *name* is the priority of a change, *later* the date of an agreement."""
    details: dict[str, Change] = {
        "prioritised": lambda ticket: ticket.prioritised(name, at),
        "agreed": lambda ticket: ticket.agreed(due=later, at=at, overrides=overrides),
        "estimated": lambda ticket: ticket.estimated(later.date(), at=at),
        "excused": lambda ticket: ticket.excused("resolution", at=at, reason="outage"),
    }
    plain: Change = lambda ticket: getattr(ticket, kind)(at)  # noqa: E731 (one of the table)
    return details.get(kind, plain)


def lived(ticket: Ticket, changes: list[Change]) -> Ticket:
    """Return a ticket after all this has happened to it."""
    for change in changes:
        ticket = change(ticket)
    return ticket


@st.composite
def tickets(draw: st.DrawFn, package: Package, *, reported: st.SearchStrategy[datetime] = moments) -> Ticket:
    """Draw whole lives of tickets under a package: up to nine events of any kind within a fortnight of the report.

    They may be as dirty as real ones, a pause while paused and the like; none contradicts itself.

    Args:
        package: whose priorities they have.
        reported: when they are reported; some instant of the years 2024 to 2030 unless said.

    Example:
        >>> from hypothesis import find
        >>> find(tickets(Package.preset("p1-p4")), lambda ticket: ticket.priority == "P1").priority
        'P1'
    """
    begins = draw(reported)
    names = st.sampled_from([level.name for level in package.scheme.levels])
    steps = st.integers(1, FORTNIGHT)
    happened = draw(st.lists(st.tuples(st.sampled_from(KINDS), steps), max_size=9, unique=True))
    ticket = Ticket(reported_at=begins, priority=draw(st.none() | names))
    for kind, step in happened:
        later = begins + draw(steps) * STEP
        ticket = happens(kind, begins + step * STEP, draw(names), later, draw(st.booleans()))(ticket)
    return ticket
