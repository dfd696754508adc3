"""The project stands alone: no file points at the machine on which it was written."""

import re
import subprocess

import pytest

from tests.architecture import checks
from tests.architecture.source import ROOT, sources_under

OUTSIDE = re.compile(
    r"""
    (?<![\w.:/~$}*-]) / (?:home|root|Users|work|tmp|opt|mnt|srv|var|private|usr/(?!bin/env\b)) \b
    | \b[A-Z]:\\{1,2}(?:Users|Windows|Program\ Files|Temp|dev|src)\b
    | \.\./shared
    """,
    re.VERBOSE,
)
REGISTRY = re.compile(r"https?://[^/\s]*(?:pypi|pythonhost|npmj|debian)")


def tracked() -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    return [name for name in listing.stdout.split("\0") if name]


def strangers(text: str) -> list[str]:
    """Return the paths outside the project and the addresses of package registries in *text*."""
    return [found.group().strip() for pattern in (OUTSIDE, REGISTRY) for found in pattern.finditer(text)]


def test_no_tracked_file_points_outside_the_project():
    texts = {name: (ROOT / name).read_text(encoding="utf-8", errors="replace") for name in tracked()}
    assert "pyproject.toml" in texts
    assert {name: found for name, text in texts.items() if (found := strangers(text))} == {}


def test_no_test_has_a_loophole():
    assert checks.loopholes(sources_under(ROOT / "tests", "tests")) == []


# each check finds what it is for -------------------------------------------------------------------------------------

SLASH = "/"


@pytest.mark.parametrize(
    "text",
    [
        f"open('{SLASH}home/ann/a.csv')",
        f"{SLASH}work/data",
        f"cd {SLASH}tmp",
        f"#!{SLASH}usr/bin/python3",
        "C:" + "\\Users",
        ".." + "/shared/cases",
        "https:" + "//pypi.org/simple",
        "https:" + "//files.pythonhosted.org",
    ],
)
def test_a_stranger_is_found(text):
    assert strangers(text) != []


@pytest.mark.parametrize(
    "text",
    [f"#!{SLASH}usr/bin/env bash", "https://example.org/home/ann", "docs/work/a.md", "and/or", "10/17", "~/tmp/a"],
)
def test_what_only_looks_like_a_stranger_is_not_found(text):
    assert strangers(text) == []


@pytest.mark.parametrize(
    "source",
    [
        "@pytest.mark." + "skip\ndef test(): ...",
        "@pytest.mark." + "xfail(strict=True)\ndef test(): ...",
        "pytest." + "importorskip('numpy')",
        "from pytest import " + "skip",
        "from hypothesis import " + "HealthCheck",
        "@settings(" + "suppress_health_check=[])\ndef test(): ...",
    ],
)
def test_a_loophole_is_found(source):
    assert checks.loopholes({"tests.unit.test_rules": source}) != []


@pytest.mark.parametrize("source", ["Calendar.weekly(hours, skip=days)", "leaf.skip", "'pytest.skip'"])
def test_what_only_looks_like_a_loophole_is_not_found(source):
    assert checks.loopholes({"tests.unit.test_rules": source}) == []
