"""How many promises were kept, by priority; aims apart from what the contract promises, estimates apart from both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slacalc.assessment import Assessment
from slacalc.clocks import Clock
from slacalc.handling import CLOCKS
from slacalc.instants import micros
from slacalc.verdicts import State

COUNTS = ("tickets", "met", "breached", "open", "at_risk", "paused", "no_deadline")
"""tickets = met + breached + open + no_deadline; at_risk and paused are among the open ones."""
ESTIMATE_COUNTS = ("tickets", "within", "past", "open")
NO_PRIORITY = "(none)"

Counters = dict[tuple[str, ...], Counter[str]]


@dataclass
class Summary:
    """Counts of the verdicts on many tickets.

    Args:
        priorities: names in the order in which they are listed.
    """

    priorities: Iterable[str]
    bad_rows: int = 0
    tickets: int = 0
    beyond_holiday_data: int = 0
    _promises: Counters = field(default_factory=dict)
    _estimates: Counters = field(default_factory=dict)

    def add(self, assessment: Assessment) -> None:
        """Count the verdicts on one ticket."""
        self.tickets += 1
        priority = assessment.priority or NO_PRIORITY
        for clock in (assessment.response, assessment.resolution):
            counter = self._promises.setdefault((priority, clock.name, clock.commitment or "contract"), Counter())
            counter.update(_standing(clock))
            if clock.estimate is not None:
                marks = self._estimates.setdefault((priority, clock.name), Counter())
                marks.update(("tickets", _against_estimate(clock, clock.estimate, assessment.at)))
        self.beyond_holiday_data += assessment.response.beyond_holiday_data or assessment.resolution.beyond_holiday_data

    def promises(self) -> list[dict[str, Any]]:
        """Return the counts of each priority, clock and commitment, the most urgent priority first."""
        return self._rows(self._promises, ("priority", "clock", "commitment"), COUNTS)

    def estimates(self) -> list[dict[str, Any]]:
        """Return how the estimates of each priority and clock came out, the most urgent priority first."""
        return self._rows(self._estimates, ("priority", "clock"), ESTIMATE_COUNTS)

    def to_dict(self) -> dict[str, Any]:
        """Return everything counted, ready for JSON."""
        return {
            "tickets": self.tickets,
            "bad_rows": self.bad_rows,
            "promises": self.promises(),
            "estimates": self.estimates(),
        }

    def _rows(self, counters: Counters, keys: Sequence[str], counted: Sequence[str]) -> list[dict[str, Any]]:
        places = {name: place for place, name in enumerate((*self.priorities, NO_PRIORITY))}
        order = sorted(counters, key=lambda key: (places[key[0]], CLOCKS.index(key[1]), key[2:]))
        return [
            {**dict(zip(keys, key, strict=True)), **{name: counters[key][name] for name in counted}} for key in order
        ]


def _standing(clock: Clock) -> Iterator[str]:
    yield "tickets"
    if clock.state is State.NO_DEADLINE:
        yield "no_deadline"
    elif clock.breached:
        yield "breached"
    elif clock.state is State.MET:
        yield "met"
    else:
        yield "open"
        if clock.state in {State.AT_RISK, State.PAUSED}:
            yield str(clock.state)


def _against_estimate(clock: Clock, estimate: datetime, at: datetime) -> str:
    # Two datetimes of one zone compare by wall clock, wrong for an hour every autumn (T2).
    if micros(clock.completed_at or at) > micros(estimate):
        return "past"
    return "within" if clock.completed_at else "open"
