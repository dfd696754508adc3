"""The reference says what the code does: public names, states, repairs, findings, errors, readings and commands."""

import ast
import inspect
import re
from dataclasses import fields
from itertools import product

import pytest

import slacalc
import slacalc.errors
import slacalc.frames
import slacalc.report
import slacalc.testing
from slacalc import Handling, Reading, State
from slacalc.stages import WALKED
from tests import reference
from tests.architecture.source import library
from tests.reference import REFERENCE

FACES = (slacalc, slacalc.errors, slacalc.frames, slacalc.report, slacalc.testing)
EXAMPLES = (slacalc, slacalc.frames, slacalc.report, slacalc.testing)
"""Errors have their examples on a page of their own."""
DIRECTIVE = re.compile(r"^\.\. (currentmodule|auto\w+):: ([\w.]+)$", re.MULTILINE)


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def headings(text: str) -> list[str]:
    return re.findall(r"^## `?([^`\n]+)`?$", text, re.MULTILINE)


# what is made from the code ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", reference.parts())
def test_a_part_that_is_made_from_the_code_is_as_the_code_makes_it(name):
    """Type ``python3 tasks.py reference`` to write them afresh."""
    where, text = reference.parts()[name]
    assert reference.written(name, where) == text


@pytest.mark.parametrize("clock", reference.BEFORE)
def test_a_clock_is_in_the_state_that_its_column_names(clock):
    found = {name: reference.state(ticket, clock, then) for name, (ticket, then) in reference.BEFORE[clock].items()}
    assert found == {name: name for name in found}
    assert set(State) - set(found) <= {State.TRANSFERRED}
    assert clock == "response" or set(found) == set(State)


# public names --------------------------------------------------------------------------------------------------------


def told() -> list[str]:
    """Return every name that a page of the API documents, in full."""
    names = []
    for path in sorted((REFERENCE / "api").glob("*.rst")):
        home = ""
        for kind, name in DIRECTIVE.findall(path.read_text(encoding="utf-8")):
            home = name if kind == "currentmodule" else home
            if kind in {"autoclass", "autofunction", "autoexception"}:
                names.append(name if "." in name else f"{home}.{name}")
    return names


def test_every_public_name_is_documented_once():
    public = {f"{face.__name__}.{name}" for face in FACES for name in face.__all__}
    names = told()
    assert len(names) == len(set(names))
    assert public - set(names) == set()
    assert {name for name in set(names) - public if name.count(".") == 1} == set()


def has_example(value: object) -> bool:
    members = vars(value).values() if inspect.isclass(value) else ()
    return any(">>>" in (getattr(part, "__doc__", None) or "") for part in (value, *members))


@pytest.mark.parametrize("face", EXAMPLES, ids=lambda face: face.__name__)
def test_every_public_name_has_an_example_that_runs(face):
    """The examples of docstrings are run by ``test_documents.py``."""
    assert [name for name in face.__all__ if not has_example(getattr(face, name))] == []


def functions(face: object) -> dict[str, object]:
    """Return the public functions of a face and the public methods of its classes."""
    found = {}
    for name in face.__all__:
        value = getattr(face, name)
        if inspect.isclass(value):
            own = {member: getattr(value, member) for member in vars(value) if not member.startswith("_")}
            found |= {f"{name}.{member}": each for member, each in own.items() if inspect.isroutine(each)}
        else:
            found[name] = value
    return found


@pytest.mark.parametrize("face", EXAMPLES, ids=lambda face: face.__name__)
def test_every_argument_and_answer_has_a_type(face):
    bare = []
    for name, function in functions(face).items():
        signature = inspect.signature(function)
        given = [each for each in signature.parameters.values() if each.name not in {"self", "cls"}]
        bare += [f"{name}({each.name})" for each in given if each.annotation is inspect.Parameter.empty]
        bare += [name] if signature.return_annotation is inspect.Signature.empty else []
    assert bare == []


def test_the_pages_of_the_api_are_all_in_the_reference():
    pages = {path.stem for path in (REFERENCE / "api").glob("*.rst")}
    assert {name for name in pages if f"api/{name}" not in page("index.md")} == set()


# codes and errors ----------------------------------------------------------------------------------------------------


def repairs() -> set[str]:
    """Return the codes of every repair of a history of up to three events that begin or end a stretch."""
    start = reference.P1
    codes = set()
    for kinds in product(sorted(WALKED), repeat=3):
        ticket = start
        for hour, kind in enumerate(kinds, 10):
            ticket = reference.after(ticket, kind, reference.at(f"05 {hour}:00"))
        codes |= {repair.code for repair in ticket.repairs}
    return codes


def test_every_repair_is_in_the_table_and_in_an_example():
    text = page("repairs.md")
    codes = repairs()
    assert set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)) == codes
    assert {code for code in codes if f"\n{code}: " not in text} == set()


def findings() -> set[str]:
    """Return the codes that the source of ``check`` gives to its findings."""
    texts = (each.value for each in ast.walk(ast.parse(library()["slacalc.lint"])) if isinstance(each, ast.Constant))
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", text)}


def test_every_finding_has_its_example_and_what_to_type():
    text = page("lint.md")
    assert set(headings(text)) == findings()
    for section in text.split("\n## ")[1:]:
        code = section.split("`")[1]
        assert f" [{code}]" in section, f"the example of {code} does not show it"
        assert re.search(r"^\*\*\w+\*\*", section, re.MULTILINE), f"{code} does not say what to type"


def test_every_error_is_in_the_table_and_has_its_section():
    text = page("errors.md")
    assert headings(text) == re.findall(r"^\| \[`(\w+)`\]", text, re.MULTILINE)
    assert sorted(headings(text)) == sorted(slacalc.errors.__all__)


def test_every_handling_is_drawn():
    text = (REFERENCE.parent / "explanation" / "handlings.md").read_text(encoding="utf-8")
    drawn = {f"{field}_{value}" for field, values in Handling.VALUES.items() for value in values}
    assert {name for name in drawn | {"pauses_resolution"} if f"(../images/{name}.svg)" not in text} == set()
    assert set(re.findall(r"^## `(\w+)`", text, re.MULTILINE)) == {field.name for field in fields(Handling)}


def test_every_reading_is_drawn():
    text = page("readings.md")
    drawn = {f"{field}_{value}" for field, values in Reading.VALUES.items() for value in values}
    assert {name for name in drawn if f"(../images/{name}.svg)" not in text} == set()
    assert set(headings(text)) == {field.name for field in fields(Reading)}
