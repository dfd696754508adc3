"""Columns of dataframe libraries and arrays as ticks, and back: the only place that knows narwhals.

A column comes back as the kind it was: pandas (with its index), polars, pyarrow or NumPy; with its name, zone and unit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from slacalc.errors import InputError, NaiveDatetimeError, shown
from slacalc.frames.local import Localized
from slacalc.frames.measure import Ints
from slacalc.frames.units import UNITS, Unit
from slacalc.zones import zone_name

NULL = np.iinfo(np.int64).min
"""What stands in an array of ticks for a value that is not there."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of instants or of amounts of time, as ticks."""

    ticks: Ints
    unit: Unit
    nulls: npt.NDArray[np.bool_] | None
    """Where no value is; None where every one is there."""
    zone: str | None
    """The zone of its instants, None for an array that has none."""
    restored: Callable[[npt.NDArray[Any], str | None], Any]
    """Makes a column of the same kind from an array, with instants in a zone."""

    def instants(self, ticks: Ints, unit: Unit | None = None) -> Any:
        """Return instants as a column like this one; NULL is no value."""
        return self.restored(ticks.view(f"datetime64[{(unit or self.unit).name}]"), self.zone)

    def amounts(self, ticks: Ints, unit: Unit | None = None) -> Any:
        """Return amounts of time as a column beside this one; NULL is no value."""
        return self.restored(ticks.view(f"timedelta64[{(unit or self.unit).name}]"), None)

    def plain(self, values: npt.NDArray[Any]) -> Any:
        """Return other values as a column beside this one."""
        return self.restored(values, None)


def column_of(native: Any, name: str, localized: Localized) -> Column:
    """Return a column of instants as ticks.

    Args:
        native: a pandas, polars or pyarrow column, or a NumPy array of datetime64.
        name: what the column is called in messages.
        localized: how a column without a zone is read.

    Raises:
        NaiveDatetimeError: a column without a zone, and none is given (T4).
        InputError: no column of instants.
    """
    if isinstance(native, np.ndarray):
        return _array(native, name, localized)
    series = series_of(native, name)
    dtype = series.dtype
    if not isinstance(dtype, nw.Datetime):
        raise InputError(
            f"{name} is a column of {dtype}: write one of datetimes with a zone, for instance "
            "pd.to_datetime(column, utc=True)"
        )
    if dtype.time_zone is None:
        read = _naive(series.to_numpy(), name, localized)
        return _with_nulls(*read, localized.zone, _restorer(native, series))
    utc = series.dt.convert_time_zone("UTC").dt.replace_time_zone(None).to_numpy()
    ticks, unit = _ticks(utc)
    return _with_nulls(ticks, unit, dtype.time_zone, _restorer(native, series))


def amounts_of(native: Any, name: str) -> Column:
    """Return a column of amounts of time as ticks.

    Raises:
        InputError: no column of timedeltas.
    """
    values = native if isinstance(native, np.ndarray) else series_of(native, name).to_numpy()
    if values.dtype.kind != "m" or np.datetime_data(values.dtype)[0] not in UNITS:
        raise InputError(f"{name} is a column of {values.dtype}: write one of timedeltas, or one timedelta for all")
    ticks, unit = _ticks(values)
    return _with_nulls(ticks, unit, None, lambda array, _: array)


def series_of(native: Any, name: str) -> "nw.Series[Any]":
    """Return a column as narwhals has it.

    Raises:
        InputError: no column of a library that is known.
    """
    if type(native).__name__ == "Array" or type(native).__name__.endswith("Array"):
        native = _chunked(native)
    try:
        return nw.from_native(native, series_only=True)
    except TypeError:
        raise InputError(
            f"{name}={shown(native)} is no column: write a pandas, polars or pyarrow column, or a NumPy array"
        ) from None


def _chunked(native: Any) -> Any:
    try:
        import pyarrow as pa  # noqa: PLC0415 (only what a user has loaded is asked for)
    except ImportError:
        return native
    return pa.chunked_array([native]) if isinstance(native, pa.Array) else native


def _array(native: npt.NDArray[Any], name: str, localized: Localized) -> Column:
    if native.ndim != 1 or native.dtype.kind != "M" or np.datetime_data(native.dtype)[0] not in UNITS:
        raise InputError(
            f"{name} is an array of {native.dtype} in {native.ndim} dimensions: write one column of datetime64[us], "
            "for instance array.astype('datetime64[us]')"
        )
    ticks, unit = _naive(native, name, localized)
    return _with_nulls(ticks, unit, None, lambda array, _: array)


def _naive(values: npt.NDArray[Any], name: str, localized: Localized) -> tuple[Ints, Unit]:
    if localized.zone is None:
        raise NaiveDatetimeError(
            f"{name} has no time zone: write tz='Europe/London', the clock that its times were read from"
        )
    ticks, unit = _ticks(values)
    return localized.instants(ticks, unit, name), unit


def _ticks(values: npt.NDArray[Any]) -> tuple[Ints, Unit]:
    unit, step = np.datetime_data(values.dtype)
    if step != 1:
        values = values.astype(f"{values.dtype.kind}8[{unit}]")
    return cast("Ints", np.ascontiguousarray(values).view(np.int64)), UNITS[unit]


def _with_nulls(ticks: Ints, unit: Unit, zone: str | None, restored: Callable[[Any, str | None], Any]) -> Column:
    has_nulls = bool(len(ticks)) and int(ticks.min()) == NULL
    return Column(ticks, unit, ticks == NULL if has_nulls else None, zone, restored)


def _restorer(native: Any, series: "nw.Series[Any]") -> Callable[[npt.NDArray[Any], str | None], Any]:
    def restored(values: npt.NDArray[Any], zone: str | None) -> Any:
        found = nw.new_series(series.name, values, backend=series.implementation)
        if zone is not None:
            found = found.dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
        made = found.to_native()
        if series.implementation.is_pandas_like():
            made.index = native.index
        return made.combine_chunks() if type(native).__name__.endswith("Array") and hasattr(made, "chunks") else made

    return restored


def zone_of(native: Any) -> str | None:
    """Return the zone of a column, None where it has none."""
    dtype = getattr(series_of(native, "column"), "dtype", None)
    zone = getattr(dtype, "time_zone", None)
    return None if zone is None else zone_name(zone)
