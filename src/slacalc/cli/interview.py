"""The questions of ``slacalc new`` in their order, and what comes of the answers. Nothing here asks anybody."""

import re
import zoneinfo
from collections.abc import Generator
from contextlib import suppress
from typing import Any

from slacalc.cli.agreement import Agreement
from slacalc.cli.ambiguities import WORDS, of_pauses, of_priority_change, of_word
from slacalc.cli.questionnaire import Choice, Question, lettered
from slacalc.documents import PRESETS
from slacalc.errors import InputError, UnknownZoneError, shown
from slacalc.fields import ALWAYS, region_of
from slacalc.hours import parse_week, week_text
from slacalc.packages import Package
from slacalc.promises import Promise
from slacalc.zones import zone_name

Interview = Generator[Question, Any, Agreement]
Priorities = dict[str, dict[str, Any]]
NONE, OWN = "none", "own"
MOST_PRIORITIES = 20
_ALWAYS = {"24x7", "24/7", "always"}
_HOLIDAYS_OF = {"Europe/London": "GB-ENG"}
"""What Enter stands for in a zone with one likely answer; elsewhere there is none, as a zone is no region."""


def interview(year: int) -> Interview:
    """Ask what an agreement says, and return it.

    Args:
        year: of the examples.
    """
    name = yield Question("name", ("What is the agreement called? Usually it is the customer's name.",), str)
    tz = yield ZONE
    hours = yield HOURS
    holidays = yield _holidays_question(tz)
    start = yield _start_question()
    priorities = preset_priorities(start) if start != OWN else (yield from _own_priorities())
    agreement = Agreement(name, tz, hours, holidays, priorities)
    for word in WORDS:
        if asked := of_word(agreement.package, word, year):
            agreement = agreement.choosing(asked, (yield asked.question))
    for of_event in (of_pauses, of_priority_change):
        if asked := of_event(agreement.package, year):
            agreement = agreement.choosing(asked, (yield asked.question))
    return agreement


# the desk ------------------------------------------------------------------------------------------------------------


def read_zone(text: str) -> str:
    """Return the name of a time zone; for another text the nearest name is offered."""
    try:
        return zone_name(text)
    except UnknownZoneError:
        place = text.casefold().replace(" ", "_")
        for name in sorted(zoneinfo.available_timezones()):
            if place in {name.casefold(), name.casefold().rpartition("/")[2]} and "/" in name:
                raise UnknownZoneError(f"unknown time zone {shown(text)}: did you mean {shown(name)}?") from None
        raise


def read_hours(text: str) -> str:
    """Return hours in words in their plain form."""
    if text.casefold() in _ALWAYS:
        return ALWAYS
    return week_text(parse_week(text))


def read_regions(text: str) -> tuple[str, ...]:
    """Return the holiday regions that a text lists; none for "none"."""
    if text.casefold() == NONE:
        return ()
    return tuple(dict.fromkeys(_region(word) for word in re.split(r"[,;\s]+", text) if word))


def _region(word: str) -> str:
    # In capitals where that is a region, as "gb-eng" leaves no doubt.
    spelt = word.upper() if _is_region(word.upper()) else word
    try:
        region_of(spelt)
    except InputError as fault:
        raise InputError(f"{fault} (a region is typed as in GB-ENG, and several with commas; or type {NONE})") from None
    return spelt


def _is_region(word: str) -> bool:
    with suppress(InputError):
        region_of(word)
        return True
    return False


ZONE = Question(
    "time zone",
    ("On which clock does the desk work? A time zone such as Europe/London or America/New_York.",),
    read_zone,
    "Europe/London",
)
HOURS = Question(
    "hours",
    (
        "When does the desk work? For instance Mon-Fri 09:00-17:00; Sat 10:00-14:00, or with a break",
        "Mon-Fri 09:00-12:30,13:30-17:00. What ends before it starts ends the next day; 24x7 is always.",
    ),
    read_hours,
    "Mon-Fri 09:00-17:00",
)


def _holidays_question(tz: str) -> Question:
    lines = (
        "On which public holidays is the desk closed? A region such as GB-ENG, GB-SCT, US-CA or DE,",
        f"several with commas, or {NONE}.",
    )
    return Question("public holidays", lines, read_regions, _HOLIDAYS_OF.get(tz))


# priorities ----------------------------------------------------------------------------------------------------------


def preset_priorities(name: str) -> Priorities:
    """Return the priorities of a preset, as a document says them."""
    found: Priorities = Package.preset(name).model_dump()["priorities"]
    return found


def _start_question() -> Question:
    choices = [
        Choice(name, name, (f"{name}: those of the preset {name}", *_promised(name)))
        for name in sorted(PRESETS, reverse=True)
    ]
    own = Choice(OWN, OWN, (f"{OWN}: priorities of your own",))
    return lettered(
        "start from",
        ["Which priorities are there, and what is promised for each? All of it may be changed in the file."],
        [*choices, own],
    )


def _promised(preset: str) -> list[str]:
    levels = preset_priorities(preset).items()
    return [f"{name}: respond {level['response']}, resolve {level['resolution']}" for name, level in levels]


def read_names(text: str) -> tuple[str, ...]:
    """Return the names of priorities that a text lists with commas, the most urgent first."""
    names = tuple(name for part in text.split(",") if (name := part.strip()))
    if not names or len({name.casefold() for name in names}) < len(names):
        raise InputError(f"{shown(text)} does not name each priority once: type for instance P1, P2, P3")
    if len(names) > MOST_PRIORITIES:
        raise InputError(f"{len(names)} priorities are too many to ask about: type at most {MOST_PRIORITIES}")
    return names


def read_promise(text: str) -> str | None:
    """Return the words of a promise in their plain form; None for "none"."""
    return None if text.casefold() == NONE else str(Promise.parse(text))


def _own_priorities() -> Generator[Question, Any, Priorities]:
    asked = "What are the priorities called? The most urgent first, with commas."
    names = yield Question("priorities", (asked,), read_names, "P1, P2, P3")
    priorities: Priorities = {}
    response: str | None = None
    for rank, name in enumerate(names, 1):
        title = yield Question(f"{name} title", (f"{name}: what is it for, in a few words? Enter for none.",), str, "")
        answered = yield _response_question(name, response if rank > 1 else "8 working hours")
        response = answered or NONE
        resolved = yield _resolution_question(name)
        terms = {"rank": rank, "title": title, "response": answered, "resolution": resolved}
        priorities[name] = {key: value for key, value in terms.items() if value}
    return priorities


def _response_question(name: str, default: str | None) -> Question:
    lines = (
        f"{name}: within what time does somebody respond? For instance 1 working hour, 8 hours,",
        f"aim: 1 working hour (an aim is judged alike and counted apart), or {NONE}.",
    )
    return Question(f"{name} response", lines, read_promise, default)


def _resolution_question(name: str) -> Question:
    lines = (
        f"{name}: within what time is it resolved? For instance 3 working days, 1-2 weeks, same day,",
        f"next working day by 16:00, by agreement; usually within 10 working days, or {NONE}.",
    )
    return Question(f"{name} resolution", lines, read_promise)
