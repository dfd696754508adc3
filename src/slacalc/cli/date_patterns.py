"""Times as a product writes them, by the letters of Java's SimpleDateFormat: from such a text to one year first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from slacalc.errors import InputError, shown

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LETTERS = {
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<short>\d\d)",
    "MMM": r"(?P<name>[A-Za-z]{3})[A-Za-z]*\.?",
    "MM": r"(?P<month>\d\d)",
    "M": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
    "HH": r"(?P<hour>\d\d)",
    "H": r"(?P<hour>\d{1,2})",
    "hh": r"(?P<hour>\d\d)",
    "h": r"(?P<hour>\d{1,2})",
    "mm": r"(?P<minute>\d\d)",
    "ss": r"(?P<second>\d\d)",
    "a": r"(?P<half>[AaPp])\.?[Mm]\.?",
}
_PIECES = re.compile(r"([A-Za-z])\1*")
_EXAMPLE = "write for instance 'dd/MMM/yy h:mm a' or 'dd.MM.yyyy HH:mm:ss'"
_CENTURY = "20"
"""Of years of two digits, where a pattern says that they have two."""


@dataclass(frozen=True, slots=True)
class DatePattern:
    """A pattern such as "dd/MMM/yy h:mm a", ready to read with."""

    text: str
    expression: re.Pattern[str]

    @classmethod
    def of(cls, text: str) -> "DatePattern":
        """Return the pattern that a text says.

        Raises:
            InputError: a letter that is not known, or a part that is missing.
        """
        pieces = [found[0] for found in _PIECES.finditer(text)]
        unknown = [piece for piece in pieces if piece not in _LETTERS]
        if unknown:
            raise InputError(
                f"{shown(text)} has {shown(unknown[0])}, which is none of {', '.join(_LETTERS)}: {_EXAMPLE}"
            )
        groups = [re.search(r"<(\w+)>", _LETTERS[piece])[1] for piece in pieces]  # type: ignore[index]
        kinds = sorted({"short": "year", "name": "month"}.get(group, group) for group in groups)
        needed = {"year", "month", "day", "hour", "minute"}
        if (
            len({*kinds}) < len(kinds)
            or needed - {*kinds}
            or ("half" in kinds) != any("h" in piece for piece in pieces)
        ):
            raise InputError(f"{shown(text)} says no date with a time of day, each part of it once: {_EXAMPLE}")
        literal = re.split(r"([A-Za-z]+)", text)
        parts = (_expression(part) if part.isalpha() else re.escape(part) for part in literal)
        return cls(text, re.compile("".join(parts), re.ASCII))


def _expression(letters: str) -> str:
    return "".join(_LETTERS[found[0]] for found in _PIECES.finditer(letters))


def year_first(text: str, patterns: Iterable[DatePattern]) -> str:
    """Return a time year first where it fits a pattern; as it is where it fits none."""
    for pattern in patterns:
        found = pattern.expression.fullmatch(text.strip())
        if found is not None:
            said = found.groupdict()
            name = (said.get("name") or "").casefold()
            if not name or name in _MONTHS:
                return _told(said, name)
    return text


def _told(said: dict[str, str | None], name: str) -> str:
    year = said.get("year") or f"{_CENTURY}{said.get('short')}"
    month = said.get("month") or str(_MONTHS.index(name) + 1)
    second = f":{said['second']}" if said.get("second") else ""
    half = f" {said['half']}M".upper() if said.get("half") else ""
    return f"{year}-{month}-{said['day']} {said['hour']}:{said['minute']}{second}{half}"
