"""Service-level agreements: from a promise, a business calendar and a ticket's history to deadlines and breaches."""

from slacalc.calendar import Calendar
from slacalc.instants import as_utc

__version__ = "0.1.0"

__all__ = ["Calendar", "as_utc"]
