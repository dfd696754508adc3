"""Random contracts, and random reports under them, each for slacalc and for the oracle of promises."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

from slacalc import Cover, Handling, Package, Promise, Reading, Scheme
from tests.conformance.questions import RESOLUTIONS, RESPONSES, WEEKS, moment
from tests.oracle.algebra import Algebra
from tests.oracle.contract import Booking, Contract
from tests.oracle.hours import weekly_hours
from tests.oracle.instants import DAY, HOUR, MINUTE, SECOND, local_date, utc
from tests.oracle.reading import Reading as OracleReading
from tests.oracle.recipe import Dated, Pair, Recipe, Week
from tests.oracle.swept import Swept
from tests.oracle.verdict import Events
from tests.oracle.words import promise
from tests.proof.asking import calendar
from tests.proof.drawing import changes, day_windows, new_year

READINGS: Mapping[str, tuple[Any, ...]] = {
    "hour": ("working", "elapsed"),
    "receipt": ("opening", "report"),
    "working_day": ("close", "same_time", "hours", "hours_to_close", "inclusive"),
    "day_length": (8 * HOUR, 7 * HOUR + 30 * MINUTE, 24 * HOUR),
    "day": ("working", "calendar"),
    "calendar_day": ("close", "same_time", "elapsed"),
    "week": ("calendar", "working"),
    "same_day": ("close", "response_day", "midnight"),
    "same_day_minimum": (None, 2 * HOUR, 4 * HOUR),
    "landing": ("close", "open"),
}
PAUSED = (("resolution",), ("response", "resolution"), ())
LEAST_MINUTES = 600
"""Of a drawn week: with less, ordinary targets lie years away."""
BEFORE, AFTER = 60 * DAY, 420 * DAY
ODD = (0, 0, 0, 0, 1, -1, SECOND + 234_567)


@dataclass(frozen=True)
class Drawn:
    """A contract around an instant, as plain data."""

    zone: str
    near: int
    hours: Recipe
    own: Mapping[str, Recipe]
    """Hours of their own of promises, by the names of clocks."""
    reading: Mapping[str, Any]
    cover: tuple[Booking, ...]
    threshold: int
    starts: str
    pauses: tuple[str, ...]

    @property
    def levels(self) -> dict[str, tuple[str, str]]:
        """Return a priority for each target of a resolution, with one of the responses."""
        responses = len(RESPONSES)
        return {f"P{n}": (RESPONSES[n % responses], words) for n, words in enumerate(RESOLUTIONS, 1)}

    def package(self) -> Package:
        fields = {
            name: timedelta(microseconds=value) if isinstance(value, int) else value
            for name, value in self.reading.items()
        }
        own = {name: calendar(recipe).in_zone(self.zone) for name, recipe in self.own.items()}
        levels = {name: self._level(name, texts, own) for name, texts in self.levels.items()}
        handling = Handling(starts=self.starts, pauses=self.pauses)  # type: ignore[arg-type]
        return Package(
            name="drawn",
            scheme=Scheme(priorities=levels, reading=Reading(**fields), handling=handling),
            calendar=calendar(self.hours),
            cover=[Cover(utc(b.start), utc(b.end), booked_at=moment(b.booked_at)) for b in self.cover],
        )

    def _level(self, title: str, texts: tuple[str, str], own: Mapping[str, Any]) -> dict[str, Any]:
        named = zip(("response", "resolution"), texts, strict=True)
        return {"title": title} | {
            name: replace(Promise.parse(text), calendar=own.get(name), thresholds=(self.threshold,))
            for name, text in named
        }

    def contract(self) -> Contract:
        own = {name: self._clock(recipe) for name, recipe in self.own.items()}
        levels = {
            name: {
                clock: replace(promise(text), thresholds=(self.threshold,))
                for clock, text in zip(("response", "resolution"), texts, strict=True)
            }
            for name, texts in self.levels.items()
        }
        return Contract(
            levels,
            self._clock(self.hours),
            self.zone,
            cover=self.cover,
            reading=OracleReading(**self.reading),
            starts=self.starts,
            pauses=self.pauses,
            own={(priority, name): clock for priority in levels for name, clock in own.items()},
        )

    def _clock(self, recipe: Recipe) -> Swept:
        return Swept.of(Algebra(recipe, self.near - BEFORE, self.near + AFTER))


def drawn(chance: Random, zone: str, near: int) -> Drawn:
    """Draw a contract: hours, closed dates, hours of single promises, up to three readings, cover."""
    own = [name for name in ("response", "resolution") if chance.randrange(3) == 0]
    chosen = chance.sample(sorted(READINGS), chance.randrange(4))
    return Drawn(
        zone,
        near,
        _closed(chance, _week(chance, zone), near) if chance.randrange(2) else _week(chance, zone),
        {name: _week(chance, zone) for name in own},
        {name: chance.choice(READINGS[name]) for name in chosen},
        _bookings(chance, near),
        chance.choice((75, 75, 50, 100, 1)),
        chance.choice(("logged", "reported")),
        chance.choice(PAUSED),
    )


def _week(chance: Random, zone: str) -> Week:
    if chance.randrange(2):
        return _written(zone, chance.choice(WEEKS))
    kinds = (day_windows(chance), day_windows(chance), ())
    days = tuple(kinds[chance.choice((0, 0, 0, 1, 2))] for _ in range(7))
    minutes = sum(end - start for windows in days for start, end in windows)
    return Week(zone, days) if minutes >= LEAST_MINUTES else _week(chance, zone)


@cache
def _written(zone: str, words: str) -> Week:
    hours = weekly_hours(words)
    return Week(zone, tuple(tuple(hours.get(day, ())) for day in range(7)))


def _closed(chance: Random, week: Week, near: int) -> Recipe:
    first = local_date(near, week.zone).toordinal()
    days = frozenset(first + chance.randint(-1, 12) for _ in range(chance.randint(1, 4)))
    return Pair("-", week, Dated(week.zone, days))


def _bookings(chance: Random, near: int) -> tuple[Booking, ...]:
    found = []
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        begin = near // MINUTE * MINUTE + chance.randint(-48, 8 * 48) * HOUR // 2
        known = chance.choice((None, None, near - 2 * DAY, near + DAY))
        found.append(Booking(begin, begin + chance.randint(1, 40) * HOUR // 2, known))
    return tuple(found)


def near_instant(chance: Random, zone: str, years: range) -> int:
    """Draw an instant: a change of the zone's clock in some year if there is one, or any hour of it."""
    year = chance.choice(years)
    found = changes(zone, year) if chance.randrange(2) else []
    return chance.choice(found) if found else new_year(year) + chance.randrange(365 * 24) * HOUR


def _after(chance: Random, start: int, days: int) -> int:
    """Draw an instant within some days of a start: mostly whole hours and minutes, sometimes a microsecond off."""
    unit = chance.choice((HOUR, MINUTE))
    return start + max(0, chance.randrange(days * DAY // unit + 1) * unit + chance.choice(ODD))


def _maybe(chance: Random, start: int, days: int) -> int | None:
    return _after(chance, start, days) if chance.randrange(2) else None


def history(chance: Random, near: int, priority: str) -> Events:
    """Draw a report and what became of it: logged late or never, paused up to three times, answered, resolved."""
    reported = _after(chance, near - 2 * DAY, 6)
    logging = chance.randrange(8)
    if logging == 0:
        return Events(reported, priority, unlogged=True)
    logged = _after(chance, reported, 2) if logging == 1 else None
    pauses = []
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        begin = _after(chance, reported, 6)
        pauses.append((begin, _after(chance, begin + MINUTE, 4) if chance.randrange(4) else None))
    return Events(
        reported,
        priority,
        logged=logged,
        unlogged=logged is not None,
        responded=_maybe(chance, logged or reported, 3),
        resolved=_maybe(chance, logged or reported, 12) if chance.randrange(2) else None,
        pauses=tuple(pauses),
    )
