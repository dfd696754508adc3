"""All small worlds: every calendar of two days on a four-hour grid with up to two windows, every start and duration.

Each stands in several places: once as spans, which are never open again, and as weekly hours in the weeks in which the
clocks stay, go on and go back. Starts and durations are all multiples of two hours, so edges of windows and their
middles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from tests.oracle.instants import DAY, HOUR, MINUTE, at, local_date
from tests.oracle.recipe import Constant, Recipe, Spans, Stretch, Week
from tests.oracle.table import Grid
from tests.proof.asking import Ask, Asked
from tests.proof.comparing import ABOUT_ONE, Tally, Trial

ABOUT = "every calendar of two days on a four-hour grid with up to two windows, every start and duration"
STEP, CELL, CELLS = 2 * HOUR, 4 * HOUR, 12
WEEKS = 15
"""Of the grid before the two days and after them: 48 hours of one window of four hours a week."""


@dataclass(frozen=True)
class Place:
    """A Saturday and a Sunday in a zone; as spans if they never come again."""

    zone: str
    saturday: str
    is_once: bool = False


PLACES = (
    Place("UTC", "2026-05-16", is_once=True),
    Place("UTC", "2026-05-16"),
    Place("Europe/London", "2026-03-28"),
    Place("Europe/London", "2026-10-24"),
)
SLICES = 20


def pieces() -> int:
    """Return how many pieces the whole run has."""
    return len(PLACES) * SLICES


def piece(_: int, number: int, ask: Ask = Asked) -> Tally:
    """Ask a slice of the worlds of one place everything; there is no chance in it, so a seed changes nothing."""
    place, tally = PLACES[number // SLICES], Tally()
    for windows in patterns()[number % SLICES :: SLICES]:
        if windows or place.is_once:
            _try_one(place, windows, tally, ask)
    return tally


@lru_cache
def patterns() -> list[tuple[Stretch, ...]]:
    """Return all sets of up to two windows that do not touch, in cells from the first midnight."""
    edges = range(CELLS + 1)
    return [
        (),
        *((each,) for each in combinations(edges, 2)),
        *(((a, b), (c, d)) for a, b, c, d in combinations(edges, 4)),
    ]


def _try_one(place: Place, windows: tuple[Stretch, ...], tally: Tally, ask: Ask) -> None:
    recipe, grid = _recipe(place, windows), _grid(place)
    trial = Trial(recipe, grid, place.zone, tally, ask(recipe, place.zone))
    tally.counts["worlds"] += 1
    tally.meet("zones", place.zone)
    begin = at(place.saturday, place.zone)
    for start in range(begin, begin + 2 * DAY + 1, STEP):
        _ask_from(trial, start)
    saturday = local_date(begin, place.zone).toordinal()
    for day in range(saturday - 1, saturday + 3):
        for number in range(-3, 4):
            trial.ask_all_days(day, day + number, number)


def _ask_from(trial: Trial, start: int) -> None:
    for verb in ABOUT_ONE:
        trial.ask(verb, start)
    for size in range(0, 2 * DAY + 1, STEP):
        trial.ask("add", start, size)
        trial.ask("subtract", start, size)
        trial.ask("working_time", start, start + size)


def _recipe(place: Place, windows: tuple[Stretch, ...]) -> Recipe:
    if not place.is_once:
        days = [tuple(_opening_on(day, windows)) for day in (0, 1)]
        return Week(place.zone, ((), (), (), (), (), *days))
    begin = at(place.saturday, place.zone)
    return (
        Spans(tuple((begin + a * CELL, begin + b * CELL) for a, b in windows)) if windows else Constant(is_open=False)
    )


def _opening_on(day: int, windows: tuple[Stretch, ...]) -> Iterator[tuple[int, int]]:
    """Return the windows of a day in minutes, over midnight where they are short enough to be written so (T6)."""
    half, minutes = CELLS // 2, CELL // MINUTE
    for start, end in windows:
        is_cut = end - start >= half and start < half < end
        for a, b in ((start, half), (half, end)) if is_cut else ((start, end),):
            if a // half == day:
                yield (a - day * half) * minutes, (b - day * half) * minutes


@lru_cache
def _grid(place: Place) -> Grid:
    week, begin = 7 * DAY, at(place.saturday, place.zone)
    return Grid(begin - WEEKS * week, HOUR, 2 * WEEKS * week // HOUR)
