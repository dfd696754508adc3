"""What can happen to a ticket: one event, at an instant, as it was known (S8)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from slacalc.errors import InputError, check_flag, check_text, is_one_of, listed, shown
from slacalc.handling import ALL_CLOCKS
from slacalc.instants import DateTime, as_utc, date_from_iso, day_number, day_of, from_iso, instant_text, micros, moment
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME


class Kind(StrEnum):
    """What can happen to a ticket, in the order in which events of one instant without sequence are taken (S8).

    A pause and a resume at one instant, with no sequence between them, change nothing: a ticket that waits goes on
    waiting, as where one pause touches the next. A ticket reopened at the instant of its resolution was never resolved.
    """

    REPORTED = "reported"
    UNLOGGED = "unlogged"
    """The report waits to be logged, for instance with an answering service."""
    LOGGED = "logged"
    PRIORITISED = "prioritised"
    CUSTOMER_REPLIED = "customer_replied"
    PAUSED = "paused"
    RESUMED = "resumed"
    ACKNOWLEDGED = "acknowledged"
    """An automatic reply: it fulfils nothing (S2)."""
    ESTIMATED = "estimated"
    AGREED = "agreed"
    RESPONDED = "responded"
    UPDATED = "updated"
    """A further message of an agent."""
    RESOLVED = "resolved"
    TRANSFERRED = "transferred"
    """Handed over, for instance to a bug tracker."""
    CLOSED = "closed"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    EXCUSED = "excused"

    __hash__ = str.__hash__  # that of Enum is written in Python, and each lookup by kind pays for it


KINDS = tuple(Kind)
_PLACES = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, at an instant in microseconds since 1970 UTC.

    Example:
        >>> from datetime import UTC, datetime
        >>> from slacalc import Ticket
        >>> event = Ticket(reported_at=datetime(2026, 5, 11, 9, tzinfo=UTC)).events[0]
        >>> print(event.kind, event.at)
        reported 2026-05-11 09:00:00+00:00
    """

    kind: Kind
    instant: int
    sequence: int | None = None
    """Orders events of one instant that have one."""
    recorded: int | None = None
    """When it became known, in microseconds since 1970 UTC, where that was later than it happened (S8)."""
    priority: str | None = None
    reason: str = ""
    by: str = ""
    """Who agreed a deadline."""
    reference: str = ""
    """Where it can be read: of an agreement, or of a transfer in the other tracker."""
    clock: str = ""
    """The clock whose breach is excused."""
    due: int | None = None
    """The agreed deadline, in microseconds since 1970 UTC."""
    overrides: bool = False
    """Whether an agreed deadline rules where the priority has a target of its own."""
    day: int | None = None
    """The estimated date, in days since 1970."""

    def __post_init__(self) -> None:
        if type(self.kind) is not Kind:
            object.__setattr__(self, "kind", kind_of(self.kind))
        for name in ("instant", "recorded", "due"):
            _check_instant(getattr(self, name), name)
        _check_details(self)
        _check_what_belongs(self)

    @property
    def at(self) -> DateTime:
        """When it happened, in UTC."""
        return moment(self.instant)

    @property
    def known_from(self) -> int:
        """From when it is known, in microseconds since 1970 UTC (S8)."""
        return self.instant if self.recorded is None else max(self.instant, self.recorded)

    @property
    def place(self) -> tuple[int, int]:
        """Where events stand that somebody has put in order: what shares one happened at once."""
        return self.instant, self.sequence or 0

    @property
    def order(self) -> tuple[Any, ...]:
        """Where the event stands in its history, whatever the order of arrival (S8)."""
        place = *self.place, _PLACES[self.kind]
        if self.kind in _PLAIN and self.recorded is None:
            return *place, "", self.sequence is None
        return *place, self._rest(), self.sequence is None

    def _rest(self) -> str:
        texts = self.priority, self.reason, self.by, self.reference, self.clock
        return repr([*texts, self.due, self.day, self.recorded, self.overrides])

    def __str__(self) -> str:
        """Return the event in words."""
        return f"{self.kind} {self.at:YYYY-MM-DD HH:mm:ss} UTC"

    def to_dict(self) -> dict[str, Any]:
        """Return what it says, ready for JSON: instants in ISO 8601 in UTC."""
        said: dict[str, Any] = {"kind": str(self.kind), "at": _iso(self.instant)}
        said |= {"recorded_at": _iso(self.recorded), "due": _iso(self.due)}
        said |= {"date": None if self.day is None else day_of(self.day).isoformat()}
        said |= {name: getattr(self, name) for name in ("sequence", *_DETAILS)}
        return {name: value for name, value in said.items() if value not in (None, "", False)}

    @classmethod
    def from_dict(cls, said: object) -> "Event":
        """Return the event that a mapping says, as ``to_dict`` wrote it.

        Raises:
            InputError: keys or values that make no event.
        """
        if not isinstance(said, Mapping):
            raise InputError(f"{shown(said)} is no event: write a mapping such as {{'kind': 'paused', 'at': '...'}}")
        unknown = set(said) - _KEYS
        if unknown or not {"kind", "at"} <= set(said):
            keys = listed(sorted(said, key=shown))
            raise InputError(f"an event with the keys [{keys}]: write kind, at and of {sorted(_KEYS)}")
        return made(
            said["kind"],
            instant(said["at"], "at"),
            recorded_at=None if said.get("recorded_at") is None else instant(said["recorded_at"], "recorded_at"),
            due=None if said.get("due") is None else instant(said["due"], "due"),
            day=_day(said.get("date")),
            **{name: said[name] for name in ("sequence", *_DETAILS) if said.get(name) is not None},
        )


_DETAILS = ("priority", "reason", "by", "reference", "clock", "overrides")
_KEYS = {"kind", "at", "recorded_at", "due", "date", "sequence", *_DETAILS}
_PLAIN = {Kind.REPORTED, Kind.UNLOGGED, Kind.LOGGED, Kind.RESUMED, Kind.RESPONDED, Kind.RESOLVED, Kind.CLOSED}
_TEXTS = ("reason", "by", "reference")
HIGHEST = 10**18 - 1
"""What a sequence goes up to."""
_BELONGS = {
    "priority": {Kind.PRIORITISED},
    "clock": {Kind.EXCUSED},
    "reason": {Kind.PAUSED, Kind.EXCUSED},
    "by": {Kind.AGREED},
    "reference": {Kind.AGREED, Kind.TRANSFERRED},
    "overrides": {Kind.AGREED},
}
"""The kinds that each detail says something of."""


def made(
    kind: object,
    at: int,
    *,
    recorded_at: int | None = None,
    **details: Any,
) -> Event:
    """Return an event, its details checked.

    Raises:
        InputError: a detail of the wrong type.
    """
    return Event(kind_of(kind), at, recorded=recorded_at, **details)


def kind_of(kind: object) -> Kind:
    """Return the kind that a word says.

    Raises:
        InputError: it says none.
    """
    if not isinstance(kind, str) or kind not in _PLACES:
        raise InputError(f"kind={shown(kind)} is no kind of event: write one of {', '.join(KINDS)}")
    return Kind(kind)


def _check_instant(value: object, name: str) -> None:
    if value is None and name != "instant":
        return
    if type(value) is not int or not START_OF_TIME <= value < END_OF_TIME:
        said = "write whole microseconds since 1970 UTC, of the years 1 to 9999"
        raise InputError(f"{name}={shown(value)} is no instant: {said}")


def _check_details(event: Event) -> None:
    if event.sequence is not None and type(event.sequence) is not int:
        raise InputError(f"sequence={shown(event.sequence)} is no number in a sequence: write a whole number")
    if event.sequence is not None and abs(event.sequence) > HIGHEST:
        raise InputError(f"sequence={shown(event.sequence)} is too far out: write at most 18 digits")
    for name in _TEXTS:
        text = getattr(event, name)
        if not isinstance(text, str):
            raise InputError(f"{name}={shown(text)} is no {name}: write text")
        check_text(text, name)
    if not isinstance(event.priority, str | None) or (event.kind is Kind.PRIORITISED and not event.priority):
        raise InputError(f"priority={shown(event.priority)} is no name of a priority: write for instance 'P2'")
    check_text(event.priority or "", "priority")
    check_flag(event.overrides, "overrides")


def _check_what_belongs(event: Event) -> None:
    kind, clock = event.kind, event.clock
    if not is_one_of(clock, ALL_CLOCKS if kind is Kind.EXCUSED else ("", *ALL_CLOCKS)):
        raise InputError(f"clock={shown(clock)} is no clock to excuse: write one of {', '.join(map(repr, ALL_CLOCKS))}")
    for wanted, value, name in ((Kind.AGREED, event.due, "due"), (Kind.ESTIMATED, event.day, "date")):
        if (kind is wanted) is (value is None):
            raise InputError(f"{kind} with {name}={shown(value)}: {name} belongs to {wanted}, which needs one")
    if event.day is not None:
        _check_day(event.day)
    for name, kinds in _BELONGS.items():
        value = getattr(event, name)
        if value and kind not in kinds:
            raise InputError(f"{kind} with {name}={shown(value)}: {name} belongs to {' and '.join(sorted(kinds))}")


def _check_day(day: object) -> None:
    if type(day) is not int or not START_OF_TIME <= day * DAY < END_OF_TIME:
        raise InputError(f"day={shown(day)} is no date: write whole days since 1970, of the years 1 to 9999")


def instant(value: object, name: str) -> int:
    """Return the instant of a datetime or of ISO 8601 text with an offset."""
    at = from_iso(value) if isinstance(value, str) else value
    if at is None and value is not None:
        raise InputError(f"{name}={shown(value)} is no time: write for instance '2026-05-11T10:00:00+01:00'")
    return micros(at, name)  # type: ignore[arg-type]


def _day(value: object) -> int | None:
    day = date_from_iso(value) if isinstance(value, str) else value
    if day is None and value is not None:
        raise InputError(f"date={shown(value)} is no date: write for instance '2026-05-20'")
    return None if day is None else day_number(day, "date")  # type: ignore[arg-type]


def _iso(at: int | None) -> str | None:
    return None if at is None else as_utc(moment(at)).isoformat().replace("+00:00", "Z")


def code(event: Event) -> str:
    """Return the call that adds an event to a ticket."""
    at, said = instant_text(event.instant), _keywords(event)
    match event.kind:
        case Kind.PRIORITISED:
            first = [repr(event.priority), at]
        case Kind.EXCUSED:
            first = [repr(event.clock), f"at={at}", *([] if event.reason else ["reason=''"])]
        case Kind.ESTIMATED:
            first = [_date_code(event.day or 0), f"at={at}"]
        case Kind.AGREED:
            first = [f"due={instant_text(event.due or 0)}", f"at={at}"]
        case _:
            first = [at]
    return f".{event.kind}({', '.join([*first, *said])})"


def _keywords(event: Event) -> list[str]:
    names = ("reason", "by", "reference", "overrides", "sequence")
    chosen = [(each.name, getattr(event, each.name), each.default) for each in fields(event) if each.name in names]
    said = [f"{name}={value!r}" for name, value, default in chosen if value != default]
    return said if event.recorded is None else [*said, f"recorded_at={instant_text(event.recorded)}"]


def _date_code(number: int) -> str:
    day = day_of(number)
    return f"date({day.year}, {day.month}, {day.day})"
