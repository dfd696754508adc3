"""The engine that writes code: of names and operators alone, each step once, and of nothing that branches."""

import re
from datetime import UTC, datetime

import pytest

from slacalc import Calendar, Reading, Target
from slacalc.calendar import desks_of
from slacalc.desk import Desk
from slacalc.engine import One
from slacalc.instants import micros
from slacalc.rules import Rule
from slacalc.timeline import Beyond
from slacalc.tracing import Name, Script, compiled

REPORT = micros(datetime(2026, 5, 15, 12, tzinfo=UTC))
WORDS = {"def", "bound", "code", "report", "return", "if", "else", "or"}


def desk_of(words: str = "Mon-Fri 09:00-17:00") -> Desk:
    owner = desks_of(Calendar.weekly(words, tz="Europe/London"), "Europe/London", ())
    return owner.covering(REPORT, REPORT)


def rule_of(words: str) -> Rule:
    marks = Reading(hour="working").marks(Target.parse(words))
    assert marks is not None
    return marks.due


def source_of(words: str, desk: Desk) -> str:
    script = Script()
    report = script.name("report")
    return script.source(rule_of(words).due(script.engine(desk), report), report)


@pytest.mark.parametrize("words", ["8 working hours", "3 working days", "next working day by 16:00", "same day"])
def test_the_text_holds_names_and_operators_alone(words):
    source = source_of(words, desk_of())
    found = set(re.findall(r"\w+", source))
    assert {word for word in found if not re.fullmatch(r"[vk]\d+", word)} <= WORDS
    assert set(re.sub(r"\w", "", source)) <= set(" \n()[],:=+-*/%<>&|")


def test_terms_of_one_shape_share_their_code_and_not_their_amounts():
    one, other = desk_of(), desk_of("Mon-Sat 08:00-20:00")
    assert source_of("8 working hours", one) == source_of("5 working hours", other)
    assert compiled(source_of("8 working hours", one)) is compiled(source_of("5 working hours", other))


def test_what_is_done_twice_is_one_line():
    script, desk = Script(), desk_of()
    report, on = script.name("report"), script.engine(desk)
    assert on.rank(report) is on.rank(report)
    assert on.add(report, 8) is on.add(report, 8)


@pytest.mark.parametrize("hours", [-30, 0, 4, 24, 68])
def test_the_working_time_up_to_an_opening_or_a_deadline_need_not_be_looked_up(hours):
    script, desk = Script(), desk_of()
    on, one, at = script.engine(desk), One(desk), script.name("at")
    code = script.code((on.rank(on.receipt(at)), on.rank(on.add(at, 3_600_000_000))), at)
    instant = REPORT + hours * 3_600_000_000
    assert code(instant) == (one.rank(one.receipt(instant)), one.rank(one.add(instant, 3_600_000_000)))


def test_a_rule_that_branches_is_refused():
    script = Script()
    with pytest.raises(TypeError, match="branches on a value"):
        _ = 1 if script.name("report") > 0 else 2


@pytest.mark.parametrize("amount", [0, 1, 3_600_000_000])
@pytest.mark.parametrize("hours", [-30, 0, 4, 24, 68])
def test_the_verbs_do_what_they_do_for_one_ticket(amount, hours):
    script, desk = Script(), desk_of()
    on, one, at = script.engine(desk), One(desk), script.name("at")
    asked = script.name("amount")
    steps = (
        on.receipt(at),
        on.add(at, asked),
        on.add(at, amount),
        on.rank(at),
        on.wall(at),
        on.instant(on.wall(at)),
        on.elapsed().add(at, 5),
    )
    instant = REPORT + hours * 3_600_000_000
    expected = (
        one.receipt(instant),
        one.add(instant, amount),
        one.add(instant, amount),
        one.rank(instant),
        one.wall(instant),
        instant,
        instant + 5,
    )
    assert script.code(steps, at, asked)(instant, amount) == expected


def test_an_instant_that_may_lie_beyond_the_desk_is_looked_at():
    script, desk = Script(), desk_of()
    at = script.name("at")
    code = script.code(script.engine(desk).rank(at + 1), at)
    assert code(REPORT) == One(desk).rank(REPORT + 1)
    with pytest.raises(Beyond):
        code(desk.end)


def test_what_comes_before_the_first_opening_is_left_to_the_usual_way():
    late = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC") & Calendar.since(datetime(2026, 6, 1, tzinfo=UTC))
    desk = desks_of(late, "UTC", ()).covering(REPORT, REPORT)
    script = Script()
    at = script.name("at")
    with pytest.raises(Beyond):
        script.code(script.engine(desk).rank(at), at)(REPORT)


def test_conditions_that_are_known_need_no_line():
    script = Script()
    unknown: Name = script.name("at") > 3
    assert (unknown & True) is unknown
    assert (unknown | False) is unknown
    assert (unknown & False, unknown | True) == (False, True)
    assert (True & unknown) is unknown


def test_elapsed_time_is_open_at_any_instant():
    script = Script()
    report = script.name("report")
    assert script.engine(desk_of()).elapsed().receipt(report) is report
