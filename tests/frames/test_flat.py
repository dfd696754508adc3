"""Flat rows in batches: together are those whose instants lie in one order, and each says what its ticket says."""

from itertools import chain, product

import numpy as np

from slacalc import Ticket
from slacalc.events import Event, Kind
from slacalc.frames.flat import Flat, batches, grouped, ticket_of
from slacalc.frames.native import NULL
from slacalc.windows import NEVER

TIMES = (1, 2, 3, NULL)
ROWS = list(product((1, 2), TIMES, TIMES, TIMES, (0, 1), (NULL, 9)))
COLUMNS = [np.array(each, dtype=np.int64) for each in zip(*ROWS, strict=True)]
FLAT = Flat(
    COLUMNS[0],
    dict(zip((Kind.LOGGED, Kind.RESPONDED, Kind.RESOLVED), COLUMNS[1:4], strict=True)),
    COLUMNS[5],
    COLUMNS[4],
    ("P1", None),
)


def expected(row, at):
    report, logged, responded, resolved, priority, agreed = ROWS[row]
    events = [Event(Kind.REPORTED, report)]
    if priority == 0:
        events.append(Event(Kind.PRIORITISED, report, priority="P1"))
    if logged != NULL:
        events.append(Event(Kind.UNLOGGED, report))
    if agreed != NULL:
        events.append(Event(Kind.AGREED, report, due=agreed))
    dated = ((Kind.LOGGED, logged), (Kind.RESPONDED, responded), (Kind.RESOLVED, resolved))
    events += [Event(kind, when) for kind, when in dated if NULL < when <= at]
    return Ticket.from_events(events)


def test_a_row_is_its_ticket():
    for at in (2, NEVER):
        assert [ticket_of(FLAT, row, at) for row in range(len(ROWS))] == [expected(row, at) for row in range(len(ROWS))]


def test_every_row_is_in_one_batch_whose_places_are_its_instants():
    for at in (2, 5, NEVER):
        seen = []
        for rows, shape, batch in batches(FLAT, at):
            seen += rows.tolist()
            for number, row in enumerate(rows.tolist()):
                instants = [int(column[number]) for column in batch.instants]
                told = sorted((event.kind, instants[event.place], event.priority) for event in shape.events)
                assert told == sorted((each.kind, each.instant, each.priority) for each in expected(row, at).events)
                assert instants[1:] == sorted(set(instants[1:]))
                assert at == NEVER or instants[shape.at] == at
                agreed = ROWS[row][5]
                assert (batch.agreed is None) == (agreed == NULL)
                assert batch.agreed is None or int(batch.agreed[number]) == agreed
        assert sorted(seen) == list(range(len(ROWS)))


def test_rows_of_one_key_are_together_however_many_keys_there_are():
    keys = np.arange(1_000) % 70
    keys[::3] = 5
    found = [group.tolist() for group in grouped(keys)]
    assert sorted(chain.from_iterable(found)) == list(range(1_000))
    assert len(found) == 70
    assert all(len(set(keys[group])) == 1 for group in found)
    assert list(grouped(keys[:0])) == []
