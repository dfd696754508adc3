"""Asking a person, or a file of answers, one question after another."""

import sys
from collections.abc import Generator
from io import StringIO
from typing import Any, TextIO, TypeVar

from slacalc.cli.questionnaire import Question
from slacalc.cli.terminal import plain
from slacalc.errors import InputError

T = TypeVar("T")
Interview = Generator[Question, Any, T]
"""Questions that wait for what their answers mean, and what comes of them."""
TRIES = 3


def held(interview: Interview[T], shown: TextIO) -> T:
    """Return what comes of an interview: questions go to *shown*, answers come from standard input.

    Raises:
        InputError: the answers end too early, or cannot be read after some tries.
    """
    try:
        question = next(interview)
        while True:
            question = interview.send(_answer(question, shown))
    except StopIteration as end:
        result: T = end.value
        return result


def _answer(question: Question, shown: TextIO) -> Any:
    print("", *question.lines, sep="\n", file=shown)
    for _ in range(TRIES):
        print(question.prompt, end="", file=shown, flush=True)
        try:
            return question.answered(_line(question, shown))
        except _EndError:
            raise
        except InputError as fault:
            print(plain(str(fault)), file=shown)
    raise InputError(f"{question.key}: {TRIES} answers could not be read, so nothing is written: begin again")


def _line(question: Question, shown: TextIO) -> str:
    answers = sys.stdin or StringIO()  # a process may be started without standard input
    try:
        line = answers.readline()
    except UnicodeDecodeError as fault:
        print(file=shown, flush=True)
        raise _EndError(
            f"{question.key}: the answer is no {fault.encoding}, so nothing is written: begin again"
        ) from None
    if not line:
        print(file=shown, flush=True)
        raise _EndError(f"the answers end before {question.key!r} is answered, so nothing is written: begin again")
    if not answers.isatty():
        print(plain(line.strip()), file=shown)  # a terminal shows what is typed, and a pipe does not
    return line


class _EndError(InputError):
    """Answers that end: to ask again would not help."""
