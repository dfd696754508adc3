"""Cover booked ahead for a stretch of time (S4, S8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slacalc.errors import InputError, PackageError, check_flag, check_text, first_of, shown
from slacalc.instants import DateTime, instant_text, micros, moment
from slacalc.windows import Edges, normal

MOST_BOOKINGS = 10_000


@dataclass(frozen=True, slots=True, init=False)
class Cover:
    """Cover booked for a stretch of time: it adds working time, never a working day (S4).

    Args:
        start: an aware datetime.
        end: an aware datetime, after the start; the window is half-open (T1).
        booked_at: from when the booking is known; None for always (S8).
        chargeable: whether work in it is charged as out of hours.
        name: what explanations call it.

    Raises:
        InputError: an end that is not after the start.
        NaiveDatetimeError: a datetime without a zone (T4).

    Example:
        >>> from datetime import UTC
        >>> Cover(datetime(2026, 5, 16, 9, tzinfo=UTC), datetime(2026, 5, 16, 13, tzinfo=UTC), name="SO-1182")
        Cover(datetime(2026, 5, 16, 9, 0, tzinfo=UTC), datetime(2026, 5, 16, 13, 0, tzinfo=UTC), name='SO-1182')
    """

    opens: int
    closes: int
    known_from: int | None
    chargeable: bool
    name: str

    def __init__(
        self,
        start: datetime,
        end: datetime,
        booked_at: datetime | None = None,
        chargeable: bool = True,  # noqa: FBT001, FBT002 (a field)
        name: str = "",
    ) -> None:
        opens, closes = micros(start, "start"), micros(end, "end")
        if closes <= opens:
            raise InputError(
                f"cover from {start} to {end} does not end after it starts: write the earlier first, "
                "for instance from 2026-05-16 09:00 to 2026-05-16 13:00 on one clock"
            )
        if not isinstance(name, str):
            raise InputError(f"name={shown(name)}: write text, for instance 'SO-1182'")
        check_text(name, "name")
        check_flag(chargeable, "chargeable")
        object.__setattr__(self, "opens", opens)
        object.__setattr__(self, "closes", closes)
        object.__setattr__(self, "known_from", None if booked_at is None else micros(booked_at, "booked_at"))
        object.__setattr__(self, "chargeable", chargeable)
        object.__setattr__(self, "name", name)

    @property
    def start(self) -> DateTime:
        """When the cover begins, in UTC."""
        return moment(self.opens)

    @property
    def end(self) -> DateTime:
        """When the cover ends, in UTC."""
        return moment(self.closes)

    @property
    def booked_at(self) -> DateTime | None:
        """From when the booking is known, in UTC; None for always."""
        return None if self.known_from is None else moment(self.known_from)

    def order(self) -> tuple[bool, int, int, int, str, bool]:
        """Return where the booking stands among others: in the order in which they became known."""
        return self.known_from is not None, self.known_from or 0, self.opens, self.closes, self.name, self.chargeable

    def __repr__(self) -> str:
        """Return code that rebuilds the cover."""
        booked = "" if self.known_from is None else f", booked_at={instant_text(self.known_from)}"
        rest = "".join(
            [booked, "" if self.chargeable else ", chargeable=False", f", name={self.name!r}" * bool(self.name)]
        )
        return f"Cover({instant_text(self.opens)}, {instant_text(self.closes)}{rest})"


def bookings(cover: Any) -> list[Cover]:
    """Return booked cover in the order in which it became known.

    Raises:
        PackageError: something else among it.
    """
    booked = first_of(cover, MOST_BOOKINGS, "bookings of cover", PackageError) if _is_list(cover) else [cover]
    for window in booked:
        if not isinstance(window, Cover):
            raise PackageError(f"cover holds {shown(window)}: write Cover(start, end, booked_at=..., name=...)")
    return sorted(booked, key=Cover.order)


def _is_list(cover: object) -> bool:
    return isinstance(cover, Iterable) and not isinstance(cover, str | bytes)


def edges_of(booked: Iterable[Cover]) -> Edges:
    """Return the windows of several bookings as edges."""
    return normal((window.opens, window.closes) for window in booked)
