"""The tables of a document that choose how words are read and what events do: one key for each choice."""

from dataclasses import fields
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema, create_model

from slacalc.fields import Table, checked
from slacalc.handling import ALL_CLOCKS, Handling
from slacalc.reading import Reading, with_choices


def _table_of(value: Reading | Handling, described: str) -> Any:
    # One field for each choice, checked by itself, so that each wrong one is told.
    def choice(name: str) -> Any:
        schema = {"enum": list(value.VALUES[name])} if name in value.VALUES else _OTHER_CHOICES[name]
        one = checked(lambda given: with_choices(value, {name: given}))
        default = Field(json_schema_extra={"default": _default(getattr(value, name))})
        return Annotated[Any, one, WithJsonSchema(schema), default], None

    names = (field.name for field in fields(value))
    made = create_model(f"{type(value).__name__}Table", __base__=Table, **{name: choice(name) for name in names})
    made.__doc__ = described
    return made


def _default(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else "8h" if not isinstance(value, str | None) else value


_OTHER_CHOICES: dict[str, dict[str, Any]] = {
    "day_length": {"type": "string", "examples": ["8h", "450 minutes"]},
    "same_day_minimum": {"type": "string", "examples": ["4h"]},
    "pauses": {"type": "array", "items": {"enum": list(ALL_CLOCKS)}},
}
ReadingTable = _table_of(Reading(), "How ambiguous words are read: one choice for each.")
HandlingTable = _table_of(Handling(), "What events do to clocks: one choice for each.")
