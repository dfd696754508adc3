"""The page docs/laws.md: each law, what it states and the test that holds it, read from the docstrings of the tests.

``python -m tests.laws.page`` writes it afresh.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.laws.long import HERE, SEED, rows

PAGE = HERE.parents[1] / "docs" / "laws.md"
_STATED = re.compile(r"Laws? (?P<numbers>\w+(?: and \w+)?)(?:: |, )(?P<statement>.*)", re.DOTALL)
ENOUGH = 10_000
INTRODUCTION = """# The laws

What must hold of every calendar, deadline and life of a ticket, whoever wrote them: properties that hypothesis tries to
break. M(a, b) is the working time between two instants, A(a, d) the earliest instant by which d of it has passed since
a, S(b, d) the latest from which d passes until b, N(a) the first open instant at or after a. Laws A to C came with the
rules of promises, D with rows, E with what fell due in between.

Every run of the tests tries each law on at least 60 random examples, and continuous integration on 200, the same in
every run. `python3 tasks.py laws` tries each on {enough:,} with the seed {seed}, one after the other, and keeps what it
came to in `tests/laws/long_run.csv`, with the versions, the date and the source. The last column says for how many
examples a law held there; a hyphen says that no long run of it is recorded. {reached}
A law of one case, or of all cases, draws no examples.

| law | statement | test | long run |
|---|---|---|---|
"""


class Law(NamedTuple):
    """One test of a law."""

    numbers: tuple[str, ...]
    statement: str
    file: str
    test: str
    is_drawn: bool

    @property
    def name(self) -> str:
        """Return it as the long run names it."""
        return f"{self.file}::{self.test}"


def laws(folder: Path = HERE) -> Iterator[Law]:
    """Return every test whose docstring states a law, in the order of the laws."""
    found = [law for path in sorted(folder.glob("test_*.py")) for law in stated(path)]
    return iter(sorted(found, key=lambda law: (place(law.numbers[0]), law.file)))


def stated(path: Path) -> Iterator[Law]:
    """Return the laws that the tests of a file state."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            match = _STATED.match(ast.get_docstring(node) or "")
            if match:
                numbers = tuple(match["numbers"].split(" and "))
                yield Law(numbers, " ".join(match["statement"].split()), path.name, node.name, is_drawn(node))


def is_drawn(node: ast.FunctionDef) -> bool:
    """Tell whether a test draws examples."""
    return any(isinstance(each, ast.Call) and getattr(each.func, "id", "") == "given" for each in node.decorator_list)


def place(number: str) -> tuple[bool, int, str]:
    """Return where a law stands among the others: numbers, then letters."""
    return (False, int(number), "") if number.isdecimal() else (True, 0, number)


def row(law: Law, examples: dict[str, str]) -> str:
    """Return a law as a row of the table."""
    held = f"{int(examples[law.name]):,}" if law.name in examples else "-" if law.is_drawn else "no examples"
    begins = law.statement[0].upper() if law.statement.split()[0].isalpha() else law.statement[0]
    statement = (begins + law.statement[1:]).replace("|", "\\|")
    link = f"[`{law.test}`](../tests/laws/{law.file})"
    return f"| {', '.join(law.numbers)} | {statement} | {link} | {held} |"


def page() -> str:
    """Return the whole page."""
    examples = {each["law"]: each["examples"] for each in rows() if each["outcome"] == "passed"}
    known = list(laws())
    missing = sum(law.is_drawn and int(examples.get(law.name, 0)) < ENOUGH for law in known)
    drawn = sum(law.is_drawn for law in known)
    reached = f"Of {drawn} tests that draw examples {drawn - missing} have reached {ENOUGH:,}."
    head = INTRODUCTION.format(enough=ENOUGH, seed=SEED, reached=reached)
    return head + "".join(f"{row(law, examples)}\n" for law in known)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
