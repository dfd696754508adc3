"""What is no part of a calendar, a scheme or a package is refused where it is handed over, with what to write."""

import pytest

from tests.bad_input import agreements, values
from tests.bad_input.proof import complaints, distinct, report

CALENDARS, AGREEMENTS = values.calendars(), agreements.agreements()
WITH_A_SCHEME = 4_000
"""Characters of a message that shows a whole scheme or calendar, as it is written in code."""


@pytest.mark.parametrize("fault", CALENDARS)
def test_what_is_no_part_of_a_calendar_says_what_to_write(fault):
    found = complaints(CALENDARS[fault], values.ask)
    assert not found, report(found)


@pytest.mark.parametrize("fault", AGREEMENTS)
def test_what_is_no_part_of_an_agreement_says_what_to_write(fault):
    found = complaints(AGREEMENTS[fault], values.ask, longest=WITH_A_SCHEME)
    assert not found, report(found)


def test_there_are_thousands_of_bad_values():
    assert distinct(CALENDARS) + distinct(AGREEMENTS) >= 2_000
