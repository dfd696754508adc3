"""What the types of the public interface promise to user code: read by mypy and pyright, never run."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import assert_type

from pendulum import DateTime

from slacalc import Calendar, as_utc

start = datetime(2026, 5, 13, 16, 30, tzinfo=UTC)
eight_hours = timedelta(hours=8)

office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
shifts = Calendar.weekly({"mon": [("09:00", "17:00")]}, tz="Europe/London")
bank = Calendar.holidays("GB", subdiv="ENG", tz="Europe/London", substitutes="both")
eve = Calendar.dates({date(2026, 12, 24): "Christmas Eve"}, hours="13:00-24:00", tz="Europe/London")
closed = Calendar.dates([date(2026, 12, 31)], tz="Europe/London")
spans = Calendar.spans([(start, start + eight_hours)])

hours = office - bank - eve - closed | (spans & ~shifts)
assert_type(hours, Calendar)
assert_type(Calendar.always() | Calendar.never() | Calendar.since(start) | Calendar.until(start), Calendar)
assert_type(hours.is_open(start), bool)
assert_type(start in hours, bool)
assert_type(hours.working_time(start, start), timedelta)
assert_type(hours.add(start, eight_hours), DateTime)
assert_type(hours.add(start, eight_hours, landing="open"), DateTime)
assert_type(hours.subtract(start, eight_hours), DateTime)
assert_type(hours.next_open(start), DateTime)
assert_type(hours.next_close(start), DateTime)
assert_type(hours.previous_open(start), DateTime)
assert_type(hours.previous_close(start), DateTime)
assert_type(hours.windows(start, start), Iterator[tuple[DateTime, DateTime]])
assert_type(hours.is_working_day(date(2026, 5, 13)), bool)
assert_type(hours.add_working_days(date(2026, 5, 13), 3), date)
assert_type(hours.count_working_days(date(2026, 5, 13), date(2026, 6, 1)), int)
assert_type(hours.tz, str | None)
assert_type(as_utc(hours.add(start, eight_hours)), datetime)
