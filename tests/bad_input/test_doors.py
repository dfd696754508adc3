"""Every public callable, each parameter, every hostile value: a documented error that teaches, or an answer.

An iterable of the user's own that fails while it is gone through is no bad input: its error is the user's, and goes
through as it is.
"""

import warnings
from itertools import cycle, repeat
from time import process_time

import pytest
from pydantic import ValidationError

import slacalc
from slacalc import Calendar, Cover, Handling, Package, Priority, Promise, Ticket, as_utc, deadlines
from slacalc.errors import InputError, PackageError
from tests.bad_input import doors
from tests.bad_input.doors import DAY, LATER, PACKAGE, T0, TICKET, may_take
from tests.bad_input.hostile import HOSTILE, Scheming, Word, hostile
from tests.bad_input.proof import DOCUMENTED, LONGEST_WAIT, message_complaint, report

DOORS = {f"{door.name}, {door.parameter}": door for door in doors.doors()}
TEACHES = (
    r"[Ww]rite|use |use:|subtract others|read the file first|this is no (JSON|TOML): .*(line|end of document)"
    r"|did you mean|leave it out|ask about|correct|is made by a name|at most \d|there are 'p1-p3'|belongs to"
    r"|years? 1 to 9999|400 years|expected|(no|not as much) working time|never open"
)
"""What a message that says what to do holds: the words by which each message of the library does."""


def outcome(door, value):
    """Return what is wrong with the end of a call; empty where it ended in an error that teaches, or in an answer."""
    own = ValidationError if door.name == "Package.model_validate" else DOCUMENTED
    begins = process_time()
    try:
        door.ask(value)
    except own as fault:
        wrong = "" if own is ValidationError else message_complaint(str(fault), TEACHES)
    except Exception as fault:  # noqa: BLE001 (whatever leaks is what is looked for)
        return f"leaked {type(fault).__name__}: {str(fault)[:80]!a}"
    else:
        wrong = "" if may_take(door, value) else "was taken, and the signature names no such type"
    took = process_time() - begins
    return wrong or (f"took {took:.1f} s" if took > LONGEST_WAIT else "")


@pytest.mark.parametrize("name", DOORS)
def test_whatever_is_handed_in_ends_in_an_error_that_teaches_or_in_an_answer(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", slacalc.errors.HolidayDataWarning)
        ends = {value: outcome(DOORS[name], hostile(value)) for value in HOSTILE}
    found = [f"{value}: {wrong}" for value, wrong in ends.items() if wrong]
    assert not found, report(found)


@pytest.mark.parametrize(("name", "call"), [(door.name, door) for door in DOORS.values()])
def test_a_door_opens_to_what_is_right(name, call):
    known = doors.BY_NAME | doors.BY_DOOR.get(name, {})
    needed = {each: known[each] for each in doors.needed(call.call)}
    assert call.call(**needed) is not NotImplemented


def test_there_are_thousands_of_hostile_calls():
    assert len(DOORS) >= 200
    assert len(HOSTILE) >= 90
    assert len(DOORS) * len(HOSTILE) >= 20_000


@pytest.mark.parametrize("name", ["Calendar.add", "Event", "Package", "Ticket.from_statuses", "assess", "work_order"])
def test_no_door_is_forgotten(name):
    assert any(door.name == name for door in DOORS.values())


def test_an_unknown_keyword_and_too_many_arguments_are_the_callers_own_error():
    for name, call in doors.callables():
        known = doors.BY_NAME | doors.BY_DOOR.get(name, {})
        with pytest.raises(TypeError):
            call(*([T0] * 20))
        with pytest.raises(TypeError, match="no_such_keyword"):
            call(**{each: known[each] for each in doors.needed(call)}, no_such_keyword=1)


# by one fault each ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [{"q": Scheming()}, {"q": Package}, {"q": PACKAGE.scheme}, {"q": None}, {"q": {}}])
def test_what_only_looks_like_a_package_cannot_be_extended(given):
    document = '{"schema": 1, "extends": "q", "name": "Acme"}'
    with pytest.raises(PackageError, match=r"packages holds .* as 'q': write a Package"):
        Package.from_json(document, packages=given)


def test_what_a_document_may_extend_is_a_mapping_even_where_it_extends_nothing():
    with pytest.raises(PackageError, match=r"packages=5: write a mapping from names to packages"):
        Package.from_toml(PACKAGE.to_toml(), packages=5)


@pytest.mark.parametrize("rank", [16**5000, -(16**5000), 10**30, 1_000_001], ids="abcd")
def test_a_rank_beyond_all_work_is_refused(rank):
    with pytest.raises(
        PackageError, match=r"^P1\.rank is .*: write a whole number, 1 for the first and at most 1000000$"
    ):
        PACKAGE.amend(priorities={"P1": {"rank": rank}})


@pytest.mark.parametrize("sequence", [16**5000, -(10**18), 10**18], ids="abc")
def test_a_sequence_beyond_all_events_is_refused(sequence):
    with pytest.raises(InputError, match=r"^sequence=.* is too far out: write at most 18 digits$"):
        TICKET.resolved(LATER, sequence=sequence)
    assert TICKET.resolved(LATER, sequence=10**18 - 1) == Ticket.from_dict(
        TICKET.resolved(LATER, sequence=10**18 - 1).to_dict()
    )


ENDLESS = {
    "pauses": lambda: Ticket(reported_at=T0, pauses=repeat((T0, None))),
    "events": lambda: Ticket.from_events(cycle(TICKET.events)),
    "rows": lambda: Ticket.from_statuses(repeat((T0, "New")), meaning={"New": "open"}),
    "dates": lambda: Calendar.dates(repeat(DAY), tz="UTC"),
    "spans": lambda: Calendar.spans(repeat((T0, LATER))),
    "dates to skip": lambda: Calendar.weekly("Mon 09:00-17:00", tz="UTC", skip=repeat(DAY)),
    "windows of a day": lambda: Calendar.weekly({"mon": repeat(("09:00", "17:00"))}, tz="UTC"),
    "cover": lambda: PACKAGE.amend(cover=repeat(Cover(T0, LATER))),
    "assumptions": lambda: PACKAGE.amend(assumptions=repeat("so")),
    "clocks": lambda: Handling(pauses=repeat("response")),
    "thresholds": lambda: (
        Promise.parse("same day") and Promise(Promise.parse("same day").target, thresholds=repeat(75))
    ),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_what_never_ends_is_refused_soon(what):
    begins = process_time()
    with pytest.raises(DOCUMENTED):
        ENDLESS[what]()
    assert process_time() - begins < LONGEST_WAIT


HALF = "strike\ud800"
HALVES = {
    "id": lambda: Ticket(reported_at=T0, id=HALF),
    "priority": lambda: Ticket(reported_at=T0, priority=HALF),
    "reason": lambda: TICKET.paused(LATER, reason=HALF),
    "by": lambda: TICKET.agreed(due=LATER, at=LATER, by=HALF),
    "reference": lambda: TICKET.transferred(LATER, reference=HALF),
    "status": lambda: Ticket.from_statuses([(T0, HALF)], meaning={HALF: "open"}),
    "name of a package": lambda: PACKAGE.amend(name=HALF),
    "description": lambda: PACKAGE.amend(description=HALF),
    "assumption": lambda: PACKAGE.amend(assumptions=[HALF]),
    "name of a priority": lambda: PACKAGE.amend(priorities={HALF: {}}),
    "title": lambda: PACKAGE.amend(priorities={"P1": {"title": HALF}}),
    "name of cover": lambda: Cover(T0, LATER, name=HALF),
    "name of a date": lambda: Calendar.dates({DAY: HALF}, tz="UTC"),
    "name of a span": lambda: Calendar.spans({(T0, LATER): HALF}),
}


@pytest.mark.parametrize("where", HALVES)
def test_half_of_a_character_is_refused_where_it_comes_in(where):
    with pytest.raises((InputError, PackageError)) as fault:
        HALVES[where]()
    says = r"strike\\\\?ud800.* holds half of a character, which no file can: write it whole or leave it out$"
    assert message_complaint(str(fault.value), says) == ""


def test_text_and_numbers_of_a_class_of_their_own_are_judged_as_what_they_are():
    ticket = Ticket(reported_at=T0, priority=Word("P2"), id=Word("INC-1"))
    assert (ticket, deadlines(ticket, PACKAGE)) == (TICKET, deadlines(TICKET, PACKAGE))
    assert Package.from_toml(PACKAGE.amend(name=Word("Acme")).to_toml()).name == "Acme"
    assert as_utc(HOSTILE["aware stamp"]) == T0


def test_a_promise_of_a_priority_is_a_promise_or_its_text():
    assert Priority("P1", 1, response="1 hour") == Priority("P1", 1, response=Promise.parse("1 hour"))
    with pytest.raises(PackageError, match=r"^P1\.update is 5: write a Promise or its text"):
        Priority("P1", 1, update=5)
