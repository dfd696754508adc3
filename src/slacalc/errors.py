"""Every error and warning of slacalc: what was got, what was wanted, what to type instead."""

import inspect
import warnings

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
    return printable(text if len(text) <= longest else f"{text[:longest]}...")


def as_word(value: object) -> str:
    """Return what was got as the word to look for among those that are known: itself, or as it is shown."""
    return value if isinstance(value, str) else shown(value)


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
