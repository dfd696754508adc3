"""Documents with a key that there is not, or without one that there must be."""

import copy
import re
from collections.abc import Iterator
from typing import Any

from tests.bad_input.characters import misspellings
from tests.bad_input.clauses import CLOSURE, COVER, OWN, P1
from tests.bad_input.documents import BLOCK, GOOD, Document, Path, with_block, without, without_extends
from tests.bad_input.proof import Bad, Classes


def keys() -> Classes:
    """Return documents with a key too many, or one too few."""
    return {"an unknown key": list(_unknown()), "a key left out": list(_left_out()), "a strange key": list(_strange())}


def tables(value: Any, path: Path = ()) -> Iterator[tuple[Path, Document]]:
    """Return each table of a document with its path."""
    if isinstance(value, dict):
        if path != ("priorities",):
            yield path, value
        for key, inner in value.items():
            yield from tables(inner, (*path, key))
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from tables(inner, (*path, place))


def _unknown() -> Iterator[Bad]:
    bases = [(GOOD, path, table) for path, table in tables(GOOD)]
    bases += [(with_block(), path, table) for path, table in tables(BLOCK, ("hours",))]
    for base, path, table in bases:
        known = set(_KNOWN) | set(table)
        for key in table:
            for word in [word for word in misspellings(key) if word not in known and len(word) > 4][:4]:
                yield _with_key(
                    base, path, word, r"there is no such key: did you mean '\w+'\?|has no '\w+': did you mean '\w+'\?"
                )


_KNOWN = (
    "hour",
    "day",
    "date",
    "dates",
    "to",
    "from",
    "week",
    "any",
    "all",
    "hours",
    "name",
    "region",
    "spans",
    "title",
)


def _with_key(base: Document, path: Path, key: str, hint: str) -> Bad:
    document = copy.deepcopy(base)
    here: Any = document
    for step in path:
        here = here[step]
    here[key] = 1
    named = r"\.".join(map(re.escape, map(str, (*path, key))))
    return Bad(document, rf"\n  {named}: [^\n]*({hint})", rf"\n{named}")


def _strange() -> Iterator[Bad]:
    paths: tuple[Path, ...] = ((), P1, OWN, CLOSURE, COVER, ("reading",), ("handling",), ("holidays", 1))
    for path in paths:
        for key in (
            "calendar",
            "timezone",
            "x-comment",
            "id",
            "sla",
            "Name",
            "schéma",
            "1",
            "a b",
            "class",
            "file",
            "include",
        ):
            yield _with_key(
                GOOD, path, key, r"there is no such key: (did you mean '\w+'\?|write one of \w+)|has no '.*': "
            )


def _left_out() -> Iterator[Bad]:
    for key in ("schema", "name", "tz", "hours", "priorities"):
        yield Bad(
            without(without_extends(), (key,)),
            rf"\n  {key}: it is missing: write for instance (a table such as )?.*{key}|this version reads",
        )
    for path in (CLOSURE, (*P1, "closures", 0), (*OWN, "closures", 0)):
        for key in ("name", "from", "to"):
            named = r"\.".join(map(str, (*path, key)))
            yield Bad(without(GOOD, (*path, key)), rf"\n  {named}: it is missing: write for instance {key} = ")
    yield Bad(
        without(GOOD, ("holidays", 1, "region")),
        r"\n  holidays\.1\.region: it is missing: write for instance region = 'GB-ENG'",
    )
    yield Bad(
        without(with_block(), ("hours", "any", 1, "dates", 0, "date")),
        r"dates\.0\.date: it is missing: write for instance date = ",
    )
    yield from (
        Bad({"schema": 1, **rest}, "it is missing: write for instance") for rest in ({}, {"name": "x"}, {"tz": "UTC"})
    )
