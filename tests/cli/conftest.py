"""The command as a test calls it: in this process, at 80 columns, into a pipe."""

from typing import NamedTuple

import pytest

from slacalc.cli import main


class Answer(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def command(capsys, tmp_path, monkeypatch):
    """Run slacalc in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Answer:
        code = main(list(arguments))
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def judge(command, tmp_path):
    """Judge an export, given as text or bytes, under p1-p4 on Wednesday 20 May 2026 at noon."""

    def run(content: str | bytes, *arguments: str) -> Answer:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / "tickets.csv").write_bytes(data)
        terms = {"--package": "p1-p4", "--at": "2026-05-20T12:00+01:00"}
        unsaid = [word for option in terms.items() if option[0] not in arguments for word in option]
        return command("assess", "tickets.csv", *unsaid, *arguments)

    return run
