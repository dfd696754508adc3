"""A package as a document: canonical, without defaults, readable."""

from datetime import UTC, datetime
from importlib import resources

import pytest

from slacalc import Calendar, Cover, Package, Promise, Reading, Scheme
from slacalc.errors import PackageError

LONDON = "Europe/London"
OFFICE = Calendar.weekly("Mon-Fri 09:00-17:00", tz=LONDON)
ENGLAND = Calendar.holidays("GB", subdiv="ENG", tz=LONDON)


def test_a_preset_is_written_as_its_file_says_without_the_remarks():
    written = Package.preset("p1-p4").to_toml()
    assert written == (
        'schema = 1\nname = "p1-p4"\n'
        'description = "Service unavailable, blocker, workaround available, and requests for change"\n'
        'tz = "Europe/London"\nhours = "Mon-Fri 09:00-17:00"\nholidays = ["GB-ENG"]\n'
        'assumptions = ["public holidays of England are not worked: the contract does not mention them"]\n'
        '\n[priorities.P1]\nrank = 1\ntitle = "Service unavailable"\n'
        'response = "8 working hours"\nresolution = "1 working day"\n'
        '\n[priorities.P2]\nrank = 2\ntitle = "Blocker"\nresponse = "8 working hours"\nresolution = "3 working days"\n'
        '\n[priorities.P3]\nrank = 3\ntitle = "Workaround available"\n'
        'response = "8 working hours"\nresolution = "40 working days"\n'
        '\n[priorities.P4]\nrank = 4\ntitle = "Request for change (may be chargeable)"\nchargeable = true\n'
        'response = "8 working hours"\nresolution = "by agreement; usually within 10 working days"\n'
    )


def test_the_hashes_of_the_presets_never_change_within_a_major_version():
    """A hash that is stored with a deadline stays that of the words it was made from."""
    assert {name: Package.preset(name).content_hash[:16] for name in ("p1-p3", "p1-p4")} == {
        "p1-p3": "b9ab516317f150c1",
        "p1-p4": "d4119197c168b5c8",
    }


def test_a_hash_covers_names_and_notes_that_equality_leaves_out():
    base = Package("Acme", Scheme({"P1": {"response": "1 hour"}}), OFFICE)
    assert base.amend(description="Gold").content_hash != base.content_hash
    one, other = (
        {(datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 2, tzinfo=UTC)): name} for name in ("Move", "Fair")
    )
    moved, fair = (base.amend(calendar=OFFICE - Calendar.spans(named)) for named in (one, other))
    assert moved == fair
    assert moved.content_hash != fair.content_hash


def test_each_choice_that_is_no_default_is_written():
    reading = Reading(day_length="7.5h", same_day_minimum="4h", working_day="same_time")
    scheme = Scheme(
        {"P1": {"response": Promise("1 hour", thresholds=[50]), "calendar": Calendar.always()}},
        reading,
    )
    cover = Cover(
        datetime(2026, 5, 16, 9, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        booked_at=datetime(2026, 5, 8, 10, tzinfo=UTC),
        chargeable=False,
        name="SO-1182",
    )
    assert Package("Acme", scheme, OFFICE - ENGLAND, [cover], notice="48 hours").model_dump() == {
        "schema": 1,
        "name": "Acme",
        "tz": LONDON,
        "hours": "Mon-Fri 09:00-17:00",
        "holidays": ["GB-ENG"],
        "notice": "48 hours",
        "cover": [
            {
                "name": "SO-1182",
                "from": "2026-05-16T10:00:00",
                "to": "2026-10-25T01:30:00Z",
                "booked_at": "2026-05-08T11:00:00",
                "chargeable": False,
            }
        ],
        "priorities": {
            "P1": {"rank": 1, "hours": "24x7", "response": {"target": "1 hour", "thresholds": [50]}},
        },
        "reading": {"working_day": "same_time", "day_length": "450 minutes", "same_day_minimum": "4 hours"},
    }


def test_the_order_of_work_survives_a_database_that_loses_the_order_of_keys():
    document = Package.preset("p1-p3").model_dump()
    shuffled = {**document, "priorities": dict(sorted(document["priorities"].items()))}
    assert list(Package.model_validate(shuffled).scheme.priorities) == ["P1", "P2", "P3", "NEW"]


@pytest.mark.parametrize("name", ["p1-p3", "p1-p4"])
def test_the_file_of_a_preset_says_what_its_dump_does(name):
    text = resources.files("slacalc").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8")
    assert Package.from_toml(text).to_toml() == Package.preset(name).to_toml()


def test_a_calendar_too_deep_for_a_document_is_refused():
    calendar = OFFICE
    for day in range(1, 20):
        other = Calendar.weekly(f"Mon 00:{day:02}-00:{day + 1:02}", tz="Europe/Paris")
        calendar = (calendar | other) & Calendar.weekly(f"Mon-Sun 00:00-23:{day:02}", tz="Asia/Tokyo")
    package = Package("Acme", Scheme({"P1": {"response": "1 hour"}}), calendar.in_zone(LONDON))
    with pytest.raises(PackageError, match="nested more than 32 deep"):
        package.to_toml()


def test_hours_that_are_kept_by_another_clock_say_which():
    office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="America/New_York")
    promise = Promise(Promise.parse("1 working hour").target, calendar=office)
    package = Package("x", Scheme({"P1": {"response": promise}}), office.in_zone(LONDON))
    hours = {"tz": "America/New_York", "hours": "Mon-Fri 09:00-17:00"}
    dumped = package.model_dump()
    assert dumped["hours"] == hours
    assert dumped["priorities"]["P1"]["response"] == {"target": "1 working hour", **hours}
    assert Package.model_validate(dumped) == package


def test_hours_of_a_promise_by_two_clocks_say_both_and_that_of_their_dates():
    both = OFFICE | Calendar.weekly("Mon-Fri 09:00-17:00", tz="America/New_York")
    promise = Promise(Promise.parse("1 working hour").target, calendar=both.in_zone("Asia/Tokyo"))
    package = Package("x", Scheme({"P1": {"response": promise}}), OFFICE)
    dumped = package.model_dump()["priorities"]["P1"]["response"]
    assert dumped["tz"] == "Asia/Tokyo"
    assert [each["tz"] for each in dumped["hours"]["any"]] == ["America/New_York", LONDON]
    assert Package.model_validate(package.model_dump()) == package
