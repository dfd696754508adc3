"""Run the examples of a document: each fence says in its first line what it holds.

``python`` is executed, the fences of one document sharing their names (where it has prompts, its output is compared);
``console`` runs every ``$ slacalc`` and compares what is shown below it; ``toml`` and ``json`` are read, and a package
document or an export profile is loaded; ``text``, ``csv`` and ``sh`` are left alone, and ``python spark`` and
``python dask`` are left to ``tests/clusters``. Three dots stand for any output.
"""

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slacalc import Package
from slacalc.cli.profiles import parsed
from tasks import TASKS

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>[^\n`]*)\n(?P<code>.*?)^(?P=indent)```[ ]*$", re.MULTILINE | re.DOTALL)
COMMAND = "import sys; sys.argv[0] = 'slacalc'; from slacalc.cli import main; sys.exit(main())"
NOT_RUN = ("git clone ", "cd ", "pip install ", "python3 -m pip install ")
TERMINAL = {"COLUMNS": "120", "TERM": "dumb", "PYTHONUTF8": "1"}


class WrongDocument(AssertionError):
    """An example that does not do what its document says."""


@dataclass(frozen=True)
class Fence:
    """The code between two fences, and the line of the document on which it starts."""

    kind: str
    code: str
    line: int


def run_document(text: str, name: str) -> None:
    """Run every fence of a document in turn."""
    namespace: dict[str, object] = {"__name__": name}
    for fence in fences(text):
        try:
            run_fence(fence, name, namespace)
        except Exception as error:
            raise WrongDocument(f"{name}, line {fence.line}: {type(error).__name__}: {error}") from error


def fences(text: str) -> Iterator[Fence]:
    for found in FENCE.finditer(text):
        lines = found["code"].splitlines()
        code = "".join(f"{line.removeprefix(found['indent'])}\n" for line in lines)
        yield Fence(found["kind"].strip(), code, text[: found.start("code")].count("\n") + 1)


def run_fence(fence: Fence, name: str, namespace: dict[str, object]) -> None:
    match fence.kind:
        case "python" if ">>>" in fence.code:
            run_prompts(fence, name, namespace)
        case "python":
            exec(compile("\n" * (fence.line - 1) + fence.code, name, "exec"), namespace)  # noqa: S102 - it is its purpose
        case "console":
            run_console(fence.code)
        case "toml":
            read_toml(fence.code)
        case "json":
            json.loads(fence.code)
        case "text" | "csv" | "sh":
            pass
        case "python spark" | "python dask":
            pass
        case kind:
            raise WrongDocument(f"a fence of kind {kind!r}: write python, console, toml, json, text, csv or sh")


def run_prompts(fence: Fence, name: str, namespace: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(fence.code, namespace, name, name, fence.line - 1)
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    failed = runner.run(test, out=report.append, clear_globs=False).failed
    namespace.update(test.globs)
    if failed:
        raise WrongDocument("".join(report))


def read_toml(code: str) -> None:
    tomllib.loads(code)
    if re.search(r"^\[columns\]", code, re.MULTILINE):
        parsed(code, "of the document")
    elif re.search(r"^schema = ", code, re.MULTILINE):
        Package.from_toml(code)


def run_console(code: str) -> None:
    for typed, shown in commands(code):
        words = shlex.split(typed)
        if words[0] == "slacalc":
            run_command(words[1:], shown)
        elif typed.startswith("python3 tasks.py"):
            if words[2] not in TASKS:
                raise WrongDocument(f"there is no task {words[2]!r}")
        elif not typed.startswith(NOT_RUN):
            raise WrongDocument(f"{typed!r} is no command that is run here: use a fence of kind sh")


def commands(code: str) -> Iterator[tuple[str, str]]:
    """Return each command of a console with the output shown below it."""
    for block in re.split(r"^\$ ", code.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        typed, _, shown = block.partition("\n")
        yield typed, shown.strip("\n")


def run_command(words: list[str], shown: str) -> None:
    """Run slacalc and compare; where no output is shown, it must only succeed."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        cwd=ROOT,
        env=os.environ | TERMINAL,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    printed = plain(done.stdout)
    if shown and not doctest.OutputChecker().check_output(plain(shown), printed, doctest.ELLIPSIS):
        raise WrongDocument(f"slacalc {shlex.join(words)} printed\n{printed}")
    if not shown and done.returncode:
        raise WrongDocument(f"slacalc {shlex.join(words)} ended with {done.returncode}:\n{printed}")


def plain(output: str) -> str:
    return "\n".join(line.rstrip() for line in output.strip("\n").splitlines()) + "\n"
