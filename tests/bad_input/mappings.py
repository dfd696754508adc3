"""Mappings from days to windows that are no hours of a week (T6)."""

from datetime import UTC, date, datetime, time, timedelta

from tests.bad_input.characters import misspellings
from tests.bad_input.hours import DAY_WORDS, DAYS, FULL, HINT, WRITE_WEEK, day_with_time, no_times, overlaps
from tests.bad_input.proof import Bad, Classes, quoted


def mappings() -> Classes:
    """Return bad hours of a week, as mappings from days to windows."""
    found = {
        "never open": [
            Bad(value, f"^these hours are never open: {WRITE_WEEK}, or use Calendar.never")
            for value in ({}, {"mon": []}, {"mon": (), "tue": []}, {day: [] for day in DAYS})
        ],
        "no day": [
            Bad({day: "09:00-17:00"}, f"^{quoted(day)} is no day of the week: {HINT}")
            for day in (
                *NO_DAYS,
                *(word for name in FULL for word in misspellings(name) if word.lower() not in DAY_WORDS),
            )
        ],
        "no list of windows": [
            Bad({"mon": value}, f"^{quoted(value)} is no list of windows: write for instance")
            for value in (None, 5, 0, 1.5, True, time(9), date(2026, 5, 11), timedelta(hours=8), Ellipsis)
        ],
        "no window": [
            Bad({"mon": [value]}, f"^{quoted(value)} is no window: write a pair such as \\('09:00', '17:00'\\)$")
            for value in NO_WINDOWS
        ],
        "a window as text": [
            Bad({"tue": windows}, bad.says)
            for bad in day_with_time(no_times()["an hour above 24"])
            for windows in (bad.given, bad.given.split(","))
        ],
        "no time of day": [
            Bad({"wed": [pair]}, f"^{quoted(value)} is no time of day: write (text such as '09:00'|00:00 to 24:00)")
            for value in NO_CLOCKS
            for pair in ((value, "17:00"), ["09:00", value])
        ],
        "equal start and end": [
            Bad({"thu": [pair]}, "starts and ends at one time: for the whole day write 00:00-24:00$")
            for pair in (("09:00", "9:00"), ["00:00", "00:00"], (time(9), "09:00"), (time(9), time(9)))
        ],
        "windows that overlap": [
            Bad({"fri": [tuple(text.split("-")) for text in bad.given.split(" ")[-1].split(",")]}, bad.says)
            for bad in overlaps(40)
        ],
    }
    return {f"mapping: {name}": inputs for name, inputs in found.items()}


NO_DAYS = (
    None,
    0,
    1,
    7,
    1.0,
    True,
    b"mon",
    ("mon", "tue"),
    date(2026, 5, 11),
    "",
    " ",
    "mon-fri",
    "mon,tue",
    "daily",
    "1",
)
NO_WINDOWS = (
    None,
    5,
    9.5,
    True,
    (),
    ("09:00",),
    ("09:00", "12:00", "17:00"),
    [[]],
    time(9),
    {"09:00": "17:00"},
    b"09:00-17:00",
)
NO_CLOCKS = (
    None,
    9,
    9.5,
    True,
    b"09:00",
    ["09:00"],
    timedelta(hours=9),
    datetime(2026, 5, 11, 9, tzinfo=UTC),
    datetime(2026, 5, 11, 9),  # noqa: DTZ001 (naive)
    date(2026, 5, 11),
    time(9, tzinfo=UTC),
    "9",
    "25:00",
    "",
    "noon",
    "P1M",
)
