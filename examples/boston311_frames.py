"""The figures of boston311.py from columns: 80,000 requests at once, with pandas.

The requests are City of Boston open data, "311 Service Requests", trimmed to the columns `type`, `open_dt`,
`target_dt`, `closed_dt` and `ontime`; the rule table of 2015 lies beside this script. Without one only what needs no
rule is worked out.

    python examples/boston311_frames.py REQUESTS.csv.gz [examples/boston311_rules_2015.csv]
"""

import sys
from pathlib import Path

import pandas as pd
from boston311 import BOSTON, HOURS, RULES_FROM, WEEK, city, read

from slacalc import Package, Scheme
from slacalc.frames import assess_frame, deadline_frame, next_open, working_time

AGREED = Package("agreed", Scheme({"any": {"resolution": "by agreement"}}), HOURS)
PUBLISHED = pd.Timestamp(2016, 1, 13)  # the requests of 2015; a copy with later closings was made after the last
DATES = ("open_dt", "target_dt", "closed_dt")
CLOCK = {"tz": BOSTON.key, "ambiguous": True}  # of a repeated hour, the first pass


def requests(path: Path) -> pd.DataFrame:
    """Return the requests, with their times as the city's clock read them."""
    columns = ["type", "ontime", *DATES]
    return pd.read_csv(path, usecols=columns, parse_dates=list(DATES), date_format="ISO8601")


def utc(column: pd.Series) -> pd.Series:
    """Return the instants of a column of times of the city's clock."""
    return column.dt.tz_localize(BOSTON.key, ambiguous=[True] * len(column))


def report_deadlines(frame: pd.DataFrame, rules: Path) -> None:
    """Print how many of the city's deadlines come out within a minute."""
    promised = frame[frame.target_dt.notna() & (frame.open_dt >= RULES_FROM)]
    table = read(rules)
    due = deadline_frame(promised, city(table), reported="open_dt", priority="type", **CLOCK).resolution_due
    at_once = {"working_days": next_open(promised.open_dt, HOURS, **CLOCK), "calendar_days": utc(promised.open_dt)}
    for unit, due_at_once in at_once.items():
        no_days = {rule["type"] for rule in table if rule["amount"] == "0" and rule["unit"] == unit}
        due = due.mask(promised.type.isin(no_days), due_at_once)
    hits = int(((due - utc(promised.target_dt)).abs() <= pd.Timedelta(seconds=60)).sum())
    print(f"opened from {RULES_FROM} with a deadline: {len(promised):,}")
    print(f"deadline within 60 s: {hits:,} ({hits / len(promised):.2%})")


def report_working_time(frame: pd.DataFrame, name: str, hours: object) -> None:
    """Print what the requests took that were not closed before they were opened."""
    closed = frame[frame.closed_dt.notna() & (utc(frame.closed_dt) >= utc(frame.open_dt))]
    elapsed = utc(closed.closed_dt) - utc(closed.open_dt)
    spent = working_time(closed.open_dt, closed.closed_dt, hours, **CLOCK)
    seconds = int(spent.dt.total_seconds().sum())
    print(f"closed, and not before they were opened: {len(closed):,}")
    print(f"mean elapsed hours: {elapsed.dt.total_seconds().sum() / 3600 / len(closed):.6f}")
    median = spent.median() / pd.Timedelta(hours=1)
    print(f"working hours {name}: mean {seconds / 3600 / len(closed):.6f}, median {median:.6f}")
    print(f"working seconds {name}: {seconds:,}; without any: {int((spent == pd.Timedelta(0)).sum()):,}")


def report_flags(frame: pd.DataFrame) -> None:
    """Print how often a verdict on the city's own deadline is what its flag says."""
    flagged = frame[frame.target_dt.notna() & frame.ontime.notna()]
    # Some requests were closed before they were opened: those count as opened when they were closed.
    flagged = flagged.assign(level="any", reported=flagged[["open_dt", "closed_dt"]].min(axis=1))
    columns = {"reported": "reported", "priority": "level", "resolved": "closed_dt", "agreed_due": "target_dt"}
    snapshot = max(frame.closed_dt.max().ceil("D"), PUBLISHED).tz_localize(BOSTON.key)
    judged = assess_frame(flagged, AGREED, at=snapshot, **columns, **CLOCK)
    print(f"without a verdict: {int(judged.reason.notna().sum())}")
    agrees = judged.resolution_breached.astype(bool) == (judged.ontime == "OVERDUE")
    closed = judged.closed_dt.notna()
    kept = judged.resolution_state == "met"
    print(f"closed, the city's flag agrees: {int(agrees[closed].sum()):,} of {int(closed.sum()):,}")
    print(f"attained: {int(kept.sum()):,} ({kept[closed].mean():.3%})")
    late = judged.resolution_breached[~closed]
    print(
        f"open, the city's flag agrees: {int(agrees[~closed].sum()):,} of {len(late):,}; overdue: {int(late.sum()):,}"
    )


def main(path: Path, rules: Path | None = None) -> None:
    """Print every figure."""
    frame = requests(path)
    if rules is not None:
        report_deadlines(frame, rules)
    for name, hours in (("without holidays", WEEK), ("with the holidays of Massachusetts", HOURS)):
        report_working_time(frame, name, hours)
    report_flags(frame)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
