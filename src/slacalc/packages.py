"""A customer's package: a scheme, the standard hours, and cover booked beside them (S4)."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from slacalc import formats
from slacalc.calendar import Calendar, desks_of
from slacalc.cover import Cover, bookings, edges_of
from slacalc.desk import DeskOwner
from slacalc.errors import LONGEST_TEXT, InputError, PackageError, as_word, check_text, first_of, listed, shown
from slacalc.handling import MESSAGE_CLOCKS, Handling
from slacalc.instants import civil, micros
from slacalc.promises import Term
from slacalc.reading import Reading
from slacalc.schemes import Priority, Scheme
from slacalc.targets import Target, notice_of

MOST_ASSUMPTIONS = 10_000
_CACHED_TERMS = 256


@dataclass(frozen=True, slots=True, init=False)
class Package:
    """A customer's service-level agreement: scheme, standard hours, booked cover.

    Args:
        name: what the customer calls it.
        scheme: the priorities and their promises.
        calendar: the standard hours, which decide what a working day is (T9); of one zone, or ``in_zone`` of one.
        cover: booked cover, which adds working time (S4).
        assumptions: sentences on what the contract leaves open, for explanations.
        description: what it is for, in a sentence or two.
        notice: how long before it begins cover is to be booked, as a ``Target`` or its text; ``check`` tells of
            bookings that were made later.

    Raises:
        PackageError: hours without one zone.

    Example:
        >>> gold = Package.preset("p1-p4").amend(name="Gold", priorities={"P1": {"response": "30 working minutes"}})
        >>> print(gold.scheme.priorities["P1"].response, "|", gold.scheme.priorities["P1"].resolution)
        30 working minutes | 1 working day
    """

    name: str
    scheme: Scheme
    calendar: Calendar
    cover: tuple[Cover, ...]
    assumptions: tuple[str, ...]
    description: str
    notice: Target | None
    tz: str = field(compare=False)
    message_clocks: tuple[str, ...] = field(compare=False, repr=False)
    """The clocks that messages start and that a priority promises."""
    _bookings: tuple[int, ...] = field(compare=False, repr=False)
    _terms: dict[Any, Any] = field(compare=False, repr=False)
    _desks: dict[tuple[Calendar, int], DeskOwner] = field(compare=False, repr=False)

    def __init__(
        self,
        name: str,
        scheme: Scheme,
        calendar: Calendar,
        cover: Iterable[Cover] = (),
        assumptions: Iterable[str] = (),
        description: str = "",
        notice: Target | str | None = None,
    ) -> None:
        _check_texts(name, description)
        assumptions = tuple(_sentences(assumptions))
        if not isinstance(scheme, Scheme) or not isinstance(calendar, Calendar):
            got = f"got {shown(scheme)} and {shown(calendar)}"
            raise PackageError(
                f"a package needs a Scheme and a Calendar: {got}; write Scheme(...), Calendar.weekly(...)"
            )
        if calendar.tz is None:
            raise PackageError(f"{shown(calendar)} has no one zone: write .in_zone('Europe/London') after it")
        booked = bookings(cover)
        values = {
            "name": name,
            "scheme": scheme,
            "calendar": calendar,
            "cover": tuple(booked),
            "assumptions": assumptions,
            "description": description,
            "notice": notice_of(notice),
            "tz": calendar.tz,
            "message_clocks": tuple(
                clock for clock in MESSAGE_CLOCKS if any(getattr(level, clock) for level in scheme.levels)
            ),
            "_bookings": tuple(-(10**18) if window.known_from is None else window.known_from for window in booked),
            "_terms": {},
            "_desks": {},
        }
        for key, value in values.items():
            object.__setattr__(self, key, value)

    @classmethod
    def preset(cls, name: str) -> "Package":
        """Return one of the packages that come with slacalc: "p1-p3" or "p1-p4".

        Raises:
            PackageError: no such preset.
        """
        return _preset(as_word(name))

    # -- documents -------------------------------------------------------------------------------------------------

    @classmethod
    def from_toml(cls, text: str, *, packages: "Mapping[str, Package] | None" = None) -> "Package":
        """Return the package that a TOML document says.

        Args:
            text: the document. Local times in it are in its ``tz``; a bare end date of a closure is included.
            packages: what the document may extend besides the presets, by name.

        Raises:
            PackageError: all faults of the document at once, each with its path.
        """
        return cls(**documents().terms_of_toml(text, packages))

    @classmethod
    def from_json(cls, text: str, *, packages: "Mapping[str, Package] | None" = None) -> "Package":
        """Return the package that a JSON document says: the keys of TOML, with dates as text in ISO 8601.

        Args:
            text: the document; duplicate keys, NaN and Infinity are refused.
            packages: what the document may extend besides the presets, by name.

        Raises:
            PackageError: all faults of the document at once, each with its path.
        """
        return cls(**documents().terms_of_json(text, packages))

    @classmethod
    def model_validate(cls, document: Any, *, packages: "Mapping[str, Package] | None" = None) -> "Package":
        """Return the package that a document of plain values says, as pydantic's models do.

        Args:
            document: the keys of a TOML document; dates are dates or text in ISO 8601. A package is returned as it is.
            packages: what the document may extend besides the presets, by name.

        Raises:
            pydantic.ValidationError: all faults of the document at once, each with its path.

        Example:
            >>> Package.model_validate({"schema": 1, "extends": "p1-p4", "name": "Acme"}) == (
            ...     Package.preset("p1-p4").amend(name="Acme")
            ... )
            True
        """
        return document if isinstance(document, cls) else cls(**documents().validated(document, packages))

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of a document, for editors and forms."""
        schema: dict[str, Any] = documents().json_schema()
        return schema

    def model_dump(self) -> dict[str, Any]:
        """Return the document of the package as plain values that JSON can hold: canonical, without defaults.

        Raises:
            PackageError: a calendar that nests deeper than a document may.
        """
        document: dict[str, Any] = formats.plain(documents().document_of(self))
        return document

    def to_toml(self) -> str:
        """Return the package as a TOML document: canonical, so equal documents are equal texts.

        Raises:
            PackageError: a calendar that nests deeper than a document may.

        Example:
            >>> gold = Package.preset("p1-p4").amend(name="Gold", priorities={"P1": {"response": "30 working minutes"}})
            >>> Package.from_toml(gold.to_toml()) == gold
            True
        """
        return formats.toml_text(documents().document_of(self))

    def to_json(self) -> str:
        """Return the package as a JSON document: canonical, so equal documents are equal texts.

        Raises:
            PackageError: a calendar that nests deeper than a document may.
        """
        return formats.json_text(documents().document_of(self))

    @property
    def content_hash(self) -> str:
        """The SHA-256 of the canonical document, in hexadecimal: the same on any machine, for equal documents only.

        It covers every word of the agreement, the names of dates and the notes included, and says nothing of the
        holiday and time-zone data that a deadline also depends on.
        """
        return formats.digest(documents().document_of(self))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return how pydantic reads a package inside other models: itself, or its document as plain values."""
        return documents().core_schema_of(cls, handler)

    # -- terms -----------------------------------------------------------------------------------------------------

    def amend(  # noqa: PLR0913 (one for each term of a package)
        self,
        *,
        name: str | None = None,
        priorities: Mapping[str, Mapping[str, Any]] | None = None,
        reading: Mapping[str, Any] | Reading | None = None,
        handling: Mapping[str, Any] | Handling | None = None,
        calendar: Calendar | None = None,
        cover: Iterable[Cover] | None = None,
        assumptions: Iterable[str] | None = None,
        description: str | None = None,
        notice: Target | str | None = None,
    ) -> "Package":
        """Return a package with some terms changed: mappings are merged key by key, lists take the old ones' place.

        Raises:
            PackageError: a key that there is not, or terms that cannot be read.
        """
        return Package(
            name=self.name if name is None else name,
            scheme=self.scheme.amended(priorities, reading, handling),
            calendar=self.calendar if calendar is None else calendar,
            cover=self.cover if cover is None else cover,
            assumptions=self.assumptions if assumptions is None else assumptions,
            description=self.description if description is None else description,
            notice=self.notice if notice is None else notice,
        )

    def warm(self, first: int, last: int) -> None:
        """Compile ahead what the package needs for reports of some years, so that the first answers are fast too.

        Args:
            first: the first year, by the clock of its zone.
            last: the last year, included.

        Raises:
            InputError: no years from 1 to 9999, or more than 400 of them.

        Example:
            >>> Package.preset("p1-p4").warm(2026, 2028)
        """
        if any(type(year) is not int for year in (first, last)) or not 1 <= first <= last <= 9999:
            raise InputError(
                f"warm({shown(first)}, {shown(last)}): write the first and the last year, for instance 2026, 2028"
            )
        start, end = civil(datetime(first, 1, 1), self.tz), civil(datetime(last, 12, 31), self.tz)  # noqa: DTZ001
        for level in self.scheme.levels:
            for clock in level.promises():
                term = self.term(level.name, clock, len(self.cover))
                if term is not None:
                    term.desks.warm(start, end)

    def chargeable(self, at: datetime) -> bool:
        """Return whether work at an aware datetime is charged as out of hours: in chargeable cover, outside the hours.

        Raises:
            NaiveDatetimeError: *at* has no time zone (T4).
        """
        instant = micros(at)
        booked = any(each.chargeable and each.opens <= instant < each.closes for each in self.cover)
        return booked and not self.calendar.is_open(at)

    def known_cover(self, at: int | None) -> int:
        """Return how many of the bookings are known at an instant, in micros (S8); all of them for None."""
        return len(self.cover) if at is None else bisect_right(self._bookings, at)

    def term(self, priority: str | None, clock: str, known_cover: int, periods: int = 1) -> Term | None:
        """Return what is promised for one clock of a priority, ready to reckon; None where nothing is.

        Of a promise that recurs, so many *periods* are measured as one.

        Before any priority is set, the response runs if all priorities share its target (S7).

        Raises:
            PackageError: the scheme has no such priority.
        """
        key = (priority, clock, known_cover, periods)
        try:
            return self._terms[key]  # type: ignore[no-any-return]
        except KeyError:
            if len(self._terms) >= _CACHED_TERMS:
                self._terms.clear()
                self._desks.clear()
            return self._terms.setdefault(key, self._made_term(*key))

    def _made_term(self, priority: str | None, clock: str, known_cover: int, periods: int) -> Term | None:
        level = self._level(priority, clock)
        promise = level.promises()[clock] if level else None
        if level is None or promise is None:
            return None
        response = level.response.target if level.response else None
        reading = self.scheme.reading
        marks = reading.marks(promise.target.times(periods), response) if promise.target else None
        estimate = reading.marks(promise.estimate, response) if promise.estimate else None
        return Term(
            promise,
            marks and marks.due,
            marks and marks.expected_from,
            estimate and estimate.due,
            self._hours(level, clock),
            self._desks_of(self._hours(level, clock), known_cover),
            self._response_desks(level, clock, known_cover),
        )

    def _response_desks(self, level: Priority, clock: str, known_cover: int) -> tuple[DeskOwner, DeskOwner] | None:
        hours = self._hours(level, "response")
        if hours == self._hours(level, clock):
            return None
        return self._desks_of(hours, known_cover), self._desks_of(hours, 0)

    def _desks_of(self, calendar: Calendar, known_cover: int) -> DeskOwner:
        # Promises with the same hours share their desks.
        key = (calendar, known_cover)
        found = self._desks.get(key)
        if found is None:
            made = desks_of(calendar, calendar.tz or self.tz, edges_of(self.cover[:known_cover]))
            found = self._desks.setdefault(key, made)
        return found

    def _level(self, priority: str | None, clock: str) -> Priority | None:
        if priority is not None:
            level = self.scheme.priorities.get(priority)
            if level is None:
                known = listed([*self.scheme.priorities])
                raise PackageError(f"package {shown(self.name)} has no priority {shown(priority)}: it has {known}")
            return level
        first, *others = self.scheme.levels
        shares = clock == "response" and all(self._is_alike(first, other) for other in others)
        return first if shares else None

    def _is_alike(self, one: Priority, other: Priority) -> bool:
        # Whether two priorities share their response target, by its rule and the hours it runs on.
        promises = one.response, other.response
        if promises[0] is None or promises[1] is None or None in (promises[0].target, promises[1].target):
            return promises == (None, None)
        reading = self.scheme.reading
        rules = [promise.target and reading.marks(promise.target) for promise in promises if promise]
        return rules[0] == rules[1] and self._hours(one, "response") == self._hours(other, "response")

    def _hours(self, level: Priority, clock: str) -> Calendar:
        # The hours of a promise's own, else of its priority's, else the standard ones (T9).
        promise = level.promises()[clock]
        return (promise.calendar if promise else None) or level.calendar or self.calendar

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how to pickle the package: by its terms, without what is compiled."""
        terms = (self.name, self.scheme, self.calendar, self.cover, self.assumptions, self.description, self.notice)
        return Package, terms

    def __repr__(self) -> str:
        """Return code that rebuilds the package."""
        parts = [f"name={self.name!r}", f"scheme={self.scheme!r}", f"calendar={self.calendar!r}"]
        parts += [f"cover={list(self.cover)!r}"] if self.cover else []
        parts += [f"assumptions={list(self.assumptions)!r}"] if self.assumptions else []
        parts += [f"description={self.description!r}"] if self.description else []
        parts += [f"notice={str(self.notice)!r}"] if self.notice else []
        return f"Package({', '.join(parts)})"


def _check_texts(name: object, description: object) -> None:
    if not isinstance(name, str) or not name:
        raise PackageError(f"name={shown(name)}: write text, for instance 'Acme'")
    if not isinstance(description, str):
        raise PackageError(f"description={shown(description)}: write text, for instance 'Gold customers in Scotland'")
    check_text(name, "name", kind=PackageError)
    check_text(description, "description", LONGEST_TEXT, PackageError)


def _sentences(assumptions: object) -> list[str]:
    if isinstance(assumptions, str | bytes) or not isinstance(assumptions, Iterable):
        raise PackageError(f"assumptions={shown(assumptions)}: write a list of sentences")
    sentences = first_of(assumptions, MOST_ASSUMPTIONS, "assumptions", PackageError)
    for sentence in sentences:
        if not isinstance(sentence, str):
            raise PackageError(f"assumptions holds {shown(sentence)}: write a list of sentences")
        check_text(sentence, "an assumption", kind=PackageError)
    return sentences


def documents() -> Any:
    """Return what reads and writes documents, loaded when the first is read: it needs pydantic."""
    from slacalc import documents  # noqa: PLC0415

    return documents


@lru_cache(maxsize=8)
def _preset(name: str) -> Package:
    return Package.from_toml(documents().preset_text(name))
