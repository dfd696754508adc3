"""Public holidays by country and subdivision: the only place that knows the ``holidays`` package (T11).

The package is loaded when a region is first asked about, and each range of years is asked for once.
"""

import threading
import warnings
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from slacalc.errors import InputError, as_word, shown
from slacalc.instants import day_number

Substitutes = Literal["both", "substitute", "actual"]
POLICIES: tuple[Substitutes, ...] = ("both", "substitute", "actual")
_NEED_A_SUBDIVISION = ("GB", "GBR", "UK")
"""The names of the country whose own list lacks common holidays."""
_SUBDIVISIONS = ("subdiv='ENG'", "'SCT'", "'WLS'", "'NIR'")

NEAR = timedelta(days=14)
"""A substitute day lies within two weeks of the holiday that it stands for."""

# Building a region's years records the warnings of the data, which is not safe in two threads at once.
_building = threading.Lock()


class Year(NamedTuple):
    """The public holidays of one year: day numbers in order, their names, and whether the year is known (T11)."""

    days: tuple[int, ...]
    names: tuple[str, ...]
    known: bool


class Region:
    """The public holidays of one country or subdivision under one substitute policy, kept year by year."""

    def __init__(self, country: str, subdiv: str | None, substitutes: Substitutes) -> None:
        self._build = _source(country, subdiv)
        source = self._build([], True)
        self.country = str(source.country)
        self.first_year, self.last_year = int(source.start_year), int(source.end_year)
        self._substitutes: Substitutes = substitutes
        self._years: dict[int, Year] = {}

    def years(self, first: int, last: int) -> list[Year]:
        """Return each year from *first* to *last*, both included."""
        wanted = range(max(first, 1), min(last, 9999) + 1)
        if not all(year in self._years for year in wanted):
            with _building:
                self._load(wanted)
        return [self._years[year] for year in wanted]

    def _load(self, wanted: range) -> None:
        # A substitute day may lie in the year before or after the holiday it stands for.
        missing = [year for year in wanted if year not in self._years]
        if not missing:
            return  # another thread has been here in the meantime
        asked = range(max(missing[0] - 1, 1), min(missing[-1] + 1, 9999) + 1)
        found, unknown = _holidays(self._build, asked, self._substitutes)
        by_year: dict[int, list[tuple[int, str]]] = {year: [] for year in missing}
        for day, name in sorted(found.items()):
            if day.year in by_year:
                by_year[day.year].append((day_number(day), name))
        for year, dated in by_year.items():
            days, names = zip(*dated, strict=True) if dated else ((), ())
            self._years[year] = Year(days, names, year not in unknown)


def region(
    country: str, subdiv: str | None, substitutes: Substitutes, subdivisions: tuple[str, ...] = _SUBDIVISIONS
) -> Region:
    """Return the region, shared between the calendars that name it.

    Args:
        country: its code.
        subdiv: the code of its subdivision.
        substitutes: what a day in the place of a holiday closes.
        subdivisions: how those of a country that needs one are written, for the message.

    Raises:
        InputError: no such country, subdivision or policy; or one that needs a subdivision.
    """
    if not isinstance(substitutes, str) or substitutes not in POLICIES:
        raise InputError(f"substitutes={shown(substitutes)}: write one of {', '.join(map(repr, POLICIES))}")
    for code, kind in ((country, str), (subdiv, str | None)):
        if not isinstance(code, kind):
            raise InputError(f"{shown(code)} is no code of a country or subdivision: write text such as 'GB' or 'ENG'")
    if subdiv is None and country in _NEED_A_SUBDIVISION:
        first, *others = subdivisions
        lacking = "without a subdivision GB lacks Easter Monday and the August bank holiday"
        raise InputError(f"{lacking}: write {first} (or {', '.join(others)})")
    return _shared(country, subdiv, substitutes)


_LONGEST_CODE = 3


@lru_cache(maxsize=512)
def _shared(country: str, subdiv: str | None, substitutes: Substitutes) -> Region:
    return Region(country, subdiv, substitutes)


def _source(country: str, subdiv: str | None) -> Any:
    from holidays import country_holidays, list_supported_countries

    supported = list_supported_countries(include_aliases=True)
    if country not in supported:
        hint = _named(country) or _nearest(country if len(country) <= _LONGEST_CODE else "", supported, "GB")
        raise InputError(f"no public holidays for country {shown(country)}: {hint}")
    code = str(country_holidays(country, years=[]).country)  # GBR and UK are other names of GB
    if subdiv is not None and subdiv not in supported[country]:
        known = supported[country]
        hint = _nearest(subdiv, known, known[0]) if known else "it has no subdivisions: leave it out"
        raise InputError(f"no subdivision {shown(subdiv)} of {country} in the public holidays: {hint}")
    return lambda years, observed: country_holidays(code, subdiv=subdiv, years=years, observed=observed, expand=False)


def _named(country: str) -> str | None:
    from holidays.registry import COUNTRIES

    codes = {name.replace("_", " ").upper(): code for name, (_, code, *_) in COUNTRIES.items()}
    near = get_close_matches(as_word(country).upper(), codes, n=1, cutoff=0.85)
    return f"did you mean {codes[near[0]]!r}?" if near else None


def _nearest(word: object, words: Any, example: str) -> str:
    near = get_close_matches(as_word(word).upper(), words, n=1)
    return f"did you mean {near[0]!r}?" if near else f"write a code such as {example!r}"


def _holidays(build: Any, years: range, substitutes: Substitutes) -> tuple[dict[Any, str], set[int]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = build(years, substitutes != "actual")
    unknown = {year for year in years if not found.start_year <= year <= found.end_year}
    if caught:
        unknown |= {year for year in years if _warns(build, year)}
    if substitutes == "substitute":
        return _without_substituted(found, build(years, False)), unknown
    return dict(found), unknown


def _warns(build: Any, year: int) -> bool:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        build([year], True)
    return bool(caught)


def _without_substituted(both: Any, actual: Any) -> dict[Any, str]:
    # A holiday has moved where its name stands, labelled as observed, on another date near it;
    # where a country's data does not label them, an added date stands for the nearest weekend holiday.
    kinds = ("observed_label", "observed_estimated_label")
    labels = {str(getattr(both, kind, None) or "%s (observed)") for kind in kinds}
    standing: dict[str, list[date]] = {}
    for day, names in both.items():
        for name in names.split("; "):
            standing.setdefault(name, []).append(day)
    moved = {day for day, names in actual.items() if _all_stand_elsewhere(day, names, labels, standing)}
    labelled = {label % name for label in labels for names in actual.values() for name in names.split("; ")}
    for day in both.keys() - actual.keys():
        if not labelled & set(both[day].split("; ")):
            moved |= _nearest_weekend(day, actual, both.weekend)
    return {day: names for day, names in both.items() if day not in moved}


def _all_stand_elsewhere(day: date, names: str, labels: set[str], standing: dict[str, list[date]]) -> bool:
    return all(
        any(other != day and abs(other - day) <= NEAR for label in labels for other in standing.get(label % name, ()))
        for name in names.split("; ")
    )


def _nearest_weekend(day: date, actual: Any, weekend: set[int]) -> set[date]:
    near = [other for other in actual if abs(other - day) <= NEAR and other.weekday() in weekend]
    return {min(near, key=lambda other: abs(other - day))} if near else set()
