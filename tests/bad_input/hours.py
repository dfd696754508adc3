"""Hours that are none: texts of a week, texts of a day, and mappings from days to windows (T6).

The rule for a time is the documented one: one or two digits 0 to 9, a colon, two digits, perhaps seconds, at most 24:00.
"""

# ruff: noqa: E501 (tables of inputs: a class stands on a line)

from collections.abc import Iterable, Iterator
from datetime import time

from tests.bad_input.characters import DASHES, DIGITS, INVISIBLE, LOOKALIKES, NO_TEXT, NOWHERE, in_digits, misspellings
from tests.bad_input.proof import Bad, Classes, quoted, seeded

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY_WORDS = {name[:size].lower() for name in FULL for size in (2, 3, len(name))} | {"daily", "every day", ""}
HEADS = ("Mon-Fri ", "Sat ", "", "Mo-Fr,Su ", "Tue 08:00-09:00; Wed ", "daily ", "Mon-Wed: ")
"""What may stand before the windows of a rule."""
GOOD_WEEKS = (
    "Mon-Fri 09:00-17:00",
    "09:00-17:00",
    "Mo-Fr 08:30-12:30,13:30-17:00",
    "Mon-Thu 22:00-06:00",
    "Mon-Fri 09:00-17:00; Sat 10:00-14:00",
    "monday,WEDNESDAY 9:00-10:00",
    "Fri-Mon 00:00-24:00",
    "Sun 23:59:59.999999-24:00:00",
    "every day 09:00\N{EN DASH}17:00",
    "Mon:\t09:00 - 17:00",
)
GOOD_DAYS = ("13:00-24:00", "09:00-12:30,13:30-17:00", "22:00-06:00", " 9:00 \N{EN DASH} 17:00 ")
GOOD_MAPPINGS = (
    {"mon": [("09:00", "17:00")]},
    {"Tuesday": "09:00-12:00,13:00-17:00", "we": (["22:00", "24:00"],)},
    {"sat": [(time(9), time(17, 30))], "sun": ()},
    {"fri": ["09:00-10:00"]},
)
_NO_TIME = "is no time of day: write 00:00 to 24:00, for instance 09:00 or 17:30"
WRITE_WEEK = "write for instance 'Mon-Fri 09:00-17:00; Sat 10:00-14:00'"
HINT = r"(did you mean '\w+'\?|write one of Mon, Tue, Wed, Thu, Fri, Sat, Sun)"


def no_times() -> dict[str, list[str]]:
    """Return texts that begin with a digit and are no time of day, by their fault."""
    found = {
        "an hour above 24": [f"{hour}:{minute:02}" for hour in range(25, 100, 3) for minute in (0, 30)],
        "a minute above 59": [f"{hour:02}:{minute}" for hour in (0, 9, 23) for minute in range(60, 100, 4)],
        "a second above 59": [f"{hour:02}:59:{second}" for hour in (9, 23) for second in range(60, 100, 4)],
        "past 24:00": ["24:01", "24:59", "24:00:01", "24:00:00.000001", "24:30:00"],
        "an hour alone": [*map(str, range(0, 25, 3)), "09", "24", "9 ", "17h"],
        "no colon": ["0900", "900", "1730", "090000", "9.30", "09.30", "9h30", "09h00", "9\u02d030"],
        "twelve hours": ["9am", "9 am", "9:00am", "09:00 AM", "5pm", "05:30 p.m.", "12noon", "9 o'clock"],
        "digits too few or many": ["009:00", "9:0", "9:5", "09:000", "09:00:0", "09:00:000", "123456:00", "09:"],
        "finer than a microsecond": [f"09:00:00.{'1' * size}" for size in range(7, 30)],
        "a fraction of a minute": ["09:00.5", "9:30.25", "09:00.", "09:00:00."],
        "numbers of other kinds": ["1e1:00", "0x9:00", "9_0:00", "09:0_0", "1/2", "9:½", "1e308", "9e9", "09:00e0"],
        "a zone or a remark": ["09:00Z", "09:00+01:00", "09:00 UTC", "09:00 sharp", "09:00 (or so)", "09:00."],
        "epoch numbers": ["1778490000", "1778490000.5", "1778490000000", "946684800"],
    }
    scripts = {
        f"{name} digits": [in_digits(text, digits) for text in ("09:00", "17:30", "24:00", "9:05:30")]
        for name, digits in DIGITS.items()
    }
    return found | scripts


def weeks() -> Classes:
    """Return bad hours of a week, as text."""
    found = {name: list(_with_time(times)) for name, times in no_times().items()}
    found |= _bad_windows() | _bad_days() | _bad_wholes()
    return {f"week: {name}": inputs for name, inputs in found.items()}


def _with_time(times: Iterable[str]) -> Iterator[Bad]:
    for place, text in enumerate(times):
        says = f"^{quoted(text.strip())} {_NO_TIME}$"
        for head in (HEADS[place % len(HEADS)], HEADS[(place + 2) % len(HEADS)]):
            yield Bad(f"{head}{text}-17:45", says)
            yield Bad(f"{head}08:15-{text}", says)
        yield Bad(f"Mon 06:00-07:00,{text}-17:45", says)


def _minutes(chance, size: int, most: int = 1439) -> list[int]:
    return sorted(chance.sample(range(most), size))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def window(start: int, end: int) -> str:
    """Return a window between two minutes of a day."""
    return f"{_clock(start)}-{_clock(end)}"


def _bad_windows() -> Classes:
    return {
        "equal start and end": [
            Bad(
                f"{head}{one}-{one}", f"^'{one}-{one}' starts and ends at one time: for the whole day write 00:00-24:00"
            )
            for head in HEADS
            for one in map(_clock, range(0, 1440, 173))
        ],
        "24:00 as a start": [
            Bad(f"{head}{start}-{end}", f"^24:00 is an end, not a start, in '{start}-{end}': write 00:00$")
            for head in HEADS
            for start in ("24:00", "24:00:00")
            for end in ("06:00", "24:00", "00:00")
        ],
        "windows that overlap": list(overlaps(60)),
        "one window twice": [Bad(f"{days} {text}", _overlap(text, text)) for days, text in _repeated()],
        "days that overlap": [
            Bad(f"Mon-Fri 09:00-17:00; {day} {text}", "^the windows .* of one day overlap: write them as one")
            for day in DAYS[:5]
            for text in ("16:59-18:00", "08:00-09:01", "10:00-11:00", "08:00-20:00", "16:00-02:00")
        ],
        "half a window": [
            Bad(
                f"{head}{text}",
                f"^cannot read the hours {quoted(text.strip())}: write a start and an end, for instance",
            )
            for head in HEADS
            for text in ("09:00", "09:00-12:00-17:00", "09:00--17:00", "09:00 to 17:00", "09:00 17:00", "09:00/17:00")
        ],
        "a window with an end missing": [Bad(f"{head}09:00-", f"^'' {_NO_TIME}$") for head in HEADS],
        "an empty window": [
            Bad(f"{head}{text}", "^cannot read the hours '': write a start and an end, for instance '09:00-17:00'$")
            for head in HEADS
            for text in ("09:00-17:00,", "09:00-10:00,,11:00-12:00", "09:00-10:00, ,11:00-12:00")
        ],
    }


def _overlap(one: str, other: str) -> str:
    return f"^the windows {one} and {other} of one day overlap: write them as one, or join two calendars with [|] if"


def overlaps(number: int) -> Iterator[Bad]:
    chance = seeded("windows that overlap")
    for _ in range(number):
        first, second, third, fourth = _minutes(chance, 4)
        one, other = window(first, third), window(second, fourth)
        yield Bad(f"{chance.choice(DAYS)} {one},{other}", _overlap(one, other))
        overnight = window(fourth, first)
        late = f"{_clock(fourth + (1439 - fourth) // 2)}-24:00"
        if not late.startswith(_clock(fourth)):
            yield Bad(
                f"{late},{overnight}", f"^the windows {overnight} and {late} of one day overlap: write them as one"
            )


def _repeated() -> Iterator[tuple[str, str]]:
    for text in ("09:00-17:00", "22:00-06:00"):
        yield from ((days, text) for days in ("Mon,Mon", "Mon-Wed,Tue", "Sun-Sat,Wed", "mo,Monday", "Fri-Mon,Sat-Sun"))


def _bad_days() -> Classes:
    return {
        "a day misspelt": [
            Bad(f"{word} 09:00-17:00", _no_day(word, f"did you mean '{day}'"))
            for name, day in zip(FULL, DAYS, strict=True)
            for word in misspellings(name)
            if word.lower() not in DAY_WORDS
        ],
        "a day misspelt in a range or list": [
            Bad(text, _no_day(word))
            for name in FULL
            for word in misspellings(name)[::3]
            if word.lower() not in DAY_WORDS
            for text in (f"{word}-Fri 09:00-17:00", f"Mon,{word} 09:00-17:00", f"Sat 1:00-2:00; {word}: 09:00-17:00")
        ],
        "days of other languages and kinds": [
            Bad(f"{word} 09:00-17:00", _no_day(word))
            for word in (
                "Lundi",
                "Montag",
                "Dimanche",
                "weekdays",
                "Mon and Tue",
                "Mon/Tue",
                "Mon to Fri",
                "PH",
                "easter",
                "Mon & Tue",
                "weekend",
                "businessdays",
                "(Mon)",
                "Mon.",
                "every Mon",
                "月曜",
                "понедельник",
                "M",
            )
        ],
        "days that look like others": [
            Bad(f"{word} 09:00-17:00", _no_day(word, "did you mean|write one of"))
            for name in (*DAYS, *FULL)
            for letter, other in LOOKALIKES.items()
            if (word := name.replace(letter, other, 1)) != name
        ],
        "a day left out": [
            Bad(f"{days} 09:00-17:00", f"^'' is no day of the week in the hours .*: write one of {', '.join(DAYS)}")
            for days in ("Mon,,Tue", ",Mon", "Mon,", "Mon-", "-Fri", "Mon--Fri", "Mon, ,Tue", ",")
        ],
        "a range of three days": [
            Bad(f"{days} 09:00-17:00", f"^cannot read the days '{days}' in the hours .*: write for instance 'Mon-Fri'$")
            for days in (f"{DAYS[i]}-{DAYS[j]}-{DAYS[k]}" for i in range(7) for j in range(i, 7, 2) for k in (j, 6))
        ],
        "another dash between days": [
            Bad(f"Mon{dash}Fri 09:00-17:00", _no_day(f"Mon{dash}Fri", "did you mean 'Mon'")) for dash in DASHES
        ],
        "ISO durations": [
            Bad(text, rf"^'\w+' is no day of the week in the hours '{text}': write one of {', '.join(DAYS)}")
            for text in ("P1M", "PT8H", "P1D", "P2W", "P1Y2M3DT4H", "PT0S", "PT8H-PT17H", "P0Y")
        ],
    }


def _no_day(word: str, hint: str = HINT) -> str:
    return rf"^{quoted(word)} is no day of the week in the hours '.*': ({hint})"


def _bad_wholes() -> Classes:
    return {
        "no hours": [
            Bad(value, f"^no hours in {quoted(value)}: {WRITE_WEEK}, or use Calendar.never") for value in _blank()
        ],
        "no text": [
            Bad(value, f"^no hours in {quoted(value)}: {WRITE_WEEK}, or use Calendar.never") for value in NO_TEXT
        ],
        "no times": [
            Bad(
                text,
                f"^no times after {quoted(text.split(';')[-1].strip())} in the hours {quoted(text)}: {WRITE_WEEK}",
            )
            for text in (
                *DAYS,
                *FULL,
                "Mon-Fri",
                "never",
                "always",
                "nan",
                "inf",
                "None",
                "-",
                ":",
                "Europe/London",
                "closed",
                "\ud800",
                "\ufeff",
                "Mon 09:00-17:00;",
                "Mon 09:00-17:00; Sat",
                "Mon 1:00-2:00;;",
            )
        ],
        "too long": [
            Bad(text, f"^hours of {len(text)} characters are too long: at most 5000$")
            for text in (
                "x" * 5001,
                " " * 4990 + "09:00-17:00",
                "Mon," * 1500 + "Tue 09:00-17:00",
                "9" * 10**6,
                ";" * 10**6,
            )
        ],
        "another dash between times": [
            Bad(f"{head}{text}", f"^cannot read the hours {quoted(text)}: write a start and an end, for instance")
            for head in HEADS
            for dash in DASHES
            if (text := f"09:00{dash}17:00")
        ],
        "what no terminal shows": list(_with_invisible()),
        "a character that no hours hold": list(_with_stranger()),
    }


def _blank() -> list[str]:
    return ["", " ", "\t", "\n", "\r\n", " " * 400, "\u00a0", "\u2003\u3000", "\x0b\x0c", "\x1c\x1d"]


def _with_invisible() -> Iterator[Bad]:
    for mark in INVISIBLE:
        yield Bad(f"Mon{mark} 09:00-17:00", _no_day(f"Mon{mark}", "did you mean 'Mon'"))
        yield Bad(f"{mark}Mon 09:00-17:00", _no_day(f"{mark}Mon", "did you mean 'Mon'"))
        yield Bad(f"Mon 09:00{mark}-17:00", f"^{quoted(f'09:00{mark}')} {_NO_TIME}$")
        yield Bad(f"Mon 09:00-17:00{mark}", f"^{quoted(f'17:00{mark}')} {_NO_TIME}$")
        yield Bad(f"Mon 09{mark}:00-17:00", f"^{quoted(f'09{mark}:00')} {_NO_TIME}$")


def _with_stranger() -> Iterator[Bad]:
    says = rf"(is no day of the week in the hours .*: {HINT}|{_NO_TIME}|cannot read the hours .*: write a start and an end)"
    for text in GOOD_WEEKS[:8]:
        for place in range(0, len(text), 2):
            for mark in NOWHERE[place % 4 :: 4]:
                yield Bad(text[:place] + mark + text[place:], says)


# the hours of dates --------------------------------------------------------------------------------------------------


def days() -> Classes:
    """Return bad hours of a date, as text."""
    found = {name: list(day_with_time(times)) for name, times in no_times().items()}
    found |= {
        "equal start and end": [
            Bad(f"{one}-{one}", f"^'{one}-{one}' starts and ends at one time: for the whole day write 00:00-24:00")
            for one in map(_clock, range(0, 1440, 97))
        ],
        "24:00 as a start": [Bad(text, "^24:00 is an end, not a start, in .*: write 00:00$") for text in _from_24()],
        "windows that overlap": [Bad(bad.given.split(" ")[-1], bad.says) for bad in overlaps(40)],
        "no windows": [
            Bad(
                text,
                f"^cannot read the hours {quoted(text.strip())}: write a start and an end, for instance '09:00-17:00'$",
            )
            for text in (
                *_blank()[:4],
                "x",
                "24x7",
                "never",
                "Mon",
                "P1M",
                "09:00",
                "09:00/17:00",
                "nan",
                "1778490000",
                "09:00-10:00;11:00-12:00",
                "-09:00-17:00",
                "09:00-10:00-11:00",
                "--",
                *map("9:00{}10:00".format, DASHES),
            )
        ],
        "days before the windows": [
            Bad(f"{head}09:00-17:00", f"^{quoted(f'{head}09:00')} {_NO_TIME}$")
            for head in ("Mon ", "daily ", "Tue:", "x")
        ],
        "no text": [
            Bad(value, rf"^hours={quoted(value)} is no text: write for instance '13:00-24:00'$")
            for value in NO_TEXT
            if value is not None
        ],
    }
    return {f"day: {name}": inputs for name, inputs in found.items()}


def _from_24() -> list[str]:
    return [f"24:00-{end}" for end in ("00:00", "01:00", "24:00", "23:59")] + [
        "24:00:00-06:00",
        "01:00-02:00,24:00-03:00",
    ]


def day_with_time(times: Iterable[str]) -> Iterator[Bad]:
    for text in times:
        says = f"^{quoted(text.strip())} {_NO_TIME}$"
        yield Bad(f"{text}-17:45", says)
        yield Bad(f"06:00-07:00,08:15-{text}", says)
