"""The drawings of the documents, made by the code beside them: ``python -m tests.drawings`` writes them afresh.

A page that shows ``images/NAME.svg`` has, among its code, an explanation of that name, or a dict of calendars that is
drawn as bands, one below the other, over the pair of instants NAME_span. Each is drawn for a desk, and for a phone once
more in ``images/narrow``.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from slacalc import Calendar, Explanation
from slacalc.instants import micros
from slacalc.lettering import width_of
from slacalc.ruler import SIZE, Scale, ruler
from slacalc.sheet import ROW, Sheet, boxes, number, seen, style
from tests.documents import fences, run_fence

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
IMAGES = DOCS / "images"
WIDTHS = {"": 960, "narrow/": 360}
"""For each folder the width of its drawings in pixels."""
SHOWN = re.compile(r"\]\((?:\.\./)*images/(\w+)\.svg\)")
"""A drawing on a page; the names of others, which no explanation draws, have a hyphen."""


def names(page: Path) -> dict[str, Any]:
    """Return what the code of a page leaves behind."""
    namespace: dict[str, Any] = {"__name__": page.name}
    for fence in fences(page.read_text(encoding="utf-8")):
        if fence.kind == "python":
            run_fence(fence, page.name, namespace)
    return namespace


def drawn(name: str, found: Mapping[str, Any], width: int) -> str:
    """Return the drawing of a name of a page."""
    value = found[name]
    if isinstance(value, Explanation):
        return value.svg(width=width)
    return bands(value, *found[f"{name}_span"], width)


def drawings() -> dict[str, str]:
    """Return the drawings of all pages by the names of their files."""
    made: dict[str, str] = {}
    done: set[str] = set()
    for page in sorted(DOCS.glob("**/*.md")):
        shown = {*SHOWN.findall(page.read_text(encoding="utf-8"))} - done
        if shown:
            found = names(page)
            done |= shown & found.keys()
            for name in shown & found.keys():
                made |= {f"{folder}{name}.svg": drawn(name, found, width) for folder, width in WIDTHS.items()}
    return made


def kept() -> dict[str, Path]:
    """Return the files of the drawings by their names; those of others have a hyphen."""
    found = {path.relative_to(IMAGES).as_posix(): path for path in IMAGES.glob("**/*.svg")}
    return {name: path for name, path in found.items() if "-" not in name}


def bands(rows: Mapping[str, Calendar], start: datetime, end: datetime, width: int) -> str:
    """Return calendars as bands of their open hours, by the clock of the start."""
    left = 32 + max(width_of(row, SIZE) for row in rows)
    scale = Scale(micros(start), micros(end), left, width - 24.0, str(start.tzinfo))
    sheet, axis, y = Sheet(), ruler(scale), 8.0
    for ticks in (axis.above, axis.below):
        for tick in ticks:
            sheet.path("small", f"M{number(tick.x)} {number(y + 2)}v{ROW - 2}", sheet.lines)
            sheet.text(tick.x + 3, y + 13, tick.text, "q")
        y += ROW
    for row, calendar in rows.items():
        y += 8
        open_hours = [(micros(opens), micros(closes)) for opens, closes in calendar.windows(start, end)]
        sheet.path("closed", boxes([(scale.left, scale.right)], y, 20), sheet.bars)
        sheet.path("open", boxes(seen(scale, open_hours), y, 20), sheet.bars)
        sheet.text(16, y + 14, row)
        y += 20
    size = f'viewBox="0 0 {width} {number(y + 12)}" width="{width}" style="max-width:100%;height:auto"'
    paper = f'x="0.5" y="0.5" width="{width - 1}" height="{number(y + 11)}" rx="6"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="slacalc-drawing" {size} role="img">',
        f"<title>{escape(', '.join(rows))}</title>",
        style(),
        f'<rect class="slacalc-paper" {paper}/>',
    ]
    return "\n".join([*parts, *sheet.bars, *sheet.lines, *sheet.words, "</svg>\n"])


def write() -> None:
    """Write the drawings, and remove those that the pages make no more."""
    made = drawings()
    for old in kept().keys() - made.keys():
        (IMAGES / old).unlink()
    (IMAGES / "narrow").mkdir(exist_ok=True)
    for name, svg in made.items():
        (IMAGES / name).write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
