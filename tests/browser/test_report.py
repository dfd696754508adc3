"""The report in chromium: on a phone and a desk, in light and in dark, printed, and without a word to a network."""

import base64
import re
from datetime import datetime
from pathlib import Path

import pytest

from slacalc import Package, Ticket, assess
from slacalc.cli import main
from slacalc.report import report
from tests.architecture.source import ROOT

HOSTILE = "</title><script>document.title = 'run'</script><img src=http://127.0.0.1:9/x onerror=document.title='run'>"
CONTRAST = """
const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(v => v / 255).map(
        v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const paper = each => {
    for (let at = each; at; at = at.parentElement) {
        const found = getComputedStyle(at).backgroundColor;
        if (!found.endsWith(', 0)')) return found;
    }
    return 'rgb(255, 255, 255)';
};
const said = each => [...each.childNodes].some(part => part.nodeType === 3 && part.data.trim());
return [...document.querySelectorAll('header *, main *, footer *')].filter(
    each => !each.closest('svg') && said(each)).map(each => {
        const [a, b] = [light(getComputedStyle(each).color), light(paper(each))].sort((x, y) => y - x);
        return [(a + 0.05) / (b + 0.05), each.outerHTML.slice(0, 100)];
    }).filter(found => found[0] < 4.5).map(String);
"""
"""Words that are hard to read: less than 4.5 to 1, as WCAG 2 counts it."""


@pytest.fixture(scope="module")
def incidents(tmp_path_factory) -> Path:
    """The report on the shipped incidents, as the command makes it."""
    page = tmp_path_factory.mktemp("report") / "report.html"
    export, objectives = str(ROOT / "examples/incidents.csv"), ("--objective", "90%", "--objective", "P1=95%")
    at = ("--at", "2016-06-01T00:00+00:00")
    assert main(["report", export, "--package", "p1-p4", *at, *objectives, "-o", str(page)]) == 0
    return page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """A report on tickets and priorities with hostile names, and words longer than a screen."""
    words = {HOSTILE: {"title": HOSTILE, "response": "1 working hour", "resolution": "1 working day"}}
    package = Package.preset("p1-p4").amend(name=HOSTILE, priorities=words)
    then = datetime.fromisoformat("2026-05-20T12:00+01:00")
    reported = datetime.fromisoformat("2026-05-11T10:00+01:00")
    tickets = [Ticket(id=id_, reported_at=reported, priority=HOSTILE) for id_ in (HOSTILE, "x" * 4_000)]
    text = report([(each, assess(each, package, at=then)) for each in tickets], package, at=then, title=HOSTILE)
    page = tmp_path_factory.mktemp("report") / "hostile.html"
    page.write_text(text, encoding="utf-8")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_sticks_out_and_nothing_is_asked_of_a_network(browser, incidents, width, theme):
    browser.see(incidents, width, theme)
    assert browser.wider_than_the_screen() <= 0
    assert browser.sticking_out() == []
    assert browser.complaints() == []


@pytest.mark.parametrize("width", [360, 1280])
def test_hostile_names_are_shown_and_do_nothing(browser, hostile, width):
    browser.see(hostile, width)
    assert browser.wider_than_the_screen() <= 0
    assert browser.sticking_out() == []
    assert browser.complaints() == []
    assert browser.value("document.title").startswith("</title><script>")
    assert browser.value("document.scripts.length") == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_words_can_be_read(browser, incidents, theme):
    browser.see(incidents, 1280, theme)
    assert browser.driver.execute_script(CONTRAST) == []


def test_dark_is_dark(browser, incidents):
    papers = []
    for theme in ("light", "dark"):
        browser.see(incidents, 1280, theme)
        papers.append(browser.value("getComputedStyle(document.body).backgroundColor"))
    assert papers == ["rgb(255, 255, 255)", "rgb(13, 17, 23)"]


def test_a_phone_is_shown_the_narrow_drawings_and_a_desk_the_wide(browser, incidents):
    shown = "[...document.querySelectorAll('figure svg')].map(each => each.getBoundingClientRect().width)"
    browser.see(incidents, 360)
    assert sorted(width > 0 for width in browser.value(shown)) == [False] * 3 + [True] * 3
    assert max(browser.value(shown)) <= 340
    browser.see(incidents, 1280)
    assert max(browser.value(shown)) > 800


def test_bars_that_are_compared_begin_and_end_alike(browser, incidents):
    bars = "[...document.querySelectorAll('#breaches ~ table .bar')].map(each => each.getBoundingClientRect())"
    for width in (360, 1280):
        browser.see(incidents, width)
        assert len(browser.value(f"{bars}.map(each => each.left)")) == 8
        assert browser.value(f"new Set({bars}.map(each => each.left + ' ' + each.width)).size") == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_the_names_of_bars_stand_on_one_line(browser, incidents, width):
    browser.see(incidents, width)
    names = "[...document.querySelectorAll('.bars th')].map(each => each.getBoundingClientRect().height)"
    late = browser.value(names)[:8]
    assert len(late) == 8
    assert max(late) < 40


@pytest.mark.parametrize("width", [360, 1280])
def test_counts_stand_on_one_line(browser, incidents, width):
    browser.see(incidents, width)
    counts = "document.querySelectorAll('td.chart > .t, .scroll td .quiet')"
    assert browser.value(f"[...{counts}].filter(each => each.getClientRects().length > 1).length") == 0


def test_the_first_figures_are_printed_in_one_row(browser, incidents):
    browser.see(incidents, 500)
    rows = "new Set([...document.querySelectorAll('.cards li')].map(each => each.getBoundingClientRect().top)).size"
    assert browser.value(rows) == 2
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert browser.value(rows) == 1
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_it_is_printed_on_light_paper_with_its_bars(browser, incidents):
    browser.see(incidents, 1280, "dark")
    made = browser.driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    pages = base64.b64decode(made["data"])
    assert pages.startswith(b"%PDF-")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", pages)) <= 12
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert browser.value("getComputedStyle(document.querySelector('nav')).display") == "none"
        assert browser.value("getComputedStyle(document.querySelector('.bar i')).printColorAdjust") == "exact"
        assert browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
