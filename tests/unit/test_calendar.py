"""Calendars as values: how they are made, combined, written and compared, and what they refuse."""

import copy
import gc
import pickle
import threading
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pendulum
import pytest

from slacalc import Calendar
from slacalc.errors import HolidayDataWarning, InputError, NaiveDatetimeError, UnknownZoneError, UnreachableError
from tests.unit.calendars import (
    ENGLAND,
    FRIDAY,
    HOUR,
    HOURS,
    LONDON,
    NEW_YORK,
    NIGHTS,
    NOW,
    OFFICE,
    SATURDAY_IN_NEW_YORK,
    ZONE,
    at,
    utc,
)

# -- being a value -----------------------------------------------------------------------------------------------------

EVE = {date(2026, 12, 24): "Christmas Eve"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (OFFICE | SATURDAY_IN_NEW_YORK, SATURDAY_IN_NEW_YORK | OFFICE),
        ((OFFICE | FRIDAY) | SATURDAY_IN_NEW_YORK, OFFICE | (SATURDAY_IN_NEW_YORK | FRIDAY)),
        (~~HOURS, HOURS),
        (OFFICE - FRIDAY - ENGLAND, OFFICE - (ENGLAND | FRIDAY)),
        (OFFICE & ~FRIDAY, OFFICE - FRIDAY),
        (OFFICE | Calendar.weekly("Mon-Fri 17:00-18:00", tz=ZONE), Calendar.weekly("Mon-Fri 09:00-18:00", tz=ZONE)),
        (OFFICE - Calendar.weekly("12:00-13:00", tz=ZONE), Calendar.weekly("Mon-Fri 09:00-12:00,13:00-17:00", tz=ZONE)),
        (OFFICE | Calendar.never(), OFFICE),
        (OFFICE & Calendar.always(), OFFICE),
        (OFFICE | OFFICE, OFFICE),
        (Calendar.weekly({"mon": [("09:00", "17:00")]}, tz=ZONE), Calendar.weekly("Mo 09:00-17:00", tz=LONDON)),
        (Calendar.dates(EVE, tz=ZONE), Calendar.dates([date(2026, 12, 24)], tz=ZONE)),
        (Calendar.since(NOW), ~Calendar.until(NOW)),
        (Calendar.spans([(NOW, NOW + HOUR)]), Calendar.since(NOW) & Calendar.until(NOW + HOUR)),
        (Calendar.until(utc(1, 1, 1)), Calendar.never()),
    ],
    ids=[
        "commuted",
        "associated",
        "double complement",
        "two differences",
        "difference",
        "hours joined",
        "hours cut",
        "nothing added",
        "everything kept",
        "twice",
        "mapping and text",
        "names of dates",
        "complement",
        "intersection of spans",
        "before all time",
    ],
)
def test_calendars_that_say_the_same_are_equal(left, right):
    """Section 7: one normal form for == and hash."""
    assert left == right
    assert hash(left) == hash(right)
    assert len({left, right}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (OFFICE, Calendar.weekly("Mon-Fri 09:00-17:00", tz=NEW_YORK)),
        (OFFICE, OFFICE.in_zone(NEW_YORK)),
        (OFFICE - OFFICE, Calendar.never()),
        (Calendar.weekly("00:00-24:00", tz=ZONE), Calendar.always()),
        (ENGLAND, Calendar.holidays("GB", subdiv="SCT", tz=ZONE)),
        (ENGLAND, Calendar.holidays("GB", subdiv="ENG", tz=ZONE, substitutes="actual")),
        (FRIDAY, Calendar.dates([date(2026, 5, 15)], hours="09:00-17:00", tz=ZONE)),
        (NIGHTS - FRIDAY, Calendar.weekly("Mon-Fri 22:00-06:00", tz=ZONE, skip=FRIDAY)),
    ],
    ids=["zone", "in_zone", "empty in a zone", "whole in a zone", "subdivision", "policy", "hours", "cut or skipped"],
)
def test_calendars_that_differ_in_windows_or_zones_are_not_equal(left, right):
    assert left != right


def test_a_calendar_equals_nothing_else():
    assert OFFICE != "Mon-Fri 09:00-17:00"
    assert OFFICE is not None
    assert (OFFICE == 5) is False


def test_same_windows_compares_meaning():
    written = Calendar.spans([(at("2026-05-15T09:00"), at("2026-05-15T17:00"))]).in_zone(ZONE)
    assert written != OFFICE
    assert OFFICE.same_windows(written, at("2026-05-15T00:00"), at("2026-05-17T00:00"))
    assert not OFFICE.same_windows(written, at("2026-05-15T00:00"), at("2026-05-19T00:00"))


@pytest.mark.parametrize("name", ["tz", "hours", "_node", "anything"])
def test_a_calendar_does_not_change(name):
    with pytest.raises(AttributeError, match=r"does not change: combine calendars with \| & - ~ instead"):
        setattr(OFFICE, name, "Europe/Paris")
    assert OFFICE.tz == ZONE


def test_a_calendar_is_its_own_copy():
    assert copy.copy(HOURS) is HOURS
    assert copy.deepcopy([HOURS])[0] is HOURS


def test_a_pickled_calendar_comes_back_without_what_was_compiled():
    fresh = pickle.dumps(Calendar.weekly("Mon-Fri 07:01-15:02", tz=ZONE) | SATURDAY_IN_NEW_YORK)
    used = Calendar.weekly("Mon-Fri 07:01-15:02", tz=ZONE) | SATURDAY_IN_NEW_YORK
    answer = used.working_time(utc(2000, 1, 1), utc(2026, 1, 1))
    assert len(pickle.dumps(used)) == len(fresh) < 2_000
    again = pickle.loads(fresh)  # noqa: S301
    assert again == used
    assert again.tz is None
    assert again.working_time(utc(2000, 1, 1), utc(2026, 1, 1)) == answer


def test_a_pickled_calendar_keeps_the_names_of_its_dates():
    named = Calendar.dates(EVE, tz=ZONE)
    assert "Christmas Eve" in repr(pickle.loads(pickle.dumps(named)))  # noqa: S301


def test_the_caller_s_list_may_change_later():
    days = [date(2026, 5, 15)]
    calendar = Calendar.dates(days, tz=ZONE)
    days.append(date(2026, 5, 16))
    assert not calendar.is_open(at("2026-05-16T12:00"))


# -- sharing and threads -----------------------------------------------------------------------------------------------


def test_equal_calendars_share_what_is_compiled(work):
    first, second = (Calendar.weekly("Mon-Fri 09:11-17:12", tz=ZONE) for _ in range(2))
    first.is_open(NOW)
    assert work
    del work[:]
    second.is_open(NOW)
    assert work == []


def test_what_is_compiled_is_freed_with_the_last_equal_calendar(work):
    """Asked again after that, it has to be compiled again."""
    first, second = (Calendar.weekly("Mon-Fri 09:13-17:14", tz=ZONE) for _ in range(2))
    first.is_open(NOW)
    del first, work[:]
    gc.collect()
    third = Calendar.weekly("Mon-Fri 09:13-17:14", tz=ZONE)
    third.is_open(NOW)
    assert work == []
    del second, third
    gc.collect()
    Calendar.weekly("Mon-Fri 09:13-17:14", tz=ZONE).is_open(NOW)
    assert work != []


def test_threads_that_ask_one_fresh_calendar_get_equal_answers():
    def questions(calendar: Calendar) -> list[object]:
        return [
            calendar.working_time(utc(2000, 1, 1), utc(2030, 1, 1)),
            calendar.add(NOW, 5_000 * HOUR),
            calendar.add_working_days(date(2026, 5, 15), 500),
            calendar.count_working_days(date(1990, 1, 1), date(2040, 1, 1)),
            calendar.next_open(utc(2500, 5, 1)),
        ]

    shared = Calendar.weekly("Mon-Fri 09:15-17:16", tz=ZONE) - FRIDAY
    answers, begin = [], threading.Barrier(8)

    def ask(turn: int) -> None:
        begin.wait()
        found = questions(shared)
        answers.append((turn, found))

    threads = [threading.Thread(target=ask, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    alone = questions(shared)
    assert all(found == alone for _, found in answers)


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [date(2026, 5, 15), 1_778_846_400, 1_778_846_400.0, True, None, "2026-05-15T12:00:00Z", time(12, tzinfo=UTC)],
    ids=repr,
)
@pytest.mark.parametrize(
    "ask",
    [
        OFFICE.is_open,
        lambda wrong: wrong in OFFICE,
        lambda wrong: OFFICE.add(wrong, HOUR),
        lambda wrong: OFFICE.subtract(wrong, HOUR),
        lambda wrong: OFFICE.working_time(NOW, wrong),
        OFFICE.next_open,
        OFFICE.previous_close,
        lambda wrong: OFFICE.windows(wrong, NOW),
        Calendar.since,
        Calendar.until,
    ],
    ids=[
        "is_open",
        "in",
        "add",
        "subtract",
        "working_time",
        "next_open",
        "previous_close",
        "windows",
        "since",
        "until",
    ],
)
def test_what_is_no_datetime_is_refused(ask, wrong):
    """Section 8: nothing is guessed."""
    with pytest.raises(InputError, match="not a datetime: write an aware datetime, for instance"):
        ask(wrong)


def test_a_naive_datetime_is_refused():
    """T4."""
    with pytest.raises(NaiveDatetimeError) as caught:
        OFFICE.add(datetime(2026, 5, 15, 12), HOUR)  # noqa: DTZ001
    assert "start.replace(tzinfo=ZoneInfo('Europe/London'))" in str(caught.value)


@pytest.mark.parametrize("amount", [8, 8.0, True, None, "8h", pendulum.duration(months=1), pendulum.duration(years=1)])
def test_what_is_no_fixed_amount_of_time_is_refused(amount):
    with pytest.raises(InputError, match="amount="):
        OFFICE.add(NOW, amount)
    with pytest.raises(InputError, match="amount="):
        OFFICE.subtract(NOW, amount)


def test_a_pendulum_duration_of_days_or_hours_is_an_amount():
    assert OFFICE.add(NOW, pendulum.duration(hours=1)) == OFFICE.add(NOW, HOUR)


@pytest.mark.parametrize("landing", ["opening", "", None, True])
def test_a_wrong_landing_is_told_what_to_write(landing):
    with pytest.raises(InputError) as caught:
        OFFICE.add(NOW, HOUR, landing=landing)
    assert str(caught.value) == f"landing={landing!r}: write 'close' or 'open'"


@pytest.mark.parametrize("wrong", [NOW, "2026-05-15", 20_588, True, None], ids=repr)
@pytest.mark.parametrize(
    "ask",
    [
        OFFICE.is_working_day,
        OFFICE.opening,
        OFFICE.closing,
        lambda wrong: OFFICE.add_working_days(wrong, 1),
        lambda wrong: OFFICE.count_working_days(date(2026, 5, 15), wrong),
    ],
    ids=["is_working_day", "opening", "closing", "add_working_days", "count_working_days"],
)
def test_what_is_no_date_is_refused(ask, wrong):
    """A datetime too: its date depends on the zone."""
    with pytest.raises(InputError, match="is no date: write a date, for instance"):
        ask(wrong)


@pytest.mark.parametrize("number", [1.0, True, None, "1"], ids=repr)
def test_what_is_no_count_of_days_is_refused(number):
    with pytest.raises(InputError) as caught:
        OFFICE.add_working_days(date(2026, 5, 15), number)
    assert str(caught.value) == f"number={number!r} is no count of working days: write a whole number"


def test_a_calendar_is_made_by_a_name():
    with pytest.raises(InputError, match="a calendar is made by a name: Calendar"):
        Calendar("Mon-Fri 09:00-17:00", tz=ZONE)


@pytest.mark.parametrize("other", [None, date(2026, 5, 15), "Mon", 5], ids=repr)
def test_a_calendar_is_combined_with_calendars_only(other):
    for combine in (lambda: OFFICE | other, lambda: OFFICE & other, lambda: OFFICE - other, lambda: other | OFFICE):
        with pytest.raises(TypeError, match="unsupported operand"):
            combine()


@pytest.mark.parametrize(
    "make",
    [
        lambda tz: Calendar.weekly("Mon 09:00-17:00", tz=tz),
        lambda tz: Calendar.dates([date(2026, 5, 15)], tz=tz),
        lambda tz: Calendar.holidays("US", tz=tz),
        OFFICE.in_zone,
    ],
    ids=["weekly", "dates", "holidays", "in_zone"],
)
def test_an_unknown_zone_is_refused_when_the_calendar_is_made(make):
    with pytest.raises(UnknownZoneError, match="did you mean 'Europe/London'"):
        make("Europe/Lodnon")


def test_a_country_whose_own_list_misleads_wants_a_subdivision():
    with pytest.raises(InputError, match="without a subdivision GB lacks Easter Monday"):
        Calendar.holidays("GB", tz=ZONE)


def test_hours_of_dates_are_hours_of_one_day():
    with pytest.raises(InputError, match="'25:00' is no time of day"):
        Calendar.dates([date(2026, 5, 15)], hours="09:00-25:00", tz=ZONE)
    with pytest.raises(InputError, match="hours=13 is no text"):
        Calendar.dates([date(2026, 5, 15)], hours=13, tz=ZONE)


# what was wrong once -------------------------------------------------------------------------------------------------


def test_windows_are_compared_by_the_instant_also_in_a_repeated_hour():
    """T2: half an hour of the first pass is not half an hour of the second, and a zone does not matter."""
    first, second = (
        Calendar.spans([(datetime(2026, 10, 25, hour, tzinfo=UTC), datetime(2026, 10, 25, hour, 30, tzinfo=UTC))])
        for hour in (0, 1)
    )
    london, day = (
        first.in_zone("Europe/London"),
        (datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 10, 26, tzinfo=UTC)),
    )
    assert not london.same_windows(second.in_zone("Europe/London"), *day)
    assert london.same_windows(first.in_zone("UTC"), *day)


@pytest.mark.parametrize(
    "at",
    [
        datetime(9999, 12, 31, 23, 59, tzinfo=ZoneInfo("America/New_York")),
        datetime(1, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")),
    ],
    ids=["late", "early"],
)
def test_an_instant_outside_the_years_1_to_9999_in_utc_is_refused(at):
    for ask in (Calendar.since, Calendar.until, Calendar.always().is_open, lambda at: Calendar.spans([(at, at)])):
        with pytest.raises(InputError, match="outside the years 1 to 9999 in UTC"):
            ask(at)


@pytest.mark.parametrize("name", ["GB", "UK", "GBR"])
def test_every_name_of_great_britain_needs_a_subdivision_and_means_the_same(name):
    with pytest.raises(InputError, match="write subdiv='ENG'"):
        Calendar.holidays(name, tz="UTC")
    assert Calendar.holidays(name, subdiv="ENG", tz="UTC") == Calendar.holidays("GB", subdiv="ENG", tz="UTC")


def test_dates_to_skip_may_come_from_several_zones():
    parts = [
        Calendar.dates([date(2026, 1, 1)], tz="Europe/Zurich"),
        Calendar.dates([date(2026, 2, 2)], tz="Europe/London"),
        Calendar.dates([date(2026, 1, 1)], tz="Europe/Paris"),
    ]
    week = Calendar.weekly("Mon 22:00-06:00", tz="Europe/London", skip=parts[0] | parts[1] | parts[2])
    assert eval(repr(week), {"Calendar": Calendar, "date": date}) == week  # noqa: S307
    assert week == Calendar.weekly("Mon 22:00-06:00", tz="Europe/London", skip=parts[0] | parts[1])


def test_a_calendar_nested_as_deep_as_may_be_is_written_at_once():
    nested = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
    for step in range(60):
        day = Calendar.dates([date(2026, 1, 1) + timedelta(step)], tz="UTC")
        nested = nested | day if step % 2 else nested & day
    assert len(repr(nested)) < 20_000
    assert eval(repr(nested), {"Calendar": Calendar, "date": date}) == nested  # noqa: S307


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Calendar.dates(date(2026, 1, 1), tz="UTC"),
        lambda: Calendar.dates(5, tz="UTC"),
        lambda: Calendar.dates([[1]], tz="UTC"),
        lambda: Calendar.dates("2026-01-01", tz="UTC"),
        lambda: Calendar.spans(None),
        lambda: Calendar.weekly({"mon": None}, tz="UTC"),
        lambda: Calendar.weekly("Mon 09:00-17:00", tz="UTC", skip=date(2026, 1, 1)),
        lambda: Calendar.holidays(["GB"], tz="UTC"),
        lambda: Calendar.holidays("US", tz="UTC", substitutes=["both"]),
        lambda: Calendar.always().same_windows(5, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)),
    ],
)
def test_what_is_of_another_kind_is_refused_with_what_to_write(ask):
    with pytest.raises(InputError, match="write"):
        ask()


def test_a_day_of_a_mapping_may_be_text():
    assert Calendar.weekly({"mon": "09:00-12:30,13:30-17:00"}, tz="UTC") == Calendar.weekly(
        "Mon 09:00-12:30,13:30-17:00", tz="UTC"
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda hours, at: at in hours,
        lambda hours, at: hours.is_open(at),
        lambda hours, at: hours.next_close(at),
        lambda hours, at: hours.same_windows(hours & hours, at, at + timedelta(1)),
        lambda hours, at: hours.is_working_day(at.date()),
        lambda hours, at: hours.add_working_days(at.date(), 3),
    ],
)
def test_a_warning_of_unknown_holidays_points_at_the_line_that_asked(ask):
    """T11; two calendars that are compared may each say so."""
    office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC") - Calendar.holidays("US", tz="UTC")
    with pytest.warns(HolidayDataWarning) as heard:
        ask(office, datetime(2150, 5, 13, 10, tzinfo=UTC))
    assert {warning.filename for warning in heard} == {__file__}
    assert len(heard) <= 2


def test_a_pure_holiday_calendar_says_where_its_data_end():
    with pytest.raises(UnreachableError, match="from where its public holidays are not known"):
        Calendar.holidays("GB", subdiv="ENG", tz="UTC").next_open(datetime(2150, 1, 1, tzinfo=UTC))


def test_a_calendar_that_never_closes_says_so():
    with pytest.raises(UnreachableError, match="neither opens nor closes after"):
        Calendar.always().next_close(datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(UnreachableError, match="neither opens nor closes before"):
        (~Calendar.dates([date(2026, 5, 13)], tz="Europe/London")).previous_open(datetime(2026, 5, 1, tzinfo=UTC))


def test_dates_more_than_400_years_apart_are_refused():
    with pytest.raises(InputError, match="more than 400 years apart"):
        Calendar.always().in_zone("UTC").count_working_days(date(1, 1, 1), date(9999, 1, 1))


def test_skipping_nothing_is_not_skipping():
    plain = Calendar.weekly("Mon 22:00-06:00", tz="UTC")
    assert Calendar.weekly("Mon 22:00-06:00", tz="UTC", skip=[]) == plain
    assert Calendar.weekly("Mon 22:00-06:00", tz="UTC", skip=Calendar.never()) == plain


def test_hours_that_ended_say_when():
    office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC") - Calendar.holidays("US", tz="UTC")
    ended = office & Calendar.until(datetime(2026, 5, 12, tzinfo=UTC))
    with pytest.raises(UnreachableError, match=r"no working time after 2026-05-11$"):
        ended.next_open(datetime(2026, 6, 1, tzinfo=UTC))


def test_the_names_of_dates_are_text():
    with pytest.raises(InputError, match="the name of a date is text"):
        Calendar.dates({date(2026, 12, 24): 5}, tz="UTC")
