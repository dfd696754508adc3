"""What the page says, as rows of words and numbers: no markup here, and nothing is counted here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from slacalc.errors import shortened
from slacalc.instants import micros, moment
from slacalc.marks import NAMES
from slacalc.packages import Package
from slacalc.phrases import length
from slacalc.report.figures import AGES, LATE, OLDEST_AGE, STANDINGS, Figures, Judged, Late
from slacalc.report.objectives import Objective, objective_of

NO_PRIORITY = "(no priority)"
_LONGEST_ID = 120
_MOST_ALIKE = 10


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, as words and as the length of a bar."""

    kept: int
    counted: int

    @property
    def percent(self) -> str:
        """The share in percent, rounded down: what looks like an objective has reached it."""
        if not self.counted:
            return "none yet"
        tenths = self.kept * 1000 // self.counted
        return f"{tenths // 10} %" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10} %"

    @property
    def width(self) -> str:
        """The length of the bar in percent."""
        return f"{self.kept * 100 / self.counted:.2f}" if self.counted else "0"

    @property
    def told(self) -> str:
        """The numerator and the denominator."""
        return f"{self.kept} of {self.counted}"


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """How one promise of one priority was kept."""

    priority: str
    title: str
    clock: str
    promise: str
    share: Share
    objective: Objective | None
    counts: Counter[str]

    @property
    def aimed(self) -> str:
        """The objective in percent."""
        return f"{float(self.objective.percent):g}" if self.objective else ""

    @property
    def verdict(self) -> str:
        """Whether the objective is reached; empty without one, or where nothing is counted yet."""
        if self.objective is None or not self.share.counted:
            return ""
        return "reached" if self.objective.holds(self.share.kept, self.share.counted) else "missed"


def promise_rows(found: Figures, package: Package, commitment: str, wanted: Sequence[Objective]) -> list[PromiseRow]:
    """Return how each promise of a commitment was kept, the most urgent priority first."""
    places = _places(package)
    clocks = [*NAMES]
    keys = [key for key in found.promises if key[2] == commitment]
    keys.sort(key=lambda key: (places[key[0]], clocks.index(key[1])))
    return [_promise_row(found.promises[key], package, key, wanted) for key in keys]


def _promise_row(
    counts: Counter[str], package: Package, key: tuple[str | None, str, str], wanted: Sequence[Objective]
) -> PromiseRow:
    priority, clock, _ = key
    level = None if priority is None else package.scheme.priorities[priority]
    term = package.term(priority, clock, 0)  # without a priority, what all of them share (S7)
    share = Share(counts["met"], counts["met"] + counts["breached"])
    title, words = level.title if level else "", str(term.promise) if term else "agreed one by one"
    objective = objective_of(wanted, priority, clock)
    return PromiseRow(priority or NO_PRIORITY, title, NAMES[clock], words, share, objective, counts)


@dataclass(frozen=True, slots=True)
class MonthTable:
    """How one clock was kept month by month: over all priorities, and for each."""

    clock: str
    priorities: list[str]
    rows: list[tuple[str, bool, Share, list[Share]]]
    """Each month, whether it is over, all its priorities, and each."""


def month_tables(found: Figures, package: Package, at: datetime) -> list[MonthTable]:
    """Return, for each clock, the months of the deadlines in which anything was kept or broken.

    One that is not over at that instant has those alone that were done early or are late already.
    """
    places, present = _places(package), f"{at:%Y-%m}"
    tables = []
    for clock in NAMES:
        names = sorted({key[2] for key in found.months if key[1] == clock}, key=places.__getitem__)
        months = sorted({key[0] for key in found.months if key[1] == clock})
        rows = [
            (month, month < present, _share(shares), _each(found, month, clock, names))
            for month in months
            for shares in [[found.months.get((month, clock, name)) for name in names]]
        ]
        if rows:
            tables.append(MonthTable(NAMES[clock], [name or NO_PRIORITY for name in names], rows))
    return tables


def _each(found: Figures, month: str, clock: str, names: Iterable[str | None]) -> list[Share]:
    return [_share([found.months.get((month, clock, name))]) for name in names]


def _share(counters: Iterable[Counter[str] | None]) -> Share:
    total: Counter[str] = sum((each for each in counters if each), Counter())
    return Share(total["met"], total["met"] + total["breached"])


def _places(package: Package) -> dict[str | None, int]:
    return {name: place for place, name in enumerate([level.name for level in package.scheme.levels] + [None])}


@dataclass(frozen=True, slots=True)
class Bar:
    """One of several counts, as a share of the largest."""

    name: str
    number: int
    width: str
    parts: tuple[tuple[str, int, str], ...] = ()


def late_bars(found: Figures) -> list[tuple[str, list[Bar]]]:
    """Return, for each clock with broken promises, how late they were."""
    return [(NAMES[clock], _bars(found.late[clock])) for clock in NAMES if clock in found.late]


def _bars(counts: Counter[str]) -> list[Bar]:
    most = max(counts.values())
    return [Bar(name, counts[name], f"{counts[name] * 100 / most:.2f}") for name, _ in LATE]


def age_bars(found: Figures) -> list[Bar]:
    """Return how old the open tickets are, and how those of each age stand; nothing where none is open."""
    if not found.ages:
        return []
    most = max(counts.total() for counts in found.ages.values())
    return [_age_bar(name, found.ages.get(name, Counter()), most) for name in (*(age for age, _ in AGES), OLDEST_AGE)]


def _age_bar(name: str, counts: Counter[str], most: int) -> Bar:
    parts = tuple((standing, counts[standing], f"{counts[standing] * 100 / most:.2f}") for standing in STANDINGS)
    return Bar(name, counts.total(), f"{counts.total() * 100 / most:.2f}", parts)


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket in a list."""

    id: str
    priority: str
    clock: str
    said: str


def late_row(late: Late) -> TicketRow:
    """Return a broken promise with what happened in a sentence."""
    return TicketRow(_id(late.ticket.id), late.assessment.priority or NO_PRIORITY, NAMES[late.clock.name], _said(late))


def _said(late: Late) -> str:
    clock = late.clock
    broke = clock.due or clock.breached_at
    done = f"done {at_minute(clock.completed_at)}" if clock.completed_at else "still open"
    measure = "elapsed time" if clock.elapsed else "working time"
    over = f", {length(clock.overrun)} of {measure} late" if clock.overrun else ", late outside the hours"
    waited = f"; it waited {length(clock.paused_time)} of its hours, which are not counted" if clock.paused_time else ""
    return f"due {at_minute(broke)}, {done}{over}{waited}"


def apart_row(late: Late) -> tuple[TicketRow, str]:
    """Return a breach that is counted apart, and why."""
    why = f"excused: {late.clock.excused}" if late.clock.excused is not None else "its priority changed too late for it"
    return late_row(late), why


def bad_lines(rows: Iterable[tuple[int, str | None, str]]) -> list[str]:
    """Return what is wrong with some rows: each reason once, with the first lines of which it holds and their numbers.

    An export in which a whole column cannot be read has one reason, and not one for each of its rows.
    """
    lines: dict[str, list[str]] = {}
    for line, id_, reason in rows:
        lines.setdefault(reason, []).append(f"{line} ({shortened(id_, _LONGEST_ID)})" if id_ else f"{line}")
    return [f"line{'s' if len(found) > 1 else ''} {_first_of(found)}: {reason}" for reason, found in lines.items()]


def _first_of(lines: Sequence[str]) -> str:
    more = f" and {len(lines) - _MOST_ALIKE} more" if len(lines) > _MOST_ALIKE else ""
    return ", ".join(lines[:_MOST_ALIKE]) + more


def open_row(judged: Judged) -> TicketRow:
    """Return an open ticket with when it was reported and how it stands."""
    ticket, assessment = judged
    clock = assessment.resolution
    said = f"reported {at_minute(moment_of(ticket.reported_at, assessment.tz))}; {clock.phrase('agent')}"
    return TicketRow(_id(ticket.id), assessment.priority or NO_PRIORITY, NAMES[clock.name], said)


def moment_of(at: datetime, tz: str) -> datetime:
    """Return an instant on the clock of a zone."""
    return moment(micros(at), tz)


def at_minute(at: datetime | None) -> str:
    """Return an instant to the minute, with its weekday."""
    return "" if at is None else f"{at:%a} {at.year:04}-{at:%m-%d %H:%M}"


def _id(text: str | None) -> str:
    return "(no number)" if text is None else shortened(text, _LONGEST_ID)
