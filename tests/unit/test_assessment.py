"""Deadlines and verdicts on whole tickets: May 2026 in London, under the two presets, unless said."""

import json
import pickle
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pendulum
import pytest

from slacalc import Calendar, Cover, Package, Promise, Reading, Scheme, State, Ticket, assess, deadlines, explain
from slacalc.errors import (
    HistoryError,
    HolidayDataWarning,
    InputError,
    NaiveDatetimeError,
    PackageError,
    UnreachableError,
)
from slacalc.plain import OFTEN

LONDON = ZoneInfo("Europe/London")
P3, P4 = Package.preset("p1-p3"), Package.preset("p1-p4")
HOURS = timedelta(hours=1)


def t(text):
    """Return "13 10:30" of May 2026, "06-02 10:30" of that year, or a whole date and time, in London."""
    date, clock = text.rsplit(" ", 1)
    whole = {2: f"2026-05-{date}", 5: f"2026-{date}"}.get(len(date), date)
    return datetime.fromisoformat(f"{whole} {clock}").replace(tzinfo=LONDON)


def ticket(reported, priority="P2", *, pauses=(), **events):
    stops = [(t(begin), end and t(end)) for begin, end in pauses]
    return Ticket(reported_at=t(reported), priority=priority, pauses=stops, **{k: t(v) for k, v in events.items()})


def clock(one, at, package=P4, name="resolution"):
    return assess(one, package, at=t(at)).clocks[name]


def instants(clock_, *names):
    return tuple(getattr(clock_, name) for name in names)


# states (S10) --------------------------------------------------------------------------------------------------------

DONE_IN_TIME = {"resolved_at": "14 12:00"}
STATES = [
    ("cancelled", ticket("13 10:30", "P1").cancelled(t("13 12:00")), "20 09:00", P4),
    ("transferred", ticket("13 10:30", "P1").transferred(t("13 12:00"), reference="BUG-9"), "20 09:00", P4),
    ("missed", ticket("13 10:30", "P1", resolved_at="14 17:01"), "20 09:00", P4),
    ("overdue", ticket("13 10:30", "P1"), "14 17:01", P4),
    ("no_deadline", ticket("13 10:30", "P4"), "14 17:01", P4),
    ("no_deadline", ticket("13 10:30", "P4", **DONE_IN_TIME), "20 09:00", P4),
    ("no_deadline", ticket("13 10:30", None), "14 17:01", P4),
    ("met", ticket("13 10:30", "P1", resolved_at="14 17:00"), "20 09:00", P4),
    ("not_started", ticket("16 11:00", "P1"), "18 08:59", P4),
    ("not_started", Ticket.unlogged(t("13 10:30"), priority="P1"), "20 09:00", P4),
    ("paused", ticket("13 10:30", "P1", pauses=[("13 12:00", None)]), "20 09:00", P4),
    ("at_risk", ticket("18 09:00", "P2"), "20 17:00", P4),  # 24 of 32 hours used
    ("at_risk", ticket("11 10:00", "P2"), "13 11:15", P3),  # 17.25 of 23 hours used, inside the window
    ("in_window", ticket("11 10:00", "P2"), "12 17:00", P3),  # 15 of 23 hours used
    ("running", ticket("13 10:30", "P1"), "14 17:00", P4.amend(priorities={"P1": {"resolution": "5 working days"}})),
]


@pytest.mark.parametrize(
    ("state", "one", "at", "package"), STATES, ids=[f"{row[0]}-{at}" for at, row in enumerate(STATES)]
)
def test_each_state_is_reached(state, one, at, package):
    found = clock(one, at, package)
    assert found.state == state
    assert found.breached is (state in {"missed", "overdue"})
    assert (found.breached_at is not None) is found.breached


def test_every_state_is_in_the_table():
    assert {row[0] for row in STATES} == set(State)


@pytest.mark.parametrize(("at", "state"), [("14 17:00", "at_risk"), ("14 17:00:00.000001", "overdue")])
def test_at_the_deadline_the_promise_is_kept_and_a_microsecond_later_broken(at, state):
    """S1."""
    assert clock(ticket("13 10:30", "P1"), at).state == state


def test_a_resolution_fulfils_the_response():
    """S2."""
    found = clock(ticket("13 10:30", "P1", resolved_at="13 11:00"), "20 09:00", name="response")
    assert (found.state, found.completed_at) == ("met", t("13 11:00"))


def test_a_clock_ticks_from_its_start_until_its_ticket_is_handed_over():
    one = ticket("13 10:30", "P1")
    assert [clock(one, at).ticking for at in ("13 10:30", "13 16:59", "13 17:00")] == [True, True, False]
    assert not clock(one.transferred(t("13 12:00")), "13 12:00").ticking


def test_it_waits_from_the_instant_of_the_pause_on_and_with_an_agreed_deadline_too():
    waits = {"pauses": [("13 12:00", None)]}
    found = clock(ticket("13 10:30", "P1", **waits), "13 12:00")
    assert (found.state, found.due, found.at_risk_at, found.thresholds) == ("paused", None, None, ((75, None),))
    found = clock(ticket("13 10:30", "P4", agreed_due="20 12:00", **waits), "13 13:00")
    assert (found.state, found.due) == ("paused", t("20 12:00"))
    found = clock(ticket("13 10:30", "P1", pauses=[("14 16:00", None)]), "15 12:00")
    assert (found.state, found.at_risk_at) == ("paused", t("14 13:22:30"))


def test_what_is_due_before_it_starts_is_at_risk_no_later():
    midnight = P3.amend(reading={"same_day": "midnight"})
    found = clock(ticket("16 10:00", "P1"), "16 12:00", midnight)
    assert instants(found, "at_risk_at", "due", "started_at") == (t("17 00:00"), t("17 00:00"), t("18 09:00"))


def test_three_quarters_used_is_at_risk_to_the_microsecond():
    """S11: P1 reported Wednesday 10:30 has 14.5 hours until Thursday 17:00; three quarters are 10 h 52 min 30 s."""
    found = clock(ticket("13 10:30", "P1"), "13 11:00")
    assert found.at_risk_at == t("14 13:22:30")
    assert clock(ticket("13 10:30", "P1"), "14 13:22:29.999999").state == "running"
    assert clock(ticket("13 10:30", "P1"), "14 13:22:30").state == "at_risk"


def test_thresholds_of_its_own_take_the_place_of_three_quarters():
    """S11: half of eight working hours from 9:00."""
    half = Scheme({"P1": {"response": Promise("8 working hours", thresholds=(50, 90))}})
    found = clock(ticket("13 09:00", "P1"), "13 09:00", Package("half", half, P4.calendar), "response")
    assert found.at_risk_at == t("13 13:00")


# figures -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "used", "remaining", "overrun"),
    [
        ("11 10:00", 0, 31, 0),
        ("12 11:00", 9, 22, 0),
        ("12 16:00", 9, 22, 0),  # waiting since 11:00
        ("14 10:00", 12, 19, 0),
        ("18 13:00", 31, 0, 0),
        ("18 16:00", 34, 0, 3),
        ("23 12:00", 67, 0, 36),  # a Saturday: the overrun stands still
    ],
)
def test_used_remaining_and_overrun(at, used, remaining, overrun):
    """P2 from Monday 10:00 to Thursday 17:00 is 31 hours; a pause on Tuesday 11:00 to Wednesday 15:00 holds 12."""
    found = clock(ticket("11 10:00", pauses=[("12 11:00", "13 15:00")]), at)
    assert instants(found, "used", "remaining", "overrun") == (used * HOURS, remaining * HOURS, overrun * HOURS)


def test_the_overrun_is_zero_where_no_working_time_has_passed_since_the_deadline():
    found = clock(ticket("15 10:00", "P1"), "16 12:00", P3)
    assert (found.state, found.due, found.overrun) == ("overdue", t("15 17:00"), timedelta(0))


def test_a_completed_clock_keeps_its_figures():
    done = ticket("11 10:00", resolved_at="12 10:00")
    assert clock(done, "12 10:00").to_dict() == clock(done, "06-30 10:00").to_dict()
    assert clock(done, "06-30 10:00").used == 8 * HOURS


def test_elapsed_hours_are_measured_round_the_clock_pauses_too():
    """Saturday 16 11:00 and 4 elapsed hours, waiting from 12:00 to 13:30."""
    package = P4.amend(priorities={"P1": {"resolution": "4 elapsed hours"}})
    found = clock(ticket("16 11:00", "P1", pauses=[("16 12:00", "16 13:30")]), "16 14:00", package)
    assert instants(found, "started_at", "due") == (t("16 11:00"), t("16 16:30"))
    assert instants(found, "used", "remaining", "paused_time") == (1.5 * HOURS, 2.5 * HOURS, 1.5 * HOURS)


def test_without_a_deadline_there_are_no_figures():
    found = clock(ticket("13 10:30", "P4"), "14 17:00")
    assert instants(found, "used", "remaining", "overrun", "paused_time", "due", "at_risk_at") == (None,) * 6
    assert (found.estimate, found.started_at) == (
        t("28 17:00"),
        t("13 10:30"),
    )  # ten working days; the 25th is none


# pauses (S3) ---------------------------------------------------------------------------------------------------------


def test_while_waiting_there_is_no_due_and_it_is_said_where_it_would_be():
    found = clock(ticket("11 10:00", pauses=[("12 11:00", None)]), "13 15:00")
    assert (found.state, found.due, found.due_if_resumed) == ("paused", None, t("18 13:00"))


def test_a_pause_begun_after_the_deadline_hides_nothing():
    found = clock(ticket("11 10:00", pauses=[("14 17:30", None)]), "15 11:00")
    assert (found.state, found.due, found.due_if_resumed) == ("overdue", t("14 17:00"), None)


@pytest.mark.parametrize(("until", "paused"), [("15 10:30", 0.5), (None, 1)], ids=["over", "open"])
def test_the_overrun_stands_still_in_a_pause(until, paused):
    """Overdue since Thursday 17:00, waiting from Friday 10:00 on, asked on Friday at 11:00."""
    found = clock(ticket("11 10:00", pauses=[("15 10:00", until)]), "15 11:00")
    assert instants(found, "overrun", "used", "paused_time") == (
        (2 - paused) * HOURS,
        (33 - paused) * HOURS,
        paused * HOURS,
    )


def test_a_pause_at_the_deadline_changes_nothing():
    found = clock(ticket("11 10:00", pauses=[("14 17:00", "15 12:00")]), "15 12:00")
    assert (found.state, found.due) == ("overdue", t("14 17:00"))


def test_each_mark_of_a_range_moves_by_itself():
    """p1-p3 P2, waiting on Wednesday from 10:00 to 12:00: expected from Tuesday 17:00 stays, due Thursday 11:00."""
    found = deadlines(ticket("11 10:00", pauses=[("13 10:00", "13 12:00")]), P3)
    assert (found.resolution_expected_from, found.resolution_due) == (t("12 17:00"), t("14 11:00"))


def test_a_pause_before_the_lower_mark_of_a_range_moves_both():
    """S3, S5: p1-p3 P2, waiting on Tuesday from 10:00 to 12:00."""
    waited = ticket("11 10:00", pauses=[("12 10:00", "12 12:00")])
    found = clock(waited, "13 09:00", P3)
    assert instants(found, "expected_from", "due") == (t("13 11:00"), t("14 11:00"))
    assert (found.state, clock(waited, "13 11:00", P3).state) == ("running", "in_window")


def test_deadlines_judge_the_whole_history():
    assert deadlines(ticket("11 10:00", pauses=[("12 11:00", None)]), P4).resolution_due is None
    assert deadlines(ticket("11 10:00", pauses=[("12 11:00", None)]), P4).response_due == t("12 10:00")


def test_with_cover_and_pauses_the_earlier_of_two_whole_reckonings_counts():
    """S4: 8 working hours from Friday 16:00; cover on Saturday 10:00-14:00, but waiting from 11:00 to 13:00.

    With the cover Monday 12:00 (1 + 4 + 3) and two hours more; without, Monday 16:00, and the pause takes nothing.
    """
    package = P4.amend(cover=[Cover(t("16 10:00"), t("16 14:00"))])
    waiting = [("16 11:00", "16 13:00")]
    scheme = package.amend(priorities={"P1": {"resolution": "8 working hours"}})
    assert deadlines(ticket("15 16:00", "P1", pauses=waiting), scheme).resolution_due == t("18 14:00")
    long = package.amend(priorities={"P1": {"resolution": "same day"}})
    assert deadlines(ticket("15 16:00", "P1", pauses=waiting), long).resolution_due == t("15 17:00")


# what is known when (S8) ---------------------------------------------------------------------------------------------


def test_what_happens_later_is_not_known_yet():
    one = ticket("11 10:00", pauses=[("12 11:00", "13 15:00")], resolved_at="15 10:00")
    assert clock(one, "12 10:59").due == t("14 17:00")
    assert [clock(one, at).state for at in ("12 12:00", "15 09:59", "15 10:00")] == ["paused", "running", "met"]


def test_cover_counts_from_its_booking():
    package = P4.amend(cover=[Cover(t("16 10:00"), t("16 14:00"), booked_at=t("16 10:30"))])
    one = ticket("16 10:00", "P1")
    assert clock(one, "16 10:15", package, "response").started_at == t("18 09:00")
    assert clock(one, "16 10:30", package, "response").started_at == t("16 10:00")


def test_an_instant_before_the_report_is_refused():
    with pytest.raises(HistoryError, match="lies before the ticket was reported 2026-05-11 09:00:00 UTC"):
        assess(ticket("11 10:00"), P4, at=t("11 09:59"))


def test_a_ticket_is_due_from_its_logging():
    left = Ticket.unlogged(t("13 10:00"), priority="P1")
    assert deadlines(left, P4).response_due is None
    assert deadlines(left.logged(t("13 12:00")), P4).response_due == t("14 12:00")
    reported = P4.amend(handling={"starts": "reported"})
    assert deadlines(left, reported).response_due == t("14 10:00")


# priorities (S7) -----------------------------------------------------------------------------------------------------


def test_before_a_priority_is_set_a_shared_response_runs():
    found = assess(ticket("13 10:00", None), P4, at=t("13 12:00"))
    assert (found.response.due, found.resolution.state, found.priority) == (t("14 10:00"), "no_deadline", None)
    own = P4.amend(priorities={"P1": {"response": "1 working hour"}})
    assert assess(ticket("13 10:00", None), own, at=t("13 12:00")).response.state == "no_deadline"


@pytest.mark.parametrize("change", ["from_report", "from_change"])
def test_a_first_priority_is_measured_from_the_report(change):
    one = ticket("11 10:00", None).prioritised("P2", t("12 11:00"))
    assert deadlines(one, P4.amend(handling={"priority_change": change})).resolution_due == t("14 17:00")


@pytest.mark.parametrize(
    ("change", "due"), [("from_report", "07-07 17:00"), ("from_change", "07-08 17:00")], ids=lambda value: value[:12]
)
def test_a_new_target_is_measured_from_the_report_or_from_the_change(change, due):
    """P1 to P3 on the second day, before the first deadline (Tuesday 17:00): forty working days, but for 25 May."""
    one = ticket("11 10:00", "P1").prioritised("P3", t("12 11:00"))
    found = clock(one, "20 10:00", P4.amend(handling={"priority_change": change}))
    assert (found.due, found.breached) == (t(due), False)


def test_a_downgrade_never_erases_a_breach():
    """S1: P1 was due on Tuesday at 17:00; it became a P3 on Wednesday."""
    one = ticket("11 10:00", "P1").prioritised("P3", t("13 11:00"))
    found = clock(one, "14 10:00")
    assert (found.state, found.breached_at, found.due) == ("overdue", t("12 17:00"), t("07-07 17:00"))
    assert found.breached_on_arrival is False
    assert clock(one.resolved(t("14 12:00")), "20 10:00").state == "missed"


def test_a_breach_survives_a_change_to_a_priority_without_deadline():
    found = clock(ticket("11 10:00", "P1").prioritised("P4", t("13 11:00")), "14 10:00")
    assert (found.state, found.breached_at, found.due) == ("overdue", t("12 17:00"), None)


def test_an_upgrade_that_is_born_late_is_breached_on_arrival():
    """P3 becomes P1 on Thursday; measured from the report, P1 was due on Tuesday."""
    found = clock(ticket("11 10:00", "P3").prioritised("P1", t("14 11:00")), "14 12:00")
    assert (found.state, found.due, found.breached_at) == ("overdue", t("12 17:00"), t("14 11:00"))
    assert found.breached_on_arrival is True


def test_a_breach_on_arrival_stays_one_under_later_priorities():
    one = ticket("11 10:00", "P3").prioritised("P1", t("14 11:00")).prioritised("P3", t("14 12:00"))
    found = clock(one, "14 13:00")
    assert (found.breached_on_arrival, found.breached_at) == (True, t("14 11:00"))


def test_an_upgrade_in_time_breaches_nothing():
    found = clock(ticket("11 10:00", "P3").prioritised("P1", t("12 11:00")), "12 12:00")
    assert (found.due, found.breached, found.breached_on_arrival) == (t("12 17:00"), False, False)


def test_a_change_while_waiting_breaches_nothing():
    """The P1 waits from before its deadline, so it has none when it becomes a P2."""
    one = ticket("11 10:00", "P1", pauses=[("12 16:00", "15 09:00")]).prioritised("P2", t("13 11:00"))
    found = clock(one, "18 10:00")
    assert (found.breached, found.due) == (False, t("19 10:00"))  # Thursday 17:00 and 17 hours of waiting


def test_a_change_after_completion_changes_nothing():
    one = ticket("11 10:00", "P1", resolved_at="12 16:00")
    changed = one.prioritised("P3", t("13 11:00"))
    assert clock(changed, "20 10:00") == clock(one, "20 10:00")
    assert assess(changed, P4, at=t("20 10:00")).priority == "P3"


# turns ---------------------------------------------------------------------------------------------------------------

HOURLY = P4.amend(
    priorities={
        "P1": {"next_reply": "4 working hours", "update": "1 working hour"},
        "P2": {"next_reply": "4 working hours", "update": "8 working hours"},
    }
)


def states(one, at, name, package):
    found = assess(one, package, at=t(at)).clocks[name]
    return [*(str(cycle.state) for cycle in found.cycles), str(found.state)]


def test_a_cancellation_takes_the_turn_that_counts_and_leaves_the_earlier_ones_their_verdict():
    """S10, and the finer points on reopening: the first cycle keeps its verdict."""
    restart = HOURLY.amend(handling={"reopen": "restart"})
    one = ticket("11 10:00", "P1").resolved(t("11 12:00")).reopened(t("12 10:00"))
    assert states(one.cancelled(t("12 11:00")), "13 10:00", "resolution", restart) == ["met", "cancelled"]
    asked = ticket("11 10:00", "P1").customer_replied(t("11 11:00")).updated(t("11 12:00"))
    assert states(asked.cancelled(t("11 14:00")), "12 10:00", "next_reply", HOURLY) == ["cancelled"]
    again = asked.customer_replied(t("11 13:00")).cancelled(t("11 14:00"))
    assert states(again, "12 10:00", "next_reply", HOURLY) == ["met", "cancelled"]


def test_a_turn_that_a_cancellation_ended_says_so():
    restart = P4.amend(handling={"reopen": "restart"})
    one = ticket("11 10:00", "P1").cancelled(t("11 12:00")).reopened(t("12 10:00"))
    assert states(one, "13 10:00", "resolution", restart) == ["cancelled", "running"]


@pytest.mark.parametrize("update", ["last", "grid"])
@pytest.mark.parametrize("name", ["next_reply", "update"])
def test_a_clock_that_no_message_started_is_cancelled_with_its_ticket(name, update):
    package = HOURLY.amend(handling={"update": update})
    one = ticket("11 10:00", "P1").cancelled(t("11 12:00"))
    assert states(one, "12 10:00", name, package) == ["cancelled"]
    assert states(one, "11 11:00", name, package) == ["not_started"]
    assert states(one.reopened(t("11 13:00")), "12 10:00", name, package) == ["not_started"]
    assert "cancelled" in str(explain(one, package, at=t("12 10:00")))


def test_on_a_grid_the_periods_are_those_of_the_priority_in_force():
    """Messages on Monday 11:00 and Tuesday 10:00; every eight hours from the first are Tuesday and Wednesday 11:00."""
    grid = HOURLY.amend(handling={"update": "grid"})
    one = ticket("11 10:00", "P1").responded(t("11 11:00")).updated(t("12 10:00"))
    assert assess(one, grid, at=t("12 10:30")).clocks["update"].due == t("12 11:00")
    changed = one.prioritised("P2", t("12 10:30"))
    assert assess(changed, grid, at=t("12 12:00")).clocks["update"].due == t("13 11:00")


def test_an_earlier_turn_knows_what_was_agreed_at_its_end():
    again = P4.amend(handling={"reopen": "restart"})
    one = ticket("11 10:00", "P4").agreed(due=t("12 13:00"), at=t("13 13:00")).resolved(t("13 13:00"))
    (first,) = clock(one.reopened(t("14 11:00")), "20 12:00", again).cycles
    assert (first.state, first.due) == ("missed", t("12 13:00"))


def test_the_latest_excuse_is_told():
    one = ticket("11 10:00", "P1").excused("resolution", at=t("14 10:00"), reason="storm")
    assert clock(one.excused("resolution", at=t("15 10:00"), reason="flood"), "20 12:00").excused == "flood"


def test_an_estimate_is_told_however_many_tickets_were_without_one():
    one = ticket("11 10:00", "P1")
    assert all(clock(one, "11 12:00").estimate is None for _ in range(2 * OFTEN))
    assert clock(one.estimated(t("20 09:00").date(), at=t("11 11:00")), "11 12:00").estimate == t("20 17:00")


def test_a_report_after_hours_is_not_received_in_the_cover_of_the_next_day():
    said = {"working_day": "inclusive", "receipt": "report"}
    saturday = P4.amend(reading=said, cover=[Cover(t("16 10:00"), t("16 14:00"))])
    assert deadlines(ticket("15 18:00", "P1"), saturday).resolution_due == t("18 17:00")


def test_with_too_little_left_until_midnight_it_is_due_on_the_working_day_after_the_report():
    midnight = P3.amend(reading={"same_day": "midnight", "same_day_minimum": "4h"})
    assert deadlines(ticket("16 10:00", "P1"), midnight).resolution_due == t("18 17:00")


# zones, values and words ---------------------------------------------------------------------------------------------


def test_answers_are_pendulum_datetimes_in_the_zone_of_the_hours():
    """T12."""
    tokyo = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Asia/Tokyo")
    scheme = Scheme({"P1": {"response": Promise("1 working hour", calendar=tokyo), "resolution": "same day"}})
    found = deadlines(ticket("13 10:30", "P1"), Package("two", scheme, P4.calendar))
    assert isinstance(found.response_due, pendulum.DateTime)
    assert (str(found.response_due), str(found.resolution_due)) == (
        "2026-05-14 10:00:00+09:00",
        "2026-05-13 17:00:00+01:00",
    )


def test_the_second_pass_of_a_repeated_hour_survives_a_pickle():
    """T12: 0:30 UTC and one hour on 25 October 2026 is 1:30 for the second time."""
    nights = Package("nights", Scheme({"P1": {"response": "1 hour"}}), Calendar.weekly("00:00-24:00", tz=LONDON.key))
    found = deadlines(Ticket(reported_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC), priority="P1"), nights)
    again = pickle.loads(pickle.dumps(found))  # noqa: S301
    assert again == found
    assert (str(again.response_due), again.response_due.fold) == ("2026-10-25 01:30:00+00:00", 1)


def test_everything_can_be_written_as_json():
    said = assess(ticket("11 10:00", "P1", resolved_at="12 16:00:00.5"), P4, at=t("20 10:00")).to_dict()
    assert json.loads(json.dumps(said)) == said
    assert (said["priority"], said["at"], said["ticket"]) == ("P1", "2026-05-20T10:00:00+01:00", None)
    assert said["resolution"]["due"] == "2026-05-12T17:00:00+01:00"
    assert said["resolution"]["used_seconds"] == 14 * 3600 + 0.5
    assert said["response"]["used_seconds"] == 14 * 3600 + 0.5
    assert deadlines(ticket("11 10:00"), P4).to_dict()["resolution_due"] == "2026-05-14T17:00:00+01:00"


def test_they_show_what_they_hold():
    one = Ticket(id="INC-1", reported_at=t("11 10:00"), priority="P4")
    assert repr(deadlines(one, P4)) == (
        "<deadlines: response_due=2026-05-12T10:00:00+01:00 resolution_estimate=2026-05-26T17:00:00+01:00>"
    )
    assert repr(assess(one, P4, at=t("11 10:00"))) == (
        "<INC-1 P4 at 2026-05-11T10:00:00+01:00: response running, resolution no_deadline>"
    )
    assert repr(assess(one, P4, at=t("11 10:00")).resolution) == (
        "<resolution clock: no_deadline started_at=2026-05-11T10:00:00+01:00 estimate=2026-05-26T17:00:00+01:00>"
    )


def test_answers_do_not_change():
    with pytest.raises(AttributeError):
        assess(ticket("11 10:00"), P4, at=t("11 10:00")).resolution.completed = 0


# what is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [datetime(2026, 5, 13), "2026-05-13T10:00Z", 1_778_663_400, True, None])  # noqa: DTZ001
def test_an_instant_that_is_no_aware_datetime_is_refused(at):
    with pytest.raises(NaiveDatetimeError if isinstance(at, datetime) else InputError, match="at="):
        assess(ticket("11 10:00"), P4, at=at)


def test_a_priority_that_the_package_does_not_have_is_refused():
    with pytest.raises(PackageError, match="package 'p1-p4' has no priority 'P9': it has 'P1', 'P2', 'P3', 'P4'"):
        deadlines(ticket("11 10:00", "P9"), P4)


def test_hours_that_end_before_the_promise_does_are_unreachable():
    """T10."""
    ending = P4.amend(calendar=P4.calendar & Calendar.until(t("12 09:00")))
    with pytest.raises(UnreachableError):
        deadlines(ticket("11 16:00", "P1"), ending)


def test_an_answer_beyond_the_known_holidays_says_so():
    """T11."""
    far = ticket("2150-05-13 10:30", "P1")
    with pytest.warns(HolidayDataWarning, match="not known"):
        assert deadlines(far, P4).beyond_holiday_data
    with pytest.warns(HolidayDataWarning) as heard:
        assert assess(far, P4, at=t("2150-05-13 10:30")).response.beyond_holiday_data
    assert heard[0].filename == __file__
    assert not deadlines(ticket("11 10:00"), P4).beyond_holiday_data


def test_a_deadline_beyond_the_known_holidays_says_so_though_the_report_lies_within():
    """T11: they are known until 2100."""
    late = ticket("2100-12-30 10:30", "P3")
    with pytest.warns(HolidayDataWarning, match="not known"):
        found = assess(late, P4, at=t("2100-12-30 10:30"))
    assert [one.beyond_holiday_data for one in found.clocks.values()] == [False, True]


def test_a_resolution_beyond_the_known_holidays_is_told_though_the_response_needs_none():
    """T11: elapsed hours need no holidays."""
    package = P4.amend(priorities={"P1": {"response": "4 elapsed hours"}})
    with pytest.warns(HolidayDataWarning, match="not known"):
        found = assess(ticket("2150-05-13 10:30", "P1"), package, at=t("2150-05-13 10:30"))
    assert [one.beyond_holiday_data for one in found.clocks.values()] == [False, True]


# what was wrong once -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pause", [("11 18:00", "11 18:30"), ("12 20:00", "12 21:00")], ids=["out of hours", "after it"]
)
def test_a_pause_that_moves_nothing_leaves_a_threshold_at_its_closing(pause):
    """S3, S11: 16 working hours from Monday 13:00 are three quarters used on Tuesday at 17:00, landing or not."""
    package = P4.amend(reading={"landing": "open"}, priorities={"P1": {"resolution": "16 working hours"}})
    found = clock(ticket("11 13:00", "P1", pauses=[pause]), "12 22:00", package)
    assert (found.at_risk_at, found.state) == (t("12 17:00"), "at_risk")


@pytest.mark.parametrize(
    "other",
    [
        "1 working hour",
        "60 working minutes",
        "1 working hour; usually within 30 minutes",
        Promise("1 working hour", thresholds=(50,)),
        Promise("1 working hour", calendar=P4.calendar),
    ],
    ids=str,
)
def test_the_response_runs_before_a_priority_where_all_share_its_target(other):
    """S7: the target and its hours, not how firmly it is promised."""
    package = Package("x", Scheme({"P": {"response": "aim: 1 working hour"}, "Q": {"response": other}}), P4.calendar)
    assert clock(ticket("11 13:00", None), "11 13:30", package, "response").due == t("11 14:00")


@pytest.mark.parametrize(
    "other", ["2 working hours", Promise("1 working hour", calendar=Calendar.always()), "by agreement"]
)
def test_the_response_does_not_run_before_a_priority_where_targets_differ(other):
    package = Package("x", Scheme({"P": {"response": "1 working hour"}, "Q": {"response": other}}), P4.calendar)
    assert clock(ticket("11 13:00", None), "11 13:30", package, "response").state == "no_deadline"


def test_the_day_of_the_response_is_reckoned_in_the_hours_of_the_response():
    """T9: four hours of a response that is open from 9:00 to 11:00 end on the second day."""
    mornings = Promise("4 working hours", calendar=Calendar.weekly("Mon-Fri 09:00-11:00", tz="Europe/London"))
    scheme = Scheme({"P1": {"response": mornings, "resolution": "same day"}}, Reading(same_day="response_day"))
    found = deadlines(ticket("11 09:00", "P1"), Package("x", scheme, P4.calendar))
    assert (found.response_due, found.resolution_due) == (t("12 11:00"), t("12 17:00"))


def test_the_day_of_the_response_is_that_of_its_deadline_whenever_the_reply_came_and_whatever_stopped_it():
    """Due on Thursday at 10:30 without the pause, on Friday with it; the reply comes on Wednesday, or not."""
    handling, reading = {"pauses": ["response"]}, {"same_day": "response_day"}
    package = P4.amend(reading=reading, handling=handling, priorities={"P1": {"resolution": "same day"}})
    for reply in ({}, {"responded_at": "13 11:00"}):
        waited = ticket("13 10:30", "P1", pauses=[("13 12:00", "14 12:00")], **reply)
        found = assess(waited, package, at=t("14 13:00"))
        assert found.resolution.due == t("14 17:00")
        assert found.response.due == (t("14 10:30") if reply else t("15 10:30"))


@pytest.mark.parametrize("words", ["same day", "15 elapsed hours", "16 elapsed hours"])
def test_a_deadline_beyond_the_year_9999_is_unreachable(words):
    """T10: reported on 31 December 9999 at 09:00 in London."""
    package = P4.amend(reading={"same_day": "midnight"}, priorities={"P1": {"response": words, "resolution": None}})
    last = ticket("9999-12-31 09:00", "P1")
    with pytest.raises(UnreachableError):
        deadlines(last, package.amend(calendar=Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")))


def test_elapsed_time_needs_no_public_holidays():
    """T11: nothing of the answer depends on unknown ones, so nothing is said of them."""
    package = P4.amend(priorities={"P1": {"response": "1 elapsed hour", "resolution": "4 elapsed hours"}})
    assert not deadlines(ticket("2150-05-13 10:30", "P1"), package).beyond_holiday_data
    assert not assess(
        ticket("2150-05-13 10:30", "P1"), package, at=t("2150-05-13 12:30")
    ).resolution.beyond_holiday_data


def test_what_only_the_cover_reaches_is_due_there():
    """S4: the hours end on Monday at 15:00; cover runs from 17:00 to Tuesday 17:00."""
    package = P4.amend(
        calendar=P4.calendar & Calendar.until(t("11 15:00")),
        cover=[Cover(t("11 17:00"), t("12 17:00"))],
        priorities={"P1": {"response": "8 working hours", "resolution": None}},
    )
    assert deadlines(ticket("11 12:00", "P1"), package).response_due == t("11 22:00")
    assert clock(ticket("11 12:00", "P1"), "11 13:00", package, "response").due == t("11 22:00")


@pytest.mark.parametrize(
    ("one", "package", "said"),
    [
        ("x", P4, "'x' is no ticket"),
        (ticket("11 10:00"), "p1-p4", "'p1-p4' is no package"),
        (None, P4, "None is no ticket"),
    ],
)
def test_what_is_no_ticket_or_no_package_is_refused(one, package, said):
    with pytest.raises(InputError, match=said):
        deadlines(one, package)
    with pytest.raises(InputError, match=said):
        assess(one, package, at=t("11 10:00"))


def test_asked_strictly_what_had_to_be_mended_is_an_error():
    at = [datetime(2026, 5, 11, 9 + n, tzinfo=UTC) for n in range(5)]
    ticket = Ticket(reported_at=at[0], priority="P1").resumed(at[2])
    package = Package.preset("p1-p4")
    assert assess(ticket, package, at=at[1], strict=True) == assess(ticket, package, at=at[1])
    with pytest.raises(HistoryError, match="correct it, or leave strict=True out"):
        assess(ticket, package, at=at[3], strict=True)
    with pytest.raises(HistoryError, match="correct it, or leave strict=True out"):
        deadlines(ticket, package, strict=True)


def test_a_moved_deadline_lands_where_its_reading_says():
    """Four hours from Monday 09:00, paused from 10:00 to 14:00: used up at closing time."""
    at = [datetime(2026, 5, 11, hour, tzinfo=ZoneInfo("Europe/London")) for hour in (9, 10, 14)]
    ticket = Ticket(reported_at=at[0], priority="P1", pauses=[(at[1], at[2])])
    terms = {"priorities": {"P1": {"resolution": "4 working hours"}}}
    found = [
        assess(ticket, Package.preset("p1-p4").amend(**terms, reading={"landing": landing}), at=at[2]).resolution.due
        for landing in ("close", "open")
    ]
    assert [f"{due:%d %H:%M}" for due in found] == ["11 17:00", "12 09:00"]
