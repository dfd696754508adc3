"""The oracle against examples worked by hand: the two schemes, and the finer points of the conventions."""

import ast
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from .clock import ALWAYS, NEVER, Clock, Dates, OutOfReach, Spans, Weekly, public_holidays
from .contract import LONDON, Booking, Contract, office, scheme
from .days import Days
from .hours import weekly_hours
from .instants import DAY, HOUR, MINUTE, at, civil, local, utc
from .reading import Reading
from .verdict import Events, Verdict, assess, deadlines
from .words import Promise, Target, promise

OFFICE = office()
P4 = Contract(scheme("p1-p4"), OFFICE, LONDON)
P3 = Contract(scheme("p1-p3"), OFFICE, LONDON)


def t(text: str) -> int:
    """Return London wall time as an instant: "05-13 16:30" of 2026, or with the year written."""
    return at(text if text[4] == "-" else f"2026-{text}", LONDON)


def shown(instant: int | None) -> str | None:
    return None if instant is None else local(instant, LONDON).isoformat(" ", "minutes").removeprefix("2026-")


def due(contract: Contract, events: Events, name: str = "resolution") -> str | None:
    return shown(deadlines(events, contract)[name].due)


def judged(contract: Contract, events: Events, now: str, name: str = "resolution") -> Verdict:
    return assess(events, contract, t(now))[name]


def hours(text: str, zone: str = LONDON) -> Weekly:
    return Weekly(zone, weekly_hours(text))


def single(resolution: str, clock: Clock = OFFICE, /, **reading: Any) -> Contract:
    promises = {"P1": {"response": promise("8 working hours"), "resolution": promise(resolution)}}
    return Contract(promises, clock, LONDON, reading=Reading(**reading))


def test_it_imports_nothing_that_it_judges() -> None:
    allowed = sys.stdlib_module_names | {"holidays", "pytest"}
    for path in Path(__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            assert {name.partition(".")[0] for name in names} <= allowed, path.name
            assert not isinstance(node, ast.ImportFrom) or node.level < 2, path.name


# The clock ---------------------------------------------------------------------------------------


def test_a_window_is_half_open() -> None:
    assert OFFICE.is_open(t("05-13 09:00"))
    assert OFFICE.is_open(t("05-13 17:00") - 1)
    assert not OFFICE.is_open(t("05-13 17:00"))


def test_a_skipped_hour_counts_nothing_and_a_repeated_one_twice() -> None:
    night = hours("Sun 00:00-03:00")
    assert night.measure(t("03-29 00:00"), t("03-30 00:00")) == 2 * HOUR
    assert night.measure(t("10-25 00:00"), t("10-26 00:00")) == 4 * HOUR


def test_a_window_inside_the_repeated_hour_opens_twice() -> None:
    halves = hours("Sun 01:00-01:30").windows(t("10-25 00:00"), t("10-26 00:00"))
    assert [str(utc(edge))[11:16] for half in halves for edge in half] == ["00:00", "00:30", "01:00", "01:30"]


def test_lord_howe_moves_by_half_an_hour() -> None:
    zone = "Australia/Lord_Howe"
    assert hours("Sun 00:00-24:00", zone).measure(at("2026-04-05", zone), at("2026-04-06", zone)) == 24.5 * HOUR
    assert hours("Sun 00:00-24:00", zone).measure(at("2026-10-04", zone), at("2026-10-05", zone)) == 23.5 * HOUR


def test_apia_has_no_30_december_2011() -> None:
    zone = "Pacific/Apia"
    missing = Dates(zone, {date(2011, 12, 30)})
    assert missing.measure(at("2011-12-28", zone), at("2012-01-02", zone)) == 0
    assert civil(local(at("2011-12-31", zone), zone).replace(day=30), zone) == at("2011-12-31", zone)


def test_a_skipped_civil_time_is_the_jump_and_a_repeated_one_its_first_pass() -> None:
    assert t("03-29 01:30") - HOUR // 2 == civil(local(t("03-29 00:30"), LONDON).replace(hour=1), LONDON)
    assert civil(local(t("10-25 00:30"), LONDON).replace(hour=1), LONDON) == at("2026-10-25T00:30+00:00")


def test_a_budget_used_up_at_closing_is_due_at_closing() -> None:
    assert OFFICE.add(t("05-15 09:00"), 8 * HOUR) == t("05-15 17:00")
    assert OFFICE.add(t("05-15 09:00"), 8 * HOUR + 1) == t("05-18 09:00") + 1
    assert OFFICE.add(t("05-16 11:00"), 0) == t("05-16 11:00")


def test_subtracting_gives_the_latest_start() -> None:
    assert OFFICE.subtract(t("05-18 09:00"), 8 * HOUR) == t("05-15 09:00")
    assert OFFICE.subtract(t("05-18 09:00"), 0) == t("05-18 09:00")
    assert OFFICE.subtract(t("05-18 10:00"), HOUR) == t("05-18 09:00")
    assert OFFICE.add(t("05-18 10:00"), -2 * HOUR) == t("05-15 16:00")


def test_working_time_is_signed() -> None:
    assert OFFICE.measure(t("05-15 16:00"), t("05-18 10:00")) == 2 * HOUR
    assert OFFICE.measure(t("05-18 10:00"), t("05-15 16:00")) == -2 * HOUR
    assert OFFICE.measure(t("05-15 16:59") + 1, t("05-15 16:59") + 4) == 3


def test_edges() -> None:
    friday, monday = t("05-15 17:00"), t("05-18 09:00")
    assert OFFICE.next_open(friday) == monday
    assert OFFICE.next_close(friday) == t("05-18 17:00")
    assert OFFICE.next_close(friday - 1) == friday
    assert OFFICE.previous_open(monday) == monday
    assert OFFICE.previous_open(monday - 1) == t("05-15 09:00")
    assert OFFICE.previous_close(friday) == friday
    assert OFFICE.previous_close(friday - 1) == t("05-14 17:00")


def test_a_lone_span_has_edges_and_then_nothing() -> None:
    span = Spans([(t("05-13 09:00"), t("05-13 10:00"))])
    assert span.next_close(t("05-01 00:00")) == t("05-13 10:00")
    assert span.previous_open(t("05-20 00:00")) == t("05-13 09:00")
    with pytest.raises(OutOfReach):
        span.next_open(t("05-13 10:00"))
    with pytest.raises(OutOfReach):
        ALWAYS.next_close(t("05-13 10:00"))


def test_a_holiday_cuts_a_night_shift_at_midnight_and_skip_takes_the_whole_shift() -> None:
    nights, friday = "Thu-Fri 22:00-06:00", {date(2026, 5, 15)}
    cut = hours(nights) - Dates(LONDON, friday)
    skipped = Weekly(LONDON, weekly_hours(nights), skip=friday)
    span = t("05-14 12:00"), t("05-16 12:00")
    assert [shown(edge) for window in cut.windows(*span) for edge in window] == [
        *("05-14 22:00", "05-15 00:00"),
        *("05-16 00:00", "05-16 06:00"),
    ]
    assert [shown(edge) for window in skipped.windows(*span) for edge in window] == ["05-14 22:00", "05-15 06:00"]


def test_the_algebra_is_pointwise_across_zones() -> None:
    london, york = hours("Mon-Fri 09:00-17:00"), hours("Mon-Fri 09:00-17:00", "America/New_York")
    span = t("05-13 00:00"), t("05-14 00:00")
    assert (london & york).measure(*span) == 3 * HOUR
    assert (london | york).measure(*span) == 13 * HOUR
    assert (london - york).measure(*span) == 5 * HOUR
    assert (~london).measure(*span) == 16 * HOUR
    assert (london & NEVER).measure(*span) == 0


def test_public_holidays_of_england() -> None:
    book = public_holidays("GB", "ENG")
    assert date(2026, 4, 6) in book
    assert date(2026, 12, 28) in book
    assert date(2026, 12, 26) in book
    assert date(2026, 12, 29) not in book


def test_spans_want_whole_minutes() -> None:
    with pytest.raises(ValueError, match="whole minutes"):
        Spans([(0, 1)])


# Working days ------------------------------------------------------------------------------------


def test_working_days_of_an_office() -> None:
    days = Days(OFFICE, LONDON)
    friday = date(2026, 5, 22)
    assert days.nth(friday, 1) == date(2026, 5, 26)
    assert days.nth(friday, 0) == friday
    assert days.nth(date(2026, 5, 23), 0) == date(2026, 5, 26)
    assert days.nth(date(2026, 5, 26), -1) == friday
    assert days.count(date(2026, 5, 18), date(2026, 5, 25)) == 5
    assert days.opening(friday) == t("05-22 09:00")
    assert days.closing(friday) == t("05-22 17:00")
    assert days.closing(date(2026, 5, 25)) is None


def test_an_overnight_window_belongs_to_the_day_on_which_it_opens() -> None:
    days = Days(hours("Mon-Fri 22:00-06:00"), LONDON)
    assert days.closing(date(2026, 5, 15)) == t("05-16 06:00")
    assert not days.is_working_day(date(2026, 5, 16))


def test_a_night_shift_cut_by_a_closed_friday_makes_saturday_a_working_day() -> None:
    days = Days(hours("Mon-Fri 22:00-06:00") - Dates(LONDON, {date(2026, 5, 15)}), LONDON)
    assert not days.is_working_day(date(2026, 5, 15))
    assert days.opening(date(2026, 5, 16)) == t("05-16 00:00")
    assert days.closing(date(2026, 5, 14)) == t("05-15 00:00")


def test_a_window_of_more_than_24_hours_is_cut_at_midnights() -> None:
    days = Days(hours("Mon-Fri 00:00-24:00"), LONDON)
    assert days.opening(date(2026, 5, 13)) == t("05-13 00:00")
    assert days.closing(date(2026, 5, 13)) == t("05-14 00:00")
    assert days.count(date(2026, 5, 11), date(2026, 5, 18)) == 5
    long = Days(Spans([(t("05-13 15:00"), t("05-14 16:00"))]), LONDON)
    assert long.closing(date(2026, 5, 13)) == t("05-14 00:00")
    assert long.closing(date(2026, 5, 14)) == t("05-14 16:00")
    day = Days(Spans([(t("05-13 15:00"), t("05-14 15:00"))]), LONDON)
    assert day.closing(date(2026, 5, 13)) == t("05-14 15:00")
    assert not day.is_working_day(date(2026, 5, 14))


def test_a_window_opens_on_the_date_that_the_clock_reads_then() -> None:
    """At one minute past midnight the clock of St John's went back to 23:01, so that 24 October 1987 came twice."""
    zone = "America/St_Johns"
    days = Days(Dates(zone, {date(1987, 10, 24)}), zone)
    assert not days.is_working_day(date(1987, 10, 25))
    assert days.closing(date(1987, 10, 24)) == at("1987-10-25T03:30+00:00")


# Words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 working hours", Promise(Target("working hours", 8 * HOUR))),
        ("90 minutes", Promise(Target("hours", 90 * MINUTE))),
        ("1.5 elapsed hours", Promise(Target("elapsed hours", 90 * MINUTE))),
        ("aim: 1 working hour", Promise(Target("working hours", HOUR), aim=True)),
        ("1-2 days", Promise(Target("days", 2), lower=Target("days", 1))),
        ("1-2 working weeks", Promise(Target("working weeks", 2), lower=Target("working weeks", 1))),
        ("next working day by 16:00", Promise(Target("next working day", by=960))),
        (
            "by agreement; usually within 10 working days",
            Promise(None, estimate=Target("working days", 10), by_agreement=True),
        ),
        ("usually within 2 calendar days", Promise(None, estimate=Target("calendar days", 2))),
        ("same day", Promise(Target("same day"))),
        ("by agreement", Promise(None, by_agreement=True)),
    ],
)
def test_words(text: str, expected: Promise) -> None:
    assert promise(text) == expected


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        promise("1 fortnight")


# The two schemes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contract", "priority", "reported", "response", "expected_from", "resolution"),
    [
        (P3, "P1", "05-13 16:30", "05-14 09:30", None, "05-13 17:00"),
        (P3, "P2", "05-15 16:30", "05-18 09:30", "05-18 17:00", "05-19 17:00"),
        (P3, "P3", "03-20 15:00", "03-20 16:00", "03-27 17:00", "04-07 17:00"),
        (P4, "P1", "05-13 10:30", "05-14 10:30", None, "05-14 17:00"),
        (P4, "P1", "05-16 11:00", "05-18 17:00", None, "05-19 17:00"),
        (P4, "P1", "12-24 16:30", "12-29 16:30", None, "12-29 17:00"),
        (P4, "P3", "11-23 10:00", "11-24 10:00", None, "2027-01-21 17:00"),
        (P4, "P4", "05-11 10:00", "05-12 10:00", None, None),
    ],
)
def test_worked_examples(
    contract: Contract,
    priority: str,
    reported: str,
    response: str,
    expected_from: str | None,
    resolution: str | None,
) -> None:
    marks = deadlines(Events(t(reported), priority), contract)
    assert shown(marks["response"].due) == response
    assert shown(marks["resolution"].due) == resolution
    assert shown(marks["resolution"].expected_from) == expected_from


def test_an_estimate_is_no_deadline() -> None:
    marks = deadlines(Events(t("05-11 10:00"), "P4"), P4)["resolution"]
    assert shown(marks.estimate) == "05-26 17:00"
    assert judged(P4, Events(t("05-11 10:00"), "P4"), "07-01 10:00").state == "no_deadline"


# Readings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "reading", "reported", "expected"),
    [
        ("8 hours", {}, "05-15 16:30", "05-18 16:30"),
        ("8 hours", {"hour": "elapsed"}, "05-15 16:30", "05-16 00:30"),
        ("1 working day", {"receipt": "report"}, "05-16 11:00", "05-18 17:00"),
        ("same day", {"receipt": "report"}, "05-16 11:00", "05-18 17:00"),
        ("same day", {"receipt": "report"}, "05-13 18:00", "05-14 17:00"),
        ("1 working day", {"working_day": "same_time"}, "05-15 16:30", "05-18 16:30"),
        ("1 working day", {"working_day": "same_time"}, "05-16 11:00", "05-19 09:00"),
        ("1 working day", {"working_day": "same_time", "receipt": "report"}, "05-13 18:00", "05-14 17:00"),
        ("1 working day", {"working_day": "hours"}, "05-13 09:00", "05-13 17:00"),
        ("1 working day", {"working_day": "hours", "landing": "open"}, "05-13 09:00", "05-14 09:00"),
        ("1 working day", {"working_day": "hours", "day_length": 24 * HOUR}, "05-15 16:30", "05-20 16:30"),
        ("1 working day", {"working_day": "hours_to_close"}, "05-15 16:30", "05-18 17:00"),
        ("1 working day", {"working_day": "hours_to_close"}, "05-13 09:00", "05-13 17:00"),
        ("1 working day", {"working_day": "inclusive"}, "05-13 09:00", "05-13 17:00"),
        ("2 working days", {"working_day": "inclusive"}, "05-13 09:00", "05-14 17:00"),
        ("1-2 days", {"day": "calendar"}, "05-21 10:30", "05-26 17:00"),
        ("2 calendar days", {}, "05-14 10:30", "05-18 17:00"),
        ("2 calendar days", {"calendar_day": "same_time"}, "03-28 10:30", "03-30 10:30"),
        ("2 calendar days", {"calendar_day": "elapsed"}, "03-28 10:30", "03-30 11:30"),
        ("1 week", {}, "05-18 10:00", "05-26 17:00"),
        ("1 week", {"week": "working"}, "05-18 10:00", "05-26 17:00"),
        ("2 weeks", {"week": "working"}, "05-11 10:00", "05-26 17:00"),
        ("2 weeks", {"week": "working"}, "05-18 10:00", "06-02 17:00"),
        ("1 working week", {}, "05-12 10:00", "05-19 17:00"),
        ("same day", {"same_day": "midnight"}, "05-13 17:30", "05-14 00:00"),
        ("same day", {"same_day": "midnight"}, "05-13 00:00", "05-14 00:00"),
        ("same day", {"same_day": "response_day"}, "05-13 09:00", "05-13 17:00"),
        ("same day", {"same_day": "response_day"}, "05-13 09:01", "05-14 17:00"),
        ("same day", {"same_day_minimum": 4 * HOUR}, "05-13 13:00", "05-13 17:00"),
        ("same day", {"same_day_minimum": 4 * HOUR}, "05-13 13:01", "05-14 17:00"),
        ("8 working hours", {"landing": "open"}, "05-15 09:00", "05-18 09:00"),
        ("next working day", {"working_day": "inclusive"}, "05-15 09:00", "05-18 17:00"),
        ("next working day by 16:00", {}, "05-15 09:00", "05-18 16:00"),
    ],
)
def test_readings(words: str, reading: dict[str, Any], reported: str, expected: str) -> None:
    assert due(single(words, **reading), Events(t(reported), "P1")) == expected


def test_a_result_at_midnight_belongs_to_the_day_that_ends() -> None:
    whole = single("1 working day", ALWAYS, working_day="hours_to_close")
    assert due(whole, Events(t("05-13 16:00"), "P1")) == "05-14 00:00"
    respond = single("same day", ALWAYS, same_day="response_day")
    assert due(respond, Events(t("05-13 16:00"), "P1")) == "05-14 00:00"


# Cover -------------------------------------------------------------------------------------------


def covered(contract: Contract, *spans: tuple[str, str]) -> Contract:
    return replace(contract, cover=[Booking(t(start), t(end)) for start, end in spans])


@pytest.mark.parametrize(
    ("words", "reading", "span", "reported", "expected"),
    [
        ("same day", {}, ("05-16 10:00", "05-16 14:00"), "05-16 11:00", "05-16 14:00"),
        ("same day", {}, ("05-13 17:00", "05-13 21:00"), "05-13 16:30", "05-13 17:00"),
        ("same day", {}, ("05-13 17:00", "05-13 21:00"), "05-13 18:30", "05-13 21:00"),
        ("same day", {}, ("05-16 22:00", "05-17 02:00"), "05-16 23:00", "05-17 00:00"),
        ("same day", {"same_day_minimum": 2 * HOUR}, ("05-13 17:00", "05-13 21:00"), "05-13 16:30", "05-13 21:00"),
        ("same day", {"same_day_minimum": 5 * HOUR}, ("05-13 17:00", "05-13 21:00"), "05-13 16:30", "05-14 17:00"),
        ("1 working day", {}, ("05-16 10:00", "05-16 14:00"), "05-16 11:00", "05-18 17:00"),
        ("1 week", {}, ("05-16 10:00", "05-16 14:00"), "05-16 11:00", "05-26 17:00"),
        ("4 working hours", {}, ("05-16 10:00", "05-16 14:00"), "05-15 16:30", "05-16 13:30"),
        ("1 working day", {"working_day": "same_time"}, ("05-16 10:00", "05-16 14:00"), "05-16 11:00", "05-18 17:00"),
        ("1 working day", {"working_day": "inclusive"}, ("05-16 10:00", "05-16 14:00"), "05-16 11:00", "05-16 14:00"),
    ],
)
def test_cover(words: str, reading: dict[str, Any], span: tuple[str, str], reported: str, expected: str) -> None:
    contract = covered(single(words, **reading), span)
    assert due(contract, Events(t(reported), "P1")) == expected


def test_a_booking_inside_the_standard_hours_changes_nothing() -> None:
    nights = single("same day", hours("Mon-Fri 22:00-06:00"))
    events = Events(t("05-16 00:30"), "P1")
    assert due(nights, events) == due(covered(nights, ("05-16 00:00", "05-16 01:00")), events) == "05-19 06:00"


def test_cover_known_later_counts_from_when_it_is_known() -> None:
    contract = replace(
        single("4 working hours"), cover=[Booking(t("05-16 10:00"), t("05-16 14:00"), booked_at=t("05-15 12:00"))]
    )
    events = Events(t("05-15 11:00"), "P1")
    late = Events(t("05-15 14:00"), "P1")
    assert shown(judged(contract, events, "05-15 11:30").due) == "05-15 15:00"
    assert shown(judged(contract, late, "05-15 15:00").due) == "05-16 11:00"
    early = replace(contract, cover=[replace(contract.cover[0], booked_at=t("05-16 12:00"))])
    assert shown(judged(early, late, "05-15 15:00").due) == "05-18 10:00"


# Pauses ------------------------------------------------------------------------------------------


def paused(reported: str, *spans: tuple[str, str | None], priority: str = "P2", **events: Any) -> Events:
    pauses = [(t(a), None if b is None else t(b)) for a, b in spans]
    return Events(t(reported), priority, pauses=pauses, **events)


@pytest.mark.parametrize(
    ("contract", "events", "expected"),
    [
        (P4, paused("05-11 10:00", ("05-12 11:00", "05-13 15:00")), "05-18 13:00"),
        (P4, paused("05-11 10:00", ("05-14 17:00", "05-15 12:00")), "05-14 17:00"),
        (P4, paused("05-11 10:00", ("05-12 17:00", "05-13 09:00")), "05-14 17:00"),
        (P4, paused("05-11 10:00", ("05-12 12:00", "05-12 13:00"), ("05-12 12:30", "05-12 14:00")), "05-15 11:00"),
        (P4, paused("05-11 10:00", ("05-14 16:00", "05-15 10:00")), "05-15 11:00"),
        (P3, paused("05-11 10:00", ("05-13 10:00", "05-13 12:00")), "05-14 11:00"),
        (
            single("4 elapsed hours"),
            paused("05-16 11:00", ("05-16 12:00", "05-16 13:30"), priority="P1"),
            "05-16 16:30",
        ),
        (
            single("4 elapsed hours"),
            paused("05-16 11:00", ("05-16 10:00", "05-16 11:30"), priority="P1"),
            "05-16 15:30",
        ),
        (
            single("8 working hours", landing="open"),
            paused("05-13 09:00", ("05-13 12:00", "05-13 20:00"), priority="P1"),
            "05-14 14:00",
        ),
    ],
)
def test_pauses_move_a_deadline(contract: Contract, events: Events, expected: str) -> None:
    assert due(contract, events) == expected


def test_each_mark_moves_by_itself() -> None:
    marks = deadlines(paused("05-11 10:00", ("05-13 10:00", "05-13 12:00")), P3)["resolution"]
    assert shown(marks.expected_from) == "05-12 17:00"


def test_a_pause_of_the_resolution_leaves_the_response_alone() -> None:
    assert due(P4, paused("05-11 10:00", ("05-11 11:00", "05-11 15:00")), "response") == "05-12 10:00"
    both = replace(P4, pauses=("response", "resolution"))
    assert due(both, paused("05-11 10:00", ("05-11 11:00", "05-11 15:00")), "response") == "05-12 14:00"


def test_cover_and_pauses_take_the_earlier_of_two_reckonings() -> None:
    contract = covered(single("8 working hours"), ("05-16 10:00", "05-16 14:00"))
    events = paused("05-15 16:00", ("05-16 11:00", "05-16 13:00"), priority="P1")
    assert due(contract, events) == "05-18 14:00"


# Verdicts ----------------------------------------------------------------------------------------


def test_exactly_at_the_due_instant_is_in_time() -> None:
    done = Events(t("05-13 10:30"), "P1", resolved=t("05-14 17:00"))
    assert judged(P4, done, "05-20 10:00").state == "met"
    late = judged(P4, replace(done, resolved=t("05-14 17:00") + 1), "05-20 10:00")
    assert (late.state, late.breached_at) == ("missed", t("05-14 17:00"))


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("05-16 11:00", "not_started"),
        ("05-18 09:00", "running"),
        ("05-19 12:59", "running"),
        ("05-19 13:00", "at_risk"),
        ("05-19 17:00", "at_risk"),
        ("05-19 17:01", "overdue"),
    ],
)
def test_states_of_an_open_ticket(now: str, state: str) -> None:
    assert judged(P4, Events(t("05-16 11:00"), "P1"), now).state == state


def test_a_range_has_a_window() -> None:
    contract = replace(P3, promises={"P2": {"resolution": replace(promise("1-2 days"), thresholds=(100,))}})
    assert judged(contract, Events(t("05-11 10:00"), "P2"), "05-12 16:59").state == "running"
    assert judged(contract, Events(t("05-11 10:00"), "P2"), "05-12 17:00").state == "in_window"


def test_an_open_pause_hides_the_due_and_a_late_one_does_not() -> None:
    verdict = judged(P4, paused("05-11 10:00", ("05-12 11:00", None)), "05-13 15:00")
    assert (verdict.state, verdict.due, shown(verdict.due_if_resumed)) == ("paused", None, "05-18 13:00")
    assert (verdict.used, verdict.remaining, verdict.overrun) == (9 * HOUR, 22 * HOUR, 0)
    late = judged(P4, paused("05-11 10:00", ("05-14 17:30", None)), "05-15 11:00")
    assert (late.state, shown(late.due), late.overrun) == ("overdue", "05-14 17:00", 0)
    assert deadlines(paused("05-11 10:00", ("05-12 11:00", None)), P4)["resolution"].due is None


def test_resolving_ends_an_open_pause_and_fulfils_the_response() -> None:
    events = paused("05-11 10:00", ("05-12 11:00", None), resolved=t("05-13 15:00"))
    verdicts = assess(events, P4, t("05-20 10:00"))
    assert (verdicts["resolution"].state, shown(verdicts["resolution"].due)) == ("met", "05-18 13:00")
    assert verdicts["response"].completed_at == t("05-13 15:00")
    assert verdicts["response"].state == "missed"


def test_the_overrun_of_a_closed_day_is_zero() -> None:
    verdict = judged(single("same day"), Events(t("05-15 10:00"), "P1"), "05-16 12:00")
    assert (verdict.state, verdict.overrun, verdict.used) == ("overdue", 0, 7 * HOUR)


def test_used_remaining_and_overrun_add_up_to_the_unpaused_measure() -> None:
    events = paused("05-11 10:00", ("05-12 11:00", "05-13 15:00"), ("05-18 12:30", "05-18 14:00"))
    for now in ("05-11 10:00", "05-12 12:00", "05-14 10:00", "05-18 12:45", "05-18 16:00"):
        verdict = judged(P4, events, now)
        assert verdict.used is not None
        assert verdict.remaining is not None
        assert verdict.overrun is not None
        assert verdict.used + verdict.remaining - verdict.overrun == 31 * HOUR


def test_three_quarters_of_the_measure() -> None:
    verdict = judged(P4, Events(t("05-13 10:30"), "P1"), "05-13 11:00")
    assert shown(verdict.at_risk_at) == "05-14 13:22"
    assert verdict.at_risk_at == t("05-14 13:22") + MINUTE // 2


def test_a_ticket_not_yet_logged_has_not_started() -> None:
    events = Events(t("05-13 10:00"), "P1", unlogged=True)
    assert judged(P4, events, "05-20 10:00").state == "not_started"
    assert deadlines(events, P4)["resolution"].due is None
    logged = replace(events, logged=t("05-13 12:00"))
    assert due(P4, logged, "response") == "05-14 12:00"
    assert due(replace(P4, starts="reported"), logged, "response") == "05-14 10:00"


def test_before_a_priority_is_set_a_shared_response_runs() -> None:
    verdicts = assess(Events(t("05-13 10:00")), P4, t("05-13 12:00"))
    assert shown(verdicts["response"].due) == "05-14 10:00"
    assert verdicts["resolution"].state == "no_deadline"


def test_what_is_not_known_yet_does_not_count() -> None:
    events = paused("05-11 10:00", ("05-12 11:00", "05-13 15:00"), resolved=t("05-15 10:00"))
    assert shown(judged(P4, events, "05-12 10:59").due) == "05-14 17:00"
    assert judged(P4, events, "05-12 12:00").state == "paused"
    assert judged(P4, events, "05-15 09:59").state == "running"
    assert judged(P4, events, "05-15 10:00").state == "met"
    with pytest.raises(ValueError, match="before the report"):
        judged(P4, events, "05-11 09:59")


def test_a_promise_with_hours_of_its_own() -> None:
    contract = replace(P4, own={("P1", "resolution"): hours("Mon-Sun 08:00-20:00")})
    assert due(contract, Events(t("05-16 11:00"), "P1")) == "05-17 20:00"
    assert due(contract, Events(t("05-16 11:00"), "P1"), "response") == "05-18 17:00"


def test_days_are_24_hours_in_microseconds() -> None:
    assert utc(DAY).isoformat() == "1970-01-02T00:00:00+00:00"
