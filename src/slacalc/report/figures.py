"""What the verdicts on many tickets come to: counts with their denominators, in one walk over the tickets."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from itertools import count
from typing import TypeVar

from slacalc.assessment import Assessment
from slacalc.clocks import Clock
from slacalc.events import Kind
from slacalc.instants import micros, moment
from slacalc.tickets import Ticket
from slacalc.verdicts import COUNTED_AS, State
from slacalc.windows import DAY, HOUR, NEVER

Judged = tuple[Ticket, Assessment]
LATE = (
    ("up to 1 hour", HOUR),
    ("up to 8 hours", 8 * HOUR),
    ("up to 40 hours", 40 * HOUR),
    ("more than 40 hours", None),
)
"""How late, by the clock's own measure: each with its last microsecond."""
AGES = (("less than 1 day", DAY), ("1 to 7 days", 7 * DAY), ("7 to 30 days", 30 * DAY), ("30 to 90 days", 90 * DAY))
OLDEST_AGE = "more than 90 days"
STANDINGS = ("in time", "at risk", "paused", "late", "no deadline")
"""How an open ticket stands."""
_STANDING = {
    State.OVERDUE: "late",
    State.PAUSED: "paused",
    State.AT_RISK: "at risk",
    State.NO_DEADLINE: "no deadline",
}
_MOST_APART = 20
T = TypeVar("T")


def counted_as(clock: Clock) -> str:
    """Return how a clock counts: as met or breached, or apart from both; as ``slacalc.frames.attainment`` does."""
    kind = COUNTED_AS[clock.state]
    if kind != "breached":
        return kind
    if clock.excused is not None:
        return "excused"
    return "breached_on_arrival" if clock.breached_on_arrival else kind


@dataclass(frozen=True, slots=True)
class Late:
    """A broken promise: the ticket, and the name of its clock."""

    ticket: Ticket
    assessment: Assessment
    clock: Clock


@dataclass(slots=True)
class Figures:
    """All that is counted.

    Args:
        worst: how many of the broken promises are kept whole, those latest by their own measure first.
    """

    worst: int
    tickets: int = 0
    answered: int = 0
    """Tickets that say when they were first answered."""
    first: int = NEVER
    """The earliest report."""
    last: int = -NEVER
    beyond_holiday_data: int = 0
    promises: dict[tuple[str | None, str, str], Counter[str]] = field(default_factory=dict)
    """Of each priority, clock and commitment, how its tickets count."""
    months: dict[tuple[str, str, str | None], Counter[str]] = field(default_factory=dict)
    """Of each month of the deadline, clock and priority, how the contracts count."""
    estimates: dict[tuple[str | None, str], Counter[str]] = field(default_factory=dict)
    late: dict[str, Counter[str]] = field(default_factory=dict)
    """Of each clock, how late its broken contracts are."""
    ages: dict[str, Counter[str]] = field(default_factory=dict)
    """Of each age, how the open tickets stand."""
    apart: list[Late] = field(default_factory=list)
    """The first of the breaches that are excused or were born late."""
    _latest: list[tuple[int, int, Late]] = field(default_factory=list)
    _oldest: list[tuple[int, int, Judged]] = field(default_factory=list)
    _number: "count[int]" = field(default_factory=count)
    _months_known: dict[tuple[str, int], str | None] = field(default_factory=dict)

    def add(self, ticket: Ticket, assessment: Assessment) -> None:
        """Count the verdict on a ticket."""
        reported = micros(ticket.reported_at)
        self.tickets += 1
        self.answered += ticket.first(Kind.RESPONDED) is not None
        self.first, self.last = min(self.first, reported), max(self.last, reported)
        for clock in assessment.clocks.values():
            self._count(ticket, assessment, clock)
        self.beyond_holiday_data += any(clock.beyond_holiday_data for clock in assessment.clocks.values())
        if not assessment.resolution.is_over:
            self._count_open(ticket, assessment, reported)

    @property
    def latest(self) -> list[Late]:
        """The broken contracts that are latest, the latest first."""
        return [late for _, _, late in sorted(self._latest, key=lambda each: (-each[0], -each[1]))]

    @property
    def oldest(self) -> list[Judged]:
        """The open tickets that were reported first, the oldest first."""
        return [judged for _, _, judged in sorted(self._oldest, key=lambda each: (-each[0], -each[1]))]

    def _count(self, ticket: Ticket, assessment: Assessment, clock: Clock) -> None:
        kind = counted_as(clock)
        if kind == "no_deadline":
            if clock.outcome.estimate != NEVER:
                self.estimates.setdefault((assessment.priority, clock.name), Counter()).update(_estimated(clock))
            return
        commitment = clock.commitment or "contract"
        self.promises.setdefault((assessment.priority, clock.name, commitment), Counter()).update(("tickets", kind))
        if kind in {"excused", "breached_on_arrival"} and len(self.apart) < _MOST_APART:
            self.apart.append(Late(ticket, assessment, clock))
        if commitment == "contract" and kind in {"met", "breached"}:
            month = self._month(clock)
            self.months.setdefault((month, clock.name, assessment.priority), Counter()).update((kind,))
        if commitment == "contract" and kind == "breached":
            self._count_late(Late(ticket, assessment, clock))

    def _month(self, clock: Clock) -> str:
        # A promise that was broken while an open pause keeps its deadline open has the month in which it broke.
        due = clock.outcome.due if clock.outcome.due != NEVER else clock.outcome.breach.at
        key = clock.tz, due // DAY
        found = self._months_known.get(key)
        if found is None:
            first, last = (f"{moment(at, clock.tz):%Y-%m}" for at in (key[1] * DAY, (key[1] + 1) * DAY - 1))
            if first != last:  # the day of UTC in which a month ends is looked at anew for each
                return f"{moment(due, clock.tz):%Y-%m}"
            found = self._months_known[key] = first
        return found

    def _count_late(self, late: Late) -> None:
        overrun = late.clock.outcome.overrun or 0
        how = next(name for name, most in LATE if most is None or overrun <= most)
        self.late.setdefault(late.clock.name, Counter()).update((how,))
        _keep(self._latest, self.worst, (overrun, -next(self._number), late))

    def _count_open(self, ticket: Ticket, assessment: Assessment, reported: int) -> None:
        age = assessment.instant - reported
        name = next((name for name, most in AGES if age < most), OLDEST_AGE)
        standing = _STANDING.get(assessment.resolution.state, "in time")
        self.ages.setdefault(name, Counter()).update((standing,))
        _keep(self._oldest, self.worst, (age, -next(self._number), (ticket, assessment)))


def figures(judged: Iterable[Judged], worst: int) -> Figures:
    """Return what the verdicts on many tickets come to."""
    found = Figures(worst)
    for ticket, assessment in judged:
        found.add(ticket, assessment)
    return found


def _keep(heap: list[tuple[int, int, T]], most: int, entry: tuple[int, int, T]) -> None:
    if len(heap) < most:
        heappush(heap, entry)
    elif most:
        heappushpop(heap, entry)


def _estimated(clock: Clock) -> Iterator[str]:
    done = clock.completed != NEVER
    is_past = (clock.completed if done else clock.judged) > clock.outcome.estimate
    yield "tickets"
    yield ("past" if is_past else "within") if done else ("open_past" if is_past else "open")
