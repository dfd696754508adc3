"""From what a user writes to the leaves of an expression."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from slacalc import expression as ex
from slacalc.errors import InputError, NaiveDatetimeError
from slacalc.leaves import MOST_DATES, dates_leaf, skipped_leaves, spans_leaf
from slacalc.windows import DAY, HOUR

LONDON = "Europe/London"
EARLY, LATE = date(1970, 1, 2), date(1970, 1, 11)
NOON, ONE = datetime(1970, 1, 2, 12, tzinfo=UTC), datetime(1970, 1, 2, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "given",
    [[EARLY, LATE], (LATE, EARLY), {EARLY, LATE}, [EARLY, LATE, EARLY], iter([LATE, EARLY]), {EARLY: "", LATE: ""}],
    ids=["list", "any order", "set", "repeated", "iterator", "without names"],
)
def test_dates_are_put_in_order_once_each(given):
    leaf = dates_leaf(given, LONDON, None)
    assert leaf == ex.Dates(LONDON, (1, 10))
    assert leaf.names is None


def test_the_names_of_dates_follow_their_order():
    assert dates_leaf({LATE: "Late", EARLY: "Early"}, LONDON, None).names == ("Early", "Late")
    assert dates_leaf({LATE: "Late", EARLY: ""}, LONDON, None).names == ("", "Late")


def test_a_caller_who_changes_the_list_later_changes_nothing():
    given = [EARLY]
    leaf = dates_leaf(given, LONDON, None)
    given.append(LATE)
    assert leaf.days == (1,)


@pytest.mark.parametrize("wrong", ["1970-01-02", datetime(1970, 1, 2, tzinfo=UTC), 1, None, True], ids=repr)
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises(InputError) as caught:
        dates_leaf([EARLY, wrong], LONDON, None)
    assert f"day={wrong!r} is no date: write a date, for instance date(2026, 12, 24)" in str(caught.value)


def test_too_many_dates_are_refused():
    first = date(1500, 1, 1).toordinal()
    with pytest.raises(InputError, match=f"more than {MOST_DATES} dates are too many: at most {MOST_DATES}"):
        dates_leaf(map(date.fromordinal, range(first, first + MOST_DATES + 1)), LONDON, None)


# -- spans -------------------------------------------------------------------------------------------------------------


def test_spans_are_instants_of_any_zone():
    paris = datetime(1970, 1, 2, 14, tzinfo=ZoneInfo("Europe/Paris"))
    assert spans_leaf([(NOON, paris)]) == ex.Spans((DAY + 12 * HOUR, DAY + 13 * HOUR))


def test_a_span_of_no_length_is_nothing():
    assert spans_leaf([(NOON, NOON)]) == ex.NEVER
    assert spans_leaf([]) == ex.NEVER


def test_a_span_may_cross_the_repeated_hour_between_its_two_passes():
    """T2: by the wall clock 01:30 to 01:10; in time it is 40 minutes."""
    first, second = (datetime(2026, 10, 25, 1, 30 - 20 * fold, fold=fold, tzinfo=ZoneInfo(LONDON)) for fold in (0, 1))
    (opening, closing) = spans_leaf([(first, second)]).edges
    assert closing - opening == 40 * HOUR // 60


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ((ONE, NOON), "ends before it starts: write the earlier one first"),
        (NOON, "is no span: write a pair of aware datetimes (start, end)"),
        ((NOON,), "is no span"),
        ((NOON, ONE, ONE), "is no span"),
        ("ab", "'ab' is no span"),
        ((date(1970, 1, 2), ONE), "start=datetime.date(1970, 1, 2) is date, not a datetime"),
        ((NOON, 5), "end=5 is int, not a datetime"),
    ],
    ids=["reversed", "no pair", "one", "three", "text", "date", "number"],
)
def test_a_wrong_span_is_told_what_to_write(pair, message):
    with pytest.raises(InputError) as caught:
        spans_leaf([pair])
    assert message in str(caught.value)


def test_a_span_of_naive_datetimes_is_refused():
    """T4."""
    with pytest.raises(NaiveDatetimeError, match=r"end=.* has no time zone"):
        spans_leaf([(NOON, ONE.replace(tzinfo=None))])


# -- dates to skip -----------------------------------------------------------------------------------------------------

DATES = ex.Dates("Europe/Paris", (1,))
HOLIDAYS = ex.Holidays("Europe/Paris", "FR", None, "both")


@pytest.mark.parametrize(
    ("skip", "found"),
    [
        ([EARLY], {ex.Dates(LONDON, (1,))}),
        ({EARLY: "Early"}, {ex.Dates(LONDON, (1,))}),
        (DATES, {ex.Dates(LONDON, (1,))}),
        (HOLIDAYS, {ex.Holidays(LONDON, "FR", None, "both")}),
        (ex.union([DATES, HOLIDAYS]), {ex.Dates(LONDON, (1,)), ex.Holidays(LONDON, "FR", None, "both")}),
    ],
    ids=["list", "mapping", "dates", "holidays", "both"],
)
def test_the_dates_to_skip_are_those_of_the_hours_zone(skip, found):
    assert set(skipped_leaves(skip, LONDON)) == found


@pytest.mark.parametrize(
    "skip",
    [
        ex.Weekly(LONDON, (0, HOUR)),
        ex.Not(DATES),
        ex.ALWAYS,
        ex.Dates(LONDON, (1,), ((0, HOUR),)),
        ex.AnyOf((DATES, ex.Weekly(LONDON, (0, HOUR)))),
        ex.AllOf((DATES, HOLIDAYS)),
    ],
    ids=["weekly", "other dates", "always", "part of a date", "a mixture", "an intersection"],
)
def test_only_whole_dates_can_be_skipped(skip):
    with pytest.raises(InputError) as caught:
        skipped_leaves(skip, LONDON)
    assert str(caught.value) == (
        "skip= takes dates, or a calendar of whole dates and public holidays: subtract others with -"
    )


@pytest.mark.parametrize(
    ("spans", "words"),
    [("always", "is no list of spans"), (7, "is no list of spans"), ({(1, 2): 3}, "the name of a span is text")],
)
def test_what_are_no_spans_is_refused(spans, words):
    with pytest.raises(InputError, match=words):
        spans_leaf(spans)
