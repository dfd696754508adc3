"""Random contracts and lives of tickets, each written for slacalc and for the model that steps through the minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from slacalc import Calendar, Clock, Cover, Handling, Package, Promise, Reading, Scheme, Ticket, as_utc, assess
from tests.conformance.questions import READINGS, RESOLUTIONS, STARTS, ZONES, after, beside, bookings, changed, week
from tests.conformance.questions import WEEKS as WEEKS_OF_DESKS
from tests.oracle import lives as model
from tests.oracle.clock import Dates
from tests.oracle.contract import Booking, Contract
from tests.oracle.instants import DAY, HOUR, MINUTE, at, local_date, micros, utc
from tests.oracle.reading import Reading as OracleReading
from tests.oracle.story import Event
from tests.oracle.words import Promise as OraclePromise
from tests.oracle.words import promise

CLOCKS = ("response", "resolution", "next_reply", "update")
LEVELS = ("P1", "P2", "P3")
LONDON = "Europe/London"
WEEKS = ("Mon-Fri 09:00-17:00", *WEEKS_OF_DESKS)
TARGETS = {
    "response": ("6 working hours", "aim: 1 hour", "90 minutes", "4 elapsed hours", "1 working day", "1-2 days"),
    "resolution": (*RESOLUTIONS, "8 working hours", "3 working days", "1-5 working days", "same day", "by agreement"),
    "next_reply": ("4 working hours", "1 hour", "6 elapsed hours", "1 working day", "same day"),
    "update": (
        "8 working hours",
        "4 elapsed hours",
        "1 working day",
        "1-2 days",
        "same day",
        "next working day by 16:00",
    ),
}
THRESHOLDS = ((75,), (75,), (50, 90), (100,), (1, 33, 66))
PAUSES = (CLOCKS, CLOCKS, ("resolution",), ("response", "update"), ("next_reply",), ())


# contracts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """A promise in words, with the thresholds and the hours of its own."""

    text: str
    thresholds: tuple[int, ...] = (75,)
    own: str | None = None


@dataclass(frozen=True)
class Deal:
    """A contract as plain data."""

    zone: str
    hours: str
    closed: frozenset[date]
    cover: tuple[Booking, ...]
    reading: dict[str, Any]
    levels: dict[str, dict[str, Words]]
    handling: dict[str, Any]

    @cached_property
    def package(self) -> Package:
        """Return it as slacalc is given it."""
        fields = {
            name: timedelta(microseconds=value) if isinstance(value, int) else value
            for name, value in self.reading.items()
        }
        levels = {
            name: {clock: self._promise(words) for clock, words in said.items()} for name, said in self.levels.items()
        }
        known = [(b, None if b.booked_at is None else utc(b.booked_at)) for b in self.cover]
        cover = [Cover(utc(booked.start), utc(booked.end), booked_at=at) for booked, at in known]
        calendar = Calendar.weekly(self.hours, tz=self.zone)
        if self.closed:
            calendar -= Calendar.dates(sorted(self.closed), tz=self.zone)
        scheme = Scheme(levels, reading=Reading(**fields), handling=Handling(**self.handling))
        return Package("drawn", scheme, calendar, cover)

    def _promise(self, words: Words) -> Promise:
        own = None if words.own is None else Calendar.weekly(words.own, tz=self.zone)
        return replace(Promise.parse(words.text), thresholds=words.thresholds, calendar=own)

    @cached_property
    def contract(self) -> Contract:
        """Return it as the model is given it."""
        clock = week(self.zone, self.hours)
        every = [(level, name, words) for level, said in self.levels.items() for name, words in said.items()]
        return Contract(
            {level: {name: _naive(words) for name, words in said.items()} for level, said in self.levels.items()},
            clock - Dates(self.zone, self.closed) if self.closed else clock,
            self.zone,
            cover=self.cover,
            reading=OracleReading(**self.reading),
            own={(level, name): week(self.zone, words.own) for level, name, words in every if words.own is not None},
            **self.handling,
        )


def _naive(words: Words) -> OraclePromise:
    return replace(promise(words.text), thresholds=words.thresholds)


@dataclass(frozen=True)
class Scene:
    """A contract, and when a ticket is reported under it."""

    deal: Deal
    reported: int


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Draw a contract and a report near a change of the clock, a holiday or the end of a year."""
    zone = draw(st.sampled_from(ZONES))
    near_a_change = draw(st.booleans())
    start = draw(st.sampled_from(changed(zone) if near_a_change else [at(day, zone) for day in STARTS]))
    reported = draw(beside(start) if near_a_change else after(start, 4))
    return Scene(draw(deals(zone, start, local_date(reported, zone))), reported)


@st.composite
def deals(draw: st.DrawFn, zone: str, start: int, day: date) -> Deal:
    """Draw a contract whose dates lie near a day."""
    chosen = draw(st.sets(st.sampled_from(sorted(READINGS)), max_size=3))
    reading = {name: draw(READINGS[name]) for name in sorted(chosen)}
    shared = draw(st.none() | st.sampled_from(TARGETS["response"]))
    talks = draw(st.booleans())
    handling = {name: draw(st.sampled_from(values)) for name, values in Handling.VALUES.items()}
    return Deal(
        zone=zone,
        hours=draw(st.sampled_from(WEEKS)),
        closed=frozenset(day + timedelta(days=step) for step in draw(st.sets(st.integers(-1, 9), max_size=3))),
        cover=draw(bookings(start)),
        reading=reading,
        levels={name: draw(levels(shared, talks=talks)) for name in LEVELS},
        handling={**handling, "pauses": draw(st.sampled_from(PAUSES))},
    )


@st.composite
def levels(draw: st.DrawFn, response: str | None, *, talks: bool) -> dict[str, Words]:
    """Draw what one priority promises; some promise no resolution."""
    said = {"response": Words(response or draw(st.sampled_from(TARGETS["response"])))}
    if draw(st.integers(0, 7)):
        own = draw(st.none() | st.none() | st.none() | st.sampled_from(WEEKS))
        said["resolution"] = Words(draw(st.sampled_from(TARGETS["resolution"])), draw(st.sampled_from(THRESHOLDS)), own)
    for clock in CLOCKS[2:] if talks else ():
        if draw(st.integers(0, 4)):
            own = draw(st.none() | st.none() | st.none() | st.sampled_from(WEEKS))
            said[clock] = Words(draw(st.sampled_from(TARGETS[clock])), draw(st.sampled_from(THRESHOLDS)), own)
    return said


# histories -----------------------------------------------------------------------------------------------------------

EPISODES = (
    *(("paused", "resumed"), ("paused", "resumed"), ("paused", "resumed"), ("paused",), ("resumed", "paused")),
    *(("paused", "resolved", "reopened"), ("paused", "resolved"), ("paused", "responded"), ("resolved", "reopened")),
    *(("resolved", "closed", "reopened"), ("transferred", "reopened"), ("cancelled", "reopened", "paused")),
    *(("resolved",), ("transferred", "closed"), ("cancelled",), ("reopened",), ("prioritised",), ("agreed",)),
    *(("paused", "prioritised", "resumed"), ("prioritised", "prioritised"), ("agreed", "agreed")),
    *(("customer_replied", "updated"), ("customer_replied", "customer_replied", "paused"), ("customer_replied",)),
    *(("customer_replied", "updated", "customer_replied", "updated"), ("customer_replied", "responded")),
    *(("updated", "updated"), ("updated", "resolved", "reopened"), ("responded",), ("responded", "updated", "paused")),
    *(("resolved", "customer_replied", "reopened"), ("estimated", "excused", "acknowledged"), ("estimated",)),
    *(("resolved", "prioritised", "reopened"), ("resolved", "prioritised", "prioritised", "reopened")),
)
"""What happens together, at once or up to two days apart."""
QUARTERS = st.sampled_from(range(9 * 96))
LATER = st.sampled_from([0, 0, 1, 30, 60, 120, 8 * 60, 24 * 60, 48 * 60])
KNOWN = st.sampled_from([None] * 18 + [60, 24 * 60])
"""How many minutes after it happened an event is recorded, where that is later."""


def instants(first: int) -> st.SearchStrategy[int]:
    """Return instants of the nine days from the report, most on a quarter of an hour, some beside one."""
    quarter, aside = 15 * MINUTE, st.sampled_from([0, 0, 0, 0, 1, -1, MINUTE, -MINUTE, 7 * MINUTE])
    return st.builds(
        lambda place, more: max(first, first // quarter * quarter + quarter * place + more), QUARTERS, aside
    )


def said_of(kind: str, first: int, zone: str) -> st.SearchStrategy[Any]:
    """Return what an event of a kind says."""
    match kind:
        case "prioritised":
            return st.sampled_from(LEVELS)
        case "agreed":
            return st.tuples(instants(first), st.booleans())
        case "estimated":
            return instants(first).map(lambda day: local_date(day, zone))
        case "excused":
            return st.tuples(st.sampled_from(CLOCKS), st.sampled_from(["outage", "customer"]))
    return st.none()


@st.composite
def episodes(draw: st.DrawFn, first: int, zone: str) -> list[Event]:
    """Draw what happens together."""
    when, found = draw(instants(first)), []
    for kind in draw(st.sampled_from(EPISODES)):
        found.append(Event(when, kind, draw(said_of(kind, first, zone)), known=_recorded(when, draw(KNOWN))))
        when += draw(LATER) * MINUTE
    return found


def _recorded(when: int, late: int | None) -> int | None:
    return None if late is None else when + late * MINUTE


@st.composite
def histories(draw: st.DrawFn, scene: Scene) -> list[Event]:
    """Draw the events of a life, the report first; what would contradict itself is left out."""
    first, zone = scene.reported, scene.deal.zone
    found = [Event(first, "reported", known=_recorded(first, draw(KNOWN)))]
    if draw(st.sampled_from([False] * 7 + [True])):
        found.append(Event(first, "unlogged"))
        found += [Event(draw(instants(first)), "logged")] if draw(st.booleans()) else []
    happened = [Event(first, "prioritised", draw(st.sampled_from(LEVELS)))]
    happened = happened if draw(st.sampled_from([True] * 7 + [False])) else []
    for _ in range(draw(st.sampled_from([2, 3, 4, 5, 6, 1, 0]))):
        happened += draw(episodes(first, zone))
    if draw(st.booleans()):
        happened = [event._replace(number=place) for place, event in enumerate(happened, 1)]
    said: set[Any] = set()
    for event in happened:
        where = *event.order[:2], event.kind
        if where not in said or event.kind not in {"prioritised", "agreed", "estimated"}:
            found.append(event)
        said.add(where)
    return found


def asked(history: Sequence[Event]) -> st.SearchStrategy[int]:
    """Return when to ask, not before the report is known: when something happened, some time after, or at any time."""
    first = known_from(history[0])
    known = [first, *(max(first, event.at) for event in history)]
    after_all = [MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR, DAY, 2 * DAY, 5 * DAY]
    after = st.sampled_from([max(known) + more for more in after_all])
    return after | st.sampled_from(known) | after | instants(first)


def known_from(event: Event) -> int:
    """Return from when an event is known."""
    return event.at if event.known is None else max(event.at, event.known)


# the same for slacalc ------------------------------------------------------------------------------------------------


def ticket_of(history: Sequence[Event]) -> Ticket:
    """Return the ticket to which all this happened."""
    report = history[0]
    told = {"kind": "reported", "at": utc(report.at)} | ({"recorded_at": utc(report.known)} if report.known else {})
    ticket = Ticket.from_dict({"events": [told]})
    for event in history[1:]:
        ticket = with_event(ticket, event)
    return ticket


def with_event(ticket: Ticket, event: Event) -> Ticket:
    """Return a ticket to which one thing more has happened."""
    at, when = utc(event.at), {"sequence": event.number}
    if event.known is not None:
        when["recorded_at"] = utc(event.known)
    match event.kind:
        case "unlogged":
            other = Ticket.unlogged(at).to_dict()["events"]
            return Ticket.from_dict({"events": [*ticket.to_dict()["events"], other[1]]})
        case "prioritised":
            return ticket.prioritised(event.said, at, **when)
        case "agreed":
            return ticket.agreed(due=utc(event.said[0]), at=at, overrides=event.said[1], **when)
        case "estimated":
            return ticket.estimated(event.said, at=at, **when)
        case "excused":
            return ticket.excused(event.said[0], at=at, reason=event.said[1], **when)
    return getattr(ticket, event.kind)(at, **when)


def said(clock: Clock) -> model.Says:
    """Return everything a clock says, as the model says it."""
    names = (name for name in model.Says.__dataclass_fields__ if name not in {"state", "thresholds", "cycles"})
    return model.Says(
        state=str(clock.state),
        thresholds=tuple(_plain(at) for _, at in clock.thresholds),
        cycles=tuple(said(cycle) for cycle in clock.cycles),
        **{name: _plain(getattr(clock, name)) for name in names},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return micros(as_utc(value))
    return value // timedelta(microseconds=1) if isinstance(value, timedelta) else value


def told(deal: Deal, history: Sequence[Event], at: int) -> str:
    """Return a life as it can be read where the two do not agree."""
    lines = [f"{utc(event.at):%a %d %H:%M:%S.%f} {event.kind} {event}" for event in sorted(history, key=_order)]
    return "\n".join([f"{deal}", f"asked {utc(at):%a %d %H:%M:%S.%f}", *lines])


def _order(event: Event) -> Any:
    return event.order


def agree(deal: Deal, history: Sequence[Event], at: int, ticket: Ticket | None = None) -> Mapping[str, model.Says]:
    """Compare what every clock says at an instant, and return it."""
    expected = model.assess(history, deal.contract, at)
    clocks = assess(ticket or ticket_of(history), deal.package, at=utc(at)).clocks
    assert sorted(clocks) == sorted(expected)
    for name, clock in clocks.items():
        assert said(clock) == expected[name], f"{name}\n{told(deal, history, at)}"
        assert clock.at_risk_at == (clock.thresholds[0][1] if clock.thresholds else None)
    return expected
