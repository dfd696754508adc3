"""What share of a promise is to be kept: "P1=95%", and which objective holds for which promise."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from slacalc.errors import InputError, listed, shown
from slacalc.handling import ALL_CLOCKS
from slacalc.packages import Package

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)\s*%?", re.ASCII)
_EXAMPLE = "write for instance 'P1=95%', 'P1 response=90%', 'resolution=95%' or '95%'"


@dataclass(frozen=True, slots=True)
class Objective:
    """The share of a promise that is to be kept, in percent.

    Args:
        percent: more than 0 and at most 100.
        priority: the one priority that it is for; None for all.
        clock: "response", "resolution", "next_reply" or "update"; None for all.

    Example:
        >>> Objective.parse("P1 resolution = 97.5 %", Package.preset("p1-p4"))
        Objective(percent=Fraction(195, 2), priority='P1', clock='resolution')
    """

    percent: Fraction
    priority: str | None = None
    clock: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.percent, bool) or not isinstance(self.percent, int | Fraction):
            raise InputError(f"percent={shown(self.percent)}: write a whole number such as 95, or a Fraction")
        if not 0 < self.percent <= 100:
            raise InputError(f"an objective of {float(self.percent):g} % is none: {_EXAMPLE}")

    @classmethod
    def parse(cls, text: str, package: Package) -> "Objective":
        """Return the objective that a text says.

        Raises:
            InputError: text that says none, or a priority that the package does not have.
        """
        if not isinstance(text, str):
            raise InputError(f"objective {shown(text)}: {_EXAMPLE}")
        whose, _, share = text.rpartition("=")
        found = _PERCENT.fullmatch(share.strip())
        if found is None:
            raise InputError(f"objective {shown(text)} has no share in percent: {_EXAMPLE}")
        return cls(Fraction(found[1]), *_whose(text, whose.strip(), [*package.scheme.priorities]))

    def fits(self, priority: str | None, clock: str) -> bool:
        """Return whether it is for this promise."""
        return self.priority in {None, priority} and self.clock in {None, clock}

    def holds(self, kept: int, counted: int) -> bool:
        """Return whether so many of so many reach it: compared as whole numbers, never as rounded percentages."""
        return kept * 100 >= self.percent * counted


def objective_of(objectives: Iterable[Objective], priority: str | None, clock: str) -> Objective | None:
    """Return the objective of a promise: one for its priority and clock before one for either, and the last of these.

    One for a priority goes before one for a clock.
    """
    fitting = [each for each in objectives if each.fits(priority, clock)]
    return max(reversed(fitting), key=lambda each: (each.priority is not None, each.clock is not None), default=None)


def _whose(text: str, whose: str, names: list[str]) -> tuple[str | None, str | None]:
    known = {name.casefold(): name for name in reversed(names)} | {name: name for name in names}
    clocks = {clock.replace("_", " "): clock for clock in ALL_CLOCKS} | {clock: clock for clock in ALL_CLOCKS}
    for first, clock in (("", None), *clocks.items()):
        rest = whose.removesuffix(first) if whose.casefold().endswith(first) else None
        if rest is None:
            continue
        name = known.get(rest.strip()) or known.get(rest.strip().casefold())
        if name or (not rest.strip() and (clock or not whose)):
            return name, clock
    raise InputError(
        f"objective {shown(text)} is for {shown(whose)}, which is no promise: the priorities are {listed(names)}, the "
        f"clocks {', '.join(ALL_CLOCKS)}; {_EXAMPLE}"
    )
