"""The tables of choices: a key for each choice, checked by itself, with its default told to editors."""

from dataclasses import fields

import pytest
from pydantic import ValidationError

from slacalc import Handling, Reading
from slacalc.choices import HandlingTable, ReadingTable

TABLES = [(ReadingTable, Reading), (HandlingTable, Handling)]


@pytest.mark.parametrize(("table", "kind"), TABLES)
def test_there_is_a_key_for_each_choice_and_nothing_else(table, kind):
    assert list(table.model_fields) == [field.name for field in fields(kind)]
    assert table().model_dump() == dict.fromkeys(table.model_fields)


@pytest.mark.parametrize(("table", "kind"), TABLES)
def test_every_value_is_taken_and_the_first_is_told_as_the_default(table, kind):
    told = table.model_json_schema()["properties"]
    for name, values in kind.VALUES.items():
        assert told[name]["enum"] == list(values)
        assert told[name]["default"] == getattr(kind(), name) == values[0]
        assert [getattr(table(**{name: value}), name) for value in values] == list(values)


def test_choices_that_are_no_words_have_their_own_schema():
    told = ReadingTable.model_json_schema()["properties"]
    assert (told["day_length"]["type"], told["day_length"]["default"]) == ("string", "8h")
    assert (told["same_day_minimum"]["type"], told["same_day_minimum"]["default"]) == ("string", None)
    pauses = HandlingTable.model_json_schema()["properties"]["pauses"]
    assert pauses["default"] == ["resolution"]
    assert set(pauses["items"]["enum"]) == {"response", "resolution", "update", "next_reply"}


def test_each_wrong_choice_is_told_and_a_wrong_key_too():
    with pytest.raises(ValidationError) as caught:
        ReadingTable(hour="slow", day="lunar", days="working")
    assert [fault["loc"] for fault in caught.value.errors()] == [("hour",), ("day",), ("days",)]


def test_a_table_keeps_what_was_written():
    assert ReadingTable(day_length="450 minutes").day_length == "450 minutes"
    assert HandlingTable(pauses=["response"]).pauses == ["response"]
