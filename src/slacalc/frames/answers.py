"""Deadlines and verdicts for every row of a frame."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from slacalc.errors import warn_of_holidays
from slacalc.frames.asking import Asking, Marked, Question, Verdicts, clocks_of
from slacalc.frames.facts import Asked, Facts, by_package
from slacalc.frames.flat import batches, ticket_of
from slacalc.frames.local import Ambiguous, Nonexistent
from slacalc.frames.logs import histories_of
from slacalc.frames.measure import Ints
from slacalc.frames.sheet import Sheet
from slacalc.frames.tabular import Frame, Maker
from slacalc.handling import CLOCKS
from slacalc.instants import micros
from slacalc.packages import Package
from slacalc.zones import zone_name

CHUNK = 1 << 16
"""How many flat rows are judged at a time: what is reckoned with stays in the cache of a processor."""
LONG_CHUNK = 1 << 19
"""How many rows with events are judged at a time: the more, the more of them have one shape."""
_RENAME = "write prefix='sla_', or rename the column"
_MARKS = ("due", "expected_from", "estimate")
_ORDER = (
    "state", "due", "expected_from", "estimate", "started_at", "completed_at", "at_risk_at", "due_if_resumed",
    "breached", "breached_at", "breached_on_arrival", "excused", "commitment",
    "used", "remaining", "overrun", "paused_time",
)  # fmt: skip
"""The columns of each clock."""


def deadline_frame(  # noqa: PLR0913 (each argument is a column, or says how columns are read)
    frame: Any,
    package: Package | Mapping[str, Package],
    *,
    reported: str,
    priority: str | None = None,
    logged: str | None = None,
    agreed_due: str | None = None,
    ticket: str | None = None,
    events: Any = None,
    customer: str | None = None,
    default: Package | None = None,
    aliases: Mapping[str, str] | None = None,
    priority_is: str = "initial",
    tz: str | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    out_tz: str | None = None,
    prefix: str = "",
) -> Any:
    """Return a frame with the deadlines of every row, as ``deadlines`` says them of one ticket.

    Arguments are those of ``assess_frame``; there is no instant to ask about, so all that the frame tells is known.

    Returns:
        A frame of the same kind with, for the response and the resolution, ``{clock}_due``, ``{clock}_expected_from``
        and ``{clock}_estimate`` (instants in microseconds, missing where there is none), and ``beyond_holiday_data``,
        ``repairs`` and ``reason``.

    Example:
        >>> import pandas as pd
        >>> opened = pd.to_datetime(["2026-12-24T16:30Z", "2026-05-15T15:30Z"])
        >>> tickets = pd.DataFrame({"opened": opened, "priority": ["P2", "P9"]})
        >>> found = deadline_frame(tickets, Package.preset("p1-p4"), reported="opened", priority="priority")
        >>> print(found.resolution_due[0], found.reason[1], sep="; ")
        2026-12-31 17:00:00+00:00; package 'p1-p4' has no priority 'P9': it has 'P1', 'P2', 'P3', 'P4'
    """
    asked = Asked(
        reported=reported, priority=priority, logged=logged, agreed_due=agreed_due,
        ticket=ticket, events=events, customer=customer, default=default, aliases=aliases, priority_is=priority_is,
        tz=tz, ambiguous=ambiguous, nonexistent=nonexistent, out_tz=out_tz, prefix=prefix,
    )  # fmt: skip
    request = _Request(frame, package, asked)
    sheet = Sheet(request.frame.size, CLOCKS)
    request.put(Marked(sheet))
    return request.answered(sheet, _MARKS, ("repairs",))


def assess_frame(  # noqa: PLR0913 (each argument is a column, or says how columns are read)
    frame: Any,
    package: Package | Mapping[str, Package],
    *,
    at: datetime,
    reported: str,
    priority: str | None = None,
    logged: str | None = None,
    responded: str | None = None,
    resolved: str | None = None,
    agreed_due: str | None = None,
    ticket: str | None = None,
    events: Any = None,
    customer: str | None = None,
    default: Package | None = None,
    aliases: Mapping[str, str] | None = None,
    priority_is: str = "initial",
    tz: str | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    out_tz: str | None = None,
    prefix: str = "",
) -> Any:
    """Return a frame with every row judged at an instant, as ``assess`` judges one ticket.

    Args:
        frame: a pandas, polars or pyarrow frame, one ticket to a row.
        package: what is promised; or a mapping from customers to their packages, and *customer* chooses.
        at: an aware datetime: what happened or was recorded later is not known yet, and rows reported later are
            missing in all columns.
        reported: the column that says when a ticket was reported.
        priority: the column of its priority; a missing one is unknown.
        logged: the column of when it was logged, where that was later than the report.
        responded: the column of its first response by a person.
        resolved: the column of its resolution.
        agreed_due: the column of a deadline agreed with the report.
        ticket: the column of its number, here and in *events*.
        events: what else happened: a long frame with *ticket*, ``at`` and ``kind``, and where it has them ``priority``,
            ``reason``, ``clock``, ``due``, ``date``, ``overrides``, ``sequence`` and ``recorded_at``; or a mapping from
            kinds of events to columns of the frame that hold lists of instants.
        customer: the column that chooses from several packages.
        default: the package of customers that are not in the mapping.
        aliases: what a frame calls priorities, for instance {"1 - Critical": "P1"}.
        priority_is: whether the column is the "initial" priority, or the "final" one of rows whose events tell others.
        tz: the zone whose clock times without a zone were read from.
        ambiguous: how times are taken that the clock reads twice, in the words of pandas.
        nonexistent: how times are taken that the clock skips, in the words of pandas.
        out_tz: the zone of the answers; by default that of the reports.
        prefix: what the names of the new columns begin with.

    Returns:
        A frame of the same kind with columns added. For each clock, ``response`` and ``resolution`` and those of
        messages that a package promises: ``{clock}_state``, ``_due``, ``_expected_from``, ``_estimate``,
        ``_started_at``, ``_completed_at``, ``_at_risk_at``, ``_due_if_resumed``, ``_breached``, ``_breached_at``,
        ``_breached_on_arrival``, ``_excused`` (the reason), ``_commitment``, ``_used``, ``_remaining``, ``_overrun``
        and ``_paused_time``: what ``Clock`` says, in microseconds. Then ``priority_in_force``,
        ``beyond_holiday_data``, ``repairs`` (the codes of what was mended in a history) and ``reason``: why a row
        cannot be judged, which never stops the others.

    Raises:
        NaiveDatetimeError: *at*, or a column without a zone and no *tz* (T4).
        InputError: columns that are not there or cannot be read.

    Example:
        >>> import pandas as pd
        >>> opened = pd.to_datetime(["2026-05-13T08:30Z", "2026-05-14T08:30Z"])
        >>> closed = pd.to_datetime([None, "2026-05-14T15:00Z"])
        >>> tickets = pd.DataFrame({"opened": opened, "priority": ["P1", "P1"], "closed": closed})
        >>> now = datetime.fromisoformat("2026-05-14T18:00+01:00")
        >>> package = Package.preset("p1-p4")
        >>> found = assess_frame(tickets, package, at=now, reported="opened", priority="priority", resolved="closed")
        >>> found.resolution_state.to_list(), found.resolution_breached.to_list()
        (['overdue', 'met'], [True, False])
    """
    asked = Asked(
        reported=reported, priority=priority, logged=logged, responded=responded, resolved=resolved,
        agreed_due=agreed_due, ticket=ticket, events=events, customer=customer, default=default, aliases=aliases,
        priority_is=priority_is, tz=tz, ambiguous=ambiguous, nonexistent=nonexistent, out_tz=out_tz, prefix=prefix,
    )  # fmt: skip
    request = _Request(frame, package, asked)
    return request.answered(request.judged(at), _ORDER, ("priority_in_force", "repairs"))


def judged_sheet(frame: Any, package: Package | Mapping[str, Package], *, at: datetime, **columns: Any) -> Sheet:
    """Return every row judged at an instant, not yet as columns of a frame.

    Args:
        frame: the tickets.
        package: what is promised.
        at: the instant.
        columns: the other arguments of ``assess_frame``.
    """
    return _Request(frame, package, Asked(**columns)).judged(at)


class _Request:
    """A frame and what is asked of it."""

    def __init__(self, frame: Any, package: Package | Mapping[str, Package], asked: Asked) -> None:
        self.frame, self._asked = Frame(frame), asked
        self._facts = Facts.of(self.frame, asked)
        self._histories = None if asked.events is None else histories_of(self.frame, self._facts, asked)
        self._parts = list(by_package(self.frame, package, asked, self._facts.refused))
        self._zone = self._facts.zone or asked.localized.zone or "UTC"

    def judged(self, at: datetime) -> Sheet:
        """Return every row judged at an instant."""
        sheet = Sheet(self.frame.size, clocks_of([package for package, _ in self._parts]))
        self.put(Verdicts(sheet, micros(at)))
        return sheet

    def put(self, question: Question) -> None:
        """Put a question to every row that can be judged."""
        asking, flat, histories = Asking(question), self._facts.flat, self._histories
        question.sheet.reason = self._facts.refused
        question.sheet.zone = self._zone if self._asked.out_tz is None else zone_name(self._asked.out_tz)
        for package, rows in self._parts:
            open_ = rows[(self._facts.refused.places[rows] < 0) & (flat.reported[rows] <= question.at)]
            if histories is not None:
                has = histories.has()[open_]
                for part in _chunks(open_[has], LONG_CHUNK):
                    for found, shape, batch in histories.batches(part, question.at):
                        asking.batch(package, found, shape, batch, lambda row: histories.ticket(row, question.at))
                open_ = open_[~has]
            for part in _chunks(open_, CHUNK):
                for found, shape, batch in batches(flat.rows(part), question.at):
                    asking.batch(package, part[found], shape, batch, lambda row: ticket_of(flat, row, question.at))

    def answered(self, sheet: Sheet, marks: tuple[str, ...], words: tuple[str, ...]) -> Any:
        """Return the frame with the answers as columns."""
        if bool(sheet.beyond_holiday_data.any()):
            count = int(sheet.beyond_holiday_data.sum())
            warn_of_holidays(
                f"some public holidays that {count} rows need are not known: see beyond_holiday_data (T11)"
            )
        columns = _columns(sheet, Maker(self.frame), marks, words, self._asked.prefix)
        made = dict(columns)
        self.frame.refuse(made, _RENAME)
        return self.frame.added(made)


def _chunks(rows: Ints, size: int) -> Iterator[Ints]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _columns(
    sheet: Sheet, maker: Maker, marks: tuple[str, ...], words: tuple[str, ...], prefix: str
) -> Iterator[tuple[str, Any]]:
    for clock, columns in sheet.clocks.items():
        for mark in marks:
            name = f"{prefix}{clock}_{mark}"
            yield name, columns.made(mark, name, maker, sheet.zone)
    missing = ~sheet.judged
    for word in words:
        yield f"{prefix}{word}", sheet.words(word, maker, prefix)
    dark = f"{prefix}beyond_holiday_data"
    yield dark, maker.flags(dark, sheet.beyond_holiday_data, missing)
    yield f"{prefix}reason", sheet.reason.made(f"{prefix}reason", maker)
