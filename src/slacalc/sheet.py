"""The paper and the pens of a drawing: shapes as SVG in three layers, in colours for light and for dark."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from slacalc.lettering import Placed, is_plain, width_of
from slacalc.ruler import SIZE, Scale

Pixels = tuple[float, float]
ROW = 16
"""From one row of labels to the next."""
_APART, _LEAST = 2.0, 0.8  # gaps narrower than the first are not seen, and what is there is seen that wide
_HATCH = 6

_INKS: tuple[tuple[str, str, str], ...] = (
    ("paper", "fill:#ffffff;stroke:#d0d7de", "fill:#0d1117;stroke:#30363d"),
    ("back", "fill:#ffffff", "fill:#0d1117"),
    ("t", "fill:#1f2328", "fill:#e6edf3"),
    ("q", "fill:#57606a", "fill:#9da7b1"),
    ("warn", "fill:#b3261e", "fill:#ff8a80"),
    ("risk", "fill:#7a4d00", "fill:#f0b849"),
    ("good", "fill:#116329", "fill:#56d364"),
    ("grid", "stroke:#e1e5ea", "stroke:#262c34"),
    ("small", "stroke:#8c959f", "stroke:#6e7681"),
    ("closed", "fill:#f6f8fa;stroke:#d8dee4", "fill:#12171e;stroke:#30363d"),
    ("named", "fill:none;stroke:#8c959f;stroke-dasharray:2 2", "fill:none;stroke:#6e7681;stroke-dasharray:2 2"),
    ("open", "fill:#c3dcf3", "fill:#1f4468"),
    ("cover", "fill:#e2d3f5", "fill:#4a3470"),
    ("coverline", "stroke:#7d4fc4", "stroke:#b491ec"),
    ("used", "fill:#1f6fb2", "fill:#79b8ff"),
    ("past", "fill:#8c959f", "fill:#8b949e"),
    ("pause", "fill:#fff1cc", "fill:#3a2f12"),
    ("pauseline", "stroke:#9a6700", "stroke:#d8a432"),
    ("late", "fill:#d1453b", "fill:#d1453b"),
    ("lateline", "stroke:#ffffff", "stroke:#2a0a08"),
    ("cross", "stroke:#b3261e;stroke-width:2.5", "stroke:#ff8a80;stroke-width:2.5"),
    ("overdue", "stroke:#b3261e", "stroke:#ff8a80"),
    ("event", "stroke:#57606a;stroke-dasharray:3 3", "stroke:#9da7b1;stroke-dasharray:3 3"),
    ("now", "stroke:#1f2328;stroke-width:2", "stroke:#e6edf3;stroke-width:2"),
    ("lead", "stroke:#8c959f", "stroke:#6e7681"),
    ("due", "fill:#1f2328;stroke:#ffffff", "fill:#e6edf3;stroke:#0d1117"),
    ("duelate", "fill:#b3261e;stroke:#ffffff", "fill:#ff8a80;stroke:#0d1117"),
    ("sign", "fill:#ffffff;stroke:#1f2328;stroke-width:1.5", "fill:#0d1117;stroke:#e6edf3;stroke-width:1.5"),
    ("signrisk", "fill:#ffd966;stroke:#7a4d00;stroke-width:1.5", "fill:#7a5200;stroke:#f0b849;stroke-width:1.5"),
    ("tickgood", "fill:none;stroke:#116329;stroke-width:2", "fill:none;stroke:#56d364;stroke-width:2"),
)
_FACE = "font-family:'DejaVu Sans','Segoe UI',system-ui,Helvetica,Arial,sans-serif"
_MINIMAL = {"0": "0", "-0": "0"}


def style() -> str:
    """Return the style sheet: every class begins with the name of the project, so that pages stay as they are."""
    light, dark = ("".join(f".slacalc-{ink[0]}{{{ink[shade]}}}" for ink in _INKS) for shade in (1, 2))
    words = f".slacalc-drawing text{{{_FACE};font-size:{SIZE}px}}.slacalc-drawing .slacalc-h{{font-weight:bold}}"
    return f"<style>{words}{light}@media (prefers-color-scheme:dark){{{dark}}}</style>"


def number(value: float) -> str:
    """Return a number of pixels, rounded to tenths."""
    text = f"{value:.1f}".removesuffix(".0")
    return _MINIMAL.get(text, text)


class Sheet:
    """What is drawn, in three layers: bars, the lines over them, and the words with their signs over all."""

    def __init__(self) -> None:
        self.bars: list[str] = []
        self.lines: list[str] = []
        self.words: list[str] = []

    def path(self, ink: str, d: str, layer: list[str]) -> None:
        """Draw a path, if there is any."""
        if d:
            layer.append(f'<path class="slacalc-{ink}" d="{d}"/>')

    def back(self, x: float, y: float, width: float) -> None:
        """Put paper under words, so that no line runs through them."""
        place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{ROW - 1}"'
        self.words.append(f'<rect class="slacalc-back" {place}/>')

    def text(self, x: float, y: float, words: str, ink: str = "t", *, bold: bool = False, size: int = SIZE) -> None:
        """Write words; those in letters of unknown width are given the room that was reckoned for them."""
        kind = f"slacalc-{ink} slacalc-h" if bold else f"slacalc-{ink}"
        width = width_of(words, size, bold=bold)
        forced = "" if is_plain(words) else f' textLength="{number(width)}" lengthAdjust="spacingAndGlyphs"'
        large = "" if size == SIZE else f' style="font-size:{size}px"'
        self.words.append(f'<text class="{kind}" x="{number(x)}" y="{number(y)}"{large}{forced}>{escape(words)}</text>')

    def labels(self, placed: Iterable[Placed], base: float, *, upward: bool = False) -> None:
        """Write labels in their rows below a bar, or above the axis, each on paper of its own and with its line."""
        words = [(each, base - ROW * (each.row + 1) if upward else base + ROW * each.row) for each in placed]
        for each, top in words:
            ends = (top + ROW - 2, base) if upward else (base - 3, top + 4 if each.row == 0 else top + 12)
            if not upward or each.row:
                self.path("lead", f"M{number(each.label.x)} {number(ends[0])}V{number(ends[1])}", self.lines)
            self.back(each.left - 1, top + 1, each.width + 2)
        for each, top in words:
            self.text(each.left, top + ROW - 4, each.label.text, each.label.ink)


# shapes --------------------------------------------------------------------------------------------------------------


def seen(scale: Scale, spans: Iterable[tuple[int, int]], apart: float = _APART, least: float = _LEAST) -> list[Pixels]:
    """Return stretches of time as stretches of pixels: no gap and nothing between gaps is too narrow to be seen."""
    found: list[Pixels] = []
    for start, end in spans:
        if end <= scale.start or start >= scale.end:
            continue
        left, right = scale.x(start), scale.x(end)
        if right - left < least:
            left = min(left, scale.right - least)
            right = left + least
        if found and left - found[-1][1] < apart:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found


def boxes(spans: Iterable[Pixels], top: float, height: float) -> str:
    """Return rectangles of one height side by side."""
    return "".join(
        f"M{number(left)} {number(top)}h{number(right - left)}v{number(height)}h{number(left - right)}z"
        for left, right in spans
    )


def hatching(spans: Iterable[Pixels], top: float, height: float, *, falling: bool = False) -> str:
    """Return slanting lines within rectangles; falling ones tell two hatchings apart without colour."""
    return "".join(_slants(spans, top, height, falling))


def _slants(spans: Iterable[Pixels], top: float, height: float, falling: bool) -> Iterator[str]:  # noqa: FBT001
    for left, right in spans:
        foot = (left - height) // _HATCH * _HATCH
        while foot < right:
            first, last = max(foot, left), min(foot + height, right)
            if first < last:
                ends = [top + height - (at - foot) for at in (first, last)]
                low, high = (2 * top + height - end for end in ends) if falling else ends
                yield f"M{number(first)} {number(low)}L{number(last)} {number(high)}"
            foot += _HATCH


def stripes(spans: Iterable[Pixels], top: float, height: float) -> str:
    """Return upright lines within rectangles."""
    return "".join(
        f"M{number(at)} {number(top)}v{number(height)}"
        for left, right in spans
        for at in _steps(left + 1.5, right - 0.5, 5)
    )


def _steps(first: float, last: float, step: float) -> Iterator[float]:
    while first <= last:
        yield first
        first += step


def sign(kind: str, x: float, middle: float) -> str:
    """Return the outline of a sign around a point: its shape says what it is, its colour only helps."""
    points: dict[str, Sequence[tuple[float, float]]] = {
        "diamond": ((0, -6), (5, 6), (-5, 6), (-5, -6)),
        "square": ((-5, -5), (10, 0), (0, 10), (-10, 0)),
        "flag": ((-1.5, 8), (0, -10), (-4.5, -6), (12, 0), (-4.5, 6), (0, 10)),
        "start": ((-3, -6), (8, 6), (-8, 6)),
        "due": ((-1.5, 13), (0, -19), (-4.5, -9), (12, 0), (-4.5, 9), (0, 19)),
    }
    if kind == "circle":
        return f"M{number(x - 5)} {number(middle)}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"
    if kind == "tick":
        return f"M{number(x - 4)} {number(middle)}l3 3.5l6 -7.5"
    if kind == "cross":
        return f"M{number(x - 5)} {number(middle - 5)}l10 10m0 -10l-10 10"
    (first, top), *rest = points[kind]
    steps = "".join(f"l{number(across)} {number(down)}" for across, down in rest)
    return f"M{number(x + first)} {number(middle + top)}{steps}z"
