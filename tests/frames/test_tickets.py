"""Tickets judged many at a time are judged as each alone is, in everything that an assessment says."""

import warnings
from datetime import UTC, datetime, timedelta
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from slacalc import Package, Ticket, assess
from slacalc.errors import SlaError
from slacalc.frames import asking, histories
from slacalc.frames import tickets as many
from slacalc.frames.tickets import assess_tickets
from slacalc.testing import packages
from tests.laws.test_frames import histories_under

P14 = Package.preset("p1-p4")
NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


def alone(ticket, package, at):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return assess(ticket, package, at=at)
        except SlaError as error:
            return str(error)


@given(st.data())
def test_each_ticket_is_told_what_it_is_told_alone(data):
    package = data.draw(packages())
    listed = data.draw(histories_under(package))
    moment = data.draw(st.sampled_from(listed)).reported_at + timedelta(minutes=data.draw(st.integers(0, 60 * 24 * 30)))
    few = data.draw(st.sampled_from([1, 8]))
    with (
        mock.patch.object(histories, "FEW", few),
        mock.patch.object(asking, "FEWEST", few),
        mock.patch.object(many, "CHUNK", data.draw(st.sampled_from([2, 1 << 14]))),
    ):
        found = list(assess_tickets(listed, package, at=moment))
    expected = [alone(ticket, package, moment) for ticket in listed]
    assert found == expected
    assert [each if isinstance(each, str) else each.to_dict() for each in found] == [
        each if isinstance(each, str) else each.to_dict() for each in expected
    ]


def ticket(hours, **told):
    opened = datetime(2026, 5, 11, 9, tzinfo=UTC) + timedelta(hours=hours)
    return Ticket(id=f"T{hours}", reported_at=opened, **{"priority": "P2", **told})


def test_tickets_of_one_shape_are_judged_together():
    listed = [ticket(hour, resolved_at=NOW - timedelta(hours=1)) for hour in range(100)]
    with mock.patch.object(many, "assess", side_effect=AssertionError):
        found = list(assess_tickets(listed, P14, at=NOW))
    assert found == [assess(each, P14, at=NOW) for each in listed]


def test_a_ticket_that_cannot_be_judged_stops_no_other():
    told = [ticket(hour) for hour in range(20)]
    listed = [*told, ticket(1, priority="P9"), ticket(24 * 30), *told]
    found = list(assess_tickets(listed, P14, at=NOW))
    assert found == [alone(each, P14, NOW) for each in listed]
    assert [place for place, each in enumerate(found) if isinstance(each, str)] == [20, 21]


def test_a_second_turn_and_what_was_told_late_are_not_lost():
    again = P14.amend(handling={"reopen": "restart"})
    late = NOW + timedelta(days=1)
    for told in (
        [ticket(hour).resolved(NOW - timedelta(hours=3)).reopened(NOW - timedelta(hours=2)) for hour in range(20)],
        [ticket(hour).resolved(NOW - timedelta(hours=3), recorded_at=late) for hour in range(20)],
        [ticket(hour).responded(NOW, sequence=4).resolved(NOW, sequence=1) for hour in range(20)],
        [ticket(hour, priority=None) for hour in range(20)],
        [ticket(hour).paused(NOW - timedelta(hours=hour + 1), reason="waiting") for hour in range(20)],
    ):
        for package in (P14, again):
            assert list(assess_tickets(told, package, at=NOW)) == [assess(each, package, at=NOW) for each in told]


def test_no_tickets():
    assert list(assess_tickets([], P14, at=NOW)) == []
