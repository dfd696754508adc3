"""The verbs of rules on a column: each row is told what the engine for one ticket tells it."""

import gc
from datetime import UTC, datetime, timedelta
from weakref import WeakSet, ref

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from slacalc import Package
from slacalc.calendar import Calendar, desks_of
from slacalc.desk import Desk
from slacalc.engine import One
from slacalc.frames import add_working_days, add_working_time, columns, deadline_frame, working_time
from slacalc.frames.columns import Columns, Tables, tables_of
from slacalc.instants import micros
from slacalc.rules import NextMidnight
from slacalc.timeline import Beyond
from slacalc.windows import DAY, HOUR, SECOND

ZONES = ["Europe/London", "Australia/Lord_Howe", "America/Santiago"]
FIRST, LAST = (micros(datetime(2026, month, 1, tzinfo=UTC)) for month in (2, 12))
SATURDAY = micros(datetime(2026, 5, 16, 10, tzinfo=UTC))
EVERY = np.arange(FIRST, LAST, 7 * HOUR + 13 * 60 * SECOND)


def owner(zone, *cover):
    return desks_of(Calendar.weekly("Mon-Fri 09:00-17:00", tz=zone), zone, cover)


def desk_of(zone, *cover):
    return owner(zone, *cover).covering(FIRST - 30 * DAY, LAST + 60 * DAY)


@pytest.fixture(params=ZONES)
def desk(request):
    return desk_of(request.param, SATURDAY, SATURDAY + 4 * HOUR)


def each(ask, desk, values=EVERY):
    return [ask(One(desk), at) for at in values.tolist()]


@pytest.mark.parametrize("is_elapsed", [False, True])
def test_working_time(desk, is_elapsed):
    many, one = Columns(desk), One(desk)
    if is_elapsed:
        many, one = many.elapsed(), one.elapsed()
    ranks = [one.rank(at) for at in EVERY.tolist()]
    assert np.diff(many.rank(EVERY)).tolist() == np.diff(ranks).tolist()
    assert many.receipt(EVERY).tolist() == [one.receipt(at) for at in EVERY.tolist()]
    for amount in (0, 1, 8 * HOUR, 100 * HOUR):
        assert many.add(EVERY, amount).tolist() == [one.add(at, amount) for at in EVERY.tolist()]
    amounts = np.arange(len(EVERY)) % 5 * 3 * HOUR
    assert many.add(EVERY, amounts).tolist() == [
        one.add(at, amount) for at, amount in zip(EVERY.tolist(), amounts.tolist(), strict=True)
    ]


def test_the_wall_clock(desk):
    many = Columns(desk)
    walls = many.wall(EVERY)
    assert walls.tolist() == each(lambda on, at: on.wall(at), desk)
    around = np.concatenate(
        [walls, *(np.arange(-3, 4) * HOUR // 2 + many.wall(np.array([at]))[0] for at in _changes(desk))]
    )
    assert many.instant(around).tolist() == each(lambda on, wall: on.instant(wall), desk, around)


def _changes(desk):
    return [start for start, _, _ in desk.clock.stretches() if FIRST < start < LAST]


@pytest.mark.parametrize("ask", [lambda on, at: on.wall(at), lambda on, at: on.rank(at)])
def test_what_lies_beyond_the_desk_is_no_answer(desk, ask):
    for at, way in ((desk.end + 400 * DAY, 1), (desk.start - 400 * DAY, -1)):
        with pytest.raises(Beyond) as beyond:
            ask(Columns(desk), np.array([at]))
        assert beyond.value.direction == way


def test_a_dated_rule_is_asked_once_for_each_stretch(desk):
    asked = []

    class Counted(NextMidnight):
        def on(self, desk, at):
            asked.append(at)
            return super().on(desk, at)

    rule = Counted()
    assert Columns(desk).land(rule, EVERY).tolist() == each(lambda on, at: on.land(NextMidnight(), at), desk)
    count = len(asked)
    assert count < len(EVERY)
    Columns(desk).land(rule, EVERY)
    assert len(asked) == count
    assert Columns(desk).land(rule, EVERY[:0]).tolist() == []


def test_a_dated_rule_that_leads_beyond_the_desk_says_so():
    desk = desk_of("Europe/London")
    with pytest.raises(Beyond) as beyond:
        Columns(desk).land(Far(1), EVERY)
    assert beyond.value.direction == 1
    with pytest.raises(Beyond) as beyond:
        Columns(desk).land(Far(-1), EVERY)
    assert beyond.value.direction == -1


class Far:
    def __init__(self, way):
        self.way = way

    def on(self, desk, at):
        raise Beyond(self.way)


def test_choices():
    one, two = np.array([1, 5, 3]), np.array([4, 2, 3])
    assert Columns.where(one > two, one, two).tolist() == [4, 5, 3]
    assert Columns.later(one, two).tolist() == [4, 5, 3]
    assert Columns.earlier(one, two).tolist() == [1, 2, 3]
    assert Columns.first(one > two, False, one < two, True).tolist() == [2, 0, 3]
    assert Columns.first(False, True).tolist() == 1


def package_of(hours):
    return Package.preset("p1-p3").amend(calendar=hours)


OPENED = pd.Series(pd.to_datetime(["2026-05-15T15:30Z"]), name="opened")


@pytest.mark.parametrize(
    "ask",
    [
        lambda hours: add_working_time(OPENED, timedelta(hours=1), hours),
        lambda hours: working_time(OPENED, OPENED, hours),
        lambda hours: add_working_days(OPENED, 1, hours),
        lambda hours: add_working_days(OPENED, OPENED.dt.day, hours, edge="close"),
        lambda hours: add_working_days(pd.Series(OPENED.dt.date, dtype=pd.ArrowDtype(pa.date32())), 1, hours),
        lambda hours: (made := package_of(hours), deadline_frame(OPENED.to_frame(), made, reported="opened")),
    ],
)
def test_what_a_column_tabulates_goes_with_its_calendar(ask):
    hours = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Indian/Mauritius")
    asked = ask(hours)
    desks = WeakSet(desk for desk in gc.get_objects() if isinstance(desk, Desk) and desk.tz == "Indian/Mauritius")
    assert len(desks)
    del hours, asked
    gc.collect()
    assert not len(desks)


def test_tables_go_with_their_desk_and_are_bounded(monkeypatch):
    desk = desk_of("Europe/London")
    assert tables_of(desk) is tables_of(desk)
    kept = ref(tables_of(desk))
    del desk
    gc.collect()
    assert kept() is None
    monkeypatch.setattr(columns, "MOST_TABLES", 2)
    tables, made = Tables(), []
    for key in ("a", "b", "a", "c", "a"):
        tables.kept(key, lambda key=key: made.append(key) or key)
    assert made == ["a", "b", "c", "a"]
