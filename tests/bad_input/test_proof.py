"""The proof notices an input that is taken, leaks, is refused without help, or takes too long."""

import time

import pytest

from slacalc.errors import InputError, SlaError
from tests.bad_input import proof
from tests.bad_input.proof import LONGEST_MESSAGE, Bad, complaints, distinct


class Undocumented(InputError):
    pass


def fails(fault):
    def ask(_):
        raise fault

    return ask


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (str, "was taken for '5'"),
        (fails(ValueError("5")), "leaked ValueError: '5'"),
        (fails(RecursionError()), "leaked RecursionError"),
        (fails(SlaError("5: write 6")), "leaked SlaError"),
        (fails(Undocumented("5: write 6")), "undocumented Undocumented"),
        (fails(InputError("no")), "said 'no', which does not match"),
        (fails(InputError("5: write 6\x1b[31m")), "said what no terminal should be sent"),
        (fails(InputError("5: write 6\ud800")), "said what no terminal should be sent"),
        (fails(InputError("5: write 6" + "x" * LONGEST_MESSAGE)), "said 1010 characters"),
    ],
)
def test_what_ends_otherwise_is_noticed(ask, what):
    assert what in complaints([Bad(5, "^5: write 6")], ask)[0]


def test_what_takes_too_long_is_noticed(monkeypatch):
    monkeypatch.setattr(proof, "LONGEST_WAIT", 0.02)

    def ask(_):
        begins = time.process_time()
        while time.process_time() - begins < 0.05:
            pass
        raise InputError("5: write 6")

    assert complaints([Bad(5, "^5: write 6")], ask)[0].startswith("'5': took 0.")


def test_what_ends_as_it_must_is_no_complaint():
    assert complaints([Bad(5, "^5: write 6$")], fails(InputError("5: write 6"))) == []


def test_inputs_are_counted_once():
    assert distinct({"one": [Bad(5, ""), Bad(5, "x")], "other": [Bad("5", ""), Bad(5, "")]}) == 2
