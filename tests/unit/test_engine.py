"""The verbs that rules are written in, for one ticket."""

from slacalc.calendar import Calendar, desks_of
from slacalc.engine import One
from slacalc.rules import NextMidnight
from tests.oracle.instants import DAY, HOUR, at

LONDON = "Europe/London"
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON)


def t(text):
    return at(f"2026-{text}", LONDON)


def ask(verb, *cover):
    owner = desks_of(OFFICE, LONDON, tuple(map(t, cover)))
    return owner.ask(lambda desk: verb(One(desk)), t("05-10 00:00"), t("05-20 00:00"))[0]


def test_working_time_is_that_of_the_hours_with_their_cover():
    saturday = ("05-16 10:00", "05-16 14:00")
    assert ask(lambda on: on.receipt(t("05-16 09:00"))) == t("05-18 09:00")
    assert ask(lambda on: on.receipt(t("05-16 09:00")), *saturday) == t("05-16 10:00")
    assert ask(lambda on: on.add(t("05-15 16:00"), 2 * HOUR), *saturday) == t("05-16 11:00")
    assert ask(lambda on: on.rank(t("05-18 09:00")) - on.rank(t("05-15 17:00")), *saturday) == 4 * HOUR


def test_round_the_clock_all_time_is_working_time():
    assert ask(lambda on: on.elapsed().receipt(t("05-16 09:00"))) == t("05-16 09:00")
    assert ask(lambda on: on.elapsed().add(t("05-16 09:00"), DAY)) == t("05-17 09:00")
    assert ask(lambda on: on.elapsed().rank(t("05-18 09:00")) - on.elapsed().rank(t("05-16 09:00"))) == 2 * DAY


def test_the_wall_clock_is_that_of_the_zone():
    assert ask(lambda on: on.wall(t("05-13 10:00")) % DAY) == 10 * HOUR
    assert ask(lambda on: on.instant(on.wall(t("05-13 10:00")) + DAY)) == t("05-14 10:00")


def test_a_choice_takes_one_of_two():
    assert (One.where(True, 1, 2), One.where(False, 1, 2)) == (1, 2)


def test_a_dated_rule_is_run_where_it_is_asked():
    assert ask(lambda on: on.land(NextMidnight(), t("05-13 10:00"))) == t("05-14 00:00")
