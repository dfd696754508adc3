"""A run in pieces: each is asked once, by one of some processes, and kept, so that a run that was stopped goes on."""

import json
import platform
import subprocess
import warnings
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import repeat
from pathlib import Path

import slacalc
from slacalc.errors import HolidayDataWarning
from tests.proof.comparing import Tally

HERE = Path(__file__).parent
Piece = Callable[[int, int], Tally]
BESIDE = (
    *("pendulum", "holidays", "pydantic", "tzdata"),
    *("numpy", "pandas", "businesstimedelta", "opening-hours-py"),
)
LISTED = 60
"""How many names of a kind are written out."""


def run(piece: Piece, seed: int, numbers: Sequence[int], kept: Path, processes: int) -> Tally:
    """Return the tally of all pieces; those that are not kept yet are asked now."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    _cut_off(kept)
    done = read(kept)
    missing = [number for number in numbers if number not in done]
    with kept.open("a", encoding="utf-8") as log:
        for number, tally in _asked(piece, seed, missing, processes):
            tally.meet("source", _source())
            done[number] = tally
            print(json.dumps({"piece": number, **tally.plain()}), file=log, flush=True)
    return summed([done[number] for number in numbers])


@cache
def _source() -> str:
    """Return the tree of src/slacalc that answers, as git tells it; that of a copy without git is unknown."""
    asked = ["git", "rev-parse", "--short", "HEAD:src/slacalc"]
    return subprocess.run(asked, cwd=HERE, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def summed(tallies: Sequence[Tally]) -> Tally:
    """Return the tally of all."""
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def _asked(piece: Piece, seed: int, numbers: list[int], processes: int) -> Iterator[tuple[int, Tally]]:
    if processes == 1:
        yield from ((number, quietly(piece, seed, number)) for number in numbers)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from zip(numbers, pool.map(quietly, repeat(piece), repeat(seed), numbers), strict=True)


def quietly(piece: Piece, seed: int, number: int) -> Tally:
    """Ask a piece without being told that some holidays are unknown: the oracles know no more of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HolidayDataWarning)
        return piece(seed, number)


def read(kept: Path) -> dict[int, Tally]:
    """Return the pieces of a file, without one that is being written."""
    whole, _, _ = kept.read_text(encoding="utf-8").rpartition("\n") if kept.exists() else ("", "", "")
    lines = [json.loads(line) for line in whole.splitlines()]
    return {line["piece"]: Tally.of(line) for line in lines}


def _cut_off(kept: Path) -> None:
    """Drop a last line that was being written when a run was stopped."""
    whole, end, rest = kept.read_text(encoding="utf-8").rpartition("\n") if kept.exists() else ("", "", "")
    if rest:
        kept.write_text(whole + end, encoding="utf-8")


def written(name: str, about: str, seed: int, pieces: str, total: Tally) -> str:
    """Return the result of a run as text."""
    figures = {"disagreements": total.counts["disagreements"], **{kind: len(met) for kind, met in total.met.items()}}
    rows = "\n".join(
        f"| {what} | {count:,} |" for what, count in {**figures, **dict(sorted(total.counts.items()))}.items()
    )
    listed = "\n\n".join(f"{kind}: {_list(names)}" for kind, names in sorted(total.met.items())) or "Nothing to name."
    told = "\n".join(f"- {each}" for each in total.told) or "None."
    return f"""# {name}: {about}

`python3 tasks.py proof {name} --seed {seed}`: {pieces}, written {datetime.now(UTC):%Y-%m-%d}.

| what | how many |
|---|---|
{rows}

## Disagreements

{told}

## Met

{listed}

## Versions

{_versions()}
"""


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names)) if len(names) <= LISTED else f"{len(names):,}, from {min(names)} to {max(names)}"


def _versions() -> str:
    found = {"slacalc": slacalc.__version__, "Python": platform.python_version()}
    for name in BESIDE:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "absent"
    return "\n".join(f"- {name} {number}" for name, number in {**found, **_time_zones()}.items())


def _time_zones() -> dict[str, str]:
    """Return the release of the time-zone data, where the machine says it."""
    places = [Path(folder) / "tzdata.zi" for folder in zoneinfo.TZPATH]
    lines = [place.read_text(encoding="utf-8").partition("\n")[0] for place in places if place.exists()]
    return {"time-zone data of the machine:": lines[0].removeprefix("# version ")} if lines else {}
