"""What users install: the package with its presets, its licence, three dependencies, and nothing else."""

import re
import subprocess
import sys
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import PurePath

import pytest

import slacalc
from slacalc.cli.profiles import PROFILES
from tests.architecture.source import ROOT, dotted, library


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(wheel) -> Message:
    return message_from_bytes(next(text for name, text in wheel.items() if name.endswith(".dist-info/METADATA")))


def test_it_holds_the_package_whole(wheel):
    modules = {name for name in wheel if name.endswith(".py")}
    assert {dotted(PurePath(name).relative_to("slacalc"), "slacalc") for name in modules} == set(library())
    assert {"slacalc/py.typed", "slacalc/presets/p1-p3.toml", "slacalc/presets/p1-p4.toml"} <= set(wheel)
    assert {f"slacalc/profiles/{name}.toml" for name in PROFILES} <= set(wheel)
    assert {"slacalc/report/templates/page.css", "slacalc/report/templates/page.html.jinja"} <= set(wheel)


def test_it_holds_nothing_else(wheel):
    others = {name for name in wheel if ".dist-info/" not in name and not name.endswith(".py")}
    assert others == {"slacalc/py.typed"} | {
        name
        for name in others
        if re.fullmatch(r"slacalc/((presets|profiles)/\S+\.toml|report/templates/page\.\S+)", name)
    }
    assert {name.partition("/")[0] for name in wheel if ".dist-info/" not in name} == {"slacalc"}


def test_the_core_needs_three_libraries(metadata):
    needs = [need for need in metadata.get_all("Requires-Dist", []) if "extra ==" not in need]
    assert sorted(re.match(r"[\w-]+", need).group() for need in needs) == ["holidays", "pendulum", "pydantic"]


def test_the_command_needs_two_more(metadata):
    needs = [need for need in metadata.get_all("Requires-Dist", []) if "extra == 'cli'" in need]
    assert sorted(re.match(r"[\w-]+", need).group() for need in needs) == ["cyclopts", "rich"]


def test_the_test_kit_needs_one_more(metadata):
    needs = [need for need in metadata.get_all("Requires-Dist", []) if "extra == 'testing'" in need]
    assert [re.match(r"[\w-]+", need).group() for need in needs] == ["hypothesis"]


def test_it_says_what_it_is(wheel, metadata):
    assert metadata["Name"] == "slacalc"
    assert metadata["Version"] == slacalc.__version__
    assert f": {slacalc.__version__}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)
    entry = next(text for name, text in wheel.items() if name.endswith("entry_points.txt"))
    assert b"slacalc = slacalc.cli:main" in entry
