"""Every public callable and every parameter of it, found in ``slacalc.__all__``: a new one is tried unlisted.

A door calls one callable with good values for all its parameters but one. What may be handed in there follows from the
annotation, and from the few readings below of those that say less than the library takes.
"""

import inspect
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple, get_args, get_origin

import slacalc
from slacalc import Package, Target, Ticket, assess, explain
from slacalc.events import Kind

T0 = datetime(2026, 5, 11, 9, tzinfo=UTC)
LATER = T0 + timedelta(days=9)
DAY = date(2026, 12, 24)
PACKAGE = Package.preset("p1-p4")
TICKET = Ticket(id="INC-1", reported_at=T0, priority="P2")
LEVEL = PACKAGE.scheme.levels[0]

MADE_BY_THE_LIBRARY = {
    *("Assessment", "Change", "Clock", "ClockExplanation", "Day", "Deadlines", "Edge", "Example"),
    *("Explanation", "Finding", "Fingerprint", "NextEvent", "State", "Stretch"),
}
"""Answers: nobody else makes one, so their constructors are no doors; their methods are."""
FOR_THE_LIBRARY = {
    *("Package.known_cover", "Package.term", "Target.read", "Target.times", "Reading.marks"),
}
"""What other modules of the library ask, with values that are checked already."""
OWNERS: dict[str, Any] = {
    "Assessment": assess(TICKET, PACKAGE, at=LATER),
    "Calendar": PACKAGE.calendar,
    "Clock": assess(TICKET, PACKAGE, at=LATER).resolution,
    "Explanation": explain(TICKET, PACKAGE, at=LATER),
    "Package": PACKAGE,
    "Priority": LEVEL,
    "Reading": PACKAGE.scheme.reading,
    "Scheme": PACKAGE.scheme,
    "Ticket": TICKET,
}
"""Whose methods are asked."""
BY_NAME: dict[str, Any] = {
    "at": LATER,
    "start": T0,
    "end": LATER,
    "after": T0,
    "until": LATER,
    "reported_at": T0,
    "due": LATER,
    "day": DAY,
    "amount": timedelta(hours=8),
    "number": 3,
    "tz": "UTC",
    "name": "Acme",
    "package": PACKAGE,
    "other": PACKAGE,
    "ticket": TICKET,
    "tickets": [TICKET],
    "clock": "resolution",
    "reason": "strike",
    "priority": "P2",
    "rank": 1,
    "terms": {"title": "Outage"},
    "scheme": PACKAGE.scheme,
    "text": "8 working hours",
    "calendar": PACKAGE.calendar,
    "audience": "agent",
    "kind": "reported",
    "instant": 0,
    "first": 2026,
    "last": 2027,
    "priorities": {"P1": {"response": "1 working hour"}},
    "country": "DE",
    "days": [DAY],
    "spans": [(T0, LATER)],
    "hours": "Mon-Fri 09:00-17:00",
    "events": TICKET.events,
    "rows": [(T0, "New")],
    "meaning": {"New": "open"},
    "target": Target.parse("8 working hours"),
    "unit": "hour",
    "document": PACKAGE.model_dump(),
}
"""A good value of each parameter that needs one."""
BY_DOOR: dict[str, dict[str, Any]] = {
    "Calendar.dates": {"days": [DAY], "hours": "09:00-17:00"},
    "Calendar.count_working_days": {"start": DAY, "end": DAY},
    "Calendar.days": {"start": DAY, "end": DAY + timedelta(days=9)},
    "Calendar.same_windows": {"other": PACKAGE.calendar},
    "Event": {"kind": Kind.REPORTED},
    "Event.from_dict": {"said": {"kind": "reported", "at": T0}},
    "Package.from_json": {"text": PACKAGE.to_json()},
    "Package.from_toml": {"text": PACKAGE.to_toml()},
    "Package.preset": {"name": "p1-p4"},
    "Ticket.first": {"kind": Kind.REPORTED},
    "Ticket.from_dict": {"said": TICKET.to_dict()},
}


"""A good value of a parameter that another door calls by the same name."""


class Door(NamedTuple):
    """A parameter of a public callable."""

    name: str
    parameter: str
    call: Callable[..., object]
    given: Mapping[str, Any]
    """Good values of the others."""
    takes: Any
    """The annotation."""

    def ask(self, value: Any) -> object:
        """Hand a value in."""
        answer = self.call(**self.given, **{self.parameter: value})
        return list(answer) if isinstance(answer, Iterator) else answer


def callables() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every public callable with its name."""
    for name in slacalc.__all__:
        value = getattr(slacalc, name)
        if name not in MADE_BY_THE_LIBRARY and name != "Calendar":
            yield name, value
        if inspect.isclass(value):
            owner = OWNERS.get(name, value)
            for method in dir(value):
                found = getattr(owner, method, None)
                ours = inspect.isroutine(found) and str(getattr(found, "__module__", "")).startswith("slacalc")
                if ours and not method.startswith("_") and f"{name}.{method}" not in FOR_THE_LIBRARY:
                    yield f"{name}.{method}", found


_NAMES = {name: getattr(slacalc, name) for name in slacalc.__all__}


def doors() -> Iterator[Door]:
    """Yield every parameter of every public callable."""
    for name, call in callables():
        home = call.__init__ if inspect.isclass(call) else call  # type: ignore[misc]
        hints = typing.get_type_hints(home, localns=_NAMES)
        parameters = dict(_parameters(call))
        known = BY_NAME | BY_DOOR.get(name, {})
        good = {each: known[each] for each in needed(call)}
        for parameter, (_, hint) in parameters.items():
            others = {each: value for each, value in good.items() if each != parameter}
            yield Door(name, parameter, call, others, hints.get(parameter, hint))


def needed(call: Callable[..., object]) -> list[str]:
    """Return the parameters that must be given."""
    return [each for each, (optional, _) in _parameters(call) if not optional]


def _parameters(call: Callable[..., object]) -> Iterator[tuple[str, tuple[bool, Any]]]:
    for each in inspect.signature(call).parameters.values():
        if each.kind is inspect.Parameter.VAR_KEYWORD:
            yield from {"sequence": (True, int | None), "recorded_at": (True, datetime | None)}.items()
        elif each.name != "self":
            yield each.name, (each.default is not inspect.Parameter.empty, each.annotation)


_ALSO: dict[tuple[str, str], Any] = {
    ("Handling", "pauses"): Iterable,
    ("Promise", "thresholds"): Iterable,
    **{("Promise", name): Target | str | None for name in ("target", "estimate")},
    **{("Priority", name): str for name in ("response", "resolution", "next_reply", "update")},
    ("Event", "kind"): str,
    ("Ticket.first", "kind"): str,
}
"""What the library takes beside what the annotation names."""


def may_take(door: Door, value: object) -> bool:
    """Return whether the signature names the type of a value."""
    return _fits(value, door.takes) or _fits(value, _ALSO.get((door.name, door.parameter), Literal[()]))


def _fits(value: object, hint: Any) -> bool:
    origin, inside = get_origin(hint), get_args(hint)
    if hint is Any or hint is object:
        return True
    if origin is Literal:
        return isinstance(value, str) and value in inside
    if origin in {types.UnionType, typing.Union}:
        return any(_fits(value, each) for each in inside)
    if isinstance(value, bool) or hint is bool:
        return isinstance(value, bool) and hint is bool
    if hint is date and isinstance(value, datetime):
        return False
    is_text = isinstance(value, str | bytes | bytearray)
    return isinstance(value, hint if origin is None else origin) and not (origin is Iterable and is_text)
