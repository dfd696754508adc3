"""What every law needs once: the changes of each zone's clock, so that no example pays for finding them."""

import pytest

from slacalc.testing.changes import ZONES, changes


@pytest.fixture(scope="session", autouse=True)
def _known_changes():
    for zone in ZONES:
        changes(zone)
