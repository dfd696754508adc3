"""The long runs: ``python -m tests.proof worlds``; each asks slacalc and the oracles the same, and keeps what it found.

A run that was stopped goes on where it was: its pieces are kept under build/proof. ``--pieces 0-99`` asks some of them.
"""

import argparse
from pathlib import Path
from types import ModuleType

from tests.proof import calendars, changes, frames, peers, reports, worlds
from tests.proof.running import read, run, summed, written

RUNS: dict[str, ModuleType] = {
    "worlds": worlds,
    "changes": changes,
    "calendars": calendars,
    "reports": reports,
    "frames": frames,
    "peers": peers,
}
ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "tests" / "proof" / "results"
KEPT = ROOT / "build" / "proof"


def asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    reader = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    reader.add_argument("run", choices=RUNS)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--pieces", help="only these: 0-99")
    reader.add_argument("--kept", action="store_true", help="ask nothing: write up the pieces that are kept so far")
    reader.add_argument("--processes", type=int, default=1)
    return reader.parse_args()


def main() -> None:
    """Make a run; its result is kept under tests/proof/results, unless only some pieces were wanted."""
    words = asked()
    made = RUNS[words.run]
    log = KEPT / f"{words.run}-{words.seed}.jsonl"
    if words.kept:
        tallies = list(read(log).values())
        total, pieces = summed(tallies), len(tallies)
    else:
        numbers = _numbers(words.pieces, made.pieces())
        total, pieces = run(made.piece, words.seed, numbers, log, words.processes), len(numbers)
    result = written(words.run, made.ABOUT, words.seed, f"{pieces:,} of {made.pieces():,} pieces", total)
    print(result)
    if not words.pieces:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{words.run}.md").write_text(result, encoding="utf-8")
    raise SystemExit(1 if total.counts["disagreements"] else 0)


def _numbers(pieces: str | None, whole: int) -> range:
    first, _, last = (pieces or f"0-{whole - 1}").partition("-")
    return range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    main()
