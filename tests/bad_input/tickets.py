"""Tickets that say what is no time, no name or no history, and questions about them that have no answer (S7 to S9).

Each input is the name of a door, how code asks the library something about a ticket, and the value that is handed in.
"""

# ruff: noqa: E501 (tables of inputs: a class stands on a line)

import math
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from slacalc import Calendar, Package, Promise, Scheme, Ticket, as_utc, assess, deadlines
from tests.bad_input.characters import DIGITS, NO_TEXT, in_digits
from tests.bad_input.proof import Bad, Classes, quoted, seeded

PACKAGE = Package.preset("p1-p4")
T0 = datetime(2026, 5, 11, 9, tzinfo=UTC)
LATER = T0 + timedelta(days=30)
TICKET = Ticket(id="INC-1", reported_at=T0, priority="P2")
Door = Callable[[Any], object]

MOMENTS: dict[str, tuple[str, Door]] = {
    "Ticket(reported_at=)": ("reported_at", lambda value: Ticket(reported_at=value)),
    "Ticket(logged_at=)": ("logged_at", lambda value: Ticket(reported_at=T0, logged_at=value)),
    "Ticket(responded_at=)": ("responded_at", lambda value: Ticket(reported_at=T0, responded_at=value)),
    "Ticket(resolved_at=)": ("resolved_at", lambda value: Ticket(reported_at=T0, resolved_at=value)),
    "Ticket(pauses=), the start": ("pause start", lambda value: Ticket(reported_at=T0, pauses=[(value, None)])),
    "Ticket(pauses=), the end": ("pause end", lambda value: Ticket(reported_at=T0, pauses=[(T0, value)])),
    "Ticket.unlogged": ("reported_at", Ticket.unlogged),
    "logged": ("at", TICKET.logged),
    "responded": ("at", TICKET.responded),
    "resolved": ("at", TICKET.resolved),
    "paused": ("at", TICKET.paused),
    "resumed": ("at", TICKET.resumed),
    "prioritised": ("at", lambda value: TICKET.prioritised("P1", value)),
    "assess(at=)": ("at", lambda value: assess(TICKET, PACKAGE, at=value)),
    "as_utc": ("at", as_utc),
}
"""How a datetime comes in, and what the message calls it."""
_MAY_BE_NONE = {"Ticket(logged_at=)", "Ticket(responded_at=)", "Ticket(resolved_at=)", "Ticket(pauses=), the end"}

OTHERS: dict[str, Door] = {
    "Ticket(id=)": lambda value: Ticket(reported_at=T0, id=value),
    "Ticket(priority=)": lambda value: Ticket(reported_at=T0, priority=value),
    "prioritised, the priority": lambda value: TICKET.prioritised(value, LATER),
    "paused(reason=)": lambda value: TICKET.paused(LATER, reason=value),
    "paused(sequence=)": lambda value: TICKET.paused(LATER, sequence=value),
    "resolved(sequence=)": lambda value: TICKET.resolved(LATER, sequence=value),
    "prioritised(sequence=)": lambda value: TICKET.prioritised("P1", LATER, sequence=value),
    "Ticket(pauses=)": lambda value: Ticket(reported_at=T0, pauses=value),
    "Ticket(pauses=), one": lambda value: Ticket(reported_at=T0, pauses=[(T0, LATER), value]),
    "assess, the ticket": lambda value: assess(value, PACKAGE, at=LATER),
    "assess, the package": lambda value: assess(TICKET, value, at=LATER),
    "deadlines, the ticket": lambda value: deadlines(value, PACKAGE),
    "deadlines, the package": lambda value: deadlines(TICKET, value),
    "a history": lambda ticket: assess(ticket, PACKAGE, at=LATER),
    "a whole history": lambda ticket: deadlines(ticket, PACKAGE),
    "a question": lambda asked: assess(asked[0], PACKAGE, at=asked[1]),
    "hours": lambda package: deadlines(TICKET, package),
}
_AWARE = "write an aware datetime, for instance datetime"


def ask(given: tuple[str, Any]) -> object:
    """Hand a value in at a door."""
    door, value = given
    return MOMENTS[door][1](value) if door in MOMENTS else OTHERS[door](value)


class NoOffset(tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        return None


class Undefined(tzinfo):
    """A zone that was begun and not finished."""


class OfAnotherType(tzinfo):
    """A zone whose offset is a number."""

    def utcoffset(self, _: datetime | None) -> Any:
        return 3600


def moments() -> Classes:
    """Return what is no instant, at each door that takes one."""
    chance = seeded("moments")
    naive = [datetime(2026, 1, 1) + timedelta(minutes=chance.randrange(10**6)) for _ in range(25)]  # noqa: DTZ001 (naive)
    naive += [datetime.min, datetime.max, T0.replace(tzinfo=NoOffset())]  # noqa: DTZ901 (naive)
    numbers = [*(chance.randrange(-(10**9), 2 * 10**9) for _ in range(15)), 0, 1, 10**12, 10**18, 10**30]
    texts = [str(number) for number in numbers[:6]] + [
        "1778490000.5",
        "2026-05-13T09:30Z",
        "2026-05-13 09:30",
        "now",
        "",
        "x",
    ]
    texts += [in_digits("2026-05-13T09:30Z", digits) for digits in DIGITS.values()]
    early = [datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=hours))) for hours in range(1, 15)]
    late = [datetime(9999, 12, 31, 23, 30, tzinfo=timezone(-timedelta(hours=hours))) for hours in range(1, 13)]
    kinds = {
        "a naive datetime": (
            naive,
            r"has no time zone: write which clock it was read from, for instance .*\.replace\(tzinfo=",
        ),
        "a date": (
            [date(2026, 1, 1) + timedelta(days=7 * week) for week in range(20)],
            f"is date, not a datetime: {_AWARE}",
        ),
        "an epoch number": (numbers, f"is int, not a datetime: {_AWARE}"),
        "a number": (
            [1778490000.5, 0.0, math.nan, math.inf, -math.inf, 1e300, 1j],
            rf"is \w+, not a datetime: {_AWARE}",
        ),
        "a boolean": ([True, False], f"is bool, not a datetime: {_AWARE}"),
        "text": (texts, f"is str, not a datetime: {_AWARE}"),
        "nothing": ([None], f"is NoneType, not a datetime: {_AWARE}"),
        "another type": (_OTHER_TYPES, rf"is \w+, not a datetime: {_AWARE}"),
        "outside of the years": ([*early, *late], "lies outside the years 1 to 9999 in UTC"),
    }
    found = {name: list(_at_doors(values, says)) for name, (values, says) in kinds.items()}
    broken = [T0.replace(tzinfo=zone()) for zone in (Undefined, OfAnotherType)]
    says = r"^{} has a zone that cannot say its offset: use ZoneInfo\('Europe/London'\)"
    found["a zone that is none"] = [
        Bad((door, value), says.format(name)) for door, (name, _) in MOMENTS.items() for value in broken
    ]
    return {f"instant: {name}": inputs for name, inputs in found.items()}


_OTHER_TYPES = [
    time(9, 30),
    timedelta(1),
    b"2026-05-13",
    [],
    [2026, 5, 13],
    (),
    {},
    {"year": 2026},
    set(),
    ZoneInfo("UTC"),
    range(3),
]


def _at_doors(values: list[Any], says: str) -> Iterator[Bad]:
    for door, (name, _) in MOMENTS.items():
        for value in values:
            if value is not None or door not in _MAY_BE_NONE:
                yield Bad((door, value), rf"^{name}={quoted(value)} {says}")


def parts() -> Classes:
    """Return what is no name, number, reason, pause, ticket or package."""
    no_text = [value for value in (*NO_TEXT, T0, date(2026, 5, 11), {}, TICKET) if value is not None]
    no_number = ["1", "", 1.0, 1.5, math.nan, True, False, b"1", [], [1], {}, T0, timedelta(1), 1j, "P1D"]
    no_pauses = ["", "x", "2026-05-13/2026-05-14", 0, 1, 1.5, True, None, T0, date(2026, 5, 11), timedelta(1), math.nan]
    no_pause = [
        None,
        0,
        1.5,
        True,
        "",
        "x",
        "ab",
        b"ab",
        T0,
        (),
        (T0,),
        (T0, T0, T0),
        [T0],
        {},
        {T0: T0, LATER: T0},
        {T0, LATER},
    ]
    numbered = ("paused(sequence=)", "resolved(sequence=)", "prioritised(sequence=)")
    return {
        "no number of a ticket": [
            Bad(
                ("Ticket(id=)", value),
                rf"^id={quoted(value)} is no number of a ticket: write text, for instance 'INC-1'$",
            )
            for value in no_text
        ],
        "no name of a priority": [
            Bad((door, value), rf"^priority={quoted(value)} is no name of a priority: write for instance 'P2'$")
            for door in ("Ticket(priority=)", "prioritised, the priority")
            for value in (*no_text, "")
        ]
        + [
            Bad(
                ("prioritised, the priority", None), "^priority=None is no name of a priority: write for instance 'P2'$"
            )
        ],
        "no reason": [
            Bad(("paused(reason=)", value), rf"^reason={quoted(value)} is no reason: write text$")
            for value in (*no_text, None)
        ],
        "no number in a sequence": [
            Bad((door, value), rf"^sequence={quoted(value)} is no number in a sequence: write a whole number$")
            for door in numbered
            for value in no_number
        ],
        "no list of pauses": [
            Bad(
                ("Ticket(pauses=)", value),
                rf"^pauses={quoted(value)}: write a list of pairs \(start, end\), with None for",
            )
            for value in no_pauses
        ],
        "no pause": [
            Bad(
                ("Ticket(pauses=), one", value),
                rf"^{quoted(value)} is no pause: write a pair \(start, end\), with None for",
            )
            for value in no_pause
        ],
        "no ticket": [
            Bad((door, value), rf"^{quoted(value)} is no ticket: write Ticket\(reported_at=..., priority=...\)$")
            for door in ("assess, the ticket", "deadlines, the ticket")
            for value in (*no_text, None, "INC-1", "", Ticket)
            if value is not TICKET
        ],
        "no package": [
            Bad((door, value), r"is no package: write Package\(...\), or Package.preset\('p1-p4'\)$")
            for door in ("assess, the package", "deadlines, the package")
            for value in (*no_text, None, "p1-p4", "", Package, {"schema": 1})
        ],
    }


# histories -----------------------------------------------------------------------------------------------------------


def histories() -> Classes:
    """Return tickets that cannot have happened, and questions that come too early."""
    return {
        "a pause that ends first": list(_turned_pauses()),
        "an event before the report": list(_early_events()),
        "two priorities at one instant": list(_contradictions()),
        "a question before the report": list(_early_questions()),
        "an unknown priority": list(_unknown_priorities()),
        "hours that are never open": [
            Bad(("hours", package), r"this calendar (is never open|has no working time after)|there is no such instant")
            for package in _closed_packages()
        ],
    }


def _turned_pauses() -> Iterator[Bad]:
    chance = seeded("pauses")
    for _ in range(60):
        start = T0 + timedelta(minutes=chance.randrange(50_000))
        end = start - timedelta(microseconds=chance.choice([1, 10**6, 10**9, 10**12]))
        pauses = [(T0, T0 + timedelta(hours=1)), (start, end)][chance.randrange(2) :]
        yield Bad(("Ticket(pauses=)", pauses), "^the pause from 20.* to 20.* ends before it starts")


EVENTS: dict[str, Callable[[Ticket, datetime], Ticket]] = {
    "resolved": lambda ticket, at: ticket.resolved(at),
    "responded": lambda ticket, at: ticket.responded(at),
    "paused": lambda ticket, at: ticket.paused(at),
    "resumed": lambda ticket, at: ticket.resumed(at),
    "logged": lambda ticket, at: ticket.logged(at),
    "prioritised": lambda ticket, at: ticket.prioritised("P1", at),
}


def _early_events() -> Iterator[Bad]:
    chance = seeded("early events")
    for name, happens in EVENTS.items():
        for _ in range(15):
            before = T0 - timedelta(microseconds=chance.choice([1, 10**6, chance.randrange(1, 10**14)]))
            ticket = happens(TICKET, before).responded(T0 + timedelta(hours=1))
            says = (
                rf"^{name} {before:%Y-%m-%d %H:%M:%S} UTC lies before reported 2026-05-11 09:00:00 UTC: correct one of"
            )
            yield from (Bad((door, ticket), says) for door in ("a history", "a whole history"))


def _contradictions() -> Iterator[Bad]:
    chance = seeded("contradictions")
    for _ in range(60):
        one, other = chance.sample(["P1", "P2", "P3", "P4"], 2)
        at, sequence = T0 + timedelta(minutes=chance.randrange(1, 40_000)), chance.choice([None, 1, 7])
        ticket = TICKET.prioritised(one, at, sequence=sequence).prioritised(other, at, sequence=sequence)
        says = rf"^prioritised .* as '({one}|{other})' and prioritised .* as '({one}|{other})' contradict each other: give them"
        yield from (Bad((door, ticket), says) for door in ("a history", "a whole history"))


def _early_questions() -> Iterator[Bad]:
    chance = seeded("early questions")
    says = "^the instant asked about lies before the ticket was reported 2026-05-11 09:00:00 UTC: ask about a later one"
    for _ in range(40):
        at = T0 - timedelta(microseconds=chance.choice([1, 10**6, chance.randrange(1, 6 * 10**16)]))
        yield from (Bad(("a question", (ticket, at)), says) for ticket in (TICKET, TICKET.resolved(LATER)))


def _unknown_priorities() -> Iterator[Bad]:
    for name in (
        "P5",
        "p1",
        "p2",
        " P1",
        "P1 ",
        "P",
        "1",
        "Critical",
        "",
        "None",
        "\u0420" + "1",
        "P\uff11",
        "P1\0",
        "x" * 100,
    ):
        if name:
            ticket = Ticket(reported_at=T0, priority=name)
            yield from (Bad((door, ticket), rf"{quoted(name)}.*P4") for door in ("a history", "a whole history"))


def _closed_packages() -> Iterator[Package]:
    scheme = Scheme({"P2": {"response": Promise.parse("1 working hour"), "resolution": "3 working days"}})
    monday = Calendar.weekly("Mon 09:00-17:00", tz="UTC")
    shut = [Calendar.never(), monday - monday, monday & Calendar.weekly("Tue 09:00-17:00", tz="UTC")]
    shut += [Calendar.dates([], tz="UTC"), Calendar.dates([date(2020, 1, 1)], tz="UTC"), monday & Calendar.until(T0)]
    shut += [Calendar.spans([(T0 - timedelta(9), T0)]), monday - Calendar.since(T0), ~Calendar.always()]
    yield from (Package("Acme", scheme, calendar.in_zone("UTC")) for calendar in shut)


def goods() -> Iterator[Ticket]:
    """Return tickets that are right, some of them odd."""
    yield from (TICKET, Ticket(reported_at=T0), Ticket.unlogged(T0).logged(LATER), TICKET.resolved(T0))
    yield TICKET.paused(T0).paused(T0).resumed(T0).resumed(LATER)
    yield TICKET.prioritised("P1", LATER, sequence=1).prioritised("P3", LATER, sequence=2)
    yield Ticket(reported_at=T0, priority="P2", pauses=[(T0, None), (T0, T0)], logged_at=T0, resolved_at=T0)
    yield Ticket(reported_at=datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London")), priority="P4")
