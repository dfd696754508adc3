"""What the words of an agreement leave open: one question by example for each, where the readings really differ."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, NamedTuple

from slacalc.cli.examples import HALF_HOUR, HOUR, apart, mark_text, plain_columns, usual_day, working_mornings
from slacalc.cli.questionnaire import ByExample, Column, Meaning, told
from slacalc.errors import PackageError
from slacalc.handling import CLOCKS
from slacalc.instants import micros_of
from slacalc.packages import Package
from slacalc.reading import Reading
from slacalc.targets import TIME_UNITS, Target
from slacalc.tickets import Ticket
from slacalc.wording import length

_MOST_WORDS = 3
"""Promises with one word that are tried and named in its question: more of them would only make it longer."""


class Word(NamedTuple):
    """A word that may be read in several ways: its field of a reading, the question, and each reading in words."""

    field: str
    asked: str
    says: Callable[[Target, Reading], bool]
    readings: Mapping[str, str]


def _says_working_days(target: Target, reading: Reading) -> bool:
    kinds = {"day": target.kind or reading.day, "week": target.kind or reading.week}
    return kinds.get(target.unit) == "working"


WORDS = (
    Word(
        "hour",
        "{words}: which hours count?",
        lambda target, _: target.unit in TIME_UNITS and target.kind is None,
        {"working": "time inside the working hours", "elapsed": "every hour of the day and night"},
    ),
    Word(
        "day",
        "{words}: which days count?",
        lambda target, _: target.unit == "day" and target.kind is None,
        {"working": "working days", "calendar": "all days; one that ends on a closed day goes on to the next open one"},
    ),
    Word(
        "week",
        "{words}: what is a week?",
        lambda target, _: target.unit == "week" and target.kind is None,
        {"calendar": "seven days, closed ones included", "working": "five working days"},
    ),
    Word(
        "calendar_day",
        "{words}: when on the last day?",
        lambda target, reading: target.unit == "day" and (target.kind or reading.day) == "calendar",
        {
            "close": "at the close; where that day is closed, at the close of the next working day",
            "same_time": "at the time of day of the report, even on a closed day",
            "elapsed": "24 hours are a day, whatever the clock on the wall does",
        },
    ),
    Word(
        "working_day",
        "{words}: when does the last day end?",
        _says_working_days,
        {
            "close": "at its close; the day of the report does not count",
            "same_time": "at the time of day at which the clock started",
            "hours": "when {hours} of working time for each day are used up",
            "hours_to_close": "at the close of the day on which {hours} of working time for each day are used up",
            "inclusive": "at its close; the day of the report counts as the first",
        },
    ),
    Word(
        "same_day",
        "{words}: which day, and when does it end?",
        lambda target, _: target.unit == "same day",
        {
            "close": "the day of the report, at its close",
            "response_day": "the day on which the response is due, at its close",
            "midnight": "the date of the report, at midnight",
        },
    ),
    Word(
        "receipt",
        "A report comes in after hours: from which day are days counted?",
        lambda target, _: target.unit not in {*TIME_UNITS, "agreement"},
        {
            "opening": "from the day on which the desk opens next",
            "report": "from the date of the report, even though the desk is closed",
        },
    ),
)
"""In this order: a later one builds on the answers to those before."""


class _Promised(NamedTuple):
    priority: str
    mark: str
    target: Target


def _promised(package: Package, says: Callable[[Target, Reading], bool]) -> list[_Promised]:
    # The deadlines, then the estimates, whose words fit; each text once.
    found: dict[str, _Promised] = {}
    for kind, mark in (("target", "due"), ("estimate", "estimate")):
        for level in package.scheme.levels:
            for clock, promise in level.promises().items():
                target = getattr(promise, kind, None)
                if target is not None and says(target, package.scheme.reading):
                    found.setdefault(str(target), _Promised(level.name, f"{clock}_{mark}", target))
    return list(found.values())[:_MOST_WORDS]


def of_word(package: Package, word: Word, year: int) -> ByExample | None:
    """Return what a word leaves open in a package; None where it does not stand there, or all readings agree."""
    promised = _promised(package, word.says)
    size = usual_day(package.calendar, year)
    tried = []
    for value, sentence in word.readings.items() if promised else ():
        with suppress(PackageError):  # "same day" by a response that there is not
            changes = _reading_changes(word.field, value, size)
            named = value, sentence.format(hours=length(micros_of(size)))
            tried.append((changes, *named, package.amend(reading=changes)))
    words = ", ".join(f'"{each.target}"' for each in promised)
    blocks = (list(plain_columns(package, year, each.priority, each.mark)) for each in promised)
    return _asked("reading", word.field, word.asked.format(words=words), tried, blocks)


def _reading_changes(field: str, value: str, size: timedelta) -> dict[str, Any]:
    # A day in hours is as long as the days of these hours, and said where that is not the default.
    in_hours = field == "working_day" and value in {"hours", "hours_to_close"}
    own = in_hours and size != Reading().day_length
    return {field: value, "day_length": length(micros_of(size))} if own else {field: value}


def of_pauses(package: Package, year: int) -> ByExample | None:
    """Return which clocks a pause may stop; None where no deadline shows it."""
    choices = {
        "resolution": (["resolution"], "the time to resolve stops, the time to respond runs on"),
        "both": (["response", "resolution"], "both stop"),
        "response": (["response"], "the time to respond stops, the time to resolve runs on"),
        "none": ([], "neither stops"),
    }
    tried = [
        ({"pauses": clocks}, name, sentence, package.amend(handling={"pauses": clocks}))
        for name, (clocks, sentence) in choices.items()
    ]
    asked = "A ticket waits for the customer: which clocks stop?"
    return _asked("handling", "pauses", asked, tried, _pause_columns(package, year))


def _pause_columns(package: Package, year: int) -> Iterator[list[Column]]:
    first, second = working_mornings(package.calendar, year, 2)
    for level in package.scheme.levels:
        for wait in (HALF_HOUR, timedelta(minutes=5), HOUR * 5):
            pause = first + wait, second + 2 * HOUR
            ticket = Ticket(reported_at=first, priority=level.name, pauses=[pause])
            waits = f"waits from {told(pause[0])}", f"until      {told(pause[1])}"
            heads = f"{level.name} reported {told(first)}", *waits
            yield [Column((*heads, mark_text(mark)), ticket, mark) for mark in _dated(package, level.name)]


def _dated(package: Package, priority: str) -> list[str]:
    promises = package.scheme.priorities[priority].promises()
    targets = {clock: made.target for clock in CLOCKS if (made := promises[clock])}
    return [f"{clock}_due" for clock, target in targets.items() if target and target.unit != "agreement"]


def of_priority_change(package: Package, year: int) -> ByExample | None:
    """Return from when a new priority may count; None where no deadline shows it."""
    choices = {
        "from_report": "from the report, as if it had always had that priority",
        "from_change": "from the change, as if it were reported then",
    }
    tried = []
    for value, sentence in choices.items():
        changes = {"priority_change": value}
        tried.append((changes, value, sentence, package.amend(handling=changes)))
    asked = "The priority changes: from when does the time of the new one count?"
    return _asked("handling", "priority_change", asked, tried, [_change_columns(package, year)])


def _change_columns(package: Package, year: int) -> list[Column]:
    # To the most urgent priority that has a deadline, and from the least urgent one that has.
    first, _, third = working_mornings(package.calendar, year, 3)
    at = third + 5 * HOUR
    names = [level.name for level in package.scheme.levels]
    dated = [name for name in names if "resolution_due" in _dated(package, name)]
    columns = []
    for lower in [*reversed(dated[1:]), *(name for name in names if name not in dated)] if dated else []:
        ticket = Ticket(reported_at=first, priority=lower).prioritised(dated[0], at)
        heads = f"{lower} reported {told(first)}", f"made {dated[0]} {told(at)}", "resolution due"
        columns.append(Column(heads, ticket, "resolution_due"))
    return columns


_Tried = tuple[dict[str, Any], str, str, Package]


def _asked(
    table: str, field: str, asked: str, tried: Sequence[_Tried], blocks: Iterable[Sequence[Column]]
) -> ByExample | None:
    columns, rows = apart(blocks, [package for *_, package in tried])
    meanings: dict[tuple[Any, ...], Meaning] = {}
    for (changes, name, sentence, _), dues in zip(tried, rows, strict=True):
        meanings.setdefault(dues, Meaning(changes, name, sentence, dues))
    if len(meanings) < 2:
        return None
    return ByExample(table, field, (asked, "For example:"), columns, tuple(meanings.values()))
