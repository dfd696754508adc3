import pytest

from slacalc import Package
from slacalc.description import describe as description_of


@pytest.mark.parametrize("name", ["p1-p3", "p1-p4"])
def test_a_preset_in_words(command, name):
    answer = command("describe", name)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.rstrip("\n") == description_of(Package.preset(name)).rstrip("\n")
    assert "Mon-Fri 09:00-17:00" in answer.out


def test_a_file_in_words_with_examples_of_a_year(command, tmp_path):
    (tmp_path / "acme.json").write_text(Package.preset("p1-p4").amend(name="Acme").to_json())
    answer = command("describe", "acme.json", "--year", "2029")
    assert answer.out.startswith("Acme\n")
    assert "2029-05-" in answer.out


def test_what_a_terminal_would_obey_is_not_shown(command, tmp_path):
    (tmp_path / "acme.json").write_text(Package.preset("p1-p4").amend(name="A\x1b[2Jcme").to_json())
    assert command("describe", "acme.json").out.startswith("A\ufffd[2Jcme\n")


def test_a_file_that_cannot_be_read(command, tmp_path):
    (tmp_path / "acme.json").write_text('{"schema": 1, "schema": 1}')
    answer = command("describe", "acme.json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "slacalc: 'acme.json': this JSON says 'schema' twice in one object: write each key once\n"
