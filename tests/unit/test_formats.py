"""The texts of documents: what is read is bounded, what is written is canonical."""

import json
import tomllib
from datetime import UTC, date, datetime
from time import process_time

import pytest

from slacalc import formats
from slacalc.errors import PackageError

DOCUMENT = {
    "schema": 1,
    "name": 'a "b" \\ \x7f\n\tÆ 日本',
    "is": True,
    "at": datetime(2026, 12, 24, 13, tzinfo=UTC),
    "local": datetime(2026, 12, 24, 13, 0, 0, 5),  # noqa: DTZ001 (a civil time)
    "day": date(2026, 12, 24),
    "list": [1, 2],
    "tables": [{"from": date(2026, 1, 1), "inner": {"a": [{"b": 1}]}}, {}],
    "empty": {},
    "nested": {"a key": {"x": -1, "deep": {"y": []}}, "z": "last"},
}


def test_what_is_written_as_toml_is_read_back():
    assert tomllib.loads(formats.toml_text(DOCUMENT)) == DOCUMENT
    assert formats.read_toml(formats.toml_text(DOCUMENT)) == DOCUMENT


def test_toml_is_written_for_people():
    said = {
        "name": "Acme",
        "cover": [{"a": 1}, {"b": date(2026, 1, 2)}],
        "priorities": {"P 1": {"rank": 1}},
        "days": [1],
    }
    assert formats.toml_text(said) == (
        'name = "Acme"\ncover = [\n    { a = 1 },\n    { b = 2026-01-02 },\n]\ndays = [1]\n\n'
        '[priorities."P 1"]\nrank = 1\n'
    )


def test_what_is_written_as_json_is_read_back_with_dates_as_text():
    again = formats.read_json(formats.json_text(DOCUMENT))
    assert again == formats.plain(DOCUMENT)
    assert (again["at"], again["day"]) == ("2026-12-24T13:00:00Z", "2026-12-24")
    assert again["local"] == "2026-12-24T13:00:00.000005"


def test_a_digest_is_that_of_sorted_json_without_blanks():
    """printf '{"a":"\\\\u00e9","b":[1,{"c":"2026-12-24","d":true}]}' | sha256sum"""
    one = {"b": [1, {"d": True, "c": date(2026, 12, 24)}], "a": "é"}
    assert formats.digest(one) == "b45c42b9034f06e73ffc46b76874945c44d8903dd148a282621d17b2c39b3862"
    assert formats.digest(dict(reversed(one.items()))) == formats.digest(one)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "says 'c' twice"),
        ('{"a": NaN}', "holds NaN"),
        ('{"a": -Infinity}', "holds -Infinity"),
        ("[1]", "a document is a JSON object, not \\[1\\]"),
        ("null", "a document is a JSON object"),
        ("", "this is no JSON"),
        ('{"a": 1,}', "this is no JSON"),
        ("schema = 1", "this is no JSON"),
        ('{"a":' * 33 + "1" + "}" * 33, "nested more than 32 deep"),
        ('{"a":' * 100_000, "nested more than 32 deep"),
        ('{"a": ' + "1" * 5_000 + "}", "this is no JSON"),
        ('{"a": "' + "x" * formats.LARGEST + '"}', "is too large: at most 1048576"),
    ],
    ids=lambda value: value[:24],
)
def test_what_is_no_document_of_json_is_refused(text, said):
    with pytest.raises(PackageError, match=said):
        formats.read_json(text)


def test_json_of_32_levels_is_read():
    assert formats.read_json('{"a":' * 31 + "{}" + "}" * 31)


def test_the_first_of_many_keys_that_comes_twice_is_named_at_once():
    keys = ",".join(f'"k{number}":1' for number in range(80_000))
    with pytest.raises(PackageError, match="says 'k79999' twice"):
        formats.read_json("{" + keys + ',"k79999":2}')


@pytest.mark.parametrize("value", [b"{}", None, {}, 5])
def test_a_document_is_text(value):
    with pytest.raises(PackageError, match="a document is text"):
        formats.read_json(value)


def test_toml_nested_too_deep_is_refused():
    with pytest.raises(PackageError, match="nested more than 32 deep"):
        formats.read_toml("a = " + "[" * 40 + "]" * 40)


def test_what_json_writes_needs_no_other_reader():
    assert json.loads(formats.json_text(DOCUMENT)) == formats.plain(DOCUMENT)


@pytest.mark.parametrize(
    "text",
    [
        '"' + '\\"' * 200_000,
        '"""\\' * 200_000,
        "x = '''" + "'" * 200_000,
        '"\n' * 200_000,
    ],
    ids=["a key", "a text of several lines", "a literal text", "a key on each line"],
)
def test_a_string_that_nothing_ends_is_looked_through_once(text):
    begins = process_time()
    with pytest.raises(PackageError, match="this is no TOML"):
        formats.read_toml(text)
    assert process_time() - begins < 2


@pytest.mark.parametrize("text", ["'''a''''", '"""a""""', '"""a\\""""""'])
def test_a_quote_at_the_end_of_a_text_of_several_lines_hides_no_deep_key(text):
    key = ".".join(['"."'] * 20_000)
    with pytest.raises(PackageError, match="nested more than 32 deep"):
        formats.read_toml(f"x = [{text}, {{{key} = 1}}]")


def test_dots_in_texts_and_numbers_join_no_keys():
    said = formats.read_toml(f'a = [{"1.5, " * 100}]\nb = "{"x." * 100}"\nc = 1.5 # {"y." * 100}\nd."e.f".\'g.h\' = 1')
    assert said["d"] == {"e.f": {"g.h": 1}}


@pytest.mark.parametrize("read", [formats.read_toml, formats.read_json])
@pytest.mark.parametrize("name", ["acme.toml", "C:\\sla\\acme.json", "of/customers/acme.toml"])
def test_the_name_of_a_file_is_no_document(read, name):
    with pytest.raises(PackageError, match=r"is the name of a file: give what is in it, Path\('.*'\)\.read_text\(\)"):
        read(name)


def test_a_document_that_ends_as_a_file_does_is_one():
    assert formats.read_toml("[x]\n# see acme.toml") == {"x": {}}
    assert formats.read_toml("a = 1 # acme.toml") == {"a": 1}


@pytest.mark.parametrize("read", [formats.read_toml, formats.read_json])
def test_a_byte_order_mark_is_named(read):
    with pytest.raises(PackageError, match="begins with a byte-order mark: read the file with encoding='utf-8-sig'"):
        read("\ufeff{}")


def test_values_that_are_shared_a_million_times_are_not_all_visited():
    shared = ["x"] * 200_000
    begins = process_time()
    with pytest.raises(PackageError, match="holds more than 1048576 values"):
        formats.check_depth([shared] * 1_000)
    assert process_time() - begins < 1
