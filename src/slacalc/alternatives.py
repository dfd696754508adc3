"""A package read otherwise: each ambiguous word in each of its other ways (section 3 of the conventions)."""

from collections.abc import Iterator
from contextlib import suppress

from slacalc.errors import PackageError
from slacalc.packages import Package
from slacalc.reading import Reading


def other_readings(package: Package) -> Iterator[tuple[str, str, Package]]:
    """Return each reading that the package does not have and its promises can be read by: word, value and package.

    Example:
        >>> [value for word, value, _ in other_readings(Package.preset("p1-p4")) if word == "working_day"]
        ['same_time', 'hours', 'hours_to_close', 'inclusive']
    """
    for word, values in Reading.VALUES.items():
        for value in values:
            if value != getattr(package.scheme.reading, word):
                with suppress(PackageError):
                    yield word, value, package.amend(reading={word: value})
