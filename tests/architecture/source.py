"""Source code as the checks see it: a mapping from the dotted name of a module to its text."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from tests.architecture.layers import EDGE

Sources = Mapping[str, str]

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "slacalc"


def sources_under(folder: Path, package: str) -> dict[str, str]:
    """Return every module under *folder*, named as part of *package*."""
    return {
        dotted(path.relative_to(folder), package): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
    }


def dotted(path: PurePath, package: str) -> str:
    parts = path.with_suffix("").parts
    return ".".join((package, *(parts[:-1] if parts[-1] == "__init__" else parts)))


def library() -> dict[str, str]:
    """Return the modules of slacalc."""
    return sources_under(ROOT / "src" / PACKAGE, PACKAGE)


def part(module: str) -> str:
    """Return the module or package right under slacalc that *module* belongs to; empty for slacalc itself."""
    return module.removeprefix(PACKAGE).removeprefix(".").partition(".")[0]


def is_edge(module: str) -> bool:
    return part(module) in EDGE


def imports(module: str, sources: Sources) -> set[str]:
    """Return the dotted names that *module* imports anywhere in its text: at the top, lazily, or for types only.

    A name taken from a package counts as the module where there is such a module, else as the package.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(sources[module])):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, module, sources)
            found |= {full if (full := f"{base}.{alias.name}") in sources else base for alias in node.names}
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"} and node.args:
            found |= texts(node.args[0])
    return found


def absolute(node: ast.ImportFrom, module: str, sources: Sources) -> str:
    """Return the dotted name that a from-import starts at, its leading dots resolved."""
    if not node.level:
        return node.module or ""
    is_package = any(name.startswith(f"{module}.") for name in sources)
    parts = module.split(".")
    home = parts[: len(parts) - node.level + (1 if is_package else 0)]
    return ".".join((*home, *([node.module] if node.module else [])))


def called(node: ast.Call) -> str:
    """Return the last name of what is called: ``b`` in ``a.b()``."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def texts(node: ast.expr) -> set[str]:
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def library_of(name: str) -> str:
    """Return the top-level package of a dotted name."""
    return name.partition(".")[0]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
