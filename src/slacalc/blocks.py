"""A calendar expression as a block of a document: plain keys and values that a person could have written (section 6).

A block says one kind of hours (``hours``, ``any``, ``all``, ``region``, ``dates`` or ``spans``), less its ``holidays``,
``closures`` and ``except``. It is read by the clock of the block around it, unless it has a ``tz`` of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from slacalc import windows
from slacalc.errors import UnreachableError
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
    are_named,
    left_out,
    zones,
)
from slacalc.hours import shifts_text, week_from_edges, week_text
from slacalc.instants import as_utc, civil, day_of, moment
from slacalc.windows import END_OF_TIME, START_OF_TIME

Block = dict[str, Any]
Leaf = Dates | Holidays | Shifts | Spans


def block(node: Node, written_in: frozenset[str], tz: str) -> Block:
    """Return the block that says an expression and the zones it is written in, inside one that is read by *tz*."""
    own = zones(node)
    if written_in == own:
        return _block(node, tz)
    missing = sorted(written_in - own)
    first = _block(node, tz)
    if not own <= written_in or (not own and len(missing) == 1):
        chosen = min(written_in)
        first, missing = {**first, "in_zone": chosen}, sorted(written_in - {chosen})
    if not missing:
        return first
    return {"any": [first, *({"hours": "never", "in_zone": zone} for zone in missing)]}


def _block(node: Node, tz: str) -> Block:
    match node:
        case AnyOf(parts):
            return {"any": [_block(part, tz) for part in parts]}
        case AllOf(parts):
            return _all_block(parts, tz)
        case Not():
            return _all_block([node], tz)
        case Spans() if left_out(node) is not None:
            return _all_block([node], tz)
        case _:
            return _leaf_block(node, tz)


def _leaf_block(node: Weekly | Leaf, tz: str) -> Block:
    if isinstance(node, Spans):
        return _spans_block(node)
    own = {} if node.zone == tz else {"tz": node.zone}
    match node:
        case Weekly(_, edges):
            return {**own, "hours": week_text(week_from_edges(edges))}
        case Shifts(zone, week, skip):
            return {**own, "hours": week_text(week), "skip": [_leaf_block(leaf, zone) for leaf in skip]}
        case Holidays():
            return {**own, **_region(node)}
        case Dates():  # pragma: no branch - there is no other leaf of a zone
            hours = {} if node.shifts is None else {"hours": shifts_text(node.shifts)}
            return {**own, "dates": list(_dates(node)), **hours}


def _region(node: Holidays) -> Block:
    policy = {} if node.substitutes == "both" else {"substitutes": node.substitutes}
    return {"region": "-".join(filter(None, (node.country, node.subdiv))), **policy}


def _dates(node: Dates) -> Iterator[date | Block]:
    for day, name in zip(map(day_of, node.days), node.names or [""] * len(node.days), strict=True):
        yield {"date": day, "name": name} if name else day


def _spans_block(node: Spans) -> Block:
    if node in (ALWAYS, NEVER):
        return {"hours": "24x7" if node == ALWAYS else "never"}
    if are_named(node):
        return {"spans": [{"name": name, **_span(start, end)} for start, end, name in node.names]}
    return {"spans": [_span(start, end) for start, end in windows.pairs(node.edges)]}


def _span(start: int, end: int) -> Block:
    opens = {} if start == START_OF_TIME else {"from": written(start)}
    return opens if end == END_OF_TIME else {**opens, "to": written(end)}


def _all_block(parts: Sequence[Node], tz: str) -> Block:
    kept = [part for part in parts if left_out(part) is None]
    base: Block = {"hours": "24x7"}
    if kept:
        base = _block(kept[0], tz) if len(kept) == 1 else {"all": [_block(part, tz) for part in kept]}
    return {**base, **_cuts(filter(None, map(left_out, parts)), base.get("tz", tz))}


def _cuts(leaves: Iterable[Leaf], tz: str) -> Block:
    said: Block = {"holidays": [], "closures": [], "except": []}
    leaves = list(leaves)
    closed = next((leaf for leaf in leaves if isinstance(leaf, Dates) and _are_closed_dates(leaf, tz)), None)
    for leaf in leaves:
        if isinstance(leaf, Holidays) and leaf.zone == tz:
            region = _region(leaf)
            said["holidays"].append(region if len(region) > 1 else region["region"])
        elif isinstance(leaf, Spans) and are_named(leaf):
            said["closures"] += [_closed_span(*named, tz) for named in leaf.names]
        elif closed is not None and leaf == closed:
            said["closures"] += _closed_dates(closed)
        else:
            said["except"].append(_leaf_block(leaf, tz))
    return {key: value for key, value in said.items() if value}


def _are_closed_dates(leaf: Dates, tz: str) -> bool:
    # All closed dates of a block are one leaf, so a second such leaf is to be written apart.
    return leaf.zone == tz and leaf.shifts is None and bool(leaf.names) and all(leaf.names or ())


def _closed_dates(leaf: Dates) -> Iterator[Block]:
    # Dates that follow one another under one name are one closure.
    named = list(zip(leaf.days, leaf.names or (), strict=True))
    starts = [0, *(i for i, (one, other) in enumerate(pairwise(named), 1) if other != (one[0] + 1, one[1])), len(named)]
    for start, end in pairwise(starts):
        yield {"name": named[start][1], "from": day_of(named[start][0]), "to": day_of(named[end - 1][0])}


def _closed_span(start: int, end: int, name: str, tz: str) -> Block:
    # An end at midnight is written as the date that it ends, which is included; such a beginning keeps its time.
    until: date = local_or_utc(end, tz)
    if isinstance(until, datetime) and until.tzinfo is None and until.time() == time():
        until = until.date() - timedelta(days=1)
    return {"name": name, "from": local_or_utc(start, tz), "to": until}


def written(at: int) -> datetime:
    """Return an instant as documents write it, with its offset."""
    return as_utc(moment(at))


def local_or_utc(at: int, tz: str) -> datetime:
    """Return an instant on the clock of *tz* without an offset where that says which it is (T13), else with one."""
    try:
        wall = moment(at, tz)
    except UnreachableError:
        return written(at)
    local = datetime.combine(wall.date(), wall.time())
    return local if civil(local, tz) == at else written(at)
