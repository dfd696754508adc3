"""What a calendar was: the hash of its windows, beside the versions of the data (law 34)."""

import hashlib
from datetime import UTC, date, datetime
from importlib import metadata

import pytest

from slacalc import Calendar
from slacalc.errors import NaiveDatetimeError

LONDON = "Europe/London"
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON)
START, END = datetime(2026, 5, 11, tzinfo=UTC), datetime(2026, 5, 18, tzinfo=UTC)


def test_a_fingerprint_is_the_hash_of_the_windows_in_microseconds():
    """One window: Monday 11 May 2026, 08:00 to 16:00 UTC. printf '1778486400000000,1778515200000000' | sha256sum"""
    found = OFFICE.fingerprint(START, datetime(2026, 5, 12, tzinfo=UTC))
    assert found.windows == hashlib.sha256(b"1778486400000000,1778515200000000").hexdigest()


def test_another_closed_date_inside_the_stretch_changes_it_and_one_outside_does_not():
    inside = OFFICE - Calendar.dates([date(2026, 5, 13)], tz=LONDON)
    outside = OFFICE - Calendar.dates([date(2026, 5, 18)], tz=LONDON)
    assert inside.fingerprint(START, END) != OFFICE.fingerprint(START, END)
    assert outside.fingerprint(START, END) == OFFICE.fingerprint(START, END)


def test_a_fingerprint_says_what_the_data_were():
    spring = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    found = OFFICE.fingerprint(*spring).to_dict()
    assert found["holidays"] == metadata.version("holidays")
    changes = "Europe/London:[(1772323200000000, 0), (1774746000000000, 3600000000)]"
    assert found["zones"] == hashlib.sha256(changes.encode()).hexdigest()


def test_an_empty_stretch_has_no_windows():
    assert OFFICE.fingerprint(END, START).windows == hashlib.sha256(b"").hexdigest()


def test_a_naive_datetime_is_refused():
    with pytest.raises(NaiveDatetimeError):
        OFFICE.fingerprint(datetime(2026, 5, 11), END)  # noqa: DTZ001 (that is the point)
