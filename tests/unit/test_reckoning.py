"""One clock of a ticket, reckoned under a package on the desks of its hours."""

from datetime import UTC, datetime, timedelta

import pytest

from slacalc import Calendar, Cover, Handling, Package, Ticket, snapshots
from slacalc.history import fold
from slacalc.reckoning import engines_of, judged, marks
from slacalc.windows import DAY, NEVER

PACKAGE = Package.preset("p1-p4")
REPORTED = datetime(2026, 5, 11, 9, tzinfo=UTC)
LIFE = fold(Ticket(reported_at=REPORTED, priority="P2"), Handling())


def test_marks_and_verdict_agree():
    found, clock = marks(PACKAGE, LIFE, "resolution"), judged(PACKAGE, LIFE, "resolution", LIFE.reported)
    assert (found.due, found.expected_from, found.estimate) == (
        clock.outcome.due,
        clock.outcome.expected_from,
        clock.outcome.estimate,
    )
    assert (found.tz, found.beyond_holiday_data) == (clock.tz, clock.beyond_holiday_data)


def test_where_nothing_is_promised_there_is_no_mark():
    bare = PACKAGE.amend(priorities={"P2": {"resolution": None}})
    assert marks(bare, LIFE, "resolution")[2:] == (NEVER, NEVER, NEVER)
    clock = judged(bare, LIFE, "resolution", LIFE.reported)
    assert (clock.state, clock.commitment, clock.started_at) == ("no_deadline", None, None)


def test_without_a_mark_the_holidays_of_the_report_are_those_that_count():
    """T11: by agreement there is no deadline, and the report lies where no public holidays are known."""
    far = Ticket(reported_at=datetime(2500, 5, 11, 9, tzinfo=UTC), priority="P2")
    agreed = PACKAGE.amend(priorities={"P2": {"resolution": "by agreement"}})
    assert marks(agreed, fold(far, Handling()), "resolution") == ("Europe/London", True, NEVER, NEVER, NEVER)


def test_an_aim_says_so():
    assert judged(Package.preset("p1-p3"), LIFE, "response", LIFE.reported).commitment == "aim"


@pytest.mark.parametrize(("booked", "engines"), [([], 1), (["2026-05-16"], 2), (["2026-05-13"], 1)])
def test_cover_that_adds_working_time_is_reckoned_beside_the_hours_without_it(booked, engines):
    """S4: Saturday 16 May, and a Wednesday inside the hours."""
    cover = [Cover(datetime.fromisoformat(f"{day}T09:00Z"), datetime.fromisoformat(f"{day}T13:00Z")) for day in booked]
    term = PACKAGE.amend(cover=cover).term("P2", "resolution", len(cover))
    assert term is not None
    assert term.desks.ask(lambda desk: len(engines_of(term, desk)), LIFE.reported, LIFE.reported)[0] == engines


@pytest.mark.parametrize("words", ["same day", "next working day", "next working day by 16:00"])
def test_a_day_that_is_named_makes_no_grid_of_updates(words):
    """So many same days are no longer than one: it is measured from the latest message, as without a grid."""
    ticket = Ticket(reported_at=REPORTED, priority="P2").responded(REPORTED).updated(REPORTED + timedelta(days=9))
    found = []
    for update in ("grid", "last"):
        package = PACKAGE.amend(priorities={"P2": {"update": words}}, handling={"update": update})
        instant = LIFE.reported + 10 * DAY
        found.append(judged(package, fold(ticket, Handling(), instant), "update", instant))
    assert found[0] == found[1]
    assert found[0].due is not None


@pytest.mark.parametrize("words", ["same day", "8 working hours"])
def test_on_a_grid_a_cancelled_ticket_without_messages_has_started_nothing(words):
    package = PACKAGE.amend(priorities={"P2": {"update": words}}, handling={"update": "grid"})
    ticket = Ticket(reported_at=REPORTED, priority="P2").cancelled(REPORTED)
    clock = judged(package, fold(ticket, Handling()), "update", LIFE.reported + DAY)
    assert (clock.state, clock.started_at, clock.due) == ("cancelled", None, None)


def test_a_desk_that_is_always_open_stays_as_small_as_the_question(monkeypatch):
    """A calendar without an end has nothing to list but the days that are asked about."""
    monkeypatch.setattr(snapshots, "_shared", type(snapshots._shared)())  # others may have asked about more of them
    always = Calendar.always().in_zone("Europe/London")
    assert always.working_time(datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)).days == 3_651_694
    whole = PACKAGE.amend(calendar=always)
    term = whole.term("P2", "resolution", 0)
    assert term is not None
    _, desk = term.desks.ask(lambda desk: desk.days.add(20_000, 3), LIFE.reported, LIFE.reported)
    assert desk.days.last_day - desk.days.first_day < 51 * 366
