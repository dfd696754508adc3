"""The answers that are kept in ``answers.txt``, one a line; ``python -m tests.stored.answers`` writes them afresh.

A line says for each clock its state and, as name=value, every field that is not its default: instants in seconds since
the report, amounts in seconds. So a review of a changed file shows which answer moved, and by how much.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slacalc import Clock, as_utc, assess, deadlines
from slacalc.clocks import AMOUNTS, INSTANTS, Marks
from slacalc.errors import SlaError
from slacalc.windows import NEVER
from tests.stored.questions import Question, all_questions, micros

KEPT = Path(__file__).with_name("answers.txt")
SHORT = {
    "due": "due",
    "due_if_resumed": "then",
    "expected_from": "from",
    "estimate": "est",
    "started_at": "start",
    "completed_at": "done",
    "at_risk_at": "risk",
    "breached_at": "broken",
    "used": "used",
    "remaining": "left",
    "overrun": "over",
    "paused_time": "paused",
    "out_of_hours": "ooh",
}
"""The names of the fields, short enough for ten thousand lines."""


def answers() -> Iterator[str]:
    """Return the answer to every question, as one line each."""
    return map(answer, all_questions())


def answer(question: Question) -> str:
    """Return the answer to a question; the kind of error where that is the answer."""
    first = micros(as_utc(question.ticket.reported_at))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            said = told(question, first)
        except SlaError as fault:
            said = [type(fault).__name__]
    return f"{question.place} {'; '.join(said)}"


def told(question: Question, first: int) -> list[str]:
    """Return what is said of each clock."""
    ticket, package, at = question.ticket, question.package, question.at
    if at is None:
        found = deadlines(ticket, package)
        return [marks("response", found.response, first), marks("resolution", found.resolution, first)]
    return [clock(each, first) for each in assess(ticket, package, at=at).clocks.values()]


def marks(name: str, found: Marks, first: int) -> str:
    """Return the marks of a clock."""
    dated = [f"{SHORT[mark]}={_since(getattr(found, mark), first)}" for mark in ("due", "expected_from", "estimate")]
    return " ".join([name, *(said for said in dated if not said.endswith("=None"))])


def clock(judged: Clock, first: int) -> str:
    """Return everything that is said of a clock, its earlier cycles in brackets."""
    outcome: Any = judged.outcome
    held = {**outcome._asdict(), "completed_at": judged.completed, "breached_at": outcome.breach.at}
    said = [f"{SHORT[name]}={_since(held[name], first)}" for name in INSTANTS if held[name] != NEVER]
    said += [f"{SHORT[name]}={_seconds(held[name])}" for name in AMOUNTS if held[name]]
    flags = {"late": judged.breached_on_arrival, "ticking": judged.ticking, "excused": judged.excused}
    said += [name for name, holds in flags.items() if holds]
    earlier = [f"[{clock(cycle, first)}]" for cycle in judged.cycles]
    return " ".join([judged.name, judged.state, *said, *earlier])


def _since(at: int, first: int) -> str | None:
    return None if at == NEVER else _seconds(at - first)


def _seconds(amount: int) -> str:
    whole, rest = divmod(amount, 1_000_000)
    return f"{whole}+{rest}us" if rest else str(whole)


def main() -> None:
    """Write the answers to where they are kept."""
    lines = list(answers())
    KEPT.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
