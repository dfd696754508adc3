"""What events do to clocks: each value of each choice of section 4's table, with the deadline or verdict it gives.

In 2026, 11 May is a Monday and 13 May a Wednesday; p1-p4 P1 is "8 working hours" and "1 working day".
"""

import pickle
from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from slacalc import Handling, Package, Ticket, assess, deadlines
from slacalc.errors import InputError

LONDON = ZoneInfo("Europe/London")
CHOICES = {
    "starts": ("logged", "reported"),
    "priority_change": ("from_report", "from_change"),
    "reopen": ("resume", "continue", "restart"),
    "update": ("last", "grid"),
    "transfer": ("separate", "resolved"),
}


def london(text):
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=LONDON)


def due(ticket, **handling):
    """Return on London's wall clock when response and resolution are due."""
    found = deadlines(ticket, Package.preset("p1-p4").amend(handling=handling))
    return [at and f"{at:%m-%d %H:%M}" for at in (found.response_due, found.resolution_due)]


# when the clocks start -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ("logged", ["05-14 12:00", "05-14 17:00"]),  # five hours of Wednesday from 12:00, three of Thursday
        ("reported", ["05-14 10:00", "05-14 17:00"]),  # seven hours of Wednesday from 10:00, one of Thursday
    ],
)
def test_clocks_start_from_the_logging_or_from_the_report(starts, expected):
    ticket = Ticket.unlogged(london("05-13 10:00"), priority="P1").logged(london("05-13 12:00"))
    assert due(ticket, starts=starts) == expected


@pytest.mark.parametrize(
    ("starts", "expected"), [("logged", ["05-18 09:30", "05-18 17:00"]), ("reported", ["05-15 16:30", "05-15 17:00"])]
)
def test_a_logging_on_a_later_day_moves_day_zero(starts, expected):
    """Reported on Thursday 14 May at 16:30, logged on Friday at 09:30."""
    ticket = Ticket.unlogged(london("05-14 16:30"), priority="P1").logged(london("05-15 09:30"))
    assert due(ticket, starts=starts) == expected


@pytest.mark.parametrize(
    ("starts", "expected"), [("logged", [None, None]), ("reported", ["05-14 10:00", "05-14 17:00"])]
)
def test_a_ticket_that_waits_to_be_logged_has_no_due_unless_clocks_start_from_the_report(starts, expected):
    assert due(Ticket.unlogged(london("05-13 10:00"), priority="P1"), starts=starts) == expected


@pytest.mark.parametrize("starts", CHOICES["starts"])
def test_without_a_logging_clocks_start_from_the_report(starts):
    ticket = Ticket(reported_at=london("05-13 10:00"), priority="P1")
    assert due(ticket, starts=starts) == ["05-14 10:00", "05-14 17:00"]


# what a pause stops --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        (["resolution"], ["05-12 10:00", "05-13 11:00"]),  # two hours after Tuesday's close are Wednesday 11:00
        (["response"], ["05-12 12:00", "05-12 17:00"]),
        (["response", "resolution"], ["05-12 12:00", "05-13 11:00"]),
        ([], ["05-12 10:00", "05-12 17:00"]),
    ],
)
def test_a_pause_stops_the_clocks_that_are_named(pauses, expected):
    """S3: two hours of Monday."""
    waits = [(london("05-11 11:00"), london("05-11 13:00"))]
    ticket = Ticket(reported_at=london("05-11 10:00"), priority="P1", pauses=waits)
    assert due(ticket, pauses=pauses) == expected


@pytest.mark.parametrize(
    ("pauses", "expected"), [(["resolution"], ["05-12 10:00", None]), (["response"], [None, "05-12 17:00"])]
)
def test_an_open_pause_hides_the_due_of_the_clocks_that_are_named(pauses, expected):
    """S3."""
    ticket = Ticket(reported_at=london("05-11 10:00"), priority="P1").paused(london("05-11 11:00"))
    assert due(ticket, pauses=pauses) == expected


# a change of priority ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [("from_report", ["05-12 10:00", "05-12 17:00"]), ("from_change", ["05-12 10:00", "05-13 17:00"])],
)
def test_a_change_of_priority_may_start_the_resolution_again_and_never_the_response(change, expected):
    """S7: reported on Monday, changed on Tuesday at noon."""
    ticket = Ticket(reported_at=london("05-11 10:00"), priority="P2").prioritised("P1", london("05-12 12:00"))
    assert due(ticket, priority_change=change) == expected


def test_a_resolution_measured_from_a_change_counts_the_pauses_from_there():
    """S7: two of the four hours that were waited lie after the change, at Tuesday noon."""
    ticket = Ticket(
        reported_at=london("05-11 10:00"), priority="P2", pauses=[(london("05-12 10:00"), london("05-12 14:00"))]
    )
    changed = ticket.prioritised("P1", london("05-12 12:00"))
    assert due(changed, priority_change="from_change")[1] == "05-14 11:00"
    assert due(changed, priority_change="from_report")[1] == "05-13 13:00"


@pytest.mark.parametrize(("change", "expected"), [("from_report", "05-12 13:15"), ("from_change", "05-13 13:45")])
def test_the_risk_of_a_changed_resolution_is_measured_from_where_its_deadline_is(change, expected):
    """S11: of fifteen hours from Monday 10:00, or of thirteen from Tuesday noon, three quarters."""
    ticket = Ticket(reported_at=london("05-11 10:00"), priority="P2").prioritised("P1", london("05-12 12:00"))
    package = Package.preset("p1-p4").amend(handling={"priority_change": change})
    assert f"{assess(ticket, package, at=london('05-12 12:00')).resolution.at_risk_at:%m-%d %H:%M}" == expected


# reopening -----------------------------------------------------------------------------------------------------------

REOPENED = Ticket(reported_at=london("05-11 10:00"), priority="P1").resolved(london("05-11 15:00"))
REOPENED = REOPENED.reopened(london("05-13 11:00"))


def judged(ticket, at, clock="resolution", **handling):
    """Return a clock: its state, its due, when it was broken and completed, and the states of its earlier turns."""
    found = assess(ticket, TALKING.amend(handling=handling), at=london(at)).clocks[clock]
    instants = [at and f"{at:%m-%d %H:%M}" for at in (found.due, found.breached_at, found.completed_at)]
    return [str(found.state), *instants, [str(cycle.state) for cycle in found.cycles]]


TALKING = Package.preset("p1-p4").amend(
    priorities={"P1": {"next_reply": "4 working hours", "update": "8 working hours"}}
)


@pytest.mark.parametrize(
    ("reopen", "expected"),
    [
        ("resume", ["running", "05-14 13:00", None, None, []]),  # resolved for 2 + 8 + 2 working hours
        ("continue", ["overdue", "05-12 17:00", "05-12 17:00", None, []]),
        ("restart", ["running", "05-14 17:00", None, None, ["met"]]),
    ],
)
def test_the_time_spent_resolved_is_a_pause_or_counts_or_a_new_cycle_begins(reopen, expected):
    """Section 4, under Reopening; asked at once."""
    assert judged(REOPENED, "05-13 11:00", reopen=reopen) == expected


@pytest.mark.parametrize("reopen", CHOICES["reopen"])
def test_a_response_that_was_fulfilled_stays_so_whatever_reopening_means(reopen):
    assert judged(REOPENED, "05-13 12:00", "response", reopen=reopen) == [
        *("met", "05-12 10:00", None, "05-11 15:00", [])
    ]


# messages ------------------------------------------------------------------------------------------------------------

ANSWERED = Ticket(reported_at=london("05-11 09:00"), priority="P1").responded(london("05-11 10:00"))


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("last", ["running", "05-12 14:00", None, None, ["met"]]),  # eight hours after 14:00
        ("grid", ["running", "05-13 10:00", None, None, ["met"]]),  # it counted for the period up to Tuesday 10:00
    ],
)
def test_an_update_is_measured_from_the_last_or_on_a_grid_from_the_first(update, expected):
    assert judged(ANSWERED.updated(london("05-11 14:00")), "05-11 15:00", "update", update=update) == expected


@pytest.mark.parametrize(
    ("clock", "at", "standing"),
    [("next_reply", "05-11 14:00", "05-11 16:00"), ("update", "05-12 10:00", "05-12 12:00")],
)
@pytest.mark.parametrize("pauses", [["next_reply"], ["update"], ["resolution"], ["next_reply", "update"]])
def test_a_pause_stops_the_clocks_of_messages_if_they_are_named(clock, at, standing, pauses):
    """Asked by the customer and answered at 10:00; two hours of Monday are waited."""
    ticket = ANSWERED.customer_replied(london("05-11 10:00"), sequence=1)
    ticket = ticket.paused(london("05-11 11:00")).resumed(london("05-11 13:00"))
    assert judged(ticket, "05-11 13:30", clock, pauses=pauses)[1] == (standing if clock in pauses else at)


# a transfer, a cancellation ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("transfer", "at", "expected"),
    [
        ("separate", "05-12 11:00", ["transferred", "05-12 17:00", None, None, []]),
        ("separate", "05-13 11:00", ["transferred", "05-12 17:00", "05-12 17:00", None, []]),
        ("resolved", "05-12 11:00", ["met", "05-12 17:00", None, "05-12 11:00", []]),
        ("resolved", "05-13 11:00", ["missed", "05-12 17:00", "05-12 17:00", "05-13 11:00", []]),
    ],
)
def test_a_transfer_has_its_own_verdict_or_is_a_resolution(transfer, at, expected):
    """In time and too late: a breach is kept either way."""
    assert judged(ANSWERED.transferred(london(at)), "05-14 12:00", transfer=transfer) == expected


@pytest.mark.parametrize("transfer", CHOICES["transfer"])
def test_a_transfer_fulfils_the_response_either_way(transfer):
    """S2."""
    ticket = Ticket(reported_at=london("05-11 10:00"), priority="P1").transferred(london("05-11 12:00"))
    assert judged(ticket, "05-14 12:00", "response", transfer=transfer)[::3] == ["met", "05-11 12:00"]


def test_a_cancellation_loses_no_breach_before_it():
    assert judged(ANSWERED.cancelled(london("05-13 11:00")), "05-14 12:00") == [
        *("cancelled", "05-12 17:00", "05-12 17:00", None, [])
    ]


# the choices ---------------------------------------------------------------------------------------------------------


def test_the_first_value_of_each_choice_is_its_default():
    """Section 6: the defaults never change within a major version."""
    assert Handling.VALUES == CHOICES
    defaults = {field.name: field.default for field in fields(Handling)}
    assert defaults == {name: values[0] for name, values in CHOICES.items()} | {"pauses": ("resolution",)}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in CHOICES.items() for value in values])
def test_each_choice_is_accepted_and_kept(name, value):
    assert getattr(Handling(**{name: value}), name) == value
    assert (Handling(**{name: value}) == Handling()) is (value == CHOICES[name][0])


@pytest.mark.parametrize(
    ("choice", "hint"),
    [
        ({"starts": "loged"}, "did you mean 'logged'?"),
        ({"priority_change": "from change"}, "did you mean 'from_change'?"),
        ({"reopen": "Resume"}, "did you mean 'resume'?"),
        ({"update": "latest"}, "did you mean 'last'?"),
        ({"transfer": None}, "write one of 'separate', 'resolved'"),
        ({"starts": True}, "write one of 'logged', 'reported'"),
    ],
)
def test_a_choice_that_there_is_not_is_refused_with_the_nearest(choice, hint):
    ((name, value),) = choice.items()
    with pytest.raises(InputError) as caught:
        Handling(**choice)
    assert str(caught.value) == f"{name}={value!r}: {hint}"


@pytest.mark.parametrize("pauses", ["resolution", 5, None])
def test_pauses_are_a_list_of_clocks(pauses):
    with pytest.raises(InputError, match=r"^pauses=.*: write a list of clocks, for instance \['resolution'\]"):
        Handling(pauses=pauses)


@pytest.mark.parametrize(
    ("clock", "hint"),
    [
        ("resolutoin", "did you mean 'resolution'?"),
        ("x", "write one of 'response', 'resolution', 'next_reply', 'update'"),
        (1, "write one of 'response', 'resolution', 'next_reply', 'update'"),
        (None, "write one of 'response', 'resolution', 'next_reply', 'update'"),
    ],
)
def test_what_is_no_clock_is_refused_with_the_nearest(clock, hint):
    with pytest.raises(InputError) as caught:
        Handling(pauses=["resolution", clock])
    assert str(caught.value) == f"pauses=('resolution', {clock!r}) names no clock with {clock!r}: {hint}"


def test_clocks_may_come_one_by_one():
    assert Handling(pauses=(clock for clock in ["response"])).pauses == ("response",)


def test_a_list_of_clocks_is_kept_as_a_value():
    clocks = ["response", "resolution"]
    handling = Handling(pauses=clocks)
    clocks.clear()
    assert handling.pauses == ("response", "resolution")
    assert hash(handling) == hash(Handling(pauses=("response", "resolution")))


@pytest.mark.parametrize(
    "handling",
    [
        Handling(),
        Handling(pauses=[]),
        Handling(pauses=["response"], starts="reported"),
        Handling(**{name: values[-1] for name, values in CHOICES.items()}),
    ],
    ids=repr,
)
def test_a_handling_comes_back_equal_from_its_code_and_from_a_pickle(handling):
    assert eval(repr(handling), {"Handling": Handling}) == handling  # noqa: S307
    assert pickle.loads(pickle.dumps(handling)) == handling  # noqa: S301


def test_the_code_of_a_handling_holds_what_is_not_the_default():
    assert repr(Handling()) == "Handling()"
    assert repr(Handling(starts="reported", pauses=["resolution"])) == "Handling(starts='reported')"


@pytest.mark.parametrize(
    ("pauses", "message"),
    [
        (["response", "response"], "names a clock twice: write each once"),
        ({"response": 1}, "write a list of clocks"),
        (b"x", "write a list of clocks"),
    ],
)
def test_pauses_are_a_list_of_clocks_each_said_once(pauses, message):
    with pytest.raises(InputError, match=message):
        Handling(pauses=pauses)
