"""A package as a TOML document (design, section 6): what it may say, and how its faults are told."""

import re
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

import pydantic
import pytest

from slacalc import Calendar, Cover, Handling, Package, Promise, Reading, Ticket, as_utc, deadlines, documents, tables
from slacalc.errors import PackageError

LONDON = ZoneInfo("Europe/London")

# the example of section 6, word for word
EXAMPLE = """
schema = 1
extends = "p1-p4"                      # inherit, key by key
name = "Acme Scotland"
tz = "Europe/London"
hours = "Mon-Fri 09:00-12:30,13:30-17:00"
holidays = ["GB-SCT"]
closures = [{ name = "Christmas", from = 2026-12-24T13:00:00, to = 2027-01-02 }]     # a bare date as "to" is included
cover = [{ date = 2026-05-16, hours = "10:00-14:00", name = "SO-1182", booked_at = 2026-05-08T11:00:00, chargeable = true }]
[priorities.P2]
resolution = "2 working days"
[reading]
receipt = "report"
"""  # noqa: E501 (as it stands there)

# the least that a document says; what comes before a table is put at the top
LEAST = """
schema = 1
name = "Acme"
tz = "Europe/London"
hours = "Mon-Sun 00:00-24:00"
"""
PROMISES = """
[priorities.P1]
response = "1 working hour"
resolution = "same day"
"""


def package(top="", rest=""):
    return Package.from_toml(f"{LEAST}{top}\n{PROMISES}{rest}")


def faults(text):
    """Return the faults of a document by their paths."""
    with pytest.raises(PackageError) as caught:
        Package.from_toml(text)
    said = str(caught.value)
    found = dict(re.findall(r"^  ([\w.]+): (.*)", said, re.MULTILINE))
    assert said.startswith(f"the document has {len(found)} fault(s):\n")
    return found


def london(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# the example ---------------------------------------------------------------------------------------------------------


def test_the_example_is_the_preset_with_what_it_says_changed():
    hours = Calendar.weekly("Mon-Fri 09:00-12:30,13:30-17:00", tz="Europe/London")
    scotland = Calendar.holidays("GB", subdiv="SCT", tz="Europe/London")
    christmas = Calendar.spans([(london("2026-12-24T13:00"), london("2027-01-03T00:00"))])
    booked = Cover(
        london("2026-05-16T10:00"),
        london("2026-05-16T14:00"),
        london("2026-05-08T11:00"),
        chargeable=True,
        name="SO-1182",
    )
    assert Package.from_toml(EXAMPLE) == Package.preset("p1-p4").amend(
        name="Acme Scotland",
        calendar=hours - scotland - christmas,
        cover=[booked],
        priorities={"P2": {"resolution": "2 working days"}},
        reading={"receipt": "report"},
    )


def test_the_example_is_reckoned_by_its_own_hours_cover_and_reading():
    """P2 on Saturday 16 May 2026 at 11:00: three hours of cover, 3.5 of Monday's morning and 1.5 of its afternoon are
    eight; Tuesday is the second working day after the Saturday of the report."""
    found = deadlines(Ticket(reported_at=london("2026-05-16T11:00"), priority="P2"), Package.from_toml(EXAMPLE))
    assert as_utc(found.response_due) == london("2026-05-18T15:00")
    assert as_utc(found.resolution_due) == london("2026-05-19T17:00")


def test_the_example_is_closed_from_christmas_eve_to_the_new_year_and_on_scotlands_substitute_day():
    """2 January 2027 is a Saturday, so Scotland's Monday 4 January is a holiday in its place."""
    hours = Package.from_toml(EXAMPLE).calendar
    assert as_utc(hours.previous_close(london("2026-12-30T12:00"))) == utc("2026-12-24T12:30")
    assert as_utc(hours.next_open(london("2026-12-24T12:30"))) == utc("2027-01-05T09:00")


# hours, holidays, closures, cover ------------------------------------------------------------------------------------


def test_every_preset_that_is_shipped_has_its_name():
    shipped = resources.files("slacalc").joinpath("presets").iterdir()
    assert sorted(each.name for each in shipped) == sorted(f"{name}.toml" for name in documents.PRESETS)


@pytest.mark.parametrize(
    ("start", "end", "closes", "opens"),
    [
        ("2026-12-24", "2026-12-26", "2026-12-24T00:00", "2026-12-27T00:00"),
        ("2026-12-24", "2026-12-24", "2026-12-24T00:00", "2026-12-25T00:00"),
        ("2026-12-24T13:00:00", "2026-12-26", "2026-12-24T13:00", "2026-12-27T00:00"),
        ("2026-12-24", "2026-12-26T09:30:00", "2026-12-24T00:00", "2026-12-26T09:30"),
        ("2026-12-24T13:00:00", "2026-12-26T00:00:00", "2026-12-24T13:00", "2026-12-26T00:00"),
        ("2026-12-24T13:00:00+02:00", "2026-12-26T09:00:00Z", "2026-12-24T11:00", "2026-12-26T09:00"),
    ],
)
def test_a_closure_includes_a_bare_end_date_and_ends_at_a_time(start, end, closes, opens):
    """Local times are in the document's zone; a time with an offset is that instant. In winter London is at UTC."""
    hours = package(f'closures = [{{ name = "Christmas", from = {start}, to = {end} }}]').calendar
    middle = utc("2026-12-24T18:00")
    assert as_utc(hours.previous_close(middle)) == utc(closes)
    assert as_utc(hours.next_open(middle)) == utc(opens)


def test_a_closure_across_a_change_of_the_clock_ends_at_local_midnight():
    """T7: Sunday 29 March 2026 is 23 hours long in London."""
    hours = package('closures = [{ name = "Move", from = 2026-03-29, to = 2026-03-29 }]').calendar
    assert as_utc(hours.next_open(utc("2026-03-29T12:00"))) == utc("2026-03-29T23:00")


def test_a_closure_of_dates_keeps_its_name_in_the_calendar():
    made = package('closures = [{ name = "Stocktaking", from = 2026-06-01, to = 2026-06-01 }]').calendar
    assert "Stocktaking" in repr(made)


def test_holidays_are_named_by_country_and_subdivision():
    """St Andrew's Day, 30 November, is a holiday in Scotland; Labour Day, 1 May, is one in France."""
    scotland, france = package('holidays = ["GB-SCT"]'), package('holidays = ["GB-SCT", "FR"]')
    assert not scotland.calendar.is_open(london("2026-11-30T12:00"))
    assert scotland.calendar.is_open(london("2026-05-01T12:00"))
    assert not france.calendar.is_open(london("2026-11-30T12:00"))
    assert not france.calendar.is_open(london("2026-05-01T12:00"))


@pytest.mark.parametrize(
    ("said", "windows"),
    [
        ('date = 2026-05-16, hours = "10:00-14:00"', [("2026-05-16T09:00", "2026-05-16T13:00")]),
        (
            'date = 2026-05-16, hours = "10:00-12:00,13:00-14:00"',
            [("2026-05-16T09:00", "2026-05-16T11:00"), ("2026-05-16T12:00", "2026-05-16T13:00")],
        ),
        ('date = 2026-05-16, hours = "22:00-02:00"', [("2026-05-16T21:00", "2026-05-17T01:00")]),
        ('date = 2026-05-16, hours = "20:00-24:00"', [("2026-05-16T19:00", "2026-05-16T23:00")]),
        ("from = 2026-05-16T10:00:00, to = 2026-05-17T14:00:00", [("2026-05-16T09:00", "2026-05-17T13:00")]),
        ("from = 2026-05-16T10:00:00Z, to = 2026-05-16T14:00:00+01:00", [("2026-05-16T10:00", "2026-05-16T13:00")]),
    ],
)
def test_cover_is_a_date_with_hours_or_two_local_times(said, windows):
    """London is at UTC+1 in May; a window past midnight belongs to the day on which it opens (T6)."""
    found = package(f"cover = [{{ {said} }}]").cover
    assert found == tuple(Cover(utc(start), utc(end)) for start, end in windows)


def test_cover_says_when_it_was_booked_and_whether_it_is_charged():
    said = 'date = 2026-05-16, hours = "10:00-14:00", name = "A", booked_at = 2026-05-08T11:00:00, chargeable = false'
    (found,) = package(f"cover = [{{ {said} }}]").cover
    assert as_utc(found.booked_at) == utc("2026-05-08T10:00")
    assert (found.chargeable, found.name) == (False, "A")


def test_cover_over_the_repeated_hour_begins_with_its_first_pass():
    """T13: on 25 October 2026 London's 01:30 is first 00:30 UTC."""
    (found,) = package("cover = [{ from = 2026-10-25T01:30:00, to = 2026-10-25T03:00:00 }]").cover
    assert as_utc(found.start) == utc("2026-10-25T00:30")
    assert as_utc(found.end) - as_utc(found.start) == timedelta(hours=2.5)


# promises, reading, handling -----------------------------------------------------------------------------------------


def test_a_promise_is_its_words_or_a_table_with_thresholds_of_its_own():
    """S11."""
    table = '[priorities.P2]\nresolution = { target = "1-2 days", commitment = "aim", thresholds = [50, 90] }'
    found = package(rest=table).scheme.priorities
    assert found["P2"].resolution == Promise("1-2 days", "aim", thresholds=(50, 90))
    assert found["P1"].resolution == Promise.parse("same day")


def test_priorities_are_in_the_order_of_the_document_unless_they_have_ranks():
    assert list(package(rest='[priorities.P0]\nresponse = "1 hour"').scheme.priorities) == ["P1", "P0"]
    assert list(package(rest="rank = 2\n[priorities.P0]\nrank = 1").scheme.priorities) == ["P0", "P1"]


def test_reading_and_handling_are_tables_of_choices():
    said = '[reading]\nday_length = "7h"\nsame_day = "midnight"\n[handling]\npauses = ["response"]\nstarts = "reported"'
    scheme = package(rest=said).scheme
    assert scheme.reading == Reading(day_length=timedelta(hours=7), same_day="midnight")
    assert scheme.handling == Handling(pauses=["response"], starts="reported")


def test_what_is_not_said_is_the_default():
    found = package()
    assert (found.scheme.reading, found.scheme.handling) == (Reading(), Handling())
    assert found.scheme.priorities["P1"].chargeable is False
    assert (found.cover, found.assumptions, found.tz) == ((), (), "Europe/London")
    assert found.calendar == Calendar.weekly("Mon-Sun 00:00-24:00", tz="Europe/London")


# a preset extended or copied -----------------------------------------------------------------------------------------


def test_extending_merges_tables_key_by_key_and_replaces_lists():
    """Section 6; Monday 4 May 2026 is a holiday in England and not in France, Friday 1 May the other way round."""
    said = 'schema = 1\nextends = "p1-p4"\nholidays = ["FR"]\nassumptions = []\n[priorities.P1]\ntitle = "Down"\n'
    base, found = Package.preset("p1-p4"), Package.from_toml(said)
    first = found.scheme.priorities["P1"]
    assert (first.title, str(first.response)) == ("Down", "8 working hours")
    assert found.scheme.levels[1:] == base.scheme.levels[1:]
    assert found.calendar.is_open(london("2026-05-04T12:00"))
    assert not found.calendar.is_open(london("2026-05-01T12:00"))
    assert (found.name, found.assumptions) == ("p1-p4", ())


def test_a_priority_that_a_document_adds_to_a_preset_comes_last():
    said = 'schema = 1\nextends = "p1-p4"\n[priorities.P0]\nresponse = "1 working hour"\n'
    assert list(Package.from_toml(said).scheme.priorities) == ["P1", "P2", "P3", "P4", "P0"]


@pytest.mark.parametrize("name", ["p1-p3", "p1-p4"])
def test_the_file_of_a_preset_can_be_copied_as_one_of_ones_own(name):
    text = resources.files("slacalc").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8")
    assert Package.from_toml(text) == Package.preset(name)
    own = Package.from_toml(text.replace(f'name = "{name}"', 'name = "Acme"'))
    assert own == Package.preset(name).amend(name="Acme")


# faults --------------------------------------------------------------------------------------------------------------


def test_all_faults_are_told_at_once_each_with_its_path():
    found = faults("""
schema = 2
colour = "red"
tz = "Europe/Lodnon"
hours = "Mon-Fri 17:00-17:00"
holidays = ["GB-ENG", 5]
closures = [{ from = 2026-01-01, to = 2026-01-02 }]
cover = [{ date = 2026-05-16 }, { date = 2026-05-16, hours = "10-14" }]
assumptions = "none"
[priorities.P1]
response = "8 wroking hours"
rank = "1"
[priorities.P2]
titel = "x"
chargeable = 1
resolution = { target = "1 day", thresholds = ["75"] }
[reading]
receipt = "reprot"
[handling]
starts = "loged"
""")
    expected = {
        "schema": "1",
        "name": "write for instance name = 'Acme'",
        "colour": "there is no such key",
        "tz": "did you mean 'Europe/London'?",
        "hours": "00:00-24:00",
        "holidays.1": "for instance 'GB-ENG'",
        "closures.0.name": "write for instance name = 'Acme'",
        "cover.0": "either date and hours, or from and to",
        "cover.1.hours": "'10' is no time of day",
        "assumptions": "write a list in brackets",
        "priorities.P1.response": "cannot read the promise",
        "priorities.P1.rank": "write a whole number",
        "priorities.P2.titel": "did you mean 'title'?",
        "priorities.P2.chargeable": "write true or false",
        "priorities.P2.resolution.thresholds": "write whole percents",
        "reading.receipt": "did you mean 'report'?",
        "handling.starts": "did you mean 'logged'?",
    }
    assert set(found) == set(expected)
    assert {path: said for path, said in found.items() if expected[path] not in said} == {}


def test_a_fault_says_what_was_got():
    """Section 8."""
    found = faults(
        f"{LEAST.replace('London', 'Lodnon')}rank = 5\n[priorities.P1]\nrank = '1'\n[priorities.P2.resolution]\n"
    )
    assert found["tz"].endswith("(got 'Europe/Lodnon')")
    assert found["rank"].endswith("(got 5)")
    assert found["priorities.P1.rank"].endswith("(got '1')")
    assert "got" not in found["priorities.P2.resolution"]


@pytest.mark.parametrize("name", ["schema", "name", "tz", "hours", "priorities"])
def test_what_every_document_says_is_asked_for(name):
    document = f"{LEAST}{PROMISES}" if name != "priorities" else LEAST
    text = re.sub(rf"^{name} = .*\n", "", document, flags=re.MULTILINE)
    assert list(faults(text)) == [name]


@pytest.mark.parametrize(
    ("top", "path"),
    [
        ("cover = [{ date = 2026-05-16T10:00:00, hours = '10:00-14:00' }]", "cover.0.date"),
        ("cover = [{ from = 2026-05-16, to = 2026-05-17T10:00:00 }]", "cover.0.from"),
        ("cover = [{ from = 2026-05-16T10:00:00 }]", "cover.0"),
        ("cover = [{ from = 2026-05-16T10:00:00, hours = '10:00-14:00' }]", "cover.0"),
        ("cover = [{ date = 2026-05-16, hours = '10:00-14:00', booked_at = 2026-05-08 }]", "cover.0.booked_at"),
        ("cover = [{ date = 2026-05-16, hours = '10:00-14:00', price = 5 }]", "cover.0.price"),
        ("cover = [{ date = 2026-05-16, hours = '10:00-14:00,12:00-16:00' }]", "cover.0.hours"),
        ("closures = [{ name = 'x', from = '24/12/2026', to = 2026-12-26 }]", "closures.0.from"),
        ("closures = [{ name = 'x', from = 2026-12-24, to = 13:00:00 }]", "closures.0.to"),
        ("closures = [{ name = '', from = 2026-12-24, to = 2026-12-26 }]", "closures.0.name"),
        ("holidays = 'GB-ENG'", "holidays"),
        ("description = 5", "description"),
        ("extends = 1", "extends"),
        ("reading = { receipt = 5 }", "reading.receipt"),
        ("reading = { day_length = 8 }", "reading.day_length"),
        ("handling = { pauses = 'resolution' }", "handling.pauses"),
    ],
)
def test_a_value_of_another_type_is_refused_where_it_stands(top, path):
    """Section 8: nothing is guessed, so text is no date and a number no truth."""
    assert path in faults(f"{LEAST}{top}\n{PROMISES}")


@pytest.mark.parametrize("said", ['"8 hours"', "5", "true", '["8 hours"]'])
def test_a_priority_is_a_table(said):
    assert list(faults(f"{LEAST}priorities.P1 = {said}\n")) == ["priorities.P1"]


def test_a_document_without_priorities_is_refused():
    assert list(faults(f"{LEAST}priorities = {{}}\n")) == ["priorities"]


def test_a_caret_stands_under_the_wrong_word_of_a_promise():
    with pytest.raises(PackageError) as caught:
        package(rest='[priorities.P2]\nresolution = "3 wroking days"')
    lines = str(caught.value).split("\n")
    place = next(number for number, line in enumerate(lines) if line.strip() == "3 wroking days")
    assert lines[place + 1] == " " * lines[place].index("wroking") + "^" * len("wroking")
    assert "priorities.P2.resolution" in lines[place - 1]


def test_two_priorities_of_one_rank_are_refused():
    with pytest.raises(PackageError, match="two priorities have one rank"):
        package(rest="rank = 1\n[priorities.P2]\nrank = 1")


def test_an_unknown_preset_is_refused_with_those_that_there_are():
    with pytest.raises(
        PackageError, match="extends: there is no package 'p1-p5' to extend: write one of 'p1-p3', 'p1-p4'"
    ):
        Package.from_toml(f'extends = "p1-p5"\n{LEAST}{PROMISES}')


@pytest.mark.parametrize("text", ["schema = ", "schema = 1\nschema = 1", "name: Acme", '{"schema": 1}'])
def test_what_is_no_toml_is_refused(text):
    with pytest.raises(PackageError, match="this is no TOML"):
        Package.from_toml(text)


@pytest.mark.parametrize("value", [b"schema = 1", None, {"schema": 1}])
def test_a_document_is_text(value):
    with pytest.raises(PackageError, match="a document is text"):
        Package.from_toml(value)


def test_a_document_of_more_than_a_mebibyte_is_refused_before_it_is_read():
    padding = "#" * (1_048_576 - len(f"{LEAST}{PROMISES}"))
    assert Package.from_toml(f"{LEAST}{PROMISES}{padding}") == package()
    with pytest.raises(PackageError, match="1048577 characters is too large"):
        Package.from_toml(f"{LEAST}{PROMISES}{padding}#")


@pytest.mark.parametrize(
    ("top", "path", "said"),
    [
        ("reading = { reciept = 'report' }", "reading.reciept", "did you mean 'receipt'?"),
        ("reading = 5", "reading", "write a table"),
        ("handling = { pauses = 5 }", "handling.pauses", "write a list of clocks"),
        ("handling = { pauses = ['resolutoin'] }", "handling.pauses", "did you mean 'resolution'?"),
        ("holidays = ['GB-ENG', 'GB']", "holidays.1", "write 'GB-ENG' (or 'GB-SCT', "),
        ("holidays = ['GB-XXX']", "holidays.0", "no subdivision 'XXX' of GB"),
        ("holidays = [5]", "holidays.0", "for instance 'GB-ENG'"),
        ("closures = [{ name = 'x', from = 2026-12-31, to = 2026-12-24 }]", "closures.0", "write the earlier first"),
        (
            "closures = [{ name = 'x', from = 2026-12-31T10:00:00, to = 2026-12-24 }]",
            "closures.0",
            "write the earlier first",
        ),
        ("closures = [{ name = 'x', from = 1000-01-01, to = 9999-01-01 }]", "closures", "at most 100000"),
        (
            "cover = [{ from = 2026-05-16T10:00:00, to = 2026-05-16T09:00:00 }]",
            "cover.0",
            "does not end after it starts",
        ),
        ("schema = true", "schema", "schema = 1"),
        ("schema = 1.0", "schema", "schema = 1"),
    ],
)
def test_a_fault_never_hides_the_others(top, path, said):
    """Section 8: all faults at once, each with its path."""
    least = LEAST.replace("schema = 1\n", "") if top.startswith("schema") else LEAST
    found = faults(f"{least}{top}\ncolour = 'red'\n{PROMISES}")
    assert set(found) == {path, "colour"}
    assert said in found[path]


@pytest.mark.parametrize(
    ("rest", "path", "said"),
    [
        ("rank = 1\n[priorities.P2]\nrank = 1\n", "priorities", "two priorities have one rank"),
        ("rank = 0\n", "priorities.P1.rank", "write 1 or more"),
        (
            "[priorities.P2]\nresolution = 'same day'\n[reading]\nsame_day = 'response_day'\n",
            "priorities",
            "P2.resolution",
        ),
        (
            "[priorities.P2]\nresolution = { target = '1 day', thresholds = [] }\n",
            "priorities.P2.resolution",
            "percents",
        ),
        (
            "[priorities.P2]\nresolution = { target = '1 day', thresholds = [101] }\n",
            "priorities.P2.resolution",
            "percents",
        ),
    ],
)
def test_what_does_not_fit_together_is_a_fault_with_its_path(rest, path, said):
    found = faults(f"{LEAST}{PROMISES}{rest}")
    ((where, message),) = found.items()
    assert where.startswith(path)
    assert said in message


def test_a_preset_that_there_is_not_is_a_fault_with_its_path():
    assert set(faults('schema = 1\nextends = "p1-p5"\nname = "x"')) == {"extends"}


def test_a_closure_may_last_to_the_end_of_time():
    closed = package("closures = [{ name = 'x', from = 2026-01-01T00:00:00, to = 9999-12-31 }]").calendar
    assert closed.is_open(london("2025-12-31T23:59"))
    assert not closed.is_open(london("9999-12-30T12:00"))


def test_thousands_of_closures_are_read_at_once():
    """One calendar of dates, however many tables say them."""
    first = date(2026, 1, 1)
    days = [first + timedelta(days=2 * step) for step in range(3_000)]
    tables = "\n".join(f'[[closures]]\nname = "day {day}"\nfrom = {day}\nto = {day}' for day in days)
    closed = package(rest=tables).calendar
    assert [closed.is_working_day(first + timedelta(days=step)) for step in range(4)] == [False, True, False, True]
    assert len(repr(closed)) < 200_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "1" * 5_000, "this is no TOML"),
        (".".join("a" * 3_000) + " = 1", "nested more than 32 deep"),
        ("[" + " . ".join("a" * 3_000) + "]", "nested more than 32 deep"),
        ("a = " + "[" * 3_000 + "]" * 3_000, "nested more than 32 deep"),
        (".".join(['"a b"'] * 20_000) + " = 1", "nested more than 32 deep"),
        ("[" + ".".join(['"a=b"'] * 20_000) + "]", "nested more than 32 deep"),
        ("x = { " + ".".join("a" * 20_000) + " = 1 }", "nested more than 32 deep"),
        (".".join(['"\\u0041"'] * 20_000) + " = 1", "nested more than 32 deep"),
    ],
    ids=["a number", "a key", "a table", "a list", "quoted", "a quoted table", "inline", "escaped"],
)
def test_what_would_break_the_reader_is_refused(text, said):
    with pytest.raises(PackageError, match=said):
        Package.from_toml(text)


@pytest.mark.parametrize("hours", ["22:00-24:00", "22:00-06:00"])
def test_cover_on_the_last_day_of_time_is_a_fault(hours):
    found = faults(f"{LEAST}cover = [{{ date = 9999-12-31, hours = '{hours}' }}]\n{PROMISES}")
    assert "ends after the year 9999" in found["cover.0"]


def test_dots_that_join_no_key_make_none_deep():
    many = ".".join("a" * 80)
    assert package(f"# {'.' * 80} {many}").name == "Acme"
    assert package(f'description = """{many}\n{many}"""').description == f"{many}\n{many}"
    assert package(f"description = '{many}'").description == many


def test_shared_parts_are_counted_as_often_as_they_stand():
    """What a reader of another format hands over may stand in itself many times."""
    shared = [1]
    for _ in range(30):
        shared = [shared, shared]
    with pytest.raises(pydantic.ValidationError, match="more than 1048576 values"):
        Package.model_validate({**DOCUMENT, "x": shared})


@pytest.mark.parametrize("schema", [[], {}, None, 1.0, "1", 10**400])
def test_a_schema_that_is_no_number_is_told(schema):
    with pytest.raises(pydantic.ValidationError, match="this version reads schema = 1"):
        Package.model_validate({**DOCUMENT, "schema": schema})


@pytest.mark.parametrize("packages", [5, [], {"base": {}}, {"base": None}])
def test_what_a_document_may_extend_is_packages_by_name(packages):
    with pytest.raises(pydantic.ValidationError, match="packages"):
        Package.model_validate({**DOCUMENT, "extends": "base"}, packages=packages)


# extending packages, upgrading schemas -------------------------------------------------------------------------------

BASE = Package.from_toml(f"""{LEAST}
holidays = ["GB-ENG"]
notice = "5 working days"
[priorities.P1]
title = "Outage"
hours = "24x7"
response = "aim: 1 working hour"
resolution = {{ target = "4 hours", thresholds = [50], hours = "Mon-Sun 08:00-20:00" }}
[priorities.P2]
rank = 5
resolution = "3 working days"
[reading]
receipt = "report"
""")


def extended(rest, **packages):
    return Package.from_toml(f'schema = 1\nextends = "base"\n{rest}', packages={"base": BASE, **packages})


def test_a_document_may_extend_a_package_given_with_it():
    found = extended('name = "Gold"\n[priorities.P1]\nresponse = "30 minutes"')
    assert found == BASE.amend(name="Gold", priorities={"P1": {"response": "30 minutes"}})
    assert found.notice == BASE.notice


def test_a_table_of_a_promise_changes_what_it_names():
    promise = BASE.scheme.priorities["P1"]
    found = extended("[priorities.P1]\nresponse = { thresholds = [90] }\nresolution = { target = '2 hours' }")
    level = found.scheme.priorities["P1"]
    assert level.response == Promise("1 working hour", "aim", thresholds=(90,))
    assert level.resolution == Promise("2 hours", thresholds=(50,), calendar=promise.resolution.calendar)


def test_a_promise_in_words_takes_the_place_of_all_that_was_promised():
    assert extended("priorities.P1.resolution = '2 hours'").scheme.priorities["P1"].resolution == Promise("2 hours")


def test_a_promise_of_none_is_taken_away():
    assert extended("priorities.P1.resolution = 'none'").scheme.priorities["P1"].resolution is None
    given = {"schema": 1, "extends": "base", "priorities": {"P1": {"resolution": None}}}
    assert Package.model_validate(given, packages={"base": BASE}).scheme.priorities["P1"].resolution is None


def test_hours_take_the_place_of_inherited_ones_whole():
    """A table of calendars is no table of settings: merging two would be neither."""
    found = extended("hours = { any = ['Mon 09:00-17:00'] }", base=extended("hours = { all = ['24x7'] }"))
    week = Calendar.weekly("Mon 09:00-17:00", tz="Europe/London") - Calendar.holidays(
        "GB", subdiv="ENG", tz="Europe/London"
    )
    assert found.calendar == week


def test_a_package_that_is_not_there_is_told_with_the_other_faults():
    found = faults("schema = 1\nextends = 'bse'\ncolour = 1\n[priorities.P1]\nresponse = 'x'")
    assert list(found) == ["extends", "priorities.P1.response", "colour"]


def test_a_given_package_comes_before_a_preset_of_its_name():
    found = Package.from_toml("schema = 1\nextends = 'p1-p4'", packages={"p1-p4": BASE})
    assert found == BASE


def test_an_older_schema_is_upgraded_step_by_step():
    """Each step makes the documents of one schema those of the next, and changes nothing in what it was given."""
    steps = {
        1: lambda old: {**old, "hours": old["office"], "office": None},
        2: lambda old: {key: value for key, value in old.items() if key != "office"},
    }
    old = {"schema": 1, "office": "Mon-Fri 09:00-17:00"}
    assert documents.upgrade(old, steps, newest=3) == {"schema": 3, "hours": "Mon-Fri 09:00-17:00"}
    assert old == {"schema": 1, "office": "Mon-Fri 09:00-17:00"}
    assert documents.upgrade({"schema": 3, "a": 1}, steps, newest=3) == {"schema": 3, "a": 1}
    assert documents.upgrade({"schema": True}, steps, newest=3) == {"schema": True}
    assert documents.upgrade({"schema": "1"}, steps, newest=3) == {"schema": "1"}


def test_every_schema_before_this_one_can_be_upgraded():
    assert list(documents.UPGRADES) == list(range(1, tables.SCHEMA))


def test_a_newer_schema_says_what_to_install():
    assert "install a newer slacalc" in faults(f"{LEAST}{PROMISES}".replace("schema = 1", "schema = 2"))["schema"]


# inside pydantic's models --------------------------------------------------------------------------------------------


class Tenant(pydantic.BaseModel):
    name: str
    agreements: list[Package]


DOCUMENT = {"schema": 1, "extends": "p1-p4", "name": "Acme"}


def test_a_package_stands_in_a_model_as_its_document_or_itself():
    tenant = Tenant(name="Acme", agreements=[DOCUMENT, BASE])
    assert tenant.agreements == [Package.preset("p1-p4").amend(name="Acme"), BASE]
    assert Tenant.model_validate_json(tenant.model_dump_json()) == tenant
    assert tenant.model_dump()["agreements"][1] == BASE.model_dump()


def test_a_model_with_packages_tells_their_faults_with_their_paths():
    with pytest.raises(pydantic.ValidationError) as caught:
        Tenant(name="Acme", agreements=[BASE, {**DOCUMENT, "tz": "Europe/Lundon", "colour": 1}])
    assert [fault["loc"] for fault in caught.value.errors()] == [("agreements", 1, "tz"), ("agreements", 1, "colour")]


def test_a_model_with_packages_has_a_schema_of_its_own():
    schema = Tenant.model_json_schema()
    assert schema["properties"]["agreements"]["items"] == {"$ref": "#/$defs/PackageTable"}


def test_model_validate_raises_what_pydantic_does():
    with pytest.raises(pydantic.ValidationError, match="Europe/Lundon"):
        Package.model_validate({**DOCUMENT, "tz": "Europe/Lundon"})
    for document in (None, 5, "schema = 1", [DOCUMENT], {1: 2}):
        with pytest.raises(pydantic.ValidationError):
            Package.model_validate(document)


def test_model_validate_returns_a_package_as_it_is():
    assert Package.model_validate(BASE) is BASE


def test_a_document_that_nests_itself_is_refused():
    document = {**DOCUMENT}
    document["hours"] = {"any": [document]}
    with pytest.raises(pydantic.ValidationError, match="nested more than 32 deep"):
        Package.model_validate(document)


def test_a_number_too_long_to_be_shown_is_told_all_the_same():
    assert "there is no such key" in faults(f"{LEAST}{PROMISES}x = 0x{'f' * 4_000}\n")["priorities.P1.x"]


@pytest.mark.parametrize("offset", ["+01:60", "-00:99", "+24:00"])
def test_an_offset_that_no_clock_has_is_refused(offset):
    cover = f"cover = [{{ from = '2026-05-16T09:00:00{offset}', to = '2026-05-17T13:00:00Z' }}]"
    with pytest.raises(PackageError, match=r"cover\.0\.from: write a date"):
        Package.from_toml(f"schema = 1\nextends = 'p1-p4'\nname = 'A'\n{cover}")


def test_priorities_that_are_no_table_are_told_where_a_document_extends_another():
    with pytest.raises(pydantic.ValidationError) as told:
        Package.model_validate({"extends": "p1-p4", "name": "x", "priorities": [1]})
    assert [fault["loc"] for fault in told.value.errors()] == [("priorities",)]
