"""What is worth knowing of an export before its verdicts are believed, as sentences."""

from collections import Counter
from collections.abc import Iterator, Sequence

from slacalc.cli.columns import Columns
from slacalc.cli.profiles import NO_PROFILE, Profile
from slacalc.cli.rows import Row
from slacalc.errors import listed
from slacalc.packages import Package

_MOST_NAMES = 20
_WANTED = {"priority": "the priority", "responded": "the first answer", "resolved": "the resolution"}
"""What tickets mostly have, and verdicts rest on."""


def of_columns(columns: Columns) -> Iterator[str]:
    """Say which columns are not used, and what none is taken for, since it may be one of them."""
    names = [*dict.fromkeys(columns.ignored)]  # Jira has a column for each label, all of one name
    if not names:
        return
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    lacking = [role for role in _WANTED if getattr(columns, role) is None]
    lacking = [role for role in lacking if role != "responded" or not columns.says_answers]
    words = _and([_WANTED[role] for role in lacking], "and")
    options = _and([f"--{role}-column NAME" for role in lacking], "or")
    lacks = f"; none is taken for {words}: type {options} if one is" if lacking else ""
    yield f"columns not used: {', '.join(names[:_MOST_NAMES])}{more}{lacks}"


def of_rows(rows: Sequence[Row], tz: str | None) -> Iterator[str]:
    """Say how many times are doubtful, and which numbers come twice."""
    doubtful = sum(row.doubtful for row in rows)
    if doubtful:
        yield (
            f"{doubtful} time{' stands' if doubtful == 1 else 's stand'} in an hour that the clocks of {tz} repeat or "
            "skip: taken as the first pass, or the moment of the jump"
        )
    numbers = Counter(row.ticket.id for row in rows if row.ticket.id is not None)
    if twice := [number for number, count in numbers.items() if count > 1]:
        said = "number stands" if len(twice) == 1 else "numbers stand"
        yield f"{len(twice)} {said} in more than one row, each of which is counted: {listed(twice, 3)}"


def of_profile(rows: Sequence[Row], profile: Profile, package: Package, columns: Columns) -> Iterator[str]:
    """Say what a profile made of priorities and statuses."""
    if profile is NO_PROFILE:
        return
    ranked = zip(profile.priorities, package.scheme.levels, strict=False)
    if pairs := [f"{said} as {level.name}" for said, level in ranked if said != level.name]:
        yield f"priorities are read by their rank unless --map-priority says otherwise: {', '.join(pairs)}"
    unknown = Counter(row.said for row in rows if row.said and row.status is None)
    if unknown:
        words = listed([word for word, _ in unknown.most_common()])
        yield f"{unknown.total()} with a status that the profile does not know are taken as their times say: {words}"
    if reopened := sum(row.reopened for row in rows):
        yield f"{reopened} with a status that is open again: the time of their resolution is left out"
    waiting = sum(row.status == "waiting" and not row.ticket.pauses for row in rows)
    if waiting and columns.pauses is None:
        yield f"{waiting} wait at present, and no column says since when: their waiting is counted as working time"


def _and(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
