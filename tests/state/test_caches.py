"""No cache grows without a bound: each is listed here, with what bounds it."""

import gc
import importlib
import pkgutil
import weakref
from collections.abc import Iterator, MutableMapping, MutableSequence, MutableSet
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import slacalc
from slacalc import Calendar, Cover, Package, Ticket, assess

KEPT = {
    "fingerprints.holiday_data": None,  # one value
    "frames.shapes.story": 4096,
    "holidays._shared": 512,
    "instants.pendulum_zone": 1024,
    "packages._preset": 8,
    "report.templates._environment": None,
    "testing.changes.changes": 128,
    "testing.changes.whole_minutes_since": 128,
    "tracing.compiled": 256,
    "zones._block": 8192,
    "zones._names": None,  # one value
    "zones.zone": 1024,
}
"""How many answers each function remembers; None for one without arguments, which has only one."""
WEAK = {"frames.columns._tables", "snapshots._shared"}
"""What goes when that which it is kept for goes."""
START = datetime(2026, 5, 11, 9, tzinfo=UTC)


def module_level() -> Iterator[tuple[str, object]]:
    """Return every value that a module of the library keeps, by its full name, where it is at home."""
    for found in pkgutil.walk_packages(slacalc.__path__, "slacalc."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if not name.startswith("__") and getattr(value, "__module__", found.name) in (found.name, *BUILT_IN):
                    yield f"{found.name.removeprefix('slacalc.')}.{name}", value
                if isinstance(value, type) and value.__module__ == found.name:
                    yield from ((f"{found.name}.{name}.{part}", held) for part, held in vars(value).items())


BUILT_IN = ("weakref", "builtins", "collections")


def remembered() -> dict[str, int | None]:
    """Return the functions that remember their answers, each with how many."""
    kind = type(lru_cache(maxsize=1)(len))
    return {name: held.cache_parameters()["maxsize"] for name, held in module_level() if isinstance(held, kind)}


def sizes() -> dict[str, int]:
    """Return the sizes of all containers that could grow, the weak ones apart."""
    kinds = MutableMapping | MutableSequence | MutableSet
    held = {name: value for name, value in module_level() if isinstance(value, kinds)}
    return {name: len(value) for name, value in held.items() if name not in WEAK}


def test_every_function_that_remembers_is_listed_with_its_bound():
    assert remembered() == KEPT


def test_what_remembers_without_a_bound_has_no_arguments():
    held = dict(module_level())
    for name in (name for name, bound in KEPT.items() if bound is None):
        assert held[name].__wrapped__.__code__.co_argcount == 0, name  # type: ignore[attr-defined]


def test_what_is_kept_for_something_goes_with_it():
    kinds = (weakref.WeakKeyDictionary, weakref.WeakValueDictionary, weakref.WeakSet)
    assert {name for name, held in module_level() if isinstance(held, kinds)} == WEAK
    shared = dict(module_level())["snapshots._shared"]
    gc.collect()
    before = len(shared)  # type: ignore[arg-type]
    calendars = [Calendar.weekly(f"Mon-Fri 09:{minute:02}-17:00", tz="Asia/Kolkata") for minute in range(1, 60)]
    assert all(calendar.add(START, timedelta(hours=8)) > START for calendar in calendars)
    assert len(shared) >= before + 59  # type: ignore[arg-type]
    calendars.clear()
    gc.collect()
    assert len(shared) <= before  # type: ignore[arg-type]


def package(number: int) -> Package:
    """Return one package of many, closed on a day that no other is closed on."""
    day = date(2020, 1, 1) + timedelta(days=number)
    preset = Package.preset("p1-p4")
    return preset.amend(name=f"No. {number}", calendar=preset.calendar - Calendar.dates([day], tz="Europe/London"))


def test_no_container_of_a_module_grows_with_use():
    def use(numbers: range) -> None:
        for number in numbers:
            ticket = Ticket(reported_at=START + timedelta(hours=number), priority="P2").paused(START.replace(month=6))
            assert assess(ticket, package(number), at=START.replace(month=7)).resolution.started_at

    use(range(2))
    before = sizes()
    assert len(before) > 20
    use(range(2, 60))
    assert sizes() == before


def test_a_package_keeps_a_bounded_number_of_terms_and_desks():
    cover = [Cover(START + timedelta(days=n), START + timedelta(days=n, hours=20), booked_at=START) for n in range(2)]
    cover += [
        Cover(day, day + timedelta(hours=20), booked_at=day)
        for day in (START + timedelta(days=n) for n in range(2, 400))
    ]
    kept = Package.preset("p1-p4").amend(cover=cover)
    ticket = Ticket(reported_at=START, priority="P3")
    for number in range(400):
        assert assess(ticket, kept, at=START + timedelta(days=number)).response.due
    terms, desks = vars_of(kept, "_terms"), vars_of(kept, "_desks")
    assert 0 < len(terms) <= 256
    assert 0 < len(desks) <= 256


def vars_of(value: object, name: str) -> dict[object, object]:
    """Return a dict that a value keeps for itself."""
    found = object.__getattribute__(value, name)
    assert isinstance(found, dict)
    return found


def test_a_calendar_keeps_a_bounded_number_of_snapshots():
    calendar = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Pacific/Nauru")  # which no other test asks
    for year in range(1000, 9000, 100):
        assert calendar.next_open(datetime(year, 1, 1, tzinfo=UTC)).year == year
    shared = dict(module_level())["snapshots._shared"]
    mine = [held for node, held in shared.items() if "Nauru" in repr(node)]  # type: ignore[attr-defined]
    assert [len(object.__getattribute__(held, "_snapshots")) <= 8 for held in mine] == [True]
