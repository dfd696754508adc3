"""The test kit: assertions that explain, times as a test writes them, the slow clock, and the strategies."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import slacalc.testing
from slacalc import Calendar, Package, State, Ticket, as_utc, assess, deadlines
from slacalc.errors import InputError, NaiveDatetimeError, PackageError, UnreachableError
from slacalc.testing import (
    SlowClock,
    assert_due,
    assert_state,
    assert_working_time,
    calendars,
    instants,
    offices,
    packages,
    promises,
    targets,
    tickets,
)
from slacalc.testing.changes import is_near_a_change
from slacalc.testing.recipes import utc
from slacalc.testing.scenes import recipes, scenes
from slacalc.testing.times import instant
from slacalc.windows import DAY, MINUTE
from tests.laws.oracles import clock_of

LONDON = ZoneInfo("Europe/London")
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
HOUR = timedelta(hours=1)


def told(assertion, *args, **kwargs):
    """Return what an assertion that fails says."""
    with pytest.raises(AssertionError) as caught:
        assertion(*args, **kwargs)
    return str(caught.value)


class TestAssertDue:
    def test_it_takes_presets_packages_texts_and_datetimes(self):
        assert_due("p1-p4", "P2", "Fri 2026-05-15 16:30", "Wed 2026-05-20 17:00")
        reported, due = datetime(2026, 5, 15, 15, 30, tzinfo=UTC), datetime(2026, 5, 20, 17, tzinfo=LONDON)
        assert_due(Package.preset("p1-p4"), "P2", reported, due)

    def test_pauses_move_it(self):
        waits = [("Tue 2026-05-12 11:00", "Wed 2026-05-13 15:00")]
        assert_due("p1-p4", "P2", "Mon 2026-05-11 10:00", "Mon 2026-05-18 13:00", pauses=waits)
        assert_due("p1-p4", "P2", "Mon 2026-05-11 10:00", "Tue 2026-05-12 10:00", pauses=waits, clock="response")

    def test_none_is_no_deadline(self):
        package = Package.preset("p1-p4").amend(priorities={"P1": {"resolution": "by agreement"}})
        assert_due(package, "P1", "Mon 2026-05-11 10:00", None)
        message = told(assert_due, package, "P1", "Mon 2026-05-11 10:00", "Mon 2026-05-11 17:00")
        assert "resolution has no deadline, not Mon 2026-05-11 17:00 BST\nresolution: no deadline" in message
        message = told(assert_due, "p1-p4", "P1", "Mon 2026-05-11 10:00", None)
        assert "resolution is due Tue 2026-05-12 17:00 BST, not without a deadline\n" in message

    def test_a_difference_is_explained_up_to_the_due(self):
        message = told(assert_due, "p1-p4", "P1", "Thu 2026-12-24 16:30", "Mon 2026-12-28 17:00")
        assert message.splitlines()[0] == (
            "P1 reported Thu 2026-12-24 16:30 GMT under p1-p4: resolution is due "
            "Tue 2026-12-29 17:00 GMT, not Mon 2026-12-28 17:00 GMT"
        )
        assert "read as the close of the 1st working day after" in message
        assert "skipped, closed: Christmas Day" in message
        assert "with working_day='inclusive' due" in message

    def test_a_minute_and_a_microsecond_are_a_difference(self):
        due = datetime(2026, 5, 20, 16, tzinfo=UTC)
        for beside in (timedelta(minutes=1), timedelta(microseconds=1)):
            assert "not Wed 2026-05-20" in told(assert_due, "p1-p4", "P2", "2026-05-15 16:30", due + beside)

    @pytest.mark.parametrize(
        ("package", "said", "error", "message"),
        [
            ("p1-p5", {}, PackageError, "p1-p5"),
            (
                "p1-p4",
                {"clock": "resolve"},
                InputError,
                "clock='resolve' is no clock of this ticket: write",
            ),
            ("p1-p4", {"due": "Thu 2026-05-20 17:00"}, InputError, "that date is a Wednesday, write 'Wed 2026-05-20"),
            ("p1-p4", {"reported": datetime(2026, 5, 15)}, NaiveDatetimeError, "reported="),  # noqa: DTZ001
        ],
    )
    def test_what_cannot_be_meant_is_no_failed_assertion(self, package, said, error, message):
        plain = {"reported": "Fri 2026-05-15 16:30", "due": "Wed 2026-05-20 17:00"}
        with pytest.raises(error, match=message):
            assert_due(package, "P2", **(plain | said))


class TestAssertState:
    ticket = Ticket(reported_at=datetime(2026, 5, 11, 10, tzinfo=LONDON), priority="P1")

    def test_it_takes_a_state_or_its_word(self):
        assert_state("p1-p4", self.ticket, "Mon 2026-05-11 12:00", "running")
        assert_state("p1-p4", self.ticket, "Wed 2026-05-13 09:00", State.OVERDUE)
        assert_state("p1-p4", self.ticket, "Mon 2026-05-11 17:00", "at_risk", clock="response")

    def test_another_state_is_explained(self):
        message = told(assert_state, "p1-p4", self.ticket, "Tue 2026-05-12 17:00", "overdue")
        assert message.startswith("at Tue 2026-05-12 17:00 BST resolution is at_risk, not overdue\nresolution: at risk")
        assert "counted, open" in message

    def test_a_word_that_is_no_state_is_refused(self):
        with pytest.raises(InputError, match="state='late' is no state: write one of cancelled, transferred, missed"):
            assert_state("p1-p4", self.ticket, "Mon 2026-05-11 12:00", "late")


class TestAssertWorkingTime:
    def test_it_is_signed(self):
        assert_working_time(OFFICE, "Fri 2026-05-15 16:30", "Mon 2026-05-18 10:00", 1.5 * HOUR)
        assert_working_time(OFFICE, "Mon 2026-05-18 10:00", "Fri 2026-05-15 16:30", -1.5 * HOUR)

    def test_the_windows_of_another_amount_are_told_and_sum_to_it(self):
        message = told(assert_working_time, OFFICE, "Mon 2026-05-18 10:00", "Fri 2026-05-15 16:30", HOUR)
        first, *windows = message.splitlines()
        assert first.endswith("is -1 day, 22:30:00 of working time, not 1:00:00")
        assert windows == [
            "  Fri 2026-05-15 16:30 BST to Fri 2026-05-15 17:00 BST: 0:30:00",
            "  Mon 2026-05-18 09:00 BST to Mon 2026-05-18 10:00 BST: 1:00:00",
        ]

    def test_of_many_windows_the_first_are_told(self):
        message = told(assert_working_time, OFFICE, "2026-01-01 00:00", "2026-12-31 00:00", HOUR)
        assert len(message.splitlines()) == 1 + 20 + 1
        assert message.endswith("\n  ...")

    def test_where_zones_are_mixed_the_clock_is_that_of_utc(self):
        mixed = OFFICE | Calendar.weekly("Sat 10:00-14:00", tz="America/New_York")
        assert_working_time(mixed, "Sat 2026-05-16 14:00", "Sat 2026-05-16 18:00", 4 * HOUR)


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Fri 2026-05-15 16:30", "2026-05-15 15:30:00"),
            ("friday, 2026-05-15T16:30:10.5", "2026-05-15 15:30:10.500000"),
            (" 2026-05-15 16:30+00:00 ", "2026-05-15 16:30:00"),
            ("Sun 2026-10-25 01:30", "2026-10-25 00:30:00"),  # the first pass (T13)
            ("Sun 2026-10-25 01:30+00:00", "2026-10-25 01:30:00"),
            ("Sun 2026-03-29 01:30", "2026-03-29 01:00:00"),  # the jump (T13)
        ],
    )
    def test_a_text_is_read_on_the_clock_of_the_zone(self, text, expected):
        assert f"{as_utc(instant(text, 'Europe/London', 'at')):%Y-%m-%d %H:%M:%S}" == expected[:19]
        assert as_utc(instant(text, "Europe/London", "at")) == datetime.fromisoformat(f"{expected}+00:00")

    @pytest.mark.parametrize(
        "text", ["", "Fri", "2026-05-15", "15/05/2026 16:30", "2026-05-15 25:00", "2026-02-30 9:00"]
    )
    def test_another_text_is_refused(self, text):
        with pytest.raises(InputError, match=r"^at='.*' is no time: write for instance 'Fri 2026-05-15 16:30'"):
            instant(text, "Europe/London", "at")

    def test_so_is_what_is_no_datetime(self):
        with pytest.raises(InputError, match="at=5 is int"):
            instant(5, "Europe/London", "at")


def office(at):
    there = at.astimezone(LONDON)
    return there.weekday() < 5 and 9 <= there.hour < 17


class TestSlowClock:
    clock = SlowClock(office)
    friday = datetime(2026, 5, 15, 16, 30, 0, 612_345, tzinfo=LONDON)

    def test_it_answers_to_the_microsecond(self):
        assert self.clock.is_open(self.friday)
        due = self.clock.add(self.friday, HOUR)
        assert due == datetime(2026, 5, 18, 9, 30, 0, 612_345, tzinfo=LONDON)
        assert due.tzinfo is UTC
        assert self.clock.working_time(self.friday, due) == HOUR == -self.clock.working_time(due, self.friday)
        assert self.clock.subtract(due, HOUR) == self.friday

    def test_nothing_and_less_than_nothing(self):
        assert self.clock.add(self.friday, 0 * HOUR) == self.friday == self.clock.subtract(self.friday, 0 * HOUR)
        assert self.clock.add(self.friday, -HOUR) == self.clock.subtract(self.friday, HOUR)
        assert self.clock.subtract(self.friday, -HOUR) == self.clock.add(self.friday, HOUR)

    def test_next_open(self):
        assert self.clock.next_open(self.friday) == self.friday
        assert self.clock.next_open(self.friday + HOUR) == datetime(2026, 5, 18, 9, tzinfo=LONDON)

    def test_a_due_at_closing_is_that_closing(self):
        opening = datetime(2026, 5, 15, 9, tzinfo=LONDON)
        assert self.clock.add(opening, 8 * HOUR) == datetime(2026, 5, 15, 17, tzinfo=LONDON)
        assert self.clock.subtract(datetime(2026, 5, 18, 17, tzinfo=LONDON), 8 * HOUR) == datetime(
            2026, 5, 18, 9, tzinfo=LONDON
        )

    @pytest.mark.parametrize("ask", ["add", "subtract"])
    def test_it_gives_up_and_says_what_to_do(self, ask):
        never = SlowClock(lambda _: False, patience=timedelta(days=2))
        with pytest.raises(UnreachableError, match=r"no 1:00:00 of working time within 2 days.*: give the clock"):
            getattr(never, ask)(self.friday, HOUR)
        with pytest.raises(UnreachableError, match="within 2 days"):
            never.next_open(self.friday)

    def test_it_looks_as_far_as_its_patience_and_no_further(self):
        edge = datetime(2026, 5, 17, tzinfo=UTC)
        clock = SlowClock(lambda at: at >= edge, patience=timedelta(days=2))
        assert clock.add(edge - timedelta(days=1), timedelta(days=1)) == edge + timedelta(days=1)
        with pytest.raises(UnreachableError):
            clock.add(edge - timedelta(days=1), timedelta(days=1, microseconds=1))

    @pytest.mark.parametrize("name", ["step", "patience"])
    def test_a_step_that_is_none_is_refused(self, name):
        with pytest.raises(InputError, match=rf"{name}=datetime.timedelta\(0\) is not above zero: write for instance"):
            SlowClock(office, **{name: timedelta(0)})
        with pytest.raises(InputError, match=f"{name}=5 is no amount of time"):
            SlowClock(office, **{name: 5})

    @settings(max_examples=25)
    @given(st.data(), scenes(stepped=True), st.integers(0, 300))
    def test_it_agrees_with_the_oracle_of_the_laws_and_with_the_calendar(self, data, scene, minutes):
        recipe = data.draw(recipes(scene))
        slow, calendar = SlowClock(lambda at: recipe.holds(at_of(at)), patience=timedelta(days=1)), recipe.calendar()
        at, oracle, amount = scene.anchor + 123_456, clock_of(recipe), minutes * MINUTE
        end = at + DAY // 2
        assert slow.working_time(utc(at), utc(end)) == utc(oracle.measure(at, end)) - utc(0)
        assert slow.working_time(utc(at), utc(end)) == calendar.working_time(utc(at), utc(end))
        if oracle.measure(at, at + DAY) >= amount:
            assert slow.add(utc(at), timedelta(microseconds=amount)) == utc(oracle.add(at, amount))
        if oracle.measure(at - DAY, at) >= amount:
            assert slow.subtract(utc(at), timedelta(microseconds=amount)) == utc(oracle.subtract(at, amount))


FEW = settings(max_examples=200, derandomize=True, database=None, deadline=None)


def drawn(strategy):
    """Return what a strategy draws."""
    found = []

    @FEW
    @given(strategy)
    def keep(value):
        found.append(value)

    keep()
    return found


class TestStrategies:
    def test_instants_lie_near_changes_midnights_and_the_ends_of_years(self):
        found = drawn(instants())
        assert sum(is_near_a_change(at_of(each), {each.tzinfo.key}) for each in found) > 100
        assert any((each.month, each.day) in {(12, 31), (1, 1), (12, 25)} for each in found)
        assert any(each.microsecond for each in found)
        assert {each.tzinfo.key for each in drawn(instants(zones=("Asia/Gaza", "UTC")))} == {"Asia/Gaza", "UTC"}

    def test_offices_always_open_again(self):
        for hours in drawn(offices()):
            assert hours.tz
            assert hours.next_open(datetime(2026, 5, 16, tzinfo=UTC))

    def test_calendars_are_of_every_kind(self):
        found = drawn(calendars())
        assert {each.tz is None for each in found} == {True, False}
        for part in ("weekly", "dates", "holidays", "spans", "since", "in_zone", "~", "|"):
            assert any(part in repr(each) for each in found), part

    def test_targets_and_promises_are_of_every_kind(self):
        found = drawn(targets())
        assert {each.unit for each in found} >= {"hour", "minute", "day", "week", "same day", "agreement"}
        assert {each.kind for each in found} >= {None, "working", "elapsed", "calendar"}
        found = drawn(promises())
        assert None in found
        assert {each.commitment for each in found if each} == {"contract", "aim"}
        assert any(each.calendar for each in found if each)

    @given(st.data(), packages())
    def test_every_life_drawn_is_judged_under_its_package(self, data, package):
        ticket = data.draw(tickets(package))
        last = max(event.at for event in ticket.events)
        assert assess(ticket, package, at=last).clocks
        assert deadlines(ticket, package)
        assert ticket.events[0].at.year in range(2024, 2031)
        assert Ticket.from_dict(ticket.to_dict()) == ticket

    def test_lives_end_in_every_way(self):
        package = Package.preset("p1-p4")
        ends = [(ticket, max(event.at for event in ticket.events)) for ticket in drawn(tickets(package))]
        states = {assess(ticket, package, at=last + HOUR).resolution.state for ticket, last in ends}
        assert states >= {"met", "missed", "overdue", "running", "paused", "cancelled", "transferred", "no_deadline"}

    def test_a_life_begins_when_it_is_told_to(self):
        begins = datetime(2026, 5, 15, 9, tzinfo=UTC)
        found = drawn(tickets(Package.preset("p1-p3"), reported=st.just(begins)))
        assert {each.events[0].at for each in found} == {begins}
        for ticket in found:
            assert all(one.instant <= other.instant for one, other in pairwise(ticket.events))


def at_of(each):
    return (as_utc(each) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


class TestTheFace:
    def test_every_name_is_there_and_listed(self):
        assert list(slacalc.testing.__all__) == sorted(slacalc.testing.__all__)
        assert [name for name in slacalc.testing.__all__ if not getattr(slacalc.testing, name).__doc__] == []
        assert set(slacalc.testing.__all__) <= set(dir(slacalc.testing))
        with pytest.raises(AttributeError, match=r"module 'slacalc\.testing' has no attribute 'assert_dew'"):
            _ = slacalc.testing.assert_dew

    def test_without_hypothesis_the_assertions_work_and_a_strategy_says_what_to_type(self):
        code = (
            "import sys; sys.modules['hypothesis'] = None\n"
            "from slacalc.errors import MissingExtraError\n"
            "from slacalc.testing import assert_due\n"
            "assert_due('p1-p4', 'P2', 'Fri 2026-05-15 16:30', 'Wed 2026-05-20 17:00')\n"
            "try:\n    from slacalc.testing import tickets\n"
            "except MissingExtraError as missing:\n    print(missing)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == (
            'slacalc.testing.tickets needs hypothesis, which is not installed: type pip install "slacalc[testing]"\n'
        )
