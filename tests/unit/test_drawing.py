"""An explanation drawn: each mark at its place, all words legible, nothing that a page stumbles over; 2026, London."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacalc import Calendar, Cover, Package, Scheme, Ticket, explain
from slacalc.errors import InputError
from slacalc.lettering import harmless, short, width_of
from tests.drawings import IMAGES, drawings, kept
from tests.pictures import Picture

LONDON = ZoneInfo("Europe/London")
P4 = Package.preset("p1-p4")
LEFT, RIGHT = 24, 960 - 24


def t(text):
    return datetime.fromisoformat(text if text.startswith("20") else f"2026-{text}").replace(tzinfo=LONDON)


def reported(at, priority="P2", number="INC-7"):
    return Ticket(id=number, reported_at=t(at), priority=priority)


def drawn(ticket, at, package=P4, width=960):
    return Picture(explain(ticket, package, at=t(at)).svg(width=width))


def place(at, start, end):
    """Return where an instant stands, by rule of three."""
    seconds = [t(each).timestamp() for each in (start, at, end)]
    return pytest.approx(LEFT + (RIGHT - LEFT) * (seconds[1] - seconds[0]) / (seconds[2] - seconds[0]), abs=0.06)


def flags(picture, ink="due"):
    """Return where the deadlines stand; the legend has one as well."""
    return [float(re.match(r"M(-?[\d.]+)", d)[1]) + 1.5 for d in picture.shapes(ink) if "l0 -19" in d]


WAITING = reported("05-11 10:00").responded(t("05-11 11:00"))
WAITING = WAITING.paused(t("05-12 11:00"), reason="waiting on customer").resumed(t("05-13 15:00"))
SPAN = "05-11 10:00", "05-20 12:00"


# each mark at its place ----------------------------------------------------------------------------------------------


def test_the_deadlines_stand_where_they_fall():
    """Response: 8 working hours from 10:00, Tuesday 10:00; resolution: Thursday's close and 12 hours paused."""
    picture = drawn(WAITING, "05-20 12:00")
    assert flags(picture) == [place("05-12 10:00", *SPAN)]
    assert flags(picture, "duelate") == [place("05-18 13:00", *SPAN)]
    assert "due Tue 12 May 10:00" in picture.texts
    assert "due Mon 18 May 13:00: overdue by 15 h" in picture.texts


def test_now_and_what_happened_stand_where_they_were():
    picture = drawn(WAITING, "05-18 12:00")
    span = "05-11 10:00", "05-18 13:00"
    assert picture.lines("now") == [place("05-18 12:00", *span)]
    assert picture.lines("event") == [place("05-11 10:00", *span), place("05-11 11:00", *span)]
    for words in ("now Mon 18 May 12:00", "reported, as P2 Mon 11 May 10:00", "answered Mon 11 May 11:00"):
        assert words in picture.texts


def test_the_drawing_goes_on_to_the_last_deadline():
    picture = drawn(WAITING, "05-11 12:00")
    span = "05-11 10:00", "05-14 17:00"
    assert flags(picture) == [place("05-12 10:00", *span), place("05-14 17:00", *span)]
    assert picture.lines("now") == [place("05-11 12:00", *span)]


def test_a_pause_is_drawn_from_its_beginning_to_its_end_with_its_reason():
    picture = drawn(WAITING, "05-20 12:00")
    assert picture.boxes("pause") == [(place("05-12 11:00", *SPAN), place("05-13 15:00", *SPAN))]
    assert picture.shapes("pauseline")[0].startswith("M")
    assert "paused: waiting on customer" in picture.texts


def test_open_hours_are_bands_and_what_was_used_lies_upon_them():
    picture = drawn(WAITING, "05-20 12:00")
    days = [
        ("05-11 10:00", "05-11 17:00"),
        *((f"05-{day} 09:00", f"05-{day} 17:00") for day in (12, 13, 14, 15, 18, 19)),
    ]
    bands = [(place(start, *SPAN), place(end, *SPAN)) for start, end in [*days, ("05-20 09:00", "05-20 12:00")]]
    assert picture.boxes("open") == bands * 3
    used = [("05-11 10:00", "05-11 17:00"), ("05-12 09:00", "05-12 11:00"), ("05-13 15:00", "05-13 17:00")]
    used += [("05-14 09:00", "05-14 17:00"), ("05-15 09:00", "05-15 17:00"), ("05-18 09:00", "05-18 13:00")]
    expected = [(place("05-11 10:00", *SPAN), place("05-11 11:00", *SPAN))]
    assert picture.boxes("used") == expected + [(place(start, *SPAN), place(end, *SPAN)) for start, end in used]


def test_what_is_too_late_is_as_long_as_the_overrun():
    """Monday from 13:00, Tuesday, and Wednesday until noon: 15 hours."""
    picture = drawn(WAITING, "05-20 12:00")
    late = [("05-18 13:00", "05-18 17:00"), ("05-19 09:00", "05-19 17:00"), ("05-20 09:00", "05-20 12:00")]
    assert picture.boxes("late") == [(place(start, *SPAN), place(end, *SPAN)) for start, end in late]
    assert "too late" in picture.texts
    assert "overdue by 15 h of working time (3 working days)" in picture.texts


def test_public_holidays_and_closures_are_named_where_they_are():
    office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London") - Calendar.holidays(
        "GB", subdiv="ENG", tz="Europe/London"
    )
    package = P4.amend(calendar=office - Calendar.dates({date(2026, 12, 24): "Stocktaking"}, tz="Europe/London"))
    picture = drawn(reported("12-23 10:00", "P1"), "12-23 12:00", package)
    span = "12-23 10:00", "12-29 17:00"
    closed = [("12-24", "12-25"), ("12-25", "12-26"), ("12-26", "12-27"), ("12-28", "12-29")]
    expected = [(place(f"{one} 00:00", *span), place(f"{other} 00:00", *span)) for one, other in closed]
    assert picture.boxes("named") == expected
    for name in ("Stocktaking", "Christmas Day", "Boxing Day", "Boxing Day (observed)"):
        assert name in picture.texts


def test_booked_cover_is_drawn_with_its_name():
    package = P4.amend(cover=[Cover(t("05-16 09:00"), t("05-16 13:00"), name="SO-1182")])
    picture = drawn(reported("05-15 15:00", "P1"), "05-16 14:30", package)
    span = "05-15 15:00", "05-18 17:00"
    assert picture.boxes("cover") == [(place("05-16 09:00", *span), place("05-16 13:00", *span))] * 3
    assert {"booked cover SO-1182", "booked cover"} <= {*picture.texts}


def test_a_risk_an_estimate_and_the_end_have_signs_and_words():
    ticket = reported("05-11 10:00", "P4").estimated(date(2026, 5, 13), at=t("05-11 12:00"))
    picture = drawn(ticket.cancelled(t("05-14 10:00")), "05-14 12:00")
    assert {"estimate Wed 13 May 17:00", "cancelled Thu 14 May 10:00", "at risk from Mon 11 May 16:00"} <= {
        *picture.texts
    }
    assert {"estimate", "ended", "at risk"} <= {*picture.texts}


def test_a_change_of_priority_and_a_breach_on_arrival():
    ticket = reported("05-11 10:00", "P3").prioritised("P1", t("05-14 11:00"))
    picture = drawn(ticket, "05-14 16:00")
    assert "P3 → P1 Thu 14 May 11:00" in picture.texts
    assert "breached on arrival Thu 14 May 11:00: overdue by 15 h" in picture.texts
    span = "05-11 10:00", "05-14 16:00"
    late = [("05-13 09:00", "05-13 17:00"), ("05-14 09:00", "05-14 16:00")]
    assert picture.boxes("late")[-2:] == [(place(start, *span), place(end, *span)) for start, end in late]


def test_an_open_pause_shows_where_the_deadline_would_be():
    picture = drawn(reported("05-11 10:00").paused(t("05-12 11:00")), "05-12 15:00")
    assert "if resumed now due Fri 15 May 13:00" in picture.texts
    assert len(flags(picture, "sign")) == 1


def test_an_earlier_turn_keeps_its_deadline():
    ticket = reported("05-11 10:00").resolved(t("05-11 16:00")).reopened(t("05-13 11:00"))
    picture = drawn(ticket, "05-14 11:00", P4.amend(handling={"reopen": "restart"}))
    assert {"turn 1 due Thu 14 May 17:00: met", "due Mon 18 May 17:00", "earlier turn"} <= {*picture.texts}


def test_messages_have_lanes_of_their_own():
    package = P4.amend(priorities={"P2": {"next_reply": "4 working hours"}})
    picture = drawn(reported("05-11 10:00").customer_replied(t("05-12 10:00")), "05-12 12:00", package)
    assert "Next reply" in picture.texts
    assert "due Tue 12 May 14:00" in picture.texts


def test_hours_that_differ_are_told_for_each_clock():
    picture = drawn(reported("05-11 10:00"), "05-11 11:00", P4.amend(priorities={"P2": {"response": "1 elapsed hour"}}))
    assert {"of the response", "of the resolution"} <= {*picture.texts}
    assert picture.texts.count("Hours") == 2


def test_a_ticket_that_was_over_long_ago_is_drawn_to_its_end():
    picture = drawn(reported("05-11 10:00", "P1").resolved(t("05-11 12:00")), "2028-05-11 12:00")
    assert "now Thu 11 May 2028 12:00 →" in picture.texts
    assert flags(picture)[1] > 800


def test_a_ticket_that_waits_to_be_logged_is_drawn_until_now():
    picture = drawn(Ticket.unlogged(t("05-11 10:00"), priority="P1"), "05-12 12:00")
    assert {"reported, not logged yet, as P1 Mon 11 May 10:00", "now Tue 12 May 12:00"} <= {*picture.texts}


def test_a_promise_broken_under_an_earlier_priority_stays_broken():
    """One working day from Monday, and on Thursday 40 of them: the deadline lies ahead, the breach behind."""
    ticket = reported("05-11 10:00", "P1").responded(t("05-11 11:00")).prioritised("P3", t("05-14 11:00"))
    picture = drawn(ticket, "05-18 12:00")
    assert "breached Tue 12 May 17:00: overdue" in picture.texts
    assert flags(picture)[1] == place("07-07 17:00", "05-11 10:00", "07-07 17:00")
    assert (picture.boxes("late"), flags(picture, "duelate")) == ([], [])


def test_a_ticket_of_no_priority_has_lanes_without_a_deadline():
    picture = drawn(Ticket(reported_at=t("05-16 10:00")), "05-16 10:00")
    assert "nothing is promised" in picture.texts


def test_a_clock_that_promises_nothing_is_told_last_and_has_no_bar():
    """Without a response the bars are the hours and the resolution; of both clocks the response is told second."""
    one = Package("Acme", Scheme({"P1": {"resolution": "1 working day"}}), P4.calendar)
    pictures = [drawn(reported("05-11 10:00", "P1"), "05-11 12:00", package) for package in (P4, one)]
    assert [len(picture.boxes("closed")) for picture in pictures] == [3, 2]
    told = [[text for text in picture.texts if text in {"Response", "Resolution"}] for picture in pictures]
    assert told == [["Response", "Resolution"], ["Resolution", "Response"]]


# the axis ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "shows"),
    [
        ("2026-05-11 10:07", "2026-05-11 12:07", {"Mon 11 May 2026", "10:10", "12:00"}),
        ("2026-05-11 10:07", "2026-05-12 10:07", {"Mon 11 May 2026", "Tue 12 May 2026", "12:00", "02:00"}),
        ("2026-05-11 10:07", "2026-05-20 10:07", {"May 2026", "Mon 11", "Tue 12"}),
        ("2026-05-13 10:07", "2026-06-28 10:07", {"May 2026", "Jun 2026", "Mon 18", "Mon 1"}),
        ("2026-02-13 10:07", "2026-12-28 10:07", {"2026", "Mar", "Nov"}),
        ("2025-02-13 10:07", "2027-02-13 10:07", {"2025", "2026", "Apr", "Oct"}),
        ("2001-02-13 10:07", "2060-02-13 10:07", {"2005", "2055"}),
    ],
)
def test_the_axis_is_written_in_what_the_span_is_counted_in(start, end, shows):
    picture = drawn(
        reported(start, "P1"), end, P4.amend(priorities={"P1": dict.fromkeys(("response", "resolution"), "1 hour")})
    )
    assert shows <= {*picture.texts}


def test_a_date_before_the_report_is_not_written_at_the_report():
    texts = drawn(reported("05-13 10:00", "P1"), "06-28 10:00").texts
    assert "Mon 11" not in texts


@pytest.mark.parametrize(("day", "times", "says"), [("10-25", 2, "back"), ("03-29", 0, "forward")])
def test_an_hour_stands_on_the_axis_as_often_as_it_passes(day, times, says):
    always = P4.amend(calendar=Calendar.always().in_zone("Europe/London"), priorities={"P1": {"resolution": "4 hours"}})
    texts = drawn(reported(f"{day} 00:00", "P1"), f"{day} 04:00", always).texts
    assert texts.count("01:00") == times
    assert any(text.startswith(f"clocks go {says}") for text in texts)


# words ---------------------------------------------------------------------------------------------------------------

EVIL = "</text><script>alert('&')</script>\x00\x07\u202e\u200b]]>"


def test_what_users_wrote_is_text_and_nothing_else():
    ticket = reported("05-11 10:00", number=EVIL).paused(t("05-11 12:00"), reason=EVIL)
    svg = explain(ticket, P4, at=t("05-12 12:00")).svg()
    picture = Picture(svg)
    assert "<script" not in svg
    assert "paused: </text><script>alert('&…" in picture.texts
    assert all(letter.isprintable() or letter == "\n" for letter in svg)
    assert {element.tag.partition("}")[2] for element in picture.root.iter()} == {
        *("svg", "title", "desc", "style", "rect", "path", "text")
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", r"a\x00b"),
        ("a\u202eb", r"a\u202eb"),
        ("a\ud800b", r"a\ud800b"),
        ("a\nb", r"a\nb"),
        ("é" + "\u0301" * 40, "é\u0301"),
        ("\u0301a", r"\u0301a"),
        ("顧客", "顧客"),
    ],
)
def test_what_cannot_be_seen_is_told(text, shown):
    assert harmless(text) == shown


def test_a_long_reason_is_shortened():
    assert short("x" * 1_000) == "x" * 31 + "…"
    assert short("a  b\tc") == r"a b\tc"


# advance widths of DejaVu Sans 2.37 and its bold face, from space to tilde, in thousandths of an em, rounded up
PLAIN = (
    *(
        318,
        401,
        460,
        838,
        637,
        951,
        780,
        275,
        391,
        391,
        500,
        838,
        318,
        361,
        318,
        337,
        637,
        637,
        637,
        637,
        637,
        637,
        637,
    ),
    *(
        637,
        637,
        637,
        337,
        337,
        838,
        838,
        838,
        531,
        1000,
        685,
        687,
        699,
        771,
        632,
        576,
        775,
        752,
        295,
        295,
        656,
        558,
        863,
    ),
    *(
        749,
        788,
        604,
        788,
        695,
        635,
        611,
        732,
        685,
        989,
        686,
        611,
        686,
        391,
        337,
        391,
        838,
        500,
        500,
        613,
        635,
        550,
        635,
    ),
    *(
        616,
        353,
        635,
        634,
        278,
        278,
        580,
        278,
        975,
        634,
        612,
        635,
        635,
        412,
        521,
        393,
        634,
        592,
        818,
        592,
        592,
        525,
        637,
    ),
    *(337, 637, 838),
)
BOLD = (
    *(
        349,
        457,
        521,
        838,
        696,
        1002,
        873,
        307,
        458,
        458,
        523,
        838,
        380,
        416,
        380,
        366,
        696,
        696,
        696,
        696,
        696,
        696,
        696,
    ),
    *(
        696,
        696,
        696,
        400,
        400,
        838,
        838,
        838,
        581,
        1000,
        774,
        763,
        734,
        831,
        684,
        684,
        821,
        837,
        373,
        373,
        775,
        638,
        996,
    ),
    *(
        837,
        851,
        733,
        851,
        771,
        721,
        683,
        813,
        774,
        1104,
        771,
        725,
        726,
        458,
        366,
        458,
        838,
        500,
        500,
        675,
        716,
        593,
        716,
    ),
    *(
        679,
        436,
        716,
        712,
        343,
        343,
        666,
        343,
        1042,
        712,
        688,
        716,
        716,
        494,
        596,
        479,
        712,
        652,
        924,
        646,
        652,
        583,
        712,
    ),
    *(366, 712, 838),
)


@pytest.mark.parametrize(("widths", "bold"), [(PLAIN, False), (BOLD, True)])
def test_no_letter_of_the_widest_face_is_wider_than_reckoned(widths, bold):
    letters = [chr(code) for code in range(32, 127)]
    over = {a: w for a, w in zip(letters, widths, strict=True) if width_of(a, 1_000, bold=bold) < w - 1}
    assert over == {}


def many_pauses(count, hours=30):
    ticket, at = reported("2025-01-06 10:00", "P3").responded(t("2025-01-06 11:00")), t("2025-01-07 09:00")
    pauses = [(at + timedelta(hours=hours * n), at + timedelta(hours=hours * n + hours // 2)) for n in range(count)]
    for start, end in pauses:
        ticket = ticket.paused(start, reason=f"waiting on supplier {start.day}").resumed(end)
    return ticket


def many_turns():
    ticket = reported("05-11 10:00").resolved(t("05-12 16:00"))
    for day in range(40):
        opened = t("05-13 10:00") + timedelta(days=day)
        ticket = ticket.reopened(opened).resolved(opened + timedelta(hours=2))
    return ticket


CROWDED = {
    "a week": (WAITING, "2026-05-20 12:00", P4),
    "two years": (many_pauses(500), "2027-01-04 12:00", P4),
    "a pause each half hour": (many_pauses(400, 2), "2025-03-04 12:00", P4),
    "forty turns": (many_turns(), "2026-07-12 12:00", P4.amend(handling={"reopen": "restart"})),
    "all at once": (
        reported("05-11 10:00").responded(t("05-11 10:00")).resolved(t("05-11 10:00")),
        "2026-05-11 10:00",
        P4,
    ),
    "long words": (
        reported("05-11 10:00", number="W" * 300).paused(t("05-11 11:00"), reason="顧客を待っています" * 30),
        "2026-05-11 12:00",
        P4.amend(name="W" * 200),
    ),
}


@pytest.mark.parametrize("width", [320, 960, 2_400])
@pytest.mark.parametrize("case", CROWDED)
def test_no_words_overlap_or_run_off_the_paper(case, width):
    ticket, at, package = CROWDED[case]
    picture = drawn(ticket, at, package, width)
    assert list(picture.overlaps()) == []
    assert picture.outside() == []


def test_what_has_no_room_is_counted():
    ticket, at, package = CROWDED["forty turns"]
    texts = drawn(ticket, at, package).texts
    assert "reported, as P2 Mon 11 May 10:00" in texts
    assert any(text.endswith("more events have no room for a name") for text in texts)
    told = [text for text in drawn(*CROWDED["two years"][:2]).texts if text.startswith("paused: ")]
    assert [text.partition(",")[2] for text in told] == [" and 499 more"]


def test_what_is_too_narrow_to_be_seen_is_drawn_as_one():
    """In two years a night is less than a pixel wide: there are bands for weeks, not for 520 days."""
    quiet = reported("2025-01-06 10:00", "P1").responded(t("2025-01-06 11:00"))
    picture = drawn(quiet, "2027-01-04 12:00")
    assert 3 * 100 < len(picture.boxes("open")) < 3 * 125
    assert all(right - left >= 0.8 - 1e-6 for left, right in picture.boxes("open"))


# on a page -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CROWDED)
def test_a_drawing_is_small(case):
    ticket, at, package = CROWDED[case]
    assert len(explain(ticket, package, at=t(at)).svg(width=2_400).encode()) < 200_000


def test_a_drawing_needs_nothing_and_disturbs_nothing():
    """No network, no ids that two drawings on a page could share, no class that a page could have."""
    svg = explain(WAITING, P4, at=t("05-20 12:00")).svg()
    assert re.findall(r"https?://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"\bid=|url\(|href|@import|<script", svg)
    classes = {name for found in re.findall(r'class="([^"]+)"', svg) for name in found.split()}
    assert all(name.startswith("slacalc-") for name in classes)
    styled = {*re.findall(r"\.(slacalc-[a-z]+)\{", svg)}
    assert classes - {"slacalc-drawing"} <= styled
    assert all(found.startswith(".slacalc-") for found in re.findall(r"(?:\}|<style>|\{)([^{}@<]+)\{", svg))


def test_whoever_cannot_see_it_is_told():
    root = drawn(WAITING, "05-20 12:00").root
    assert root.attrib["role"] == "img"
    title, said = root[0], root[1]
    assert (title.tag.partition("}")[2], title.text) == ("title", "INC-7, P2")
    assert said.text == (
        "At Wed 20 May 12:00. Response: done in time (8 working hours). "
        "Resolution: overdue by 15 h of working time (3 working days)"
    )


def test_a_notebook_shows_it():
    why = explain(WAITING, P4, at=t("05-20 12:00"))
    assert why._repr_svg_() == why.svg() == why.svg(width=960)
    assert why.svg() in why._repr_html_()


@pytest.mark.parametrize("width", [319, 2_401, 960.0, True, "960"])
def test_another_width_is_refused(width):
    with pytest.raises(InputError, match=r"width=.* a whole number of pixels from 320 to 2400"):
        explain(WAITING, P4, at=t("05-20 12:00")).svg(width=width)


def shades():
    """Return the colours of each class of the style, in light and in dark."""
    style = drawn(WAITING, "05-20 12:00").root[2].text
    light, dark = style.split("@media (prefers-color-scheme:dark)")
    return [
        dict(re.findall(r"\.slacalc-(\w+)\{(?:fill:none;)?(?:fill|stroke):(#\w{6})", part)) for part in (light, dark)
    ]


def luminance(colour):
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("shade", [0, 1])
def test_words_and_signs_stand_out_from_the_paper(shade):
    """By WCAG 2.1: 4.5 for words (1.4.3), 3 for what a picture is understood by (1.4.11)."""
    inks = shades()[shade]
    assert {name: contrast(inks[name], inks["paper"]) >= 4.5 for name in ("t", "q", "warn", "risk")} == dict.fromkeys(
        ("t", "q", "warn", "risk"), True
    )
    signs = ("used", "late", "overdue", "cross", "now", "due", "duelate", "event", "tickgood", "pauseline", "coverline")
    assert [name for name in signs if contrast(inks[name], inks["paper"]) < 3] == []


@pytest.mark.parametrize("shade", [0, 1])
def test_closed_time_is_nearer_to_the_paper_than_open_time(shade):
    inks = shades()[shade]
    assert contrast(inks["closed"], inks["paper"]) < 1.1
    assert contrast(inks["open"], inks["paper"]) > 1.3


# the drawings of the documents --------------------------------------------------------------------------------------


def test_the_drawings_of_the_documents_are_those_of_their_code():
    """Type ``python3 tasks.py drawings`` to make them afresh."""
    made = drawings()
    assert len(made) > 12
    assert {name: path.read_text(encoding="utf-8") for name, path in kept().items()} == made


@pytest.mark.parametrize("name", sorted(kept()))
def test_the_words_of_the_documents_drawings_are_legible(name):
    picture = Picture((IMAGES / name).read_text(encoding="utf-8"))
    assert list(picture.overlaps()) == []
    assert picture.outside() == []
