"""Laws 12 to 17: calendars are sets of instants, and deadlines follow what is added to them or taken away (T3, T8)."""

import operator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc.calendar import Calendar
from slacalc.testing.changes import is_calm
from slacalc.testing.recipes import Spans, Week, Zoned, wall
from slacalc.testing.scenes import dated, spans, weeks
from tests.laws.exact import Exact
from tests.laws.reach import where_reachable
from tests.laws.strategies import questions
from tests.oracle.instants import DAY, DAY_MINUTES, MINUTE, utc

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")

OPERATORS = (operator.or_, operator.and_, operator.sub)
AROUND = 12 * DAY


def same(left, right, at):
    """Return whether two calendars are open at the same instants of some days around one."""
    return Exact(left).windows(at - AROUND, at + AROUND) == Exact(right).windows(at - AROUND, at + AROUND)


# -- law 12 ------------------------------------------------------------------------------------------------------------


@given(questions(asked=1, others=1))
def test_law_12_every_composition_is_true_at_every_instant(question):
    """Law 12, at every instant, changes of the clock included: a calendar is open iff the wall clocks say so."""
    (t,), (other,) = question.instants, question.others
    left, right = question.recipe, other
    assert question.exact.is_open(t) == left.holds(t)
    assert (left.calendar() | right.calendar()).is_open(utc(t)) == (left.holds(t) or right.holds(t))
    assert (left.calendar() & right.calendar()).is_open(utc(t)) == (left.holds(t) and right.holds(t))
    assert (left.calendar() - right.calendar()).is_open(utc(t)) == (left.holds(t) and not right.holds(t))
    assert (~left.calendar()).is_open(utc(t)) != left.holds(t)


@given(questions(asked=1, of=lambda scene: st.one_of(weeks(scene), dated(scene))))
def test_law_12_away_from_gap_and_fold_the_ends_of_windows_may_be_converted(question):
    """Law 12: where no clock changes, windows are the converted ends of the hours, sorted and joined."""
    start = calm_from(question.recipe.zone, question.instants[0] // MINUTE * MINUTE)
    end = start + 4 * DAY
    assert question.exact.windows(start, end) == converted(question.recipe, start, end)


def calm_from(zone, at):
    return next(later for later in range(at, at + 400 * DAY, DAY) if is_calm(zone, later - 2 * DAY, later + 6 * DAY))


def converted(recipe: Zoned, start, end):
    today, passed = wall(start, recipe.zone)
    midnight = start - passed
    found = []
    for step in range(-2, 7):
        for opening, closing in recipe.windows(today + timedelta(days=step)):
            found.append((midnight + step * DAY + opening * MINUTE, midnight + step * DAY + closing * MINUTE))
    return joined((max(a, start), min(b, end)) for a, b in found)


def joined(pairs):
    """Return the union of (start, end) pairs, sorted, each touching or overlapping one joined to the next."""
    found = []
    for start, end in sorted(pair for pair in pairs if pair[0] < pair[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


# -- law 13 ------------------------------------------------------------------------------------------------------------


@given(questions(of=spans), st.randoms(use_true_random=False))
def test_law_13_spans_may_be_split_shuffled_and_repeated(question, random):
    """Law 13: splitting a window at any inner point, order and duplicates of windows change nothing."""
    whole = question.recipe
    pieces = [piece for start, end in whole.spans for piece in split(start, end, random)]
    pieces += random.choices(pieces, k=2)
    random.shuffle(pieces)
    assert Spans(tuple(pieces)).calendar() == whole.calendar()
    assert hash(Spans(tuple(pieces)).calendar()) == hash(whole.calendar())


def split(start, end, random):
    middle = random.randint(start, end)
    return [(start, middle), (middle, end)]


@given(questions(of=lambda scene: weeks(scene, skipping=False)), st.randoms(use_true_random=False))
def test_law_13_hours_may_be_split_shuffled_and_joined(question, random):
    """Law 13: splitting a window of the week, in any order, and joining windows that touch change nothing."""
    whole = question.recipe
    pieces = [
        piece for day, windows in enumerate(whole.hours) for window in windows for piece in cut(day, window, random)
    ]
    random.shuffle(pieces)
    calendar = Calendar.never().in_zone(whole.zone)
    for day, window in pieces:
        hours = tuple((window,) if weekday == day else () for weekday in range(7))
        calendar |= Week(whole.zone, hours).calendar()
    assert calendar == whole.calendar()
    assert same(calendar, whole.calendar(), question.instants[0])


def cut(day, window, random):
    start, end = window
    middle = random.randint(start, end)
    pieces = [(day, (start, middle)), (day, (middle, end))]
    return [next_day(day, piece) for day, piece in pieces if piece[0] < piece[1]]


def next_day(day, window):
    if window[0] < DAY_MINUTES:
        return day, window
    return (day + 1) % 7, (window[0] - DAY_MINUTES, window[1] - DAY_MINUTES)


# -- laws 14 and 15 ----------------------------------------------------------------------------------------------------


@given(questions(asked=2, others=1))
def test_law_14_inclusion_and_exclusion(question):
    """Law 14: M(C1 or C2) + M(C1 and C2) = M(C1) + M(C2); M(not C) = (b-a) - M(C)."""
    (a, b), one, two = question.instants, question.recipe.calendar(), question.others[0].calendar()
    either, both = Exact(one | two).M(a, b), Exact(one & two).M(a, b)
    assert either + both == Exact(one).M(a, b) + Exact(two).M(a, b)
    assert Exact(one - two).M(a, b) == Exact(one).M(a, b) - both
    assert Exact(~one).M(a, b) == (b - a) - Exact(one).M(a, b)


@given(questions(others=2))
def test_law_15_the_algebra_of_sets(question):
    """Law 15: union, intersection are associative, commutative, idempotent, distributive; De Morgan; - is & ~."""
    (t,) = question.instants
    a, b, c = (recipe.calendar() for recipe in (question.recipe, *question.others))
    for one, two in ((operator.or_, operator.and_), (operator.and_, operator.or_)):
        assert one(a, b) == one(b, a)
        assert one(a, a) == a
        assert same(one(one(a, b), c), one(a, one(b, c)), t)
        assert same(one(a, two(b, c)), two(one(a, b), one(a, c)), t)
        assert same(one(a, two(a, b)), a, t)
        assert ~one(a, b) == two(~a, ~b)
    assert ~~a == a
    assert a - b == a & ~b
    assert same((a - b) - c, a - (b | c), t)
    assert same(a & ~a, Calendar.never(), t)
    assert same(a | ~a, Calendar.always(), t)


@given(questions(of=dated, others=1))
def test_law_15_closing_a_date_twice_is_closing_it_once(question):
    """Law 15: closing what is closed, by the week or by a date, changes nothing."""
    (t,), (other,) = question.instants, question.others
    dates, hours = question.recipe.calendar(), other.calendar()
    assert (hours - dates) - dates == hours - dates
    assert same(hours - (dates - hours), hours, t)


# -- laws 16 and 17 ----------------------------------------------------------------------------------------------------


@given(questions(asked=3, sizes=1))
@where_reachable
def test_law_16_a_closed_span_moves_the_deadline_by_the_working_time_that_it_takes(question):
    """Law 16: a closed span of open measure m between a and A(a,d) moves it to A(a, d+m); others move nothing."""
    exact, (a, b, c), (d,) = question.exact, question.instants, question.amounts
    due = exact.A(a, d)
    start, end = (min(max(at, a), due) for at in sorted((b, c)))
    lost = exact.M(start, end)
    closed = Exact(exact.calendar - Calendar.spans([(utc(start), utc(end))]))
    assert closed.A(a, d) == (due if start == end else exact.A(a, d + lost))
    for free in ((due, due + abs(b - c)), (a - abs(b - c), a)):
        assert Exact(exact.calendar - Calendar.spans([tuple(map(utc, free))])).A(a, d) == due


@given(questions(asked=1, sizes=1, others=1))
@where_reachable
def test_law_17_more_opening_time_is_never_later_and_more_closures_are_never_earlier(question):
    """Law 17: adding opening time never makes a deadline later; adding closures never makes it earlier."""
    (a,), (d,), (other,) = question.instants, question.amounts, question.others
    hours, beside = question.recipe.calendar(), other.calendar()
    due = Exact(hours).A(a, d)
    assert Exact(hours | beside).A(a, d) <= due
    assert Exact(hours - beside).A(a, d) >= due
    assert Exact(hours & beside).A(a, d) >= due
