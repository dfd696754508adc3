"""What can happen to a ticket: one event, at an instant, as it was known (S8)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from slacalc.errors import InputError, shown
from slacalc.handling import ALL_CLOCKS
from slacalc.instants import DateTime, as_utc, day_number, day_of, instant_text, micros, moment


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
        >>> from datetime import UTC
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

    @property
    def at(self) -> DateTime:
        """When it happened, in UTC."""
        return moment(self.instant)

    @property
    def known_from(self) -> int:
        """From when it is known, in microseconds since 1970 UTC (S8)."""
        return self.instant if self.recorded is None else max(self.instant, self.recorded)

    @property
    def order(self) -> tuple[Any, ...]:
        """Where the event stands in its history, whatever the order of arrival (S8)."""
        place = self.instant, self.sequence or 0, _PLACES[self.kind]
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
            raise InputError(f"an event with the keys {sorted(map(str, said))}: write kind, at and of {sorted(_KEYS)}")
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
LONGEST_TEXT = 5_000
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
    sequence: object = None,
    recorded_at: int | None = None,
    due: int | None = None,
    day: int | None = None,
    **details: Any,
) -> Event:
    """Return an event, its details checked.

    Raises:
        InputError: a detail of the wrong type.
    """
    if not isinstance(kind, str) or kind not in _PLACES:
        raise InputError(f"kind={shown(kind)} is no kind of event: write one of {', '.join(KINDS)}")
    if sequence is not None and type(sequence) is not int:
        raise InputError(f"sequence={shown(sequence)} is no number in a sequence: write a whole number")
    for name in _TEXTS:
        if not isinstance(details.get(name, ""), str):
            raise InputError(f"{name}={shown(details[name])} is no {name}: write text")
    for name in ("priority", *_TEXTS):
        check_length(name, details.get(name))
    if type(details.get("overrides", False)) is not bool:
        raise InputError(f"overrides={shown(details['overrides'])}: write True or False")
    _check_what_belongs(Kind(kind), details, due, day)
    return Event(Kind(kind), at, sequence, recorded_at, due=due, day=day, **details)


def check_length(name: str, text: object) -> None:
    """Refuse a text that is longer than those of documents."""
    if isinstance(text, str) and len(text) > LONGEST_TEXT:
        raise InputError(f"{name} of {len(text)} characters is too long: at most {LONGEST_TEXT}")


def _check_what_belongs(kind: Kind, details: Mapping[str, Any], due: int | None, day: int | None) -> None:
    priority, clock = details.get("priority"), details.get("clock", "")
    if kind is Kind.PRIORITISED and (not isinstance(priority, str) or not priority):
        raise InputError(f"priority={shown(priority)} is no name of a priority: write for instance 'P2'")
    if kind is Kind.EXCUSED and clock not in ALL_CLOCKS:
        raise InputError(f"clock={shown(clock)} is no clock to excuse: write one of {', '.join(map(repr, ALL_CLOCKS))}")
    for wanted, value, name in ((Kind.AGREED, due, "due"), (Kind.ESTIMATED, day, "date")):
        if (kind is wanted) is (value is None):
            raise InputError(f"{kind} with {name}={shown(value)}: {name} belongs to {wanted}, which needs one")
    for name, kinds in _BELONGS.items():
        if details.get(name) and kind not in kinds:
            raise InputError(
                f"{kind} with {name}={shown(details[name])}: {name} belongs to {' and '.join(sorted(kinds))}"
            )


def instant(value: object, name: str) -> int:
    """Return the instant of a datetime or of ISO 8601 text with an offset."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise InputError(
                f"{name}={shown(value)} is no time: write for instance '2026-05-11T10:00:00+01:00'"
            ) from None
    return micros(value, name)  # type: ignore[arg-type]


def _day(value: object) -> int | None:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise InputError(f"date={shown(value)} is no date: write for instance '2026-05-20'") from None
    return None if value is None else day_number(value, "date")  # type: ignore[arg-type]


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
