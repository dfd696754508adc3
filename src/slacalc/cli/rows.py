"""From the records of a file to tickets: each row by itself, each fault with its line and reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from slacalc.cli.columns import Columns
from slacalc.cli.date_patterns import year_first
from slacalc.cli.profiles import NO_PROFILE, Profile
from slacalc.cli.reading_files import Fault
from slacalc.cli.times import BadTimeError, ChoiceNeededError, TimeReader
from slacalc.errors import InputError, SlaError, shortened, shown
from slacalc.instants import micros, moment
from slacalc.packages import Package
from slacalc.tickets import Ticket
from slacalc.windows import MINUTE

_MINUTES = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket with the line on which its record begins, and how many of its times are doubtful (T13)."""

    line: int
    ticket: Ticket
    doubtful: int
    status: str | None = None
    """What its status means by the profile: "open", "waiting", "resolved", "cancelled"; None where it is not known."""
    said: str = ""
    """Its status as the file writes it."""
    reopened: bool = False
    """Whether a time of its resolution was left out, because its status is open."""


class Priorities:
    """The names of a package's priorities as an export writes them: in any case, or as the call maps them.

    Args:
        package: whose priorities they are.
        mapped: texts such as "1 - Critical=P1".
        ranked: the names of a product, the most urgent first: each means the priority of its rank in the package,
            unless it is one of the package's own or mapped.

    Raises:
        InputError: a mapping that is none, or to a priority that there is not.
    """

    def __init__(self, package: Package, mapped: Iterable[str] = (), ranked: Sequence[str] = ()) -> None:
        self._names = tuple(package.scheme.priorities)
        self._known = {said.casefold(): level.name for said, level in zip(ranked, package.scheme.levels, strict=False)}
        self._known |= {name.casefold(): name for name in reversed(self._names)}
        self._known |= {name: name for name in self._names}
        for text in mapped:
            said, equals, name = text.rpartition("=")
            target = self._find(name.strip())
            if not equals or not said.strip() or target is None:
                raise InputError(
                    f"--map-priority {shown(text)} does not say one of {self._listed()}: type for instance "
                    f"--map-priority '1 - Critical={self._names[0]}'"
                )
            self._known[said.strip()] = self._known[said.strip().casefold()] = target

    def read(self, text: str) -> str | None:
        """Return the priority that a cell says; None for an empty one.

        Raises:
            InputError: it says no priority of the package.
        """
        text = text.strip()
        if not text:
            return None
        name = self._find(text)
        if name is None:
            raise InputError(
                f"priority {shown(text)} is none of {self._listed()}: type --map-priority '{shortened(text)}=NAME' "
                "with the one it means"
            )
        return name

    def option(self, text: str | None) -> str | None:
        """Return the priority that ``--priority`` says; None without one.

        Raises:
            InputError: it says no priority of the package.
        """
        if text is None:
            return None
        name = self._find(text.strip())
        if name is None:
            raise InputError(f"--priority {shown(text)} is none of {self._listed()}: type one of them")
        return name

    def _find(self, text: str) -> str | None:
        return self._known.get(text) or self._known.get(text.casefold())

    def _listed(self) -> str:
        return ", ".join(map(repr, self._names))


@dataclass(frozen=True, slots=True)
class RowReader:
    """Turns records into tickets."""

    columns: Columns
    times: TimeReader
    priorities: Priorities
    profile: Profile = NO_PROFILE

    def rows(self, records: Iterable[tuple[int, list[str] | Fault]]) -> Iterator[tuple[int, Row | Fault]]:
        """Return the row, or what is wrong with it, of each numbered record.

        Raises:
            ChoiceNeededError: a time that an option must say how to read.
        """
        for line, record in records:
            yield line, record if isinstance(record, Fault) else self._row(line, record)

    def _row(self, line: int, record: Sequence[str]) -> Row | Fault:
        id_ = _cell(record, self.columns.id).strip() or None
        try:
            return self._read(line, id_, record)
        except ChoiceNeededError as needed:
            raise ChoiceNeededError(f"line {line}, {needed}") from None
        except SlaError as fault:
            return Fault(line, str(fault), id_)

    def _read(self, line: int, id_: str | None, record: Sequence[str]) -> Row:
        doubts: list[bool] = []
        reported_at = self._time(record, self.columns.reported, doubts)
        if reported_at is None:
            raise InputError(
                f"{self.columns.name(self.columns.reported)} is empty: a ticket needs the time of its report"
            )
        said = _cell(record, self.columns.status).strip()
        status = self.profile.statuses.get(said.casefold())
        ended = self._time(record, self.columns.resolved, doubts)
        ticket = Ticket(
            id=id_,
            reported_at=reported_at,
            priority=self.priorities.read(_cell(record, self.columns.priority)),
            logged_at=self._time(record, self.columns.logged, doubts),
            responded_at=self._time(record, self.columns.responded, doubts) or self._answer(record, reported_at),
            resolved_at=ended if status in {None, "resolved"} else None,
            pauses=self._pauses(record, doubts),
        )
        if status in {"resolved", "cancelled"} and ended is None:
            raise InputError(
                f"its status is {shown(said)}, and no column says since when: export the time of its resolution too"
            )
        if status == "cancelled" and ended is not None:
            ticket = ticket.cancelled(ended)
        return Row(line, ticket, sum(doubts), status, said, bool(ended) and status in {"open", "waiting"})

    def _time(self, record: Sequence[str], place: int | None, doubts: list[bool]) -> datetime | None:
        text = _cell(record, place).strip()
        return self._told(text, place, doubts) if text else None

    def _answer(self, record: Sequence[str], reported_at: datetime) -> datetime | None:
        text = _cell(record, self.columns.responded_minutes).strip()
        if not text:
            return None
        if not _MINUTES.fullmatch(text):
            name = self.columns.name(self.columns.responded_minutes or 0)
            raise InputError(f"{shortened(name)} {shown(text)} is no count of minutes: write for instance 90")
        return moment(micros(reported_at) + int(text) * MINUTE, self.times.tz or "UTC")

    def _pauses(self, record: Sequence[str], doubts: list[bool]) -> list[tuple[datetime, datetime | None]]:
        place = self.columns.pauses
        written = [text.strip() for text in _cell(record, place).split(";")]
        return [self._pause(text, place, doubts) for text in written if text]

    def _pause(self, text: str, place: int | None, doubts: list[bool]) -> tuple[datetime, datetime | None]:
        start, slash, end = (part.strip() for part in text.partition("/"))
        if not start or not slash or "/" in end:
            raise InputError(
                f"{shortened(self.columns.header[place or 0])} {shown(text)} is no pause: "
                "write start/end (start/ while it is open), separated by ';', with dates such as 2026-05-13"
            )
        return self._told(start, place, doubts), self._told(end, place, doubts) if end else None

    def _told(self, text: str, place: int | None, doubts: list[bool]) -> datetime:
        try:
            at, doubtful = self.times.read(year_first(text, self.profile.dates))
        except (BadTimeError, ChoiceNeededError) as fault:
            raise type(fault)(f"{shortened(self.columns.header[place or 0])} {fault}") from None
        doubts.append(doubtful)
        return at


def _cell(record: Sequence[str], place: int | None) -> str:
    return "" if place is None else record[place]
