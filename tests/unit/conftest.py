"""What several unit tests watch."""

from datetime import timedelta

import pytest

from slacalc import snapshots


@pytest.fixture
def work(monkeypatch):
    """Record the length of each stretch of time that is compiled."""
    done: list[timedelta] = []
    real = snapshots.compile_edges

    def counting(node: object, start: int, end: int) -> object:
        done.append(timedelta(microseconds=end - start))
        return real(node, start, end)

    monkeypatch.setattr(snapshots, "compile_edges", counting)
    return done
