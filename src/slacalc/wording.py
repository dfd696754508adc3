"""Each rule as a sentence: what a promise was read to mean."""

from slacalc import rules
from slacalc.hours import time_text
from slacalc.instants import span
from slacalc.rules import Receipt, Rule
from slacalc.targets import Target


def sentence(rule: Rule) -> str:  # noqa: C901, PLR0912 (a table, one line for each rule)
    """Return what a rule says, in plain English."""
    match rule:
        case rules.ElapsedTime(amount):
            return f"{length(amount)} of elapsed time, 24 hours a day"
        case rules.WorkingTime(amount, landing):
            lands = "" if landing == "close" else ", at the next opening where it runs out at a closing"
            return f"{length(amount)} of working time, inside the hours{lands}"
        case rules.TimeToClose(amount):
            return f"{length(amount)} of working time, then up to the close of that day"
        case rules.WorkingDays(0, receipt) | rules.SameDay(receipt):
            return f"the close of {_day_zero(receipt)}"
        case rules.WorkingDays(days, receipt):
            return f"the close of the {_nth(days)} working day after {_day_zero(receipt)}"
        case rules.WorkingDaysSameTime(days, receipt):
            return f"the clock start's time of day on the {_nth(days)} working day after {_day_zero(receipt)}"
        case rules.NextWorkingDayBy(time, receipt):
            return f"{time_text(time)} on the 1st working day after {_day_zero(receipt)}"
        case rules.CalendarDays(days, receipt):
            return f"the close of {_day_zero(receipt)} + {days} dates, or of the next working day where that is closed"
        case rules.CalendarDaysSameTime(days):
            return f"the report's time of day {days} dates later"
        case rules.ResponseDay():
            return "the close of the day on which the response falls due"
        case rules.Midnight():
            return "the next local midnight after the report"
        case rules.Agreed():
            return "the deadline that was agreed for the ticket"
        case rules.DateEnd():
            return "the close of the date that was estimated for the ticket, or of the next working day"
        case rules.SameDayAtLeast(inner, minimum):
            least = f"with at least {length(minimum)} of working time left"
            return f"{sentence(inner)}, {least}, else the next working day's"
    raise TypeError(f"{rule!r} has no sentence")  # pragma: no cover - a new rule is told here that it lacks one


def length(amount: int) -> str:
    """Return an amount of microseconds in words: "8 hours"."""
    return str(Target.working(span(amount))).replace(" working", "")


def _day_zero(receipt: Receipt) -> str:
    return "the day on which the clock starts" if receipt == "opening" else "the date of the report"


def _nth(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_CHOICES = {
    "starts": {
        "logged": "The clocks start when a ticket is logged where that is recorded, else when it is reported.",
        "reported": "The clocks start when a ticket is reported, whenever it is logged.",
    },
    "priority_change": {
        "from_report": "After a change of priority the new resolution target is measured from the report.",
        "from_change": "After a change of priority the new resolution target is measured from the change.",
    },
    "reopen": {
        "resume": "When a ticket is reopened, the time for which it was resolved counts like a pause.",
        "continue": "When a ticket is reopened, the time for which it was resolved counts against the promise.",
        "restart": "When a ticket is reopened, its clocks begin anew.",
    },
    "update": {
        "last": "Periodic updates are due by the time since the last message.",
        "grid": "Periodic updates are due on a grid that begins with the first message.",
    },
    "transfer": {
        "separate": "Handing a ticket to a bug tracker ends its clocks with a verdict of its own.",
        "resolved": "Handing a ticket to a bug tracker counts as resolving it.",
    },
}


def choice(name: str, value: str | tuple[str, ...]) -> str:
    """Return what a choice of a handling means, by the name of its field, as a sentence."""
    if isinstance(value, str):
        return _CHOICES[name][value]
    stopped = " and ".join(value)
    return f"While a ticket waits, {f'the clock of its {stopped} stops' if stopped else 'its clocks run on'}."
