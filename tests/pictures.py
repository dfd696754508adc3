"""A drawing read back: its words with the room that they take, and its shapes by their class."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from slacalc.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
SIZE = 12
BOX = re.compile(r"M(-?[\d.]+) (-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)h")
LINE = re.compile(r"M(-?[\d.]+) (-?[\d.]+)V(-?[\d.]+)")


@dataclass(frozen=True)
class Word:
    """Words on the paper; ``right`` is where they end at most."""

    text: str
    left: float
    right: float
    base: float


class Picture:
    """An SVG text as its elements; what is not well-formed is an error."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)  # noqa: S314 (what was drawn a moment ago)
        _, _, self.width, self.height = map(float, self.root.attrib["viewBox"].split())

    @property
    def words(self) -> list[Word]:
        return [self._word(each) for each in self.root.iter(f"{SVG}text")]

    @staticmethod
    def _word(element: ET.Element) -> Word:
        text, left = element.text or "", float(element.attrib["x"])
        size = float((re.findall(r"font-size:(\d+)px", element.get("style", "")) or [SIZE])[0])
        width = width_of(text, size, bold="slacalc-h" in element.attrib["class"].split())
        return Word(text, left, left + float(element.get("textLength", width)), float(element.attrib["y"]))

    @property
    def texts(self) -> list[str]:
        return [each.text for each in self.words]

    def shapes(self, ink: str) -> list[str]:
        """Return the outlines of one class, in order."""
        return [each.attrib["d"] for each in self.root.iter(f"{SVG}path") if each.get("class") == f"slacalc-{ink}"]

    def boxes(self, ink: str) -> list[tuple[float, float]]:
        """Return the left and right ends of the rectangles of one class, the legend apart."""
        found = [(float(x), float(x) + float(w)) for d in self.shapes(ink) for x, _, w, _ in BOX.findall(d)]
        return [box for box in found if abs(box[1] - box[0] - 18) > 0.01]

    def lines(self, ink: str) -> list[float]:
        """Return where the upright lines of one class stand."""
        return [float(x) for d in self.shapes(ink) for x, _, _ in LINE.findall(d)]

    def overlaps(self) -> Iterator[tuple[str, str]]:
        """Return the words that run into others."""
        for one, other in combinations(self.words, 2):
            if abs(one.base - other.base) < SIZE and one.left < other.right and other.left < one.right:
                yield one.text, other.text

    def outside(self) -> list[str]:
        """Return the words that run off the paper."""
        return [
            each.text
            for each in self.words
            if each.left < 0 or each.right > self.width or each.base < SIZE or each.base > self.height
        ]
