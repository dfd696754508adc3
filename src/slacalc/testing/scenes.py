"""Random calendars near random instants, aimed at where calendars go wrong: changes of the clock, midnights, openings,
closings, holidays and year ends.

A scene is drawn first: one or two zones and an instant, more often than not a change of one of their clocks. Calendars
get their dates and spans near it, and the instants asked about lie around it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from slacalc.instants import micros
from slacalc.testing.changes import FIRST_YEAR, LAST_YEAR, ZONES, changes, new_year, whole_minutes_since
from slacalc.testing.recipes import (
    DAY_MINUTES,
    Constant,
    Dated,
    Other,
    Pair,
    Public,
    Recipe,
    Since,
    Spans,
    Week,
    Window,
    utc,
)
from slacalc.windows import DAY, HOUR, MINUTE, SECOND

REGIONS = (("GB", "ENG"), ("US", None), ("IE", None), ("CL", None))
KNOWN_HOLIDAYS = range(1975, 2080)


@dataclass(frozen=True)
class Scene:
    """Where and when: calendars are written in these zones, around this instant."""

    zones: tuple[str, ...]
    anchor: int

    @property
    def day(self) -> date:
        """The date there, in the first zone."""
        return utc(self.anchor).astimezone(ZoneInfo(self.zones[0])).date()

    @property
    def knows_holidays(self) -> bool:
        """Whether the public holidays of that year are known."""
        return self.day.year in KNOWN_HOLIDAYS


@st.composite
def scenes(draw: st.DrawFn, zones: tuple[str, ...] = ZONES, most_zones: int = 2, *, stepped: bool = False) -> Scene:
    """Draw zones and an instant; where the oracle steps over it (*stepped*), at whole minutes from UTC."""
    chosen = tuple(draw(st.lists(st.sampled_from(zones), min_size=1, max_size=most_zones, unique=True)))
    first = max(map(whole_minutes_since, chosen)) if stepped else new_year(FIRST_YEAR)
    last = new_year(LAST_YEAR)
    changing = [at for zone in chosen for at in changes(zone) if first <= at < last]
    if changing and draw(st.integers(0, 5)) > 0:
        return Scene(chosen, draw(st.sampled_from(changing)))
    return Scene(chosen, max(first, draw(st.sampled_from((_year_end, _any_minute)))(draw, chosen[0])))


def _year_end(draw: st.DrawFn, zone: str) -> int:
    year = draw(st.integers(FIRST_YEAR + 1, LAST_YEAR - 1))
    day = draw(st.sampled_from((date(year, 1, 1), date(year, 12, 31), date(year, 12, 25), date(year, 2, 28))))
    return micros(datetime.combine(day, time(), ZoneInfo(zone)))


def _any_minute(draw: st.DrawFn, _: str) -> int:
    return draw(st.integers(new_year(FIRST_YEAR) // MINUTE, new_year(LAST_YEAR) // MINUTE)) * MINUTE


# -- calendars ---------------------------------------------------------------------------------------------------------

minutes = st.one_of(
    st.sampled_from((0, 1, 30, 60, 90, 120, 150, 180, 240, 360, 540, 750, 810, 1020, 1320, 1380, 1410, 1439)),
    st.integers(0, DAY_MINUTES - 1),
)


@st.composite
def day_windows(draw: st.DrawFn) -> tuple[Window, ...]:
    """Draw the windows of one day: one to three, touching or apart, to 24:00 or past it (T6)."""
    edges = sorted(draw(st.lists(minutes, min_size=2, max_size=6, unique=True)))
    if draw(st.booleans()):
        return tuple(pairwise(edges))  # each touches the next
    windows = list(zip(edges[::2], edges[1::2], strict=False))
    late = draw(st.sampled_from(("day", "24:00", "night")))
    start = windows[-1][0]
    if late == "24:00" or (late == "night" and start == 0):
        windows[-1] = (start, DAY_MINUTES)
    elif late == "night":
        windows[-1] = (start, DAY_MINUTES + draw(st.integers(0, start - 1)))
    return tuple(windows)


@st.composite
def weeks(draw: st.DrawFn, scene: Scene, *, skipping: bool = True) -> Week:
    """Draw weekly hours; some leave out the shifts of a few dates."""
    kinds = ((), draw(day_windows()), draw(day_windows()))
    office = st.just([1, 1, 1, 1, 1, 0, 0])
    pattern = draw(st.one_of(office, st.lists(st.integers(0, 2), min_size=7, max_size=7).filter(any)))
    skip = draw(days_near(scene)) if skipping and draw(st.booleans()) else ()
    return Week(draw(st.sampled_from(scene.zones)), tuple(kinds[kind] for kind in pattern), skip)


def days_near(scene: Scene) -> st.SearchStrategy[tuple[date, ...]]:
    """Draw a few dates around a scene."""
    offsets = st.sets(st.integers(-4, 10), min_size=1, max_size=4)
    return offsets.map(lambda found: tuple(scene.day + timedelta(days=offset) for offset in sorted(found)))


@st.composite
def dated(draw: st.DrawFn, scene: Scene) -> Dated:
    """Draw dates, whole or part of each."""
    hours = draw(st.one_of(st.none(), day_windows()))
    return Dated(draw(st.sampled_from(scene.zones)), draw(days_near(scene)), hours)


@st.composite
def public(draw: st.DrawFn, scene: Scene) -> Public:
    """Draw the public holidays of a region."""
    return Public(draw(st.sampled_from(scene.zones)), *draw(st.sampled_from(REGIONS)))


@st.composite
def spans(draw: st.DrawFn, scene: Scene, unit: int = MINUTE) -> Spans:
    """Draw spans around a scene, some of no length, in any order, overlapping or not."""
    starts = st.integers(-6 * DAY // unit, 10 * DAY // unit)
    lengths = st.one_of(st.integers(0, 4 * HOUR // unit), st.integers(0, 3 * DAY // unit))
    found = draw(st.lists(st.tuples(starts, lengths), min_size=1, max_size=4))
    anchor = scene.anchor // unit
    return Spans(tuple(((anchor + start) * unit, (anchor + start + length) * unit) for start, length in found))


def leaves(scene: Scene, unit: int = MINUTE) -> st.SearchStrategy[Recipe]:
    """Draw a calendar that is no composition; weekly hours more often than not."""
    since = st.integers(-10 * DAY // unit, 10 * DAY // unit).map(lambda at: Since((scene.anchor // unit + at) * unit))
    kinds: list[st.SearchStrategy[Any]] = [weeks(scene), weeks(scene), weeks(scene), dated(scene), spans(scene, unit)]
    if scene.knows_holidays:
        kinds.append(public(scene))
    return st.one_of(*kinds, st.one_of(since, st.sampled_from((Constant(True), Constant(False)))))


@st.composite
def recipes(draw: st.DrawFn, scene: Scene, depth: int = 2, unit: int = MINUTE) -> Recipe:
    """Draw a calendar, up to three compositions deep."""
    sign = draw(st.sampled_from("=|&-~")) if depth else "="
    if sign == "=":
        return draw(leaves(scene, unit))
    if sign == "~":
        return Other(draw(recipes(scene, depth - 1, unit)))
    return Pair(sign, draw(recipes(scene, depth - 1, unit)), draw(recipes(scene, depth - 1, unit)))


# -- questions ---------------------------------------------------------------------------------------------------------


@st.composite
def instants(draw: st.DrawFn, scene: Scene, recipe: Recipe) -> int:
    """Draw an instant: close to the scene's, at an edge of the calendar, at a midnight, or within a month."""
    aim = draw(st.sampled_from((_around, _around, _at_an_edge, _within_a_month)))
    return aim(draw, scene, recipe) + draw(st.sampled_from((0, 0, 1, -1, 612_345, SECOND - 1)))


def _around(draw: st.DrawFn, scene: Scene, _: Recipe) -> int:
    return scene.anchor + draw(st.one_of(st.just(0), st.integers(-119 * MINUTE, 119 * MINUTE)))


def _at_an_edge(draw: st.DrawFn, scene: Scene, recipe: Recipe) -> int:
    day = scene.day + timedelta(days=draw(st.integers(-2, 5)))
    minute = draw(st.sampled_from(sorted(recipe.edges() | {0})))
    wall = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(draw(st.sampled_from(scene.zones))))
    return micros(wall.replace(fold=draw(st.integers(0, 1))))


def _within_a_month(draw: st.DrawFn, scene: Scene, _: Recipe) -> int:
    return scene.anchor + draw(st.integers(-15 * DAY, 15 * DAY))
