"""A frame is told what each of its tickets would be told alone (law 33)."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from slacalc import Package, Ticket
from slacalc.errors import HolidayDataWarning, InputError, NaiveDatetimeError
from slacalc.frames import asking, assess_frame, deadline_frame
from tests.frames.histories import COLUMNS, LIBRARIES, compared, frames, of_library, records, told

P14 = Package.preset("p1-p4")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ADDED = {"reason", "repairs"}
MICROS = pa.timestamp("us", "UTC")


def types(frame, but):
    """Return the types of the columns of a frame, but for some of them."""
    if isinstance(frame, pa.Table):
        listed = zip(frame.schema.names, frame.schema.types, strict=True)
    else:
        listed = zip(frame.columns, frame.dtypes, strict=True)
    return {name: kind for name, kind in listed if name not in but}


def at(day, hour=9, minute=0):
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


def test_rows_of_one_shape_are_judged_together():
    listed = [
        Ticket(reported_at=at(4) + timedelta(hours=hour), priority="P2", resolved_at=at(20)) for hour in range(200)
    ]
    frame, events = frames([each.paused(at(18)).resumed(at(19)) for each in listed])
    with mock.patch.object(asking.Verdicts, "alone", side_effect=AssertionError):
        found = assess_frame(frame, P14, at=NOW, events=events, **COLUMNS)
    expected = [told(each.paused(at(18)).resumed(at(19)), P14, NOW) for each in listed]
    compared(records(found), expected, [name for name in found.columns if name.startswith("resolution_")])


def test_what_was_recorded_later_is_not_known_yet_to_rows_of_one_shape():
    late = NOW + timedelta(days=1)
    listed = [
        Ticket(reported_at=at(4) + timedelta(hours=hour), priority="P2").resolved(at(20), recorded_at=late)
        for hour in range(20)
    ]
    frame, events = frames(listed)
    with mock.patch.object(asking.Verdicts, "alone", side_effect=AssertionError):
        found = assess_frame(frame, P14, at=NOW, events=events, **COLUMNS)
    assert set(found.resolution_state) == {"overdue"}


TICKETS = [
    Ticket(reported_at=at(4), priority="P1", responded_at=at(4, 10), resolved_at=at(5)),
    Ticket(reported_at=at(5), priority="P2")
    .paused(at(6), reason="waiting")
    .excused("resolution", at=at(7), reason="storm"),
    Ticket(reported_at=at(6)),
    Ticket(reported_at=at(7), priority="P3")
    .agreed(due=at(15), at=at(8), overrides=True)
    .estimated(at(20).date(), at=at(8)),
    Ticket(reported_at=at(8), priority="P2").resolved(at(11)).reopened(at(12)).prioritised("P1", at(12), sequence=3),
    Ticket(reported_at=at(29), priority="P1", logged_at=at(30)).responded(
        at(31), recorded_at=datetime(2026, 6, 2, tzinfo=UTC)
    ),
]


@pytest.mark.parametrize("library", LIBRARIES)
class TestKinds:
    def test_the_same_kind_comes_back_with_the_same_answers(self, library):
        frame, events = frames(TICKETS, library)
        found = assess_frame(frame, P14, at=NOW, events=events, **COLUMNS)
        assert type(found) is type(frame)
        names = [name for name in records(found)[0] if name not in {*COLUMNS.values(), *ADDED}]
        compared(records(found), [told(ticket, P14, NOW) for ticket in TICKETS], names)

    def test_columns_have_a_type_whatever_is_in_them(self, library):
        frame, events = frames(TICKETS, library)
        full = assess_frame(frame, P14, at=NOW, events=events, **COLUMNS)
        none = assess_frame(frame, P14, at=at(1), events=events, **COLUMNS)
        words = {"priority_in_force", *COLUMNS.values()}  # of which the set is that of the rows
        assert types(full, words) == types(none, words)
        added = [{name: value for name, value in row.items() if name not in COLUMNS.values()} for row in records(none)]
        assert all(value is None for row in added for value in row.values())

    def test_an_empty_frame_gets_its_columns(self, library):
        frame, events = frames(TICKETS[:0], library)
        found = assess_frame(frame, P14, at=NOW, events=events, **COLUMNS)
        assert records(found) == []
        assert "resolution_due" in (found.columns if library != "pyarrow" else found.column_names)

    def test_list_columns_tell_of_events(self, library):
        listed = [TICKETS[0].paused(at(4, 11)).resumed(at(4, 12)), TICKETS[1]]
        waits = {"held": [[at(4, 11)], [at(6)]], "freed": [[at(4, 12)], []]}
        times = {"reported": [at(4), at(5)], "responded": [at(4, 10), None], "resolved": [at(5), None]}
        columns = {name: pa.array(values, MICROS) for name, values in times.items()}
        lists = {name: pa.array(values, pa.list_(MICROS)) for name, values in waits.items()}
        table = pa.table({**columns, "priority": ["P1", "P2"], **lists})
        frame = of_library(table, library)
        if library == "pandas":  # arrow loses the zone of times in lists on the way
            frame = frame.assign(
                **{name: [list(map(pd.Timestamp, times)) for times in each] for name, each in waits.items()}
            )
        names = {name: name for name in (*times, "priority")}
        found = assess_frame(frame, P14, at=NOW, events={"paused": "held", "resumed": "freed"}, **names)
        for row, ticket in zip(records(found), listed, strict=True):
            assert row["resolution_due_if_resumed"] == told(ticket, P14, NOW)["resolution_due_if_resumed"]
            assert row["resolution_used"] == told(ticket, P14, NOW)["resolution_used"]

    def test_repairs_are_named(self, library):
        listed = [ticket.paused(at(10)).paused(at(11)) for ticket in TICKETS[:1]]
        frame, events = frames(listed, library)
        found = records(assess_frame(frame, P14, at=NOW, events=events, **COLUMNS))
        assert found[0]["repairs"] == ", ".join(dict.fromkeys(each.code for each in listed[0].repairs))


def rows(**columns):
    size = max(len(values) for values in columns.values())
    return pd.DataFrame({"opened": pd.to_datetime([at(4)] * size), "level": ["P1"] * size, **columns})


def judged(frame, package=P14, **how):
    return records(assess_frame(frame, package, **{"at": NOW, "reported": "opened", "priority": "level", **how}))


class TestRowsThatCannotBeJudged:
    def test_each_has_its_reason_and_stops_no_other(self):
        times = [at(4), None, at(4), at(4), at(4)]
        closed = pd.to_datetime([at(3), None, None, None, at(5)])
        frame = pd.DataFrame(
            {"opened": pd.to_datetime(times), "level": ["P1", "P1", "P9", None, "P1"], "closed": closed}
        )
        found = judged(frame, resolved="closed")
        assert [row["resolution_state"] for row in found] == [None, None, None, "no_deadline", "met"]
        assert "lies before" in found[0]["reason"]
        assert found[1]["reason"] == "'opened' is missing: no report, no deadline"
        assert found[2]["reason"] == "package 'p1-p4' has no priority 'P9': it has 'P1', 'P2', 'P3', 'P4'"
        assert [row["reason"] for row in found[3:]] == [None, None]

    def test_few_rows_out_of_reach_are_found_among_many(self):
        late = datetime(9999, 12, 30, tzinfo=UTC)
        frame = rows(opened=pd.Series([at(4)] * 300 + [late] * 3, dtype="datetime64[us, UTC]"))
        with mock.patch.object(asking.Marked, "alone", autospec=True, side_effect=asking.Marked.alone) as alone:
            found = deadline_frame(frame, P14, reported="opened", priority="level")
        assert list(found.resolution_due.notna()) == [True] * 300 + [False] * 3
        assert list(found.reason.notna()) == [False] * 300 + [True] * 3
        assert alone.call_count < 30

    def test_instants_that_microseconds_cannot_say(self):
        opened = pd.Series([at(4)] * 2, dtype="datetime64[ns, UTC]")
        opened[1] += pd.Timedelta(1, unit="ns")
        assert judged(rows(opened=opened))[1]["reason"] == (
            "'opened' is finer than a microsecond: round it, for instance with .dt.round('us')"
        )
        late = pl.DataFrame({"opened": pl.Series([0, 2**60]).cast(pl.Datetime("ms", "UTC")), "level": ["P1", "P1"]})
        found = assess_frame(late, P14, at=NOW, reported="opened", priority="level")
        assert found["reason"].to_list() == [None, "'opened' lies outside the years 1 to 9999"]

    def test_rows_reported_later_are_missing(self):
        found = judged(rows(opened=pd.to_datetime([at(4), at(5, 10)])), at=at(5, 9))
        assert found[0]["resolution_state"] == "running"
        assert all(value is None for name, value in found[1].items() if name not in {"opened", "level"})

    def test_numbers_of_two_rows(self):
        log = pd.DataFrame({"number": ["A"], "at": pd.to_datetime([at(5)]), "kind": ["resolved"]})
        found = judged(rows(number=["A", "A", "B"]), ticket="number", events=log)
        assert [bool(row["reason"]) for row in found] == [True, True, False]

    @pytest.mark.parametrize(
        ("event", "reason"),
        [
            ({"kind": "solved"}, "an event cannot be taken: kind='solved' is no kind of event"),
            ({"kind": "prioritised"}, "an event cannot be taken: priority=None is no name of a priority"),
            ({"kind": "reported"}, "the events say another time of the report than the frame"),
            ({"at": pd.NaT}, "an event has no time"),
        ],
    )
    def test_events_that_cannot_be_taken(self, event, reason):
        log = pd.DataFrame([{"number": "A", "at": pd.Timestamp(at(5)), "kind": "resolved"} | event])
        log["at"] = pd.to_datetime(log["at"], utc=True)
        found = judged(
            rows(number=["A", "B"]),
            ticket="number",
            events=pd.concat([log, log.assign(at=pd.Timestamp(at(6)), kind="closed")]),
        )
        assert found[0]["reason"].startswith(reason)
        assert found[1]["resolution_state"] == "overdue"

    def test_unknown_public_holidays_are_told_in_a_column(self):
        frame = rows(opened=pd.Series([at(4), datetime(2199, 5, 4, 9, tzinfo=UTC)], dtype="datetime64[us, UTC]"))
        frame["closed"] = [frame.opened[0], pd.NaT]
        with pytest.warns(HolidayDataWarning, match="that 1 rows need"):
            found = judged(frame, at=datetime(2200, 1, 1, tzinfo=UTC), resolved="closed", responded="closed")
        assert [row["beyond_holiday_data"] for row in found] == [False, True]


class TestColumns:
    def test_packages_by_customer(self):
        fast = P14.amend(priorities={"P1": {"resolution": "1 working hour"}})
        frame = rows(who=["acme", "acme", "initech", None])
        found = judged(frame, {"acme": fast}, customer="who", default=P14)
        assert [row["resolution_due"] for row in found] == [
            told(Ticket(reported_at=at(4), priority="P1"), package, NOW)["resolution_due"]
            for package in (fast, fast, P14, P14)
        ]
        found = judged(frame, {"acme": fast}, customer="who")
        assert found[2]["reason"] == "customer 'initech' has no package: add it to package=, or write default="
        assert found[3]["reason"] == "no customer is named: write default=, the package of such rows"

    def test_aliases_of_priorities(self):
        found = judged(rows(level=["1 - Critical", "P1"]), aliases={"1 - Critical": "P1"})
        assert found[0]["resolution_due"] == found[1]["resolution_due"]

    def test_words_that_a_dictionary_of_arrow_holds_twice_or_not_at_all(self):
        level = pa.DictionaryArray.from_arrays([0, 1, 2], ["P1", None, "P1"])
        table = pa.table({"opened": pa.array([at(4)] * 3, MICROS), "level": level})
        found = judged(table)
        assert [row["priority_in_force"] for row in found] == ["P1", None, "P1"]

    def test_the_final_priority_is_checked_against_the_events(self):
        log = pd.DataFrame(
            {"number": ["A", "B"], "at": pd.to_datetime([at(5)] * 2), "kind": "prioritised", "priority": ["P2", "P3"]}
        )
        found = judged(
            rows(number=["A", "B", "C"], level=["P2", "P1", "P1"]), ticket="number", events=log, priority_is="final"
        )
        assert found[0]["priority_in_force"] == "P2"
        assert found[1]["reason"].startswith("the priority is 'P1', and the last event makes it 'P3'")
        assert found[2]["priority_in_force"] == "P1"

    def test_zones_and_prefix(self):
        naive = pd.DataFrame({"opened": pd.to_datetime(["2026-05-04 10:00"]), "level": ["P1"]})
        found = assess_frame(naive, P14, at=NOW, reported="opened", priority="level", tz="Europe/London", prefix="sla_")
        assert str(found.sla_resolution_due.dt.tz) == "Europe/London"
        found = assess_frame(
            naive, P14, at=NOW, reported="opened", priority="level", tz="Europe/London", out_tz="Asia/Tokyo"
        )
        assert str(found.resolution_due.dt.tz) == "Asia/Tokyo"
        with pytest.raises(NaiveDatetimeError, match="write tz="):
            assess_frame(naive, P14, at=NOW, reported="opened", priority="level")

    def test_the_index_comes_back(self):
        frame = rows(number=["A", "B"]).set_index(pd.Index([7, 7], name="key"))
        assert assess_frame(frame, P14, at=NOW, reported="opened", priority="level").index.equals(frame.index)

    def test_updates_on_a_grid(self):
        package = P14.amend(priorities={"P1": {"update": "4 working hours"}}, handling={"update": "grid"})
        listed = [
            Ticket(reported_at=at(4), priority="P1").updated(at(4, 11)).updated(at(4, 12 + hour // 10))
            for hour in range(20)
        ]
        frame, events = frames(listed)
        found = records(assess_frame(frame, package, at=at(5), events=events, **COLUMNS))
        compared(
            found, [told(ticket, package, at(5)) for ticket in listed], ["update_due", "update_state", "update_used"]
        )


class TestCallsThatCannotBeAnswered:
    @pytest.mark.parametrize(
        ("how", "message"),
        [
            ({"reported": "open"}, "reported='open' is no column of frame: did you mean 'opened'?"),
            ({"priority": "zzz"}, "priority='zzz' is no column of frame: it has 'opened', 'level'"),
            ({"priority_is": "last"}, "priority_is='last': write 'initial' or 'final'"),
            ({"aliases": [1]}, "aliases=\\[1\\]: write a mapping"),
            ({"resolved": "level"}, "resolved='level' is a column of String"),
            ({"package": "p1-p4"}, "package='p1-p4' is no package"),
            ({"package": {"a": 1}, "customer": "level"}, "the package of 'a' is 1: write a Package"),
            ({"package": {"a": P14}}, "package= is a mapping: write customer="),
            ({"customer": "level"}, "choose from several packages"),
            ({"events": pd.DataFrame({"at": []})}, "events=: write ticket="),
            ({"events": 7, "ticket": "level"}, "events=7 is no frame"),
            ({"events": {"paused": "level"}}, "events\\['paused'\\] has lists of something else"),
            ({"events": {"paused": "opened"}}, "events\\['paused'\\]='opened' is a column of .*: write one of lists"),
        ],
    )
    def test_the_message_says_what_to_type(self, how, message):
        with pytest.raises(InputError, match=message):
            judged(rows(level=["P1"]), how.pop("package", P14), **how)

    @pytest.mark.parametrize("other", ["05/06/2026 10:00", 1_778_500_000_000_000_000, 1.5])
    def test_lists_of_what_could_be_read_as_instants_somehow(self, other):
        with pytest.raises(InputError, match="has lists of something else than instants of one zone"):
            judged(rows(level=["P1"], waits=[[other]]), events={"paused": "waits"}, tz="UTC")

    def test_columns_of_several_levels(self):
        found = rows(level=["P1"])
        with pytest.raises(InputError, match=r"frame has columns of several levels: write frame\.columns = "):
            judged(found.set_axis(pd.MultiIndex.from_product([["told"], found.columns]), axis="columns"))

    def test_a_column_that_is_there_already(self):
        with pytest.raises(InputError, match="has a column 'reason' already: write prefix='sla_'"):
            judged(rows(reason=["x"]))

    def test_words_that_stand_in_runs(self):
        level = pa.RunEndEncodedArray.from_arrays([1], pa.array(["P1"]))
        with pytest.raises(InputError, match=r"'level' is a column of run_end_encoded<.*>: write one of single values"):
            judged(pa.table({"opened": pa.array([at(4)], MICROS), "level": level}))

    def test_what_is_no_frame(self):
        with pytest.raises(InputError, match="frame=3 is no frame: write a pandas, polars or pyarrow one"):
            judged(3)
        with pytest.raises(InputError, match=r"frame is lazy: write frame\.collect"):
            judged(pl.LazyFrame({"opened": []}))

    def test_at_has_a_zone(self):
        with pytest.raises(NaiveDatetimeError):
            judged(rows(level=["P1"]), at=datetime(2026, 5, 4))  # noqa: DTZ001 (the point)
