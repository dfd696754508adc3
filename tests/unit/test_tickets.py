"""A ticket: its events in order, however it was written or in whatever order they arrived (S2, S3, S8)."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import combinations, permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Event, Ticket, as_utc
from slacalc.errors import InputError, NaiveDatetimeError
from slacalc.tickets import Kind

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 5, 11, 9, tzinfo=UTC)
NAMES = {"Ticket": Ticket, "datetime": datetime, "UTC": UTC}


def at(hours):
    return START + timedelta(hours=hours)


def said(ticket):
    """Return the kinds of the events with their hours since the start."""
    return [(str(event.kind), (as_utc(event.at) - START) / timedelta(hours=1)) for event in ticket.events]


FULL = (
    Ticket.unlogged(START, id="INC-1")
    .logged(at(1))
    .prioritised("P2", at(1))
    .paused(at(2), reason="waiting on the customer's reply")
    .resumed(at(3), sequence=2)
    .prioritised("P1", at(3), sequence=1)
    .responded(at(4))
    .resolved(at(5.5))
)


# written as a row, or event by event ---------------------------------------------------------------------------------


def test_a_flat_row_is_the_same_ticket_as_its_events():
    row = Ticket(
        id="INC-1",
        reported_at=START,
        priority="P2",
        responded_at=at(1),
        resolved_at=at(9),
        pauses=[(at(2), at(3)), (at(4), None)],
    )
    told = Ticket(id="INC-1", reported_at=START).prioritised("P2", START).responded(at(1)).paused(at(2)).resumed(at(3))
    told = told.paused(at(4)).resolved(at(9))
    assert row == told
    assert hash(row) == hash(told)
    assert said(row) == [
        ("reported", 0),
        ("prioritised", 0),
        ("responded", 1),
        ("paused", 2),
        ("resumed", 3),
        ("paused", 4),
        ("resolved", 9),
    ]


def test_a_row_with_a_logging_is_a_ticket_that_waited_for_it():
    row = Ticket(reported_at=START, priority="P1", logged_at=at(2))
    assert row == Ticket.unlogged(START, priority="P1").logged(at(2))
    assert said(row) == [("reported", 0), ("unlogged", 0), ("prioritised", 0), ("logged", 2)]
    assert row != Ticket(reported_at=START, priority="P1").logged(at(2))


def test_what_happened_is_told_in_words():
    assert [str(event) for event in Ticket(reported_at=START, priority="P2").events] == [
        "reported 2026-05-11 09:00:00 UTC",
        "prioritised 2026-05-11 09:00:00 UTC",
    ]


def test_a_ticket_knows_its_report_and_its_latest_priority():
    assert as_utc(FULL.reported_at) == START
    assert (FULL.id, FULL.priority) == ("INC-1", "P1")
    assert Ticket(reported_at=START).priority is None
    assert Ticket(reported_at=START, priority="P3").priority == "P3"


def test_the_first_event_of_a_kind_can_be_asked_for():
    ticket = Ticket(reported_at=START).resolved(at(5)).resolved(at(4))
    assert ticket.first(Kind.RESOLVED) == Event(Kind.RESOLVED, 1_778_504_400_000_000)
    assert ticket.first(Kind.LOGGED) is None


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda ticket: ticket.logged(at(1)), "logged"),
        (lambda ticket: ticket.prioritised("P1", at(1)), "prioritised"),
        (lambda ticket: ticket.responded(at(1)), "responded"),
        (lambda ticket: ticket.paused(at(1)), "paused"),
        (lambda ticket: ticket.resumed(at(1)), "resumed"),
        (lambda ticket: ticket.resolved(at(1)), "resolved"),
    ],
    ids=["logged", "prioritised", "responded", "paused", "resumed", "resolved"],
)
def test_a_method_returns_a_new_ticket_with_one_event_more(change, kind):
    ticket = Ticket(id="INC-1", reported_at=START)
    changed = change(ticket)
    assert said(changed) == [("reported", 0), (kind, 1)]
    assert changed.id == "INC-1"
    assert said(ticket) == [("reported", 0)]


def test_a_pause_keeps_its_reason_and_a_priority_its_name():
    assert FULL.first(Kind.PAUSED).reason == "waiting on the customer's reply"
    assert [event.priority for event in FULL.events if event.kind is Kind.PRIORITISED] == ["P2", "P1"]


# order ---------------------------------------------------------------------------------------------------------------

HAPPENED = {
    "logged": lambda ticket: ticket.logged(at(1)),
    "prioritised": lambda ticket: ticket.prioritised("P2", at(1)),
    "paused": lambda ticket: ticket.paused(at(1), reason="x"),
    "resumed": lambda ticket: ticket.resumed(at(1), sequence=1),
    "responded": lambda ticket: ticket.responded(at(1)),
}


def test_any_order_of_arrival_gives_an_equal_ticket():
    """S8: by instant, then sequence, then kind."""
    orders = list(permutations(HAPPENED.values()))
    tickets = []
    for order in orders:
        ticket = Ticket(reported_at=START)
        for change in order:
            ticket = change(ticket)
        tickets.append(ticket)
    assert len(set(tickets)) == 1
    assert [kind for kind, _ in said(tickets[0])] == [
        "reported",
        "logged",
        "prioritised",
        "paused",
        "responded",
        "resumed",
    ]


def test_the_kinds_have_an_order_of_their_own_at_one_instant():
    """S8: the order that is documented."""
    ticket = Ticket(reported_at=START).resolved(START).responded(START).resumed(START).paused(START)
    ticket = ticket.prioritised("P1", START).logged(START)
    assert [kind for kind, _ in said(ticket)] == [
        *("reported", "logged", "prioritised", "paused", "resumed", "responded", "resolved")
    ]
    told = [str(kind) for kind in Kind]
    assert [kind for kind in told if kind in {kind for kind, _ in said(ticket)}] == [kind for kind, _ in said(ticket)]
    assert told == [
        *("reported", "unlogged", "logged", "prioritised", "customer_replied", "paused", "resumed", "acknowledged"),
        *("estimated", "agreed", "responded", "updated", "resolved", "transferred", "closed", "cancelled"),
        *("reopened", "excused"),
    ]


def test_a_sequence_number_goes_before_the_kind():
    """S8."""
    ticket = Ticket(reported_at=START).resumed(at(1), sequence=1).paused(at(1), sequence=2)
    assert said(ticket) == [("reported", 0), ("resumed", 1), ("paused", 1)]
    assert ticket.events[2].sequence == 2


def test_instants_order_events_before_sequence_numbers_do():
    """S8."""
    ticket = Ticket(reported_at=START).paused(at(2), sequence=1).resumed(at(1), sequence=9)
    assert said(ticket) == [("reported", 0), ("resumed", 1), ("paused", 2)]


def test_priorities_of_one_instant_are_ordered_by_their_names():
    """S8: whatever the order of arrival; that they contradict each other is for whoever judges the ticket to say."""
    names = [f"P{number}" for number in range(9)]
    for order in (names, names[::-1], names[::2] + names[1::2]):
        ticket = Ticket(reported_at=START)
        for name in order:
            ticket = ticket.prioritised(name, at(1))
        assert [event.priority for event in ticket.events[1:]] == names


def test_an_event_that_is_told_twice_counts_once():
    ticket = Ticket(reported_at=START).paused(at(1), reason="x")
    assert ticket.paused(at(1), reason="x") == ticket
    assert ticket.paused(at(1), reason="y") != ticket


# pauses --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pauses", "merged"),
    [
        ([(1, 3), (2, 4)], [(1, 4)]),
        ([(2, 4), (1, 3)], [(1, 4)]),
        ([(1, 5), (2, 3)], [(1, 5)]),
        ([(1, 2), (2, 3)], [(1, 3)]),
        ([(1, 2), (1, 2)], [(1, 2)]),
        ([(1, 2), (3, 4)], [(1, 2), (3, 4)]),
        ([(1, None), (2, 3)], [(1, None)]),
        ([(2, None), (1, 3)], [(1, None)]),
        ([(1, None), (2, None)], [(1, None)]),
        ([(1, 2), (3, None)], [(1, 2), (3, None)]),
        ([(1, 1)], []),
        ([], []),
    ],
)
def test_pauses_of_a_row_that_overlap_or_touch_are_one(pauses, merged):
    """S3."""
    ticket, plain = (
        Ticket(reported_at=START, pauses=[(at(begin), end if end is None else at(end)) for begin, end in waits])
        for waits in (pauses, merged)
    )
    assert ticket == plain
    edges = [("paused", begin) for begin, _ in merged] + [("resumed", end) for _, end in merged if end is not None]
    assert sorted(said(ticket)[1:]) == sorted(edges)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=6), st.randoms(use_true_random=False))
def test_the_pauses_of_a_row_hold_the_same_time_in_any_order(waits, random):
    pauses = [(at(begin), at(begin + length)) for begin, length in waits]
    shuffled = random.sample(pauses, len(pauses))
    ticket = Ticket(reported_at=START, pauses=pauses)
    assert Ticket(reported_at=START, pauses=shuffled) == ticket
    edges = [hour for _, hour in said(ticket)[1:]]
    assert edges == sorted(set(edges))
    inside = {hour for begin, length in waits for hour in range(begin, begin + length)}
    assert inside == {
        hour for begin, end in zip(edges[::2], edges[1::2], strict=True) for hour in range(int(begin), int(end))
    }


def test_a_pause_that_ends_before_it_starts_is_refused():
    with pytest.raises(InputError, match="ends before it starts"):
        Ticket(reported_at=START, pauses=[(at(2), at(1))])


@pytest.mark.parametrize("pause", [(START,), (START, START, START), START, "ab", None, {"start": START}])
def test_a_pause_is_a_pair(pause):
    with pytest.raises(InputError, match=r"is no pause: write a pair \(start, end\)"):
        Ticket(reported_at=START, pauses=[pause])


# instants ------------------------------------------------------------------------------------------------------------

NAIVE = datetime(2026, 5, 11, 9)  # noqa: DTZ001
ROW = [
    ("reported_at", lambda value: Ticket(reported_at=value)),
    ("logged_at", lambda value: Ticket(reported_at=START, logged_at=value)),
    ("responded_at", lambda value: Ticket(reported_at=START, responded_at=value)),
    ("resolved_at", lambda value: Ticket(reported_at=START, resolved_at=value)),
    ("pause start", lambda value: Ticket(reported_at=START, pauses=[(value, None)])),
    ("pause end", lambda value: Ticket(reported_at=START, pauses=[(START, value)])),
    ("reported_at", Ticket.unlogged),
    *[
        ("at", getattr(Ticket(reported_at=START), kind))
        for kind in ("logged", "responded", "paused", "resumed", "resolved")
    ],
    ("at", lambda value: Ticket(reported_at=START).prioritised("P1", value)),
]


@pytest.mark.parametrize(("name", "make"), ROW)
def test_a_naive_datetime_is_refused_with_what_to_write(name, make):
    """T4."""
    with pytest.raises(NaiveDatetimeError, match=rf"^{name}=.* has no time zone: .*\.replace\(tzinfo="):
        make(NAIVE)


@pytest.mark.parametrize(("name", "make"), ROW)
@pytest.mark.parametrize("value", [date(2026, 5, 11), 1_778_490_000, "2026-05-11T09:00Z", True])
def test_what_is_no_datetime_is_refused(name, make, value):
    """Section 8: nothing is guessed."""
    with pytest.raises(InputError, match=f"^{name}=.*, not a datetime: write an aware datetime"):
        make(value)


def test_instants_of_any_zone_are_the_same_ticket():
    """T2."""
    for zone in (LONDON, timezone(timedelta(hours=-5))):
        assert Ticket(reported_at=START.astimezone(zone), resolved_at=at(2)) == Ticket(
            reported_at=START, resolved_at=at(2)
        )


def test_the_passes_of_a_repeated_hour_are_told_apart():
    """T2: Python finds 01:30 and 01:30 of London's 25 October 2026 equal; the second is an hour later."""
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    ticket = Ticket(reported_at=first, resolved_at=first.replace(fold=1))
    assert [as_utc(event.at) for event in ticket.events] == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]


@pytest.mark.parametrize("priority", ["", 1, b"P1", True])
def test_a_priority_has_a_name(priority):
    for make in (
        lambda name: Ticket(reported_at=START, priority=name),
        lambda name: Ticket.unlogged(START, priority=name),
        lambda name: Ticket(reported_at=START).prioritised(name, START),
    ):
        with pytest.raises(InputError, match="write for instance 'P2'"):
            make(priority)


# values --------------------------------------------------------------------------------------------------------------

TICKETS = {
    "plain": Ticket(reported_at=START),
    "full": FULL,
    "row": Ticket(
        id="7", reported_at=START, priority="P'1", logged_at=at(1), pauses=[(at(2), None)], resolved_at=at(3)
    ),
    "unlogged": Ticket.unlogged(START, id="INC-2", priority="P1"),
    "dirty": Ticket(reported_at=START).resumed(at(1)).paused(at(-1)).resolved(at(2)).resolved(at(3)),
    "to the microsecond": Ticket(reported_at=START).responded(START + timedelta(seconds=1, microseconds=1)),
    "sequences": Ticket(reported_at=START).prioritised("P2", START, sequence=2).prioritised("P1", START, sequence=1),
}


@pytest.mark.parametrize("ticket", TICKETS.values(), ids=TICKETS)
def test_a_ticket_comes_back_equal_from_its_code_and_from_a_pickle(ticket):
    again = [eval(repr(ticket), NAMES), pickle.loads(pickle.dumps(ticket)), copy.copy(ticket), copy.deepcopy(ticket)]  # noqa: S301, S307
    assert again == [ticket] * 4
    assert {hash(each) for each in again} == {hash(ticket)}
    assert [repr(each) for each in again] == [repr(ticket)] * 4


def test_a_ticket_of_another_number_or_reason_is_not_equal():
    assert Ticket(id="1", reported_at=START) != Ticket(id="2", reported_at=START)
    assert len({*TICKETS.values(), *TICKETS.values()}) == len(TICKETS)


def test_a_ticket_is_a_value():
    with pytest.raises(AttributeError):
        FULL.id = "INC-2"


def test_reasons_do_not_make_the_order_of_arrival_matter():
    """S8: any arrival order gives one result."""
    start = datetime(2026, 5, 11, 9, tzinfo=UTC)
    for one, other in combinations([str(number) for number in range(12)], 2):
        first = Ticket(reported_at=start).paused(start, reason=one).paused(start, reason=other)
        second = Ticket(reported_at=start).paused(start, reason=other).paused(start, reason=one)
        assert (first, repr(first)) == (second, repr(second))


def test_what_is_no_list_of_pauses_or_no_sequence_is_refused():
    start = datetime(2026, 5, 11, 9, tzinfo=UTC)
    with pytest.raises(InputError, match=r"pauses=5: write a list of pairs"):
        Ticket(reported_at=start, pauses=5)
    with pytest.raises(InputError, match=r"sequence='1' is no number in a sequence"):
        Ticket(reported_at=start).paused(start, sequence="1")


def test_a_number_and_a_reason_are_text():
    start = datetime(2026, 5, 11, 9, tzinfo=UTC)
    with pytest.raises(InputError, match="id=5 is no number of a ticket"):
        Ticket(id=5, reported_at=start)
    with pytest.raises(InputError, match="is no reason: write text"):
        Ticket(reported_at=start).paused(start, reason=["x"])


def test_an_event_that_is_there_already_changes_nothing():
    start = datetime(2026, 5, 11, 9, tzinfo=UTC)
    one = Ticket(reported_at=start).responded(start)
    assert one.responded(start) == one
    assert len(one.responded(start).events) == 2


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Ticket(id=7, reported_at=datetime(2026, 5, 11, tzinfo=UTC)), "is no number of a ticket: write text"),
        (lambda: Ticket.from_events(7), "events=7: write a list of events"),
        (lambda: Ticket.from_events(["x"]), "is no event: write Event"),
        (lambda: Ticket.from_dict([]), "is no ticket: write"),
        (lambda: Ticket.from_dict({"events": [], "colour": "red"}), "a ticket has no .'colour'.: write id and events"),
        (lambda: Ticket.from_dict({"events": [{}] * 10_001}), "10001 events are too many for one ticket"),
        (
            lambda: Ticket(
                reported_at=datetime(2026, 5, 11, tzinfo=UTC),
                pauses=[(datetime(2026, 5, 11, 1, n // 60, n % 60, tzinfo=UTC), None) for n in range(3_600)] * 3
                + [(datetime(2026, 5, 12, n // 3_600, n // 60 % 60, n % 60, tzinfo=UTC), None) for n in range(7_000)],
            ),
            "are too many",
        ),
    ],
)
def test_what_is_no_ticket_is_refused_with_what_to_write(make, words):
    with pytest.raises(InputError, match=words):
        make()


def test_a_logging_and_an_agreement_are_read_from_a_flat_row():
    report, later = datetime(2026, 5, 11, tzinfo=UTC), datetime(2026, 5, 12, tzinfo=UTC)
    found = Ticket(reported_at=report, logged_at=later, agreed_due=later)
    assert found == Ticket.from_events(found.events)
    assert [str(event.kind) for event in found.events] == ["reported", "unlogged", "agreed", "logged"]


def test_more_events_than_a_ticket_may_have_are_refused():
    minute, begins = timedelta(minutes=1), datetime(2026, 5, 11, tzinfo=UTC)
    waits = [(begins + 2 * place * minute, begins + (2 * place + 1) * minute) for place in range(6_000)]
    with pytest.raises(InputError, match="12001 events are too many for one ticket: at most 10000"):
        Ticket(reported_at=begins, pauses=waits)
