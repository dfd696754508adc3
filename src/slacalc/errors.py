"""Every error and warning of slacalc: what was got, what was wanted, what to type instead."""

import inspect
import warnings
from collections.abc import Collection, Iterable, Sequence, Sized
from itertools import islice
from typing import TypeVar

__all__ = [
    "HistoryError",
    "HolidayDataWarning",
    "InputError",
    "MissingExtraError",
    "NaiveDatetimeError",
    "PackageError",
    "SlaError",
    "UnknownZoneError",
    "UnreachableError",
]


T = TypeVar("T")
LONGEST_NAME = 5_000
"""Characters of a name, a reason or a reference."""
LONGEST_TEXT = 20_000
"""Characters of a description."""


class SlaError(Exception):
    """The root of every error that slacalc raises."""


class InputError(SlaError, ValueError):
    """A value that cannot be used: the message says what was got, what was wanted and what to type."""


class NaiveDatetimeError(InputError, TypeError):
    """A datetime without a time zone: attach one, for instance ``.replace(tzinfo=ZoneInfo("Europe/London"))`` (T4)."""


class UnknownZoneError(InputError, LookupError):
    """A name that is no IANA time zone: write one such as ``"Europe/London"``."""


class UnreachableError(SlaError):
    """No working time (or edge of it) within reach of the question: 400 years, or the years 1 to 9999 (T10)."""


class HistoryError(SlaError, ValueError):
    """Events that cannot have happened together: the message names both (S9)."""


class PackageError(SlaError, ValueError):
    """A scheme or package that contradicts itself, or a document that cannot be read."""


class MissingExtraError(SlaError, ImportError):
    """A feature whose extra is not installed: the message names the extra."""


class HolidayDataWarning(UserWarning):
    """An answer that needed public holidays outside the years for which they are known (T11)."""


def shown(value: object, longest: int = 200) -> str:
    """Return what was got as messages show it: shortened, printable, and without failing."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 (a value that cannot even say what it is)
        return f"a value of type {type(value).__name__} that cannot be shown"
    return shortened(text, longest)


def shortened(text: str, longest: int = 200) -> str:
    """Return text as messages show it without quotes: its first characters, printable."""
    said = printable(text if len(text) <= longest else f"{text[:longest]}...")
    # What is invisible takes up to ten characters for each of its own.
    return said if len(said) <= 2 * longest + 3 else f"{said[: 2 * longest]}..."


def as_word(value: object) -> str:
    """Return what was got as the word to look for among those that are known: itself, or as it is shown."""
    return value if isinstance(value, str) else shown(value)


def listed(values: Sequence[object], most: int = 20, between: str = ", ") -> str:
    """Return what was got as a list of a few, each shortened."""
    more = f" and {len(values) - most} more" if len(values) > most else ""
    return between.join(shown(value, 40) for value in values[:most]) + more


def is_one_of(value: object, known: Collection[str]) -> bool:
    """Return whether a value is one of the known words; what is no text is none, whatever it says when compared."""
    return isinstance(value, str) and value in known


def first_of(values: Iterable[T], most: int, what: str, kind: type[SlaError] = InputError) -> list[T]:
    """Return all values of an iterable, which may have no end: more than *most* of them are refused.

    Raises:
        SlaError: of the *kind* given.
    """
    found = list(islice(values, most + 1))
    if len(found) > most:
        count = len(values) if isinstance(values, Sized) else f"more than {most}"
        raise kind(f"{count} {what} are too many: at most {most}")
    return found


def check_flag(value: object, name: str) -> None:
    """Refuse what is neither True nor False."""
    if type(value) is not bool:
        raise InputError(f"{name}={shown(value)}: write True or False")


def check_text(text: str, name: str, longest: int = LONGEST_NAME, kind: type[SlaError] = InputError) -> None:
    """Refuse text that is too long, or that holds what no file can: half of a surrogate pair."""
    if len(text) > longest:
        raise kind(f"{name} of {len(text)} characters is too long: at most {longest}")
    if not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
        raise kind(f"{name}={shown(text)} holds half of a character, which no file can: write it whole or leave it out")


def printable(text: str) -> str:
    """Return a text with what no terminal should be sent written as Python escapes it."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)


def warn_of_holidays(text: str) -> None:
    """Warn of public holidays that are not known, at the line of the user's that asked (T11)."""
    level, frame = 1, inspect.currentframe()
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == "slacalc":
        level, frame = level + 1, frame.f_back
    warnings.warn(text, HolidayDataWarning, stacklevel=level)
