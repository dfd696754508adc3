"""slacalc beside other libraries: the same random questions, and of each disagreement which convention or fault it is.

A disagreement counts as explained only where slacalc, asked by the peer's convention, gives the peer's own answer. The
peers are asked what they can be told: one set of windows for some weekdays, and closed dates.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from random import Random
from zoneinfo import ZoneInfo

from slacalc import Calendar, as_utc
from tests.proof.comparing import Tally
from tests.proof.desks import NAMES, WEEKS, Desk, desk, instant

ABOUT = "random questions to other libraries, and what each disagreement is"
DESKS, ROUNDS = 400, 10
"""Desks that one piece draws for each peer, and rounds of questions to each."""
Answer = datetime | date | timedelta | bool | int | str | None


@dataclass(frozen=True)
class Question:
    """One question: both answers, and what slacalc says by other conventions, each with its name."""

    verb: str
    about: str
    ours: Answer
    theirs: Answer
    otherwise: Mapping[str, Callable[[], Answer]]


def pieces() -> int:
    """Return how many pieces the whole run has: one for each peer that is installed."""
    return len(installed())


def installed() -> list[str]:
    """Return the peers that are here to be asked."""
    return [name for name, library in LIBRARIES.items() if find_spec(library)]


def piece(seed: int, number: int, desks: int = DESKS) -> Tally:
    """Ask one peer."""
    name = installed()[number]
    chance, tally = Random(f"{seed}/{name}"), Tally()
    for _ in range(desks):
        for question in PEERS[name](chance):
            judge(name, question, tally)
    return tally


def judge(name: str, question: Question, tally: Tally) -> None:
    """Count a question, and what a disagreement is; one that no convention explains is told."""
    tally.counts[f"{name}: questions"] += 1
    if question.ours == question.theirs:
        return
    kinds = (kind for kind, answer in question.otherwise.items() if answer() == question.theirs)
    kind = next(kinds, None)
    tally.counts[f"{name}: {question.verb}: {kind or 'unexplained'}"] += 1
    if kind is None:
        tally.differ(f"{name}: {question.about}: slacalc {question.ours}, it {question.theirs}")


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


# -- numpy -------------------------------------------------------------------------------------------------------------


def numpy(chance: Random) -> Iterator[Question]:
    """Ask ``busday_offset``, ``busday_count`` and ``is_busday``; hours play no part."""
    import numpy as np  # noqa: PLC0415 - a peer is loaded when it is asked

    made = Desk("UTC", "09:00-17:00", chance.choice(WEEKS), desk(chance).closed)
    mask = "".join("1" if day in made.week else "0" for day in range(7))
    book = np.busdaycalendar(weekmask=mask, holidays=list(made.closed))
    ours = made.calendar
    for _ in range(ROUNDS):
        day, other = (instant(chance, made).date() for _ in range(2))
        number, roll = chance.randint(-15, 15), chance.choice(("forward", "backward"))
        theirs = np.busday_offset(day, number, roll=roll, busdaycal=book).item()
        told = f"{made}, {day} {number:+} {roll}"
        rolled = {
            f"rolls a closed date {roll} first, which counts as none or one of the days": _rolled(
                ours, day, number, roll
            )
        }
        yield Question("busday_offset", told, ours.add_working_days(day, number), theirs, rolled)
        counted = int(np.busday_count(day, other, busdaycal=book))
        yield Question(
            "busday_count",
            f"{made}, {day} to {other}",
            ours.count_working_days(day, other),
            counted,
            {
                "counts backwards without the earlier date and with the later": lambda d=day, o=other: (
                    -ours.count_working_days(o + timedelta(1), d + timedelta(1))
                )
            },
        )
        yield Question(
            "is_busday", f"{made}, {day}", ours.is_working_day(day), bool(np.is_busday(day, busdaycal=book)), {}
        )


def _rolled(ours: Calendar, day: date, number: int, roll: str) -> Callable[[], Answer]:
    def answer() -> Answer:
        forward = roll == "forward"
        start = ours.add_working_days(day, 0) if forward or ours.is_working_day(day) else ours.add_working_days(day, -1)
        return ours.add_working_days(start, number)

    return answer


# -- pandas ------------------------------------------------------------------------------------------------------------

UNBROKEN = "a window that closes within a repeated hour closes at its second pass only (its end is converted)"
LANDS = "an amount used up at a closing ends at the next opening (landing='open')"
ON_OFFSET = "a closing is still open"
WALL = "fault: reckons by the wall clock across its change"
STEPS = "fault: so many hours at once are not as many times one hour"
RAISES = "fault: raises an error where the clock skips or repeats the time"


def pandas(chance: Random) -> Iterator[Question]:
    """Ask ``CustomBusinessHour``: adding and subtracting whole hours, and whether it is open."""
    import pandas as pd  # noqa: PLC0415 - a peer is loaded when it is asked

    made = desk(chance)
    starts, ends = zip(*made.windows(), strict=True)
    mask, closed = " ".join(NAMES[day] for day in made.week), list(map(str, made.closed))

    def theirs(at: datetime, hours: int) -> Answer:
        offset = pd.offsets.CustomBusinessHour(
            hours, start=list(starts), end=list(ends), weekmask=mask, holidays=closed
        )
        try:
            return _utc((pd.Timestamp(at).tz_convert(made.zone) + offset).to_pydatetime())
        except ValueError as error:
            return type(error).__name__

    def stepped(at: datetime, hours: int) -> Answer:
        for _ in range(abs(hours)):
            found = theirs(at, 1 if hours > 0 else -1)
            if not isinstance(found, datetime):
                return found
            at = found
        return at

    step = pd.offsets.CustomBusinessHour(1, start=list(starts), end=list(ends), weekmask=mask, holidays=closed)
    for _ in range(ROUNDS):
        at, hours = instant(chance, made), chance.choice((1, 2, 3, 8, 20))
        amount, told = timedelta(hours=hours), f"{made}, {made.wall(at)}"
        found = theirs(at, hours)
        yield Question(
            "add",
            f"{told} + {hours}",
            as_utc(made.calendar.add(at, amount)),
            found,
            _by_pandas(made, at, hours, found, lambda a=at, n=hours: stepped(a, n)),
        )
        found = theirs(at, -hours)
        ours = as_utc(made.calendar.subtract(at, amount))
        yield Question(
            "subtract",
            f"{told} - {hours}",
            ours,
            found,
            _by_pandas(made, at, -hours, found, lambda a=at, n=hours: stepped(a, -n)),
        )
        is_open = bool(step.is_on_offset(pd.Timestamp(at).tz_convert(made.zone)))
        yield Question("is_open", told, made.calendar.is_open(at), is_open, _open_by_pandas(made, at))


def _open_by_pandas(made: Desk, at: datetime) -> Mapping[str, Callable[[], Answer]]:
    return {
        ON_OFFSET: lambda: made.calendar.is_open(at) or as_utc(made.calendar.previous_close(at)) == at,
        "a shift over midnight belongs to its date whole, and a closing is still open": lambda: (
            made.shifts.is_open(at) or as_utc(made.shifts.previous_close(at)) == at
        ),
    }


def _by_pandas(
    made: Desk, at: datetime, hours: int, found: Answer, steps: Callable[[], Answer]
) -> Mapping[str, Callable[[], Answer]]:
    """Return what slacalc says by the conventions of pandas; the last two are its faults at changes of the clock."""

    def landed(calendar: Calendar, start: datetime) -> datetime:
        amount = timedelta(hours=abs(hours))
        if hours > 0:
            return as_utc(calendar.add(start, amount, landing="open"))
        back = as_utc(calendar.subtract(start, amount))
        return as_utc(calendar.previous_close(back)) if as_utc(calendar.previous_open(back)) == back else back

    def by_the_wall() -> Answer:
        walls = {landed(c, made.wall(at)) for c in (made.by_the_wall.calendar, made.by_the_wall.shifts)}
        wall = made.wall(found) if isinstance(found, datetime) else None
        return found if wall in walls else None

    return {
        LANDS if hours > 0 else "an amount used up at an opening ends at the closing before": lambda: landed(
            made.calendar, at
        ),
        "a shift over midnight into a closed date is kept whole, and one out of it left out": lambda: landed(
            made.shifts, at
        ),
        WALL: by_the_wall,
        RAISES: lambda: found if isinstance(found, str) else None,
        STEPS: lambda: found if steps() != found else None,
    }


# -- businesstimedelta -------------------------------------------------------------------------------------------------


LOST = "fault: a shift over midnight that runs already is lost"
REPEATED = "fault: the second pass of a time that the clock repeats is lost"


def businesstimedelta(chance: Random) -> Iterator[Question]:
    """Ask for sums and differences, without closed dates: given a list and a zone, its rule for them raises."""
    import businesstimedelta as peer  # noqa: PLC0415 - a peer is loaded when it is asked
    import pytz  # noqa: PLC0415 - what it takes for a zone

    drawn = desk(chance)
    made = Desk(drawn.zone, drawn.hours, drawn.week, ())
    zone = pytz.timezone(made.zone)
    days = [peer.WorkDayRule(start, end, list(made.week), tz=zone) for start, end in made.windows()]
    rules = peer.Rules(days, tz=zone)
    for _ in range(ROUNDS):
        at, other = sorted(instant(chance, made).astimezone(zone) for _ in range(2))
        hours, told = chance.choice((1, 2, 3, 8, 20)), f"{made}, {made.wall(at)}"
        amount = timedelta(hours=hours)
        found = _utc(at + peer.BusinessTimeDelta(rules, hours=hours))
        yield Question(
            "add", f"{told} + {hours}", as_utc(made.calendar.add(at, amount)), found, _by_rules(made, at, amount)
        )
        other = min(other, at + timedelta(days=9))
        passed = rules.difference(at, other).timedelta
        yield Question(
            "difference",
            f"{told} to {made.wall(other)}",
            made.calendar.working_time(at, other),
            passed,
            {
                LOST: lambda a=at, o=other: _fresh(made, a).working_time(a, o),
                UNBROKEN: lambda a=at, o=other: made.unbroken.working_time(a, o),
                WALL: lambda a=at, o=other: made.by_the_wall.calendar.working_time(made.wall(a), made.wall(o)),
            },
        )


def _fresh(made: Desk, at: datetime) -> Calendar:
    """Return the hours without a shift over midnight that runs already, or opens now."""
    if not made.is_overnight or not made.calendar.is_open(at):
        return made.calendar
    return made.calendar - Calendar.until(made.calendar.next_close(at))


def _by_rules(made: Desk, at: datetime, amount: timedelta) -> Mapping[str, Callable[[], Answer]]:
    return {
        LOST: lambda: as_utc(_fresh(made, at).add(at, amount)),
        UNBROKEN: lambda: as_utc(made.unbroken.add(at, amount)),
        REPEATED: lambda: as_utc(made.first_passes.add(at, amount)),
    }


# -- opening-hours -----------------------------------------------------------------------------------------------------


def opening_hours(chance: Random) -> Iterator[Question]:
    """Ask for states, changes and the time open between two instants."""
    import opening_hours as peer  # noqa: PLC0415 - a peer is loaded when it is asked

    made = desk(chance)
    words = f"{','.join(NAMES[day][:2] for day in made.week)} {made.hours}"
    closed = "".join(f"; {day:%Y %b %d} off" for day in made.closed)
    hours = peer.OpeningHours(words + closed, timezone=ZoneInfo(made.zone))
    for _ in range(ROUNDS):
        at, other = sorted(instant(chance, made).astimezone(ZoneInfo(made.zone)) for _ in range(2))
        other, told = min(other, at + timedelta(days=9)), f"{made}, {at}"
        yield Question("is_open", told, made.calendar.is_open(at), hours.is_open(at), {})
        found = hours.next_change(at)
        yield Question(
            "next_change",
            told,
            _next_change(made.calendar, at),
            found and _utc(found),
            {
                UNBROKEN: lambda a=at: _next_change(made.unbroken, a),
                REPEATED: lambda a=at: _next_change(made.first_passes, a),
            },
        )
        spent = sum(
            (_utc(e) - _utc(s) for s, e, state, _ in hours.intervals(at, other) if state == peer.State.OPEN),
            timedelta(),
        )
        yield Question(
            "intervals",
            f"{told} to {other}",
            made.calendar.working_time(at, other),
            spent,
            {
                UNBROKEN: lambda a=at, o=other: made.unbroken.working_time(a, o),
                REPEATED: lambda a=at, o=other: made.first_passes.working_time(a, o),
            },
        )


def _next_change(calendar: Calendar, at: datetime) -> datetime:
    return as_utc(calendar.next_close(at) if calendar.is_open(at) else calendar.next_open(at))


PEERS: Mapping[str, Callable[[Random], Iterator[Question]]] = {
    "numpy": numpy,
    "pandas": pandas,
    "businesstimedelta": businesstimedelta,
    "opening-hours-py": opening_hours,
}
LIBRARIES = {name: name for name in ("numpy", "pandas", "businesstimedelta")} | {"opening-hours-py": "opening_hours"}
