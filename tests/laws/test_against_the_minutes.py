"""Random lives of tickets, judged and stepped through minute by minute by a model that shares no code (S1-S11)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slacalc import Calendar, Clock, Handling, Package, Promise, Scheme, State, Ticket, as_utc, assess
from tests.oracle import lives as model

EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
OFFICE = (((9 * 60, 17 * 60),),) * 5 + ((), ())
WEEKS = {
    "office": (model.Week("Europe/London", OFFICE, EASTER), "Mon-Fri 09:00-17:00"),
    "lunch": (
        model.Week("Europe/London", (((9 * 60, 12 * 60 + 30), (13 * 60 + 30, 18 * 60)),) * 6 + ((),), EASTER),
        "Mon-Sat 09:00-12:30,13:30-18:00",
    ),
    "always": (model.Week("Europe/London", (((0, 24 * 60),),) * 7), "Mon-Sun 00:00-24:00"),
}
REPORTS = (8 * 60, 9 * 60 + 30, 16 * 60 + 59, 17 * 60, 20 * 60)
"""Minutes of Thursday in UTC, which is London's clock that day."""
TARGETS = {
    "response": ["1 working hour", "8 working hours", "16 working hours", "4 elapsed hours", "1 working day", None],
    "resolution": [
        *("8 working hours", "30 working hours", "36 elapsed hours", "1 working day", "3 working days"),
        *("1-2 working days", "1-5 working days", "1-5 working days", "same day", "by agreement", None),
    ],
    "next_reply": ["2 working hours", "8 working hours", "6 elapsed hours", "1 working day", None],
    "update": ["4 working hours", "9 working hours", "12 elapsed hours", "1 working day", None],
}
LEVELS = ("P1", "P2", "P3")
PAUSES = (tuple(TARGETS), tuple(TARGETS), ("resolution",), ("response", "update"), ("next_reply",), ())
EPISODES = (
    *(("paused", "resumed"), ("paused", "resumed"), ("paused", "resumed"), ("paused",), ("resumed", "paused")),
    *(("paused", "resolved", "reopened"), ("paused", "resolved"), ("paused", "responded"), ("resolved", "reopened")),
    *(("resolved", "closed", "reopened"), ("transferred", "reopened"), ("cancelled", "reopened", "paused")),
    *(("resolved",), ("transferred", "closed"), ("cancelled",), ("reopened",), ("prioritised",), ("agreed",)),
    *(("paused", "prioritised", "resumed"), ("prioritised", "prioritised"), ("agreed", "agreed")),
    *(("customer_replied", "updated"), ("customer_replied", "customer_replied", "paused"), ("customer_replied",)),
    *(("customer_replied", "updated", "customer_replied", "updated"), ("customer_replied", "responded")),
    *(("updated", "updated"), ("updated", "resolved", "reopened"), ("responded",), ("responded", "updated", "paused")),
    *(("resolved", "customer_replied", "reopened"), ("estimated", "excused", "acknowledged")),
)
"""What happens together, at once or up to two days apart."""


def target_of(words: str) -> model.Target:
    """Return a target as the model has it."""
    amount, _, unit = words.partition(" ")
    match unit.split():
        case ["agreement"]:
            return model.Target("agreement")
        case ["day"] if amount == "same":
            return model.Target("same_day")
        case ["working", "hour" | "hours"]:
            return model.Target("working", int(amount))
        case ["elapsed", "hours"]:
            return model.Target("elapsed", int(amount))
    *lower, upper = map(int, amount.split("-"))
    return model.Target("days", upper, *lower)


@st.composite
def contracts(draw: Any) -> tuple[model.Contract, Package]:
    """Return what is promised, for the model and for slacalc."""
    week, hours = draw(st.sampled_from(sorted(WEEKS.values(), key=lambda pair: pair[1])))
    shared = draw(st.booleans())
    terms: dict[str, dict[str, str]] = {}
    for level in LEVELS:
        terms[level] = {clock: words for clock, choice in TARGETS.items() if (words := draw(st.sampled_from(choice)))}
        if shared and "response" in terms["P1"]:
            terms[level]["response"] = terms["P1"]["response"]
    chosen = {name: draw(st.sampled_from(values)) for name, values in Handling.VALUES.items()}
    chosen["pauses"] = draw(st.sampled_from(PAUSES))
    promised = {level: {clock: target_of(words) for clock, words in found.items()} for level, found in terms.items()}
    closed = Calendar.dates(sorted(week.closed), tz=week.zone) if week.closed else Calendar.never()
    scheme = Scheme({level: promises(found) for level, found in terms.items()}, handling=Handling(**chosen))
    return model.Contract(week, promised, **chosen), Package(
        "drawn", scheme, Calendar.weekly(hours, tz=week.zone) - closed
    )


def promises(terms: Mapping[str, str]) -> dict[str, Promise]:
    return {clock: Promise.parse(words) for clock, words in terms.items()}


def minutes(first: int) -> st.SearchStrategy[int]:
    """Return minutes of the nine days from the report, most on a quarter of an hour, some beside one."""
    aside = st.sampled_from([0, 0, 0, 0, 1, -1, 7])
    return st.builds(lambda quarter, more: max(first, first // 15 * 15 + 15 * quarter + more), QUARTERS, aside)


QUARTERS = st.sampled_from(range(9 * 96))
LATER = st.sampled_from([0, 0, 1, 30, 60, 120, 8 * 60, 24 * 60, 48 * 60])
KNOWN = st.sampled_from([None] * 18 + [60, 24 * 60])


@st.composite
def episodes(draw: Any, first: int) -> list[model.Event]:
    minute, found = draw(minutes(first)), []
    for kind in draw(st.sampled_from(EPISODES)):
        late = draw(KNOWN)
        due, overrides = draw(minutes(first)), draw(st.booleans())
        level, known = draw(st.sampled_from(LEVELS)), None if late is None else minute + late
        found.append(model.Event(minute, kind, level, due, overrides, known=known))
        minute += draw(LATER)
    return found


@st.composite
def histories(draw: Any) -> list[model.Event]:
    """Return the events of a life, the report first; what would contradict itself is left out."""
    first = draw(st.sampled_from(REPORTS))
    found = [model.Event(first, "reported")]
    if draw(st.sampled_from([True] * 7 + [False])):
        found.append(model.Event(first, "prioritised", draw(st.sampled_from(LEVELS))))
    if draw(st.sampled_from([False] * 7 + [True])):
        found.append(model.Event(first, "unlogged"))
        found += [model.Event(draw(minutes(first)), "logged")] if draw(st.booleans()) else []
    happened = [event for _ in range(draw(st.sampled_from([2, 3, 4, 5, 6, 1, 0]))) for event in draw(episodes(first))]
    if draw(st.booleans()):
        happened = [replace(event, number=place) for place, event in enumerate(happened, 1)]
    said: set[tuple[int, int | None, str]] = set()
    for event in happened:
        where = event.minute, event.number, event.kind
        if where not in said or event.kind not in {"prioritised", "agreed"}:
            found.append(event)
        said.add(where)
    contradicts = [event for event in found[2:] if event.kind == "prioritised" and event.order[:2] == (first, 0)]
    return [event for event in found if event not in contradicts]


def asked(history: list[model.Event]) -> st.SearchStrategy[int]:
    """Return when to ask: at or just after something happened, some time after the last of it, or at any time."""
    known = [event.minute for event in history]
    last = max(known)
    after = st.sampled_from([1, 30, 60, 180, 480, 1_440, 2_880, 7_200]).map(lambda more: last + more)
    return after | st.sampled_from(known) | after | minutes(history[0].minute)


def moment(minute: int) -> datetime:
    return model.EPOCH + timedelta(minutes=minute)


def ticket_of(history: list[model.Event]) -> Ticket:
    """Return the ticket to which all this happened."""
    ticket = Ticket(reported_at=moment(history[0].minute))
    for event in history[1:]:
        known = {} if event.known is None else {"recorded_at": moment(event.known)}
        when = {"sequence": event.number, **known}
        at = moment(event.minute)
        match event.kind:
            case "unlogged":
                other = Ticket.unlogged(moment(history[0].minute))
                ticket = Ticket.from_dict({"events": [*ticket.to_dict()["events"], other.to_dict()["events"][1]]})
            case "prioritised":
                ticket = ticket.prioritised(event.priority, at, **when)
            case "agreed":
                ticket = ticket.agreed(due=moment(event.due), at=at, overrides=event.overrides, **when)
            case "estimated":
                ticket = ticket.estimated(moment(event.due).date(), at=at, **when)
            case "excused":
                ticket = ticket.excused("resolution", at=at, reason="outage", **when)
            case kind:
                ticket = getattr(ticket, kind)(at, **when)
    return ticket


def minute_of(at: datetime | None) -> int | None:
    return None if at is None else exact(as_utc(at) - model.EPOCH)


def exact(amount: timedelta | None) -> int | None:
    if amount is None:
        return None
    whole, rest = divmod(amount, timedelta(minutes=1))
    assert not rest
    return whole


def said(clock: Clock) -> model.Said:
    return model.Said(
        str(clock.state),
        minute_of(clock.due),
        minute_of(clock.breached_at),
        exact(clock.used),
        exact(clock.paused_time),
        minute_of(clock.completed_at),
        tuple(str(cycle.state) for cycle in clock.cycles),
    )


def told(history: list[model.Event]) -> str:
    """Return a life as it can be read where the two do not agree."""
    return "\n".join(f"{moment(event.minute):%a %d %H:%M} {event}" for event in sorted(history, key=lambda e: e.order))


def agree(contract: tuple[model.Contract, Package], history: list[model.Event], at: int) -> set[int]:
    """Compare what every clock says at an instant, and return the deadlines that it told."""
    promised, package = contract
    expected = model.assess(history, promised, at)
    found = {name: said(clock) for name, clock in assess(ticket_of(history), package, at=moment(at)).clocks.items()}
    assert found == expected, f"asked {moment(at):%a %d %H:%M}\n{told(history)}"
    return {clock.due for clock in expected.values() if clock.due is not None}


@given(contracts(), histories(), st.data())
def test_every_clock_says_what_the_minutes_say(contract, history, data):
    """At any instant; at each deadline and after it (S1); and with something done at a deadline."""
    at = data.draw(asked(history))
    dues = agree(contract, history, at)
    for due in sorted(dues)[:3]:
        if due >= history[0].minute:
            agree(contract, history, due)
            agree(contract, history, due + 1)
            done = model.Event(due, data.draw(st.sampled_from(["resolved", "responded", "paused", "updated"])))
            agree(contract, [*history, done], max(at, due))


@pytest.fixture(scope="module")
def drawn() -> list[dict[str, model.Said]]:
    """Return what the minutes say of some lives."""
    found: list[dict[str, model.Said]] = []

    @settings(max_examples=800, derandomize=True, database=None, deadline=None)
    @given(contracts(), histories(), st.data())
    def collect(contract, history, data):
        found.append(model.assess(history, contract[0], data.draw(asked(history))))

    collect()
    return found


@pytest.mark.parametrize("state", [state for state in State if state is not State.NO_DEADLINE])
def test_every_state_comes_up(drawn, state):
    assert any(clock.state == str(state) for clocks in drawn for clock in clocks.values())


@pytest.mark.parametrize("clock", sorted(TARGETS))
def test_of_every_clock_some_are_paused_and_some_breached(drawn, clock):
    assert any(clocks[clock].paused_time for clocks in drawn if clock in clocks)
    assert any(clocks[clock].breached for clocks in drawn if clock in clocks)
    assert clock == "response" or any(clocks[clock].earlier for clocks in drawn if clock in clocks)
