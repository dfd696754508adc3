"""The hypothesis profiles: quick by hand, reproducible in continuous integration, deep for a night.

Choose one with ``python3 tasks.py test --hypothesis-profile=deep``. No profile has a deadline, because the time that
one example takes says more about the machine than about the code; none suppresses a health check.
"""

import os
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=60, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("deep", max_examples=10_000, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "quick")

# How many answers of other projects are answered otherwise is shown at the end of every run that asks for them.
SUMMARIES = pytest.StashKey[list[str]]()


def pytest_collection_finish(session: pytest.Session) -> None:
    modules = {getattr(item, "module", None): None for item in session.items}
    said = [getattr(module, "SUMMARY_OF_DIFFERENCES", None) for module in modules]
    session.config.stash[SUMMARIES] = [each for each in said if each]
    if hasattr(session.config, "workeroutput"):  # one of several processes: the first tells
        session.config.workeroutput["differences"] = session.config.stash[SUMMARIES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:  # noqa: ARG001 (as xdist calls it)
    node.config.stash[SUMMARIES] = getattr(node, "workeroutput", {}).get("differences", [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for said in terminalreporter.config.stash.get(SUMMARIES, []):
        terminalreporter.write_line(said)
