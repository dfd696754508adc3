from datetime import UTC, datetime

import pytest

from slacalc.cli.columns import ColumnNames, columns_of
from slacalc.cli.reading_files import Fault, sheet_of
from slacalc.cli.rows import Priorities, Row, RowReader
from slacalc.cli.times import ChoiceNeededError, TimeReader
from slacalc.errors import InputError
from slacalc.packages import Package
from slacalc.tickets import Ticket

P1_P4 = Package.preset("p1-p4")


def rows(content: str, tz: str | None = None, dates=None, mapped: tuple[str, ...] = ()) -> list[Row | Fault]:
    names = ColumnNames()
    sheet = sheet_of(content.encode(), "tickets.csv", names.familiar)
    reader = RowReader(columns_of(sheet.header, names), TimeReader(tz, dates), Priorities(P1_P4, mapped))
    return [row for _, row in reader.rows(sheet.records())]


def day(number: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, number, hour, minute, tzinfo=UTC)


def test_a_row_becomes_a_ticket():
    header = "id;priority;reported;logged;responded;resolved;pauses"
    found = rows(
        f"{header}\n"
        "INC-1;P2;2026-05-11T09:00Z;2026-05-11T09:10Z;2026-05-11T10:00Z;2026-05-14T09:00Z;"
        '"2026-05-12T09:00Z/2026-05-12T10:00Z; 2026-05-13T09:00Z / ;"\n'
    )
    assert found == [
        Row(
            2,
            Ticket(
                id="INC-1",
                reported_at=day(11, 9),
                priority="P2",
                logged_at=day(11, 9, 10),
                responded_at=day(11, 10),
                resolved_at=day(14, 9),
                pauses=[(day(12, 9), day(12, 10)), (day(13, 9), None)],
            ),
            doubtful=0,
        )
    ]


def test_empty_cells_say_nothing():
    assert rows("id,priority,opened,resolved,pauses\n , ,2026-05-11T09:00Z, ,;\n") == [
        Row(2, Ticket(reported_at=day(11, 9)), doubtful=0)
    ]


def test_doubtful_times_are_counted():
    found = rows(
        "opened,resolved,pauses\n2026-10-25 01:30,2026-10-25 01:45,2026-10-25 01:31/2026-10-25 01:32\n",
        tz="Europe/London",
    )
    assert [row.doubtful for row in found if isinstance(row, Row)] == [4]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",P1,,,", "opened is empty: a ticket needs the time of its report"),
        ("7,P1,soon,,", "opened 'soon' is no time: write for instance 2026-05-13T09:30+01:00"),
        (
            "7,P1,2026-05-11T09:00Z,13/13,",
            "closed at '13/13' is no time: write for instance 2026-05-13T09:30+01:00",
        ),
        (
            "7,P5,2026-05-11T09:00Z,,",
            "priority 'P5' is none of 'P1', 'P2', 'P3', 'P4': type --map-priority 'P5=NAME' with the one it means",
        ),
        (
            "7,P1,0001-01-01T00:00+10:00,,",
            "opened '0001-01-01T00:00+10:00' is what some systems write for no time: leave it empty",
        ),
        *(
            (
                f"7,P1,2026-05-11T09:00Z,,{pause}",
                (
                    f"pauses {pause!r} is no pause: write start/end (start/ while it is open), separated by ';', "
                    "with dates such as 2026-05-13"
                ),
            )
            for pause in ("2026-05-12T09:00Z", "/2026-05-12T09:00Z", "12/05/2026 09:00/13/05/2026 09:00")
        ),
        (
            "7,P1,2026-05-11T09:00Z,,2026-05-12T09:00Z/tomorrow",
            "pauses 'tomorrow' is no time: write for instance 2026-05-13T09:30+01:00",
        ),
        (
            "7,P1,2026-05-11T09:00Z,,2026-05-12T09:00Z/2026-05-12T08:00Z",
            (
                "the pause from 2026-05-12 09:00:00+00:00 to 2026-05-12 08:00:00+00:00 ends before it starts: "
                "write the earlier one first"
            ),
        ),
    ],
)
def test_a_bad_row_has_its_line_its_reason_and_no_company(row, reason):
    good = "8,P1,2026-05-11T09:00Z,,"
    found = rows(f"id,priority,opened,closed at,pauses\n{row}\n{good}\n")
    assert found[0] == Fault(2, reason, row.partition(",")[0] or None)
    assert isinstance(found[1], Row)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("04/05/2026 09:30", "line 3, opened '04/05/2026 09:30' leaves open which number is the day: type --dates"),
        ("2026-05-04 09:30", "line 3, opened '2026-05-04 09:30' does not say on which clock it was read: type --tz"),
    ],
)
def test_a_time_that_needs_an_option_stops_the_whole_file_and_names_its_place(cell, message):
    with pytest.raises(ChoiceNeededError, match=f"^{message}"):
        rows(f"opened\n2026-05-03T09:30Z\n{cell}\n")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("P1", "P1"),
        ("p2", "P2"),
        (" P3 ", "P3"),
        ("", None),
        ("1 - Critical", "P1"),
        ("1 - CRITICAL", "P1"),
        ("a=b", "P2"),
    ],
)
def test_a_priority_is_read_in_any_case_and_as_it_is_mapped(cell, name):
    assert Priorities(P1_P4, ["1 - Critical=P1", "a=b=p2"]).read(cell) == name


def test_a_mapping_may_give_a_name_of_the_package_another_meaning():
    assert Priorities(P1_P4, ["P1=P4"]).read("P1") == "P4"


def test_priorities_that_differ_in_case_only_are_kept_apart():
    package = P1_P4.amend(priorities={"p1": {"response": "1 working hour"}})
    priorities = Priorities(package)
    assert (priorities.read("P1"), priorities.read("p1")) == ("P1", "p1")


@pytest.mark.parametrize("mapping", ["1 - Critical", "=P1", "1 - Critical=", "1 - Critical=P9"])
def test_a_mapping_that_is_none_is_refused(mapping):
    with pytest.raises(InputError) as fault:
        Priorities(P1_P4, [mapping])
    assert str(fault.value) == (
        f"--map-priority {mapping!r} does not say one of 'P1', 'P2', 'P3', 'P4': type for instance "
        "--map-priority '1 - Critical=P1'"
    )
