"""Bad documents in TOML are refused whole, each fault with its path, what was got and what to type (design, section 8)."""

# ruff: noqa: E501 (tables of inputs: a class stands on a line)

import pytest

from slacalc import Package
from slacalc.errors import PackageError
from tests.bad_input import choices, clauses, documents, keys, texts
from tests.bad_input.documents import fits_toml, toml_of
from tests.bad_input.proof import Bad, complaints, distinct, report

TEXTS = texts.toml()
VALUES = {
    fault: [Bad(toml_of(bad.given), bad.says) for bad in inputs if fits_toml(bad.given)]
    for part in (
        documents.wrong_types(),
        clauses.clauses(),
        choices.choices(),
        choices.wholes(),
        keys.keys(),
        clauses.dates(),
    )
    for fault, inputs in part.items()
}


@pytest.mark.parametrize("fault", TEXTS)
def test_what_is_no_document_says_where_and_why(fault):
    found = complaints(TEXTS[fault], Package.from_toml, (PackageError,))
    assert not found, report(found)


@pytest.mark.parametrize("fault", VALUES)
def test_a_bad_value_is_told_with_its_path_and_what_to_type(fault):
    found = complaints(VALUES[fault], Package.from_toml, (PackageError,))
    assert not found, report(found)


@pytest.mark.parametrize("says", texts.masses())
def test_thousands_of_faults_end_soon_in_a_message_of_some_pages(says):
    text = toml_of({**documents.GOOD, **texts.masses()[says]})
    found = complaints([Bad(text, says)], Package.from_toml, (PackageError,), longest=50_000)
    assert not found, report(found)


@pytest.mark.parametrize("text", [*texts.goods(), *map(toml_of, documents.goods())])
def test_a_good_document_is_read(text):
    assert Package.from_toml(text).name in {"Acme", "Least"}


def test_there_are_thousands_of_bad_texts_and_of_bad_values():
    assert distinct(TEXTS) >= 1_500
    assert distinct(VALUES) >= 2_000
