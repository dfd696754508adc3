"""What Python code may hand over in the place of the parts of a calendar, a scheme or a package.

Each input is the name of a door, how code asks the library for something, and the value that is handed in.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from slacalc import Calendar, Cover, Handling, Package, Reading, Scheme
from tests.bad_input.characters import DIGITS, NO_TEXT, in_digits
from tests.bad_input.proof import Bad, Classes, quoted

Door = Callable[[Any], object]
T0 = datetime(2026, 5, 11, 9, tzinfo=UTC)
LATER = T0 + timedelta(hours=5)
DAY = date(2026, 12, 24)
PACKAGE = Package.preset("p1-p4")
OFFICE, SCHEME = PACKAGE.calendar, PACKAGE.scheme
_NAIVE = datetime(2026, 5, 11, 9)  # noqa: DTZ001 (naive)
VALUES = [*NO_TEXT, _NAIVE, T0, DAY, time(9), timedelta(1), {}, {"a": 1}, [None], object]

_MOMENTS: dict[str, tuple[str, Door]] = {
    "Calendar.since": ("at", Calendar.since),
    "Calendar.until": ("at", Calendar.until),
    "Calendar.spans, a start": ("start", lambda value: Calendar.spans([(value, LATER)])),
    "Calendar.spans, an end": ("end", lambda value: Calendar.spans([(T0, value)])),
    "Cover(start)": ("start", lambda value: Cover(value, LATER)),
    "Cover(end)": ("end", lambda value: Cover(T0, value)),
    "Cover(booked_at=)": ("booked_at", lambda value: Cover(T0, LATER, booked_at=value)),
    "is_open": ("at", OFFICE.is_open),
    "next_open": ("at", OFFICE.next_open),
    "previous_close": ("at", OFFICE.previous_close),
    "working_time(start)": ("start", lambda value: OFFICE.working_time(value, LATER)),
    "working_time(end)": ("end", lambda value: OFFICE.working_time(T0, value)),
    "add(start)": ("start", lambda value: OFFICE.add(value, timedelta(1))),
    "subtract(end)": ("end", lambda value: OFFICE.subtract(value, timedelta(1))),
    "windows(start)": ("start", lambda value: OFFICE.windows(value, LATER)),
    "fingerprint(start)": ("start", lambda value: OFFICE.fingerprint(value, LATER)),
}
_DATES: dict[str, Door] = {
    "Calendar.dates, one": lambda value: Calendar.dates([value], tz="UTC"),
    "is_working_day": OFFICE.is_working_day,
    "opening": OFFICE.opening,
    "closing": OFFICE.closing,
    "add_working_days(day)": lambda value: OFFICE.add_working_days(value, 1),
    "count_working_days(start)": lambda value: OFFICE.count_working_days(value, DAY),
}
_ZONES: dict[str, Door] = {
    "Calendar.weekly(tz=)": lambda value: Calendar.weekly("Mon 09:00-17:00", tz=value),
    "Calendar.holidays(tz=)": lambda value: Calendar.holidays("DE", tz=value),
    "Calendar.dates(tz=)": lambda value: Calendar.dates([DAY], tz=value),
    "in_zone": OFFICE.in_zone,
}
_AMOUNTS: dict[str, Door] = {
    "add(amount)": lambda value: OFFICE.add(T0, value),
    "subtract(amount)": lambda value: OFFICE.subtract(T0, value),
}
_OTHERS: dict[str, Door] = {
    "add(landing=)": lambda value: OFFICE.add(T0, timedelta(1), landing=value),
    "add_working_days(number)": lambda value: OFFICE.add_working_days(DAY, value),
    "same_windows": lambda value: OFFICE.same_windows(value, T0, LATER),
    "Calendar": Calendar,
    "Calendar.dates": lambda value: Calendar.dates(value, tz="UTC"),
    "Calendar.dates, a name": lambda value: Calendar.dates({DAY: value}, tz="UTC"),
    "Calendar.spans": Calendar.spans,
    "Calendar.spans, one": lambda value: Calendar.spans([value]),
    "Calendar.spans, a name": lambda value: Calendar.spans({(T0, LATER): value}),
    "Calendar.holidays(country)": lambda value: Calendar.holidays(value, tz="UTC"),
    "Calendar.holidays(subdiv=)": lambda value: Calendar.holidays("US", subdiv=value, tz="UTC"),
    "Calendar.holidays(substitutes=)": lambda value: Calendar.holidays("US", substitutes=value, tz="UTC"),
    "Calendar.weekly(skip=)": lambda value: Calendar.weekly("Mon 09:00-17:00", tz="UTC", skip=value),
    "Scheme": Scheme,
    "Scheme, a priority": lambda value: Scheme({"P1": value}),
    "Scheme, its terms": lambda terms: Scheme({"P1": terms}),
    "Scheme(reading=)": lambda value: Scheme({"P1": {}}, reading=value),
    "Scheme(handling=)": lambda value: Scheme({"P1": {}}, handling=value),
    "Package(name)": lambda value: Package(value, SCHEME, OFFICE),
    "Package(scheme)": lambda value: Package("Acme", value, OFFICE),
    "Package(calendar)": lambda value: Package("Acme", SCHEME, value),
    "Package(cover)": lambda value: Package("Acme", SCHEME, OFFICE, cover=value),
    "Package(description)": lambda value: Package("Acme", SCHEME, OFFICE, description=value),
    "Package(assumptions)": lambda value: Package("Acme", SCHEME, OFFICE, assumptions=value),
    "Package(notice)": lambda value: Package("Acme", SCHEME, OFFICE, notice=value),
    "Package.preset": Package.preset,
    "amend": lambda terms: PACKAGE.amend(**terms),
    "amend(priorities=)": lambda value: PACKAGE.amend(priorities=value),
    "amend, a priority": lambda terms: PACKAGE.amend(priorities={"P1": terms}),
    "amend(reading=)": lambda value: PACKAGE.amend(reading=value),
    "amend(handling=)": lambda value: PACKAGE.amend(handling=value),
    "Reading": lambda choices: Reading(**choices),
    "Handling": lambda choices: Handling(**choices),
    "spans": lambda pair: Calendar.spans([pair]),
    "cover": lambda pair: Cover(*pair),
}
_DOORS = {name: door for name, (_, door) in _MOMENTS.items()} | _DATES | _ZONES | _AMOUNTS | _OTHERS
_COUNTRY = r"(did you mean '\w+'\?|write a code such as '\w+'|it has no subdivisions: leave it out)"


def ask(given: tuple[str, Any]) -> object:
    """Hand a value in at a door."""
    door, value = given
    return _DOORS[door](value)


def calendars() -> Classes:
    """Return what is no part of a calendar, and what is no question about one."""
    no_zone = [value for value in VALUES if not isinstance(value, str)]
    no_amount = [*NO_TEXT, "8h", "PT8H", "P1D", 8, 8.0, T0, DAY, time(8), {}]
    zones = [
        "Europe/Lundon",
        "../../etc/passwd",
        "x" * 300,
        "",
        " ",
        "\0",
        "localtime",
        "posix/UTC",
        "London",
        "GMT+25",
        "\ud800",
    ]
    found = {
        "no instant": [
            Bad(
                (door, value),
                rf"^{name}={quoted(value)} (is \w+, not a datetime: write an aware datetime|has no time zone: write)",
            )
            for door, (name, _) in _MOMENTS.items()
            for value in VALUES
            if value is not T0 and not (value is None and door == "Cover(booked_at=)")
        ],
        "no date": [
            Bad((door, value), rf"={quoted(value)} is no date: write a date, for instance date\(2026, 12, 24\)$")
            for door in _DATES
            for value in (*VALUES, "2026-12-24", "x", 1798070400)
            if value is not DAY
        ],
        "no zone": [
            Bad(
                (door, value),
                rf"^cannot use {quoted(value)} as a time zone: write an IANA name such as 'Europe/London'$",
            )
            for door in _ZONES
            for value in no_zone
        ],
        "an unknown zone": [
            Bad(
                (door, value),
                rf"^unknown time zone {quoted(value[:64])}: (did you mean '.*'\?|write an IANA name such as)",
            )
            for door in _ZONES
            for value in zones
        ],
        "no amount": [
            Bad((door, value), rf"^amount={quoted(value)} is no amount of time: write a timedelta, for instance")
            for door in _AMOUNTS
            for value in no_amount
        ],
        "more than is reached": [
            Bad((door, sign * timedelta(days=days)), "within 400 years|400 years from the question")
            for door in _AMOUNTS
            for sign in (1, -1)
            for days in (50_000, 146_101, 10**6, 999_999_999)
        ],
        "no landing": [
            Bad(("add(landing=)", value), rf"^landing={quoted(value)}: write 'close' or 'open'$")
            for value in (*VALUES, "", "Close", "opens", "opening", "x")
        ],
        "no number of days": [
            Bad(
                ("add_working_days(number)", value),
                rf"^number={quoted(value)} is no count of working days: write a whole number$",
            )
            for value in (*(value for value in VALUES if type(value) is not int), "1", "")
        ],
        "more days than are reached": [
            Bad(("add_working_days(number)", value), "400 years")
            for value in (10**6, -(10**6), 10**18, -(10**18), 10**30)
        ],
        "no calendar": [
            Bad(("same_windows", value), "is no calendar to compare with: write a Calendar$") for value in VALUES
        ],
        "made without a name": [
            Bad(("Calendar", value), r"^a calendar is made by a name: Calendar\.weekly") for value in VALUES
        ],
    }
    return {f"calendar: {name}": inputs for name, inputs in (found | _leaves()).items()}


def _leaves() -> Classes:
    no_list = [
        value for value in VALUES if not isinstance(value, list | tuple | set | range | dict | bytes | bytearray)
    ]
    late, early = "9999-12-31", LATER - timedelta(days=9)
    return {
        "no list of dates": [
            Bad(("Calendar.dates", value), "is no list of dates: write for instance") for value in (*no_list, "", late)
        ],
        "no list of spans": [
            Bad(("Calendar.spans", value), "is no list of spans: write for instance") for value in (*no_list, "", late)
        ],
        "no span": [
            Bad(("Calendar.spans, one", value), "is no span: write a pair of aware datetimes")
            for value in (
                None,
                5,
                1.5,
                "",
                "ab",
                T0,
                (),
                (T0,),
                [T0],
                (T0, LATER, LATER),
                {T0: LATER},
                b"ab",
                {T0, LATER},
            )
        ],
        "a span that ends first": [
            Bad(
                ("spans", (LATER, LATER - timedelta(microseconds=13**size))),
                "ends before it starts: write the earlier one first$",
            )
            for size in range(12)
        ],
        "cover that ends first": [
            Bad(("cover", pair), "^cover from .* to .* does not end after it starts")
            for pair in [(T0, T0), (LATER, early), *((T0, T0 - timedelta(microseconds=13**size)) for size in range(12))]
        ],
        "no name of a date": [
            Bad(("Calendar.dates, a name", value), "the name of a date is text: write") for value in NO_TEXT
        ],
        "no name of a span": [
            Bad(("Calendar.spans, a name", value), "the name of a span is text: write") for value in NO_TEXT
        ],
        "no code of a country": [
            Bad(
                ("Calendar.holidays(country)", value),
                "is no code of a country or subdivision: write text such as 'GB' or 'ENG'$",
            )
            for value in NO_TEXT
            if value is not None
        ],
        "no code of a subdivision": [
            Bad(
                ("Calendar.holidays(subdiv=)", value),
                "is no code of a country or subdivision: write text such as 'GB' or 'ENG'$",
            )
            for value in NO_TEXT
            if value is not None
        ],
        "a country without the subdivision that matters": [
            Bad(
                ("Calendar.holidays(country)", value),
                "^without a subdivision GB lacks Easter Monday .*: write subdiv='ENG'",
            )
            for value in ("GB", "UK", "GBR")
        ],
        "an unknown country": [
            Bad(("Calendar.holidays(country)", value), rf"^no public holidays for country {quoted(value)}: {_COUNTRY}$")
            for value in (
                "",
                "XX",
                "gb",
                "England",
                "GB-ENG",
                "ZZZ",
                "EU",
                " ",
                "\0",
                "x" * 300,
                "../../etc/passwd",
                "de",
                "1",
            )
        ],
        "an unknown subdivision": [
            Bad(
                ("Calendar.holidays(subdiv=)", value),
                rf"^no subdivision {quoted(value)} of US in the public holidays: {_COUNTRY}$",
            )
            for value in (
                "",
                "ZZ",
                "ca",
                "California",
                "US-CA",
                "ENG",
                " CA",
                "CA ",
                "\0",
                *(in_digits("12", d) for d in DIGITS.values()),
            )
        ],
        "no policy": [
            Bad(
                ("Calendar.holidays(substitutes=)", value),
                r"^substitutes=.*: write one of 'both', 'substitute', 'actual'$",
            )
            for value in (*VALUES, "", "Both", "none", "observed", "both ")
        ],
        "no dates to skip": [
            Bad(("Calendar.weekly(skip=)", value), "is no list of dates: write|is no date: write|skip= takes dates")
            for value in (
                5,
                1.5,
                True,
                "x",
                "",
                DAY,
                ["x"],
                [T0],
                [None],
                OFFICE,
                ~OFFICE,
                Calendar.spans([(T0, LATER)]),
            )
        ],
    }
