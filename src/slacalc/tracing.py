"""An engine that writes down what rules do instead of doing it, as straight code for a question that is asked often.

Rules and verdicts branch on no value, so one run of them on names tells what they do to all values. Each step is kept
once, under the text that says it. That text holds names and operators alone: amounts, rules and hours are arguments of
the code, so that all terms of one shape share it, and nothing that a user wrote can come into it.

The code answers from what is compiled, or raises ``Beyond``: then the question is asked in the usual way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, NoReturn

from slacalc.desk import Desk, DeskOwner
from slacalc.engine import Dated, Due, One
from slacalc.timeline import ELAPSED, Beyond, Timeline
from slacalc.windows import NEVER


def _operation(form: str) -> Callable[["Name", Any], Any]:
    def noted(one: "Name", other: Any) -> "Name":
        return one.script.line(form, one, other)

    return noted


def _comparison(form: str, *, before_never: bool) -> Callable[["Name", Any], Any]:
    # An instant within the desk comes before what never happens: that needs no line.
    def noted(one: "Name", other: Any) -> Any:
        return before_never if one.inside and other is NEVER else one.script.line(form, one, other)

    return noted


class Name:
    """A value that is not known yet: what is done to it becomes a line of the code."""

    __slots__ = ("inside", "script", "text")

    def __init__(self, script: "Script", text: str, *, inside: bool = False) -> None:
        self.script, self.text = script, text
        self.inside = inside
        """Whether it is an instant within the desk, whatever its value."""

    __add__, __radd__ = _operation("{0} + {1}"), _operation("{1} + {0}")
    __sub__, __rsub__ = _operation("{0} - {1}"), _operation("{1} - {0}")
    __mul__, __rmul__ = _operation("{0} * {1}"), _operation("{1} * {0}")
    __floordiv__, __mod__ = _operation("{0} // {1}"), _operation("{0} % {1}")
    __lt__, __le__ = _comparison("{0} < {1}", before_never=True), _comparison("{0} <= {1}", before_never=True)
    __gt__, __ge__ = _comparison("{0} > {1}", before_never=False), _comparison("{0} >= {1}", before_never=False)
    __eq__ = _comparison("{0} == {1}", before_never=False)
    __hash__ = None  # type: ignore[assignment]

    def __and__(self, other: Any) -> Any:
        """Return whether both hold; what is known already needs no line."""
        if isinstance(other, bool):
            return self if other else False
        return self.script.line("{} & {}", self, other)

    def __or__(self, other: Any) -> Any:
        """Return whether either holds; what is known already needs no line."""
        if isinstance(other, bool):
            return True if other else self
        return self.script.line("{} | {}", self, other)

    __rand__, __ror__ = __and__, __or__

    def __bool__(self) -> bool:
        """Refuse: what branches on a value cannot be written down."""
        raise TypeError("a rule branches on a value: say it with on.where(condition, then, otherwise)")


class Script:
    """The lines that a run of rules has written, and the values that they name."""

    def __init__(self) -> None:
        self._lines: dict[str, Name] = {}
        self._known: dict[Any, tuple[str, Any]] = {}

    def name(self, text: str) -> Name:
        """Return an argument of the code: an instant within the desk."""
        return Name(self, text, inside=True)

    def engine(self, desk: Desk, hours: Timeline | None = None, response: DeskOwner | None = None) -> "Traced":
        """Return the engine that writes down here what is asked of a desk."""
        return Traced(self, desk, hours, response)

    def line(self, form: str, *values: Any, inside: bool = False) -> Name:
        """Return the name of what a line says; what was said before has its name already."""
        text = form.format(*map(self._said, values))
        return self._lines.setdefault(text, Name(self, f"v{len(self._lines)}", inside=inside))

    def choice(self, form: str, one: Any, other: Any, *condition: Any) -> Name:
        """Return the name of one of two values."""
        inside = all(isinstance(each, Name) and each.inside for each in (one, other))
        return self.line(form, one, other, *condition, inside=inside)

    def within(self, at: Any, desk: Desk) -> Any:
        """Return an instant, and have the code check that it lies within the desk if that is not sure."""
        if not isinstance(at, Name) or at.inside:
            return at
        return self.line("{0} if {1} <= {0} <= {2} else {3}()", at, desk.start, desk.end, _beyond, inside=True)

    def shown(self, at: Any, desk: Desk) -> None:
        """Have the code check that a mark lies within the desk, unless there is none."""
        if isinstance(at, Name) and not at.inside:
            never = self.line("{} == {}", at, NEVER)
            self.line("{0} if {4} or {1} <= {0} <= {2} else {3}()", at, desk.start, desk.end, _beyond, never)

    def _said(self, value: Any) -> str:
        if isinstance(value, Name):
            return value.text
        if not _is_unknown(value):
            return self._known.setdefault(_key(value), (f"k{len(self._known)}", value))[0]
        parts = f"({''.join(f'{self._said(part)}, ' for part in _parts(value))})"
        if type(value) is tuple:
            return parts
        if isinstance(value, tuple):  # a named one: its own constructor takes twice as long
            return f"{self._said(tuple.__new__)}({self._said(type(value))}, {parts})"
        return f"{self._said(type(value))}{parts}"

    def code(self, answer: Any, *names: Name) -> Callable[..., Any]:
        """Return the function from the values of some names to an answer that was made of them."""
        found: Callable[..., Any] = compiled(self.source(answer, *names))(*(value for _, value in self._known.values()))
        return found

    def source(self, answer: Any, *names: Name) -> str:
        """Return the text of that function, inside one of what it knows already."""
        last = f"return {self._said(answer)}"
        lines = [f"{name.text} = {text}" for text, name in self._lines.items()]
        known = ", ".join(name for name, _ in self._known.values())
        head = f"def bound({known}):\n def code({', '.join(name.text for name in names)}):"
        return "\n  ".join([head, *lines, last]) + "\n return code"


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        yield from value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in fields(value))


def _is_unknown(value: Any) -> bool:
    return isinstance(value, Name) or any(map(_is_unknown, _parts(value)))


def _key(value: Any) -> Any:
    # Equal amounts and rules are one argument; a list of windows is itself.
    return type(value), value if isinstance(value, Hashable) else id(value)


@lru_cache(maxsize=256)
def compiled(source: str) -> Callable[..., Any]:
    """Return the function that a text defines; terms of one shape have one text."""
    made: dict[str, Any] = {}
    exec(source, {}, made)  # noqa: S102 (names and operators only; dataclasses and named tuples are made alike)
    found: Callable[..., Any] = made["bound"]
    return found


def _beyond() -> NoReturn:
    raise Beyond(1)


class Traced:
    """The engine for names: each verb is some lines of code, which do what the timeline of the desk would do.

    Args:
        script: where the lines are written.
        desk: the hours, with the booked cover that counts.
        hours: what counts as working time; by default the covered hours.
        response: the desks of the response, where it has hours of its own.
    """

    def __init__(self, script: Script, desk: Desk, hours: Timeline | None, response: DeskOwner | None) -> None:
        self._script, self._desk = script, desk
        self._one, self._response = One(desk, hours, response), response
        self._is_elapsed = hours is ELAPSED
        self._opens, self._totals = desk.covered.opens, desk.covered.totals
        self._ranks: dict[str, Name] = {}

    def _place(self, at: Any) -> tuple[Name, Name, Name]:
        # How many windows have opened by an instant, the working time if the last of them still lasts, and all of it.
        at, line = self._script.within(at, self._desk), self._script.line
        opened = line("{}({}, {}) or {}()", bisect_right, self._opens, at, _beyond)
        last = opened - 1
        lasting = line("{}[{}]", self._totals, last) + at - line("{}[{}]", self._opens, last)
        return opened, lasting, line("{}[{}]", self._totals, opened)

    def receipt(self, at: Any) -> Any:
        """Return the first open instant at or after an instant, booked cover included."""
        if self._is_elapsed:
            return self._script.within(at, self._desk)
        found = self._script.line("{0} if {2} < {3} else {4}[{1}]", at, *self._place(at), self._opens, inside=True)
        self._ranks[found.text] = self.rank(at)  # nothing is worked until then
        return found

    def rank(self, at: Any) -> Any:
        """Return the working time up to an instant, from a fixed beginning."""
        if self._is_elapsed:
            return self._script.within(at, self._desk)
        return self._ranks[at.text] if at.text in self._ranks else self.earlier(*self._place(at)[1:])

    def add(self, at: Any, amount: Any) -> Any:
        """Return the earliest instant by which an amount of working time has passed (T5); it is not negative."""
        if self._is_elapsed:
            return self._script.within(at + amount, self._desk)
        line, total = self._script.line, self.rank(at) + amount
        window = line("{}({}, {}) - {}", bisect_left, self._totals, total, 1)
        found = line("{0}[{1}] + {2} - {3}[{1}]", self._opens, window, total, self._totals, inside=True)
        if isinstance(amount, Name) or not amount:
            found = self._script.choice("{0} if {2} else {1}", found, self._script.within(at, self._desk), amount)
        self._ranks[found.text] = total
        return found

    def wall(self, at: Any) -> Name:
        """Return what the wall clock reads at an instant."""
        return self._script.line("{}({})", self._one.wall, at)

    def instant(self, wall: Any) -> Name:
        """Return the instant of a wall time (T13)."""
        return self._script.line("{}({})", self._one.instant, wall, inside=True)

    def where(self, condition: Any, then: Any, otherwise: Any) -> Any:
        """Return *then* where the condition holds, else *otherwise*."""
        if isinstance(condition, bool):
            return then if condition else otherwise
        return self._script.choice("{0} if {2} else {1}", then, otherwise, condition)

    def later(self, one: Any, other: Any, /) -> Name:
        """Return the later of two instants, or the larger of two amounts."""
        return self._script.choice("{0} if {0} > {1} else {1}", one, other)

    def earlier(self, one: Any, other: Any, /) -> Name:
        """Return the earlier of two instants, or the smaller of two amounts."""
        return self._script.choice("{0} if {0} < {1} else {1}", one, other)

    def first(self, *holds: Any) -> Name:
        """Return the place of the first condition that holds; one always does."""
        last = next(place for place, hold in enumerate(holds) if hold is True)
        open_ = [each for place, hold in enumerate(holds[:last]) if hold is not False for each in (place, hold)]
        return self._script.line("{} if {} else " * (len(open_) // 2) + "{}", *open_, last)

    def land(self, rule: Dated, at: Any) -> Name:
        """Return where a dated rule leads from an instant."""
        return self._script.line("{}({}, {})", rule.on, self._desk, at)

    def elapsed(self) -> "Traced":
        """Return the engine for which all time is working time: 24 hours a day."""
        return Traced(self._script, self._desk, ELAPSED, self._response)

    def response(self, rule: Due, report: Any) -> Name:
        """Return when the response falls due by its own rule, in the hours that it has."""
        return self._script.line("{}({}, {})", self._one.response, rule, report)
