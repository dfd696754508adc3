"""One clock of a ticket under a package: its promises looked up, and reckoned on the desks of their hours."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from slacalc.clocks import Clock, Marks
from slacalc.cycles import Cycle, cycles, only_run, runs
from slacalc.desk import Desk
from slacalc.engine import Engine, One
from slacalc.errors import UnreachableError
from slacalc.history import Life, Run
from slacalc.instants import moment
from slacalc.packages import Package
from slacalc.promises import Term
from slacalc.rules import Agreed, DateEnd
from slacalc.timeline import Beyond
from slacalc.verdicts import KEPT, Breach, Engines, Outcome, breach, idle, judge, settled
from slacalc.windows import DAY, END_OF_TIME, NEVER

T = TypeVar("T")


def marks(package: Package, life: Life, clock: str) -> Marks:
    """Return the marks of one clock by the whole history."""
    handling = package.scheme.handling
    run = runs(life, clock, handling, cycles(life, clock, handling, NEVER)[-1])[-1]
    term = term_of(package, clock, run)
    return Marks(package.tz, False) if term is None else _marks(term, run)


def judged(package: Package, life: Life, clock: str, at: int) -> Clock:
    """Return one clock, judged at an instant by what is known then, with the cycles before the one that counts."""
    only = only_run(life, clock, package.scheme.handling, at)
    if only is not None:
        term = term_of(package, clock, only)
        return _clock(package, life, clock, only, term, _outcome(term, only, KEPT))
    found = cycles(life, clock, package.scheme.handling, at)
    if not found:
        return _unstarted(package, life, clock, at)
    *earlier, last = [_judged(package, life, clock, cycle) for cycle in found]
    return last if not earlier else replace(last, cycles=tuple(earlier))


class Spell(NamedTuple):
    """One turn of a clock while one priority was in force, judged when that ended."""

    turn: int
    """Which of the turns of its clock, from 1 on."""
    clock: Clock
    until: int
    """When the next priority or agreement came into force; NEVER for the last of a turn."""


def spells(package: Package, life: Life, clock: str, at: int) -> Iterator[Spell]:
    """Yield all that happened to one clock until an instant, in order: each turn under each priority by itself."""
    for turn, cycle in enumerate(cycles(life, clock, package.scheme.handling, at), 1):
        found, before = _runs(package, life, clock, cycle), KEPT
        for run, until in zip(found, (*(run.since for run in found[1:]), NEVER), strict=True):
            term = term_of(package, clock, run)
            told = _outcome(term, run, before)
            before = told[0].breach
            yield Spell(turn, _clock(package, life, clock, run, term, told), until)


def last_run(package: Package, life: Life, clock: str, at: int) -> tuple[Run, Term | None] | None:
    """Return what happened last to one clock, with what was promised then; None for a clock that has not started."""
    found = cycles(life, clock, package.scheme.handling, at)
    if not found:
        return None
    run = _runs(package, life, clock, found[-1])[-1]
    return run, term_of(package, clock, run)


def _runs(package: Package, life: Life, clock: str, cycle: Cycle) -> list[Run]:
    found = runs(life, clock, package.scheme.handling, cycle)
    if not counts_periods(package, clock) or cycle.begins == cycle.report:
        return found
    return [_on_the_grid(package, life, cycle, run) for run in found]


def _on_the_grid(package: Package, life: Life, cycle: Cycle, run: Run) -> Run:
    # The same day and the next working day make no grid: they are measured from the message.
    term = term_of(package, "update", run)
    if run.report == NEVER:
        return run
    if term is not None and term.promise.target is not None and term.promise.target.names_a_day:
        return Run(run.priority, cycle.begins, *run[2:])
    return Run(*run[:-1], _periods(package, life, cycle, run.priority))


def counts_periods(package: Package, clock: str) -> bool:
    """Return whether a clock runs on a grid: each message decides how many periods it measures."""
    return clock == "update" and package.scheme.handling.update == "grid"


def _judged(package: Package, life: Life, clock: str, cycle: Cycle) -> Clock:
    *earlier, run = _runs(package, life, clock, cycle)
    term = term_of(package, clock, run)
    return _clock(package, life, clock, run, term, _outcome(term, run, _before(package, clock, earlier)))


def _clock(package: Package, life: Life, clock: str, run: Run, term: Term | None, found: tuple[Outcome, bool]) -> Clock:
    outcome, dark = found
    excuse = life.excuse(clock) if life.excuses else None
    return clock_of(clock, term, run, outcome, tz=package.tz, dark=dark, excuse=excuse)


def clock_of(
    clock: str,
    term: Term | None,
    run: Run,
    outcome: Outcome,
    *,
    tz: str = "UTC",
    dark: bool = False,
    excuse: str | None = None,
) -> Clock:
    """Return a clock as it was judged; in a zone that is told where nothing is promised."""
    if term is None:
        return Clock(clock, None, tz, dark, outcome, _completed(run), run.until, run.since, excused=excuse)
    promise, elapsed = term.promise, term.due is not None and term.due.elapsed
    told = dark, outcome, _completed(run), run.until, run.since, promise.thresholds, elapsed, excuse
    return Clock(clock, promise.commitment, term.desks.tz, *told)


def _completed(run: Run) -> int:
    return run.until if run.done else NEVER


def _unstarted(package: Package, life: Life, clock: str, at: int) -> Clock:
    # No message has started it yet.
    priority = life.priorities[-1][1]
    run = Run(priority, NEVER, life.reported, at, False)
    term = term_of(package, clock, run)
    outcome = idle(One.first, run, promised=term is not None and term.due is not None)
    return _clock(package, life, clock, run, term, (outcome, False))


def _periods(package: Package, life: Life, cycle: Cycle, priority: str | None) -> int:
    # On a grid a message counts for the period in which it comes, so the next is due at the end of the one after; the
    # periods are those of the priority in force.
    until_then = Cycle(cycle.report, cycle.begins, cycle.begins, stops=cycle.stops)
    then = runs(life.as_of(cycle.begins), "update", package.scheme.handling, until_then)[-1]

    def is_due_by_then(periods: int) -> bool:
        run = Run(priority, *then[1:-1], periods)
        term = term_of(package, "update", run)
        return term is None or term.due is None or _marks(term, run).due >= cycle.begins

    low, high = 0, 1
    while not is_due_by_then(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_due_by_then(middle) else (middle, high)
    return high + 1


def _before(package: Package, clock: str, earlier: list[Run]) -> Breach:
    # How the promises of earlier priorities fared while they were in force: the first that was broken says it all.
    found = KEPT
    for run in earlier:
        if found.at != NEVER:
            break
        term = term_of(package, clock, run)
        if term is not None:
            found = breach(One.where, _marks(term, run).due, run, found)
    return found


def term_of(package: Package, clock: str, run: Run) -> Term | None:
    """Return what is promised for a clock during a run, the ticket's own agreement and estimate in its place."""
    term = package.term(run.priority, clock, package.known_cover(run.until), run.periods)
    if term is None or (run.agreed is None and run.estimated is None):
        return term
    if run.agreed is not None and (run.agreed.overrides or term.is_by_agreement):
        term = replace(term, due=Agreed(run.agreed.due), expected_from=None)
    return term if run.estimated is None else replace(term, estimate=DateEnd(run.estimated))


def _marks(term: Term, run: Run) -> Marks:
    if run.report == NEVER:
        return Marks(term.desks.tz, False)
    rules = (term.due, term.expected_from, term.estimate)
    last = max([run.report, *(end for _, end in run.pauses)])
    found, desk = _ask(term, lambda engines: [settled(rule, engines, run) for rule in rules], run.report, last)
    return Marks(term.desks.tz, _is_dark(desk, term, run.report, found), *_within_time(term, found))


def _outcome(term: Term | None, run: Run, before: Breach) -> tuple[Outcome, bool]:
    if term is None or run.report == NEVER:
        promised = term is not None and term.due is not None
        return idle(One.first, run, promised=promised, before=before), False
    last = max(run.report, run.until)
    desk = term.desks.covering(run.report, last)
    try:
        found = judge(term, engines_of(term, desk), run, before)
    except (Beyond, UnreachableError):
        found, desk = _ask(term, lambda engines: judge(term, engines, run, before), run.report, last)
    marks = _within_time(term, (found.due, found.expected_from, found.estimate))
    if desk.knows_all_holidays:
        return found, False
    return found, _is_dark(desk, term, run.report, (*marks, found.due_if_resumed, found.started_at, run.until))


def _ask(term: Term, question: Callable[[Engines], T], start: int, end: int) -> tuple[T, Desk]:
    # What only the booked cover reaches is due there (S4).
    try:
        return term.desks.ask(lambda desk: question(engines_of(term, desk)), start, end)
    except UnreachableError:
        return term.desks.ask(lambda desk: question(engines_of(term, desk)[:1]), start, end)


def engines_of(term: Term, desk: Desk, engine: Callable[..., Engine] = One) -> Engines:
    """Return the desk with booked cover and, where it has some, without: every mark is the earlier of both (S4)."""
    covered, bare = term.response_desks or (None, None)
    if not desk.has_cover and covered is bare:
        return (engine(desk, response=covered),)
    return engine(desk, response=covered), engine(desk.uncovered, response=bare)


def _within_time(term: Term, marks: Sequence[int]) -> Sequence[int]:
    # An instant that no datetime can say is out of reach.
    for at in marks:
        if END_OF_TIME - DAY <= at < NEVER:
            moment(at, term.desks.tz)
    return marks


def _is_dark(desk: Desk, term: Term, report: int, marks: Iterable[int]) -> bool:
    # Whether public holidays are missing between the report and what was reckoned from it: elapsed time has none (T11).
    if desk.knows_all_holidays:
        return False
    rules = [rule for rule in (term.due, term.expected_from, term.estimate) if rule is not None]
    if rules and all(rule.elapsed for rule in rules):
        return False
    return not desk.knows_holidays(report, max([report, *(at for at in marks if at != NEVER)]))
