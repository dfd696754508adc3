"""The verdicts on one history under several packages, or under the other readings of one."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import numpy as np

from slacalc.alternatives import other_readings
from slacalc.errors import InputError, check_flag, shown
from slacalc.frames.answers import judged_sheet
from slacalc.frames.measure import Ints
from slacalc.frames.sheet import ClockColumns, Sheet
from slacalc.frames.tabular import Frame, Maker
from slacalc.packages import Package
from slacalc.verdicts import COUNTED_AS, STATES

_STANDINGS = tuple(dict.fromkeys(COUNTED_AS.values()))
_STANDING = np.array([_STANDINGS.index(COUNTED_AS[state]) for state in STATES] + [-1], dtype=np.int64)


def compare(
    frame: Any,
    packages: Mapping[str, Package | Mapping[str, Package]],
    *,
    at: datetime,
    rows: bool = False,
    **columns: Any,
) -> Any:
    """Return which verdicts on a history flip between packages.

    Args:
        frame: a pandas, polars or pyarrow frame, one ticket to a row.
        packages: two or more packages by name, for instance {"now": a, "proposed": b}; or mappings, with *customer*.
        at: the instant asked about, an aware datetime.
        rows: whether the rows that flip are wanted rather than their number.
        columns: all other arguments of ``assess_frame``.

    Returns:
        A frame of the same kind: for each clock and combination of verdicts, named after the packages ("met",
        "breached", "open", "ended", "no_deadline", or missing for a row that is not judged), how many ``tickets`` have
        it, and whether it ``flips``. With *rows*, the rows of which some clock flips, with ``{clock}_{name}`` and
        ``{clock}_due_{name}`` for each.

    Raises:
        InputError: fewer than two packages, or what ``assess_frame`` refuses.

    Example:
        >>> import pandas as pd
        >>> opened = pd.to_datetime(["2026-05-13T08:30Z", "2026-05-14T08:30Z"])
        >>> closed = pd.to_datetime(["2026-05-14T12:30Z", "2026-05-14T15:00Z"])
        >>> tickets = pd.DataFrame({"opened": opened, "priority": ["P1", "P1"], "closed": closed})
        >>> now = Package.preset("p1-p4")
        >>> faster = now.amend(priorities={"P1": {"resolution": "4 working hours"}})
        >>> found = compare(
        ...     tickets,
        ...     {"now": now, "faster": faster},
        ...     at=datetime.fromisoformat("2026-06-01T12:00+01:00"),
        ...     reported="opened",
        ...     priority="priority",
        ...     resolved="closed",
        ... )
        >>> found[found.flips].to_dict("records")
        [{'clock': 'resolution', 'now': 'met', 'faster': 'breached', 'tickets': 2, 'flips': True}]
    """
    if not isinstance(packages, Mapping) or len(packages) < 2:
        raise InputError(f"packages={shown(packages)}: write two or more, such as {{'now': a, 'proposed': b}}")
    check_flag(rows, "rows")
    for name in packages:
        if not isinstance(name, str) or name in ("clock", "tickets", "flips"):
            raise InputError(
                f"packages has the name {shown(name)}: write text other than 'clock', 'tickets' and 'flips'"
            )
        if rows and f"due_{name}" in packages:
            raise InputError(f"packages has {shown(name)} and {shown(f'due_{name}')}, of one column: rename one")
    read = Frame(frame)
    sheets = {str(name): judged_sheet(frame, package, at=at, **columns) for name, package in packages.items()}
    return _flipped(read, sheets) if rows else _counted(read, sheets)


def readings(frame: Any, package: Package, *, at: datetime, **columns: Any) -> Any:
    """Return how many verdicts on a history hang on each ambiguous word.

    Args:
        frame: a pandas, polars or pyarrow frame, one ticket to a row.
        package: what is promised.
        at: the instant asked about, an aware datetime.
        columns: all other arguments of ``assess_frame``.

    Returns:
        A frame of the same kind, a row for each ``word``, the value that it is read by (``read_as``), another
        (``otherwise``) and ``clock``: how many ``tickets`` are judged both ways, of how many the ``deadlines`` differ
        and of how many the ``verdicts`` ("met", "breached", "open", "ended" or "no_deadline").

    Raises:
        InputError: what ``assess_frame`` refuses.

    Example:
        >>> import pandas as pd
        >>> opened = pd.to_datetime(["2026-05-13T13:30Z", "2026-05-14T08:30Z"])
        >>> closed = pd.to_datetime(["2026-05-14T15:30Z", "2026-05-15T08:00Z"])
        >>> tickets = pd.DataFrame({"opened": opened, "priority": ["P1", "P1"], "closed": closed})
        >>> now, package = datetime.fromisoformat("2026-06-01T12:00+01:00"), Package.preset("p1-p4")
        >>> found = readings(tickets, package, at=now, reported="opened", priority="priority", resolved="closed")
        >>> found[found.otherwise == "same_time"][["clock", "deadlines", "verdicts"]].to_dict("records")[1]
        {'clock': 'resolution', 'deadlines': 2, 'verdicts': 1}
    """
    if not isinstance(package, Package):
        raise InputError(f"package={shown(package)} is no package: write one, for instance Package.preset('p1-p4')")
    read = Frame(frame)
    base = judged_sheet(frame, package, at=at, **columns)
    found = []
    for word, value, other in other_readings(package):
        sheet = judged_sheet(frame, other, at=at, **columns)
        both = base.judged & sheet.judged
        for clock in base.clocks:
            one, two = base.clocks[clock], sheet.clocks[clock]
            dues = both & (one.column("due") != two.column("due"))
            verdicts = both & (_standings(one) != _standings(two))
            read_as = str(getattr(package.scheme.reading, word))
            found.append((word, read_as, value, clock, int(both.sum()), int(dues.sum()), int(verdicts.sum())))
    names = ("word", "read_as", "otherwise", "clock", "tickets", "deadlines", "verdicts")
    return read.fresh(dict(zip(names, zip(*found, strict=True), strict=True)))


def _standings(columns: ClockColumns) -> Ints:
    return _STANDING[columns.state]


def _counted(frame: Frame, sheets: Mapping[str, Sheet]) -> Any:
    found = [row for clock in _clocks(sheets) for row in _combinations(clock, sheets)]
    names = ("clock", *sheets, "tickets", "flips")
    return frame.fresh({name: [row[place] for row in found] for place, name in enumerate(names)})


def _clocks(sheets: Mapping[str, Sheet]) -> list[str]:
    first, *others = sheets.values()
    return [clock for clock in first.clocks if all(clock in each.clocks for each in others)]


def _combinations(clock: str, sheets: Mapping[str, Sheet]) -> Iterator[tuple[Any, ...]]:
    both = np.column_stack([_standings(sheet.clocks[clock]) for sheet in sheets.values()])
    if len(both):
        for values, count in zip(*np.unique(both, axis=0, return_counts=True), strict=True):
            texts = [(*_STANDINGS, None)[value] for value in values]
            yield (clock, *texts, int(count), len(set(texts)) > 1)


def _flipped(frame: Frame, sheets: Mapping[str, Sheet]) -> Any:
    clocks, maker = _clocks(sheets), Maker(frame)
    flips = np.zeros(frame.size, dtype=bool)
    made: dict[str, Any] = {}
    first = next(iter(sheets.values()))
    for clock in clocks:
        for name, sheet in sheets.items():
            flips |= _standings(sheet.clocks[clock]) != _standings(first.clocks[clock])
            made[f"{clock}_{name}"] = maker.words(
                f"{clock}_{name}", _standings(sheet.clocks[clock]).astype(np.int32), _STANDINGS, fixed=True
            )
            due = f"{clock}_due_{name}"
            made[due] = maker.instants(due, sheet.clocks[clock].column("due"), sheet.zone)
    frame.refuse(made, "rename the column")
    return Frame(frame.added(made)).chosen(flips)
