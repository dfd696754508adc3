"""What events do to the clocks of a ticket: one named choice for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from itertools import islice
from typing import ClassVar, Literal

from slacalc.errors import InputError, as_word, is_one_of, shown
from slacalc.reading import check_choices

CLOCKS = ("response", "resolution")
"""The clocks that every ticket has, by name."""
MESSAGE_CLOCKS = ("next_reply", "update")
"""The clocks that messages start: from the customer's to the next answer, and from one message of an agent's to the
next."""
ALL_CLOCKS = (*CLOCKS, *MESSAGE_CLOCKS)


@dataclass(frozen=True, slots=True)
class Handling:
    """What events do to clocks, one named choice for each; the first value of each is its default.

    Example:
        >>> Handling(pauses=["response", "resolution"])
        Handling(pauses=('response', 'resolution'))
    """

    starts: Literal["logged", "reported"] = "logged"
    """Clocks start from the logging where one is recorded, else from the report; or always from the report. Under
    "logged", a ticket that is reported but not yet logged has no deadline."""
    pauses: tuple[str, ...] = ("resolution",)
    """Which clocks a pause stops."""
    priority_change: Literal["from_report", "from_change"] = "from_report"
    """The new resolution target is measured from the report, or as if reported at the change."""
    reopen: Literal["resume", "continue", "restart"] = "resume"
    """The time spent resolved counts like a pause, or against the promise, or a new cycle starts."""
    update: Literal["last", "grid"] = "last"
    """The periodic update counts from the last agent message, or on a grid from the first."""
    transfer: Literal["separate", "resolved"] = "separate"
    """Handing a ticket to a bug tracker ends the clock with its own verdict, or counts as resolution."""

    VALUES: ClassVar[dict[str, tuple[str, ...]]] = {
        "starts": ("logged", "reported"),
        "priority_change": ("from_report", "from_change"),
        "reopen": ("resume", "continue", "restart"),
        "update": ("last", "grid"),
        "transfer": ("separate", "resolved"),
    }

    def __post_init__(self) -> None:
        check_choices(self, self.VALUES)
        if isinstance(self.pauses, str | bytes | Mapping) or not isinstance(self.pauses, Iterable):
            raise InputError(f"pauses={shown(self.pauses)}: write a list of clocks, for instance ['resolution']")
        object.__setattr__(self, "pauses", tuple(islice(self.pauses, len(ALL_CLOCKS) + 1)))
        for clock in self.pauses:
            if not is_one_of(clock, ALL_CLOCKS):
                near = get_close_matches(as_word(clock), ALL_CLOCKS, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(map(repr, ALL_CLOCKS))}"
                raise InputError(f"pauses={shown(self.pauses)} names no clock with {shown(clock)}: {hint}")

        if len(set(self.pauses)) < len(self.pauses):
            raise InputError(f"pauses={shown(self.pauses)} names a clock twice: write each once")

    def __repr__(self) -> str:
        """Return code that rebuilds the handling: the choices that are not defaults."""
        chosen = ((field.name, getattr(self, field.name), field.default) for field in fields(self))
        return f"Handling({', '.join(f'{name}={value!r}' for name, value, default in chosen if value != default)})"
