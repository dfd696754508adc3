"""Law 34 for packages: what is written as TOML, JSON, plain values or a pickle is read back as it was."""

import pickle
import tomllib
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given

from slacalc import Package
from slacalc.testing import calendars
from slacalc.testing import packages as packages_of
from slacalc.testing.strategies import some_names

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")

packages = partial(packages_of, hours=calendars())
"""Packages whose hours are anything at all."""


@given(packages())
def test_law_34_every_form_of_a_package_is_read_back_as_it_was(package):
    """Law 34: load(dump(x)) = x for TOML, JSON, plain values and pickle, names and notes included."""
    for again in (
        Package.from_toml(package.to_toml()),
        Package.from_json(package.to_json()),
        Package.model_validate(package.model_dump()),
        pickle.loads(pickle.dumps(package)),  # noqa: S301 (our own)
    ):
        assert again == package
        assert again.to_toml() == package.to_toml()
        assert again.content_hash == package.content_hash
        assert [repr(level) for level in again.scheme.levels] == [repr(level) for level in package.scheme.levels]
    assert _plain(tomllib.loads(package.to_toml())) == package.model_dump()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else value


@given(packages(), some_names)
def test_law_34_the_hash_of_a_package_is_that_of_what_it_says(package, name):
    """Law 34: one word more is another hash; the word taken back is the same again."""
    other = package.amend(name=name)
    assert (other.content_hash == package.content_hash) == (other == package) == (name == package.name)
    assert other.amend(name=package.name).content_hash == package.content_hash


@given(packages())
def test_a_package_that_extends_another_and_says_nothing_else_is_that_package(package):
    """Section 6: inherited key by key."""
    again = Package.model_validate({"schema": 1, "extends": "base"}, packages={"base": package})
    assert again == package
