import json
from datetime import datetime

import pytest

from slacalc import Package
from slacalc.cli import clock
from slacalc.lint import check as findings_of

PLAIN = """\
schema = 1
name = "Acme"
tz = "Europe/London"
hours = "Mon-Fri 09:00-17:00"
holidays = ["GB-ENG"]
[priorities.P1]
response = "1 working hour"
resolution = "8 working hours"
"""
WARNED = PLAIN.replace('"1 working hour"', '"16 working hours"')
FAULTY = PLAIN.replace("London", "Lundon").replace('"8 working hours"', '"8 wroking hours"')


@pytest.fixture
def files(tmp_path):
    (tmp_path / "plain.toml").write_text(PLAIN)
    (tmp_path / "warned.toml").write_text(WARNED)
    (tmp_path / "faulty.toml").write_text(FAULTY)
    (tmp_path / "plain.json").write_text(Package.from_toml(PLAIN).to_json())


@pytest.fixture
def year_2031(monkeypatch):
    class Stopped(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2031, 7, 1, tzinfo=tz)

    monkeypatch.setattr(clock, "datetime", Stopped)


@pytest.mark.usefixtures("files")
def test_each_finding_is_told_with_its_level_code_and_example(command):
    answer = command("check", "warned.toml", "--year", "2026")
    assert (answer.code, answer.err) == (1, "")
    first = answer.out.splitlines()[0]
    assert first.startswith('warning: P1 resolution "8 working hours" can fall due before its response')
    assert first.endswith("[resolution-before-response]")
    assert "    P1 reported " in answer.out
    found = findings_of(Package.from_toml(WARNED), year=2026)
    assert answer.out == "".join(f"{finding}\n" for finding in found)


def test_a_preset_is_checked_by_its_name(command):
    answer = command("check", "p1-p3", "--year", "2026")
    assert answer.code == 1
    assert "[resolution-before-response]" in answer.out


@pytest.mark.parametrize("name", ["plain.toml", "plain.json"])
@pytest.mark.usefixtures("files")
def test_nothing_above_a_note_is_success(command, name):
    answer = command("check", name, "--year", "2026")
    assert {finding.level for finding in findings_of(Package.from_toml(PLAIN), year=2026)} <= {"note"}
    assert (answer.code, answer.err) == (0, "")


def test_nothing_to_tell_is_said(command, tmp_path):
    (tmp_path / "calm.toml").write_text(PLAIN.replace('"8 working hours"', '"3 working days"'))
    assert command("check", "calm.toml", "--year", "2026") == (0, "nothing to tell\n", "")


@pytest.mark.usefixtures("files")
def test_json_holds_every_finding(command):
    answer = command("check", "warned.toml", "plain.json", "--json", "--year", "2026")
    assert answer.code == 1
    found = {"warned.toml": Package.from_toml(WARNED), "plain.json": Package.from_toml(PLAIN)}
    assert json.loads(answer.out) == [
        {"file": name, "findings": [finding.to_dict() for finding in findings_of(package, year=2026)]}
        for name, package in found.items()
    ]


@pytest.mark.usefixtures("files")
def test_several_files_stand_under_their_names(command):
    answer = command("check", "plain.toml", "warned.toml", "plain.toml", "--year", "2026")
    assert answer.code == 1
    assert [line for line in answer.out.splitlines() if line.endswith(":")] == ["plain.toml:", "warned.toml:"]


@pytest.mark.usefixtures("files")
def test_a_file_that_cannot_be_read_shows_all_its_faults_and_the_others_are_checked(command):
    answer = command("check", "faulty.toml", "warned.toml", "nosuch.toml", "--year", "2026")
    assert answer.code == 2
    assert answer.err.startswith("slacalc: 'faulty.toml': the document has 2 fault(s):\n  tz: unknown time zone")
    assert "^^^^^^^" in answer.err
    assert "slacalc: 'nosuch.toml' is neither a preset nor a file: type p1-p3 or p1-p4" in answer.err
    assert "[resolution-before-response]" in answer.out


@pytest.mark.usefixtures("files", "year_2031")
def test_examples_are_of_the_present_year_unless_another_is_asked_for(command):
    assert "P1 reported Wed 2031-05-" in command("check", "warned.toml").out
    assert "P1 reported Wed 2027-05-" in command("check", "warned.toml", "--year", "2027").out


@pytest.mark.usefixtures("files")
def test_a_year_that_there_is_not(command):
    answer = command("check", "plain.toml", "--year", "0")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "slacalc: year=0 is no year: write a whole number from 1 to 9999, for instance 2026\n"


@pytest.mark.parametrize("words", [("check", "p1-p4"), ("describe", "p1-p4"), ("diff", "p1-p3", "p1-p4"), ("new",)])
@pytest.mark.parametrize("year", ["1.5", "0x7e9", "2e3", "nan", "", "\u0662\u0660\u0662\u0666", "9" * 5_000])
def test_a_year_is_a_whole_number_or_none(command, words, year):
    answer = command(*words, "--year", year)
    assert (answer.code, answer.out) == (2, "")
    assert " is no year: type " in answer.err
    assert len(answer.err) < 500


def test_a_path_that_no_system_holds_is_no_file(command):
    assert "is neither a preset nor a file" in command("check", "x" * 99_999).err


def test_without_a_file_the_call_is_wrong(command):
    answer = command("check")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("slacalc: ")
    assert answer.err.endswith(" Type slacalc --help for what there is.\n")


def test_a_document_cannot_extend_a_file(command, tmp_path):
    (tmp_path / "base.toml").write_text(PLAIN)
    (tmp_path / "child.toml").write_text('schema = 1\nextends = "base.toml"\nname = "Child"\n')
    answer = command("check", "child.toml")
    assert answer.code == 2
    assert "extends: there is no package 'base.toml' to extend: write one of 'p1-p3', 'p1-p4'" in answer.err
