"""The command ``slacalc``: deadlines, verdicts on a helpdesk's export, and packages as files.

Needs the extra ``cli``. Nothing outside this package reads a file, and only its module ``clock`` reads a clock.
"""

import os
import sys
import warnings
from collections.abc import Callable, Sequence

from slacalc.cli.terminal import note, say
from slacalc.errors import HolidayDataWarning, MissingExtraError, SlaError

__all__ = ["main"]

WRONG_CALL = 2
INTERRUPTED = 130
READER_GONE = 141
"""What a shell says of a command whose reader went away, as ``head`` does."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: the words after ``slacalc``; None for those of the process.

    Returns:
        0 when all went well, 1 when some rows of a file were bad, ``check`` warns or ``diff`` differs, 2 when the
        call itself was wrong.

    Example:
        >>> main(["due", "--package", "p1-p9", "--reported", "2026-05-13T10:30+01:00"])
        2
    """
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("default", HolidayDataWarning)
        code = _run(sys.argv[1:] if arguments is None else arguments)
    for text in dict.fromkeys(str(warning.message) for warning in heard):
        note(text)
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        code = _command()(arguments)
        sys.stdout.flush()
    except SlaError as fault:
        say(f"slacalc: {fault}")
        return WRONG_CALL
    except UnicodeEncodeError as fault:
        letter = f"{fault.object[fault.start]!a} cannot be written in {fault.encoding}"
        say(f"slacalc: {letter}: set PYTHONUTF8=1, or with assess type --output FILE")
        return WRONG_CALL
    except BrokenPipeError:
        _abandon_output()
        return READER_GONE
    except OSError as fault:
        _abandon_output()
        say(f"slacalc: the answer cannot be written: {fault.strerror}")
        return WRONG_CALL
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _abandon_output() -> None:
    # The interpreter flushes standard output once more on its way out, and would complain.
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (open until the end)


def _command() -> Callable[[Sequence[str]], int]:
    try:
        from slacalc.cli.app import run  # noqa: PLC0415 (needs the extra)
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        if library not in {"cyclopts", "rich"}:
            raise
        raise MissingExtraError(
            f'the command slacalc needs {library}, which is not installed: type pip install "slacalc[cli]"'
        ) from None
    return run
