"""How much memory a process takes that answers for long: 1,000,000 calls for 3,000 packages, kept as text.

``python -m tests.state.memory`` prints the resident memory at each tenth of the calls; ``--keep`` writes it to
``memory.md`` too. It is that of a helpdesk which keeps a package for each of its customers, is asked about all of them
in turn, and reads one of them afresh with every hundredth call. The first three tenths warm up: each package compiles
the hours that it is asked about, and by their end each has been read afresh once. The exit code is 1 if the memory
grows from then on.
"""

import argparse
import gc
import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from slacalc import Calendar, Package, Ticket, assess, deadlines

KEPT = Path(__file__).with_suffix(".md")
CALLS, PACKAGES, STEPS = 1_000_000, 3_000, 10
AFRESH = 100
"""With every so many calls a package takes the place of an older one."""
WARM = 3
"""Tenths after which the memory must no longer grow."""
FLAT = 1
"""Percent by which the memory may lie above what it was then: the allocator's own to and fro."""
PRIME = 7_919
"""Steps through the packages and the days in an order in which neighbours are far apart."""
FIRST = datetime(2024, 1, 1, 9, tzinfo=UTC)
DAYS = 3 * 365


def package(number: int) -> Package:
    """Return the package of one customer, whose hours and closed date no other has."""
    preset = Package.preset("p1-p4")
    week = Calendar.weekly(f"Mon-Fri {7 + number % 3:02}:{number % 60:02}-17:00", tz="Europe/London")
    closed = Calendar.dates([date(2024, 1, 1) + timedelta(days=number % DAYS)], tz="Europe/London")
    holidays = Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
    return preset.amend(name=f"No. {number}", calendar=week - holidays - closed)


def ask(kept: Package, call: int) -> object:
    """Ask one question: half of them about deadlines alone, half about a life with a pause and an answer."""
    reported = FIRST + timedelta(days=call * PRIME % DAYS, minutes=call % 600)
    ticket = Ticket(reported_at=reported, priority=f"P{1 + call % 4}")
    if call % 2:
        return deadlines(ticket, kept)
    at = [reported + timedelta(hours=hours) for hours in (2, 20, 26, 90)]
    return assess(ticket.responded(at[0]).paused(at[1]).resumed(at[2]), kept, at=at[3])


def sizes(calls: int, packages: int) -> Iterator[int]:
    """Return the resident memory in bytes: before the first call, then after each tenth of them."""
    kept = [package(number) for number in range(packages)]
    yield resident()
    for call in range(1, calls + 1):
        ask(kept[call * PRIME % packages], call)
        if call % AFRESH == 0:
            kept[call // AFRESH % packages] = package(packages + call // AFRESH)
        if call % (calls // STEPS) == 0:
            yield resident()


def resident() -> int:
    """Return the bytes of this process that are in memory now, garbage apart."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def growth(found: list[int]) -> float:
    """Return the percents by which the largest later size is above that of the warm process."""
    return (max(found[WARM + 1 :]) / found[WARM] - 1) * 100


def table(found: list[int], calls: int, packages: int, seconds: float) -> str:
    """Return what was measured, as a page."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("slacalc", "pendulum", "holidays", "pydantic"))
    rows = "".join(f"| {calls // STEPS * step:,} | {size / 2**20:.1f} |\n" for step, size in enumerate(found))
    return (
        "# The memory of a process that answers for long\n\n"
        f"{calls:,} calls for {packages:,} packages, one of them read afresh with every {AFRESH}th call, written by\n"
        "`python3 tasks.py memory --keep`; what is asked is told in [memory.py](memory.py).\n\n"
        f"- {datetime.now(UTC):%Y-%m-%d}, {seconds:.0f} s\n"
        f"- Python {platform.python_version()}, {libraries}, {platform.system()} {platform.machine()}\n"
        f"- the most after {calls // STEPS * WARM:,} calls: {growth(found):+.1f} %, where {FLAT} % is allowed\n\n"
        f"| calls | resident memory, MiB |\n|---|---|\n{rows}"
    )


def main(words: list[str]) -> int:
    """Measure, print and perhaps keep the table, and return the exit code."""
    options = argparse.ArgumentParser(prog="python -m tests.state.memory", description=(__doc__ or "").splitlines()[0])
    options.add_argument("--calls", type=int, default=CALLS)
    options.add_argument("--packages", type=int, default=PACKAGES)
    options.add_argument("--keep", action="store_true", help=f"write {KEPT.name}")
    asked = options.parse_args(words)
    began = time.monotonic()
    found = []
    for size in sizes(asked.calls, asked.packages):
        found.append(size)
        sys.stderr.write(f"{size / 2**20:.1f} MiB\n")
    page = table(found, asked.calls, asked.packages, time.monotonic() - began)
    sys.stdout.write(page)
    if asked.keep:
        KEPT.write_text(page, encoding="utf-8")
    return 0 if growth(found) <= FLAT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
