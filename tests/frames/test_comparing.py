"""Which verdicts flip between packages, and on which words they hang."""

from datetime import UTC, datetime

import pytest

from slacalc import Package, Ticket, assess
from slacalc.alternatives import other_readings
from slacalc.errors import InputError
from slacalc.frames import compare, readings
from slacalc.verdicts import COUNTED_AS
from tests.frames.histories import COLUMNS, LIBRARIES, frames, plain, records

P14 = Package.preset("p1-p4")
FASTER = P14.amend(priorities={"P1": {"resolution": "4 working hours"}})
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def at(day, hour=9):
    return datetime(2026, 5, day, hour, tzinfo=UTC)


TICKETS = [
    Ticket(reported_at=at(5), priority="P1", resolved_at=at(5, 10)),
    Ticket(reported_at=at(5), priority="P1", resolved_at=at(6, 9)),
    Ticket(reported_at=at(5), priority="P2", resolved_at=at(6, 9)),
    Ticket(reported_at=at(5), priority="P2").paused(at(6)),
    Ticket(reported_at=at(5), priority="P9"),
]


@pytest.mark.parametrize("library", LIBRARIES)
class TestCompare:
    def test_verdicts_are_counted_by_what_each_package_says(self, library):
        frame, events = frames(TICKETS, library)
        found = records(compare(frame, {"now": P14, "proposed": FASTER}, at=NOW, events=events, **COLUMNS))
        counts = {tuple(row.values())[1:3]: row["tickets"] for row in found if row["clock"] == "resolution"}
        assert counts == {(None, None): 1, ("met", "met"): 2, ("met", "breached"): 1, ("open", "open"): 1}
        assert [row["flips"] for row in found] == [row["now"] != row["proposed"] for row in found]

    def test_an_empty_frame_has_nothing_to_compare(self, library):
        frame, _ = frames(TICKETS, library)
        asked = {"at": NOW, "reported": "reported"}
        assert records(compare(frame[:0], {"now": P14, "proposed": FASTER}, **asked)) == []
        assert records(compare(frame[:0], {"now": P14, "proposed": FASTER}, rows=True, **asked)) == []
        assert {row["tickets"] for row in records(readings(frame[:0], P14, **asked))} == {0}

    def test_the_rows_that_flip(self, library):
        frame, events = frames(TICKETS, library)
        found = compare(frame, {"now": P14, "proposed": FASTER}, at=NOW, rows=True, events=events, **COLUMNS)
        assert type(found) is type(frame)
        (row,) = records(found)
        assert (row["ticket"], row["resolution_now"], row["resolution_proposed"]) == ("T1", "met", "breached")
        assert row["resolution_due_proposed"] == plain(assess(TICKETS[1], FASTER, at=NOW).resolution.due)

    def test_readings_are_those_of_each_ticket(self, library):
        frame, events = frames(TICKETS, library)
        found = records(readings(frame, P14, at=NOW, events=events, **COLUMNS))
        for word, value, other in other_readings(P14):
            pairs = [[assess(ticket, package, at=NOW).resolution for package in (P14, other)] for ticket in TICKETS[:4]]
            (row,) = [
                row for row in found if (row["word"], row["otherwise"], row["clock"]) == (word, value, "resolution")
            ]
            assert row["tickets"] == 4
            assert row["deadlines"] == sum(one.due != two.due for one, two in pairs)
            assert row["verdicts"] == sum(COUNTED_AS[one.state] != COUNTED_AS[two.state] for one, two in pairs)


def test_two_that_differ_from_the_first_alike_make_a_flip_too():
    frame, events = frames(TICKETS)
    packages = {"now": P14, "proposed": FASTER, "faster": FASTER.amend(name="faster")}
    (row,) = records(compare(frame, packages, at=NOW, rows=True, events=events, **COLUMNS))
    assert [row[f"resolution_{name}"] for name in packages] == ["met", "breached", "breached"]


def test_what_cannot_be_compared():
    frame, _ = frames(TICKETS[:1])
    with pytest.raises(InputError, match="write two or more"):
        compare(frame, {"now": P14}, at=NOW, reported="reported")
    with pytest.raises(InputError, match="packages has 'now' and 'due_now', of one column: rename one"):
        compare(frame, {"now": P14, "due_now": FASTER}, at=NOW, rows=True, reported="reported")
    with pytest.raises(InputError, match="is no package: write one"):
        readings(frame, {"a": P14}, at=NOW, reported="reported")
    with pytest.raises(TypeError, match="unexpected keyword"):
        readings(frame, P14, at=NOW, opened="reported")
