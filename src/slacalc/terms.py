"""From the tables of a document to the values of a package: calendars, cover, promises, scheme."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from slacalc.calendar import Calendar, open_in_all, open_in_any
from slacalc.cover import Cover
from slacalc.errors import InputError, SlaError
from slacalc.fields import ALWAYS, NEVER, region_of
from slacalc.handling import ALL_CLOCKS, Handling
from slacalc.holidays import Substitutes
from slacalc.hours import parse_shifts
from slacalc.instants import DateTime, civil, micros, moment, span
from slacalc.leaves import MOST_DATES
from slacalc.promises import Promise
from slacalc.reading import Reading
from slacalc.schemes import Scheme
from slacalc.tables import (
    Block,
    Closure,
    CoverTable,
    OwnHours,
    PackageTable,
    PriorityTable,
    PromiseTable,
    SpanTable,
)
from slacalc.windows import END_OF_TIME

Path = tuple[str | int, ...]


def terms(table: PackageTable) -> dict[str, Any]:
    """Return what ``Package`` takes, by name.

    Raises:
        ValidationError: what only shows when it is built, each with its path: times that do not exist, say.
    """
    building = _Building()
    made = building.package(table)
    if building.faults:
        raise ValidationError.from_exception_data(type(table).__name__, building.faults)
    return made


@dataclass(slots=True)
class _Building:
    """A document being built: what is wrong with it so far, and how many dates it has closed."""

    faults: list[InitErrorDetails] = field(default_factory=list)
    closed_dates: int = 0

    @contextmanager
    def at(self, path: Path, got: object) -> Iterator[None]:
        """Keep a fault of what is built inside, with its path, and go on."""
        try:
            yield
        except SlaError as fault:
            kind = PydanticCustomError("value_error", "{error}", {"error": str(fault)})
            self.faults.append(InitErrorDetails(type=kind, loc=path, input=got))

    def package(self, table: PackageTable) -> dict[str, Any]:
        zone, hours = table.tz, Calendar.never().in_zone(table.tz)
        with self.at(("hours",), table.hours):
            hours = self.less(self.block(table.hours, zone, ("hours",)), table, zone, ()).in_zone(zone)
        priorities = {
            name: self.priority(level, zone, ("priorities", name)) for name, level in table.priorities.items()
        }
        scheme = None
        with self.at(("priorities",), "these promises under this reading"):
            scheme = Scheme(priorities, Reading(**_said(table.reading)), Handling(**_said(table.handling)))
        return {
            "name": table.name,
            "scheme": scheme,
            "calendar": hours,
            "cover": list(self.cover(table.cover, zone)),
            "assumptions": table.assumptions,
            "description": table.description,
            "notice": table.notice,
        }

    # -- hours -----------------------------------------------------------------------------------------------------

    def own_hours(self, table: OwnHours, tz: str, path: Path) -> Calendar | None:
        """Return the calendar of a priority's or promise's own, None where it has none."""
        if table.hours is None:
            if table.tz or table.holidays or table.closures:
                with self.at(path, "tz, holidays or closures"):
                    raise InputError(
                        "tz, holidays and closures here belong to hours of its own: write hours as well, "
                        "for instance hours = 'Mon-Fri 09:00-17:00'"
                    )
            return None
        zone, found = table.tz or tz, None
        with self.at((*path, "hours"), table.hours):
            found = self.less(self.block(table.hours, zone, (*path, "hours")), table, zone, path)
        return found if found is None or table.tz is None else found.in_zone(table.tz)

    def block(self, table: Block, tz: str, path: Path) -> Calendar:
        zone = table.tz or tz
        cuts = [self.block(cut, zone, (*path, "except", place)) for place, cut in enumerate(table.except_)]
        found = self.less(self.kind(table, zone, path), table, zone, path, cuts)
        return found.in_zone(table.in_zone) if table.in_zone else found

    def less(
        self,
        hours: Calendar,
        table: OwnHours | Block | PackageTable,
        zone: str,
        path: Path,
        cuts: Sequence[Calendar] = (),
    ) -> Calendar:
        closed = [_holidays(each.region, each.substitutes, zone) for each in table.holidays]
        closed += self.closures(table.closures, zone, (*path, "closures"))
        return open_in_all([hours], except_in=[*closed, *cuts])

    def kind(self, table: Block, zone: str, path: Path) -> Calendar:
        match table.kinds[0]:
            case "any":
                return open_in_any(self.blocks(table.any_, zone, (*path, "any")))
            case "all":
                return open_in_all(self.blocks(table.all_, zone, (*path, "all")))
            case "region":
                return _holidays(table.region or "", table.substitutes, zone)
            case "dates":
                dates = {entry.date_: entry.name for entry in table.dates or ()}
                return Calendar.dates(dates, tz=zone, hours=table.hours)
            case "spans":
                return self.spans(table.spans or (), zone, (*path, "spans"))
        return self.week(table, zone, path)

    def blocks(self, tables: Iterable[Block] | None, zone: str, path: Path) -> list[Calendar]:
        return [self.block(table, zone, (*path, place)) for place, table in enumerate(tables or ())]

    def week(self, table: Block, zone: str, path: Path) -> Calendar:
        if table.hours in {ALWAYS, NEVER}:
            found = Calendar.always() if table.hours == ALWAYS else Calendar.never()
            return found.in_zone(zone) if table.tz else found
        skip = open_in_any(self.blocks(table.skip, zone, (*path, "skip"))) if table.skip else None
        return Calendar.weekly(table.hours or "", tz=zone, skip=skip)

    def spans(self, tables: Sequence[SpanTable], zone: str, path: Path) -> Calendar:
        parts, named = [], {}
        for place, table in enumerate(tables):
            with self.at((*path, place), table):
                if table.start is not None and table.end is not None:
                    named[_pair(_instant(table.start, zone), _instant(table.end, zone))] = table.name
                else:
                    parts.append(_open_ended(table, zone))
        return open_in_any([*parts, Calendar.spans(named)])

    def closures(self, tables: Sequence[Closure], zone: str, path: Path) -> list[Calendar]:
        # All dates as one calendar and all spans as another: thousands of parts to subtract would cost their square.
        self.closed_dates += sum(table.dates for table in tables)
        if self.closed_dates > MOST_DATES:
            raise InputError(f"{self.closed_dates} closed dates in one document are too many: at most {MOST_DATES}")
        days = {day: table.name for table in tables if table.dates for day in _days(table)}
        spans = {}
        for place, table in enumerate(tables):
            if not table.dates:
                with self.at((*path, place), table):
                    spans[_ends(table, zone)] = table.name
        found = [Calendar.dates(days, tz=zone)] if days else []
        return [*found, Calendar.spans(spans)] if spans else found

    # -- promises and cover ----------------------------------------------------------------------------------------

    def priority(self, table: PriorityTable, tz: str, path: Path) -> dict[str, Any]:
        said = {key: getattr(table, key) for key in ("rank", "title", "description", "chargeable")}
        calendar, zone = self.own_hours(table, tz, path), table.tz or tz
        promises = {clock: self.promise(getattr(table, clock), zone, (*path, clock)) for clock in ALL_CLOCKS}
        return {key: value for key, value in said.items() if value is not None} | promises | {"calendar": calendar}

    def promise(self, table: PromiseTable | None, tz: str, path: Path) -> Promise | None:
        if table is None:
            return None
        return Promise(
            table.target,  # type: ignore[arg-type]
            table.commitment,
            table.estimate,  # type: ignore[arg-type]
            self.own_hours(table, tz, path),
            tuple(table.thresholds),
        )

    def cover(self, tables: Sequence[CoverTable], zone: str) -> Iterator[Cover]:
        for place, table in enumerate(tables):
            with self.at(("cover", place), table):
                booked_at = None if table.booked_at is None else moment(_instant(table.booked_at, zone))
                for start, end in _cover_windows(table):
                    opens, closes = moment(_instant(start, zone)), moment(_instant(end, zone))
                    yield Cover(opens, closes, booked_at=booked_at, chargeable=table.chargeable, name=table.name)


def _said(table: BaseModel) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.model_fields_set}


def _holidays(region: str, substitutes: Substitutes, zone: str) -> Calendar:
    country, subdiv = region_of(region)
    return Calendar.holidays(country, subdiv=subdiv, tz=zone, substitutes=substitutes)


def _days(table: Closure) -> Iterator[date]:
    return (table.start + timedelta(days=day) for day in range(table.dates))


def _open_ended(table: SpanTable, zone: str) -> Calendar:
    if table.start is not None:
        return Calendar.since(moment(_instant(table.start, zone)))
    return Calendar.always() if table.end is None else Calendar.until(moment(_instant(table.end, zone)))


def _ends(table: Closure, zone: str) -> tuple[DateTime, DateTime]:
    return _pair(_instant(table.start, zone), _instant(table.end, zone, past=True))


def _pair(start: int, end: int) -> tuple[DateTime, DateTime]:
    opens, closes = moment(start), moment(end)
    if end < start:
        raise InputError(f"the span from {opens} to {closes} ends before it starts: write the earlier one first")
    return opens, closes


def _instant(at: date, zone: str, *, past: bool = False) -> int:
    if isinstance(at, datetime):
        return civil(at, zone) if at.tzinfo is None else micros(at)
    midnight = datetime(at.year, at.month, at.day)  # noqa: DTZ001 (a civil time)
    if past and at == date.max:
        return END_OF_TIME - 1
    return civil(midnight + timedelta(days=past), zone)


def _cover_windows(table: CoverTable) -> list[tuple[datetime, datetime]]:
    if table.start is not None and table.end is not None:
        return [(table.start, table.end)]
    midnight = datetime.combine(table.date_ or date.min, datetime.min.time())
    try:
        return [(midnight + span(start), midnight + span(end)) for start, end in parse_shifts(table.hours or "")]
    except OverflowError:
        raise InputError(f"cover on {table.date_} ends after the year 9999") from None
