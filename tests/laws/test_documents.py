"""Law 34 for packages: what is written as TOML, JSON, plain values or a pickle is read back as it was."""

import pickle
import tomllib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacalc import Calendar, Cover, Handling, Package, Promise, Reading, Scheme, Target
from slacalc.testing.changes import ZONES
from slacalc.testing.scenes import recipes, scenes

pytestmark = pytest.mark.filterwarnings("ignore::slacalc.errors.HolidayDataWarning")

TARGETS = (
    *("8 working hours", "90 minutes", "1.5 hours", "4 elapsed hours", "1 second", "3 working days", "2 calendar days"),
    *("1-2 days", "1-2 weeks", "2 working weeks", "same day", "next working day", "next working day by 16:00"),
)
names = st.text(max_size=20) | st.sampled_from(
    ["Acme", 'a "quoted" name', "tab\tline\n\r\x00\x7f\\", "it's", "Ærø 日本"]
)
some_names = names.filter(bool)


@st.composite
def calendars(draw: Any) -> Calendar:
    """Draw calendars with names of dates and spans, zones that nothing is written in, and every kind of leaf."""
    scene = draw(scenes(most_zones=3))
    calendar = draw(recipes(scene, depth=3)).calendar()
    zone = draw(st.sampled_from(scene.zones))
    for _ in range(draw(st.integers(0, 2))):
        calendar = draw(st.sampled_from([Calendar.__or__, Calendar.__and__, Calendar.__sub__]))(
            calendar, draw(named_days(zone) | named_spans())
        )
    return calendar.in_zone(draw(st.sampled_from(ZONES))) if draw(st.booleans()) else calendar


days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@st.composite
def named_days(draw: Any, zone: str) -> Calendar:
    chosen = draw(st.dictionaries(days, names, max_size=6))
    first, run, name = draw(days), draw(st.integers(0, 4)), draw(some_names)
    chosen |= {first + timedelta(days=step): name for step in range(run)}
    hours = draw(st.sampled_from([None, None, "13:00-24:00", "09:00-12:00,22:00-02:00"]))
    return Calendar.dates(chosen, tz=zone, hours=hours)


instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (in UTC)


@st.composite
def named_spans(draw: Any) -> Calendar:
    pairs = draw(st.lists(st.tuples(instants, instants, names), max_size=4))
    spans = {(min(one, other), max(one, other)): name for one, other, name in pairs}
    made = Calendar.spans(spans if draw(st.booleans()) else list(spans))
    edge = draw(st.none() | instants)
    return made if edge is None else made | draw(st.sampled_from([Calendar.since, Calendar.until]))(edge)


@st.composite
def promises(draw: Any) -> Promise | None:
    target = draw(st.none() | st.sampled_from(["by agreement", *TARGETS]))
    estimate = draw(st.none() | st.sampled_from(TARGETS))
    if target is None and estimate is None:
        return None
    commitment = draw(st.sampled_from(["contract", "aim"])) if target else "contract"
    percents = draw(st.sampled_from([(75,), (50, 75, 90), (100,)]))
    return Promise(target, commitment, estimate, draw(st.none() | calendars()), percents)


readings = st.builds(
    Reading,
    **{name: st.sampled_from(values) for name, values in Reading.VALUES.items() if name != "same_day"},
    same_day=st.sampled_from(["close", "midnight"]),
    day_length=st.sampled_from(["8h", "7.5h", "450 minutes"]),
    same_day_minimum=st.sampled_from([None, "4h", "1 second"]),
)
handlings = st.builds(
    Handling,
    **{name: st.sampled_from(values) for name, values in Handling.VALUES.items()},
    pauses=st.sampled_from([(), ("resolution",), ("response", "resolution")]),
)
levels = st.fixed_dictionaries(
    {
        "title": names,
        "description": names,
        "chargeable": st.booleans(),
        "response": promises(),
        "resolution": promises(),
    },
    optional={"calendar": calendars()},
)
covers = st.builds(
    lambda start, minutes, **rest: Cover(start, start + timedelta(minutes=minutes), **rest),
    instants,
    st.integers(1, 3000),
    booked_at=st.none() | instants,
    chargeable=st.booleans(),
    name=names,
)


@st.composite
def packages(draw: Any) -> Package:
    """Draw whole packages."""
    calendar = draw(calendars())
    return Package(
        draw(some_names),
        Scheme(draw(st.dictionaries(some_names, levels, min_size=1, max_size=3)), draw(readings), draw(handlings)),
        calendar if calendar.tz else calendar.in_zone(draw(st.sampled_from(ZONES))),
        draw(st.lists(covers, max_size=3)),
        draw(st.lists(some_names, max_size=2)),
        draw(names),
        draw(st.none() | st.sampled_from([Target.parse("5 working days"), Target.parse("48 hours")])),
    )


@given(packages())
def test_law_34_every_form_of_a_package_is_read_back_as_it_was(package):
    """Law 34: load(dump(x)) = x for TOML, JSON, plain values and pickle, names and notes included."""
    for again in (
        Package.from_toml(package.to_toml()),
        Package.from_json(package.to_json()),
        Package.model_validate(package.model_dump()),
        pickle.loads(pickle.dumps(package)),  # noqa: S301 (our own)
    ):
        assert again == package
        assert again.to_toml() == package.to_toml()
        assert again.content_hash == package.content_hash
        assert [repr(level) for level in again.scheme.levels] == [repr(level) for level in package.scheme.levels]
    assert _plain(tomllib.loads(package.to_toml())) == package.model_dump()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else value


@given(packages(), some_names)
def test_law_34_the_hash_of_a_package_is_that_of_what_it_says(package, name):
    """Law 34: one word more is another hash; the word taken back is the same again."""
    other = package.amend(name=name)
    assert (other.content_hash == package.content_hash) == (other == package) == (name == package.name)
    assert other.amend(name=package.name).content_hash == package.content_hash


@given(packages())
def test_a_package_that_extends_another_and_says_nothing_else_is_that_package(package):
    """Section 6: inherited key by key."""
    again = Package.model_validate({"schema": 1, "extends": "base"}, packages={"base": package})
    assert again == package
