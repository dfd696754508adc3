"""Status logs of many tickets as events: the table of what one change tells, looked up for every row."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from slacalc.errors import InputError, is_one_of, shown
from slacalc.events import Kind
from slacalc.frames.local import Ambiguous, Localized, Nonexistent
from slacalc.frames.measure import Ints
from slacalc.frames.tabular import Frame, Maker, coded
from slacalc.statuses import MEANINGS, check_known, check_meaning, meant_by, told

_START = MEANINGS.index("open")
_NOTHING = MEANINGS.index("ignored")


def events_from_statuses(  # noqa: PLR0913 (each argument is a column, or says how columns are read)
    log: Any,
    *,
    ticket: str,
    at: str,
    status: str,
    meaning: Mapping[str, str],
    priority: str | None = None,
    reason: str | None = None,
    tz: str | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
) -> Any:
    """Return the events that the status logs of many tickets tell, for ``events=`` of ``assess_frame``.

    What a row tells is what ``Ticket.from_statuses`` makes of it; when a ticket resumed or was reopened follows from
    the rows. When it was reported, the frame of the tickets says.

    Args:
        log: a pandas, polars or pyarrow frame, one row for each change of status, in any order; rows of one ticket and
            instant count in their order.
        ticket: the column of the ticket's number; it keeps its name.
        at: the column of when the status was set.
        status: the column of the status.
        meaning: from each status to what it means: "open", "responded", "paused", "resolved", "closed", "cancelled",
            "transferred", "unlogged", or "ignored" where it says nothing of the clocks.
        priority: the column of the priority, where the log has one; a missing one is no change.
        reason: the column of why, for pauses; by default the status.
        tz: the zone whose clock times without a zone were read from.
        ambiguous: how times are taken that the clock reads twice, in the words of pandas.
        nonexistent: how times are taken that the clock skips, in the words of pandas.

    Returns:
        A frame of the same kind, one row for each event: the ticket, ``at`` with a zone, ``kind``, ``priority``,
        ``reason`` and ``sequence``, which keeps the order of the log.

    Raises:
        InputError: a status without a meaning, or columns that are not there or cannot be read.
        NaiveDatetimeError: times without a zone, and no *tz* (T4).

    Example:
        >>> import pandas as pd
        >>> times = pd.to_datetime(["2026-05-11 10:00", "2026-05-12 11:00", "2026-05-13 15:00"])
        >>> log = pd.DataFrame({"number": 7, "at": times, "status": ["New", "Waiting", "Active"]})
        >>> meaning = {"New": "open", "Waiting": "paused", "Active": "responded"}
        >>> found = events_from_statuses(
        ...     log, ticket="number", at="at", status="status", meaning=meaning, tz="Europe/London"
        ... )
        >>> found.kind.to_list()
        ['paused', 'resumed', 'responded']
    """
    check_meaning(meaning)
    frame = Frame(log, "log")
    column = frame.instants(at, "at", Localized(tz, ambiguous, nonexistent))
    if column is None or column.nulls is not None:
        raise InputError(f"{shown(at)} is missing in some rows of the log: drop them, or say when they were")
    numbers = _numbers(frame, ticket)
    places, statuses = frame.texts(status, "status")
    if len(places) and int(places.min()) < 0:
        raise InputError(f"{shown(status)} is missing in some rows of the log: drop them, or say what it was")
    check_known(statuses, meaning)
    meanings = np.array([MEANINGS.index(meant_by(each, meaning)) for each in statuses], dtype=np.int64)[places]
    order = np.lexsort((column.ticks, numbers))
    is_first = np.append(True, np.diff(numbers[order]) != 0)[: len(order)]
    kinds = _kinds(meanings[order], is_first)
    changes, priorities = _changes(frame, priority, order, is_first)
    row, place = np.nonzero(np.column_stack([changes >= 0, kinds >= 0]))
    said = np.column_stack([np.where(changes >= 0, _PRIORITISED, -1), kinds])[row, place]
    source = order[row]
    answers = frame.taken({ticket: ticket, at: "at"}, source, {at: column.instants(column.ticks)})
    maker = Maker(answers)
    reasons, texts = _reasons(frame, reason, places, statuses)
    is_pause = said == _KINDS.index(Kind.PAUSED)
    return answers.added(
        {
            "kind": maker.words("kind", said, list(map(str, _KINDS)), fixed=False),
            "priority": maker.words(
                "priority", np.where(said == _PRIORITISED, changes[row], -1), priorities, fixed=False
            ),
            "reason": maker.words("reason", np.where(is_pause, reasons[source], -1), texts, fixed=False),
            "sequence": maker.numbers("sequence", _sequence(np.cumsum(is_first)[row])),
        }
    )


_KINDS = tuple(Kind)
_MADE = ("at", "kind", "priority", "reason", "sequence")
_PRIORITISED = _KINDS.index(Kind.PRIORITISED)


def _numbers(frame: Frame, ticket: str) -> Ints:
    if is_one_of(ticket, _MADE):
        raise InputError(f"ticket={shown(ticket)} is the name of a column that the events have: rename the column")
    found, _ = coded(frame.series(ticket, "ticket"))
    if len(found) and int(found.min()) < 0:
        raise InputError(f"{shown(ticket)} is missing in some rows of the log: drop them, or say whose they are")
    return found


def _kinds(meanings: Ints, is_first: npt.NDArray[np.bool_]) -> Ints:
    # What each row tells, in up to as many columns as one change can tell kinds; -1 for nothing.
    before = _before(meanings, is_first, meanings != _NOTHING, _START)
    fresh, known = _TABLE
    answers = _answers()[before, meanings]
    total = np.cumsum(answers)
    start = np.maximum.accumulate(np.where(is_first, total - answers, 0)) if len(total) else total
    answered = (total - answers) > start
    return np.where(answered[:, np.newaxis], known[before, meanings], fresh[before, meanings])


def _before(values: Ints, is_first: npt.NDArray[np.bool_], says: npt.NDArray[np.bool_], none: int) -> Ints:
    # The value of the row before, of those of the same ticket that say one; another value where there is no such row.
    place = np.arange(len(values))
    if not len(place):
        return place
    last = np.append(-1, np.maximum.accumulate(np.where(says, place, -1))[:-1])
    begin = np.maximum.accumulate(np.where(is_first, place, 0))
    return np.asarray(np.where(last >= begin, values[np.maximum(last, 0)], none))


def _tabulated(*, answered: bool) -> Ints:
    rows = [[told(before, meant, answered=answered) for meant in MEANINGS] for before in MEANINGS]
    widest = max(len(kinds) for row in rows for kinds in row)
    return np.array(
        [[[*map(_KINDS.index, kinds), *[-1] * (widest - len(kinds))] for kinds in row] for row in rows], dtype=np.int64
    )


_TABLE = _tabulated(answered=False), _tabulated(answered=True)


def _answers() -> Ints:
    # Which changes tell something only while nothing like it was told before.
    differ: Ints = (_TABLE[0] != _TABLE[1]).any(axis=2).astype(np.int64)
    return differ


def _changes(
    frame: Frame, priority: str | None, order: Ints, is_first: npt.NDArray[np.bool_]
) -> tuple[Ints, list[str]]:
    # The new priority of each row that changes it, -1 for no change.
    if priority is None:
        return np.full(len(order), -1, dtype=np.int64), []
    places, texts = frame.texts(priority, "priority")
    named = places[order]
    return np.where((named >= 0) & (named != _before(named, is_first, named >= 0, -1)), named, -1), texts


def _reasons(frame: Frame, reason: str | None, places: Ints, statuses: list[str]) -> tuple[Ints, list[str]]:
    if reason is None:
        return places, statuses
    own, texts = frame.texts(reason, "reason")
    own = np.where(np.array([*map(bool, texts), False])[own], own, -1)
    return np.where(own >= 0, own + len(statuses), places), [*statuses, *texts]


def _sequence(tickets: Ints) -> Ints:
    # The report is the first event of each ticket, so what the log tells counts from 1.
    place = np.arange(len(tickets))
    begins = np.append(True, np.diff(tickets) != 0)[: len(tickets)]
    return place - (np.maximum.accumulate(np.where(begins, place, 0)) if len(place) else place) + 1
