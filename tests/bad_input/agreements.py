"""What Python code may hand over in the place of the parts of a scheme or a package; the doors are in ``values``."""

import math
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from slacalc import Calendar, Cover
from tests.bad_input.characters import NO_TEXT, misspellings
from tests.bad_input.choices import CHOICES
from tests.bad_input.proof import Bad, Classes, quoted
from tests.bad_input.values import DAY, LATER, OFFICE, SCHEME, T0, VALUES


def agreements() -> Classes:
    """Return what is no part of a scheme or a package."""
    no_mapping = [value for value in VALUES if not isinstance(value, dict)]
    no_texts = [value for value in NO_TEXT if value is not None]
    found = {
        "no priorities": [
            Bad((door, value), "^priorities=.*: write a mapping from names to ")
            for door in ("Scheme", "amend(priorities=)")
            for value in no_mapping
            if value is not None or door == "Scheme"
        ],
        "no terms": [
            Bad(
                ("Scheme, a priority", value),
                r"^priority 'P1' is .*: write a mapping such as \{'response': '1 working hour'\}$",
            )
            for value in no_mapping
        ],
        "a term misspelt": [
            Bad((door, {word: 1}), rf"^priority 'P1' has no {quoted(word)}: did you mean '{name}'\?$")
            for door in ("Scheme, its terms", "amend, a priority")
            for name in ("title", "description", "chargeable", "calendar", "response", "resolution")
            for word in misspellings(name)
        ],
        "an unknown term": [
            Bad((door, {word: 1}), r"^priority 'P1' has no .*: write one of title, description, rank")
            for door in ("Scheme, its terms", "amend, a priority")
            for word in ("", "x", 1, None, (), "tz", "24x7", b"x", 1.5)
        ],
        "no promise": [
            Bad(
                (door, {clock: value}),
                rf"^P1\.{clock} is .*: write a Promise or its text, for instance '8 working hours'$",
            )
            for door in ("Scheme, its terms", "amend, a priority")
            for clock in ("response", "resolution")
            for value in no_texts
        ],
        "a promise that is none": [
            Bad(
                ("Scheme, its terms", {clock: value}),
                rf"^P1\.{clock}: cannot read the promise\n.*\^.*Write for instance",
            )
            for clock in ("response", "resolution")
            for value in ("", "soon", "0 hours", "3 wroking days", "P1M", "1.5 days", "8h", "2-1 days")
        ],
        "a promise that is the word for none": [
            Bad(
                ("Scheme, its terms", {clock: "none"}),
                rf"^P1\.{clock}: promise='none': where nothing is promised, write None, or leave the clock out$",
            )
            for clock in ("response", "resolution")
        ],
        "another type of a term": list(_typed_terms()),
        "no reading or handling": [
            Bad((door, value), r"^got .* and .*: write reading=Reading\(...\), handling=Handling\(...\)$")
            for door in ("Scheme(reading=)", "Scheme(handling=)")
            for value in (*VALUES, "close")
        ],
        "no choices": [
            Bad((door, value), r"is no (Reading|Handling): write a mapping such as")
            for door in ("amend(reading=)", "amend(handling=)")
            for value in no_mapping
            if value is not None
        ],
    }
    return {f"agreement: {name}": inputs for name, inputs in (found | _choices() | _packages()).items()}


def _typed_terms() -> Iterator[Bad]:
    wrong: dict[str, tuple[list[Any], str]] = {
        "title": (NO_TEXT, "text"),
        "description": (NO_TEXT, "text"),
        "chargeable": ([None, 0, 1, "", "yes", "true", 1.0, [], {}, math.nan], "True or False"),
        "rank": (
            [None, 0, -1, -(10**9), 1.0, "1", True, False, [], {}, math.inf, b"1"],
            "a whole number, 1 for the first and at most 1000000",
        ),
        "calendar": (["24x7", "Mon-Fri 09:00-17:00", 0, 5, True, [], {}, b"x", SCHEME], "a Calendar"),
    }
    for name, (values, wanted) in wrong.items():
        for value in values:
            for door in ("Scheme, its terms", "amend, a priority"):
                yield Bad((door, {name: value}), rf"^P1\.{name} is .*: write {wanted}$")


def _choices() -> Classes:
    kinds = {"reading": "Reading", "handling": "Handling"}
    wrong = (None, 0, 1, True, "", b"close", [], {}, (), 1.5, "x", "CLOSE", math.nan)
    return {
        f"another choice: {kinds[table]}": [
            Bad((kinds[table], {name: value}), rf"^{name}={quoted(value)}: (did you mean '\w+'\?|write one of '\w+')")
            for name in names
            for value in wrong
        ]
        for table, names in CHOICES.items()
    } | {
        f"an unknown choice: {table}": [
            Bad((f"amend({table}=)", {word: "x"}), rf"^{kinds[table]} has no {quoted(word)}: did you mean '\w+'\?")
            for name in names
            for word in misspellings(name)
            if word not in names and len(word) > 4
        ]
        for table, names in CHOICES.items()
    }


def _packages() -> Classes:
    no_texts = [value for value in NO_TEXT if not isinstance(value, str)]
    not_covers = [
        5,
        1.5,
        True,
        "x",
        [5],
        ["x"],
        [None],
        [(T0, LATER)],
        {"a": 1},
        Cover,
        SCHEME,
        [[Cover(T0, LATER)]],
        b"x",
        range(1),
    ]
    plain = [value for value in VALUES if not isinstance(value, list | tuple | set | range | dict | bytes | bytearray)]
    return {
        "no name of a package": [
            Bad(("Package(name)", value), rf"^name={quoted(value)}: write text, for instance 'Acme'$")
            for value in (*no_texts, "")
        ],
        "no description": [
            Bad(("Package(description)", value), rf"^description={quoted(value)}: write text, for instance")
            for value in no_texts
        ],
        "no scheme or calendar": [
            Bad((door, value), "^a package needs a Scheme and a Calendar: got ")
            for door in ("Package(scheme)", "Package(calendar)")
            for value in (*VALUES, "24x7", {"P1": {}})
        ],
        "hours of no one zone": [
            Bad(("Package(calendar)", calendar), r"has no one zone: write \.in_zone\('Europe/London'\) after it$")
            for calendar in (
                Calendar.always(),
                Calendar.never(),
                Calendar.since(T0),
                OFFICE | Calendar.dates([DAY], tz="Asia/Tokyo"),
            )
        ],
        "no cover": [
            Bad(("Package(cover)", value), r"^cover holds .*: write Cover\(start, end, booked_at=..., name=...\)$")
            for value in not_covers
        ],
        "no list of sentences": [
            Bad(("Package(assumptions)", value), "^assumptions=.*: write a list of sentences$")
            for value in (*plain, "", "one sentence")
        ],
        "no notice": [
            Bad(("Package(notice)", value), "^notice=.* is no length of time: write for instance '5 working days'$")
            for value in (
                5,
                1.5,
                True,
                b"x",
                [],
                {},
                timedelta(1),
                "same day",
                "by agreement",
                "next working day",
                "1-2 days",
            )
        ],
        "no preset": [
            Bad(("Package.preset", value), "^no preset .*: there are 'p1-p3', 'p1-p4'$")
            for value in (*NO_TEXT, "", "p1", "P1-P4", "p1-p5", "../p1-p4", "p1-p4.toml", "\0", "documents", "__init__")
        ],
    }
