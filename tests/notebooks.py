"""The notebooks, executed: ``python -m tests.notebooks`` compares their exports; ``--write`` exports them afresh.

The sources are marimo's, under ``examples/notebooks``; beside each lies its export for Jupyter, with what it showed.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "examples" / "notebooks").glob("*.py"))

Notebook = dict[str, Any]


def executed(source: Path) -> Notebook:
    """Return a notebook as it is exported, every cell executed."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "made.ipynb"
        export = [sys.executable, "-m", "marimo", "-q", "export", "ipynb", source.name, "-o", str(target)]
        subprocess.run([*export, "--include-outputs"], cwd=source.parent, check=False)
        return json.loads(target.read_text(encoding="utf-8"))


def words(text: str | list[str]) -> str:
    """Return a text of a notebook, which may be written line by line."""
    return "".join(text)


def outputs(notebook: Notebook) -> Iterator[dict[str, Any]]:
    """Return what the cells showed."""
    return (output for cell in notebook["cells"] for output in cell.get("outputs", []))


def sources(notebook: Notebook) -> list[str]:
    """Return what the cells say."""
    return [words(cell["source"]) for cell in notebook["cells"]]


def quoted(notebook: Notebook) -> list[str]:
    """Return the sentences that a notebook worked out: figures that hang on no version of a library."""
    shown = (output.get("data", {}) for output in outputs(notebook))
    return [words(data["text/markdown"]) for data in shown if "text/markdown" in data]


def pictures(notebook: Notebook) -> int:
    """Return how many charts and drawings a notebook shows."""
    shown = (output.get("data", {}) for output in outputs(notebook))
    return sum("image/svg+xml" in data or "<svg" in words(data.get("text/html", "")) for data in shown)


def failures(notebook: Notebook) -> Iterator[str]:
    """Return what went wrong in a cell: an error, or a warning."""
    for output in outputs(notebook):
        if output["output_type"] == "error":
            yield output["evalue"]
        if output.get("name") == "stderr":
            yield words(output["text"])


def differences(kept: Notebook, made: Notebook) -> Iterator[str]:
    """Return in what a kept export differs from the notebook: its cells, its figures, its pictures."""
    for name, of in (("cells", sources), ("figures", quoted), ("number of pictures", pictures)):
        if of(kept) != of(made):
            yield f"the {name} of the export are not those of the notebook: python3 tasks.py notebooks --write"


def wrong(source: Path, *, write: bool) -> list[str]:
    """Execute a notebook and return what is wrong with it, or with its export unless that is written."""
    made, export = executed(source), source.with_suffix(".ipynb")
    found = list(failures(made))
    if write and not found:
        export.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return found or list(differences(json.loads(export.read_text(encoding="utf-8")), made))


def main(arguments: list[str]) -> None:
    """Execute every notebook, and stop with what is wrong."""
    found = [f"{source.name}: {fault}" for source in SOURCES for fault in wrong(source, write="--write" in arguments)]
    if found:
        raise SystemExit("\n".join(found))


if __name__ == "__main__":
    main(sys.argv[1:])
