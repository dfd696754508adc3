"""What the laws ask: random calendars with instants and amounts, in integers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from slacalc.testing.recipes import Recipe
from slacalc.testing.scenes import Scene, instants, recipes, scenes
from tests.laws.exact import Exact
from tests.oracle.instants import HOUR, MINUTE

amounts = st.one_of(
    st.sampled_from((1, 15 * MINUTE, HOUR, 8 * HOUR, 24 * HOUR)),
    st.integers(0, 600).map(lambda found: found * MINUTE),
    st.integers(0, 60 * HOUR),
)
"""Working time, in microseconds: round, or not at all."""


@dataclass(frozen=True)
class Question:
    """A calendar, and what to ask of it; other calendars of the same scene to combine it with."""

    scene: Scene
    recipe: Recipe
    instants: tuple[int, ...]
    amounts: tuple[int, ...]
    others: tuple[Recipe, ...] = ()

    @property
    def exact(self) -> Exact:
        return Exact(self.recipe.calendar())


Drawing = Callable[[Scene], st.SearchStrategy[Any]]


@st.composite
def questions(
    draw: Any,
    asked: int = 1,
    sizes: int = 0,
    others: int = 0,
    where: st.SearchStrategy[Scene] | None = None,
    of: Drawing | None = None,
) -> Question:
    """Draw a calendar with as many instants and amounts; *where* and *of* choose other scenes and calendars."""
    scene = draw(scenes() if where is None else where)
    recipe = draw(of(scene) if of else recipes(scene, unit=1))
    found = tuple(draw(instants(scene, recipe)) for _ in range(asked))
    beside = tuple(draw(recipes(scene, depth=1, unit=1)) for _ in range(others))
    return Question(scene, recipe, found, tuple(draw(amounts) for _ in range(sizes)), beside)
