"""Service-level agreements: from a promise, a business calendar and a ticket's history to deadlines and breaches."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slacalc.almanac import Day, Edge
    from slacalc.assessment import Assessment, Deadlines, assess, deadlines
    from slacalc.calendar import Calendar
    from slacalc.clocks import Clock
    from slacalc.cover import Cover
    from slacalc.description import describe
    from slacalc.differences import Change, diff
    from slacalc.events import Event
    from slacalc.explanation import ClockExplanation, Explanation, explain
    from slacalc.fingerprints import Fingerprint
    from slacalc.handling import Handling
    from slacalc.instants import as_utc
    from slacalc.lint import Finding, check
    from slacalc.occasions import NextEvent
    from slacalc.packages import Package
    from slacalc.promises import Promise
    from slacalc.reading import Reading
    from slacalc.samples import Example
    from slacalc.schemes import Priority, Scheme
    from slacalc.stretches import Stretch
    from slacalc.targets import Target
    from slacalc.tickets import Ticket
    from slacalc.timetable import transitions
    from slacalc.verdicts import State
    from slacalc.worklist import work_order

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "Calendar",
    "Change",
    "Clock",
    "ClockExplanation",
    "Cover",
    "Day",
    "Deadlines",
    "Edge",
    "Event",
    "Example",
    "Explanation",
    "Finding",
    "Fingerprint",
    "Handling",
    "NextEvent",
    "Package",
    "Priority",
    "Promise",
    "Reading",
    "Scheme",
    "State",
    "Stretch",
    "Target",
    "Ticket",
    "as_utc",
    "assess",
    "check",
    "deadlines",
    "describe",
    "diff",
    "explain",
    "transitions",
    "work_order",
]

# A name is loaded when it is first used, so that a program pays for the parts that it needs, and when it needs them.
_HOMES = {
    "almanac": ("Day", "Edge"),
    "assessment": ("Assessment", "Deadlines", "assess", "deadlines"),
    "calendar": ("Calendar",),
    "clocks": ("Clock",),
    "cover": ("Cover",),
    "description": ("describe",),
    "differences": ("Change", "diff"),
    "events": ("Event",),
    "explanation": ("ClockExplanation", "Explanation", "explain"),
    "fingerprints": ("Fingerprint",),
    "handling": ("Handling",),
    "instants": ("as_utc",),
    "lint": ("Finding", "check"),
    "occasions": ("NextEvent",),
    "packages": ("Package",),
    "promises": ("Promise",),
    "reading": ("Reading",),
    "samples": ("Example",),
    "schemes": ("Priority", "Scheme"),
    "stretches": ("Stretch",),
    "targets": ("Target",),
    "tickets": ("Ticket",),
    "timetable": ("transitions",),
    "verdicts": ("State",),
    "worklist": ("work_order",),
}
_HOME_OF = {name: f"slacalc.{home}" for home, names in _HOMES.items() for name in names}

# A checker of types reads the imports above, and so finds a name that there is not.
if not TYPE_CHECKING:  # pragma: no branch - it is false where the code runs

    def __getattr__(name: str) -> Any:
        if name == "errors":
            return import_module("slacalc.errors")
        if name not in _HOME_OF:
            raise AttributeError(f"module 'slacalc' has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
