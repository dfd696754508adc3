"""Words that promise nothing: texts of targets and promises, and values in the place of texts (S5, S6).

The rule is the documented grammar: an amount or a range of hours, minutes, seconds, days or weeks, bare or "working",
"elapsed" (of hours and shorter) or "calendar" (of days and longer); "same day"; "next working day", perhaps "by" a time;
"by agreement"; in a promise "aim:" before it, or "; usually within" after it.
"""

# ruff: noqa: E501 (tables of inputs: a class stands on a line)

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from tests.bad_input.characters import DIGITS, LOOKALIKES, NO_TEXT, NOWHERE, in_digits, misspellings
from tests.bad_input.proof import Bad, Classes, quoted, seeded

UNITS = ("hour", "minute", "second", "day", "week")
SHORT = {"hr", "hrs", "min", "mins"}
KINDS = ("working", "elapsed", "calendar")
WORDS = {*UNITS, *(f"{unit}s" for unit in UNITS), *SHORT, *KINDS, "business"}
GOOD_TARGETS = (
    "8 working hours",
    "3 working days",
    "1-2 weeks",
    "same day",
    "next working day",
    "next working day by 16:00",
    "next working day by 24:00",
    "by agreement",
    "1.5 hours",
    "within 90 mins",
    "2 to 4 business hours",
    "4 elapsed hours",
    "5 calendar days",
    "1\N{EN DASH}2 DAYS",
    " 8\tworking\nhours ",
    "146400 days",
    "0.000001 seconds",
    "3days",
)
GOOD_PROMISES = (
    "aim: 1 working hour",
    "AIM : same day",
    "by agreement; usually within 10 working days",
    "usually 3 days",
    "1-2 days; usually within 1 day",
)
EXAMPLES = r"Write for instance '8 working hours', '3 working days', '1-2 weeks', .* or 'by agreement'\.$"
NUMBER = "here one of 'a number', 'same', 'next', 'by', 'within' is wanted."
_UNIT = r"(did you mean '\w+'\?|here one of 'hour', 'minute', 'second', 'day', 'week'.* is wanted\.)"
_ABOVE_ZERO = "amounts are above zero, and a range goes from the smaller to the larger."
_NOTHING = "nothing more is wanted here."


def caret(text: str, at: int | None = None, hint: str = "", what: str = "target", size: int | None = None) -> str:
    """Return what matches the refusal of a text: the text, a caret under a place of it, and the hint."""
    stand = " +" if at is None else f" {{{at + 4}}}"
    under = "" if at is None and size is None else rf"\n{stand}\^{'+' if size is None else f'{{{size}}}'}\n"
    return rf"^cannot read the {what}\n    {re.escape(text)}\n?.*{under}.*{hint}.*{EXAMPLES}"


def marked(texts: Iterable[str], hint: str, what: str = "target") -> list[Bad]:
    # A pair of angle quotes stands around the word that the caret stands under.
    return [_marked_one(text, hint, what) for text in texts]


def _marked_one(text: str, hint: str, what: str) -> Bad:
    at, end = text.index("«"), text.index("»") - 1
    plain = text.replace("«", "").replace("»", "")
    return Bad(plain, caret(plain, at, hint, what, max(end - at, 1)))


def targets() -> Classes:
    """Return bad targets, as text."""
    return bad_amounts() | _units() | _wholes() | _dated() | _strangers()


def bad_amounts() -> Classes:
    units = [f"{unit}s" for unit in UNITS]
    longer = ["days", "weeks", "working days", "calendar days", "working weeks"]
    return {
        "zero": marked(
            [f"«{zero}» {unit}" for zero in ("0", "00", "0.0", "0.000") for unit in (*units, "working hours")],
            re.escape(_ABOVE_ZERO),
        ),
        "negative": marked([f"«-»{n} {unit}" for n in (1, 2, 8, 1.5, 400) for unit in units], NUMBER),
        "signed": marked([f"«+»{n} {unit}" for n in (1, 8) for unit in units], NUMBER),
        "a part of a day": marked(
            [f"«{n}» {unit}" for n in ("1.5", "0.5", "2.25", "0.1", "3.999") for unit in longer],
            r"a part of a (day|week) has no one meaning: write hours\.",
        ),
        "a range that turns back": marked(
            [f"«{high}»-{low} {unit}" for low, high in _pairs(40) for unit in units[:: 1 + low % 3]],
            re.escape(_ABOVE_ZERO),
        ),
        "a range of one": marked(
            [f"«{n}»{between}{n} {unit}" for n in (1, 2, 40) for between in ("-", " to ", " - ") for unit in units],
            re.escape(_ABOVE_ZERO),
        ),
        "a range from zero": marked([f"«0»-{n} {unit}" for n in (1, 5) for unit in units], re.escape(_ABOVE_ZERO)),
        "longer than 400 years": marked(
            [
                f"«{n}» {unit}"
                for n in ("99999999999999", "1" + "0" * 18, "9" * 60)
                for unit in (*units, "working hours")
            ]
            + ["«146401» days", "«20915» weeks", "«3513601» hours", "«210816001» minutes"],
            r"that is longer than 400 years\.",
        ),
        "finer than a microsecond": marked(
            [f"«{n}» {unit}" for n in ("0.00000000001", "1.00000000000001", "0." + "3" * 40) for unit in units[:3]],
            r"amounts finer than a microsecond are refused\.",
        ),
        "a number in another script": marked(
            [f"«{in_digits(n, digits)}» {unit}" for digits in DIGITS.values() for n in "389" for unit in units],
            NUMBER,
        ),
        "a number in words": marked(
            [f"«{word}» {unit}" for word in ("two", "three", "one", "half", "a", "an", "few") for unit in units]
            + [f"«{mark}» day" for mark in "½¼²Ⅷ①一∞"],
            NUMBER,
        ),
        "no finite number": marked(
            [
                f"«{word}» {unit}"
                for word in ("nan", "inf", "Infinity", "None", "null", "True", "false")
                for unit in units
            ],
            NUMBER,
        ),
        "a number of another kind": [
            Bad(f"{n} {unit}", caret(f"{n} {unit}", None, _UNIT))
            for n in (
                "1e3",
                "1E9",
                "0x10",
                "1_000",
                "1,000",
                "1,5",
                "1/2",
                "5'000",
                "3.1.4",
                "1:30",
                "1..2",
                "2%",
                "10^18",
            )
            for unit in units
            if not n.startswith(("1:", "1.."))
        ],
    }


def _pairs(number: int) -> Iterator[tuple[int, int]]:
    chance = seeded("ranges that turn back")
    for _ in range(number):
        low = chance.randrange(1, 300)
        yield low, low + chance.randrange(1, 300)


def _units() -> Classes:
    spelt = [(unit, word) for unit in UNITS for name in (unit, f"{unit}s") for word in misspellings(name)]
    other = (
        "months",
        "years",
        "month",
        "year",
        "quarters",
        "fortnights",
        "sprints",
        "decades",
        "ms",
        "ticks",
        "nights",
    )
    return {
        "a unit misspelt": [
            _marked_one(f"3 «{word}»", rf"did you mean '{unit[:2]}\w+'\?", "target")
            for unit, word in spelt
            if word not in WORDS and len(word) > 3
        ],
        "a unit misspelt after its kind": [
            _marked_one(f"3 working «{word}»", _UNIT, "target") for _, word in spelt[::2] if word not in WORDS
        ],
        "a kind misspelt": [
            _marked_one(f"3 «{word}» {unit}", rf"did you mean '{kind}'\?", "target")
            for kind in KINDS
            for word in misspellings(kind)
            if word not in WORDS
            for unit in ("days", "hours")
        ],
        "a unit that looks like one": marked(
            [f"3 «{word}»" for unit in UNITS for a, b in LOOKALIKES.items() if (word := unit.replace(a, b)) != unit],
            _UNIT,
        ),
        "a unit that is none": marked([f"{n} «{word}»" for word in other for n in (1, 3, "1-2")], _UNIT),
        "a kind that does not fit": marked(
            [f"3 elapsed «{unit}»" for unit in ("days", "weeks", "day")]
            + [f"3 calendar «{unit}»" for unit in ("hours", "minutes", "seconds", "mins", "hr")],
            r"here one of 'hour'|did you mean|here one of 'day'",
        ),
        "two kinds": marked([f"3 {one} «{other}» days" for one in KINDS for other in KINDS], "is wanted|did you mean"),
        "no unit": marked([f"{n}«»" for n in ("3", "1-2", "1 to 2", "1.5", "within 3")], _UNIT)
        + marked([f"{n} {kind}«»" for n in ("3", "1-2") for kind in KINDS], "is wanted"),
        "no number": marked([f"«{word}»" for word in (*UNITS, *KINDS)] + [f"«{k}» days" for k in KINDS], NUMBER),
        "two numbers": marked([f"{n} «{m}» days" for n in (1, 2, 3) for m in (1, 2, 3)], _UNIT),
        "half a range": marked([f"1-«{mark}»2 days" for mark in "-~"] + [f"1-«{unit}»" for unit in UNITS], NUMBER)
        + marked([f"«to» {n} days" for n in (1, 2)] + ["1 to «to» 2 days", "1-«»", "1 to«»"], NUMBER),
        "three marks": marked([f"{n}-{n + 1}«-»{n + 2} days" for n in range(1, 9)], _UNIT),
    }


def _wholes() -> Classes:
    iso = ("P1M", "PT8H", "P1D", "P2W", "P1Y2M3DT4H5M6S", "PT0S", "P0.5D", "R3/PT1H", "P1M2D", "PT36H", "p1m", "P-1D")
    return {
        "empty": [Bad(text, caret("", None, re.escape(NUMBER))) for text in ("", " ", "\t", "\n", "\r\n", " " * 200)],
        "too long": [
            Bad(text, f"^a target of {len(text)} characters is too long: at most 200$")
            for text in ("x" * 201, "3 " + " " * 200 + "days", "9" * 500, "1" * 10**6 + " days", "\0" * 1000)
        ],
        "no text": [
            Bad(value, rf"^{quoted(value)} is no target: write text, for instance") for value in (*NO_TEXT, *MORE)
        ],
        "ISO durations": [Bad(text, caret(text, 0, NUMBER)) for text in iso],
        "words that are none": marked(
            [
                f"«{word}»"
                for word in (
                    "asap",
                    "soon",
                    "tomorrow",
                    "immediately",
                    "none",
                    "never",
                    "N",
                    "agreement",
                    "tbd",
                    "best",
                    "24x7",
                    "EOD",
                    "today",
                    "Mon",
                    "hours",
                    "elapsed",
                )
                if not word[0].isdigit()
            ],
            NUMBER,
        ),
        "epoch numbers and dates": [
            Bad(text, caret(text, None, _UNIT))
            for text in ("1778490000", "1778490000.5", "2026-05-13", "2026", "1778490000000", "2026-05-13T09:30Z")
        ],
        "words after the end": marked(
            [
                f"{good} «{word}»"
                for good in ("3 days", "1-2 weeks", "same day", "by agreement", "8 working hours")
                for word in ("please", "2", "hours", "or", "after", "and", "x", ".", "!", "?")
            ]
            + [f"{good}«{mark}»" for good in ("3 days", "same day") for mark in ".!?,;:*"],
            re.escape(_NOTHING),
        ),
        "what belongs to a promise": marked(
            [f"«aim»: {good}" for good in ("3 days", "same day")] + [f"«usually» within {n} days" for n in (1, 2)],
            "that belongs to a promise: use Promise.parse.",
        ),
    }


MORE = (timedelta(hours=8), Fraction(3, 2), date(2026, 5, 11), 8, -math.inf, {"target": "same day"}, object)


def _dated() -> Classes:
    times = (
        "25:00",
        "24:01",
        "9:60",
        "16:00:60",
        "9",
        "0900",
        "9.30",
        "noon",
        "\u0660٩:\u0660\u0660",
        "09h00",
        "x",
        "4pm",
        "-1",
        "PT8H",
    )
    return {
        "a time of day that is none": [
            Bad(f"next working day by {at}", caret(f"next working day by {at}", 20, "here a time of day is wanted."))
            for at in times
        ]
        + marked(["next working day by«»"], "here a time of day is wanted."),
        "half of a day": marked(["same«»", "next working«»"], "here one of 'day' is wanted.")
        + marked(["next«»"], "here one of 'working' is wanted.")
        + marked(["by«»"], "here one of 'agreement' is wanted."),
        "another word than the one that follows": [
            _marked_one(
                f"{begins} «{word}»", rf"(here one of '{wanted}' is wanted|did you mean '{wanted}s?'\?)", "target"
            )
            for begins, wanted in (("same", "day"), ("next", "working"), ("next working", "day"), ("by", "agreement"))
            for word in (*misspellings(wanted), "week", "hour", "x", "9")
            if word not in WORDS or word in {"week", "hour"}
        ],
    }


def _strangers() -> Classes:
    return {
        "a character that no promise holds": [
            Bad(text[:place] + mark + text[place:], caret("", None))
            for text in (*GOOD_TARGETS[:6], "by agreement")
            for place in range(len(text) + 1)
            for mark in NOWHERE[place % 3 :: 3]
        ],
    }
