"""What changes from one package to another; 13 May 2026 is a Wednesday, 25 May a public holiday in England."""

import json
from datetime import date, timedelta

import pytest

from slacalc import Calendar, Cover, Handling, Package, Promise, Reading, Scheme
from slacalc.differences import diff
from slacalc.errors import InputError
from tests.unit.calendars import ENGLAND, HOURS, NEW_YORK, OFFICE, ZONE, at

P3, P4 = Package.preset("p1-p3"), Package.preset("p1-p4")
SCOTLAND = Calendar.holidays("GB", subdiv="SCT", tz=ZONE)
UNSEEN = ", which changes no date of the example reports."


def weekly(hours, tz=ZONE):
    return Calendar.weekly(hours, tz=tz)


def told(old, new, **year):
    """Return each change with its path, its sentence and its example, in one line."""
    return [
        f"{change.path} | {change.sentence}" + (f" | {change.example}" if change.example else "")
        for change in diff(old, new, **year)
    ]


def only(old, new, **year):
    (line,) = told(old, new, **year)
    return line


# nothing -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("package", [P3, P4, P4.amend(calendar=Calendar.never().in_zone(ZONE))])
def test_equal_packages_do_not_differ(package):
    assert diff(package, package) == ()
    assert diff(package, package.amend()) == ()


def test_names_of_closed_dates_make_no_difference():
    days = [Calendar.dates({date(2026, 12, 24): name}, tz=ZONE) for name in ("Eve", "Christmas Eve")]
    assert diff(P4.amend(calendar=HOURS - days[0]), P4.amend(calendar=HOURS - days[1])) == ()


# the package ---------------------------------------------------------------------------------------------------------


def test_texts():
    new = P4.amend(name="Gold", description="For those who pay", notice="5 working days", assumptions=["a", "b"])
    old = P4.amend(description="")
    assert told(old, new) == [
        "name | Name: p1-p4 becomes Gold.",
        "description | Description: nothing becomes For those who pay.",
        "notice | Notice of cover: nothing becomes 5 working days.",
        ('assumptions | Assumption taken away: "public holidays of England are not worked: the contract does not '
        'mention them".'),
        'assumptions | Assumption added: "a".',
        'assumptions | Assumption added: "b".',
    ]  # fmt: skip
    assert told(new, new.amend(assumptions=["b", "a"])) == ["assumptions | The assumptions stand in another order."]


def test_the_zone_and_its_hours():
    tz, hours = told(P4.amend(calendar=OFFICE), P4.amend(calendar=weekly("Mon-Fri 09:00-17:00", NEW_YORK)))
    assert tz == "tz | Zone: Europe/London becomes America/New_York."
    assert hours == (
        "hours | Hours: Mon-Fri 09:00-17:00 Europe/London becomes Mon-Fri 09:00-17:00 America/New_York. | "
        "P1 reported Wed 2026-05-13 10:00: old response due Thu 2026-05-14 10:00, "
        "new response due Wed 2026-05-13 17:00 America/New_York"
    )


# hours ---------------------------------------------------------------------------------------------------------------


def test_the_hours_of_a_usual_week():
    new = weekly("Mon-Fri 09:00-12:30,13:30-17:00; Sat 10:00-14:00") - ENGLAND
    assert only(P4, P4.amend(calendar=new)) == (
        "hours | Hours of a usual week: opens Sat 10:00-14:00; closes Mon-Fri 12:30-13:30. | P1 reported "
        "Wed 2026-05-13 10:00: old response due Thu 2026-05-14 10:00, new response due Thu 2026-05-14 11:00"
    )
    assert "opens Mon-Fri 12:30-13:30; closes Sat 10:00-14:00" in only(P4.amend(calendar=new), P4)


def test_public_holidays_are_named_and_shown_by_themselves():
    new = P4.amend(calendar=weekly("Mon-Fri 09:00-12:30,13:30-17:00") - SCOTLAND)
    hours, holidays = told(P4, new)
    assert hours.startswith("hours | Hours of a usual week: closes Mon-Fri 12:30-13:30. | P1 reported Wed 2026-0")
    said, example = holidays.split(" | ")[1:]
    assert said.startswith("Public holidays: GB-ENG becomes GB-SCT; closed in 2026 on Fri 2026-01-02 ")
    assert "no longer in 2026 on Mon 2026-04-06 Easter Monday, Mon 2026-08-31 " in said
    assert example == (
        "P1 reported Fri 2026-01-02 10:00: old response due Mon 2026-01-05 10:00, new response due Tue 2026-01-06 10:00"
    )


def test_public_holidays_that_come_and_go():
    assert "Public holidays: none becomes GB-ENG; closed in 2026 on Thu 2026-01-01 " in only(
        P4.amend(calendar=OFFICE), P4
    )
    assert "Public holidays: GB-ENG becomes none; no longer in 2026 on Thu 2026-01-01 " in only(
        P4, P4.amend(calendar=OFFICE)
    )


def test_closures():
    closed = Calendar.dates({date(2026, 12, day): "Christmas" for day in (29, 30, 31)}, tz=ZONE)
    new = P4.amend(calendar=HOURS - closed)
    assert only(P4, new) == (
        "closures | Closures: added Christmas, Tue 2026-12-29 to Thu 2026-12-31. | "
        "P1 reported Thu 2026-12-24 10:00: old response due Tue 2026-12-29 10:00, "
        "new response due Mon 2027-01-04 10:00"
    )
    assert "Closures: taken away Christmas, Tue 2026-12-29 to Thu 2026-12-31." in only(new, P4)


def test_hours_that_are_written_otherwise():
    added = P4.amend(calendar=HOURS | Calendar.dates([date(2026, 5, 16)], hours="10:00-14:00", tz=ZONE))
    line = only(P4, added)
    assert line.startswith("hours | Hours: Mon-Fri 09:00-17:00 Europe/London, except public holidays of GB-ENG ")
    assert line.endswith("P1 reported Fri 2026-05-15 10:00: old response due Mon 2026-05-18 10:00, "
                         "new response due Sat 2026-05-16 11:00")  # fmt: skip


# cover ---------------------------------------------------------------------------------------------------------------

BOOKED = Cover(at("2026-05-16T10:00"), at("2026-05-16T14:00"), booked_at=at("2026-05-08T11:00"), name="SO-1182")


def test_cover():
    added = P4.amend(cover=[BOOKED])
    assert only(P4, added) == (
        'cover | Cover added: "SO-1182", Sat 2026-05-16 10:00 to Sat 2026-05-16 14:00, booked Fri 2026-05-08 11:00. | '
        "P1 reported Fri 2026-05-15 10:00: old response due Mon 2026-05-18 10:00, "
        "new response due Sat 2026-05-16 11:00"
    )
    assert only(added, P4).startswith('cover | Cover taken away: "SO-1182", Sat 2026-05-16 10:00 ')


def test_cover_that_adds_nothing_changes_no_date():
    idle = Cover(at("2026-05-13T10:00"), at("2026-05-13T12:00"), chargeable=False)
    assert only(P4, P4.amend(cover=[idle])) == (
        f"cover | Cover added: Wed 2026-05-13 10:00 to Wed 2026-05-13 12:00, not chargeable{UNSEEN}"
    )


def test_many_bookings_are_counted():
    booked = [Cover(at(f"2026-05-16T{hour:02}:00"), at(f"2026-05-16T{hour:02}:30")) for hour in range(8)]
    assert " and 3 more. | " in only(P4, P4.amend(cover=booked))


# priorities ----------------------------------------------------------------------------------------------------------


def p2(resolution, package=P4):
    return package.amend(priorities={"P2": {"resolution": resolution}})


def test_words():
    assert only(P4, p2("2 working days")) == (
        "priorities.P2.resolution | P2 resolution: 3 working days becomes 2 working days. | P2 reported "
        "Wed 2026-05-13 10:00: old resolution due Mon 2026-05-18 17:00, new resolution due Fri 2026-05-15 17:00"
    )


def test_other_words_for_the_same_deadlines_say_so():
    assert only(p2("5 working days"), p2("1 working week")) == (
        f"priorities.P2.resolution | P2 resolution: 5 working days becomes 1 working week{UNSEEN}"
    )


def test_other_words_are_told_by_themselves_among_other_changes():
    reading = {"working_day": "same_time"}
    lines = told(p2("5 working days"), p2("1 working week", P4.amend(reading=reading)))
    assert lines[0] == f"priorities.P2.resolution | P2 resolution: 5 working days becomes 1 working week{UNSEEN}"
    assert lines[1].startswith("reading.working_day | Reading of working_day: close becomes same_time. | P1 reported")


def test_a_range_is_shown_by_the_mark_that_moves():
    assert only(p2("1-3 working days"), p2("2-3 working days")).endswith(
        "P2 reported Wed 2026-05-13 10:00: old resolution expected from Thu 2026-05-14 17:00, "
        "new resolution expected from Fri 2026-05-15 17:00"
    )


@pytest.mark.parametrize(
    ("promise", "path", "sentence", "marks"),
    [
        (None, "", ": 3 working days becomes nothing.", "due none"),
        ("by agreement", "", ": 3 working days becomes by agreement.", "due none"),
        ("aim: 3 working days", ".commitment", ": a contract target becomes an aim.", None),
        ("3 working days; usually within 2 working days", ".estimate",
         " estimate: nothing becomes 2 working days.", "estimate Fri 2026-05-15 17:00"),
        (Promise("3 working days", thresholds=(50, 90)), ".thresholds",
         " at risk at: 75 % becomes 50 %, 90 %.", None),
        (Promise("3 working days", calendar=weekly("Mon-Sun 09:00-17:00")), ".calendar",
         " hours of its own: nothing becomes Mon-Sun 09:00-17:00 Europe/London.", "due Sat 2026-05-16 17:00"),
    ],
)  # fmt: skip
def test_each_part_of_a_promise(promise, path, sentence, marks):
    (change,) = diff(P4, p2(promise))
    assert change.path == f"priorities.P2.resolution{path}"
    assert change.sentence == f"P2 resolution{sentence}"
    assert (change.example is None) is (marks is None)
    assert marks is None or str(change.example).endswith(f"new resolution {marks}")


def test_each_term_of_a_priority():
    new = P4.amend(priorities={"P1": {"title": "Down", "description": "All of it", "chargeable": True,
                                      "calendar": weekly("Mon-Sun 00:00-24:00")}})  # fmt: skip
    assert told(P4, new) == [
        "priorities.P1.title | P1 title: Service unavailable becomes Down.",
        "priorities.P1.description | P1 description: nothing becomes All of it.",
        "priorities.P1.chargeable | P1 chargeable: no becomes yes.",
        ("priorities.P1.calendar | P1 hours of its own: nothing becomes always. | P1 reported Wed 2026-05-13 10:00: "
        "old response due Thu 2026-05-14 10:00, new response due Wed 2026-05-13 18:00"),
    ]  # fmt: skip


def test_ranks():
    swapped = P4.amend(priorities={"P1": {"rank": 9}})
    assert only(P4, swapped) == "priorities.P1.rank | P1 rank: 1 becomes 9."


def test_priorities_that_come_and_go():
    new = P4.amend(priorities={"P0": {"response": "1 working hour"}, "P9": {"title": "For later"}})
    assert told(P4, new) == [
        ("priorities.P0 | Priority P0 is added: response 1 working hour. | "
        "P0 reported Wed 2026-05-13 10:00: new response due Wed 2026-05-13 11:00"),
        "priorities.P9 | Priority P9 is added: nothing is promised.",
    ]  # fmt: skip
    assert told(new, P4)[0].startswith("priorities.P0 | Priority P0 is taken away: response 1 working hour. | P0 ")


# choices -------------------------------------------------------------------------------------------------------------

BARE = Package(
    "bare",
    Scheme({"P1": {"response": "8 hours", "resolution": "2 days"}, "P2": {"response": "1 hour", "resolution": "1 week"},
            "P3": {"response": "1 hour", "resolution": "same day"}, "P4": {"resolution": "2 calendar days"}}),
    HOURS,
)  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "said", "example"),
    [
        ("hour", "elapsed", "working becomes elapsed", "P1 reported Wed 2026-05-13 10:00"),
        ("receipt", "report", "opening becomes report", "P1 reported Sat 2026-05-16 10:00"),
        ("working_day", "inclusive", "close becomes inclusive", "P1 reported Wed 2026-05-13 10:00"),
        ("day", "calendar", "working becomes calendar", "P1 reported Fri 2026-05-15 10:00"),
        ("calendar_day", "elapsed", "close becomes elapsed", "P4 reported Wed 2026-05-13 10:00"),
        ("week", "working", "calendar becomes working", "P2 reported Mon 2026-03-30 10:00"),
        ("same_day", "response_day", "close becomes response_day", "P3 reported Wed 2026-05-13 16:30"),
        ("same_day_minimum", "4h", "nothing becomes 4 hours", "P3 reported Wed 2026-05-13 16:30"),
        ("landing", "open", "close becomes open", "P1 reported Wed 2026-05-13 09:00"),
        ("day_length", "7h", "8 hours becomes 7 hours", None),
    ],
)
def test_each_choice_of_a_reading(field, value, said, example):
    package = BARE.amend(priorities={"P4": {"response": "1 working hour"}})
    (change,) = diff(package, package.amend(reading={field: value}))
    assert change.path == f"reading.{field}"
    assert change.sentence == f"Reading of {field}: {said}{'.' if example else UNSEEN}"
    assert (change.example and str(change.example).partition(":00:")[0].partition(":30:")[0]) == (
        example and example.removesuffix(":00").removesuffix(":30")
    )


def test_a_length_of_a_day_counts_where_days_are_hours():
    hours = BARE.amend(reading={"working_day": "hours"})
    assert only(hours, hours.amend(reading={"day_length": "7h"})).endswith(
        "P1 reported Wed 2026-05-13 10:00: old resolution due Fri 2026-05-15 10:00, "
        "new resolution due Thu 2026-05-14 16:00"
    )


def test_every_choice_of_a_reading_and_of_a_handling_is_told():
    reading = {"hour": "elapsed", "receipt": "report", "working_day": "hours", "day_length": "7h", "day": "calendar"}
    reading |= {"calendar_day": "same_time", "week": "working", "same_day": "midnight", "same_day_minimum": "2h"}
    handling = {"starts": "reported", "pauses": [], "priority_change": "from_change", "reopen": "restart"}
    new = P4.amend(
        reading=reading | {"landing": "open"}, handling=handling | {"update": "grid", "transfer": "resolved"}
    )
    expected = [f"reading.{name}" for name in (*reading, "landing")]
    expected += [f"handling.{name}" for name in (*handling, "update", "transfer")]
    assert [change.path for change in diff(P4, new)] == expected
    assert set(reading) | {"landing"} == {*Reading.VALUES, "day_length", "same_day_minimum"}
    assert set(handling) | {"update", "transfer"} == {*Handling.VALUES, "pauses"}


@pytest.mark.parametrize(
    ("handling", "expected"),
    [
        ({"starts": "reported"},
         ("Handling of starts: logged becomes reported. | P1 reported Wed 2026-05-13 10:00, logged "
         "Thu 2026-05-14 14:00: old response due Fri 2026-05-15 14:00, new response due Thu 2026-05-14 10:00")),
        ({"pauses": []},
         ("Handling of pauses: resolution becomes nothing. | P1 reported Wed 2026-05-13 10:00, paused "
         "Wed 2026-05-13 10:30, resumed Thu 2026-05-14 14:00: old resolution due Mon 2026-05-18 12:30, "
         "new resolution due Thu 2026-05-14 17:00")),
        ({"pauses": ["response", "resolution"]},
         ("Handling of pauses: resolution becomes response and resolution. | P1 reported Wed 2026-05-13 10:00, paused "
         "Wed 2026-05-13 10:30, resumed Thu 2026-05-14 14:00: old response due Thu 2026-05-14 10:00, "
         "new response due Fri 2026-05-15 13:30")),
        ({"priority_change": "from_change"},
         ("Handling of priority_change: from_report becomes from_change. | P2 reported Wed 2026-05-13 10:00, made P1 "
         "Thu 2026-05-14 14:00: old resolution due Thu 2026-05-14 17:00, new resolution due Fri 2026-05-15 17:00")),
        ({"reopen": "restart"}, f"Handling of reopen: resume becomes restart{UNSEEN}"),
    ],
)  # fmt: skip
def test_each_choice_of_a_handling(handling, expected):
    (line,) = told(P4, P4.amend(handling=handling))
    assert line == f"handling.{next(iter(handling))} | {expected}"


def test_a_choice_that_a_package_cannot_make_alone_is_told_with_the_rest():
    old = Package("T", Scheme({"P1": {"resolution": "same day"}}), HOURS)
    response = {"P1": {"response": "1 working hour"}}
    new = old.amend(priorities=response).amend(reading={"same_day": "response_day"})
    assert [change.path for change in diff(old, new)] == ["priorities.P1.response", "reading.same_day"]


# all of it -----------------------------------------------------------------------------------------------------------


def test_the_year_of_the_reports_is_that_of_the_later_package_or_given():
    late = P4.amend(calendar=HOURS - Calendar.dates([date(2029, 12, 31)], tz=ZONE), name="late")
    assert "reported Wed 2029-" in told(P4, p2("2 working days", late))[-1]
    assert "reported Wed 2027-05-12" in only(P4, p2("2 working days"), year=2027)


def test_a_change_is_ready_for_json():
    change = diff(P4, p2("2 working days"))[0]
    said = json.loads(json.dumps(change.to_dict()))
    assert said["path"] == "priorities.P2.resolution"
    assert said["example"]["instants"]["new resolution due"] == "2026-05-15T17:00:00+01:00"
    assert str(change) == f"{change.sentence}\n    {change.example}"
    assert diff(P4, P4.amend(name="Gold"))[0].to_dict()["example"] is None


@pytest.mark.parametrize("wrong", [None, "p1-p4", P4.scheme])
def test_what_is_no_package_is_refused(wrong):
    for pair in ((wrong, P4), (P4, wrong)):
        with pytest.raises(InputError, match="is no package"):
            diff(*pair)


def test_what_is_no_year_is_refused():
    with pytest.raises(InputError, match="is no year"):
        diff(P4, P4, year=0)


@pytest.mark.parametrize(
    "hours",
    [
        Calendar.never().in_zone(ZONE),
        Calendar.always().in_zone(ZONE),
        Calendar.spans([(at("2026-05-13T09:00"), at("2026-05-13T17:00"))]).in_zone(ZONE),
        (OFFICE | weekly("Mon-Fri 09:00-17:00", "Asia/Tokyo")).in_zone("UTC"),
        OFFICE - Calendar.dates([date(9999, 12, 31)], tz=ZONE),
        OFFICE - Calendar.spans([(at("0100-01-01T00:00"), at("9000-01-01T00:00"))]),
    ],
    ids=str,
)
@pytest.mark.parametrize("year", [None, 9999])
def test_any_hours_get_an_answer(hours, year):
    few = Package("T", Scheme({"P1": {"response": "8 hours", "resolution": "1-2 days"}}), HOURS)
    other = few.amend(calendar=hours)
    assert diff(few, other, year=year)
    assert diff(other, few, year=year)


def test_what_was_not_asked_is_no_change():
    hours = HOURS & Calendar.until(at("2026-05-13T00:00"))  # the plainest reports reach nothing
    old = Package("T", Scheme({"P1": {"response": "8 working hours", "resolution": "1-2 days"}}), hours)
    (change,) = diff(old, old.amend(reading={"landing": "open"}))
    assert change.sentence == f"Reading of landing: close becomes open{UNSEEN}"


def test_a_response_that_may_not_be_missed_by_itself_is_shown_with_the_rest():
    reading = Reading(same_day="response_day")
    old = Package("x", Scheme({"P1": {"response": "4 hours", "resolution": "same day"}}, reading), OFFICE)
    new = Package("x", Scheme({"P1": {"response": "usually within 2 days", "resolution": "3 days"}}, reading), OFFICE)
    assert told(old, new)[0] == (
        "priorities.P1.response | P1 response: 4 hours becomes nothing. | P1 reported Wed 2026-05-13 10:00: "
        "old response due Wed 2026-05-13 14:00, new response due none"
    )


def test_hours_that_would_nest_too_deep_by_themselves_are_shown_with_the_rest():
    deep = OFFICE
    for week in range(32):
        saturday, monday = date(2026, 1, 3) + timedelta(weeks=week), date(2026, 1, 5) + timedelta(weeks=week)
        deep = (deep | Calendar.dates([saturday], tz=ZONE)) - Calendar.dates([monday], tz=ZONE)
    old = Package("x", Scheme({"P1": {"response": "4 hours"}}), deep)
    new = old.amend(calendar=deep - Calendar.dates([date(2026, 5, 14)], tz=ZONE))
    assert only(old, new).startswith("closures | Closures: added Thu 2026-05-14. | P1 reported Wed 2026-05-13 16:30: ")


def test_a_change_of_handling_that_no_example_shows_is_told_without_one():
    new = P4.amend(handling={"pauses": ["resolution", "update"]})
    sentence = "Handling of pauses: resolution becomes resolution and update"
    assert only(P4, new) == f"handling.pauses | {sentence}{UNSEEN}"
