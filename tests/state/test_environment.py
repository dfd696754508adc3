"""The same answer whatever the machine is set to: threads, processes, zone, language, data, and ``python -O``."""

import gc
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pendulum
import pytest

from slacalc import Calendar, Package, Ticket, assess
from tests.architecture.source import ROOT

THREADS, CALLS = 16, 500
REPORT = datetime(2026, 5, 11, 9, tzinfo=UTC)

ASK = """
from datetime import UTC, datetime, timedelta
from slacalc import Package, Ticket, assess

def ask(number):
    reported = datetime(2026, 10, 20, 9, tzinfo=UTC) + timedelta(hours=number)
    ticket = Ticket(reported_at=reported, priority="P2")
    return repr(assess(ticket, PACKAGE, at=reported + timedelta(days=4)).to_dict())

PACKAGE = Package.preset("p1-p4")
"""
PRINT = f"{ASK}\nprint([ask(number) for number in range(40)])"


def said(code, *options, **variables):
    """Return what a program prints in a process of its own, with some variables of its environment changed."""
    python = [sys.executable, *options, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **variables}
    done = subprocess.run(python, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def expected():
    return said(PRINT)


# threads -------------------------------------------------------------------------------------------------------------


def hours(closed):
    """Return hours that no other test asks about, so that nothing of them is compiled yet."""
    week = Calendar.weekly("Mon-Fri 09:00-17:00", tz="Europe/London")
    holidays = Calendar.holidays("GB", subdiv="ENG", tz="Europe/London")
    return week - holidays - Calendar.dates([closed], tz="Europe/London")


def questions(calendar, number):
    """Return the answers of one thread: near and far, forwards and backwards, each thread from another place on."""
    found = []
    for call in range(CALLS):
        at = REPORT + timedelta(days=(number * 37 + call * 11) % 3_000, minutes=call)
        add = calendar.add if call % 2 else calendar.subtract
        found.append(add(at, timedelta(hours=call % 90)))
    return found


def by_threads(calendar):
    """Return the answers of many threads that begin at once."""
    gate = threading.Barrier(THREADS)

    def thread(number):
        gate.wait()
        return questions(calendar, number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(thread, range(THREADS)))


def test_threads_that_share_a_cold_calendar_answer_as_one_alone():
    found = by_threads(hours(date(2026, 5, 13)))
    gc.collect()  # so that what they compiled is gone
    alone = hours(date(2026, 5, 13))
    assert found == [questions(alone, number) for number in range(THREADS)]


def test_threads_that_share_a_cold_package_judge_as_one_alone():
    package = Package.preset("p1-p4").amend(calendar=hours(date(2026, 5, 14)))
    tickets = [Ticket(reported_at=REPORT + timedelta(hours=n), priority="P2") for n in range(CALLS)]
    gate = threading.Barrier(THREADS)

    def thread(_):
        gate.wait()
        return [assess(each, package, at=each.reported_at.add(days=3)) for each in tickets]

    with ThreadPoolExecutor(THREADS) as pool:
        first, *others = pool.map(thread, range(THREADS))
    assert all(other == first for other in others)
    again = Package.preset("p1-p4").amend(calendar=hours(date(2026, 5, 14)))
    assert [assess(each, again, at=each.reported_at.add(days=3)) for each in tickets] == first


# processes -----------------------------------------------------------------------------------------------------------

POOL = """
import multiprocessing, sys
sys.path.insert(0, FOLDER)
from asking import PACKAGE, ask

if __name__ == "__main__":
    alone = [ask(number) for number in range(40)]  # what is compiled by now is inherited by a fork
    with multiprocessing.get_context(METHOD).Pool(3) as pool:
        assert pool.map(ask, range(40)) == alone
        assert pool.map(hash, [PACKAGE.content_hash] * 3) and pool.map(repr, [PACKAGE] * 3) == [repr(PACKAGE)] * 3
    print(alone)
"""


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_processes_answer_as_one_alone(method, tmp_path, expected):
    (tmp_path / "asking.py").write_text(ASK, encoding="utf-8")
    script = tmp_path / "pool.py"
    script.write_text(POOL.replace("METHOD", repr(method)).replace("FOLDER", repr(str(tmp_path))), encoding="utf-8")
    assert said(f"import runpy; runpy.run_path({str(script)!r}, run_name='__main__')") == expected


# the machine ---------------------------------------------------------------------------------------------------------


def test_asserts_are_for_nothing_but_reading(expected):
    assert said(PRINT, "-O") == said(PRINT, "-OO") == expected


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kathmandu", "XXX-3:30YYY", "no/such_zone"])
def test_the_zone_of_the_machine_is_not_asked(zone, expected):
    assert said(PRINT, TZ=zone) == expected


@pytest.mark.parametrize("language", ["C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG"])
def test_the_language_of_the_machine_is_not_asked(language, expected):
    variables = {"LANG": language, "LC_ALL": language, "LANGUAGE": language, "PYTHONUTF8": "1"}
    code = f"import locale\ntry: locale.setlocale(locale.LC_ALL, '')\nexcept locale.Error: pass\n{PRINT}"
    assert said(code, **variables) == expected


def test_zone_and_language_may_change_between_calls(monkeypatch):
    ticket, package = Ticket(reported_at=REPORT, priority="P2"), Package.preset("p1-p4")
    answers = []
    for zone, language in (("UTC", "en"), ("Asia/Tokyo", "de"), ("America/St_Johns", "fr")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")
        time.tzset()
        pendulum.set_locale(language)
        answers.append(repr(assess(ticket, package, at=datetime(2026, 5, 20, 9, tzinfo=UTC)).to_dict()))
    monkeypatch.undo()
    time.tzset()
    pendulum.set_locale("en")
    assert len(set(answers)) == 1


# time-zone data ------------------------------------------------------------------------------------------------------

WITHOUT_TZDATA = """
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "tzdata":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Nothing())
"""


def test_the_zones_of_the_package_tzdata_will_do(expected):
    assert said(PRINT, PYTHONTZPATH="") == expected


def test_without_any_data_about_zones_an_error_says_what_to_type():
    code = f"""{WITHOUT_TZDATA}
from slacalc.errors import UnknownZoneError
try:
    from slacalc import Calendar
except UnknownZoneError as fault:
    print(fault)
"""
    assert said(code, PYTHONTZPATH="") == "this machine has no data about time zones: type pip install tzdata\n"
