"""Each rule on a desk of London office hours, with and without booked cover; what a rule means is in section 4."""

import pytest

from slacalc import rules
from slacalc.calendar import Calendar, desks_of
from slacalc.engine import One
from slacalc.rules import (
    CalendarDays,
    CalendarDaysSameTime,
    ElapsedTime,
    Midnight,
    NextWorkingDayBy,
    ResponseDay,
    SameDay,
    SameDayAtLeast,
    TimeToClose,
    WorkingDays,
    WorkingDaysSameTime,
    WorkingTime,
)
from tests.oracle.instants import HOUR, at, local

LONDON = "Europe/London"
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON) - Calendar.holidays("GB", subdiv="ENG", tz=LONDON)
SATURDAY = ("05-16 10:00", "05-16 14:00")
EVENING = ("05-13 17:00", "05-13 21:00")
NIGHT = ("05-16 22:00", "05-17 02:00")


def t(text):
    return at(f"2026-{text}", LONDON)


def ask(question, *cover, calendar=OFFICE):
    owner = desks_of(calendar, LONDON, tuple(map(t, cover)))
    return owner.ask(question, t("05-10 00:00"), t("05-20 00:00"))[0]


def due(rule, report, *cover, calendar=OFFICE):
    found = ask(lambda desk: rule.due(One(desk), t(report)), *cover, calendar=calendar)
    return local(found, LONDON).isoformat(" ", "minutes").removeprefix("2026-")


# Wednesday 13 May 2026; 25 May is a public holiday; clocks went forward on Sunday 29 March
@pytest.mark.parametrize(
    ("rule", "report", "expected"),
    [
        (ElapsedTime(36 * HOUR), "05-16 11:00", "05-17 23:00"),
        (WorkingTime(8 * HOUR), "05-15 09:00", "05-15 17:00"),
        (WorkingTime(8 * HOUR, "open"), "05-15 09:00", "05-18 09:00"),
        (WorkingTime(8 * HOUR), "05-15 16:30", "05-18 16:30"),
        (TimeToClose(8 * HOUR), "05-15 16:30", "05-18 17:00"),
        (TimeToClose(8 * HOUR), "05-15 09:00", "05-15 17:00"),
        (WorkingDays(1, "opening"), "05-15 16:59", "05-18 17:00"),
        (WorkingDays(1, "opening"), "05-15 17:00", "05-19 17:00"),
        (WorkingDays(1, "report"), "05-15 17:00", "05-18 17:00"),
        (WorkingDays(0, "opening"), "05-15 16:59", "05-15 17:00"),
        (WorkingDays(0, "report"), "05-16 11:00", "05-18 17:00"),
        (WorkingDays(5, "opening"), "05-18 10:00", "05-26 17:00"),
        (WorkingDaysSameTime(1, "opening"), "05-15 16:30", "05-18 16:30"),
        (WorkingDaysSameTime(1, "opening"), "05-16 11:00", "05-19 09:00"),
        (WorkingDaysSameTime(1, "report"), "05-16 11:00", "05-18 17:00"),
        (WorkingDaysSameTime(1, "report"), "05-13 08:00", "05-14 09:00"),
        (WorkingDaysSameTime(1, "report"), "05-13 18:00", "05-14 17:00"),
        (NextWorkingDayBy(16 * HOUR, "opening"), "05-15 10:00", "05-18 16:00"),
        (NextWorkingDayBy(16 * HOUR, "opening"), "05-16 10:00", "05-19 16:00"),
        (NextWorkingDayBy(16 * HOUR, "report"), "05-16 10:00", "05-18 16:00"),
        (CalendarDays(2, "opening"), "05-14 10:00", "05-18 17:00"),
        (CalendarDays(7, "opening"), "05-18 10:00", "05-26 17:00"),
        (CalendarDays(7, "opening"), "05-16 10:00", "05-26 17:00"),
        (CalendarDays(7, "report"), "05-16 10:00", "05-26 17:00"),
        (CalendarDays(6, "report"), "05-16 10:00", "05-22 17:00"),
        (CalendarDaysSameTime(2), "03-28 10:30", "03-30 10:30"),
        (SameDay("opening"), "05-13 16:59", "05-13 17:00"),
        (SameDay("opening"), "05-13 17:00", "05-14 17:00"),
        (SameDay("report"), "05-13 17:00", "05-14 17:00"),
        (ResponseDay(WorkingTime(8 * HOUR)), "05-13 09:00", "05-13 17:00"),
        (ResponseDay(WorkingTime(8 * HOUR)), "05-13 09:01", "05-14 17:00"),
        (Midnight(), "05-13 17:30", "05-14 00:00"),
        (Midnight(), "05-13 00:00", "05-14 00:00"),
        (SameDayAtLeast(SameDay("opening"), 4 * HOUR), "05-13 13:00", "05-13 17:00"),
        (SameDayAtLeast(SameDay("opening"), 4 * HOUR), "05-13 13:01", "05-14 17:00"),
        (SameDayAtLeast(Midnight(), 4 * HOUR), "05-13 13:00", "05-14 00:00"),
        (SameDayAtLeast(Midnight(), 4 * HOUR), "05-13 13:01", "05-14 17:00"),
        (SameDayAtLeast(ResponseDay(WorkingTime(HOUR)), 4 * HOUR), "05-13 16:30", "05-14 17:00"),
    ],
    ids=str,
)
def test_where_a_rule_leads(rule, report, expected):
    assert due(rule, report) == expected


@pytest.mark.parametrize(
    ("rule", "report", "cover", "expected"),
    [
        (SameDay("opening"), "05-16 11:00", SATURDAY, "05-16 14:00"),
        (SameDay("opening"), "05-16 14:00", SATURDAY, "05-18 17:00"),
        (SameDay("report"), "05-15 18:00", SATURDAY, "05-18 17:00"),  # no cover on the date of the report
        (SameDay("opening"), "05-15 18:00", SATURDAY, "05-16 14:00"),
        (SameDay("opening"), "05-13 16:30", EVENING, "05-13 17:00"),  # the clock starts before the close
        (SameDay("opening"), "05-13 17:00", EVENING, "05-13 21:00"),
        (SameDay("opening"), "05-16 23:00", NIGHT, "05-17 00:00"),  # cover is cut at midnight
        (SameDayAtLeast(SameDay("opening"), 2 * HOUR), "05-13 16:30", EVENING, "05-13 21:00"),
        (SameDayAtLeast(SameDay("opening"), 5 * HOUR), "05-13 16:30", EVENING, "05-14 17:00"),
        (SameDayAtLeast(SameDay("opening"), 4 * HOUR), "05-13 13:00", EVENING, "05-13 17:00"),  # just enough is enough
        (WorkingDays(1, "opening"), "05-16 11:00", SATURDAY, "05-18 17:00"),  # cover adds no working day (S4)
        (WorkingDays(0, "opening"), "05-16 11:00", SATURDAY, "05-16 14:00"),
        (CalendarDays(7, "opening"), "05-09 11:00", ("05-09 10:00", "05-09 14:00", *SATURDAY), "05-18 17:00"),
        (WorkingTime(4 * HOUR), "05-15 16:30", SATURDAY, "05-16 13:30"),
        (WorkingDaysSameTime(1, "opening"), "05-16 11:00", SATURDAY, "05-18 17:00"),  # day zero is no working day
    ],
    ids=str,
)
def test_booked_cover_moves_where_a_rule_leads(rule, report, cover, expected):
    assert due(rule, report, *cover) == expected


def test_what_ends_at_midnight_belongs_to_the_day_that_ends_there():
    whole = Calendar.weekly("00:00-24:00", tz=LONDON)
    assert due(TimeToClose(8 * HOUR), "05-13 16:00", calendar=whole) == "05-14 00:00"
    assert due(ResponseDay(WorkingTime(8 * HOUR)), "05-13 16:00", calendar=whole) == "05-14 00:00"


def test_a_night_shift_closes_on_the_next_date():
    nights = Calendar.weekly("Mon-Fri 22:00-06:00", tz=LONDON)
    assert due(SameDay("opening"), "05-13 20:00", calendar=nights) == "05-14 06:00"
    assert due(WorkingDays(1, "opening"), "05-13 23:00", calendar=nights) == "05-15 06:00"


def test_the_same_day_is_that_of_the_clock_of_the_desk():
    """20:30 on Wednesday in New York is 00:30 on Thursday in UTC."""
    zone = "America/New_York"
    report, close = at("2026-05-13T20:30", zone), at("2026-05-13T22:00", zone)
    owner = desks_of(Calendar.weekly("Mon-Fri 12:00-22:00", tz=zone), zone, ())
    assert owner.ask(lambda desk: SameDay("opening").due(One(desk), report), report, report)[0] == close


def test_a_wall_time_that_the_clock_skips_is_the_jump():
    """T13: 1:30 on 29 March 2026."""
    whole = Calendar.weekly("00:00-24:00", tz=LONDON)
    found = ask(lambda desk: CalendarDaysSameTime(1).due(One(desk), t("03-28 01:30")), calendar=whole)
    assert found == at("2026-03-29T01:00+00:00")


def test_a_clock_starts_at_the_first_open_instant_but_at_once_for_elapsed_time():
    report = t("05-16 11:00")
    assert ask(lambda desk: rules.start(WorkingTime(HOUR), One(desk), report)) == t("05-18 09:00")
    assert ask(lambda desk: rules.start(ElapsedTime(HOUR), One(desk), report)) == report


@pytest.mark.parametrize(
    ("cover", "end"),
    [(SATURDAY, "05-16 14:00"), ((*SATURDAY, *NIGHT), "05-17 00:00"), (EVENING, None), ((), None)],
    ids=["one", "two on a date", "another date", "none"],
)
def test_the_end_of_the_cover_of_a_date(cover, end):
    day = t("05-16 12:00") // (24 * HOUR)
    assert ask(lambda desk: rules.cover_end(desk, day), *cover) == (end and t(end))


def test_a_booking_inside_the_standard_hours_is_no_cover_of_its_date():
    day = t("05-13 12:00") // (24 * HOUR)
    assert ask(lambda desk: rules.cover_end(desk, day), "05-13 10:00", "05-13 12:00") is None
