"""What changes from one package to another: in words, each with an example report that shows it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import pairwise
from textwrap import shorten
from typing import Any

from slacalc import samples
from slacalc.calendar import Calendar
from slacalc.clocks import Marks
from slacalc.compiler import new_year
from slacalc.cover import Cover
from slacalc.description import cover_text, holiday_texts, region_text, regions, week_windows, week_words
from slacalc.errors import InputError, PackageError, shown
from slacalc.handling import CLOCKS, Handling
from slacalc.instants import day_of, micros_of, moment
from slacalc.packages import Package
from slacalc.promises import Promise
from slacalc.reading import Reading
from slacalc.rules import Rule
from slacalc.samples import Example, Named, Samples
from slacalc.schemes import Priority, Scheme
from slacalc.tickets import Ticket
from slacalc.windows import DAY, HOUR, MINUTE, NEVER, difference
from slacalc.wording import length

_MOST_TOLD = 5
_MOST_TRIED = 12
"""How many reports and priorities a pause, a late logging or a change of priority is tried on."""
_UNSEEN = ", which changes no date of the example reports"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two packages.

    Example:
        >>> from slacalc import diff
        >>> package = Package.preset("p1-p4")
        >>> (change,) = diff(package, package.amend(priorities={"P2": {"resolution": "2 working days"}}))
        >>> print(change.path, "|", change.sentence)
        priorities.P2.resolution | P2 resolution: 3 working days becomes 2 working days.
        >>> print(change.example)
        P2 reported Wed 2026-05-13 10:00: old resolution due Mon 2026-05-18 17:00, \
new resolution due Fri 2026-05-15 17:00
    """

    path: str
    """Where it stands in a package, such as "priorities.P2.resolution"."""
    sentence: str
    example: Example | None = None
    """A report with the instants before and after; None where no date differs."""

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON; the example as its own ``to_dict`` and as text."""
        example = None if self.example is None else {**self.example.to_dict(), "text": str(self.example)}
        return {"path": self.path, "sentence": self.sentence, "example": example}

    def __str__(self) -> str:
        """Return the change in one line, and its example in another."""
        return self.sentence + ("" if self.example is None else f"\n    {self.example}")


def diff(package: Package, other: Package, *, year: int | None = None) -> tuple[Change, ...]:
    """Return what changes from a package to another, in words; equal packages give ().

    Whether a date changes is tried on reports of one year, those that ``check`` tries. The example of a change is the
    plainest report whose deadline that change moves by itself; it shows the deadlines of both packages as they are.
    A change of words that moves no deadline of those reports says so, and has no example.

    Args:
        package: the one before.
        other: the one after.
        year: of the example reports; None for that in which the last closure or booking of either begins, else 2026.

    Returns:
        Changes in the order of a package's document, with instants in the zone of their hours.

    Raises:
        InputError: no packages, or a year outside 1 to 9999.

    Example:
        >>> from slacalc import diff
        >>> preset = Package.preset("p1-p4")
        >>> for change in diff(preset, preset.amend(name="Gold", reading={"receipt": "report"})):
        ...     print(change)
        Name: p1-p4 becomes Gold.
        Reading of receipt: opening becomes report.
            P1 reported Sat 2026-05-16 10:00: old resolution due Tue 2026-05-19 17:00, \
new resolution due Mon 2026-05-18 17:00
    """
    for each in (package, other):
        if not isinstance(each, Package):
            raise InputError(f"{shown(each)} is no package: write Package(...), or Package.preset('p1-p4')")
    of_year = samples.example_year([package, other], year)
    if package == other:
        return ()
    tried = samples.reports([package, other], of_year)
    pair = _Pair(package, other, of_year, Samples(package, tried), Samples(other, tried))
    parts = (_texts, _hours, _cover, _priorities, _choices, _assumptions)
    return tuple(change for part in parts for change in part(pair))


@dataclass(frozen=True, slots=True)
class _Pair:
    old: Package
    new: Package
    year: int
    before: Samples
    after: Samples

    def shared(self) -> list[tuple[str, str]]:
        """Return the priorities and clocks that both packages have."""
        shared = [level.name for level in self.old.scheme.levels if level.name in self.new.scheme.priorities]
        return [(name, clock) for name in shared for clock in CLOCKS]

    def shown(self, path: str, sentence: str, tried: "Iterable[_Trial]") -> Change:
        """Return a change with the first ticket that it moves by itself; else without one."""
        for ticket, clock, marks in tried:
            if found := _moved(clock, *marks):
                return Change(path, f"{sentence}.", Example(ticket, self.old.tz, found))
        return Change(path, f"{sentence}{_UNSEEN}.")

    def plain(self, alone: Package | None, keys: "Iterable[tuple[str, str]] | None" = None) -> "Iterator[_Trial]":
        """Return what the example reports lead to before a change, with it alone, and after all changes."""
        single = self.after if alone is None else Samples(alone, self.before.reports)
        for priority, clock in self.shared() if keys is None else keys:
            all_three = self.before, single, self.after
            asked = min(found.asked(priority, clock) for found in all_three)
            each = (found.marks(priority, clock)[:asked] for found in all_three)
            for report, marks in zip(self.before.reports[:asked], zip(*each, strict=True), strict=True):
                yield samples.plain_ticket(report, priority), clock, marks


_Trial = tuple[Ticket, str, Sequence[Marks | None]]
"""A ticket, one of its clocks, and what that leads to before a change, with it alone, and after all changes."""


def _moved(clock: str, old: Marks | None, alone: Marks | None, new: Marks | None) -> tuple[Named, ...]:
    # The first mark that a change moves by itself and that both packages give differently, before and after.
    for mark in ("due", "expected_from", "estimate"):
        before, single, after = (NEVER if each is None else getattr(each, mark) for each in (old, alone, new))
        if before not in {single, after}:
            name = f"{clock} {mark.replace('_', ' ')}"
            zones = [each.tz if each else "UTC" for each in (old, new)]
            return Named(f"old {name}", before, zones[0]), Named(f"new {name}", after, zones[1])
    return ()


def _becomes(what: str, old: object, new: object) -> str:
    return f"{what}: {'nothing' if old in {None, ''} else old} becomes {'nothing' if new in {None, ''} else new}"


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _MOST_TOLD} more" if len(texts) > _MOST_TOLD else ""
    return ", ".join(texts[:_MOST_TOLD]) + more


def _and(*parts: str) -> str:
    return "; ".join(filter(None, parts))


# the package and its hours -------------------------------------------------------------------------------------------


def _texts(pair: _Pair) -> Iterator[Change]:
    for name, what in (("name", "Name"), ("description", "Description"), ("tz", "Zone")):
        old, new = getattr(pair.old, name), getattr(pair.new, name)
        if old != new:
            yield Change(name, f"{_becomes(what, old, new)}.")


def _hours(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.calendar, pair.new.calendar
    if old == new:
        return
    closed, days = (
        _closure_changes(pair),
        holiday_texts(old, pair.year).keys() ^ holiday_texts(new, pair.year).keys(),
    )
    dated = [
        ("holidays", "Public holidays", _holiday_changes(pair), days),
        ("closures", "Closures", closed[0], closed[1] - days),
    ]
    known = [(path, f"{what}: {text}", _swapped(pair, found)) for path, what, text, found in dated if text]
    week = _week_changes(pair)
    if week or not known:
        plain = _becomes("Hours", *(shorten(str(each), 200, placeholder=" ...") for each in (old, new)))
        said = f"Hours of a usual week: {week}" if week else plain
        known.insert(0, ("hours", said, _swapped(pair, days | closed[1], keep=True)))
    for path, sentence, alone in known:
        yield pair.shown(path, sentence, pair.plain(alone))


def _swapped(pair: _Pair, days: Iterable[int], *, keep: bool = False) -> Package | None:
    # The old package with the new hours on some dates; or with the new hours but on those dates.
    old, new = (pair.new, pair.old) if keep else (pair.old, pair.new)
    with suppress(InputError):
        near = Calendar.dates(map(day_of, days), tz=pair.old.tz)
        return pair.old.amend(calendar=((old.calendar - near) | (new.calendar & near)).in_zone(pair.old.tz))
    return None


def _week_changes(pair: _Pair) -> str:
    monday = samples.quiet_week([pair.old, pair.new], pair.year)
    old, new = (week_windows(each.calendar, each.tz, monday) for each in (pair.old, pair.new))
    opens, closes = week_words(difference(new, old)), week_words(difference(old, new))
    return _and(opens and f"opens {opens}", closes and f"closes {closes}")


def _holiday_changes(pair: _Pair) -> str:
    named = [", ".join(map(region_text, regions(each.calendar))) for each in (pair.old, pair.new)]
    if named[0] == named[1]:
        return ""
    old, new = (holiday_texts(each.calendar, pair.year) for each in (pair.old, pair.new))
    closed = _listed([text for day, text in new.items() if day not in old])
    opened = _listed([text for day, text in old.items() if day not in new])
    dates = _and(closed and f"closed in {pair.year} on {closed}", opened and f"no longer in {pair.year} on {opened}")
    return _and(f"{named[0] or 'none'} becomes {named[1] or 'none'}", dates)


def _closure_changes(pair: _Pair) -> tuple[str, set[int]]:
    before, after = (set(samples.closures(each.calendar)) for each in (pair.old, pair.new))
    first, last = new_year(pair.year) // DAY, new_year(pair.year + 2) // DAY
    added, gone = (_listed([*map(str, sorted(found))]) for found in (after - before, before - after))
    days = {
        day for each in before ^ after for day in range(max(each.start // DAY, first), min(-(-each.end // DAY), last))
    }
    return _and(added and f"added {added}", gone and f"taken away {gone}"), days


def _cover(pair: _Pair) -> Iterator[Change]:
    booked, tz = (set(pair.old.cover), set(pair.new.cover)), pair.new.tz
    alone = pair.old.amend(cover=pair.new.cover)
    for what, found in (("added", booked[1] - booked[0]), ("taken away", booked[0] - booked[1])):
        if found:
            said = [cover_text(window, tz) for window in sorted(found, key=Cover.order)]
            yield pair.shown("cover", f"Cover {what}: {_listed(said)}", pair.plain(alone))
    if pair.old.notice != pair.new.notice:
        yield Change("notice", f"{_becomes('Notice of cover', pair.old.notice, pair.new.notice)}.")


# priorities ----------------------------------------------------------------------------------------------------------


def _priorities(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.scheme.priorities, pair.new.scheme.priorities
    for level in pair.old.scheme.levels:
        if level.name not in new:
            yield _whole(pair.before, level, "taken away", "old")
    for level in pair.new.scheme.levels:
        if level.name in old:
            yield from _priority(pair, old[level.name], level)
        else:
            yield _whole(pair.after, level, "added", "new")


def _whole(found: Samples, level: Priority, what: str, which: str) -> Change:
    promised = [f"{clock} {promise}" for clock, promise in level.promises().items() if promise]
    example = found.example(0, level.name, *(f"{clock} due" for clock in CLOCKS))
    named = tuple(replace(each, name=f"{which} {each.name}") for each in example.named)
    sentence = f"Priority {level.name} is {what}: {', '.join(promised) or 'nothing is promised'}."
    return Change(f"priorities.{level.name}", sentence, Example(example.ticket, example.tz, named) if named else None)


def _priority(pair: _Pair, old: Priority, new: Priority) -> Iterator[Change]:
    for name in ("title", "description", "rank", "chargeable"):
        values = [_choice_text(getattr(level, name)) for level in (old, new)]
        if values[0] != values[1]:
            yield Change(f"priorities.{new.name}.{name}", f"{_becomes(f'{new.name} {name}', *values)}.")
    keys = [(new.name, clock) for clock in CLOCKS]
    if old.calendar != new.calendar:
        sentence = _becomes(f"{new.name} hours of its own", old.calendar, new.calendar)
        alone = _alone(pair.old, old, {"calendar": new.calendar})
        yield pair.shown(f"priorities.{new.name}.calendar", sentence, pair.plain(alone, keys))
    for key in keys:
        yield from _promise(pair, key, old, new)


def _alone(package: Package, level: Priority, terms: dict[str, Any]) -> Package | None:
    # The package with one priority only, some of whose terms are changed.
    with suppress(PackageError):
        scheme = Scheme({level.name: level.amended(terms)}, package.scheme.reading, package.scheme.handling)
        return Package(package.name, scheme, package.calendar, package.cover)
    return None


def _promise(pair: _Pair, key: tuple[str, str], old: Priority, new: Priority) -> Iterator[Change]:
    name, clock = key
    promises = old.promises()[clock], new.promises()[clock]
    path, what = f"priorities.{name}.{clock}", f"{name} {clock}"
    if promises[0] is None or promises[1] is None:
        if promises[0] != promises[1]:
            alone = _alone(pair.old, old, {clock: promises[1]})
            yield pair.shown(path, _becomes(what, *promises), pair.plain(alone, [key]))
        return
    for field, said in _PARTS.items():
        before, after = (getattr(promise, field) for promise in promises)
        if before != after:
            sentence = _becomes(f"{what}{said}", _part_text(field, before), _part_text(field, after))
            where = path if field == "target" else f"{path}.{field}"
            alone = _alone(pair.old, old, {clock: _with(promises[0], field, after)})
            is_dated = field not in {"commitment", "thresholds"}
            yield pair.shown(where, sentence, pair.plain(alone, [key])) if is_dated else Change(where, f"{sentence}.")


_PARTS = {"target": "", "commitment": "", "estimate": " estimate", "calendar": " hours of its own"} | {
    "thresholds": " at risk at"
}
_COMMITMENTS = {"contract": "a contract target", "aim": "an aim"}


def _part_text(field: str, value: Any) -> object:
    if field == "thresholds":
        return ", ".join(f"{percent} %" for percent in value)
    return _COMMITMENTS[value] if field == "commitment" else value


def _with(promise: Promise, field: str, value: Any) -> Promise | None:
    terms = {each.name: getattr(promise, each.name) for each in fields(Promise)} | {field: value}
    return Promise(**terms) if terms["target"] or terms["estimate"] else None


# choices -------------------------------------------------------------------------------------------------------------


def _choices(pair: _Pair) -> Iterator[Change]:
    for kind, choices in (("reading", Reading), ("handling", Handling)):
        for name in (field.name for field in fields(choices)):
            old, new = (getattr(getattr(package.scheme, kind), name) for package in (pair.old, pair.new))
            if old != new:
                sentence = _becomes(f"{kind.capitalize()} of {name}", *map(_choice_text, (old, new)))
                alone = _amended(pair.old, **{kind: {name: new}})
                if kind == "reading":
                    keys = [
                        key for key in pair.shared() if alone is None or _rules(pair.old, key) != _rules(alone, key)
                    ]
                    yield pair.shown(f"reading.{name}", sentence, pair.plain(alone, keys))
                else:
                    yield pair.shown(f"handling.{name}", sentence, _stories(pair, name, alone or pair.new))


def _rules(package: Package, key: tuple[str, str]) -> tuple[Rule | None, ...]:
    # What the words of a promise were read to mean.
    term = package.term(*key, package.known_cover(None))
    return () if term is None else (term.due, term.expected_from, term.estimate)


def _choice_text(value: object) -> str:
    if isinstance(value, timedelta):
        return length(micros_of(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " and ".join(value) if isinstance(value, tuple) else str(value or "")


def _amended(package: Package, **terms: Any) -> Package | None:
    with suppress(PackageError):
        return package.amend(**terms)
    return None


def _stories(pair: _Pair, field: str, alone: Package) -> Iterator[_Trial]:
    for ticket in _tickets(pair, field):
        for clock in CLOCKS:
            yield ticket, clock, [samples.reckoned(each, ticket, clock) for each in (pair.old, alone, pair.new)]


def _tickets(pair: _Pair, field: str) -> Iterator[Ticket]:
    # Tickets to which what a field decides happens.
    names = list(dict.fromkeys(name for name, _ in pair.shared()))[:_MOST_TRIED]
    for report in pair.before.reports[:_MOST_TRIED]:
        at, soon, later = (moment(report + after) for after in (0, 30 * MINUTE, DAY + 4 * HOUR))
        if field == "starts":
            yield from (Ticket.unlogged(at, priority=name).logged(later) for name in names)
        elif field == "pauses":
            yield from (Ticket(reported_at=at, priority=name, pauses=[(soon, later)]) for name in names)
        elif field == "priority_change":
            changes = (change for higher, lower in pairwise(names) for change in ((lower, higher), (higher, lower)))
            yield from (Ticket(reported_at=at, priority=one).prioritised(two, later) for one, two in changes)


def _assumptions(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.assumptions, pair.new.assumptions
    yield from (Change("assumptions", f'Assumption taken away: "{text}".') for text in old if text not in new)
    yield from (Change("assumptions", f'Assumption added: "{text}".') for text in new if text not in old)
    if old != new and set(old) == set(new):
        yield Change("assumptions", "The assumptions stand in another order.")
