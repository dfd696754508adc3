"""Laws 18 to 23: what zones, weeks and the direction of time do to working time, and what they do not (T2-T4)."""

import os
import subprocess
import sys
import time as clock
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc.calendar import Calendar
from slacalc.testing.changes import ZONES, is_calm
from slacalc.testing.recipes import Week, wall
from slacalc.testing.scenes import scenes, weeks
from tests.laws.exact import Exact, instant
from tests.laws.reach import where_reachable
from tests.laws.strategies import questions
from tests.oracle.instants import DAY, DAY_MINUTES, HOUR, MINUTE, micros, utc

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")

FIXED = ("UTC", "Etc/GMT+5", "Etc/GMT-14", "Asia/Kathmandu")
CHANGED_LAST = datetime(1986, 6, 1, tzinfo=UTC)
"""After Kathmandu moved from 5:30 to 5:45."""
WEEK = 7 * DAY
ALIASES = {
    "Europe/London": "GB",
    "America/New_York": "US/Eastern",
    "Australia/Lord_Howe": "Australia/LHI",
    "America/Santiago": "Chile/Continental",
    "Europe/Dublin": "Eire",
    "Asia/Kathmandu": "Asia/Katmandu",
    "America/St_Johns": "Canada/Newfoundland",
    "UTC": "Etc/UTC",
}


def plain_weeks(scene):
    return weeks(scene, skipping=False)


def after_last_change(question):
    return [max(at, instant(CHANGED_LAST)) for at in question.instants]


# -- laws 18 and 23: the week repeats ----------------------------------------------------------------------------------


@given(questions(sizes=1, where=scenes(zones=FIXED), of=plain_weeks), st.integers(0, 60))
def test_law_18_in_a_fixed_offset_whole_weeks_move_the_deadline_by_whole_weeks(question, k):
    """Law 18: in a fixed-offset zone with no dated exceptions, A(a + 7k days, d) = A(a,d) + 7k days."""
    (a,), (d,), exact = after_last_change(question), question.amounts, question.exact
    assert exact.A(a + k * WEEK, d) == exact.A(a, d) + k * WEEK
    later = a + 20 * WEEK
    back = d % (exact.M(instant(CHANGED_LAST), later) + 1)  # not as far as the change
    assert exact.S(later + k * WEEK, back) == exact.S(later, back) + k * WEEK


@given(questions(sizes=1, where=scenes(most_zones=1), of=plain_weeks), st.integers(1, 60))
def test_law_18_by_the_wall_clock_too_where_neither_week_holds_a_change(question, k):
    """Law 18: in a zone with summer time the same holds for the wall clock, when neither week holds a change."""
    exact, zone = question.exact, question.recipe.zone
    a = next(at for at in range(question.instants[0], question.instants[0] + 999 * DAY, DAY) if is_quiet(zone, at))
    later = next(at for weeks in range(k, 999) if is_quiet(zone, at := some_weeks_later(zone, a, weeks)))
    within_three_days = question.amounts[0] % (exact.M(a, a + 3 * DAY) + 1)
    assert wall_from(zone, a, exact.A(a, within_three_days)) == wall_from(
        zone, later, exact.A(later, within_three_days)
    )


def is_quiet(zone, at):
    return is_calm(zone, at - DAY, at + 4 * DAY)


def some_weeks_later(zone, at, weeks):
    there = utc(at).astimezone(ZoneInfo(zone)).replace(tzinfo=None) + timedelta(weeks=weeks)
    return micros(there.replace(tzinfo=ZoneInfo(zone)))


def wall_from(zone, start, at):
    """Return the dates passed since a start, and the wall time."""
    day, time = wall(at, zone)
    return (day - wall(start, zone)[0]).days, time


@given(questions(where=scenes(zones=FIXED, most_zones=1), of=plain_weeks), st.integers(1, 200))
def test_law_23_whole_weeks_hold_so_many_times_the_hours_of_one(question, k):
    """Law 23: M of k whole weeks without exceptions = k times the week's open time in a fixed-offset zone."""
    (a,) = after_last_change(question)
    assert question.exact.M(a, a + k * WEEK) == k * open_minutes(question.recipe) * MINUTE


def open_minutes(week: Week):
    """Return how many of the 10,080 minutes of a week are open, counted one by one."""
    return len(
        {
            (day * DAY_MINUTES + minute) % (7 * DAY_MINUTES)
            for day, windows in enumerate(week.hours)
            for start, end in windows
            for minute in range(start, end)
        }
    )


# -- laws 19 to 21: what a zone is called, and how an instant is written -----------------------------------------------


@given(questions(asked=2, sizes=1), st.sampled_from(ZONES), st.integers(-1439, 1439))
@where_reachable
def test_law_19_the_same_instant_in_any_zone_or_offset_gives_the_same_answer(question, zone, offset):
    """Law 19: representation: zone, offset and kind of a datetime do not matter, nor does its fold get lost."""
    calendar, (a, b) = question.recipe.calendar(), question.instants
    d = timedelta(microseconds=question.amounts[0])
    answers = [
        (calendar.is_open(one), calendar.working_time(one, two), instant(calendar.add(one, d)))
        for one, two in (written(a, b, kind) for kind in (ZoneInfo(zone), timezone(timedelta(minutes=offset)), UTC))
    ]
    kept = pendulum.instance(utc(a)).in_timezone(zone), pendulum.instance(utc(b)).in_timezone(zone)
    answers.append((calendar.is_open(kept[0]), calendar.working_time(*kept), instant(calendar.add(kept[0], d))))
    assert len(set(answers)) == 1


def written(a, b, tz):
    return utc(a).astimezone(tz), utc(b).astimezone(tz)


@given(questions(asked=1, sizes=1), st.sampled_from(ZONES))
@where_reachable
def test_law_19_the_zone_of_the_process_does_not_matter(question, zone):
    """Law 19: the answer does not depend on the time zone of the process."""
    (a,), (d,) = question.instants, question.amounts
    here = question.exact.A(a, d), str(question.recipe.calendar())
    with process_zone(zone):
        assert (question.exact.A(a, d), str(question.recipe.calendar())) == here


@contextmanager
def process_zone(zone):
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    clock.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        clock.tzset()


SCRIPT = """
from datetime import UTC, date, datetime, timedelta
from slacalc import Calendar, Package, Ticket, assess
week = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
office = week - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
saturday = Calendar.weekly("Sat 10:00-14:00", tz="America/New_York")
desk = office | saturday | Calendar.dates([date(2026, 5, 25)], tz="UTC")
at = datetime(2026, 10, 24, 12, tzinfo=UTC)
print(repr(desk), desk, desk.add(at, timedelta(hours=9)), desk.in_zone("Asia/Tokyo").next_close(at))
ticket = Ticket(reported_at=at, priority="P1").paused(at, reason="b").paused(at, reason="a")
print(ticket, assess(ticket, Package.preset("p1-p3"), at=at + timedelta(days=2)).to_dict())
print(Package.preset("p1-p4"))
"""


def test_law_19_neither_do_the_seed_of_hashes_and_the_locale():
    """Law 19: the answer does not depend on the hash seed, the locale, or assertions being switched off."""
    machines = [
        {"PYTHONHASHSEED": "0", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C"},
        {"PYTHONHASHSEED": "12345", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONOPTIMIZE": "2"},
    ]
    answers = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env=os.environ | machine, capture_output=True, encoding="utf-8", check=True
        ).stdout
        for machine in machines
    ]
    assert len(answers[0]) > 1_000
    assert len(set(answers)) == 1


@given(scenes(most_zones=1, stepped=True))
def test_law_20_a_day_is_as_long_as_its_clock_makes_it(scene):
    """Law 20: 24x7 time over a change is elapsed time, so that a date holds 23, 25, 23.5 or 22 hours, or none."""
    (zone,) = scene.zones
    hours = Exact(Calendar.dates([scene.day], tz=zone))
    minutes = sum(
        wall(at, zone)[0] == scene.day for at in range(scene.anchor - 2 * DAY, scene.anchor + 2 * DAY, MINUTE)
    )
    assert hours.M(scene.anchor - 2 * DAY, scene.anchor + 2 * DAY) == minutes * MINUTE


@given(questions(asked=2, where=scenes(zones=("UTC",)), of=plain_weeks), scenes())
def test_law_20_a_calendar_in_utc_is_blind_to_summer_time(question, scene):
    """Law 20: a calendar in UTC passes over every change as over any other hour."""
    exact, change = question.exact, scene.anchor // MINUTE * MINUTE
    minutes = sum(question.recipe.holds(at) for at in range(change - 2 * HOUR, change + 2 * HOUR, MINUTE))
    assert exact.M(change - 2 * HOUR, change + 2 * HOUR) == minutes * MINUTE
    assert exact.M(change, change + WEEK) == open_minutes(question.recipe) * MINUTE


@given(questions(asked=2, sizes=1))
@where_reachable
def test_law_21_another_name_for_a_zone_changes_nothing(question):
    """Law 21: renaming a zone to an alias, or to a zone with the same history, changes nothing but the name."""
    (a, b), (d,) = question.instants, question.amounts
    renamed = Exact(question.recipe.renamed(ALIASES).calendar())
    assert renamed.M(a, b) == question.exact.M(a, b)
    assert renamed.A(a, d) == question.exact.A(a, d)


# -- law 22: time reversed ---------------------------------------------------------------------------------------------


@given(questions(asked=1, sizes=1))
def test_law_22_reversing_time_swaps_adding_and_subtracting(question):
    """Law 22: mirror the windows in UTC, and A becomes S."""
    (a,), (d,), around = question.instants, question.amounts, 20 * DAY
    windows = question.exact.windows(a - around, a + around)
    within = d % (question.exact.M(a, a + around) + 1)
    mirrored = Exact(Calendar.spans([(utc(2 * a - closing), utc(2 * a - opening)) for opening, closing in windows]))
    assert 2 * a - mirrored.S(a, within) == question.exact.A(a, within)
    behind = d % (question.exact.M(a - around, a) + 1)
    assert 2 * a - mirrored.A(a, behind) == question.exact.S(a, behind)
