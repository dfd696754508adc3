"""A scheme: what is promised for each priority, and how the contract that says so is read and handled."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, TypeVar

from slacalc.calendar import Calendar
from slacalc.errors import LONGEST_NAME, LONGEST_TEXT, InputError, PackageError, as_word, check_text, shortened, shown
from slacalc.handling import ALL_CLOCKS, Handling
from slacalc.promises import Promise
from slacalc.reading import Reading, with_choices

T = TypeVar("T")
_KEYS = ("title", "description", "rank", "chargeable", "calendar", *ALL_CLOCKS)

HIGHEST_RANK = 1_000_000
MOST_PRIORITIES = 1_000
_TEXTS = ("name", "title", "description")
_WANTED = dict.fromkeys(_TEXTS, "text") | {
    "chargeable": "True or False",
    "rank": f"a whole number, 1 for the first and at most {HIGHEST_RANK}",
    "calendar": "a Calendar",
}


@dataclass(frozen=True, slots=True)
class Priority:
    """One priority of a scheme: its name and rank (1 first), and what is promised for it.

    Example:
        >>> from slacalc import Package
        >>> level = Package.preset("p1-p4").scheme.priorities["P2"]
        >>> print(level.rank, level.title, level.response, level.resolution, sep="; ")
        2; Blocker; 8 working hours; 3 working days
    """

    name: str
    rank: int
    title: str = ""
    description: str = ""
    chargeable: bool = False
    response: Promise | None = None
    resolution: Promise | None = None
    next_reply: Promise | None = None
    """Within what time an unanswered message of the customer's is answered."""
    update: Promise | None = None
    """How often somebody writes, from the first message of an agent's on."""
    calendar: Calendar | None = None
    """Hours of its own, in the place of the package's standard hours (T9)."""

    @classmethod
    def of(cls, name: str, rank: int, terms: "Mapping[str, Any] | Priority") -> "Priority":
        """Return the priority that a mapping such as {"title": "Outage", "response": "1 working hour"} says."""
        if isinstance(terms, Priority):
            return replace(terms, name=name)
        return cls(name=name, rank=rank).amended(terms)

    def amended(self, terms: Mapping[str, Any]) -> "Priority":
        """Return the priority with some of its terms changed; a promise is a Promise, its text, or None."""
        if not isinstance(terms, Mapping):
            said = "write a mapping such as {'response': '1 working hour'}"
            raise PackageError(f"priority {shown(self.name)} is {shown(terms)}: {said}")
        for key in terms:
            if key not in _KEYS:
                near = get_close_matches(as_word(key), _KEYS, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(_KEYS)}"
                raise PackageError(f"priority {shown(self.name)} has no {shown(key)}: {hint}")
        return replace(self, **terms)

    def __post_init__(self) -> None:
        fits = {key: isinstance(getattr(self, key), str) for key in _TEXTS}
        fits |= {"chargeable": type(self.chargeable) is bool, "rank": _is_rank(self.rank)}
        fits |= {"calendar": isinstance(self.calendar, Calendar | None), "name": fits["name"] and self.name != ""}
        for key, is_right in fits.items():
            if not is_right:
                raise PackageError(f"{_where(self.name, key)} is {shown(getattr(self, key))}: write {_WANTED[key]}")
        for clock in ALL_CLOCKS:
            object.__setattr__(self, clock, _promise(getattr(self, clock), _where(self.name, clock)))
        for key, longest in (("name", LONGEST_NAME), ("title", LONGEST_NAME), ("description", LONGEST_TEXT)):
            check_text(getattr(self, key), _where(self.name, key), longest, PackageError)

    def promises(self) -> dict[str, Promise | None]:
        """Return the promise of each clock, by the name of the clock."""
        return {
            "response": self.response,
            "resolution": self.resolution,
            "next_reply": self.next_reply,
            "update": self.update,
        }


def _is_rank(value: object) -> bool:
    return type(value) is int and 0 < value <= HIGHEST_RANK


def _where(name: object, key: str) -> str:
    return f"{shortened(name) if isinstance(name, str) else shown(name)}.{key}"


def _promise(value: Any, where: str) -> Promise | None:
    if value is None or isinstance(value, Promise):
        return value
    if not isinstance(value, str):
        raise PackageError(f"{where} is {shown(value)}: write a Promise or its text, for instance '8 working hours'")
    try:
        return Promise.parse(value)
    except InputError as fault:
        raise PackageError(f"{where}: {fault}") from fault


@dataclass(frozen=True, slots=True, init=False)
class Scheme:
    """Priorities with their promises, and the reading and handling that belong to the contract.

    Args:
        priorities: from a priority's name to its terms: title, description, rank, chargeable, response, resolution,
            next_reply, update, calendar. A promise is a ``Promise`` or its text. Without ranks, the order is the
            order of work.
        reading: how ambiguous words are read.
        handling: what events do to clocks.

    Raises:
        PackageError: terms that cannot be read, or two priorities of one rank.

    Example:
        >>> scheme = Scheme({"P1": {"title": "Outage", "response": "1 working hour", "resolution": "1 working day"}})
        >>> print(scheme.priorities["P1"].resolution)
        1 working day
    """

    levels: tuple[Priority, ...]
    reading: Reading = field(default=Reading())
    handling: Handling = field(default=Handling())

    def __init__(
        self,
        priorities: "Mapping[str, Mapping[str, Any] | Priority]",
        reading: Reading = Reading(),  # noqa: B008 (a frozen value)
        handling: Handling = Handling(),  # noqa: B008 (a frozen value)
    ) -> None:
        if not isinstance(priorities, Mapping) or not priorities:
            raise PackageError(
                f"priorities={shown(priorities)}: write a mapping from names to terms, with at least one"
            )
        if len(priorities) > MOST_PRIORITIES:
            raise PackageError(f"{len(priorities)} priorities are too many: at most {MOST_PRIORITIES}")
        if not isinstance(reading, Reading) or not isinstance(handling, Handling):
            raise PackageError(
                f"got {shown(reading)} and {shown(handling)}: write reading=Reading(...), handling=Handling(...)"
            )
        levels = [Priority.of(name, rank, terms) for rank, (name, terms) in enumerate(priorities.items(), 1)]
        levels.sort(key=lambda level: level.rank)
        object.__setattr__(self, "levels", tuple(levels))
        object.__setattr__(self, "reading", reading)
        object.__setattr__(self, "handling", handling)
        self._check()

    def _check(self) -> None:
        ranks = [level.rank for level in self.levels]
        if len(set(ranks)) < len(ranks):
            twice = next(rank for rank in ranks if ranks.count(rank) > 1)
            raise PackageError(f"two priorities have one rank, {twice}: give each its own, 1 for the first")
        for level in self.levels:
            for clock, promise in level.promises().items():
                for target in (promise.target, promise.estimate) if promise else ():
                    self._check_reading(level, clock, target)

    def _check_reading(self, level: Priority, clock: str, target: Any) -> None:
        response = level.response.target if level.response else None
        try:
            if target is not None:
                self.reading.marks(target, response)
        except InputError as fault:
            raise PackageError(f"{_where(level.name, clock)}: {fault}") from fault

    @property
    def priorities(self) -> dict[str, Priority]:
        """The priorities by name, the most urgent first."""
        return {level.name: level for level in self.levels}

    def amended(
        self,
        priorities: Mapping[str, Mapping[str, Any]] | None = None,
        reading: Mapping[str, Any] | Reading | None = None,
        handling: Mapping[str, Any] | Handling | None = None,
    ) -> "Scheme":
        """Return the scheme with some terms changed, key by key; a priority that is new comes last."""
        levels: dict[str, Any] = dict(self.priorities)
        if priorities is not None and not isinstance(priorities, Mapping):
            raise PackageError(f"priorities={shown(priorities)}: write a mapping from names to what changes")
        for name, terms in (priorities or {}).items():
            known = levels.get(name)
            last = max(level.rank for level in levels.values())
            levels[name] = known.amended(terms) if known else Priority.of(name, last + 1, terms)
        return Scheme(levels, _amended(self.reading, reading), _amended(self.handling, handling))

    def __repr__(self) -> str:
        """Return code that rebuilds the scheme."""
        listed = ", ".join(f"{level.name!r}: {_terms(level)}" for level in self.levels)
        return f"Scheme(priorities={{{listed}}}, reading={self.reading!r}, handling={self.handling!r})"


def _terms(level: Priority) -> str:
    said: dict[str, Any] = {"rank": level.rank}
    said |= {key: getattr(level, key) for key in ("title", "description", "chargeable", "calendar")}
    said |= {clock: promise and _promise_code(promise) for clock, promise in level.promises().items()}
    return repr({key: value for key, value in said.items() if value})


def _promise_code(promise: Promise) -> Any:
    return promise.words if repr(promise) == f"Promise.parse({promise.words!r})" else promise


def _amended(value: T, change: Mapping[str, Any] | T | None) -> T:
    if change is None:
        return value
    if isinstance(change, type(value)):
        return change
    try:
        return with_choices(value, change)
    except InputError as fault:
        raise PackageError(str(fault)) from fault
