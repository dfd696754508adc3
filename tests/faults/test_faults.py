"""Every fault of the table can still be planted: the source has not moved away from under it."""

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.faults import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src" / "slacalc"
EACH = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)


def test_there_are_enough_and_each_has_its_own_name():
    assert len(FAULTS) >= 30
    assert [name for name, times in Counter(fault.name for fault in FAULTS).items() if times > 1] == []


@EACH
def test_its_text_occurs_once_and_what_replaces_it_is_python(fault: Fault):
    source = (LIBRARY / fault.file).read_text(encoding="utf-8")
    assert source.count(fault.text) == 1
    faulty = source.replace(fault.text, fault.replacement)
    assert faulty != source
    compile(faulty, fault.file, "exec")


@EACH
def test_its_tests_are_quick_ones_that_exist(fault: Fault):
    assert fault.tests
    for test in fault.tests:
        assert test.startswith(("unit/", "frames/", "report/", "conformance/", "cli/", "bad_input/"))
        assert (ROOT / "tests" / test.partition("::")[0]).exists()
