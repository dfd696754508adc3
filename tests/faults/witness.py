"""A plugin of pytest for ``run.py``: it refuses to test any slacalc but the copy that is meant."""

import os
from pathlib import Path

import pytest

import slacalc

COPY = "SLACALC_UNDER_TEST"
"""The environment variable that names the folder of the copy."""


def pytest_configure() -> None:
    found, wanted = Path(slacalc.__file__).resolve().parent, Path(os.environ[COPY]).resolve()
    if found != wanted:
        raise pytest.UsageError(f"slacalc is imported from {found}, not from the copy in {wanted}")
