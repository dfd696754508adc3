"""A package read otherwise: every other value of every ambiguous word that its promises can be read by."""

from slacalc import Package, Reading, Scheme
from slacalc.alternatives import other_readings

P4 = Package.preset("p1-p4")


def test_each_other_value_of_each_word_is_there_once():
    found = [(word, value) for word, value, _ in other_readings(P4)]
    reading = P4.scheme.reading
    every = [(word, value) for word, values in Reading.VALUES.items() for value in values]
    assert found == [(word, value) for word, value in every if value != getattr(reading, word)]


def test_a_package_read_otherwise_differs_in_that_word_alone():
    for word, value, other in other_readings(P4):
        assert getattr(other.scheme.reading, word) == value
        assert other.amend(reading={word: getattr(P4.scheme.reading, word)}) == P4


def test_a_reading_that_a_promise_cannot_be_read_by_is_left_out():
    """The day of the response needs a response."""
    package = Package("Acme", Scheme({"P1": {"resolution": "same day"}}), P4.calendar)
    found = [value for word, value, _ in other_readings(package) if word == "same_day"]
    assert found == ["midnight"]
    assert "response_day" in [value for _, value, _ in other_readings(P4)]
