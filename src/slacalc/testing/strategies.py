"""Random calendars, instants, targets, promises and packages, for hypothesis."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from slacalc.calendar import Calendar
from slacalc.cover import Cover
from slacalc.handling import Handling
from slacalc.packages import Package
from slacalc.promises import Promise
from slacalc.reading import Reading
from slacalc.schemes import Scheme
from slacalc.targets import Target
from slacalc.testing.changes import ZONES
from slacalc.testing.recipes import Week, utc
from slacalc.testing.scenes import REGIONS, day_windows, recipes, scenes
from slacalc.windows import MINUTE

TARGETS = (
    *("8 working hours", "90 minutes", "1.5 hours", "4 elapsed hours", "1 second", "3 working days", "2 calendar days"),
    *("1-2 days", "1-2 weeks", "2 working weeks", "same day", "next working day", "next working day by 16:00"),
)
texts = st.text(max_size=20) | st.sampled_from(
    ["Acme", 'a "quoted" name', "tab\tline\n\r\x00\x7f\\", "it's", "Ærø 日本"]
)
some_names = texts.filter(bool)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (in UTC)


@st.composite
def instants(draw: st.DrawFn, *, zones: tuple[str, ...] = ZONES) -> datetime:
    """Draw instants of the years 1900 to 2100 where calendars go wrong, aware and in their zone.

    Most lie within two hours of a change of the clock, at it or a microsecond beside it; others beside midnights,
    around the ends of years and holidays, or at any minute.

    Args:
        zones: the zones to draw from; the default are thirteen with difficult clocks.

    Example:
        >>> from hypothesis import find
        >>> print(find(instants(zones=("Europe/London",)), lambda at: at.month == 3).tzinfo)
        Europe/London
    """
    scene = draw(scenes(zones, most_zones=1))
    beside = draw(st.sampled_from((0, 0, 1, -1)) | st.integers(-119 * MINUTE, 119 * MINUTE))
    return utc(scene.anchor + beside).astimezone(ZoneInfo(scene.zones[0]))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Draw calendars of every kind, near changes of the clock, with names, in up to three zones; some never open.

    Example:
        >>> from hypothesis import find
        >>> find(calendars(), lambda calendar: calendar.tz is None).tz is None  # hours of several zones
        True
    """
    scene = draw(scenes(most_zones=3))
    calendar = draw(recipes(scene, depth=3)).calendar()
    zone = draw(st.sampled_from(scene.zones))
    for _ in range(draw(st.integers(0, 2))):
        calendar = draw(st.sampled_from([Calendar.__or__, Calendar.__and__, Calendar.__sub__]))(
            calendar, draw(_named_days(zone) | _named_spans())
        )
    return calendar.in_zone(draw(st.sampled_from(ZONES))) if draw(st.booleans()) else calendar


@st.composite
def _named_days(draw: st.DrawFn, zone: str) -> Calendar:
    chosen = draw(st.dictionaries(days, texts, max_size=6))
    first, run, name = draw(days), draw(st.integers(0, 4)), draw(some_names)
    chosen |= {first + timedelta(days=step): name for step in range(run)}
    hours = draw(st.sampled_from([None, None, "13:00-24:00", "09:00-12:00,22:00-02:00"]))
    return Calendar.dates(chosen, tz=zone, hours=hours)


@st.composite
def _named_spans(draw: st.DrawFn) -> Calendar:
    pairs = draw(st.lists(st.tuples(moments, moments, texts), max_size=4))
    spans = {(min(one, other), max(one, other)): name for one, other, name in pairs}
    made = Calendar.spans(spans if draw(st.booleans()) else list(spans))
    edge = draw(st.none() | moments)
    return made if edge is None else made | draw(st.sampled_from([Calendar.since, Calendar.until]))(edge)


@st.composite
def offices(draw: st.DrawFn) -> Calendar:
    """Draw the hours of a desk: weekly hours of one zone, some less public holidays; they open in every week.

    Example:
        >>> from hypothesis import find
        >>> saturday = date(2026, 5, 16)
        >>> find(offices(), lambda hours: hours.is_working_day(saturday)).is_working_day(saturday)
        True
    """
    zone, windows = draw(st.sampled_from(ZONES)), draw(day_windows())
    open_on = draw(st.just([1, 1, 1, 1, 1, 0, 0]) | st.lists(st.integers(0, 1), min_size=7, max_size=7).filter(any))
    hours = Week(zone, tuple(windows if is_open else () for is_open in open_on)).calendar()
    country, subdiv = draw(st.sampled_from(REGIONS))
    return hours - Calendar.holidays(country, subdiv=subdiv, tz=zone) if draw(st.booleans()) else hours


def targets() -> st.SearchStrategy[Target]:
    """Draw targets: working, elapsed and bare hours, days, weeks, ranges, the same day, by agreement.

    Example:
        >>> from hypothesis import find
        >>> find(targets(), lambda target: target.lower is not None).unit in {"day", "week"}  # a range
        True
    """
    amounts = st.integers(1, 6_000).map(lambda minutes: timedelta(minutes=minutes))
    words = st.sampled_from([*TARGETS, "by agreement"]).map(Target.parse)
    return words | st.builds(Target.working, amounts) | st.builds(Target.elapsed, amounts)


commitments: st.SearchStrategy[Literal["contract", "aim"]] = st.sampled_from(["contract", "aim"])


@st.composite
def promises(draw: st.DrawFn, *, hours: st.SearchStrategy[Calendar] | None = None) -> Promise | None:
    """Draw promises with commitments, estimates and thresholds; None where nothing is promised.

    Args:
        hours: the hours of those that have hours of their own; ``offices()`` unless said.

    Example:
        >>> from hypothesis import find
        >>> find(promises(), lambda promise: promise is not None and promise.commitment == "aim").commitment
        'aim'
    """
    target = draw(st.none() | targets())
    estimate = draw(st.none() | st.sampled_from(TARGETS).map(Target.parse))
    if target is None and estimate is None:
        return None
    commitment = draw(commitments) if target else "contract"
    percents = draw(st.sampled_from([(75,), (50, 75, 90), (100,)]))
    own = draw(st.none() | (offices() if hours is None else hours))
    return Promise(target, commitment, estimate, own, percents)


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
covers = st.builds(
    lambda start, minutes, **rest: Cover(start, start + timedelta(minutes=minutes), **rest),
    moments,
    st.integers(1, 3000),
    booked_at=st.none() | moments,
    chargeable=st.booleans(),
    name=texts,
)


@st.composite
def packages(draw: st.DrawFn, *, hours: st.SearchStrategy[Calendar] | None = None) -> Package:
    """Draw whole packages: one to three priorities, any reading and handling, cover, assumptions and notice.

    Args:
        hours: the hours of packages, of priorities and of promises; ``offices()`` unless said, so that every deadline
            can be reached.

    Example:
        >>> from hypothesis import find
        >>> len(find(packages(), lambda package: len(package.scheme.priorities) == 2).scheme.priorities)
        2
    """
    kinds = offices() if hours is None else hours
    calendar, promised = draw(kinds), promises(hours=kinds)
    words = {"title": texts, "description": texts, "chargeable": st.booleans()}
    levels = st.fixed_dictionaries(
        {**words, "response": promised, "resolution": promised}, optional={"calendar": kinds}
    )
    return Package(
        draw(some_names),
        Scheme(draw(st.dictionaries(some_names, levels, min_size=1, max_size=3)), draw(readings), draw(handlings)),
        calendar if calendar.tz else calendar.in_zone(draw(st.sampled_from(ZONES))),
        draw(st.lists(covers, max_size=3)),
        draw(st.lists(some_names, max_size=2)),
        draw(texts),
        draw(st.none() | st.sampled_from([Target.parse("5 working days"), Target.parse("48 hours")])),
    )
