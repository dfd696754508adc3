"""From what a user writes to the leaves of an expression: dates, spans, dates to skip."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from slacalc.errors import InputError
from slacalc.expression import AllOf, AnyOf, Dates, Holidays, Node, Not, Shifts, Spans, Weekly
from slacalc.hours import Shift
from slacalc.instants import day_number, micros
from slacalc.windows import normal

MOST_DATES = 100_000


def dates_leaf(days: Mapping[date, str] | Iterable[date], zone: str, shifts: tuple[Shift, ...] | None) -> Dates:
    """Return the leaf of given dates, in order, with their names where they have some."""
    named = dict(days) if isinstance(days, Mapping) else dict.fromkeys(days, "")
    if len(named) > MOST_DATES:
        raise InputError(f"{len(named)} dates are too many: at most {MOST_DATES}")
    numbered = sorted((day_number(day), name) for day, name in named.items())
    names = tuple(name for _, name in numbered) if any(named.values()) else None
    return Dates(zone, tuple(day for day, _ in numbered), shifts, names)


def spans_leaf(spans: Iterable[tuple[datetime, datetime]]) -> Spans:
    """Return the leaf of spans between aware datetimes."""
    return Spans(tuple(normal(map(_span, spans))))


def _span(pair: tuple[datetime, datetime]) -> tuple[int, int]:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise InputError(f"{pair!r} is no span: write a pair of aware datetimes (start, end)")
    start, end = micros(pair[0], "start"), micros(pair[1], "end")
    if end < start:
        raise InputError(f"the span from {pair[0]} to {pair[1]} ends before it starts: write the earlier one first")
    return start, end


def skipped_leaves(skip: Node | Iterable[date], zone: str) -> tuple[Dates | Holidays, ...]:
    """Return the dates to skip as leaves of one zone."""
    if not isinstance(skip, Spans | Weekly | Dates | Holidays | Shifts | Not | AnyOf | AllOf):
        return (dates_leaf(skip, zone, None),)
    parts = skip.parts if isinstance(skip, AnyOf) else (skip,)
    found = [part for part in parts if isinstance(part, Holidays) or (isinstance(part, Dates) and not part.shifts)]
    if len(found) < len(parts):
        raise InputError("skip= takes dates, or a calendar of whole dates and public holidays: subtract others with -")
    return tuple(replace(part, zone=zone) for part in found)
