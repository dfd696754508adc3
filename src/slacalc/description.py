"""A package back in plain English, with worked examples: what somebody who signs it wants to read."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from slacalc import samples
from slacalc.calendar import Calendar, desks_of, expression_of
from slacalc.compiler import new_year
from slacalc.cover import Cover
from slacalc.desk import Desk
from slacalc.errors import InputError, shown
from slacalc.expression import AllOf, Holidays, Not, Spans, Weekly
from slacalc.handling import CLOCKS
from slacalc.hours import week_from_edges, week_text
from slacalc.packages import Package
from slacalc.promises import Promise
from slacalc.samples import Samples, when
from slacalc.schemes import Priority
from slacalc.targets import Target
from slacalc.windows import DAY, END_OF_TIME, HOUR, MINUTE, START_OF_TIME, WEEK, Edges, normal
from slacalc.wording import choice
from slacalc.zones import LocalClock

WIDTH = 100
_MOST_TOLD = 12
_TIMES = ((2, 10 * HOUR), (4, 16 * HOUR + 30 * MINUTE), (5, 11 * HOUR))
"""The days of a usual week, Monday being 0, and the times at which the worked examples are reported."""
_INSTANT = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{4}-\d\d-\d\d(?: \d\d:\d\d)?")
_GLUE = "\N{NO-BREAK SPACE}"
_TOLD = ("starts", "pauses", "priority_change", "reopen", "transfer")


def describe(package: Package, *, year: int | None = None) -> str:
    """Return what a package says in plain English, with worked examples, as text of at most 100 columns.

    Args:
        package: what is promised; all its booked cover counts (S4).
        year: of the holidays that are listed and of the examples; None for that in which the last closure or booking
            begins, else 2026.

    Returns:
        Paragraphs under headings: hours, priorities, how their words are read, what happens to the clocks,
        assumptions, examples. Dates and times are in the zone of the hours that they belong to.

    Raises:
        InputError: no package, or a year outside 1 to 9999.

    Example:
        >>> from slacalc import describe
        >>> for line in describe(Package.preset("p1-p4")).splitlines()[3:5]:
        ...     print(line)
        Hours
          Mon-Fri 09:00-17:00 in a usual week, by the clock of Europe/London.
    """
    if not isinstance(package, Package):
        raise InputError(f"{shown(package)} is no package: write Package(...), or Package.preset('p1-p4')")
    of_year = samples.example_year([package], year)
    sections = [
        (package.name, [(0, package.description)]),
        ("Hours", list(_hours(package, of_year))),
        ("Priorities", list(_priorities(package))),
        ("How the words are read", list(_words(package))),
        ("What happens to the clocks", [(2, choice(name, getattr(package.scheme.handling, name))) for name in _TOLD]),
        ("Assumptions", [(2, f"- {text}") for text in package.assumptions]),
        ("Examples", list(_examples(package, of_year))),
    ]
    written = ["\n".join([*_lines(0, title), *_wrapped(told)]) for title, told in sections if told]
    return "\n\n".join(written) + "\n"


_Line = tuple[int, str]
"""A paragraph and how far it is indented."""


def _wrapped(told: Iterable[_Line]) -> Iterator[str]:
    for indent, text in told:
        yield from _lines(indent, text)


def _lines(indent: int, text: str) -> list[str]:
    # An instant stays on one line.
    whole = _INSTANT.sub(lambda found: found.group().replace(" ", _GLUE), text)
    lines = wrap(whole, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent and indent + 2))
    return [line.replace(_GLUE, " ") for line in lines]


def _listed(texts: Iterable[str]) -> str:
    told = list(texts)
    more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return ", ".join(told[:_MOST_TOLD]) + more


# hours ---------------------------------------------------------------------------------------------------------------


def _hours(package: Package, year: int) -> Iterator[_Line]:
    calendar, tz = package.calendar, package.tz
    week = week_words(week_windows(calendar, tz, samples.quiet_week([package], year))) or "Never open"
    yield 2, f"{week} in a usual week, by the clock of {tz}."
    if not _is_plain(calendar):
        yield 2, f"Written in full: {calendar}."
    if regions(calendar):
        dates = _listed(holiday_texts(calendar, year).values())
        yield (
            2,
            f"Closed on the public holidays of {', '.join(map(region_text, regions(calendar)))}. In {year}: {dates}.",
        )
    if closed := samples.closures(calendar):
        yield 2, f"Closed besides: {_listed(map(str, closed))}."
    if package.cover:
        yield 2, f"Cover booked: {_listed(cover_text(window, tz) for window in package.cover)}."
    if package.notice:
        yield 2, f"Cover is to be booked {package.notice} before it begins."


def _is_plain(calendar: Calendar) -> bool:
    # Whether a usual week and the dates that are closed say everything.
    node = expression_of(calendar)
    parts = node.parts if isinstance(node, AllOf) else (node,)
    weeks = [part for part in parts if not isinstance(part, Not | Spans)]
    return all(isinstance(part, Weekly) for part in weeks) and len(weeks) < 2


def week_windows(calendar: Calendar, tz: str, monday: int) -> Edges:
    """Return the moments of a week, by the wall clock, at which a calendar opens and closes in the week of a Monday."""
    first, last = monday * DAY, (monday + 7) * DAY
    clock = LocalClock(tz, max(first - 3 * DAY, START_OF_TIME), min(last + 3 * DAY, END_OF_TIME))
    start, end = clock.midnight(monday), clock.midnight(monday + 7)
    found, _ = desks_of(calendar, tz, ()).ask(lambda desk: desk.standard.windows(start, end), start, end - 1)
    walls = [(clock.wall(opens) - first, clock.wall(closes - 1) + 1 - first) for opens, closes in found]
    return normal((max(opens, 0), min(closes, WEEK)) for opens, closes in walls)


def week_words(edges: Edges) -> str:
    """Return the hours of a week in words: "Mon-Fri 09:00-17:00"; empty where there are none."""
    return week_text(week_from_edges(edges)) if edges else ""


def regions(calendar: Calendar) -> tuple[Holidays, ...]:
    """Return the public holidays on which a calendar is closed, each region once."""
    return tuple(
        dict.fromkeys(part for part in samples.closed_parts(expression_of(calendar)) if isinstance(part, Holidays))
    )


def region_text(region: Holidays) -> str:
    """Return the code of a region, with its policy where it is not the usual one: "GB-ENG", "US (actual days only)"."""
    code = "-".join(filter(None, (region.country, region.subdiv)))
    return code if region.substitutes == "both" else f"{code} ({region.substitutes} days only)"


def holiday_texts(calendar: Calendar, year: int) -> dict[int, str]:
    """Return the public holidays of a year on which a calendar is closed, by date, in words."""
    found = {day: name for region in regions(calendar) for day, name in samples.holidays_in(region, year).items()}
    return {day: f"{samples.day_text(day)} {name}" for day, name in sorted(found.items())}


def cover_text(window: Cover, tz: str) -> str:
    """Return a booking in words: its name, from when to when, when it was booked, and what it costs."""
    named = f'"{window.name}", ' if window.name else ""
    booked = "" if window.known_from is None else f", booked {when(window.known_from, tz)}"
    charged = "" if window.chargeable else ", not chargeable"
    return f"{named}{when(window.opens, tz)} to {when(window.closes, tz)}{booked}{charged}"


# promises ------------------------------------------------------------------------------------------------------------


def _priorities(package: Package) -> Iterator[_Line]:
    for level in package.scheme.levels:
        charged = " (chargeable)" if level.chargeable else ""
        yield 2, f"{level.name}{level.title and f': {level.title}'}{charged}"
        if level.description:
            yield 4, level.description
        if level.calendar is not None:
            yield 4, f"Hours of its own: {level.calendar}."
        for clock in CLOCKS:
            yield 4, f"{clock.capitalize()}: {_promise(level, clock)}."


def _promise(level: Priority, clock: str) -> str:
    promise = level.promises()[clock]
    if promise is None:
        return "nothing is promised"
    said = [_target(promise)]
    if promise.estimate is not None:
        said.append(f"usually within {promise.estimate}, which is an estimate and no deadline")
    if promise.calendar is not None:
        said.append(f"in hours of its own ({promise.calendar})")
    if promise.thresholds != (75,):
        said.append(f"at risk from {promise.thresholds[0]} % of its time on")
    return "; ".join(filter(None, said))


def _target(promise: Promise) -> str:
    if promise.target is None:
        return ""
    return f"{promise.target}, an aim" if promise.commitment == "aim" else str(promise.target)


def _words(package: Package) -> Iterator[_Line]:
    promises = (promise for level in package.scheme.levels for promise in level.promises().values() if promise)
    targets = [target for promise in promises for target in (promise.target, promise.estimate) if target]
    notice: list[Target] = [package.notice] if package.notice else []
    for target in dict.fromkeys([*targets, *notice]):
        yield 2, f"{target}: {package.scheme.reading.describe(target)}."


# worked examples -----------------------------------------------------------------------------------------------------


def _examples(package: Package, year: int) -> Iterator[_Line]:
    monday = samples.quiet_week([package], year)
    reads = [(monday + day) * DAY + time for day, time in _TIMES]
    reads += [day * DAY + _TIMES[1][1] for day in _before_long_weekends(package, monday, year)]
    found = Samples(package, [samples.instant(read, package.tz) for read in reads])
    for level in package.scheme.levels:
        yield 2, level.name
        yield from ((4, line) for line in _table(found, level.name))


def _table(found: Samples, priority: str) -> list[str]:
    # A column for each instant that there is; where they are too many for the width, a sentence for each report.
    shown = [found.example(place, priority, *_INSTANTS) for place in range(len(found.reports))]
    names = [name for name in _NAMES if any(name in example.instants for example in shown)]
    rows = [["reported", *names]]
    for place, example in enumerate(shown):
        told = {each.name: each.text(example.tz) for each in example.named}
        reported = when(found.reports[place], example.tz)
        reported += "".join(_lost(found, place, priority, clock) for clock in CLOCKS)
        rows.append([reported, *(told.get(name, "none") for name in names)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * len(widths) > WIDTH - 4:
        return [", ".join(map(" ".join, zip(rows[0], row, strict=True))) for row in rows[1:]]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _lost(found: Samples, place: int, priority: str, clock: str) -> str:
    if found.marks(priority, clock)[place] is not None:
        return ""
    return f", {clock} out of reach" if place < found.asked(priority, clock) else f", {clock} not tried"


_INSTANTS = [f"{clock} {mark}" for clock in CLOCKS for mark in ("expected_from", "due", "estimate")]
_NAMES = [name.replace("_", " ") for name in _INSTANTS]


def _before_long_weekends(package: Package, monday: int, year: int) -> list[int]:
    # The first working day after a usual week that three closed days follow, as a Friday before a public holiday.
    def before(desk: Desk) -> list[int]:
        worked = [desk.days.is_working(day) for day in range(first, last)]
        found = [
            at + first
            for at, follow in enumerate(zip(*(worked[by:] for by in range(4)), strict=False))
            if follow == _ALONE
        ]
        return sorted(found, key=lambda day: (day < monday, day))[:1]

    first, last = new_year(year) // DAY + 3, new_year(year + 1) // DAY - 3
    return desks_of(package.calendar, package.tz, ()).ask(before, first * DAY, last * DAY)[0]


_ALONE = (True, False, False, False)
