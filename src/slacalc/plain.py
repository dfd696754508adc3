"""The clocks of a plain ticket, to which nothing happened but a report and perhaps an answer: most of them are such.

The verdicts are those of ``reckoning``, by code that is written once a package has judged many such tickets.
"""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from weakref import ref

from slacalc.clocks import Clock
from slacalc.desk import Desk
from slacalc.handling import CLOCKS
from slacalc.history import Life, Run
from slacalc.packages import Package
from slacalc.promises import Term
from slacalc.reckoning import clock_of, engines_of, judged
from slacalc.timeline import Beyond
from slacalc.tracing import Script
from slacalc.verdicts import judge
from slacalc.windows import NEVER

OFTEN = 64
"""How many tickets are judged in the usual way before code is written, which costs as much as some dozens of them."""
MOST = 1_000
"""How many pieces of code are kept at once."""
_desks: "deque[ref[Desk]]" = deque()
Code = Callable[[int, int, int, int], tuple[Clock, Clock]]


def first_clocks(package: Package, life: Life, at: int) -> Sequence[Clock]:
    """Return response and resolution, judged at an instant by what is known then."""
    if life.is_plain and not (life.pauses or life.overs) and life.starts <= at and life.starts <= life.responded and not life.excuses:
        code = _code(package, life, at)
        try:
            if code is not None:
                return code(life.starts, life.reported, life.responded, at)
        except (Beyond, IndexError):
            pass  # the answer lies beyond the desk, which the usual way grows
    return [judged(package, life, clock, at) for clock in CLOCKS]


def _code(package: Package, life: Life, at: int) -> Code | None:
    # The code for such tickets of one priority, where there is some by now.
    is_answered = life.responded < NEVER
    priority, known = life.priorities[0][1], package.known_cover(at)
    response = package.term(priority, "response", package.known_cover(life.responded) if is_answered else known)
    resolution = package.term(priority, "resolution", known)
    if response is None or resolution is None or response.desks is not resolution.desks:
        return None
    desk = resolution.desks.covering(life.starts, at)
    key = response, resolution, is_answered
    found = desk.written.get(key, 0)
    if type(found) is not int:
        return found  # type: ignore[no-any-return]
    if desk.knows_all_holidays:
        desk.written[key] = found + 1
        if found >= OFTEN:
            desk.written[key] = written((response, resolution), desk, answered=is_answered)
            _keep(desk)
    return None


def _keep(desk: Desk) -> None:
    # Each piece of code takes some kilobytes: of thousands of packages, those written for first go back to counting.
    _desks.append(ref(desk))
    if len(_desks) > MOST:
        oldest = _desks.popleft()()
        if oldest is not None and oldest is not desk:
            oldest.written.clear()


def written(terms: tuple[Term, Term], desk: Desk, *, answered: bool) -> Code:
    """Return code from the start of the clocks, the report, the answer and the instant asked about to both clocks."""
    script = Script()
    starts, reported, responded, at = names = tuple(map(script.name, ("starts", "reported", "responded", "at")))
    response = Run(None, starts, reported, responded if answered else at, answered)
    runs = response, Run(None, starts, reported, at, False)
    return script.code(tuple(map(partial(_clock, script, desk), CLOCKS, terms, runs)), *names)


def _clock(script: Script, desk: Desk, clock: str, term: Term, run: Run) -> Clock:
    outcome = judge(term, engines_of(term, desk, script.engine), run)
    for mark in (outcome.due, outcome.expected_from, outcome.estimate):
        script.within(mark, desk)
    return clock_of(clock, term, run, outcome)
