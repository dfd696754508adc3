"""No answer moves unnoticed: ten thousand are kept, of every kind of event, reading and handling."""

from dataclasses import fields
from itertools import zip_longest

import pytest

from slacalc import Handling, Reading, State
from slacalc.events import Kind
from tests.stored.answers import KEPT, answers
from tests.stored.questions import CONTRACTS, TICKETS, all_questions

SHOWN = 10


def moves(kept: list[str], found: list[str]) -> list[str]:
    """Return each answer that moved, as its number and what of it was and is."""
    pairs = enumerate(zip_longest(kept, found, fillvalue=""))
    return [f"{place}: {_difference(was, now)}" for place, (was, now) in pairs if was != now]


def _difference(was: str, now: str) -> str:
    words = zip_longest(was.split()[1:], now.split()[1:], fillvalue="nothing")
    clock, parts = "", []
    for old, new in words:
        clock = old if old in {"response", "resolution", "next_reply", "update"} else clock
        if old != new:
            parts.append(f"{clock} {old} is now {new}")
    return ", ".join(parts)


def test_no_answer_has_moved():
    moved = moves(KEPT.read_text(encoding="ascii").splitlines(), list(answers()))
    told = "\n".join(moved[:SHOWN])
    assert not moved, (
        f"{len(moved)} stored answers moved, the first of them:\n{told}\n"
        "where that is meant, say so under Deadlines in CHANGELOG.md and type python3 tasks.py answers"
    )


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("0 response met due=3600; resolution running due=9", []),
        ("0 response met due=3600; resolution running due=8", ["0: resolution due=9 is now due=8"]),
        ("0 response met; resolution running due=9", None),
        ("", None),
    ],
)
def test_an_answer_that_moves_is_told(now, said):
    moved = moves(["0 response met due=3600; resolution running due=9"], [now])
    assert (moved == said) if said is not None else len(moved) == 1


def test_as_many_answers_are_kept_as_are_asked_for():
    lines = KEPT.read_text(encoding="ascii").splitlines()
    assert [int(line.split()[0]) for line in lines] == list(range(CONTRACTS * TICKETS))


def test_every_kind_of_event_every_choice_and_every_state_is_among_them():
    questions = list(all_questions())
    assert {event.kind for question in questions for event in question.ticket.events} == set(Kind)
    schemes = {question.package.scheme for question in questions}
    for kind, chosen in ((Reading, {s.reading for s in schemes}), (Handling, {s.handling for s in schemes})):
        for name, values in kind.VALUES.items():
            assert {getattr(each, name) for each in chosen} == set(values), name
        assert all(len({getattr(each, field.name) for each in chosen}) > 1 for field in fields(kind))
    words = set(KEPT.read_text(encoding="ascii").replace(";", "").split())
    assert words >= {str(state) for state in State}
