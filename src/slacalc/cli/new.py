"""``slacalc new``: questions about an agreement, each ambiguous word by example, and the file that says the answers."""

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from slacalc.cli.agreement import agreement_text
from slacalc.cli.asking import held
from slacalc.cli.interview import interview
from slacalc.cli.numbers import whole
from slacalc.errors import InputError, shortened, shown

FIRST_YEAR, LAST_YEAR = 1900, 2199


def new(
    file: Path | None = None,
    /,
    *,
    force: Annotated[bool, Parameter(negative=(), show_default=False)] = False,
    year: Annotated[int, Parameter(converter=whole("year", f"{FIRST_YEAR} to {LAST_YEAR}"))] = 2026,
) -> int:
    """Ask what an agreement promises and how its words are meant, and write it as a commented TOML file.

    Each word that can be read in several ways is asked about by example. Answers may be piped in; Enter takes what
    stands in brackets.

    Example: slacalc new acme.toml

    Args:
        file: The file to write; standard output where none is given, the questions then on stderr.
        force: Write the file even where there is one already.
        year: The year in whose May the examples lie.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(f"--year {year} is too far away: type a year from {FIRST_YEAR} to {LAST_YEAR}")
    if file is not None:
        _check_place(file, force=force)
    shown = sys.stderr if file is None else sys.stdout
    text = agreement_text(held(interview(year), shown), year)
    if file is None:
        sys.stdout.write(text)
        return 0
    _write(file, text, force=force)
    print(f"\n{file} is written. Read it over: slacalc describe {file}, and slacalc check {file}.", file=shown)
    return 0


def _check_place(file: Path, *, force: bool) -> None:
    # Before the questions: nobody answers them twice because of a name.
    if file.suffix.casefold() == ".json":
        other = shortened(str(file.with_suffix(".toml")))
        raise InputError(f"{shown(str(file))} is named as JSON, and TOML is written: type {other}")
    if "\0" in file.name or file.is_dir() or not file.parent.is_dir():
        raise InputError(f"{shown(str(file))} is no place for a file: type a name in a folder that there is")
    if file.exists() and not force:
        raise _there_already(file)


def _there_already(file: Path) -> InputError:
    return InputError(f"{shown(str(file))} is there already: type --force to write it anew, or another name")


def _write(file: Path, text: str, *, force: bool) -> None:
    try:
        with file.open("w" if force else "x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise _there_already(file) from None
    except OSError as fault:
        raise InputError(f"{shown(str(file))} cannot be written: {fault.strerror}") from None
