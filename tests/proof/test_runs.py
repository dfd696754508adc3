"""A small sample of each long run, and what a run is worth: an answer that is wrong is told."""

from collections.abc import Callable
from types import ModuleType

import pytest

from tests.oracle.instants import at
from tests.oracle.recipe import Constant, Recipe, Week
from tests.proof import calendars, changes, frames, peers, reports, worlds
from tests.proof.asking import Asked
from tests.proof.comparing import Tally, Trial
from tests.proof.drawing import ZONES, around
from tests.proof.running import quietly, run, written

OFFICE = Week("Europe/London", (*(((540, 1020),),) * 5, (), ()))


@pytest.mark.parametrize(
    ("made", "number", "kind", "least"),
    [
        (worlds, 79, "questions", 80_000),
        (changes, changes.names().index("Europe/Dublin"), "questions", 8_000),
        (calendars, 14, "questions", 18_000),
        (reports, 7, "reports", 900),
        (frames, 0, "tickets", 5_000),
    ],
)
def test_a_sample_of_each_run_finds_no_disagreement(made: ModuleType, number: int, kind: str, least: int) -> None:
    tally = quietly(made.piece, 1, number)
    assert tally.told == []
    assert tally.counts[kind] >= least


def test_the_whole_runs_reach_their_numbers() -> None:
    assert calendars.pieces() * calendars.CALENDARS >= 10_000
    assert len(ZONES) >= 40
    assert frames.pieces() * frames.TICKETS >= 5_000_000
    assert reports.pieces() * reports.CONTRACTS * reports.REPORTS >= 1_000_000
    assert len(worlds.patterns()) == 1 + 78 + 715


@pytest.mark.parametrize("peer", ["numpy", "pandas"])
def test_each_disagreement_with_a_peer_is_explained(peer: str) -> None:
    tally = peers.piece(1, peers.installed().index(peer), desks=12)
    assert tally.told == []
    assert tally.counts[f"{peer}: questions"] == 360
    assert len(tally.counts) > 2


def test_a_disagreement_that_no_convention_explains_is_told() -> None:
    tally = Tally()
    lands = {"lands elsewhere": lambda: 3, "lands nowhere": lambda: None}
    for theirs in (1, 2, 3):
        peers.judge("it", peers.Question("add", f"{theirs}", 1, theirs, lands), tally)
    assert tally.counts == {
        "it: questions": 3,
        "it: add: lands elsewhere": 1,
        "it: add: unexplained": 1,
        "disagreements": 1,
    }
    assert tally.told == ["it: 2: slacalc 1, it 2"]


class Wrong(Asked):
    """slacalc, with an instant that is a microsecond late, and with Tuesdays that are no working days."""

    def add(self, start: int, amount: int) -> int | None:
        found = super().add(start, amount)
        return found if found is None else found + 1

    def is_working_day(self, day: int) -> bool:
        return day % 7 != 2 and super().is_working_day(day)


def ask_wrongly(recipe: Recipe, zone: str | None) -> Asked:
    return Wrong(recipe, zone)


def sample(ask: Callable[[Recipe, str | None], Asked]) -> Tally:
    tally, monday = Tally(), at("2026-05-11", "Europe/London")
    grid = around(monday, ("Europe/London",), 20 * 1440)
    trial = Trial(OFFICE, grid, "Europe/London", tally, ask(OFFICE, "Europe/London"))
    for verb in ("add", "subtract"):
        trial.ask(verb, monday, 3_600_000_000)
    for day in range(trial.first, trial.last):
        trial.ask_days("is_working_day", day)
    return tally


def test_an_answer_that_is_wrong_is_told() -> None:
    right, wrong = sample(Asked), sample(ask_wrongly)
    assert (right.counts["disagreements"], right.counts["questions"]) == (0, 15)
    assert wrong.counts["disagreements"] == 3
    assert wrong.told[0].startswith(
        "add(1778454000000000, 3600000000): slacalc 1778490000000001, table 1778490000000000"
    )


def test_an_answer_far_away_is_none_for_the_oracles_and_must_not_be_near() -> None:
    tally, start = Tally(), at("2026-05-11")
    grid = around(start, ("UTC",), 20 * 1440)
    never = Constant(is_open=False)
    Trial(never, grid, "UTC", tally, Asked(never, "UTC")).ask("next_open", start)
    Trial(never, grid, "UTC", tally, Asked(OFFICE, "UTC")).ask("next_open", start)
    assert (tally.counts["nothing near"], tally.counts["disagreements"]) == (1, 1)


def numbered(seed: int, number: int) -> Tally:
    tally = Tally()
    tally.counts["questions"] = 1
    tally.meet("pieces", f"{seed}/{number}")
    return tally


def forbidden(_: int, number: int) -> Tally:
    raise AssertionError(number)


def test_a_run_that_was_stopped_goes_on(tmp_path) -> None:
    kept = tmp_path / "some.jsonl"
    run(numbered, 7, range(2), kept, 1)
    with kept.open("a", encoding="utf-8") as log:
        log.write('{"piece": 2, "coun')
    assert run(forbidden, 7, range(2), kept, 1).counts["questions"] == 2
    whole = run(numbered, 7, range(4), kept, 2)
    assert whole.met["pieces"] == {"7/0", "7/1", "7/2", "7/3"}
    assert len(whole.met["source"]) == 1
    assert run(forbidden, 7, range(4), kept, 1) == whole
    assert "| questions | 4 |" in written("some", "nothing", 7, "4 of 4 pieces", whole)
