"""The one place in slacalc that reads a clock: for ``--at now``, and for the year of examples."""

from datetime import UTC, datetime

from slacalc.cli.times import TimeReader


def instant_asked(text: str, times: TimeReader) -> datetime:
    """Return the instant that ``--at`` asks about: the present for "now", else the time that the text says.

    Raises:
        InputError: text that is no time, or a time without an offset where no zone is given.
    """
    if text.strip().lower() == "now":
        return datetime.now(UTC)
    return times.option("--at", text)


def year_asked(year: int | None) -> int:
    """Return the year that ``--year`` says; the present one, in UTC, where it says none."""
    return datetime.now(UTC).year if year is None else year
