"""Ticks of the units that columns of instants have, and timelines measured in them."""

from typing import NamedTuple

import numpy as np

from slacalc.errors import InputError
from slacalc.frames.measure import Ints, Measure, Unbounded
from slacalc.reach import GREGORIAN_CYCLE
from slacalc.timeline import Timeline
from slacalc.windows import DAY, END_OF_TIME, SECOND, START_OF_TIME

LARGEST_TOTAL = 2**62
"""A total of working time, in ticks, to which as much can be added: 146 years in nanoseconds."""


class Unit(NamedTuple):
    """A unit of time as columns have it.

    Example:
        >>> UNITS["ms"].of_micros(5_000)
        5
    """

    name: str
    ticks: int
    """Ticks in so many microseconds ..."""
    micros: int
    """... as these: one of both is 1."""

    @property
    def start(self) -> int:
        """The first tick of the years 1 to 9999 that an int64 can say."""
        return -(2**63 - 2**40) if self.ticks > 1 else -(-START_OF_TIME // self.micros)

    @property
    def end(self) -> int:
        """The end of the ticks that can be said."""
        return 2**63 - 2**40 if self.ticks > 1 else END_OF_TIME // self.micros

    @property
    def most(self) -> int:
        """The largest amount that can be added to a total of ticks: 400 years, or half of what an int64 can say."""
        return min(GREGORIAN_CYCLE * self.ticks // self.micros, LARGEST_TOTAL)

    def ends_within(self, start: int, end: int, direction: int) -> bool:
        """Return whether the unit ends, that way, before a range of microseconds does."""
        if direction > 0:
            return self.to_micros(self.end) < end
        return self.to_micros(self.start) > start

    def to_micros(self, ticks: int) -> int:
        """Return ticks in microseconds, rounded down."""
        return ticks * self.micros // self.ticks

    def micros_of(self, ticks: Ints) -> Ints:
        """Return an array of ticks in microseconds, rounded down."""
        return ticks // self.ticks if self.ticks > 1 else ticks * self.micros

    def instants(self, micros: Ints) -> Ints:
        """Return an array of instants in ticks; those that the unit cannot say become its bounds.

        Raises:
            InputError: one that is no whole number of ticks.
        """
        low, high = -(-self.start * self.micros // self.ticks), self.to_micros(self.end)
        return _scaled(np.clip(micros, low, high), self)

    def of_micros(self, micros: int) -> int:
        """Return a number of microseconds in ticks.

        Raises:
            InputError: it is no whole number of ticks.
        """
        if micros % self.micros:
            raise InputError(
                f"{micros / SECOND:g} s is no whole number of {self.name} as the column has them: cast the column to us"
            )
        return micros * self.ticks // self.micros


UNITS = {
    "s": Unit("s", 1, SECOND),
    "ms": Unit("ms", 1, 1_000),
    "us": Unit("us", 1, 1),
    "ns": Unit("ns", 1_000, 1),
}
DAYS = Unit("D", 1, DAY)
"""The unit of columns of dates."""


def measure_of(timeline: Timeline, unit: Unit) -> Measure:
    """Return the measure of a timeline in ticks, without the stretches that the unit cannot say.

    Raises:
        InputError: an opening or closing that is no whole number of ticks.
    """
    opens: Ints = np.array(timeline.opens, dtype=np.int64)
    totals: Ints = np.array(timeline.totals, dtype=np.int64)
    closes: Ints = opens + (totals[1:] - totals[:-1])
    low, high = -(-unit.start * unit.micros // unit.ticks), unit.end * unit.micros // unit.ticks
    said = (closes > low) & (opens < high)
    opens, closes = np.maximum(opens[said], low), np.minimum(closes[said], high)
    is_dense = int((closes - opens).sum()) * unit.ticks // unit.micros > LARGEST_TOTAL
    return (Unbounded if is_dense else Measure)(
        _scaled(opens, unit),
        _scaled(closes, unit),
        max(timeline.start, low) * unit.ticks // unit.micros,
        min(timeline.end, high) * unit.ticks // unit.micros,
    )


def _scaled(instants: Ints, unit: Unit) -> Ints:
    if unit.micros > 1 and bool(np.any(instants % unit.micros)):
        raise InputError(
            f"the hours open or close between two whole {unit.name}, the unit of the column: cast the column to us"
        )
    return instants * unit.ticks // unit.micros if unit.ticks == 1 else instants * unit.ticks
