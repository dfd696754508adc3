"""The paper and the pens of a drawing: shapes as the paths of SVG."""

import re

import pytest

from slacalc.lettering import Label, Placed
from slacalc.ruler import Scale
from slacalc.sheet import Sheet, boxes, hatching, number, seen, sign, stripes, style

SCALE = Scale(0, 1_000, 0, 100, "UTC")
SIGNS = ("diamond", "square", "flag", "start", "due", "circle", "tick", "cross")


@pytest.mark.parametrize(("value", "text"), [(3, "3"), (3.14, "3.1"), (0.04, "0"), (-0.04, "0"), (-2.5, "-2.5")])
def test_a_number_is_rounded_to_tenths(value, text):
    assert number(value) == text


def test_each_class_has_an_ink_for_light_and_one_for_dark_under_the_name_of_the_project():
    said = style()
    light, dark = (re.findall(r"\.slacalc-(\w+)\{", part) for part in said.split("@media (prefers-color-scheme:dark)"))
    assert {"paper", "due", "late"} <= {*dark}
    assert light == ["h", *dark]


# words ---------------------------------------------------------------------------------------------------------------


def test_words_are_escaped_and_those_of_unknown_width_get_the_room_that_was_reckoned():
    sheet = Sheet()
    sheet.text(1, 2, "a < b & c", "warn")
    sheet.text(1, 2, "é", bold=True, size=15)
    plain, forced = sheet.words
    assert plain == '<text class="slacalc-warn" x="1" y="2">a &lt; b &amp; c</text>'
    assert 'class="slacalc-t slacalc-h"' in forced
    assert 'style="font-size:15px" textLength="18.3" lengthAdjust="spacingAndGlyphs"' in forced


def test_an_empty_path_is_not_drawn():
    sheet = Sheet()
    sheet.path("due", "", sheet.bars)
    sheet.path("due", "M0 0", sheet.bars)
    assert sheet.bars == ['<path class="slacalc-due" d="M0 0"/>']


def test_labels_have_paper_under_them_and_a_line_to_their_place():
    sheet = Sheet()
    sheet.labels([Placed(Label(10, "one"), 0, 13, 20), Placed(Label(10, "two"), 1, 13, 20)], 100)
    assert [line.partition(' d="')[2] for line in sheet.lines] == ['M10 97V104"/>', 'M10 97V128"/>']
    assert [part.split()[0] for part in sheet.words] == ["<rect", "<rect", "<text", "<text"]
    above = Sheet()
    above.labels([Placed(Label(10, "one"), 0, 13, 20), Placed(Label(10, "two"), 1, 13, 20)], 100, upward=True)
    assert [line.partition(' d="')[2] for line in above.lines] == ['M10 82V100"/>']


# shapes --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(100, 200), (300, 400)], [(10, 20), (30, 40)]),
        ([(100, 200), (210, 400)], [(10, 40)]),
        ([(100, 400), (410, 420), (415, 430)], [(10, 43)]),
        ([(-50, 0), (1_000, 1_100)], []),
        ([(-50, 100), (900, 1_100)], [(0, 10), (90, 100)]),
        ([(500, 501)], [(50.1 - 0.1, 50.8)]),
        ([(999, 1_000)], [(pytest.approx(99.2), 100)]),
    ],
)
def test_stretches_of_time_are_seen_unless_they_lie_outside(spans, expected):
    assert [(pytest.approx(left), pytest.approx(right)) for left, right in seen(SCALE, spans)] == expected


def test_boxes_stand_side_by_side():
    assert boxes([(1, 3), (5, 6)], 10, 4) == "M1 10h2v4h-2zM5 10h1v4h-1z"
    assert boxes([], 10, 4) == ""


def test_hatching_stays_within_its_box_and_falls_the_other_way():
    def ends(path):
        return [tuple(map(float, point.split())) for line in path.split("M")[1:] for point in line.split("L")]

    rising, falling = ends(hatching([(2, 20)], 10, 8)), ends(hatching([(2, 20)], 10, 8, falling=True))
    for x, y in rising + falling:
        assert 2 <= x <= 20
        assert 10 <= y <= 18
    assert [(x, 28 - y) for x, y in rising] == falling
    assert all(one[1] > other[1] for one, other in zip(rising[::2], rising[1::2], strict=True))
    assert hatching([(0, 1)], 0, 6) == "M0 6L1 5"
    assert hatching([(6, 6)], 0, 6) == ""


def test_stripes_are_upright_and_five_pixels_apart():
    assert stripes([(0, 11)], 2, 8) == "M1.5 2v8M6.5 2v8"
    assert stripes([(0, 1.9)], 2, 8) == ""


def test_each_sign_has_a_shape_of_its_own():
    shapes = {kind: sign(kind, 50, 20) for kind in SIGNS}
    assert len({*shapes.values()}) == len(SIGNS)
    assert shapes["square"] == "M45 15l10 0l0 10l-10 0z"
    assert shapes["cross"] == "M45 15l10 10m0 -10l-10 10"
    with pytest.raises(KeyError, match="star"):
        sign("star", 50, 20)
