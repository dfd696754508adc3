"""The exports of the notebooks: each shows its charts, no cell failed, and what is checked about them is noticed."""

import copy
import json

import pytest

from tests.notebooks import SOURCES, differences, failures, pictures, quoted, sources

CELL = {
    "cell_type": "code",
    "source": ["tickets = 1\n", "tickets"],
    "outputs": [
        {"output_type": "display_data", "data": {"text/markdown": ["4 of 5 ", "kept"]}},
        {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>"}},
        {"output_type": "display_data", "data": {"text/html": "<svg/>"}},
        {"output_type": "stream", "name": "stdout", "text": "Hours"},
    ],
}
NOTEBOOK = {"cells": [{"cell_type": "markdown", "source": "# Words"}, CELL]}


def export(source):
    return json.loads(source.with_suffix(".ipynb").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_an_export_shows_its_charts_and_no_failure(source):
    kept = export(source)
    assert list(failures(kept)) == []
    assert pictures(kept) >= 5
    assert quoted(kept)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_an_export_holds_the_lines_of_its_notebook(source):
    written = {line.strip() for line in source.read_text(encoding="utf-8").splitlines()}
    told = {line.strip() for cell in sources(export(source)) for line in cell.splitlines()}
    assert told - written == set()


def test_there_are_two_notebooks():
    assert [source.stem for source in SOURCES] == ["boston311", "incidents"]


# each check finds what it is for -------------------------------------------------------------------------------------


def test_what_a_notebook_says_is_read():
    assert sources(NOTEBOOK) == ["# Words", "tickets = 1\ntickets"]
    assert quoted(NOTEBOOK) == ["4 of 5 kept"]
    assert pictures(NOTEBOOK) == 2
    assert list(failures(NOTEBOOK)) == []
    assert list(differences(NOTEBOOK, NOTEBOOK)) == []


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        (("source",), "tickets = 2", "cells"),
        (("outputs", 0, "data", "text/markdown"), "5 of 5 kept", "figures"),
        (("outputs", 1, "data"), {"text/plain": "Chart"}, "pictures"),
    ],
)
def test_a_stale_export_is_found(place, value, says):
    made = copy.deepcopy(NOTEBOOK)
    *way, last = place
    held = made["cells"][1]
    for step in way:
        held = held[step]
    held[last] = value
    (found,) = differences(NOTEBOOK, made)
    assert says in found


@pytest.mark.parametrize(
    "output",
    [{"output_type": "error", "evalue": "no"}, {"output_type": "stream", "name": "stderr", "text": ["no"]}],
    ids=["an error", "a warning"],
)
def test_a_failed_cell_is_found(output):
    assert list(failures({"cells": [{"source": "", "outputs": [output]}]})) == ["no"]
