"""Rows put to the rules: many of one shape together, and alone those that are few of it or need the rules of one."""

import warnings
from collections.abc import Callable, Iterable
from typing import Protocol

import numpy as np

from slacalc.assessment import assess, deadlines
from slacalc.errors import HistoryError, HolidayDataWarning, PackageError, SlaError
from slacalc.frames.judging import Batch, OneByOneError, by_known_cover, judged, marks
from slacalc.frames.measure import Ints
from slacalc.frames.shapes import Shape, Story, story
from slacalc.frames.sheet import Sheet
from slacalc.handling import CLOCKS
from slacalc.instants import moment
from slacalc.packages import Package
from slacalc.reckoning import counts_periods
from slacalc.tickets import Ticket
from slacalc.windows import NEVER

FEWEST = 16
"""How many rows are not parted any more to find those that cannot be judged together."""


class Question(Protocol):
    """What is asked of every row."""

    sheet: Sheet
    at: int
    """The instant asked about; NEVER for the whole history."""

    def together(self, package: Package, told: Story, rows: Ints, batch: Batch) -> None:
        """Answer rows of one shape.

        Raises:
            SlaError: one of them cannot be judged, or must be judged alone.
        """
        ...

    def alone(self, package: Package, row: int, ticket: Ticket) -> bool:
        """Answer one row, and return whether it needed public holidays that are not known.

        Raises:
            SlaError: it cannot be judged.
        """
        ...

    def clocks(self, package: Package) -> tuple[str, ...]:
        """Return the clocks that are asked about."""
        ...


class Verdicts:
    """Every clock judged at an instant.

    Args:
        sheet: where the answers go.
        at: the instant, in microseconds since 1970 UTC.
    """

    def __init__(self, sheet: Sheet, at: int) -> None:
        self.sheet, self.at, self._moment = sheet, at, moment(at)

    def clocks(self, package: Package) -> tuple[str, ...]:
        """Return the clocks of a package."""
        return (*CLOCKS, *package.message_clocks)

    def together(self, package: Package, told: Story, rows: Ints, batch: Batch) -> None:
        """Answer rows of one shape."""
        if any(counts_periods(package, clock) and told.runs[clock] for clock in package.message_clocks):
            raise OneByOneError("each row counts its own periods")
        found = {clock: judged(package, told, clock, batch, self.at) for clock in self.clocks(package)}
        for clock, verdict in found.items():
            self.sheet.clocks[clock].put(rows, verdict, told.excuses[clock])
        self.sheet.priority.put(rows, told.priority)
        self.sheet.repairs.put(rows, ", ".join(told.repairs) or None)

    def alone(self, package: Package, row: int, ticket: Ticket) -> bool:
        """Answer one row."""
        found = assess(ticket, package, at=self._moment)
        for name, clock in found.clocks.items():
            self.sheet.clocks[name].put_one(row, clock)
        self.sheet.priority.put(row, found.priority)
        self.sheet.repairs.put(row, ", ".join(dict.fromkeys(repair.code for repair in ticket.repairs)) or None)
        return any(clock.beyond_holiday_data for clock in found.clocks.values())


class Marked:
    """The deadlines by the whole history.

    Args:
        sheet: where the answers go.
    """

    at = NEVER

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def clocks(self, package: Package) -> tuple[str, ...]:
        """Return the clocks that have a deadline by the report."""
        return CLOCKS

    def together(self, package: Package, told: Story, rows: Ints, batch: Batch) -> None:
        """Answer rows of one shape."""
        found = {clock: marks(package, told, clock, batch)[1] for clock in CLOCKS}
        for clock, each in found.items():
            self.sheet.clocks[clock].put_marks(rows, each)
        self.sheet.repairs.put(rows, ", ".join(told.repairs) or None)

    def alone(self, package: Package, row: int, ticket: Ticket) -> bool:
        """Answer one row."""
        found = deadlines(ticket, package)
        for clock, each in (("response", found.response), ("resolution", found.resolution)):
            self.sheet.clocks[clock].put_marks(row, (each.due, each.expected_from, each.estimate))
        self.sheet.repairs.put(row, ", ".join(dict.fromkeys(repair.code for repair in ticket.repairs)) or None)
        return found.beyond_holiday_data


class Asking:
    """One question put to rows, whatever way is open.

    Args:
        question: what is asked.
        reason: why rows cannot be judged, to be added to.
    """

    def __init__(self, question: Question) -> None:
        self.question = question

    def batch(
        self, package: Package, rows: Ints, shape: Shape | None, batch: Batch | None, ticket: Callable[[int], Ticket]
    ) -> None:
        """Answer rows of one shape; those without one, and those that cannot be judged together, one by one.

        Args:
            package: what is promised.
            rows: their numbers.
            shape: what they have in common, None for nothing.
            batch: when things happened.
            ticket: returns the ticket of a row.
        """
        if shape is None or batch is None:
            self._alone(package, rows, ticket)
            return
        try:
            told = story(shape, package.scheme.handling, self.question.clocks(package))
        except HistoryError:
            self._alone(package, rows, ticket)
            return
        for part, known in by_known_cover(package, batch):
            self._together(package, told, rows[part], known, ticket)

    def _together(
        self, package: Package, told: Story, rows: Ints, batch: Batch, ticket: Callable[[int], Ticket]
    ) -> None:
        try:
            self.question.together(package, told, rows, batch)
            self.question.sheet.judged[rows] = True
        except PackageError as error:
            self.question.sheet.reason.put(rows, str(error))
        except SlaError:
            if len(rows) <= FEWEST:
                self._alone(package, rows, ticket)
                return
            # What is out of reach lies at one end of the reports.
            order = np.argsort(batch.instants[1], kind="stable")
            for half in np.array_split(order, 2):
                self._together(package, told, rows[half], batch.rows(half), ticket)

    def _alone(self, package: Package, rows: Ints, ticket: Callable[[int], Ticket]) -> None:
        sheet = self.question.sheet
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", HolidayDataWarning)
            for row in map(int, rows):
                try:
                    sheet.beyond_holiday_data[row] = self.question.alone(package, row, ticket(row))
                    sheet.judged[row] = True
                except SlaError as error:
                    sheet.reason.put(row, str(error))


def clocks_of(packages: Iterable[Package]) -> tuple[str, ...]:
    """Return the clocks of several packages."""
    found = dict.fromkeys(clock for package in packages for clock in package.message_clocks)
    return (*CLOCKS, *found)
