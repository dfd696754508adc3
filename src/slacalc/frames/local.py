"""Columns of clock times without a zone, read by the clock of one: a table of offsets, and no row-wise conversion."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from slacalc.errors import InputError, is_one_of, shown
from slacalc.frames.measure import Ints
from slacalc.frames.units import Unit
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME
from slacalc.zones import LocalClock, zone_name

Ambiguous = Literal["raise", "NaT"] | bool | npt.NDArray[np.bool_]
Nonexistent = Literal["raise", "NaT", "shift_forward", "shift_backward"] | timedelta
_NULL = np.iinfo(np.int64).min
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (a clock time)


@dataclass(frozen=True, slots=True)
class Localized:
    """How clock times are read; the words are those of pandas.

    Args:
        tz: the zone whose clock they were read from; None refuses such times.
        ambiguous: of a time that the clock reads twice: "raise", "NaT" for no value, True for the first pass (summer
            time), False for the second, or an array of these for the rows.
        nonexistent: of a time that the clock skips: "raise", "NaT", "shift_forward" to the jump, "shift_backward" to
            the tick before it, or a timedelta to shift by.
    """

    tz: Any = None
    ambiguous: Ambiguous = "raise"
    nonexistent: Nonexistent = "raise"

    def __post_init__(self) -> None:
        if not is_one_of(self.ambiguous, ("raise", "NaT")) and not _are_passes(self.ambiguous):
            raise InputError(
                f"ambiguous={shown(self.ambiguous)}: write 'raise', 'NaT', True, False or an array of True and False"
            )
        known = ("raise", "NaT", "shift_forward", "shift_backward")
        if not isinstance(self.nonexistent, timedelta) and not is_one_of(self.nonexistent, known):
            raise InputError(f"nonexistent={shown(self.nonexistent)}: write one of {known}, or a timedelta")
        object.__setattr__(self, "tz", None if self.tz is None else zone_name(self.tz))

    @property
    def zone(self) -> str | None:
        """The name of the zone."""
        return None if self.tz is None else str(self.tz)

    def instants(self, walls: Ints, unit: Unit, name: str = "column") -> Ints:
        """Return the instants of clock times in ticks.

        Raises:
            InputError: times that the clock reads twice or never, unless it is said how they are read.
        """
        if self.zone in {None, "UTC"}:
            return walls
        there = walls[walls != _NULL]
        if not len(there):
            return walls
        _check_range(walls, unit)
        low, high = (int(at) * unit.micros // unit.ticks for at in (there.min(), there.max()))
        clock = LocalClock(str(self.zone), max(low - 3 * DAY, START_OF_TIME), min(high + 3 * DAY, END_OF_TIME))
        starts, ends, offsets = (np.array(each, dtype=np.int64) for each in zip(*clock.stretches(), strict=True))
        starts, ends, offsets = (_scaled(each, unit) for each in (starts, ends, offsets))
        stretch = np.searchsorted((ends + offsets)[:-1], walls, side="right")
        first = walls - offsets[stretch]
        found = np.where(walls == _NULL, _NULL, first)
        after = np.minimum(stretch + 1, len(starts) - 1)
        second = walls - offsets[after]
        is_twice = (walls != _NULL) & (after > stretch) & (second >= starts[after]) & (first < ends[stretch])
        is_skipped = (walls != _NULL) & (first < starts[stretch])
        if is_twice.any():
            found = self._of_two(found, second, is_twice, unit, name, walls)
        if is_skipped.any():
            found = self._of_none(found, starts[stretch], is_skipped, unit, name, walls)
        return found

    def _of_two(
        self, first: Ints, second: Ints, is_twice: npt.NDArray[np.bool_], unit: Unit, name: str, walls: Ints
    ) -> Ints:
        if isinstance(self.ambiguous, str):
            if self.ambiguous == "raise":
                raise InputError(
                    f"{name} has {int(is_twice.sum())} times that the clock of {self.zone} reads twice, the first "
                    f"{_told(walls[is_twice][0], unit)}: write ambiguous='NaT', True (the first pass) or False"
                )
            return np.where(is_twice, _NULL, first)
        first_passes = np.asarray(self.ambiguous)
        if first_passes.ndim and len(first_passes) != len(walls):
            raise InputError(f"ambiguous has {len(first_passes)} rows, and {name} {len(walls)}: write as many of both")
        takes_second = is_twice & ~first_passes
        return np.where(takes_second, second, first)

    def _of_none(
        self, found: Ints, jumps: Ints, is_skipped: npt.NDArray[np.bool_], unit: Unit, name: str, walls: Ints
    ) -> Ints:
        if self.nonexistent == "raise":
            raise InputError(
                f"{name} has {int(is_skipped.sum())} times that the clock of {self.zone} skips, the first "
                f"{_told(walls[is_skipped][0], unit)}: write nonexistent='NaT', 'shift_forward' or 'shift_backward'"
            )
        if isinstance(self.nonexistent, timedelta):
            by = unit.of_micros(self.nonexistent // timedelta(microseconds=1))
            if abs(self.nonexistent) > timedelta(days=1):
                raise InputError(f"nonexistent={shown(self.nonexistent)}: write a shift of a day at most")
            moved = np.where(is_skipped, walls + by, _NULL)
            return np.where(is_skipped, Localized(self.tz).instants(moved, unit, name), found)
        answers = {"NaT": np.full_like(jumps, _NULL), "shift_forward": jumps, "shift_backward": jumps - 1}
        return np.where(is_skipped, answers[str(self.nonexistent)], found)


def _are_passes(ambiguous: object) -> bool:
    try:
        said = np.asarray(ambiguous)
    except Exception:  # noqa: BLE001 (a value that makes no array, in any way)
        return False
    return said.dtype == bool and said.ndim < 2


def _check_range(walls: Ints, unit: Unit) -> None:
    # So far from the ends that no offset and no shift leads beyond them.
    margin = 2 * DAY * unit.ticks // unit.micros
    wrong = (walls != _NULL) & ((walls < unit.start + margin) | (walls > unit.end - margin))
    if wrong.any():
        raise InputError(
            f"row {int(np.argmax(wrong))}, counted from 0: a time outside the years 1 to 9999, or what {unit.name} "
            "can say: write a null for one that means never, or cast the column to us"
        )


def _scaled(micros: Ints, unit: Unit) -> Ints:
    # Offsets and changes are whole seconds.
    return micros * unit.ticks // unit.micros if unit.ticks == 1 else micros * unit.ticks


def _told(wall: Any, unit: Unit) -> str:
    return str(_EPOCH + timedelta(microseconds=int(wall) * unit.micros // unit.ticks))
