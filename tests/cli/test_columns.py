import pytest

from slacalc.cli.columns import ColumnNames, columns_of
from slacalc.errors import InputError


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (
            "number,priority,opened_at,responded_at,resolved_at,pauses",
            "id,priority,reported,responded,resolved,pauses",
        ),
        ("Issue key,Priority,Created,First-Response,Resolved", "id,priority,reported,responded,resolved"),
        ("Ticket ID,PRIO,Date opened,Logged At,Closed", "id,priority,reported,logged,resolved"),
        ("Case Number,createdAt,first reply at,solved_at", "id,reported,responded,resolved"),
        ("Reported,Key", "reported,id"),
    ],
)
def test_common_names_are_recognised(header, roles):
    found = columns_of(header.split(","), ColumnNames())
    assert {role: getattr(found, role) for role in roles.split(",")} == {
        role: place for place, role in enumerate(roles.split(","))
    }
    assert found.ignored == ()


def test_what_has_no_column_is_none_and_what_is_not_known_is_ignored():
    found = columns_of(["opened", "assignee", "", "Sys ID"], ColumnNames())
    assert (found.reported, found.id, found.resolved) == (0, None, None)
    assert found.ignored == ("assignee", "Sys ID")


def test_a_named_column_takes_the_place_of_a_recognised_one():
    names = ColumnNames(reported_column="Sys Created", resolved_column="closed at")
    found = columns_of(["opened", "sys_created", "closed_at", "resolved_at"], names)
    assert (found.reported, found.resolved, found.ignored) == (1, 2, ("opened", "resolved_at"))


def test_a_column_named_for_one_role_is_no_candidate_for_another():
    found = columns_of(["created", "opened"], ColumnNames(logged_column="created"))
    assert (found.reported, found.logged) == (1, 0)


def test_the_exact_name_goes_before_one_in_another_case():
    assert columns_of(["opened", "Opened"], ColumnNames(reported_column="Opened")).reported == 1


@pytest.mark.parametrize(
    ("header", "names", "message"),
    [
        (
            ["id", "prio", "when"],
            {},
            (
                "no column says when a ticket was reported: the header has 'id', 'prio', 'when'; "
                "type --reported-column NAME with the one that does"
            ),
        ),
        (
            ["opened", "created_at"],
            {},
            (
                "'opened' and 'created_at' may each be the reported column: type --reported-column 'opened' "
                "or another of them"
            ),
        ),
        (
            ["opened", "resolved_at", "closed_at", "Date Closed"],
            {},
            (
                "'resolved_at' and 'closed_at' and 'Date Closed' may each be the resolved column: "
                "type --resolved-column 'resolved_at' or another of them"
            ),
        ),
        (
            ["opened", "status"],
            {"priority_column": "urgency"},
            "--priority-column 'urgency' is not in the header, which has 'opened', 'status'",
        ),
        (
            ["opened", "a b", "A-B"],
            {"id_column": "ab"},
            "--id-column 'ab' fits 2 columns, 'a b', 'A-B': give one of them another name in the file",
        ),
        (
            ["opened", "opened"],
            {"reported_column": "opened"},
            "--reported-column 'opened' fits 2 columns, 'opened', 'opened': give one of them another name in the file",
        ),
    ],
)
def test_a_header_that_leaves_a_role_open_is_refused(header, names, message):
    with pytest.raises(InputError) as fault:
        columns_of(header, ColumnNames(**names))
    assert str(fault.value) == message
