"""Law 32: days that are read as hours, where all days are alike and where they are not."""

from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from slacalc import Calendar, Package, Reading, Scheme, Ticket, as_utc, deadlines
from slacalc.testing.recipes import DAY_MINUTES, Week, utc
from slacalc.testing.scenes import day_windows
from slacalc.testing.strategies import moments
from tests.laws.exact import instant
from tests.oracle.instants import MINUTE

ZONES = ("UTC", "Asia/Kathmandu", "Etc/GMT+5", "Asia/Tokyo")
"""Their clocks have not changed for decades, so that windows of equal length are."""
weekdays = st.lists(st.booleans(), min_size=7, max_size=7).filter(any)
one_day = day_windows().filter(lambda windows: windows[-1][1] <= DAY_MINUTES)


def due(hours: Calendar, days: int, at, **reading):
    """Return when a ticket is due, in microseconds."""
    scheme = Scheme({"P1": {"resolution": f"{days} working days"}}, reading=Reading(**reading))
    found = deadlines(Ticket(reported_at=at, priority="P1"), Package("drawn", scheme, hours)).resolution_due
    assert found is not None
    return as_utc(found)


@given(st.sampled_from(ZONES), weekdays, one_day, moments, st.integers(0, 60 * MINUTE), st.integers(1, 30))
def test_law_32_days_of_equal_hours_may_be_read_as_hours_where_the_clock_starts_in_them(
    zone, open_on, windows, at, beside, days
):
    """Law 32: n working days are n times the day's hours when each has the same and the start is in open time."""
    hours = Week(zone, tuple(windows if is_open else () for is_open in open_on)).calendar()
    length = timedelta(minutes=sum(end - start for start, end in windows))
    at = utc(instant(hours.next_open(at)) + beside)
    assume(hours.is_open(at))
    read = {"working_day": "hours", "day_length": length}
    assert due(hours, days, at, **read) == as_utc(hours.add(at, days * length))
    assert due(hours, days, at, **read, landing="open") == due(hours, days, at, working_day="same_time")


@given(moments, st.integers(1, 9))
def test_law_32_days_of_other_hours_are_kept_apart_from_them(at, days):
    """Law 32: where days differ in length, a day is a date and not so many hours: as after a day of 4 h."""
    hours = Calendar.weekly("Mon 09:00-17:00; Tue-Fri 09:00-13:00", tz="UTC")
    tuesday = utc(instant(at) // MINUTE * MINUTE).replace(hour=10, minute=0)
    tuesday += timedelta(days=1 - tuesday.weekday())
    read = {"working_day": "hours", "day_length": timedelta(hours=8)}
    assert due(hours, days, tuesday, **read) == as_utc(hours.add(tuesday, days * timedelta(hours=8)))
    assert due(hours, days, tuesday, **read) > due(hours, days, tuesday, working_day="same_time")
