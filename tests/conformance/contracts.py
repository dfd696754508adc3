"""The two support contracts: cases worked by a brute-force clock from the contracts themselves.

Times are on the wall clock of London unless they carry an offset. `CASES` has one case a line: number, scheme and
priority, reported, response due, resolution (a due, "expected from .. due", "usually" an estimate, or "-" for none),
and the convention where it is not the default: fields of `Reading`, "public holidays worked" for the calendar without
its holidays, or "cover" for a booked window.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

CASES = """
# p1-p3 P1 "same day": the close of the day of receipt, be it a minute away; nights, weekends and holidays move on
001 | p1-p3 P1 | 2026-05-13 10:30 | 2026-05-13 11:30 | 2026-05-13 17:00 | default
002 | p1-p3 P1 | 2026-05-13 16:59 | 2026-05-14 09:59 | 2026-05-13 17:00 | default
003 | p1-p3 P1 | 2026-05-13 17:00 | 2026-05-14 10:00 | 2026-05-14 17:00 | default
004 | p1-p3 P1 | 2026-05-13 23:59 | 2026-05-14 10:00 | 2026-05-14 17:00 | default
005 | p1-p3 P1 | 2026-05-15 16:30 | 2026-05-18 09:30 | 2026-05-15 17:00 | default
006 | p1-p3 P1 | 2026-05-15 17:00 | 2026-05-18 10:00 | 2026-05-18 17:00 | default
007 | p1-p3 P1 | 2026-05-16 11:00 | 2026-05-18 10:00 | 2026-05-18 17:00 | default
008 | p1-p3 P1 | 2026-05-17 23:59 | 2026-05-18 10:00 | 2026-05-18 17:00 | default
009 | p1-p3 P1 | 2026-05-22 16:45 | 2026-05-26 09:45 | 2026-05-22 17:00 | default
010 | p1-p3 P1 | 2026-04-02 16:30 | 2026-04-07 09:30 | 2026-04-02 17:00 | default
011 | p1-p3 P1 | 2026-04-06 09:00 | 2026-04-07 10:00 | 2026-04-07 17:00 | default
012 | p1-p3 P1 | 2026-03-27 16:30 | 2026-03-30 09:30 | 2026-03-27 17:00 | default
013 | p1-p3 P1 | 2026-10-23 16:30 | 2026-10-26 09:30 | 2026-10-23 17:00 | default
014 | p1-p3 P1 | 2026-10-25 01:30+01:00 | 2026-10-26 10:00 | 2026-10-26 17:00 | default
015 | p1-p3 P1 | 2026-12-24 16:30 | 2026-12-29 09:30 | 2026-12-24 17:00 | default
# p1-p3 P2 "1-2 days": working days after the day of receipt; both marks of the range
016 | p1-p3 P2 | 2026-05-11 10:30 | 2026-05-11 11:30 | 2026-05-12 17:00 .. 2026-05-13 17:00 | default
017 | p1-p3 P2 | 2026-05-13 16:59 | 2026-05-14 09:59 | 2026-05-14 17:00 .. 2026-05-15 17:00 | default
018 | p1-p3 P2 | 2026-03-27 16:30 | 2026-03-30 09:30 | 2026-03-30 17:00 .. 2026-03-31 17:00 | default
019 | p1-p3 P2 | 2026-10-23 16:30 | 2026-10-26 09:30 | 2026-10-26 17:00 .. 2026-10-27 17:00 | default
# p1-p3 P3 "1-2 weeks": calendar weeks, rolled forward over Easter, Christmas and New Year; the close stays 17:00 local
020 | p1-p3 P3 | 2026-05-11 10:30 | 2026-05-11 11:30 | 2026-05-18 17:00 .. 2026-05-26 17:00 | default
021 | p1-p3 P3 | 2026-03-20 15:00 | 2026-03-20 16:00 | 2026-03-27 17:00 .. 2026-04-07 17:00 | default
022 | p1-p3 P3 | 2026-12-14 10:00 | 2026-12-14 11:00 | 2026-12-21 17:00 .. 2026-12-29 17:00 | default
023 | p1-p3 P3 | 2026-12-18 16:59 | 2026-12-21 09:59 | 2026-12-29 17:00 .. 2027-01-04 17:00 | default
024 | p1-p3 P3 | 2026-10-16 12:00 | 2026-10-16 13:00 | 2026-10-23 17:00 .. 2026-10-30 17:00 | default
# p1-p3: a new requirement has no resolution target
025 | p1-p3 NEW | 2026-05-16 11:00 | 2026-05-18 10:00 | - | default
# p1-p3: one-off public holidays (June 2022, May 2023), a report written in UTC, seconds kept
026 | p1-p3 P1 | 2022-06-01 17:30 | 2022-06-06 10:00 | 2022-06-06 17:00 | default
027 | p1-p3 P2 | 2023-05-05 16:00 | 2023-05-05 17:00 | 2023-05-09 17:00 .. 2023-05-10 17:00 | default
028 | p1-p3 P1 | 2026-07-01 23:30+00:00 | 2026-07-02 10:00 | 2026-07-02 17:00 | default
029 | p1-p3 P1 | 2026-05-13 16:59:59 | 2026-05-14 09:59:59 | 2026-05-13 17:00 | default
030 | p1-p3 P1 | 2026-05-13 09:00:30 | 2026-05-13 10:00:30 | 2026-05-13 17:00 | default
# p1-p3 under other readings
031 | p1-p3 P2 | 2026-05-14 10:30 | 2026-05-14 11:30 | 2026-05-15 17:00 .. 2026-05-18 17:00 | day=calendar
032 | p1-p3 P2 | 2026-05-21 10:30 | 2026-05-21 11:30 | 2026-05-22 17:00 .. 2026-05-26 17:00 | day=calendar
033 | p1-p3 P3 | 2026-12-21 10:00 | 2026-12-21 11:00 | 2026-12-30 17:00 .. 2027-01-07 17:00 | week=working
034 | p1-p3 P1 | 2026-05-13 13:00 | 2026-05-13 14:00 | 2026-05-13 17:00 | same_day_minimum=4h
035 | p1-p3 P1 | 2026-05-13 17:30 | 2026-05-14 10:00 | 2026-05-14 00:00 | same_day=midnight
036 | p1-p3 P1 | 2026-05-13 15:59 | 2026-05-13 16:59 | 2026-05-13 17:00 | same_day=response_day
037 | p1-p3 P1 | 2026-05-13 16:00 | 2026-05-13 17:00 | 2026-05-13 17:00 | same_day=response_day
038 | p1-p3 P1 | 2026-05-13 16:01 | 2026-05-14 09:01 | 2026-05-14 17:00 | same_day=response_day
039 | p1-p3 P1 | 2026-05-13 16:59 | 2026-05-14 09:59 | 2026-05-14 17:00 | same_day=response_day
# p1-p3 with booked cover: on a Saturday, and in an evening, where it moves nothing later
040 | p1-p3 P1 | 2026-05-16 11:00 | 2026-05-16 12:00 | 2026-05-16 14:00 | cover=2026-05-16 10:00/14:00
041 | p1-p3 P1 | 2026-05-13 16:30 | 2026-05-13 17:30 | 2026-05-13 17:00 | cover=2026-05-13 17:00/21:00
# p1-p4 by default
042 | p1-p4 P1 | 2026-05-13 09:00 | 2026-05-13 17:00 | 2026-05-14 17:00 | default
043 | p1-p4 P1 | 2026-05-13 10:30 | 2026-05-14 10:30 | 2026-05-14 17:00 | default
044 | p1-p4 P1 | 2026-05-15 18:00 | 2026-05-18 17:00 | 2026-05-19 17:00 | default
045 | p1-p4 P1 | 2026-10-23 16:30 | 2026-10-26 16:30 | 2026-10-26 17:00 | default
046 | p1-p4 P1 | 2026-12-24 16:30 | 2026-12-29 16:30 | 2026-12-29 17:00 | default
047 | p1-p4 P2 | 2026-05-20 10:00 | 2026-05-21 10:00 | 2026-05-26 17:00 | default
048 | p1-p4 P2 | 2026-12-22 12:00 | 2026-12-23 12:00 | 2026-12-29 17:00 | default
049 | p1-p4 P2 | 2026-12-31 16:59 | 2027-01-04 16:59 | 2027-01-06 17:00 | default
050 | p1-p4 P3 | 2026-11-27 17:00 | 2026-11-30 17:00 | 2027-01-28 17:00 | default
051 | p1-p4 P3 | 2026-03-02 09:00 | 2026-03-02 17:00 | 2026-04-29 17:00 | default
052 | p1-p4 P3 | 2026-03-16 10:00 | 2026-03-17 10:00 | 2026-05-14 17:00 | default
053 | p1-p4 P3 | 2026-07-31 23:30 | 2026-08-03 17:00 | 2026-09-29 17:00 | default
# p1-p4 P4: an estimate and no deadline
054 | p1-p4 P4 | 2026-12-18 10:00 | 2026-12-21 10:00 | usually 2027-01-06 17:00 | default
# p1-p4 under other readings
055 | p1-p4 P1 | 2026-05-13 09:00 | 2026-05-13 17:00 | 2026-05-13 17:00 | working_day=hours
056 | p1-p4 P1 | 2026-05-13 16:59 | 2026-05-14 16:59 | 2026-05-14 16:59 | working_day=hours
057 | p1-p4 P1 | 2026-05-16 11:00 | 2026-05-18 17:00 | 2026-05-18 17:00 | working_day=hours
058 | p1-p4 P1 | 2026-05-13 08:59 | 2026-05-13 17:00 | 2026-05-13 17:00 | working_day=hours_to_close
059 | p1-p4 P1 | 2026-05-15 16:30 | 2026-05-18 16:30 | 2026-05-18 17:00 | working_day=hours_to_close
060 | p1-p4 P1 | 2026-05-16 11:00 | 2026-05-18 17:00 | 2026-05-18 17:00 | working_day=hours_to_close
061 | p1-p4 P1 | 2026-05-15 16:30 | 2026-05-18 16:30 | 2026-05-18 16:30 | working_day=same_time
062 | p1-p4 P1 | 2026-05-16 11:00 | 2026-05-18 17:00 | 2026-05-19 09:00 | working_day=same_time
063 | p1-p4 P1 | 2026-05-13 09:00 | 2026-05-13 17:00 | 2026-05-13 17:00 | working_day=inclusive
064 | p1-p4 P1 | 2026-12-24 16:30 | 2026-12-29 16:30 | 2026-12-24 17:00 | working_day=inclusive
065 | p1-p4 P1 | 2026-05-13 08:59 | 2026-05-13 17:00 | 2026-05-14 17:00 | receipt=report
066 | p1-p4 P1 | 2026-05-13 09:00 | 2026-05-13 17:00 | 2026-05-14 17:00 | receipt=report
067 | p1-p4 P1 | 2026-05-13 10:30 | 2026-05-14 10:30 | 2026-05-14 17:00 | receipt=report
068 | p1-p4 P1 | 2026-05-13 16:59 | 2026-05-14 16:59 | 2026-05-14 17:00 | receipt=report
069 | p1-p4 P1 | 2026-05-15 16:30 | 2026-05-18 16:30 | 2026-05-18 17:00 | receipt=report
070 | p1-p4 P1 | 2026-05-16 11:00 | 2026-05-18 17:00 | 2026-05-18 17:00 | receipt=report
071 | p1-p4 P1 | 2026-05-13 09:00 | 2026-05-13 17:00 | 2026-05-15 17:00 | working_day=hours;day_length=24h
072 | p1-p4 P1 | 2026-05-15 16:30 | 2026-05-18 16:30 | 2026-05-20 16:30 | working_day=hours;day_length=24h
073 | p1-p4 P2 | 2026-05-20 10:00 | 2026-05-21 10:00 | 2026-05-26 10:00 | working_day=hours
074 | p1-p4 P3 | 2026-11-23 10:00 | 2026-11-24 10:00 | 2027-01-21 10:00 | working_day=hours
075 | p1-p4 P3 | 2026-11-23 10:00 | 2026-11-24 10:00 | 2027-01-21 10:00 | working_day=same_time
076 | p1-p4 P3 | 2026-11-23 10:00 | 2026-11-24 10:00 | 2027-01-20 17:00 | working_day=inclusive
077 | p1-p4 P2 | 2026-05-20 10:00 | 2026-05-21 10:00 | 2026-05-26 17:00 | receipt=report
# p1-p4 with public holidays worked, which its contract does not exclude
078 | p1-p4 P1 | 2026-05-22 16:00 | 2026-05-25 16:00 | 2026-05-25 17:00 | public holidays worked
079 | p1-p4 P2 | 2026-12-24 16:30 | 2026-12-25 16:30 | 2026-12-29 17:00 | public holidays worked
080 | p1-p4 P1 | 2026-04-02 16:30 | 2026-04-03 16:30 | 2026-04-03 17:00 | public holidays worked
"""

# number | scheme and priority | reported | response due | resolution due without pauses, and with them | pauses
PAUSED = """
# a pause wholly outside opening hours moves nothing
001 | p1-p4 P2 | 2026-05-11 10:00 | 2026-05-12 10:00 | 2026-05-14 17:00 ; 2026-05-14 17:00 \
    | 2026-05-12 17:00/2026-05-13 09:00
# three pauses of an hour move as much as one of three hours
002 | p1-p4 P2 | 2026-05-11 10:00 | 2026-05-12 10:00 | 2026-05-14 17:00 ; 2026-05-15 12:00 \
    | 2026-05-11 12:00/13:00; 2026-05-12 12:00/13:00; 2026-05-13 12:00/13:00
# a long pause across Christmas
003 | p1-p4 P3 | 2026-11-23 10:00 | 2026-11-24 10:00 | 2027-01-21 17:00 ; 2027-02-26 17:00 \
    | 2026-12-01 09:00/2027-01-11 09:00
"""

# a downgrade before the first deadline, measured from the change: scheme, priority, reported, changed to, at, response
# due, resolution due before the change, and after it
CHANGED = ("p1-p4", "P1", "2026-05-11 10:00", "P3", "2026-05-12 11:00")
CHANGED_DUE = ("2026-05-12 10:00", "2026-05-12 17:00", "2026-07-08 17:00")

# a resolution exactly at its deadline is in time, one second later is not
BREACH = ("p1-p4", "P1", "2026-05-13 10:30", "2026-05-14 17:00")


@dataclass(frozen=True)
class Case:
    """One line of a table, its times as aware datetimes; None where there is none."""

    number: str
    scheme: str
    priority: str
    reported: datetime
    response_due: datetime
    resolution_due: datetime | None = None
    expected_from: datetime | None = None
    estimate: datetime | None = None
    convention: str = ""
    cover: tuple[tuple[datetime, datetime], ...] = ()
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    unpaused_due: datetime | None = None


def moment(text: str) -> datetime:
    """Return "2026-05-13 10:30" on the wall clock of London, or with an offset, in UTC."""
    read = datetime.fromisoformat(text.strip())
    return (read if read.tzinfo else read.replace(tzinfo=LONDON)).astimezone(UTC)


def span(text: str) -> tuple[datetime, datetime]:
    """Return "2026-05-16 10:00/14:00" as two instants."""
    start, end = text.strip().split("/")
    return moment(start), moment(end if "-" in end else f"{start[:10]} {end}")


def lines(table: str) -> list[list[str]]:
    """Return the cells of a table's lines, its comments left out."""
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line and line[0] != "#"]


def resolution(text: str) -> dict[str, datetime]:
    """Return the marks that the resolution column names."""
    if text == "-":
        return {}
    if text.startswith("usually "):
        return {"estimate": moment(text.removeprefix("usually "))}
    *lower, due = map(moment, text.split(" .. "))
    return {"resolution_due": due} | ({"expected_from": lower[0]} if lower else {})


def case(cells: list[str]) -> Case:
    """Return one line of `CASES`."""
    number, promised, reported, response_due, marks, convention = cells
    scheme, priority = promised.split()
    cover = (span(convention.removeprefix("cover=")),) if convention.startswith("cover=") else ()
    return Case(
        number,
        scheme,
        priority,
        moment(reported),
        moment(response_due),
        **resolution(marks),
        convention="default" if cover else convention,
        cover=cover,
    )


def paused(cells: list[str]) -> Case:
    """Return one line of `PAUSED`."""
    number, promised, reported, response_due, dues, pauses = cells
    scheme, priority = promised.split()
    unpaused, due = map(moment, dues.split(";"))
    stops = tuple(span(text) for text in pauses.split(";"))
    return Case(
        f"pause-{number}",
        scheme,
        priority,
        moment(reported),
        moment(response_due),
        due,
        convention="default",
        pauses=stops,
        unpaused_due=unpaused,
    )


ALL = [case(cells) for cells in lines(CASES)]
WITH_PAUSES = [paused(cells) for cells in lines(PAUSED)]
