"""A calendar as the block of a document: what a person would have written (section 6)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from slacalc import Calendar
from slacalc.blocks import local_or_utc
from slacalc.calendar import block_of
from slacalc.instants import micros
from slacalc.windows import END_OF_TIME, START_OF_TIME

LONDON, NEW_YORK = "Europe/London", "America/New_York"
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON)
WEST = Calendar.weekly("Mon-Fri 09:00-17:00", tz=NEW_YORK)
ENGLAND = Calendar.holidays("GB", subdiv="ENG", tz=LONDON)
AMERICA = Calendar.holidays("US", tz=NEW_YORK, substitutes="substitute")
CHRISTMAS = {date(2026, 12, day): "Christmas" for day in (24, 25, 26)}
CLOSED = Calendar.dates(CHRISTMAS | {date(2026, 12, 28): "Christmas", date(2026, 12, 29): "Move"}, tz=LONDON)
EVE = Calendar.dates({date(2026, 12, 24): "Eve"}, hours="13:00-24:00", tz=LONDON)


def london(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(LONDON))


OFF = {(london("2026-12-24T13:00"), london("2026-12-27T00:00")): "Party"}
WEEK = {"hours": "Mon-Fri 09:00-17:00"}

BLOCKS = [
    (OFFICE, WEEK),
    (WEST, {"tz": NEW_YORK, **WEEK}),
    (Calendar.always(), {"hours": "24x7"}),
    (Calendar.never(), {"hours": "never"}),
    (OFFICE - ENGLAND, {**WEEK, "holidays": ["GB-ENG"]}),
    (
        WEST - AMERICA,
        {"tz": NEW_YORK, **WEEK, "holidays": [{"region": "US", "substitutes": "substitute"}]},
    ),
    (
        OFFICE - AMERICA,
        {**WEEK, "except": [{"tz": NEW_YORK, "region": "US", "substitutes": "substitute"}]},
    ),
    (
        OFFICE - CLOSED,
        {
            **WEEK,
            "closures": [
                {"name": "Christmas", "from": date(2026, 12, 24), "to": date(2026, 12, 26)},
                {"name": "Christmas", "from": date(2026, 12, 28), "to": date(2026, 12, 28)},
                {"name": "Move", "from": date(2026, 12, 29), "to": date(2026, 12, 29)},
            ],
        },
    ),
    (
        OFFICE - EVE,
        {**WEEK, "except": [{"dates": [{"date": date(2026, 12, 24), "name": "Eve"}], "hours": "13:00-24:00"}]},
    ),
    (
        OFFICE - Calendar.dates([date(2026, 12, 24)], tz=LONDON),
        {**WEEK, "except": [{"dates": [date(2026, 12, 24)]}]},
    ),
    (
        OFFICE - Calendar.spans(OFF),
        {
            **WEEK,
            "closures": [{"name": "Party", "from": datetime(2026, 12, 24, 13), "to": date(2026, 12, 26)}],  # noqa: DTZ001
        },
    ),
    (
        OFFICE - Calendar.spans(list(OFF)),
        {
            **WEEK,
            "except": [
                {"spans": [{"from": datetime(2026, 12, 24, 13, tzinfo=UTC), "to": datetime(2026, 12, 27, tzinfo=UTC)}]}
            ],
        },
    ),
    (
        OFFICE & Calendar.since(london("2026-06-01T00:00")),
        {"all": [WEEK, {"spans": [{"from": datetime(2026, 5, 31, 23, tzinfo=UTC)}]}]},
    ),
    (
        OFFICE & Calendar.until(london("2026-06-01T00:00")),
        {"all": [WEEK, {"spans": [{"to": datetime(2026, 5, 31, 23, tzinfo=UTC)}]}]},
    ),
    ((OFFICE | WEST) - ENGLAND, {"any": [{"tz": NEW_YORK, **WEEK}, WEEK], "holidays": ["GB-ENG"]}),
    (~ENGLAND, {"hours": "24x7", "holidays": ["GB-ENG"]}),
    (~EVE - ENGLAND, {"hours": "24x7", "holidays": ["GB-ENG"], "except": [block_of(EVE, LONDON)]}),
    (
        ~Calendar.spans(OFF),
        {
            "hours": "24x7",
            "closures": [{"name": "Party", "from": datetime(2026, 12, 24, 13), "to": date(2026, 12, 26)}],  # noqa: DTZ001
        },
    ),
    (
        Calendar.weekly("Mon-Thu 22:00-06:00", tz=LONDON, skip=ENGLAND),
        {"hours": "Mon-Thu 22:00-06:00", "skip": [{"region": "GB-ENG"}]},
    ),
    (WEST.in_zone(LONDON), {"tz": NEW_YORK, **WEEK, "in_zone": LONDON}),
    (Calendar.always().in_zone(LONDON), {"hours": "24x7", "in_zone": LONDON}),
    (
        OFFICE | Calendar.never().in_zone(NEW_YORK),
        {"any": [WEEK, {"hours": "never", "in_zone": NEW_YORK}]},
    ),
    (
        WEST.in_zone(LONDON) | Calendar.never().in_zone("Asia/Tokyo"),
        {
            "any": [
                {"tz": NEW_YORK, **WEEK, "in_zone": "Asia/Tokyo"},
                {"hours": "never", "in_zone": LONDON},
            ]
        },
    ),
]


@pytest.mark.parametrize(("calendar", "block"), BLOCKS, ids=[repr(calendar)[:60] for calendar, _ in BLOCKS])
def test_a_calendar_is_written_as_a_person_would(calendar, block):
    assert block_of(calendar, LONDON) == block


def test_a_second_calendar_of_named_dates_is_written_apart():
    """All closures of dates in a block are one calendar when they are read."""
    other = Calendar.dates({date(2026, 12, 24): "Eve", date(2026, 5, 4): "Fair"}, tz=LONDON)
    block = block_of(OFFICE - CLOSED - other, LONDON)
    assert len(block["closures"]) + len(block["except"]) in {3, 4}
    assert len(block["except"]) == 1


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-07-01T09:00:00.000001+00:00", "2026-07-01T10:00:00.000001"),
        ("2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00"),
        ("2026-10-25T01:30:00+00:00", "2026-10-25T01:30:00+00:00"),
        ("2026-03-29T01:00:00+00:00", "2026-03-29T02:00:00"),
    ],
    ids=["summer", "the first pass", "the second pass", "the jump"],
)
def test_an_instant_is_written_on_the_local_clock_where_that_says_which_it_is(at, said):
    """T13: a repeated time is its first pass, so the second is written with its offset."""
    assert local_or_utc(micros(datetime.fromisoformat(at)), LONDON).isoformat() == said


def test_the_ends_of_time_are_written_where_the_local_clock_has_no_such_year():
    assert local_or_utc(START_OF_TIME, NEW_YORK) == datetime(1, 1, 1, tzinfo=UTC)
    assert local_or_utc(END_OF_TIME - 1, "Asia/Tokyo") == datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)


def test_spans_are_pairs_with_their_names_or_without():
    nine, five = datetime(2026, 1, 1, 9, tzinfo=UTC), datetime(2026, 1, 1, 17, tzinfo=UTC)
    assert block_of(Calendar.spans([(nine, five)]), "UTC") == {"spans": [{"from": nine, "to": five}]}
    named = {"name": "stocktaking", "from": nine, "to": five}
    assert block_of(Calendar.spans({(nine, five): "stocktaking"}), "UTC") == {"spans": [named]}
