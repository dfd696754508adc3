"""From a file to its header and records, whether it is text or a workbook."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from slacalc.cli.reading_files import Fault, read_bytes, sheet_of
from slacalc.cli.terminal import note
from slacalc.errors import InputError, listed, shown
from slacalc.report import workbooks


class Source(Protocol):
    """A header, and the records below it."""

    @property
    def header(self) -> tuple[str, ...]: ...  # noqa: D102

    def records(self) -> Iterator[tuple[int, list[str] | Fault]]:
        """Return each record with its line, or what is wrong with it."""
        ...


@dataclass(frozen=True, slots=True)
class Workbook:
    """A sheet of a workbook; a record of it has its cells as text."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]

    def records(self) -> Iterator[tuple[int, list[str] | Fault]]:
        """Return each record after the header with the number of its row; empty ones are passed over."""
        width = len(self.header)
        for number, cells in self.rows:
            if len(cells) > width:
                yield number, Fault(number, f"has {len(cells)} cells where the header has {width}")
            else:
                yield number, cells + [""] * (width - len(cells))


def source_of(path: Path, familiar: Callable[[str], bool], sheet: str | None) -> Source:
    """Return the header and the records of a file: of a workbook where its content is one, else of text.

    Args:
        path: the file.
        familiar: whether a header field is the name of a column that is looked for.
        sheet: the sheet of a workbook; None for its first.

    Raises:
        InputError: a file that is neither, or that has no such sheet.
        MissingExtraError: a workbook, and openpyxl is not installed.
    """
    data = read_bytes(path)
    if data.startswith((workbooks.BEGINS, workbooks.BEGINS_OLD)):
        return _workbook(data, path, sheet)
    if sheet is not None:
        raise InputError(f"--sheet {shown(sheet)} is for a workbook, and {path} is none: leave it out")
    text = sheet_of(data, str(path), familiar)
    if text.encoding != "utf-8":
        note(f"{path} is read as {text.encoding}")
    return text


def _workbook(data: bytes, path: Path, sheet: str | None) -> Workbook:
    found = workbooks.sheet_in(data, str(path), sheet)
    if found.others and sheet is None:
        note(f"the first sheet of {path}, {shown(found.name)}, is read; type --sheet for {listed(found.others)}")
    (_, header), *rows = found.rows
    return Workbook(tuple(field.strip() for field in header), tuple(rows))
