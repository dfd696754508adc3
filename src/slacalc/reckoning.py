"""One clock of a ticket under a package: its promises looked up, and reckoned on the desks of their hours."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from slacalc.clocks import Clock, Marks
from slacalc.desk import Desk
from slacalc.engine import One
from slacalc.errors import UnreachableError
from slacalc.history import Life, Run, runs
from slacalc.instants import moment
from slacalc.packages import Package, Term
from slacalc.verdicts import KEPT, Breach, Engines, Outcome, breach, idle, judge, settled
from slacalc.windows import DAY, END_OF_TIME, NEVER

T = TypeVar("T")


def marks(package: Package, life: Life, clock: str) -> Marks:
    """Return the marks of one clock by the whole history."""
    run = runs(life, clock, package.scheme.handling, NEVER)[-1]
    term = _term(package, clock, run)
    return Marks(package.tz, False) if term is None else _marks(term, run)


def judged(package: Package, life: Life, clock: str, at: int) -> Clock:
    """Return one clock, judged at an instant by what is known then."""
    *earlier, run = runs(life, clock, package.scheme.handling, at)
    term = _term(package, clock, run)
    outcome, dark = _outcome(term, run, _before(package, clock, earlier))
    commitment, tz = (None, package.tz) if term is None else (term.promise.commitment, term.desks.tz)
    return Clock(clock, commitment, tz, dark, outcome, life.completed(clock))


def _before(package: Package, clock: str, earlier: list[Run]) -> Breach:
    # How the promises of earlier priorities fared while they were in force.
    found = KEPT
    for run in earlier:
        term = _term(package, clock, run)
        if term is not None:
            found = breach(One.where, _marks(term, run).due, run, found)
    return found


def _term(package: Package, clock: str, run: Run) -> Term | None:
    return package.term(run.priority, clock, package.known_cover(run.until))


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


def engines_of(term: Term, desk: Desk) -> Engines:
    """Return the desk with booked cover and, where it has some, without: every mark is the earlier of both (S4)."""
    covered, bare = term.response_desks or (None, None)
    if not desk.has_cover and covered is bare:
        return (One(desk, response=covered),)
    return One(desk, response=covered), One(desk.uncovered, response=bare)


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
