"""``slacalc explain``: one ticket, stretch by stretch."""

import json

import pytest

from tests.pictures import Picture

CALL = ("explain", "--package", "p1-p4", "--priority", "P2", "--reported", "2026-05-11T10:00+01:00")
AT = ("--at", "2026-05-18T12:00+01:00")


def test_every_stretch_is_told_with_its_rule(command):
    answer = command(*CALL, "--paused", "2026-05-12T11:00+01:00/2026-05-13T15:00+01:00", *AT)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "a ticket P2 under p1-p4 at Mon 2026-05-18 12:00"
    assert "  due Mon 2026-05-18 13:00" in lines
    assert "  Tue 2026-05-12 11:00 to Tue 2026-05-12 17:00: skipped, paused" in lines
    assert "  used 30 h, remaining 1 h" in lines


def test_json_holds_everything(command):
    answer = command(
        *CALL, "--responded", "2026-05-11T11:00+01:00", "--resolved", "2026-05-12T12:00+01:00", *AT, "--json"
    )
    said = json.loads(answer.out)
    assert said["clocks"]["response"]["clock"]["state"] == "met"
    assert [each["why"] for each in said["clocks"]["resolution"]["stretches"]] == [
        "open",
        "closed: outside the hours",
        "open",
    ]


def test_a_ticket_that_still_waits(command):
    answer = command(*CALL, "--paused", "2026-05-12T11:00+01:00/", *AT)
    assert "resolution: paused (3 working days)" in answer.out
    assert "  if resumed now " in answer.out


def test_a_drawing_is_written_beside_the_answer(command, tmp_path):
    alone = command(*CALL, *AT)
    (tmp_path / "ticket.svg").write_text("an older one", encoding="utf-8")
    answer = command(*CALL, *AT, "--svg", "ticket.svg")
    assert answer == alone
    picture = Picture((tmp_path / "ticket.svg").read_text(encoding="utf-8"))
    assert "due Thu 14 May 17:00: overdue by 11 h" in picture.texts


@pytest.mark.parametrize("place", [".", "nowhere/ticket.svg", "a\0b.svg"])
def test_a_drawing_that_cannot_be_written_says_where(command, place):
    answer = command(*CALL, *AT, "--svg", place)
    assert (answer.code, answer.out) == (2, "")
    assert "--svg" in answer.err
    assert "cannot be written" in answer.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--paused", "2026-05-12T11:00+01:00"), "is no stretch: type from/to"),
        (("--paused", "soon/"), "--paused"),
        (("--resolved", "2026-05-10T11:00+01:00"), "lies before reported"),
    ],
)
def test_what_cannot_be_explained_says_what_to_type(command, words, says):
    answer = command(*CALL, *words, *AT)
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
