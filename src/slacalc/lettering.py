"""The words of a drawing: made harmless, shortened, measured, and laid out so that no two of them overlap."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

_WIDTHS = {
    320: "ijlI' ",
    340: ",./\\:;|",
    405: "()[]-!ft",
    500: 'rJ"*`',
    560: "cszL?_",
    640: "abdeghknopquvxyFT0123456789${}",
    725: "ABCEKPRSVXYZ",
    790: "DGHNOQU&",
    840: "w+<>=~#^→",
    1_016: "mMW%@…",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
"""Of a sans serif face with wide letters, in thousandths of its size: a narrower one leaves room."""
_UNKNOWN, _WIDE, BOLD = 1_016, 1_350, 1.2
_MARKS = {"Mn", "Me"}
_GAP = 7


def harmless(text: str) -> str:
    """Return a text without what a reader cannot see or a parser obeys: such characters are written as escapes."""
    shown: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in _MARKS else 0
        if marks > 1:
            continue  # one mark over a letter is writing, a tower of them is not
        visible = letter.isprintable() and (marks == 0 or bool(shown))
        shown.append(letter if visible else letter.encode("unicode_escape").decode("ascii"))
    return "".join(shown)


def short(text: str, longest: int = 32) -> str:
    """Return the harmless beginning of a text of a user's, three dots for the rest."""
    clean = " ".join(harmless(text[: 4 * longest]).split())
    return clean if len(clean) <= longest else f"{clean[: longest - 1].rstrip()}…"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is at most, in pixels."""
    return round(sum(map(_thousandths, text)) * size / 1_000 * (BOLD if bold else 1), 1)


def _thousandths(letter: str) -> int:
    if letter in _WIDTH:
        return _WIDTH[letter]
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _UNKNOWN


def is_plain(text: str) -> bool:
    """Return whether the width of each letter is known."""
    return all(letter in _WIDTH for letter in text)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return as much of a text as there is room for."""
    if width_of(text, size, bold=bold) <= room:
        return text
    while text and width_of(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Return a text in lines for which there is room, broken between words."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [fitted(line, room, size) for line in lines]


@dataclass(frozen=True, slots=True)
class Label:
    """Words that belong to a place on the axis."""

    x: float
    text: str
    rank: int = 5
    """Which of two has the better place: the lower."""
    ink: str = "t"
    """Its class in the drawing."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place: its row, counted from the axis or the bar that it belongs to, and its left end."""

    label: Label
    row: int
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Layout:
    """Labels with their places, and how many found none."""

    placed: tuple[Placed, ...]
    left_out: int

    @property
    def rows(self) -> int:
        """How many rows they take."""
        return 1 + max((each.row for each in self.placed), default=-1)


def laid_out(
    labels: Iterable[Label], left: float, right: float, size: float, *, rows: int = 8, most: int = 90
) -> Layout:
    """Return labels in rows: none overlaps another or runs off an edge, and lines to them cross words only at need."""
    known = list(labels)
    chosen = sorted(known, key=lambda each: each.rank)[:most]
    found = [_filled(sorted(chosen, key=order), (left, right), size, rows) for order in _ORDERS]
    best = min(found, key=lambda placed: (-_weight(placed), _strikes(placed), max([0, *(each.row for each in placed)])))
    return Layout(tuple(best), len(known) - len(best))


def _weight(placed: list[Placed]) -> int:
    # One label of a better rank is worth more than all that may stand below it.
    return sum(100 ** (5 - each.label.rank) for each in placed)


_ORDERS: tuple[Callable[[Label], tuple[float, ...]], ...] = (
    lambda label: (label.rank, -label.x),
    lambda label: (-label.x,),
    lambda label: (label.x,),
)
"""In which order labels may take their places: none is the best for all pictures."""


def _filled(labels: Iterable[Label], ends: tuple[float, float], size: float, rows: int) -> list[Placed]:
    placed: list[Placed] = []
    for label in labels:
        fits = replace(label, text=fitted(label.text, ends[1] - ends[0], size))
        found = _place(fits, placed, ends, size, rows)
        if found is not None:
            placed.append(found)
    return placed


def _strikes(placed: list[Placed]) -> int:
    return sum(_strike(one, other) for one in placed for other in placed)


def _place(label: Label, placed: list[Placed], ends: tuple[float, float], size: float, rows: int) -> Placed | None:
    second = None
    width = width_of(label.text, size)
    for row in range(rows):
        for left in _lefts(label.x, width, ends):
            found = Placed(label, row, left, width)
            if any(_overlap(found, other) for other in placed):
                continue
            if not any(_strike(found, other) or _strike(other, found) for other in placed):
                return found
            second = second or found
    return second


def _lefts(x: float, width: float, ends: tuple[float, float]) -> list[float]:
    # To the right of its place, to the left of it, or as near as an edge allows.
    first, last = ends
    wanted = [round(at, 1) for at in (x + 3, x - 3 - width) if first <= at and at + width <= last]
    return wanted or [round(max(min(x + 3, last - width), first), 1)]


def _overlap(one: Placed, other: Placed) -> bool:
    return one.row == other.row and one.left < other.right + _GAP and other.left < one.right + _GAP


def _strike(one: Placed, other: Placed) -> bool:
    # Whether the line to one passes through the words of the other.
    return one.row > other.row and other.left - 2 <= one.label.x <= other.right + 2
