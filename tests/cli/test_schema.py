import json
from pathlib import Path

from jsonschema import Draft202012Validator

from slacalc import Package

PUBLISHED = Path(__file__).resolve().parents[2] / "docs/package.schema.json"


def test_the_schema_is_that_of_the_library(command):
    answer = command("schema")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == Package.model_json_schema()
    assert answer.out.startswith('{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n')


def test_the_published_schema_is_what_the_command_prints(command):
    assert command("schema").out == PUBLISHED.read_text(encoding="utf-8")


def test_an_editor_accepts_a_right_document_by_it_and_refuses_a_wrong_one(command):
    editor = Draft202012Validator(json.loads(command("schema").out))
    document = Package.preset("p1-p3").model_dump()
    assert list(editor.iter_errors(document)) == []
    assert [fault.json_path for fault in editor.iter_errors({**document, "hourz": "24x7"})] == ["$"]
