"""A package in plain English; 13 May 2026 is a Wednesday, 25 May a public holiday in England."""

from datetime import date

import pytest

from slacalc import Calendar, Cover, Handling, Package, Promise, Scheme
from slacalc.description import (
    WIDTH,
    cover_text,
    describe,
    holiday_texts,
    region_text,
    regions,
    week_windows,
    week_words,
)
from slacalc.errors import InputError
from slacalc.instants import day_number
from slacalc.wording import choice
from tests.unit.calendars import ENGLAND, HOURS, NEW_YORK, NIGHTS, OFFICE, ZONE, at

P3, P4 = Package.preset("p1-p3"), Package.preset("p1-p4")
BOOKED = Cover(at("2026-05-16T10:00"), at("2026-05-16T14:00"), booked_at=at("2026-05-08T11:00"), name="SO-1182")


def lines(package, **year):
    return [line.strip() for line in describe(package, **year).splitlines()]


def section(package, heading):
    parts = [part.splitlines() for part in describe(package).split("\n\n")]
    return next((part[1:] for part in parts if part[0] == heading), None)


def test_a_preset_from_end_to_end():
    assert describe(P4).splitlines()[:4] == [
        "p1-p4",
        "Service unavailable, blocker, workaround available, and requests for change",
        "",
        "Hours",
    ]
    assert section(P4, "Priorities") == [
        "  P1: Service unavailable",
        "    Response: 8 working hours.",
        "    Resolution: 1 working day.",
        "  P2: Blocker",
        "    Response: 8 working hours.",
        "    Resolution: 3 working days.",
        "  P3: Workaround available",
        "    Response: 8 working hours.",
        "    Resolution: 40 working days.",
        "  P4: Request for change (may be chargeable) (chargeable)",
        "    Response: 8 working hours.",
        "    Resolution: by agreement; usually within 10 working days, which is an estimate and no deadline.",
    ]
    assert section(P4, "How the words are read") == [
        "  8 working hours: 8 hours of working time, inside the hours.",
        "  1 working day: the close of the 1st working day after the day on which the clock starts.",
        "  3 working days: the close of the 3rd working day after the day on which the clock starts.",
        "  40 working days: the close of the 40th working day after the day on which the clock starts.",
        "  by agreement: no deadline until one is agreed.",
        "  10 working days: the close of the 10th working day after the day on which the clock starts.",
    ]
    assert section(P4, "What happens to the clocks") == [
        "  The clocks start when a ticket is logged where that is recorded, else when it is reported.",
        "  While a ticket waits, the clock of its resolution stops.",
        "  After a change of priority the new resolution target is measured from the report.",
        "  When a ticket is reopened, the time for which it was resolved counts like a pause.",
        "  Handing a ticket to a bug tracker ends its clocks with a verdict of its own.",
    ]
    assert section(P4, "Assumptions") == [
        "  - public holidays of England are not worked: the contract does not mention them"
    ]


def test_the_worked_examples():
    assert section(P3, "Examples")[:10] == [
        "  P1",
        "    reported              response due          resolution due",
        "    Wed 2026-05-13 10:00  Wed 2026-05-13 11:00  Wed 2026-05-13 17:00",
        "    Fri 2026-05-15 16:30  Mon 2026-05-18 09:30  Fri 2026-05-15 17:00",
        "    Sat 2026-05-16 11:00  Mon 2026-05-18 10:00  Mon 2026-05-18 17:00",
        "    Fri 2026-05-22 16:30  Tue 2026-05-26 09:30  Fri 2026-05-22 17:00",
        "  P2",
        "    reported              response due          resolution expected from  resolution due",
        "    Wed 2026-05-13 10:00  Wed 2026-05-13 11:00  Thu 2026-05-14 17:00      Fri 2026-05-15 17:00",
        "    Fri 2026-05-15 16:30  Mon 2026-05-18 09:30  Mon 2026-05-18 17:00      Tue 2026-05-19 17:00",
    ]
    assert section(P4, "Examples")[-5:-3] == [
        "    reported              response due          resolution estimate",
        "    Wed 2026-05-13 10:00  Thu 2026-05-14 10:00  Thu 2026-05-28 17:00",
    ]


def test_the_day_before_a_long_weekend_is_the_next_one():
    def reported(package, **year):
        return [line.split("  ")[0] for line in lines(package, **year) if line.startswith(("Fri", "Thu", "Wed"))]

    assert "Thu 2027-12-23 16:30" not in reported(P4, year=2027)
    assert "Fri 2027-05-28 16:30" in reported(P4, year=2027)
    closed = Calendar.dates([date(2026, 6, 5), date(2026, 6, 8)], tz=ZONE)
    assert "Thu 2026-06-04 16:30" in reported(P4.amend(calendar=OFFICE - closed))
    assert [text[:14] for text in reported(P4.amend(calendar=OFFICE))[:2]] == ["Wed 2026-05-13", "Fri 2026-05-15"]
    assert not any(text.endswith("-22 16:30") for text in reported(P4.amend(calendar=OFFICE)))


# hours ---------------------------------------------------------------------------------------------------------------


def test_hours_holidays_closures_and_cover():
    closed = Calendar.spans([(at("2026-12-24T13:00"), at("2027-01-03T00:00"))])
    package = P4.amend(calendar=HOURS - closed, cover=[BOOKED], notice="5 working days")
    told = " ".join(line.strip() for line in section(package, "Hours"))
    assert told.startswith("Mon-Fri 09:00-17:00 in a usual week, by the clock of Europe/London. Closed on the public ")
    assert "Closed on the public holidays of GB-ENG. In 2026: Thu 2026-01-01 New Year's Day, Fri 2026-04-03 " in told
    assert told.endswith(
        "Closed besides: Thu 2026-12-24 13:00 to Sat 2027-01-02 24:00. "
        'Cover booked: "SO-1182", Sat 2026-05-16 10:00 to Sat 2026-05-16 14:00, booked Fri 2026-05-08 11:00. '
        "Cover is to be booked 5 working days before it begins."
    )


@pytest.mark.parametrize(
    ("calendar", "words"),
    [
        (OFFICE, "Mon-Fri 09:00-17:00"),
        (HOURS, "Mon-Fri 09:00-17:00"),
        (NIGHTS, "Mon-Fri 22:00-06:00"),
        (Calendar.weekly("Sun-Thu 22:00-06:00", tz=ZONE), "Mon-Thu,Sun 22:00-06:00"),
        (Calendar.weekly("Mon-Fri 09:00-17:00", tz=NEW_YORK).in_zone(ZONE), "Mon-Fri 14:00-22:00"),
        (Calendar.always().in_zone(ZONE), "Mon-Sun 00:00-24:00"),
        (Calendar.never().in_zone(ZONE), ""),
    ],
)
def test_a_week_in_words(calendar, words):
    assert week_words(week_windows(calendar, ZONE, day_number(date(2026, 5, 11)))) == words


def test_hours_that_a_week_does_not_say_are_written_in_full():
    extra = OFFICE | Calendar.dates([date(2026, 5, 23)], hours="10:00-14:00", tz=ZONE)
    assert any(line.startswith("Written in full: ") for line in lines(P4.amend(calendar=extra)))
    assert not any(line.startswith("Written in full: ") for line in lines(P4))
    assert "Never open in a usual week, by the clock of UTC." in lines(
        P4.amend(calendar=Calendar.never().in_zone("UTC"))
    )


def test_regions_and_their_holidays():
    actual = Calendar.holidays("US", tz=ZONE, substitutes="actual")
    assert {region_text(region) for region in regions(HOURS - actual)} == {"GB-ENG", "US (actual days only)"}
    assert regions(OFFICE | ENGLAND) == ()
    assert holiday_texts(HOURS, 2026)[day_number(date(2026, 4, 6))] == "Mon 2026-04-06 Easter Monday"
    assert holiday_texts(OFFICE, 2026) == {}


def test_a_booking_in_words():
    assert cover_text(BOOKED, ZONE) == (
        '"SO-1182", Sat 2026-05-16 10:00 to Sat 2026-05-16 14:00, booked Fri 2026-05-08 11:00'
    )
    plain = Cover(at("2026-05-16T10:00"), at("2026-05-16T14:00"), chargeable=False)
    assert cover_text(plain, "UTC") == "Sat 2026-05-16 09:00 to Sat 2026-05-16 13:00, not chargeable"


# promises and choices ------------------------------------------------------------------------------------------------


def test_what_a_promise_has_of_its_own():
    promise = Promise("4 hours", commitment="aim", calendar=Calendar.always().in_zone(ZONE), thresholds=(50, 90))
    level = {"title": "", "description": "All of it", "response": promise, "calendar": NIGHTS}
    assert section(Package("T", Scheme({"P1": level}), HOURS), "Priorities") == [
        "  P1",
        "    All of it",
        "    Hours of its own: Mon-Fri 22:00-06:00 Europe/London.",
        "    Response: 4 hours, an aim; in hours of its own (always); at risk from 50 % of its time on.",
        "    Resolution: nothing is promised.",
    ]


@pytest.mark.parametrize(("field", "values"), Handling.VALUES.items())
def test_every_choice_of_a_handling_has_its_own_sentence(field, values):
    said = [choice(field, value) for value in values]
    assert len(set(said)) == len(values)
    assert all(sentence.endswith(".") for sentence in said)
    if field != "update":  # no priority promises updates
        for value, sentence in zip(values, said, strict=True):
            assert lines(P4.amend(handling={field: value})).count(sentence) == 1


@pytest.mark.parametrize(
    ("pauses", "sentence"),
    [
        ([], "While a ticket waits, its clocks run on."),
        (["response"], "While a ticket waits, the clock of its response stops."),
        (["response", "resolution"], "While a ticket waits, the clock of its response and resolution stops."),
    ],
)
def test_what_a_pause_stops(pauses, sentence):
    assert sentence in lines(P4.amend(handling={"pauses": pauses}))


def test_no_heading_stands_without_words():
    assert section(P3, "Assumptions") is None
    assert describe(P3.amend(description="")).startswith("p1-p3\n\nHours\n")


# the text ------------------------------------------------------------------------------------------------------------


def test_an_instant_stays_on_one_line():
    told = describe(
        P4.amend(
            cover=[BOOKED] + [Cover(at(f"2026-05-{day}T18:00"), at(f"2026-05-{day}T19:30")) for day in range(18, 30)]
        )
    )
    for line in told.splitlines():
        assert not line.rstrip().endswith(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    assert " and 1 more." in told


def test_long_words_are_broken():
    long = P4.amend(name="x" * 250, description="word " * 60, assumptions=["y" * 250])
    assert max(map(len, describe(long).splitlines())) <= WIDTH


def test_dates_in_many_columns_become_sentences():
    wide = {"response": "1-2 hours; usually within 1 hour", "resolution": "2-3 days; usually within 1 day"}
    told = describe(Package("T", Scheme({"P1": wide}), HOURS))
    assert "    reported Wed 2026-05-13 10:00, response expected from Wed 2026-05-13 11:00, response due" in told
    assert max(map(len, told.splitlines())) <= WIDTH


def test_what_is_out_of_reach_is_told():
    assert "Wed 2026-05-13 10:00, response out of reach, resolution out of reach" in lines(
        P4.amend(calendar=Calendar.never().in_zone(ZONE))
    )


def test_another_zone_is_told():
    own = Promise("1 working day", calendar=Calendar.weekly("Mon-Fri 09:00-17:00", tz=NEW_YORK))
    told = describe(P4.amend(priorities={"P1": {"resolution": own}}))
    assert "    Wed 2026-05-13 10:00  Thu 2026-05-14 10:00  Thu 2026-05-14 17:00 America/New_York" in told


@pytest.mark.parametrize("wrong", [None, "p1-p4", P4.scheme])
def test_what_is_no_package_is_refused(wrong):
    with pytest.raises(InputError, match="is no package"):
        describe(wrong)


@pytest.mark.parametrize("year", [1, 2100, 9999])
@pytest.mark.parametrize(
    "hours",
    [
        HOURS,
        ENGLAND,
        Calendar.never().in_zone(ZONE),
        Calendar.always().in_zone("Pacific/Apia"),
        Calendar.spans([(at("2026-05-13T09:00"), at("2026-05-13T17:00"))]).in_zone(ZONE),
        (OFFICE | Calendar.weekly("Mon-Fri 09:00-17:00", tz="Asia/Tokyo")).in_zone("UTC"),
        OFFICE - Calendar.dates([date(9999, 12, 31)], tz=ZONE),
    ],
    ids=str,
)
def test_any_hours_are_described(hours, year):
    assert describe(P4.amend(calendar=hours), year=year).endswith("\n")


def test_the_first_threshold_is_told_where_it_is_another():
    promise = Promise(Promise.parse("1 working hour").target, thresholds=(50, 90))
    told = describe(Package("x", Scheme({"P1": {"response": promise}}), HOURS), year=2026)
    assert "Response: 1 working hour; at risk from 50 % of its time on." in told


def test_a_promise_may_be_no_more_than_an_estimate():
    told = describe(Package("x", Scheme({"P1": {"resolution": "usually within 2 days"}}), HOURS), year=2026)
    assert "Resolution: usually within 2 days, which is an estimate and no deadline." in told
