"""A calendar expression as code that rebuilds it, and as prose."""

from collections.abc import Iterable

from slacalc import windows
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
from slacalc.instants import day_of, instant_text, moment
from slacalc.windows import END_OF_TIME, START_OF_TIME


def code(node: Node, written_in: frozenset[str]) -> str:
    """Return code that rebuilds an expression, with the zones that survived its simplification."""
    text, has = _code(node), zones(node)
    extra = sorted(written_in - has)
    if not has <= written_in:
        first = min(written_in)
        text, extra = f"{_grouped(node)}.in_zone({first!r})", sorted(written_in - {first})
    elif not has and len(extra) == 1:
        return f"{_grouped(node)}.in_zone({extra[0]!r})"
    return " | ".join([text, *(f"Calendar.never().in_zone({zone!r})" for zone in extra)])


def _code(node: Node) -> str:
    match node:
        case Spans():
            return _spans_code(node)
        case Weekly(zone, edges):
            return f"Calendar.weekly({week_text(week_from_edges(edges))!r}, tz={zone!r})"
        case Dates():
            return _dates_code(node)
        case Holidays(zone, country, subdiv, substitutes):
            region = repr(country) + (f", subdiv={subdiv!r}" if subdiv else "")
            policy = f", substitutes={substitutes!r}" if substitutes != "both" else ""
            return f"Calendar.holidays({region}, tz={zone!r}{policy})"
        case Shifts(zone, week, skip):
            skipped = " | ".join(map(_code, skip))
            return f"Calendar.weekly({week_text(week)!r}, tz={zone!r}, skip={skipped})"
        case Not(leaf):
            return f"~{_code(leaf)}"
        case AnyOf(parts):
            return " | ".join(map(_grouped, parts))
        case AllOf(parts):  # pragma: no branch - there is no other node
            return _all_code(parts)


def _grouped(node: Node) -> str:
    text = _code(node)
    alone = isinstance(node, Weekly | Dates | Holidays | Shifts) or (isinstance(node, Spans) and " | " not in text)
    return text if alone else f"({text})"


def _all_code(parts: tuple[Node, ...]) -> str:
    kept = [part for part in parts if left_out(part) is None]
    cuts = [cut for cut in map(left_out, parts) if cut is not None]
    if not kept:
        return " & ".join(f"~{_grouped(cut)}" for cut in cuts)
    return " - ".join([" & ".join(map(_grouped, kept)), *map(_grouped, cuts)])


def _spans_code(spans: Spans) -> str:
    if spans == ALWAYS:
        return "Calendar.always()"
    if are_named(spans):
        named = [f"({instant_text(start)}, {instant_text(end)}): {name!r}" for start, end, name in spans.names]
        return f"Calendar.spans({{{', '.join(named)}}})"
    if (hole := left_out(spans)) is not None:
        return f"~{_grouped(hole)}"
    pairs = list(windows.pairs(spans.edges))
    texts = []
    if pairs and pairs[0][0] == START_OF_TIME:
        texts.append(f"Calendar.until({instant_text(pairs.pop(0)[1])})")
    since = f"Calendar.since({instant_text(pairs.pop()[0])})" if pairs and pairs[-1][1] == END_OF_TIME else None
    if pairs:
        listed = ", ".join(f"({instant_text(start)}, {instant_text(end)})" for start, end in pairs)
        texts.append(f"Calendar.spans([{listed}])")
    return " | ".join([*texts, *([since] if since else [])]) or "Calendar.never()"


def _dates_code(leaf: Dates) -> str:
    texts = [f"date({day.year}, {day.month}, {day.day})" for day in map(day_of, leaf.days)]
    listed = f"[{', '.join(texts)}]"
    if leaf.names:
        listed = "{" + ", ".join(f"{day}: {name!r}" for day, name in zip(texts, leaf.names, strict=True)) + "}"
    hours = f", hours={shifts_text(leaf.shifts)!r}" if leaf.shifts is not None else ""
    return f"Calendar.dates({listed}{hours}, tz={leaf.zone!r})"


def prose(node: Node) -> str:
    """Return an expression in words."""
    match node:
        case Spans():
            return _spans_prose(node)
        case Weekly(zone, edges):
            return f"{week_text(week_from_edges(edges))} {zone}"
        case Dates(zone, days, shifts):
            dates = _shortened([day_of(day).isoformat() for day in days])
            return f"{dates} {shifts_text(shifts) if shifts is not None else 'all day'} {zone}"
        case Holidays(zone, country, subdiv, substitutes):
            policy = "" if substitutes == "both" else f" ({substitutes} days only)"
            return f"public holidays of {'-'.join(filter(None, (country, subdiv)))}{policy} {zone}"
        case Shifts(zone, week, skip):
            return f"{week_text(week)} {zone}, leaving out shifts that start on {' and '.join(map(prose, skip))}"
        case Not(leaf):
            return f"always, except {prose(leaf)}"
        case AnyOf(parts):
            return " or ".join(map(_prose_part, parts))
        case AllOf(parts):  # pragma: no branch - there is no other node
            return _all_prose(parts)


def _prose_part(node: Node) -> str:
    return f"({prose(node)})" if isinstance(node, AnyOf | AllOf | Not) else prose(node)


def _all_prose(parts: tuple[Node, ...]) -> str:
    kept = [_prose_part(part) for part in parts if left_out(part) is None]
    cuts = [prose(cut) for cut in map(left_out, parts) if cut is not None]
    return (" within ".join(kept) or "always") + (f", except {' and '.join(cuts)}" if cuts else "")


def _spans_prose(spans: Spans) -> str:
    if spans in (ALWAYS, NEVER):
        return "always" if spans.edges else "never"
    if (hole := left_out(spans)) is not None:
        return f"always, except {prose(hole)}"
    return _shortened([_span_prose(start, end) for start, end in windows.pairs(spans.edges)])


def _span_prose(start: int, end: int) -> str:
    if start == START_OF_TIME:
        return f"until {_utc(end)}"
    return f"since {_utc(start)}" if end == END_OF_TIME else f"{_utc(start)} to {_utc(end)}"


def _utc(at: int) -> str:
    return moment(at).strftime("%Y-%m-%d %H:%M UTC")


def _shortened(texts: Iterable[str]) -> str:
    listed = list(texts)
    if len(listed) > 4:
        return f"{', '.join(listed[:3])} and {len(listed) - 3} more"
    return ", ".join(listed)
