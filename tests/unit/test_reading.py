"""How ambiguous words are read: each choice of section 4's table by a deadline that only it gives.

London's office hours, Monday to Friday 09:00-17:00 without England's holidays. In 2026, 13 May is a Wednesday, Monday
25 May a holiday (Spring), Friday 3 April another (Good Friday), and the clocks go forward on Sunday 29 March.
"""

import pickle
from dataclasses import fields
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from slacalc import Calendar, Cover, Package, Reading, Scheme, Target, Ticket, deadlines
from slacalc.errors import InputError

LONDON = ZoneInfo("Europe/London")
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London") - Calendar.holidays(
    "GB", subdiv="ENG", tz="Europe/London"
)
ALWAYS = Calendar.always().in_zone("Europe/London")
DEFAULTS = {field.name: field.default for field in fields(Reading)}


def london(text):
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=LONDON)


def due(words, reported, *, response=None, calendar=OFFICE, cover=(), **reading):
    """Return on London's wall clock when a resolution promised in these words is due."""
    terms = {"response": response, "resolution": words}
    booked = [Cover(london(start), london(end)) for start, end in cover]
    package = Package("one", Scheme({"P1": terms}, Reading(**reading)), calendar, booked)
    found = deadlines(Ticket(reported_at=london(reported), priority="P1"), package).resolution_due
    return f"{found:%m-%d %H:%M}"


# every choice of every field -----------------------------------------------------------------------------------------


class Choice(NamedTuple):
    field: str
    value: str
    words: str
    reported: str
    due: str
    """Under that value."""
    default: str
    """The due under the default."""
    given: dict[str, str] = MappingProxyType({})
    """What else the contract says."""


CHOICES = [
    # Friday's last half hour and 7.5 hours of Monday; or 8 hours around the clock
    Choice("hour", "elapsed", "8 hours", "05-15 16:30", "05-16 00:30", "05-18 16:30"),
    # the working day after the Saturday of the report, or after the Monday on which the clock starts
    Choice("receipt", "report", "1 working day", "05-16 11:00", "05-18 17:00", "05-19 17:00"),
    Choice("working_day", "same_time", "1 working day", "05-13 10:30", "05-14 10:30", "05-14 17:00"),
    # 6.5 hours of Wednesday, 8 of Thursday, 1.5 of Friday
    Choice("working_day", "hours", "2 working days", "05-13 10:30", "05-15 10:30", "05-15 17:00"),
    # 8 hours run out at Wednesday's close, which is the close of that day
    Choice("working_day", "hours_to_close", "1 working day", "05-13 09:00", "05-13 17:00", "05-14 17:00"),
    # Wednesday is day one, Thursday day two
    Choice("working_day", "inclusive", "2 working days", "05-13 10:30", "05-14 17:00", "05-15 17:00"),
    # 24 working hours are Wednesday, Thursday and Friday
    Choice("day_length", "24h", "1 day", "05-13 09:00", "05-15 17:00", "05-13 17:00", {"working_day": "hours"}),
    # Thursday + 3 dates is a Sunday, rolled to Monday; or Friday, Monday, Tuesday
    Choice("day", "calendar", "3 days", "05-14 10:30", "05-18 17:00", "05-19 17:00"),
    # reported on the Saturday before summer time: the same time on Monday; 48 hours, an hour of them skipped by the
    # clock; or from Monday, when the clock starts, two dates to Wednesday
    Choice("calendar_day", "same_time", "2 calendar days", "03-28 10:30", "03-30 10:30", "04-01 17:00"),
    Choice("calendar_day", "elapsed", "2 calendar days", "03-28 10:30", "03-30 11:30", "04-01 17:00"),
    # five working days from Wednesday, the holiday left out; or Wednesday a week later
    Choice("week", "working", "1 week", "05-20 10:00", "05-28 17:00", "05-27 17:00"),
    # 6.5 hours of Wednesday and 1.5 of Thursday: the response is due on Thursday
    Choice(
        "same_day", "response_day", "same day", "05-13 10:30", "05-14 17:00", "05-13 17:00", {"response": "8 hours"}
    ),
    Choice("same_day", "midnight", "same day", "05-13 10:30", "05-14 00:00", "05-13 17:00"),
    # 3 hours 59 minutes are left of Wednesday
    Choice("same_day_minimum", "4h", "same day", "05-13 13:01", "05-14 17:00", "05-13 17:00"),
    # a budget used up at Friday's closing is due there, or at Monday's opening (T5)
    Choice("landing", "open", "8 working hours", "05-15 09:00", "05-18 09:00", "05-15 17:00"),
]
each_choice = pytest.mark.parametrize("choice", CHOICES, ids=[f"{choice.field}={choice.value}" for choice in CHOICES])


@each_choice
def test_each_choice_gives_a_deadline_that_the_default_does_not(choice):
    assert due(choice.words, choice.reported, **choice.given) == choice.default
    assert due(choice.words, choice.reported, **choice.given | {choice.field: choice.value}) == choice.due
    assert choice.due != choice.default


@each_choice
def test_a_default_that_is_written_out_changes_nothing(choice):
    written = choice.given | {choice.field: DEFAULTS[choice.field]}
    assert due(choice.words, choice.reported, **written) == choice.default


@each_choice
def test_what_is_read_otherwise_is_described_otherwise(choice):
    target = Target.parse(choice.words)
    given = {name: value for name, value in choice.given.items() if name != "response"}
    assert Reading(**given | {choice.field: choice.value}).describe(target) != Reading(**given).describe(target)


def test_every_field_and_every_value_is_worked_above():
    shown = {(choice.field, choice.value) for choice in CHOICES}
    named = {(field, value) for field, values in Reading.VALUES.items() for value in values[1:]}
    assert shown == named | {("day_length", "24h"), ("same_day_minimum", "4h")}
    assert set(Reading.VALUES) | {"day_length", "same_day_minimum"} == set(DEFAULTS)


def test_the_first_value_of_each_field_is_its_default():
    """Section 6: the defaults never change within a major version."""
    assert {
        "hour": "working",
        "receipt": "opening",
        "working_day": "close",
        "day_length": timedelta(hours=8),
        "day": "working",
        "calendar_day": "close",
        "week": "calendar",
        "same_day": "close",
        "same_day_minimum": None,
        "landing": "close",
    } == DEFAULTS
    assert {name: values[0] for name, values in Reading.VALUES.items()} == {
        name: value for name, value in DEFAULTS.items() if name in Reading.VALUES
    }


@pytest.mark.parametrize(
    ("working_day", "expected"),
    [
        ("close", "05-15 17:00"),
        ("same_time", "05-15 10:30"),
        ("hours", "05-18 14:30"),  # 28 hours: 6.5 of Wednesday, 8 of Thursday, 8 of Friday, 5.5 of Monday
        ("hours_to_close", "05-18 17:00"),
        ("inclusive", "05-14 17:00"),
    ],
)
def test_the_five_readings_of_a_working_day_are_five_deadlines(working_day, expected):
    assert due("2 working days", "05-13 10:30", working_day=working_day, day_length="14h") == expected


# the finer points ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "reported", "reading", "expected"),
    [
        # bare minutes follow "hour", an explicit word does not
        ("90 minutes", "05-15 16:30", {"hour": "elapsed"}, "05-15 18:00"),
        ("90 working minutes", "05-15 16:30", {"hour": "elapsed"}, "05-18 10:00"),
        ("4 elapsed hours", "05-16 11:00", {}, "05-16 15:00"),
        ("2 working days", "05-14 10:30", {"day": "calendar"}, "05-18 17:00"),
        ("1 calendar week", "05-20 10:00", {"week": "working"}, "05-27 17:00"),
        # "N working weeks" is 5N working days
        ("1 working week", "05-12 10:00", {}, "05-19 17:00"),
        ("1 working week", "05-12 10:00", {"working_day": "same_time"}, "05-19 10:00"),
        ("1 working week", "05-11 09:00", {"working_day": "hours"}, "05-15 17:00"),
        # "next working day" is the first working day after day zero, whatever a working day is read as
        ("next working day", "05-15 09:00", {}, "05-18 17:00"),
        ("next working day", "05-15 09:00", {"working_day": "inclusive"}, "05-18 17:00"),
        ("next working day by 16:00", "05-22 09:00", {}, "05-26 16:00"),
        ("next working day by 16:00", "05-16 11:00", {}, "05-19 16:00"),
        ("next working day by 16:00", "05-16 11:00", {"receipt": "report"}, "05-18 16:00"),
        # where the close of day zero is not after the report, it is the close of the next working day
        ("same day", "05-16 11:00", {"receipt": "report"}, "05-18 17:00"),
        ("same day", "05-13 17:00", {"receipt": "report"}, "05-14 17:00"),
        ("same day", "05-13 08:00", {"receipt": "report"}, "05-13 17:00"),
        ("2 calendar days", "05-16 11:00", {"receipt": "report"}, "05-18 17:00"),
        # "same_time" is "close" where the clock starts on a later date than day zero
        ("1 working day", "05-13 18:00", {"receipt": "report", "working_day": "same_time"}, "05-14 17:00"),
        ("1 working day", "05-13 18:00", {"working_day": "same_time"}, "05-15 09:00"),
        # day zero counted as day one, also where nobody works on it
        ("1 working day", "05-13 16:59", {"working_day": "inclusive"}, "05-13 17:00"),
        ("2 working days", "05-16 11:00", {"working_day": "inclusive", "receipt": "report"}, "05-18 17:00"),
        # the next midnight after the report is a day away from a report at midnight
        ("same day", "05-14 00:00", {"same_day": "midnight"}, "05-15 00:00"),
        ("same day", "05-16 11:00", {"same_day": "midnight"}, "05-17 00:00"),
        # less than the minimum is strictly less
        ("same day", "05-13 13:00", {"same_day_minimum": "4h"}, "05-13 17:00"),
        # the landing is that of working time in the "hours" reading too
        ("1 working day", "05-13 09:00", {"working_day": "hours", "landing": "open"}, "05-14 09:00"),
        ("1 working day", "05-13 09:00", {"landing": "open"}, "05-14 17:00"),
    ],
)
def test_the_finer_points_of_each_reading(words, reported, reading, expected):
    assert due(words, reported, **reading) == expected


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("1 working day", {"working_day": "hours_to_close"}),
        ("same day", {"same_day": "response_day", "response": "8 hours"}),
    ],
)
def test_a_result_exactly_at_midnight_belongs_to_the_day_that_ends_there(words, given):
    assert due(words, "05-13 16:00", calendar=ALWAYS, **given) == "05-14 00:00"


@pytest.mark.parametrize(
    ("minimum", "expected"), [("30 minutes", "05-13 17:00"), ("2h", "05-13 21:00"), ("5h", "05-14 17:00")]
)
def test_with_too_little_left_the_evenings_cover_counts_before_the_next_working_day(minimum, expected):
    """From 16:30 half an hour is left before the close, 4.5 hours before the end of the cover."""
    evening = [("05-13 17:00", "05-13 21:00")]
    assert due("same day", "05-13 16:30", cover=evening, same_day_minimum=minimum) == expected


def test_the_response_day_is_that_of_the_upper_mark_of_a_range():
    given = {"same_day": "response_day", "response": "1-8 working hours"}
    assert due("same day", "05-13 10:30", **given) == "05-14 17:00"


# words to rules ------------------------------------------------------------------------------------------------------


def marks(words, **reading):
    return Reading(**reading).marks(Target.parse(words))


@pytest.mark.parametrize(
    ("words", "lower", "upper"),
    [
        ("1-2 days", "1 day", "2 days"),
        ("1-2 working weeks", "1 working week", "10 days"),
        ("1-8 hours", "1 hour", "8 hours"),
    ],
)
def test_a_range_has_the_marks_of_its_two_amounts(words, lower, upper):
    """S5."""
    assert marks(words).expected_from == marks(lower).due
    assert marks(words).due == marks(upper).due


@pytest.mark.parametrize("words", ["2 days", "8 hours", "same day", "next working day", "1 week"])
def test_what_is_no_range_has_one_mark(words):
    assert marks(words).expected_from is None


def test_by_agreement_has_no_marks():
    """S6."""
    assert marks("by agreement") is None


@pytest.mark.parametrize("working_day", Reading.VALUES["working_day"])
def test_next_working_day_is_one_working_day_read_as_close(working_day):
    assert marks("next working day", working_day=working_day) == marks("1 working day")


@pytest.mark.parametrize("words", ["same day", "1-2 days", "8 elapsed hours"])
def test_equal_readings_of_equal_words_are_equal_rules(words):
    assert marks(words) == marks(words.upper())
    assert hash(marks(words)) == hash(marks(words.upper()))


@pytest.mark.parametrize("response", [None, "by agreement", "same day"])
def test_the_response_day_wants_a_response_that_falls_due_by_itself(response):
    target = response and Target.parse(response)
    with pytest.raises(InputError, match="give the priority a response such as '1 working hour'"):
        Reading(same_day="response_day").marks(Target.parse("same day"), target)


# in plain English ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "reading", "said"),
    [
        ("8 hours", {}, ["working time"]),
        ("90 minutes", {"hour": "elapsed"}, ["24 hours a day"]),
        ("4 elapsed hours", {}, ["24 hours a day"]),
        ("8 hours", {"landing": "open"}, ["working time", "next opening"]),
        ("45 working seconds", {}, ["working time"]),
        ("1 working day", {}, ["the close", "the 1st working day after", "the clock starts"]),
        ("2 days", {"receipt": "report"}, ["the close", "the 2nd working day after", "the date of the report"]),
        ("3 days", {"working_day": "same_time"}, ["clock start's time", "the 3rd working day after"]),
        ("3 days", {"working_day": "hours"}, ["24 hours of working time"]),
        ("3 days", {"working_day": "hours", "day_length": "450 minutes"}, ["1350 minutes of working time"]),
        ("3 days", {"working_day": "hours_to_close"}, ["24 hours of working time", "the close"]),
        ("4 days", {"working_day": "inclusive"}, ["the close", "the 3rd working day after"]),
        ("2 calendar days", {}, ["the close", "+ 2 dates", "next working day where that is closed"]),
        ("2 calendar days", {"calendar_day": "same_time"}, ["the report's time of day", "2 dates later"]),
        ("2 calendar days", {"calendar_day": "elapsed"}, ["48 hours of elapsed time", "24 hours a day"]),
        ("1 week", {}, ["the close", "+ 7 dates", "next working day where that is closed"]),
        ("1 week", {"week": "working"}, ["the close", "the 5th working day"]),
        ("2 working weeks", {}, ["the 10th working day"]),
        ("same day", {}, ["the close of the day on which the clock starts"]),
        ("same day", {"same_day": "response_day"}, ["the close of the day on which the response falls due"]),
        ("same day", {"same_day": "midnight"}, ["the next local midnight after the report"]),
        ("same day", {"same_day_minimum": "4h"}, ["at least 4 hours", "the next working day"]),
        ("next working day", {}, ["the close", "the 1st working day after"]),
        ("next working day by 16:00", {}, ["16:00 on the 1st working day after"]),
        ("by agreement", {}, ["no deadline until one is agreed"]),
        ("11 days", {}, ["the 11th working day"]),
        ("12 days", {}, ["the 12th working day"]),
        ("13 days", {}, ["the 13th working day"]),
        ("21 days", {}, ["the 21st working day"]),
        ("40 days", {}, ["the 40th working day"]),
        ("111 days", {}, ["the 111th working day"]),
        ("122 days", {}, ["the 122nd working day"]),
    ],
)
def test_a_sentence_says_how_each_word_is_read(words, reading, said):
    sentence = Reading(**reading).describe(Target.parse(words))
    assert [part for part in said if part not in sentence] == []


@pytest.mark.parametrize("unit", ["hours", "days", "calendar days", "weeks", "working weeks"])
def test_a_sentence_says_how_the_upper_end_of_a_range_is_read_and_names_the_lower(unit):
    """S5."""
    said = Reading().describe(Target.parse(f"3-4 {unit}"))
    assert said.startswith(Reading().describe(Target.parse(f"4 {unit}")))
    assert f"expected from 3 {unit}" in said
    assert "expected" not in Reading().describe(Target.parse(f"4 {unit}"))


# values --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"receipt": "report"},
        {name: values[-1] for name, values in Reading.VALUES.items()},
        {"working_day": "hours", "day_length": "24h", "same_day_minimum": "90 minutes"},
    ],
    ids=["default", "one", "all", "lengths"],
)
def test_a_reading_comes_back_equal_from_its_code_and_from_a_pickle(choices):
    reading = Reading(**choices)
    assert eval(repr(reading), {"Reading": Reading}) == reading  # noqa: S307
    again = pickle.loads(pickle.dumps(reading))  # noqa: S301
    assert (again, hash(again)) == (reading, hash(reading))


def test_the_code_of_a_reading_holds_what_is_not_the_default():
    assert repr(Reading()) == "Reading()"
    assert repr(Reading(working_day="same_time", receipt="report", day="working")) == (
        "Reading(receipt='report', working_day='same_time')"
    )


@pytest.mark.parametrize("text", ["8h", "8 h", "8 hours", "480 minutes", " 8H ", "8 working hours"])
def test_a_length_may_be_written_as_text(text):
    assert Reading(day_length=text) == Reading(day_length=timedelta(hours=8)) == Reading()
    assert Reading(same_day_minimum=text) == Reading(same_day_minimum=timedelta(hours=8))


@pytest.mark.parametrize(
    "value", [timedelta(0), timedelta(hours=-8), "0h", "-8h", "h", "", "1 day", "eight", 8, 8.0, True]
)
@pytest.mark.parametrize("name", ["day_length", "same_day_minimum"])
def test_what_is_no_length_of_working_time_is_refused(name, value):
    with pytest.raises(InputError, match=f"^{name}=.*: write '8h'"):
        Reading(**{name: value})


def test_a_day_has_a_length():
    with pytest.raises(InputError, match="day_length=None"):
        Reading(day_length=None)


@pytest.mark.parametrize(
    ("choice", "hint"),
    [
        ({"hour": "elasped"}, "did you mean 'elapsed'?"),
        ({"receipt": "reprot"}, "did you mean 'report'?"),
        ({"working_day": "hours to close"}, "did you mean 'hours_to_close'?"),
        ({"working_day": "Close"}, "did you mean 'close'?"),
        ({"calendar_day": "sametime"}, "did you mean 'same_time'?"),
        ({"same_day": "response day"}, "did you mean 'response_day'?"),
        ({"day": "business"}, "write one of 'working', 'calendar'"),
        ({"landing": None}, "write one of 'close', 'open'"),
        ({"week": 5}, "write one of 'calendar', 'working'"),
    ],
)
def test_a_choice_that_there_is_not_is_refused_with_the_nearest(choice, hint):
    ((name, value),) = choice.items()
    with pytest.raises(InputError) as caught:
        Reading(**choice)
    assert str(caught.value) == f"{name}={value!r}: {hint}"


@pytest.mark.parametrize("text", ["1-2h", "8 elapsed hours", "1 day", "same day", "by agreement"])
def test_a_length_is_one_amount_of_working_time(text):
    with pytest.raises(InputError, match="is no length of working time"):
        Reading(day_length=text)


def test_only_a_target_is_described():
    with pytest.raises(InputError, match=r"write Target.parse\('3 working days'\)"):
        Reading().describe("3 days")  # type: ignore[arg-type]
