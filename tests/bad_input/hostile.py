"""Values that nobody should hand in anywhere: numbers, times, texts and things that are not what they look like."""

import itertools
import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from slacalc import Package, Ticket
from tests.bad_input.doors import DAY, PACKAGE, TICKET


class Silent:
    """What cannot say what it is."""

    def __repr__(self) -> str:
        raise RuntimeError("silent")


class Unhashable:
    """What can be in no set and is equal to nothing."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, _: object) -> bool:
        raise RuntimeError("never asked")


class Scheming:
    """What has a scheme and nothing else of a package."""

    scheme = PACKAGE.scheme


class Rank(IntEnum):
    """Numbers with names."""

    FIRST = 1


class Word(str):
    """Text of a class of its own."""

    __slots__ = ()


def _deep() -> list[Any]:
    found: list[Any] = []
    for _ in range(5_000):
        found = [found]
    return found


def _round() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


NUMBERS = {
    "none": None, "true": True, "false": False, "zero": 0, "one": 1, "minus": -1, "large": 10**30,
    "unspeakable": 16**5000, "minus unspeakable": -(16**5000), "half": 1.5, "float": 2.0, "nan": math.nan,
    "infinity": math.inf, "decimal": Decimal(1), "decimal nan": Decimal("NaN"), "fraction": Fraction(1, 2),
    "complex": 1j, "named number": Rank.FIRST, "numpy int": np.int64(1), "numpy float": np.float64(1.5),
    "numpy bool": np.bool_(True), "numpy text": np.str_("P1"), "numpy date": np.datetime64("2026-05-11"),
    "numpy array": np.arange(3), "numpy nothing": np.array([]),
}  # fmt: skip
TIMES = {
    "naive": datetime(2026, 5, 11, 9), "first": datetime.min, "last": datetime.max,  # noqa: DTZ001, DTZ901 (naive)
    "first aware": datetime.min.replace(tzinfo=UTC), "last aware": datetime.max.replace(tzinfo=UTC),
    "before the first": datetime.min.replace(tzinfo=timezone(timedelta(hours=9))),
    "after the last": datetime.max.replace(tzinfo=timezone(-timedelta(hours=9))),
    "date": DAY, "first date": date.min, "last date": date.max, "time": time(9), "hour": timedelta(hours=1),
    "longest": timedelta.max, "shortest": timedelta.min, "stamp": pd.Timestamp("2026-05-11 09:00"),
    "aware stamp": pd.Timestamp("2026-05-11 09:00Z"), "no stamp": pd.NaT, "missing": pd.NA,
    "pandas amount": pd.Timedelta(hours=1), "no amount": pd.Timedelta("NaT"),
}  # fmt: skip
TEXTS = {
    "empty": "", "blank": " ", "x": "x", "word": Word("P1"), "NUL": "P1\0", "escape": "\x1b[31mP1",
    "turned": "\u202eP1",
    "half a character": "P1\ud800", "other half": "\udfff", "long": "P1" * 500_000,
    "long and invisible": "\u200b" * 9_999,
    "bytes": b"P1", "bytearray": bytearray(b"P1"), "wide": "\uff301", "newline": "P1\n", "astral": "\U0001f600" * 999,
}  # fmt: skip
OTHERS = {
    "empty list": [], "tuple": (), "mapping": {}, "set": set(), "list of none": [None], "list of text": ["x"],
    "list of lists": [[]], "pair": (1, 2), "mapping of text": {"x": "y"}, "mapping of numbers": {1: 2},
    "mapping of halves": {"\ud800": "\ud800"}, "mapping of none": {None: None}, "deep": _deep(), "round": _round(),
    "long list": ["x" * 99] * 9_999, "list of halves": ["\ud800"], "list of unspeakable": [16**5000],

    "object": object(), "class": object, "function": len, "silent": Silent(), "silent list": [Silent()],
    "silent mapping": {"x": Silent()}, "unhashable": Unhashable(), "list of unhashable": [Unhashable()],
    "scheming": Scheming(),    "generator": (each for each in ()), "counting": itertools.count(),
    "range": range(10**12), "module": math,
    "ellipsis": Ellipsis, "package": PACKAGE, "ticket": TICKET,
    "calendar": PACKAGE.calendar, "event": TICKET.events[0], "class of package": Package, "class of ticket": Ticket,
    "frame": pd.DataFrame({"a": [1]}), "column": pd.Series([1]),
}  # fmt: skip
HOSTILE: dict[str, Any] = NUMBERS | TIMES | TEXTS | OTHERS


def hostile(name: str) -> Any:
    """Return a value by its name, one that runs out as if nobody had asked it before."""
    if name == "generator":
        return (each for each in ())
    return itertools.count() if name == "counting" else HOSTILE[name]
