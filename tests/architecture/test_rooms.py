"""The map of the rooms shows the layers as they are, and the life of a call as it is lived."""

import re
import subprocess
import sys

from tests import rooms
from tests.architecture.layers import LAYERS

WALK = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from slacalc import Package, Ticket, assess

entered = {}


def enter(frame, event, argument):
    path = Path(frame.f_code.co_filename)
    if path.parent.name == "slacalc":
        entered.setdefault(path.stem)


package = Package.preset("p1-p4")
ticket = Ticket(reported_at=datetime(2026, 5, 11, 9, tzinfo=UTC), priority="P3")
ticket = ticket.prioritised("P2", datetime(2026, 5, 12, 9, tzinfo=UTC))
sys.setprofile(enter)
assess(ticket, package, at=datetime(2026, 5, 13, 9, tzinfo=UTC))
sys.setprofile(None)
print(*entered)
"""


def test_the_map_is_drawn_from_the_layers():
    """Type ``python3 tasks.py drawings`` to draw it afresh."""
    assert rooms.MAP.read_text(encoding="utf-8") == rooms.drawing()


def test_the_map_shows_every_room_once():
    shown = re.findall(r'<text x="[\d.]+" y="[\d.]+">(\w+)</text>', rooms.drawing())
    assert sorted(shown) == sorted([*rooms.edge(), *(name for layer in LAYERS for name in layer)])
    assert {"cli", "frames", "testing"} <= set(rooms.edge())


def test_every_layer_has_its_name():
    assert [name for name, _ in rooms.floors()] == ["edge", *reversed(rooms.names())]
    assert len(rooms.names()) == len(LAYERS)


def test_a_call_enters_the_rooms_in_the_order_of_the_map():
    walked = subprocess.run([sys.executable, "-c", WALK], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in walked if name in rooms.LIFE] == list(rooms.LIFE)
