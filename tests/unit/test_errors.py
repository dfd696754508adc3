"""What was got, as messages show it."""

import pytest

from slacalc.errors import shown


class Silent:
    def __repr__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("P1", "'P1'"),
        ([1, None], "[1, None]"),
        ("x" * 1_000, f"'{'x' * 79}..."),
        ("\x1b\u202e\ud800", r"'\x1b\u202e\ud800'"),
        (16**5_000, "a value of type int that cannot be shown"),
        ([16**5_000], "a value of type list that cannot be shown"),
        (Silent(), "a value of type Silent that cannot be shown"),
    ],
    ids=["text", "a list", "a long text", "signs", "a long number", "a list of them", "silent"],
)
def test_what_was_got_is_shown_in_a_few_printable_words(value, text):
    assert shown(value) == text
