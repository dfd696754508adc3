"""From a file to its records: encoding and separator found out, and a broken record that loses no other."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from slacalc.errors import InputError, shown

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
PATIENCE = 20
"""How often a file is read again for its faults before each line is read by itself."""
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SPREADSHEET_HINT = re.compile(r'"?sep=(.)"?\s*')


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be judged: its first line in the file, counted from 1, and why."""

    line: int
    reason: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a file, cut into lines, with its header.

    ``begins`` is the index of the line after the header.
    """

    lines: tuple[str, ...]
    separator: str
    header: tuple[str, ...]
    begins: int
    encoding: str

    def records(self) -> Iterator[tuple[int, list[str] | Fault]]:
        """Return each record after the header with the number of its first line; blank ones are passed over."""
        # A stray quote swallows the lines after it; so after a fault reading starts again on the very next line, and
        # where there is no end of faults each line is at last read by itself.
        begins, spare = self.begins, PATIENCE * len(self.lines)
        while begins < len(self.lines):
            ends = len(self.lines) if spare > 0 else begins + 1
            for index, fields in self._records(begins, ends):
                yield index + 1, fields
                if isinstance(fields, Fault):
                    spare -= ends - index
                    ends = index + 1
                    break
            begins = ends

    def _records(self, begins: int, until: int) -> Iterator[tuple[int, list[str] | Fault]]:
        reader = csv.reader(_from(self.lines, begins, until), delimiter=self.separator, strict=True)
        ends = begins
        try:
            for fields in reader:
                if any(map(str.strip, fields)):
                    yield ends, self._checked(ends + 1, fields)
                ends = begins + reader.line_num
        except csv.Error as fault:
            yield ends, Fault(ends + 1, f"cannot be cut into fields, a quote may be missing or too many ({fault})")

    def _checked(self, line: int, fields: list[str]) -> list[str] | Fault:
        if any("\0" in field for field in fields):
            return Fault(line, "holds a NUL character, as damaged files do")
        width = len(self.header)
        if len(fields) == width or (len(fields) > width and not any(map(str.strip, fields[width:]))):
            return fields
        number = f"{len(fields)} field{'' if len(fields) == 1 else 's'}"
        return Fault(line, f"has {number} where the header has {width}")


def read_bytes(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"there is no file {shown(str(path))} here: type the path of a CSV export") from None
    except IsADirectoryError:
        raise InputError(f"{shown(str(path))} is a folder: type the path of a file in it") from None
    except OSError as fault:
        raise InputError(f"{shown(str(path))} cannot be read: {fault.strerror}") from None
    except ValueError:
        raise InputError(f"{shown(str(path))} is no path: type the path of a CSV export") from None


def sheet_of(data: bytes, name: str, familiar: Callable[[str], bool]) -> Sheet:
    """Return the lines and the header of a file's content.

    Args:
        data: the content.
        name: what messages call the file.
        familiar: whether a header field is the name of a column that is looked for; the separator under which most
            are is the one.

    Raises:
        InputError: an encoding that is not known, or nothing in the file.
    """
    text, encoding = decoded(data, name)
    lines = tuple(io.StringIO(text, newline=""))
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise InputError(f"{name} is empty: export a header and one row for each ticket")
    separators = tuple(SEPARATORS)
    if hint := _SPREADSHEET_HINT.fullmatch(lines[first]):
        first, separators = first + 1, (hint[1],)
    candidates = [(separator, *_header(lines, separator, first)) for separator in separators]
    separator, header, begins = max(candidates, key=lambda found: (sum(map(familiar, found[1])), len(found[1])))
    return Sheet(lines, separator, header, begins, encoding)


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and its encoding: by its byte order mark, else strict UTF-8, else cp1252."""
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name} is {f'no {marked}' if marked else 'neither UTF-8 nor cp1252'}: save it as UTF-8")


def _header(lines: Sequence[str], separator: str, first: int) -> tuple[tuple[str, ...], int]:
    # A header that cannot be read under this separator is no header under it.
    reader = csv.reader(_from(lines, first, len(lines)), delimiter=separator, strict=True)
    try:
        fields = next(reader, [])
    except csv.Error:
        return (), first + 1
    return tuple(field.strip() for field in fields), first + reader.line_num


def _from(lines: Sequence[str], begins: int, until: int) -> Iterator[str]:
    return (lines[index] for index in range(begins, until))
