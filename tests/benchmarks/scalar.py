"""One answer at a time, timed beside its rivals: `python3 tasks.py bench`, with `--keep` to keep the table.

London office hours 09:00-17:00 without the public holidays of England, 500 random instants of the years 2020 to 2026.
All contenders of a line run in turn, one round after another, in this process; a ratio is taken within each round and
the median over the rounds is shown, since times on a shared machine move and ratios hardly do. Rivals are warm and in
the fastest form that their documentation shows, and their answers are compared with ours before anything is timed.
What is imported is compiled to bytecode beforehand, as it is once installed.
"""

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import businesstimedelta
import holidays
import pandas as pd
import pytz

from slacalc import Calendar, Package, Reading, Scheme, Ticket, as_utc, assess, deadlines

LONDON = ZoneInfo("Europe/London")
DAY_HOURS = timedelta(hours=24)
FORTY_HOURS = timedelta(hours=40)
TEN_YEARS = timedelta(hours=20_160)
ROUNDS = 15
CLOSED = holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2041))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEPT = Path(__file__).with_suffix(".md")
TITLE = "| ratio | measured | must | aim |\n|---|---|---|---|"

Ask = Callable[[datetime], object]


@dataclass(frozen=True)
class Line:
    """A ratio to show: how often the first contender fits into the second, what it must and should reach."""

    what: str
    ratio: float
    must: float | None = None
    aim: float | None = None
    is_faster: bool = False

    def __str__(self) -> str:
        unit = "x faster" if self.is_faster else "x"
        verdict = "" if self.must is None or self._reaches(self.must) else " (missed)"
        return f"| {self.what} | {self.ratio:.2f}{unit}{verdict} | {self._told(self.must)} | {self._told(self.aim)} |"

    def _reaches(self, bound: float) -> bool:
        return self.ratio >= bound if self.is_faster else self.ratio <= bound

    def _told(self, bound: float | None) -> str:
        return "" if bound is None else f"{'>=' if self.is_faster else '<='} {bound:g}"


# contenders ----------------------------------------------------------------------------------------------------------


def office() -> Calendar:
    week = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
    return week - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")


def there_and_back(at: datetime) -> datetime:
    """The floor: a datetime to a whole number and back."""
    passed = at - EPOCH
    micros = (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds
    return datetime.fromtimestamp(micros / 1_000_000, LONDON)


def plain_loop(closed: frozenset[date]) -> Ask:
    """The loop as it is mostly written, with zoneinfo and a set of holidays, opening and closing set on the datetime.

    It is right while no hours span a change of the clock. The two loops after it are tuned for this question.
    """

    def add(at: datetime) -> datetime:
        now, left = at, DAY_HOURS
        while True:
            if now.weekday() < 5 and now.date() not in closed:
                start = max(now, now.replace(hour=9, minute=0, second=0, microsecond=0))
                closes = now.replace(hour=17, minute=0, second=0, microsecond=0)
                if start < closes:
                    if closes - start >= left:
                        return start + left
                    left -= closes - start
            now = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)

    return add


def wall_clock_loop(closed: frozenset[date]) -> Ask:
    """The shortest loop with zoneinfo and a set of holidays: right while no hours span a change of the clock."""
    one_day, midnight, opening, closing = timedelta(days=1), time(0), time(9), time(17)

    def add(at: datetime) -> datetime:
        now, left = at, DAY_HOURS
        while True:
            day = now.date()
            closes = datetime.combine(day, closing, LONDON)
            if day.weekday() < 5 and day not in closed and now < closes:
                start = max(now, datetime.combine(day, opening, LONDON))
                if closes - start >= left:
                    return start + left
                left -= closes - start
            now = datetime.combine(day + one_day, midnight, LONDON)

    return add


def utc_loop(closed: frozenset[date]) -> Ask:
    """The loop with zoneinfo and a set of holidays that is right for any hours, since it reckons in UTC."""
    opening, closing, one_day = time(9), time(17), timedelta(days=1)

    def add(at: datetime) -> datetime:
        now, left = at.astimezone(UTC), DAY_HOURS
        day = at.astimezone(LONDON).date()
        while True:
            if day.weekday() < 5 and day not in closed:
                start = max(now, datetime.combine(day, opening, LONDON).astimezone(UTC))
                free = datetime.combine(day, closing, LONDON).astimezone(UTC) - start
                if free >= left:
                    return (start + left).astimezone(LONDON)
                left -= max(free, timedelta())
            day += one_day

    return add


def pandas_hours() -> Ask:
    offset = pd.offsets.CustomBusinessHour(n=24, start="09:00", end="17:00", holidays=sorted(CLOSED))
    return lambda at: pd.Timestamp(at) + offset


def business_timedelta() -> Ask:
    zone = pytz.timezone("Europe/London")  # it knows no other kind
    days = businesstimedelta.WorkDayRule(start_time=time(9), end_time=time(17), working_days=[0, 1, 2, 3, 4], tz=zone)
    rules = businesstimedelta.Rules([days, businesstimedelta.HolidayRule(CLOSED, tz=zone)])
    amount = businesstimedelta.BusinessTimeDelta(rules, hours=24)
    return lambda at: at + amount


# measuring -----------------------------------------------------------------------------------------------------------


def instants(count: int = 500) -> list[datetime]:
    chance = random.Random(24)  # noqa: S311 (the same instants in every run)
    first = datetime(2020, 1, 1, tzinfo=UTC)
    return [(first + timedelta(seconds=chance.randrange(6 * 365 * 86_400))).astimezone(LONDON) for _ in range(count)]


def seconds(ask: Ask, questions: Sequence[datetime]) -> float:
    begin = perf_counter()
    for at in questions:
        ask(at)
    return (perf_counter() - begin) / len(questions)


def ratio(one: tuple[Ask, int], other: tuple[Ask, int], questions: Sequence[datetime], rounds: int = ROUNDS) -> float:
    """Return how many times the second fits into the first; each is asked so many of the questions a round."""
    (first, few), (second, many) = one, other
    seconds(first, questions[:few])
    seconds(second, questions[:many])
    found = [seconds(first, questions[:few]) / seconds(second, questions[:many]) for _ in range(rounds)]
    return statistics.median(found)


def wrong(ask: Ask, questions: Iterable[datetime], hours: Calendar) -> list[datetime]:
    """Return what a contender answers otherwise; the opening after a closing is the same working time."""
    far = [(at, as_utc(hours.add(at, DAY_HOURS)), ask(at)) for at in questions]
    return [at for at, ours, theirs in far if hours.working_time(ours, as_utc(theirs)) or as_utc(theirs) < ours]


def fresh_seconds(statement: str, bytecode: str) -> float:
    code = f"from time import perf_counter as t\nb = t()\n{statement}\nprint(t() - b)"
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables["PYTHONPYCACHEPREFIX"] = bytecode
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=variables, capture_output=True, check=True, encoding="utf-8")
    return float(done.stdout)


def fresh_ratio(one: str, other: str = "import pendulum", rounds: int = 9) -> float:
    """Return how many times the second fits into the first, each in a process of its own."""
    with tempfile.TemporaryDirectory() as bytecode:
        for statement in (one, other):
            fresh_seconds(statement, bytecode)
        found = [fresh_seconds(one, bytecode) / fresh_seconds(other, bytecode) for _ in range(rounds)]
    return statistics.median(found)


FIRST_ANSWER = """
from datetime import UTC, datetime, timedelta
from slacalc import Calendar
office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
office.add(datetime(2026, 5, 15, 12, tzinfo=UTC), timedelta(hours=24))
"""
FIRST_DEADLINE = """
from datetime import UTC, datetime
from slacalc import Package, Ticket, deadlines
ticket = Ticket(reported_at=datetime(2026, 5, 15, 12, tzinfo=UTC), priority="P2")
deadlines(ticket, Package.preset("p1-p4")).resolution_due
"""
ITS_LIBRARIES = """
import pendulum, pydantic, holidays
from pydantic import BaseModel
holidays.country_holidays("GB", subdiv="ENG", years=2026)
"""


def compile_ratio(rounds: int = 9) -> float:
    found = []
    for step in range(rounds):
        week = Calendar.weekly(f"Mon-Fri 09:00-17:{step:02}", tz="Europe/London")
        hours = week - Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
        begin = perf_counter()
        hours.working_time(datetime(2000, 1, 1, tzinfo=UTC), datetime(2029, 12, 31, tzinfo=UTC))
        ours = perf_counter() - begin
        begin = perf_counter()
        holidays.country_holidays("GB", subdiv="ENG", years=range(2000, 2030))
        found.append(ours / (perf_counter() - begin))
    return statistics.median(found)


def megabytes(customers: int = 3_000) -> float:
    """Return the memory of so many packages with hours of their own, each asked over three years."""
    tracemalloc.start()
    kept = [customer(number) for number in range(customers)]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / 1e6 * customers / len(kept)


def customer(number: int) -> Package:
    opening, closing = divmod(number, 60), divmod(number // 60, 60)
    hours = f"Mon-Fri {8 + opening[0] % 2:02}:{opening[1]:02}-{17 + closing[0] % 2:02}:{closing[1]:02}"
    week = Calendar.weekly(f"{hours}; Sat 10:00-{11 + number // 120 % 10}:{number % 60:02}", tz="Europe/London")
    package = Package.preset("p1-p4").amend(name=f"customer {number}", calendar=week)
    for year in (2026, 2027, 2028):
        deadlines(Ticket(reported_at=datetime(year, 6, 1, 10, tzinfo=UTC), priority="P2"), package)
    return package


def life(at: datetime) -> Ticket:
    """Return a ticket with ten events after its report."""
    hour = timedelta(hours=1)
    ticket = Ticket(reported_at=at, priority="P1").acknowledged(at).responded(at + hour)
    for begin in (2, 26, 29):
        ticket = ticket.paused(at + begin * hour).resumed(at + (begin + 1) * hour)
    return ticket.updated(at + 28 * hour).prioritised("P1", at + 28 * hour)


def lines() -> Iterable[Line]:
    hours, questions = office(), instants()
    closed = frozenset(CLOSED)
    plain, by_utc, by_wall = plain_loop(closed), utc_loop(closed), wall_clock_loop(closed)
    cbh, btd = pandas_hours(), business_timedelta()
    ours: Ask = lambda at: hours.add(at, DAY_HOURS)  # noqa: E731 (a contender)
    far: Ask = lambda at: hours.add(at, TEN_YEARS)  # noqa: E731
    package = Package(
        "x", Scheme({"P1": {"response": "8 working hours", "resolution": "3 working days"}}, Reading()), hours
    )
    tickets = {at: Ticket(reported_at=at, priority="P1") for at in questions}
    judged: Ask = lambda at: assess(tickets[at], package, at=at)  # noqa: E731
    lives = {at: life(at) for at in questions}
    lived: Ask = lambda at: assess(lives[at], package, at=at + FORTY_HOURS)  # noqa: E731
    idle: Ask = lambda at: assess(tickets[at], package, at=at + FORTY_HOURS)  # noqa: E731
    yield Line("add 24 h / datetime to integer and back", ratio((ours, 500), (there_and_back, 500), questions), 3, 2)
    yield Line("day loop / add 24 h", ratio((plain, 500), (ours, 500), questions), 4, 5.5, is_faster=True)
    yield Line("tuned day loop in UTC / add 24 h", ratio((by_utc, 500), (ours, 500), questions), is_faster=True)
    yield Line(
        "tuned day loop by the wall clock / add 24 h", ratio((by_wall, 500), (ours, 500), questions), is_faster=True
    )
    yield Line("pandas CustomBusinessHour / add 24 h", ratio((cbh, 40), (ours, 500), questions), 20, 30, is_faster=True)
    yield Line("businesstimedelta / add 24 h", ratio((btd, 20), (ours, 500), questions, 7), 150, 300, is_faster=True)
    yield Line("add 10 years / add 24 h", ratio((far, 500), (ours, 500), questions), 1.5, 1.2)
    yield Line("assess without events / add 24 h", ratio((judged, 500), (ours, 500), questions), 8, 4)
    yield Line("assess with ten events / without", ratio((lived, 500), (idle, 500), questions), 5)
    yield Line("30 years compiled / holidays of the same years", compile_ratio(), 3, 1.5)
    yield Line("import slacalc / import pendulum", fresh_ratio("import slacalc"), 2, 1.3)
    yield Line("all public names / import pendulum", fresh_ratio("from slacalc import *"))
    yield Line("first answer of a calendar, import included / import pendulum", fresh_ratio(FIRST_ANSWER))
    yield Line("first deadline of a preset / importing its libraries", fresh_ratio(FIRST_DEADLINE, ITS_LIBRARIES))
    yield Line("3,000 packages x 3 years, MB / 1 MB", megabytes(), 100, 60)


def agreement() -> Iterable[str]:
    hours, questions = office(), instants()
    rivals = {
        "the day loop": plain_loop(frozenset(CLOSED)),
        "the day loop in UTC": utc_loop(frozenset(CLOSED)),
        "the day loop by the wall clock": wall_clock_loop(frozenset(CLOSED)),
        "pandas": pandas_hours(),
        "businesstimedelta": business_timedelta(),
    }
    for name, ask in rivals.items():
        asked = questions if name.startswith("the day loop") else questions[:60]
        yield f"answers of {name} that differ from ours: {len(wrong(ask, asked, hours))} of {len(asked)}"


def machine() -> Iterable[str]:
    """Return what the figures depend on: processor, memory and system by their kinds, and the versions."""
    names = ("slacalc", "pendulum", "holidays", "pandas", "businesstimedelta")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    yield f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
    yield ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)])


def processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    known = dict(map(str.strip, line.split(":", 1)) for line in lines if ":" in line)
    if "model name" not in known:
        return platform.processor() or "unknown processor"
    return f"{known['model name']} (family {known.get('cpu family')}, model {known.get('model')})"


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("--keep", action="store_true", help=f"write the table to {KEPT.name} too")
    keep = told.parse_args().keep
    head = [*machine(), *agreement()]
    print(*head, "", TITLE, sep="\n", flush=True)
    rows = []
    for line in lines():
        rows.append(str(line))
        print(line, flush=True)
    if keep:
        listed = "\n".join(f"- {fact}" for fact in head)
        about = "Ratios of one run, written by `python3 tasks.py bench --keep`; how they are taken is told in "
        about += "[scalar.py](scalar.py). A ratio without a bound is shown for comparison."
        KEPT.write_text("\n".join(["# Single answers", "", about, "", listed, "", TITLE, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
