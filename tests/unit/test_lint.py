"""What is found in a package, and what is not; 13 May 2026 is a Wednesday, 18 May a Monday, 25 May a public holiday."""

import json
from datetime import date

import pytest

from slacalc import Calendar, Cover, Package, Promise, Scheme
from slacalc.errors import InputError
from slacalc.lint import LEVELS, check
from tests.unit.calendars import ENGLAND, HOURS, NEW_YORK, NIGHTS, OFFICE, ZONE, at

P3, P4 = Package.preset("p1-p3"), Package.preset("p1-p4")
LUNCH = Calendar.weekly("Mon-Fri 09:00-12:30,13:30-17:00", tz=ZONE) - ENGLAND
ALWAYS = Calendar.always().in_zone(ZONE)


def package(resolution=None, response=None, hours=HOURS, **terms):
    return Package("T", Scheme({"P1": {"response": response, "resolution": resolution}}), hours).amend(**terms)


def two(first, second, clock="resolution", **terms):
    return Package("T", Scheme({"P1": {clock: first}, "P2": {clock: second}}), HOURS).amend(**terms)


def weekly(hours):
    return Calendar.weekly(hours, tz=ZONE) - ENGLAND


def codes(of, **year):
    return [finding.code for finding in check(of, **year)]


def found(code, of, **year):
    """Return the one finding of a code."""
    (finding,) = [finding for finding in check(of, **year) if finding.code == code]
    return finding


# the presets ---------------------------------------------------------------------------------------------------------


def test_the_preset_of_three_priorities():
    assert "\n".join(map(str, check(P3))) == (
        'warning: P1 resolution "same day" can fall due before its response "aim: 1 working hour". '
        "[resolution-before-response]\n"
        "    P1 reported Wed 2026-05-13 16:30: response due Thu 2026-05-14 09:30, "
        "resolution due Wed 2026-05-13 17:00\n"
        'note: P1 resolution "same day" is read as the close of the day on which the clock starts; '
        'same_day = "response_day" would give Thu 2026-05-14 17:00, '
        'same_day = "midnight" would give Thu 2026-05-14 00:00. [bare-words]\n'
        "    P1 reported Wed 2026-05-13 16:30: resolution due Wed 2026-05-13 17:00\n"
        'note: P2 resolution "1-2 days" is read as the close of the 2nd working day after the day on which the clock '
        'starts; expected from 1 day on, read alike; day = "calendar" would give Mon 2026-05-18 17:00. [bare-words]\n'
        "    P2 reported Fri 2026-05-15 10:00: resolution due Tue 2026-05-19 17:00\n"
        'note: P3 resolution "1-2 weeks" is read as the close of the day on which the clock starts + 14 dates, or of '
        "the next working day where that is closed; expected from 1 week on, read alike; "
        'week = "working" would give Thu 2026-05-28 17:00. [bare-words]\n'
        "    P3 reported Wed 2026-05-13 10:00: resolution due Wed 2026-05-27 17:00"
    )


def test_the_preset_of_four_priorities():
    assert check(P4) == ()


# resolution before response ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("resolution", "response", "is_found"),
    [
        ("same day", "1 working hour", True),
        ("4 working hours", "8 working hours", True),
        ("4 elapsed hours", "4 working hours", True),
        ("8 working hours", "8 working hours", False),
        ("1 working day", "8 working hours", False),
        ("next working day by 09:00", "8 working hours", True),
        ("by agreement", "8 working hours", False),
        ("same day", "by agreement", False),
        ("same day", None, False),
    ],
)
def test_resolution_before_response(resolution, response, is_found):
    assert ("resolution-before-response" in codes(package(resolution, response))) is is_found


def test_the_inversion_goes_with_the_reading_that_waits_for_the_response():
    assert codes(P3.amend(reading={"same_day": "response_day"})) == ["bare-words"] * 3


def test_a_finding_says_which_promise_it_concerns():
    finding = check(P3)[0]
    assert (finding.code, finding.level) == ("resolution-before-response", "warning")
    assert (finding.priority, finding.clock) == ("P1", "resolution")


# a lower priority that is faster -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        ("1 working day", "4 working hours", True),
        ("1 working day", "1 working day", False),
        ("4 working hours", "1 working day", False),
        ("by agreement", "4 working hours", False),
        ("4 working hours", "by agreement", False),
        ("2 calendar days", "2 working days", False),
        ("2 working days", "2 calendar days", True),
    ],
)
@pytest.mark.parametrize("clock", ["response", "resolution"])
def test_a_lower_priority_that_is_faster(first, second, is_found, clock):
    assert ("lower-priority-faster" in codes(two(first, second, clock))) is is_found


def test_the_two_deadlines_of_one_report_are_shown():
    finding = found("lower-priority-faster", two("1 working day", "4 working hours"))
    assert (finding.level, finding.priority, finding.clock) == ("warning", "P2", "resolution")
    assert finding.sentence == (
        'P2 resolution "4 working hours" can fall due before "1 working day" of P1, which comes first.'
    )
    assert str(finding.example) == (
        "P2 reported Wed 2026-05-13 10:00: resolution due Wed 2026-05-13 14:00, as P1 Thu 2026-05-14 17:00"
    )


def test_a_priority_without_a_deadline_between_two_hides_nothing():
    levels = {
        "P1": {"response": "2 working days"},
        "P2": {"response": "by agreement"},
        "P3": {"response": "1 working day"},
    }
    (finding,) = check(Package("T", Scheme(levels), HOURS))
    assert "of P1, which comes first" in finding.sentence
    assert finding.priority == "P3"


def test_the_order_is_that_of_the_ranks():
    levels = {"A": {"rank": 2, "response": "1 working day"}, "B": {"rank": 1, "response": "4 working hours"}}
    assert check(Package("T", Scheme(levels), HOURS)) == ()


# out of reach --------------------------------------------------------------------------------------------------------


def test_what_no_report_reaches_is_an_error():
    finding = found("unreachable-target", package("1 working day", hours=Calendar.never().in_zone(ZONE)))
    assert finding.level == "error"
    assert finding.sentence == 'P1 resolution "1 working day" is out of reach: there is not enough working time.'
    assert str(finding.example) == "P1 reported Wed 2026-05-13 10:00"


def test_what_some_reports_do_not_reach_is_a_warning():
    until = HOURS & Calendar.until(at("2026-12-01T00:00"))
    finding = found("unreachable-target", package("1 working day", hours=until))
    assert finding.level == "warning"
    assert "out of reach of some reports" in finding.sentence
    assert finding.example.reported_at.year == 2026
    assert finding.example.reported_at.month >= 11


@pytest.mark.parametrize(
    "of",
    [
        package("1 working day", hours=HOURS & Calendar.until(at("2027-01-10T00:00"))),
        package("4 elapsed hours", hours=Calendar.never().in_zone(ZONE)),
        package("by agreement", hours=Calendar.never().in_zone(ZONE)),
    ],
)
def test_what_every_report_reaches_is_not_found(of):
    assert "unreachable-target" not in codes(of)


def test_an_estimate_out_of_reach_is_found():
    spans = Calendar.spans([(at("2026-01-01T00:00"), at("2027-02-01T00:00"))]).in_zone(ZONE)
    assert codes(package("by agreement; usually within 9000 working hours", hours=spans)) == ["unreachable-target"]


# days of other lengths -----------------------------------------------------------------------------------------------


def test_a_day_with_a_lunch_break_has_fewer_hours_than_the_target():
    finding = found("day-length", P4.amend(calendar=LUNCH))
    assert (finding.level, finding.priority, finding.clock) == ("warning", "P1", "response")
    assert finding.sentence == (
        'P1, P2, P3 and P4 response "8 working hours" does not end with a day: '
        "the usual working day of its hours has 7 hours."
    )
    assert str(finding.example) == "P1 reported Wed 2026-05-13 09:00: response due Thu 2026-05-14 10:00"


@pytest.mark.parametrize(
    ("target", "hours", "level"),
    [
        ("8 working hours", HOURS, None),
        ("8 working hours", LUNCH, "warning"),
        ("8 hours", LUNCH, "warning"),
        ("480 working minutes", LUNCH, "warning"),
        ("16 working hours", LUNCH, "warning"),
        ("56 working hours", LUNCH, "warning"),  # 8 days of 7 hours are no 7 days
        ("7 working hours", LUNCH, None),
        ("4 working hours", LUNCH, None),
        ("8 elapsed hours", LUNCH, None),
        ("1 working day", LUNCH, None),
        ("8 working hours", weekly("Mon-Fri 09:00-12:30,13:30-18:00"), None),
        ("8 working hours", weekly("Mon-Fri 09:00-17:00; Sat 10:00-14:00"), None),
        ("8 working hours", weekly("Mon-Thu 09:00-16:00; Fri 09:00-17:00"), "warning"),
        ("8 working hours", weekly("Mon-Fri 08:00-18:00"), "note"),
        ("8 working hours", weekly("Mon-Fri 06:00-22:00"), None),
        ("8 working hours", NIGHTS, None),
        ("8 working hours", weekly("Mon-Fri 22:00-05:00"), "warning"),
        ("8 working hours", ALWAYS, None),
        ("8 working hours", weekly("Mon-Fri 00:00-24:00"), None),
        ("8 working hours", weekly("Mon 09:00-17:30"), "note"),
        ("9 hours", weekly("Mon 09:00-18:00"), None),
        ("8 working hours", weekly("Mon 09:00-12:00,14:00-18:00"), "warning"),
    ],
)
def test_hours_that_people_take_for_days(target, hours, level):
    levels = [finding.level for finding in check(package(target, hours=hours)) if finding.code == "day-length"]
    assert levels == ([] if level is None else [level])


@pytest.mark.parametrize(
    ("reading", "hours", "is_found"),
    [
        ({"working_day": "hours"}, LUNCH, True),
        ({"working_day": "hours_to_close"}, LUNCH, True),
        ({"working_day": "hours", "day_length": "7h"}, LUNCH, False),
        ({"working_day": "hours_to_close", "day_length": "7h"}, LUNCH, False),
        ({"working_day": "same_time"}, LUNCH, False),
        ({"working_day": "hours"}, HOURS, False),
        ({"working_day": "hours", "landing": "open"}, HOURS, False),
        ({"working_day": "hours", "day_length": "24h"}, HOURS, True),
        ({"working_day": "hours"}, NIGHTS, False),
        ({"working_day": "hours"}, ALWAYS, True),
        ({"working_day": "hours", "day_length": "24h"}, ALWAYS, False),
    ],
)
@pytest.mark.parametrize("target", ["3 working days", "1 working week"])
def test_days_read_as_hours(target, reading, hours, is_found):
    assert ("day-length" in codes(package(target, hours=hours, reading=reading))) is is_found


def test_the_hours_of_a_promise_decide():
    own = Promise("8 working hours", calendar=LUNCH)
    assert codes(package(own)) == ["day-length"]
    assert codes(package(Promise("8 working hours", calendar=HOURS), hours=LUNCH)) == []
    assert codes(P4.amend(priorities={"P2": {"calendar": LUNCH}})) == ["lower-priority-faster", "day-length"]


# estimates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "is_found"),
    [
        ("3 working days; usually within 5 working days", True),
        ("3 working days; usually within 3 working days", False),
        ("3 working days; usually within 1 working day", False),
        ("by agreement; usually within 5 working days", False),
        ("usually within 5 working days", False),
    ],
)
def test_an_estimate_after_the_deadline(promise, is_found):
    assert codes(package(promise)) == ["estimate-after-deadline"] * is_found


def test_both_dates_of_a_late_estimate_are_shown():
    finding = found("estimate-after-deadline", package("3 working days; usually within 5 working days"))
    assert str(finding.example) == (
        "P1 reported Wed 2026-05-13 10:00: resolution due Mon 2026-05-18 17:00, "
        "resolution estimate Wed 2026-05-20 17:00"
    )


# bare words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "would"),
    [
        ("8 hours", 'hour = "elapsed" would give Wed 2026-05-13 18:00'),
        ("8 working hours", None),
        ("8 elapsed hours", None),
        ("2 days", 'day = "calendar" would give Mon 2026-05-18 17:00'),
        ("2 working days", None),
        ("2 calendar days", None),
        ("1 week", 'week = "working" would give Wed 2026-04-08 17:00'),  # reported on Mon 30 March
        ("1 working week", None),
        ("same day", 'same_day = "midnight" would give Thu 2026-05-14 00:00'),
        ("next working day", None),
        ("by agreement", None),
    ],
)
def test_bare_words_tell_of_the_other_readings(target, would):
    sentences = [finding.sentence for finding in check(package(target)) if finding.code == "bare-words"]
    assert len(sentences) == (would is not None)
    assert all(f"{would}." in sentence for sentence in sentences)


def test_bare_words_are_no_news_where_every_reading_gives_the_same():
    assert codes(package("8 hours", hours=ALWAYS)) == []
    assert codes(package("8 hours", reading={"hour": "elapsed"}, hours=ALWAYS)) == []


def test_the_reading_that_is_chosen_is_the_one_that_is_told():
    finding = found("bare-words", package("8 hours", reading={"hour": "elapsed"}))
    assert finding.level == "note"
    assert finding.sentence == (
        'P1 resolution "8 hours" is read as 8 hours of elapsed time, 24 hours a day; '
        'hour = "working" would give Thu 2026-05-14 10:00.'
    )
    assert str(finding.example) == "P1 reported Wed 2026-05-13 10:00: resolution due Wed 2026-05-13 18:00"


# what ends -----------------------------------------------------------------------------------------------------------


def test_holiday_data_that_end_are_told_once():
    finding = found("holiday-data-ends", P4, year=9000)
    assert finding.level == "warning"
    assert finding.example.reported_at.year == 9000


@pytest.mark.parametrize(
    ("of", "year"),
    [(P4, 2026), (package("8 elapsed hours"), 9000), (package("8 working hours", hours=LUNCH | ALWAYS), 2026)],
)
def test_holidays_that_are_known_or_not_needed_are_not_told(of, year):
    assert "holiday-data-ends" not in codes(of, year=year)


def christmas(*years, days=range(24, 32), month=12):
    named = {date(year, month, day): "Christmas" for year in years for day in days}
    return HOURS - Calendar.dates(named, tz=ZONE)


@pytest.mark.parametrize(
    ("hours", "target", "year", "is_found"),
    [
        (christmas(2026), "40 working days", 2027, True),
        (christmas(2026), "40 working days", None, False),  # reports of 2026 do not come to December 2027
        (christmas(2026), "1 working day", 2027, False),  # the closure is longer
        (christmas(2026, 2027), "40 working days", 2027, False),
        (christmas(2026, 2028), "40 working days", 2027, True),
        (christmas(2026), "900 elapsed hours", 2027, False),
        (christmas(2026, days=[1], month=8), "40 working days", 2027, False),  # 1 August 2027 is a Sunday
        (christmas(2026, days=[3], month=8), "40 working days", 2027, True),
        (christmas(2025) - Calendar.dates([date(2026, 8, 3)], tz=ZONE), "40 working days", None, True),
        (HOURS - Calendar.spans([(at("2026-12-24T13:00"), at("2027-01-02T00:00"))]), "40 working days", 2027, True),
        (HOURS - Calendar.dates([date(2024, 2, 29)], tz=ZONE), "10 working days", 2028, True),
        (HOURS - Calendar.dates([date(2024, 2, 29)], tz=ZONE), "10 working days", 2027, False),  # 28 Feb is a Sunday
    ],
)
def test_closures_that_are_not_given_again(hours, target, year, is_found):
    assert ("closures-end" in codes(package(target, hours=hours), year=year)) is is_found


def test_a_closure_that_is_not_given_again_is_named():
    finding = found("closures-end", package("40 working days", hours=christmas(2026)), year=2027)
    assert finding.sentence == (
        'P1 resolution "40 working days" can run over the dates of a closure a year on, which is not given again: '
        "Christmas, Thu 2026-12-24 to Thu 2026-12-31."
    )
    assert finding.example.reported_at < at("2027-12-24T00:00")
    assert finding.example.instants["resolution due"] > at("2027-12-31T23:00")


def test_hours_that_close_on_no_date_are_noted():
    finding = found("no-holidays", package("1 working day", hours=OFFICE))
    assert (finding.level, finding.priority, finding.clock) == ("note", None, None)
    assert finding.example.reported_at < at("2027-01-01T00:00") < finding.example.instants["resolution due"]


@pytest.mark.parametrize(
    "of",
    [
        package("1 working day"),
        package("1 working day", hours=OFFICE - Calendar.dates([date(2026, 12, 25)], tz=ZONE)),
        package("1 working day", hours=ALWAYS),
        package("8 elapsed hours", hours=OFFICE),
    ],
)
def test_hours_that_close_on_some_date_or_never_are_not_noted(of):
    assert "no-holidays" not in codes(of)


# booked cover --------------------------------------------------------------------------------------------------------


def cover(start, end, booked="2026-05-11T10:00", name="SO-1182"):
    return Cover(at(start), at(end), booked_at=booked and at(booked), name=name)


def covered(*booked, notice="5 working days", **terms):
    return package("1 working day", cover=booked, **terms).amend(notice=notice)


@pytest.mark.parametrize(
    ("start", "booked", "is_found"),
    [
        ("2026-05-16T10:00", "2026-05-11T10:00", True),
        ("2026-05-18T16:59:59", "2026-05-11T10:00", True),
        ("2026-05-18T17:00", "2026-05-11T10:00", False),  # the close of the fifth working day after Monday
        ("2026-05-18T18:00", "2026-05-11T18:00", True),  # booked after hours: from Tuesday on
        ("2026-05-16T10:00", None, False),
    ],
)
def test_cover_wants_its_notice(start, booked, is_found):
    assert ("cover-notice" in codes(covered(cover(start, "2026-05-18T20:00", booked)))) is is_found


def test_cover_that_was_booked_too_late_is_told_with_when_it_could_begin():
    finding = found("cover-notice", covered(cover("2026-05-16T10:00", "2026-05-16T14:00")))
    assert (finding.level, finding.priority, finding.clock, finding.example) == ("warning", None, None, None)
    assert finding.sentence == (
        'Cover "SO-1182" from Sat 2026-05-16 10:00 was booked Mon 2026-05-11 10:00; '
        'with "5 working days" of notice it could begin Mon 2026-05-18 17:00.'
    )


def test_the_reading_and_the_standard_hours_without_cover_decide_the_notice():
    early = cover("2026-05-16T10:00", "2026-05-16T14:00", name="A")
    late = cover("2026-05-18T18:00", "2026-05-18T20:00", name="B")
    assert codes(covered(late)) == []
    assert codes(covered(late, reading={"working_day": "inclusive"})) == []
    assert codes(covered(early, reading={"working_day": "inclusive"})) == []  # Friday 17:00
    assert codes(covered(early, late, notice="49 working hours")) == ["cover-notice"] * 2  # Tuesday 11:00
    assert codes(covered(early, late, notice="45 working hours")) == ["cover-notice"]
    assert codes(covered(early, late, notice="39 working hours")) == []  # Friday 17:00


def test_without_a_notice_cover_must_be_booked_before_it_begins():
    late = cover("2026-05-16T10:00", "2026-05-16T14:00", booked="2026-05-16T10:30")
    assert codes(covered(late, notice=None)) == ["cover-notice"]
    assert codes(covered(cover("2026-05-16T10:00", "2026-05-16T14:00", booked="2026-05-16T10:00"), notice=None)) == []


def test_many_late_bookings_are_counted():
    booked = [cover(f"2026-05-16T{hour:02}:00", f"2026-05-16T{hour:02}:30", name="") for hour in range(13)]
    findings = [finding for finding in check(covered(*booked)) if finding.code == "cover-notice"]
    assert len(findings) == 11
    assert findings[0].sentence.startswith("Cover from Sat 2026-05-16 00:00 was booked")
    assert findings[-1].sentence == "The same holds for 3 more bookings of cover."


@pytest.mark.parametrize(
    ("start", "end", "is_found"),
    [
        ("2026-05-13T10:00", "2026-05-13T12:00", True),
        ("2026-05-13T09:00", "2026-05-13T17:00", True),
        ("2026-05-13T09:00", "2026-05-13T17:01", False),
        ("2026-05-16T10:00", "2026-05-16T14:00", False),
        ("2026-05-25T10:00", "2026-05-25T12:00", False),
    ],
)
def test_cover_inside_the_hours_adds_nothing(start, end, is_found):
    booked = cover(start, end, booked=None)
    assert ("cover-adds-nothing" in codes(covered(booked))) is is_found
    if is_found:
        assert found("cover-adds-nothing", covered(booked)).level == "note"


def test_cover_that_only_the_hours_of_one_promise_need_adds_something():
    booked = cover("2026-05-13T16:00", "2026-05-13T17:00", booked=None)
    own = Calendar.weekly("Mon-Fri 09:00-16:00", tz=ZONE) - ENGLAND
    assert codes(covered(booked)) == ["cover-adds-nothing"]
    assert codes(covered(booked, priorities={"P1": {"calendar": own}})) == []


# all of it -----------------------------------------------------------------------------------------------------------


def test_findings_come_in_the_order_of_their_levels():
    levels = {"P1": {"response": "8 hours", "resolution": "4 hours"}, "P2": {"resolution": "9000 working hours"}}
    spans = Calendar.spans([(at("2026-01-01T00:00"), at("2027-02-01T00:00"))]).in_zone(ZONE)
    found = [finding.level for finding in check(Package("T", Scheme(levels), spans - ENGLAND))]
    assert set(found) == set(LEVELS)
    assert found == sorted(found, key=LEVELS.index)


def test_a_finding_is_ready_for_json():
    finding = check(P3)[0]
    assert json.loads(json.dumps(finding.to_dict())) == {
        "code": "resolution-before-response",
        "level": "warning",
        "priority": "P1",
        "clock": "resolution",
        "sentence": finding.sentence,
        "example": {
            "priority": "P1",
            "reported_at": "2026-05-13T16:30:00+01:00",
            "events": [],
            "instants": {
                "response due": "2026-05-14T09:30:00+01:00",
                "resolution due": "2026-05-13T17:00:00+01:00",
            },
            "text": str(finding.example),
        },
    }
    late = check(covered(cover("2026-05-16T10:00", "2026-05-16T14:00")))[0]
    assert late.to_dict()["example"] is None


@pytest.mark.parametrize("wrong", [None, "p1-p4", P4.scheme])
def test_what_is_no_package_is_refused(wrong):
    with pytest.raises(InputError, match="is no package"):
        check(wrong)


def test_what_is_no_year_is_refused():
    with pytest.raises(InputError, match="is no year"):
        check(P4, year=0)


TOKYO = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Asia/Tokyo")
MANHATTAN = Calendar.weekly("Mon-Fri 09:00-17:00", tz=NEW_YORK)


@pytest.mark.parametrize(
    "hours",
    [
        Calendar.never().in_zone(ZONE),
        ALWAYS,
        Calendar.spans([(at("2026-05-13T09:00"), at("2026-05-13T17:00"))]).in_zone(ZONE),
        (OFFICE | TOKYO | MANHATTAN).in_zone("UTC"),
        (Calendar.weekly("Mon 09:00-10:00", tz=ZONE) & Calendar.weekly("Mon 11:00-12:00", tz=NEW_YORK)).in_zone(ZONE),
        OFFICE - Calendar.dates([date(9999, 12, 31)], tz=ZONE),
        OFFICE & Calendar.dates([date(1, 1, 3)], tz=ZONE),
        ENGLAND,
        (~OFFICE),
        Calendar.since(at("9999-12-30T00:00")).in_zone("Pacific/Apia"),
    ],
    ids=str,
)
@pytest.mark.parametrize(("preset", "year"), [(P4, None), (P3, 1), (P4, 9999)], ids=["its own year", "1", "9999"])
def test_any_hours_get_an_answer(hours, preset, year):
    assert isinstance(check(preset.amend(calendar=hours), year=year), tuple)
