"""Promises that are none: texts, terms given one by one, and amounts of time (S5, S6)."""

import math
import re
from datetime import date, timedelta
from fractions import Fraction

from tests.bad_input.characters import NO_TEXT
from tests.bad_input.proof import Bad, Classes, quoted
from tests.bad_input.targets import MORE, NUMBER, bad_amounts, caret, marked


def promises() -> Classes:
    """Return bad promises, as text."""
    said = "promise"
    found = {
        "a target that is none": [
            Bad(f"{before}{bad.given}{after}", caret(f"{before}{bad.given}{after}", None, what=said))
            for name, inputs in bad_amounts().items()
            for bad in inputs[::4]
            for before, after in (("aim: ", ""), ("", "; usually within 3 days"), ("same day; usually ", ""))
            if name != "negative"
        ],
        "an aim of nothing": marked(
            ["«aim»", "aim:«»", "«aim» 3 days", "aim: «aim»: 3 days", "aim: «usually» 3 days"], NUMBER, said
        ),
        "another commitment": marked(
            [f"«{word}»: 3 days" for word in ("contract", "goal", "sla", "promise", "ami")], NUMBER, said
        ),
        "an estimate of nothing": marked(["usually«»", "usually within«»", "same day; usually«»"], NUMBER, said),
        "an estimate by agreement": marked(
            ["usually «by» agreement", "usually «within» by agreement", "same day; usually «within» by agreement"],
            "what is usual is an amount of time, not an agreement.",
            said,
        ),
        "another word than usually": marked(
            [
                f"3 days; «{word}» within 4 days"
                for word in ("usualy", "often", "normally", "4", "within", "aim", "and")
            ],
            "(here one of 'usually' is wanted|did you mean 'usually')",
            said,
        )
        + marked(["3 days;«»"], "'usually'", said),
        "another sign than a semicolon": marked(
            [f"3 days{mark} usually within 4 days" for mark in ("«,»", " «.»", " «:»", " «and»", "«|»")],
            "here one of ';' is wanted",
            said,
        ),
        "empty": [Bad(text, caret("", None, re.escape(NUMBER), said)) for text in ("", " ", "\n")],
        "too long": [
            Bad(text, f"^a promise of {len(text)} characters is too long: at most 200$") for text in ("x" * 201,)
        ],
        "no text": [
            Bad(value, rf"^{quoted(value)} is no promise: write text, for instance") for value in (*NO_TEXT, *MORE)
        ],
    }
    return {f"promise: {name}": inputs for name, inputs in found.items()}


def terms() -> Classes:
    """Return bad arguments of a promise, as mappings."""
    nothing = (*NO_TEXT[1:], *MORE)
    found = {
        name: [
            Bad({"target": "same day", name: value}, rf"^{name}={quoted(value)} is no Target: write one, or its text")
            for value in nothing
        ]
        for name in ("target", "estimate")
    }
    found |= {
        "nothing": [Bad({"target": None}, "^a promise needs a target or an estimate: write for instance Promise")],
        "estimate by agreement": [Bad({"target": "same day", "estimate": "by agreement"}, "estimates nothing: write")],
        "commitment": [
            Bad(
                {"target": "same day", "commitment": value}, rf"^commitment={quoted(value)}: write 'contract' or 'aim'$"
            )
            for value in (None, 0, 1, True, "", "Aim", "goal", "contract ", b"aim", [], {}, ["aim"])
        ],
        "calendar": [
            Bad(
                {"target": "same day", "calendar": value},
                rf"^calendar={quoted(value)} is no Calendar: write for instance",
            )
            for value in (0, "24x7", "Mon-Fri 09:00-17:00", [], {}, b"x", True, math.nan)
        ],
        "thresholds": [
            Bad({"target": "same day", "thresholds": value}, r"^thresholds=.*: write whole percents from 1 to 100, for")
            for value in _NO_PERCENTS
        ],
    }
    return {f"terms: {name}": inputs for name, inputs in found.items()}


_NO_PERCENTS = (
    None,
    75,
    0,
    "75",
    "",
    [],
    (),
    [0],
    [-1],
    [101],
    [10**9],
    [75.0],
    ["75"],
    [True],
    [None],
    [[75]],
    [math.nan],
    [75, 0],
    [50, "x"],
    [math.inf],
    75.5,
    {"a": 1},
    [Fraction(75)],
)


def amounts() -> Classes:
    """Return bad amounts of time for a target."""
    unread = (*NO_TEXT, 8, "8h", "PT8H", "8 hours", Fraction(8), date(2026, 5, 11))
    wrong = (
        timedelta(0),
        timedelta(-1),
        timedelta(days=146401),
        timedelta.max,
        timedelta.min,
        timedelta(microseconds=-1),
    )
    return {
        "amount: no amount of time": [
            Bad(value, rf"^amount={quoted(value)} is no amount of time: write a timedelta") for value in unread
        ],
        "amount: no promise": [
            Bad(value, rf"^amount={quoted(value)} is no promise: write a timedelta above zero and up to 400 years$")
            for value in wrong
        ],
    }
