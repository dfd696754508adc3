import json

import pytest

P2_CHRISTMAS = """\
Package         p1-p4
Priority        P2 (Blocker)
Reported        Thu 2026-12-24 16:30 GMT (Europe/London)

Response due    Tue 2026-12-29 16:30 GMT
                8 working hours: 8 hours of working time, inside the hours

Resolution due  Thu 2026-12-31 17:00 GMT
                3 working days: the close of the 3rd working day after the day
                on which the clock starts

Assumed         public holidays of England are not worked: the contract does not
                mention them
"""


def test_both_deadlines_and_how_each_word_was_read(command):
    answer = command("due", "--package", "p1-p4", "--priority", "P2", "--reported", "2026-12-24T16:30+00:00")
    assert answer == (0, P2_CHRISTMAS, "")


def test_a_range_an_aim_and_a_report_in_another_zone(command):
    answer = command("due", "--package", "p1-p3", "--priority", "p2", "--reported", "2026-05-15T17:30+02:00")
    assert (
        answer.out
        == """\
Package          p1-p3
Priority         P2 (Major, with a workaround)
Reported         Fri 2026-05-15 16:30 BST (Europe/London)

Response due     Mon 2026-05-18 09:30 BST
                 aim: 1 working hour: 1 hour of working time, inside the hours

Resolution due   Tue 2026-05-19 17:00 BST
  expected from  Mon 2026-05-18 17:00 BST
                 1-2 days: the close of the 2nd working day after the day on
                 which the clock starts; expected from 1 day on, read alike
"""
    )


def test_by_agreement_and_an_estimate(command):
    answer = command("due", "--package", "p1-p4", "--priority", "P4", "--reported", "2026-05-18T09:00+01:00")
    assert answer.out.splitlines()[6:13] == [
        "",
        "Resolution due  no deadline",
        "  estimate      Tue 2026-06-02 17:00 BST (never a deadline)",
        "                by agreement: no deadline until one is agreed",
        "                usually within 10 working days: the close of the 10th working",
        "                day after the day on which the clock starts",
        "",
    ]


def test_a_priority_that_is_not_known_yet(command):
    answer = command("due", "--package", "p1-p4", "--reported", "2026-05-18T09:00+01:00")
    assert answer.out.splitlines()[1:8] == [
        "Priority        not known yet",
        "Reported        Mon 2026-05-18 09:00 BST (Europe/London)",
        "",
        "Response due    Mon 2026-05-18 17:00 BST",
        "                8 working hours: 8 hours of working time, inside the hours",
        "",
        "Resolution due  no deadline until a priority is set",
    ]


def test_clocks_start_when_the_ticket_was_logged(command):
    answer = command(
        *("due", "--package", "p1-p4", "--priority", "P1", "--tz", "Europe/London"),
        *("--reported", "2026-05-12 10:30", "--logged", "2026-05-13 10:30"),
    )
    assert "Reported        Tue 2026-05-12 10:30 BST" in answer.out
    assert "Response due    Thu 2026-05-14 10:30 BST" in answer.out


def test_seconds_are_shown_where_there_are_some(command):
    answer = command("due", "--package", "p1-p4", "--priority", "P1", "--reported", "2026-05-13T10:30:07.5+01:00")
    assert "Response due    Thu 2026-05-14 10:30:07.500000 BST" in answer.out


def test_json(command):
    answer = command("due", "--package", "p1-p4", "--priority", "P4", "--reported", "2026-05-18T08:00Z", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == {
        "package": "p1-p4",
        "tz": "Europe/London",
        "priority": "P4",
        "reported_at": "2026-05-18T09:00:00+01:00",
        "response": {
            "due": "2026-05-18T17:00:00+01:00",
            "expected_from": None,
            "estimate": None,
            "promise": "8 working hours",
            "commitment": "contract",
            "read_as": "8 hours of working time, inside the hours",
            "estimate_read_as": None,
        },
        "resolution": {
            "due": None,
            "expected_from": None,
            "estimate": "2026-06-02T17:00:00+01:00",
            "promise": "by agreement; usually within 10 working days",
            "commitment": "contract",
            "read_as": "no deadline until one is agreed",
            "estimate_read_as": "the close of the 10th working day after the day on which the clock starts",
        },
        "beyond_holiday_data": False,
        "assumptions": ["public holidays of England are not worked: the contract does not mention them"],
    }


def test_a_package_of_ones_own(command, tmp_path):
    (tmp_path / "acme.toml").write_bytes(
        b'\xef\xbb\xbfschema = 1\r\nextends = "p1-p4"\r\nname = "Acme"\r\n'
        b'[priorities.P1]\r\nresponse = "1 working hour"\r\n'
    )
    answer = command("due", "--package", "acme.toml", "--priority", "P1", "--reported", "2026-05-13T10:30+01:00")
    assert "Package         Acme\n" in answer.out
    assert "Response due    Wed 2026-05-13 11:30 BST\n" in answer.out


@pytest.mark.parametrize("name", ["acme.json", "ACME.JSON"])
def test_a_package_as_json(command, tmp_path, name):
    document = {"schema": 1, "extends": "p1-p4", "name": "Acme", "priorities": {"P1": {"response": "1 working hour"}}}
    (tmp_path / name).write_text(json.dumps(document), encoding="utf-8-sig")
    answer = command("due", "--package", name, "--priority", "P1", "--reported", "2026-05-13T10:30+01:00")
    assert "Package         Acme\n" in answer.out
    assert "Response due    Wed 2026-05-13 11:30 BST\n" in answer.out


def test_a_deadline_beyond_the_known_holidays_says_so(command):
    answer = command("due", "--package", "p1-p4", "--priority", "P1", "--reported", "2150-05-13T10:30+01:00")
    assert answer.code == 0
    assert answer.err.startswith("note: ")
    assert "holiday" in answer.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"--priority": "P9"},
            "--priority 'P9' is none of 'P1', 'P2', 'P3', 'P4': type one of them",
        ),
        (
            {"--reported": "2026-05-13 10:30"},
            (
                "--reported '2026-05-13 10:30' does not say on which clock it was read: type --tz Europe/London, or "
                "write an offset as in 2026-05-13T09:30+01:00"
            ),
        ),
        (
            {"--reported": "13/05/2026 10:30"},
            "--reported '13/05/2026 10:30' does not begin with its year: write for instance 2026-05-13T09:30+01:00",
        ),
        ({"--tz": "Mars/Base"}, "unknown time zone 'Mars/Base': write an IANA name such as 'Europe/London'"),
        ({"--package": "p1-p5"}, "--package 'p1-p5' is neither a preset nor a file: did you mean 'p1-p4'?"),
        (
            {"--package": "acme.toml"},
            (
                "--package 'acme.toml' is neither a preset nor a file: type p1-p3 or p1-p4, or the path of a TOML or "
                "JSON file"
            ),
        ),
        ({"--package": "bytes.toml"}, "--package 'bytes.toml' is no UTF-8: TOML files are"),
        ({"--package": "bytes.json"}, "--package 'bytes.json' is no UTF-8: JSON files are"),
        ({"--package": "."}, "'.' is a folder: type the path of a file in it"),
    ],
)
def test_a_wrong_call_ends_with_what_to_type(command, tmp_path, options, message):
    for name in ("bytes.toml", "bytes.json"):
        (tmp_path / name).write_bytes(b"\xff\xff")
    call = {"--package": "p1-p4", "--priority": "P1", "--reported": "2026-05-13T10:30+01:00", **options}
    answer = command("due", *(word for pair in call.items() for word in pair))
    assert answer == (2, "", f"slacalc: {message}\n")


def test_the_faults_of_a_document_are_told_with_its_path(command, tmp_path):
    (tmp_path / "acme.toml").write_text('schema = 1\nextends = "p1-p4"\nname = "Acme"\nhours = "Mon-Fri 9-17"\n')
    answer = command("due", "--package", "acme.toml", "--reported", "2026-05-13T10:30+01:00")
    assert answer.code == 2
    assert answer.err.startswith("slacalc: --package 'acme.toml': ")
    assert "hours" in answer.err


def test_events_that_cannot_have_happened(command):
    answer = command(
        *("due", "--package", "p1-p4", "--reported", "2026-05-13T10:30+01:00", "--logged", "2026-05-12T10:30+01:00"),
    )
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "slacalc: logged 2026-05-12 09:30:00 UTC lies before reported 2026-05-13 09:30:00 UTC: correct one of them\n"
    )


def test_a_priority_without_a_promise_says_so(command, tmp_path):
    (tmp_path / "acme.toml").write_text(
        'schema = 1\nname = "Acme"\ntz = "Europe/London"\nhours = "Mon-Fri 09:00-17:00"\n'
        '[priorities.P1]\nresponse = "1 working hour"\n'
    )
    answer = command("due", "--package", "acme.toml", "--priority", "P1", "--reported", "2026-05-13T10:30+01:00")
    assert "Resolution due  no deadline is promised\n" in answer.out
