"""Tests of your own code: short assertions that explain a difference, a brute-force clock, and random agreements.

The assertions and the clock need nothing more; the strategies need hypothesis: ``pip install "slacalc[testing]"``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from slacalc.errors import MissingExtraError
from slacalc.testing.assertions import assert_due, assert_state, assert_working_time
from slacalc.testing.slow import SlowClock

if TYPE_CHECKING:
    from slacalc.testing.lives import tickets
    from slacalc.testing.strategies import calendars, instants, offices, packages, promises, targets

__all__ = [
    "SlowClock",
    "assert_due",
    "assert_state",
    "assert_working_time",
    "calendars",
    "instants",
    "offices",
    "packages",
    "promises",
    "targets",
    "tickets",
]

_HOMES = {"tickets": "slacalc.testing.lives"}

if not TYPE_CHECKING:  # a checker of types reads the imports above, and so finds a name that there is not

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module 'slacalc.testing' has no attribute {name!r}")
        try:
            home = import_module(_HOMES.get(name, "slacalc.testing.strategies"))
        except ModuleNotFoundError as missing:
            if (missing.name or "").partition(".")[0] != "hypothesis":
                raise
            raise MissingExtraError(
                f'slacalc.testing.{name} needs hypothesis, which is not installed: type pip install "slacalc[testing]"'
            ) from None
        value = globals()[name] = getattr(home, name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
