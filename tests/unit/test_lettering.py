"""Words of a drawing: harmless, short, measured, and none over another."""

from itertools import pairwise

import pytest

from slacalc.lettering import Label, fitted, harmless, is_plain, laid_out, short, width_of, wrapped

SIZE = 10


# one text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grüße, 日本", "Grüße, 日本"),
        ("a\tb\x00", "a\\tb\\x00"),
        ("\u202eabc", "\\u202eabc"),
        ("e\u0301", "e\u0301"),
        ("e\u0301\u0301\u0301", "e\u0301"),
        ("\u0301e", "\\u0301e"),
    ],
)
def test_what_cannot_be_seen_is_written_as_an_escape(text, expected):
    """A letter carries one mark; a mark has a letter to stand over."""
    assert harmless(text) == expected


def test_a_long_text_is_cut_with_three_dots():
    assert short("a b", 3) == "a b"
    assert short("a  b \n c") == "a b \\n c"
    assert short("abcdef", 6) == "abcdef"
    assert short("abcdefg", 6) == "abcde…"
    assert short("abcd efg", 6) == "abcd…"


def test_widths_are_those_of_a_wide_face():
    assert width_of("", SIZE) == 0
    assert width_of("il", SIZE) == 6.4
    assert width_of("M", SIZE) == 10.2
    assert width_of("日", SIZE) == 13.5
    assert width_of("é", SIZE) == 10.2
    assert width_of("MM", SIZE, bold=True) == 24.4
    assert is_plain("due Mon 18 May 13:00")
    assert not is_plain("é")


def test_as_much_of_a_text_is_kept_as_there_is_room_for():
    assert fitted("mmmm", width_of("mmmm", SIZE), SIZE) == "mmmm"
    assert fitted("mmmm", width_of("mmmm", SIZE) - 0.1, SIZE) == "mm…"
    assert fitted("mm mm", width_of("mm m", SIZE), SIZE) == "mm…"
    assert fitted("mmmm", 1, SIZE) == "…"
    assert fitted("mmmm", width_of("mmmm", SIZE), SIZE, bold=True) == "mm…"


def test_a_text_is_broken_between_words():
    room = width_of("mmm mmm", SIZE)
    assert wrapped("mmm mmm mmm", room, SIZE) == ["mmm mmm", "mmm"]
    assert wrapped("mmm mmmmmmmmmm m", room, SIZE) == ["mmm", "mmmmm…", "m"]
    assert wrapped("", room, SIZE) == [""]


# many labels ---------------------------------------------------------------------------------------------------------


def overlaps(layout):
    rows = {}
    for each in layout.placed:
        rows.setdefault(each.row, []).append((each.left, each.right))
    return [(one, other) for row in rows.values() for one, other in pairwise(sorted(row)) if one[1] > other[0]]


def test_a_label_stands_to_the_right_of_its_place_or_to_the_left_at_the_edge():
    (placed,) = laid_out([Label(50, "mm")], 0, 100, SIZE).placed
    assert (placed.row, placed.left, placed.width, placed.right) == (0, 53, 20.3, 73.3)
    (placed,) = laid_out([Label(95, "mm")], 0, 100, SIZE).placed
    assert placed.right == 92
    (placed,) = laid_out([Label(10, "mmmmmmmmm")], 0, 94, SIZE).placed
    assert (placed.left, placed.right) == (pytest.approx(2.6), 94)
    (placed,) = laid_out([Label(10, "m" * 20)], 0, 94, SIZE).placed
    assert placed.label.text == "mmmmmmmm…"


def test_labels_of_one_place_stand_in_rows_and_the_better_rank_is_never_left_out():
    labels = [Label(50, f"label {number}", number) for number in (5, 3, 0, 1, 2)]
    layout = laid_out(labels, 0, 200, SIZE, rows=3)
    assert overlaps(layout) == []
    assert layout.rows == 3
    assert layout.left_out == 5 - len(layout.placed)
    layout = laid_out([Label(50, "m" * 15, rank) for rank in (2, 1, 0)], 0, 170, SIZE, rows=1)
    assert [each.label.rank for each in layout.placed] == [0]
    assert layout.left_out == 2


def test_a_line_to_a_label_crosses_another_only_where_there_is_no_other_room():
    layout = laid_out([Label(10, "m" * 8), Label(40, "m" * 8)], 0, 200, SIZE)
    assert overlaps(layout) == []
    low = {each.label.x: each.row for each in layout.placed}
    assert low[10] > low[40]  # its line passes to the left of the other's words
    layout = laid_out([Label(50, "m" * 9), Label(51, "m" * 9), Label(49, "m" * 9)], 0, 95, SIZE, rows=3)
    assert (layout.left_out, layout.rows) == (0, 3)


def test_of_too_many_labels_those_of_the_better_rank_are_chosen():
    layout = laid_out([Label(10 * number, "m", number % 2) for number in range(60)], 0, 600, SIZE, most=30)
    assert {each.label.rank for each in layout.placed} == {0}
    assert (len(layout.placed), layout.left_out) == (30, 30)


def test_no_labels_take_no_row():
    layout = laid_out([], 0, 100, SIZE)
    assert (layout.placed, layout.left_out, layout.rows) == ((), 0, 0)
