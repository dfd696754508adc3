"""What a calendar says, as an expression in normal form: leaves, unions, intersections, complements (T8).

Complements are pushed to the leaves; nested unions and intersections are flattened, sorted and freed of duplicates and
of neutral parts; weekly hours of one zone are merged. Equal expressions are open at the same instants; the reverse need
not hold. Expressions are values: frozen, hashable, and without the names of dates in their equality.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce

from slacalc import windows
from slacalc.errors import InputError
from slacalc.holidays import Substitutes
from slacalc.hours import Shift, Week
from slacalc.windows import EVERYTHING, WEEK, Edges

DEEPEST = 64
"""How deep unions and intersections may stand in one another."""


@dataclass(frozen=True, slots=True)
class Spans:
    """A set of instants, written out as edges; the names are those of the spans that it was made from."""

    edges: tuple[int, ...]
    names: tuple[tuple[int, int, str], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Weekly:
    """The instants at which the wall clock of a zone reads inside a set of moments of the week (T3)."""

    zone: str
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """Given local dates of a zone: all day (T7), or the windows that open on them."""

    zone: str
    days: tuple[int, ...]
    shifts: tuple[Shift, ...] | None = None
    names: tuple[str, ...] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Holidays:
    """The public holidays of a region, all day by the clock of a zone (T7, T11)."""

    zone: str
    country: str
    subdiv: str | None
    substitutes: Substitutes


@dataclass(frozen=True, slots=True)
class Shifts:
    """Weekly hours from which the shifts that open on some dates are left out whole (T7)."""

    zone: str
    week: Week
    skip: tuple[Dates | Holidays, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The instants that are not in a leaf."""

    leaf: Dates | Holidays | Shifts


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The instants in at least one part."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """The instants in every part."""

    parts: tuple["Node", ...]


Node = Spans | Weekly | Dates | Holidays | Shifts | Not | AnyOf | AllOf

ALWAYS = Spans(tuple(EVERYTHING))
NEVER = Spans(())
_WHOLE_WEEK = (0, WEEK)
_ORDER: tuple[type, ...] = (Weekly, Shifts, Dates, Holidays, Spans, AnyOf, AllOf, Not)


def weekly(zone: str, edges: Edges) -> Node:
    """Return weekly hours; a week that is always or never open needs no zone to say so."""
    if not edges:
        return NEVER
    return ALWAYS if tuple(edges) == _WHOLE_WEEK else Weekly(zone, tuple(edges))


def union(parts: Iterable[Node]) -> Node:
    """Return the normal form of the instants in at least one part."""
    return _combined(AnyOf, parts, neutral=NEVER, absorbing=ALWAYS, merge=windows.union)


def intersection(parts: Iterable[Node]) -> Node:
    """Return the normal form of the instants in every part."""
    return _combined(AllOf, parts, neutral=ALWAYS, absorbing=NEVER, merge=windows.intersection)


def complement(node: Node) -> Node:
    """Return the normal form of the instants that are not in the node."""
    match node:
        case Spans(edges, names):
            return Spans(tuple(windows.complement(edges)), names)
        case Weekly(zone, edges):
            return weekly(zone, windows.clip(windows.complement(edges), 0, WEEK))
        case Not(leaf):
            return leaf
        case AnyOf(parts):
            return intersection(map(complement, parts))
        case AllOf(parts):
            return union(map(complement, parts))
    return Not(node)


def _combined(
    kind: type[AnyOf] | type[AllOf],
    parts: Iterable[Node],
    *,
    neutral: Node,
    absorbing: Node,
    merge: Callable[[Edges, Edges], Edges],
) -> Node:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    merged = set(_merged(flat, merge)) - {neutral}
    if absorbing in merged:
        return absorbing
    if len(merged) < 2:
        return next(iter(merged), neutral)
    node = kind(tuple(sorted(merged, key=sort_key)))
    if depth(node) > DEEPEST:
        raise InputError(f"this calendar nests unions and intersections more than {DEEPEST} deep: write it flatter")
    return node


def _merged(parts: list[Node], merge: Callable[[Edges, Edges], Edges]) -> Iterator[Node]:
    spans = [part for part in parts if isinstance(part, Spans)]
    if spans:
        names = {named for part in spans for named in part.names}
        yield Spans(tuple(_reduced(merge, (part.edges for part in spans))), tuple(sorted(names)))
    weeks: dict[str, list[Edges]] = {}
    for part in parts:
        if isinstance(part, Weekly):
            weeks.setdefault(part.zone, []).append(part.edges)
        elif not isinstance(part, Spans):
            yield part
    for zone, edges in weeks.items():
        yield weekly(zone, windows.clip(_reduced(merge, edges), 0, WEEK))


def _reduced(merge: Callable[[Edges, Edges], Edges], sets: Iterable[Edges]) -> Edges:
    return reduce(merge, sets)


def sort_key(node: Node) -> tuple[int, str]:
    """Return where a part stands in a normal form."""
    return _ORDER.index(type(node)), repr(node)


def depth(node: Node) -> int:
    """Return how deep unions and intersections stand in one another."""
    return 1 + max(map(depth, node.parts)) if isinstance(node, AnyOf | AllOf) else 0


def left_out(part: Node) -> Spans | Dates | Holidays | Shifts | None:
    """Return what a part of an intersection leaves out, where it was written so; None for a part that is kept."""
    if isinstance(part, Spans) and len(part.edges) > 2 and (part.edges[0], part.edges[-1]) == ALWAYS.edges:
        return Spans(tuple(windows.complement(part.edges)), part.names)
    return part.leaf if isinstance(part, Not) else None


def are_named(spans: Spans) -> bool:
    """Return whether the names of spans are those of exactly these."""
    return bool(spans.names) and windows.normal((start, end) for start, end, _ in spans.names) == list(spans.edges)


def leaves(node: Node) -> Iterator[Spans | Weekly | Dates | Holidays | Shifts]:
    """Return the leaves of an expression, the dates that shifts skip included."""
    match node:
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(leaf):
            yield from leaves(leaf)
        case Shifts(_, _, skip):
            yield node
            yield from skip
        case _:
            yield node


def zones(node: Node) -> frozenset[str]:
    """Return the zones in which an expression is written."""
    return frozenset(leaf.zone for leaf in leaves(node) if not isinstance(leaf, Spans))
