"""The clocks of a plain ticket: of one priority, with nothing agreed, never reopened. Most of them are such.

The verdicts are those of ``reckoning``, by code that is written once a package has judged many tickets of one shape.
"""

from collections import deque
from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple
from weakref import ref

from slacalc.clocks import Clock
from slacalc.cycles import only_run
from slacalc.desk import Desk
from slacalc.handling import CLOCKS
from slacalc.history import Life, Run
from slacalc.packages import Package
from slacalc.promises import Term
from slacalc.reckoning import clock_of, engines_of, judged
from slacalc.timeline import Beyond
from slacalc.tracing import Name, Script
from slacalc.verdicts import judge
from slacalc.windows import NEVER

OFTEN = 64
"""How many tickets are judged in the usual way before code is written, which costs as much as some dozens of them."""
MOST = 1_000
"""How many pieces of code are kept at once."""
MOST_PAUSES = 4
"""With how many pauses of a clock code is written: it grows with them."""
_desks: "deque[ref[Desk]]" = deque()
Code = Callable[..., tuple[Clock, Clock]]


class Shape(NamedTuple):
    """What code is written for: a run of one clock, whatever its instants are."""

    is_done: bool = False
    """Whether the clock was fulfilled."""
    pauses: int = 0
    """How many are over."""
    waits: bool = False
    """Whether one is open."""


OPEN, DONE = Shape(), Shape(is_done=True)
UNTOUCHED = (OPEN, OPEN)
ANSWERED = (DONE, OPEN)


def first_clocks(package: Package, life: Life, at: int) -> Sequence[Clock]:
    """Return response and resolution, judged at an instant by what is known then."""
    found = _by_code(package, life, at) if life.is_plain and not life.excuses else None
    return [judged(package, life, clock, at) for clock in CLOCKS] if found is None else found


def _by_code(package: Package, life: Life, at: int) -> Sequence[Clock] | None:
    if life.pauses or life.overs:
        return _of_runs(package, life, at)
    is_answered = life.responded < NEVER
    if life.starts > (life.responded if is_answered else at):
        return None
    shapes = ANSWERED if is_answered else UNTOUCHED
    return _answer(package, life, shapes, (life.starts, life.reported, life.responded, at))


def _of_runs(package: Package, life: Life, at: int) -> Sequence[Clock] | None:
    response, resolution = (only_run(life, clock, package.scheme.handling, at) for clock in CLOCKS)
    if response is None or resolution is None or max(len(response.pauses), len(resolution.pauses)) > MOST_PAUSES:
        return None
    shapes = _shape(response), _shape(resolution)
    instants = life.starts, life.reported, response.until, resolution.until
    open_ = [run.waiting for run in (response, resolution) if run.waiting is not None]
    waits = chain(*response.pauses, *resolution.pauses, open_)
    return _answer(package, life, shapes, (*instants, *waits))


def _shape(run: Run) -> Shape:
    return Shape(run.done, len(run.pauses), run.waiting is not None)


def _answer(
    package: Package, life: Life, shapes: tuple[Shape, Shape], instants: tuple[int, ...]
) -> Sequence[Clock] | None:
    code = _code(package, life, shapes, instants)
    try:
        return None if code is None else code(*instants)
    except (Beyond, IndexError):
        return None  # the answer lies beyond the desk, which the usual way grows


def _code(package: Package, life: Life, shapes: tuple[Shape, Shape], instants: tuple[int, ...]) -> Code | None:
    # The code for tickets of one priority and shape, where there is some by now.
    priority, (start, _, answered, until, *_) = life.priorities[0][1], instants
    known = package.known_cover(until)
    response = package.term(priority, "response", package.known_cover(answered) if shapes[0].is_done else known)
    resolution = package.term(priority, "resolution", known)
    if response is None or resolution is None or response.desks is not resolution.desks:
        return None
    desk = resolution.desks.covering(min(start, life.reported), max(until, answered) if shapes[0].is_done else until)
    key = response, resolution, shapes
    found = desk.written.get(key, 0)
    if type(found) is not int:
        return found  # type: ignore[no-any-return]
    if desk.knows_all_holidays:
        desk.written[key] = found + 1
        if found >= OFTEN:
            desk.written[key] = written((response, resolution), desk, shapes)
            _keep(desk)
    return None


def _keep(desk: Desk) -> None:
    # Each piece of code takes some kilobytes: of thousands of packages, those written for first go back to counting.
    _desks.append(ref(desk))
    if len(_desks) > MOST:
        oldest = _desks.popleft()()
        if oldest is not None and oldest is not desk:
            oldest.written.clear()


def written(terms: tuple[Term, Term], desk: Desk, shapes: tuple[Shape, Shape]) -> Code:
    """Return code to both clocks from the start of the clocks, the report, until when each is judged, and the pauses.

    The pauses of the response come before those of the resolution, and after both the beginnings of open ones.
    """
    script = Script()
    starts, reported, answered, at = names = [*map(script.name, ("starts", "reported", "responded", "at"))]
    pauses = [_pauses(script, clock, shape.pauses) for clock, shape in zip("fg", shapes, strict=True)]
    waiting = [script.name(name) if shape.waits else None for name, shape in zip("pq", shapes, strict=True)]
    names += chain(*chain(*pauses), [each for each in waiting if each is not None])
    untils = answered if shapes[0].is_done else at, at
    clocks = [
        _clock(script, desk, clock, term, Run(None, starts, reported, until, shape.is_done, waits, open_))
        for clock, term, until, shape, waits, open_ in zip(CLOCKS, terms, untils, shapes, pauses, waiting, strict=True)
    ]
    return script.code(tuple(clocks), *names)


def _pauses(script: Script, letter: str, count: int) -> tuple[tuple[Name, Name], ...]:
    return tuple(
        [(script.name(f"{letter}{2 * place}"), script.name(f"{letter}{2 * place + 1}")) for place in range(count)]
    )


def _clock(script: Script, desk: Desk, clock: str, term: Term, run: Run) -> Clock:
    outcome = judge(term, engines_of(term, desk, script.engine), run)
    for mark in (outcome.due, outcome.expected_from, outcome.estimate):
        script.shown(mark, desk)
    return clock_of(clock, term, run, outcome)
