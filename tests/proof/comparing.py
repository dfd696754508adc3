"""One question to slacalc and to two oracles that share no algorithm: whether all agree, and how many did."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.algebra import Algebra, AlgebraDays
from tests.oracle.recipe import Recipe, text
from tests.oracle.table import Grid, Table, TableDays
from tests.proof.asking import Asked

ABOUT_ONE = ("is_open", "next_open", "next_close", "previous_open", "previous_close")
ABOUT_DAY = ("is_working_day", "opening", "closing")
MOST_TOLD = 20
"""Disagreements that one piece of a run writes out; it counts them all."""


@dataclass
class Tally:
    """What a piece of a run asked, what it met, and where the answers differed."""

    counts: Counter[str] = field(default_factory=Counter)
    met: dict[str, set[str]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def meet(self, kind: str, *names: str) -> None:
        self.met.setdefault(kind, set()).update(names)

    def differ(self, sentence: str) -> None:
        self.counts["disagreements"] += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(sentence)

    def add(self, other: "Tally") -> None:
        self.counts.update(other.counts)
        for kind, names in other.met.items():
            self.meet(kind, *names)
        self.told += other.told

    def plain(self) -> dict[str, Any]:
        return {
            "counts": self.counts,
            "met": {kind: sorted(names) for kind, names in self.met.items()},
            "told": self.told,
        }

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Tally":
        return cls(Counter(plain["counts"]), {kind: set(names) for kind, names in plain["met"].items()}, plain["told"])


class Trial:
    """One calendar on one grid, asked three times."""

    def __init__(self, recipe: Recipe, grid: Grid, zone: str, tally: Tally, asked: Asked) -> None:
        self.recipe, self.tally, self.zone = recipe, tally, zone
        table, self.algebra = Table(recipe, grid), Algebra(recipe, grid.start, grid.end)
        self._of_instants = asked, table, self.algebra
        days = TableDays(table, zone)
        self._of_days = asked, days, AlgebraDays(self.algebra, zone)
        self._reach = grid.start + 1, grid.end - 1
        self.first, self.last = days.first, days.last

    def ask(self, verb: str, *about: int) -> None:
        """Ask about instants."""
        self._compare(verb, about, self._of_instants, self._reach)

    def ask_days(self, verb: str, *about: int) -> None:
        """Ask about dates, given as ordinals."""
        self._compare(verb, about, self._of_days, (self.first, self.last))

    def _compare(self, verb: str, about: tuple[int, ...], whom: tuple[Any, ...], reach: tuple[int, int]) -> None:
        found, tabled, swept = (getattr(each, verb)(*about) for each in whom)
        counts = self.tally.counts
        counts["questions"] += 1
        counts[verb] += 1
        if found == tabled == swept and found is not None:
            counts["answers"] += 1
        elif _agree(found, tabled, reach) and _agree(found, swept, reach):
            counts["nothing near"] += 1
        else:
            told = f"{verb}{about}: slacalc {found}, table {tabled}, algebra {swept}"
            self.tally.differ(f"{told}; {self.zone}; {text(self.recipe)}")

    def ask_all(self, at: int, other: int, amount: int) -> None:
        """Ask every question about an instant, the time from it to another, and an amount."""
        for verb in ABOUT_ONE:
            self.ask(verb, at)
        self.ask("working_time", at, other)
        self.ask("add", at, amount)
        self.ask("subtract", at, amount)

    def ask_all_days(self, day: int, other: int, number: int) -> None:
        """Ask every question about a date, the days from it to another, and a number of them."""
        for verb in ABOUT_DAY:
            self.ask_days(verb, day)
        self.ask_days("count_working_days", day, other)
        self.ask_days("add_working_days", day, number)


def _agree(found: int | None, known: int | None, reach: tuple[int, int]) -> bool:
    """Tell whether an answer is the known one; where an oracle finds nothing in reach, neither may slacalc."""
    return found == known if known is not None else found is None or not reach[0] <= found <= reach[1]
