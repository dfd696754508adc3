"""What somebody should know of a package before a ticket shows it: findings, each with an example report."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from typing import Any, Literal, cast

from slacalc import samples
from slacalc.calendar import desks_of, expression_of
from slacalc.compiler import new_year
from slacalc.cover import Cover
from slacalc.desk import Desk, DeskOwner
from slacalc.engine import One
from slacalc.errors import InputError, PackageError, UnreachableError, shown
from slacalc.handling import CLOCKS
from slacalc.instants import day_number, day_of, micros_of
from slacalc.packages import Package
from slacalc.promises import Promise, Term
from slacalc.reading import Reading
from slacalc.rules import Rule, TimeToClose, WorkingTime, landed
from slacalc.samples import Closure, Example, Samples, instant, when
from slacalc.targets import TIME_UNITS, Target
from slacalc.windows import DAY, HOUR, NEVER, START_OF_TIME
from slacalc.wording import length

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
_MOST_TOLD, _MOST_CLOSURES, _LAST_YEAR = 10, 200, 9999
_FAR = 20 * 366 * DAY  # what was booked so long before is not looked at: each year has its own hours to compile
_NEAR = 10 * DAY  # a closure that moves, as one with a given day of the week, is still the same one so near
_UNKNOWN = "Some deadlines lie beyond the public holidays that are known: they may fall due too early."
_FIELDS = dict.fromkeys(TIME_UNITS, "hour") | {"day": "day", "week": "week", "same day": "same_day"}
"""The field of a reading by which a bare word is read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a package that somebody should know, with an example report that shows it.

    Example:
        >>> from slacalc import check
        >>> finding = check(Package.preset("p1-p3"))[0]
        >>> print(finding.level, finding.priority, finding.clock, finding.code)
        warning P1 resolution resolution-before-response
    """

    code: str
    level: Level
    """"error": it cannot be meant; "warning": it may not be; "note": it is worth knowing. A code stays the same."""
    priority: str | None
    """The priority that it concerns, the first where several are alike; None for the whole package."""
    clock: str | None
    """"response" or "resolution"; None where it concerns neither alone."""
    sentence: str
    example: Example | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON; the example as its own ``to_dict`` and as text."""
        said = {name: getattr(self, name) for name in ("code", "level", "priority", "clock", "sentence")}
        example = None if self.example is None else {**self.example.to_dict(), "text": str(self.example)}
        return {**said, "example": example}

    def __str__(self) -> str:
        """Return the finding in one line, and its example in another."""
        return f"{self.level}: {self.sentence} [{self.code}]" + (f"\n    {self.example}" if self.example else "")


def check(package: Package, *, year: int | None = None) -> tuple[Finding, ...]:
    """Return what somebody should know of a package: errors first, then warnings, then notes.

    Deadlines are tried on reports of one year: the half hours of a usual week, and the days around public holidays,
    closures, booked cover and changes of the clock. A finding is shown on the plainest of them. No clock is read.

    Args:
        package: what is promised; all its booked cover counts (S4).
        year: of the example reports; None for that in which the last closure or booking begins, else 2026.

    Returns:
        Findings, with instants in the zone of their hours; () where there is nothing to say.

    Raises:
        InputError: no package, or a year outside 1 to 9999.

    Example:
        >>> from slacalc import check
        >>> print(*check(Package.preset("p1-p3"))[:1])
        warning: P1 resolution "same day" can fall due before its response "aim: 1 working hour". \
[resolution-before-response]
            P1 reported Wed 2026-05-13 16:30: response due Thu 2026-05-14 09:30, resolution due Wed 2026-05-13 17:00
    """
    if not isinstance(package, Package):
        raise InputError(f"{shown(package)} is no package: write Package(...), or Package.preset('p1-p4')")
    of_year, each = samples.example_year([package], year), [package]
    look = _Look(package, of_year, samples.quiet_week(each, of_year), Samples(package, samples.reports(each, of_year)))
    merged: dict[tuple[object, ...], list[_Draft]] = {}
    for draft in (draft for find in _CHECKS for draft in find(look)):
        merged.setdefault((draft.code, draft.words and draft.clock, draft.words, draft.sentence), []).append(draft)
    return tuple(sorted(map(_finding, merged.values()), key=lambda finding: LEVELS.index(finding.level)))


@dataclass(frozen=True, slots=True)
class _Draft:
    # A finding of one promise: drafts that say the same of the same words are one finding.
    code: str
    level: Level
    sentence: str
    priority: str | None = None
    clock: str | None = None
    words: str = ""
    example: Example | None = None


def _finding(drafts: Sequence[_Draft]) -> Finding:
    first = drafts[0]
    names = [draft.priority for draft in drafts if draft.priority is not None]
    who = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    said = f'{who} {first.clock} "{first.words}" {first.sentence}' if first.words else first.sentence
    return Finding(first.code, first.level, first.priority, first.clock, said, first.example)


@dataclass(frozen=True, slots=True)
class _Look:
    package: Package
    year: int
    monday: int
    samples: Samples

    def promised(self, *clocks: str) -> "Iterator[_Promised]":
        """Return what is promised for some clocks, in the order of the priorities."""
        for level in self.package.scheme.levels:
            promises = level.promises()
            yield from (_Promised(self, level.name, clock, made) for clock in clocks if (made := promises[clock]))


@dataclass(frozen=True, slots=True)
class _Promised:
    look: _Look
    priority: str
    clock: str
    promise: Promise

    @property
    def unit(self) -> str:
        return "" if self.promise.target is None else self.promise.target.unit

    @property
    def term(self) -> Term:
        package = self.look.package
        return cast("Term", package.term(self.priority, self.clock, package.known_cover(None)))

    @property
    def dues(self) -> list[int]:
        return self.look.samples.dues(self.priority, self.clock)

    def shown(self, place: int | None, code: str, level: Level, sentence: str, *names: str) -> Iterator[_Draft]:
        """Return what is found of this promise, shown on one report with the instants named; nothing without one."""
        if place is not None:
            example = self.look.samples.example(
                place, self.priority, *(names or [f"{self.clock} due", f"{self.clock} estimate"])
            )
            yield _Draft(code, level, sentence, self.priority, self.clock, self.promise.words, example)


# what is promised ----------------------------------------------------------------------------------------------------


def _unreachable(look: _Look) -> Iterator[_Draft]:
    for each in look.promised(*CLOCKS):
        place = look.samples.unreached(each.priority, each.clock)
        sentence = f"is out of reach{' of some reports' if place else ''}: there is not enough working time."
        yield from each.shown(place, "unreachable-target", "warning" if place else "error", sentence)


def _resolution_first(look: _Look) -> Iterator[_Draft]:
    responses = {each.priority: each for each in look.promised("response")}
    for resolution in look.promised("resolution"):
        if response := responses.get(resolution.priority):
            dues = enumerate(zip(response.dues, resolution.dues, strict=True))
            place = next((at for at, (answered, resolved) in dues if resolved < answered < NEVER), None)
            sentence = f'can fall due before its response "{response.promise}".'
            names = "response due", "resolution due"
            yield from resolution.shown(place, "resolution-before-response", "warning", sentence, *names)


def _lower_faster(look: _Look) -> Iterator[_Draft]:
    for clock in CLOCKS:
        latest: list[tuple[int, _Promised | None]] = [(START_OF_TIME, None)] * len(look.samples.reports)
        for each in look.promised(clock):
            dues = each.dues
            place = next((at for at, due in enumerate(dues) if due < latest[at][0]), None)
            if place is not None and (higher := latest[place][1]):
                yield from _faster(each, place, higher)
            latest = [(due, each) if old[0] < due < NEVER else old for old, due in zip(latest, dues, strict=True)]


def _faster(each: _Promised, place: int, higher: _Promised) -> Iterator[_Draft]:
    sentence = f'can fall due before "{higher.promise}" of {higher.priority}, which comes first.'
    as_higher = each.look.samples.example(place, higher.priority, f"{each.clock} due").named[0]
    for draft in each.shown(place, "lower-priority-faster", "warning", sentence):
        shown = cast("Example", draft.example)
        named = *shown.named, replace(as_higher, name=f"as {higher.priority}")
        yield replace(draft, example=replace(shown, named=named))


def _by_marks(look: _Look) -> Iterator[_Draft]:
    for each in look.promised(*CLOCKS):
        found = look.samples.marks(each.priority, each.clock)
        late = next((at for at, marks in enumerate(found) if marks and marks.due < marks.estimate < NEVER), None)
        names = f"{each.clock} due", f"{each.clock} estimate"
        yield from each.shown(late, "estimate-after-deadline", "warning", "is estimated later than it is due.", *names)
        dark = next((at for at, marks in enumerate(found) if marks and marks.beyond_holiday_data), None)
        yield from (replace(draft, words="") for draft in each.shown(dark, "holiday-data-ends", "warning", _UNKNOWN))


# how words meet hours ------------------------------------------------------------------------------------------------


def _usual_day(owner: DeskOwner, monday: int) -> int | None:
    # The working time of most working days of a week (T9).
    def sizes(desk: Desk) -> list[int]:
        rank, days = desk.standard.rank, desk.days
        worked = filter(days.is_working, range(monday, monday + 7))
        return [rank(days.closing(day)) - rank(days.opening(day)) for day in worked]

    found, _ = owner.ask(sizes, monday * DAY, (monday + 8) * DAY)
    return max(found, key=lambda size: (found.count(size), size), default=None)


def _day_length(look: _Look) -> Iterator[_Draft]:
    meant = micros_of(look.package.scheme.reading.day_length)
    for each in look.promised(*CLOCKS):
        rule, usual = each.term.due, _usual_day(each.term.desks, look.monday)
        if usual and usual != meant and isinstance(rule, WorkingTime | TimeToClose) and not rule.amount % meant:
            yield from _unlike_a_day(each, rule, meant, usual)


def _unlike_a_day(each: _Promised, rule: WorkingTime | TimeToClose, meant: int, usual: int) -> Iterator[_Draft]:
    # What comes in at an opening shows it: "8 hours" are a day where they end with one.
    days, dues, in_days = rule.amount // meant, each.dues, each.unit not in TIME_UNITS
    said = f"the usual working day of its hours has {length(usual)}"
    sentence = f"does not end with {'a day' if days == 1 else f'{days} days'}: {said}."
    if in_days:
        sentence = f"reads a day as {length(meant)} of working time, and {said}."
    if in_days or usual < 2 * meant:
        place = next((at for at, close in _closes(each, rule, days) if dues[at] not in {close, NEVER}), None)
        yield from each.shown(place, "day-length", "warning" if in_days or usual < meant else "note", sentence)


def _closes(each: _Promised, rule: WorkingTime | TimeToClose, days: int) -> Iterator[tuple[int, int]]:
    # The places of some reports at openings, each with the close of the last of so many days.
    def closes(desk: Desk) -> Iterator[tuple[int, int]]:
        for place, at in enumerate(reported):
            day = desk.clock.day(at)
            if desk.days.is_working(day) and desk.days.opening(day) == at:
                yield place, landed(rule, One(desk), desk.days.closing(desk.days.add(day, days - 1)))

    reported = each.look.samples.reports
    with suppress(UnreachableError):
        yield from each.term.desks.ask(lambda desk: [*islice(closes(desk), 5)], min(reported), max(reported))[0]


def _bare_words(look: _Look) -> Iterator[_Draft]:
    reading, read = look.package.scheme.reading, cache(partial(_read, look))
    for each in look.promised(*CLOCKS):
        target, field = each.promise.target, _FIELDS.get(each.unit)
        if target and field and not target.kind and min(each.dues) < NEVER:
            others = [(value, read(field, value)) for value in Reading.VALUES[field]]
            found = {value: other.dues(each.priority, each.clock) for value, other in others if other}
            yield from _read_otherwise(each, reading.describe(target), field, found)


def _read(look: _Look, field: str, value: str) -> Samples | None:
    # None for what it is already, and for "same day" by a response that there is not.
    with suppress(PackageError):
        if getattr(look.package.scheme.reading, field) != value:
            return Samples(look.package.amend(reading={field: value}), look.samples.reports)
    return None


def _read_otherwise(each: _Promised, said: str, field: str, found: dict[str, list[int]]) -> Iterator[_Draft]:
    dues, tz = each.dues, each.term.desks.tz
    differ = [[value for value in found if NEVER != found[value][at] != due] for at, due in enumerate(dues)]
    most = max(map(len, differ))
    place = next((at for at, values in enumerate(differ) if most and len(values) == most and dues[at] < NEVER), None)
    if place is not None:
        would = [f'{field} = "{value}" would give {when(found[value][place], tz)}' for value in differ[place]]
        yield from each.shown(place, "bare-words", "note", f"is read as {said}; {', '.join(would)}.")


# what ends or is missing ---------------------------------------------------------------------------------------------


def _closures_end(look: _Look) -> Iterator[_Draft]:
    calendars = samples.calendars(look.package)
    given = sorted({closure for calendar in calendars for closure in samples.closures(calendar)})[-_MOST_CLOSURES:]
    told: list[Closure] = []
    for closure in reversed(given):
        for again in filter(None, (_in_year(closure, year) for year in (look.year, look.year + 1))):
            missed = any(again.start - _NEAR < near.end and near.start < again.end + _NEAR for near in (*given, *told))
            tried = () if missed or len(told) >= _MOST_TOLD else (look, _just_before(look, again))
            found = next(filter(None, (_over(each, again.start, again.end) for each in tried)), None)
            if found:
                told.append(again)
                sentence = f"can run over the dates of a closure a year on, which is not given again: {closure}."
                yield from found[0].shown(found[1], "closures-end", "warning", sentence)


def _just_before(look: _Look, closure: Closure) -> _Look:
    # The same package, reported to at ten on the days before a stretch that no usual report may come to.
    days = sorted((closure.start // DAY - back for back in range(1, 6)), key=lambda day: (day + 3) % 7 > 4)
    near = [instant(day * DAY + 10 * HOUR, look.package.tz) for day in days if day_of(day).year == look.year]
    return replace(look, samples=Samples(look.package, near))


def _in_year(closure: Closure, year: int) -> Closure | None:
    first = day_of(closure.start // DAY)
    if not first.year < year <= _LAST_YEAR:
        return None
    leap = (first.month, first.day) == (2, 29)
    moved = (day_number(first.replace(year=year, day=28 if leap else first.day)) - day_number(first)) * DAY
    return replace(closure, start=closure.start + moved, end=closure.end + moved)


def _over(look: _Look, start: int, end: int) -> tuple[_Promised, int] | None:
    # The first promise that runs over a stretch of wall-clock time and counts time in it, and from which report.
    for each in look.promised(*CLOCKS):
        if each.term.due is not None and not each.term.due.elapsed:
            first, last = (instant(read, each.term.desks.tz) for read in (start, end))
            reported = enumerate(zip(look.samples.reports, each.dues, strict=True))
            ran = next((at for at, (report, due) in reported if report <= first and last <= due < NEVER), None)
            if ran is not None and _open_time(each.term.desks, first, last):
                return each, ran
    return None


def _open_time(owner: DeskOwner, start: int, end: int) -> int:
    found, _ = owner.ask(lambda desk: desk.standard.rank(end) - desk.standard.rank(start), start, end)
    return found


def _no_holidays(look: _Look) -> Iterator[_Draft]:
    is_closed = any([*samples.closed_parts(expression_of(each))] for each in samples.calendars(look.package))
    first = new_year(look.year + 1)
    found = None if is_closed or look.year == _LAST_YEAR else _over(look, first, first + DAY)
    if found and (_usual_day(found[0].term.desks, look.monday) or DAY) < DAY:
        sentence = "No public holidays and no other dates are closed: 1 January is a day like others."
        for draft in found[0].shown(found[1], "no-holidays", "note", sentence):
            yield replace(draft, priority=None, clock=None, words="")


# booked cover --------------------------------------------------------------------------------------------------------


def _cover(look: _Look) -> Iterator[_Draft]:
    package, booked = look.package, sorted(look.package.cover, key=lambda window: (window.opens, window.closes))
    owners = [desks_of(hours, package.tz, ()) for hours in islice(samples.calendars(package), _MOST_TOLD)]
    near = [window for window in booked if window.opens > booked[-1].opens - _FAR]
    late = list(_late(package, owners[0], near))
    idle = [(window, "adds nothing: the hours are open then.") for window in near if _is_idle(owners, window)]
    yield from _told("cover-notice", "warning", late, package.tz)
    yield from _told("cover-adds-nothing", "note", idle, package.tz)


def _late(package: Package, owner: DeskOwner, booked: Sequence[Cover]) -> Iterator[tuple[Cover, str]]:
    # The bookings that came too late by the standard hours without cover, with why; none once a notice is out of reach.
    notice = package.scheme.reading.marks(package.notice or Target.agreement())
    with suppress(UnreachableError):
        for window in booked:
            if window.known_from is None or (at := window.known_from) < window.opens - _FAR:
                continue
            due = at if notice is None else _asked(owner, notice.due, at)
            if due > window.opens:
                why = f'; with "{package.notice}" of notice it could begin {when(due, package.tz)}.'
                yield window, f"was booked {when(at, package.tz)}{why if notice else ', after it began.'}"


def _asked(owner: DeskOwner, rule: Rule, at: int) -> int:
    return owner.ask(lambda desk: int(rule.due(One(desk), at)), at, at)[0]


def _is_idle(owners: Sequence[DeskOwner], window: Cover) -> bool:
    size = window.closes - window.opens
    return size < _FAR and all(_open_time(owner, window.opens, window.closes) == size for owner in owners)


def _told(code: str, level: Level, found: Sequence[tuple[Cover, str]], tz: str) -> Iterator[_Draft]:
    for window, said in found[:_MOST_TOLD]:
        name = f' "{window.name}"' if window.name else ""
        yield _Draft(code, level, f"Cover{name} from {when(window.opens, tz)} {said}")
    if len(found) > _MOST_TOLD:
        yield _Draft(code, level, f"The same holds for {len(found) - _MOST_TOLD} more bookings of cover.")


_CHECKS = (
    *(_unreachable, _resolution_first, _lower_faster, _by_marks, _day_length, _closures_end, _cover),
    *(_bare_words, _no_holidays),
)
