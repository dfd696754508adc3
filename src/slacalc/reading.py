"""How the ambiguous words of a promise are read: one named choice for each, and the rule it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from difflib import get_close_matches
from typing import ClassVar, Literal, NamedTuple, TypeVar

from slacalc import rules
from slacalc.errors import InputError, as_word, is_one_of, shown
from slacalc.instants import micros_of, span
from slacalc.targets import LONGEST, TIME_UNITS, Target
from slacalc.windows import DAY
from slacalc.wording import length, sentence

T = TypeVar("T")
_ANY_RESPONSE = Target.parse("1 working hour")
"""What "same day" is described with: the sentence does not say which response it goes by."""


class Marks(NamedTuple):
    """The rules of a target: its deadline, and the lower mark of a range (S5)."""

    due: rules.Rule
    expected_from: rules.Rule | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How ambiguous words are read, one named choice for each; the first value of each is its default.

    Day zero is the local date on which the clock starts, or, with ``receipt="report"``, that of the report.

    Example:
        >>> Reading(working_day="same_time", receipt="report")
        Reading(receipt='report', working_day='same_time')
    """

    hour: Literal["working", "elapsed"] = "working"
    """The bare word "hour" (and minute): working time, or elapsed time, 24 hours a day."""
    receipt: Literal["opening", "report"] = "opening"
    """Day zero: the date of the deemed receipt, the first opening at or after the report; or the date of the report
    itself, even when closed. Source of the second: how UK Freedom of Information requests are counted."""
    working_day: Literal["close", "same_time", "hours", "hours_to_close", "inclusive"] = "close"
    """N working days: the close of the N-th working day after day zero; the clock start's wall time on that day; N
    times ``day_length`` of working time; the same, then up to the close of that day; or as "close" with day zero
    counted as day one."""
    day_length: timedelta = timedelta(hours=8)
    """The working time in a day, for the readings in hours. Text such as "8h" is accepted."""
    day: Literal["working", "calendar"] = "working"
    """The bare word "day"."""
    calendar_day: Literal["close", "same_time", "elapsed"] = "close"
    """N calendar days: the close of day zero + N dates, rolled forward to a working day; the report's wall time N
    dates later, not rolled; or N x 24 hours."""
    week: Literal["calendar", "working"] = "calendar"
    """The bare word "week": the close of day zero + 7 dates, rolled forward to a working day; or five working days."""
    same_day: Literal["close", "response_day", "midnight"] = "close"
    """"same day": the close of day zero; the close of the day on which the response falls due; or the next local
    midnight after the report."""
    same_day_minimum: timedelta | None = None
    """With less working time than this left between the clock start and that close: the end of that date's booked
    cover where enough is left before it, else the close of the next working day. Text such as "4h" is accepted."""
    landing: Literal["close", "open"] = "close"
    """Where working time that runs out at a closing ends: there, or at the next opening (T5)."""

    VALUES: ClassVar[dict[str, tuple[str, ...]]] = {
        "hour": ("working", "elapsed"),
        "receipt": ("opening", "report"),
        "working_day": ("close", "same_time", "hours", "hours_to_close", "inclusive"),
        "day": ("working", "calendar"),
        "calendar_day": ("close", "same_time", "elapsed"),
        "week": ("calendar", "working"),
        "same_day": ("close", "response_day", "midnight"),
        "landing": ("close", "open"),
    }

    def __post_init__(self) -> None:
        check_choices(self, self.VALUES)
        object.__setattr__(self, "day_length", _length(self.day_length, "day_length"))
        if self.same_day_minimum is not None:
            object.__setattr__(self, "same_day_minimum", _length(self.same_day_minimum, "same_day_minimum"))

    def marks(self, target: Target, response: Target | None = None) -> Marks | None:
        """Return the rules that a target's words lead to; None for what has no deadline until it is agreed.

        Args:
            target: the words.
            response: the response target of the same priority, for ``same_day="response_day"``.
        """
        if target.unit == "agreement":
            return None
        lower = target.lower_mark()
        return Marks(self._rule(target, response), None if lower is None else self._rule(lower, response))

    def _rule(self, target: Target, response: Target | None) -> rules.Rule:
        if target.unit in TIME_UNITS:
            return self._time_rule(target)
        if target.unit == "same day":
            return self._same_day_rule(response)
        if target.unit == "next working day":
            if target.by is None:
                return rules.WorkingDays(1, self.receipt)
            return rules.NextWorkingDayBy(target.by, self.receipt)
        return self._days_rule(target)

    def _time_rule(self, target: Target) -> rules.Rule:
        if (target.kind or self.hour) == "elapsed":
            return rules.ElapsedTime(target.micros)
        return rules.WorkingTime(target.micros, self.landing)

    def _days_rule(self, target: Target) -> rules.Rule:
        number = int(target.amount)
        if target.unit == "week":
            if (target.kind or self.week) == "working":
                return self._working_days_rule(5 * number)
            return rules.CalendarDays(7 * number, self.receipt)
        if (target.kind or self.day) == "calendar":
            return self._calendar_days_rule(number)
        return self._working_days_rule(number)

    def _working_days_rule(self, number: int) -> rules.Rule:
        amount = number * micros_of(self.day_length)
        match self.working_day:
            case "close":
                return rules.WorkingDays(number, self.receipt)
            case "same_time":
                return rules.WorkingDaysSameTime(number, self.receipt)
            case "hours":
                return rules.WorkingTime(amount, self.landing)
            case "hours_to_close":
                return rules.TimeToClose(amount)
            case "inclusive":  # pragma: no branch - the last of the choices
                return rules.WorkingDays(number - 1, self.receipt)

    def _calendar_days_rule(self, number: int) -> rules.Rule:
        match self.calendar_day:
            case "close":
                return rules.CalendarDays(number, self.receipt)
            case "same_time":
                return rules.CalendarDaysSameTime(number)
            case "elapsed":  # pragma: no branch - the last of the choices
                return rules.ElapsedTime(number * DAY)

    def _same_day_rule(self, response: Target | None) -> rules.Rule:
        rule: rules.SameDay | rules.ResponseDay | rules.Midnight = rules.SameDay(self.receipt)
        if self.same_day == "midnight":
            rule = rules.Midnight()
        elif self.same_day == "response_day":
            rule = rules.ResponseDay(self._response_rule(response))
        if self.same_day_minimum is None:
            return rule
        return rules.SameDayAtLeast(rule, micros_of(self.same_day_minimum))

    def _response_rule(self, response: Target | None) -> rules.Rule:
        if response is None or response.unit in {"agreement", "same day"}:
            raise InputError(
                "same_day='response_day' needs a response that falls due by itself: give the priority a response such "
                "as '1 working hour', or read same_day='close'"
            )
        return self._rule(response, None)

    def describe(self, target: Target) -> str:
        """Return a sentence that says how the words of a target are read.

        Example:
            >>> Reading().describe(Target.parse("3 working days"))
            'the close of the 3rd working day after the day on which the clock starts'
            >>> Reading().describe(Target.parse("2-4 hours"))
            '4 hours of working time, inside the hours; expected from 2 hours on, read alike'
        """
        if not isinstance(target, Target):
            raise InputError(f"{shown(target)} is no target: write Target.parse('3 working days')")
        marks = self.marks(target, _ANY_RESPONSE)
        if marks is None:
            return "no deadline until one is agreed"
        said = sentence(marks.due)
        return said if target.lower is None else f"{said}; expected from {target.lower_mark()} on, read alike"

    def __repr__(self) -> str:
        """Return code that rebuilds the reading: the choices that are not defaults."""
        chosen = ((field.name, getattr(self, field.name), field.default) for field in fields(self))
        return f"Reading({', '.join(f'{name}={_code(value)}' for name, value, default in chosen if value != default)})"


def with_choices(value: T, change: object) -> T:
    """Return a reading or handling with some choices changed.

    Raises:
        InputError: no mapping, a name that there is not, or a value that is none of its choices.
    """
    kind, names = type(value).__name__, [field.name for field in fields(value)]  # type: ignore[arg-type]
    if not isinstance(change, Mapping):
        raise InputError(
            f"{shown(change)} is no {kind}: write a mapping such as {{{names[0]!r}: {getattr(value, names[0])!r}}}"
        )
    for name in change:
        if name not in names:
            near = get_close_matches(as_word(name), names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(names)}"
            raise InputError(f"{kind} has no {shown(name)}: {hint}")
    return replace(value, **change)  # type: ignore[type-var]


def check_choices(value: object, choices: dict[str, tuple[str, ...]]) -> None:
    """Refuse a field whose value is not among its choices, offering the nearest."""
    for name, known in choices.items():
        got = getattr(value, name)
        if not is_one_of(got, known):
            near = get_close_matches(as_word(got), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(map(repr, known))}"
            raise InputError(f"{name}={shown(got)}: {hint}")


def _code(value: object) -> str:
    return repr(length(micros_of(value))) if isinstance(value, timedelta) else repr(value)


def _length(value: object, name: str) -> timedelta:
    if isinstance(value, str):
        value = _length_from_text(value, name)
    if not isinstance(value, timedelta) or not 0 < micros_of(value, name) <= LONGEST:
        raise InputError(f"{name}={shown(value)} is no length of working time: write '8h' or timedelta(hours=8)")
    return span(micros_of(value, name))


def _length_from_text(text: str, name: str) -> timedelta:
    words = text.strip().lower()
    words = f"{words[:-1]} hours" if words.endswith("h") else words
    try:
        target = Target.parse(words)
    except InputError:
        target = Target.agreement()
    if target.unit not in TIME_UNITS or target.kind == "elapsed" or target.lower is not None:
        raise InputError(f"{name}={shown(text)} is no length of working time: write '8h' or '450 minutes'")
    return span(target.micros)
