"""Tickets inside the models of others: as themselves, or as what they write; nothing is guessed."""

import json
from datetime import UTC, datetime

import pydantic
import pytest

from slacalc import Ticket
from slacalc.events import Kind

START = datetime(2026, 5, 11, 9, tzinfo=UTC)
ONE = Ticket(id="INC-1", reported_at=START, priority="P2")
OTHER = Ticket.unlogged(START).paused(START, reason="waiting on customer")


class Queue(pydantic.BaseModel):
    name: str
    tickets: list[Ticket]
    urgent: Ticket | None = None


QUEUE = Queue(name="night", tickets=[ONE, OTHER], urgent=OTHER)


def test_a_ticket_stays_itself_in_a_model():
    assert QUEUE.tickets[0] is ONE
    assert QUEUE.urgent is OTHER


def test_tickets_are_read_back_from_json_and_from_plain_data():
    assert Queue.model_validate_json(QUEUE.model_dump_json()) == QUEUE
    assert Queue.model_validate(QUEUE.model_dump()) == QUEUE
    assert QUEUE.model_dump()["tickets"] == [ONE.to_dict(), OTHER.to_dict()]
    assert Queue(name="day", tickets=[]).model_dump() == {"name": "day", "tickets": [], "urgent": None}


@pytest.mark.parametrize(
    ("said", "place", "says"),
    [
        (5, ("tickets", 1), "5 is no ticket: write"),
        ({"events": []}, ("tickets", 1), "a ticket is reported once"),
        ({"events": [{"kind": "reported", "at": "2026-05-11T09:00"}]}, ("tickets", 1), "2026"),
        ({"events": [{"kind": "reported", "at": 5}]}, ("tickets", 1), "not a datetime"),
        ({"events": [], "state": "open"}, ("tickets", 1), "a ticket has no"),
    ],
)
def test_what_is_no_ticket_is_a_fault_at_its_place(said, place, says):
    with pytest.raises(pydantic.ValidationError, match=says) as caught:
        Queue.model_validate({"name": "night", "tickets": [ONE, said]})
    assert [fault["loc"] for fault in caught.value.errors()] == [place]


def test_the_schema_says_what_a_ticket_is_made_of():
    schema = Queue.model_json_schema()["properties"]["tickets"]["items"]
    assert schema["title"] == "Ticket"
    event = schema["properties"]["events"]["items"]
    assert event["properties"]["kind"]["enum"] == [str(kind) for kind in Kind]
    assert event["required"] == ["kind", "at"]
    written = json.loads(QUEUE.model_dump_json())["tickets"][0]
    assert set(written) == set(schema["properties"])


def test_each_schema_is_a_copy_of_its_own():
    pydantic.TypeAdapter(Ticket).json_schema()["properties"].clear()
    assert set(pydantic.TypeAdapter(Ticket).json_schema()["properties"]) == {"id", "events"}
