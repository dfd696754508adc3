"""What a service level is made of: every ticket is counted once, and each figure says of what it is a share."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from slacalc import Package, Scheme, Ticket
from slacalc.errors import InputError
from slacalc.frames import assess_frame, attainment
from slacalc.verdicts import COUNTED_AS, STATES
from tests.frames.histories import COLUMNS, LIBRARIES, frames, plain, records

P14 = Package.preset("p1-p4")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def at(day, hour=9):
    return datetime(2026, 5, day, hour, tzinfo=UTC)


TICKETS = [
    Ticket(reported_at=at(5), priority="P1", resolved_at=at(5, 12)),  # met
    Ticket(reported_at=at(5), priority="P1", resolved_at=at(6, 9)),  # met
    Ticket(reported_at=at(5), priority="P1", resolved_at=at(7)),  # breached
    Ticket(reported_at=at(5), priority="P1"),  # breached, open
    Ticket(reported_at=at(5), priority="P1", resolved_at=at(7)).excused("resolution", at=at(8), reason="storm"),
    Ticket(reported_at=at(5), priority="P4", resolved_at=at(29)).prioritised("P1", at(20)),  # breached on arrival
    Ticket(reported_at=datetime(2026, 6, 1, 8, tzinfo=UTC), priority="P1"),  # open
    Ticket(reported_at=at(5), priority="P1").cancelled(at(5, 10)),  # ended
    Ticket(reported_at=at(5)),  # no deadline
    Ticket(reported_at=at(5), priority="P9"),  # not judged
]


def judged(tickets=TICKETS, library="pandas", package=P14):
    frame, events = frames(tickets, library)
    return assess_frame(frame, package, at=NOW, events=events, **COLUMNS)


def of(found, **wanted):
    return [row for row in records(found) if all(row[name] == value for name, value in wanted.items())]


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_ticket_is_counted_once(library):
    (row,) = of(attainment(judged(library=library)), clock="resolution")
    assert row == {
        "clock": "resolution",
        "commitment": "contract",
        "tickets": 8,
        "counted": 4,
        "met": 2,
        "breached": 2,
        "breached_on_arrival": 1,
        "excused": 1,
        "open": 1,
        "ended": 1,
        "attainment": 0.5,
        **{name: row[name] for name in row if name.startswith("used_")},
    }


def test_months_are_those_of_the_zone_of_the_column():
    told = Ticket(reported_at=datetime(2026, 4, 30, 23, 30, tzinfo=UTC), priority="P1")
    frame, events = frames([told])
    frame = frame.assign(reported=frame.reported.dt.tz_convert("Europe/London"))
    found = attainment(
        assess_frame(frame, P14, at=NOW, events=events, **COLUMNS), month="reported", reported="reported"
    )
    assert {row["month"] for row in records(found)} == {"2026-05"}


def test_groups_and_months():
    found = attainment(judged(), by=["priority"], month="due")
    assert [(row["priority"], row["month"], row["tickets"]) for row in of(found, clock="resolution")] == [
        *(("P1", "2026-05", 6), ("P1", "2026-06", 1), ("P4", "2026-05", 1))
    ]
    found = attainment(judged(), month="reported", reported="reported")
    assert [(row["month"], row["tickets"]) for row in of(found, clock="resolution")] == [("2026-05", 7), ("2026-06", 1)]
    found = attainment(judged(), month="resolved")
    assert [(row["month"], row["tickets"]) for row in of(found, clock="resolution")] == [("2026-05", 5), (None, 3)]


def test_percentiles_are_times_of_tickets():
    minutes = [10, 20, 30, 40]
    listed = [Ticket(reported_at=at(5), priority="P1", resolved_at=at(5) + timedelta(minutes=each)) for each in minutes]
    (row,) = of(attainment(judged(listed), percentiles=(0.25, 0.5, 0.9, 1)), clock="resolution")
    used = [row[name] // 60_000_000 for name in ("used_p25", "used_p50", "used_p90", "used_p100")]
    assert used == [10, 20, 40, 40]
    (row,) = of(attainment(judged([Ticket(reported_at=at(5), priority="P1")])), clock="resolution")
    assert row["used_p50"] is None


def test_the_rank_of_a_percentile_is_exact():
    # 0.28 of 25 tickets are 7, and as floats a little more.
    done = [at(5) + timedelta(minutes=each) for each in range(1, 26)]
    listed = [Ticket(reported_at=at(5), priority="P1", resolved_at=each) for each in done]
    (row,) = of(attainment(judged(listed), percentiles=(0.28, 0.9999999, 1)), clock="resolution")
    assert [name for name in row if name.startswith("used_")] == ["used_p28", "used_p99.99999", "used_p100"]
    assert row["used_p28"] == 7 * 60_000_000


def test_contracts_aims_and_estimates_stand_apart():
    levels = {
        "a": {"resolution": "1 working day"},
        "b": {"resolution": "aim: 1 working day"},
        "c": {"resolution": "by agreement; usually within 2 working days"},
    }
    package = Package("mixed", Scheme(levels), P14.calendar)
    listed = [
        *(Ticket(reported_at=at(5), priority=name, resolved_at=at(6)) for name in "abc"),
        *(Ticket(reported_at=at(5), priority="c", resolved_at=at(day)) for day in (7, 20)),
        Ticket(reported_at=at(5), priority="c"),
    ]
    found = of(attainment(judged(listed, package=package)), clock="resolution")
    names = ("commitment", "tickets", "counted", "met", "breached", "open", "attainment")
    assert [tuple(row[name] for name in names) for row in found] == [
        ("contract", 1, 1, 1, 0, 0, 1.0),
        ("aim", 1, 1, 1, 0, 0, 1.0),
        ("estimate", 4, 3, 2, 0, 1, pytest.approx(2 / 3)),
    ]


def test_a_group_without_a_verdict_has_no_share():
    (row,) = of(attainment(judged(TICKETS[6:7])), clock="resolution")
    assert (row["counted"], row["attainment"], row["open"]) == (0, None, 1)


def test_nothing_judged_is_an_empty_table():
    assert records(attainment(judged(TICKETS[9:]))) == []
    assert records(attainment(judged(TICKETS[:0]), by=["priority"])) == []


def test_every_state_counts_as_something():
    assert set(COUNTED_AS) == set(STATES)


def test_what_was_written_to_a_file_and_read_again_counts_alike(tmp_path):
    found = judged()
    found.to_csv(tmp_path / "judged.csv", index=False)
    read = pd.read_csv(tmp_path / "judged.csv")
    for name in found:
        if str(found[name].dtype).startswith("datetime"):
            read[name] = pd.to_datetime(read[name], utc=True)
        if str(found[name].dtype).startswith("timedelta"):
            read[name] = pd.to_timedelta(read[name])
    assert [plain(row["met"]) for row in records(attainment(read))] == [
        row["met"] for row in records(attainment(found))
    ]


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"month": "closed"}, "month='closed': write 'due', 'reported' or 'resolved'"),
        ({"month": "reported"}, "month='reported': write reported="),
        ({"percentiles": [95]}, "percentiles has 95: write fractions such as 0.95"),
        ({"by": ["team"]}, "by='team' is no column of frame"),
        ({"prefix": "x_"}, "frame has no column x_resolution_state"),
        ({"reported": "day"}, "reported='day' is no column"),
        ({"reported": "priority", "month": "reported"}, "reported='priority' is a column of String"),
    ],
)
def test_what_cannot_be_counted(how, message):
    with pytest.raises(InputError, match=message):
        attainment(judged(TICKETS[:1]), **how)


def test_words_that_are_no_states():
    with pytest.raises(InputError, match="'resolution_state' has 'done', which is no state"):
        attainment(judged(TICKETS[:1]).assign(resolution_state="done"))
