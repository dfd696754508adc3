"""The site of the documents in a real browser: each page, narrow and wide, light and dark."""

import re
from pathlib import Path

import pytest

ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|source|audio|video|embed|object|link)\b[^>]*?\s(?:src|href|data)=["'](?:https?:)?//[^"']+""",
    re.IGNORECASE,
)
IN_STYLES = re.compile(r"""(?:@import\s+|url\()["']?(?:https?:)?//[^"')]+""")
WRITTEN = re.compile(r"""<style[^>]*>.*?</style>|style="[^"]*\"""", re.DOTALL)


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)


def elsewhere(text: str) -> list[str]:
    """Return what a page would load from another machine; a link that a reader may follow loads nothing."""
    return ELSEWHERE.findall(text) + [each for style in WRITTEN.findall(text) for each in IN_STYLES.findall(style)]


def test_the_pages_are_there(site):
    names = {path.relative_to(site).as_posix() for path in pages(site)}
    parts = ("index", "tutorial", "glossary", "stability", "changelog", "contributing", "reference/states", "search")
    assert {f"{name}.html" for name in parts} <= names


def test_nothing_is_loaded_from_elsewhere(site):
    found = {path.name: wrong for path in pages(site) if (wrong := elsewhere(path.read_text(encoding="utf-8")))}
    styles = {path.name: IN_STYLES.findall(path.read_text(encoding="utf-8")) for path in site.rglob("*.css")}
    assert found == {}
    assert {name: wrong for name, wrong in styles.items() if wrong} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_every_page_fits_and_nothing_fails(browser, site, width, theme):
    wrong = {}
    for path in pages(site):
        browser.see(path, width, theme)
        found = [*browser.sticking_out(), *browser.complaints()]
        if browser.wider_than_the_screen() > 0 or found:
            wrong[path.relative_to(site).as_posix()] = (browser.wider_than_the_screen(), found)
    assert wrong == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_drawing_is_there_and_can_be_read(browser, site, theme):
    """A phone is shown drawings made for it, whose words have eleven pixels; a map scrolls within its frame."""
    shown = (
        "[...document.querySelectorAll('article img')].map(each => [each.currentSrc, each.naturalWidth, each.width])"
    )
    for name in ("explanation/odd-tickets", "reference/readings", "explanation/architecture", "how-to/follow-the-sun"):
        browser.see(site / f"{name}.html", 400, theme)
        narrow = browser.value(shown)
        assert [each for each in narrow if each[2] < (0.95 * each[1] if "/narrow/" in each[0] else 640)] == []
        assert ["/narrow/" in each[0] for each in narrow] == [name != "explanation/architecture"] * len(narrow)
        browser.see(site / f"{name}.html", 1280, theme)
        wide = browser.value(shown)
        assert [each for each in wide if each[1] < 640 or each[2] < 640 or "/narrow/" in each[0]] == []
        assert 0 < len(wide) == len(narrow)


def test_code_has_room_on_a_desk(browser, site):
    """Lines have 120 characters at most, and what is longer is broken: nothing is scrolled to be read."""
    wide = {}
    for path in pages(site):
        browser.see(path, 1280)
        found = browser.value(
            "[...document.querySelectorAll('article pre')].filter(each => each.scrollWidth > each.clientWidth + 1)"
            ".map(each => each.textContent.slice(0, 80))"
        )
        if found:
            wide[path.relative_to(site).as_posix()] = found
    assert wide == {}


def test_the_search_finds_a_word(browser, site):
    browser.see(site / "search.html")
    browser.driver.get(f"{(site / 'search.html').as_uri()}?q=day_length")
    found = "document.querySelectorAll('#search-results li').length"
    browser.driver.set_script_timeout(20)
    assert browser.driver.execute_async_script(
        f"const done = arguments[0], look = () => {found} ? done({found}) : setTimeout(look, 100); look()"
    )


def test_what_does_not_fit_and_what_fails_is_found(browser, tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text(
        "<body><p style='width: 900px'>wide</p><img src='nosuch.png'><script>console.error('wrong')</script>",
        encoding="utf-8",
    )
    browser.see(page, 400)
    assert browser.wider_than_the_screen() > 500
    assert len(browser.sticking_out()) == 1
    said = " ".join(browser.complaints())
    assert "wrong" in said
    assert "failed: " in said


@pytest.mark.parametrize(
    "text",
    [
        "<script src='https:" + "//example.org/a.js'></script>",
        '<link rel="stylesheet" href="' + "//example.org/a.css" + '">',
        '<img alt="" src="https:' + '//example.org/a.png">',
        "<style>@import '" + "https://example.org/a.css'</style>",
        '<p style="background: url(https:' + '//example.org/a.png)">',
    ],
)
def test_what_is_loaded_from_elsewhere_is_found(text):
    assert elsewhere(text)


@pytest.mark.parametrize(
    "text", ['<a href="https:' + '//example.org">x</a>', '<img src="a.svg"><script src="_static/a.js">']
)
def test_what_loads_nothing_is_not_found(text):
    assert elsewhere(text) == []
