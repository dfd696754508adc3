"""Laws 1 to 11: what working time is, and how adding and subtracting it hang together (T1-T3, T5)."""

from functools import partial

import pytest
from hypothesis import given

from slacalc.calendar import Calendar, expression_of
from slacalc.reach import most_open
from slacalc.testing.scenes import recipes
from tests.laws.exact import Exact
from tests.laws.reach import where_reachable
from tests.laws.strategies import questions
from tests.oracle.instants import MINUTE, SECOND

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")


@given(questions(asked=3))
def test_law_1_working_time_is_additive_for_instants_in_any_order(question):
    """Law 1: M(a,b) + M(b,c) = M(a,c) for any order of a, b, c."""
    exact, (a, b, c) = question.exact, question.instants
    assert exact.M(a, b) + exact.M(b, c) == exact.M(a, c)


@given(questions(asked=2))
def test_no_working_time_is_more_than_the_bound_by_which_too_much_is_refused(question):
    """What a calendar is thought to be able to hold at most is never less than what it holds (T10)."""
    exact, (a, b) = question.exact, sorted(question.instants)
    most = most_open(expression_of(exact.calendar), a, b)
    assert exact.M(a, b) <= most
    for enough in (0, 1, most - 1, most, most + 1, exact.M(a, b)):
        assert (most_open(expression_of(exact.calendar), a, b, enough) >= enough) is (most >= enough)


@given(questions(asked=2))
def test_law_2_working_time_is_antisymmetric(question):
    """Law 2: M(a,b) = -M(b,a); M(a,a) = 0."""
    exact, (a, b) = question.exact, question.instants
    assert exact.M(a, b) == -exact.M(b, a)
    assert exact.M(a, a) == 0


@given(questions(asked=2))
def test_law_3_working_time_is_never_more_than_the_time_that_passed(question):
    """Law 3: 0 <= M(a,b) <= b - a for a <= b, in elapsed time, with equality on the right for 24x7."""
    exact, (a, b) = question.exact, sorted(question.instants)
    assert 0 <= exact.M(a, b) <= b - a
    assert Exact(Calendar.always()).M(a, b) == b - a
    assert Exact(exact.calendar | ~exact.calendar).M(a, b) == b - a


@given(questions(asked=1, sizes=1))
@where_reachable
def test_law_4_what_was_added_or_subtracted_is_the_working_time_between(question):
    """Law 4: M(a, A(a,d)) = d and M(S(b,d), b) = d for every reachable d >= 0; no earlier or later instant does."""
    exact, (a,), (d,) = question.exact, question.instants, question.amounts
    due, start = exact.A(a, d), exact.S(a, d)
    assert exact.M(a, due) == d
    assert exact.M(start, a) == d
    assert d == 0 or exact.M(a, due - 1) == d - 1 == exact.M(start + 1, a)


@given(questions(asked=2, sizes=2))
@where_reachable
def test_law_5_amounts_may_be_added_one_after_the_other(question):
    """Law 5: A(A(a,d1), d2) = A(a, d1+d2); the same for S."""
    exact, (a, b), (d1, d2) = question.exact, question.instants, question.amounts
    to_an_edge = abs(exact.M(a, b))
    for size in (d1, to_an_edge):
        assert exact.A(exact.A(a, size), d2) == exact.A(a, size + d2)
        assert exact.S(exact.S(a, size), d2) == exact.S(a, size + d2)


@given(questions(asked=2, sizes=1))
@where_reachable
def test_law_6_there_and_back_again(question):
    """Law 6: S(A(a,d), d) >= a, with equality if a is open; A(S(b,d), d) <= b, with equality if b - 1 is open."""
    exact, (a, b), (d,) = question.exact, question.instants, question.amounts
    for size in (d, abs(exact.M(a, b))):
        back, forth = exact.S(exact.A(a, size), size), exact.A(exact.S(b, size), size)
        assert back >= a
        assert forth <= b
        assert back == a or not exact.is_open(a)
        assert forth == b or not exact.is_open(b - 1)


@given(questions(asked=2, sizes=2))
@where_reachable
def test_law_7_later_and_longer_never_end_earlier(question):
    """Law 7: A is weakly monotone in a and strictly monotone in d (d > 0); S likewise."""
    exact = question.exact
    a, b = sorted(question.instants)
    d1, d2 = sorted(question.amounts)
    assert exact.A(a, d2) <= exact.A(b, d2)
    assert exact.S(a, d2) <= exact.S(b, d2)
    for shorter, longer in ((d1, d2), (d2, d2 + 1)):
        assert exact.A(a, shorter) < exact.A(a, longer) or shorter == longer
        assert exact.S(a, shorter) > exact.S(a, longer) or shorter == longer


@given(questions(asked=1, sizes=1))
@where_reachable
def test_law_8_nothing_moves_nothing_and_a_negative_amount_runs_the_other_way(question):
    """Law 8: A(a,0) = a = S(a,0); A(a,-d) = S(a,d)."""
    exact, (a,), (d,) = question.exact, question.instants, question.amounts
    assert exact.A(a, 0) == a == exact.S(a, 0)
    assert exact.A(a, -d) == exact.S(a, d)
    assert exact.S(a, -d) == exact.A(a, d)


@given(questions(asked=1, sizes=1))
@where_reachable
def test_law_9_waiting_for_the_opening_costs_no_working_time(question):
    """Law 9: A(N(a), d) = A(a, d) for d > 0; N(N(a)) = N(a); M(a, N(a)) = 0; and N(a) is open."""
    exact, (a,), (d,) = question.exact, question.instants, question.amounts
    opening = exact.N(a)
    assert exact.A(opening, d + 1) == exact.A(a, d + 1)
    assert exact.N(opening) == opening
    assert exact.M(a, opening) == 0
    assert exact.is_open(opening)


@given(questions(asked=2))
def test_law_10_open_is_where_working_time_passes_and_a_closing_is_closed(question):
    """Law 10: is_open(t) if and only if M(t, t+e) = e for the smallest e, one microsecond; windows are half-open."""
    exact, (t, end) = question.exact, question.instants
    assert exact.M(t, t + 1) == exact.is_open(t) == question.recipe.holds(t)
    for opening, closing in exact.windows(min(t, end), max(t, end)):
        assert question.recipe.holds(opening)
        assert question.recipe.holds(closing - 1)
        assert closing == max(t, end) or not question.recipe.holds(closing)
        assert opening == min(t, end) or not question.recipe.holds(opening - 1)


@given(questions(asked=1, of=partial(recipes, unit=SECOND)))
def test_law_11_working_time_is_the_sum_of_the_open_seconds(question):
    """Law 11: M(a,b) is the integral of is_open: stepping by one second of the wall clock gives the same total."""
    middle = question.instants[0] // SECOND * SECOND
    a, b = middle - 10 * MINUTE, middle + 10 * MINUTE
    seconds = sum(question.recipe.holds(at) for at in range(a, b, SECOND))
    assert question.exact.M(a, b) == seconds * SECOND
