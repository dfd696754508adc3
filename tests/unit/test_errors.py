"""What was got, as messages show it."""

import pytest

from slacalc import Calendar, Cover, Handling, Package, Promise, Reading, Ticket
from slacalc.errors import InputError, SlaError, check_text, shown

LONG = 16**5_000
DOORS = {
    "name": lambda value: Package.preset("p1-p4").amend(name=value),
    "description": lambda value: Package.preset("p1-p4").amend(description=value),
    "assumptions": lambda value: Package.preset("p1-p4").amend(assumptions=value),
    "assumptions, one": lambda value: Package.preset("p1-p4").amend(assumptions=[value]),
    "cover": lambda value: Package.preset("p1-p4").amend(cover=[value]),
    "notice": lambda value: Package.preset("p1-p4").amend(notice=value),
    "calendar": lambda value: Package.preset("p1-p4").amend(calendar=value),
    "a priority": lambda value: Package.preset("p1-p4").amend(priorities={"P1": value}),
    "a key": lambda value: Package.preset("p1-p4").amend(priorities={"P1": {value: 1}}),
    "reading": lambda value: Package.preset("p1-p4").amend(reading=value),
    "a name of a choice": lambda value: Package.preset("p1-p4").amend(handling={value: 1}),
    "preset": Package.preset,
    "a choice": lambda value: Reading(hour=value),
    "day_length": lambda value: Reading(day_length=value),
    "starts": lambda value: Handling(starts=value),
    "pauses": lambda value: Handling(pauses=[value]),
    "target": Promise,
    "thresholds": lambda value: Promise("same day", thresholds=[value]),
    "country": lambda value: Calendar.holidays(value, tz="UTC"),
    "tz": lambda value: Calendar.weekly("Mon 09:00-17:00", tz=value),
    "hours": lambda value: Calendar.weekly(value, tz="UTC"),
    "a window": lambda value: Calendar.weekly({"mon": [(value, "17:00")]}, tz="UTC"),
    "dates": lambda value: Calendar.dates(value, tz="UTC"),
    "spans": Calendar.spans,
    "start": lambda value: Cover(value, None),
    "reported_at": lambda value: Ticket(reported_at=value),
    "a document": lambda value: Package.from_toml(f"schema = 1\nextends = 'p1-p4'\nname = 'A'\nx = {hex(value)}"),
    "a choice of a document": lambda value: Package.from_toml(f"handling.starts = {hex(value)}"),
    "substitutes": lambda value: Package.from_toml(f"holidays = [{{ region = 'DE', substitutes = {hex(value)} }}]"),
    "commitment": lambda value: Package.from_toml(f"priorities.A.response.commitment = {hex(value)}"),
}


class Silent:
    def __repr__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("P1", "'P1'"),
        ([1, None], "[1, None]"),
        ("x" * 1_000, f"'{'x' * 199}..."),
        ("\x1b\u202e\ud800", r"'\x1b\u202e\ud800'"),
        (16**5_000, "a value of type int that cannot be shown"),
        ([16**5_000], "a value of type list that cannot be shown"),
        (Silent(), "a value of type Silent that cannot be shown"),
    ],
    ids=["text", "a list", "a long text", "signs", "a long number", "a list of them", "silent"],
)
def test_what_was_got_is_shown_in_a_few_printable_words(value, text):
    assert shown(value) == text


@pytest.mark.parametrize("door", DOORS)
def test_a_number_of_thousands_of_digits_ends_in_a_message_of_its_own(door):
    with pytest.raises(SlaError, match="that cannot be shown") as caught:
        DOORS[door](LONG)
    assert "set_int_max_str_digits" not in str(caught.value)


def test_a_text_that_is_too_long_or_no_file_can_hold_is_refused():
    check_text("é" * 5, "a name", 5)
    with pytest.raises(InputError, match="a name of 6 characters is too long: at most 5"):
        check_text("abcdef", "a name", 5)
    with pytest.raises(InputError, match="holds half of a character, which no file can"):
        check_text("\ud800", "a name")
