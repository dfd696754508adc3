"""Example reports of a year, plainest first, what they lead to under a package, and the dates that matter to it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from slacalc import holidays
from slacalc.calendar import Calendar, desks_of, expression_of
from slacalc.clocks import Marks
from slacalc.compiler import new_year
from slacalc.errors import InputError, UnreachableError, shown
from slacalc.events import Kind
from slacalc.expression import AllOf, AnyOf, Dates, Holidays, Node, Not, Shifts, Spans, leaves
from slacalc.history import fold
from slacalc.hours import DAYS, time_text
from slacalc.instants import DateTime, day_of, iso, micros, moment
from slacalc.packages import Package
from slacalc.reckoning import marks
from slacalc.tickets import Ticket
from slacalc.windows import DAY, END_OF_TIME, HOUR, MINUTE, NEVER, START_OF_TIME, WEEK, complement, pairs
from slacalc.zones import LocalClock, stretches

T = TypeVar("T")
USUAL_YEAR = 2026
"""The year of the examples of a package that closes on no date of its own and has booked no cover."""
MOST_REPORTS = 1_200
_MOST_ANSWERS = 24_000
"""About a second of work: the more priorities a package has, the fewer reports are tried of each."""
_MOST_UNREACHED, _MOST_UNREACHED_EACH = 60, 3  # deciding that nothing is reached can take hundredths of a second
_MOST_DAYS, _MOST_CALENDARS, _MOST_LISTED = 90, 10, 1_000
_LONG = 14  # days of cover after which it is no exception any more, but how things are
_FIRST, _LAST = START_OF_TIME + 3 * DAY, END_OF_TIME - 3 * DAY
"""Nearer to the ends of time no report is made: a local clock may read a year that there is not."""


# instants in words ---------------------------------------------------------------------------------------------------


def wall(at: int, tz: str) -> int:
    """Return what the wall clock of a zone reads at an instant."""
    return LocalClock(tz, max(at - DAY, START_OF_TIME), min(at + DAY, END_OF_TIME)).wall(at)


def instant(read: int, tz: str) -> int:
    """Return the instant at which the wall clock of a zone reads a time (T13)."""
    return LocalClock(tz, max(read - 3 * DAY, START_OF_TIME), min(read + 3 * DAY, END_OF_TIME)).instant(read)


def day_text(day: int) -> str:
    """Return a date, in days since 1970, with its day of the week: "Wed 2026-05-13"."""
    return f"{DAYS[(day + 3) % 7]} {day_of(day)}"


def when(at: int, tz: str) -> str:
    """Return an instant on the wall clock of a zone: "Wed 2026-05-13 16:30"; "none" for NEVER."""
    if at == NEVER:
        return "none"
    read = wall(at, tz)
    return f"{day_text(read // DAY)} {time_text(read % DAY)}"


@dataclass(frozen=True, slots=True)
class Named:
    """An instant with its name, and the zone in which it is told; NEVER where there is none."""

    name: str
    at: int
    tz: str

    def text(self, tz: str) -> str:
        """Return the instant by the wall clock, with its zone where that is not the given one."""
        return when(self.at, self.tz) + ("" if self.tz == tz else f" {self.tz}")


_TOLD = {*Kind} - {Kind.REPORTED, Kind.UNLOGGED}


@dataclass(frozen=True, slots=True)
class Example:
    """An example report and what it leads to: instants by name, such as "response due".

    Example:
        >>> from slacalc import check
        >>> example = check(Package.preset("p1-p3"))[0].example
        >>> print(example)
        P1 reported Wed 2026-05-13 16:30: response due Thu 2026-05-14 09:30, resolution due Wed 2026-05-13 17:00
        >>> print(example.instants["response due"])
        2026-05-14 09:30:00+01:00
    """

    ticket: Ticket
    """The report; where its sentence is about pauses, logging or a change of priority, also those."""
    tz: str
    """The zone in which the report is told: that of the package."""
    named: tuple[Named, ...] = ()

    @property
    def priority(self) -> str | None:
        """The priority with which it was reported."""
        first = self.ticket.first(Kind.PRIORITISED)
        return None if first is None else first.priority

    @property
    def reported_at(self) -> DateTime:
        """When it was reported, in the zone of the package."""
        return moment(micros(self.ticket.reported_at), self.tz)

    @property
    def instants(self) -> dict[str, DateTime | None]:
        """The instants by name, each in the zone of its hours; None where there is none."""
        return {each.name: None if each.at == NEVER else moment(each.at, each.tz) for each in self.named}

    def _later(self) -> Iterator[tuple[str, int]]:
        # What happened after the report, in words.
        first = self.ticket.first(Kind.PRIORITISED)
        for event in self.ticket.events:
            if event.kind in _TOLD and event is not first:
                yield f"made {event.priority}" if event.kind is Kind.PRIORITISED else str(event.kind), event.instant

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON: instants in ISO 8601 with their offset, or None."""
        later = [{"what": what, "at": iso(moment(at, self.tz))} for what, at in self._later()]
        dates = {name: iso(at) for name, at in self.instants.items()}
        return {"priority": self.priority, "reported_at": iso(self.reported_at), "events": later, "instants": dates}

    def __str__(self) -> str:
        """Return the report and what it leads to, on the wall clock; a zone is told where it is another."""
        who = f"{self.priority} reported" if self.priority else "reported"
        happened = [f"{who} {when(micros(self.ticket.reported_at), self.tz)}"]
        happened += [f"{what} {when(at, self.tz)}" for what, at in self._later()]
        led = [f"{each.name} {each.text(self.tz)}" for each in self.named]
        return ", ".join(happened) + (f": {', '.join(led)}" if led else "")


# what a calendar names -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """A stretch that a calendar closes by its date: wall-clock times, and its name where it has one."""

    start: int
    end: int
    name: str

    def __str__(self) -> str:
        """Return "Christmas, Thu 2026-12-24 to Sat 2027-01-02", with times where they are not midnights."""
        named = f"{self.name}, " if self.name else ""
        first, last = day_text(self.start // DAY), day_text((self.end - 1) // DAY)
        if self.start % DAY or self.end % DAY:
            return f"{named}{first} {time_text(self.start % DAY)} to {last} {time_text((self.end - 1) % DAY + 1)}"
        return f"{named}{first}" + (f" to {last}" if first != last else "")


def calendars(package: Package) -> tuple[Calendar, ...]:
    """Return the calendars that a package names, each once: the standard hours first, then those of their own."""
    promises = (promise for level in package.scheme.levels for promise in level.promises().values() if promise)
    own = [*(level.calendar for level in package.scheme.levels), *(promise.calendar for promise in promises)]
    return tuple(dict.fromkeys([package.calendar, *(calendar for calendar in own if calendar is not None)]))


def holidays_in(region: Holidays, year: int) -> dict[int, str]:
    """Return the public holidays of a region in a year, by their date in days since 1970."""
    (found,) = holidays.region(region.country, region.subdiv, region.substitutes).years(year, year)
    return dict(zip(found.days, found.names, strict=True))


def closures(calendar: Calendar) -> tuple[Closure, ...]:
    """Return the stretches that a calendar closes by their dates, in order; dates that touch under one name are one."""
    parts = list(closed_parts(expression_of(calendar)))
    found = [closure for part in parts if isinstance(part, Dates) for closure in _runs(part)]
    found += [closure for part in parts if isinstance(part, Spans) for closure in _spans(part, calendar.tz or "UTC")]
    return tuple(sorted(set(found)))


def closed_parts(node: Node) -> Iterator[Dates | Holidays | Spans]:
    """Return the parts of an expression that close it by dates; spans are those that are left open."""
    match node:
        case Not(Dates() | Holidays() as leaf):
            yield leaf
        case Shifts(_, _, skip):
            yield from skip
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from closed_parts(part)
        case Spans(edges) if edges and (edges[0], edges[-1]) == (START_OF_TIME, END_OF_TIME):
            yield node


def _runs(leaf: Dates) -> Iterator[Closure]:
    opens, closes = (0, DAY) if leaf.shifts is None else (leaf.shifts[0][0], leaf.shifts[-1][1])
    run: Closure | None = None
    for day, name in zip(leaf.days, leaf.names or [""] * len(leaf.days), strict=True):
        fresh = Closure(day * DAY + opens, day * DAY + closes, name)
        touches = run is not None and (run.end, run.name) == (fresh.start, name)
        if run is not None and not touches:
            yield run
        run = replace(fresh, start=run.start) if run is not None and touches else fresh
    if run is not None:  # pragma: no branch - a leaf of dates has one at least
        yield run


def _spans(leaf: Spans, tz: str) -> Iterator[Closure]:
    names = {(start, end): name for start, end, name in leaf.names}
    for start, end in pairs(complement(leaf.edges)):
        yield Closure(wall(start, tz), wall(end - 1, tz) + 1, names.get((start, end), ""))


# a year of a package -------------------------------------------------------------------------------------------------


def example_year(packages: Sequence[Package], year: int | None = None) -> int:
    """Return the year in which example reports are made.

    It is the year that is given, else the one in which the last closure or booking of the packages begins, else 2026.

    Raises:
        InputError: no whole number from 1 to 9999.
    """
    if year is None:
        begun = [closure.start for package in packages for each in calendars(package) for closure in closures(each)]
        begun += [wall(window.opens, package.tz) for package in packages for window in package.cover]
        return day_of(max(begun) // DAY).year if begun else USUAL_YEAR
    if type(year) is not int or not 1 <= year <= 9999:
        raise InputError(f"year={shown(year)} is no year: write a whole number from 1 to 9999, for instance 2026")
    return year


def special_days(packages: Sequence[Package], year: int) -> list[int]:
    """Return the dates of holidays, closures, booked cover and changes of the clock, and the ends of the year."""
    first, last = new_year(year), new_year(year + 1) - DAY
    found = {first // DAY, last // DAY}
    for package in packages:
        for calendar in calendars(package):
            for leaf in leaves(expression_of(calendar)):
                found |= set(_dates_of(leaf, year, package.tz))
        found |= set(_cover_days(package, first, last))
        found |= {wall(at, package.tz) // DAY for at, _ in stretches(package.tz, first, last)[1:]}
    return [day for day in sorted(found) if first <= day * DAY <= last]


def _dates_of(leaf: object, year: int, tz: str) -> Iterator[int]:
    first, last = new_year(year), new_year(year + 1)
    match leaf:
        case Holidays():
            yield from holidays_in(leaf, year)
        case Dates(_, days):
            yield from days[bisect_left(days, first // DAY) : bisect_left(days, last // DAY)]
        case Spans(edges):
            inside = edges[bisect_left(edges, first) : bisect_left(edges, last)]
            yield from (wall(at, tz) // DAY for at in spread(inside, _MOST_LISTED))


def _cover_days(package: Package, first: int, last: int) -> Iterator[int]:
    booked = [window for window in package.cover if window.closes > first and window.opens < last]
    for window in spread(booked, _MOST_LISTED):
        opens, closes = wall(window.opens, package.tz) // DAY, wall(window.closes - 1, package.tz) // DAY
        yield from range(opens, closes + 1) if closes - opens <= _LONG else (opens, closes)


def quiet_week(packages: Sequence[Package], year: int) -> int:
    """Return the Monday of a usual week: the first from the second week of May on with a usual one after it."""
    special = [*special_days(packages, year), END_OF_TIME // DAY]
    may = new_year(year) // DAY + 127
    monday = may + 6 - (may + 2) % 7
    mondays = [*range(monday, new_year(year + 1) // DAY - 13, 7), *range(monday - 7, new_year(year) // DAY, -7)]
    return next((first for first in mondays if special[bisect_left(special, first)] >= first + 14), monday)


def open_within(packages: Sequence[Package], start: int, end: int) -> set[int]:
    """Return when the hours of packages open in [start, end), whichever hours of theirs."""
    found: set[int] = set()
    for package in packages:
        for calendar in islice(calendars(package), _MOST_CALENDARS):
            owner = desks_of(calendar, package.tz, ())
            windows, _ = owner.ask(lambda desk: desk.standard.windows(start, end), start, end)
            found |= {opens for opens, _ in windows[:100]}
    return found


# reports -------------------------------------------------------------------------------------------------------------

_PLAIN = (10 * HOUR, 16 * HOUR + 30 * MINUTE)
_SPECIAL = (*_PLAIN, 9 * HOUR, 13 * HOUR, 23 * HOUR, HOUR + 30 * MINUTE)
_BESIDE = (-3, -1, 0, 1)
"""The days around a special one that are tried: the Friday before a Monday is one of them."""
_PLACES = (3, 2, 0, 1, 4, 5, 6)
"""How plain Monday to Sunday are in an example: Wednesday comes first."""


def reports(packages: Sequence[Package], year: int) -> tuple[int, ...]:
    """Return the example reports of a year, the plainest first: instants in microseconds since 1970 UTC.

    They are the half hours and openings of a usual week, and some times of the days around each special one. Among
    those, what comes in inside the standard hours of the first package is plainer, and what comes in at a round time.
    """
    monday, start, end = quiet_week(packages, year), new_year(year) - WEEK, new_year(year + 1) + WEEK
    clock = LocalClock(packages[0].tz, max(start, START_OF_TIME), min(end, END_OF_TIME))
    plain = {clock.instant(monday * DAY + step * 30 * MINUTE) for step in range(7 * 48)}
    plain |= open_within(packages, *sorted((clock.midnight(monday), clock.midnight(monday + 7))))
    days = spread(special_days(packages, year), _MOST_DAYS)
    around = {clock.instant((day + beside) * DAY + time) for day in days for beside in _BESIDE for time in _SPECIAL}
    found = [at for at in plain | around if _FIRST <= at < _LAST and day_of(clock.day(at)).year == year]
    standard = desks_of(packages[0].calendar, packages[0].tz, ())
    open_, _ = standard.ask(lambda desk: set(filter(desk.standard.is_open, found)), min(found), max(found))

    def plainness(at: int) -> tuple[int, ...]:
        day, time = divmod(clock.wall(at), DAY)
        roundness = 0 if time in _PLAIN else 1 if not time % HOUR else 2
        return at not in plain, at not in open_, roundness, _PLACES[(day + 3) % 7] if at in plain else day, time

    most = _MOST_ANSWERS // (2 * max(len(package.scheme.levels) for package in packages))
    return tuple(spread(sorted(found, key=plainness), min(most, MOST_REPORTS)))


def spread(items: Sequence[T], most: int) -> Sequence[T]:
    """Return at most so many of some items: the first of them, and others spread evenly over the rest."""
    if len(items) <= most:
        return items
    head, rest = items[: most // 4], items[most // 4 :]
    size = most - len(head)
    return [*head, *(rest[place * len(rest) // size] for place in range(size))]


class Samples:
    """What example reports lead to under a package; each promise is reckoned once, when it is asked about."""

    __slots__ = ("_asked", "_failures", "_marks", "package", "reports")

    def __init__(self, package: Package, reports: Sequence[int]) -> None:
        self.package, self.reports, self._failures = package, reports, 0
        self._marks: dict[tuple[str, str], list[Marks | None]] = {}
        self._asked: dict[tuple[str, str], int] = {}

    def marks(self, priority: str, clock: str) -> list[Marks | None]:
        """Return what each report leads to for one clock of a priority; None for what is out of reach or not asked."""
        key = priority, clock
        if key not in self._marks:
            term = self.package.term(*key, self.package.known_cover(None))
            nothing: list[Marks | None] = [Marks(self.package.tz, False)] * len(self.reports)
            has_marks = term is not None and (term.due is not None or term.estimate is not None)
            found = list(self._reckoned(*key)) if has_marks else nothing
            self._asked[key] = len(found)
            self._marks[key] = found + [None] * (len(self.reports) - len(found))
        return self._marks[key]

    def asked(self, priority: str, clock: str) -> int:
        """Return of how many reports it was asked: what is out of reach of a few is not asked of the rest."""
        self.marks(priority, clock)
        return self._asked[priority, clock]

    def dues(self, priority: str, clock: str) -> list[int]:
        """Return when each report is due; NEVER where it is not."""
        return [NEVER if marks is None else marks.due for marks in self.marks(priority, clock)]

    def unreached(self, priority: str, clock: str) -> int | None:
        """Return the place of the first report from which a promise reaches nothing."""
        found = self.marks(priority, clock)[: self.asked(priority, clock)]
        return found.index(None) if None in found else None

    def _reckoned(self, priority: str, clock: str) -> Iterator[Marks | None]:
        missed = 0
        for report in self.reports:
            if missed == _MOST_UNREACHED_EACH or self._failures >= _MOST_UNREACHED:
                return
            found = reckoned(self.package, plain_ticket(report, priority), clock)
            missed += found is None
            self._failures += found is None
            yield found

    def example(self, place: int, priority: str, *names: str) -> Example:
        """Return one report as an example, with those of the instants, such as "resolution due", that there are."""
        named = []
        for name in names:
            clock, _, mark = name.partition(" ")
            found = self.marks(priority, clock)[place]
            named += [] if found is None else [Named(name.replace("_", " "), getattr(found, mark), found.tz)]
        known = tuple(each for each in named if each.at < NEVER)
        return Example(plain_ticket(self.reports[place], priority), self.package.tz, known)


def plain_ticket(report: int, priority: str) -> Ticket:
    """Return a ticket that was reported at an instant with its priority, and no more."""
    return Ticket(reported_at=moment(report), priority=priority)


def reckoned(package: Package, ticket: Ticket, clock: str) -> Marks | None:
    """Return what one clock of a ticket comes to; None where no working time reaches it (T10)."""
    try:
        return marks(package, fold(ticket, package.scheme.handling), clock)
    except UnreachableError:
        return None
