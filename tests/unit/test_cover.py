"""Cover booked ahead: a stretch of instants, with what is known of its booking (S4, S8)."""

import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from slacalc import Cover, as_utc
from slacalc.cover import edges_of
from slacalc.errors import InputError, NaiveDatetimeError

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 5, 16, 10, tzinfo=LONDON)
FULL = Cover(
    SATURDAY,
    SATURDAY + timedelta(hours=4),
    booked_at=datetime(2026, 5, 8, 11, tzinfo=LONDON),
    chargeable=False,
    name="SO-1182",
)
PLAIN = Cover(SATURDAY, SATURDAY + timedelta(hours=4))
NAMES = {"Cover": Cover, "datetime": datetime, "UTC": UTC}


def test_its_instants_are_given_in_utc():
    """In May London is an hour ahead of UTC."""
    found = [as_utc(at) for at in (FULL.start, FULL.end, FULL.booked_at)]
    assert found == [datetime(2026, 5, day, hour, tzinfo=UTC) for day, hour in ((16, 9), (16, 13), (8, 10))]
    assert {at.utcoffset() for at in (FULL.start, FULL.end, FULL.booked_at)} == {timedelta(0)}


def test_cover_is_chargeable_without_a_name_and_known_for_ever_unless_it_says_otherwise():
    assert (PLAIN.booked_at, PLAIN.chargeable, PLAIN.name) == (None, True, "")
    assert (FULL.chargeable, FULL.name) == (False, "SO-1182")


def test_the_same_instants_of_any_zone_are_equal_cover():
    """T2."""
    elsewhere = [at.astimezone(timezone(timedelta(hours=-5))) for at in (SATURDAY, SATURDAY + timedelta(hours=4))]
    assert Cover(*elsewhere) == PLAIN
    assert hash(Cover(*elsewhere)) == hash(PLAIN)
    assert PLAIN != FULL


def test_the_two_passes_of_a_repeated_hour_are_an_hour_apart():
    """T2: on Sunday 25 October 2026 London's clock reads 01:30 twice, first at 00:30 UTC."""
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    again = Cover(first, first.replace(fold=1))
    assert as_utc(again.start) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert as_utc(again.end) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    with pytest.raises(InputError, match="does not end after it starts"):
        Cover(first.replace(fold=1), first)


@pytest.mark.parametrize("length", [timedelta(0), timedelta(microseconds=-1), timedelta(days=-1)])
def test_cover_ends_after_it_starts(length):
    """T1: a half-open window of no length is nothing."""
    with pytest.raises(InputError, match="does not end after it starts"):
        Cover(SATURDAY, SATURDAY + length)


@pytest.mark.parametrize("name", ["start", "end", "booked_at"])
@pytest.mark.parametrize(
    ("value", "error"),
    [(datetime(2026, 5, 16), NaiveDatetimeError), (date(2026, 5, 16), InputError), (0, InputError)],  # noqa: DTZ001
)
def test_its_instants_are_aware_datetimes(name, value, error):
    """T4."""
    times = {"start": SATURDAY, "end": SATURDAY + timedelta(hours=4), "booked_at": SATURDAY}
    with pytest.raises(error, match=f"^{name}="):
        Cover(**times | {name: value})


@pytest.mark.parametrize("cover", [PLAIN, FULL], ids=["plain", "full"])
def test_cover_comes_back_equal_from_its_code_and_from_a_pickle(cover):
    assert eval(repr(cover), NAMES) == cover  # noqa: S307
    assert pickle.loads(pickle.dumps(cover)) == cover  # noqa: S301


def test_cover_is_a_value():
    with pytest.raises(AttributeError):
        PLAIN.name = "other"


def hours(*spans):
    midnight = datetime(2026, 5, 16, tzinfo=UTC)
    return [Cover(midnight + timedelta(hours=start), midnight + timedelta(hours=end)) for start, end in spans]


@pytest.mark.parametrize(
    ("booked", "merged"),
    [
        ([(10, 14), (12, 16)], [(10, 16)]),
        ([(12, 14), (10, 12)], [(10, 14)]),
        ([(10, 16), (12, 14)], [(10, 16)]),
        ([(10, 12), (10, 12)], [(10, 12)]),
        ([(14, 16), (10, 12)], [(10, 12), (14, 16)]),
        ([], []),
    ],
)
def test_bookings_that_overlap_or_touch_are_one_window_in_any_order(booked, merged):
    """T6: windows that touch merge."""
    edges = list(edges_of(hours(*booked)))
    assert edges == [edge for window in hours(*merged) for edge in (window.opens, window.closes)]


@pytest.mark.parametrize(("field", "value"), [("name", 5), ("name", None), ("chargeable", "no"), ("chargeable", 1)])
def test_a_name_is_text_and_a_charge_a_truth(field, value):
    start = datetime(2026, 5, 16, 9, tzinfo=UTC)
    with pytest.raises(InputError, match=f"{field}={value!r}: write"):
        Cover(start, start + timedelta(hours=1), **{field: value})
