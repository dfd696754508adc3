"""The door between users' datetimes and the integers inside (T2, T4, T12, T13)."""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pendulum
import pytest

from slacalc import as_utc
from slacalc.errors import InputError, NaiveDatetimeError, SlaError, UnreachableError
from slacalc.instants import (
    civil,
    date_from_iso,
    day_number,
    day_of,
    instant_text,
    iso,
    micros,
    micros_of,
    moment,
    span,
)
from slacalc.windows import DAY, END_OF_TIME, HOUR, SECOND, START_OF_TIME

LONDON = ZoneInfo("Europe/London")


class Stamp(datetime):
    """A subclass, as other libraries have."""


class Vague(tzinfo):
    """A zone that does not know its offset: Python takes such a datetime for naive."""

    def utcoffset(self, _: datetime | None) -> None:
        return None


NOON = 1_778_846_400 * SECOND
"""2026-05-15T12:00Z: 20,588 days of 86,400 s since 1970, and 12 hours."""


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 5, 15, 12, tzinfo=UTC),
        datetime(2026, 5, 15, 13, tzinfo=LONDON),
        datetime(2026, 5, 15, 17, 45, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        pendulum.datetime(2026, 5, 15, 8, tz="America/New_York"),
        Stamp(2026, 5, 15, 12, tzinfo=UTC),
    ],
    ids=["UTC", "zoneinfo", "offset", "pendulum", "subclass"],
)
def test_any_aware_datetime_is_an_instant(at):
    """T4."""
    assert (date(2026, 5, 15) - date(1970, 1, 1)).days * DAY + 12 * HOUR == NOON
    assert micros(at) == NOON


def test_an_instant_is_exact_to_the_microsecond():
    """T2: a float of this size has lost its microseconds."""
    late = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    assert micros(late) == END_OF_TIME - 1
    assert micros(datetime(1, 1, 1, 0, 0, 0, 1, tzinfo=UTC)) == START_OF_TIME + 1
    assert as_utc(moment(END_OF_TIME - 1)) == late


@pytest.mark.parametrize("fold", [0, 1])
def test_both_passes_of_a_repeated_hour_are_told_apart(fold):
    """T2: 01:30 on 25 October 2026 is 00:30 UTC, and 01:30 UTC an hour later."""
    twice = datetime(2026, 10, 25, 1, 30, fold=fold, tzinfo=LONDON)
    assert as_utc(twice) == datetime(2026, 10, 25, fold, 30, tzinfo=UTC)
    back = moment(micros(twice), "Europe/London")
    assert (back.hour, back.minute, back.fold) == (1, 30, fold)
    assert back.isoformat() == f"2026-10-25T01:30:00+0{1 - fold}:00"


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 5, 15, 12),  # noqa: DTZ001
        Stamp(2026, 5, 15, 12),
        pendulum.naive(2026, 5, 15),
        datetime(2026, 1, 1, tzinfo=Vague()),
    ],
    ids=["stdlib", "subclass", "pendulum", "no offset"],
)
def test_a_naive_datetime_is_refused_with_what_to_write(at):
    """T4: an error that is a TypeError and a ValueError, and says what to type."""
    with pytest.raises(NaiveDatetimeError) as caught:
        micros(at, "start")
    assert "has no time zone" in str(caught.value)
    assert "start.replace(tzinfo=ZoneInfo('Europe/London'))" in str(caught.value)
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, InputError)


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (date(2026, 5, 15), "date"),
        (1_778_846_400, "int"),
        (1_778_846_400.0, "float"),
        (True, "bool"),
        (None, "NoneType"),
        ("2026-05-15T12:00:00Z", "str"),
        (time(12, tzinfo=UTC), "time"),
        (timedelta(hours=1), "timedelta"),
    ],
    ids=repr,
)
def test_what_is_no_datetime_is_refused(at, kind):
    """Section 8: nothing is guessed, epoch numbers and True included."""
    with pytest.raises(InputError) as caught:
        micros(at, "end")
    more = {
        "str": ", or of a text that ends in its offset datetime.fromisoformat('2026-05-15T16:30+01:00')",
        "int": ", or of seconds since 1970 datetime.fromtimestamp(seconds, tz=UTC)",
    }
    assert str(caught.value) == (
        f"end={at!r} is {kind}, not a datetime: write an aware datetime, for instance "
        "datetime(2026, 5, 15, 16, 30, tzinfo=ZoneInfo('Europe/London'))"
        + (more | {"float": more["int"]}).get(kind, "")
    )
    assert isinstance(caught.value, SlaError)
    assert isinstance(caught.value, ValueError)


def test_an_instant_comes_back_as_pendulum_in_the_zone():
    """T12."""
    found = moment(NOON, "Europe/London")
    assert type(found) is pendulum.DateTime
    assert found.timezone_name == "Europe/London"
    assert found.isoformat() == "2026-05-15T13:00:00+01:00"
    assert moment(NOON).isoformat() == "2026-05-15T12:00:00+00:00"
    assert found.add(hours=1).isoformat() == "2026-05-15T14:00:00+01:00"


@pytest.mark.parametrize(
    ("at", "zone"),
    [(START_OF_TIME, "America/New_York"), (END_OF_TIME - 1, "Asia/Tokyo"), (END_OF_TIME, "UTC")],
)
def test_an_answer_outside_the_years_of_a_clock_is_unreachable(at, zone):
    with pytest.raises(UnreachableError, match=f"outside the years 1 to 9999 on the clock of {zone}"):
        moment(at, zone)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON),
        pendulum.datetime(2026, 10, 25, 1, 30, tz="Europe/London", fold=1),
        pendulum.datetime(2026, 10, 25, 1, 30, tz="UTC"),
    ],
)
def test_as_utc_gives_a_plain_datetime_to_store(at):
    """T12: a stdlib UTC value holds no fold that pickling could lose."""
    stored = as_utc(at)
    assert type(stored) is datetime
    assert stored.tzinfo is UTC
    assert stored == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_as_utc_refuses_a_naive_datetime():
    with pytest.raises(NaiveDatetimeError):
        as_utc(datetime(2026, 5, 15, 12))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("local", "zone", "instant"),
    [
        ((2026, 5, 15, 13), "Europe/London", (2026, 5, 15, 12)),
        ((2026, 3, 29, 1, 30), "Europe/London", (2026, 3, 29, 1)),
        ((2026, 10, 25, 1, 30), "Europe/London", (2026, 10, 25, 0, 30)),
        ((2026, 10, 4, 2, 15), "Australia/Lord_Howe", (2026, 10, 3, 15, 30)),
        ((2026, 5, 15, 13, 0, 0, 7), "UTC", (2026, 5, 15, 13, 0, 0, 7)),
    ],
    ids=["plain", "skipped", "repeated", "half an hour skipped", "to the microsecond"],
)
def test_a_civil_time_is_its_first_pass_or_the_jump(local, zone, instant):
    """T13."""
    assert civil(datetime(*local), zone) == micros(datetime(*instant, tzinfo=UTC))  # noqa: DTZ001


def test_iso_text_keeps_the_offset():
    assert iso(moment(NOON, "Europe/London")) == "2026-05-15T13:00:00+01:00"
    assert iso(None) is None


# -- amounts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "size"),
    [
        (timedelta(hours=8), 8 * HOUR),
        (timedelta(microseconds=1), 1),
        (timedelta(microseconds=-1), -1),
        (timedelta.max, 86_400_000_000 * 10**9 - 1),
        (pendulum.duration(hours=8, minutes=1), 8 * HOUR + 60 * SECOND),
        (pendulum.duration(weeks=1), 7 * DAY),
        (pendulum.datetime(2026, 1, 2) - pendulum.datetime(2026, 1, 1), DAY),
    ],
    ids=["hours", "a microsecond", "negative", "the largest", "duration", "weeks", "interval"],
)
def test_an_amount_is_a_whole_number_of_microseconds(amount, size):
    """T2."""
    assert micros_of(amount) == size


@pytest.mark.parametrize("amount", [pendulum.duration(months=1), pendulum.duration(years=1)], ids=["month", "year"])
def test_an_amount_of_months_or_years_is_refused(amount):
    """Section 8: pendulum says 30 and 365 days, which no calendar month or year has to have."""
    with pytest.raises(InputError, match="months or years, whose length is not fixed: write days or hours"):
        micros_of(amount)


@pytest.mark.parametrize("amount", [8, 8.0, True, None, "8h", "P1M", time(8)], ids=repr)
def test_what_is_no_amount_is_refused(amount):
    with pytest.raises(InputError) as caught:
        micros_of(amount)
    assert str(caught.value) == (
        f"amount={amount!r} is no amount of time: write a timedelta, for instance timedelta(hours=8)"
    )


def test_microseconds_come_back_as_a_timedelta():
    """T12."""
    assert span(-1) == timedelta(microseconds=-1)
    assert type(span(HOUR)) is timedelta


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(1970, 1, 1), 0), (date(1969, 12, 31), -1), (pendulum.date(1970, 1, 3), 2), (date(2000, 1, 1), 10_957)],
    ids=str,
)
def test_a_date_is_a_number_of_days_since_1970(day, number):
    assert day_number(day) == number
    assert day_of(number) == day


@pytest.mark.parametrize("day", [datetime(2026, 5, 15, tzinfo=UTC), "2026-05-15", 20_588, True, None], ids=repr)
def test_a_datetime_is_no_date(day):
    """Its date depends on the zone, so nothing is guessed."""
    with pytest.raises(InputError) as caught:
        day_number(day, "start")
    assert str(caught.value) == f"start={day!r} is no date: write a date, for instance date(2026, 12, 24)"


@pytest.mark.parametrize("number", [10**7, -(10**7), 10**30])
def test_a_date_outside_the_years_1_to_9999_is_unreachable(number):
    with pytest.raises(UnreachableError, match="outside the years 1 to 9999"):
        day_of(number)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (NOON, "datetime(2026, 5, 15, 12, 0, tzinfo=UTC)"),
        (NOON + SECOND, "datetime(2026, 5, 15, 12, 0, 1, tzinfo=UTC)"),
        (NOON + 1, "datetime(2026, 5, 15, 12, 0, 0, 1, tzinfo=UTC)"),
        (START_OF_TIME, "datetime(1, 1, 1, 0, 0, tzinfo=UTC)"),
    ],
)
def test_an_instant_is_written_as_code_that_rebuilds_it(at, text):
    assert instant_text(at) == text
    assert micros(eval(text, {"datetime": datetime, "UTC": UTC})) == at  # noqa: S307


class Silent(tzinfo):
    """A zone that says nothing."""


class Broken(tzinfo):
    """A zone that cannot tell its offset."""

    def __init__(self, fault):
        self.fault = fault

    def utcoffset(self, at):
        raise self.fault


FAULTS = (ValueError("no idea"), RuntimeError(), KeyError(1), AttributeError(), ZeroDivisionError(), RecursionError())


@pytest.mark.parametrize("zone", [Silent(), *map(Broken, FAULTS)], ids=["silent", *map(repr, FAULTS)])
def test_a_zone_that_cannot_say_its_offset_is_refused(zone):
    with pytest.raises(InputError, match="at has a zone that cannot say its offset"):
        micros(datetime(2026, 5, 13, tzinfo=zone))


def test_text_in_the_shape_of_a_date_that_there_is_not_says_none():
    assert date_from_iso("2026-02-28") == date(2026, 2, 28)
    assert date_from_iso("2026-02-30") is None
    assert date_from_iso("tomorrow") is None


def test_the_end_of_time_is_written_as_the_last_instant_there_is():
    assert instant_text(END_OF_TIME) == instant_text(END_OF_TIME - 1)
