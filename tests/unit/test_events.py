"""One event as data and as code; what belongs to which kind."""

import json
from datetime import UTC, date, datetime, timedelta

import pydantic
import pytest

from slacalc import Ticket
from slacalc.errors import InputError, NaiveDatetimeError
from slacalc.events import Event, Kind

START = datetime(2026, 5, 11, 9, tzinfo=UTC)
NAMES = {"Ticket": Ticket, "datetime": datetime, "UTC": UTC, "date": date}


def at(hours):
    return START + timedelta(hours=hours)


FULL = (
    Ticket.unlogged(START, id="INC-1")
    .logged(at(1))
    .acknowledged(at(1))
    .prioritised("P4", at(1), sequence=3)
    .customer_replied(at(2))
    .paused(at(2), reason="waiting on customer", recorded_at=at(5))
    .resumed(at(3))
    .estimated(date(2026, 5, 20), at=at(3))
    .agreed(due=at(50), at=at(3), by="Ann", reference="Q-7", overrides=True)
    .responded(at(4))
    .updated(at(5))
    .resolved(at(6))
    .reopened(at(7))
    .transferred(at(8), reference="BUG-9")
    .closed(at(9))
    .reopened(at(10))
    .cancelled(at(11))
    .excused("resolution", at=at(12), reason="outside our control")
)


def test_every_event_is_read_back_from_json():
    again = Ticket.from_dict(json.loads(json.dumps(FULL.to_dict())))
    assert again == FULL
    assert again.to_dict() == FULL.to_dict()


def test_every_event_is_code_that_rebuilds_it():
    assert eval(repr(FULL), NAMES) == FULL  # noqa: S307 (our own)


def test_an_event_says_what_it_knows_and_nothing_else():
    said = {event["kind"]: event for event in FULL.to_dict()["events"]}
    assert said["paused"] == {
        "kind": "paused",
        "at": "2026-05-11T11:00:00Z",
        "recorded_at": "2026-05-11T14:00:00Z",
        "reason": "waiting on customer",
    }
    assert said["agreed"] == {
        "kind": "agreed",
        "at": "2026-05-11T12:00:00Z",
        "due": "2026-05-13T11:00:00Z",
        "by": "Ann",
        "reference": "Q-7",
        "overrides": True,
    }
    assert said["estimated"]["date"] == "2026-05-20"


def test_an_event_is_known_from_when_it_was_recorded():
    """S8; what was recorded ahead is known when it happens."""
    late, early = (Ticket(reported_at=START).paused(at(2), recorded_at=at(hours)).events[1] for hours in (5, 1))
    assert (late.known_from - late.instant, early.known_from - early.instant) == (3 * 3_600_000_000, 0)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (5, "is no event"),
        ({}, "write kind, at"),
        ({"kind": "paused"}, "write kind, at"),
        ({"kind": "paused", "at": "2026-05-11T09:00Z", "colour": 1}, "write kind, at"),
        ({"kind": "pasued", "at": "2026-05-11T09:00Z"}, "is no kind of event"),
        ({"kind": "paused", "at": "soon"}, "is no time"),
        ({"kind": "paused", "at": 5}, "is int, not a datetime"),
        ({"kind": "paused", "at": "2026-05-11T09:00Z", "sequence": True}, "is no number in a sequence"),
        ({"kind": "paused", "at": "2026-05-11T09:00Z", "reason": 5}, "is no reason"),
        ({"kind": "agreed", "at": "2026-05-11T09:00Z", "due": "2026-05-12T09:00Z", "by": 5}, "is no by"),
        ({"kind": "transferred", "at": "2026-05-11T09:00Z", "reference": 5}, "is no reference"),
        ({"kind": "agreed", "at": "2026-05-11T09:00Z", "due": "2026-05-12T09:00Z", "overrides": 1}, "True or False"),
        ({"kind": "agreed", "at": "2026-05-11T09:00Z", "due": "soon"}, "due='soon' is no time"),
        ({"kind": "paused", "at": "2026-05-11T09:00Z", "recorded_at": 5}, "recorded_at=5 is int, not a datetime"),
        ({"kind": "paused", "at": "2026-05-11T09:00Z", "sequence": 1.5}, "is no number in a sequence"),
        ({"kind": "paused", "at": "2026-05-11T09:00Z", "date": "2026-05-20"}, "date belongs to estimated"),
        ({"kind": "prioritised", "at": "2026-05-11T09:00Z", "priority": ""}, "is no name of a priority"),
        ({"kind": "prioritised", "at": "2026-05-11T09:00Z", "priority": 1}, "is no name of a priority"),
        ({"kind": "excused", "at": "2026-05-11T09:00Z"}, "is no clock to excuse"),
        ({"kind": "resolved", "at": "2026-05-11T09:00Z", "priority": ["P1"]}, "is no name of a priority"),
        ({"kind": "paused", "at": "2026-05-11T09:00Z", "due": "2026-05-11T09:00Z"}, "due belongs to agreed"),
        ({"kind": "agreed", "at": "2026-05-11T09:00Z"}, "due belongs to agreed"),
        ({"kind": "estimated", "at": "2026-05-11T09:00Z", "date": "20/05/2026"}, "is no date"),
        ({"kind": "estimated", "at": "2026-05-11T09:00Z"}, "date belongs to estimated"),
        ({"kind": "prioritised", "at": "2026-05-11T09:00Z"}, "is no name of a priority"),
        ({"kind": "excused", "at": "2026-05-11T09:00Z", "clock": "reply"}, "is no clock to excuse"),
    ],
)
def test_what_makes_no_event_says_what_to_write(said, says):
    with pytest.raises(InputError, match=says):
        Event.from_dict(said)
    with pytest.raises(InputError, match=says):
        Ticket.from_dict({"events": [{"kind": "reported", "at": "2026-05-11T08:00Z"}, said]})


def test_whether_an_agreement_overrides_orders_those_of_one_instant():
    """S8: whichever arrives first, the one that overrides rules."""
    plain = Ticket(reported_at=START)
    first = plain.agreed(due=at(50), at=at(3), overrides=True).agreed(due=at(50), at=at(3))
    second = plain.agreed(due=at(50), at=at(3)).agreed(due=at(50), at=at(3), overrides=True)
    assert first == second
    assert first.events[-1].overrides
    assert first.events[-2].order < first.events[-1].order


def test_events_of_one_instant_stand_in_the_order_of_their_kinds_unless_they_are_numbered():
    """S8."""
    ticket = Ticket(reported_at=START, priority="P2")
    shuffled = ticket.reopened(at(1)).resolved(at(1)).updated(at(1)).paused(at(1)).customer_replied(at(1))
    kinds = [str(event.kind) for event in shuffled.events]
    assert kinds == ["reported", "prioritised", "customer_replied", "paused", "updated", "resolved", "reopened"]
    numbered = ticket.paused(at(1), sequence=2).resolved(at(1), sequence=1).logged(at(1), sequence=3)
    assert [str(event.kind) for event in numbered.events][2:] == ["resolved", "paused", "logged"]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.REPORTED])
@pytest.mark.parametrize(
    ("detail", "kinds"),
    [
        ({"priority": "P1"}, {"prioritised"}),
        ({"clock": "response"}, {"excused"}),
        ({"reason": "outage"}, {"paused", "excused"}),
        ({"by": "Ann"}, {"agreed"}),
        ({"reference": "BUG-9"}, {"agreed", "transferred"}),
        ({"overrides": True}, {"agreed"}),
        ({"due": "2026-05-12T09:00Z"}, {"agreed"}),
        ({"date": "2026-05-12"}, {"estimated"}),
    ],
)
def test_a_detail_stands_where_it_says_something(kind, detail, kinds):
    """What another kind cannot mean would be lost in silence, and the code of the ticket would not rebuild it."""
    needed = {"prioritised": {"priority": "P2"}, "excused": {"clock": "update"}, "estimated": {"date": "2026-05-20"}}
    needed["agreed"] = {"due": "2026-05-20T09:00Z"}
    said = {"kind": str(kind), "at": "2026-05-11T09:00Z", **needed.get(str(kind), {}), **detail}
    history = {"events": [{"kind": "reported", "at": "2026-05-11T08:00Z"}, said]}
    if str(kind) in kinds:
        assert eval(repr(Ticket.from_dict(history)), NAMES) == Ticket.from_dict(history)  # noqa: S307 (our own)
    else:
        with pytest.raises(InputError, match=f"{kind} with .* belongs to"):
            Ticket.from_dict(history)


def test_a_time_without_an_offset_is_refused():
    with pytest.raises(NaiveDatetimeError):
        Ticket.from_dict({"events": [{"kind": "reported", "at": "2026-05-11T09:00"}]})


@pytest.mark.parametrize("said", [None, [], {"id": "INC-1"}, {"events": 5}, {"events": []}, {"events": [], "x": 1}])
def test_what_makes_no_ticket_says_what_to_write(said):
    with pytest.raises(InputError, match="write"):
        Ticket.from_dict(said)


class Case(pydantic.BaseModel):
    ticket: Ticket


def test_a_ticket_stands_in_a_model_as_itself_or_as_its_data():
    case = Case(ticket=FULL)
    assert case.ticket is FULL
    assert Case.model_validate_json(case.model_dump_json()) == case
    with pytest.raises(pydantic.ValidationError, match="is no ticket"):
        Case.model_validate({"ticket": 5})
    assert Case.model_json_schema()["properties"]["ticket"]["required"] == ["events"]


@pytest.mark.parametrize("name", ["id", "priority", "reason", "by", "reference"])
def test_a_text_of_more_than_five_thousand_characters_is_refused(name):
    def told(length):
        at, text = "2026-05-11T09:00:00Z", "x" * length
        kinds = {"reason": "paused", "by": "agreed", "reference": "transferred", "priority": "prioritised"}
        event = {"kind": kinds.get(name, "reported"), "at": at} | ({} if name == "id" else {name: text})
        event |= {"due": at} if name == "by" else {}
        return {"id": text if name == "id" else "1", "events": [{"kind": "reported", "at": at}, event]}

    assert Ticket.from_dict(told(5_000))
    with pytest.raises(InputError, match=f"{name} of 5001 characters is too long: at most 5000"):
        Ticket.from_dict(told(5_001))


def test_an_event_may_be_made_with_the_name_of_its_kind():
    assert Event("resolved", 0) == Event(Kind.RESOLVED, 0)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"instant": None}, "instant=None is no instant: write whole microseconds since 1970 UTC"),
        ({"instant": 10**30}, "is no instant"),
        ({"recorded": 1.5}, "recorded=1.5 is no instant"),
        ({"sequence": "1"}, "is no number in a sequence: write a whole number"),
        ({"sequence": 10**19}, "is too far out: write at most 18 digits"),
        ({"kind": Kind.ESTIMATED, "day": 10**9}, "is no date: write whole days since 1970"),
    ],
)
def test_numbers_of_an_event_are_whole_and_within_the_years(terms, words):
    with pytest.raises(InputError, match=words):
        Event(**{"kind": Kind.RESOLVED, "instant": 0, **terms})
