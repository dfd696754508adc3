"""What fell due in between is what an assessment after each change of what is known says falls due next."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from slacalc import Package, Ticket, assess, transitions
from slacalc.instants import moment
from slacalc.occasions import in_order, occasions
from tests.laws.lives import histories, scenes, ticket_of
from tests.oracle.instants import DAY, utc


def step_by_step(ticket: Ticket, package: Package, first: int, last: int) -> list[str]:
    """Return what falls due by one assessment for each instant from which something more is known (S8)."""
    report = ticket.events[0].known_from
    known = {event.known_from for event in ticket.events} | {cover.known_from for cover in package.cover}
    turns = sorted({report, *(at for at in known if at is not None and report < at <= last)})
    told: list[str] = []
    fallen: set[str] = set()
    for begins, ends in zip(turns, [*turns[1:], last + 1], strict=True):
        found = occasions(ticket.id, assess(ticket, package, at=moment(begins)).clocks.values())
        new = [event for event in found if event.instant < ends and event.key not in fallen]
        late = in_order(replace(event, instant=max(event.instant, begins)) for event in new)
        told += [str(event) for event in late if first < event.instant]
        fallen |= {event.key for event in new}
    return told


@given(st.data())
def test_law_e_what_falls_due_is_what_each_assessment_in_turn_says_falls_due_next(data):
    """Law E: what fell due in between is what one verdict after each change of what is known tells, each once (S8)."""
    scene = data.draw(scenes())
    ticket, package = ticket_of(data.draw(histories(scene))), scene.deal.package
    report = scene.reported
    first = report + data.draw(st.sampled_from([-1, -1, 0, DAY]), label="after")
    last = max(report, first) + data.draw(st.sampled_from([30 * DAY, 9 * DAY, 2 * DAY]), label="until")
    found = [str(event) for event in transitions(ticket, package, after=utc(first), until=utc(last))]
    assert found == step_by_step(ticket, package, first, last)
