"""Laws of what is said of a package: every package gets an answer, and every example shows what its sentence says."""

import warnings
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from slacalc import Calendar, Cover, Deadlines, Package, Promise, Scheme, Ticket, as_utc, deadlines
from slacalc.description import WIDTH, describe
from slacalc.differences import diff
from slacalc.errors import HolidayDataWarning, PackageError, UnreachableError
from slacalc.lint import LEVELS, Finding, check
from slacalc.samples import Example
from slacalc.testing.scenes import recipes, scenes
from tests.conformance.questions import READINGS, RESOLUTIONS, RESPONSES, WEEKS, ZONES
from tests.oracle.instants import utc

FEW = settings(max_examples=30)
"""Each example tries hundreds of reports."""
YEARS = st.sampled_from([None, None, 2024, 2026, 2031])
NOTICES = st.sampled_from([None, "5 working days", "8 working hours", "2 calendar days"])


@st.composite
def calendars(draw: st.DrawFn, zone: str) -> Calendar:
    """Draw the hours of an office, or anything at all, read in one zone."""
    if draw(st.booleans()):
        return Calendar.weekly(draw(st.sampled_from(WEEKS)), tz=zone)
    return draw(recipes(draw(scenes()))).calendar().in_zone(zone)


@st.composite
def promises(draw: st.DrawFn, words: tuple[str, ...], zone: str) -> Promise:
    own = draw(st.none() | st.none() | st.none() | calendars(zone))
    plain = Promise.parse(draw(st.sampled_from(words)))
    return Promise(plain.target, plain.commitment, plain.estimate, own)


@st.composite
def packages(draw: st.DrawFn) -> Package:
    """Draw a package of one to three priorities, with cover, notice and a few choices."""
    zone = draw(st.sampled_from(ZONES))
    clocks = {"response": promises(RESPONSES, zone), "resolution": promises(RESOLUTIONS, zone)}
    levels = draw(st.lists(st.fixed_dictionaries({}, optional=clocks), min_size=1, max_size=3))
    made = Package("drawn", Scheme({f"P{n}": level for n, level in enumerate(levels, 1)}), draw(calendars(zone)))
    made = made.amend(cover=draw(st.lists(bookings(), max_size=3)), notice=draw(NOTICES))
    for name in draw(st.sets(st.sampled_from(sorted(READINGS)), max_size=2)):
        made = chosen(made, name, draw(READINGS[name]))
    return made


@st.composite
def bookings(draw: st.DrawFn) -> Cover:
    start = datetime(2026, 5, 11, tzinfo=utc(0).tzinfo) + timedelta(hours=draw(st.integers(0, 24 * 14)))
    known = draw(st.none() | st.integers(0, 24 * 14).map(lambda hours: start - timedelta(hours=hours)))
    return Cover(start, start + timedelta(minutes=30 * draw(st.integers(1, 40))), booked_at=known)


def chosen(package: Package, name: str, value: Any) -> Package:
    """Return the package read otherwise, or as it is where its promises cannot be read so."""
    try:
        return package.amend(reading={name: timedelta(microseconds=value) if isinstance(value, int) else value})
    except PackageError:
        return package


def answered(ticket: Ticket, package: Package) -> Deadlines | None:
    """Return the deadlines of a ticket; None where one of them is out of reach."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HolidayDataWarning)
        try:
            return deadlines(ticket, package)
        except UnreachableError:
            return None


def agrees(named: datetime | None, answer: Deadlines | None, name: str) -> bool:
    if answer is None:
        return True  # the other clock may be out of reach
    found = getattr(answer, name.replace(" ", "_"))
    return (named and as_utc(named)) == (found and as_utc(found))


def disagreements(example: Example, package: Package, clock: str | None = None) -> list[str]:
    """Return the instants of an example that are not those of its report."""
    wrong = []
    for name, named in example.instants.items():
        ticket, what = example.ticket, name
        if name.startswith("as "):
            ticket, what = Ticket(reported_at=example.reported_at, priority=name.removeprefix("as ")), f"{clock} due"
        wrong += [] if agrees(named, answered(ticket, package), what) else [name]
    return wrong


def is_shown(finding: Finding, package: Package) -> bool:
    """Return whether the example of an error or warning shows what its sentence says."""
    if finding.example is None:
        return finding.code == "cover-notice"
    at = {name: as_utc(found) for name, found in finding.example.instants.items() if found}
    due, answer = at.get(f"{finding.clock} due"), answered(finding.example.ticket, package)
    match finding.code:
        case "resolution-before-response":
            return at["resolution due"] < at["response due"]
        case "lower-priority-faster":
            return due is not None and any(due < other for name, other in at.items() if name.startswith("as "))
        case "estimate-after-deadline":
            return due is not None and due < at[f"{finding.clock} estimate"]
        case "unreachable-target":
            return answer is None
        case "holiday-data-ends":
            return answer is None or answer.beyond_holiday_data
        case "day-length" | "closures-end":
            return due is not None
    return False


@FEW
@given(packages(), YEARS)
def test_every_package_gets_findings_that_its_examples_show(package, year):
    findings = check(package, year=year)
    assert findings == check(package, year=year)
    assert [finding for finding in findings if not str(finding)] == []
    assert [finding.level for finding in findings] == sorted((f.level for f in findings), key=LEVELS.index)
    shown = [(finding, finding.example) for finding in findings if finding.example]
    assert [finding for finding, example in shown if disagreements(example, package, finding.clock)] == []
    serious = [finding for finding in findings if finding.level != "note"]
    assert [finding for finding in serious if not is_shown(finding, package)] == []


@FEW
@given(packages(), packages(), YEARS)
def test_two_packages_differ_where_they_are_not_equal(package, other, year):
    assert diff(package, package, year=year) == ()
    changes = diff(package, other, year=year)
    assert changes == diff(package, other, year=year)
    assert (changes == ()) is (package == other)
    for change in changes:
        if change.example:
            for name, named in change.example.instants.items():
                which, what = name.split(" ", 1)
                assert agrees(named, answered(change.example.ticket, package if which == "old" else other), what)


@FEW
@given(packages(), st.data())
def test_one_change_of_a_reading_is_told_alone_and_moves_a_deadline_or_says_so(package, data):
    name = data.draw(st.sampled_from(sorted(READINGS)))
    other = chosen(package, name, data.draw(READINGS[name]))
    changes = diff(package, other)
    assert [change.path for change in changes] == [f"reading.{name}"] * (package != other)
    for change in changes:
        assert (change.example is None) is ("changes no date" in change.sentence)
        if change.example:
            old, new = change.example.instants.values()
            assert (old and as_utc(old)) != (new and as_utc(new))


@FEW
@given(packages(), YEARS)
def test_every_package_is_described_within_the_width(package, year):
    told = describe(package, year=year)
    assert told == describe(package, year=year)
    assert max(map(len, told.splitlines())) <= WIDTH
    assert all(f"  {level.name}" in told for level in package.scheme.levels)


def test_the_packages_drawn_are_found_fault_with():
    codes: set[str] = set()

    @settings(max_examples=300, derandomize=True, database=None, deadline=None)
    @given(packages())
    def collect(package):
        codes.update(finding.code for finding in check(package))

    collect()
    assert {"resolution-before-response", "lower-priority-faster", "unreachable-target", "bare-words"} <= codes
    assert {"cover-notice", "cover-adds-nothing", "day-length"} <= codes
