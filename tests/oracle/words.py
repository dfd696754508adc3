"""The words of a promise as plain data."""

import re
from dataclasses import dataclass
from fractions import Fraction

from .hours import minutes
from .instants import HOUR, MINUTE


@dataclass(frozen=True)
class Target:
    """The words of one target.

    `kind` is one of "working hours", "elapsed hours", "hours" (amount in microseconds), "working days",
    "calendar days", "days", "weeks", "working weeks" (amount in days or weeks), "same day" and
    "next working day" (amount 0; `by` is the minute of that day, where one is named).
    """

    kind: str
    amount: int = 0
    by: int | None = None


@dataclass(frozen=True)
class Promise:
    """A target with the lower end of its range, or None by agreement; an estimate; an aim or a contract."""

    target: Target | None
    lower: Target | None = None
    estimate: Target | None = None
    aim: bool = False
    thresholds: tuple[int, ...] = (75,)
    by_agreement: bool = False


AMOUNT = re.compile(r"(?:([\d.]+)-)?([\d.]+) (?:(working|elapsed|calendar) )?(hour|minute|day|week)s?")


def marks(text: str) -> tuple[Target | None, Target]:
    """Return the lower mark, where the words name a range, and the target itself."""
    if text == "same day":
        return None, Target("same day")
    if text.startswith("next working day"):
        _, _, by = text.partition(" by ")
        return None, Target("next working day", by=minutes(by) if by else None)
    match = AMOUNT.fullmatch(text)
    if match is None:
        raise ValueError(f"the oracle cannot read {text!r}")
    low, high, adjective, unit = match.groups()
    return (_target(low, adjective, unit) if low else None), _target(high, adjective, unit)


def _target(amount: str, adjective: str | None, unit: str) -> Target:
    if unit in {"hour", "minute"}:
        exact = Fraction(amount) * (HOUR if unit == "hour" else MINUTE)
        return Target(f"{adjective} hours" if adjective else "hours", int(exact))
    if unit == "week":
        return Target("working weeks" if adjective == "working" else "weeks", int(amount))
    return Target(f"{adjective} days" if adjective else "days", int(amount))


def promise(text: str) -> Promise:
    """Read "aim: 1 working hour", "1-2 days", "by agreement; usually within 10 working days"."""
    words, _, usually = text.partition("usually within ")
    estimate = marks(usually)[1] if usually else None
    words = words.rstrip("; ")
    aim = words.startswith("aim: ")
    words = words.removeprefix("aim: ")
    if words in {"", "by agreement"}:
        return Promise(None, None, estimate, aim, by_agreement=words != "")
    lower, target = marks(words)
    return Promise(target, lower, estimate, aim)
