"""Why a clock says what it says: every stretch counted or skipped with its rule, and how words were read (law 35)."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from slacalc.alternatives import other_readings
from slacalc.assessment import Assessment, assess
from slacalc.clocks import Clock
from slacalc.drawing import FINE, Picture, drawn, horizon
from slacalc.errors import PackageError, UnreachableError
from slacalc.events import Event
from slacalc.fingerprints import Fingerprint
from slacalc.history import Life, fold
from slacalc.instants import DateTime, iso, micros, moment
from slacalc.packages import Package
from slacalc.phrases import length
from slacalc.reckoning import last_run
from slacalc.stages import Repair
from slacalc.stretches import Stretch, pauses, stretches
from slacalc.tickets import Ticket
from slacalc.windows import NEVER


@dataclass(frozen=True, slots=True)
class ClockExplanation:
    """One clock explained: what was promised, how it was read, and every stretch until it was judged.

    The stretches are disjoint and in order; those counted sum to ``clock.used``, those paused to ``clock.paused_time``.

    Example:
        >>> from datetime import UTC
        >>> ticket = Ticket(reported_at=datetime(2026, 5, 13, 8, tzinfo=UTC), priority="P1")
        >>> found = explain(ticket, Package.preset("p1-p4"), at=datetime(2026, 5, 13, 10, tzinfo=UTC))
        >>> for line in found.clocks["resolution"].lines():
        ...     print(line)
        resolution: running (1 working day)
          read as the close of the 1st working day after the day on which the clock starts
          started Wed 2026-05-13 09:00
          due Thu 2026-05-14 17:00
          Wed 2026-05-13 09:00 to Wed 2026-05-13 11:00: counted, open
          used 2 h, remaining 14 h
          with working_day='same_time' due Thu 2026-05-14 09:00
          with working_day='hours' due Wed 2026-05-13 17:00
          with working_day='hours_to_close' due Wed 2026-05-13 17:00
          with working_day='inclusive' due Wed 2026-05-13 17:00
    """

    clock: Clock
    promise: str | None
    read_as: str | None
    """How the words are read."""
    stretches: tuple[Stretch, ...]
    hours: Fingerprint | None
    """What the hours were over these stretches, and the data that they were made from."""
    otherwise: tuple[tuple[str, DateTime | None], ...] = ()
    """What other readings of the same words would have given, where that is another deadline."""
    pauses: tuple[Stretch, ...] = ()
    """When the clock stood still, nights and weekends included, each with its reason."""
    calendar: tuple[Stretch, ...] = ()
    """The hours from the report to the last instant of the drawing, whatever happened in them."""

    @property
    def used(self) -> timedelta:
        """The sum of the stretches counted."""
        return sum((each.length for each in self.stretches if each.counted), timedelta())

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON."""
        said = {"promise": self.promise, "read_as": self.read_as, "clock": self.clock.to_dict()}
        said["hours"] = None if self.hours is None else self.hours.to_dict()
        said["otherwise"] = {reading: iso(due) for reading, due in self.otherwise}
        return {**said, "stretches": [each.to_dict() for each in self.stretches]}

    def lines(self) -> Iterator[str]:
        """Return the explanation as lines for a terminal, stretches alike on days that follow one another folded."""
        clock = self.clock
        yield f"{clock.name}: {str(clock.state).replace('_', ' ')}" + (f" ({self.promise})" if self.promise else "")
        if self.read_as:
            yield f"  read as {self.read_as}"
        for name, at in (("started", clock.started_at), ("due", clock.due), ("if resumed now", clock.due_if_resumed)):
            if at is not None:
                yield f"  {name} {_spoken(at)}"
        for first, last, days in _folded(self.stretches):
            times = "" if days == 1 else f", {days} times"
            counted = "counted" if first.counted else "skipped"
            yield f"  {_spoken(first.opens)} to {_spoken(last.closes)}{times}: {counted}, {first.why}"
        if clock.used is not None:
            amounts = (("used", clock.used), ("remaining", clock.remaining), ("overrun", clock.overrun))
            yield "  " + ", ".join(f"{name} {length(amount)}" for name, amount in amounts if amount)
        for reading, due in self.otherwise:
            yield f"  with {reading} due {_spoken(due)}" if due else f"  with {reading} no deadline"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A ticket explained under a package at an instant: see ``explain``.

    Example:
        >>> from datetime import UTC
        >>> ticket = Ticket(id="INC-7", reported_at=datetime(2026, 12, 24, 15, tzinfo=UTC), priority="P1")
        >>> why = explain(ticket, Package.preset("p1-p4"), at=datetime(2026, 12, 29, 10, tzinfo=UTC))
        >>> for stretch in why.clocks["response"].stretches[:4]:
        ...     print(stretch.opens, stretch.counted, stretch.why)
        2026-12-24 15:00:00+00:00 True open
        2026-12-24 17:00:00+00:00 False closed: outside the hours
        2026-12-25 00:00:00+00:00 False closed: Christmas Day
        2026-12-26 00:00:00+00:00 False closed: Boxing Day
    """

    assessment: Assessment
    explained: tuple[ClockExplanation, ...]
    assumptions: tuple[str, ...]
    repairs: tuple[Repair, ...]
    package: str
    """The name of the package."""
    content_hash: str
    """The hash of what the package says."""
    events: tuple[Event, ...] = ()
    """What is known to have happened at the instant asked about."""

    def svg(self, *, width: int = 960) -> str:
        """Return the explanation as a drawing: one SVG text that needs nothing else, in light and in dark.

        Args:
            width: the width in pixels for which labels are laid out, 320 to 2400; it scales to any other.

        Raises:
            InputError: another width.

        Example:
            >>> from datetime import UTC
            >>> ticket = Ticket(reported_at=datetime(2026, 5, 13, 8, tzinfo=UTC), priority="P1")
            >>> why = explain(ticket, Package.preset("p1-p4"), at=datetime(2026, 5, 13, 10, tzinfo=UTC))
            >>> why.svg().startswith("<svg xmlns=")
            True
        """
        return drawn(Picture(self.assessment, self.explained, self.events, self.package), width)

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        return f'<div style="max-width:960px">{self.svg()}</div>'

    @property
    def clocks(self) -> dict[str, ClockExplanation]:
        """The explanation of each clock, by its name."""
        return {each.clock.name: each for each in self.explained}

    def to_dict(self) -> dict[str, Any]:
        """Return everything ready for JSON."""
        return {
            "ticket": self.assessment.id,
            "priority": self.assessment.priority,
            "at": iso(self.assessment.at),
            "package": {"name": self.package, "content_hash": self.content_hash},
            "clocks": {name: each.to_dict() for name, each in self.clocks.items()},
            "assumptions": list(self.assumptions),
            "repairs": [{"code": repair.code, "sentence": repair.sentence} for repair in self.repairs],
        }

    def __str__(self) -> str:
        """Return the explanation for a terminal."""
        head = f"{self.assessment.id or 'a ticket'} {self.assessment.priority or 'without a priority'}"
        lines = [f"{head} under {self.package} at {_spoken(self.assessment.at)}"]
        lines += [line for each in self.explained for line in each.lines()]
        lines += [f"assumed: {said}" for said in self.assumptions]
        lines += [f"mended: {repair.sentence}" for repair in self.repairs]
        return "\n".join(lines)


def explain(ticket: Ticket, package: Package, *, at: datetime) -> Explanation:
    """Return why each clock of a ticket says what it says at an instant, stretch by stretch.

    Args:
        ticket: what happened; events after *at* are not known yet (S8).
        package: what is promised.
        at: an aware datetime.

    Raises:
        NaiveDatetimeError: *at* has no time zone (T4).
        HistoryError: *at* lies before the report, or events cannot have happened together (S8, S9).
        PackageError: a priority that the package does not have.
        UnreachableError: a deadline that no working time reaches (T10).

    Example:
        >>> from datetime import UTC
        >>> ticket = Ticket(id="INC-7", reported_at=datetime(2026, 5, 16, 9, tzinfo=UTC), priority="P1")
        >>> print(explain(ticket, Package.preset("p1-p4"), at=datetime(2026, 5, 18, 9, tzinfo=UTC)))
        INC-7 P1 under p1-p4 at Mon 2026-05-18 10:00
        response: running (8 working hours)
          read as 8 hours of working time, inside the hours
          started Mon 2026-05-18 09:00
          due Mon 2026-05-18 17:00
          Mon 2026-05-18 09:00 to Mon 2026-05-18 10:00: counted, open
          used 1 h, remaining 7 h
          with landing='open' due Tue 2026-05-19 09:00
        resolution: running (1 working day)
          read as the close of the 1st working day after the day on which the clock starts
          started Mon 2026-05-18 09:00
          due Tue 2026-05-19 17:00
          Mon 2026-05-18 09:00 to Mon 2026-05-18 10:00: counted, open
          used 1 h, remaining 15 h
          with receipt='report' due Mon 2026-05-18 17:00
          with working_day='same_time' due Tue 2026-05-19 09:00
          with working_day='hours' due Mon 2026-05-18 17:00
          with working_day='hours_to_close' due Mon 2026-05-18 17:00
          with working_day='inclusive' due Mon 2026-05-18 17:00
        assumed: public holidays of England are not worked: the contract does not mention them
    """
    found = assess(ticket, package, at=at)
    instant = micros(at)
    life = fold(ticket, package.scheme.handling, instant)
    others = _other_readings(ticket, package, at)
    ends = instant, horizon(found, life.reported)
    explained = [
        replace(_explained(ticket, package, life, clock, ends), otherwise=_otherwise(clock, others))
        for clock in found.clocks.values()
    ]
    repairs = tuple(each for each in ticket.repairs if all(event.known_from <= instant for event in each.events))
    names = package.name, package.content_hash
    known = tuple(each for each in ticket.events if each.known_from <= instant)
    return Explanation(found, tuple(explained), package.assumptions, repairs, *names, known)


def _other_readings(ticket: Ticket, package: Package, at: datetime) -> dict[str, Assessment]:
    # A reading that reaches nothing is no other answer.
    found = {}
    for word, value, other in other_readings(package):
        with suppress(PackageError, UnreachableError):
            found[f"{word}={value!r}"] = assess(ticket, other, at=at)
    return found


def _otherwise(clock: Clock, others: dict[str, Assessment]) -> tuple[tuple[str, DateTime | None], ...]:
    if clock.outcome.due == NEVER:
        return ()
    clocks = {reading: found.clocks[clock.name] for reading, found in others.items()}
    return tuple((reading, each.due) for reading, each in clocks.items() if each.outcome.due != clock.outcome.due)


def _explained(ticket: Ticket, package: Package, life: Life, clock: Clock, ends: tuple[int, int]) -> ClockExplanation:
    at, horizon = ends
    run, term = last_run(package, life, clock.name, at) or (None, None)
    if run is None or term is None:
        return ClockExplanation(clock, None, None, (), None)
    target, cover = term.promise.target, package.cover
    read_as = package.scheme.reading.describe(target) if target else None
    waits = pauses(ticket, run, term.desks.tz)
    begin = clock.outcome.started_at
    started = begin != NEVER and begin < run.until
    told = stretches(term, cover, begin, run.until, waits) if started else ()
    hours = term.calendar.fingerprint(moment(begin), moment(run.until)) if started else None
    seen = stretches(term, cover, life.reported, horizon) if horizon - life.reported <= FINE else ()
    return ClockExplanation(clock, str(term.promise), read_as, told, hours, pauses=waits, calendar=seen)


def _folded(stretches: tuple[Stretch, ...]) -> Iterator[tuple[Stretch, Stretch, int]]:
    # A day like the one before it needs no line of its own: what is counted and the night after it, over and over.
    place = 0
    while place < len(stretches):
        first, days = stretches[place], 1
        while (
            place + 2 < len(stretches)
            and _is_alike(stretches[place], stretches[place + 2])
            and _is_night(stretches[place + 1])
        ):
            place, days = place + 2, days + 1
        yield first, stretches[place], days
        place += 1


def _is_alike(one: Stretch, other: Stretch) -> bool:
    return one.counted and (one.why, one.length) == (other.why, other.length)


def _is_night(between: Stretch) -> bool:
    return between.why == "closed: outside the hours"


def _spoken(at: datetime) -> str:
    return f"{at:%a} {datetime.strftime(at, '%Y-%m-%d %H:%M')}"
