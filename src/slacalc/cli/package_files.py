"""A package by the name of a preset or the path of its document."""

from difflib import get_close_matches
from pathlib import Path

from slacalc.cli.reading_files import read_bytes
from slacalc.documents import PRESETS
from slacalc.errors import InputError, PackageError, shown
from slacalc.packages import Package


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no name that the system could give a file
        return False


def package_of(text: str, option: str = "--package ") -> Package:
    """Return the preset of that name, or the package that the file there says: JSON by its suffix .json, else TOML.

    Args:
        text: the name or the path.
        option: what stands before it in the call, and so in messages; empty where nothing does.

    Raises:
        InputError: neither a preset nor a file.
        PackageError: a document that cannot be read, with each of its faults.
    """
    if text in PRESETS:
        return Package.preset(text)
    path = Path(text)
    if not _is_there(path):
        near = get_close_matches(text, PRESETS, n=1)
        wanted = f"type {' or '.join(PRESETS)}, or the path of a TOML or JSON file"
        hint = f"did you mean {near[0]!r}?" if near else wanted
        raise InputError(f"{option}{shown(text)} is neither a preset nor a file: {hint}")
    is_json = path.suffix.casefold() == ".json"
    read = Package.from_json if is_json else Package.from_toml
    try:
        return read(read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise InputError(f"{option}{shown(text)} is no UTF-8: {'JSON' if is_json else 'TOML'} files are") from None
    except PackageError as fault:
        raise PackageError(f"{option}{shown(text)}: {fault}") from None
