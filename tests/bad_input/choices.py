"""Documents with choices that there are not, and with numbers, names, ranks and blocks that cannot be."""

from tests.bad_input.characters import misspellings
from tests.bad_input.clauses import CLOSURE, COVER, OWN, P1, WEEKS, each
from tests.bad_input.documents import GOOD, Document, changed, fault, without_extends
from tests.bad_input.proof import Bad, Classes

CHOICES = {
    "reading": {
        "hour": ("working", "elapsed"),
        "receipt": ("opening", "report"),
        "day": ("working", "calendar"),
        "working_day": ("close", "same_time", "hours", "hours_to_close", "inclusive"),
        "week": ("calendar", "working"),
        "calendar_day": ("close", "same_time", "elapsed"),
        "same_day": ("close", "response_day", "midnight"),
        "landing": ("close", "open"),
    },
    "handling": {
        "starts": ("logged", "reported"),
        "priority_change": ("from_report", "from_change"),
        "reopen": ("resume", "continue", "restart"),
        "update": ("last", "grid"),
        "transfer": ("separate", "resolved"),
    },
}
"""What each choice may be (design, section 4)."""


def choices() -> Classes:
    """Return documents with a choice that there is not."""
    found = {
        f"a choice misspelt: {table}.{name}": [
            fault(GOOD, (table, name), word, r"did you mean '\w+'\?")
            for value in values
            for word in [*misspellings(value), value.upper().lower().title(), f"{value} "][
                :: 1 if len(value) < 6 else 3
            ]
            if word not in values and len(word) > 3
        ]
        for table, names in CHOICES.items()
        for name, values in names.items()
    }
    lengths = [
        "",
        "8",
        "h",
        "0h",
        "-8h",
        "8hh",
        "1 day",
        "1-2h",
        "8 elapsed hours",
        "PT8H",
        "P1M",
        "1e3h",
        "eight hours",
        "08:00",
    ]
    clocks = [["resolutoin"], ["updates"], [""], ["response", "Resolution"], ["all"], [1], [None], [True]]
    found |= {
        f"a length that is none: {name}": each(
            (("reading", name),), [*lengths, 8, 8.0, True, [], {}], "is no length of working time"
        )
        for name in ("day_length", "same_day_minimum")
    }
    commitments = ["Aim", "aims", "goal", "contract ", "", "AIM"]
    policies = ["Both", "substitutes", "none", "actuals", "", "observed", "both "]
    return found | {
        "no clock": each(
            (("handling", "pauses"),), clocks, r"names no clock with .*: (did you mean|write one of 'response', )"
        ),
        "no list of clocks": each((("handling", "pauses"),), ["resolution", 1, True], "write a list of clocks"),
        "another commitment": each(
            ((*OWN, "commitment"),), commitments, r"did you mean '\w+'\?|write one of contract, aim"
        ),
        "another policy": each(
            (("holidays", 1, "substitutes"),), policies, r"did you mean '\w+'\?|write one of both, substitute"
        ),
    }


def wholes() -> Classes:
    """Return documents that are wrong as a whole: their numbers, names, ranks and blocks."""
    older = [0, -1, -(10**6), 1.0, "1", "", True, False, 1.5, "latest"]
    newer = [2, 3, 99, 10**9, 10**30]
    ranks = [{"A": {"rank": 1}, "B": {"rank": 1}}, {"A": {}, "B": {"rank": 1}}, {"A": {"rank": 2}, "B": {}}]
    ranks += [{name: {"rank": 7} for name in "ABCDEFGH"}]
    names = [
        "p1-p5",
        "p1-p9",
        "P1-P4",
        "p1",
        "",
        "../p1-p4",
        "p1-p4.toml",
        "x" * 200,
        "https://example.org/a.toml",
        "p1-p4 ",
    ]
    blocks: list[Document] = [{}, {"tz": "UTC"}, {"hours": "24x7", "region": "DE"}, {"any": ["24x7"], "all": ["24x7"]}]
    blocks += [
        {"closures": []},
        {"region": "DE", "dates": ["2026-01-01"]},
        {"spans": [], "dates": []},
        {"holidays": ["DE"]},
    ]
    return {
        "an older schema": each((("schema",),), older, "this version reads schema = 1: write schema = 1"),
        "a newer schema": each(
            (("schema",),), newer, "this version reads schema = 1: install a newer slacalc, or write schema = 1"
        ),
        "an unknown package to extend": each(
            (("extends",),), names, r"there is no package '.*('|\.\.\.) to extend: write one of 'p1-p3', 'p1-p4'"
        ),
        "two ranks alike": each(
            (("priorities",),), ranks, r"two priorities have one rank, \d+: give each its own", without_extends()
        ),
        "no priorities": each((("priorities",),), [{}], "write at least one entry", without_extends()),
        "a rank out of bounds": each(
            ((*P1, "rank"),), [0, -1, -(10**9), 1_000_001, 10**12], "write 1 or more|write 1000000 or less"
        ),
        "a block of none or several": each(
            (("hours",),), blocks, "write one of hours, any, all, region, dates or spans: "
        ),
        "skip beside no hours": each(
            (("hours",),),
            [{"region": "DE", "skip": ["FR"]}, {"any": ["24x7"], "skip": ["FR"]}],
            "skip belongs to hours: write for",
        ),
        "what no shift begins on": each(
            (("hours",),), [{"hours": "Mon 1:00-2:00", "skip": [{"hours": "Mon 1:00-2:00"}]}], "skip= takes dates"
        ),
        "text too long": [
            *each(
                (("name",), ("assumptions", 0), (*CLOSURE, "name")), ["x" * 5001], "at most 5000 characters are read"
            ),
            *each(
                (("description",), (*P1, "title"), (*COVER, "name")),
                ["x" * 20_001],
                "at most 20000 characters are read",
            ),
            *each(WEEKS[:2], ["x" * 5001], "hours of 5001 characters are too long: at most 5000"),
        ],
        "empty text": each(
            (("name",), (*CLOSURE, "name"), ("assumptions", 0)), [""], "write some text: empty text says nothing"
        ),
        "a priority without a name": [
            Bad(changed(without_extends(), ("priorities",), {"": {}}), "write some text: empty text says nothing")
        ],
    }
