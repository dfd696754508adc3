"""Modules and functions stay small enough to read at one go, and keep their secrets."""

import pytest

from tests.architecture import checks
from tests.architecture.layers import LONGER_FOR_A_REASON, LONGEST_FUNCTION, LONGEST_MODULE
from tests.architecture.source import library


def test_nothing_is_oversized_but_for_a_reason():
    assert set(checks.oversized(library())) == set(LONGER_FOR_A_REASON)


def test_every_reason_is_a_sentence():
    assert [name for name, reason in LONGER_FOR_A_REASON.items() if len(reason.split()) < 4] == []


def test_no_module_uses_the_secrets_of_another():
    assert checks.borrowed_secrets(library()) == []


# each check finds what it is for -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lines", "found"), [(LONGEST_MODULE, []), (LONGEST_MODULE + 1, ["slacalc.rules"])])
def test_a_long_module_is_found(lines, found):
    assert checks.oversized({"slacalc.rules": "x = 1\n" * lines}) == found


@pytest.mark.parametrize("documented", [False, True])
@pytest.mark.parametrize(("lines", "found"), [(LONGEST_FUNCTION, []), (LONGEST_FUNCTION + 1, ["slacalc.rules:f"])])
def test_a_long_function_is_found_and_its_docstring_not_counted(documented, lines, found):
    docstring = '    """Say.\n\n    More.\n    """\n' if documented else ""
    assert checks.oversized({"slacalc.rules": f"def f():\n{docstring}" + "    x = 1\n" * (lines - 1)}) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(calendar):\n    return calendar._node", True),
        ("class A:\n    def f(self):\n        self._node = 1\ndef g(a):\n    return a._node", False),
        ("class A:\n    _node: int\ndef g(a):\n    return a._node", False),
        ("class A:\n    def _f(self): ...\ndef g(a):\n    return a._f()", False),
        ("import sys\nsys.__stdout__", False),
    ],
)
def test_a_borrowed_secret_is_found(source, found):
    assert bool(checks.borrowed_secrets({"slacalc.rules": source})) is found
