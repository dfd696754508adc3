"""The quick tests with the oldest and the newest dependencies allowed, on each Python of the machine, kept as text.

``python -m tests.state.versions`` makes an environment for each of them in a temporary folder, installs slacalc from
its wheel and the dependencies as wheels, and runs the unit tests and the stored answers; ``--keep`` writes what came
of each to its row of ``versions.md``. ``--only 3.12`` chooses a Python; further words go to pytest. The exit code is 1
if a test failed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_suffix(".md")
FIRST, LAST = 11, 20
"""The minor versions of Python 3 that are looked for."""
QUICK = ("tests/unit", "tests/stored")
TOOLS = ("pytest", "pytest-xdist", "jsonschema")
"""What the quick tests need beside the library and its test kit."""
LATER = {"pendulum": {13: "3.1"}, "pydantic": {13: "2.8"}}
"""The oldest that has wheels for a newer Python: an older one would have to be compiled, which few users do."""
REPORTED = ("pendulum", "holidays", "pydantic", "hypothesis", "tzdata")
_BOUND = re.compile(r"([\w-]+)>=([\d.]+)")


class Run(NamedTuple):
    """What came of the tests in one environment."""

    python: str
    which: str
    versions: str
    outcome: str
    passed: bool


def interpreters() -> dict[int, str]:
    """Return the Pythons of this machine by minor version: those on the path, and those that pyenv keeps."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions").glob("3.*/bin/python")
    on_path = (shutil.which(f"python3.{minor}") for minor in range(FIRST, LAST))
    found: dict[int, str] = {}
    for python in (*sorted(map(str, kept)), sys.executable, *filter(None, on_path)):
        minor = said([python, "-c", "import ensurepip, sys; print(sys.version_info.minor)"])
        if minor and int(minor) >= FIRST:
            found.setdefault(int(minor), python)
    return dict(sorted(found.items()))


def said(command: list[str]) -> str:
    """Return what a command prints, nothing where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def oldest(minor: int) -> list[str]:
    """Return the oldest dependencies that are allowed and that a Python can install."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["testing"]]
    bounds = dict(found.groups() for found in map(_BOUND.match, wanted) if found)
    return [f"{name}=={later(name, minor) or bound}.*" for name, bound in bounds.items()]


def later(name: str, minor: int) -> str | None:
    """Return the oldest version with wheels for a Python, where that is not the oldest allowed."""
    return next((version for since, version in LATER.get(name, {}).items() if minor >= since), None)


def tried(python: str, minor: int, which: str, words: list[str]) -> Run:
    """Make an environment, run the tests in it, and return what came of them."""
    with tempfile.TemporaryDirectory() as folder:
        inside = str(Path(folder, "bin", "python"))
        subprocess.run([python, "-m", "venv", folder], check=True)
        pip = [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
        subprocess.run([*pip, f"{ROOT}[testing]", *TOOLS, *(oldest(minor) if which == "oldest" else ())], check=True)
        code, closing = outcome(inside, words)
        versions = said([inside, "-c", VERSIONS])
        return Run(said([inside, "-c", PYTHON]), which, versions, closing, code == 0)


PYTHON = "import platform; print(platform.python_version())"
VERSIONS = f"import importlib.metadata as data; print(*(f'{{n}} {{data.version(n)}}' for n in {REPORTED}), sep=', ')"


def outcome(python: str, words: list[str]) -> tuple[int, str]:
    """Return the exit code of pytest and its closing line; what it says of failures is shown."""
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *QUICK, *words]
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    *before, closing = done.stdout.splitlines() or [done.stderr]
    if done.returncode:
        say("\n".join(before))
    return done.returncode, closing.strip("= ")


def table(rows: list[str]) -> str:
    """Return the rows of all environments as a page."""
    return (
        "# The quick tests with the oldest and the newest dependencies\n\n"
        f"`{' '.join(QUICK)}`, written by `python3 tasks.py versions --keep`; how the environments are made is told\n"
        "in [versions.py](versions.py).\n\n"
        "| Python | dependencies | versions | outcome | date |\n|---|---|---|---|---|\n" + "".join(rows)
    )


def keep(run: Run) -> None:
    """Write what came of one environment in place of what came of it before."""
    begin = f"| {run.python} | {run.which} |"
    known = KEPT.read_text(encoding="utf-8").splitlines(keepends=True) if KEPT.exists() else []
    others = [line for line in known if line.startswith("| 3.") and not line.startswith(begin)]
    row = f"{begin} {run.versions} | {run.outcome} | {datetime.now(UTC):%Y-%m-%d} |\n"
    KEPT.write_text(table(sorted([*others, row])), encoding="utf-8")


def environments(only: str) -> Iterator[tuple[str, int, str]]:
    """Return the environments that are asked for: a Python, its minor version, and which dependencies."""
    for minor, python in interpreters().items():
        if only in {"", f"3.{minor}"}:
            yield from ((python, minor, which) for which in ("oldest", "newest"))


def main(words: list[str]) -> int:
    """Try each environment, print and perhaps keep what came of it, and return the exit code."""
    options = argparse.ArgumentParser(prog="python -m tests.state.versions", description=(__doc__ or "").split("\n")[0])
    options.add_argument("--only", metavar="3.12", default="", help="the one Python to try")
    options.add_argument("--keep", action="store_true", help=f"write {KEPT.name}")
    asked, rest = options.parse_known_args(words)
    passed = []
    for each in environments(asked.only):
        run = tried(*each, rest)
        say(f"{run.python} {run.which}: {run.outcome} ({run.versions})")
        passed.append(run.passed)
        if asked.keep:
            keep(run)
    return 0 if passed and all(passed) else 1


def say(text: Any) -> None:
    """Print a text at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
