"""A package of any size is checked in seconds of computing."""

from datetime import date, timedelta
from time import process_time

import pytest

from slacalc import Calendar, Cover, Package, Scheme
from slacalc.lint import check
from tests.unit.calendars import NEW_YORK, OFFICE, ZONE, at

LONGEST_CHECK = 30.0


def huge(hours):
    first = at("2024-01-01T18:00")
    starts = [first + timedelta(hours=5 * step) for step in range(5_000)]
    booked = [Cover(start, start + timedelta(hours=2), booked_at=start) for start in starts]
    levels = {f"P{n}": {"response": f"{n} hours", "resolution": f"{n} days"} for n in range(1, 201)}
    return Package("huge", Scheme(levels), hours, cover=booked, notice="5 working days")


@pytest.mark.parametrize(
    "hours",
    [
        OFFICE - Calendar.dates([date(1900, 1, 1) + timedelta(days=2 * step) for step in range(100_000)], tz=ZONE),
        (Calendar.weekly("Mon 09:00-10:00", tz=ZONE) & Calendar.weekly("Mon 11:00-12:00", tz=NEW_YORK)).in_zone(ZONE),
    ],
    ids=["closed on 100,000 dates", "never open"],
)
def test_a_package_of_any_size_is_checked_in_seconds(hours):
    begins = process_time()
    assert check(huge(hours), year=2026)
    assert process_time() - begins < LONGEST_CHECK
