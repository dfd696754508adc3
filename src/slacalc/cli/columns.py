"""Which column of an export says what: by its common English names, or by the name that the call gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType

from slacalc.errors import InputError, listed, shown

_FAMILIAR = {
    "id": "id number ticket key ticketid ticketnumber ticketno ticketkey issue issueid issuekey issuenumber incident "
    "incidentid incidentnumber case caseid casenumber request requestid requestnumber reference ref caseref",
    "priority": "priority prio ticketpriority issuepriority incidentpriority casepriority prioritylevel",
    "reported": "reported reportedat reportedon reporteddate reporteddatetime reporttime datereported timereported "
    "opened openedat openedon openeddate opendate opentime dateopened dateopen timeopened "
    "created createdat createdon createddate createddatetime createdtime creationdate creationtime datecreated "
    "timecreated submitted submittedat submittedon submitdate datesubmitted raised raisedat raisedon dateraised "
    "received receivedat receivedon receiveddate datereceived",
    "logged": "logged loggedat loggedon loggeddate loggedtime datelogged timelogged registered registeredat",
    "responded": "responded respondedat respondedon respondeddate dateresponded timeresponded response responseat "
    "responsedate firstresponse firstresponseat firstresponsedate firstresponded firstrespondedat firstreply "
    "firstreplyat firstreplydate initialresponse initialresponseat answered answeredat",
    "resolved": "resolved resolvedat resolvedon resolveddate resolvedtime dateresolved timeresolved resolutionat "
    "resolutiondate closed closedat closedon closeddate closedtime closedate closuredate dateclosed timeclosed "
    "solved solvedat solveddate datesolved completed completedat completedon completeddate datecompleted",
    "pauses": "pauses pause paused pausedat pauseperiods pausedperiods holds holdperiods onholdperiods",
}
ROLES = (*_FAMILIAR, "status", "responded_minutes")
"""What a column may say; the last two are looked for where a profile names them."""
_ROLE = {name: role for role, names in _FAMILIAR.items() for name in names.split()}
_FOLD = str.maketrans("", "", " \t\u00a0_-")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNames:
    """The names of columns that a call gives; None for those to be recognised."""

    id_column: str | None = None
    """Column of the ticket's number. Recognised: id, number, ticket, key, ..."""
    priority_column: str | None = None
    """Column of the priority. Recognised: priority, prio, ..."""
    reported_column: str | None = None
    """Column of the report. Recognised: reported, opened, created, ... (the one column that must be there)"""
    logged_column: str | None = None
    """Column of the logging, where that is later than the report. Recognised: logged, ..."""
    responded_column: str | None = None
    """Column of the first answer by a person. Recognised: responded, first response, ..."""
    resolved_column: str | None = None
    """Column of the resolution. Recognised: resolved, closed, ..."""
    pauses_column: str | None = None
    """Column of the pauses, written start/end;start/end (no end: still open). Recognised: pauses, ..."""

    def given(self) -> dict[str, str]:
        """Return the names that were given, by role."""
        said = ((field.name.removesuffix("_column"), getattr(self, field.name)) for field in fields(self))
        return {role: name for role, name in said if name is not None}

    def familiar(self, name: str) -> bool:
        """Return whether a header field is a column that is looked for."""
        return folded(name) in _ROLE or folded(name) in map(folded, self.given().values())


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a record each role stands; a role without a column is None. ``ignored`` names the others."""

    reported: int
    id: int | None
    priority: int | None
    logged: int | None
    responded: int | None
    resolved: int | None
    pauses: int | None
    header: tuple[str, ...]
    ignored: tuple[str, ...]
    status: int | None = None
    responded_minutes: int | None = None
    """Elapsed minutes from the report to the first answer."""

    @property
    def says_answers(self) -> bool:
        """Whether a column says when a ticket was first answered."""
        return self.responded is not None or self.responded_minutes is not None

    def name(self, place: int) -> str:
        """Return what the header calls a column."""
        return self.header[place]


def folded(name: str) -> str:
    """Return the name of a column without case, spaces, underscores and hyphens."""
    return name.casefold().translate(_FOLD)


def columns_of(
    header: Sequence[str], names: ColumnNames, profile: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Columns:
    """Return where each role stands in a header: where the call says, else where a profile does, else by common names.

    Args:
        header: the names of the columns.
        names: those that the call gives.
        profile: from a role to the names that a product gives its column, the first in the header being meant.

    Raises:
        InputError: two columns for one role, a name that the header does not have, or no time of the report.
    """
    places: dict[str, int] = {role: _named(header, role, name) for role, name in names.given().items()}
    for role in profile.keys() - places.keys():
        place = _profiled(header, role, profile[role])
        if place is not None:
            places[role] = place
    for role in _FAMILIAR.keys() - places.keys():
        place = _recognised(header, role, set(places.values()))
        if place is not None:
            places[role] = place
    if "reported" not in places:
        title = ", or delete what stands above the header" if len(header) > 1 == sum(map(bool, header)) else ""
        raise InputError(
            f"no column says when a ticket was reported: the header has {_listed(header)}; "
            f"type --reported-column NAME with the one that does{title}"
        )
    ignored = tuple(name for place, name in enumerate(header) if name and place not in places.values())
    return Columns(**{role: places.get(role) for role in ROLES}, header=tuple(header), ignored=ignored)  # type: ignore[arg-type]


def _named(header: Sequence[str], role: str, name: str) -> int:
    exact = [place for place, field in enumerate(header) if field == name.strip()]
    found = exact or [place for place, field in enumerate(header) if folded(field) == folded(name)]
    if not found:
        raise InputError(f"--{role}-column {shown(name)} is not in the header, which has {_listed(header)}")
    if len(found) > 1:
        raise InputError(
            f"--{role}-column {shown(name)} fits {len(found)} columns, {_listed(header[place] for place in found)}: "
            "give one of them another name in the file"
        )
    return found[0]


def _profiled(header: Sequence[str], role: str, names: Sequence[str]) -> int | None:
    for name in names:
        found = [place for place, field in enumerate(header) if folded(field) == folded(name)]
        if len(found) > 1:
            raise InputError(
                f"{len(found)} columns are called {shown(name)}, where the profile looks for the {role} of a ticket: "
                "give one of them another name in the file"
            )
        if found:
            return found[0]
    return None


def _recognised(header: Sequence[str], role: str, taken: set[int]) -> int | None:
    found = [place for place, name in enumerate(header) if place not in taken and _ROLE.get(folded(name)) == role]
    if len(found) > 1:
        raise InputError(
            f"{_listed((header[place] for place in found), ' and ')} may each be the {role} column: "
            f"type --{role}-column {shown(header[found[0]])} or another of them"
        )
    return found[0] if found else None


def _listed(names: Iterable[str], between: str = ", ") -> str:
    return listed([*names], between=between) or "no names"
