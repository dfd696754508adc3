"""A desk: standard and covered hours over one range, and the owner that grows it (T9, T13, S4)."""

from array import array
from datetime import UTC, date, datetime, timedelta

import pytest

from slacalc import expression as ex
from slacalc import snapshots
from slacalc.desk import Desk, DeskOwner
from slacalc.errors import InputError, UnreachableError
from slacalc.hours import parse_week, week_edges
from slacalc.snapshots import compiled
from slacalc.timeline import Beyond
from slacalc.windows import DAY, END_OF_TIME, HOUR, START_OF_TIME

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONDON = "Europe/London"


def utc(*fields: int) -> int:
    return (datetime(*fields, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def number(*fields: int) -> int:
    return (date(*fields) - EPOCH.date()).days


def weekly(text: str) -> ex.Node:
    return ex.weekly(LONDON, week_edges(parse_week(text)))


OFFICE = weekly("Mon-Fri 09:00-17:00")
MONDAY = utc(2026, 5, 11)
SATURDAY = number(2026, 5, 16)
COVER = (utc(2026, 5, 16, 9), utc(2026, 5, 16, 13))
"""Saturday 10:00 to 14:00 in London, which is one hour ahead of UTC."""


def desk(cover: tuple[int, ...] = (), node: ex.Node = OFFICE, at: int = MONDAY) -> Desk:
    return Desk(compiled(node).covering(at, at), cover, LONDON)


def test_cover_adds_working_time_but_no_working_day():
    """S4 and T9."""
    found = desk(COVER)
    assert found.has_cover
    assert not found.standard.is_open(COVER[0])
    assert found.covered.is_open(COVER[0])
    assert found.covered.rank(COVER[1]) - found.covered.rank(COVER[0]) == 4 * HOUR
    assert not found.days.is_working(SATURDAY)
    assert found.days.is_working(SATURDAY - 1)


def test_cover_within_the_standard_hours_adds_nothing():
    found = desk((utc(2026, 5, 11, 9), utc(2026, 5, 11, 10)))
    assert not found.has_cover
    assert found.uncovered is found


def test_a_desk_without_its_cover_has_the_standard_hours_only():
    bare = desk(COVER).uncovered
    assert not bare.has_cover
    assert not bare.covered.is_open(COVER[0])


def test_the_desk_reads_the_wall_clock_of_its_zone():
    """T13: the clock of London jumps at 01:00 on 29 March 2026."""
    found = desk(at=utc(2026, 3, 29))
    assert found.wall(utc(2026, 3, 29, 1)) == utc(2026, 3, 29, 2)
    assert found.instant(utc(2026, 3, 29, 1, 30)) == utc(2026, 3, 29, 1)


def test_the_wall_clock_beyond_the_snapshot_asks_for_more():
    found = desk()
    for at, direction in ((found.snapshot.end + 1, 1), (found.snapshot.start - 1, -1)):
        with pytest.raises(Beyond) as caught:
            found.wall(at)
        assert caught.value.direction == direction


def test_cuts_are_edges_of_both_hours_midnights_and_changes_of_the_clock():
    """Design, section 7 and trial, item 11: cover from 17:00 to 20:00 does not hide the close at 17:00."""
    cover = (utc(2026, 3, 27, 17), utc(2026, 3, 27, 20))
    found = desk(cover, at=utc(2026, 3, 27)).cuts(utc(2026, 3, 27), utc(2026, 3, 30))
    assert found == [
        utc(2026, 3, 27),
        utc(2026, 3, 27, 9),
        utc(2026, 3, 27, 17),
        utc(2026, 3, 27, 20),
        utc(2026, 3, 28),
        utc(2026, 3, 29),
        utc(2026, 3, 29, 1),
        utc(2026, 3, 29, 23),
    ]


def test_the_years_for_which_holidays_are_known_are_told():
    """T11."""
    node = ex.intersection([OFFICE, ex.Not(ex.Holidays(LONDON, "GB", "ENG", "both"))])
    assert desk(node=node).knows_holidays(MONDAY, MONDAY + DAY)
    assert not desk(node=node, at=utc(2150, 1, 1)).knows_holidays(utc(2150, 1, 1), utc(2150, 1, 2))
    assert desk(at=utc(2150, 1, 1)).knows_holidays(utc(2150, 1, 1), utc(2150, 1, 2))


# -- its owner ---------------------------------------------------------------------------------------------------------


def test_a_question_is_asked_again_of_longer_desks_until_it_is_answered():
    """521 weeks of 40 hours from Monday 11 May 2026 end on Friday 2 May 2036 at 16:37, which is 15:37 UTC."""
    tried = []

    def question(found: Desk) -> int:
        tried.append(found.snapshot.end)
        return found.standard.add(MONDAY, 521 * 40 * HOUR)

    fresh = weekly("Mon-Fri 08:37-16:37")  # hours that no other test has compiled
    answer, found = DeskOwner(fresh, LONDON).ask(question, MONDAY, MONDAY)
    assert answer == utc(2036, 5, 2, 15, 37)
    assert tried == sorted(tried)
    assert len(tried) == len(set(tried)) > 1
    assert found.snapshot.end == tried[-1]


def test_the_desk_that_answered_is_kept():
    owner = DeskOwner(OFFICE, LONDON)
    _, first = owner.ask(lambda found: found.standard.rank(MONDAY), MONDAY, MONDAY)
    _, second = owner.ask(lambda found: found.standard.rank(MONDAY + DAY), MONDAY, MONDAY + DAY)
    assert first is second


def test_working_days_are_those_of_the_owner_s_zone():
    """09:00 in London is 20:00 or more in Auckland, so Friday's hours end on Saturday there but open on Friday."""
    owner = DeskOwner(OFFICE, "Pacific/Auckland")
    fields = [number(2026, 5, day) for day in range(11, 18)]
    found = owner.ask(lambda one: [one.days.is_working(day) for day in fields], MONDAY, MONDAY + 7 * DAY)[0]
    assert found == [True] * 5 + [False] * 2


@pytest.mark.parametrize("asked_before", [(), (2027,), (2022, 2031)], ids=str)
def test_a_desk_that_is_warm_compiles_nothing_for_first_questions(asked_before, work):
    owner = DeskOwner(weekly("Mon-Fri 08:41-16:41"), LONDON, COVER)
    for year in asked_before:
        owner.covering(utc(year, 6, 1), utc(year, 6, 1))
    owner.warm(utc(2026, 1, 1), utc(2029, 1, 1) - 1)
    warm = sum(work, timedelta())
    for first in (utc(2026, 1, 1), utc(2028, 12, 31)):
        owner.ask(lambda found, at=first: found.covered.add(at, 40 * 8 * HOUR), first, first)
        owner.ask(lambda found, at=first: found.days.add(at // DAY, 40), first, first)
        owner.ask(lambda found, at=first: found.uncovered.days.add(at // DAY, -1), first, first)
    assert sum(work, timedelta()) == warm
    assert warm >= timedelta(days=3 * 365)


def test_instants_more_than_400_years_apart_are_not_compiled_ahead():
    with pytest.raises(InputError, match="more than 400 years apart"):
        DeskOwner(OFFICE, LONDON).warm(utc(1600, 1, 1), utc(2001, 1, 1))


def test_a_desk_may_keep_its_hours_in_lists(monkeypatch):
    """The same answers; arrays are smaller, lists are searched faster. Centuries of them are kept in arrays alone."""
    monkeypatch.setattr(snapshots, "_shared", type(snapshots._shared)())  # others may have asked about centuries
    desks = [DeskOwner(OFFICE, LONDON, COVER, listed=listed).covering(MONDAY, MONDAY) for listed in (False, True)]
    assert [type(found.standard.opens) for found in desks] == [array, list]
    assert desks[0].standard.all_edges() == desks[1].standard.all_edges()
    assert desks[0].covered.all_edges() == desks[1].covered.all_edges()


@pytest.mark.parametrize("node", [ex.NEVER, ex.Spans((START_OF_TIME, utc(2020, 1, 1)))], ids=["never", "until 2020"])
def test_cover_is_reached_where_the_standard_hours_are_not(node):
    """T10: the edges of booked cover may hold the answer."""
    cover = (utc(2031, 5, 10, 9), utc(2031, 5, 10, 13))
    owner = DeskOwner(node, LONDON, cover)
    assert owner.ask(lambda found: found.covered.next_open(MONDAY), MONDAY, MONDAY)[0] == cover[0]
    assert owner.ask(lambda found: found.covered.add(MONDAY, 4 * HOUR), MONDAY, MONDAY)[0] == cover[1]
    with pytest.raises(UnreachableError, match="no working time after 2031-05-10"):
        owner.ask(lambda found: found.covered.add(MONDAY, 4 * HOUR + 1), MONDAY, MONDAY)


def test_a_question_about_the_end_of_time_ends():
    owner = DeskOwner(OFFICE, LONDON)
    with pytest.raises(UnreachableError):
        owner.ask(lambda found: found.standard.add(END_OF_TIME - 1, HOUR), END_OF_TIME - 1, END_OF_TIME - 1)
