"""Example reports of a year, what they lead to, and the dates that matter to a package; 13 May 2026 is a Wednesday."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from slacalc import Calendar, Cover, Package, Promise, Scheme, Ticket, as_utc, deadlines
from slacalc.errors import InputError
from slacalc.instants import day_number, micros
from slacalc.samples import (
    Closure,
    Example,
    Named,
    Samples,
    calendars,
    closures,
    example_year,
    instant,
    plain_ticket,
    quiet_week,
    reckoned,
    reports,
    special_days,
    spread,
    wall,
    when,
)
from slacalc.windows import DAY, HOUR, NEVER
from tests.unit.calendars import ENGLAND, HOURS, LONDON, NEW_YORK, NIGHTS, OFFICE, ZONE, at

PRESET = Package.preset("p1-p4")


def closed(*days, name="", hours=OFFICE):
    return hours - Calendar.dates({date.fromisoformat(day): name for day in days}, tz=ZONE)


def texts(package, year=2026, most=None):
    return [when(report, package.tz) for report in reports([package], year)[:most]]


def monday(package, year):
    return date(1970, 1, 1) + timedelta(days=quiet_week([package], year))


# words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "tz", "text"),
    [
        (at("2026-05-13T16:30"), ZONE, "Wed 2026-05-13 16:30"),
        (at("2026-05-13T16:30"), NEW_YORK, "Wed 2026-05-13 11:30"),
        (at("2026-05-13T00:30"), NEW_YORK, "Tue 2026-05-12 19:30"),
        (at("2026-05-13T16:30:05"), ZONE, "Wed 2026-05-13 16:30:05"),
        (datetime(1, 1, 1, tzinfo=UTC), "UTC", "Mon 0001-01-01 00:00"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "UTC", "Fri 9999-12-31 23:59"),
    ],
)
def test_an_instant_is_told_by_the_wall_clock(moment, tz, text):
    assert when(micros(moment), tz) == text


def test_no_instant_is_told_as_none():
    assert when(NEVER, ZONE) == "none"


@pytest.mark.parametrize("text", ["2026-03-29T00:59", "2026-03-29T02:00", "2026-10-25T01:30", "2026-05-13T10:00"])
def test_the_wall_clock_is_read_and_set(text):
    asked = micros(at(text))
    assert instant(wall(asked, ZONE), ZONE) == asked


# an example ----------------------------------------------------------------------------------------------------------

WEDNESDAY = at("2026-05-13T16:30")
DUE = Named("response due", micros(at("2026-05-14T09:30")), ZONE)


def test_an_example_reads_well():
    example = Example(Ticket(reported_at=WEDNESDAY, priority="P1"), ZONE, (DUE, Named("resolution due", NEVER, ZONE)))
    assert str(example) == "P1 reported Wed 2026-05-13 16:30: response due Thu 2026-05-14 09:30, resolution due none"
    assert example.priority == "P1"
    assert example.reported_at.isoformat() == "2026-05-13T16:30:00+01:00"
    assert example.instants["resolution due"] is None
    assert example.to_dict() == {
        "priority": "P1",
        "reported_at": "2026-05-13T16:30:00+01:00",
        "events": [],
        "instants": {"response due": "2026-05-14T09:30:00+01:00", "resolution due": None},
    }


def test_an_example_tells_what_happened_after_the_report():
    ticket = Ticket.unlogged(WEDNESDAY, priority="P3").logged(at("2026-05-14T09:00"))
    ticket = ticket.paused(at("2026-05-14T10:00")).resumed(at("2026-05-14T11:00"))
    ticket = ticket.prioritised("P1", at("2026-05-14T12:00"))
    assert str(Example(ticket, ZONE)) == (
        "P3 reported Wed 2026-05-13 16:30, logged Thu 2026-05-14 09:00, paused Thu 2026-05-14 10:00, "
        "resumed Thu 2026-05-14 11:00, made P1 Thu 2026-05-14 12:00"
    )
    assert Example(ticket, ZONE).to_dict()["events"][0] == {"what": "logged", "at": "2026-05-14T09:00:00+01:00"}


def test_an_example_names_another_zone_and_no_priority():
    example = Example(Ticket(reported_at=WEDNESDAY), ZONE, (replace(DUE, tz=NEW_YORK),))
    assert str(example) == "reported Wed 2026-05-13 16:30: response due Thu 2026-05-14 04:30 America/New_York"


# what a calendar closes ----------------------------------------------------------------------------------------------


def told(calendar):
    return [str(closure) for closure in closures(calendar)]


def test_dates_that_touch_under_one_name_are_one_closure():
    days = closed("2026-12-24", "2026-12-25", "2026-12-26", "2026-12-28", name="Christmas")
    assert told(days) == ["Christmas, Thu 2026-12-24 to Sat 2026-12-26", "Christmas, Mon 2026-12-28"]


def test_dates_of_two_names_are_two_closures():
    both = closed("2026-12-24", name="Eve") - Calendar.dates({date(2026, 12, 25): "Day"}, tz=ZONE)
    assert told(both) == ["Eve, Thu 2026-12-24", "Day, Fri 2026-12-25"]


def test_a_part_of_a_date_and_a_span_are_closures_with_times():
    eve = OFFICE - Calendar.dates([date(2026, 12, 24)], hours="13:00-24:00", tz=ZONE)
    assert told(eve) == ["Thu 2026-12-24 13:00 to Thu 2026-12-24 24:00"]
    span = OFFICE - Calendar.spans([(at("2026-12-24T13:00"), at("2027-01-03T00:00"))])
    assert told(span) == ["Thu 2026-12-24 13:00 to Sat 2027-01-02 24:00"]


@pytest.mark.parametrize(
    "calendar",
    [
        OFFICE,
        HOURS,
        OFFICE | Calendar.dates([date(2026, 5, 16)], tz=ZONE),
        OFFICE & Calendar.since(at("2026-01-01T00:00")),
        OFFICE | Calendar.spans([(at("2026-05-16T10:00"), at("2026-05-16T14:00"))]),
    ],
)
def test_hours_and_extra_hours_are_no_closures(calendar):
    assert closures(calendar) == ()


def test_dates_that_shifts_skip_are_closures():
    nights = Calendar.weekly("Mon-Fri 22:00-06:00", tz=ZONE, skip=[date(2026, 12, 24)])
    assert told(nights) == ["Thu 2026-12-24"]


def test_the_calendars_of_a_package_are_named_once():
    own = Promise("1 working day", calendar=NIGHTS)
    package = PRESET.amend(priorities={"P1": {"resolution": own, "calendar": OFFICE}, "P2": {"calendar": NIGHTS}})
    assert calendars(package) == (PRESET.calendar, OFFICE, NIGHTS)


# the year ------------------------------------------------------------------------------------------------------------

BOOKED = Cover(at("2030-05-16T10:00"), at("2030-05-16T14:00"))


@pytest.mark.parametrize(
    ("package", "year"),
    [
        (PRESET, 2026),
        (PRESET.amend(calendar=closed("2028-12-31", "2029-01-01")), 2028),
        (PRESET.amend(calendar=closed("2028-12-31", "2024-01-01")), 2028),
        (PRESET.amend(calendar=closed("2028-12-31"), cover=[BOOKED]), 2030),
        (PRESET.amend(priorities={"P1": {"calendar": closed("2031-01-01")}}), 2031),
        (PRESET.amend(calendar=closed("9999-12-31")), 9999),
    ],
)
def test_the_year_is_that_of_the_last_closure_or_booking(package, year):
    assert example_year([package]) == year
    assert example_year([package], 2027) == 2027


def test_of_two_packages_the_later_year_counts():
    assert example_year([PRESET.amend(calendar=closed("2028-12-31")), PRESET.amend(cover=[BOOKED])]) == 2030


@pytest.mark.parametrize("year", [0, 10_000, True, 2026.0, "2026"])
def test_what_is_no_year_is_refused(year):
    with pytest.raises(InputError, match="write a whole number from 1 to 9999"):
        example_year([PRESET], year)


def test_special_days_are_holidays_closures_cover_clock_changes_and_the_ends_of_the_year():
    package = PRESET.amend(calendar=closed("2026-08-10", "2027-08-10", hours=HOURS), cover=[
        Cover(at("2026-05-16T22:00"), at("2026-05-18T02:00")), Cover(at("2027-05-16T10:00"), at("2027-05-16T14:00")),
    ])  # fmt: skip
    holidays = ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-26", "12-28"]
    others = ["03-29", "10-25", "05-16", "05-17", "05-18", "08-10", "12-31"]
    expected = sorted(day_number(date.fromisoformat(f"2026-{day}")) for day in holidays + others)
    assert special_days([package], 2026) == expected


def test_only_the_ends_of_a_booking_of_months_are_special():
    booking = Cover(at("2026-05-05T00:00"), at("2026-07-01T00:00"))
    assert monday(PRESET.amend(cover=[booking]), 2026) == date(2026, 5, 11)


@pytest.mark.parametrize(
    ("calendar", "year", "expected"),
    [
        (HOURS, 2026, date(2026, 5, 11)),
        (HOURS, 2027, date(2027, 5, 10)),
        (closed("2026-05-12", hours=HOURS), 2026, date(2026, 6, 1)),  # the week of the 18th runs into the 25th
        (closed("2026-05-24", hours=HOURS), 2026, date(2026, 6, 1)),
        (closed("2026-05-25", hours=OFFICE), 2026, date(2026, 5, 11)),
        (closed(*(f"2026-{month:02}-{day:02}" for month in range(5, 13) for day in (5, 12, 19, 26))), 2026,
         date(2026, 4, 20)),
        (closed(*(str(date(2026, 1, 1) + timedelta(days=day)) for day in range(365))), 2026, date(2026, 5, 11)),
    ],
)  # fmt: skip
def test_a_usual_week_has_nothing_special_in_it_nor_in_the_next(calendar, year, expected):
    assert monday(PRESET.amend(calendar=calendar), year) == expected


# reports -------------------------------------------------------------------------------------------------------------


def test_the_plainest_reports_come_first():
    assert texts(PRESET, most=4) == [
        "Wed 2026-05-13 10:00",
        "Wed 2026-05-13 16:30",
        "Thu 2026-05-14 10:00",
        "Thu 2026-05-14 16:30",
    ]
    assert all(HOURS.is_open(plain_ticket(report, "P1").reported_at) for report in reports([PRESET], 2026)[:80])


def test_every_half_hour_of_the_week_and_the_days_around_special_ones_are_there():
    found = set(texts(PRESET))
    assert {"Sat 2026-05-16 23:30", "Mon 2026-05-11 00:00", "Sun 2026-05-17 12:30"} <= found
    assert {"Thu 2026-04-02 16:30", "Fri 2026-05-22 16:30", "Sun 2026-03-29 23:00", "Thu 2026-12-31 10:00"} <= found
    assert {text[4:8] for text in found} == {"2026"}
    assert len(found) == len(texts(PRESET))


def test_openings_off_the_half_hour_are_there():
    assert "Wed 2026-05-13 08:50" in texts(PRESET.amend(calendar=Calendar.weekly("Mon-Fri 08:50-17:00", tz=ZONE)))
    own = PRESET.amend(priorities={"P1": {"calendar": Calendar.weekly("Mon-Fri 07:10-17:00", tz=ZONE)}})
    assert "Wed 2026-05-13 07:10" in texts(own)


def test_at_night_the_plain_reports_are_of_the_night():
    assert texts(PRESET.amend(calendar=NIGHTS), most=1) == ["Wed 2026-05-13 00:00"]


@pytest.mark.parametrize("year", [1, 1900, 2026, 9999])
def test_every_year_has_reports(year):
    assert len(reports([PRESET], year)) > 300


def test_a_package_of_many_priorities_is_tried_on_fewer_reports_of_every_kind():
    many = Package("many", Scheme({f"P{n}": {"response": "1 working hour"} for n in range(200)}), HOURS)
    found = texts(many)
    assert len(found) == 60
    assert found[0] == "Wed 2026-05-13 10:00"
    assert any(text.startswith("Sat") for text in found)
    assert any("2026-12" in text for text in found)


@pytest.mark.parametrize(("size", "most"), [(0, 4), (3, 4), (4, 4), (5, 4), (1_000, 90)])
def test_items_are_spread(size, most):
    found = spread(range(size), most)
    assert len(found) == min(size, most)
    assert list(found) == sorted(set(found))
    assert list(found[:1]) == list(range(size))[:1]


def test_spread_items_come_from_the_whole_range():
    assert list(spread(range(100), 8)) == [0, 1, 2, 18, 34, 51, 67, 83]


# what they lead to ---------------------------------------------------------------------------------------------------


def test_samples_are_the_deadlines_of_the_reports():
    tried = reports([PRESET], 2026)[::50]
    samples = Samples(PRESET, tried)
    for place, report in enumerate(tried):
        answer = deadlines(plain_ticket(report, "P2"), PRESET)
        assert samples.dues("P2", "resolution")[place] == micros(answer.resolution_due)
        assert as_utc(samples.example(place, "P2", "response due").instants["response due"]) == as_utc(
            answer.response_due
        )


def test_an_example_leaves_out_the_instants_that_there_are_not():
    samples = Samples(PRESET, [micros(WEDNESDAY)])
    example = samples.example(
        0, "P4", "response due", "resolution due", "resolution estimate", "resolution expected_from"
    )
    assert list(example.instants) == ["response due", "resolution estimate"]
    ranged = Samples(Package.preset("p1-p3"), [micros(WEDNESDAY)]).example(0, "P2", "resolution expected_from")
    assert list(ranged.instants) == ["resolution expected from"]


def test_what_is_out_of_reach_is_none():
    until = PRESET.amend(calendar=OFFICE & Calendar.until(at("2026-06-01T00:00")))
    early, late = (micros(at(text)) for text in ("2026-05-13T10:00", "2026-06-10T10:00"))
    assert reckoned(until, plain_ticket(late, "P1"), "response") is None
    samples = Samples(until, [early, late, late + HOUR, late + 2 * HOUR, early])
    assert samples.unreached("P1", "response") == 1
    assert [marks is None for marks in samples.marks("P1", "response")] == [False, True, True, True, True]
    assert Samples(until, [early]).unreached("P1", "response") is None


def test_a_calendar_that_is_never_open_is_not_asked_for_ever():
    never = Package(
        "n",
        Scheme({f"P{n}": {"response": f"{n + 1} working hours"} for n in range(100)}),
        Calendar.never().in_zone(ZONE),
    )
    samples = Samples(never, reports([never], 2026))
    missed = [samples.unreached(level.name, "response") for level in never.scheme.levels]
    assert missed[0] == 0
    assert missed.count(0) == 20
    assert set(missed) == {0, None}


def test_the_closures_of_a_date_are_whole_days():
    (closure,) = closures(closed("2026-12-24", name="Eve"))
    day = day_number(date(2026, 12, 24))
    assert closure == Closure(day * DAY, (day + 1) * DAY, "Eve")
    assert LONDON.key == ZONE
    assert closures(ENGLAND) == ()


def test_what_is_not_asked_is_told_from_what_is_out_of_reach():
    late = Package(
        "T", Scheme({"P1": {"response": "8 working hours"}}), OFFICE & Calendar.until(at("2026-05-14T00:00"))
    )
    early, after = (micros(at(text)) for text in ("2026-05-13T08:00", "2026-05-20T10:00"))
    samples = Samples(late, [after, after, after, early])
    assert samples.marks("P1", "response") == [None] * 4
    assert samples.asked("P1", "response") == 3
    assert Samples(late, [after, early]).asked("P1", "response") == 2
