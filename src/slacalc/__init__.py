"""Service-level agreements: from a promise, a business calendar and a ticket's history to deadlines and breaches."""

from slacalc.assessment import Assessment, Deadlines, assess, deadlines
from slacalc.calendar import Calendar
from slacalc.clocks import Clock
from slacalc.cover import Cover
from slacalc.handling import Handling
from slacalc.instants import as_utc
from slacalc.packages import Package
from slacalc.promises import Promise
from slacalc.reading import Reading
from slacalc.schemes import Priority, Scheme
from slacalc.targets import Target
from slacalc.tickets import Event, Ticket
from slacalc.verdicts import State

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "Calendar",
    "Clock",
    "Cover",
    "Deadlines",
    "Event",
    "Handling",
    "Package",
    "Priority",
    "Promise",
    "Reading",
    "Scheme",
    "State",
    "Target",
    "Ticket",
    "as_utc",
    "assess",
    "deadlines",
]
