"""The JSON Schema of a document: what editors and forms know of it."""

import json
import tomllib
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from slacalc import Package
from slacalc.formats import plain
from tests.unit.test_documents import EXAMPLE, LEAST, PROMISES

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "package.schema.json"
SCHEMA = Package.model_json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def alike(said):
    """Return a schema as the oldest pydantic allowed writes it, which wraps a reference and says nothing of names."""
    if isinstance(said, list):
        return [alike(each) for each in said]
    if not isinstance(said, dict):
        return said
    found = {key: alike(value) for key, value in said.items() if key != "propertyNames"}
    (wrapped,) = found.pop("allOf", [{}])
    return {**found, **wrapped}


def test_the_published_file_is_the_schema_of_this_version():
    """`python3 tasks.py schema` writes it."""
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert alike(published) == alike(SCHEMA)


def test_the_published_file_says_what_the_name_of_a_priority_is():
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published["properties"]["priorities"]["propertyNames"] == {"minLength": 1, "maxLength": 5_000}


def test_every_key_of_a_document_has_a_sentence_or_a_name_that_is_one():
    tables = SCHEMA["$defs"] | {"whole": SCHEMA}
    silent = {
        f"{table}.{key}"
        for table, said in tables.items()
        if table not in {"ReadingTable", "HandlingTable"}
        for key, value in said.get("properties", {}).items()
        if "description" not in value
    }
    assert silent == set()


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE,
        LEAST + PROMISES,
        *(resources.files("slacalc").joinpath("presets", f"{name}.toml").read_text() for name in ("p1-p3", "p1-p4")),
        f'{LEAST}notice = "5 working days"\n[priorities.P1]\nhours = "24x7"\nresponse = {{ target = "1 hour" }}',
        f'{LEAST}holidays = [{{ region = "US" }}, "DE"]\n{PROMISES}',
        LEAST.replace('"Mon-Sun 00:00-24:00"', '{ any = ["24x7", { hours = "never", tz = "Asia/Tokyo" }] }') + PROMISES,
    ],
)
def test_what_is_read_fits_the_schema(text):
    Package.from_toml(text)
    assert [error.message for error in VALIDATOR.iter_errors(plain(tomllib.loads(text)))] == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"{LEAST}colour = 'red'\n{PROMISES}", ""),
        (f"{LEAST}holidays = 'DE'\n{PROMISES}", "holidays"),
        (f"{LEAST}closures = [{{ name = 'x', from = '24/12/2026', to = 2026-12-26 }}]\n{PROMISES}", "closures.0.from"),
        (f"{LEAST}{PROMISES}\n[reading]\nreceipt = 'reprot'", "reading.receipt"),
        (f"{LEAST}{PROMISES}\nrank = '1'", "priorities.P1.rank"),
        ("schema = 2\nextends = 'p1-p4'", "schema"),
        ("schema = 1\nname = 'x'", ""),
    ],
)
def test_what_is_refused_does_not_fit_the_schema(text, path):
    found = VALIDATOR.iter_errors(plain(tomllib.loads(text)))
    assert path in {".".join(map(str, error.absolute_path)) for error in found}
