"""Random calendars: many questions to each, around one instant of some year from 1900 to 2100."""

from random import Random

from tests.oracle.algebra import windows
from tests.oracle.instants import DAY
from tests.oracle.recipe import Recipe, zones
from tests.proof.asking import Ask, Asked
from tests.proof.comparing import Tally, Trial
from tests.proof.drawing import Scene, amount, instants, recipe, scene

ABOUT = "random calendars of the years 1900 to 2100, 1,000 random questions to each"
CALENDARS = 20
"""To one scene: what its wall clocks read is found once for all of them."""
ROUNDS, ROUNDS_OF_DAYS = 115, 16
PIECES = 520


def pieces() -> int:
    """Return how many pieces the whole run has."""
    return PIECES


def piece(seed: int, number: int, ask: Ask = Asked) -> Tally:
    """Draw a scene and some calendars, and ask them everything."""
    chance, tally = Random(f"{seed}/{number}"), Tally()
    where = scene(chance)
    tally.meet("years", str(where.year))
    for _ in range(CALENDARS):
        _try_one(chance, where, tally, ask)
    return tally


def _lively(chance: Random, where: Scene) -> Recipe:
    """Draw a calendar; of those that do not open at both ends of the scene, one of sixteen is kept.

    They are asked well with few questions: slacalc answers most by looking through 400 years.
    """
    drawn = recipe(chance, where)
    begin, end = where.grid.start, where.grid.end
    opens = [opening for opening, _ in windows(drawn, begin, end)]
    is_lively = len(opens) > 1 and opens[1] < begin + 4 * DAY and opens[-1] > end - 4 * DAY
    return drawn if is_lively or chance.randrange(16) == 0 else _lively(chance, where)


def _try_one(chance: Random, where: Scene, tally: Tally, ask: Ask) -> None:
    drawn, zone = _lively(chance, where), chance.choice(where.zones)
    trial = Trial(drawn, where.grid, zone, tally, ask(drawn, zone))
    tally.counts["calendars"] += 1
    tally.meet("zones", *zones(drawn))
    edges = [edge for window in trial.algebra.windows for edge in window]
    drawn_instants = iter(instants(chance, where, edges, 2 * ROUNDS))
    for at in drawn_instants:
        trial.ask_all(at, next(drawn_instants), amount(chance))
    for _ in range(ROUNDS_OF_DAYS if trial.first < trial.last else 0):
        day, other = (chance.randint(trial.first, trial.last) for _ in range(2))
        trial.ask_all_days(day, other, chance.randint(-12, 12))
