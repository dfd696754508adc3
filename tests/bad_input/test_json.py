"""Bad documents in JSON are refused as in TOML; the same values make pydantic's own error (design, section 8)."""

import json

import pytest
from pydantic import ValidationError

from slacalc import Package
from slacalc.errors import PackageError
from tests.bad_input import choices, clauses, documents, keys, texts
from tests.bad_input.characters import NO_TEXT
from tests.bad_input.documents import fits_json
from tests.bad_input.proof import Bad, complaints, distinct, report

TEXTS = texts.json_texts()
DOCUMENTS = {
    fault: inputs
    for part in (documents.wrong_types(), clauses.clauses(), choices.choices(), choices.wholes(), keys.keys())
    for fault, inputs in part.items()
}
NO_DOCUMENT = [*NO_TEXT, 5, "x", json.dumps(documents.GOOD), [documents.GOOD], [], (), {}, {1: 2}, {None: 1}, {"a": 1}]
NO_DOCUMENT += [Package, {**documents.GOOD, 5: 1}, {**documents.GOOD, "priorities": {1: {}}}]
VALUES = {fault: [Bad(bad.given, bad.where) for bad in inputs] for fault, inputs in DOCUMENTS.items()}
VALUES["no document"] = [Bad(value, "validation error") for value in NO_DOCUMENT]
WRITTEN = {
    fault: [Bad(json.dumps(bad.given), bad.says) for bad in inputs if fits_json(bad.given)]
    for fault, inputs in DOCUMENTS.items()
}
OWN_ERROR = 10_000
"""Characters of pydantic's error, which names each fault with an address to read on at."""


@pytest.mark.parametrize("fault", TEXTS)
def test_what_is_no_document_says_where_and_why(fault):
    found = complaints(TEXTS[fault], Package.from_json, (PackageError,))
    assert not found, report(found)


@pytest.mark.parametrize("fault", WRITTEN)
def test_a_bad_value_is_told_with_its_path_and_what_to_type(fault):
    found = complaints(WRITTEN[fault], Package.from_json, (PackageError,))
    assert not found, report(found)


@pytest.mark.parametrize("fault", VALUES)
def test_bad_values_make_the_error_of_pydantic_and_no_other(fault):
    found = complaints(VALUES[fault], Package.model_validate, (ValidationError,), OWN_ERROR)
    assert not found, report(found)


@pytest.mark.parametrize("says", texts.masses())
def test_thousands_of_faults_end_soon_in_a_message_of_some_pages(says):
    text = json.dumps({**documents.GOOD, **texts.masses()[says]})
    found = complaints([Bad(text, says)], Package.from_json, (PackageError,), longest=50_000)
    assert not found, report(found)


@pytest.mark.parametrize("document", list(documents.goods()))
def test_a_good_document_is_read_alike_as_text_and_as_values(document):
    assert Package.from_json(json.dumps(document)) == Package.model_validate(document)


def test_there_are_thousands_of_bad_texts_and_of_bad_values():
    assert distinct(TEXTS) >= 1_500
    assert distinct(WRITTEN) >= 2_000
    assert distinct(VALUES) >= 2_000
