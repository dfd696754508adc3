"""From what a user writes to the leaves of an expression: dates, spans, dates to skip."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from slacalc.errors import InputError, check_text, first_of, shown
from slacalc.expression import NEVER, AllOf, AnyOf, Dates, Holidays, Node, Not, Shifts, Spans, Weekly, sort_key
from slacalc.hours import Shift
from slacalc.instants import day_number, micros
from slacalc.windows import normal

MOST_DATES = 100_000


def dates_leaf(days: Mapping[date, str] | Iterable[date], zone: str, shifts: tuple[Shift, ...] | None) -> Dates:
    """Return the leaf of given dates, in order, with their names where they have some."""
    if isinstance(days, str) or not isinstance(days, Iterable):
        raise InputError(f"{shown(days)} is no list of dates: write for instance [date(2026, 12, 24)]")
    found = first_of(days, MOST_DATES, "dates")
    named = days if isinstance(days, Mapping) else dict.fromkeys(map(_day, found), "")
    if not all(isinstance(name, str) for name in named.values()):
        raise InputError("the name of a date is text: write for instance {date(2026, 12, 24): 'Christmas Eve'}")
    for name in {*named.values()}:
        check_text(name, "the name of a date")
    numbered = sorted((day_number(day), name) for day, name in named.items())
    names = tuple(name for _, name in numbered) if any(named.values()) else None
    return Dates(zone, tuple(day for day, _ in numbered), shifts, names)


def _day(day: date) -> date:
    day_number(day)
    return day


def spans_leaf(spans: Mapping[tuple[datetime, datetime], str] | Iterable[tuple[datetime, datetime]]) -> Spans:
    """Return the leaf of spans between aware datetimes, with their names where they have some."""
    if isinstance(spans, str) or not isinstance(spans, Iterable):
        raise InputError(f"{shown(spans)} is no list of spans: write for instance [(start, end)]")
    found = first_of(spans, MOST_DATES, "spans")
    if not isinstance(spans, Mapping):
        return Spans(tuple(normal(map(_span, found))))
    if not all(isinstance(name, str) for name in spans.values()):
        raise InputError("the name of a span is text: write for instance {(start, end): 'Christmas'}")
    for name in {*spans.values()}:
        check_text(name, "the name of a span")
    named = [(*_span(pair), name) for pair, name in spans.items()]
    edges = normal((start, end) for start, end, _ in named)
    return Spans(tuple(edges), tuple(sorted(each for each in named if each[2] and each[0] < each[1])))


def _span(pair: tuple[datetime, datetime]) -> tuple[int, int]:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise InputError(f"{shown(pair)} is no span: write a pair of aware datetimes (start, end)")
    start, end = micros(pair[0], "start"), micros(pair[1], "end")
    if end < start:
        raise InputError(f"the span from {pair[0]} to {pair[1]} ends before it starts: write the earlier one first")
    return start, end


def skipped_leaves(skip: Node | Iterable[date], zone: str) -> tuple[Dates | Holidays, ...]:
    """Return the dates to skip as leaves of one zone."""
    if not isinstance(skip, Spans | Weekly | Dates | Holidays | Shifts | Not | AnyOf | AllOf):
        leaf = dates_leaf(skip, zone, None)
        return (leaf,) if leaf.days else ()
    parts = () if skip == NEVER else skip.parts if isinstance(skip, AnyOf) else (skip,)
    found = [part for part in parts if isinstance(part, Holidays) or (isinstance(part, Dates) and not part.shifts)]
    if len(found) < len(parts):
        raise InputError("skip= takes dates, or a calendar of whole dates and public holidays: subtract others with -")
    return tuple(sorted({replace(part, zone=zone) for part in found}, key=sort_key))
