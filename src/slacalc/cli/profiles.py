"""Export profiles: the columns, status words, priorities and dates of a product's export, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

from slacalc.cli.columns import ROLES, folded
from slacalc.cli.date_patterns import DatePattern
from slacalc.cli.reading_files import read_bytes
from slacalc.errors import InputError, shown

PROFILES = ("jira", "servicenow", "zendesk")
MEANINGS = ("open", "waiting", "resolved", "cancelled")
"""What a status may mean."""
_SCHEMA = 1
_KEYS = ("schema", "name", "columns", "statuses", "priorities", "dates", "objectives")


@dataclass(frozen=True, slots=True)
class Profile:
    """How a product writes its export."""

    name: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From a role to the names that its column may have, the first of those in the header being meant."""
    statuses: Mapping[str, str] = field(default_factory=dict)
    """From a status, in lower case, to its meaning."""
    priorities: tuple[str, ...] = ()
    """The product's priorities, the most urgent first."""
    dates: tuple[DatePattern, ...] = ()
    objectives: tuple[str, ...] = ()
    """Shares that are to be kept, as ``--objective`` says them."""

    def familiar(self, name: str) -> bool:
        """Return whether a header field is one of its columns."""
        return any(folded(name) == folded(known) for names in self.columns.values() for known in names)


NO_PROFILE = Profile()


def profile_of(text: str | None) -> Profile:
    """Return the profile of that name, or the one that the TOML file there says; an empty one without a text.

    Raises:
        InputError: neither a name nor a file, or a file that says no profile.
    """
    if text is None:
        return NO_PROFILE
    if text in PROFILES:
        return parsed((files("slacalc") / "profiles" / f"{text}.toml").read_text(encoding="utf-8"), text)
    if not text.casefold().endswith(".toml"):
        near = get_close_matches(text, PROFILES, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"type {', '.join(PROFILES)}, or the path of a TOML file"
        raise InputError(f"--profile {shown(text)} is no profile: {hint}")
    try:
        content = read_bytes(Path(text)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"--profile {shown(text)} is no UTF-8: TOML files are") from None
    return parsed(content, text)


def parsed(text: str, name: str) -> Profile:
    """Return the profile that a TOML document says.

    Raises:
        InputError: the first thing that is wrong with it, with its key.
    """
    try:
        return _profile(tomllib.loads(text.replace("\r\n", "\n")))
    except tomllib.TOMLDecodeError as fault:
        raise InputError(f"profile {shown(name)} is no TOML: {fault}") from None
    except InputError as fault:
        raise InputError(f"profile {shown(name)}: {fault}") from None


def _profile(document: dict[str, Any]) -> Profile:
    _check_keys(document, _KEYS, "")
    if document.get("schema") != _SCHEMA or document["schema"] is True:
        raise InputError(f"schema is {shown(document.get('schema'))}: write schema = {_SCHEMA}")
    name = document.get("name", "")
    if not isinstance(name, str):
        raise InputError(f"name is {shown(name)}: write text in quotes")
    return Profile(
        name,
        {role: _texts(names, f"columns.{role}") for role, names in _table(document, "columns", ROLES).items()},
        _statuses(_table(document, "statuses", MEANINGS)),
        _texts(document.get("priorities", []), "priorities"),
        tuple(_pattern(each) for each in _texts(document.get("dates", []), "dates")),
        _texts(document.get("objectives", []), "objectives"),
    )


def _table(document: dict[str, Any], key: str, known: tuple[str, ...]) -> dict[str, Any]:
    table = document.get(key, {})
    if not isinstance(table, dict):
        raise InputError(f"{key} is {shown(table, 80)}: write a table such as [{key}] with {known[0]} = [...]")
    _check_keys(table, known, f"{key}.")
    return table


def _check_keys(table: dict[str, Any], known: tuple[str, ...], path: str) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(known)}"
            raise InputError(f"{path}{key} is no key: {hint}")


def _texts(values: Any, key: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(each, str) and each.strip() for each in values):
        raise InputError(f"{key} is {shown(values, 80)}: write a list of texts such as ['Open', 'New']")
    return tuple(each.strip() for each in values)


def _statuses(table: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, words in table.items():
        for word in _texts(words, f"statuses.{meaning}"):
            if found.setdefault(word.casefold(), meaning) != meaning:
                raise InputError(
                    f"statuses has {shown(word)} as {found[word.casefold()]} and as {meaning}: write it once"
                )
    return found


def _pattern(text: str) -> DatePattern:
    try:
        return DatePattern.of(text)
    except InputError as fault:
        raise InputError(f"dates: {fault}") from None
