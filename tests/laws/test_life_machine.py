"""A ticket lives step by step: after each, every field of every clock is what the minutes say it is (S1-S11).

Histories drawn as a whole hold what belongs together; here anything may follow anything, be told late, or contradict
what was told before. Where the model finds a contradiction, so must slacalc.
"""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from slacalc import Ticket, assess
from slacalc.errors import HistoryError
from slacalc.events import Kind
from tests.laws.lives import LEVELS, Scene, agree, said_of, scenes, with_event
from tests.oracle import lives as model
from tests.oracle.instants import DAY, HOUR, MINUTE, utc
from tests.oracle.story import Contradiction, Event

LONGEST = 16 * DAY
STEPS = st.one_of(
    st.sampled_from([0, 0, MINUTE, 15 * MINUTE, HOUR, 8 * HOUR, DAY]),
    st.integers(0, 30).map(lambda hours: hours * HOUR),
    st.integers(0, 2 * 24 * 60).map(lambda minutes: minutes * MINUTE),
)
NUMBERS = st.sampled_from([None, None, None, 1, 2])
BESIDE = st.sampled_from([0, 0, 0, 1, -1, MINUTE, HOUR, 1_234_567])
OFTEN = ("paused", "resumed", "resumed", "responded", "resolved", "reopened", "reopened", "customer_replied", "updated")
KINDS = tuple(kind for kind in map(str, Kind) if kind not in {"reported", "unlogged"})


class Life(RuleBasedStateMachine):
    """One ticket, to which things happen; time goes mostly on."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []

    @initialize(scene=scenes(), first=st.none() | st.sampled_from(LEVELS), waits=st.integers(0, 5))
    def report(self, scene: Scene, first: str | None, waits: int) -> None:
        self.deal = scene.deal
        self.reported = self.now = self.asked = scene.reported
        self.ticket = Ticket(reported_at=utc(self.now))
        self.events = [Event(self.now, "reported")]
        if waits == 0:
            self.happens(Event(self.now, "unlogged"))
        if first is not None:
            self.happens(Event(self.now, "prioritised", first))

    def happens(self, event: Event) -> None:
        self.events.append(event)
        self.ticket = with_event(self.ticket, event)

    def later(self, step: int) -> None:
        self.now = self.asked = min(self.now + step, self.reported + LONGEST)

    @rule(kind=st.sampled_from(OFTEN) | st.sampled_from(KINDS), step=STEPS, number=NUMBERS, data=st.data())
    def something_happens(self, kind: str, step: int, number: int | None, data: Any) -> None:
        self.later(step)
        said = data.draw(said_of(kind, self.reported, self.deal.zone))
        self.happens(Event(self.now, kind, said, number))

    @rule(kind=st.sampled_from(KINDS), step=STEPS, number=NUMBERS, back=STEPS, late=st.booleans(), data=st.data())
    def something_is_told_late(
        self, kind: str, step: int, number: int | None, back: int, late: bool, data: Any
    ) -> None:
        self.later(step)
        said = data.draw(said_of(kind, self.reported, self.deal.zone))
        happened = max(self.reported, self.now - back)
        self.happens(Event(happened, kind, said, number, self.now if late else None))

    @rule(step=STEPS, beside=BESIDE)
    def time_passes(self, step: int, beside: int) -> None:
        self.later(step)
        self.asked = max(self.reported, self.now + beside)

    @precondition(lambda self: self.says() is not None)
    @rule(data=st.data(), beside=BESIDE)
    def a_mark_comes(self, data: Any, beside: int) -> None:
        says = (self.says() or {}).values()
        marks = sorted({at for each in says for at in (each.due, each.expected_from, *each.thresholds) if at})
        if marks:
            mark = data.draw(st.sampled_from(marks))
            self.asked = max(self.reported, min(mark + beside, self.reported + LONGEST))

    def says(self) -> dict[str, model.Says] | None:
        """Return what the model says now; None where the history contradicts itself."""
        try:
            return model.assess(self.events, self.deal.contract, self.now)
        except Contradiction:
            return None

    @precondition(lambda self: self.events)
    @invariant()
    def every_clock_says_what_the_minutes_say(self) -> None:
        try:
            agree(self.deal, self.events, self.asked, self.ticket)
        except Contradiction:
            with pytest.raises(HistoryError):
                assess(self.ticket, self.deal.package, at=utc(self.asked))


Life.TestCase.settings = settings(max_examples=settings().max_examples // 2, stateful_step_count=15)
"""Each example asks some fifteen times, which costs more than what one property asks."""
TestLife = Life.TestCase
