"""The words of a promise: "8 working hours", "3 working days", "same day", "1-2 weeks" (S5)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from fractions import Fraction
from typing import NoReturn, cast

from slacalc.errors import InputError, PackageError, is_one_of, printable, shown
from slacalc.hours import parse_time, time_text
from slacalc.instants import micros_of
from slacalc.windows import DAY, HOUR, MINUTE, SECOND, WEEK

TIME_UNITS = {"hour": HOUR, "minute": MINUTE, "second": SECOND}
DAY_UNITS = {"day": DAY, "week": WEEK}
_KINDS = {"hour": ("working", "elapsed"), "minute": ("working", "elapsed"), "second": ("working", "elapsed")} | {
    "day": ("working", "calendar"),
    "week": ("working", "calendar"),
}
UNITS = (*TIME_UNITS, *DAY_UNITS, "same day", "next working day", "agreement")
_SIZES = TIME_UNITS | DAY_UNITS
_DECIMALS = 10**10
"""What the denominators of amounts divide: a microsecond of an hour has ten decimals."""
_SYNONYMS = {"business": "working", "hr": "hour", "hrs": "hour", "hours": "hour", "min": "minute", "mins": "minute"} | {
    f"{unit}s": unit for unit in (*TIME_UNITS, *DAY_UNITS)
}
_TOKEN = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?|\d+(?:\.\d+)?|[^\W\d_]+|\S", re.UNICODE)
LONGEST_TEXT = 200
LONGEST = 400 * 366 * DAY
FURTHEST = 30 * LONGEST
"""What a promise that recurs can come to over all the years there are."""
EXAMPLES = "'8 working hours', '3 working days', '1-2 weeks', 'same day', 'next working day by 16:00' or 'by agreement'"


class Words:
    """The words of a text, read one after another; a fault points at the word with a caret."""

    def __init__(self, text: str, what: str) -> None:
        if not isinstance(text, str):
            raise InputError(f"{shown(text)} is no {what}: write text, for instance {EXAMPLES}")
        if len(text) > LONGEST_TEXT:
            raise InputError(f"a {what} of {len(text)} characters is too long: at most {LONGEST_TEXT}")
        self._text = re.sub(r"\s", " ", text)
        self._what = what
        self._found = [(match.group(), match.start()) for match in _TOKEN.finditer(text.replace("\N{EN DASH}", "-"))]
        self.place = 0
        """Which word comes next, counted from 0."""

    @property
    def word(self) -> str:
        """The next word, in lower case and in its plain form; empty at the end."""
        if self.place >= len(self._found):
            return ""
        word = self._found[self.place][0].lower()
        return _SYNONYMS.get(word, word)

    def take(self) -> str:
        """Return the next word and go on to the one after."""
        word = self.word
        self.place += 1
        return word

    def takes(self, *words: str) -> bool:
        """Go on after these words if they come next, and say whether they did."""
        start = self.place
        if all(self.take() == word for word in words):
            return True
        self.place = start
        return False

    def expect(self, words: Iterable[str]) -> str:
        """Return the next word, which must be one of these."""
        known = list(words)
        if self.word not in known:
            self.fail(known)
        return self.take()

    def fail(self, known: Iterable[str] = (), hint: str = "", place: int | None = None) -> NoReturn:
        """Refuse the next word, or that of a place, with a caret under it and the nearest right one."""
        known = list(known)
        place = self.place if place is None else place
        word, at = self._found[place] if place < len(self._found) else ("", len(self._text))
        spelt = [*known, *(other for other, plain in _SYNONYMS.items() if plain in known)]
        near = get_close_matches(word.lower(), spelt, n=1) if word else []
        said = hint or (f"did you mean {near[0]!r}?" if near else _wanted(known))
        before, under = printable(self._text[:at]), printable(self._text[at : at + len(word)])
        raise InputError(
            f"cannot read the {self._what}\n"
            f"    {printable(self._text)}\n"
            f"    {' ' * len(before)}{'^' * max(len(under), 1)}\n"
            f"{said} Write for instance {EXAMPLES}."
        )


def _wanted(known: list[str]) -> str:
    return f"here one of {', '.join(map(repr, known))} is wanted." if known else "nothing more is wanted here."


@dataclass(frozen=True, slots=True)
class Target:
    """The words of a promise, before any reading of them: an amount, a range, or a day.

    Make one with ``Target.parse``, ``Target.working`` or ``Target.elapsed``; ``str`` gives the words back.

    Example:
        >>> Target.parse("3 business days")
        Target.parse('3 working days')
        >>> str(Target.working(timedelta(minutes=90)))
        '90 working minutes'
    """

    unit: str
    """"hour", "minute", "second", "day", "week", "same day", "next working day" or "agreement"."""
    amount: Fraction = Fraction(1)
    """How many, or the upper mark of a range (S5)."""
    lower: Fraction | None = None
    """The lower mark of a range."""
    kind: str | None = None
    """"working", "elapsed" or "calendar" where the words say which, else None: a ``Reading`` decides."""
    by: int | None = None
    """The wall time of "next working day by", in microseconds since midnight."""

    def __post_init__(self) -> None:
        amounts = (self.amount, self.lower) if self.lower is not None else (self.amount,)
        if not is_one_of(self.unit, UNITS) or not _are_amounts(self.unit, amounts):
            raise InputError(f"a target of {shown(amounts)} {shown(self.unit)}: write Target.parse('8 working hours')")
        if self.by is not None and not (self.unit == "next working day" and _is_time_of_day(self.by)):
            raise InputError(f"by={shown(self.by)}: write Target.parse('next working day by 16:00')")
        if self.kind is not None and not is_one_of(self.kind, _KINDS.get(self.unit, ())):
            raise InputError(f"kind={shown(self.kind)}: write Target.parse('8 working hours')")

    @classmethod
    def parse(cls, text: str) -> "Target":
        """Return the target that a text says.

        Args:
            text: an amount of hours, minutes, days or weeks, bare or "working", "elapsed" or "calendar"; a range
                "1-2"; "same day"; "next working day", perhaps "by" a time; or "by agreement".

        Raises:
            InputError: a caret stands under the word that is wrong, and the nearest right one is offered.

        Example:
            >>> print(Target.parse("1-2 weeks"))
            1-2 weeks
            >>> Target.parse("3 wroking days")
            Traceback (most recent call last):
            slacalc.errors.InputError: cannot read the target
                3 wroking days
                  ^^^^^^^
            did you mean 'working'? Write for instance '8 working hours', '3 working days', '1-2 weeks', 'same day', \
'next working day by 16:00' or 'by agreement'.
        """
        words = Words(text, "target")
        if words.word in {"aim", "usually"}:
            words.fail(hint="that belongs to a promise: use Promise.parse.")
        target = cls.read(words)
        if words.word:
            words.fail()
        return target

    @classmethod
    def read(cls, words: Words) -> "Target":
        """Return the target that the next words say."""
        if not words.takes("within"):
            words.takes("every")
        if words.takes("same"):
            words.expect(["day"])
            return cls("same day")
        if words.takes("by"):
            words.expect(["agreement"])
            return cls("agreement")
        if words.takes("next"):
            words.expect(["working"])
            words.expect(["day"])
            return cls("next working day", by=_time(words) if words.takes("by") else None)
        return _amount(words)

    @classmethod
    def working(cls, amount: timedelta) -> "Target":
        """Return the target of an amount of working time."""
        return _of_time(amount, "working")

    @classmethod
    def elapsed(cls, amount: timedelta) -> "Target":
        """Return the target of an amount of elapsed time, 24 hours a day."""
        return _of_time(amount, "elapsed")

    @classmethod
    def agreement(cls) -> "Target":
        """Return the target that has no deadline until one is agreed (S6)."""
        return cls("agreement")

    def times(self, number: int) -> "Target":
        """Return the target of so many times the amount, for what recurs."""
        return self if number == 1 else replace(self, amount=self.amount * number, lower=None)

    @property
    def names_a_day(self) -> bool:
        """Whether it is the same day or the next working day, of which there are not so many."""
        return self.unit in {"same day", "next working day"}

    @property
    def micros(self) -> int:
        """The upper amount of a target in hours, minutes or seconds, in microseconds."""
        return int(self.amount * TIME_UNITS[self.unit])

    def lower_mark(self) -> "Target | None":
        """Return the lower mark of a range as a target of its own (S5)."""
        return None if self.lower is None else Target(self.unit, self.lower, None, self.kind)

    def __str__(self) -> str:
        """Return the words."""
        if self.unit == "agreement":
            return "by agreement"
        if self.names_a_day:
            return self.unit if self.by is None else f"{self.unit} by {time_text(self.by)}"
        amounts = "-".join(number_text(amount) for amount in (self.lower, self.amount) if amount is not None)
        unit = self.unit if amounts == "1" else f"{self.unit}s"
        return " ".join(filter(None, (amounts, self.kind, unit)))

    def __repr__(self) -> str:
        """Return code that rebuilds the target."""
        return f"Target.parse({str(self)!r})"


def _are_amounts(unit: str, amounts: tuple[object, ...]) -> bool:
    # Whether the words of a target can say them: above zero, with decimals, the lower mark of a range below the upper.
    if any(type(each) is not Fraction or each <= 0 for each in amounts):
        return False
    amount, *lower = cast("tuple[Fraction, ...]", amounts)
    if unit not in _SIZES:
        return not lower
    finest = _SIZES[unit] if unit in TIME_UNITS else 1
    are_exact = all(not finest % each.denominator and not _DECIMALS % each.denominator for each in (amount, *lower))
    return are_exact and all(each < amount for each in lower) and amount * _SIZES[unit] <= FURTHEST


def _is_time_of_day(by: object) -> bool:
    return type(by) is int and 0 <= by <= DAY


def _time(words: Words) -> int:
    try:
        at = parse_time(words.word)
    except InputError:
        words.fail(hint="here a time of day is wanted.")
    words.take()
    return at


def _amount(words: Words) -> Target:
    place = words.place
    lower, amount = None, _number(words)
    if words.takes("-") or words.takes("to"):
        lower, amount = amount, _number(words)
    kind = words.take() if words.word in {"working", "elapsed", "calendar"} else None
    units = [unit for unit, kinds in _KINDS.items() if kind is None or kind in kinds]
    near = [] if kind else ["working", "elapsed", "calendar"]
    if words.word not in units:
        words.fail([*units, *near, *(f"{unit}s" for unit in units)])
    _check_amounts(words.word, amount, lower, words, place)
    return Target(words.take(), amount, lower, kind)


def _number(words: Words) -> Fraction:
    if not re.fullmatch(r"\d+(\.\d+)?", words.word, re.ASCII):
        words.fail(known=["a number", "same", "next", "by", "within"])
    return Fraction(words.take())


def _check_amounts(unit: str, amount: Fraction, lower: Fraction | None, words: Words, place: int) -> None:
    # Amounts that make no sense are refused; the caret stands under the first of them.
    size = _SIZES[unit]
    amounts = (amount, lower or Fraction(1))
    if amount <= 0 or (lower is not None and not 0 < lower < amount):
        words.fail(hint="amounts are above zero, and a range goes from the smaller to the larger.", place=place)
    if amount * size > LONGEST:
        words.fail(hint="that is longer than 400 years.", place=place)
    if unit in DAY_UNITS and any(each % 1 for each in amounts):
        words.fail(hint=f"a part of a {unit} has no one meaning: write hours.", place=place)
    if unit in TIME_UNITS and any(each * size % 1 for each in amounts):
        words.fail(hint="amounts finer than a microsecond are refused.", place=place)


def number_text(number: Fraction) -> str:
    """Return a number with digits and, where it is not whole, a decimal point: "1.5"."""
    places = next(places for places in range(LONGEST_TEXT + 1) if not 10**places % number.denominator)
    whole, rest = divmod(number.numerator * 10**places // number.denominator, 10**places)
    return f"{whole}.{rest:0{places}}" if places else str(whole)


def notice_of(notice: object) -> Target | None:
    """Return a period of notice, given as a target or its text; None for none.

    Raises:
        PackageError: no length of time.
    """
    target = Target.parse(notice) if isinstance(notice, str) else notice
    if target is None or (isinstance(target, Target) and target.unit in _SIZES and not target.lower):
        return target
    raise PackageError(f"notice={shown(notice)} is no length of time: write for instance '5 working days'")


def _of_time(amount: timedelta, kind: str) -> Target:
    size = micros_of(amount)
    if not 0 < size <= LONGEST:
        raise InputError(f"amount={shown(amount)} is no promise: write a timedelta above zero and up to 400 years")
    unit = next((unit for unit, micros in TIME_UNITS.items() if not size % micros), "second")
    return Target(unit, Fraction(size, TIME_UNITS[unit]), None, kind)
