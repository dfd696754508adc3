"""Sets of instants as sorted, disjoint, half-open windows (T1): one flat list of edges, one normal form.

A set is written as its edges ``[open, close, open, close, ...]``, strictly increasing and of even length; windows
that touch are therefore one window, and equal sets are equal lists. The position of an instant among the edges says
where it lies: at an even position it is outside, at an odd one inside. The algebra is a consequence of that.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

Edges = Sequence[int]

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY

START_OF_TIME = -62_135_596_800 * SECOND
"""0001-01-01T00:00Z, the earliest instant (T2)."""
END_OF_TIME = 253_402_300_800 * SECOND
"""10000-01-01T00:00Z, the bound above the latest instant (T2)."""
NEVER = 2**62
"""The instant of what has not happened, and of a deadline that there is not: later than any."""

NOTHING: Edges = ()
EVERYTHING: Edges = (START_OF_TIME, END_OF_TIME)


def normal(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return the edges of the union of (start, end) *pairs* in any order; pairs of no length are nothing."""
    edges: list[int] = []
    for start, end in sorted(pair for pair in pairs if pair[0] < pair[1]):
        if edges and start <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        else:
            edges += (start, end)
    return edges


def pairs(edges: Edges) -> Iterator[tuple[int, int]]:
    """Return the windows of *edges*, one (start, end) after another."""
    halves = iter(edges)
    return zip(halves, halves, strict=True)


def union(left: Edges, right: Edges) -> Edges:
    """Return the instants of either set."""
    few, many = sorted((left, right), key=len)
    return _splice(many, few, keep=0)


def difference(left: Edges, right: Edges) -> Edges:
    """Return the instants of *left* that are not in *right*."""
    if len(left) < len(right):
        return intersection(left, complement(right))
    return _splice(left, right, keep=1)


def intersection(left: Edges, right: Edges) -> Edges:
    """Return the instants of both sets."""
    few, many = sorted((left, right), key=len)
    return _splice(many, complement(few), keep=1)


def complement(edges: Edges) -> Edges:
    """Return the instants that are not in the set, from the start of time to its end."""
    if not edges:
        return EVERYTHING
    head = [] if edges[0] == START_OF_TIME else [START_OF_TIME]
    tail = [] if edges[-1] == END_OF_TIME else [END_OF_TIME]
    return [*head, *edges[1 - len(head) : len(edges) - 1 + len(tail)], *tail]


def clip(edges: Edges, start: int, end: int) -> Edges:
    """Return the part of the set that lies in [start, end)."""
    if start >= end:
        return NOTHING
    first, last = bisect_right(edges, start), bisect_left(edges, end)
    opening = [start] if first % 2 else []
    closing = [end] if last % 2 else []
    if opening or closing:
        return [*opening, *edges[first:last], *closing]
    return edges[first:last]


def append(edges: list[int], later: Edges) -> None:
    """Add to *edges* a set that begins no earlier than they end; windows that touch there become one."""
    if edges and later and edges[-1] == later[0]:
        edges.pop()
        later = later[1:]
    edges += later


def join(left: Edges, right: Edges) -> Edges:
    """Return the union of two sets of which *left* ends no later than *right* begins."""
    edges = list(left)
    append(edges, right)
    return edges


def total(edges: Edges) -> int:
    """Return how much time the windows have together."""
    return sum(edges[1::2]) - sum(edges[::2])


def contains(edges: Edges, at: int) -> bool:
    """Return whether the instant is in the set."""
    return bisect_right(edges, at) % 2 == 1


def _splice(edges: Edges, cuts: Edges, *, keep: int) -> Edges:
    # Replaces what each cut covers: where the edge of a cut falls outside (keep=0: union) or
    # inside (keep=1: difference) the set, that edge becomes an edge of the result.
    result: list[int] = []
    done = 0
    for start, end in pairs(cuts):
        first = bisect_left(edges, start, done)
        last = bisect_right(edges, end, first)
        result += edges[done:first]
        if first % 2 == keep:
            result.append(start)
        if last % 2 == keep:
            result.append(end)
        done = last
    result += edges[done:]
    return result
