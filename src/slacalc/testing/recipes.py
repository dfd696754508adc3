"""Calendars as plain data, each written two ways: for slacalc, and as a question to the wall clock.

A law about calendars can fail only if something else says what is open: ``holds(at)`` asks the wall clock at one
microsecond (T3), and compiles nothing.
"""
# ruff: noqa: D102 (what each recipe answers is written once, at Recipe and Zoned)

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slacalc.calendar import Calendar
from slacalc.holidays import region
from slacalc.instants import day_number
from slacalc.windows import DAY, MINUTE

Window = tuple[int, int]
"""Minutes since the midnight on which the window opens; an end above 1440 lies on the next day (T6)."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ONE_DAY = timedelta(days=1)
DAY_MINUTES = DAY // MINUTE
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Recipe(ABC):
    """What a calendar is made of."""

    @abstractmethod
    def calendar(self) -> Calendar:
        """Return it as slacalc is asked for it."""

    @abstractmethod
    def holds(self, at: int) -> bool:
        """Return whether the wall clock says that it is open at an instant (T3)."""

    def leaves(self) -> Iterator["Recipe"]:
        """Return the parts that are no composition."""
        yield self

    def zones(self) -> set[str]:
        """Return the zones of the leaves."""
        return {leaf.zone for leaf in self.leaves() if isinstance(leaf, Zoned)}

    def edges(self) -> set[int]:
        """Return the minutes of the day at which it may open or close."""
        return {edge % DAY_MINUTES for leaf in self.leaves() if isinstance(leaf, Zoned) for edge in leaf.minutes()}

    @abstractmethod
    def renamed(self, zones: Mapping[str, str]) -> "Recipe":
        """Return the same with other names for its zones."""


@dataclass(frozen=True)
class Zoned(Recipe):
    """A recipe that is read by the wall clock of a zone."""

    zone: str

    def holds(self, at: int) -> bool:
        day, micros = wall(at, self.zone)
        return self.opens(day, micros) or self.opens(day - ONE_DAY, micros + DAY_MINUTES * MINUTE)

    def opens(self, day: date, micros: int) -> bool:
        """Return whether a window of that date holds the time since its midnight."""
        return any(start * MINUTE <= micros < end * MINUTE for start, end in self.windows(day))

    @abstractmethod
    def windows(self, day: date) -> tuple[Window, ...]:
        """Return the windows that open on a date."""

    def minutes(self) -> set[int]:
        """Return where its windows begin and end."""
        return {0}


@dataclass(frozen=True)
class Week(Zoned):
    """Weekly hours, Monday first; windows that start on a date to skip are left out whole (T7)."""

    hours: tuple[tuple[Window, ...], ...]
    skip: tuple[date, ...] = ()

    def text(self) -> str:
        """Return the hours in words."""
        return "; ".join(f"{day} {windows_text(found)}" for day, found in zip(DAYS, self.hours, strict=True) if found)

    def calendar(self) -> Calendar:
        return Calendar.weekly(self.text(), tz=self.zone, skip=self.skip or None)

    def windows(self, day: date) -> tuple[Window, ...]:
        return () if day in self.skip else self.hours[day.weekday()]

    def minutes(self) -> set[int]:
        return {edge for windows in self.hours for window in windows for edge in window}

    def renamed(self, zones: Mapping[str, str]) -> Recipe:
        return Week(zones.get(self.zone, self.zone), self.hours, self.skip)


@dataclass(frozen=True)
class Dated(Zoned):
    """Some dates, whole or the same windows of each."""

    days: tuple[date, ...]
    hours: tuple[Window, ...] | None = None

    def calendar(self) -> Calendar:
        return Calendar.dates(self.days, tz=self.zone, hours=windows_text(self.hours) if self.hours else None)

    def windows(self, day: date) -> tuple[Window, ...]:
        return (self.hours or ((0, DAY_MINUTES),)) if day in self.days else ()

    def minutes(self) -> set[int]:
        return {edge for window in self.hours or () for edge in window} | {0}

    def renamed(self, zones: Mapping[str, str]) -> Recipe:
        return Dated(zones.get(self.zone, self.zone), self.days, self.hours)


@dataclass(frozen=True)
class Public(Zoned):
    """The public holidays of a region."""

    country: str
    subdiv: str | None

    def calendar(self) -> Calendar:
        return Calendar.holidays(self.country, subdiv=self.subdiv, tz=self.zone)

    def windows(self, day: date) -> tuple[Window, ...]:
        (year,) = region(self.country, self.subdiv, "both").years(day.year, day.year)
        return ((0, DAY_MINUTES),) if day_number(day) in year.days else ()

    def renamed(self, zones: Mapping[str, str]) -> Recipe:
        return Public(zones.get(self.zone, self.zone), self.country, self.subdiv)


@dataclass(frozen=True)
class Spans(Recipe):
    """Stretches between instants."""

    spans: tuple[tuple[int, int], ...]

    def calendar(self) -> Calendar:
        return Calendar.spans([(utc(start), utc(end)) for start, end in self.spans])

    def holds(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.spans)

    def renamed(self, zones: Mapping[str, str]) -> Recipe:
        return self


@dataclass(frozen=True)
class Since(Recipe):
    """All that is not before an instant."""

    start: int

    def calendar(self) -> Calendar:
        return Calendar.since(utc(self.start))

    def holds(self, at: int) -> bool:
        return at >= self.start

    def renamed(self, zones: Mapping[str, str]) -> Recipe:
        return self


@dataclass(frozen=True)
class Constant(Recipe):
    """Always, or never."""

    is_open: bool

    def calendar(self) -> Calendar:
        return Calendar.always() if self.is_open else Calendar.never()

    def holds(self, at: int) -> bool:
        return self.is_open

    def renamed(self, zones: Mapping[str, str]) -> Recipe:
        return self


@dataclass(frozen=True)
class Pair(Recipe):
    """Two recipes combined by ``|``, ``&`` or ``-``."""

    sign: str
    left: Recipe
    right: Recipe

    def calendar(self) -> Calendar:
        combined: Calendar = COMBINED[self.sign](self.left.calendar(), self.right.calendar())
        return combined

    def holds(self, at: int) -> bool:
        left, right = self.left.holds(at), self.right.holds(at)
        return {"|": left or right, "&": left and right, "-": left and not right}[self.sign]

    def leaves(self) -> Iterator[Recipe]:
        yield from self.left.leaves()
        yield from self.right.leaves()

    def renamed(self, zones: Mapping[str, str]) -> Recipe:
        return Pair(self.sign, self.left.renamed(zones), self.right.renamed(zones))


@dataclass(frozen=True)
class Other(Recipe):
    """All that another recipe leaves."""

    recipe: Recipe

    def calendar(self) -> Calendar:
        return ~self.recipe.calendar()

    def holds(self, at: int) -> bool:
        return not self.recipe.holds(at)

    def leaves(self) -> Iterator[Recipe]:
        yield from self.recipe.leaves()

    def renamed(self, zones: Mapping[str, str]) -> Recipe:
        return Other(self.recipe.renamed(zones))


COMBINED: dict[str, Callable[[Any, Any], Any]] = {"|": operator.or_, "&": operator.and_, "-": operator.sub}


def utc(at: int) -> datetime:
    """Return an instant as a datetime of the standard library in UTC."""
    return EPOCH + timedelta(microseconds=at)


def wall(at: int, zone: str) -> tuple[date, int]:
    """Return what the wall clock of a zone reads: the date, and the microseconds since its midnight as it reads."""
    local = utc(at).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return local.date(), (local - datetime.combine(local.date(), datetime.min.time())) // timedelta(microseconds=1)


def windows_text(windows: tuple[Window, ...]) -> str:
    """Return windows in words: "09:00-12:30,22:00-06:00"."""
    return ",".join(
        f"{_minute(start)}-{_minute(end if end <= DAY_MINUTES else end - DAY_MINUTES)}" for start, end in windows
    )


def _minute(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
