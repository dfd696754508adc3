"""Imports go downwards, without cycles, and each library has one place."""

import re

import pytest

from tests.architecture import checks, layers
from tests.architecture.source import ROOT, imports, library, sources_under

LAYERS = (("low",), ("left", "right"))


def test_the_core_is_the_modules_of_the_table():
    assert checks.table_differences(library()) == []


def test_the_contributor_reads_of_every_module_in_its_order():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| layer |")[2].partition("\n\n")[0]
    told = [name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[2]) if row]
    assert told == [name for row in layers.LAYERS for name in row]


def test_imports_go_downwards():
    assert checks.upward_imports(library()) == []


def test_there_are_no_cycles():
    assert checks.cycles(library()) == []


def test_the_core_writes_the_names_it_imports():
    assert checks.computed_imports(library()) == []


def test_each_library_has_its_place():
    assert checks.misplaced_libraries(library()) == []


def test_the_doors_are_used():
    assert checks.unused_doors(library()) == []


def test_the_oracle_is_independent():
    oracle = sources_under(ROOT / "tests" / "oracle", "tests.oracle")
    assert oracle, "tests/oracle holds no module"
    assert checks.dependence(oracle, "tests.oracle") == []


# each check finds what it is for -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ({"slacalc": "", "slacalc.low": "", "slacalc.left": "", "slacalc.right": "", "slacalc.cli.app": ""}, []),
        ({"slacalc.low": "", "slacalc.left": ""}, ["right is in the table and not in the package"]),
        (
            {"slacalc.low": "", "slacalc.left": "", "slacalc.right": "", "slacalc.new.part": ""},
            ["new is in the package and not in the table"],
        ),
    ],
    ids=["equal, the edge apart", "absent", "unknown"],
)
def test_a_difference_from_the_table_is_found(sources, expected):
    assert checks.table_differences(sources, LAYERS) == expected


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        ("slacalc.right", "from slacalc.left import x\nimport slacalc.low", []),
        ("slacalc.right", "from slacalc import left, low", []),
        ("slacalc.cli.app", "from slacalc import right\nimport slacalc.cli.table", []),
        ("slacalc", "from slacalc.right import x", []),
        ("slacalc.left", "from slacalc.right import x", ["slacalc.left imports slacalc.right"]),
        ("slacalc.left", "from .right import x", ["slacalc.left imports slacalc.right"]),
        ("slacalc.left", "from . import right", ["slacalc.left imports slacalc.right"]),
        ("slacalc.low", "def f():\n    import slacalc.left", ["slacalc.low imports slacalc.left"]),
        ("slacalc.low", "if TYPE_CHECKING:\n    from slacalc.left import x", ["slacalc.low imports slacalc.left"]),
        ("slacalc.low", "import_module('slacalc.left')", ["slacalc.low imports slacalc.left"]),
        ("slacalc.right", "from slacalc import Calendar", ["slacalc.right imports slacalc"]),
        ("slacalc.right", "from slacalc.cli import app", ["slacalc.right imports slacalc.cli.app"]),
        ("slacalc", "from slacalc.cli.app import main", ["slacalc imports slacalc.cli.app"]),
        ("slacalc.low", "from slacalc.unheard import x", ["slacalc.low imports slacalc.unheard"]),
    ],
)
def test_an_import_upwards_is_found(module, source, expected):
    names = ("slacalc", "slacalc.low", "slacalc.left", "slacalc.right", "slacalc.cli", "slacalc.cli.app")
    assert checks.upward_imports(dict.fromkeys(names, "") | {module: source}, LAYERS) == expected


@pytest.mark.parametrize(
    ("one", "two", "three", "found"),
    [
        ("from slacalc.b import x", "from slacalc.c import x", "", False),
        ("from slacalc.b import x", "from slacalc.c import x", "from slacalc.a import x", True),
        ("from slacalc.b import x", "def f():\n    from slacalc import a", "", True),
        ("from slacalc.b import x", "if TYPE_CHECKING:\n    import slacalc.a", "", True),
        ("import slacalc.b", "import_module('slacalc.a')", "", True),
    ],
    ids=["a chain", "three in a ring", "lazy", "for types only", "by name"],
)
def test_a_cycle_is_found(one, two, three, found):
    sources = {"slacalc.a": one, "slacalc.b": two, "slacalc.c": three}
    assert bool(checks.cycles(sources)) is found


def test_a_relative_import_is_resolved_in_a_module_and_in_a_package():
    sources = {"slacalc.cli": "from .app import main\nfrom ..rules import x", "slacalc.cli.app": "from . import other"}
    assert imports("slacalc.cli", sources) == {"slacalc.cli.app", "slacalc.rules"}
    assert imports("slacalc.cli.app", sources) == {"slacalc.cli"}


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("slacalc.rules", "import_module('slacalc.' + name)", True),
        ("slacalc.rules", "__import__(name)", True),
        ("slacalc.rules", "import_module(name='slacalc.desk')", True),
        ("slacalc.rules", "import_module('slacalc.desk')", False),
        ("slacalc", "import_module(f'slacalc.{name}')", False),
        ("slacalc.cli.app", "import_module(name)", False),
    ],
)
def test_a_computed_import_is_found(module, source, found):
    assert bool(checks.computed_imports({module: source})) is found


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("slacalc.instants", "import pendulum", False),
        ("slacalc.calendar", "from pendulum import DateTime", True),
        ("slacalc.cli.app", "import pendulum", True),
        ("slacalc.holidays", "def f():\n    from holidays.utils import country_holidays", False),
        ("slacalc.calendar", "def f():\n    import holidays", True),
        ("slacalc.calendar", "from slacalc.holidays import days", False),
        ("slacalc.documents", "import pydantic", False),
        ("slacalc.report", "import pydantic", False),
        ("slacalc.packages", "from pydantic import BaseModel", True),
        ("slacalc.frames.columns", "import numpy", False),
        ("slacalc.timeline", "import numpy", True),
        ("slacalc.report.table", "import pandas", True),
        ("slacalc.cli.app", "import rich.table, cyclopts", False),
        ("slacalc.assessment", "if TYPE_CHECKING:\n    from rich.table import Table", True),
        ("slacalc.testing.lives", "from hypothesis import strategies", False),
        ("slacalc.calendar", "from hypothesis import strategies", True),
        ("slacalc.report.templates", "from jinja2 import Environment", False),
        ("slacalc.cli.report", "import openpyxl", True),
    ],
)
def test_a_library_out_of_place_is_found(module, source, found):
    assert bool(checks.misplaced_libraries({module: source})) is found


def test_an_unused_door_is_found():
    sources = {"slacalc.instants": "import pendulum", "slacalc.holidays": "from slacalc.instants import x"}
    assert checks.unused_doors(sources) == ["slacalc.holidays does not import holidays"]
    assert checks.unused_doors({}) == [
        "slacalc.instants does not import pendulum",
        "slacalc.holidays does not import holidays",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import datetime\nfrom tests.oracle.clock import tick", []),
        ("from slacalc.windows import union", ["tests.oracle.law imports slacalc.windows"]),
        ("def f():\n    import slacalc", ["tests.oracle.law imports slacalc"]),
        ("from tests.laws import strategies", ["tests.oracle.law imports tests.laws"]),
    ],
)
def test_a_dependent_oracle_is_found(source, expected):
    assert checks.dependence({"tests.oracle.law": source}, "tests.oracle") == expected
