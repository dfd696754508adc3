"""The clocks of many tickets of one shape judged together, by the functions that judge one."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from slacalc.desk import Desk
from slacalc.errors import SlaError
from slacalc.frames.columns import Columns
from slacalc.frames.measure import Ints
from slacalc.frames.shapes import Story, filled
from slacalc.history import Run
from slacalc.packages import Package
from slacalc.promises import Term
from slacalc.reckoning import engines_of, term_of
from slacalc.verdicts import KEPT, Breach, Engines, Outcome, breach, idle, judge, settled
from slacalc.windows import DAY, END_OF_TIME, NEVER


class Batch(NamedTuple):
    """Tickets of one shape, as columns."""

    instants: Sequence[Ints]
    """The column of each place of the shape; the first is not used."""
    agreed: Ints | None
    size: int

    def rows(self, rows: Ints) -> "Batch":
        """Return some of the tickets."""
        return Batch(
            [each[rows] for each in self.instants], None if self.agreed is None else self.agreed[rows], len(rows)
        )


class Verdict(NamedTuple):
    """One clock of a batch, judged."""

    outcome: Outcome
    term: Term | None
    run: Run | None
    """What happened last, in columns; None for a clock that has not started."""


class OneByOneError(SlaError):
    """A batch that must be judged ticket by ticket, as one of them is out of reach."""


def judged(package: Package, story: Story, clock: str, batch: Batch, at: int) -> Verdict:
    """Return one clock of a batch, judged at an instant.

    Raises:
        SlaError: one of the tickets cannot be judged, or must be judged alone.
    """
    if not story.runs[clock]:
        report = batch.instants[1]
        run = Run(story.priority, NEVER, report, at, False)
        term = term_of(package, clock, run)
        return Verdict(idle(Columns.first, run, promised=term is not None and term.due is not None), term, None)
    *earlier, last = (filled(run, batch.instants, batch.agreed) for run in story.runs[clock])
    before = KEPT
    for run in earlier:
        before = _before(package, clock, run, before)
    term = term_of(package, clock, _one(last))
    if term is None or isinstance(last.report, int):
        promised = term is not None and term.due is not None
        return Verdict(idle(Columns.first, last, promised=promised, before=before), term, last)
    kept = term
    found, desk = _asked(kept, lambda engines: judge(kept, engines, last, before), last)
    _check(desk, last, (found.due, found.expected_from, found.estimate, found.due_if_resumed, found.started_at))
    return Verdict(found, kept, last)


def marks(package: Package, story: Story, clock: str, batch: Batch) -> tuple[Term | None, Sequence[Any]]:
    """Return what is promised for one clock of a batch, and its marks by the whole history.

    Raises:
        SlaError: one of the tickets cannot be judged, or must be judged alone.
    """
    run = filled(story.runs[clock][-1], batch.instants, batch.agreed)
    term = term_of(package, clock, _one(run))
    if term is None or isinstance(run.report, int):
        return term, (NEVER, NEVER, NEVER)
    kept, rules = term, (term.due, term.expected_from, term.estimate)
    found, desk = _asked(kept, lambda engines: [settled(rule, engines, run) for rule in rules], run)
    _check(desk, run, found)
    return kept, found


def _before(package: Package, clock: str, run: Run, before: Breach) -> Breach:
    term = term_of(package, clock, _one(run))
    if term is None or isinstance(run.report, int) or term.due is None:
        return before
    kept = term
    due, desk = _asked(kept, lambda engines: settled(kept.due, engines, run), run)
    _check(desk, run, (due,))
    return breach(Columns.where, due, run, before)


def _one(run: Run) -> Run:
    # What one ticket of a batch is promised, any of them is: all know the same cover.
    until = run.until if np.ndim(run.until) == 0 else int(run.until[0])
    return Run(
        run.priority, run.report, run.since, until, run.done,
        agreed=run.agreed, estimated=run.estimated, periods=run.periods,
    )  # fmt: skip


def _asked(term: Term, question: Callable[[Engines], Any], run: Run) -> tuple[Any, Desk]:
    moments = [run.report, *(end for _, end in run.pauses)]
    if np.ndim(run.until) or run.until != NEVER:
        moments.append(run.until)
    first = min(int(np.min(each)) for each in moments)
    last = max(int(np.max(each)) for each in moments)
    return term.desks.ask(lambda desk: question(engines_of(term, desk, Columns)), first, last)


def _check(desk: Desk, run: Run, found: Sequence[Any]) -> None:
    # What one ticket alone could not be told as a datetime, or needs unknown holidays, is judged alone.
    latest = max(map(_latest, (run.report, *found)))
    if latest >= END_OF_TIME - DAY:
        raise OneByOneError("the answer lies beyond the year 9999 for some tickets")
    reached = max(latest, 0 if np.ndim(run.until) == 0 and run.until == NEVER else int(np.max(run.until)))
    if not desk.knows_all_holidays and not desk.knows_holidays(int(np.min(run.report)), reached):
        raise OneByOneError("some public holidays are not known")


def _latest(mark: Any) -> int:
    # Of the instants that there are.
    found = int(np.max(mark))
    return found if found != NEVER else int(np.max(np.where(np.asarray(mark) == NEVER, -NEVER, mark)))


def by_known_cover(package: Package, batch: Batch) -> Iterator[tuple[Ints, Batch]]:
    """Return the tickets of a batch in parts of which each knows the same booked cover at each of its instants."""
    every = np.arange(batch.size)
    booked = np.array([each.known_from for each in package.cover if each.known_from is not None], dtype=np.int64)
    if not len(booked):
        yield every, batch
        return
    known = np.column_stack([np.searchsorted(booked, each, side="right") for each in batch.instants[1:]])
    _, part = np.unique(known, axis=0, return_inverse=True)
    for number in range(int(part.max()) + 1):
        rows = np.flatnonzero(part.ravel() == number)
        yield rows, batch.rows(rows)
