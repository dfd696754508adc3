"""The figures of incident_figures.py from columns: a helpdesk's event log as a frame, with pandas.

The log is the "Incident management process enriched event log" of the UCI Machine Learning Repository (see
incidents.NOTICE.md): one row for each event, of which the last says what became of the incident.

    python examples/incidents_frames.py LOG.csv.gz
"""

import sys
from pathlib import Path

import pandas as pd
from incident_figures import END, LONG, OFFICE, promised

from slacalc import Calendar
from slacalc.frames import assess_frame, attainment, events_from_statuses, working_time

USED = ["number", "seq", "incident_state", "made_sla", "opened_at", "sys_updated_at", "resolved_at", "priority"]
WAITING = "Awaiting User Info"
COLUMNS = {"reported": "opened_at", "priority": "level", "responded": "responded_at", "resolved": "resolved_at"}


def read(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the log, and the incidents as they were told last."""
    dates = ["sys_updated_at", "opened_at", "resolved_at"]
    log = pd.read_csv(path, usecols=USED.__contains__, dtype={"number": str, "priority": str})
    log[dates] = log[dates].apply(lambda column: pd.to_datetime(column, format="ISO8601", utc=True))
    log = log.sort_values(["number", "seq"])
    log["level"] = "P" + log.priority.str[:1]
    touched = log[log.incident_state != "New"].groupby("number").sys_updated_at.first()
    incidents = log.groupby("number").last().join(touched.rename("responded_at")).reset_index()
    incidents["resolved_at"] = log.groupby("number").resolved_at.nth(-1).to_numpy()
    incidents["responded_at"] = (
        incidents[["responded_at", "opened_at"]].max(axis=1).where(incidents.responded_at.notna())
    )
    return log, incidents


def events(log: pd.DataFrame) -> pd.DataFrame:
    """Return when each incident waited for its customer, and when that ended."""
    meaning = dict.fromkeys(log.incident_state.unique(), "open") | {WAITING: "paused"}
    return events_from_statuses(log, ticket="number", at="sys_updated_at", status="incident_state", meaning=meaning)


def report_durations(incidents: pd.DataFrame, told: pd.DataFrame) -> None:
    """Print how long resolved incidents took, by the clock and by the hours, with and without their pauses."""
    done = incidents[incidents.resolved_at.notna()]
    hours = (done.resolved_at - done.opened_at).dt.total_seconds().sum() / 3600
    print(f"resolved: {len(done):,}, mean elapsed hours {hours / len(done):.6f}")
    week = Calendar.weekly("Mon-Fri 00:00-24:00", tz="UTC")
    for name, calendar in (("09:00-17:00", OFFICE), ("08:00-18:00", LONG), ("round the clock", week)):
        package = promised("open").amend(calendar=calendar)
        judged = assess_frame(done, package, at=END, ticket="number", events=told, prefix="sla_", **COLUMNS)
        gross = working_time(done.opened_at, done.resolved_at, calendar).dt.total_seconds().sum()
        net = judged.sla_resolution_used.dt.total_seconds().sum()
        means = f"{gross / 3600 / len(done):.6f} / {net / 3600 / len(done):.6f}"
        print(f"working hours {name}, gross / net: mean {means}, sum of seconds {gross:,.0f} / {net:,.0f}")


def late(judged: pd.DataFrame) -> str:
    """Return how many of the resolved incidents of each priority came late."""
    counted = attainment(judged[judged.resolved_at.notna()], by=["level"], prefix="sla_")
    found = counted[counted.clock == "resolution"].set_index("level")
    found = found[["breached", "counted"]].reindex(["P1", "P2", "P3"], fill_value=0)
    return ", ".join(f"{level} {late:,} of {count:,}" for level, (late, count) in found.T.items())


def report_kept(incidents: pd.DataFrame) -> None:
    """Print how often the helpdesk says itself that its promise was kept."""
    kept = incidents.groupby("level").made_sla.agg(["sum", "count"])
    print("made its SLA: " + ", ".join(f"{level} {made:,} of {count:,}" for level, (made, count) in kept.T.items()))
    print(f"made its SLA, all: {incidents.made_sla.mean():.3%}")


def report_resolutions(log: pd.DataFrame, incidents: pd.DataFrame, told: pd.DataFrame) -> None:
    """Print how many resolutions came late under two sets of promises, and by the first priority of an incident."""
    short, long = promised("open"), {"P1": "1 working day", "P2": "3 working days", "P3": "40 working days"}
    package = short.amend(priorities={level: {"resolution": days} for level, days in long.items()})
    first = incidents.assign(level=log.groupby("number")["level"].first().to_numpy())
    for name, found, promises in (
        ("1, 2 and 10 working days", incidents, short),
        ("1, 3 and 40 working days", incidents, package),
        ("1, 3 and 40 working days, by first priority", first, package),
    ):
        net = assess_frame(found, promises, at=END, ticket="number", events=told, prefix="sla_", **COLUMNS)
        gross = assess_frame(found, promises, at=END, prefix="sla_", **COLUMNS)
        print(f"resolved late, {name}: gross {late(gross)}; net {late(net)}")


def report_responses(incidents: pd.DataFrame) -> None:
    """Print how many responses came late, by the convention that says when."""
    opening = assess_frame(incidents, promised("open"), at=END, prefix="sla_", **COLUMNS)
    exact = int((opening.sla_response_used == pd.Timedelta(hours=8)).sum())
    longer = int(opening.sla_response_breached.sum())
    print(f"answered after more than 8 working hours: {longer:,} of {len(opening):,} (after exactly 8: {exact})")
    closing = assess_frame(incidents, promised("close"), at=END, prefix="sla_", **COLUMNS)
    print(f"answered after the closing at which the 8 hours ran out: {int(closing.sla_response_breached.sum()):,}")


def main(path: Path) -> None:
    """Print the figures."""
    log, incidents = read(path)
    told = events(log)
    if "made_sla" in incidents:
        report_kept(incidents)
    report_durations(incidents, told)
    report_resolutions(log, incidents, told)
    report_responses(incidents)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
