import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

# Reported and judged on the clock of London; due by the four-level contract: 8 working hours; 1, 3 or 40 working days.
WEEK = """\
id,priority,reported,responded,resolved,pauses
INC-1,P1,2026-05-13T10:30+01:00,2026-05-14T10:00+01:00,2026-05-14T18:00+01:00,
INC-2,P2,2026-05-11T10:00+01:00,2026-05-11T12:00+01:00,2026-05-18T13:00+01:00,2026-05-12T11:00+01:00/2026-05-13T15:00+01:00
INC-3,P3,2026-05-20T09:00+01:00,,,
INC-4,P4,2026-05-18T09:00+01:00,,,
INC-5,,2026-05-19T16:00+01:00,,,
INC-6,P1,2026-05-20T09:00+01:00,2026-05-20T09:30+01:00,,2026-05-20T10:00+01:00/
INC-7,P1,2026-05-19T13:00+01:00,,,
"""

WEEK_TABLE = """\
Ticket  Priority  Response due      State      Resolution due      State
───────────────────────────────────────────────────────────────────────────────
INC-1   P1        2026-05-14 10:30  met        2026-05-14 17:00    missed !
INC-2   P2        2026-05-12 10:00  met        2026-05-18 13:00    met
INC-3   P3        2026-05-20 17:00  running    2026-07-16 17:00    running
INC-4   P4        2026-05-18 17:00  overdue !  (2026-06-02 17:00)  no deadline
INC-5             2026-05-20 16:00  running                        no deadline
INC-6   P1        2026-05-20 17:00  met                            paused
INC-7   P1        2026-05-20 13:00  at risk    2026-05-20 17:00    running

Times in Europe/London.
!: breached.
In brackets: an estimate, never a deadline.
"""

WEEK_SUMMARY = """\
7 tickets

                                                      At                No
Priority  Promise     Tickets  Met  Breached  Open  risk  Paused  deadline
───────────────────────────────────────────────────────────────────────────
P1        response          3    2         0     1     1       0         0
P1        resolution        3    0         1     2     0       1         0
P2        response          1    1         0     0     0       0         0
P2        resolution        1    1         0     0     0       0         0
P3        response          1    0         0     1     0       0         0
P3        resolution        1    0         0     1     0       0         0
P4        response          1    0         1     0     0       0         0
P4        resolution        1    0         0     0     0       0         1
(none)    response          1    0         0     1     0       0         0
(none)    resolution        1    0         0     0     0       0         1

Priority  Estimate    Tickets  Within  Past  Open
──────────────────────────────────────────────────
P4        resolution        1       0     0     1
"""

WEEK_CSV = """\
line,id,priority,response_due,response_state,response_breached,response_expected_from,response_estimate,\
resolution_due,resolution_state,resolution_breached,resolution_expected_from,resolution_estimate,reason
2,INC-1,P1,2026-05-14T10:30:00+01:00,met,false,,,2026-05-14T17:00:00+01:00,missed,true,,,
3,INC-2,P2,2026-05-12T10:00:00+01:00,met,false,,,2026-05-18T13:00:00+01:00,met,false,,,
4,INC-3,P3,2026-05-20T17:00:00+01:00,running,false,,,2026-07-16T17:00:00+01:00,running,false,,,
5,INC-4,P4,2026-05-18T17:00:00+01:00,overdue,true,,,,no_deadline,false,,2026-06-02T17:00:00+01:00,
6,INC-5,,2026-05-20T16:00:00+01:00,running,false,,,,no_deadline,false,,,
7,INC-6,P1,2026-05-20T17:00:00+01:00,met,false,,,,paused,false,,,
8,INC-7,P1,2026-05-20T13:00:00+01:00,at_risk,false,,,2026-05-20T17:00:00+01:00,running,false,,,
"""


# the three formats ---------------------------------------------------------------------------------------------------


def test_a_table_with_its_summary(judge):
    assert judge(WEEK) == (0, f"{WEEK_TABLE}\n{WEEK_SUMMARY}", "")


def test_csv_with_its_summary_beside_it(judge):
    assert judge(WEEK, "--format", "csv") == (0, WEEK_CSV, WEEK_SUMMARY)


def test_json_with_its_summary_inside(judge):
    answer = judge(WEEK, "--format", "json")
    said = json.loads(answer.out)
    assert (answer.code, answer.err) == (0, "")
    assert (said["package"], said["at"]) == ("p1-p4", "2026-05-20T12:00:00+01:00")
    assert [(one["line"], one["id"], one["reason"]) for one in said["tickets"]] == [
        (number + 1, f"INC-{number}", None) for number in range(1, 8)
    ]
    assert said["tickets"][0]["resolution"]["state"] == "missed"
    assert said["tickets"][0]["resolution"]["breached"] is True
    assert said["tickets"][3]["priority"] == "P4"
    assert {key: said["summary"][key] for key in ("tickets", "bad_rows")} == {"tickets": 7, "bad_rows": 0}
    assert said["summary"]["promises"][1] == {
        "priority": "P1",
        "clock": "resolution",
        "commitment": "contract",
        "tickets": 3,
        "met": 0,
        "breached": 1,
        "open": 2,
        "at_risk": 0,
        "paused": 1,
        "no_deadline": 0,
    }
    assert said["summary"]["estimates"] == [
        {"priority": "P4", "clock": "resolution", "tickets": 1, "within": 0, "past": 0, "open": 1}
    ]


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_output_goes_to_a_file(judge, tmp_path, format_):
    printed = judge(WEEK, "--format", format_)
    kept = judge(WEEK, "--format", format_, "--output", "verdicts.out")
    assert (kept.code, kept.out, kept.err) == (0, "", printed.err)
    assert (tmp_path / "verdicts.out").read_text(encoding="utf-8") == printed.out


def test_ranges_and_aims(judge):
    answer = judge(
        "number,priority,opened,responded,resolved\n"
        "1,P2,2026-05-15T16:30+01:00,2026-05-18T09:45+01:00,2026-05-19T10:00+01:00\n"
        "2,P2,2026-05-18T16:30+01:00,2026-05-18T16:45+01:00,\n"
        "3,NEW,2026-05-18T16:30+01:00,2026-05-18T16:45+01:00,\n",
        "--package",
        "p1-p3",
    )
    assert (
        answer.out
        == """\
Ticket  Priority  Response due      State     Resolution due       State
───────────────────────────────────────────────────────────────────────────────
1       P2        2026-05-18 09:30  missed !  2026-05-18 17:00 to  met
                                              2026-05-19 17:00
2       P2        2026-05-19 09:30  met       2026-05-19 17:00 to  in window
                                              2026-05-20 17:00
3       NEW       2026-05-19 09:30  met                            no deadline

Times in Europe/London.
!: breached.
One time to another: expected from the first, due at the second.

3 tickets

                                                          At                No
Priority  Promise         Tickets  Met  Breached  Open  risk  Paused  deadline
───────────────────────────────────────────────────────────────────────────────
P2        response (aim)        2    1         1     0     0       0         0
P2        resolution            2    1         0     1     0       0         0
NEW       response (aim)        1    1         0     0     0       0         0
NEW       resolution            1    0         0     0     0       0         1
"""
    )


@pytest.mark.parametrize(
    ("resolved", "outcome"),
    [
        ("2026-06-02T17:00+01:00", "within"),
        ("2026-06-02T17:00:00.000001+01:00", "past"),
        ("", "open"),
    ],
)
def test_an_estimate_is_counted_by_itself(judge, resolved, outcome):
    answer = judge(
        f"id,priority,opened,resolved\n1,P4,2026-05-18T09:00+01:00,{resolved}\n",
        *("--format", "json", "--at", "2026-06-03T09:00+01:00" if resolved else "2026-06-02T17:00+01:00"),
    )
    counts = json.loads(answer.out)["summary"]["estimates"][0]
    assert {name: counts[name] for name in ("within", "past", "open")} == {
        name: int(name == outcome) for name in ("within", "past", "open")
    }


def test_an_estimate_in_a_repeated_hour_is_compared_by_instants(judge, tmp_path):
    """T2: usually done by 01:45 on the first pass, resolved at 01:15 on the second, half an hour later."""
    (tmp_path / "package.toml").write_text(
        'schema = 1\nextends = "p1-p4"\npriorities.P4.resolution = "by agreement; usually within 24 elapsed hours"\n'
    )
    answer = judge(
        "id,priority,opened,resolved\n1,P4,2026-10-24T00:45Z,2026-10-25T01:15Z\n",
        *("--package", "package.toml", "--at", "2026-10-26T09:00Z", "--format", "json"),
    )
    assert json.loads(answer.out)["summary"]["estimates"][0]["past"] == 1


def test_a_long_table_shows_its_beginning_and_says_how_to_see_the_rest(judge):
    many = "id,opened\n" + "".join(f"T{number:02},2026-05-19T16:00+01:00\n" for number in range(45))
    shown = judge(many).out
    assert "T39" in shown
    assert "T40" not in shown
    assert "5 more tickets are not shown: type --rows 45, or --format csv.\n" in shown
    assert "T44" in judge(many, "--rows", "45").out
    none = judge(many, "--rows", "0").out
    assert none.startswith("45 more tickets are not shown: type --rows 45, or --format csv.\n\n45 tickets\n")
    assert judge(many, "--format", "csv").out.count("\n") == 46


# what is in the file -------------------------------------------------------------------------------------------------


NO_ANSWER = (
    "none is taken for the first answer and the resolution: type --responded-column NAME or --resolved-column NAME"
)


def due_dates(answer) -> list[str]:
    return [row["response_due"] for row in csv.DictReader(io.StringIO(answer.out))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_encoding_and_separator_gives_the_same_verdicts(judge, encoding, separator, ending):
    lines = [("Número", "Priority", "Created", "Résumé"), ("é1", "P1", "2026-05-13T10:30+01:00", f'"a{separator}b"')]
    text = "".join(separator.join(line) + ending for line in lines)
    answer = judge(text.encode(encoding), "--id-column", "número", "--format", "csv")
    assert answer.code == 0
    assert answer.out.splitlines()[1].startswith("2,é1,P1,2026-05-14T10:30:00+01:00,overdue,true,")
    notes = [line for line in answer.err.splitlines() if line.startswith("note: ")]
    said = [] if encoding == "utf-8" else [f"note: tickets.csv is read as {encoding}"]
    assert notes == [*said, f"note: columns not used: Résumé; {NO_ANSWER} if one is"]


@pytest.mark.parametrize(
    ("dates", "day", "expected"),
    [
        ("dmy", "04/05/2026", "2026-05-05T17:00:00+01:00"),  # Monday 4 May is a public holiday
        ("mdy", "04/05/2026", "2026-04-07T17:00:00+01:00"),  # Sunday 5 April, and Easter Monday after it
        ("dmy", "05-04-2026", "2026-04-07T17:00:00+01:00"),
        ("iso", "2026-04-05", "2026-04-07T17:00:00+01:00"),
    ],
)
def test_dates_in_two_orders(judge, dates, day, expected):
    arguments = ("--tz", "Europe/London", "--dates", dates, "--format", "csv")
    answer = judge(f"id,priority,opened\n1,P1,{day} 09:30\n", *arguments)
    assert answer.code == 0
    assert due_dates(answer) == [expected]


def test_times_that_a_clock_shows_twice_or_never_are_settled_and_said(judge):
    answer = judge("id,opened\n1,2026-03-29 01:30\n2,2025-10-26 01:30\n3,2026-05-13 10:30\n", "--tz", "Europe/London")
    assert answer.err == (
        "note: 2 times stand in an hour that the clocks of Europe/London repeat or skip: "
        "taken as the first pass, or the moment of the jump\n"
    )


def test_priorities_of_the_helpdesk_are_mapped(judge):
    answer = judge(
        "id,priority,opened\n1,1 - Critical,2026-05-13T10:30+01:00\n2,Low,2026-05-13T10:30+01:00\n",
        *("--map-priority", "1 - Critical=P1", "--map-priority", "low=p3", "--format", "csv"),
    )
    assert [row["priority"] for row in csv.DictReader(io.StringIO(answer.out))] == ["P1", "P3"]


def test_bad_rows_are_told_and_lose_no_other(judge):
    content = (
        "id,priority,opened,resolved\n"
        "1,P1,2026-05-13T10:30+01:00,2026-05-13T10:31+01:00\n"
        "2,P9,2026-05-13T10:30+01:00,\n"
        "3,P1,1778664600,\n"
        "4,P1\n"
        '5,P1,2026-05-13T10:30+01:00,"\n'
        "6,P1,2026-05-13T10:30+01:00,2026-05-13T10:29+01:00\n"
        "7,P1,2026-05-21T10:30+01:00,\n"
        "8\x1b[2J,P1,never,\n"
        "9,P1,2026-05-13T10:30+01:00,2026-05-13T10:31+01:00\n"
    )
    answer = judge(content, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    told = [line for line in answer.err.splitlines() if line.startswith("line ")]
    assert answer.code == 1
    assert [(row["line"], row["resolution_state"]) for row in rows if not row["reason"]] == [
        ("2", "met"),
        ("10", "met"),
    ]
    assert told == [
        (
            "line 3 (2): priority 'P9' is none of 'P1', 'P2', 'P3', 'P4': type --map-priority 'P9=NAME' "
            "with the one it means"
        ),
        (
            "line 4 (3): opened '1778664600' is a number, and whether it counts seconds, days or anything else is not "
            "guessed: write for instance 2026-05-13T09:30+01:00"
        ),
        "line 5: has 2 fields where the header has 4",
        "line 6: cannot be cut into fields, a quote may be missing or too many (unexpected end of data)",
        (
            "line 7 (6): resolved 2026-05-13 09:29:00 UTC lies before reported 2026-05-13 09:30:00 UTC: "
            "correct one of them"
        ),
        (
            "line 8 (7): the instant asked about lies before the ticket was reported 2026-05-21 09:30:00 UTC: "
            "ask about a later one"
        ),
        "line 9 (8\ufffd[2J): opened 'never' is no time: write for instance 2026-05-13T09:30+01:00",
    ]
    assert [line.partition(": ")[2] for line in told] == [row["reason"] for row in rows if row["reason"]]
    assert "2 tickets, 7 bad rows\n" in answer.err


def test_bad_rows_are_in_the_json_too(judge):
    answer = judge("id,opened\n1,never\n", "--format", "json")
    said = json.loads(answer.out)
    reason = "opened 'never' is no time: write for instance 2026-05-13T09:30+01:00"
    assert (answer.code, answer.err) == (1, f"line 2 (1): {reason}\n")
    assert said["tickets"] == [{"line": 2, "id": "1", "reason": reason}]
    assert said["summary"] == {"tickets": 0, "bad_rows": 1, "promises": [], "estimates": []}


def test_only_bad_rows_make_no_table(judge):
    answer = judge("id,opened\n1,never\n")
    assert (answer.code, answer.out) == (1, "0 tickets, 1 bad row\n")


@pytest.mark.parametrize(
    ("format_", "out"),
    [("table", "0 tickets\n"), ("csv", WEEK_CSV.partition("\n")[0] + "\n")],
)
def test_a_header_alone_is_no_fault(judge, format_, out):
    answer = judge("id,opened\n", "--format", format_)
    assert (answer.code, answer.out) == (0, out)
    assert answer.err.startswith("note: tickets.csv has a header and no rows\n")


def test_columns_that_are_not_used_are_said_once(judge):
    answer = judge("id,opened,priority,assignee,,urgency\n1,2026-05-13T10:30Z,P1,a,,b\n2,2026-05-13T10:30Z,P1,a,,b\n")
    assert answer.err == f"note: columns not used: assignee, urgency; {NO_ANSWER} if one is\n"


def test_a_title_above_the_header_is_said_to_be_deleted(judge):
    answer = judge("Incidents of May,,\n,,\nid,priority,opened\n1,P1,2026-05-13T10:30Z\n")
    assert answer.code == 2
    assert "with the one that does, or delete what stands above the header\n" in answer.err


def test_of_many_columns_that_are_not_used_twenty_are_named(judge):
    names = ",".join(f"field {number}" for number in range(200))
    answer = judge(f"id,opened,priority,responded,resolved,{names}\n1,2026-05-13T10:30Z,P1,,{',' * 200}\n")
    assert answer.err.startswith("note: columns not used: field 0, field 1, ")
    assert answer.err.endswith(", field 19 and 180 more\n")


def test_columns_of_one_name_are_named_once(judge):
    answer = judge("id,opened,priority,responded,resolved,Labels,Labels\n1,2026-05-13T10:30Z,P1,,,a,b\n")
    assert answer.err == "note: columns not used: Labels\n"


def test_a_number_that_comes_twice_is_told(judge):
    answer = judge("id,opened\n7,2026-05-13T10:30Z\n8,2026-05-13T10:30Z\n7,2026-05-13T10:30Z\n")
    assert (answer.code, "3 tickets" in answer.out) == (0, True)
    assert answer.err == "note: 1 number stands in more than one row, each of which is counted: '7'\n"


def test_what_many_rows_have_is_told_again_at_the_end(judge):
    rows = "".join(f"{number},P{number % 12},2026-05-13T10:30Z\n" for number in range(132))
    lines = judge(f"id,priority,opened\n{rows}", "--format", "csv").err.splitlines()
    told = [line for line in lines if line.startswith("note: ")]
    assert len([line for line in lines if line.startswith("line ")]) == 88
    assert len(told) == 8
    assert told[0].startswith("note: 11 rows have one fault: priority 'P0' is none of 'P1', 'P2', 'P3', 'P4': type")


def test_it_is_said_that_no_column_says_the_priority(judge):
    answer = judge("id,opened,severity\n1,2026-05-13T10:30Z,P1\n")
    assert answer.code == 0
    assert answer.err == (
        "note: columns not used: severity; none is taken for the priority, the first answer and the resolution: "
        "type --priority-column NAME, --responded-column NAME or --resolved-column NAME if one is\n"
    )
    assert judge("id,opened,severity\n1,2026-05-13T10:30Z,P1\n", "--priority-column", "severity").err == ""


def test_what_a_terminal_would_obey_is_not_shown(judge):
    assert "\x1b" not in judge("id,opened\n\x1b[31mred,2026-05-13T10:30Z\n[red]b[/red],2026-05-13T10:30Z\n").out
    assert "[red]b[/red]" in judge("id,opened\n[red]b[/red],2026-05-13T10:30Z\n").out


def test_the_real_incidents_are_judged(command):
    answer = command(
        *("assess", str(EXAMPLES / "incidents.csv"), "--package", "p1-p4"),
        *("--at", "2016-05-31T09:00+00:00", "--format", "json"),
    )
    said = json.loads(answer.out)
    with (EXAMPLES / "incidents.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert (answer.code, answer.err) == (0, "")
    assert [one["id"] for one in said["tickets"]] == [row["number"] for row in written]
    for counts in said["summary"]["promises"]:
        judged = ("met", "breached", "open", "no_deadline")
        assert counts["tickets"] == sum(counts[name] for name in judged)
        assert counts["tickets"] == sum(row["priority"] == counts["priority"] for row in written)


# a call that is wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "tickets.csv is empty: export a header and one row for each ticket"),
        (
            "when;who\n1;2\n",
            (
                "no column says when a ticket was reported: the header has 'when', 'who'; "
                "type --reported-column NAME with the one that does"
            ),
        ),
        (
            "opened,created\n",
            (
                "'opened' and 'created' may each be the reported column: type --reported-column 'opened' "
                "or another of them"
            ),
        ),
        (
            "opened\n04/05/2026 09:30\n",
            (
                "line 2, opened '04/05/2026 09:30' leaves open which number is the day: type --dates dmy|mdy|iso "
                "(day first, month first, or year first with any other order a bad row)"
            ),
        ),
        (
            "opened\n2026-05-04 09:30\n",
            (
                "line 2, opened '2026-05-04 09:30' does not say on which clock it was read: type --tz Europe/London, "
                "or write an offset as in 2026-05-13T09:30+01:00"
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_read_as_it_stands(judge, tmp_path, content, message):
    answer = judge(content, "--output", "verdicts.out")
    assert answer == (2, "", f"slacalc: {message}\n")
    assert not (tmp_path / "verdicts.out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rows", "-1"), "--rows -1 is no number of rows: type 0 or more"),
        (("--output", "tickets.csv"), "--output 'tickets.csv' is the file that is read: type another"),
        (
            ("--rows", "1.5"),
            (
                "Invalid value for --rows: '1.5' is no number of rows: type 0 or more. Type slacalc --help "
                "for what there is."
            ),
        ),
        (("--output", "a\0b"), r"--output 'a\x00b' is no path: type the name of a file"),
        (("--output", "no/such.csv"), "--output 'no/such.csv' cannot be written: No such file or directory"),
        (
            ("--at", "2026-05-20 12:00"),
            (
                "--at '2026-05-20 12:00' does not say on which clock it was read: type --tz Europe/London, or write an "
                "offset as in 2026-05-13T09:30+01:00"
            ),
        ),
        (("--at", "today"), "--at 'today' is no time: write for instance 2026-05-13T09:30+01:00"),
        (("--tz", "London"), "unknown time zone 'London': did you mean "),
        (
            ("--map-priority", "Urgent=P7"),
            (
                "--map-priority 'Urgent=P7' does not say one of 'P1', 'P2', 'P3', 'P4': type for instance "
                "--map-priority '1 - Critical=P1'"
            ),
        ),
        (("--id-column", "ticket"), "--id-column 'ticket' is not in the header, which has 'id', 'priority', "),
        (("--package", "nowhere.toml"), "--package 'nowhere.toml' is neither a preset nor a file: "),
    ],
)
def test_an_option_that_is_wrong(judge, arguments, message):
    answer = judge(WEEK, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"slacalc: {message}")
    assert answer.err.count("\n") == 1


def test_a_file_that_is_not_there(command):
    answer = command("assess", "nowhere.csv", "--package", "p1-p4", "--at", "now")
    assert answer == (2, "", "slacalc: there is no file 'nowhere.csv' here: type the path of a CSV export\n")


# the clock and the terminal ------------------------------------------------------------------------------------------


def test_at_now_asks_about_the_present(judge):
    answer = judge("id,priority,opened\n1,P1,2026-05-13T10:30+01:00\n", "--at", "now", "--format", "json")
    said = json.loads(answer.out)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00", said["at"])
    assert answer.code == (0 if said["at"] > "2026-05-13T09:30" else 1)


def test_at_takes_the_zone_of_the_call(judge):
    answer = judge(WEEK, "--at", "2026-05-20 12:00", "--tz", "Europe/London")
    assert answer == (0, f"{WEEK_TABLE}\n{WEEK_SUMMARY}", "")


@pytest.mark.parametrize(("rows", "shown"), [(3_000, True), (10, False)])
def test_a_long_file_shows_its_progress_on_a_terminal(judge, monkeypatch, rows, shown):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    content = "id,opened\n" + "1,2026-05-13T10:30+01:00\n" * rows
    assert ("Judging tickets" in judge(content, "--rows", "0").err) is shown


def test_a_pipe_sees_no_progress_and_no_colour(judge):
    rows = (f"{number},2026-05-13T10:30+01:00\n" for number in range(3_000))
    answer = judge("id,opened\n" + "".join(rows), "--rows", "1")
    assert answer.err == ""
    assert "\x1b" not in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


MANY = WEEK + "".join(
    f"INC-{number},P{number % 5},2026-05-{number % 20 + 1:02}T{number % 24:02}:10+01:00,{answered},{closed},{waits}\n"
    for number in range(10, 400)
    for answered in ("2026-05-19T16:00+01:00" if number % 3 else "",)
    for closed in ("2026-05-20T09:00+01:00" if number % 7 else "",)
    for waits in ("2026-05-18T10:00+01:00/2026-05-18T15:00+01:00" if number % 4 == 0 else "",)
)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_long_file_is_judged_together_with_the_same_answers(judge, monkeypatch, form):
    monkeypatch.setattr("slacalc.cli.assess.LONG_FILE", 1_000)
    one_by_one = judge(MANY, "--format", form)
    monkeypatch.setattr("slacalc.cli.assess.LONG_FILE", 100)
    monkeypatch.setitem(sys.modules, "slacalc.frames.tickets", None)  # as where the extra is not installed
    assert judge(MANY, "--format", form) == one_by_one
    monkeypatch.delitem(sys.modules, "slacalc.frames.tickets")
    monkeypatch.setattr("slacalc.cli.assess.assess", None)
    assert judge(MANY, "--format", form) == one_by_one
