"""From an expression to windows, by stretches of constant offset (T3, T11)."""

from bisect import bisect_left
from datetime import date
from functools import partial, reduce
from itertools import chain

from slacalc import holidays, windows
from slacalc.expression import AllOf, AnyOf, Dates, Holidays, Node, Not, Shifts, Spans, Weekly, leaves
from slacalc.hours import Shift
from slacalc.instants import day_number, day_of
from slacalc.windows import DAY, END_OF_TIME, NOTHING, START_OF_TIME, WEEK, Edges
from slacalc.zones import LocalClock

_MONDAY = 4 * DAY
"""1970-01-05, a Monday, on any wall clock."""


def compile_edges(node: Node, start: int, end: int) -> Edges:
    """Return the windows of an expression that lie in [start, end), as edges."""
    if start >= end:
        return NOTHING
    match node:
        case Spans(edges):
            return windows.clip(edges, start, end)
        case Weekly(zone, edges):
            return LocalClock(zone, start, end).project(partial(_weeks, edges))
        case Dates() | Holidays() | Shifts():
            return LocalClock(node.zone, start, end).project(partial(windows.clip, _wall_edges(node, start, end)))
        case Not(leaf):
            return windows.clip(windows.complement(compile_edges(leaf, start, end)), start, end)
        case AnyOf(parts):
            return reduce(windows.union, (compile_edges(part, start, end) for part in parts))
        case AllOf(parts):  # pragma: no branch - there is no other node
            return _compile_all(parts, start, end)


def _compile_all(parts: tuple[Node, ...], start: int, end: int) -> Edges:
    # Spans come first and complements last, and each part is compiled only where something is left.
    found: Edges = (start, end)
    for part in sorted(parts, key=_narrowness):
        if not found:
            return NOTHING
        if isinstance(part, Not):
            found = windows.difference(found, compile_edges(part.leaf, found[0], found[-1]))
        else:
            found = windows.intersection(found, compile_edges(part, found[0], found[-1]))
    return found


def _narrowness(part: Node) -> int:
    return 0 if isinstance(part, Spans) else 2 if isinstance(part, Not) else 1


def _weeks(edges: Edges, start: int, end: int) -> Edges:
    first, last = (start - _MONDAY) // WEEK - 1, (end - _MONDAY) // WEEK + 2
    inner = edges
    if edges[0] == 0 and edges[-1] == WEEK:
        inner = edges[1:-1]
    found = [base + edge for base in range(_MONDAY + first * WEEK, _MONDAY + last * WEEK, WEEK) for edge in inner]
    return windows.clip(found if inner is edges else found[1:-1], start, end)


def _wall_edges(leaf: Dates | Holidays | Shifts, start: int, end: int) -> Edges:
    # A zone's offset is less than two days, and an overnight shift reaches one day further.
    first, last = start // DAY - 3, end // DAY + 3
    if isinstance(leaf, Shifts):
        skipped = set(chain.from_iterable(_days(skip, first, last) for skip in leaf.skip))
        days = [day for day in range(first, last) if day not in skipped]
        return windows.normal(chain.from_iterable(_shifts_on(day, leaf.week[(day + 3) % 7]) for day in days))
    shifts = leaf.shifts if isinstance(leaf, Dates) and leaf.shifts is not None else ((0, DAY),)
    return windows.normal(chain.from_iterable(_shifts_on(day, shifts) for day in _days(leaf, first, last)))


def _shifts_on(day: int, shifts: tuple[Shift, ...]) -> list[tuple[int, int]]:
    return [(day * DAY + start, day * DAY + end) for start, end in shifts]


def _days(leaf: Dates | Holidays, first: int, last: int) -> list[int]:
    # The dates of a leaf in [first, last).
    if isinstance(leaf, Dates):
        days = leaf.days
    else:
        days = tuple(chain.from_iterable(year.days for year in _years(leaf, first, last)))
    return list(days[bisect_left(days, first) : bisect_left(days, last)])


def _years(leaf: Holidays, first: int, last: int) -> list[holidays.Year]:
    region = holidays.region(leaf.country, leaf.subdiv, leaf.substitutes)
    return region.years(year_of(first * DAY), year_of(last * DAY))


def year_of(at: int) -> int:
    """Return the UTC year of an instant."""
    at = min(max(at, START_OF_TIME), END_OF_TIME - 1)
    return day_of(at // DAY).year


def new_year(year: int) -> int:
    """Return the instant at which a UTC year begins."""
    if year > 9999:
        return END_OF_TIME
    return day_number(date(max(year, 1), 1, 1)) * DAY


def unknown_holidays(node: Node, start: int, end: int) -> Edges:
    """Return the stretches of [start, end) for which some public holidays of the expression are not known (T11)."""
    found: Edges = NOTHING
    for leaf in leaves(node):
        if isinstance(leaf, Holidays):
            first = year_of(start)
            known = holidays.region(leaf.country, leaf.subdiv, leaf.substitutes).years(first, year_of(end - 1))
            dark = [(new_year(first + at), new_year(first + at + 1)) for at, year in enumerate(known) if not year.known]
            found = windows.union(found, windows.normal(dark))
    return windows.clip(found, start, end)
