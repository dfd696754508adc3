"""How many answers of other projects are answered otherwise is shown at the end of every run that asks for them."""

import pytest

SUMMARY = pytest.StashKey[str]()


def pytest_collection_finish(session: pytest.Session) -> None:
    for item in session.items:
        if said := getattr(getattr(item, "module", None), "SUMMARY_OF_DIFFERENCES", None):
            session.config.stash[SUMMARY] = said
            return


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    said = terminalreporter.config.stash.get(SUMMARY, None)
    if said is not None:
        terminalreporter.write_line(said)
