"""The drawings of the documents, made by the code beside them: ``python -m tests.drawings`` writes them afresh."""

from pathlib import Path

from slacalc import Explanation
from tests.documents import fences, run_fence

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "odd-tickets.md"
IMAGES = ROOT / "docs" / "images"


def explanations() -> dict[str, Explanation]:
    """Return every explanation that the code of the page makes, by its name there."""
    namespace: dict[str, object] = {"__name__": PAGE.name}
    for fence in fences(PAGE.read_text(encoding="utf-8")):
        run_fence(fence, PAGE.name, namespace)
    return {name: value for name, value in namespace.items() if isinstance(value, Explanation)}


def drawings() -> dict[str, str]:
    """Return the drawings of the page by the names of their files."""
    return {f"{name}.svg": explanation.svg() for name, explanation in explanations().items()}


def write() -> None:
    """Write the drawings, and remove those that the page makes no more."""
    made = drawings()
    for old in {path.name for path in IMAGES.glob("*.svg")} - made.keys():
        (IMAGES / old).unlink()
    for name, svg in made.items():
        (IMAGES / name).write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
