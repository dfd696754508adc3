"""Packages as documents: read and checked whole before anything is built, extended, upgraded, described.

A document can name nothing outside itself but a preset or a package given with it, a holiday region and a time zone.
"""

from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any, cast

from pydantic import GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from slacalc.dumps import Terms, document_of, is_package
from slacalc.errors import PackageError, shown
from slacalc.faults import told
from slacalc.formats import Document, check_depth, plain, read_json, read_toml
from slacalc.handling import ALL_CLOCKS
from slacalc.promises import Promise
from slacalc.tables import SCHEMA, PackageTable, promise_keys
from slacalc.terms import terms

PRESETS = ("p1-p3", "p1-p4")
Given = Mapping[str, Terms]
"""Packages that documents may extend, by the names they are given."""

MOST_CALENDARS = 2_000
"""Calendars that a document combines, all its unions and exceptions taken together."""
_MOST_NAMED = 10
"""Packages that a message names."""
UPGRADES: dict[int, Callable[[Document], Document]] = {}
"""From the number of an older schema to what makes its documents those of the next."""


def preset_text(name: str) -> str:
    """Return the TOML text of a preset."""
    if name not in PRESETS:
        raise PackageError(f"no preset {shown(name)}: there are {', '.join(map(repr, PRESETS))}")
    return resources.files("slacalc").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8")


def terms_of_toml(text: str, packages: Given | None = None) -> dict[str, Any]:
    """Return what ``Package`` takes, from a TOML text.

    Raises:
        PackageError: all faults at once, each with its path, what was got and what to type.
    """
    return _terms_or_faults(read_toml(text), packages)


def terms_of_json(text: str, packages: Given | None = None) -> dict[str, Any]:
    """Return what ``Package`` takes, from a JSON text.

    Raises:
        PackageError: all faults at once, each with its path, what was got and what to type.
    """
    return _terms_or_faults(read_json(text), packages)


def _terms_or_faults(document: Document, packages: Given | None) -> dict[str, Any]:
    try:
        return validated(document, packages)
    except ValidationError as faults:
        raise PackageError(told(faults, document)) from None


def validated(document: object, packages: Given | None = None) -> dict[str, Any]:
    """Return what ``Package`` takes, from a document as plain values; dates may be text in ISO 8601.

    Raises:
        ValidationError: pydantic's own error, as web frameworks expect.
    """
    if not isinstance(document, Mapping):
        return terms(PackageTable.model_validate(document))
    try:
        check_depth(document)
        _check_parts(document)
    except PackageError as fault:
        raise _faults([_fault((), fault, "...")]) from None
    document = upgrade(dict(document))
    try:
        _check_given(packages)
        return terms(PackageTable.model_validate(extend(document, {} if packages is None else packages)))
    except PackageError as fault:
        raise _faults([_fault(("extends",), fault, document.get("extends")), *_other_faults(document)]) from None


def _check_given(packages: object) -> None:
    if not isinstance(packages, Mapping | None):
        raise PackageError(f"packages={shown(packages)}: write a mapping from names to packages")


def _check_parts(document: Mapping[Any, Any]) -> None:
    parts, level = 0, [document]
    while level:
        inside = [(key, value) for table in level for key, value in table.items() if isinstance(value, Mapping | list)]
        parts += sum(len(value) for key, value in inside if key in _COMBINED)
        lists = [value if isinstance(value, list) else [value] for _, value in inside]
        level = [value for values in lists for value in values if isinstance(value, Mapping)]
    if parts > MOST_CALENDARS:
        raise PackageError(f"{parts} calendars combined in one document are too many: at most {MOST_CALENDARS}")


_COMBINED = ("any", "all", "except", "skip")


def _fault(path: tuple[str, ...], fault: PackageError, got: object) -> InitErrorDetails:
    kind = PydanticCustomError("value_error", "{error}", {"error": str(fault)})
    return InitErrorDetails(type=kind, loc=path, input=got)


def _faults(listed: list[InitErrorDetails]) -> ValidationError:
    return ValidationError.from_exception_data(PackageTable.__name__, listed)


def _other_faults(document: Document) -> list[InitErrorDetails]:
    # What is wrong besides a package that cannot be extended: what it would have given is taken from a preset.
    least = {key: value for key, value in read_toml(preset_text("p1-p4")).items() if key != "assumptions"}
    try:
        terms(PackageTable.model_validate({**least, **document, "extends": None}))
    except ValidationError as others:
        return [cast("InitErrorDetails", each) for each in others.errors(include_url=False)]
    return []


def upgrade(
    document: Document, steps: Mapping[int, Callable[[Document], Document]] = UPGRADES, newest: int = SCHEMA
) -> Document:
    """Return the document as the newest schema says it; one of an unknown schema is returned as it is."""
    while type(number := document.get("schema")) is int and number in steps and number < newest:
        document = {**steps[number](document), "schema": number + 1}
    return document


def extend(document: Document, packages: Given) -> Document:
    """Return the document with what it inherits, key by key; lists and calendars take the place of inherited ones."""
    if not isinstance(document.get("extends"), str):
        return document
    base = _base(document["extends"], packages)
    merged = {**base, **document}
    for key in ("reading", "handling"):
        merged[key] = _merged(base.get(key, {}), document.get(key, {}))
    inherited, said = base.get("priorities", {}), document.get("priorities", {})
    if isinstance(said, Mapping):
        merged["priorities"] = {**inherited, **{name: _priority(inherited.get(name), said[name]) for name in said}}
    del merged["extends"]
    return merged


def _base(name: str, packages: Given) -> Document:
    if name in packages:
        if not is_package(packages[name]):
            raise PackageError(f"packages holds {shown(packages[name])} as {shown(name)}: write a Package")
        return document_of(packages[name])
    if name not in PRESETS:
        known = ", ".join(map(shown, [*PRESETS, *packages][:_MOST_NAMED]))
        raise PackageError(f"there is no package {shown(name)} to extend: write one of {known}")
    return read_toml(preset_text(name))


def _priority(inherited: Any, said: Any) -> Any:
    if not isinstance(inherited, Mapping) or not isinstance(said, Mapping):
        return said
    merged = {**inherited, **said}
    for clock in ALL_CLOCKS:
        if isinstance(said.get(clock), Mapping) and clock in inherited:
            merged[clock] = _merged(_promise_table(inherited[clock]), said[clock])
    return merged


def _promise_table(said: Any) -> Any:
    return promise_keys(Promise.parse(said)) if isinstance(said, str) else said


def _merged(inherited: Any, said: Any) -> Any:
    return {**inherited, **said} if isinstance(inherited, Mapping) and isinstance(said, Mapping) else said


# for pydantic --------------------------------------------------------------------------------------------------------


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a document, for editors and forms."""
    schema = PackageTable.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "slacalc package"}


def core_schema_of(package: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return how pydantic reads a package inside other models: itself, or its document as plain values."""

    def read(value: Any, _: Any) -> Any:
        return value if isinstance(value, package) else package(**validated(value))

    return core_schema.no_info_wrap_validator_function(
        read,
        handler(PackageTable),
        serialization=core_schema.plain_serializer_function_ser_schema(lambda value: plain(document_of(value))),
    )
