"""Events and tickets as mappings, and status logs, that make no history (S8, S9)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from slacalc import Event, Ticket
from tests.bad_input.characters import DASHES, DIGITS, INVISIBLE, NO_TEXT, NOWHERE, in_digits, misspellings
from tests.bad_input.proof import Bad, Classes, quoted, seeded

T0 = datetime(2026, 5, 11, 9, tzinfo=UTC)
REPORT: dict[str, Any] = {"kind": "reported", "at": "2026-05-11T09:00:00Z"}
DETAILS = {
    "priority": ("prioritised", "P2"),
    "reason": ("excused and paused", "strike"),
    "by": ("agreed", "Ann"),
    "reference": ("agreed and transferred", "SO-1"),
    "clock": ("excused", "response"),
    "overrides": ("agreed", True),
}
"""Which kinds a detail says something of, and a good value of it."""
KINDS = {
    "paused": {},
    "agreed": {"due": "2026-05-20T09:00:00Z"},
    "estimated": {"date": "2026-05-20"},
    "excused": {"clock": "response"},
    "prioritised": {"priority": "P2"},
}
"""Kinds with what each needs."""
MEANING = {"New": "open", "Waiting": "paused", "Answered": "responded", "Done": "resolved"}
_LATER = "2026-05-12T09:00:00Z"
_NO_MAPPING = [*NO_TEXT, "", "x", T0, timedelta(1), object, {1, 2}]
_EXAMPLE = r"write for instance '2026-05-11"


def ask(given: tuple[str, Any]) -> object:
    """Hand a value in at a door: an event or a ticket as a mapping, a list of events, a log, or the terms of one."""
    door, value = given
    if door == "log":
        return Ticket.from_statuses(value, meaning=MEANING, tz="Europe/London")
    if door == "terms":
        return Ticket.from_statuses(**{"rows": [(T0, "New")], "meaning": MEANING, **value})
    doors = {"event": Event.from_dict, "ticket": Ticket.from_dict, "events": Ticket.from_events}
    return doors[door](value)


def no_times() -> list[str]:
    """Return texts that are no time, with an offset or without one."""
    chance = seeded("no times of events")
    good = "2026-05-13T09:30:00+01:00"
    shifts = ["+01:60", "+25:00", "-24:00", "+99:99", "+1", "-0160", "+01:00:60", "+24:00", "Z+01:00", "+-1:00", "UTC"]
    days = [
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2025-02-29",
        "0000-01-01",
        "10000-01-01",
        "-2026-05-13",
        "26-05-13",
    ]
    clocks = ["24:00", "25:00", "09:60", "09:30:60", "9:30", "09:3", "09.30", "09:30:00.", "09:30pm", "noon"]
    texts = [f"2026-05-13T09:30:00{shift}" for shift in shifts] + [f"{day}T09:30:00Z" for day in days]
    texts += [f"2026-05-13T{clock}Z" for clock in clocks] + [good.replace("-", dash) for dash in DASHES]
    texts += [in_digits(good, digits) for digits in DIGITS.values()] + [
        good.replace("T", mark) for mark in "xP,;|\t\n\0"
    ]
    texts += [f"{good[:place]}{mark}{good[place:]}" for place in range(26) for mark in f"{NOWHERE[:16]}{INVISIBLE}"]
    texts += [str(chance.randrange(10**size)) for size in (1, 2, 3, 5, 6, 10, 13, 19)]
    words = [
        "",
        " ",
        "now",
        "yesterday",
        "13/05/2026 09:30",
        "13 May 2026",
        "P1D",
        "null",
        "nan",
        "x" * 9_999,
        "2026",
        "2026-05",
    ]
    return [*texts, *words, f" {good}", f"{good} ", "2026-05-13T09:30[Europe/London]", "2026-133T09:30Z"]


def events() -> Classes:
    """Return mappings that make no event."""
    kinds = ["", "Reported", "report", "REPORTED", "open", "pause", "reported ", "x" * 999, *NO_TEXT]
    kinds += [word for name in ("paused", "resolved", "prioritised", "transferred") for word in misspellings(name)]
    no_instant = [value for value in (*NO_TEXT, date(2026, 5, 11), time(9), timedelta(1), {}) if value is not None]
    return {
        "no event": [Bad(("event", value), rf"^{quoted(value)} is no event: write a mapping") for value in _NO_MAPPING],
        "a key of an event that there is not": [
            Bad(("event", {**REPORT, key: 1}), r"^an event with the keys \[.*\]: write kind, at and of")
            for key in (
                "",
                "Kind",
                "when",
                "At",
                5,
                None,
                T0,
                "x" * 9_999,
                "\ud800",
                "\x1b[31m",
                *misspellings("reason"),
            )
        ],
        "a key of an event that lacks": [
            Bad(("event", dict.fromkeys(keys, 1)), r"^an event with the keys \[.*\]: write kind, at and of")
            for keys in ((), ("kind",), ("at",), ("at", "due"), ("kind", "date"), (1, 2), range(999))
        ],
        "no kind": [
            Bad(
                ("event", {**REPORT, "kind": kind}), rf"^kind={quoted(kind)} is no kind of event: write one of reported"
            )
            for kind in kinds
        ],
        "no time of an event": [
            Bad(("event", {**each, name: text}), rf"^{name}={quoted(text)} is no time: {_EXAMPLE}")
            for text in no_times()
            for name, each in _dated()
        ],
        "a time without an offset": [
            Bad(("event", {**each, name: text}), rf"^{name}=.* has no time zone: write which clock")
            for text in ("2026-05-13", "2026-05-13T09:30", "2026-05-13 09:30:00.5", datetime(2026, 5, 13))  # noqa: DTZ001
            for name, each in _dated()
        ],
        "no instant of an event": [
            Bad(("event", {**each, name: value}), rf"^{name}={quoted(value)} is \w+, not a datetime: write an aware")
            for value in no_instant
            for name, each in _dated()
        ],
        "no date of an estimate": list(_no_dates()),
        "what belongs to another kind": list(_misplaced()),
        "another type of a detail": list(_no_details()),
    }


def _dated() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (("at", REPORT), ("recorded_at", REPORT))
    yield "due", {"kind": "agreed", "at": _LATER}


def _no_dates() -> Iterator[Bad]:
    said = {"kind": "estimated", "at": _LATER}
    for text in (
        "",
        "x",
        "2026-02-30",
        "2026-5-1",
        "13/05/2026",
        "tomorrow",
        "2026-05-13T09:30Z",
        "20260532",
        "\ud800",
    ):
        yield Bad(
            ("event", {**said, "date": text}), rf"^date={quoted(text)} is no date: write for instance '2026-05-20'$"
        )
    for value in (*NO_TEXT[1:], T0, time(9), {}):
        yield Bad(("event", {**said, "date": value}), rf"^date={quoted(value)} is no date: write a date, for instance")


def _misplaced() -> Iterator[Bad]:
    for name, (belongs, value) in DETAILS.items():
        for kind in ("reported", "unlogged", "logged", "resumed", "responded", "resolved", "closed", "cancelled"):
            says = rf"^{kind} with {name}={quoted(value)}: {name} belongs to {belongs}$"
            yield Bad(("event", {"kind": kind, "at": _LATER, name: value}), says)
    for kind in ("reported", "paused", "resolved", "estimated"):
        said = {"kind": kind, "at": _LATER, **KINDS.get(kind, {}), "due": "2026-05-20T09:00:00Z"}
        yield Bad(("event", said), rf"^{kind} with due=\d+: due belongs to agreed, which needs one$")
    for kind, lacks in (("agreed", "due"), ("estimated", "date")):
        yield Bad(
            ("event", {"kind": kind, "at": _LATER}), rf"^{kind} with {lacks}=None: {lacks} belongs to {kind}, which"
        )


def _no_details() -> Iterator[Bad]:
    no_text = [value for value in (*NO_TEXT, T0, {}) if value is not None]
    for name in ("reason", "by", "reference"):
        kind = {"reason": "paused"}.get(name, "agreed")
        said = {"kind": kind, "at": _LATER, **KINDS[kind]}
        says = rf"^{name}={{}} is no {name}: write text$"
        yield from (Bad(("event", {**said, name: value}), says.format(quoted(value))) for value in no_text)
        yield Bad(("event", {**said, name: "x" * 5_001}), rf"^{name} of 5001 characters is too long: at most 5000$")
        yield Bad(
            ("event", {**said, name: "x\ud800"}), rf"^{name}='x\\ud800' holds half of a character, .*: write it whole"
        )
    for value in (*no_text, ""):
        said = {"kind": "prioritised", "at": _LATER, "priority": value}
        yield Bad(("event", said), rf"^priority={quoted(value)} is no name of a priority: write for instance 'P2'$")
    for value in (*no_text, "", "Response", "x", "resolution ", *misspellings("response")):
        said = {"kind": "excused", "at": _LATER, "clock": value}
        yield Bad(
            ("event", said), rf"^clock={quoted(value)} is no clock to excuse: write one of 'response', 'resolution'"
        )
    for value in (*(value for value in NO_TEXT if value is not None and not isinstance(value, bool)), "", "true", {}):
        said = {"kind": "agreed", "at": _LATER, **KINDS["agreed"], "overrides": value}
        yield Bad(("event", said), rf"^overrides={quoted(value)}: write True or False$")
    for value in ("1", "", 1.0, True, b"1", [], {}, 1j, T0):
        yield Bad(
            ("event", {**REPORT, "sequence": value}), r"^sequence=.* is no number in a sequence: write a whole number$"
        )
    for value in (10**18, -(10**18), 10**30):
        yield Bad(
            ("event", {**REPORT, "sequence": value}), rf"^sequence={value} is too far out: write at most 18 digits$"
        )


def tickets() -> Classes:
    """Return mappings and lists of events that make no ticket."""
    no_events = [value for value in NO_TEXT if not isinstance(value, list | tuple)]
    other = {**REPORT, "at": _LATER}
    paused = {"kind": "paused", "at": _LATER}
    event = Event.from_dict(REPORT)
    return {
        "no ticket as a mapping": [
            Bad(("ticket", value), rf"^{quoted(value)} is no ticket: write {{'id': 'INC-1'") for value in _NO_MAPPING
        ],
        "no list of a ticket's events": [
            Bad(("ticket", {"events": value}), r"^\{'events': .* is no ticket: write {'id': 'INC-1', 'events'")
            for value in (*no_events, "", "x", T0, {})
        ],
        "a key of a ticket that there is not": [
            Bad(("ticket", {"events": [REPORT], key: 1}), r"^a ticket has no \[.*\]: write id and events$")
            for key in ("", "Id", "number", 5, None, T0, "x" * 9_999, "\ud800", *misspellings("events"))
        ],
        "no event among them": [
            Bad(("ticket", {"events": [REPORT, value]}), rf"^{quoted(value)} is no event: write a mapping")
            for value in (*_NO_MAPPING, T0)
        ],
        "a ticket without one report": [
            Bad(
                ("ticket", {"events": said}),
                rf"^a ticket is reported once, and here {count} times: write one such event$",
            )
            for count, said in (
                (0, []),
                (0, [paused]),
                (0, [paused] * 9),
                (2, [REPORT, other]),
                (2, [other, REPORT] * 9),
            )
        ],
        "no number of a ticket": [
            Bad(
                ("ticket", {"id": value, "events": [REPORT]}),
                rf"^id={quoted(value)} is no number of a ticket: write text",
            )
            for value in (*(value for value in NO_TEXT if value is not None), T0, {})
        ],
        "no list of events": [
            Bad(("events", value), rf"^events={quoted(value)}: write a list of events$")
            for value in (None, 0, 1, 1.5, True, T0, object, 1j)
        ],
        "no event in a list": [
            Bad(
                ("events", [event, value]), rf"^{quoted(value)} is no event: write Event\(\.\.\.\), or Event\.from_dict"
            )
            for value in (*_NO_MAPPING, REPORT, Event)
        ],
        "no one report in a list": [
            Bad(("events", said), rf"^a ticket is reported once, and here {count} times: write one such event$")
            for count, said in ((0, []), (0, [Event.from_dict(paused)]), (2, [event, Event.from_dict(other)]))
        ],
    }


def logs() -> Classes:
    """Return status logs that tell no ticket, and terms of one."""
    good = ("2026-05-11 10:00", "New")
    no_instant = [value for value in (*NO_TEXT, date(2026, 5, 11), time(9), timedelta(1), {}) if value is not None]
    names = ["new", "NEW", "New ", "", " ", "Nwe", "\u039dew", "x" * 999, "\x1b[31m", *misspellings("Waiting")]
    says = r"^a row with \[.*\]: write at and status, perhaps priority and reason$"
    return {
        "no log": [
            Bad(("log", value), rf"^{quoted(value)} is no status log: write rows such as")
            for value in (None, 0, 1, 1.5, True, "", "x", {}, {"a": 1}, T0, object, 1j)
        ],
        "an empty log": [Bad(("log", value), "^a status log without rows says nothing") for value in ([], (), set())],
        "no row": [
            Bad(("log", [good, value]), rf"^{quoted(value)} is no row of a status log: write \(at, status\)")
            for value in (
                *(each for each in NO_TEXT if each != ("09:00", "17:00")),
                "",
                "ab",
                (1,),
                [1],
                (1, 2, 3, 4),
                {1, 2},
            )
        ],
        "a key of a row that there is not or lacks": [
            Bad(("log", [good, said]), says)
            for said in (
                *({"at": good[0], "status": "New", key: 1} for key in ("", "At", 5, None, "\ud800", "x" * 9_999)),
                *({key: 1} for key in ("at", "status", "priority", *misspellings("status"))),
                {},
            )
        ],
        "no time of a row": [
            Bad(("log", [good, row]), rf"^at={quoted(text)} is no time: {_EXAMPLE}")
            for text in no_times()
            for row in ((text, "New"), {"at": text, "status": "New"})
        ],
        "no instant of a row": [
            Bad(("log", [good, (value, "New")]), rf"^at={quoted(value)} is \w+, not a datetime: write an aware")
            for value in no_instant
        ],
        "a time that the clock skips": [
            Bad(
                ("log", [(f"2026-03-29 01:{minute:02}", "New")]),
                r"^the clock of Europe/London skips .*: write nonexistent=",
            )
            for minute in range(0, 60, 4)
        ],
        "a time that the clock reads twice": [
            Bad(
                ("log", [(f"2026-10-25 01:{minute:02}", "New")]),
                r"^at=.* is read twice on the clock of Europe/London: write ambiguous='earlier' or 'later'$",
            )
            for minute in range(0, 60, 4)
        ],
        "no status": [
            Bad(
                ("log", [good, (good[0], value)]),
                rf"^status={quoted(value)} is no text: write the word that the helpdesk",
            )
            for value in NO_TEXT
        ],
        "a status without a meaning": [
            Bad(("log", [good, (good[0], name)]), rf"^status {quoted(name)} has no meaning.*: add it to meaning=")
            for name in names
        ],
        "no priority of a row": [
            Bad(("log", [good, (good[0], "New", value)]), rf"^priority={quoted(value)} is no name of a priority: write")
            for value in (*(each for each in NO_TEXT if each is not None), "", T0, {})
        ],
        "no reason of a row": [
            Bad(
                ("log", [good, {"at": "2026-05-12 10:00", "status": "Waiting", "reason": value}]),
                rf"^reason={quoted(value)} is no reason: write text$",
            )
            for value in (*(each for each in NO_TEXT if each is not None), T0, {})
        ],
        **_terms(),
    }


def _terms() -> Classes:
    words = [*(value for value in NO_TEXT), "", "Raise", "later ", "first", {}]
    found = {
        f"no choice of {name}": [
            Bad(("terms", {name: value}), rf"^{name}={quoted(value)}: write one of 'raise', '\w+', '\w+'$")
            for value in (*words, *misspellings(one))
        ]
        for name, one in (("ambiguous", "earlier"), ("nonexistent", "shift_forward"))
    }
    found["no meaning"] = [
        Bad(
            ("terms", {"meaning": {"New": value}}),
            rf"^meaning of 'New' is {quoted(value)}: (did you mean|write one of open)",
        )
        for value in (*NO_TEXT, "", "Open", "closed ", "x", {}, *misspellings("resolved"))
    ]
    found["no mapping of meanings"] = [
        Bad(("terms", {"meaning": value}), rf"^meaning={quoted(value)}: write a mapping such as")
        for value in (*NO_TEXT, "", "x", {}, T0)
    ]
    found["no zone of a log"] = [
        Bad(
            ("terms", {"tz": value}),
            rf"^(unknown time zone|cannot use) {quoted(value)}.*: (did you mean|write an IANA name)|time zone",
        )
        for value in (*(each for each in NO_TEXT if each is not None), "", "x", "Europe/Lundon", "\ud800", "../UTC", {})
    ]
    found["a naive log without a zone"] = [
        Bad(
            ("terms", {"rows": [(f"2026-05-{day:02} 10:00", "New")]}),
            "has no time zone|does not say on which clock|tz=",
        )
        for day in range(1, 32)
    ]
    return found
