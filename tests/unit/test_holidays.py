"""Public holidays by region, substitute policy and year (T11).

Facts: the bank holidays of the UK government's list, www.gov.uk/bank-holidays; the federal holidays of the US OPM.
"""

import threading
import time
from datetime import date

import holidays as library
import pytest

from slacalc.errors import InputError
from slacalc.holidays import POLICIES, Region, region
from slacalc.instants import day_of


def dates(country: str, subdiv: str | None, policy: str, first: date, last: date) -> list[date]:
    years = region(country, subdiv, policy).years(first.year, last.year)
    return [found for year in years for found in map(day_of, year.days) if first <= found <= last]


def names(country: str, subdiv: str | None, day: date) -> list[str]:
    (year,) = region(country, subdiv, "both").years(day.year, day.year)
    return [name for number, name in zip(year.days, year.names, strict=True) if day_of(number) == day]


# England: 25 December 2021 a Saturday, substitute Monday 27; 26 December 2021 a Sunday, substitute Tuesday 28.
CHRISTMAS_2021 = date(2021, 12, 24), date(2021, 12, 31)
# 26 December 2026 is a Saturday, substitute Monday 28; Christmas Day itself is a Friday.
CHRISTMAS_2026 = date(2026, 12, 24), date(2026, 12, 31)
# 1 January 2022 is a Saturday: Monday 3 January in England; Scotland has 2 January too, substituted on Tuesday 4.
NEW_YEAR_2022 = date(2022, 1, 1), date(2022, 1, 5)


@pytest.mark.parametrize(
    ("subdiv", "span", "policy", "days"),
    [
        ("ENG", CHRISTMAS_2021, "both", [25, 26, 27, 28]),
        ("ENG", CHRISTMAS_2021, "substitute", [27, 28]),
        ("ENG", CHRISTMAS_2021, "actual", [25, 26]),
        ("ENG", CHRISTMAS_2026, "both", [25, 26, 28]),
        ("ENG", CHRISTMAS_2026, "substitute", [25, 28]),
        ("ENG", CHRISTMAS_2026, "actual", [25, 26]),
        ("ENG", NEW_YEAR_2022, "both", [1, 3]),
        ("SCT", NEW_YEAR_2022, "both", [1, 2, 3, 4]),
        ("SCT", NEW_YEAR_2022, "substitute", [3, 4]),
        ("SCT", NEW_YEAR_2022, "actual", [1, 2]),
    ],
)
def test_a_holiday_at_a_weekend_is_kept_moved_or_both(subdiv, span, policy, days):
    assert [day.day for day in dates("GB", subdiv, policy, *span)] == days


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        ("both", [date(2021, 12, 31), date(2022, 1, 1)]),
        ("substitute", [date(2021, 12, 31)]),
        ("actual", [date(2022, 1, 1)]),
    ],
)
def test_a_substitute_may_lie_in_the_year_before(policy, days):
    """Saturday 1 January 2022 was observed in the United States on Friday 31 December 2021."""
    assert dates("US", None, policy, date(2021, 12, 27), date(2022, 1, 9)) == days


@pytest.mark.parametrize("policy", POLICIES)
def test_each_year_asked_alone_is_as_if_asked_with_its_neighbours(policy):
    fresh = Region("US", None, policy)
    alone = [fresh.years(year, year)[0] for year in (2022, 2021, 2020)]
    assert Region("US", None, policy).years(2020, 2022) == alone[::-1]


def test_a_substitute_without_a_label_stands_for_the_weekend_holiday_before_it():
    """Japan: Sunday 3 May 2026 moves past two more holidays to Wednesday 6 May, named only a substitute holiday."""
    golden = date(2026, 5, 2), date(2026, 5, 8)
    assert [day.day for day in dates("JP", None, "both", *golden)] == [3, 4, 5, 6]
    assert [day.day for day in dates("JP", None, "substitute", *golden)] == [4, 5, 6]
    assert [day.day for day in dates("JP", None, "actual", *golden)] == [3, 4, 5]


@pytest.mark.parametrize(
    ("subdiv", "day", "is_holiday"),
    [
        ("ENG", date(2026, 4, 6), True),
        ("SCT", date(2026, 4, 6), False),
        ("ENG", date(2026, 8, 31), True),
        ("SCT", date(2026, 8, 3), True),
        ("SCT", date(2026, 11, 30), True),
        ("NIR", date(2026, 3, 17), True),
        ("ENG", date(2020, 5, 8), True),
        ("ENG", date(2020, 5, 4), False),
        ("ENG", date(2022, 9, 19), True),
        ("ENG", date(2023, 5, 8), True),
    ],
    ids=[
        "Easter Monday",
        "none in Scotland",
        "August in England",
        "August in Scotland",
        "St Andrew",
        "St Patrick",
        "VE day moved to Friday",
        "from its Monday",
        "the Queen's funeral",
        "the coronation",
    ],
)
def test_each_nation_of_the_united_kingdom_has_its_own_days(subdiv, day, is_holiday):
    assert dates("GB", subdiv, "both", day, day) == ([day] if is_holiday else [])


def test_a_holiday_has_its_name():
    assert names("GB", "ENG", date(2026, 4, 3)) == ["Good Friday"]
    assert names("GB", "ENG", date(2026, 12, 28)) == ["Boxing Day (observed)"]
    assert names("GB", "ENG", date(2026, 4, 2)) == []


# -- what cannot be asked ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "subdiv", "message"),
    [
        (
            "GB",
            None,
            "without a subdivision GB lacks Easter Monday and the August bank holiday: write subdiv='ENG' (or ",
        ),
        ("gb", "ENG", "no public holidays for country 'gb': did you mean 'GB'?"),
        ("Irelnd", None, "no public holidays for country 'Irelnd': did you mean 'IE'?"),
        ("United Kingdom", None, "no public holidays for country 'United Kingdom': did you mean 'GB'?"),
        ("England", None, "no public holidays for country 'England': write a code such as 'GB'"),
        ("XX", None, "no public holidays for country 'XX': "),
        ("", None, "no public holidays for country '': write a code such as 'GB'"),
        ("GB", "eng", "no subdivision 'eng' of GB in the public holidays: did you mean 'ENG'?"),
        ("GB", "", "no subdivision '' of GB in the public holidays: write a code such as "),
        ("GB", "CA", "no subdivision 'CA' of GB in the public holidays: "),
        ("LU", "X", "no subdivision 'X' of LU in the public holidays: it has no subdivisions: leave it out"),
    ],
)
def test_a_wrong_region_is_told_what_to_write(country, subdiv, message):
    with pytest.raises(InputError) as caught:
        region(country, subdiv, "both")
    assert message in str(caught.value)


@pytest.mark.parametrize("policy", ["observed", "", None, True])
def test_a_wrong_policy_is_told_what_to_write(policy):
    with pytest.raises(InputError) as caught:
        region("US", None, policy)
    assert str(caught.value) == f"substitutes={policy!r}: write one of 'both', 'substitute', 'actual'"


# -- what is known -----------------------------------------------------------------------------------------------------


def test_years_outside_the_data_are_not_known():
    """T11: the data of this country says where it starts and ends."""
    england = region("GB", "ENG", "both")
    before, first = england.years(england.first_year - 1, england.first_year)
    last, after = england.years(england.last_year, england.last_year + 1)
    assert (before.known, first.known, last.known, after.known) == (False, True, True, False)
    assert last.days
    assert not after.days


def test_a_year_of_which_the_data_warns_is_not_known():
    """T11: India says that it ends in 2100, and warns that Diwali and Holi are missing long before."""
    known, warned = (region("IN", None, "both").years(year, year)[0] for year in (2024, 2099))
    assert known.known
    assert not warned.known
    assert warned.days


def test_years_are_asked_within_1_to_9999():
    england = region("GB", "ENG", "both")
    assert [year.known for year in england.years(-5, 1)] == [False]
    assert [year.known for year in england.years(9999, 12_000)] == [False]


# -- how it is asked ---------------------------------------------------------------------------------------------------


def test_a_region_is_shared_by_all_who_name_it():
    assert region("GB", "ENG", "both") is region("GB", "ENG", "both")
    assert region("GB", "ENG", "both") is not region("GB", "ENG", "actual")


def test_a_range_of_years_is_asked_for_once(monkeypatch):
    asked = []
    real = library.country_holidays

    def counting(*arguments, **options):
        asked.append(list(options["years"]))
        return real(*arguments, **options)

    monkeypatch.setattr(library, "country_holidays", counting)
    england = Region("GB", "ENG", "both")
    del asked[:]
    england.years(2020, 2030)
    england.years(2022, 2028)
    assert asked == [list(range(2019, 2032))]


def test_threads_that_ask_a_fresh_region_get_equal_answers(monkeypatch):
    """The data takes a moment to build; all but the first thread wait for it."""
    real = library.country_holidays

    def slow(*arguments, **options):
        time.sleep(0.02)
        return real(*arguments, **options)

    monkeypatch.setattr(library, "country_holidays", slow)
    fresh, found = Region("GB", "SCT", "substitute"), []
    begin = threading.Barrier(4)

    def ask() -> None:
        begin.wait()
        found.append(fresh.years(2020, 2030))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Region("GB", "SCT", "substitute").years(2020, 2030)] * 4
