"""How values of the library stand inside pydantic's models: as themselves, or as what their ``to_dict`` writes."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import CoreSchema, core_schema

from slacalc.events import Kind


def core_schema_of(kind: Any, json_schema: Mapping[str, Any]) -> CoreSchema:
    """Return pydantic's schema of a class with ``from_dict`` and ``to_dict``; its errors are ValueErrors."""

    def read(value: Any) -> Any:
        return value if isinstance(value, kind) else kind.from_dict(value)

    return core_schema.no_info_plain_validator_function(
        read,
        serialization=core_schema.plain_serializer_function_ser_schema(kind.to_dict),
        metadata={"pydantic_js_functions": [lambda *_: dict(json_schema)]},
    )


TICKET = {
    "type": "object",
    "title": "Ticket",
    "properties": {
        "id": {"type": ["string", "null"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kind": {"enum": [str(kind) for kind in Kind]},
                    "at": {"type": "string", "format": "date-time"},
                },
                "required": ["kind", "at"],
            },
        },
    },
    "required": ["events"],
}
"""The JSON Schema of a ticket, for editors and generators of forms."""
