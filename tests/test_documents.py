"""Every example in the README, the documents and the docstrings runs, and prints what it says it prints."""

import doctest
import gzip
import importlib
import re
import subprocess
import sys

import pytest

from tasks import INPUT
from tests.architecture.source import ROOT, library
from tests.documents import FENCE, WrongDocument, run_document
from tests.figures import PAGES, kept, written

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
EXAMPLES = sorted(ROOT.glob("examples/*.py"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_document(path):
    run_document(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("module", [name for name in library() if not name.endswith("__main__")])
def test_docstrings(module):
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    for test in doctest.DocTestFinder().find(importlib.import_module(module)):
        runner.run(test, out=report.append)
    assert runner.failures == 0, "".join(report)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example(path):
    done = subprocess.run(
        [sys.executable, "-W", "error", str(path), *INPUT.get(path.name, ())],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout, "an example prints what it found"


def test_the_shipped_incidents_are_made_by_their_script():
    script, log = "examples/incidents_from_log.py", INPUT["incidents_from_log.py"]
    made = subprocess.run([sys.executable, script, *log], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert made.stdout == (ROOT / "examples/incidents.csv").read_text(encoding="utf-8")
    assert made.stdout.count("\n") == 1 + 300


def test_the_shipped_log_is_what_its_script_takes_from_a_log():
    script, log = "examples/incidents_from_log.py", INPUT["incidents_from_log.py"]
    take = [sys.executable, script, *log, "--sample", "--events"]
    made = subprocess.run(take, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert made.stdout == gzip.decompress((ROOT / log[0]).read_bytes()).decode("utf-8")


def test_the_readme_names_its_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 tasks.py demo" in readme
    assert "python3 tasks.py test" in readme


LINK = re.compile(r"(?<!`)\[[^\]\n]*\n?[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(text):
    """Return how the headings of a document are linked to."""
    headings = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_or_a_heading(path):
    lost = []
    for link in LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
        if "://" in link:
            continue
        name, _, heading = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (heading and heading not in anchors(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_figures_of_the_explanations_are_those_that_their_runs_kept(page):
    """Type ``python3 -m tests.figures`` to write them afresh."""
    assert written(page) == page.read_text(encoding="utf-8")
    assert "| x |" not in written(page)


def test_a_figure_that_no_run_kept_is_missed():
    with pytest.raises(LookupError, match=r"scalar\.md has no row 'nosuch'"):
        kept(ROOT / "tests/benchmarks/scalar.md", "nosuch")


# what runs the documents finds what is wrong -------------------------------------------------------------------------


def fenced(kind: str, *codes: str) -> str:
    return "\n\n".join(f"Some words.\n\n```{kind}\n{code}\n```" for code in codes)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("python", ["x = 1", "assert x == 1"]),
        ("python", [">>> x = 2\n>>> x\n2", ">>> x + 1\n3"]),
        ("python", ["x = 3", ">>> x\n3"]),
        ("console", ["$ python3 tasks.py test"]),
        ("console", ["$ slacalc --version\n..."]),
        ("toml", ["[priorities.P1]\nresponse = '1 working hour'"]),
        ("json", ["{}"]),
        ("text", ["anything"]),
    ],
)
def test_a_right_document_runs(kind, codes):
    run_document(fenced(kind, *codes), "right.md")


@pytest.mark.parametrize(
    ("kind", "code", "says"),
    [
        ("python", "assert 1 == 2", "line 4: AssertionError"),
        ("python", "x = ", "SyntaxError"),
        ("python", ">>> 1 + 1\n3", "Expected"),
        ("console", "$ python3 tasks.py nosuch", "no task 'nosuch'"),
        ("console", "$ rm file", "no command that is run here"),
        ("console", "$ slacalc --version\nsomething else", "printed"),
        ("console", "$ slacalc nosuch", "ended with"),
        ("toml", "a = ", "TOMLDecodeError"),
        ("toml", "schema = 1\nextends = 'nosuch'", "PackageError"),
        ("toml", "schema = 1\n[columns]\nnosuch = ['a']", "columns.nosuch is no key"),
        ("json", "{", "JSONDecodeError"),
        ("", "anything", "a fence of kind ''"),
    ],
)
def test_a_wrong_document_is_found(kind, code, says):
    with pytest.raises(WrongDocument, match=r"wrong\.md, line 4: ") as caught:
        run_document(fenced(kind, code), "wrong.md")
    assert says in str(caught.value)


def test_an_indented_fence_runs():
    with pytest.raises(WrongDocument, match="line 3"):
        run_document("1. An item\n   ```python\n   assert False\n   ```\n", "wrong.md")
