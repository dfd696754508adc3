"""``slacalc describe``: a package in words."""

from slacalc.cli.numbers import Year
from slacalc.cli.package_files import package_of
from slacalc.cli.terminal import plain
from slacalc.description import describe as description_of


def describe(file: str, /, *, year: Year = None) -> int:
    """Say a package in words: its hours, its promises, and how they are read.

    Example: slacalc describe p1-p4

    Args:
        file: Path of a TOML or JSON file, or preset (p1-p3, p1-p4).
        year: The year of example dates, where there are some.
    """
    print(plain(description_of(package_of(file, ""), year=year)))
    return 0
