"""The task runner: what it installs and what it says."""

import subprocess
import sys

import pytest

import tasks
from tests.architecture.source import ROOT


def task(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "tasks.py", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_alone_it_lists_the_tasks():
    listing = task()
    assert listing.returncode == 0
    assert [line.split()[2] for line in listing.stdout.splitlines()] == list(tasks.TASKS)


def test_an_unknown_task_is_named():
    done = task("nosuch")
    assert done.returncode != 0
    assert "there is no task 'nosuch'" in done.stderr


def test_a_group_holds_the_groups_it_includes():
    assert list(tasks.requirements("dev")) == [*tasks.requirements("test"), *tasks.requirements("lint")]
    assert any(requirement.startswith("pytest>=") for requirement in tasks.requirements("test"))


def test_python_that_is_too_old_is_told_so(monkeypatch):
    monkeypatch.setattr(tasks, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"needs Python 99\.0 or newer"):
        tasks.main(["test"])


def test_a_half_made_environment_is_made_again(monkeypatch, tmp_path):
    monkeypatch.setattr(tasks, "STAMP", tmp_path / "installed.json")
    assert tasks.read_stamp() == {}
    tasks.STAMP.write_text('{"identity": "x", "groups": []}', encoding="utf-8")
    assert tasks.read_stamp() == {"identity": "x", "groups": []}
    monkeypatch.setattr(tasks, "PYTHON", tmp_path / "python")
    assert tasks.read_stamp() == {}
