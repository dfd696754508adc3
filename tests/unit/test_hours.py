"""The wall-clock week: hours in words and as a mapping, read and written (T6)."""

from datetime import UTC, time

import pytest

from slacalc import hours
from slacalc.errors import InputError
from slacalc.windows import DAY, HOUR, MINUTE, SECOND, WEEK

NINE_TO_FIVE = (9 * HOUR, 17 * HOUR)
DASH = "\N{EN DASH}"


def week(**days: list[tuple[int, int]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return shifts by day, given in hours since its midnight."""
    found = {day.lower(): tuple((start * HOUR, end * HOUR) for start, end in windows) for day, windows in days.items()}
    return tuple(found.get(day.lower(), ()) for day in hours.DAYS)


OFFICE = week(mon=[(9, 17)], tue=[(9, 17)], wed=[(9, 17)], thu=[(9, 17)], fri=[(9, 17)])


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 09:00-17:00",
        "Mo-Fr 09:00-17:00",
        "Monday-Friday 09:00-17:00",
        "MON-fri 9:00-17:00",
        "  Mon - Fri   09:00 - 17:00  ",
        "Mon-Fri: 09:00-17:00",
        f"Mon{DASH}Fri 09:00{DASH}17:00",
        "Mon,Tue,Wed,Thu,Fri 09:00-17:00",
        "Mon-Wed,Thu-Fri 09:00-17:00",
        "Fri,Mon-Thu 09:00-17:00",
        "Mon 09:00-17:00; Tue-Fri 09:00-17:00",
        "Mon-Fri 09:00:00-17:00:00.000000",
    ],
)
def test_an_office_week_may_be_written_in_many_ways(text):
    assert hours.parse_week(text) == OFFICE


@pytest.mark.parametrize("text", ["09:00-17:00", "daily 09:00-17:00", "every day 09:00-17:00", "Mon-Sun 09:00-17:00"])
def test_no_days_are_every_day(text):
    assert hours.parse_week(text) == (((9 * HOUR, 17 * HOUR),),) * 7


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("Mon 09:00-12:00,13:00-17:00", week(mon=[(9, 12), (13, 17)])),
        ("Mon 13:00-17:00,09:00-12:00", week(mon=[(9, 12), (13, 17)])),
        ("Mon 13:00-17:00; Mon 09:00-12:00", week(mon=[(9, 12), (13, 17)])),
        ("Mon 09:00-17:00; Sat 10:00-14:00", week(mon=[(9, 17)], sat=[(10, 14)])),
        ("Fri-Mon 10:00-12:00", week(fri=[(10, 12)], sat=[(10, 12)], sun=[(10, 12)], mon=[(10, 12)])),
        ("Sun-Mon 10:00-12:00", week(sun=[(10, 12)], mon=[(10, 12)])),
        ("Mon-Mon 10:00-12:00", week(mon=[(10, 12)])),
        ("Sat 00:00-24:00", week(sat=[(0, 24)])),
        ("Sat 12:00-24:00", week(sat=[(12, 24)])),
        ("Sun 22:00-06:00", week(sun=[(22, 30)])),
        ("Mon 22:00-00:00", week(mon=[(22, 24)])),
        ("Mon 09:00-12:00,12:00-17:00", week(mon=[(9, 12), (12, 17)])),
        ("Mon 05:00-06:00,22:00-06:00", week(mon=[(5, 6), (22, 30)])),
    ],
    ids=[
        "two windows",
        "in any order",
        "in two rules",
        "two days",
        "over the weekend",
        "over the week's end",
        "one day",
        "a whole day",
        "to midnight",
        "a night",
        "to 00:00",
        "touching",
        "the night before is another day",
    ],
)
def test_hours_are_read(text, shifts):
    assert hours.parse_week(text) == shifts


def test_seconds_and_their_fractions_are_read():
    assert hours.parse_time("09:00:30") == 9 * HOUR + 30 * SECOND
    assert hours.parse_time("23:59:59.999999") == DAY - 1
    assert hours.parse_time("00:00:00.5") == SECOND // 2
    assert hours.parse_time("24:00") == DAY


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no hours in '': write for instance 'Mon-Fri 09:00-17:00; Sat 10:00-14:00', or use Calendar.never()"),
        ("   ", "no hours in '   '"),
        (None, "no hours in None"),
        (9, "no hours in 9"),
        ("Mon-Fri", "no times after 'Mon-Fri' in the hours 'Mon-Fri': write for instance "),
        ("Mon 09:00-17:00; Sat", "no times after 'Sat' in the hours"),
        ("Mon 09:00-17:00;", "no times after ''"),
        ("Mno 09:00-17:00", "'Mno' is no day of the week in the hours 'Mno 09:00-17:00': did you mean 'Mon'?"),
        ("Tues 09:00-17:00", "did you mean 'Tue'?"),
        ("Wendesday 09:00-17:00", "did you mean 'Wed'?"),
        ("Holidays 09:00-17:00", "'Holidays' is no day of the week"),
        ("xyz 09:00-17:00", "write one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"),
        ("Mon,,Tue 09:00-17:00", "'' is no day of the week"),
        ("Mon-Tue-Wed 09:00-17:00", "cannot read the days 'Mon-Tue-Wed'"),
        ("Mon 09:00", "cannot read the hours '09:00': write a start and an end, for instance '09:00-17:00'"),
        ("Mon 09:00-17:00-18:00", "cannot read the hours '09:00-17:00-18:00'"),
        ("Mon 09:00-17:00 Sat 10:00-14:00", "cannot read the hours '09:00-17:00 Sat 10:00-14:00'"),
        ("Mon 25:00-26:00", "'25:00' is no time of day: write 00:00 to 24:00, for instance 09:00 or 17:30"),
        ("Mon 09:00-24:01", "'24:01' is no time of day"),
        ("Mon 09:60-17:00", "'09:60' is no time of day"),
        ("Mon 09:00-23:59:60", "'23:59:60' is no time of day"),
        ("Mon 9-17", "'9' is no time of day"),
        ("Mon 9am-5pm", "'9am' is no time of day"),
        ("Mon 09:00-", "'' is no time of day"),
        ("Mon -09:00-17:00", "is no day of the week"),
        ("Mon 24:00-06:00", "24:00 is an end, not a start, in '24:00-06:00': write 00:00"),
        ("Mon 09:00-09:00", "'09:00-09:00' starts and ends at one time: for the whole day write 00:00-24:00"),
        ("Mon 00:00-00:00", "for the whole day write 00:00-24:00"),
        (
            "Mon 09:00-12:00,11:00-13:00",
            "the windows 09:00-12:00 and 11:00-13:00 of one day overlap: write them as one, or join two ",
        ),
        ("Mon-Fri 09:00-17:00; Fri 16:00-18:00", "the windows 09:00-17:00 and 16:00-18:00 of one day overlap"),
        ("Mon,Mon 09:00-17:00", "the windows 09:00-17:00 and 09:00-17:00 of one day overlap"),
        ("Mon 20:00-06:00,22:00-23:00", "the windows 20:00-06:00 and 22:00-23:00 of one day overlap"),
        ("Mon 09:00-17:00," + " " * 5_000, "are too long: at most 5000"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_wrong_hours_are_told_what_to_write(text, message):
    """T6 and section 8: what was got, what was wanted, what to type."""
    with pytest.raises(InputError) as caught:
        hours.parse_week(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "digits",
    ["\N{ARABIC-INDIC DIGIT NINE}", "\N{FULLWIDTH DIGIT NINE}", "\N{SUPERSCRIPT TWO}"],
    ids=["arabic", "fullwidth", "superscript"],
)
def test_only_ascii_digits_are_digits(digits):
    with pytest.raises(InputError, match="no time of day"):
        hours.parse_week(f"Mon 0{digits}:00-17:00")


# -- as a mapping ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "shifts"),
    [
        ({"mon": [("09:00", "17:00")]}, week(mon=[(9, 17)])),
        ({"Monday": [["09:00", "17:00"]], "sat": []}, week(mon=[(9, 17)])),
        ({"Mo": ["09:00-12:00", ("13:00", "17:00")]}, week(mon=[(9, 12), (13, 17)])),
        ({"mon": [(time(9), time(17))]}, week(mon=[(9, 17)])),
        ({"mon": [("22:00", "06:00")], "sun": [("12:00", "24:00")]}, week(mon=[(22, 30)], sun=[(12, 24)])),
        ({"mon": [("09:00", "12:00")], "Monday": [("13:00", "17:00")]}, week(mon=[(9, 12), (13, 17)])),
    ],
    ids=["pairs", "lists and an empty day", "text", "times", "nights", "one day by two names"],
)
def test_hours_may_be_a_mapping_from_days_to_windows(given, shifts):
    assert hours.week_of(given) == shifts


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "these hours are never open: write for instance 'Mon-Fri 09:00-17:00; Sat 10:00-14:00', or use "),
        ({"mon": []}, "these hours are never open"),
        ({"funday": [("09:00", "17:00")]}, "'funday' is no day of the week: did you mean 'Sun'?"),
        ({"Mon-Fri": [("09:00", "17:00")]}, "'Mon-Fri' is no day of the week"),
        ({0: [("09:00", "17:00")]}, "0 is no day of the week: write one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"),
        ({"mon": [("09:00",)]}, "('09:00',) is no window: write a pair such as ('09:00', '17:00')"),
        ({"mon": [None]}, "None is no window"),
        ({"mon": [(9, 17)]}, "9 is no time of day: write text such as '09:00'"),
        ({"mon": [(time(9, tzinfo=UTC), time(17))]}, "is no time of day: write text such as '09:00'"),
        ({"mon": [("24:00", "06:00")]}, "24:00 is an end, not a start"),
        ({"mon": [("09:00", "09:00")]}, "'09:00-09:00' starts and ends at one time"),
        ({"mon": [("09:00", "12:00"), ("11:00", "13:00")]}, "09:00-12:00 and 11:00-13:00 of one day overlap"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_wrong_mapping_is_told_what_to_write(given, message):
    with pytest.raises(InputError) as caught:
        hours.week_of(given)
    assert message in str(caught.value)


# -- one day -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("09:00-12:30,13:30-17:00", [(9 * HOUR, 12 * HOUR + 30 * MINUTE), (13 * HOUR + 30 * MINUTE, 17 * HOUR)]),
        (f"13:00{DASH}24:00", [(13 * HOUR, DAY)]),
        ("22:00-06:00", [(22 * HOUR, 30 * HOUR)]),
    ],
)
def test_the_windows_of_one_day_are_read(text, shifts):
    assert hours.parse_shifts(text) == shifts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (13, "hours=13 is no text: write for instance '13:00-24:00'"),
        (None, "hours=None is no text"),
        ("", "cannot read the hours ''"),
        ("Mon 13:00-24:00", "is no time of day"),
    ],
    ids=repr,
)
def test_wrong_windows_of_one_day_are_told_what_to_write(text, message):
    with pytest.raises(InputError) as caught:
        hours.parse_shifts(text)
    assert message in str(caught.value)


# -- edges of the week, and back -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("Mon 09:00-17:00", (9, 17)),
        ("Mon 09:00-12:00,12:00-17:00", (9, 17)),
        ("Mon 22:00-06:00", (22, 30)),
        ("Mon 22:00-06:00; Tue 05:00-08:00", (22, 32)),
        ("Mon 12:00-24:00; Tue 00:00-12:00", (12, 36)),
        ("Sun 22:00-06:00", (0, 6, 166, 168)),
        ("Mon-Sun 00:00-24:00", (0, 168)),
    ],
)
def test_windows_that_touch_or_overlap_from_another_day_are_one(text, edges):
    """T6: touching windows merge; a night may overlap the next morning. Edges are in hours since Monday 00:00."""
    assert hours.week_edges(hours.parse_week(text)) == tuple(edge * HOUR for edge in edges)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Mon-Fri 09:00-17:00", "Mon-Fri 09:00-17:00"),
        ("Fri-Mon 10:00-12:00", "Mon,Fri-Sun 10:00-12:00"),
        ("Tue,Thu,Sat 9:00-12:30,13:30-17:00", "Tue,Thu,Sat 09:00-12:30,13:30-17:00"),
        ("Sat 10:00-14:00; Mon-Fri 09:00-17:00", "Mon-Fri 09:00-17:00; Sat 10:00-14:00"),
        ("22:00-06:00", "Mon-Sun 22:00-06:00"),
        ("Sun 22:00-06:00", "Sun 22:00-06:00"),
        ("Sat 00:00-24:00", "Sat 00:00-24:00"),
        ("Mon 22:00-00:00", "Mon 22:00-24:00"),
        ("Mon 09:00:00.250-17:00:30", "Mon 09:00:00.25-17:00:30"),
        ("Mon 09:00:00.000001-17:00", "Mon 09:00:00.000001-17:00"),
    ],
)
def test_printing_hours_and_reading_them_again_changes_nothing(text, printed):
    week_ = hours.parse_week(text)
    assert hours.week_text(week_) == printed
    assert hours.parse_week(printed) == week_


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 09:00-17:00",
        "22:00-06:00",
        "Sun 22:00-06:00",
        "Mon 00:00-24:00; Tue 00:00-18:00",
        "Fri 18:00-24:00; Sat-Sun 00:00-24:00; Mon 00:00-08:00",
        "Mon-Sun 00:00-24:00",
        "Sun 12:00-24:00; Mon 00:00-12:00",
        "Mon 00:00-06:00; Sun 23:59:59.999999-24:00",
    ],
)
def test_edges_of_the_week_are_written_as_hours_that_have_the_same_edges(text):
    edges = hours.week_edges(hours.parse_week(text))
    again = hours.week_text(hours.week_from_edges(edges))
    assert hours.week_edges(hours.parse_week(again)) == edges
    assert hours.week_text(hours.week_from_edges(hours.week_edges(hours.parse_week(again)))) == again


def test_a_night_over_the_end_of_the_week_is_written_on_sunday():
    assert hours.week_text(hours.week_from_edges((0, 6 * HOUR, WEEK - 2 * HOUR, WEEK))) == "Sun 22:00-06:00"


def test_a_long_window_is_written_by_its_days():
    """A window of a day cannot end after 24 hours, so it is cut at midnights."""
    assert hours.week_text(hours.week_from_edges((12 * HOUR, 60 * HOUR))) == (
        "Mon 12:00-24:00; Tue 00:00-24:00; Wed 00:00-12:00"
    )


@pytest.mark.parametrize(
    "read",
    [
        hours.parse_shifts,
        lambda text: hours.week_of({"mon": text}),
        lambda text: hours.week_of({"mon": [text]}),
    ],
)
def test_windows_are_no_longer_than_the_hours_of_a_week(read):
    with pytest.raises(InputError, match="hours of 5001 characters are too long: at most 5000"):
        read("9" * 5_001)
