"""What frames are told is what tickets are told."""

from datetime import UTC, datetime, timedelta
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from slacalc import Ticket
from slacalc.frames import answers, asking, assess_frame, deadline_frame, histories
from slacalc.testing import packages, tickets
from tests.frames.histories import COLUMNS, compared, frames, records, told, told_deadlines

YEAR = st.integers(0, 40_000).map(lambda step: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=10) * step)


def moved(ticket, by):
    """Return the same history at another time."""
    said = ticket.to_dict()
    for event in said["events"]:
        for name in ("at", "due", "recorded_at"):
            if name in event:
                event[name] = (datetime.fromisoformat(event[name]) + by).isoformat()
    return Ticket.from_dict(said)


@st.composite
def histories_under(draw, package):
    """Draw tickets of which some have one shape: the same history, some hours or weeks later."""
    found = draw(st.lists(tickets(package, reported=YEAR), min_size=1, max_size=3))
    shifts = draw(st.lists(st.integers(0, 24 * 60), min_size=1, max_size=4, unique=True))
    return [moved(ticket, timedelta(hours=hours)) for ticket in found for hours in shifts]


@given(st.data())
def test_law_33_bulk_equals_scalar(data):
    """Law 33: a frame judged at once equals its tickets judged one by one, in every column."""
    package = data.draw(packages())
    listed = data.draw(histories_under(package))
    moment = data.draw(st.sampled_from(listed)).reported_at + timedelta(minutes=data.draw(st.integers(0, 60 * 24 * 30)))
    few = data.draw(st.sampled_from([1, 8]))
    frame, events = frames(listed, flat=data.draw(st.booleans()))
    chunk = data.draw(st.sampled_from([2, 1 << 16]))
    with (
        mock.patch.object(histories, "FEW", few),
        mock.patch.object(asking, "FEWEST", few),
        mock.patch.object(answers, "CHUNK", chunk),
    ):
        found = assess_frame(frame, package, at=moment, events=events, **COLUMNS)
    expected = [told(ticket, package, moment) for ticket in listed]
    names = [name for name in found.columns if name not in {"ticket", *COLUMNS.values(), "repairs"}]
    compared(records(found), expected, names)


@given(st.data())
def test_law_33_deadlines_of_a_frame_are_those_of_its_tickets(data):
    """Law 33: the deadlines of a frame equal those of its tickets one by one."""
    package = data.draw(packages())
    listed = data.draw(histories_under(package))
    frame, events = frames(listed, flat=False)
    with mock.patch.object(histories, "FEW", data.draw(st.sampled_from([1, 8]))):
        found = deadline_frame(frame, package, reported="reported", priority="priority", ticket="ticket", events=events)
    expected = [told_deadlines(ticket, package) for ticket in listed]
    compared(records(found), expected, [name for name in found.columns if name not in {*frame.columns, "repairs"}])
