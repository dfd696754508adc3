"""Compiled calendars: how far they reach, that they grow, that equal ones share them (T10)."""

import gc
import threading
import weakref
from datetime import UTC, datetime, timedelta

import pytest

from slacalc import expression as ex
from slacalc import snapshots
from slacalc.errors import InputError, UnreachableError
from slacalc.hours import parse_week, week_edges
from slacalc.snapshots import Compiled, compiled
from slacalc.timeline import Beyond
from slacalc.windows import DAY, END_OF_TIME, START_OF_TIME

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
YEAR = 366 * DAY


def utc(*fields: int) -> int:
    return (datetime(*fields, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def weekly(text: str, zone: str = "UTC") -> ex.Node:
    return ex.weekly(zone, week_edges(parse_week(text)))


OFFICE = weekly("Mon-Fri 09:00-17:00")
NOW = utc(2026, 5, 13)


@pytest.fixture
def work(monkeypatch):
    """Record the length of each stretch of time that is compiled."""
    done: list[int] = []
    real = snapshots.compile_edges

    def counting(node: ex.Node, start: int, end: int) -> object:
        done.append(end - start)
        return real(node, start, end)

    monkeypatch.setattr(snapshots, "compile_edges", counting)
    return done


def test_a_snapshot_holds_what_was_asked_and_some_time_around():
    found = Compiled(OFFICE).covering(NOW, NOW + DAY)
    assert found.start <= NOW - 8 * DAY
    assert found.end >= NOW + 90 * DAY
    assert found.end - found.start <= 2 * YEAR
    assert found.covers(NOW, NOW + DAY)
    assert not found.covers(NOW, found.end)


def test_a_question_within_what_is_compiled_compiles_nothing(work):
    calendar = Compiled(OFFICE)
    first = calendar.covering(NOW, NOW)
    del work[:]
    assert calendar.covering(NOW + DAY, NOW + 2 * DAY) is first
    assert work == []


def test_a_longer_snapshot_compiles_only_what_is_new(work):
    calendar = Compiled(OFFICE)
    first = calendar.covering(NOW, NOW)
    del work[:]
    longer = calendar.grown(first, Beyond(1), NOW, NOW)
    assert (longer.start, longer.end) == (first.start, first.start + sum(work) + first.end - first.start)
    assert longer.windows(first.start, first.end) == first.windows(first.start, first.end)


def test_what_is_known_to_lie_far_away_is_compiled_at_once():
    first = Compiled(OFFICE).covering(NOW, NOW)
    later = Compiled(OFFICE).grown(first, Beyond(1, far=30 * 365 * DAY), NOW, NOW)
    earlier = Compiled(OFFICE).grown(first, Beyond(-1, far=30 * 365 * DAY), NOW, NOW)
    assert later.end - first.end >= 30 * 365 * DAY
    assert first.start - earlier.start >= 30 * 365 * DAY


def test_growing_leaves_no_seam():
    """A night over the new year is one window, whichever year was compiled first."""
    calendar = Compiled(weekly("22:00-06:00"))
    late = calendar.covering(utc(2027, 6, 1), utc(2027, 6, 1))
    both = calendar.grown(late, Beyond(-1), late.start, late.start)
    new_year = utc(2027, 1, 1)
    assert both.start < new_year
    assert both.windows(new_year - DAY // 2, new_year + DAY // 2) == [(utc(2026, 12, 31, 22), utc(2027, 1, 1, 6))]


def test_a_far_question_gets_an_island_and_the_range_never_stretches_across_the_gap(work):
    """The trial's one question about 9999 took 4.5 s when it did."""
    calendar = Compiled(OFFICE)
    near = calendar.covering(NOW, NOW)
    for far in (utc(9999, 6, 1), utc(1, 6, 1), utc(5000, 1, 1), utc(2200, 6, 1)):
        assert calendar.covering(far, far).covers(far, far)
    assert sum(work) < 16 * YEAR
    assert calendar.covering(NOW, NOW) is near


def test_only_so_many_islands_are_kept():
    """Memory stays bounded whatever is asked."""
    calendar = Compiled(OFFICE)
    kept = [weakref.ref(calendar.covering(at, at)) for at in range(NOW, NOW + 1200 * YEAR, 100 * YEAR)]
    gc.collect()
    assert sum(one() is not None for one in kept) <= snapshots.ISLANDS


def test_instants_more_than_400_years_apart_are_refused():
    with pytest.raises(InputError, match="more than 400 years apart: ask about a shorter time"):
        Compiled(OFFICE).covering(utc(1600, 1, 1), utc(2001, 1, 1))


def test_spans_alone_may_be_asked_about_all_of_time():
    """Trial, item 12: nothing has to be compiled."""
    assert Compiled(ex.ALWAYS).covering(START_OF_TIME, END_OF_TIME - 1).covers(START_OF_TIME, END_OF_TIME - 1)


@pytest.mark.parametrize(
    ("node", "direction", "message"),
    [
        (ex.NEVER, 1, "this calendar is never open"),
        (ex.NEVER, -1, "this calendar is never open"),
        (ex.Spans((START_OF_TIME, utc(2020, 1, 1))), 1, "this calendar has no working time after 2020-01-01"),
        (ex.Spans((utc(2030, 1, 1), END_OF_TIME)), -1, "this calendar has no working time before 2030-01-01"),
        (
            ex.intersection([OFFICE, ex.Spans((START_OF_TIME, utc(2020, 1, 1)))]),
            1,
            "this calendar has no working time after 2020-01-01",
        ),
    ],
    ids=["never", "never before", "until", "since", "office until"],
)
def test_what_cannot_be_reached_is_refused_at_once(node, direction, message, work):
    """T10: by analysis, without compiling more."""
    calendar = Compiled(node)
    first = calendar.covering(NOW, NOW)
    del work[:]
    with pytest.raises(UnreachableError) as caught:
        calendar.grown(first, Beyond(direction), NOW, NOW)
    assert str(caught.value) == message
    assert work == []


def test_time_itself_ends():
    calendar = Compiled(OFFICE)
    last = calendar.covering(END_OF_TIME - 1, END_OF_TIME - 1)
    first = calendar.covering(START_OF_TIME, START_OF_TIME)
    with pytest.raises(UnreachableError, match="the years 1 to 9999 end first"):
        calendar.grown(last, Beyond(1), END_OF_TIME - 1, END_OF_TIME - 1)
    with pytest.raises(UnreachableError, match="the years 1 to 9999 end first"):
        calendar.grown(first, Beyond(-1), START_OF_TIME, START_OF_TIME)


# -- sharing -----------------------------------------------------------------------------------------------------------


def test_equal_expressions_share_what_is_compiled():
    first = compiled(ex.union([weekly("Mon 09:00-12:00"), weekly("Mon 12:00-17:00")]))
    assert compiled(weekly("Mon 09:00-17:00")) is first
    assert compiled(weekly("Mon 09:00-17:00", "Europe/London")) is not first


def test_what_is_compiled_is_freed_with_the_last_equal_expression():
    first = compiled(weekly("Tue 03:00-04:00"))
    second, gone = compiled(weekly("Tue 03:00-04:00")), weakref.ref(first)
    snapshot = weakref.ref(first.covering(NOW, NOW))
    del first
    gc.collect()
    assert gone() is not None
    del second
    gc.collect()
    assert gone() is None
    assert snapshot() is None


def test_threads_that_grow_one_calendar_get_equal_answers():
    calendar, answers = Compiled(weekly("22:00-06:00", "Europe/London")), []
    begin = threading.Barrier(8)

    def ask(year: int) -> None:
        begin.wait()
        start, end = utc(year, 1, 1), utc(year + 5, 1, 1)
        answers.append((year, calendar.covering(start, end).windows(start, end)))

    threads = [threading.Thread(target=ask, args=(2000 + 3 * number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = Compiled(weekly("22:00-06:00", "Europe/London")).covering(utc(1999, 1, 1), utc(2030, 1, 1))
    assert len(answers) == 8
    for year, found in answers:
        assert found == alone.windows(utc(year, 1, 1), utc(year + 5, 1, 1))
