"""The hours of a contract as windows found once, for oracles of promises that are asked about very many reports."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from .algebra import RULES, Algebra, combined
from .clock import Clock, OutOfReach, Spans, Stretch


class Swept(Clock):
    """A clock between two instants whose windows were found by interval algebra."""

    def __init__(self, windows: list[Stretch], start: int, end: int) -> None:
        super().__init__()
        self.start, self.end, self._windows = start, end, windows
        self._ends = [end for _, end in windows]
        self._opens = [start for start, _ in windows]
        self._before = [0, *accumulate(end - start for start, end in windows)]
        self._wider: dict[tuple[Stretch, ...], Swept] = {}

    @classmethod
    def of(cls, algebra: Algebra) -> "Swept":
        return cls(algebra.windows, algebra.start, algebra.end)

    def __or__(self, other: Clock) -> Clock:
        if not isinstance(other, Spans):
            raise TypeError(other)
        spans = tuple(sorted(other.spans))
        if spans not in self._wider:
            self._wider[spans] = Swept(self._with(spans), self.start, self.end)
        return self._wider[spans]

    def _with(self, spans: tuple[Stretch, ...]) -> list[Stretch]:
        windows = self._windows
        for span in spans:
            windows = combined(windows, [span], RULES["|"])
        return windows

    def _rank(self, at: int) -> int:
        place = bisect_right(self._opens, at) - 1
        return self._before[place] + min(at, self._ends[place]) - self._opens[place] if place >= 0 else 0

    def measure(self, a: int, b: int) -> int:
        return self._rank(self._known(b)) - self._rank(self._known(a))

    def _known(self, at: int) -> int:
        if not self.start <= at <= self.end:
            raise OutOfReach
        return at

    def add(self, a: int, amount: int) -> int:
        if amount == 0:
            return a
        wanted = self._rank(self._known(a)) + amount
        if not 0 < wanted <= self._before[-1]:
            raise OutOfReach
        place = bisect_left(self._before, wanted) - 1
        return self._opens[place] + wanted - self._before[place]

    def _between(self, a: int, b: int) -> Iterator[Stretch]:
        for place in range(bisect_right(self._ends, self._known(a)), bisect_left(self._opens, self._known(b))):
            yield max(self._opens[place], a), min(self._ends[place], b)

    def next_open(self, t: int) -> int:
        place = bisect_right(self._ends, self._known(t))
        if place == len(self._opens):
            raise OutOfReach
        return max(self._opens[place], t)
