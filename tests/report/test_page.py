"""The page says what was counted, whatever the tickets are called, and reaches out to nothing."""

import re
import sys
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slacalc import Package, Ticket, assess
from slacalc.errors import InputError, MissingExtraError, NaiveDatetimeError
from slacalc.report import report, templates
from slacalc.report.page import BadRow
from tests.report.pages import Page

HOSTILE = [
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% for %}",
    "]]></svg><script>",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "a\x00b\x1b[31m",
    "x" * 5_000,
    "&lt;&amp;",
]
NOON = datetime.fromisoformat("2026-05-20T12:00+01:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-05-{text}+01:00")


def is_sound(page: Page) -> bool:
    """Tell whether a page is balanced, links only into itself, and holds nothing that runs."""
    targets = {f"#{name}" for name in page.attributes("id")}
    links = [link for link in page.attributes("href") if link != "data:,"]
    handlers = [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    elements = {tag for tag, _ in page.elements}
    runs = elements & {"script", "iframe", "object", "embed", "img", "form", "base"}
    return not (page.unbalanced or handlers or runs or {*links} - targets or page.attributes("src"))


def test_the_page_on_the_incidents_says_what_was_counted(incidents, package):
    then, judged = incidents
    text = report(judged, package, at=then, objectives=["P3 resolution=90%", "P1=95%"])
    page = Page(text)
    assert is_sound(page)
    assert page.row("P1 resolution")[1:8] == ["21 of 39", "53.8 %", "95 % ✗ missed", "18", "1", "0", "0"]
    assert page.row("P3 resolution")[1:4] == ["137 of 144", "95.1 %", "90 % ✓ reached"]
    assert page.row("P2 resolution")[3] == "none"
    assert page.row("P4 resolution")[1:] == ["37 of 41 done", "4", "0", "8", "49"]
    assert "300 tickets" in page.text
    assert "1 of 3 objectives reached" in page.text
    assert "104 broken promises" in page.text
    assert "The worst 20 of 104" in page.text
    assert package.content_hash in page.text
    assert len(text) < 250_000


def test_each_bar_says_in_words_what_it_shows(incidents, package):
    then, judged = incidents
    page = Page(report(judged, package, at=then, objectives=["P1=95%"]))
    bars = [attrs for tag, attrs in page.elements if attrs.get("class") == "bar" and attrs.get("role") == "img"]
    assert all(attrs.get("aria-label") for attrs in bars)
    assert "21 of 39 kept, 53.8 %; the objective is 95 %" in {attrs["aria-label"] for attrs in bars}


def test_the_same_tickets_make_the_same_page(incidents, package):
    then, judged = incidents
    assert report(judged, package, at=then) == report(iter(judged), package, at=then)


def test_a_page_on_nothing_is_a_page(page):
    found = page()
    assert is_sound(found)
    assert "0 tickets" in found.text
    assert "No ticket has a deadline that the contract promises." in found.text
    assert "No ticket is open." in found.text


def test_a_share_is_rounded_down(page):
    def resolved(hour: int) -> Ticket:
        return Ticket(reported_at=at("13T09:00"), priority="P1").resolved(at(f"14T{hour}:00"))

    found = page(resolved(10), resolved(11), resolved(18), objectives=["resolution=66.7%"])
    assert found.row("P1 resolution")[1:4] == ["2 of 3", "66.6 %", "66.7 % ✗ missed"]


def test_a_breach_says_what_happened(page):
    late = Ticket(id="INC-9", reported_at=at("11T10:00"), priority="P2").responded(at("11T12:00"))
    late = late.paused(at("12T11:00")).resumed(at("13T15:00")).resolved(at("18T15:00"))
    said = page(late).text
    assert "INC-9 P2 resolution: due Mon 2026-05-18 13:00, done Mon 2026-05-18 15:00, 2 h of working time late" in said
    assert "it waited 12 h of its hours, which are not counted" in said
    assert "Wed 2026-05-13 11:00: skipped, paused" not in said
    assert "read as the close of the 3rd working day after the day on which the clock starts" in said


def test_what_is_apart_says_why(page):
    excused = Ticket(id="E", reported_at=at("11T09:00"), priority="P1").excused(
        "resolution", at=at("19T09:00"), reason="power cut <b>"
    )
    found = page(excused)
    assert "excused: power cut <b>." in found.text
    assert found.row("P1 resolution")[6] == "1"
    assert found.row("P1 resolution")[1:3] == ["0 of 0", "none yet"]


def test_without_a_priority_the_promise_is_what_all_share(page):
    found = page(Ticket(reported_at=at("11T09:00")).responded(at("11T10:00")))
    assert found.row("(no priority) response")[:2] == ["(no priority) response8 working hours", "1 of 1"]


def test_a_month_that_is_not_over_says_so(page):
    april = datetime.fromisoformat("2026-04-13T09:00+01:00")
    tickets = (Ticket(reported_at=each, priority="P1").resolved(at("20T11:00")) for each in (april, at("13T09:00")))
    months = [row[0] for row in page(*tickets).cells if row[0].startswith("2026-0")]
    assert months == ["2026-04", "2026-05not over yet"] * 2


def test_what_a_choice_does_without_is_called_none(page):
    assert "same_day_minimum none landing" in page().text


def test_aims_are_apart(page):
    aimed = Package.preset("p1-p3")
    found = page(Ticket(id="A", reported_at=at("11T09:00"), priority="P1"), package=aimed)
    assert "What is aimed at, and no part of the contract" in found.text


def test_bad_rows_are_told_and_the_first_fifty_reasons_listed(page):
    bad = [BadRow(line, None if line % 2 else f"<{line}>", f"opened 'x{line}' is no time") for line in range(2, 82)]
    found = page(bad_rows=bad)
    assert is_sound(found)
    assert (
        "80 rows could not be read or judged, and are in no figure above; the first 50 of 80 reasons are" in found.text
    )
    assert "line 2 (<2>): opened 'x2' is no time" in found.text
    assert "line 3: opened" in found.text
    assert "line 60" not in found.text


def test_a_reason_of_many_bad_rows_is_told_once(page):
    found = page(bad_rows=[BadRow(line, f"INC-{line}", "priority 'P9' is none") for line in range(2, 82)])
    assert "80 rows could not be read or judged, and are in no figure above." in found.text
    assert "lines 2 (INC-2), 3 (INC-3), 4 (INC-4), 5 (INC-5), 6 (INC-6)" in found.text
    assert ", 11 (INC-11) and 70 more: priority 'P9' is none" in found.text


def test_a_page_says_how_its_tickets_were_read(page):
    assert "How the tickets were read" not in page().text
    found = page(notes=["columns not used: <b>"])
    assert is_sound(found)
    assert "How the tickets were read columns not used: <b>" in found.text


def test_a_page_without_answers_says_what_counts_as_one(page):
    says = "No ticket says when it was first answered, so its resolution counts as the answer."
    asked = Ticket(reported_at=at("13T09:00"), priority="P1").resolved(at("14T11:00"))
    assert says in page(asked).text
    assert says not in page(asked, asked.responded(at("13T10:00"))).text
    assert says not in page().text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_page(text, package):
    name = text[:3000].replace("\x00", "")
    odd = package.amend(name=name, assumptions=[name], priorities={name: {"title": name, "response": "1 working hour"}})
    ticket = Ticket(id=text, reported_at=at("11T09:00"), priority=name).paused(at("12T09:00"), reason=name)
    ticket = ticket.resumed(at("12T10:00"))
    found = Page(
        report(
            [(ticket, assess(ticket, odd, at=NOON))],
            odd,
            at=NOON,
            title=text[:3000],
            objectives=["95%"],
            bad_rows=[BadRow(2, text * 20, text[:3000])],
        )
    )
    assert is_sound(found)
    assert not re.search(r"[\x00\x1b\u202e]", "".join(found.words))
    assert len("".join(found.words)) < 100_000


@settings(max_examples=15, deadline=None)  # each looks for what is wrong with the contract, which takes a while
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_drawn_text_breaks_the_page(id_, reason):
    package = Package.preset("p1-p4")
    ticket = Ticket(id=id_.encode("utf-8", "ignore").decode(), reported_at=at("11T09:00"), priority="P1")
    found = report(
        [(ticket, assess(ticket, package, at=NOON))], package, at=NOON, bad_rows=[BadRow(2, id_, reason)], worst=0
    )
    assert is_sound(Page(found))


@pytest.mark.parametrize("worst", [-1, 201, True, "5"])
def test_the_number_of_the_worst_is_a_number(page, worst):
    with pytest.raises(InputError, match="write a whole number from 0 to 200"):
        page(worst=worst)


@pytest.mark.parametrize("objectives", ["P1=95%", b"95%", 95, [95], [None]])
def test_objectives_are_a_list_of_texts(page, objectives):
    with pytest.raises(InputError, match=r"write (a list such as|for instance) "):
        page(objectives=objectives)


@pytest.mark.parametrize("judged", [None, 5, [None], ["ab"], [("a", "b")], [(Ticket(reported_at=NOON), None)]])
def test_what_is_no_ticket_with_its_verdict_is_refused(package, judged):
    with pytest.raises(InputError, match=r"write pairs such as \(ticket, assess\(ticket, package, at=at\)\)"):
        report(judged, package, at=NOON)


def test_what_is_no_package_is_refused():
    with pytest.raises(InputError, match="is no package"):
        report([], "p1-p4", at=NOON)


def test_the_instant_has_a_zone(package):
    with pytest.raises(NaiveDatetimeError):
        report([], package, at=datetime(2026, 5, 20))  # noqa: DTZ001 (it is what is refused)


def test_without_jinja_the_error_says_what_to_install(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    getattr(templates, "_environment").cache_clear()  # noqa: B009 (a test may forget what was loaded)
    with pytest.raises(MissingExtraError, match=r'pip install "slacalc\[report\]"'):
        page()
