"""Laws that speak of an answer hold where there is one; whether there is one has its own tests (T10)."""

import functools
from collections.abc import Callable

from hypothesis import reject

from slacalc.errors import UnreachableError


def where_reachable(law: Callable[..., None]) -> Callable[..., None]:
    """Let a law draw another question where working time runs out."""

    @functools.wraps(law)
    def held(*args: object, **kwargs: object) -> None:
        try:
            law(*args, **kwargs)
        except UnreachableError:
            reject()

    return held
