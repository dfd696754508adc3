"""Whole numbers among the words of a call: the library that reads them rounds 1.5 and reads 0x10."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any

from cyclopts import Parameter, Token

from slacalc.errors import shown


def whole(what: str, wanted: str) -> Callable[[Any, Sequence[Token]], int]:
    """Return what reads a whole number, and says what it is no number of."""

    def read(_: object, tokens: Sequence[Token]) -> int:
        text = tokens[0].value
        if not re.fullmatch(r"-?[0-9]{1,9}", text):
            raise ValueError(f"{shown(text)} is no {what}: type {wanted}.")
        return int(text)

    return read


Year = Annotated[int | None, Parameter(converter=whole("year", "a whole number from 1 to 9999, for instance 2026"))]
"""The year of example reports."""
