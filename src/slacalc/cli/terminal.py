"""What is said beside the answer, on standard error."""

import sys


def say(text: str) -> None:
    """Write one line to standard error."""
    print(plain(text), file=sys.stderr)


def note(text: str) -> None:
    """Say what is worth knowing and no fault."""
    say(f"note: {text}")


def plain(text: str) -> str:
    """Return a text from a file without what a terminal would obey rather than show."""
    return "".join(character if character.isprintable() or character == "\n" else "\ufffd" for character in text)
