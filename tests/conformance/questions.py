"""Random contracts, tickets and questions, each written for slacalc and for the oracle."""

import itertools
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Any

from hypothesis import strategies as st

from slacalc import Calendar, Cover, Handling, Package, Promise, Reading, Scheme, Ticket
from slacalc.testing.changes import changes
from tests.oracle import verdict as oracle
from tests.oracle.clock import Clock, Dates, Weekly
from tests.oracle.contract import Booking, Contract
from tests.oracle.hours import weekly_hours
from tests.oracle.instants import DAY, HOUR, MINUTE, at, local_date, utc
from tests.oracle.reading import Reading as OracleReading
from tests.oracle.words import promise

ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Santiago",
    "Europe/Dublin",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Chatham",
    "America/Havana",
)
WEEKS = (
    "Mon-Fri 09:00-17:00",
    "Mon-Fri 09:00-17:00",
    "Mon-Fri 09:00-12:30,13:30-17:00; Sat 10:00-14:00",
    "Mon-Fri 00:00-24:00",
    "Mon-Sun 00:00-24:00",
    "Mon-Sun 22:00-06:00",
    "Sun-Thu 18:00-02:00",
    "Sat-Sun 00:30-03:30; Wed 09:00-17:00",
)
# the days before the changes of the clocks in 2026, Easter and Christmas
STARTS = (
    "2026-03-05",
    "2026-03-27",
    "2026-04-02",
    "2026-05-13",
    "2026-09-25",
    "2026-10-23",
    "2026-10-30",
    "2026-12-23",
)
RESPONSES = ("8 working hours", "1 hour", "90 minutes", "4 elapsed hours", "1 working day")
RESOLUTIONS = (
    *("1 working day", "3 working days", "2 days", "1-2 days", "3 calendar days", "1-2 calendar days", "10 hours"),
    *("same day", "next working day", "next working day by 16:00", "1 week", "1-2 weeks", "1 working week"),
    *("20 working hours", "36 elapsed hours", "2-8 working hours", "aim: 2 days; usually within 1 day"),
    *("by agreement", "by agreement; usually within 4 days", "1 week; usually within 8 working hours"),
)
READINGS: dict[str, st.SearchStrategy[Any]] = {
    "hour": st.sampled_from(["working", "elapsed"]),
    "receipt": st.sampled_from(["opening", "report"]),
    "working_day": st.sampled_from(["close", "same_time", "hours", "hours_to_close", "inclusive"]),
    "day_length": st.sampled_from([8 * HOUR, 7 * HOUR + 30 * MINUTE, 24 * HOUR]),
    "day": st.sampled_from(["working", "calendar"]),
    "calendar_day": st.sampled_from(["close", "same_time", "elapsed"]),
    "week": st.sampled_from(["calendar", "working"]),
    "same_day": st.sampled_from(["close", "response_day", "midnight"]),
    "same_day_minimum": st.sampled_from([None, 2 * HOUR, 4 * HOUR]),
    "landing": st.sampled_from(["close", "open"]),
}


@cache
def week(zone: str, words: str) -> Clock:
    return Weekly(zone, weekly_hours(words))


@dataclass(frozen=True)
class Question:
    """A contract, a ticket and an instant, as plain data."""

    zone: str
    words: str
    closed: frozenset[date]
    cover: tuple[Booking, ...]
    reading: dict[str, Any]
    promises: tuple[str, str]
    own: tuple[str | None, str | None]
    """Hours of the response's and the resolution's own, in words."""
    threshold: int
    starts: str
    pauses: tuple[str, ...]
    events: oracle.Events
    asked: int | tuple[int, int]
    """An instant; or which of the instants that matter to the ticket, and how far beside it."""

    @cached_property
    def now(self) -> int:
        """Return the instant asked about, not before the report."""
        if isinstance(self.asked, int):
            return max(self.events.reported, self.asked)
        place, beside = self.asked
        instants = self.instants()
        return max(self.events.reported, instants[place % len(instants)] + beside)

    def instants(self) -> list[int]:
        """Return when something happened, and the marks of the clocks while nothing is done."""
        events = self.events
        pauses = [instant for pause in events.pauses for instant in pause]
        idle = replace(events, responded=None, resolved=None, pauses=())
        marks = [vars(marks).values() for marks in oracle.deadlines(idle, self.contract()).values()]
        known = [events.reported, events.logged, events.responded, events.resolved, *pauses, *itertools.chain(*marks)]
        return sorted({instant for instant in known if instant is not None})

    def package(self) -> Package:
        calendar = Calendar.weekly(self.words, tz=self.zone)
        if self.closed:
            calendar -= Calendar.dates(sorted(self.closed), tz=self.zone)
        fields = {
            name: timedelta(microseconds=value) if isinstance(value, int) else value
            for name, value in self.reading.items()
        }
        scheme = Scheme(
            priorities={"P1": {"title": "one", "response": self.promise(0), "resolution": self.promise(1)}},
            reading=Reading(**fields),
            handling=Handling(starts=self.starts, pauses=self.pauses),  # type: ignore[arg-type]
        )
        cover = [Cover(utc(b.start), utc(b.end), booked_at=moment(b.booked_at)) for b in self.cover]
        return Package(name="drawn", scheme=scheme, calendar=calendar, cover=cover)

    def promise(self, clock: int) -> Promise:
        words = self.own[clock]
        calendar = None if words is None else Calendar.weekly(words, tz=self.zone)
        return replace(Promise.parse(self.promises[clock]), calendar=calendar, thresholds=(self.threshold,))

    def contract(self) -> Contract:
        clock = week(self.zone, self.words)
        response, resolution = (replace(promise(text), thresholds=(self.threshold,)) for text in self.promises)
        own = zip(("response", "resolution"), self.own, strict=True)
        return Contract(
            {"P1": {"response": response, "resolution": resolution}},
            clock - Dates(self.zone, self.closed) if self.closed else clock,
            self.zone,
            cover=self.cover,
            reading=OracleReading(**self.reading),
            starts=self.starts,
            pauses=self.pauses,
            own={("P1", name): week(self.zone, words) for name, words in own if words is not None},
        )

    def ticket(self) -> Ticket:
        return ticket(self.events)


def ticket(events: oracle.Events) -> Ticket:
    """Return a history as slacalc is told of it."""
    if events.unlogged and events.logged is None:
        return Ticket.unlogged(utc(events.reported), priority=events.priority)
    return Ticket(
        reported_at=utc(events.reported),
        priority=events.priority,
        logged_at=moment(events.logged),
        responded_at=moment(events.responded),
        resolved_at=moment(events.resolved),
        pauses=[(utc(start), moment(end)) for start, end in events.pauses],
    )


own_hours = st.none() | st.none() | st.sampled_from(WEEKS)


def moment(instant: int | None) -> datetime | None:
    return None if instant is None else utc(instant)


def after(start: int, days: int) -> st.SearchStrategy[int]:
    """Draw an instant within some days of a start: mostly whole hours and minutes, sometimes a microsecond off."""
    jitter = st.sampled_from([0, 0, 0, 0, 1, -1, 1_234_567])
    hours = st.integers(0, days * 24).map(lambda hour: hour * HOUR)
    minutes = st.integers(0, days * 24 * 60).map(lambda minute: minute * MINUTE)
    return st.builds(lambda offset, odd: start + max(0, offset + odd), hours | minutes, jitter)


def beside(instant: int) -> st.SearchStrategy[int]:
    """Draw an instant within two hours of another."""
    return st.integers(-120, 120).map(lambda minutes: instant + minutes * MINUTE)


@cache
def changed(zone: str) -> list[int]:
    """Return the changes of a zone's clock in 2026; of one that kept its offset, any instant."""
    first, last = at("2026-01-01"), at("2027-01-01")
    return [change for change in changes(zone) if first <= change < last] or [first]


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def bookings(draw: st.DrawFn, start: int) -> tuple[Booking, ...]:
    drawn = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        begin = start + draw(st.integers(-24, 5 * 24)) * HOUR
        known = draw(st.sampled_from([None, start - DAY, start + DAY]))
        drawn.append(Booking(begin, begin + draw(st.integers(1, 20)) * HOUR // 2, known))
    return tuple(drawn)


@st.composite
def histories(draw: st.DrawFn, reported: int) -> oracle.Events:
    logging = draw(st.sampled_from(["at once", "at once", "at once", "later", "never"]))
    if logging == "never":
        return oracle.Events(reported, "P1", unlogged=True)
    logged = draw(after(reported, 2)) if logging == "later" else None
    pauses = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2]))):
        begin = draw(after(reported, 6))
        pauses.append((begin, draw(maybe(after(begin + MINUTE, 4)))))
    return oracle.Events(
        reported,
        "P1",
        logged=logged,
        unlogged=logged is not None,
        responded=draw(maybe(after(logged or reported, 3))),
        resolved=draw(maybe(after(logged or reported, 12))),
        pauses=tuple(pauses),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    zone = draw(st.sampled_from(ZONES))
    near_a_change = draw(st.booleans())
    start = draw(st.sampled_from(changed(zone) if near_a_change else [at(day, zone) for day in STARTS]))
    reported = draw(beside(start) if near_a_change else after(start, 4))
    day = local_date(reported, zone)
    chosen = draw(st.sets(st.sampled_from(sorted(READINGS)), max_size=3))
    near_an_instant = st.tuples(st.integers(0, 999), st.sampled_from([0, 1, -1, MINUTE, HOUR]))
    return Question(
        zone=zone,
        words=draw(st.sampled_from(WEEKS)),
        closed=frozenset(day + timedelta(days=step) for step in draw(st.sets(st.integers(-1, 9), max_size=3))),
        cover=draw(bookings(start)),
        reading={name: draw(READINGS[name]) for name in sorted(chosen)},
        promises=(draw(st.sampled_from(RESPONSES)), draw(st.sampled_from(RESOLUTIONS))),
        own=draw(st.tuples(own_hours, own_hours)),
        threshold=draw(st.sampled_from([75, 75, 50, 100, 1])),
        starts=draw(st.sampled_from(["logged", "reported"])),
        pauses=draw(st.sampled_from([("resolution",), ("response", "resolution"), ()])),
        events=draw(histories(reported)),
        asked=draw(after(reported, 14) | near_an_instant),
    )
