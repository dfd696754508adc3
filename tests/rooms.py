"""The map of the rooms, drawn from the table of the layers: ``python -m tests.rooms`` draws it afresh."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.architecture.layers import EDGE, LAYERS

ROOT = Path(__file__).resolve().parents[1]
MAP = ROOT / "docs" / "images" / "map-of-rooms.svg"
ROW = re.compile(r"^\| (?P<name>[\w ]+) \| `", re.MULTILINE)

LIFE = (
    *("assessment", "history", "stages", "reckoning", "cycles", "packages", "schemes", "reading", "desk", "snapshots"),
    *("compiler", "zones", "holidays", "timeline", "verdicts", "rules", "daybook"),
)
"""The rooms that a call of ``assess`` walks through, in the order in which it enters them first."""

WIDTH, MARGIN, NAMES, CHIP, GAP, LETTER = 960, 16, 170, 24, 7, 7.3
TITLE = "The modules of slacalc in their layers, from the edge above to the errors below"
NOTES = (
    "A room imports from the rows below its own and from the rooms to its left; nothing imports the edge.",
    "1, 2, 3 and so on: the rooms that assess(ticket, package, at=...) enters, in that order.",
)
STYLE = """\
text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#1f2328}
.name,.note{font:13px system-ui,-apple-system,"Segoe UI",sans-serif}.name{font-weight:600}.note,.arrow{fill:#57606a}
.paper{fill:#fff}.band{fill:#f6f8fa;stroke:#d8dee4}.edge{fill:#fff8e6;stroke:#d8c48c}
.room{fill:#fff;stroke:#8c959f}.met{fill:#ddebf8;stroke:#1f6fb2}.step{fill:#1f6fb2}.number{fill:#fff;font-weight:600}
@media(prefers-color-scheme:dark){
text{fill:#e6edf3}.note,.arrow{fill:#9da7b1}.paper{fill:#0d1117}.band{fill:#161b22;stroke:#30363d}
.edge{fill:#211c10;stroke:#5c4f26}.room{fill:#0d1117;stroke:#6e7681}.met{fill:#12304d;stroke:#79b8ff}
.step{fill:#79b8ff}.number{fill:#0d1117}}
"""


def names() -> list[str]:
    """Return what the layers are called in CONTRIBUTING.md, the edge left out."""
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| layer |")[2].partition("\n\n")[0]
    return [name for name in ROW.findall(table) if name != "edge"]


def edge() -> list[str]:
    """Return the rooms of the edge that there are."""
    package = ROOT / "src" / "slacalc"
    return [name for name in EDGE if (package / name).is_dir() or (package / f"{name}.py").exists()]


def floors() -> list[tuple[str, Sequence[str]]]:
    """Return the layers from the top to the ground, each with its rooms."""
    return [("edge", edge()), *zip(reversed(names()), reversed(LAYERS), strict=True)]


def room(name: str, x: float, y: float) -> tuple[str, float]:
    """Return a room drawn at a place, and its width."""
    number = LIFE.index(name) + 1 if name in LIFE else None
    width = round(len(name) * LETTER + 16 + (20 if number else 0), 1)
    drawn = f'<rect class="{"met" if number else "room"}" x="{x}" y="{y}" width="{width}" height="{CHIP}" rx="5"/>'
    if number:
        drawn += f'<circle class="step" cx="{x + 15}" cy="{y + 12}" r="9"/>'
        drawn += f'<text class="number" x="{x + 15}" y="{y + 16}" text-anchor="middle">{number}</text>'
    return f'{drawn}<text x="{x + (28 if number else 8)}" y="{y + 16}">{name}</text>', width


def floor(name: str, rooms: Sequence[str], top: float) -> tuple[str, float]:
    """Return a layer drawn from *top* on, and where it ends."""
    x, y, drawn = float(NAMES + MARGIN), top + GAP, []
    for each in rooms:
        picture, width = room(each, x, y)
        if x + width > WIDTH - MARGIN - GAP:
            x, y = float(NAMES + MARGIN), y + CHIP + GAP
            picture, width = room(each, x, y)
        drawn.append(picture)
        x = round(x + width + GAP, 1)
    bottom = y + CHIP + GAP
    kind = "edge" if name == "edge" else "band"
    band = f'<rect class="{kind}" x="{MARGIN}" y="{top}" width="{WIDTH - 2 * MARGIN}" height="{bottom - top}" rx="7"/>'
    return "\n".join([band, f'<text class="name" x="{MARGIN + 12}" y="{top + GAP + 16}">{name}</text>', *drawn]), bottom


def drawing() -> str:
    """Return the map as SVG, for light and for dark pages."""
    drawn, top = [], 58.0
    for name, rooms in floors():
        layer, bottom = floor(name, rooms, top)
        drawn.append(layer)
        top = bottom + GAP
    height = top - GAP + MARGIN
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n<title>{TITLE}</title>\n<style>\n{STYLE}</style>'
    )
    paper = f'<rect class="paper" width="{WIDTH}" height="{height}"/>'
    said = (f'<text class="note" x="{MARGIN}" y="{26 + 19 * i}">{note}</text>' for i, note in enumerate(NOTES))
    return "\n".join([head, paper, *said, *drawn, "</svg>\n"])


if __name__ == "__main__":
    MAP.write_text(drawing(), encoding="utf-8", newline="\n")
