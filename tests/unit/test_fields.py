"""What a key of a document may hold: nothing is guessed, and what is refused says what to write."""

from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from slacalc.errors import InputError, SlaError
from slacalc.fields import (
    DayText,
    LengthText,
    LocalDate,
    LocalTime,
    RegionText,
    Remark,
    Table,
    TargetText,
    Text,
    WeekText,
    Zone,
    check_order,
    check_thresholds,
    check_week,
    checked,
    local,
    region_of,
)

EVE, NOON = date(2026, 12, 24), datetime(2026, 12, 24, 12)  # noqa: DTZ001 - local to the table it stands in


def read(kind, value):
    return TypeAdapter(kind).validate_python(value)


# dates and times -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-24", EVE),
        ("2026-12-24T12:00:00", NOON),
        ("2026-12-24t12:00", NOON),
        ("2026-12-24 12:00:00.25", NOON.replace(microsecond=250_000)),
        ("2026-12-24T12:00:00z", NOON.replace(tzinfo=UTC)),
        ("2026-12-24T14:30:00+02:30", NOON.replace(tzinfo=UTC)),
        (EVE, EVE),
        (NOON, NOON),
    ],
)
def test_a_local_date_or_time_is_read(text, expected):
    found = local(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "value", ["24.12.2026", "2026-12-32", "2026-12-24T25:00", "2026-12-24T12", "20261224", "٢٠٢٦-12-24", 20261224, None]
)
def test_what_is_no_date_is_refused_with_what_to_write(value):
    with pytest.raises(InputError, match="write a date such as 2026-12-24, or a date-time such as"):
        local(value)


def test_a_date_has_no_time_and_a_date_time_has_one():
    assert read(LocalDate, "2026-12-24") == EVE
    assert read(LocalTime, "2026-12-24T12:00:00") == NOON
    with pytest.raises(ValidationError, match="write a date without a time"):
        read(LocalDate, "2026-12-24T12:00:00")
    with pytest.raises(ValidationError, match="a date alone has no time"):
        read(LocalTime, "2026-12-24")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (EVE, EVE),
        (NOON, EVE),
        (EVE, NOON),
        (date.max, date.max),
        (NOON, NOON.replace(tzinfo=UTC)),  # on two clocks: compared when they are instants
        (NOON.replace(tzinfo=UTC), NOON),
    ],
)
def test_a_bare_end_date_is_included_and_two_clocks_are_not_compared(start, end):
    check_order(start, end, "the closure")


@pytest.mark.parametrize(
    ("start", "end"),
    [(NOON, NOON), (NOON, NOON.replace(hour=11)), (EVE, date(2026, 12, 23)), (EVE, NOON.replace(hour=0))],
)
def test_an_end_that_is_not_after_the_start_is_refused(start, end):
    with pytest.raises(InputError, match=r"closure from 2026-12-24.* does not end after it starts: write the earlier"):
        check_order(start, end, "the closure")


# texts ---------------------------------------------------------------------------------------------------------------


def test_a_checked_value_is_kept_as_it_is():
    class Hours(Table):
        count: int = 0

    adapter = TypeAdapter(Table)
    assert adapter.validate_python({}) == Table()
    seen = []
    assert checked(seen.append).func("3") == "3"
    assert seen == ["3"]
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Hours(size=3)
    with pytest.raises(ValidationError, match="frozen"):
        Hours().count = 4


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Text, "Acme"),
        (Remark, ""),
        (Zone, "Europe/London"),
        (WeekText, "Mon-Fri 09:00-17:00"),
        (WeekText, "24x7"),
        (WeekText, "never"),
        (DayText, "10:00-14:00"),
        (TargetText, "3 working days"),
        (LengthText, "5 working days"),
        (RegionText, "GB-ENG"),
    ],
)
def test_a_text_is_kept_as_it_was_written(kind, text):
    assert read(kind, text) == text


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Text, "", "at least 1 character"),
        (Text, 7, "valid string"),
        (Text, "x" * 5_001, "at most 5000"),
        (Remark, "x" * 20_001, "at most 20000"),
        (Zone, "Europe/Londn", "Europe/London"),
        (WeekText, "Mon-Fry 09:00-17:00", "Fry"),
        (DayText, "10:00-9:00 pm", "9:00 pm"),
        (TargetText, "soon", "soon"),
        (LengthText, "same day", "write a length of time such as '5 working days'"),
        (LengthText, "next working day", "write a length of time"),
        (LengthText, "by agreement", "write a length of time"),
        (RegionText, "GB-XXX", "GB"),
    ],
)
def test_a_wrong_text_is_refused_with_what_was_wrong(kind, value, words):
    with pytest.raises(ValidationError, match=words):
        read(kind, value)


def test_a_region_is_a_country_with_or_without_a_subdivision():
    assert region_of("GB-ENG") == ("GB", "ENG")
    assert region_of("DE") == ("DE", None)
    with pytest.raises(InputError, match="write a country or one of its subdivisions"):
        region_of(["GB"])


def test_hours_of_a_week_and_thresholds_are_checked():
    check_week("24x7")
    check_week("Mon-Fri 09:00-17:00")
    check_thresholds([50, 75])
    for check, wrong in ((check_week, "25x7"), (check_thresholds, [75, 0]), (check_thresholds, "75")):
        with pytest.raises(SlaError):
            check(wrong)
