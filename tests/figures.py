"""The figures of the explanations, taken from the files that their runs have kept: ``python -m tests.figures``.

A row of a table that ends in "`NAME` of [file](PATH)" shows, in the cell before, what that file's table says of NAME.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "docs/explanation/performance.md", ROOT / "docs/explanation/trust.md")
FIGURE = re.compile(
    r"^(?P<words>\| .* \| )[^|]*(?P<source> \| `(?P<name>[^`]+)` of \[[^\]]+\]\((?P<path>[^)]+)\) \|)$", re.MULTILINE
)


def kept(path: Path, name: str) -> str:
    """Return what the table of a file says of a name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) > 1 and cells[0] == name:
            return cells[1]
    raise LookupError(f"{path.relative_to(ROOT)} has no row {name!r}")


def written(page: Path) -> str:
    """Return a page with the figures that are kept now."""

    def row(found: re.Match[str]) -> str:
        return found["words"] + kept((page.parent / found["path"]).resolve(), found["name"]) + found["source"]

    return FIGURE.sub(row, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(written(page), encoding="utf-8", newline="\n")
