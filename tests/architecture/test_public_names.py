"""Every public name says what it is."""

import ast
import dataclasses
import inspect
import types
from collections.abc import Iterator
from importlib import import_module

import pytest

import slacalc
import slacalc.report
import slacalc.testing
from tests.architecture.source import library


def undocumented(face: types.ModuleType) -> list[str]:
    """Return the public names of a module, and the public members of its classes, that carry no sentence."""
    return [name for name, value in public(face) if not is_documented(value)]


def public(face: types.ModuleType) -> Iterator[tuple[str, object]]:
    for name in face.__all__:
        value = getattr(face, name)
        yield name, value
        if inspect.isclass(value):
            yield from ((f"{name}.{member}", own) for member, own in vars(value).items() if is_method(member, own))


def is_method(name: str, value: object) -> bool:
    kinds = (types.FunctionType, staticmethod, classmethod, property)
    return not name.startswith("_") and isinstance(value, kinds)


def is_documented(value: object) -> bool:
    """Tell whether *value* has a docstring of its own: a dataclass without one is given its signature."""
    text = inspect.getdoc(value) or ""
    invented = dataclasses.is_dataclass(value) and text.startswith(f"{getattr(value, '__name__', '')}(")
    return bool(text) and not invented


@pytest.mark.parametrize("face", [slacalc, slacalc.report, slacalc.testing], ids=lambda face: face.__name__)
def test_every_public_name_is_documented(face):
    assert undocumented(face) == []


def test_the_public_names_are_sorted_and_there():
    assert list(slacalc.__all__) == sorted(slacalc.__all__)
    assert [name for name in slacalc.__all__ if not hasattr(slacalc, name)] == []


def test_each_name_is_loaded_from_where_a_checker_of_types_reads_it():
    told = {
        alias.name: node.module
        for node in ast.walk(ast.parse(library()["slacalc"]))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("slacalc.")
        for alias in node.names
    }
    assert sorted(told) == slacalc.__all__
    homes = {name: getattr(import_module(home), name) for name, home in told.items()}
    assert [name for name, value in homes.items() if getattr(slacalc, name) is not value] == []


def test_names_that_are_not_loaded_yet_are_listed_and_others_are_not_there():
    assert set(slacalc.__all__) <= set(dir(slacalc))
    assert slacalc.__getattr__("errors") is slacalc.errors
    with pytest.raises(AttributeError, match="module 'slacalc' has no attribute 'Calender'"):
        _ = slacalc.Calender


# the check finds what it is for --------------------------------------------------------------------------------------


def made(name: str, **members: object) -> types.ModuleType:
    face = types.ModuleType("face")
    face.__all__ = [name]
    setattr(face, name, type(name, (), members))
    return face


@pytest.mark.parametrize(
    ("face", "found"),
    [
        (made("Good", __doc__="A sentence."), []),
        (made("Bare"), ["Bare"]),
        (made("Half", __doc__="A sentence.", ask=lambda self: self), ["Half.ask"]),
        (made("Seen", __doc__="A sentence.", ask=property(lambda self: self)), ["Seen.ask"]),
        (made("Own", __doc__="A sentence.", _ask=lambda self: self), []),
    ],
    ids=lambda value: value.__all__[0] if isinstance(value, types.ModuleType) else "",
)
def test_a_name_without_a_sentence_is_found(face, found):
    assert undocumented(face) == found


def test_a_signature_is_no_sentence():
    assert not is_documented(dataclasses.make_dataclass("Row", ["id"]))
