"""A package by the name of a preset or the path of its document."""

from difflib import get_close_matches
from pathlib import Path

from slacalc.cli.reading_files import read_bytes
from slacalc.documents import PRESETS
from slacalc.errors import InputError, PackageError
from slacalc.packages import Package


def package_of(text: str) -> Package:
    """Return the preset of that name, or the package that the TOML file there says.

    Raises:
        InputError: neither a preset nor a file.
        PackageError: a document that cannot be read, with each of its faults.
    """
    if text in PRESETS:
        return Package.preset(text)
    path = Path(text)
    if not path.exists():
        near = get_close_matches(text, PRESETS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"type {' or '.join(PRESETS)}, or the path of a TOML file"
        raise InputError(f"--package {text!r} is neither a preset nor a file: {hint}")
    try:
        return Package.from_toml(read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise InputError(f"--package {text!r} is no UTF-8: TOML files are") from None
    except PackageError as fault:
        raise PackageError(f"--package {text!r}: {fault}") from None
