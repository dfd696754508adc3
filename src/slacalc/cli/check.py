"""``slacalc check``: what somebody should know of a package before a ticket shows it."""

import sys
from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter

from slacalc.cli.clock import year_asked
from slacalc.cli.numbers import Year
from slacalc.cli.output import write_json
from slacalc.cli.package_files import package_of
from slacalc.cli.terminal import plain, say
from slacalc.errors import SlaError
from slacalc.lint import Finding
from slacalc.lint import check as findings_of


def check(
    file: str,
    /,
    *files: str,
    json: Annotated[bool, Parameter(negative=(), show_default=False)] = False,
    year: Year = None,
) -> int:
    """Tell what somebody should know of packages, each finding with an example report that shows it.

    Exit codes: 0 nothing above a note, 1 warnings or errors, 2 a file that cannot be read; all its faults are told.

    Example: slacalc check acme.toml

    Args:
        file: Path of a TOML or JSON file, or preset (p1-p3, p1-p4).
        files: More of them.
        json: Write JSON.
        year: The year in which example reports are made; by default the present one.
    """
    of_year = year_asked(year)
    found, unread = _found([file, *files], of_year)
    if json:
        listed = [
            {"file": name, "findings": [finding.to_dict() for finding in findings]} for name, findings in found.items()
        ]
        write_json(sys.stdout, listed)
    else:
        _write(found)
    if unread:
        return 2
    return 1 if any(_is_serious(finding) for findings in found.values() for finding in findings) else 0


Found = dict[str, Sequence[Finding]]


def _found(names: Sequence[str], year: int) -> tuple[Found, int]:
    # One file that cannot be read is told, and the others are checked all the same.
    found: Found = {}
    unread = 0
    for name in dict.fromkeys(names):
        try:
            found[name] = findings_of(package_of(name, ""), year=year)
        except SlaError as fault:
            say(f"slacalc: {fault}")
            unread += 1
    return found, unread


def _is_serious(finding: Finding) -> bool:
    return finding.level != "note"


def _write(found: Found) -> None:
    for place, (name, findings) in enumerate(found.items()):
        if len(found) > 1:
            print("\n" * (place > 0) + plain(f"{name}:"))
        for finding in findings:
            print(plain(str(finding)))
        if not findings:
            print("nothing to tell")
