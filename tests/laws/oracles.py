"""The recipes of calendars, written for the oracle, which steps over minutes."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, singledispatch

from slacalc.testing import recipes
from slacalc.testing.recipes import COMBINED
from tests.oracle import clock as oracle
from tests.oracle.instants import DAY

FAR = 300 * 366 * DAY


@dataclass(frozen=True)
class AllBut(Container[date]):
    """All dates but some."""

    days: tuple[date, ...]

    def __contains__(self, day: object) -> bool:
        return day not in self.days


@singledispatch
def clock_of(recipe: recipes.Recipe) -> oracle.Clock:
    """Return a recipe as the oracle is asked for it."""
    raise NotImplementedError(recipe)


@clock_of.register
def _(recipe: recipes.Week) -> oracle.Clock:
    return oracle.Weekly(recipe.zone, dict(enumerate(recipe.hours)), recipe.skip)


@clock_of.register
def _(recipe: recipes.Dated) -> oracle.Clock:
    if recipe.hours is None:
        return oracle.Dates(recipe.zone, recipe.days)
    return oracle.Weekly(recipe.zone, dict.fromkeys(range(7), recipe.hours), AllBut(recipe.days))


@clock_of.register
def _(recipe: recipes.Public) -> oracle.Clock:
    return oracle.Dates(recipe.zone, public_holidays(recipe.country, recipe.subdiv))


@clock_of.register
def _(recipe: recipes.Spans) -> oracle.Clock:
    return oracle.Spans(recipe.spans)


@clock_of.register
def _(recipe: recipes.Since) -> oracle.Clock:
    return oracle.Spans([(recipe.start, recipe.start + FAR)])


@clock_of.register
def _(recipe: recipes.Constant) -> oracle.Clock:
    return oracle.ALWAYS if recipe.is_open else oracle.NEVER


@clock_of.register
def _(recipe: recipes.Pair) -> oracle.Clock:
    return COMBINED[recipe.sign](clock_of(recipe.left), clock_of(recipe.right))


@clock_of.register
def _(recipe: recipes.Other) -> oracle.Clock:
    return ~clock_of(recipe.recipe)


@lru_cache
def public_holidays(country: str, subdiv: str | None) -> Container[date]:
    """Return the public holidays of a region, by the oracle."""
    return oracle.public_holidays(country, subdiv)
