"""What every bad input must end in: one documented error, soon, that says what was got and what to type.

An input belongs to a class of faults, and the class says by which rule its inputs are bad: never by asking the library.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from time import process_time
from typing import Any, NamedTuple

from slacalc import errors

LONGEST_WAIT = 2.0
"""Seconds of the processor: those of the clock say more about what else the machine does."""
LONGEST_MESSAGE = 1_000
"""Characters: what was got is shortened where it is long."""
LONGEST_SHOWN = 200
"""Characters of what was got."""
DOCUMENTED = tuple(getattr(errors, name) for name in errors.__all__ if name not in {"SlaError", "HolidayDataWarning"})


class Bad(NamedTuple):
    """A bad input, and the regular expression that its message must match."""

    given: Any
    says: str
    where: str = "validation error"
    """What pydantic's own error must match: it names the path in another way."""


Classes = dict[str, list[Bad]]


def seeded(name: str) -> random.Random:
    """Return a source of choices that are the same on every run."""
    return random.Random(name)  # noqa: S311 (no secret: choices that can be repeated)


def quoted(value: object) -> str:
    """Return what matches a value as a message shows it: its first two hundred characters, and dots for the rest."""
    text = repr(value)
    return re.escape(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}...")


def complaints(
    inputs: Iterable[Bad],
    ask: Callable[[Any], object],
    kinds: type[Exception] | tuple[type[Exception], ...] = DOCUMENTED,
    longest: int = LONGEST_MESSAGE,
) -> list[str]:
    """Return a sentence for each input that does not end as it must."""
    found = ((bad, _complaint(bad, ask, kinds, longest)) for bad in inputs)
    return [f"{_short(bad.given)}: {what}" for bad, what in found if what]


def _complaint(
    bad: Bad, ask: Callable[[Any], object], kinds: type[Exception] | tuple[type[Exception], ...], longest: int
) -> str:
    begins = process_time()
    try:
        answer = ask(bad.given)
    except kinds as fault:
        return _misplaced(type(fault), kinds) or message_complaint(str(fault), bad.says, longest) or _late(begins)
    except Exception as fault:  # noqa: BLE001 (whatever leaks is what is looked for)
        return f"leaked {type(fault).__name__}: {_short(str(fault))}"
    return f"was taken for {_short(answer)}"


def _misplaced(kind: type[Exception], kinds: type[Exception] | tuple[type[Exception], ...]) -> str:
    # A child that the documentation does not name is no documented error.
    listed = kinds if isinstance(kinds, tuple) else (kinds,)
    return "" if kind in listed else f"ended in an undocumented {kind.__name__}"


def message_complaint(said: str, wanted: str, longest: int = LONGEST_MESSAGE) -> str:
    """Return what is wrong with a message; empty where nothing is."""
    if len(said) > longest:
        return f"said {len(said)} characters: {_short(said)}"
    if not said.replace("\n", "").isprintable():
        return f"said what no terminal should be sent: {_short(said)}"
    if not re.search(wanted, said, re.DOTALL):
        return f"said {said!r}, which does not match {_short(wanted)}"
    return ""


def _late(begins: float) -> str:
    took = process_time() - begins
    return f"took {took:.1f} s" if took > LONGEST_WAIT else ""


def _short(value: object) -> str:
    try:
        text = value if isinstance(value, str) else repr(value)
    except ValueError:
        return f"an unspeakable {type(value).__name__}"
    return ascii(text if len(text) <= 120 else f"{text[:120]}...")


def report(found: Sequence[str]) -> str:
    """Return what a failed test shows: how many inputs failed, and the first of them."""
    return "\n".join([f"{len(found)} input(s) did not end as they must", *found[:12]])


def distinct(classes: Classes) -> int:
    """Return how many different inputs there are."""
    return len({repr(bad.given) for inputs in classes.values() for bad in inputs})
