"""The words of a promise (design, sections 4 to 6): what is read, how it is written back, and what is refused."""

import copy
import decimal
import pickle
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Target
from slacalc.errors import InputError

HOUR = 3_600_000_000
EN_DASH = "\N{EN DASH}"


def parts(target):
    return target.unit, target.amount, target.lower, target.kind, target.by


def refusal(text):
    """Return what the refusal says, the word over its caret, and the hint below it."""
    with pytest.raises(InputError) as caught:
        Target.parse(text)
    _, said, caret, hint = str(caught.value).split("\n")
    assert caret.strip(" ").strip("^") == ""
    start = caret.index("^")
    return said.removeprefix("    "), said[start : start + caret.count("^")], start - 4, hint


# what is read --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 working hours", ("hour", 8, None, "working", None)),
        ("90 working minutes", ("minute", 90, None, "working", None)),
        ("4 elapsed hours", ("hour", 4, None, "elapsed", None)),
        ("8 hours", ("hour", 8, None, None, None)),
        ("45 seconds", ("second", 45, None, None, None)),
        ("3 working days", ("day", 3, None, "working", None)),
        ("2 calendar days", ("day", 2, None, "calendar", None)),
        ("3 days", ("day", 3, None, None, None)),
        ("same day", ("same day", 1, None, None, None)),
        ("next working day", ("next working day", 1, None, None, None)),
        ("next working day by 16:00", ("next working day", 1, None, None, 16 * HOUR)),
        ("next working day by 9:30", ("next working day", 1, None, None, 9 * HOUR + HOUR // 2)),
        ("next working day by 24:00", ("next working day", 1, None, None, 24 * HOUR)),
        ("1-2 days", ("day", 2, 1, None, None)),
        ("1-2 weeks", ("week", 2, 1, None, None)),
        ("1 working week", ("week", 1, None, "working", None)),
        ("1 calendar week", ("week", 1, None, "calendar", None)),
        ("1.5 working hours", ("hour", Decimal("1.5"), None, "working", None)),
        ("0.5-1.5 elapsed hours", ("hour", Decimal("1.5"), Decimal("0.5"), "elapsed", None)),
        ("by agreement", ("agreement", 1, None, None, None)),
    ],
)
def test_each_form_of_a_promise_is_read(text, expected):
    assert parts(Target.parse(text)) == expected


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("3 business days", "3 working days"),
        ("next business day by 16:00", "next working day by 16:00"),
        ("8 hrs", "8 hours"),
        ("1 hr", "1 hour"),
        ("90 mins", "90 minutes"),
        ("1 min", "1 minute"),
        ("1 hours", "1 hour"),
        ("2 week", "2 weeks"),
        (f"1{EN_DASH}2 weeks", "1-2 weeks"),
        (f"1 {EN_DASH} 2 days", "1-2 days"),
        ("1 to 2 weeks", "1-2 weeks"),
        ("within 8 working hours", "8 working hours"),
        ("WITHIN 3 Business DAYS", "3 working days"),
        ("Same Day", "same day"),
        ("By Agreement", "by agreement"),
        ("  8   working\thours ", "8 working hours"),
        ("8.0 working hours", "8 working hours"),
        ("1.50 working hours", "1.5 working hours"),
        ("008 hours", "8 hours"),
        ("100 days", "100 days"),
    ],
)
def test_another_way_to_say_it_is_the_same_target(said, plain):
    assert Target.parse(said) == Target.parse(plain)
    assert hash(Target.parse(said)) == hash(Target.parse(plain))
    assert str(Target.parse(said)) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8 hours", "8 working hours"),
        ("8 working hours", "8 elapsed hours"),
        ("2 days", "2 calendar days"),
        ("1 week", "5 working days"),
        ("1-2 days", "2 days"),
        ("next working day", "1 working day"),
        ("next working day", "next working day by 17:00"),
        ("90 minutes", "1.5 hours"),
    ],
)
def test_targets_of_other_words_are_not_equal(one, other):
    assert Target.parse(one) != Target.parse(other)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (Target.working(timedelta(hours=8)), "8 working hours"),
        (Target.working(timedelta(hours=1)), "1 working hour"),
        (Target.working(timedelta(minutes=90)), "90 working minutes"),
        (Target.working(timedelta(days=1)), "24 working hours"),
        (Target.elapsed(timedelta(hours=4)), "4 elapsed hours"),
        (Target.elapsed(timedelta(seconds=90)), "90 elapsed seconds"),
        (Target.elapsed(timedelta(microseconds=1)), "0.000001 elapsed seconds"),
        (Target.agreement(), "by agreement"),
    ],
)
def test_a_target_made_of_an_amount_is_the_one_that_its_words_say(made, text):
    assert str(made) == text
    assert made == Target.parse(text)


@pytest.mark.parametrize(
    ("text", "micros"),
    [
        ("8 working hours", 8 * HOUR),
        ("1.5 hours", 5_400_000_000),
        ("90 minutes", 5_400_000_000),
        ("0.000001 seconds", 1),
        ("1-2 hours", 2 * HOUR),
    ],
)
def test_hours_minutes_and_seconds_are_whole_microseconds(text, micros):
    """T2; the amount of a range is its upper mark (S5)."""
    assert Target.parse(text).micros == micros
    assert type(Target.parse(text).micros) is int


def test_the_lower_mark_of_a_range_is_a_target_of_its_own():
    """S5: a range has two marks."""
    assert Target.parse("1-2 working weeks").lower_mark() == Target.parse("1 working week")
    assert Target.parse("1.5-2 elapsed hours").lower_mark() == Target.parse("1.5 elapsed hours")
    assert Target.parse("2 weeks").lower_mark() is None


# there and back ------------------------------------------------------------------------------------------------------

counts = st.integers(1, 9_999)
fractions = st.decimals("0.01", "9999", places=2)
times = st.integers(1, 24 * 60).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")


@st.composite
def amounts(draw, numbers, kinds, units):
    low, high = sorted([draw(numbers), draw(numbers)])
    number = f"{low:f}-{high:f}" if low < high and draw(st.booleans()) else f"{high:f}"
    return " ".join(filter(None, [number, draw(st.sampled_from(kinds)), draw(st.sampled_from(units))]))


texts = st.one_of(
    amounts(
        st.integers(1, 9_999).map(Decimal) | fractions, ["", "working", "elapsed"], ["hours", "minutes", "seconds"]
    ),
    amounts(counts.map(Decimal), ["", "working", "calendar"], ["day", "days", "week", "weeks"]),
    times.map("next working day by {}".format),
    st.sampled_from(["same day", "next working day", "by agreement"]),
)


@given(texts)
def test_a_target_is_rebuilt_from_its_words_and_from_its_code(text):
    target = Target.parse(text)
    assert Target.parse(str(target)) == target
    assert str(Target.parse(str(target))) == str(target)
    assert eval(repr(target), {"Target": Target}) == target  # noqa: S307
    assert Target.parse(text.upper()) == target


@given(st.integers(1, 10**13), st.sampled_from([Target.working, Target.elapsed]))
def test_every_amount_of_microseconds_can_be_written_and_read_back(micros, make):
    target = make(timedelta(microseconds=micros))
    assert target.micros == micros
    assert Target.parse(str(target)) == target


@given(fractions)
def test_no_amount_is_rounded(number):
    """T2: no float, ever."""
    assert Target.parse(f"{number:f} hours").micros == Fraction(number) * HOUR


def test_a_target_is_a_value():
    target = Target.parse("1-2 weeks")
    for again in (pickle.loads(pickle.dumps(target)), copy.copy(target), copy.deepcopy(target)):  # noqa: S301
        assert again == target
        assert hash(again) == hash(target)
    with pytest.raises(AttributeError):
        target.amount = Decimal(3)


# what is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "at", "nearest"),
    [
        ("3 wroking days", "wroking", 2, "working"),
        ("3 working dyas", "dyas", 10, "days"),
        ("3 WROKING days", "WROKING", 2, "working"),
        ("  3   wroking days", "wroking", 6, "working"),
        (f"1{EN_DASH}2 weaks", "weaks", 4, "weeks"),
        ("1 to 2 huors", "huors", 7, "hours"),
        ("8 elasped hours", "elasped", 2, "elapsed"),
        ("2 calender days", "calender", 2, "calendar"),
        ("8 working minuets", "minuets", 10, "minutes"),
        ("8 secs", "secs", 2, "seconds"),
        ("sane day", "sane", 0, "same"),
        ("nxet working day", "nxet", 0, "next"),
        ("witin 3 days", "witin", 0, "within"),
    ],
)
def test_a_caret_stands_under_the_wrong_word_and_the_nearest_right_one_is_offered(text, word, at, nearest):
    said, pointed, start, hint = refusal(text)
    assert said == text
    assert (pointed, start) == (word, at)
    assert hint.startswith(f"did you mean {nearest!r}?")


@pytest.mark.parametrize(
    ("text", "word", "at"),
    [
        ("3 days please", "please", 7),
        ("3 working days days", "days", 15),
        ("same day by noon", "by", 9),
        ("by agreement 3 days", "3", 13),
        ("next working day at 16:00", "at", 17),
        ("next working day by 25:00", "25:00", 20),
        ("next working day by noon", "noon", 20),
        ("3 elapsed days", "days", 10),
        ("3 calendar hours", "hours", 11),
        ("1-2-3 days", "-", 3),
        ("1 to to 2 days", "to", 5),
        ("-1 days", "-", 0),
        ("eight hours", "eight", 0),
        ("1,5 hours", ",", 1),
        (".5 hours", ".", 0),
        ("1e3 hours", "e", 1),
        ("aim: 1 hour", "aim", 0),
        ("usually within 2 days", "usually", 0),
    ],
)
def test_a_caret_stands_under_the_word_that_does_not_belong(text, word, at):
    said, pointed, start, _ = refusal(text)
    assert said == text
    assert (pointed, start) == (word, at)


@pytest.mark.parametrize(("text", "at"), [("", 0), ("8", 1), ("8 working", 9), ("1-", 2), ("within", 6)])
def test_a_caret_stands_after_the_end_where_a_word_is_missing(text, at):
    _, pointed, start, _ = refusal(text)
    assert (pointed, start) == ("", at)


@pytest.mark.parametrize(
    "text",
    ["\u0663 days", "\N{VULGAR FRACTION ONE HALF} day", "\N{FULLWIDTH DIGIT THREE} days", "\N{SUPERSCRIPT TWO} days"],
)
def test_numbers_are_written_with_the_digits_0_to_9(text):
    _, pointed, start, _ = refusal(text)
    assert (pointed, start) == (text[0], 0)


@pytest.mark.parametrize("text", ["P1M", "PT8H", "8h", "8d", "1 month", "1 fortnight", "24:00", "tomorrow", "asap"])
def test_what_is_no_promise_is_refused_and_examples_are_given(text):
    """Section 8: nothing is guessed, and the message says what to type."""
    *_, hint = refusal(text)
    assert "Write for instance '8 working hours'" in hint


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("0 working hours", "above zero"),
        ("0 days", "above zero"),
        ("0.0 hours", "above zero"),
        ("0-2 days", "above zero"),
        ("2-1 days", "from the smaller to the larger"),
        ("1-1 weeks", "from the smaller to the larger"),
        ("1.5 days", "a part of a day"),
        ("0.5 working weeks", "a part of a week"),
        ("1.5-2 days", "a part of a day"),
        ("0.0000001 seconds", "finer than a microsecond"),
        ("150000 days", "longer than 400 years"),
        ("3600000 hours", "longer than 400 years"),
        ("9" * 190 + " hours", "longer than 400 years"),
    ],
)
def test_an_amount_without_a_meaning_is_refused_with_the_reason(text, because):
    """Section 4: zero, negative and fractional days are refused, fractional hours are not; T10: 400 years at most."""
    *_, hint = refusal(text)
    assert because in hint


def test_a_text_longer_than_any_promise_is_refused_before_it_is_read():
    assert Target.parse("8 hours" + " " * 193) == Target.parse("8 hours")
    with pytest.raises(InputError, match="201 characters is too long"):
        Target.parse("8 hours" + " " * 194)


@pytest.mark.parametrize("value", [None, 8, 8.0, True, b"8 hours", timedelta(hours=8), ["8 hours"]])
def test_only_text_is_parsed(value):
    with pytest.raises(InputError, match="write text, for instance '8 working hours'"):
        Target.parse(value)


@pytest.mark.parametrize("make", [Target.working, Target.elapsed])
@pytest.mark.parametrize("amount", [timedelta(0), timedelta(hours=-1), timedelta(days=401 * 366), 8, "8h", None])
def test_an_amount_of_time_is_a_timedelta_above_zero_and_up_to_400_years(make, amount):
    with pytest.raises(InputError, match="write a timedelta"):
        make(amount)


@pytest.mark.parametrize("digits", [1, 2, 50])
def test_the_precision_of_decimals_in_the_callers_code_does_not_matter(digits):
    with decimal.localcontext(decimal.Context(prec=digits)):
        assert Target.parse("8 working hours").micros == 8 * 3_600_000_000
        assert str(Target.parse("12.75 hours")) == "12.75 hours"
    with pytest.raises(InputError, match="finer than a microsecond"):
        Target.parse("1." + "0" * 34 + "1 hours")


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("same dey", "dey", "did you mean 'day'?"),
        ("next working dya", "dya", "did you mean 'day'?"),
        ("next wrking day", "wrking", "did you mean 'working'?"),
        ("by agrement", "agrement", "did you mean 'agreement'?"),
        ("8 buisness hours", "buisness", "did you mean 'business'?"),
        ("0 working hours", "0", "amounts are above zero"),
        ("1.5 days", "1.5", "a part of a day has no one meaning"),
        ("2-1 days", "2", "from the smaller to the larger"),
        ("150000 days", "150000", "longer than 400 years"),
        ("30000 weeks", "30000", "longer than 400 years"),
        ("3\nwroking days", "wroking", "did you mean 'working'?"),
    ],
)
def test_the_caret_stands_under_the_word_that_is_wrong(text, word, said):
    with pytest.raises(InputError) as caught:
        Target.parse(text)
    _, shown, caret, hint = str(caught.value).splitlines()
    assert shown[caret.index("^") : caret.rindex("^") + 1] == word
    assert said in hint


@pytest.mark.parametrize(
    "made",
    [
        lambda: Target("x"),
        lambda: Target("hour", Fraction(-1)),
        lambda: Target("hour", 1.5),
        lambda: Target("hour", "3"),
        lambda: Target("hour", None),
        lambda: Target("day", Fraction(2), Fraction(0)),
        lambda: Target("hour", kind="calendar"),
        lambda: Target("same day", kind="working"),
        lambda: Target("next working day", by="16:00"),
        lambda: Target("hour", by=5),
        lambda: Target("next working day", by=-1),
        lambda: Target("next working day", by=10**12),
        lambda: Target("hour", Fraction(2), Fraction(2)),
        lambda: Target("hour", Fraction(2), Fraction(3)),
        lambda: Target("same day", Fraction(3), Fraction(1)),
        lambda: Target("hour", Fraction(1, 3)),
        lambda: Target("second", Fraction(1, 7)),
        lambda: Target("day", Fraction(1, 2)),
        lambda: Target("hour", Fraction(10**9)),
        lambda: Target("hour", Fraction(10**5_000)),
        lambda: Target([]),
        lambda: Target("hour", kind=[]),
    ],
)
def test_what_no_words_can_say_is_no_target(made):
    with pytest.raises(InputError, match=r"write Target\.parse"):
        made()


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\u200b", "\ud800"])
@pytest.mark.parametrize(
    ("text", "word"), [("{} 3 working days", "{}"), ("3 wroking {} days", "wroking"), ("3{} days", "{}")]
)
def test_what_no_terminal_should_be_sent_is_escaped_and_the_caret_keeps_its_word(sign, text, word):
    with pytest.raises(InputError) as caught:
        Target.parse(text.format(sign))
    _, line, caret, _ = str(caught.value).splitlines()
    assert line.isprintable()
    assert line[caret.index("^") : caret.rindex("^") + 1] == word.format(ascii(sign)[1:-1])
