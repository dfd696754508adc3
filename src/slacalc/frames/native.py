"""Columns of dataframe libraries and arrays as ticks, and back: the only place that knows narwhals.

A column comes back as the kind it was: pandas (with its index), polars, pyarrow or NumPy; with its name, zone and unit.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from slacalc.errors import InputError, NaiveDatetimeError, shown
from slacalc.frames.local import Localized
from slacalc.frames.measure import Ints
from slacalc.frames.units import DAYS, UNITS, Unit

NULL = np.iinfo(np.int64).min
"""What stands in an array of ticks for a value that is not there."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of instants, of dates or of amounts of time, as ticks."""

    ticks: Ints
    unit: Unit
    zone: Any
    """The zone of its instants, its name or what pandas has for it; None for an array that has none."""
    restored: Callable[[npt.NDArray[Any], Any], Any]
    """Makes a column of the same kind from an array, with instants in a zone."""

    @property
    def nulls(self) -> npt.NDArray[np.bool_] | None:
        """Where no value is; None where every one is there."""
        return self.ticks == NULL if len(self.ticks) and int(self.ticks.min()) == NULL else None

    def instants(self, ticks: Ints, unit: Unit | None = None) -> Any:
        """Return instants as a column like this one; NULL is no value."""
        return self.restored(ticks.view(f"datetime64[{(unit or self.unit).name}]"), self.zone)

    def amounts(self, ticks: Ints, unit: Unit | None = None) -> Any:
        """Return amounts of time as a column beside this one; NULL is no value."""
        return self.restored(ticks.view(f"timedelta64[{(unit or self.unit).name}]"), None)

    def dates(self, days: Ints) -> Any:
        """Return dates, as days since 1970, as a column beside this one; NULL is no value."""
        return self.restored(days.view("datetime64[D]"), None)

    def flags(self, values: npt.NDArray[np.bool_]) -> Any:
        """Return truths as a column beside this one, with nulls where this one has them and its kind can say them."""
        nulls = self.nulls
        return self.restored(values if nulls is None else np.ma.MaskedArray(values, nulls), None)


def column_of(native: Any, name: str, localized: Localized) -> Column:
    """Return a column of instants as ticks; one without a single value is of microseconds.

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
    zone, restored = _zone(native, series), _restorer(native, series)
    if zone is not None:
        return Column(*_ticks(_utc(native, series)), zone, restored)
    if _is_all_null(series):
        return Column(_nothing(len(series)), UNITS["us"], localized.zone or "UTC", restored)
    if not isinstance(series.dtype, nw.Datetime):
        raise InputError(f"{name} is a column of {series.dtype}: {_way(series)}")
    return Column(*_naive(series.to_numpy(), name, localized), localized.zone, restored)


def _zone(native: Any, series: "nw.Series[Any]") -> Any:
    # narwhals knows some zones of pandas by no name: America/New_York has an underscore, and others a figure. And some
    # have none: those of dateutil, and offsets of pytz.
    tz = getattr(getattr(native, "dtype", None), "tz", None) if series.implementation.is_pandas_like() else None
    return tz if tz is not None else getattr(series.dtype, "time_zone", None)


def _utc(native: Any, series: "nw.Series[Any]") -> npt.NDArray[Any]:
    if not isinstance(series.dtype, nw.Datetime):
        return cast("npt.NDArray[Any]", native.dt.tz_convert(None).to_numpy())
    return series.dt.convert_time_zone("UTC").dt.replace_time_zone(None).to_numpy()


def dates_of(native: Any) -> Column | None:
    """Return a column of dates as days since 1970; None where it is none."""
    if isinstance(native, np.ndarray):
        is_dates = native.ndim == 1 and native.dtype.kind == "M" and np.datetime_data(native.dtype) == ("D", 1)
        return Column(_as_int64(_whole_array(native, "start")), DAYS, None, _array_again) if is_dates else None
    series = series_of(native, "start")
    if series.dtype != nw.Date:
        return None
    days = series.cast(nw.Datetime("us")).to_numpy().astype("datetime64[D]").view(np.int64)
    return Column(days, DAYS, None, _restorer(native, series))


def amounts_of(native: Any, name: str, rows: int) -> Column:
    """Return a column of amounts of time as ticks.

    Raises:
        InputError: no column of timedeltas, or one of another length.
    """
    is_array = isinstance(native, np.ndarray)
    values = _whole_array(native, name) if is_array else _durations(series_of(native, name))
    if values.ndim != 1 or values.dtype.kind != "m" or np.datetime_data(values.dtype)[0] not in UNITS:
        raise InputError(f"{name} is a column of {values.dtype}: write one of timedeltas, or one timedelta for all")
    ticks, unit = _ticks(values)
    check_length(name, len(ticks), rows)
    return Column(ticks, unit, None, _array_again)


def numbers_of(native: Any, name: str, rows: int) -> Ints:
    """Return a column of whole numbers; NULL where there is none.

    Raises:
        InputError: no column of whole numbers, or one of another length.
    """
    if isinstance(native, np.ndarray):
        is_whole = native.dtype.kind in "iu" and native.ndim == 1
        kind, values = native.dtype, _of_int64(_whole_array(native, name)) if is_whole else None
    else:
        series = series_of(native, name)
        kind, values = series.dtype, _whole(series)
    if values is None:
        raise InputError(f"{name} is a column of {kind}: write one of whole numbers, or one whole number for all")
    check_length(name, len(values), rows)
    return values


def _whole(series: "nw.Series[Any]") -> Ints | None:
    if _is_all_null(series):
        return _nothing(len(series))
    if not series.dtype.is_integer() or series.dtype in {nw.Int128, nw.UInt128}:
        return None
    found = _of_int64(series.fill_null(0).to_numpy())
    return np.where(series.is_null().to_numpy(), NULL, found)


def _of_int64(values: npt.NDArray[Any]) -> Ints:
    # Numbers that an int64 cannot say become the nearest ones, which are refused as too large; NULL is none of them.
    most = np.iinfo(np.int64).max
    if values.dtype.kind == "u":
        values = np.minimum(values, np.uint64(most))
    found: Ints = np.maximum(values.astype(np.int64), -most)
    return found


def _durations(series: "nw.Series[Any]") -> npt.NDArray[Any]:
    if _is_all_null(series):
        return _nothing(len(series)).view("timedelta64[us]")
    values = series.to_numpy()
    if values.dtype == object and isinstance(series.dtype, nw.Duration):
        values = values.astype(f"timedelta64[{series.dtype.time_unit}]")
    return values


def check_length(name: str, length: int, rows: int) -> None:
    """Refuse a column of another length than the first.

    Raises:
        InputError: it is one.
    """
    if length != rows:
        raise InputError(f"{name} has {length} rows, and the first column {rows}: write as many of both")


def _is_all_null(series: "nw.Series[Any]") -> bool:
    # What a library makes of a column without values, and of an empty one, has no dtype that says anything.
    return series.dtype in {nw.Object, nw.Unknown, nw.String} and series.null_count() == len(series)


def _nothing(rows: int) -> Ints:
    return np.full(rows, NULL, dtype=np.int64)


def _way(series: "nw.Series[Any]") -> str:
    # Text is not read by a guess: 04/05 has two orders, and most texts are no UTC.
    is_text = series.dtype == nw.String
    pattern = "'%d/%m/%Y %H:%M'" if is_text else ""
    if series.implementation.is_pandas_like():
        way = f"pd.to_datetime(column, format={pattern})" if is_text else "pd.to_datetime(column, utc=True)"
    elif series.implementation.is_polars():
        way = f"column.str.to_datetime({pattern})" if is_text else 'column.dt.replace_time_zone("UTC")'
    else:
        way = f"pc.strptime(column, {pattern}, 'us')" if is_text else 'column.cast(pa.timestamp("us", tz="UTC"))'
    if is_text:
        return f"read it as it is written, for instance {way}, and say its clock with tz='Europe/London'"
    return f"write one of datetimes with a zone, for instance {way}"


def series_of(native: Any, name: str) -> "nw.Series[Any]":
    """Return a column as narwhals has it.

    Raises:
        InputError: no column of a library that is known.
    """
    try:
        return nw.from_native(_chunked(native) if _is_arrow_array(native) else native, series_only=True)
    except TypeError:
        raise InputError(
            f"{name}={shown(native)} is no column: write a pandas, polars or pyarrow column, or a NumPy array"
        ) from None


def _is_arrow_array(native: Any) -> bool:
    # Only what a user has loaded is asked for; a chunked array, which narwhals knows, is no Array.
    pyarrow = sys.modules.get("pyarrow")
    return pyarrow is not None and isinstance(native, pyarrow.Array)


def _chunked(native: Any) -> Any:
    return sys.modules["pyarrow"].chunked_array([native])


def _whole_array(native: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
    if isinstance(native, np.ma.MaskedArray):
        raise InputError(
            f"{name} is a masked array: write array.filled('NaT') for one of times, or a column of pandas, polars or "
            "pyarrow, which have nulls"
        )
    return native


def _array(native: npt.NDArray[Any], name: str, localized: Localized) -> Column:
    native = _whole_array(native, name)
    if native.ndim == 1 and native.dtype == object and all(value is None for value in native.tolist()):
        return Column(_nothing(len(native)), UNITS["us"], None, _array_again)
    if native.ndim != 1 or native.dtype.kind != "M" or np.datetime_data(native.dtype)[0] not in UNITS:
        raise InputError(
            f"{name} is an array of {native.dtype} in {native.ndim} dimensions: write one column of datetime64[us], "
            "for instance array.astype('datetime64[us]')"
        )
    ticks, unit = _naive(native, name, localized)
    return Column(ticks, unit, None, _array_again)


def _array_again(array: npt.NDArray[Any], _: str | None) -> npt.NDArray[Any]:
    # An array of truths can say no null: a row without a value is not open.
    return np.asarray(array)


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
    return _as_int64(values), UNITS[unit]


def _as_int64(values: npt.NDArray[Any]) -> Ints:
    # In the order of bytes that the machine has.
    return np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("=")).view(np.int64)


def _restorer(native: Any, series: "nw.Series[Any]") -> Callable[[npt.NDArray[Any], str | None], Any]:
    def restored(values: npt.NDArray[Any], zone: Any) -> Any:
        made = _made(values, zone, series)
        if series.implementation.is_pandas_like():
            made = _of_arrow(made) if hasattr(native.dtype, "pyarrow_dtype") and values.dtype != bool else made
            made.index = native.index
        return made.combine_chunks() if _is_arrow_array(native) else made

    return restored


def _of_arrow(made: Any) -> Any:
    # pandas keeps columns in Arrow's arrays too.
    return made.convert_dtypes(dtype_backend="pyarrow")


def _made(values: npt.NDArray[Any], zone: Any, series: "nw.Series[Any]") -> Any:
    if values.dtype == bool:
        return _truths(values, series)
    if values.dtype == np.dtype("datetime64[D]"):
        return _days(values, series)
    found = nw.new_series(series.name, values, backend=series.implementation)
    if zone is None:
        return found.to_native()
    utc = found.dt.replace_time_zone("UTC")
    if series.implementation.is_pandas_like():
        return utc.to_native().dt.tz_convert(zone)
    return utc.dt.convert_time_zone(zone).to_native()


def _days(values: npt.NDArray[Any], series: "nw.Series[Any]") -> Any:
    # No library takes all the units that another one has.
    if series.implementation.is_pandas_like() and series.dtype != nw.Date:
        return nw.new_series(series.name, values.astype("M8[s]"), backend=series.implementation).to_native()
    found = nw.new_series(series.name, values.astype("M8[ms]"), backend=series.implementation)
    return found.cast(nw.Date).to_native()


def _truths(values: npt.NDArray[np.bool_], series: "nw.Series[Any]") -> Any:
    found = nw.new_series(series.name, np.asarray(values), backend=series.implementation)
    if series.implementation.is_pandas_like():
        found = nw.from_native(found.to_native().astype("boolean"), series_only=True)
    if isinstance(values, np.ma.MaskedArray):
        there = nw.new_series("there", ~values.mask, backend=series.implementation)
        both = found.alias("value").to_frame().with_columns(there)
        found = both.select(nw.when(nw.col("there")).then(nw.col("value")))["value"].alias(series.name)
    return found.to_native()
