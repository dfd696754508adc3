"""The answer of ``slacalc due``: both deadlines of one report, and how each word of the promises was read."""

from dataclasses import dataclass
from typing import Any

from slacalc.assessment import Deadlines, deadlines
from slacalc.cli.moments import spoken, written
from slacalc.handling import CLOCKS
from slacalc.packages import Package
from slacalc.promises import Promise
from slacalc.tickets import Ticket

Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """The deadlines of one report under a package."""

    ticket: Ticket
    package: Package
    deadlines: Deadlines

    @classmethod
    def of(cls, ticket: Ticket, package: Package) -> "DueAnswer":
        """Return the answer for one report."""
        return cls(ticket, package, deadlines(ticket, package))

    def to_dict(self) -> dict[str, Any]:
        """Return the answer ready for JSON: instants in ISO 8601, null where there is none."""
        return {
            "package": self.package.name,
            "tz": self.package.tz,
            "priority": self.ticket.priority,
            "reported_at": written(self._in_zone(self.ticket.reported_at)),
            **{clock: self._clock_dict(clock) for clock in CLOCKS},
            "beyond_holiday_data": self.deadlines.beyond_holiday_data,
            "assumptions": list(self.package.assumptions),
        }

    def lines(self) -> Lines:
        """Return the answer as pairs of a label and a text; an empty label goes on with the one before."""
        lines = [("Package", self.package.name), ("Priority", self._priority())]
        lines.append(("Reported", f"{spoken(self._in_zone(self.ticket.reported_at))} ({self.package.tz})"))
        for clock in CLOCKS:
            lines += [("", ""), *self._clock_lines(clock)]
        if self.package.assumptions:
            lines.append(("", ""))
        labels = ["Assumed", *[""] * len(self.package.assumptions)]
        return [*lines, *zip(labels, self.package.assumptions, strict=False)]

    def _in_zone(self, at: Any) -> Any:
        return at.in_timezone(self.package.tz)

    def _priority(self) -> str:
        name = self.ticket.priority
        if name is None:
            return "not known yet"
        title = self.package.scheme.priorities[name].title
        return f"{name} ({title})" if title else name

    def _promise(self, clock: str) -> Promise | None:
        term = self.package.term(self.ticket.priority, clock, self.package.known_cover(None))
        return term.promise if term else None

    def _marks(self, clock: str) -> dict[str, Any]:
        return {mark: getattr(self.deadlines, f"{clock}_{mark}") for mark in ("due", "expected_from", "estimate")}

    def _clock_dict(self, clock: str) -> dict[str, Any]:
        promise, reading = self._promise(clock), self.package.scheme.reading
        said: dict[str, Any] = {mark: written(at) for mark, at in self._marks(clock).items()}
        said |= dict.fromkeys(("promise", "commitment", "read_as", "estimate_read_as"))
        if promise is not None:
            said |= {"promise": str(promise), "commitment": promise.commitment}
            said["read_as"] = reading.describe(promise.target) if promise.target else None
            said["estimate_read_as"] = reading.describe(promise.estimate) if promise.estimate else None
        return said

    def _clock_lines(self, clock: str) -> Lines:
        promise, marks, name = self._promise(clock), self._marks(clock), clock.capitalize()
        lines = [(f"{name} due", spoken(marks["due"]) or self._no_deadline(promise))]
        if marks["expected_from"] is not None:
            lines.append(("  expected from", spoken(marks["expected_from"])))
        if marks["estimate"] is not None:
            lines.append(("  estimate", f"{spoken(marks['estimate'])} (never a deadline)"))
        return lines + [("", text) for text in self._readings(promise)]

    def _readings(self, promise: Promise | None) -> list[str]:
        if promise is None:
            return []
        reading = self.package.scheme.reading
        aim = "aim: " if promise.commitment == "aim" else ""
        said = [("", aim, promise.target), ("usually within ", "", promise.estimate)]
        return [f"{before}{mark}{target}: {reading.describe(target)}" for before, mark, target in said if target]

    def _no_deadline(self, promise: Promise | None) -> str:
        if promise is not None:
            return "no deadline"
        return f"no deadline {'until a priority is set' if self.ticket.priority is None else 'is promised'}"
