"""Workbooks of a spreadsheet: their rows as text, and rows as a workbook; the one place that loads openpyxl."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from slacalc.errors import InputError, MissingExtraError, listed, shown

BEGINS = b"PK\x03\x04"
"""How an .xlsx file begins."""
BEGINS_OLD = b"\xd0\xcf\x11\xe0"
"""How an .xls file begins."""
MOST_ROWS = 1_048_576
"""Rows of a sheet."""
_MOST_BYTES = 2**30
_LONGEST = 32_767
_LOOKED_AT = 20
_FIRST_YEAR = 1900
Cell = str | int | float | bool | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet as text, each with its number from 1; empty ones are left out.

    Dates are written year first, so that none can be read two ways; one without a time of day has none here either.
    """

    name: str
    others: tuple[str, ...]
    """The names of the sheets beside it."""
    rows: tuple[tuple[int, list[str]], ...]


def sheet_in(data: bytes, file: str, name: str | None = None) -> Sheet:
    """Return a sheet of a workbook: the first, or the one of that name.

    Args:
        data: the content of an .xlsx file.
        file: what messages call it.
        name: of the sheet.

    Raises:
        InputError: no workbook, or no such sheet, or a header that is not one row with a name in each column.
        MissingExtraError: openpyxl is not installed.
    """
    if data.startswith(BEGINS_OLD):
        raise InputError(f"{file} is a workbook of the old format .xls: save it as .xlsx or CSV")
    book = _book(data, file)
    try:
        names = tuple(sheet.title for sheet in book.worksheets)
        chosen = _chosen(names, name, file)
        sheet = book.worksheets[names.index(chosen)]
        sheet.reset_dimensions()  # some products write a wrong size
        rows = tuple(_rows(sheet))
    except InputError:
        raise
    except Exception as fault:  # noqa: BLE001 (a damaged file fails in more ways than can be listed)
        raise InputError(f"{file} is a damaged workbook ({_first_line(fault)}): save it anew") from None
    finally:
        book.close()
    _check_header(rows, file, chosen)
    return Sheet(chosen, tuple(each for each in names if each != chosen), rows)


def _book(data: bytes, file: str) -> Any:
    load = _library().load_workbook
    _check_size(data, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a workbook holds beside its cells
            return load(BytesIO(data), read_only=True, data_only=True)
    except Exception as fault:  # noqa: BLE001 (see above)
        raise InputError(f"{file} is no workbook that can be read ({_first_line(fault)}): save it as .xlsx") from None


def _check_size(data: bytes, file: str) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except Exception:  # noqa: BLE001 (see above)
        raise InputError(f"{file} is a damaged workbook: save it anew") from None
    if size > _MOST_BYTES:
        raise InputError(f"{file} unpacks to {size} bytes, more than the {_MOST_BYTES} that are read: save it as CSV")


def _chosen(names: Sequence[str], name: str | None, file: str) -> str:
    if not names:
        raise InputError(f"{file} has no sheet with cells: export a header and one row for each ticket")
    if name is None:
        return names[0]
    found = [each for each in names if each == name] or [each for each in names if each.casefold() == name.casefold()]
    if not found:
        raise InputError(f"{file} has no sheet {shown(name)}: it has {listed(names)}")
    return found[0]


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield number, cells


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_date = not any((value.hour, value.minute, value.second, value.microsecond)) and not _tells_time(cell)
        return value.date().isoformat() if is_date else value.isoformat(sep=" ")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)


def _tells_time(cell: Any) -> bool:
    return "h" in str(cell.number_format).casefold()


def _check_header(rows: Sequence[tuple[int, list[str]]], file: str, sheet: str) -> None:
    # A merged cell has its text in its first column only, so what stands below the others has no name.
    if not rows:
        raise InputError(f"sheet {shown(sheet)} of {file} is empty: export a header and one row for each ticket")
    (number, header), *below = rows
    for line, cells in below[:_LOOKED_AT]:
        for place, text in enumerate(cells):
            if text.strip() and (place >= len(header) or not header[place].strip()):
                raise InputError(
                    f"row {number} of sheet {shown(sheet)} is read as the header, and has no name for column "
                    f"{_letters(place)}, in which row {line} has {shown(text, 40)}: the header is one row with a name "
                    "in each column, so unmerge its cells, and delete what stands above it"
                )


def _letters(place: int) -> str:
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _first_line(fault: Exception) -> str:
    return shown((str(fault) or type(fault).__name__).splitlines()[0], 100)


# and out -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet to be written: a header, which stays in sight and filters, and rows.

    Text is never a formula, whatever it begins with. Instants are written as they are read on their own clock: a
    spreadsheet knows no zones.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int]


def workbook_of(tables: Iterable[Table]) -> bytes:
    """Return the content of an .xlsx file with a sheet for each table.

    Raises:
        InputError: more rows than a sheet can hold.
        MissingExtraError: openpyxl is not installed.
    """
    book = _library().Workbook(write_only=True)
    for table in tables:
        _write(book.create_sheet(table.name), table)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet: Any, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 (needs the extra)
    from openpyxl.styles import Font  # noqa: PLC0415

    rows = list(table.rows)
    if len(rows) + 1 > MOST_ROWS:
        raise InputError(f"{len(rows)} rows are more than a sheet can hold: write CSV")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{_letters(len(table.header) - 1)}{len(rows) + 1}"
    for place, width in enumerate(table.widths):
        sheet.column_dimensions[_letters(place)].width = width
    head = [WriteOnlyCell(sheet, value=name) for name in table.header]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(WriteOnlyCell, sheet, value) for value in row])


def _cell(kind: Any, sheet: Any, value: Cell) -> Any:
    if isinstance(value, datetime):
        return _dated(kind, sheet, value)
    if not isinstance(value, str):
        return value
    cell = kind(sheet, value="")
    cell.value = "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in value)[:_LONGEST]
    cell.data_type = "s"  # what begins with an equals sign would else be a formula
    return cell


def _dated(kind: Any, sheet: Any, at: datetime) -> Any:
    if at.year < _FIRST_YEAR:  # before the first day of a spreadsheet
        return at.replace(tzinfo=None).isoformat(sep=" ")
    cell = kind(sheet, value=datetime(*at.timetuple()[:6], at.microsecond))  # noqa: DTZ001 (as it is read there)
    cell.number_format = "yyyy-mm-dd hh:mm:ss" if at.second or at.microsecond else "yyyy-mm-dd hh:mm"
    return cell


def _library() -> Any:
    try:
        import openpyxl  # noqa: PLC0415 (needs the extra)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"openpyxl", "et_xmlfile"}:
            raise
        raise MissingExtraError(
            'a workbook needs openpyxl, which is not installed: type pip install "slacalc[report]", or use CSV'
        ) from None
    return openpyxl
