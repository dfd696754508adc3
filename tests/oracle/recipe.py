"""Calendars as plain data, for oracles that read them by different algorithms."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

Stretch = tuple[int, int]
Windows = tuple[Stretch, ...]
"""Minutes since the midnight on which each window opens; an end above 1440 lies on the next day (T6)."""
WHOLE_DAY: Windows = ((0, 1440),)


@dataclass(frozen=True)
class Zoned:
    """A part that is read by the wall clock of a zone (T3)."""

    zone: str

    def windows(self, ordinal: int) -> Windows:
        """Return the windows that open on a local date, given as its ordinal."""
        raise NotImplementedError


@dataclass(frozen=True)
class Week(Zoned):
    """Weekly hours, Monday first; windows that start on a date to skip are left out whole (T7)."""

    hours: tuple[Windows, ...]
    skip: frozenset[int] = frozenset()

    def windows(self, ordinal: int) -> Windows:
        return () if ordinal in self.skip else self.hours[(ordinal - 1) % 7]


@dataclass(frozen=True)
class Dated(Zoned):
    """Some dates, whole or the same windows of each."""

    days: frozenset[int]
    hours: Windows = WHOLE_DAY

    def windows(self, ordinal: int) -> Windows:
        return self.hours if ordinal in self.days else ()


@dataclass(frozen=True)
class Public(Dated):
    """The public holidays of a region, of which `days` lists those near the question."""

    region: tuple[str, str | None] = ("GB", "ENG")


@dataclass(frozen=True)
class Spans:
    """Stretches between instants."""

    spans: tuple[Stretch, ...]


@dataclass(frozen=True)
class Since:
    """All that is not before an instant."""

    start: int


@dataclass(frozen=True)
class Until:
    """All that is before an instant."""

    end: int


@dataclass(frozen=True)
class Constant:
    """Always, or never."""

    is_open: bool


@dataclass(frozen=True)
class Pair:
    """Two recipes combined by ``|``, ``&`` or ``-``."""

    sign: str
    left: "Recipe"
    right: "Recipe"


@dataclass(frozen=True)
class Other:
    """All that another recipe leaves."""

    recipe: "Recipe"


Recipe = Week | Dated | Spans | Since | Until | Constant | Pair | Other


def parts(recipe: Recipe) -> Iterator[Recipe]:
    """Return a recipe and everything that it is composed of."""
    yield recipe
    for inner in inside(recipe):
        yield from parts(inner)


def inside(recipe: Recipe) -> list[Recipe]:
    """Return what a recipe is composed of directly."""
    if isinstance(recipe, Pair):
        return [recipe.left, recipe.right]
    return [recipe.recipe] if isinstance(recipe, Other) else []


def zones(recipe: Recipe) -> list[str]:
    """Return the zones of a recipe, each once."""
    return sorted({part.zone for part in parts(recipe) if isinstance(part, Zoned)})


def text(recipe: Recipe) -> str:
    """Return a recipe as one line, dates as such."""
    if isinstance(recipe, Pair):
        return f"({text(recipe.left)} {recipe.sign} {text(recipe.right)})"
    if isinstance(recipe, Other):
        return f"~{text(recipe.recipe)}"
    told = ", ".join(_told(getattr(recipe, field.name)) for field in fields(recipe))
    return f"{type(recipe).__name__}({told})"


def _told(value: object) -> str:
    if isinstance(value, frozenset):
        return "[" + " ".join(date.fromordinal(day).isoformat() for day in sorted(value)) + "]"
    return str(value)
