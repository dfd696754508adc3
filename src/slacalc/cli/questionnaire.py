"""A question as data: what is shown, what Enter stands for, and how an answer is read. Nothing here asks anybody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, NamedTuple

from slacalc.errors import InputError, shown
from slacalc.instants import DateTime
from slacalc.tickets import Ticket

LONGEST_ANSWER = 500


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the way from the text of an answer to what it means.

    Args:
        key: what the question is about, in a word or two; it stands at the prompt.
        lines: what is shown above the prompt.
        read: returns what a text means; an InputError says what to type.
        default: the text that Enter stands for; None where an answer is needed.

    Example:
        >>> Question("days", ("How many?",), int, "3").answered("")
        3
    """

    key: str
    lines: tuple[str, ...]
    read: Callable[[str], Any]
    default: str | None = None

    @property
    def prompt(self) -> str:
        """What stands before the answer, the default in brackets."""
        return f"{self.key} [{self.default}]: " if self.default else f"{self.key}: "

    def answered(self, text: str) -> Any:
        """Return what an answer means.

        Raises:
            InputError: what was wrong with it, and what to type.
        """
        text = text.strip() or self.default or ""
        if not text.isprintable():
            raise InputError(f"{text!a} holds characters that cannot be shown: type it again without them")
        if len(text) > LONGEST_ANSWER:
            raise InputError(f"an answer of {len(text)} characters is too long: type at most {LONGEST_ANSWER}")
        if not text and self.default is None:
            raise InputError("an answer is needed here: nothing stands in brackets for Enter")
        return self.read(text)


class Choice(NamedTuple):
    """One of the answers to a question with letters: what it stands for, its name, and lines that explain it."""

    value: Any
    name: str
    lines: tuple[str, ...]


def lettered(key: str, asked: Sequence[str], choices: Sequence[Choice]) -> Question:
    """Return the question that is answered by a letter or by the name of a choice; Enter takes the first."""
    lines = [*asked, *(line for place, choice in enumerate(choices) for line in choice_lines(place, choice))]
    return Question(key, tuple(lines), lambda text: _chosen(text, choices), "a")


def choice_lines(place: int, choice: Choice, mark: str = "  ") -> list[str]:
    """Return the lines of a choice, its letter before the first of them."""
    first, *others = choice.lines
    return [f"{mark}({ascii_lowercase[place]}) {first}", *(f"      {line}" for line in others)]


def _chosen(text: str, choices: Sequence[Choice]) -> Any:
    word = text.casefold().strip("().")
    for letter, choice in zip(ascii_lowercase, choices, strict=False):
        if word in {letter, choice.name.casefold()}:
            return choice.value
    letters = ascii_lowercase[: len(choices)]
    raise InputError(f"{shown(text)} is none of the answers: type {', '.join(letters[:-1])} or {letters[-1]}")


# by example ----------------------------------------------------------------------------------------------------------


class Column(NamedTuple):
    """One example: its heading, the ticket, and the deadline of it that is shown, such as "resolution_due"."""

    heads: tuple[str, ...]
    ticket: Ticket
    mark: str


class Meaning(NamedTuple):
    """One way to understand a word: what a document says of it, and when each example is then due."""

    changes: dict[str, Any]
    name: str
    sentence: str
    dues: tuple[DateTime | None, ...]


@dataclass(frozen=True, slots=True)
class ByExample:
    """A question that deadlines ask: under each meaning of a word, the same tickets are due at other times.

    Args:
        table: "reading" or "handling", the table of a document that says the answer.
        field: the key in it.
        asked: the question, in lines.
        columns: the examples.
        meanings: what the answer may be, the default first; no two give the same deadlines.
    """

    table: str
    field: str
    asked: tuple[str, ...]
    columns: tuple[Column, ...]
    meanings: tuple[Meaning, ...]

    @property
    def question(self) -> Question:
        """The question as it is asked; its answer is a ``Meaning``."""
        return lettered(f"{self.table}.{self.field}", self._head(), self._choices())

    def lines(self, chosen: Meaning) -> list[str]:
        """Return the question as it was shown, with an arrow before the meaning that was chosen."""
        marks = ["->" if meaning == chosen else "  " for meaning in self.meanings]
        lines = [choice_lines(place, choice, marks[place]) for place, choice in enumerate(self._choices())]
        return [*self._head(), *(line for some in lines for line in some)]

    def _head(self) -> list[str]:
        rows = zip(*(column.heads for column in self.columns), strict=True)
        return [*self.asked, *(f"      {self._row(row)}" for row in rows)]

    def _choices(self) -> list[Choice]:
        return [
            Choice(each, each.name, (self._row([told(due) for due in each.dues]), f"{each.name}: {each.sentence}"))
            for each in self.meanings
        ]

    def _row(self, cells: Sequence[str]) -> str:
        widths = [max(len(told(None)), *map(len, column.heads)) for column in self.columns]
        return "   ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def told(at: DateTime | None) -> str:
    """Return an instant on its wall clock, "Fri 2026-05-15 16:30"; nothing of the zone, which all of them share."""
    return "no deadline in reach" if at is None else f"{at:ddd YYYY-MM-DD HH:mm}"
