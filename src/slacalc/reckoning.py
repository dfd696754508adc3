"""One clock of a ticket under a package: its promises looked up, and reckoned on the desks of their hours."""

from slacalc.clocks import Clock, Marks
from slacalc.desk import Desk
from slacalc.engine import One
from slacalc.history import Life, Run, runs
from slacalc.packages import Package, Term
from slacalc.verdicts import Engines, Outcome, idle, judge, settled
from slacalc.windows import NEVER


def marks(package: Package, life: Life, clock: str) -> Marks:
    """Return the marks of one clock by the whole history."""
    run = runs(life, clock, package.scheme.handling, NEVER)[-1]
    term = _term(package, clock, run)
    return Marks(package.tz, False) if term is None else _marks(term, run)


def judged(package: Package, life: Life, clock: str, at: int) -> Clock:
    """Return one clock, judged at an instant by what is known then."""
    *earlier, run = runs(life, clock, package.scheme.handling, at)
    term = _term(package, clock, run)
    outcome, dark = _outcome(term, run, _first_breach(package, clock, earlier))
    return Clock(
        name=clock,
        commitment=None if term is None else term.promise.commitment,
        tz=package.tz if term is None else term.desks.tz,
        beyond_holiday_data=dark,
        outcome=outcome,
        completed=life.completed(clock),
    )


def _first_breach(package: Package, clock: str, earlier: list[Run]) -> int:
    # When a promise of an earlier priority was breached: at its due, or when it came into force if that was later.
    for run in earlier:
        term = _term(package, clock, run)
        due = NEVER if term is None else _marks(term, run).due
        if due < run.until:
            return int(max(due, run.since))
    return NEVER


def _term(package: Package, clock: str, run: Run) -> Term | None:
    return package.term(run.priority, clock, package.known_cover(run.until))


def _marks(term: Term, run: Run) -> Marks:
    if run.report == NEVER:
        return Marks(term.desks.tz, False)

    def question(desk: Desk) -> list[int]:
        engines = engines_of(desk)
        return [settled(rule, engines, run) for rule in (term.due, term.expected_from, term.estimate)]

    found, desk = term.desks.ask(question, run.report, max([run.report, *(end for _, end in run.pauses)]))
    return Marks(term.desks.tz, _is_dark(desk, run.report, *found), *found)


def _outcome(term: Term | None, run: Run, breached_before: int) -> tuple[Outcome, bool]:
    if term is None or run.report == NEVER:
        promised = term is not None and term.due is not None
        return idle(One.where, run, promised=promised, breached_at=breached_before), False

    def question(desk: Desk) -> Outcome:
        return judge(term, engines_of(desk), run, breached_before)

    found, desk = term.desks.ask(question, run.report, max(run.report, run.until))
    marks = (found.due, found.due_if_resumed, found.expected_from, found.estimate)
    return found, _is_dark(desk, run.report, run.until, *marks)


def engines_of(desk: Desk) -> Engines:
    """Return the desk with booked cover and, where it has some, without: every mark is the earlier of both (S4)."""
    return (One(desk), One(desk.uncovered)) if desk.has_cover else (One(desk),)


def _is_dark(desk: Desk, report: int, *instants: int) -> bool:
    # Whether public holidays are missing between the report and what was reckoned from it (T11).
    return not desk.knows_holidays(report, max([report, *(at for at in instants if at != NEVER)]))
