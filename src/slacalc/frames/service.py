"""What the verdicts on a whole history come to: how much of each promise was kept, by group and month."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from slacalc.errors import InputError, first_of, is_one_of, shortened, shown
from slacalc.frames.facts import micros_of
from slacalc.frames.local import Localized
from slacalc.frames.measure import Ints
from slacalc.frames.native import NULL, amounts_of
from slacalc.frames.sheet import COMMITMENTS
from slacalc.frames.tabular import Frame, Maker, coded
from slacalc.handling import ALL_CLOCKS
from slacalc.verdicts import COUNTED_AS, State

Month = Literal["due", "reported", "resolved"]
_MOST_LISTED = 100
Flags = npt.NDArray[np.bool_]
_COUNTS = ("tickets", "counted", "met", "breached", "breached_on_arrival", "excused", "open", "ended")


def attainment(
    frame: Any,
    *,
    by: Sequence[str] = (),
    month: Month | None = None,
    reported: str | None = None,
    percentiles: Sequence[float] = (0.5, 0.9, 0.95),
    prefix: str = "",
) -> Any:
    """Return how much of each promise was kept, with its numerators and denominators.

    Args:
        frame: what ``assess_frame`` returned, or some of its rows.
        by: columns of the frame; each combination of their values is counted for itself.
        month: whether to count each month for itself, of the deadline ("due"), of the report, for which *reported*
            names the column, or of the completion ("resolved"); months are those of the zone of that column.
        reported: the column of the report.
        percentiles: of the time used until completion, as fractions; the nearest rank, so always the time of a ticket.
        prefix: what ``assess_frame`` was given.

    Returns:
        A frame of the same kind, one row for each combination, clock and commitment ("contract", "aim", and "estimate"
        for what has an estimate and no deadline), in their order: ``tickets`` with such a promise; ``met`` and
        ``breached``, and ``counted``, which is both and of which ``attainment`` is the share met; apart from these the
        breaches that are ``excused`` or came with a change of priority (``breached_on_arrival``), what is still
        ``open``, and what ``ended`` without a verdict, cancelled or handed over. An estimate cannot be breached:
        there ``met`` is what was done by it, and ``counted`` what was done. Then ``used_p50`` and so on. Rows that
        were not judged, and clocks without deadline and estimate, are not in it.

    Raises:
        InputError: columns that are not there, or percentiles that are none.

    Example:
        >>> import pandas as pd
        >>> from datetime import datetime
        >>> from slacalc import Package
        >>> from slacalc.frames import assess_frame
        >>> opened = pd.to_datetime(["2026-05-13T08:30Z"] * 4)
        >>> closed = pd.to_datetime(["2026-05-13T09:00Z", "2026-05-14T09:00Z", "2026-05-15T09:00Z", None])
        >>> tickets = pd.DataFrame({"opened": opened, "priority": "P1", "closed": closed})
        >>> now, package = datetime.fromisoformat("2026-06-01T12:00+01:00"), Package.preset("p1-p4")
        >>> judged = assess_frame(tickets, package, at=now, reported="opened", priority="priority", resolved="closed")
        >>> found = attainment(judged, by=["priority"])
        >>> found[["clock", "tickets", "met", "breached", "attainment"]].to_dict("records")[1]
        {'clock': 'resolution', 'tickets': 4, 'met': 2, 'breached': 2, 'attainment': 0.5}
    """
    read = Frame(frame)
    Frame.check_prefix(prefix)
    by, percentiles = (
        _listed(by, "by", "columns such as ['priority']"),
        _listed(percentiles, "percentiles", "fractions"),
    )
    _check(read, month, reported, percentiles)
    groups = [coded(read.series(name, "by"))[0] for name in by]
    found = [
        part for clock in _clocks(read, prefix) for part in _of_clock(read, prefix, clock, groups, month, reported)
    ]
    return _table(read, by, month, found, percentiles)


class _Part(NamedTuple):
    """One clock and commitment of a frame, its rows in groups."""

    clock: str
    commitment: str
    rows: list[Ints]
    """The rows of each group."""
    month: list[str | None]
    counts: dict[str, Flags]
    """Which rows of the frame count as what."""
    used: Ints
    """What a row used until completion; NULL for one that is not completed."""


def _listed(values: Any, name: str, wanted: str) -> list[Any]:
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise InputError(f"{name}={shown(values)}: write a list of {wanted}")
    return first_of(values, _MOST_LISTED, f"values of {name}")


def _check(frame: Frame, month: object, reported: str | None, percentiles: Sequence[float]) -> None:
    if month is not None and not is_one_of(month, ("due", "reported", "resolved")):
        raise InputError(f"month={shown(month)}: write 'due', 'reported' or 'resolved'")
    if month == "reported" and reported is None:
        raise InputError("month='reported': write reported=, the column of the report")
    for each in percentiles:
        if isinstance(each, bool) or not isinstance(each, int | float) or not 0 < each <= 1:
            raise InputError(f"percentiles has {shown(each)}: write fractions such as 0.95")
    if reported is not None:
        frame.instants(reported, "reported", Localized("UTC"))


def _clocks(frame: Frame, prefix: str) -> list[str]:
    found = [clock for clock in ALL_CLOCKS if f"{prefix}{clock}_state" in frame]
    if not found:
        raise InputError(
            f"{frame.name} has no column {shortened(f'{prefix}resolution_state')}: write what assess_frame returned, "
            "and its prefix="
        )
    return found


def _of_clock(
    frame: Frame,
    prefix: str,
    clock: str,
    groups: list[Ints],
    month: Month | None,
    reported: str | None,
) -> Iterator[_Part]:
    begin = f"{prefix}{clock}_"
    done, estimate = _instants(frame, f"{begin}completed_at"), _instants(frame, f"{begin}estimate")
    used = np.where(done == NULL, NULL, _amounts(frame, f"{begin}used"))
    standing = _standing(frame, f"{begin}state")
    dated = {"due": f"{begin}due", "resolved": f"{begin}completed_at", "reported": reported, None: None}[month]
    months, names = (np.zeros(frame.size, dtype=np.int64), [""]) if dated is None else _months(frame, dated)
    commitment, kinds = frame.texts(f"{begin}commitment", "frame")
    judged = _judged(frame, begin, standing)
    for kind in COMMITMENTS:
        is_kind = commitment == (kinds.index(kind) if kind in kinds else -2)
        yield from _part(clock, kind, is_kind & judged["tickets"], [*groups, months], names, judged, used)
    is_estimate = (standing == "no_deadline") & (estimate != NULL)
    estimated = _estimated(done, estimate)
    yield from _part(clock, "estimate", is_estimate, [*groups, months], names, estimated, used)


def _standing(frame: Frame, name: str) -> npt.NDArray[np.object_]:
    places, states = frame.texts(name, "frame")
    known = set(map(str, State))
    for state in states:
        if state not in known:
            raise InputError(f"{shown(name)} has {shown(state)}, which is no state: write what assess_frame returned")
    found: npt.NDArray[np.object_] = np.array([*(COUNTED_AS[State(each)] for each in states), ""], dtype=object)[places]
    return found


def _judged(frame: Frame, begin: str, standing: npt.NDArray[np.object_]) -> dict[str, Flags]:
    # Each ticket with a deadline is in one of met, breached, breached_on_arrival, excused, open and ended.
    excused = ~frame.series(f"{begin}excused", "frame").is_null().to_numpy().astype(bool)
    arrival = frame.series(f"{begin}breached_on_arrival", "frame").fill_null(value=False).to_numpy().astype(bool)
    breached = standing == "breached"
    found: dict[str, Flags] = {
        "met": standing == "met",
        "breached": breached & ~excused & ~arrival,
        "breached_on_arrival": breached & arrival & ~excused,
        "excused": breached & excused,
        "open": standing == "open",
        "ended": standing == "ended",
    }
    tickets = np.logical_or.reduce(list(found.values()))
    return {**found, "tickets": tickets, "counted": found["met"] | found["breached"]}


def _estimated(done: Ints, estimate: Ints) -> dict[str, Flags]:
    none, is_done = np.zeros(len(done), dtype=bool), done != NULL
    found = dict.fromkeys(_COUNTS, none)
    return {**found, "tickets": ~none, "counted": is_done, "met": is_done & (done <= estimate), "open": ~is_done}


def _part(
    clock: str,
    kind: str,
    which: Flags,
    keys: list[Ints],
    months: list[str],
    counts: dict[str, Flags],
    used: Ints,
) -> Iterator[_Part]:
    rows = np.flatnonzero(which)
    if not len(rows):
        return
    _, inverse = np.unique(np.column_stack([key[rows] for key in keys]), axis=0, return_inverse=True)
    order = np.argsort(inverse.ravel(), kind="stable")
    ends = np.flatnonzero(np.diff(inverse.ravel()[order])) + 1
    groups = [rows[part] for part in np.split(order, ends)]
    yield _Part(clock, kind, groups, [(*months, None)[keys[-1][group[0]]] for group in groups], counts, used)


def _instants(frame: Frame, name: str) -> Ints:
    column = frame.instants(name, "frame", Localized("UTC"))
    return np.full(frame.size, NULL, dtype=np.int64) if column is None else micros_of(column)[0]


def _amounts(frame: Frame, name: str) -> Ints:
    series = frame.series(name, "frame")
    if series.null_count() == frame.size:
        return np.full(frame.size, NULL, dtype=np.int64)
    column = amounts_of(series.to_native(), name, frame.size)
    return np.where(column.ticks == NULL, NULL, micros_of(column)[0])


def _months(frame: Frame, name: str) -> tuple[Ints, list[str]]:
    # In order, so that sorting by the place sorts by month; none comes last.
    series = frame.series(name, "month")
    if series.null_count() == frame.size:
        return np.zeros(frame.size, dtype=np.int64), []
    places, texts = coded(series.dt.to_string("%Y-%m"))
    order = sorted(range(len(texts)), key=texts.__getitem__)
    ranks = np.array([*np.argsort(order), len(texts)], dtype=np.int64)
    return ranks[places], [texts[place] for place in order]


def _table(
    frame: Frame, by: Sequence[str], month: Month | None, parts: list[_Part], percentiles: Sequence[float]
) -> Any:
    groups = [(part, rows, name) for part in parts for rows, name in zip(part.rows, part.month, strict=True)]
    first = np.array([rows[0] for _, rows, _ in groups], dtype=np.int64)
    base = frame.taken({name: name for name in by} or {frame.names[0]: frame.names[0]}, first, {})
    maker, made = Maker(base), {}

    def words(name: str, values: list[str | None]) -> None:
        texts = sorted({value for value in values if value is not None})
        places = np.array([-1 if value is None else texts.index(value) for value in values], dtype=np.int64)
        made[name] = maker.words(name, places, texts, fixed=False)

    if month is not None:
        words("month", [name for _, _, name in groups])
    words("clock", [part.clock for part, _, _ in groups])
    words("commitment", [part.commitment for part, _, _ in groups])
    for count in _COUNTS:
        values = [int(part.counts[count][rows].sum()) for part, rows, _ in groups]
        made[count] = maker.numbers(count, np.array(values, dtype=np.int64))
    shares = [
        _share(int(part.counts["met"][rows].sum()), int(part.counts["counted"][rows].sum())) for part, rows, _ in groups
    ]
    made["attainment"] = maker.numbers("attainment", np.array(shares, dtype=np.float64))
    for fraction in percentiles:
        name = f"used_p{fraction * 100:.12g}"
        made[name] = maker.amounts(
            name, np.array([_rank(part.used[rows], fraction) for part, rows, _ in groups], dtype=np.int64)
        )
    if by:
        base.refuse(made, "rename the column")
    return base.added(made) if by else base.replaced(made)


def _share(met: int, counted: int) -> float:
    return met / counted if counted else float("nan")


def _rank(used: Ints, fraction: float) -> int:
    # The nearest rank, so that a percentile is the time of some ticket; 0.55 of 100 is 55, and as a float more.
    there = np.sort(used[used != NULL])
    return int(there[ceil(Fraction(str(fraction)) * len(there)) - 1]) if len(there) else int(NULL)
