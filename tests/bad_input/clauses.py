"""Documents whose keys hold what is of the right type and says nothing that can be meant."""

import re
from datetime import UTC, date, datetime
from typing import Any

from tests.bad_input.characters import DIGITS, INVISIBLE, in_digits, misspellings
from tests.bad_input.documents import GOOD, Document, Path, fault, with_block, without, without_extends
from tests.bad_input.hours import no_times
from tests.bad_input.proof import Bad, Classes

CLOSURE: Path = ("closures", 0)
COVER: Path = ("cover", 0)
SPAN: Path = ("cover", 1)
P1: Path = ("priorities", "P1")
OWN: Path = (*P1, "resolution")
ZONES: tuple[Path, ...] = (("tz",), (*P1, "tz"), (*OWN, "tz"))
WEEKS: tuple[Path, ...] = (("hours",), (*P1, "hours"), (*OWN, "hours"))
TARGETS: tuple[Path, ...] = ((*P1, "response"), (*OWN, "target"), (*OWN, "estimate"))
MOMENTS: tuple[Path, ...] = ((*SPAN, "from"), (*SPAN, "to"), (*COVER, "booked_at"))
DATES: tuple[Path, ...] = ((*COVER, "date"),)
EITHER: tuple[Path, ...] = ((*CLOSURE, "from"), (*CLOSURE, "to"), (*P1, "closures", 0, "from"))


def clauses() -> Classes:
    """Return documents with one clause that says nothing, by its fault."""
    return _zones() | _regions() | _times() | _hours() | _promises() | _orders()


def each(paths: tuple[Path, ...], values: list[Any], hint: str, base: Document = GOOD) -> list[Bad]:
    """Return each value at each path."""
    return [fault(base, path, value, hint) for path in paths for value in values]


def _zones() -> Classes:
    known = ("Europe/London", "America/New_York", "Asia/Tokyo", "Europe/Dublin", "Australia/Sydney", "Africa/Nairobi")
    spelt = [word for name in known for word in misspellings(name) if "/" in word[1:-1] and word[0].isalpha()]
    strange = ["../../etc/passwd", "/etc/passwd", "Europe/../../etc/passwd", "C:\\zones", "file:///etc/passwd", "~root"]
    strange += [
        "x" * 300,
        "A" * 5000,
        "Europe/" + "a/" * 60,
        "posixrules",
        "localtime",
        "posix/Europe/London",
        "Factory",
    ]
    strange += [
        "right/UTC",
        "__init__.py",
        "zone.tab",
        "GMT+25",
        "+01:00",
        "UTC+1",
        "BST",
        "local",
        "London",
        "Europe",
        "Z",
    ]
    strange += [
        "Europe/London\n",
        " Europe/London",
        "Europe/London ",
        "Europe//London",
        "Europe\\London",
        "\0",
        "Europe/L\0",
    ]
    said = r"unknown time zone '.*': (did you mean '[\w/+-]+'\?|write an IANA name such as 'Europe/London')"
    return {
        "a zone misspelt": [fault(GOOD, ZONES[i % 3], word, said) for i, word in enumerate(spelt)],
        "Lundon": each(ZONES, ["Europe/Lundon"], r"unknown time zone 'Europe/Lundon': did you mean 'Europe/London'\?"),
        "no zone": each(ZONES, strange, said),
        "an empty zone": each(ZONES, [""], "unknown time zone ''|write some text: empty text says nothing"),
    }


def _regions() -> Classes:
    places: tuple[Path, ...] = (("holidays", 0), ("holidays", 1, "region"), (*P1, "holidays", 0), (*OWN, "holidays", 0))
    lacks = "without a subdivision GB lacks Easter Monday and the August bank holiday: write 'GB-ENG' "
    code = r"(did you mean '\w+'\?|write a code such as '\w+'|it has no subdivisions: leave it out)"
    countries = [
        "XX",
        "gb",
        "Gb",
        "ENG",
        "England",
        "ZZZ",
        "EU",
        "U K",
        "G",
        "1",
        "GB_ENG",
        "GB/ENG",
        "",
        "--",
        "-ENG",
        "de",
        "Atlantis",
        "\0",
        "x" * 300,
        "../../etc/passwd",
        *(in_digits("49", digits) for digits in DIGITS.values()),
    ]
    subdivisions = [
        "GB-XXX",
        "GB-eng",
        "GB-ENG-LND",
        "GB-England",
        "GB- ENG",
        "US-ZZ",
        "US-ca",
        "US-California",
        "DE-XX",
        "DE-Bavarian",
        "FR-75000",
        "CA-XX",
        "GB-" + "x" * 300,
        "US--CA",
        "AU-nsw",
        "ES-XX",
    ]
    return {
        "a country without the subdivision that matters": each(places, ["GB", "UK", "GBR"], re.escape(lacks)),
        "an unknown country": each(
            places,
            countries,
            rf"no public holidays for country '.*('|\.\.\.): {code}|empty text says nothing|a country",
        ),
        "an unknown subdivision": each(
            places, subdivisions, rf"no subdivision '.*('|\.\.\.) of \w+ in the public holidays: {code}"
        ),
    }


def _no_dates() -> list[str]:
    found = ["", " ", "2026-13-01", "2026-00-10", "2026-02-30", "2025-02-29", "2026-12-32", "2026-12-00", "0000-01-01"]
    found += ["26-12-24", "2026-1-1", "2026/12/24", "24/12/2026", "12/24/2026", "24.12.2026", "20261224", "2026-W52-4"]
    found += [
        "2026-358",
        "2026-12",
        "2026",
        "Christmas",
        "today",
        "now",
        "tomorrow",
        "P1D",
        "10000-01-01",
        "+2026-12-24",
    ]
    found += [
        "-2026-12-24",
        "2026-12-24 ",
        " 2026-12-24",
        "2026-12-24\n",
        "2026\u221212\u221224",
        "1798070400",
        "1798070400.5",
    ]
    found += ["24 December 2026", "2026-12-24T", "nan", "inf", "None", "True", "x" * 300, "2026-12-24/2026-12-26"]
    return (
        found
        + [in_digits("2026-12-24", digits) for digits in DIGITS.values()]
        + [f"2026-12-24{c}" for c in INVISIBLE[:10]]
    )


def _no_moments() -> list[str]:
    clocks = [
        "24:00:00",
        "25:00",
        "23:60",
        "23:59:60",
        "9:00",
        "09",
        "0900",
        "09:00:00.1234567",
        "09:00:00,5",
        "09:00 am",
        "9am",
    ]
    offsets = ["+25:00", "+24:00", "+0100", "+01", "-1:00", " Z", "UTC", "[Europe/London]", "BST", "+01:00:00.5"]
    found = [f"2026-12-24T{clock}" for clock in clocks] + [f"2026-12-24T09:00:00{offset}" for offset in offsets]
    found += [
        f"{day}T09:00:00" for day in ("2026-02-30", "2026-13-01", "26-12-24", "20261224", "24/12/2026", "10000-01-01")
    ]
    return found + [in_digits("2026-12-24T09:00", digits) for digits in DIGITS.values()] + ["2026-12-24T09:00T10:00"]


def _times() -> Classes:
    hint = "write a date such as 2026-12-24, or a date-time such as 2026-12-24T13:00:00"
    return {
        "no date": each((*DATES, *EITHER, *MOMENTS), _no_dates(), hint),
        "no date-time": each((*DATES, *EITHER, *MOMENTS), _no_moments(), hint),
        "a date-time for a date": each(
            DATES, ["2026-12-24T09:00:00", "2026-12-24T00:00"], "write a date without a time"
        ),
        "a date for a date-time": each(
            MOMENTS, ["2026-12-24", "0001-01-01"], r"write a date-time such as .*: a date alone"
        ),
    }


def _hours() -> Classes:
    times = [text for name, texts in no_times().items() for text in texts[:4] if name != "epoch numbers"]
    whole = [
        "Mon-Fri",
        "weekdays 09:00-17:00",
        "Mon 24:00-01:00",
        "Mon 09:00-09:00",
        "Mon 09:00-12:00,11:00-13:00",
        "P1M",
        " ",
    ]
    whole += [
        "Mon-Wed-Fri 09:00-17:00",
        "25:00-26:00",
        "9-17",
        "Mon 09:00\u201417:00",
        "Mon 09:00-17:00;",
        "always",
        "24/7",
        "\t",
    ]
    day = [
        "9-17",
        "24:00-01:00",
        "09:00-09:00",
        "09:00-12:00,11:00-13:00",
        "Mon 09:00-10:00",
        "24x7",
        "never",
        "all day",
        " ",
    ]
    said = "is no time of day: write 00:00 to 24:00"
    wide = (
        "is no day of|no times after|no hours in|is an end, not|starts and ends at|overlap: write|cannot read the|"
        + said
    )
    return {
        "a time of day that is none": each(WEEKS, [f"Mon-Fri {text}-17:45" for text in times], said),
        "hours that are none": each(WEEKS, whole, wide),
        "hours of a date that are none": each(((*COVER, "hours"),), [*day, *(f"08:15-{text}" for text in times)], wide),
        "hours of a block that are none": [fault(GOOD, ("hours",), {"hours": text}, wide) for text in whole],
    }


def _promises() -> Classes:
    bad = [
        "0 hours",
        "-1 hours",
        "3 wroking days",
        "1.5 days",
        "5-3 days",
        "1000000000000000000 hours",
        "P1M",
        "PT8H",
        "1 month",
    ]
    bad += [
        "8",
        "3 elapsed days",
        "next day",
        "same",
        "soon",
        " ",
        "3 days 2 hours",
        "next working day by 25:00",
        "two days",
        "8h",
    ]
    bad += [
        "\u0663 days",
        "\uff13 days",
        "3 d\u0430ys",
        "1e3 hours",
        "nan hours",
        "3",
        "1,5 hours",
        "24/7",
        "3 days!",
        "by",
    ]
    caret = r"cannot read the (promise|target)\n.*\^.*Write for instance '8 working hours'"
    return {
        "a promise that is none": each(TARGETS, bad, caret),
        "a promise too long": each(
            TARGETS, ["9" * 201, "3 " + " " * 300 + "days"], "of 2?[03]..? ?characters is too long: at most 200"
        ),
        "a notice that is none": each(
            (("notice",),),
            ["same day", "by agreement", "next working day"],
            "write a length of time such as '5 working days'",
        )
        + each((("notice",),), bad, caret),
        "an estimate by agreement": each(
            (OWN,), [{"target": "same day", "estimate": "by agreement"}], "estimates nothing: write for instance"
        ),
        "a promise of nothing": each(
            (OWN,),
            [{}, {"commitment": "aim"}, {"thresholds": [50]}],
            "a promise needs a target or an estimate: write",
            without_extends(),
        ),
        "thresholds": each(
            ((*OWN, "thresholds"),),
            [[], [0], [101], [-5], [1.5], ["75"], [True], [75, 0], [[75]]],
            "write whole percents from",
        ),
        "hours of its own left out": [
            Bad(without(GOOD, (*path, "hours")), r"here belong to hours of its own: write hours as well, for instance")
            for path in (P1, OWN)
        ],
    }


def _orders() -> Classes:
    begins = ["2026-12-24", "2026-12-24T13:00:00", "2026-12-24T13:00:00Z", "2027-06-01", "9999-12-31"]
    ends = ["2026-12-23", "2026-01-01", "2026-12-23T23:59:59", "0001-01-01", "2026-12-23T10:00:00+02:00"]
    after = "does not end after it starts: write the earlier first|ends before it starts: write the earlier one first"
    closed = [{"name": "x", "from": start, "to": end} for start in begins for end in ends]
    equal = ["2026-12-24T13:00:00", "2026-12-24T00:00:00Z"]
    spans = [{"from": start, "to": end} for start in begins[1:3] for end in (ends[2], ends[4])]
    spans += [{"from": at, "to": at} for at in equal]
    half = [{}, {"date": "2026-05-16"}, {"hours": "10:00-12:00"}, {"from": equal[0]}, {"to": equal[0]}, {"name": "x"}]
    half += [{"date": "2026-05-16", "to": equal[0]}, {"hours": "10:00-12:00", "from": equal[0]}]
    half += [{"date": "2026-05-16", "hours": "10:00-12:00", "from": equal[0], "to": "2027-01-01T00:00:00"}]
    block = with_block()
    one_clock = [span for span in spans if span["from"].endswith("Z") == span["to"].endswith(("Z", "+02:00"))]
    return {
        "a closure that ends first": each((CLOSURE, (*P1, "closures", 0)), closed, after),
        "a closure of no time": each((CLOSURE,), [{"name": "x", "from": at, "to": at} for at in equal], after),
        "cover that ends first": each((COVER, SPAN), one_clock, after),
        "cover that says half": each((COVER, SPAN), half, "write either date and hours, or from and to"),
        "a span that ends first": each((("hours", "any", 3, "spans", 0),), spans, after, block),
        "cover beyond the last year": each(
            (COVER,), [{"date": "9999-12-31", "hours": "22:00-06:00"}], "after the year 9999"
        ),
    }


def dates() -> Classes:
    """Return documents with dates that only TOML and Python write."""
    moments = [datetime(2026, 12, 24, 9, tzinfo=UTC), datetime(2026, 12, 24)]  # noqa: DTZ001 (a local time)
    return {
        "a date-time for a date": each(DATES, moments, "write a date without a time, such as 2026-12-24"),
        "a date for a date-time": each(MOMENTS, [date(2026, 12, 24)], "a date alone has no time"),
        "a closure that ends first": each(
            (CLOSURE,),
            [
                {"name": "x", "from": date(2026, 12, 25), "to": date(2026, 12, 24)},
                {"name": "x", "from": moments[1], "to": date(2026, 12, 23)},
            ],
            "does not end after it starts: write the earlier first",
        ),
    }
