"""Plant each fault in a copy of the library and see whether the quick tests notice it.

Type ``python -m tests.faults.run`` in the folder of the project, with ``--only WORDS`` for the faults whose names hold
the words, or ``--part 2 3`` for the second third of them. A test that cannot fail is worth nothing; this is how the
tests are tested. The exit code is 1 if a fault was not noticed, or could not be planted.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.faults import FAULTS, Fault
from tests.faults.witness import COPY

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src" / "slacalc"
AT_ONCE = 2
LONGEST = 120
"""Seconds after which the tests of one fault are given up: it hangs them, which is not noticing it. Without a fault
they take as long as they take."""

PASSED, FAILED = 0, 1
"""The exit codes of pytest that say something of the tests; any other says that they did not run."""
CAUGHT, SURVIVED, NOT_APPLIED, BROKEN = "caught", "SURVIVED", "not applied", "BROKEN"


def main(words: list[str]) -> int:
    """Run the faults that are asked for, print one line for each, and return the exit code."""
    options = argparse.ArgumentParser(prog="python -m tests.faults.run", description=(__doc__ or "").splitlines()[0])
    options.add_argument("--only", metavar="WORDS", default="", help="the faults whose names hold these words")
    options.add_argument(
        "--part", metavar=("N", "OF"), nargs=2, type=int, default=(1, 1), help="every OF-th, from N on"
    )
    asked = options.parse_args(words)
    wanted, (number, of) = asked.only.casefold(), asked.part
    faults = [fault for fault in FAULTS if wanted in fault.name.casefold()][number - 1 :: of]
    if not faults:
        say(f"no fault is named {wanted!r}")
        return 1
    began = time.monotonic()
    if not are_green(faults):
        return 1
    verdicts = []
    with ThreadPoolExecutor(AT_ONCE) as workers:
        for fault, verdict in zip(faults, workers.map(tried, faults), strict=True):
            say(f"{verdict:<12} {fault.name} ({fault.file})")
            verdicts.append(verdict)
    caught = verdicts.count(CAUGHT)
    say(f"{caught} of {len(faults)} faults caught in {time.monotonic() - began:.0f} s")
    return 0 if caught == len(faults) else 1


def are_green(faults: list[Fault]) -> bool:
    """Say whether the tests of these faults pass while there is no fault; a red test would catch anything."""
    tests = sorted({test for fault in faults for test in fault.tests})
    parts = [part for part in (tests[at::AT_ONCE] for at in range(AT_ONCE)) if part]
    with ThreadPoolExecutor(AT_ONCE) as workers:
        red = [said for code, said in workers.map(outcome, parts, [None] * len(parts)) if code != PASSED]
    if red:
        say("\n".join([*red, "without a fault the tests must pass"]))
    return not red


def tried(fault: Fault) -> str:
    """Return how the tests fare with a fault."""
    source = (LIBRARY / fault.file).read_text(encoding="utf-8")
    if source.count(fault.text) != 1:
        return NOT_APPLIED
    code, _ = outcome(fault.tests, fault)
    return {FAILED: CAUGHT, PASSED: SURVIVED}.get(code, BROKEN)


def outcome(tests: Sequence[str], fault: Fault | None) -> tuple[int, str]:
    """Return the exit code of pytest, and what it said, for a copy of the library, with a fault in it if one is given.

    Hypothesis draws the same examples each time, and remembers none of those that a fault fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / LIBRARY.name
        shutil.copytree(LIBRARY, copy, ignore=shutil.ignore_patterns("__pycache__"))
        if fault is not None:
            plant(fault, copy)
        here = {"PYTHONPATH": folder, COPY: str(copy), "HYPOTHESIS_STORAGE_DIRECTORY": f"{folder}/hypothesis"}
        longest = None if fault is None else LONGEST
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header"]
        command += ["-p", "tests.faults.witness", "--hypothesis-profile=ci", *(f"tests/{test}" for test in tests)]
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=os.environ | here, capture_output=True, text=True, check=False, timeout=longest
            )
        except subprocess.TimeoutExpired:
            return -1, f"the tests took more than {LONGEST} seconds"
    return done.returncode, done.stdout + done.stderr


def plant(fault: Fault, copy: Path) -> None:
    """Write the fault into the copy."""
    path = copy / fault.file
    path.write_text(path.read_text(encoding="utf-8").replace(fault.text, fault.replacement), encoding="utf-8")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
