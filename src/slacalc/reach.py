"""What an expression can reach: where it turns into weekly patterns, and whether those are ever open (T10)."""

from collections.abc import Iterator, Sequence
from itertools import chain

from slacalc import holidays, windows
from slacalc.compiler import new_year
from slacalc.expression import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Dates,
    Holidays,
    Node,
    Not,
    Shifts,
    Spans,
    Weekly,
    complement,
    intersection,
    leaves,
    union,
    weekly,
    zones,
)
from slacalc.hours import week_edges
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME, WEEK, Edges
from slacalc.zones import LocalClock

GREGORIAN_CYCLE = 146_097 * DAY
"""400 years: after as many, weekdays and leap years return."""
_ZONES_SETTLED = new_year(2101)
"""Later, every zone of the IANA data follows a rule that repeats; its last single changes lie in 2087."""
_EVERY_KIND_OF_YEAR = 29 * 366 * DAY
"""Within 28 years without a century, each weekday begins a leap year and a common year, and a rule knows no other."""
_ZONES_UNSETTLED = new_year(1800)
"""Earlier, every zone of the IANA data keeps one offset."""


def last_irregular(node: Node, direction: int) -> int:
    """Return the instant from which (+1) or before which (-1) an expression is weekly patterns only (T10)."""
    found = list(chain.from_iterable(_irregular(leaf) for leaf in leaves(node)))
    if len(zones(node)) > 1:
        found += (_ZONES_UNSETTLED, _ZONES_SETTLED)
    if not found:
        return 0
    return max(found) if direction > 0 else min(found)


def _irregular(leaf: Spans | Weekly | Dates | Holidays | Shifts) -> Iterator[int]:
    match leaf:
        case Spans(edges):
            yield from (edge for edge in edges if START_OF_TIME < edge < END_OF_TIME)
        case Dates(_, days) if days:
            yield from ((days[0] - 2) * DAY, (days[-1] + 3) * DAY)
        case Holidays(_, country, subdiv, substitutes):
            region = holidays.region(country, subdiv, substitutes)
            yield from (new_year(region.first_year - 1), new_year(region.last_year + 2))


def most_open(node: Node, start: int, end: int, enough: int = END_OF_TIME - START_OF_TIME) -> int:
    """Return as much working time as an expression has in [start, end), or more: what asks for yet more is refused.

    Where that is *enough*, any number that is enough will do: then no clock is asked for its 400 years of offsets.
    """
    match node:
        case Spans(edges):
            return windows.total(windows.clip(edges, start, end))
        case Weekly(zone, edges):
            return _most_of_weeks(zone, windows.total(edges), start, end, enough)
        case Shifts(zone, week):
            return _most_of_weeks(zone, windows.total(week_edges(week)), start, end, enough)
        case AnyOf(parts):
            return min(sum(most_open(part, start, end, enough) for part in parts), end - start)
        case AllOf(parts):
            return min(most_open(part, start, end, enough) for part in parts)
    return end - start


def _most_of_weeks(zone: str, week: int, start: int, end: int, enough: int) -> int:
    # A pattern that repeats weekly, under each offset anew: what the clock reads twice is open twice.
    whole_weeks = (end - start) // WEEK * week
    if whole_weeks >= enough:
        return whole_weeks
    lengths = (until - since for since, until, _ in LocalClock(zone, start, end).stretches())
    return sum(length // WEEK * week + min(length % WEEK, week) for length in lengths)


def is_end_of_holidays(node: Node, at: int) -> bool:
    """Return whether an instant is where some public holidays of an expression begin or cease to be known (T11)."""
    return any(at in _irregular(leaf) for leaf in leaves(node) if isinstance(leaf, Holidays))


def is_empty_beyond(node: Node, direction: int) -> bool:
    """Return whether an expression is never open beyond its last irregular instant (T10).

    Under each set of offsets that its zones have at one time, its weekly patterns are one pattern in UTC.
    """
    tail = _tail(node, direction)
    names = sorted(zones(tail))
    if len(names) < 2:
        return tail == NEVER
    return all(
        _in_utc(tail, dict(zip(names, offsets, strict=True))) == NEVER for offsets in offsets_together(names, direction)
    )


def _tail(node: Node, direction: int) -> Node:
    match node:
        case Spans(edges):
            return ALWAYS if edges and edges[-1 if direction > 0 else 0] in (START_OF_TIME, END_OF_TIME) else NEVER
        case Dates() | Holidays():
            return NEVER
        case Shifts(zone, week):
            return weekly(zone, week_edges(week))
        case Not(leaf):
            return complement(_tail(leaf, direction))
        case AnyOf(parts):
            return union(_tail(part, direction) for part in parts)
        case AllOf(parts):
            return intersection(_tail(part, direction) for part in parts)
    return node


def _in_utc(node: Node, offsets: dict[str, int]) -> Node:
    match node:
        case Weekly(zone, edges):
            return weekly("UTC", _shifted(edges, -offsets[zone]))
        case AnyOf(parts):
            return union(_in_utc(part, offsets) for part in parts)
        case AllOf(parts):
            return intersection(_in_utc(part, offsets) for part in parts)
    return node  # pragma: no cover - beyond all that is irregular nothing else is left


def _shifted(edges: Edges, by: int) -> Edges:
    moved = [(start + by + turn, end + by + turn) for start, end in windows.pairs(edges) for turn in (-WEEK, 0, WEEK)]
    return windows.clip(windows.normal(moved), 0, WEEK)


def offsets_together(names: Sequence[str], direction: int) -> set[tuple[int, ...]]:
    """Return the offsets that zones have at one time: once all follow their rules, those of every kind of year."""
    start, end = (_ZONES_SETTLED, _ZONES_SETTLED + _EVERY_KIND_OF_YEAR)
    if direction < 0:
        start, end = _ZONES_UNSETTLED - 2 * DAY, _ZONES_UNSETTLED - DAY
    clocks = [LocalClock(name, start, end) for name in names]
    instants = sorted({at for clock in clocks for at, _, _ in clock.stretches()})
    return {tuple(clock.wall(at) - at for clock in clocks) for at in instants}
