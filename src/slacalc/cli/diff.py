"""``slacalc diff``: what changes from one package to another."""

import sys
from typing import Annotated

from cyclopts import Parameter

from slacalc.cli.numbers import Year
from slacalc.cli.output import write_json
from slacalc.cli.package_files import package_of
from slacalc.cli.terminal import plain
from slacalc.differences import diff as changes_of


def diff(
    before: str,
    after: str,
    /,
    *,
    json: Annotated[bool, Parameter(negative=(), show_default=False)] = False,
    year: Year = None,
) -> int:
    """Tell what changes from one package to another, each change with an example report that shows it.

    Exit codes: 0 nothing changes, 1 something does, 2 a file cannot be read.

    Example: slacalc diff p1-p4 acme.toml

    Args:
        before: The package before: path of a TOML or JSON file, or preset (p1-p3, p1-p4).
        after: The package after.
        json: Write JSON.
        year: The year in which example reports are made; by default that of the last closure or booking, else 2026.
    """
    changes = changes_of(package_of(before, ""), package_of(after, ""), year=year)
    if json:
        write_json(sys.stdout, [change.to_dict() for change in changes])
    elif changes:
        print(*(plain(str(change)) for change in changes), sep="\n")
    else:
        print("nothing changes")
    return 1 if changes else 0
