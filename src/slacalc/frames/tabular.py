"""Frames of dataframe libraries: columns asked for by name, and frames of the same kind with columns added."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt
from narwhals.exceptions import DuplicateError

from slacalc.errors import InputError, as_word, check_text, listed, shortened, shown
from slacalc.frames.local import Localized
from slacalc.frames.measure import Ints
from slacalc.frames.native import Column, column_of

Array = npt.NDArray[Any]
LONGEST_PREFIX = 100
"""Characters that the names of new columns may begin with."""


class Frame:
    """A pandas, polars or pyarrow frame.

    Args:
        native: the frame.
        name: what it is called in messages.

    Raises:
        InputError: no frame, or one that is not collected yet.
    """

    def __init__(self, native: Any, name: str = "frame") -> None:
        self.native, self.name = native, name
        try:
            read: Any = nw.from_native(native)
        except TypeError:
            read = None
        except DuplicateError:
            raise InputError(f"{name} has several columns of one name: write each name once") from None
        if isinstance(read, nw.LazyFrame):
            raise InputError(f"{name} is lazy: write {name}.collect(), or map this function over its batches")
        if not isinstance(read, nw.DataFrame):
            raise InputError(f"{name}={shown(native)} is no frame: write a pandas, polars or pyarrow one")
        if any(isinstance(each, tuple) for each in read.columns):
            raise InputError(f"{name} has columns of several levels: write {name}.columns = [...], one name for each")
        self.read = read
        self.library: Any = read.implementation
        self.size = len(read)

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return list(self.read.columns)

    def __contains__(self, name: object) -> bool:
        """Return whether it has a column."""
        return name in self.read.columns

    def series(self, name: str, what: str) -> "nw.Series[Any]":
        """Return a column.

        Args:
            name: what the frame calls it.
            what: the argument that names it.

        Raises:
            InputError: no such column.
        """
        if isinstance(name, str | int) and name in self:
            return self.read.get_column(name)
        near = get_close_matches(shortened(as_word(name)), [each for each in self.names if isinstance(each, str)], n=1)
        hint = (
            f"did you mean {shown(near[0])}?" if near else f"it has {listed(self.names) or 'none'}: write one of them"
        )
        raise InputError(f"{what}={shown(name)} is no column of {self.name}: {hint}")

    def instants(self, name: str, what: str, localized: Localized) -> Column | None:
        """Return a column of instants; None where all of it is missing.

        Raises:
            InputError: no such column, or no instants.
            NaiveDatetimeError: instants without a zone, and none is given (T4).
        """
        series = self.series(name, what)
        if self.size and series.null_count() == self.size:
            return None
        return column_of(series.to_native(), f"{what}={shown(name)}", localized)

    def texts(self, name: str, what: str) -> tuple[Ints, list[Any]]:
        """Return a column of few different values: the place of each row's in a list, -1 where it is missing.

        Raises:
            InputError: no such column, or values that are no texts.
        """
        places, values = coded(self.series(name, what))
        for value in values:
            if not isinstance(value, str):
                raise InputError(f"{what}={shown(name)} has {shown(value)}, no text: cast the column to text")
        return places, values

    def exploded(self, name: str, what: str, localized: Localized) -> tuple[Ints, Column | None]:
        """Return the instants of a column of lists, each with the number of its row; None for no instants.

        Raises:
            InputError: no such column, or no lists of instants.
            NaiveDatetimeError: instants without a zone, and none is given (T4).
        """
        row, native = self._parts(name, what)
        column = None if not len(row) else column_of(native, f"{what}={shown(name)}", localized)
        return row.astype(np.int64), column

    def _parts(self, name: str, what: str) -> tuple[Array, Any]:
        # The elements of a column of lists, and the row of each.
        series = self.series(name, what)
        native = series.to_native()
        if self.library.is_pandas_like() and native.dtype.kind != "M":
            parts = native.reset_index(drop=True).explode().dropna()
            pandas = self.library.to_native_namespace()
            return parts.index.to_numpy(), parts if hasattr(parts.dtype, "tz") else _instants_of(pandas, parts, what)
        if not isinstance(series.dtype, nw.List):
            raise InputError(f"{what}={shown(name)} is a column of {series.dtype}: write one of lists of instants")
        if self.library.is_pyarrow():
            pc: Any = import_module("pyarrow.compute")
            there, row = pc.is_valid(pc.list_flatten(native)), pc.list_parent_indices(native)
            return row.filter(there).to_numpy(), pc.list_flatten(native).filter(there)
        both = nw.from_dict({"row": np.arange(self.size), "at": native}, backend=self.library)
        both = both.explode("at").drop_nulls()
        return both.get_column("row").to_numpy(), both.get_column("at").to_native()

    def added(self, columns: Mapping[str, Any]) -> Any:
        """Return a frame like this one with native columns added."""
        made = (nw.from_native(each, series_only=True).alias(name) for name, each in columns.items())
        return self.read.with_columns(*made).to_native()

    @staticmethod
    def check_prefix(prefix: object) -> None:
        """Refuse what cannot begin the name of a column.

        Raises:
            InputError: no text, or one that no file can hold.
        """
        if not isinstance(prefix, str):
            raise InputError(f"prefix={shown(prefix)}: write text, for instance 'sla_'")
        check_text(prefix, "prefix", LONGEST_PREFIX)

    def refuse(self, names: Iterable[str], remedy: str) -> None:
        """Refuse names of new columns that the frame has already.

        Raises:
            InputError: the first such name, and what to do.
        """
        for name in names:
            if name in self:
                raise InputError(f"{self.name} has a column {shown(name)} already: {remedy}")

    def fresh(self, columns: Mapping[str, Sequence[Any]]) -> Any:
        """Return another frame of the same kind."""
        return nw.from_dict({name: list(values) for name, values in columns.items()}, backend=self.library).to_native()

    def chosen(self, which: Array) -> Any:
        """Return the rows of which a boolean is true, with their index."""
        return self.read[np.flatnonzero(which)].to_native()

    def replaced(self, columns: Mapping[str, Any]) -> Any:
        """Return a frame of native columns in the place of its own."""
        made = (nw.from_native(each, series_only=True).alias(name) for name, each in columns.items())
        return self.read.with_columns(*made).select(*columns).to_native()

    def taken(self, names: Mapping[str, str], rows: Array, columns: Mapping[str, Any]) -> "Frame":
        """Return a frame of some columns and rows, without the old index.

        Args:
            names: from what columns are called to what they will be called.
            rows: the rows, in order.
            columns: native columns that stand in the place of those that have their names.
        """
        read = self.read.with_columns(
            *(nw.from_native(each, series_only=True).alias(name) for name, each in columns.items())
        )
        found = read.select(*(nw.col(name).alias(new) for name, new in names.items()))[rows].to_native()
        is_pandas = self.library.is_pandas_like()
        return Frame(found.reset_index(drop=True) if is_pandas else found, self.name)


def _instants_of(pandas: Any, values: Any, what: str) -> Any:
    # Numbers and texts would be read somehow: the fifth of June as the sixth of May.
    try:
        is_instants = pandas.api.types.infer_dtype(values) in {"datetime", "datetime64", "empty"}
        found = pandas.to_datetime(values) if is_instants else None
    except (TypeError, ValueError):
        found = None
    if found is None:
        raise InputError(
            f"{what} has lists of something else than instants of one zone: write lists of datetimes in UTC"
        )
    return found


def coded(series: "nw.Series[Any]") -> tuple[Ints, list[Any]]:
    """Return a column of few different values as places in a list of them, -1 where it is missing."""
    native = series.to_native()
    if series.dtype.is_nested():
        raise InputError(f"{shown(series.name)} is a column of {series.dtype}: write one of single values")
    if series.implementation.is_pandas_like():
        try:
            places, values = series.implementation.to_native_namespace().factorize(native)
        except TypeError:
            raise InputError(f"{shown(series.name)} holds lists or the like: write one of single values") from None
        return np.asarray(places, dtype=np.int64), list(values)
    if series.implementation.is_polars():
        polars = series.implementation.to_native_namespace()
        values = native.drop_nulls().unique(maintain_order=True).to_list()
        if not values:
            return np.full(len(series), -1, dtype=np.int64), []
        numbers = list(range(len(values)))
        return native.replace_strict(values, numbers, default=-1, return_dtype=polars.Int64).to_numpy(), values
    try:
        # A dictionary may say a word twice, or none.
        plain = native.cast(native.type.value_type) if hasattr(native.type, "value_type") else native
        found = plain.combine_chunks().dictionary_encode()
    except NotImplementedError:
        raise InputError(f"{shown(series.name)} is a column of {native.type}: write one of single values") from None
    found = found.combine_chunks() if hasattr(found, "chunks") else found
    return found.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64), found.dictionary.to_pylist()


class Maker:
    """Makes columns beside those of a frame.

    Args:
        frame: whose library, and whose index, the columns have.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._library: Any = frame.library

    def instants(self, name: str, ticks: Ints, zone: Any) -> Any:
        """Return a column of microseconds since 1970 as instants in a zone; NULL for none."""
        if self._library.is_pandas_like():
            pandas = self._library.to_native_namespace()
            return self._indexed(pandas.Series(ticks, dtype=pandas.DatetimeTZDtype("us", zone), name=name))
        made = nw.new_series(name, ticks.view("datetime64[us]"), backend=self._library)
        return self._indexed(made.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).to_native())

    def amounts(self, name: str, ticks: Ints) -> Any:
        """Return a column of microseconds as durations; NULL for none."""
        made = nw.new_series(name, ticks.view("timedelta64[us]"), backend=self._library)
        return self._indexed(made.to_native())

    def flags(self, name: str, values: Array, missing: Array) -> Any:
        """Return a column of booleans with nulls."""
        library: Any = self._library.to_native_namespace()
        if self._library.is_pandas_like():
            return self._indexed(library.Series(library.arrays.BooleanArray(values, missing), name=name))
        if self._library.is_polars():
            there, said = library.Series(name, ~missing), library.Series(name, values)
            return library.select(library.when(there).then(said).alias(name)).to_series()
        return library.chunked_array([library.array(values, mask=missing)])

    def words(self, name: str, places: Array, texts: Sequence[str], *, fixed: bool) -> Any:
        """Return a column of texts by their places; -1 for none.

        Args:
            name: what it is called.
            places: the place of each row's text.
            texts: all of them.
            fixed: whether they are a fixed set, for which libraries have a type of their own.
        """
        library: Any = self._library.to_native_namespace()
        if self._library.is_pandas_like():
            if fixed:
                return self._indexed(library.Series(library.Categorical.from_codes(places, list(texts)), name=name))
            if not texts:
                return library.Series(np.nan, index=self._frame.native.index, dtype="str", name=name)
            known = library.array(list(texts), dtype="str")
            return self._indexed(library.Series(known.take(places, allow_fill=True), name=name))
        if self._library.is_polars():
            listed = library.Series(name, list(texts), dtype=library.Enum(list(texts)) if fixed else library.String)
            there = library.Series(np.where(places < 0, 0, places).astype(np.uint32))
            there = there.to_frame("v").select(library.when(library.Series(places >= 0)).then(library.col("v")))
            return listed.gather(there.to_series())
        encoded = library.DictionaryArray.from_arrays(
            library.array(places, mask=places < 0), library.array(list(texts), type=library.string())
        )
        return library.chunked_array([encoded if fixed else encoded.dictionary_decode()])

    def numbers(self, name: str, values: Array) -> Any:
        """Return a column of numbers."""
        made = nw.new_series(name, values, backend=self._library)
        return self._indexed((made.fill_nan(None) if values.dtype.kind == "f" else made).to_native())

    def _indexed(self, series: Any) -> Any:
        if self._library.is_pandas_like():
            series.index = self._frame.native.index
        return series
