"""The drawings of the documents, made by the code beside them: ``python -m tests.drawings`` writes them afresh.

A page that shows ``images/NAME.svg`` has, among its code, an explanation of that name.
"""

import re
from pathlib import Path

from slacalc import Explanation
from tests.documents import fences, run_fence

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
IMAGES = DOCS / "images"
SHOWN = re.compile(r"\]\((?:\.\./)*images/(\w+)\.svg\)")
"""A drawing on a page; the names of others, which no explanation draws, have a hyphen."""


def explanations(page: Path) -> dict[str, Explanation]:
    """Return every explanation that the code of a page makes, by its name there."""
    namespace: dict[str, object] = {"__name__": page.name}
    for fence in fences(page.read_text(encoding="utf-8")):
        if fence.kind == "python":
            run_fence(fence, page.name, namespace)
    return {name: value for name, value in namespace.items() if isinstance(value, Explanation)}


def drawings() -> dict[str, str]:
    """Return the drawings of all pages by the names of their files."""
    made: dict[str, str] = {}
    for page in sorted(DOCS.glob("**/*.md")):
        shown = {*SHOWN.findall(page.read_text(encoding="utf-8"))}
        if shown - made.keys():
            found = explanations(page)
            made |= {name: found[name].svg() for name in shown & found.keys()}
    return {f"{name}.svg": svg for name, svg in made.items()}


def write() -> None:
    """Write the drawings, and remove those that the pages make no more."""
    made = drawings()
    for old in {path.name for path in IMAGES.glob("*.svg") if "-" not in path.name} - made.keys():
        (IMAGES / old).unlink()
    for name, svg in made.items():
        (IMAGES / name).write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
