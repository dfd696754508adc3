"""The tasks of the project: ``python3 tasks.py`` lists them.

It needs Python 3.11 with pip and nothing else. Everything is installed into ``.venv`` in this folder, which is made
again whenever the interpreter or pyproject.toml changes.
"""

from __future__ import annotations  # so that an older Python gets as far as the message that it is too old

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")

SAMPLES = "tests/data/examples"
INPUT = {
    "incident_figures.py": ("examples/incident_log.csv.gz",),
    "incidents_frames.py": ("examples/incident_log.csv.gz",),
    "incidents_from_log.py": ("examples/incident_log.csv.gz",),
    "boston311.py": (f"{SAMPLES}/requests.csv", "examples/boston311_rules_2015.csv"),
    "boston311_frames.py": (f"{SAMPLES}/requests.csv", "examples/boston311_rules_2015.csv"),
}
"""What the examples that read a file are run on: a sample stands for a file that is too large to ship."""


# the environment -----------------------------------------------------------------------------------------------------


def environment(*groups: str) -> None:
    """Have slacalc, its extras and these dependency groups of pyproject.toml in ``.venv``."""
    stamp = read_stamp()
    identity = interpreter_and_project()
    if stamp.get("identity") != identity:
        make_environment()
        install("--editable", f"{ROOT}[cli,frames,report,testing]")
        stamp = {"identity": identity, "groups": []}
    missing = [group for group in groups if group not in stamp["groups"]]
    if missing:
        install(*(requirement for group in missing for requirement in requirements(group)))
    stamp["groups"] += missing
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def read_stamp() -> dict[str, Any]:
    """Return what the last run recorded, or nothing if the environment is absent or was left half made."""
    return json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() and PYTHON.exists() else {}


def interpreter_and_project() -> str:
    """Return a digest that changes with the interpreter, the place of the project and its pyproject.toml."""
    facts = f"{sys.version}\n{sys.base_prefix}\n{ROOT}\n".encode() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(facts).hexdigest()


def make_environment() -> None:
    """Make ``.venv`` afresh; where Python comes without ensurepip, the pip of the starting interpreter serves it."""
    shutil.rmtree(VENV, ignore_errors=True)
    print(f"making {VENV.name} with Python {sys.version.split()[0]}", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, check=False).returncode:
        run(sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV))


def install(*what: str) -> None:
    """Install requirements into ``.venv``."""
    inside = subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True, check=False).returncode == 0
    pip = [str(PYTHON), "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    run(*pip, "install", "--quiet", "--disable-pip-version-check", *what)


def requirements(group: str) -> Iterator[str]:
    """Return the requirements of a dependency group (PEP 735), so that a pip that cannot read groups will do."""
    import tomllib  # noqa: PLC0415 - new in 3.11, see the first import of this file

    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    for entry in groups[group]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from requirements(entry["include-group"])


# running -------------------------------------------------------------------------------------------------------------


def run(*command: str) -> None:
    """Run a command in the project folder and stop with its exit code if it fails."""
    variables = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    code = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    if code:
        raise SystemExit(code)


def step(*command: str) -> None:
    """Show a command as one would type it, then run it in ``.venv``."""
    print(f"$ {shlex.join(command)}", flush=True)
    program, *arguments = command
    run(str(shutil.which(program, path=str(SCRIPTS))), *arguments)


# the tasks -----------------------------------------------------------------------------------------------------------


def demo(arguments: list[str]) -> None:
    """Show real tickets with their deadlines and breaches, report.html of them, and how one deadline is read."""
    environment()
    judged = ("examples/incidents.csv", "--package", "p1-p4", "--tz", "UTC", "--at", "2016-06-01T00:00+00:00")
    step("slacalc", "assess", *judged, *(arguments or ("--rows", "12")))
    step("slacalc", "report", *judged, "--objective", "90%", "--output", "report.html")
    step("slacalc", "due", "--package", "p1-p4", "--priority", "P2", "--reported", "2026-12-24T16:30+00:00")


def test(arguments: list[str]) -> None:
    """Run the tests on all cores; further words go to pytest, for instance ``test -k pause``."""
    environment("test")
    step("pytest", "--numprocesses=auto", "--dist=worksteal", *arguments)


def lint(arguments: list[str]) -> None:
    """Check style and format with ruff; ``lint --fix`` mends what can be mended."""
    environment("lint")
    fix = "--fix" in arguments
    step("ruff", "check", *(["--fix"] if fix else []), ".")
    step("ruff", "format", *([] if fix else ["--check"]), ".")


def types(_: list[str]) -> None:
    """Check types with mypy (strict) and pyright."""
    environment("test", "lint")  # what is optional must be there to be checked against
    step("mypy")
    step("pyright", "--pythonpath", str(PYTHON))


def docs(arguments: list[str]) -> None:
    """Run every example in the README, the documents and the docstrings."""
    environment("test")
    step("pytest", "tests/test_documents.py", *arguments)


def site(arguments: list[str]) -> None:
    """Make the site of the documents in build/site; a warning fails it."""
    environment("test", "docs")
    step("sphinx-build", "-W", "-n", "--keep-going", "-q", *arguments, "docs", "build/site")


def browser(arguments: list[str]) -> None:
    """Look at the pages in chromium, narrow and wide, light and dark; it needs chromium and its driver."""
    environment("test", "docs", "browser")
    step("pytest", "tests/browser", *arguments)


def examples(_: list[str]) -> None:
    """Run every script in examples/."""
    environment("test")  # some of them use pandas, or a database
    for script in sorted((ROOT / "examples").glob("*.py")):
        step("python", f"examples/{script.name}", *INPUT.get(script.name, ()))


def clusters(arguments: list[str]) -> None:
    """Run the recipes for Spark and Dask on this machine; Spark needs Java 17."""
    environment("test", "clusters")
    step("pytest", "tests/clusters", *arguments)


def notebooks(arguments: list[str]) -> None:
    """Run the notebooks and see that their exports say the same; ``notebooks --write`` exports them afresh."""
    environment("test", "notebooks")
    step("python", "-m", "tests.notebooks", *arguments)


def cover(arguments: list[str]) -> None:
    """Run the tests without the laws and print which branches they miss; it fails where one is of the core."""
    environment("test")
    step("coverage", "erase")
    step("coverage", "run", "-m", "pytest", "--numprocesses=auto", "--dist=worksteal", *COVERING, *arguments)
    step("coverage", "combine", "--quiet")
    step("coverage", "report", f"--include={EDGE}")
    step("coverage", "report", f"--omit={EDGE}", "--fail-under=100")


COVERING = [
    *(f"tests/{folder}" for folder in ("unit", "cli", "conformance", "frames", "report", "state", "stored")),
    "tests/architecture/test_public_names.py",
]
"""All but the laws and the hostile input: what a law reaches in one run it may not reach in the next, and what is
bounded in time takes longer while lines are counted."""
EDGE = "*/slacalc/cli/*,*/slacalc/frames/*,*/slacalc/report/*,*/slacalc/testing/*"


def faults(arguments: list[str]) -> None:
    """Plant one fault after another in a copy of the source, and see that the quick tests notice each."""
    environment("test")
    step("python", "-m", "tests.faults.run", *arguments)


def laws(arguments: list[str]) -> None:
    """Try the laws that have no long run yet on 10,000 examples each, which takes hours, and write docs/laws.md."""
    environment("test")
    step("python", "-m", "tests.laws.long", *arguments)
    step("python", "-m", "tests.laws.page")


def schema(_: list[str]) -> None:
    """Write the JSON Schema of package documents that docs/ publishes."""
    environment()
    published = ROOT / "docs" / "package.schema.json"
    made = subprocess.run([str(PYTHON), "-c", SCHEMA], capture_output=True, text=True, check=True).stdout
    published.write_text(made, encoding="utf-8")


SCHEMA = "import json, slacalc; print(json.dumps(slacalc.Package.model_json_schema(), indent=2, ensure_ascii=False))"


def answers(_: list[str]) -> None:
    """Write the stored answers afresh, after a change that moves some and says so under Deadlines."""
    environment("test")
    step("python", "-m", "tests.stored.answers")


def drawings(_: list[str]) -> None:
    """Draw the tickets of the documents and the map of the rooms afresh."""
    environment("test")
    step("python", "-m", "tests.drawings")
    step("python", "-m", "tests.rooms")


def reference(_: list[str]) -> None:
    """Write the parts of docs/reference that are made from the code afresh."""
    environment("test")
    step("python", "-m", "tests.reference")


def proof(arguments: list[str]) -> None:
    """Ask slacalc and oracles the same by the million: ``proof worlds``, changes, calendars, reports, frames, peers."""
    environment("test", "peers")
    step("python", "-m", "tests.proof", *arguments)


def memory(arguments: list[str]) -> None:
    """Watch the memory over 1,000,000 calls; ``memory --keep`` keeps the table in tests/state/memory.md."""
    environment("test")
    step("python", "-m", "tests.state.memory", *arguments)


def versions(arguments: list[str]) -> None:
    """Run the quick tests on each Python with the oldest and the newest dependencies; ``--keep`` keeps the table."""
    environment("test")
    step("python", "-m", "tests.state.versions", *arguments)


def bench(arguments: list[str]) -> None:
    """Time single answers beside rivals; ``bench --keep`` keeps the table in tests/benchmarks/scalar.md."""
    environment("test", "bench")
    step("python", "tests/benchmarks/scalar.py", *arguments)


def bench_bulk(arguments: list[str]) -> None:
    """Time columns beside rivals; ``--rows 1000000`` sets the sizes, ``--keep`` keeps tests/benchmarks/bulk.md."""
    environment("test", "bench")
    step("python", "tests/benchmarks/bulk.py", *arguments)


def ci(_: list[str]) -> None:
    """Run everything that must hold before a change is merged."""
    for task in (demo, test, lint, types, site, examples, notebooks, faults, clusters, browser):  # test runs the docs
        print(f"== {task.__name__}", flush=True)
        task([])


def clean(_: list[str]) -> None:
    """Remove the environment, the builds and the caches."""
    made = (".venv", "report.html", "dist", "build", ".coverage")
    for name in (*made, ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"):
        path = ROOT / name
        path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)


TASKS: dict[str, Callable[[list[str]], None]] = {
    task.__name__: task
    for task in (
        *(demo, test, lint, types, docs, site, browser, examples, notebooks, faults, clusters, cover, laws),
        *(schema, answers, drawings, reference, memory, versions, bench, bench_bulk, proof, ci, clean),
    )
}


def main(words: list[str]) -> None:
    """Run the task that the first word names, or list the tasks."""
    if sys.version_info < OLDEST:
        raise SystemExit(f"slacalc needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is {sys.version.split()[0]}")
    if words and words[0] in TASKS:
        TASKS[words[0]](words[1:])
        return
    for task in TASKS.values():
        print(f"python3 tasks.py {task.__name__:<9} {task.__doc__.splitlines()[0]}")
    if words and words[0] not in {"-h", "--help", "help"}:
        raise SystemExit(f"there is no task {words[0]!r}: choose one of the above")


if __name__ == "__main__":
    main(sys.argv[1:])
