"""Chromium as a reader has it: of any width, in light or in dark, and told on for what it loads and what fails."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.architecture.source import ROOT

SWITCHES = (
    *("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"),
    *("disable-background-networking", "disable-component-update", "hide-scrollbars"),
)
OVERFLOW = """
const shown = document.documentElement.clientWidth;
return [...document.querySelectorAll('body *')].filter(each => {
    const style = getComputedStyle(each), place = each.getBoundingClientRect();
    if (place.width === 0 || style.position === 'fixed' || place.left >= shown) return false;
    if (place.right <= shown + 1) return false;
    for (let outer = each; outer && outer !== document.body; outer = outer.parentElement) {
        if (getComputedStyle(outer).overflowX !== 'visible') return false;
    }
    return true;
}).map(each => each.outerHTML.slice(0, 120));
"""
"""What sticks out of the page to the right, and can neither be scrolled by itself nor is put aside."""


def program(name: str) -> str:
    found = shutil.which(name)
    assert found is not None, f"{name} is not installed: type apt-get install chromium chromium-driver"
    return found


@dataclass
class Browser:
    """One chromium; ``see`` opens a page, and the rest tells of it."""

    driver: Chrome

    def see(self, page: Path, width: int = 1280, theme: str = "light") -> None:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": theme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.driver.get_log("browser"), self.driver.get_log("performance")  # what earlier pages said
        self.driver.get(page.as_uri())

    def wider_than_the_screen(self) -> int:
        """Return by how many pixels the page can be scrolled to the right."""
        found: int = self.driver.execute_script(
            "const page = document.documentElement; return Math.max(page.scrollWidth, document.body.scrollWidth)"
            " - page.clientWidth"
        )
        return found

    def sticking_out(self) -> list[str]:
        found: list[str] = self.driver.execute_script(OVERFLOW)
        return found

    def complaints(self) -> list[str]:
        """Return what the console says, and what could not be loaded or was asked of a network."""
        said = [entry["message"] for entry in self.driver.get_log("browser")]
        return said + [word for entry in self.driver.get_log("performance") for word in _wrong(entry)]

    def value(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}")


def _wrong(entry: dict[str, Any]) -> Iterator[str]:
    message = json.loads(entry["message"])["message"]
    told = message["params"]
    if message["method"] == "Network.loadingFailed" and not told.get("canceled"):
        yield f"failed: {told['errorText']}"
    if message["method"] == "Network.requestWillBeSent":
        url = told["request"]["url"]
        if not url.startswith(("file:", "data:", "blob:", "about:")):
            yield f"asked for {url}"


@pytest.fixture(scope="session")
def browser(tmp_path_factory) -> Iterator[Browser]:
    options = ChromeOptions()
    options.binary_location = program("chromium")
    for switch in SWITCHES:
        options.add_argument(f"--{switch}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options, Service(program("chromedriver")))
    yield Browser(driver)
    driver.quit()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """Return the folder of the site, made afresh."""
    made = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "--keep-going", "-q", "docs", str(made)]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return made
