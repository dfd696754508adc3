"""The same input gives the same answer on any machine, and importing slacalc stays light."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture import checks
from tests.architecture.layers import SLOW_TO_LOAD
from tests.architecture.source import library


def test_nothing_outside_the_command_reads_a_clock():
    assert checks.clock_reads(library()) == []


def test_nothing_outside_the_edge_asks_the_world():
    assert checks.impurities(library()) == []


def libraries_loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}  # as users have it
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=alone)
    return {name for name in json.loads(answer.stdout) if "." not in name}


def test_importing_slacalc_loads_nothing_slow():
    """Not even with all of its public names."""
    loaded = libraries_loaded_by("from slacalc import *")
    assert {"slacalc", "pendulum"} <= loaded
    assert loaded & SLOW_TO_LOAD == set()


def test_importing_slacalc_alone_loads_no_library_at_all():
    assert libraries_loaded_by("import slacalc") & (SLOW_TO_LOAD | {"pendulum", "dataclasses"}) == set()


def test_a_loaded_library_is_seen():
    assert libraries_loaded_by("import holidays") & SLOW_TO_LOAD == {"holidays"}


# each check finds what it is for -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "datetime.utcnow()",
        "date.today()",
        "read = datetime.now",
        "from pendulum import now",
        "from pendulum import now as at",
        "import time",
        "from time import monotonic",
        "from time import time",
        "def f(now): ...",
        "at.astimezone()",
        "datetime.fromtimestamp(0)",
        "pendulum.local_timezone()",
    ],
)
def test_a_clock_read_is_found(source):
    assert checks.clock_reads({"slacalc.rules": source}) != []
    assert checks.clock_reads({"slacalc.frames.columns": source}) != []
    assert checks.clock_reads({"slacalc.cli.app": source}) == []


@pytest.mark.parametrize(
    "source",
    ["'''assess(ticket, package, at=now)'''", "from datetime import time", "at.time()", "at.astimezone(zone)"],
)
def test_what_only_looks_like_a_clock_is_not_found(source):
    assert checks.clock_reads({"slacalc.rules": source}) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import os.path",
        "from pathlib import Path",
        "def f():\n    import socket",
        "from urllib.request import urlopen",
        "import random",
        "open('a')",
        "print(1)",
        "eval(text)",
        "exec(text)",
    ],
)
def test_a_question_to_the_world_is_found(source):
    assert checks.impurities({"slacalc.rules": source}) != []
    assert checks.impurities({"slacalc.cli.app": source}) == []


def test_the_module_that_writes_code_may_run_it_and_nothing_else():
    assert checks.impurities({"slacalc.tracing": "exec(text)"}) == []
    assert checks.impurities({"slacalc.tracing": "eval(text)"}) != []


def test_a_method_of_that_name_is_no_question_to_the_world():
    assert checks.impurities({"slacalc.rules": "window.open()"}) == []
