"""The questions whose answers are kept: contracts, tickets and instants drawn from a seed.

Only ``Random.random`` is used, whose sequence no version of Python changes. The years asked about, the zones and the
public holidays are past and settled, so that new data about time zones or holidays moves nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, NamedTuple, TypeVar

from slacalc import Calendar, Cover, Handling, Package, Reading, Scheme, Ticket
from slacalc.events import Kind, made
from slacalc.handling import ALL_CLOCKS

T = TypeVar("T")
SEED = 20_260_511
CONTRACTS = 200
TICKETS = 50
"""How many tickets each contract is asked about: first bare reports, then flat rows with pauses, then whole lives."""
REPORTS, ROWS = 15, 30
"""Where the rows begin among the tickets of a contract, and where the lives do."""
FIRST, LAST = datetime(2023, 1, 2, tzinfo=UTC), datetime(2025, 6, 30, tzinfo=UTC)
CHANGES = (
    *(datetime(2023, 3, 26, 1, tzinfo=UTC), datetime(2023, 10, 29, 1, tzinfo=UTC)),
    *(datetime(2024, 3, 10, 7, tzinfo=UTC), datetime(2024, 11, 3, 6, tzinfo=UTC)),
    *(datetime(2024, 4, 6, 15, tzinfo=UTC), datetime(2024, 10, 5, 15, 30, tzinfo=UTC)),
)
"""Clock changes of London and Berlin, of New York, and of Lord Howe Island, whose change is half an hour."""


class Question(NamedTuple):
    """A ticket under a contract; with no instant its deadlines are asked for, else it is judged then."""

    place: int
    package: Package
    ticket: Ticket
    at: datetime | None


class Dice:
    """Draws from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random  # noqa: S311 (no secret hangs on it)

    def below(self, end: int) -> int:
        """Return a number from 0 up to, and without, *end*."""
        return int(self._random() * end)

    def often(self, percent: int) -> bool:
        """Return whether something that happens so often happens now."""
        return self.below(100) < percent

    def of(self, values: Sequence[T]) -> T:
        """Return one of some values."""
        return values[self.below(len(values))]

    def minutes(self, first: int, last: int) -> timedelta:
        """Return so many minutes, mostly on the quarter of an hour, now and then to the microsecond."""
        whole = timedelta(minutes=15 * (first // 15 + self.below((last - first) // 15 + 1)))
        return whole + timedelta(microseconds=self.below(60_000_000)) if self.often(15) else whole


def all_questions() -> Iterator[Question]:
    """Return every question, in order."""
    dice = Dice(SEED)
    for place in range(CONTRACTS):
        package = Package.preset(("p1-p3", "p1-p4")[place]) if place < 2 else contract(dice)
        for number in range(TICKETS):
            yield question(dice, package, place * TICKETS + number, number)


def question(dice: Dice, package: Package, place: int, number: int) -> Question:
    """Return a question about a bare report, a row or a whole life, by its number among those of the contract."""
    reported = report(dice)
    if number < REPORTS:
        ticket = ticket_of(dice, package, reported, [])
        return Question(place, package, ticket, None)
    happened = list(row(dice, reported) if number < ROWS else life(dice, package, reported))
    last = max([reported, *(at for _, at, _ in happened)])
    at = last + dice.minutes(0, 4_000) if dice.often(60) else reported + dice.minutes(0, 20_000)
    return Question(place, package, ticket_of(dice, package, reported, happened), at)


# contracts -----------------------------------------------------------------------------------------------------------

ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
HOURS = (
    *("Mon-Fri 09:00-17:00", "Mon-Fri 09:00-17:00", "Mon-Fri 08:30-12:30,13:30-18:00", "Mon-Sat 07:00-19:00"),
    *("Mon-Fri 22:00-06:00", "Mon-Sun 00:00-24:00", "Mon-Thu 09:00-17:00; Fri 09:00-15:30", "Sun-Thu 00:30-08:30"),
)
CLOSED = (
    *("2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-12-25", "2023-12-26", "2024-01-01", "2024-03-29"),
    *("2024-04-01", "2024-05-06", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05"),
)
"""Public holidays, written out."""
RESPONSES = ("1 working hour", "30 minutes", "8 working hours", "2-4 hours", "1 elapsed hour", "next working day")
RESOLUTIONS = (
    *("same day", "1 working day", "3 working days", "1-2 days", "5 calendar days", "1-2 weeks", "2 working weeks"),
    *("8 hours", "24 elapsed hours", "next working day by 16:00", "by agreement; usually within 10 working days"),
    *("aim: 2-3 working days", "20 working hours", "4 days; usually within 2 days", "1 week", "90 minutes"),
)
MESSAGES = ("4 working hours", "1 working day", "2 elapsed hours", "1 day")
PAUSES = (("resolution",), ("response", "resolution"), (), ALL_CLOCKS)


def contract(dice: Dice) -> Package:
    """Return a package with a reading and handling of its own."""
    tz = dice.of(ZONES)
    priorities = {name: terms(dice, tz) for name in ("P1", "P2", "P3")}
    scheme = Scheme(priorities, reading=reading(dice), handling=handling(dice))
    return Package("Kept", scheme, hours(dice, tz), cover=cover(dice) if dice.often(40) else ())


def terms(dice: Dice, tz: str) -> dict[str, Any]:
    """Return what a priority promises."""
    said: dict[str, Any] = {"response": dice.of(RESPONSES), "resolution": dice.of(RESOLUTIONS)}
    said |= {"next_reply": dice.of((*MESSAGES, "same day"))} if dice.often(40) else {}
    said |= {"update": dice.of((*MESSAGES, "same day"))} if dice.often(40) else {}
    return said | ({"calendar": hours(dice, tz)} if dice.often(15) else {})


def hours(dice: Dice, tz: str) -> Calendar:
    """Return weekly hours of a zone, mostly without the public holidays."""
    week = Calendar.weekly(dice.of(HOURS), tz=tz)
    closed = [datetime.fromisoformat(day).date() for day in CLOSED]
    return week - Calendar.dates(closed, tz=tz) if dice.often(70) else week


def cover(dice: Dice) -> list[Cover]:
    """Return booked cover: of some of it the booking is known from a while before."""
    found = []
    for _ in range(40):
        start = report(dice)
        booked = start - dice.minutes(60, 20_000) if dice.often(50) else None
        found.append(Cover(start, start + dice.minutes(60, 960), booked_at=booked))
    return found


def reading(dice: Dice) -> Reading:
    """Return a reading: each field its default in half of the contracts."""
    chosen: dict[str, Any] = {name: dice.of(values) for name, values in Reading.VALUES.items() if dice.often(50)}
    if dice.often(25):
        chosen["day_length"] = dice.of(("8h", "7h", "24h"))
    if dice.often(25):
        chosen["same_day_minimum"] = dice.of(("1h", "4h"))
    return Reading(**chosen)


def handling(dice: Dice) -> Handling:
    """Return a handling: each field its default in half of the contracts."""
    chosen: dict[str, Any] = {name: dice.of(values) for name, values in Handling.VALUES.items() if dice.often(50)}
    return Handling(pauses=dice.of(PAUSES), **chosen)


# tickets -------------------------------------------------------------------------------------------------------------

Happened = tuple[str, datetime, dict[str, Any]]
"""A kind of event, when, and its details."""


def report(dice: Dice) -> datetime:
    """Return the instant of a report, now and then within a day of a clock change."""
    if dice.often(12):
        return dice.of(CHANGES) - timedelta(days=1) + dice.minutes(0, 2_880)
    return FIRST + dice.minutes(0, (LAST - FIRST) // timedelta(minutes=1))


def ticket_of(dice: Dice, package: Package, reported: datetime, happened: Sequence[Happened]) -> Ticket:
    """Return the ticket to which all that happened, with a priority from the report on, or mostly so."""
    first: list[Happened] = [("reported", reported, {})]
    if dice.often(92):
        first.append(("prioritised", reported, {"priority": dice.of(list(package.scheme.priorities))}))
    return Ticket.from_events([made(kind, micros(at), **said) for kind, at, said in (*first, *happened)])


def micros(at: datetime) -> int:
    """Return an instant in microseconds since 1970."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def row(dice: Dice, reported: datetime) -> Iterator[Happened]:
    """Return what a flat row says: a response, a resolution and pauses."""
    at = reported
    for _ in range(dice.below(4)):
        at += dice.minutes(15, 2_400)
        yield "paused", at, {}
        if dice.often(85):
            at += dice.minutes(0, 2_400)
            yield "resumed", at, {}
    if dice.often(70):
        yield "responded", reported + dice.minutes(0, 1_500), {}
    if dice.often(60):
        yield "resolved", at + dice.minutes(15, 6_000), {}


KINDS = tuple(kind for kind in Kind if kind not in {Kind.REPORTED, Kind.UNLOGGED, Kind.LOGGED})


def life(dice: Dice, package: Package, reported: datetime) -> Iterator[Happened]:
    """Return a whole life: events of every kind, some at one instant, some recorded later than they happened."""
    if dice.often(20):
        yield "unlogged", reported, {}
        if dice.often(80):
            yield "logged", reported + dice.minutes(0, 1_200), {}
    at = reported
    for number in range(1 + dice.below(9)):
        at += timedelta(0) if dice.often(10) else dice.minutes(0, 1_500)
        kind = dice.of(KINDS)
        late = {"recorded_at": micros(at + dice.minutes(15, 1_500))} if dice.often(8) else {}
        yield kind, at, {"sequence": number + 1, **late, **details(dice, package, kind, at)}


def details(dice: Dice, package: Package, kind: Kind, at: datetime) -> dict[str, Any]:
    """Return what an event of a kind says besides its instant."""
    match kind:
        case Kind.PRIORITISED:
            return {"priority": dice.of(list(package.scheme.priorities))}
        case Kind.AGREED:
            return {"due": micros(at + dice.minutes(60, 12_000)), "overrides": dice.often(50)}
        case Kind.ESTIMATED:
            return {"day": micros(at) // 86_400_000_000 + dice.below(15)}
        case Kind.EXCUSED:
            return {"clock": dice.of(ALL_CLOCKS), "reason": "a flood"}
        case _:
            return {}
