"""The order in which tickets are worked on, as a contract promises it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from slacalc.assessment import Assessment, assess, check_package
from slacalc.errors import InputError, is_one_of, shown
from slacalc.instants import micros
from slacalc.packages import Package
from slacalc.tickets import Ticket
from slacalc.windows import NEVER

By = Literal["priority", "due"]


def work_order(tickets: Iterable[Ticket], package: Package, *, at: datetime, by: By = "priority") -> list[Ticket]:
    """Return tickets in the order in which they are to be worked on; those alike stay in the order they came in.

    Args:
        tickets: what happened to each.
        package: what is promised.
        at: an aware datetime; what happened later is not known yet (S8).
        by: "priority" and, within one, arrival; or "due": the ticket whose next deadline comes first. Tickets without
            a priority or a deadline come after those with one, and those that are over at the end.

    Raises:
        InputError: another order.
        HistoryError: a ticket that was reported after *at*, or whose events cannot have happened together.
        PackageError: a priority that the package does not have.

    Example:
        >>> from datetime import UTC
        >>> def reported(hour: int, priority: str) -> Ticket:
        ...     at = datetime(2026, 5, 13, hour, tzinfo=UTC)
        ...     return Ticket(id=f"{priority} {hour}", reported_at=at, priority=priority)
        >>> waiting = [reported(9, "P3"), reported(11, "P1"), reported(10, "P1")]
        >>> noon = datetime(2026, 5, 13, 12, tzinfo=UTC)
        >>> [ticket.id for ticket in work_order(waiting, Package.preset("p1-p4"), at=noon)]
        ['P1 10', 'P1 11', 'P3 9']
    """
    if not is_one_of(by, {"priority", "due"}):
        raise InputError(f"by={shown(by)}: write 'priority' or 'due'")
    if isinstance(tickets, str | bytes | Mapping) or not isinstance(tickets, Iterable):
        raise InputError(f"tickets={shown(tickets)}: write a list of tickets")
    check_package(package)
    ranks = {level.name: level.rank for level in package.scheme.levels}
    judged = [(assess(ticket, package, at=at), ticket) for ticket in tickets]

    def place(pair: tuple[Assessment, Ticket]) -> tuple[bool, float, int]:
        found, ticket = pair
        first = ranks.get(found.priority or "", float("inf")) if by == "priority" else _next_due(found)
        return found.resolution.is_over, first, micros(ticket.reported_at)

    return [ticket for _, ticket in sorted(judged, key=place)]


def _next_due(found: Assessment) -> int:
    return min(NEVER if clock.is_over else clock.outcome.due for clock in found.clocks.values())
