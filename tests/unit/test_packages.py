"""A customer's package, and the two that come with slacalc (design, sections 5 and 6)."""

import copy
import pickle
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacalc import (
    Calendar,
    Cover,
    Handling,
    Package,
    Promise,
    Reading,
    Scheme,
    Target,
    Ticket,
    assess,
    deadlines,
    snapshots,
)
from slacalc.errors import InputError, PackageError
from slacalc.instants import micros

LONDON = ZoneInfo("Europe/London")
WEEK = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
OFFICE = WEEK - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
SCHEME = Scheme({"P1": {"response": "1 working hour", "resolution": "same day"}, "P2": {"resolution": "1-2 days"}})
NAMES = {each.__name__: each for each in (Calendar, Cover, Handling, Package, Promise, Reading, Scheme, Target)}
NAMES |= {"datetime": datetime, "UTC": UTC}


def london(text):
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=LONDON)


def cover(start, hours, booked_at=None, name=""):
    return Cover(london(start), london(start) + timedelta(hours=hours), booked_at and london(booked_at), name=name)


SATURDAY = cover("05-16 10:00", 4, "05-08 11:00", "SO-1182")
SUNDAY = cover("05-17 10:00", 2, "05-01 09:00", "SO-1100")
EVENING = cover("05-13 17:00", 4)
FULL = Package("Acme", SCHEME, OFFICE, [SATURDAY, SUNDAY, EVENING], ["the contract is silent on holidays"])
LENGTHS = FULL.amend(reading={"working_day": "hours", "day_length": "450 minutes"})


# the presets ---------------------------------------------------------------------------------------------------------

# Section 5: title, response, its commitment, resolution
PRESETS = {
    "p1-p3": {
        "P1": ("Critical: work has stopped", "1 working hour", "aim", "same day"),
        "P2": ("Major, with a workaround", "1 working hour", "aim", "1-2 days"),
        "P3": ("Minor, or anything else", "1 working hour", "aim", "1-2 weeks"),
        "NEW": ("New requirement, not covered", "1 working hour", "aim", "by agreement"),
    },
    "p1-p4": {
        "P1": ("Service unavailable", "8 working hours", "contract", "1 working day"),
        "P2": ("Blocker", "8 working hours", "contract", "3 working days"),
        "P3": ("Workaround available", "8 working hours", "contract", "40 working days"),
        "P4": (
            "Request for change (may be chargeable)",
            "8 working hours",
            "contract",
            "by agreement; usually within 10 working days",
        ),
    },
}
each_preset = pytest.mark.parametrize("name", PRESETS)


@each_preset
def test_a_preset_promises_what_its_contract_does(name):
    found = {
        level.name: (level.title, str(level.response.target), level.response.commitment, str(level.resolution))
        for level in Package.preset(name).scheme.levels
    }
    assert found == PRESETS[name]
    assert list(found) == list(PRESETS[name])
    assert [level.rank for level in Package.preset(name).scheme.levels] == [1, 2, 3, 4]


@each_preset
def test_a_preset_has_the_default_thresholds_and_no_estimate_but_the_contracts(name):
    """S6, S11."""
    promises = {
        (level.name, clock): promise
        for level in Package.preset(name).scheme.levels
        for clock, promise in level.promises().items()
        if promise is not None
    }
    assert {promise.thresholds for promise in promises.values()} == {(75,)}
    assert {promise.calendar for promise in promises.values()} == {None}
    estimates = {where: promise.estimate for where, promise in promises.items() if promise.estimate}
    expected = {("P4", "resolution"): Target.parse("10 working days")} if name == "p1-p4" else {}
    assert estimates == expected


@each_preset
def test_a_preset_works_in_londons_office_hours_but_for_the_holidays_of_england(name):
    package = Package.preset(name)
    assert package.calendar == OFFICE
    assert (package.name, package.tz, package.cover) == (name, "Europe/London", ())


@each_preset
def test_a_preset_is_read_and_handled_by_the_defaults(name):
    """Section 6: neither the defaults nor the contents of a preset change within a major version."""
    scheme = Package.preset(name).scheme
    assert (scheme.reading, scheme.handling) == (Reading(), Handling())


@pytest.mark.parametrize(("name", "chargeable"), [("p1-p3", ["NEW"]), ("p1-p4", ["P4"])])
def test_work_outside_the_agreement_is_chargeable(name, chargeable):
    assert [level.name for level in Package.preset(name).scheme.levels if level.chargeable] == chargeable


def test_the_four_level_preset_records_that_its_contract_does_not_mention_holidays():
    assert any("public holidays of England" in said for said in Package.preset("p1-p4").assumptions)
    assert Package.preset("p1-p3").assumptions == ()


def test_an_unknown_preset_is_refused_with_those_that_there_are():
    with pytest.raises(PackageError, match="no preset 'p1-p5': there are 'p1-p3', 'p1-p4'"):
        Package.preset("p1-p5")


# amending ------------------------------------------------------------------------------------------------------------


def test_amending_merges_key_by_key():
    """Section 6."""
    base = Package.preset("p1-p4")
    gold = base.amend(
        name="Acme Gold",
        priorities={"P1": {"response": "30 working minutes"}},
        reading={"receipt": "report"},
        handling={"priority_change": "from_change"},
    )
    first = gold.scheme.priorities["P1"]
    assert (first.title, str(first.response), str(first.resolution)) == (
        "Service unavailable",
        "30 working minutes",
        "1 working day",
    )
    assert gold.scheme.levels[1:] == base.scheme.levels[1:]
    assert gold.scheme.reading == Reading(receipt="report")
    assert gold.scheme.handling == Handling(priority_change="from_change")
    assert (gold.name, gold.calendar, gold.assumptions) == ("Acme Gold", base.calendar, base.assumptions)
    assert base == Package.preset("p1-p4")
    again = gold.amend(reading={"day": "calendar"}, handling={"starts": "reported"})
    assert again.scheme.reading == Reading(receipt="report", day="calendar")
    assert again.scheme.handling == Handling(priority_change="from_change", starts="reported")


def test_amending_replaces_lists_and_the_calendar():
    """Section 6."""
    assert FULL.amend(cover=[SUNDAY]).cover == (SUNDAY,)
    assert FULL.amend(cover=[]).cover == ()
    assert FULL.amend(assumptions=["other"]).assumptions == ("other",)
    assert FULL.amend(calendar=WEEK).calendar == WEEK
    assert FULL.amend(handling={"pauses": ["response"]}).scheme.handling.pauses == ("response",)


def test_amending_nothing_is_the_same_package():
    assert FULL.amend() == FULL


def test_an_amended_calendar_brings_its_zone():
    paris = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/Paris")
    assert FULL.amend(calendar=paris).tz == "Europe/Paris"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"priorities": {"P1": {"respone": "1 hour"}}}, ["'P1' has no 'respone'", "did you mean 'response'?"]),
        ({"priorities": {"P1": {"response": "1 huor"}}}, ["P1.response: ", "did you mean 'hour'?"]),
        ({"priorities": {"P2": {"rank": 1}}}, ["two priorities have one rank"]),
        ({"reading": {"reciept": "report"}}, ["Reading has no 'reciept'", "receipt"]),
        ({"handling": {"start": "reported"}}, ["Handling has no 'start'", "starts"]),
    ],
)
def test_a_term_that_there_is_not_is_refused_with_the_right_ones(change, says):
    with pytest.raises(PackageError) as caught:
        FULL.amend(**change)
    assert [part for part in says if part not in str(caught.value)] == []


# cover ---------------------------------------------------------------------------------------------------------------


def test_cover_is_kept_in_the_order_of_its_booking():
    """S8: what is always known comes first."""
    assert FULL.cover == (EVENING, SUNDAY, SATURDAY)
    assert Package("Acme", SCHEME, OFFICE, [EVENING, SATURDAY, SUNDAY], FULL.assumptions) == FULL


@pytest.mark.parametrize(
    ("at", "known"),
    [
        ("01-01 00:00", 1),
        ("05-01 08:59", 1),
        ("05-01 09:00", 2),  # booked at or before
        ("05-08 10:59", 2),
        ("05-08 11:00", 3),
        ("12-31 00:00", 3),
    ],
)
def test_a_booking_is_known_from_when_it_was_made(at, known):
    """S8."""
    assert FULL.known_cover(micros(london(at))) == known


def test_all_bookings_are_known_in_the_end():
    assert FULL.known_cover(None) == 3
    assert Package("Acme", SCHEME, OFFICE).known_cover(None) == 0


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("05-08 10:59", "05-18 10:00"), ("05-08 11:00", "05-16 11:00"), ("05-16 10:30", "05-16 11:00")],
)
def test_a_question_before_the_booking_is_answered_without_it(asked, expected):
    """S8: reported on Thursday 7 May at 17:00; one working hour, in the office closed from 8 to 15 May."""
    closed = Calendar.dates([london(f"05-{day:02}").date() for day in range(8, 16)], tz="Europe/London")
    package = Package("Acme", SCHEME, OFFICE - closed, [SATURDAY])
    ticket = Ticket(reported_at=london("05-07 17:00"), priority="P1")
    assert f"{assess(ticket, package, at=london(asked)).response.due:%m-%d %H:%M}" == expected
    assert f"{deadlines(ticket, package).response_due:%m-%d %H:%M}" == "05-16 11:00"


# what is promised ----------------------------------------------------------------------------------------------------


def test_an_unknown_priority_is_refused_with_those_that_there_are():
    with pytest.raises(PackageError, match="'Acme' has no priority 'P9': it has 'P1', 'P2'"):
        deadlines(Ticket(reported_at=london("05-13 10:00"), priority="P9"), FULL)


@pytest.mark.parametrize(
    ("responses", "due"),
    [
        (("8 working hours", "8 working hours"), "05-14 10:30"),
        (("8 working hours", "4 working hours"), None),
        (("8 working hours", None), None),
    ],
)
def test_before_any_priority_the_response_runs_if_all_priorities_share_it(responses, due):
    """S7: reported on Wednesday 13 May 2026 at 10:30."""
    promised = {"response": responses[0], "resolution": "1 day"}, {"response": responses[1], "resolution": "1 day"}
    package = Package("Acme", Scheme(dict(zip(("P1", "P2"), promised, strict=True))), OFFICE)
    found = deadlines(Ticket(reported_at=london("05-13 10:30")), package)
    assert (found.response_due and f"{found.response_due:%m-%d %H:%M}") == due
    assert found.resolution_due is None


@pytest.mark.parametrize(
    ("terms", "resolution"),
    [
        ({"resolution": Promise("1 working day", calendar=Calendar.always().in_zone("Europe/London"))}, "05-18 00:00"),
        (
            {"resolution": "1 working day", "calendar": Calendar.weekly("Sat-Sun 10:00-12:00", tz="Europe/London")},
            "05-17 12:00",
        ),
        (
            {
                "resolution": Promise("1 working day", calendar=Calendar.weekly("Sun 08:00-09:00", tz="Europe/London")),
                "calendar": Calendar.weekly("Sat-Sun 10:00-12:00", tz="Europe/London"),
            },
            "05-24 09:00",
        ),
        ({"resolution": Promise("1 working day", calendar=Calendar.always())}, "05-18 00:00"),
        ({"resolution": "1 working day"}, "05-19 17:00"),
    ],
    ids=["promise", "priority", "promise before priority", "in the zone of the package", "standard"],
)
def test_hours_of_its_own_take_the_place_of_the_standard_ones_days_included(terms, resolution):
    """T9: reported on Saturday 16 May 2026 at 11:00; around the clock the next day ends on Sunday at 24:00."""
    package = Package("Acme", Scheme({"P1": terms}), OFFICE)
    found = deadlines(Ticket(reported_at=london("05-16 11:00"), priority="P1"), package).resolution_due
    assert f"{found:%m-%d %H:%M}" == resolution


SHORT = Calendar.weekly("Mon-Fri 10:00-14:00", tz="Europe/London")


@pytest.mark.parametrize(
    "terms",
    [
        {"resolution": "3 working hours", "calendar": SHORT},
        {"resolution": Promise("3 working hours", calendar=SHORT)},
    ],
    ids=["priority", "promise"],
)
def test_cover_is_added_to_hours_of_its_own_too(terms):
    """T9: reported on Wednesday 13 May 2026 at 12:00, with cover from 17:00 on, or without."""
    ticket, package = (
        Ticket(reported_at=london("05-13 12:00"), priority="P1"),
        Package("A", Scheme({"P1": terms}), OFFICE),
    )
    found = [deadlines(ticket, package.amend(cover=cover)).resolution_due for cover in ([EVENING], [])]
    assert found == [london("05-13 18:00"), london("05-14 11:00")]


# values --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "package", [FULL, LENGTHS, Package("Acme", SCHEME, WEEK), Package.preset("p1-p3")], ids=list("abcd")
)
def test_a_package_comes_back_equal_from_its_code_and_from_a_pickle(package):
    deadlines(Ticket(reported_at=london("05-13 10:00"), priority="P1"), package)
    again = [eval(repr(package), NAMES), pickle.loads(pickle.dumps(package)), copy.deepcopy(package)]  # noqa: S301, S307
    assert again == [package] * 3
    assert {hash(each) for each in again} == {hash(package)}
    assert [each.tz for each in again] == ["Europe/London"] * 3


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Other"},
        {"calendar": WEEK},
        {"cover": [SATURDAY]},
        {"assumptions": []},
        {"reading": {"receipt": "report"}},
        {"priorities": {"P1": {"title": "Outage"}}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_package_of_other_terms_is_not_equal(change):
    assert FULL.amend(**change) != FULL


def test_a_package_is_a_value():
    with pytest.raises(AttributeError):
        FULL.name = "Other"


def test_hours_of_two_zones_are_refused_until_one_is_named():
    """Section 6: such a calendar has no one zone, and date questions want ``in_zone``."""
    mixed = WEEK | Calendar.weekly("Mon-Fri 09:00-17:00", tz="America/New_York")
    with pytest.raises(PackageError, match=r"has no one zone: write \.in_zone\('Europe/London'\)"):
        Package("Acme", SCHEME, mixed)
    with pytest.raises(PackageError, match="has no one zone"):
        FULL.amend(calendar=Calendar.always())
    assert Package("Acme", SCHEME, mixed.in_zone("Europe/London")).tz == "Europe/London"


@pytest.mark.parametrize(("scheme", "calendar"), [({"P1": {}}, WEEK), (SCHEME, "Mon-Fri 09:00-17:00"), (None, None)])
def test_a_package_needs_a_scheme_and_a_calendar(scheme, calendar):
    with pytest.raises(PackageError, match="a package needs a Scheme and a Calendar"):
        Package("Acme", scheme, calendar)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Package(5, SCHEME, OFFICE),
        lambda: Package("", SCHEME, OFFICE),
        lambda: Package("x", SCHEME, OFFICE, assumptions=5),
        lambda: Package("x", SCHEME, OFFICE, assumptions="holidays are worked"),
        lambda: Package("x", SCHEME, OFFICE, cover=[(1, 2)]),
        lambda: Package("x", SCHEME, OFFICE, cover=5),
        lambda: Package("x", SCHEME, OFFICE).amend(priorities=["P1"]),
        lambda: Package("x", SCHEME, OFFICE).amend(reading="x"),
        lambda: Package.preset(["x"]),
    ],
)
def test_a_part_of_another_kind_is_refused(make):
    with pytest.raises(PackageError):
        make()


# compiled ahead ------------------------------------------------------------------------------------------------------


def test_a_warm_package_compiles_nothing_at_its_first_answers(monkeypatch):
    package = FULL.amend(name="warm", calendar=Calendar.weekly("Mon-Fri 08:07-16:13", tz="Europe/London"))
    package.warm(2025, 2028)
    monkeypatch.setattr(snapshots, "Snapshot", None)
    for year in (2025, 2026, 2028):
        for priority in ("P1", "P2"):
            reported = datetime(year, 6, 1, 9, 30, tzinfo=LONDON)
            assert deadlines(Ticket(reported_at=reported, priority=priority), package).resolution_due.year == year


@pytest.mark.parametrize("years", [(2028, 2026), (0, 2026), (2026, 10_000), ("2026", 2027), (2026.0, 2027), (True, 2)])
def test_only_years_can_be_warmed(years):
    with pytest.raises(InputError, match="for instance 2026, 2028"):
        FULL.warm(*years)


# charges -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "charged"),
    [
        ("05-16 09:59", False),
        ("05-16 10:00", True),
        ("05-16 14:00", False),
        ("05-13 16:30", False),
        ("05-13 17:00", True),
        ("05-17 11:00", False),
    ],
)
def test_work_in_chargeable_cover_outside_the_hours_is_charged(at, charged):
    free = Cover(london("05-17 10:00"), london("05-17 12:00"), chargeable=False)
    evening = Cover(london("05-13 16:00"), london("05-13 21:00"))
    assert FULL.amend(cover=[SATURDAY, free, evening]).chargeable(london(at)) is charged


@pytest.mark.parametrize("terms", [None, 5, "8 hours", ["8 hours"]])
def test_what_changes_in_a_priority_is_a_mapping(terms):
    with pytest.raises(PackageError, match=r"priority 'P1' is .*: write a mapping such as"):
        Package.preset("p1-p4").amend(priorities={"P1": terms})


@pytest.mark.parametrize("assumptions", [[1.5], [None], b"x", [b"x"]])
def test_assumptions_are_sentences(assumptions):
    with pytest.raises(PackageError, match="write a list of sentences"):
        FULL.amend(assumptions=assumptions)


def test_a_package_is_one_text_in_json():
    preset = Package.preset("p1-p4")
    assert Package.from_json(preset.to_json()) == preset
    assert Package.from_json(preset.to_json()).to_json() == preset.to_json()
