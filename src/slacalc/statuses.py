"""A helpdesk's log of statuses as events of a ticket: what each status means, and what its changes therefore say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from itertools import islice
from typing import Any, Literal, NamedTuple, get_args

from slacalc.errors import InputError, NaiveDatetimeError, as_word, check_text, first_of, is_one_of, listed, shown
from slacalc.events import Event, Kind, made
from slacalc.instants import from_iso, micros
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME
from slacalc.zones import LocalClock, zone_name

Ambiguous = Literal["raise", "earlier", "later"]
Nonexistent = Literal["raise", "shift_forward", "shift_backward"]
MEANINGS = ("open", "responded", "paused", "resolved", "closed", "cancelled", "transferred", "unlogged", "ignored")
"""What a status can mean: somebody works on it, has answered, it waits, it is over in one of four ways, it is left
with somebody who has not logged it yet, or the status says nothing of the clocks."""
_OVER = {"resolved", "closed", "cancelled", "transferred"}


MOST_ROWS = 100_000
_MOST_COMPARED, _LONGEST_COMPARED = 1_000, 64


class Row(NamedTuple):
    """One line of a status log."""

    at: int
    status: str
    priority: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Naive:
    """How times without an offset are placed on the clock of a zone."""

    tz: str | None = None
    ambiguous: Ambiguous = "raise"
    """A time that the clock reads twice: an error, its first pass or its second."""
    nonexistent: Nonexistent = "raise"
    """A time that the clock skips: an error, the instant of the jump, or the microsecond before it."""

    def __post_init__(self) -> None:
        for name, known in (("ambiguous", Ambiguous), ("nonexistent", Nonexistent)):
            if not is_one_of(getattr(self, name), get_args(known)):
                choices = ", ".join(map(repr, get_args(known)))
                raise InputError(f"{name}={shown(getattr(self, name))}: write one of {choices}")
        if self.tz is not None:
            object.__setattr__(self, "tz", zone_name(self.tz))

    def instant(self, at: object) -> int:
        """Return the instant of a datetime or of ISO 8601 text, naive or aware."""
        if isinstance(at, str):
            said, at = at, from_iso(at)
            if at is None:
                raise InputError(f"at={shown(said)} is no time: write for instance '2026-05-11 10:00'")
        if not isinstance(at, datetime) or at.tzinfo is not None:
            return micros(at)  # type: ignore[arg-type]
        if self.tz is None:
            raise NaiveDatetimeError(
                f"at={shown(at)} has no time zone: write the clock it was read from, tz='Europe/London'"
            )
        return self._placed(micros(at.replace(tzinfo=UTC)), at)

    def _placed(self, wall: int, at: datetime) -> int:
        clock = LocalClock(self.tz or "", max(wall - 3 * DAY, START_OF_TIME), min(wall + 3 * DAY, END_OF_TIME))
        passes = [wall - offset for start, end, offset in clock.stretches() if start <= wall - offset < end]
        if len(passes) == 1:
            return passes[0]
        if not passes:
            return self._skipped(clock.instant(wall), at)
        if self.ambiguous == "raise":
            raise InputError(f"at={at} is read twice on the clock of {self.tz}: write ambiguous='earlier' or 'later'")
        return passes[0 if self.ambiguous == "earlier" else -1]

    def _skipped(self, jump: int, at: datetime) -> int:
        if self.nonexistent == "raise":
            raise InputError(
                f"the clock of {self.tz} skips {at}: write nonexistent='shift_forward' or 'shift_backward'"
            )
        return jump if self.nonexistent == "shift_forward" else jump - 1


def events_of(
    rows: Iterable[Any],
    *,
    meaning: Mapping[str, str],
    naive: Naive,
    reported_at: datetime | None = None,
    initial_priority: str | None = None,
) -> list[Event]:
    """Return the events that a status log tells: see ``Ticket.from_statuses``.

    Raises:
        InputError: rows or meanings that cannot be read, or a status without a meaning.
    """
    check_meaning(meaning)
    log = sorted(_rows(rows, naive), key=lambda row: row.at)
    if not log and reported_at is None:
        raise InputError("a status log without rows says nothing: write reported_at=... for a ticket without a history")
    report = log[0].at if reported_at is None else naive.instant(reported_at)
    telling = _Telling([made(Kind.REPORTED, report)], initial_priority)
    if initial_priority is not None:
        telling.events.append(made(Kind.PRIORITISED, report, priority=initial_priority))
    for row in log:
        telling.tell(row, meant_by(row.status, meaning))
    return telling.events


def check_meaning(meaning: object) -> None:
    """Refuse what is no mapping from statuses to meanings.

    Raises:
        InputError: what to write.
    """
    if not isinstance(meaning, Mapping) or not meaning:
        raise InputError(
            f"meaning={shown(meaning)}: write a mapping such as {{'Waiting': 'paused', 'Done': 'resolved'}}"
        )
    for status, meant in meaning.items():
        if not is_one_of(meant, MEANINGS):
            near = get_close_matches(as_word(meant), MEANINGS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(MEANINGS)}"
            raise InputError(f"meaning of {shown(status)} is {shown(meant)}: {hint}")


def _comparable(meaning: Mapping[str, str]) -> list[str]:
    # Comparing thousands of long names with one that has no meaning can take minutes.
    short = (name for name in meaning if isinstance(name, str) and len(name) <= _LONGEST_COMPARED)
    return list(islice(short, _MOST_COMPARED))


def check_known(statuses: Sequence[str], meaning: Mapping[str, str]) -> None:
    """Check that every status of a log has a meaning, so that all that have none are told at once.

    Raises:
        InputError: one or more without.
    """
    unknown = [status for status in statuses if status not in meaning]
    if len(unknown) > 1:
        raise InputError(
            f"{len(unknown)} statuses have no meaning, {listed(unknown)}: add them to meaning=, perhaps as 'open' or "
            "'ignored'"
        )
    for status in unknown:
        meant_by(status, meaning)


def meant_by(status: str, meaning: Mapping[str, str]) -> str:
    """Return what a status means.

    Raises:
        InputError: a status without a meaning.
    """
    if status in meaning:
        return meaning[status]
    near = get_close_matches(status[:_LONGEST_COMPARED], _comparable(meaning), n=1)
    hint = f" (the nearest is {shown(near[0])})" if near else ""
    raise InputError(f"status {shown(status)} has no meaning{hint}: add it to meaning=, perhaps as 'open' or 'ignored'")


def _rows(rows: Iterable[Any], naive: Naive) -> Iterator[Row]:
    if isinstance(rows, str | Mapping) or not isinstance(rows, Iterable):
        raise InputError(
            f"{shown(rows)} is no status log: write rows such as [{{'at': ..., 'status': 'Waiting'}}, ...]"
        )
    for row in first_of(rows, MOST_ROWS, "rows of a status log"):
        said = row if isinstance(row, Mapping) else _named(row)
        unknown = set(said) - {"at", "status", "priority", "reason"}
        if unknown or not {"at", "status"} <= set(said):
            keys = listed(sorted(said, key=shown))
            raise InputError(f"a row with [{keys}]: write at and status, perhaps priority and reason")
        status, reason = said["status"], said.get("reason")
        reason = "" if reason is None else reason
        if not isinstance(status, str):
            raise InputError(f"status={shown(status)} is no text: write the word that the helpdesk shows")
        if not isinstance(reason, str):
            raise InputError(f"reason={shown(reason)} is no reason: write text")
        check_text(status, "status")
        yield Row(naive.instant(said["at"]), status, said.get("priority"), reason)


def _named(row: Any) -> Mapping[str, Any]:
    if not isinstance(row, tuple | list) or len(row) not in {2, 3}:
        raise InputError(f"{shown(row)} is no row of a status log: write (at, status) or (at, status, priority)")
    return dict(zip(("at", "status", "priority"), row, strict=False))


def told(before: str, meant: str, *, answered: bool) -> tuple[Kind, ...]:
    """Return what a change of status tells, in order: what the one before ends, and what the new one begins.

    Args:
        before: what the status before meant; "open" where there was none.
        meant: what the new one means.
        answered: whether an earlier one told of a response.

    Example:
        >>> [str(kind) for kind in told("paused", "responded", answered=False)]
        ['resumed', 'responded']
    """
    if meant == "ignored":
        return ()
    ends = {Kind.LOGGED: {"unlogged"}, Kind.RESUMED: {"paused"}, Kind.REOPENED: _OVER}
    found = tuple(kind for kind, meanings in ends.items() if before in meanings and meant not in meanings)
    if meant in {before, "open"} or (meant == "responded" and answered):
        return found
    return (*found, Kind(meant))


@dataclass(slots=True)
class _Telling:
    """The events of a log so far; each but the report has its place in the log as its sequence."""

    events: list[Event]
    priority: str | None
    meant: str = "open"
    answered: bool = False

    def tell(self, row: Row, meant: str) -> None:
        """Add what a row tells."""
        if row.priority is not None and row.priority != self.priority:
            self._add(row, Kind.PRIORITISED, priority=row.priority)
            self.priority = row.priority
        if meant == "ignored":
            return
        for kind in told(self.meant, meant, answered=self.answered):
            self.answered |= kind is Kind.RESPONDED
            reason = {"reason": row.reason or row.status} if kind is Kind.PAUSED else {}
            self._add(row, kind, **reason)
        self.meant = meant

    def _add(self, row: Row, kind: Kind, **details: Any) -> None:
        self.events.append(made(kind, row.at, sequence=len(self.events), **details))
