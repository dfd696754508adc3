"""What the tables of a document mean: hours of one's own, unions, promises, faults that show when they are built."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from slacalc import Calendar, Package, Promise, Target, Ticket, as_utc, deadlines
from slacalc.errors import PackageError

LONDON, NEW_YORK = "Europe/London", "America/New_York"
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON)
ENGLAND = Calendar.holidays("GB", subdiv="ENG", tz=LONDON)
LEAST = {"schema": 1, "name": "Acme", "tz": LONDON, "hours": "Mon-Fri 09:00-17:00"}
PROMISES = {"P1": {"response": "8 working hours", "resolution": "1 working day"}}


def package(priorities=PROMISES, **said):
    return Package.model_validate({**LEAST, "priorities": priorities, **said})


def faults(priorities=PROMISES, **said):
    with pytest.raises(PackageError) as caught:
        Package.from_json(json.dumps({**LEAST, "priorities": priorities, **said}))
    return str(caught.value)


def london(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(LONDON))


# hours of one's own --------------------------------------------------------------------------------------------------


def test_a_priority_of_24_by_7_is_due_at_night():
    """T9: hours of its own take the place of the standard ones, holidays and closures included."""
    found = package(
        {"P1": {"hours": "24x7", "response": "8 working hours", "resolution": "2 working hours"}},
        holidays=["GB-ENG"],
    )
    christmas = deadlines(Ticket(reported_at=london("2026-12-25T20:00"), priority="P1"), found)
    assert as_utc(christmas.response_due) == london("2026-12-26T04:00")
    assert as_utc(christmas.resolution_due) == london("2026-12-25T22:00")


def test_hours_of_a_priority_are_those_of_its_promises_that_have_none():
    own = Calendar.weekly("Mon-Sat 08:00-20:00", tz=LONDON) - ENGLAND
    table = {"hours": "Mon-Sat 08:00-20:00", "holidays": ["GB-ENG"], "response": "1 hour"}
    table["resolution"] = {"target": "1 working day", "hours": "24x7"}
    level = package({"P1": table}).scheme.priorities["P1"]
    assert level.calendar == own
    assert (level.response.calendar, level.resolution.calendar) == (None, Calendar.always())


def test_hours_of_ones_own_may_be_read_by_another_clock():
    """Monday 11 May 2026, 09:00 in New York is 14:00 in London."""
    found = package({"P1": {"tz": NEW_YORK, "hours": "Mon-Fri 09:00-17:00", "response": "1 hour"}})
    due = deadlines(Ticket(reported_at=london("2026-05-11T10:00"), priority="P1"), found).response_due
    assert as_utc(due) == london("2026-05-11T15:00")
    assert due.timezone_name == NEW_YORK


def test_closures_of_ones_own_belong_to_hours_of_ones_own():
    closed = {"closures": [{"name": "Move", "from": "2026-05-11", "to": "2026-05-12"}]}
    level = package({"P1": {"hours": "24x7", "response": "1 hour", **closed}}).scheme.priorities["P1"]
    assert level.calendar == Calendar.always() - Calendar.dates({date(2026, 5, 11), date(2026, 5, 12)}, tz=LONDON)


@pytest.mark.parametrize("own", [{"tz": NEW_YORK}, {"holidays": ["FR"]}])
def test_what_belongs_to_hours_is_refused_without_them(own):
    assert "priorities.P1: tz, holidays and closures here belong to hours of its own" in faults(
        {"P1": {"response": "1 hour", **own}}
    )


# calendars combined --------------------------------------------------------------------------------------------------

WEST = {"tz": NEW_YORK, "hours": "Mon-Fri 09:00-17:00"}
WESTERN = Calendar.weekly("Mon-Fri 09:00-17:00", tz=NEW_YORK)


@pytest.mark.parametrize(
    ("hours", "calendar"),
    [
        ({"any": ["Mon-Fri 09:00-17:00", WEST]}, (OFFICE | WESTERN)),
        ({"all": ["Mon-Fri 09:00-17:00", WEST]}, (OFFICE & WESTERN)),
        ({"any": ["Mon-Fri 09:00-17:00", WEST], "except": [{"region": "GB-ENG"}]}, (OFFICE | WESTERN) - ENGLAND),
        ({"tz": NEW_YORK, "any": ["Mon-Fri 09:00-17:00"]}, WESTERN),
        (
            {"hours": "Mon-Thu 22:00-06:00", "skip": ["GB-ENG", {"dates": ["2026-05-11"]}]},
            Calendar.weekly(
                "Mon-Thu 22:00-06:00", tz=LONDON, skip=ENGLAND | Calendar.dates([date(2026, 5, 11)], tz=LONDON)
            ),
        ),
        (
            {"dates": ["2026-05-11", {"date": date(2026, 5, 12), "name": "Fair"}], "hours": "10:00-12:00"},
            Calendar.dates([date(2026, 5, 11), date(2026, 5, 12)], hours="10:00-12:00", tz=LONDON),
        ),
        (
            {"spans": [{"from": "2026-05-11T10:00", "to": "2026-05-11T11:00:00Z"}, {"to": "2020-01-01T00:00"}]},
            Calendar.spans([(london("2026-05-11T10:00"), datetime(2026, 5, 11, 11, tzinfo=UTC))])
            | Calendar.until(london("2020-01-01T00:00")),
        ),
        ({"spans": [{"from": "2026-05-11T10:00"}]}, Calendar.since(london("2026-05-11T10:00"))),
        ({"spans": [{}]}, Calendar.always()),
        (
            {"region": "US", "substitutes": "actual", "tz": NEW_YORK},
            Calendar.holidays("US", tz=NEW_YORK, substitutes="actual"),
        ),
        ("never", Calendar.never()),
    ],
    ids=lambda value: str(value)[:40],
)
def test_hours_may_be_a_table_that_combines_calendars(hours, calendar):
    assert package(hours=hours).calendar == calendar.in_zone(LONDON)


def test_the_sun_is_followed_across_zones():
    """09:00-17:00 in London, New York and Singapore, each with its own holidays; Friday 4 July 2025 is one in New York
    only for its own desk: London answers until 17:00 (16:00 UTC) and nobody until Singapore's Monday."""
    desks = [
        {"hours": "Mon-Fri 09:00-17:00", "holidays": ["GB-ENG"]},
        {**WEST, "holidays": ["US"]},
        {"tz": "Asia/Singapore", "hours": "Mon-Fri 09:00-17:00", "holidays": ["SG"]},
    ]
    hours = package(hours={"any": desks}).calendar
    assert as_utc(hours.next_close(datetime(2025, 7, 4, 12, tzinfo=UTC))) == datetime(2025, 7, 4, 16, tzinfo=UTC)
    assert as_utc(hours.next_open(datetime(2025, 7, 4, 16, tzinfo=UTC))) == datetime(2025, 7, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({}, "hours: write one of hours, any, all, region, dates or spans: here is none"),
        (
            {"any": ["24x7"], "all": ["24x7"]},
            "hours: write one of hours, any, all, region, dates or spans: not any and all",
        ),
        ({"any": []}, "hours.any: write at least one entry"),
        ({"any": ["Mon-Fri 9-17"]}, "hours.any.0: '9' is no time of day"),
        ({"any": [{"hours": "24x7", "tz": "Europe/Lundon"}]}, "hours.any.0.tz: unknown time zone 'Europe/Lundon'"),
        ({"any": [5]}, "hours.any.0: write the week in words"),
        ({"region": "GB"}, "hours.region: without a subdivision GB lacks"),
        ({"dates": ["11/05/2026"]}, "hours.dates.0: write a date such as 2026-12-24"),
        ({"dates": ["2026-05-11T10:00"]}, "hours.dates.0: write a date without a time"),
        (
            {"dates": ["2026-05-11"], "hours": "Mon-Fri 09:00-17:00"},
            "hours: cannot read the hours 'Mon-Fri 09:00-17:00'",
        ),
        ({"any": ["24x7"], "skip": ["DE"]}, "hours: skip belongs to hours"),
        ({"hours": "Mon-Fri 09:00-17:00", "skip": [{"hours": "24x7"}]}, "hours: skip= takes dates"),
        ({"spans": [{"from": "2026-05-11T10:00", "to": "2026-05-11T09:00"}]}, "hours.spans.0: a span from"),
        ({"spans": [{"from": "2026-05-11T10:00Z", "to": "2026-05-11T10:30"}]}, "hours.spans.0: the span from"),
        ({"any": ["24x7"], "excpt": []}, "hours.excpt: there is no such key: did you mean 'except'?"),
        (["24x7"], "hours: write the week in words"),
        ("Mon-Fri", "hours: no times after 'Mon-Fri'"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_fault_in_combined_hours_is_told_with_its_path(hours, said):
    assert f"\n  {said}" in faults(hours=hours)


# promises ------------------------------------------------------------------------------------------------------------


def test_a_promise_may_be_written_out():
    table = {"target": "2 working days", "commitment": "aim", "estimate": "1 working day", "thresholds": [50, 100]}
    found = package({"P1": {"response": table}}).scheme.priorities["P1"].response
    assert found == Promise("2 working days", "aim", "1 working day", None, (50, 100))


def test_an_estimate_alone_is_a_promise_without_a_deadline():
    found = package({"P1": {"resolution": {"estimate": "10 working days"}}}).scheme.priorities["P1"].resolution
    assert found == Promise.parse("usually within 10 working days")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "a promise needs a target or an estimate"),
        ({"target": "aim: 1 hour"}, "that belongs to a promise"),
        ({"target": "1 hour", "commitment": "ame"}, "P1.response.commitment: did you mean 'aim'?"),
        ({"target": "1 hour", "thresholds": [75.5]}, "write whole percents"),
        ({"target": "1 hour", "thresholds": [True]}, "write whole percents"),
        ({"target": "1 hour", "estimate": "by agreement"}, "estimates nothing"),
    ],
)
def test_a_promise_that_makes_no_sense_is_refused(table, said):
    assert said in faults({"P1": {"response": table}})


# the rest ------------------------------------------------------------------------------------------------------------


def test_a_package_says_with_how_much_notice_cover_is_booked():
    found = package(notice="5 working days", description="For everyone.")
    assert (found.notice, found.description) == (Target.parse("5 working days"), "For everyone.")


@pytest.mark.parametrize("notice", ["same day", "by agreement", "1 wroking day", 5, "1-2 days"])
def test_a_notice_is_a_length_of_time(notice):
    assert "notice" in faults(notice=notice)


def test_faults_that_show_when_it_is_built_are_told_all_at_once():
    """Both begin on one clock and end on another, so that only instants can be compared."""
    said = faults(
        cover=[
            {"from": "2026-05-16T10:00", "to": "2026-05-16T14:00"},
            {"from": "2026-05-16T10:00", "to": "2026-05-16T08:00:00Z"},
        ],
        closures=[{"name": "Move", "from": "2026-05-16T10:00", "to": "2026-05-16T08:00:00Z"}],
    )
    assert said.startswith("the document has 2 fault(s)")
    assert "\n  cover.1: cover from " in said
    assert "\n  closures.0: the span from " in said


def test_closed_dates_are_counted_over_the_whole_document():
    """Each list alone would pass."""
    closed = [{"name": "shut", "from": "1000-01-01", "to": "1200-01-01"}]
    priorities = {f"P{n}": {"hours": "24x7", "closures": closed, "response": "1 hour"} for n in range(1, 3)}
    assert "closed dates in one document are too many: at most 100000" in faults(priorities)


def test_combined_calendars_are_counted_over_the_whole_document():
    """Each list alone would pass, however deep it stands."""
    assert "2505 calendars combined in one document are too many: at most 2000" in faults(
        hours={"any": [{"any": ["24x7"] * 500}] * 5}
    )
