"""Calendars as code that rebuilds them, and in words."""

from datetime import UTC, date, datetime

import pytest

from slacalc import Calendar

NAMES = {"Calendar": Calendar, "date": date, "datetime": datetime, "UTC": UTC}
LONDON, NEW_YORK = "Europe/London", "America/New_York"
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON)
ENGLAND = Calendar.holidays("GB", subdiv="ENG", tz=LONDON)
EVE = Calendar.dates({date(2026, 12, 24): "Christmas Eve"}, hours="13:00-24:00", tz=LONDON)
CLOSED = Calendar.dates([date(2026, 5, 14)], tz=LONDON)
SATURDAY = Calendar.weekly("Sat 10:00-14:00", tz=NEW_YORK)
START, END = datetime(2026, 5, 13, 10, tzinfo=UTC), datetime(2026, 5, 13, 12, tzinfo=UTC)
SPAN = Calendar.spans([(START, END)])

WRITTEN = [
    (OFFICE, "Calendar.weekly('Mon-Fri 09:00-17:00', tz='Europe/London')", "Mon-Fri 09:00-17:00 Europe/London"),
    (
        ENGLAND,
        "Calendar.holidays('GB', subdiv='ENG', tz='Europe/London')",
        "public holidays of GB-ENG Europe/London",
    ),
    (
        Calendar.holidays("US", tz=NEW_YORK, substitutes="substitute"),
        "Calendar.holidays('US', tz='America/New_York', substitutes='substitute')",
        "public holidays of US (substitute days only) America/New_York",
    ),
    (
        EVE,
        "Calendar.dates({date(2026, 12, 24): 'Christmas Eve'}, hours='13:00-24:00', tz='Europe/London')",
        "2026-12-24 13:00-24:00 Europe/London",
    ),
    (CLOSED, "Calendar.dates([date(2026, 5, 14)], tz='Europe/London')", "2026-05-14 all day Europe/London"),
    (
        Calendar.weekly("Mon-Thu 22:00-06:00", tz=LONDON, skip=CLOSED),
        (
            "Calendar.weekly('Mon-Thu 22:00-06:00', tz='Europe/London', "
            "skip=Calendar.dates([date(2026, 5, 14)], tz='Europe/London'))"
        ),
        "Mon-Thu 22:00-06:00 Europe/London, leaving out shifts that start on 2026-05-14 all day Europe/London",
    ),
    (
        SPAN,
        "Calendar.spans([(datetime(2026, 5, 13, 10, 0, tzinfo=UTC), datetime(2026, 5, 13, 12, 0, tzinfo=UTC))])",
        "2026-05-13 10:00 UTC to 2026-05-13 12:00 UTC",
    ),
    (Calendar.always(), "Calendar.always()", "always"),
    (Calendar.never(), "Calendar.never()", "never"),
    (Calendar.since(START), "Calendar.since(datetime(2026, 5, 13, 10, 0, tzinfo=UTC))", "since 2026-05-13 10:00 UTC"),
    (Calendar.until(START), "Calendar.until(datetime(2026, 5, 13, 10, 0, tzinfo=UTC))", "until 2026-05-13 10:00 UTC"),
    (
        ~CLOSED,
        "~Calendar.dates([date(2026, 5, 14)], tz='Europe/London')",
        "always, except 2026-05-14 all day Europe/London",
    ),
    (
        OFFICE - ENGLAND,
        (
            "Calendar.weekly('Mon-Fri 09:00-17:00', tz='Europe/London') - "
            "Calendar.holidays('GB', subdiv='ENG', tz='Europe/London')"
        ),
        "Mon-Fri 09:00-17:00 Europe/London, except public holidays of GB-ENG Europe/London",
    ),
    (
        OFFICE & Calendar.since(START),
        (
            "Calendar.weekly('Mon-Fri 09:00-17:00', tz='Europe/London') & "
            "Calendar.since(datetime(2026, 5, 13, 10, 0, tzinfo=UTC))"
        ),
        "Mon-Fri 09:00-17:00 Europe/London within since 2026-05-13 10:00 UTC",
    ),
    (
        OFFICE.in_zone("UTC"),
        "Calendar.weekly('Mon-Fri 09:00-17:00', tz='Europe/London').in_zone('UTC')",
        "Mon-Fri 09:00-17:00 Europe/London",
    ),
    (Calendar.always().in_zone("UTC"), "Calendar.always().in_zone('UTC')", "always"),
]


@pytest.mark.parametrize(("calendar", "code", "prose"), WRITTEN, ids=[code for _, code, _ in WRITTEN])
def test_a_calendar_is_written_as_code_and_in_words(calendar, code, prose):
    assert repr(calendar) == code
    assert str(calendar) == prose
    assert eval(code, NAMES) == calendar  # noqa: S307


@pytest.mark.parametrize(
    "calendar",
    [
        ((OFFICE - ENGLAND) | SATURDAY) - SPAN,
        (OFFICE | CLOSED) & (SATURDAY | SPAN),
        ~(OFFICE | CLOSED | SPAN),
        ~Calendar.weekly("22:00-06:00", tz=LONDON, skip=[date(2026, 5, 14)]),
        OFFICE - OFFICE,
        (OFFICE | ~OFFICE) | SATURDAY,
        (OFFICE & SATURDAY) - (OFFICE & SATURDAY),
        (OFFICE | SATURDAY).in_zone("Asia/Tokyo"),
        OFFICE.in_zone("UTC") | SATURDAY.in_zone("Asia/Tokyo"),
        Calendar.never().in_zone(LONDON) | Calendar.never().in_zone(NEW_YORK),
        Calendar.until(START) | SPAN | Calendar.since(END),
        Calendar.dates([], tz=LONDON),
        Calendar.dates({date(2026, 12, 24): 'it\'s "Eve"'}, tz=LONDON),
        Calendar.since(datetime(2026, 5, 13, 10, 0, 0, 1, tzinfo=UTC)),
        Calendar.since(datetime(1, 1, 1, tzinfo=UTC)),
        Calendar.until(datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
    ],
    ids=str,
)
def test_code_rebuilds_the_calendar_zones_and_names_included(calendar):
    again = eval(repr(calendar), NAMES)  # noqa: S307
    assert again == calendar
    assert (again.tz, repr(again)) == (calendar.tz, repr(calendar))


def test_code_that_joins_the_same_zones_again_keeps_them():
    """What was written in two zones stays so, though nothing of either is left."""
    nothing = (OFFICE - OFFICE) | (SATURDAY - SATURDAY)
    assert nothing.tz is None
    assert repr(nothing) == (
        "Calendar.never() | Calendar.never().in_zone('America/New_York') | Calendar.never().in_zone('Europe/London')"
    )


def test_words_tell_long_lists_by_their_first_three():
    many = Calendar.dates([date(2026, 5, day) for day in range(1, 11)], tz=LONDON)
    assert str(many) == "2026-05-01, 2026-05-02, 2026-05-03 and 7 more all day Europe/London"
    four = Calendar.dates([date(2026, 5, day) for day in range(1, 5)], tz=LONDON)
    assert str(four) == "2026-05-01, 2026-05-02, 2026-05-03, 2026-05-04 all day Europe/London"
    assert repr(many).count("date(") == 10


def test_words_join_parts_by_what_they_mean():
    both = str(OFFICE | SATURDAY)
    assert both == "Sat 10:00-14:00 America/New_York or Mon-Fri 09:00-17:00 Europe/London"
    assert str((OFFICE - CLOSED) | SPAN) == (
        "2026-05-13 10:00 UTC to 2026-05-13 12:00 UTC or "
        "(Mon-Fri 09:00-17:00 Europe/London, except 2026-05-14 all day Europe/London)"
    )


def test_all_time_but_some_is_said_by_what_is_left_out():
    nine, five = datetime(2026, 1, 1, 9, tzinfo=UTC), datetime(2026, 1, 1, 17, tzinfo=UTC)
    told = "always, except 2026-01-01 09:00 UTC to 2026-01-01 17:00 UTC"
    assert str(~Calendar.spans([(nine, five)])) == told
