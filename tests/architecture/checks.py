"""The rules of the architecture: each returns one sentence for every place that breaks it."""

import ast
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from tests.architecture.layers import (
    BULK_LIBRARIES,
    DOCUMENT_LIBRARIES,
    DOORS,
    LAYERS,
    LONGEST_FUNCTION,
    LONGEST_MODULE,
    REPORT_LIBRARIES,
    TERMINAL_LIBRARIES,
    TESTING_LIBRARIES,
    WRITERS_OF_CODE,
)
from tests.architecture.source import PACKAGE, Sources, called, functions, imports, is_edge, library_of, part, texts

CLOCK_NAMES = frozenset(
    {"now", "today", "utcnow", "localtime", "gmtime", "local_timezone", "tzlocal", "time_ns"}
    | {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "process_time_ns"}
)
OUTSIDE_WORLD = frozenset(
    {"getpass", "glob", "io", "locale", "os", "pathlib", "platform", "shutil", "sqlite3", "subprocess", "tempfile"}
    | {"http", "socket", "urllib", "webbrowser"}
    | {"random", "secrets", "time", "uuid"}
)
OUTSIDE_CALLS = frozenset({"open", "input", "print", "eval", "exec"})
EXCUSES = frozenset({"skip", "skipif", "importorskip", "xfail"})
INDULGENCES = frozenset({"suppress_health_check", "HealthCheck"})


# who imports whom ----------------------------------------------------------------------------------------------------


def table_differences(sources: Sources, layers: Sequence[Sequence[str]] = LAYERS) -> list[str]:
    """The core is the modules of the table, no more and no fewer."""
    core = {part(module) for module in sources if module != PACKAGE and not is_edge(module)}
    table = {name for row in layers for name in row}
    return [f"{name} is in the table and not in the package" for name in sorted(table - core)] + [
        f"{name} is in the package and not in the table" for name in sorted(core - table)
    ]


def upward_imports(sources: Sources, layers: Sequence[Sequence[str]] = LAYERS) -> list[str]:
    """A module imports from the rows above it and from its left; only the edge imports the edge or the face."""
    places = {name: (depth, place) for depth, row in enumerate(layers) for place, name in enumerate(row)}
    return [
        f"{module} imports {name}"
        for module in sources
        if not is_edge(module)
        for name in sorted(imports(module, sources))
        if library_of(name) == PACKAGE and not may_import(module, name, places)
    ]


def may_import(module: str, name: str, places: dict[str, tuple[int, int]]) -> bool:
    if is_edge(name):
        return False
    if module == PACKAGE:
        return True
    return part(name) in places and part(module) in places and places[part(name)] < places[part(module)]


def cycles(sources: Sources) -> list[str]:
    """No module imports itself by way of others, lazy and type-checking imports included."""
    graph = {module: imports(module, sources) & sources.keys() for module in sources}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" <- ".join(error.args[1])]
    return []


def computed_imports(sources: Sources) -> list[str]:
    """A module outside the edge and the face writes the names that it imports."""
    return [
        f"{module}:{node.lineno} imports a name that is computed"
        for module, node in calls_in_core(sources)
        if module != PACKAGE and called(node) in {"import_module", "__import__"}
        if not (node.args and texts(node.args[0]))
    ]


def misplaced_libraries(sources: Sources) -> list[str]:
    """Each library has its place: one door, the documents and the edge, or one room of the edge."""
    return [
        f"{module} imports {name}"
        for module in sources
        for name in sorted({library_of(name) for name in imports(module, sources)})
        if not may_use(module, name)
    ]


def may_use(module: str, name: str) -> bool:
    if name in DOORS:
        return module == DOORS[name]
    if name in DOCUMENT_LIBRARIES:
        return is_edge(module) or module in DOCUMENT_LIBRARIES[name]
    if name in BULK_LIBRARIES:
        return part(module) == "frames"
    if name in TESTING_LIBRARIES:
        return part(module) == "testing"
    if name in REPORT_LIBRARIES:
        return part(module) == "report"
    return name not in TERMINAL_LIBRARIES or part(module) == "cli"


def unused_doors(sources: Sources) -> list[str]:
    """Each door is there and is used."""
    return [
        f"{module} does not import {name}"
        for name, module in DOORS.items()
        if name not in {library_of(found) for found in (imports(module, sources) if module in sources else ())}
    ]


# what the core asks of the world -------------------------------------------------------------------------------------


def clock_reads(sources: Sources) -> list[str]:
    """Nothing outside ``cli`` reads a clock or the zone of the machine."""
    return [
        f"{module}:{line} {what}"
        for module, source in sources.items()
        if part(module) != "cli"
        for line, what in clock_words(ast.parse(source))
    ]


def clock_words(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        for name in names(node) & CLOCK_NAMES:
            yield node.lineno, f"says {name}"
        if isinstance(node, ast.Import | ast.ImportFrom) and "time" in modules(node):
            yield node.lineno, "imports time"
        if isinstance(node, ast.Call) and reads_machine_zone(node):
            yield node.lineno, f"calls {called(node)} without a zone"


def names(node: ast.AST) -> set[str]:
    """Return the name that a node reads, writes, takes or imports."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
            return {name}
        case ast.alias(name=name, asname=other):
            return {name.rpartition(".")[2], other or ""}
    return set()


def modules(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {node.module or ""} if isinstance(node, ast.ImportFrom) else {alias.name for alias in node.names}


def reads_machine_zone(node: ast.Call) -> bool:
    given = len(node.args) + len(node.keywords)
    return (called(node), given) in {("astimezone", 0), ("fromtimestamp", 1)}


def impurities(sources: Sources) -> list[str]:
    """Nothing outside the edge asks for a file, the network, the environment or chance."""
    imported = [
        f"{module} imports {name}"
        for module in sources
        if not is_edge(module)
        for name in sorted({library_of(name) for name in imports(module, sources)} & OUTSIDE_WORLD)
    ]
    return imported + [
        f"{module}:{node.lineno} calls {node.func.id}"
        for module, node in calls_in_core(sources)
        if isinstance(node.func, ast.Name) and node.func.id in OUTSIDE_CALLS - _allowed(module)
    ]


def _allowed(module: str) -> frozenset[str]:
    return frozenset({"exec"}) if module in WRITERS_OF_CODE else frozenset()


def calls_in_core(sources: Sources) -> Iterator[tuple[str, ast.Call]]:
    for module, source in sources.items():
        if not is_edge(module):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call):
                    yield module, node


def borrowed_secrets(sources: Sources) -> list[str]:
    """A private attribute is used in the module that defines it, and nowhere else."""
    return [
        f"{module}:{node.lineno} uses {node.attr}"
        for module, source in sources.items()
        for tree in [ast.parse(source)]
        for defined in [private_definitions(tree)]
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in defined
    ]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_definitions(tree: ast.AST) -> set[str]:
    """Return the private names that a module binds: functions, class attributes and attributes of ``self``."""
    found = {node.name for node in functions(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            found |= names(node)
    return found


# size and manners ----------------------------------------------------------------------------------------------------


def oversized(sources: Sources) -> list[str]:
    """No module and no function (its docstring not counted) is longer than the budget."""
    long_modules = [module for module, source in sources.items() if len(source.splitlines()) > LONGEST_MODULE]
    return long_modules + [
        f"{module}:{node.name}"
        for module, source in sources.items()
        for node in functions(ast.parse(source))
        if lines_of_code(node) > LONGEST_FUNCTION
    ]


def lines_of_code(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    documented = ast.get_docstring(node) is not None
    return span(node) - (span(first) if documented else 0)


def span(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def loopholes(sources: Sources) -> list[str]:
    """No test is skipped, expected to fail, or spared a health check."""
    return [
        f"{module} says {name}"
        for module, source in sources.items()
        for node in ast.walk(ast.parse(source))
        for name in sorted(pytest_words(node) & EXCUSES | health_words(node) & INDULGENCES)
    ]


def pytest_words(node: ast.AST) -> set[str]:
    """Return what a node takes from pytest or from pytest.mark."""
    match node:
        case ast.Attribute(value=ast.Name(id="pytest" | "mark") | ast.Attribute(attr="mark"), attr=name):
            return {name}
        case ast.ImportFrom(module="pytest"):
            return {alias.name for alias in node.names}
    return set()


def health_words(node: ast.AST) -> set[str]:
    return {node.arg} if isinstance(node, ast.keyword) and node.arg else names(node)


def dependence(sources: Sources, home: str) -> list[str]:
    """The modules of *home* import nothing of slacalc and no other part of the tests."""
    return [
        f"{module} imports {name}"
        for module in sources
        for name in sorted(imports(module, sources))
        if library_of(name) == PACKAGE or (library_of(name) == "tests" and not f"{name}.".startswith(f"{home}."))
    ]
