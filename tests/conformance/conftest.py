"""How many answers of other projects are answered otherwise is shown at the end of every run that asks for them."""

import pytest

SUMMARIES = pytest.StashKey[list[str]]()


def pytest_collection_finish(session: pytest.Session) -> None:
    modules = {getattr(item, "module", None): None for item in session.items}
    said = (getattr(module, "SUMMARY_OF_DIFFERENCES", None) for module in modules)
    session.config.stash[SUMMARIES] = list(filter(None, said))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for said in terminalreporter.config.stash.get(SUMMARIES, []):
        terminalreporter.write_line(said)
