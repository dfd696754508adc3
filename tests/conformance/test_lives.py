"""Lives of tickets, worked out by hand from the finer points of the conventions; May 2026, p1-p4 unless said.

Monday 11 to Friday 15, Monday 18; office hours 09:00-17:00 in London; Monday 25 is a public holiday.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from slacalc import Cover, Package, Promise, State, Ticket, as_utc, assess, deadlines
from slacalc.errors import HistoryError, InputError

LONDON = ZoneInfo("Europe/London")
P4, P3 = Package.preset("p1-p4"), Package.preset("p1-p3")


def t(text):
    return datetime.strptime(f"2026-05-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)


def reported(at, priority, **row):
    return Ticket(id="INC-1", reported_at=t(at), priority=priority, **row)


def said(at):
    return None if at is None else as_utc(at).astimezone(LONDON).strftime("%d %H:%M")


def resolution(ticket, at, package=P4):
    return assess(ticket, package, at=t(at)).resolution


def handled(package=P4, **handling):
    return package.amend(handling=handling)


# reopening -----------------------------------------------------------------------------------------------------------

REOPENED = reported("11 10:00", "P1").resolved(t("11 15:00")).reopened(t("13 11:00"))


@pytest.mark.parametrize(
    ("reopen", "due", "state", "cycles"),
    [
        ("resume", "14 13:00", State.RUNNING, 0),
        ("continue", "12 17:00", State.OVERDUE, 0),
        ("restart", "14 17:00", State.RUNNING, 1),
    ],
)
def test_a_ticket_is_reopened_in_three_ways(reopen, due, state, cycles):
    """Design, section 4: resolved 2 + 8 + 2 working hours, so resume moves Tuesday 17:00 to Thursday 13:00."""
    found = resolution(REOPENED, "13 11:00", handled(reopen=reopen))
    assert (said(found.due), found.state, len(found.cycles)) == (due, state, cycles)
    assert found.completed_at is None


def test_a_cycle_before_a_restart_keeps_its_verdict():
    late = reported("11 10:00", "P1").resolved(t("13 10:00")).reopened(t("13 11:00"))
    found = resolution(late, "13 12:00", handled(reopen="restart"))
    assert (found.state, found.breached, said(found.due)) == (State.RUNNING, False, "14 17:00")
    (first,) = found.cycles
    assert (first.state, said(first.breached_at), said(first.completed_at)) == (State.MISSED, "12 17:00", "13 10:00")


def test_a_breach_before_a_reopening_is_never_cleared_within_its_cycle():
    late = reported("11 10:00", "P1").resolved(t("13 10:00")).reopened(t("13 11:00"))
    found = resolution(late, "13 12:00")
    assert (found.state, said(found.breached_at), said(found.due)) == (State.OVERDUE, "12 17:00", "12 17:00")


def test_a_fulfilled_response_stays_fulfilled():
    for reopen in ("resume", "continue", "restart"):
        found = assess(REOPENED, handled(reopen=reopen), at=t("20 12:00")).response
        assert (found.state, said(found.completed_at)) == (State.MET, "11 15:00")


def test_reopened_at_the_instant_of_its_resolution_it_was_never_resolved():
    """Law 30."""
    plain = reported("11 10:00", "P1")
    again = plain.resolved(t("11 15:00")).reopened(t("11 15:00"))
    for reopen in ("resume", "continue"):
        one, other = (resolution(each, "12 12:00", handled(reopen=reopen)) for each in (plain, again))
        assert one == other


def test_the_time_resolved_counts_beside_pauses_that_overlap_none_of_it():
    ticket = REOPENED.paused(t("13 12:00")).resumed(t("13 14:00"))
    assert said(resolution(ticket, "13 16:00").due) == "14 15:00"


# transfers, cancellations, excuses ------------------------------------------------------------------------------------


def test_a_transfer_fulfils_the_response_and_ends_the_resolution_with_a_verdict_of_its_own():
    """S2, S10."""
    ticket = reported("11 10:00", "P1").transferred(t("11 12:00"), reference="BUG-9")
    found = assess(ticket, P4, at=t("20 12:00"))
    assert (found.response.state, found.resolution.state) == (State.MET, State.TRANSFERRED)
    assert (found.resolution.breached, found.resolution.completed_at) == (False, None)
    assert (said(found.resolution.due), found.resolution.used.total_seconds()) == ("12 17:00", 2 * 3600)


def test_a_transfer_counts_as_resolution_where_the_contract_says_so():
    ticket = reported("11 10:00", "P1").transferred(t("11 12:00"))
    found = resolution(ticket, "20 12:00", handled(transfer="resolved"))
    assert (found.state, said(found.completed_at)) == (State.MET, "11 12:00")


def test_a_transfer_after_the_deadline_stays_a_breach():
    found = resolution(reported("11 10:00", "P1").transferred(t("13 12:00")), "20 12:00")
    assert (found.state, found.breached, said(found.breached_at)) == (State.TRANSFERRED, True, "12 17:00")


def test_a_cancelled_ticket_is_no_breach_of_what_was_not_yet_due():
    found = assess(reported("11 10:00", "P1").cancelled(t("11 12:00")), P4, at=t("20 12:00"))
    assert {clock.state for clock in found.clocks.values()} == {State.CANCELLED}
    assert not any(clock.breached or clock.completed_at for clock in found.clocks.values())


def test_an_excused_breach_stays_a_breach():
    ticket = reported("11 10:00", "P1").excused("resolution", at=t("14 09:00"), reason="outside our control")
    found = assess(ticket, P4, at=t("14 10:00"))
    assert (found.resolution.state, found.resolution.breached) == (State.OVERDUE, True)
    assert (found.resolution.excused, found.response.excused) == ("outside our control", None)
    assert resolution(ticket, "13 10:00").excused is None


def test_closing_an_unresolved_ticket_resolves_it_and_says_so():
    """S9."""
    ticket = reported("11 10:00", "P1").paused(t("11 11:00")).closed(t("12 10:00"))
    assert resolution(ticket, "20 12:00").state == State.MET
    assert [repair.code for repair in ticket.repairs] == ["pause-ended-by-closed", "closed-unresolved"]


# agreements and estimates ---------------------------------------------------------------------------------------------


def test_an_agreed_deadline_rules_where_the_priority_promises_by_agreement():
    """S6."""
    ticket = reported("11 10:00", "P4").agreed(due=t("20 12:00"), at=t("12 10:00"), by="Ann", reference="Q-7")
    assert resolution(ticket, "11 12:00").state == State.NO_DEADLINE
    found = resolution(ticket, "18 12:00")
    assert (said(found.due), found.state) == ("20 12:00", State.RUNNING)
    assert resolution(ticket, "20 12:01").state == State.OVERDUE
    assert said(deadlines(ticket, P4).resolution_due) == "20 12:00"


def test_an_agreed_deadline_does_not_move_and_keeps_its_due_in_a_pause():
    """S3."""
    ticket = reported("11 10:00", "P4").agreed(due=t("20 12:00"), at=t("12 10:00")).paused(t("13 10:00"))
    found = resolution(ticket, "15 12:00")
    assert (found.state, said(found.due), found.due_if_resumed) == (State.PAUSED, "20 12:00", None)
    assert resolution(ticket, "20 12:01").state == State.OVERDUE
    assert said(resolution(ticket.resumed(t("15 10:00")), "18 12:00").due) == "20 12:00"


def test_an_agreed_deadline_rules_over_a_target_only_if_it_says_so():
    ticket = reported("11 10:00", "P1")
    assert said(resolution(ticket.agreed(due=t("20 12:00"), at=t("11 11:00")), "11 12:00").due) == "12 17:00"
    overriding = ticket.agreed(due=t("20 12:00"), at=t("11 11:00"), overrides=True)
    assert said(resolution(overriding, "11 12:00").due) == "20 12:00"


def test_a_later_agreement_never_clears_a_breach_of_the_first():
    ticket = reported("11 10:00", "P4").agreed(due=t("12 12:00"), at=t("11 11:00"))
    ticket = ticket.agreed(due=t("20 12:00"), at=t("13 12:00"))
    found = resolution(ticket, "14 12:00")
    assert (found.state, said(found.breached_at), said(found.due)) == (State.OVERDUE, "12 12:00", "20 12:00")


def test_a_row_may_carry_its_agreed_deadline():
    assert said(resolution(reported("11 10:00", "P4", agreed_due=t("20 12:00")), "12 12:00").due) == "20 12:00"


def test_an_estimate_of_the_tickets_own_takes_the_place_of_the_promises():
    """S6: the close of that date or of the next working day; pauses do not move it, priorities do not end it."""
    ticket = reported("11 10:00", "P4")
    assert said(resolution(ticket, "11 12:00").estimate) == "26 17:00"
    ticket = ticket.estimated(date(2026, 5, 23), at=t("12 10:00")).paused(t("13 10:00")).resumed(t("14 10:00"))
    assert said(resolution(ticket, "14 12:00").estimate) == "26 17:00"
    sooner = ticket.estimated(date(2026, 5, 20), at=t("14 11:00")).prioritised("P3", t("14 11:30"))
    assert said(resolution(sooner, "14 12:00").estimate) == "20 17:00"
    assert said(resolution(sooner, "14 10:30").estimate) == "26 17:00"
    assert not resolution(sooner, "29 12:00").breached


# messages ------------------------------------------------------------------------------------------------------------

TALKING = P4.amend(priorities={"P1": {"next_reply": "within 4 working hours", "update": "every 8 working hours"}})


def messages(*said_):
    ticket = reported("11 10:00", "P1")
    for who, at in said_:
        ticket = getattr(ticket, {"customer": "customer_replied", "agent": "updated"}[who])(t(at))
    return ticket


def test_the_next_reply_runs_from_the_first_unanswered_message():
    ticket = messages(("customer", "11 11:00"), ("customer", "11 12:00"))
    found = assess(ticket, TALKING, at=t("11 13:00")).clocks["next_reply"]
    assert (said(found.due), found.state) == ("11 15:00", State.RUNNING)
    answered = assess(ticket.updated(t("11 14:30")), TALKING, at=t("11 16:00")).clocks["next_reply"]
    assert (said(answered.due), answered.state, said(answered.completed_at)) == ("11 15:00", State.MET, "11 14:30")
    again = assess(ticket.updated(t("11 14:30")).customer_replied(t("11 16:00")), TALKING, at=t("12 10:00"))
    assert (said(again.clocks["next_reply"].due), len(again.clocks["next_reply"].cycles)) == ("12 12:00", 1)


def test_a_clock_of_messages_has_not_started_without_any():
    found = assess(messages(), TALKING, at=t("12 10:00")).clocks
    assert {name: clock.state for name, clock in found.items() if name in {"next_reply", "update"}} == {
        "next_reply": State.NOT_STARTED,
        "update": State.NOT_STARTED,
    }
    assert list(assess(messages(), P4, at=t("12 10:00")).clocks) == ["response", "resolution"]


@pytest.mark.parametrize(
    ("update", "dues"), [("last", ["12 10:00", "12 12:00", "13 10:30"]), ("grid", ["12 10:00", "13 10:00", "14 10:00"])]
)
def test_updates_count_from_the_last_message_or_on_a_grid_from_the_first(update, dues):
    """Messages on Monday 10:00, Monday 12:00 and Tuesday 10:30, every eight working hours."""
    sent = ["11 10:00", "11 12:00", "12 10:30"]
    package = TALKING.amend(handling={"update": update})
    for count, due in enumerate(dues, 1):
        ticket = messages(*(("agent", at) for at in sent[:count]))
        assert said(assess(ticket, package, at=t("12 11:00")).clocks["update"].due) == due


def test_a_resolution_ends_the_clocks_of_messages():
    ticket = messages(("agent", "11 11:00"), ("customer", "11 12:00")).resolved(t("11 13:00"))
    found = assess(ticket, TALKING, at=t("20 10:00")).clocks
    assert [found[name].state for name in ("next_reply", "update")] == [State.MET, State.MET]


# thresholds, what is known, what cannot be ----------------------------------------------------------------------------


def test_each_threshold_is_an_instant():
    """S11: eight hours from Monday 10:00."""
    promise = Promise("8 working hours", thresholds=(50, 75, 100))
    found = resolution(reported("11 10:00", "P1"), "11 12:00", P4.amend(priorities={"P1": {"resolution": promise}}))
    assert [(percent, said(at)) for percent, at in found.thresholds] == [
        (50, "11 14:00"),
        (75, "11 16:00"),
        (100, "12 10:00"),
    ]
    assert found.at_risk_at == found.thresholds[0][1]


def test_an_event_counts_from_when_it_is_recorded():
    """S8: the customer said on Monday, and we wrote it down on Wednesday, that the ticket waits."""
    ticket = reported("11 10:00", "P1").paused(t("11 12:00"), recorded_at=t("13 09:30"))
    assert resolution(ticket, "13 09:00").state == State.OVERDUE
    assert resolution(ticket, "13 10:00").state == State.PAUSED


def test_acknowledging_fulfils_nothing():
    """S2."""
    assert (
        assess(reported("11 10:00", "P1").acknowledged(t("11 10:00")), P4, at=t("11 12:00")).response.state == "running"
    )


def test_two_agreements_at_one_instant_contradict_each_other():
    ticket = reported("11 10:00", "P4").agreed(due=t("20 12:00"), at=t("12 10:00"))
    with pytest.raises(HistoryError, match="contradict each other"):
        resolution(ticket.agreed(due=t("21 12:00"), at=t("12 10:00")), "13 10:00")


@pytest.mark.parametrize(
    "happens",
    [
        lambda ticket: ticket.excused("reply", at=t("12 10:00"), reason="x"),
        lambda ticket: ticket.estimated(t("12 10:00"), at=t("12 10:00")),
        lambda ticket: ticket.agreed(due=None, at=t("12 10:00")),
        lambda ticket: ticket.agreed(due=t("12 10:00"), at=t("12 10:00"), overrides="yes"),
        lambda ticket: ticket.transferred(t("12 10:00"), reference=5),
        lambda ticket: ticket.resolved(t("12 10:00"), sequence="1"),
    ],
)
def test_what_makes_no_event_is_refused(happens):
    with pytest.raises(InputError):
        happens(reported("11 10:00", "P1"))


def test_booked_cover_is_used_out_of_hours():
    package = P4.amend(cover=[Cover(t("13 17:00"), t("13 20:00"))])
    found = resolution(reported("13 16:00", "P2"), "13 19:00", package)
    assert (found.used.total_seconds(), found.out_of_hours.total_seconds(), found.ticking) == (10800, 7200, True)
    assert not resolution(reported("13 16:00", "P2"), "13 20:00", package).ticking


def test_a_strict_question_refuses_what_had_to_be_mended():
    """S9: by what is known at the instant asked about."""
    ticket = reported("11 10:00", "P1").resumed(t("12 10:00"))
    assert assess(ticket, P4, at=t("12 12:00")).resolution.state == State.RUNNING
    assert assess(ticket, P4, at=t("12 09:00"), strict=True).resolution.due is not None
    for ask in (lambda: assess(ticket, P4, at=t("12 12:00"), strict=True), lambda: deadlines(ticket, P4, strict=True)):
        with pytest.raises(HistoryError, match=r"resumed .* changes nothing: .* leave strict=True out"):
            ask()
