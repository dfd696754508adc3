"""What a frame says of its tickets: arrays of microseconds, and the reasons why some rows cannot be judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np

from slacalc.errors import InputError, is_one_of, shown
from slacalc.events import Kind
from slacalc.frames.flat import Flat, grouped
from slacalc.frames.local import Ambiguous, Localized, Nonexistent
from slacalc.frames.measure import Ints
from slacalc.frames.native import NULL, Column
from slacalc.frames.sheet import Words
from slacalc.frames.tabular import Frame
from slacalc.packages import Package
from slacalc.windows import END_OF_TIME, START_OF_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a frame calls its columns, and how they are read: the arguments of ``assess_frame``."""

    reported: str
    priority: str | None = None
    logged: str | None = None
    responded: str | None = None
    resolved: str | None = None
    agreed_due: str | None = None
    ticket: str | None = None
    events: Any = None
    customer: str | None = None
    default: Package | None = None
    aliases: Mapping[str, str] | None = None
    priority_is: str = "initial"
    tz: str | None = None
    ambiguous: Ambiguous = "raise"
    nonexistent: Nonexistent = "raise"
    out_tz: str | None = None
    prefix: str = ""

    def __post_init__(self) -> None:
        Frame.check_prefix(self.prefix)
        if not is_one_of(self.priority_is, ("initial", "final")):
            raise InputError(f"priority_is={shown(self.priority_is)}: write 'initial' or 'final'")
        if self.aliases is not None and not isinstance(self.aliases, Mapping):
            raise InputError(f"aliases={shown(self.aliases)}: write a mapping such as {{'1 - Critical': 'P1'}}")

        for name, meant in (self.aliases or {}).items():
            if not isinstance(meant, str):
                raise InputError(f"aliases[{shown(name)}]={shown(meant)}: write the name of a priority")

    @property
    def localized(self) -> Localized:
        """How instants without a zone are read."""
        return Localized(self.tz, self.ambiguous, self.nonexistent)


@dataclass(slots=True)
class Facts:
    """The rows of a frame as flat facts."""

    flat: Flat
    zone: Any
    """The zone of the reports, as the column has it; None where it has none."""
    refused: Words
    """Why a row cannot be judged."""

    @classmethod
    def of(cls, frame: Frame, names: Asked) -> "Facts":
        """Return what a frame says.

        Raises:
            InputError: columns that are not there, or no instants.
            NaiveDatetimeError: instants without a zone, and none is given (T4).
        """
        refused = Words(frame.size)
        read = _Reading(frame, names.localized, refused)
        reported = read.instants(names.reported, "reported")
        refused.put_new(reported == NULL, f"{shown(names.reported)} is missing: no report, no deadline")
        dated = {
            kind: read.instants(name, what)
            for kind, name, what in (
                (Kind.LOGGED, names.logged, "logged"),
                (Kind.RESPONDED, names.responded, "responded"),
                (Kind.RESOLVED, names.resolved, "resolved"),
            )
            if name is not None
        }
        agreed = None if names.agreed_due is None else read.instants(names.agreed_due, "agreed_due")
        places, priorities = _priorities(frame, names.priority, names.aliases or {})
        return cls(Flat(reported, dated, agreed, places, (*priorities, None)), read.zone, refused)


class _Reading:
    def __init__(self, frame: Frame, localized: Localized, refused: Words) -> None:
        self._frame, self._localized, self._refused = frame, localized, refused
        self.zone: Any = None

    def instants(self, name: str, what: str) -> Ints:
        column = self._frame.instants(name, what, self._localized)
        if column is None:
            return np.full(self._frame.size, NULL, dtype=np.int64)
        self.zone = self.zone or column.zone
        found, wrong = micros_of(column)
        for rows, why in wrong:
            self._refused.put_new(rows, f"{shown(name)} {why}")
        return found


def micros_of(column: Column) -> tuple[Ints, list[tuple[Any, str]]]:
    """Return a column in microseconds, and the rows that cannot be said so, each kind with why: they are NULL."""
    ticks, unit = column.ticks, column.unit
    if unit.ticks == 1:
        there = ticks != NULL
        outside = there & ((ticks < START_OF_TIME // unit.micros) | (ticks >= END_OF_TIME // unit.micros))
        found = np.where(there & ~outside, ticks, 0) * unit.micros if unit.micros > 1 else ticks
        found = np.where(there & ~outside, found, NULL)
        return found, [(outside, "lies outside the years 1 to 9999")]
    finer = (ticks % unit.ticks != 0) & (ticks != NULL)
    found = np.where((ticks == NULL) | finer, NULL, ticks // unit.ticks)
    return found, [(finer, "is finer than a microsecond: round it, for instance with .dt.round('us')")]


def _priorities(frame: Frame, name: str | None, aliases: Mapping[str, str]) -> tuple[Ints, Sequence[str]]:
    if name is None:
        return np.zeros(frame.size, dtype=np.int64), ()
    places, texts = frame.texts(name, "priority")
    known = [aliases.get(text, text) for text in texts]
    places = np.where(places < 0, len(known), places)
    return places, known


def by_package(
    frame: Frame, packages: Package | Mapping[str, Package], asked: Asked, refused: Words
) -> Iterator[tuple[Package, Ints]]:
    """Return the packages with the rows that each judges.

    Raises:
        InputError: no package, a mapping without the column that chooses from it, or such a column without a mapping.
    """
    customer, default = asked.customer, asked.default
    if isinstance(packages, Package):
        if customer is not None or default is not None:
            raise InputError("customer= and default= choose from several packages: write package={name: package, ...}")
        yield packages, np.arange(frame.size)
        return
    _check_packages(packages, customer, default)
    places, texts = frame.texts(str(customer), "customer")
    for rows in grouped(places):
        name = texts[places[rows[0]]] if places[rows[0]] >= 0 else None
        package = default if name is None else packages.get(name, default)
        if package is None:
            refused.put_new(rows, _unknown(name, packages))
        else:
            yield package, rows


def _check_packages(packages: object, customer: str | None, default: object) -> None:
    if not isinstance(packages, Mapping):
        raise InputError(
            f"package={shown(packages)} is no package: write Package.preset('p1-p4'), or a mapping of some"
        )
    for name, package in (*packages.items(), *([] if default is None else [("default", default)])):
        if not isinstance(package, Package):
            raise InputError(f"the package of {shown(name)} is {shown(package)}: write a Package")
    if customer is None:
        raise InputError("package= is a mapping: write customer=, the column that says which package a row has")


def _unknown(customer: str | None, packages: Mapping[str, Package]) -> str:
    if customer is None:
        return "no customer is named: write default=, the package of such rows"
    near = get_close_matches(customer, list(map(str, packages)), n=1)
    hint = f"did you mean {near[0]!r}?" if near else "add it to package=, or write default="
    return f"customer {shown(customer)} has no package: {hint}"
