"""Every zone name and every change of its offset from 1970 to 2037, with a set of hours around each."""

from functools import lru_cache
from random import Random
from zoneinfo import available_timezones

from tests.oracle.algebra import offsets
from tests.oracle.instants import DAY, HOUR, MINUTE, at, local_date
from tests.oracle.recipe import Week, Windows
from tests.proof.asking import Ask, Asked
from tests.proof.comparing import Tally, Trial
from tests.proof.drawing import ODD, around

ABOUT = "every zone name and every change of its offset from 1970 to 2037, with some hours around each"
HALF = 30
PATTERNS: tuple[Windows, ...] = (
    ((0, 1440),),
    ((0, 180),),
    ((30, 60), (90, 150), (1380, 1440)),
    ((120, 180), (1320, 1440 + HALF)),
)
"""Of every day: whole, over the changes, cut by them, over midnight; the last is asked of its dates too."""
BESIDE = (-1, 0, HOUR, -HOUR, 2 * HOUR, -9 * HOUR, DAY, -DAY, 37 * MINUTE + 1)
DAYS_AROUND = 14
FIRST, LAST = at("1970-01-01"), at("2038-01-01")


@lru_cache
def names() -> list[str]:
    """Return every zone name but two that slacalc refuses: a zone that is not set yet, and that of the machine."""
    return sorted(available_timezones() - {"Factory", "localtime"})


def pieces() -> int:
    """Return how many pieces the whole run has: one for each name."""
    return len(names())


def piece(seed: int, number: int, ask: Ask = Asked) -> Tally:
    """Ask around every change of one zone; of a zone that never changes, around one instant."""
    zone, chance, tally = names()[number], Random(f"{seed}/{number}"), Tally()
    tally.meet("zones", zone)
    weeks = [Week(zone, (windows,) * 7) for windows in PATTERNS]
    asked = [(week, _warmed(ask(week, zone))) for week in weeks]
    found = [start for start, _, _ in offsets(zone, FIRST, LAST)[1:]]
    tally.counts["changes"] += len(found)
    for change in found or [at("2026-03-29")]:
        grid = around(change, (zone,), DAYS_AROUND * 1440, HALF * MINUTE)
        for week, answering in asked:
            trial = Trial(week, grid, zone, tally, answering)
            _ask_around(change, trial, chance)
        _ask_days_around(change, trial, chance)
    return tally


def _warmed(asked: Asked) -> Asked:
    """Have all the years compiled at once: growing to them change by change would take most of the run."""
    asked.working_time(FIRST - 9 * DAY, LAST + 9 * DAY)
    return asked


def _ask_around(change: int, trial: Trial, chance: Random) -> None:
    for beside in (0, chance.choice(BESIDE)):
        start, size = change + beside, chance.randrange(20) * HOUR // 2
        trial.ask_all(start, start + chance.randrange(-60, 60) * HOUR // 2 + chance.choice(ODD), size)


def _ask_days_around(change: int, trial: Trial, chance: Random) -> None:
    day = local_date(change, trial.zone).toordinal() + chance.choice((-1, 0, 1))
    trial.ask_all_days(day, day + chance.choice((-2, 2)), chance.choice((-2, -1, 0, 1, 2)))
