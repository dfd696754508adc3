"""One promise: a target or "by agreement", with its commitment, its estimate and what is its own (S5, S6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from slacalc.calendar import Calendar
from slacalc.desk import DeskOwner
from slacalc.errors import InputError, is_one_of, shown
from slacalc.rules import Rule
from slacalc.targets import Target, Words

COMMITMENTS = ("contract", "aim")
_MOST_THRESHOLDS = 101
"""One more than there are percents: no list of so many is in order."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised for one clock: a target, how firmly, and an estimate beside it.

    Args:
        target: the words of the deadline, or their text; None where there is only an estimate.
        commitment: "contract", or "aim": judged alike but counted apart (S6).
        estimate: "usually within": never a deadline and never breached (S6).
        calendar: hours of its own in the place of the package's standard hours (T9).
        thresholds: whole percents of the measure at which the clock is at risk; the first gives ``at_risk`` (S11).

    Example:
        >>> Promise.parse("aim: 1 working hour")
        Promise.parse('aim: 1 working hour')
        >>> print(Promise.parse("by agreement; usually within 10 working days"))
        by agreement; usually within 10 working days
    """

    target: Target | None
    commitment: Literal["contract", "aim"] = "contract"
    estimate: Target | None = None
    calendar: Calendar | None = None
    thresholds: tuple[int, ...] = (75,)

    def __post_init__(self) -> None:
        for name in ("target", "estimate"):
            object.__setattr__(self, name, _target(getattr(self, name), name))
        if isinstance(self.thresholds, Iterable) and not isinstance(self.thresholds, str | bytes | Mapping):
            object.__setattr__(self, "thresholds", tuple(islice(self.thresholds, _MOST_THRESHOLDS)))
        if not is_one_of(self.commitment, COMMITMENTS):
            raise InputError(f"commitment={shown(self.commitment)}: write 'contract' or 'aim'")
        if self.target is None and self.estimate is None:
            raise InputError("a promise needs a target or an estimate: write for instance Promise.parse('same day')")
        if self.estimate is not None and self.estimate.unit == "agreement":
            raise InputError("estimate='by agreement' estimates nothing: write for instance '10 working days'")
        if self.calendar is not None and not isinstance(self.calendar, Calendar):
            raise InputError(f"calendar={shown(self.calendar)} is no Calendar: write for instance Calendar.always()")
        if not _are_percents(self.thresholds):
            raise InputError(
                f"thresholds={shown(self.thresholds)}: write whole percents from 1 to 100, for instance [75]"
            )
        if any(later <= earlier for earlier, later in pairwise(self.thresholds)):
            raise InputError(f"thresholds={shown(self.thresholds)}: write each percent once, in ascending order")

    @classmethod
    def parse(cls, text: str) -> "Promise":
        """Return the promise that a text says: ["aim:"] target or "by agreement" [";" "usually within" target].

        Raises:
            InputError: a caret stands under the word that is wrong.
        """
        if isinstance(text, str) and text.strip().casefold() == "none":
            raise InputError(f"promise={text!r}: where nothing is promised, write None, or leave the clock out")
        words = Words(text, "promise")
        if words.takes("usually"):
            promise = cls(None, estimate=_estimate(words))
        else:
            commitment: Literal["contract", "aim"] = "aim" if words.takes("aim", ":") else "contract"
            target = Target.read(words)
            estimated = words.takes(";") and words.expect(["usually"])
            promise = cls(target, commitment, _estimate(words) if estimated else None)
        if words.word:
            words.fail([";"])
        return promise

    @property
    def words(self) -> str:
        """The text of the promise, without its calendar and thresholds."""
        main = "" if self.target is None else f"{'aim: ' if self.commitment == 'aim' else ''}{self.target}"
        usual = "" if self.estimate is None else f"usually within {self.estimate}"
        return "; ".join(filter(None, (main, usual)))

    def __str__(self) -> str:
        """Return the text of the promise."""
        return self.words

    def __repr__(self) -> str:
        """Return code that rebuilds the promise."""
        if self.calendar is None and self.thresholds == (75,):
            return f"Promise.parse({self.words!r})"
        return (
            f"Promise({self.target!r}, commitment={self.commitment!r}, estimate={self.estimate!r}, "
            f"calendar={self.calendar!r}, thresholds={self.thresholds!r})"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One promise made ready to reckon: its rules, and the desk they run on; equal to none but itself."""

    promise: Promise
    due: Rule | None
    expected_from: Rule | None
    estimate: Rule | None
    calendar: Calendar
    """The hours it runs on, without booked cover."""
    desks: DeskOwner
    response_desks: tuple[DeskOwner, DeskOwner] | None
    """The desks of the response, with and without booked cover, where it has other hours: "same day" may be its day."""

    @property
    def is_by_agreement(self) -> bool:
        """Whether an agreed deadline rules: nothing else is promised."""
        return self.promise.target is not None and self.promise.target.unit == "agreement"


def _target(value: object, name: str) -> Target | None:
    if value is None or isinstance(value, Target):
        return value
    if isinstance(value, str):
        return Target.parse(value)
    raise InputError(f"{name}={shown(value)} is no Target: write one, or its text, for instance '8 working hours'")


def _are_percents(thresholds: object) -> bool:
    return (
        isinstance(thresholds, tuple)
        and bool(thresholds)
        and all(type(percent) is int and 0 < percent <= 100 for percent in thresholds)
    )


def _estimate(words: Words) -> Target:
    place = words.place
    target = Target.read(words)
    if target.unit == "agreement":
        words.fail(hint="what is usual is an amount of time, not an agreement.", place=place)
    return target
