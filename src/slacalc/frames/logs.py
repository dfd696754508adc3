"""Long frames of events, one row for each, brought to the rows of the tickets that they happened to."""

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from slacalc.errors import InputError, SlaError, shown
from slacalc.events import Kind, made
from slacalc.frames.facts import Asked, Facts, micros_of
from slacalc.frames.histories import Histories, Long, flat_events
from slacalc.frames.local import Localized
from slacalc.frames.measure import Ints
from slacalc.frames.native import NULL
from slacalc.frames.shapes import Happening
from slacalc.frames.sheet import Words
from slacalc.frames.tabular import Frame, coded

TEXTS = ("priority", "reason", "clock")


def histories_of(frame: Frame, facts: Facts, asked: Asked) -> Histories:
    """Return the histories of the rows of which events tell, with what the rows themselves say.

    Args:
        frame: the tickets.
        facts: what it says; rows whose events cannot be taken are refused there.
        asked: what both frames call the number of a ticket, how instants without a zone are read, and the events: a
            long frame of ticket, at and kind, perhaps priority, reason, clock, due, date, overrides, sequence and
            recorded_at; or a mapping from kinds of event to list columns of the tickets' own frame.

    Raises:
        InputError: columns that are not there or cannot be read.
    """
    said: list[Happening] = []
    happened, ticket, localized = asked.events, asked.ticket, asked.localized
    if isinstance(happened, Mapping):
        events = _listed(frame, happened, said, facts.refused, localized)
    else:
        log = Frame(happened, "events")
        if ticket is None:
            raise InputError("events=: write ticket=, the column of both frames that says whose they are")
        _refuse_twins(frame, ticket, facts.refused)
        events = _events(log, _rows(frame, ticket, log), said, facts.refused, localized)
    events = events.taken((events.row >= 0) & (events.at != NULL))
    events = _reported_once(events, said, facts)
    rows = np.unique(events.row)
    has_own = (
        _own_priorities(events, said, rows, facts) if asked.priority_is == "final" else np.zeros(len(rows), dtype=bool)
    )
    flat = flat_events(facts.flat, rows, said, with_priority=~has_own)
    return Histories(Long.joined([events, *flat]), said, frame.size)


def _refuse_twins(frame: Frame, ticket: str, refused: Words) -> None:
    series = frame.series(ticket, "ticket")
    twins = (series.is_duplicated() & ~series.is_null()).to_numpy()
    if bool(twins.any()):
        refused.put_new(
            twins.astype(bool), f"{shown(ticket)} is that of another row too: which of them its events are of?"
        )


def _rows(frame: Frame, ticket: str, log: Frame) -> Ints:
    # The row of each event's ticket, -1 for tickets that the frame does not have.
    wanted = log.series(ticket, "ticket")
    if wanted.null_count():
        raise InputError(f"events: {wanted.null_count()} rows name no ticket: drop them, or say whose they are")
    places, numbers = coded(frame.series(ticket, "ticket"))
    row_of = np.full(len(numbers) + 1, -1, dtype=np.int64)
    row_of[places] = np.arange(frame.size)
    row_of[-1] = -1
    found, asked = coded(wanted)
    if (
        numbers
        and asked
        and not {isinstance(each, str) for each in numbers} & {isinstance(each, str) for each in asked}
    ):
        raise InputError(
            f"{shown(ticket)} has {shown(numbers[0])} in one frame and {shown(asked[0])} in the other: "
            "write both as text"
        )
    known = dict(zip(numbers, range(len(numbers)), strict=True))
    return row_of[np.array([known.get(number, -1) for number in asked], dtype=np.int64)][found] if asked else found


def _events(log: Frame, row: Ints, said: list[Happening], refused: Words, localized: Localized) -> Long:
    at = _instants(log, "at", row, refused, localized)
    if at is None:
        raise InputError("events: write a column 'at', when each happened")
    refused.put_new(row[(at == NULL) & (row >= 0)], "an event has no time")
    due = _instants(log, "due", row, refused, localized)
    recorded = _instants(log, "recorded_at", row, refused, localized)
    none = np.full(log.size, NULL, dtype=np.int64)
    day = _days(log)
    due, recorded, day = (none if each is None else each for each in (due, recorded, day))
    code = _codes(log, said, due != NULL, day != NULL, row, refused)
    return Long(row, at, code, _sequence(log), recorded, due, day)


def _instants(log: Frame, name: str, row: Ints, refused: Words, localized: Localized) -> Ints | None:
    if name not in log:
        return None
    column = log.instants(name, "events", localized)
    if column is None:
        return None
    found, wrong = micros_of(column)
    for which, why in wrong:
        refused.put_new(row[which & (row >= 0)], f"{shown(name)} of an event {why}")
    return found


def _days(log: Frame) -> Ints | None:
    if "date" not in log:
        return None
    series = log.series("date", "events")
    if series.null_count() == log.size:
        return None
    if series.dtype == nw.Date or (isinstance(series.dtype, nw.Datetime) and series.dtype.time_zone is None):
        days = series.to_numpy().astype("datetime64[D]").view(np.int64)
        return np.where(days == NULL, NULL, days)
    raise InputError(f"events: date is a column of {series.dtype}: write one of dates")


def _sequence(log: Frame) -> Ints:
    if "sequence" not in log:
        return np.zeros(log.size, dtype=np.int64)
    series = log.series("sequence", "events")
    if series.null_count() == log.size:
        return np.zeros(log.size, dtype=np.int64)
    if not series.dtype.is_numeric():
        raise InputError(f"events: sequence is a column of {series.dtype}: write whole numbers")
    values = series.fill_null(0).to_numpy()
    whole = values.astype(np.int64)
    if bool(np.any(whole != values)):
        raise InputError("events: sequence has numbers that are not whole: write whole numbers")
    return whole


def _codes(log: Frame, said: list[Happening], has_due: Any, has_day: Any, row: Ints, refused: Words) -> Ints:
    # Each combination of details is looked at once, by the function that makes the events of one ticket.
    parts = [coded(log.series("kind", "events")), *(_texts(log, name) for name in TEXTS), _overrides(log)]
    keys = np.zeros(log.size, dtype=np.int64)
    for places, values in parts:
        keys = keys * (len(values) + 1) + places + 1
    keys = (keys * 2 + has_due) * 2 + has_day
    _, firsts, code = np.unique(keys, return_index=True, return_inverse=True)
    for number, first in enumerate(firsts):
        kind, *texts, overrides = (values[places[first]] if places[first] >= 0 else None for places, values in parts)
        details = {name: text for name, text in zip(TEXTS, texts, strict=True) if text not in (None, "")}
        due, day = (0 if has_due[first] else None), (0 if has_day[first] else None)
        try:
            event = made(kind, 0, due=due, day=day, **details, **({"overrides": True} if overrides else {}))
        except SlaError as error:
            which = row[code == number]
            refused.put_new(which[which >= 0], f"an event cannot be taken: {error}")
            said.append(Happening(Kind.REPORTED, 0))
        else:
            said.append(Happening(event.kind, 0, None, event.priority, event.reason, event.clock, event.overrides))
    return np.asarray(code, dtype=np.int64).ravel()


def _texts(log: Frame, name: str) -> tuple[Ints, list[Any]]:
    return log.texts(name, "events") if name in log else (np.full(log.size, -1, dtype=np.int64), [])


def _overrides(log: Frame) -> tuple[Ints, list[Any]]:
    if "overrides" not in log:
        return np.full(log.size, -1, dtype=np.int64), []
    places, values = coded(log.series("overrides", "events"))
    if unknown := [value for value in values if value not in (True, False)]:
        raise InputError(f"events: overrides has {shown(unknown[0])}: write True or False")
    return places, values


def _reported_once(events: Long, said: list[Happening], facts: Facts) -> Long:
    # The frame says when a ticket was reported; what the log says of it must be the same.
    reports = np.array([each.kind is Kind.REPORTED for each in said], dtype=bool)[events.code]
    other = reports & (events.at != facts.flat.reported[events.row])
    facts.refused.put_new(events.row[other], "the events say another time of the report than the frame")
    return events.taken(~reports)


def _own_priorities(events: Long, said: list[Happening], rows: Ints, facts: Facts) -> Any:
    # Which rows have priorities in their events; the last of them is that of the frame.
    flat = facts.flat
    changes = events.taken(np.array([each.kind is Kind.PRIORITISED for each in said], dtype=bool)[events.code])
    changes = changes.taken(np.lexsort((changes.sequence, changes.at, changes.row)))
    lasts = changes.taken(np.flatnonzero(np.append(changes.row[1:] != changes.row[:-1], True))[: len(changes.row)])
    for number, each in enumerate(said):
        here = lasts.row[lasts.code == number]
        for place in np.unique(flat.priority[here]):
            name = flat.names[int(place)]
            if name is not None and name != each.priority:
                facts.refused.put_new(
                    here[flat.priority[here] == place],
                    f"the priority is {name!r}, and the last event makes it {each.priority!r}: "
                    "correct one, or write priority_is='initial'",
                )
    return np.isin(rows, changes.row)


def _listed(
    frame: Frame, lists: Mapping[str, str], said: list[Happening], refused: Words, localized: Localized
) -> Long:
    parts = []
    for kind, name in lists.items():
        event = made(kind, 0)
        row, column = frame.exploded(name, f"events[{shown(kind)}]", localized)
        if column is not None:
            at, wrong = micros_of(column)
            for which, why in wrong:
                refused.put_new(row[which], f"{shown(name)} {why}")
            said.append(Happening(event.kind, 0))
            parts.append(Long.plain(row, at, len(said) - 1))
    return Long.joined(parts) if parts else Long.plain(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0)
