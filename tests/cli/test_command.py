import os
import subprocess
import sys
from pathlib import Path

import pytest

from slacalc.cli import main

DUE = ("due", "--package", "p1-p4", "--priority", "P1", "--reported", "2026-05-13T10:30+01:00")


def python(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, **options)


def test_the_module_runs_as_a_command():
    answer = python("-m", "slacalc.cli", *DUE)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Response due    Thu 2026-05-14 10:30 BST\n" in answer.stdout


@pytest.mark.parametrize("missing", ["cyclopts", "rich"])
def test_without_the_extra_the_command_says_what_to_install(missing):
    code = f"import sys; sys.modules[{missing!r}] = None; from slacalc.cli import main; sys.exit(main())"
    answer = python("-c", code, *DUE)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        f'slacalc: the command slacalc needs {missing}, which is not installed: type pip install "slacalc[cli]"\n'
    )


def test_a_library_missing_for_another_reason_is_not_blamed_on_the_extra():
    code = "import sys; sys.modules['csv'] = None; from slacalc.cli import main; sys.exit(main())"
    answer = python("-c", code, *DUE)
    assert answer.returncode == 1
    assert "import of csv halted" in answer.stderr


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    rows = "".join(f"{number},2026-05-13T10:30+01:00\n" for number in range(2_000))
    (tmp_path / "tickets.csv").write_text(f"id,opened\n{rows}")
    call = f"{sys.executable} -m slacalc.cli assess tickets.csv --package p1-p4 --at now --format csv | head -1"
    answer = subprocess.run(call, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S602
    assert answer.stdout.startswith("line,id,")
    assert "Traceback" not in answer.stderr
    assert "Exception" not in answer.stderr


def test_an_answer_that_cannot_be_written_is_told():
    with Path("/dev/full").open("w") as full:
        call = [sys.executable, "-m", "slacalc.cli", *DUE]
        answer = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert answer.stderr == "slacalc: the answer cannot be written: No space left on device\n"
    assert answer.returncode == 2


def test_a_letter_that_the_terminal_cannot_show_ends_with_what_to_type(tmp_path):
    (tmp_path / "tickets.csv").write_text("id,opened\né,2026-05-13T10:30+01:00\n", encoding="utf-8")
    call = ("assess", "tickets.csv", "--package", "p1-p4", "--at", "2026-05-20T12:00+01:00", "--format", "csv")
    answer = python("-m", "slacalc.cli", *call, cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert answer.returncode == 2
    assert answer.stderr.endswith(
        "slacalc: '\\xe9' cannot be written in ascii: set PYTHONUTF8=1, or with assess type --output FILE\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("asess",), 'Unknown command "asess". Did you mean "assess"?'),
        (("due", "--package", "p1-p4"), "--reported"),
        (("assess", "tickets.csv", "--package", "p1-p4"), "--at"),
        (("assess", "--package", "p1-p4", "--at", "now"), "TICKETS"),
        ((*DUE, "--zone", "UTC"), "--zone"),
        (("assess", "t.csv", "--package", "p1-p4", "--at", "now", "--format", "xml"), '"xml"'),
        (("assess", "t.csv", "--package", "p1-p4", "--at", "now", "--dates", "ydm"), '"ydm"'),
        (("assess", "t.csv", "--package", "p1-p4", "--at", "now", "--rows", "many"), "'many'"),
    ],
)
def test_a_call_that_cannot_be_read(capsys, arguments, message):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("slacalc: ")
    assert message in err
    assert err.endswith(" Type slacalc --help for what there is.\n")


def test_help_says_the_exit_codes(capsys):
    assert main(["--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "0 all went well, 1 some rows of the file were bad, 2 the call itself was wrong" in text
    assert "check is 1 where it warns, and diff where something changes" in text


OPTIONS = {"due": 6, "assess": 17, "report": 18, "new": 2, "check": 2, "diff": 2, "describe": 1, "schema": 0}
OPTIONS |= {"calendar days": 8, "calendar edges": 8, "calendar month": 5}


@pytest.mark.parametrize("command", OPTIONS)
def test_help_explains_every_option(capsys, command):
    assert main([*command.split(), "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    options = [line for line in lines if " --" in line and line.startswith("│")]
    assert len(options) == OPTIONS[command]
    assert [line for line in options if len(line.strip("│ *").split("  ")) < 2] == []


def test_the_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip().count(".") == 2
