"""What a drawing says in words: the labels of a ticket's events, of a clock's marks, and of the hours."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from slacalc.assessment import Assessment
from slacalc.clocks import Clock
from slacalc.events import Event, Kind
from slacalc.lettering import Label, short
from slacalc.phrases import length
from slacalc.ruler import Scale
from slacalc.stretches import COVER, Stretch
from slacalc.verdicts import State
from slacalc.windows import DAY, NEVER
from slacalc.zones import stretches as offsets

NAMES = {"response": "Response", "resolution": "Resolution", "next_reply": "Next reply", "update": "Update"}
_UNNAMED = {"closed: outside the hours", "closed: weekend"}
_EVENTS = {
    Kind.REPORTED: "reported",
    Kind.UNLOGGED: "not logged yet",
    Kind.LOGGED: "logged",
    Kind.CUSTOMER_REPLIED: "customer wrote",
    Kind.ACKNOWLEDGED: "acknowledged",
    Kind.ESTIMATED: "date estimated",
    Kind.AGREED: "deadline agreed",
    Kind.RESPONDED: "answered",
    Kind.UPDATED: "agent wrote",
    Kind.RESOLVED: "resolved",
    Kind.TRANSFERRED: "handed over",
    Kind.CLOSED: "closed",
    Kind.CANCELLED: "cancelled",
    Kind.REOPENED: "reopened",
    Kind.EXCUSED: "breach excused",
}
_FIRST = {"reported", "answered"}
_LONG_AGO = 60 * DAY
"""Over more than so much time a change of the clocks is not worth a word."""
_NEAR, _NARROW = 12, 40
"""In pixels: pauses nearer and narrower than that cannot each have a label."""
_TURNS = 6
"""Of more earlier turns than that only the broken ones are told, and the last of the others."""


class Lane(Protocol):
    """A clock with all that is drawn of it."""

    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def promise(self) -> str | None: ...  # noqa: D102
    @property
    def stretches(self) -> tuple[Stretch, ...]: ...  # noqa: D102
    @property
    def pauses(self) -> tuple[Stretch, ...]: ...  # noqa: D102
    @property
    def calendar(self) -> tuple[Stretch, ...]: ...  # noqa: D102


class Mark(NamedTuple):
    """A sign on the bar of a clock, with its words; none where another sign says them."""

    at: int
    sign: str
    ink: str
    label: Label | None = None


# the ticket ----------------------------------------------------------------------------------------------------------


def happened(events: Iterable[Event], scale: Scale) -> list[tuple[int, Label]]:
    """Return the labels of what happened to a ticket; pauses are told on the bars of the clocks that they stop."""
    told: dict[int, list[str]] = {}
    priority: str | None = None
    for event in events:
        words = _EVENTS.get(event.kind)
        if event.kind is Kind.PRIORITISED:
            words, priority = _priority(priority, event.priority), event.priority
        said = told.setdefault(event.instant, [])
        if words and words not in said:
            said.append(words)
    return [
        (at, Label(scale.x(at), f"{', '.join(said[:4])} {scale.told(at)}", 1 if _FIRST & {*said} else 2))
        for at, said in told.items()
        if said
    ]


def _priority(before: str | None, after: str | None) -> str | None:
    if before == after:
        return None
    return f"as {short(after or '', 16)}" if before is None else f"{short(before, 12)} → {short(after or '', 12)}"


def asked(assessment: Assessment, scale: Scale) -> Label:
    """Return the label of the instant asked about; an arrow where it lies beyond the drawing."""
    beyond = " →" if assessment.instant > scale.end else ""
    return Label(scale.x(assessment.instant), f"now {scale.told(assessment.instant)}{beyond}", 0, "t")


# the hours -----------------------------------------------------------------------------------------------------------


def is_named(stretch: Stretch) -> bool:
    """Return whether it is closed for a reason that has a name: a public holiday, or a closure."""
    return stretch.why.startswith("closed: ") and stretch.why not in _UNNAMED


def hours(calendar: Sequence[Stretch], scale: Scale) -> list[Label]:
    """Return the names of what is closed or covered, the longest first where there are too many."""
    found = [
        (each.end - each.start, Label(scale.x(each.start), short(each.why.removeprefix("closed: ")), 3))
        for each in calendar
        if is_named(each) or each.why.startswith(COVER)
    ]
    return [label for _, label in sorted(found, key=lambda pair: -pair[0])] + list(_changes(scale))


def _changes(scale: Scale) -> Iterator[Label]:
    if scale.end - scale.start > _LONG_AGO:
        return
    before: int | None = None
    for at, offset in offsets(scale.tz, scale.start, scale.end):
        if before is not None:
            sign = "forward" if offset > before else "back"
            yield Label(scale.x(at), f"clocks go {sign} {scale.told(at)}", 2)
        before = offset


# a clock -------------------------------------------------------------------------------------------------------------


def heading(lane: Lane) -> tuple[str, str]:
    """Return the name of a clock and how it stands."""
    clock = lane.clock
    promised = f" ({lane.promise})" if lane.promise else ""
    excused = "" if clock.excused is None else f"; excused: {short(clock.excused)}" if clock.excused else "; excused"
    return NAMES[clock.name], f"{clock.phrase('agent')}{promised}{excused}"


def marks(lane: Lane, scale: Scale) -> list[Mark]:
    """Return the signs of a clock and of its earlier cycles."""
    clock = lane.clock
    few = max(len(clock.cycles) - _TURNS, 0)
    found = [
        mark if turn > few or cycle.breached else Mark(*mark[:3])
        for turn, cycle in enumerate(clock.cycles, 1)
        for mark in _earlier(cycle, turn, scale)
    ]
    found += _due(clock, scale)
    outcome = clock.outcome
    shown = [(outcome.expected_from, "start", "sign", "expected from", "t")]
    shown += [(outcome.estimate, "circle", "sign", "estimate", "t")]
    if outcome.at_risk_at < (clock.judged if clock.is_over else NEVER):
        shown += [(outcome.at_risk_at, "diamond", "signrisk", "at risk from", "risk")]
    if clock.completed < NEVER:
        shown += [(clock.completed, "tick", "tickgood", "done", "t")]
    elif clock.is_over:
        shown += [
            (clock.judged, "square", "sign", "handed over" if clock.state is State.TRANSFERRED else "cancelled", "t")
        ]
    for at, kind, ink, words, colour in shown:
        if at < NEVER:
            found.append(Mark(at, kind, ink, _label(at, words, scale, clock.tz, 2, colour)))
    return found


def _label(at: int, words: str, scale: Scale, tz: str, rank: int, ink: str = "t") -> Label:
    return Label(scale.x(at), f"{words} {scale.told(at, tz)}", rank, ink)


def _due(clock: Clock, scale: Scale) -> Iterator[Mark]:
    outcome = clock.outcome
    late = f": {_late(clock)}" if clock.breached and outcome.breach.at == outcome.due else ""
    if outcome.due < NEVER:
        words = f"due {scale.told(outcome.due, clock.tz)}{late}"
        ink = "duelate" if clock.breached and outcome.due < clock.judged else "due"
        yield Mark(outcome.due, "due", ink, Label(scale.x(outcome.due), words, 0, "warn" if late else "t"))
    if clock.breached and not late:
        how = "breached on arrival" if clock.breached_on_arrival else "breached"
        yield Mark(outcome.breach.at, "cross", "cross", _breached(clock, how, scale))
    resumed = outcome.due_if_resumed
    if resumed < NEVER:
        yield Mark(resumed, "due", "sign", _label(resumed, "if resumed now due", scale, clock.tz, 0))


def _breached(clock: Clock, how: str, scale: Scale) -> Label:
    label = _label(clock.outcome.breach.at, how, scale, clock.tz, 0, "warn")
    return Label(label.x, f"{label.text}: {_late(clock)}", 0, "warn")


def _late(clock: Clock) -> str:
    word = "missed" if clock.completed < NEVER else "overdue"
    return f"{word} by {length(clock.overrun)}" if clock.overrun else word


def _earlier(cycle: Clock, turn: int, scale: Scale) -> Iterator[Mark]:
    words = f"turn {turn} due"
    if cycle.outcome.due < NEVER:
        label = _label(cycle.outcome.due, words, scale, cycle.tz, 4, "warn" if cycle.breached else "q")
        verdict = str(cycle.state).replace("_", " ")
        yield Mark(
            cycle.outcome.due,
            "due",
            "duelate" if cycle.breached else "due",
            Label(label.x, f"{label.text}: {verdict}", 4, label.ink),
        )
    if cycle.completed < NEVER:
        yield Mark(cycle.completed, "tick", "tickgood")


def waits(pauses: Sequence[Stretch], scale: Scale) -> list[Label]:
    """Return the reasons of pauses, the longest first where there are too many; short ones in a row share a label."""
    groups: list[list[Stretch]] = []
    for each in pauses:
        if groups and _are_one(groups[-1][-1], each, scale):
            groups[-1].append(each)
        else:
            groups.append([each])
    ordered = sorted(groups, key=lambda group: group[0].start - group[-1].end)
    return [Label(scale.x(group[0].start), _reasons(group), 1) for group in ordered]


def _are_one(one: Stretch, other: Stretch, scale: Scale) -> bool:
    near = scale.pixels(other.start - one.end) < _NEAR
    return near and all(scale.pixels(each.end - each.start) < _NARROW for each in (one, other))


def _reasons(group: Sequence[Stretch]) -> str:
    whys = {each.why for each in group}
    longest = max(group, key=lambda each: (each.end - each.start, -each.start)).why
    if len(group) == 1:
        return short(longest)
    return f"{short(longest)}, {len(group)} times" if len(whys) == 1 else f"{short(longest)}, and {len(group) - 1} more"
