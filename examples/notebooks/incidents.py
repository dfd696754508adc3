import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # From a status log to attainment

    A helpdesk's log says when each incident changed its status. This notebook makes of it what a board asks for: how
    much of each promise was kept, what the work took, when breaches are born. Then it asks what the contract leaves
    open: how many verdicts hang on the words "working day", and what another agreement would have given.

    The log is the *Incident management process enriched event log* of the UCI Machine Learning Repository (Amaral,
    Fantinato, Reijers, Peres, 2018; CC BY 4.0): the ServiceNow log of an IT company. What is shipped is the log of 300
    of its incidents, chosen by priority (`examples/incidents.NOTICE.md`); each figure below is of the log that is
    read. `SLACALC_LOG=FILE` in the environment reads the whole log instead. What was promised is not in the log: hours
    and promises are ours, and so are the verdicts.
    """)
    return


@app.cell
def _():
    import os

    import altair as alt
    import marimo as mo
    import pandas as pd

    from slacalc import Calendar, Package, Scheme, Ticket, describe, explain
    from slacalc.frames import assess_frame, attainment, compare, events_from_statuses, readings

    alt.renderers.enable("svg", raw_svg=True)  # pictures, which need no network
    LOG = os.environ.get("SLACALC_LOG", mo.notebook_dir() / ".." / "incident_log.csv.gz")
    KEPT, BROKEN, INK = "#1f6fb2", "#d1453b", "#1f2328"

    def shares(found, by):
        """Draw the share met in each group, with its numerator and its denominator."""
        told = found.assign(told=found.met.map("{:,} of ".format) + found.counted.map("{:,}".format))
        chart = alt.Chart().encode(y=alt.Y(by, title=None, sort=None))
        bars = chart.mark_bar(color=KEPT).encode(
            x=alt.X(
                "attainment:Q",
                title=None,
                scale=alt.Scale(domain=[0, 1.9]),
                axis=alt.Axis(format="%", values=[0, 0.5, 1]),
            )
        )
        counts = chart.mark_text(align="right", color=INK).encode(x=alt.datum(1.85), text="told:N")
        return (
            alt.layer(bars, counts, data=told)
            .properties(width=170, height={"step": 22})
            .facet(
                column=alt.Column("priority:N", title=None),
                row=alt.Row("clock:N", title=None, sort=["response", "resolution"]),
            )
        )

    return (
        BROKEN,
        Calendar,
        INK,
        KEPT,
        LOG,
        Package,
        Scheme,
        Ticket,
        alt,
        assess_frame,
        attainment,
        compare,
        describe,
        events_from_statuses,
        explain,
        mo,
        pd,
        readings,
        shares,
    )


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## What was promised

    A package is the agreement as a value. Nothing in it is hidden: hours, words, and how the words are read.
    """)
    return


@app.cell
def _(Calendar, Package, Scheme, describe):
    office = Calendar.weekly("Mon-Fri 09:00-17:00", tz="UTC")
    days = {"P1": "1 working day", "P2": "2 working days", "P3": "10 working days", "P4": "10 working days"}
    levels = {level: {"response": "8 working hours", "resolution": within} for level, within in days.items()}
    package = Package(name="Incidents", scheme=Scheme(levels), calendar=office)
    print(describe(package).partition("\n\nExamples")[0])
    return levels, package


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## The log

    One row for each change. Who speaks for the helpdesk must say what each status means; that is all.
    """)
    return


@app.cell
def _(LOG, pd):
    columns = ["number", "seq", "incident_state", "priority", "opened_at", "sys_updated_at"]
    log = pd.read_csv(LOG, usecols=columns, dtype={"number": str, "priority": str})
    log = log.sort_values(["number", "seq"]).assign(
        priority="P" + log.priority.str[:1],  # "3" here, "3 - Moderate" in the log as it is published
        opened_at=pd.to_datetime(log.opened_at, format="ISO8601", utc=True),
        sys_updated_at=pd.to_datetime(log.sys_updated_at, format="ISO8601", utc=True),
    )
    log.head(6)
    return (log,)


@app.cell
def _(events_from_statuses, log):
    meaning = {
        "New": "open",
        "Active": "responded",
        "Awaiting User Info": "paused",
        "Resolved": "resolved",
        "Closed": "closed",
    }
    meaning = dict.fromkeys(log.incident_state.unique(), "open") | meaning
    events = events_from_statuses(
        log, ticket="number", at="sys_updated_at", status="incident_state", priority="priority", meaning=meaning
    )
    events.kind.value_counts().to_frame()
    return events, meaning


@app.cell
def _(log):
    touched = log[log.incident_state != "New"].groupby("number").sys_updated_at.first()
    tickets = log.groupby("number", as_index=False).agg(
        opened_at=("opened_at", "last"), priority=("priority", "last"), at_first=("priority", "first")
    )
    # To ask the customer is an answer too; a few incidents were touched before they were opened.
    tickets["touched_at"] = tickets.number.map(touched).clip(lower=tickets.opened_at)
    tickets.head(3)
    return (tickets,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Judged

    One call. A row that cannot be judged stops no other, and says why.
    """)
    return


@app.cell
def _(assess_frame, events, log, package, tickets):
    now = log.sys_updated_at.max()
    how = {
        "at": now,
        "ticket": "number",
        "events": events,
        "reported": "opened_at",
        "priority": "at_first",
        "responded": "touched_at",
    }
    judged = assess_frame(tickets, package, **how)
    judged[["number", "priority", "opened_at", "resolution_state", "resolution_due", "resolution_used"]].head()
    return how, judged, now


@app.cell(hide_code=True)
def _(judged, mo, now):
    _reasons = judged.reason.dropna()
    _first = f" The first: *{_reasons.iloc[0]}*." if len(_reasons) else ""
    mo.md(f"{len(judged):,} incidents as of {now:%d %B %Y}; {len(_reasons)} could not be judged.{_first}")
    return


@app.cell
def _(attainment, judged):
    kept = attainment(judged, by=["priority"]).sort_values(["clock", "priority"])
    kept[["clock", "priority", "tickets", "counted", "met", "breached", "attainment", "used_p50", "used_p90"]]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## By month and priority

    Each bar has its numerator and its denominator beside it, for a share of three incidents is none.
    """)
    return


@app.cell
def _(attainment, judged, shares):
    monthly = attainment(judged, by=["priority"], month="reported", reported="opened_at")
    monthly = monthly.loc[monthly.counted > 0, ["clock", "priority", "month", "met", "counted", "attainment"]]
    monthly["told"] = monthly.met.astype(str) + " of " + monthly.counted.astype(str)
    by_month = shares(monthly, "month:O").properties(title="Promises kept, by month of the report")
    by_month
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## What it took

    How much of the time that its promise allowed each resolution used, pauses apart. A promise in working days ends at
    the close of a day, so an incident reported in the morning is allowed more hours than one of the afternoon; a share
    of the promise compares them. The line is the promise; what is late on the left of it broke the promise of a higher
    priority, before it was lowered.
    """)
    return


@app.cell
def _(BROKEN, INK, KEPT, alt, judged):
    done = judged[judged.resolution_completed_at.notna()].copy()
    _allowed = done.resolution_used + done.resolution_remaining - done.resolution_overrun
    done["from"] = (10 * done.resolution_used / _allowed).clip(upper=29.5) // 1 / 10
    done["verdict"] = done.resolution_breached.map({True: "late", False: "in time"})
    counted = done.groupby(["priority", "verdict", "from"], as_index=False).size()
    counted["to"] = counted["from"] + 0.1
    _histogram = (
        alt.Chart()
        .mark_bar()
        .encode(
            x=alt.X(
                "from:Q",
                bin="binned",
                title="used, of what the promise allowed (the last bar: three times as much, and more)",
                scale=alt.Scale(domain=[0, 3]),
                axis=alt.Axis(format="%", values=[0, 1, 2, 3]),
            ),
            x2="to:Q",
            y=alt.Y("size:Q", title="incidents", axis=alt.Axis(tickCount=3)),
            color=alt.Color(
                "verdict:N",
                title=None,
                scale=alt.Scale(domain=["in time", "late"], range=[KEPT, BROKEN]),
                legend=alt.Legend(orient="top"),
            ),
        )
    )
    _promise = alt.Chart().mark_rule(color=INK, strokeWidth=2).encode(x=alt.datum(1, type="quantitative"))
    spent = (
        alt.layer(_histogram, _promise, data=counted)
        .properties(width=560, height=70)
        .facet(row=alt.Row("priority:N", title=None))
        .resolve_scale(y="independent")
        .properties(title="Working time until resolution, and the promise")
    )
    spent
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## When breaches are born

    On the left, when those incidents were reported that later broke a promise; on the right, when the deadline passed.
    A resolution is due at the close of a day, so its breaches are all born at one hour; responses run out through the
    day.
    """)
    return


@app.cell
def _(BROKEN, alt, judged, pd):
    _times = {"reported": "opened_at", "deadline passed": "{}_breached_at"}
    births = pd.concat(
        pd.DataFrame({"clock": clock, "what": what, "time": _late[column.format(clock)]})
        for clock in ("response", "resolution")
        for _late in [judged[judged[f"{clock}_breached"].fillna(False).astype(bool)]]
        for what, column in _times.items()
    )
    births = births.assign(weekday=births.time.dt.day_name().str[:3], hour=births.time.dt.hour)
    births = births.groupby(["clock", "what", "weekday", "hour"], as_index=False).size()
    when = (
        alt.Chart(births)
        .mark_rect()
        .encode(
            x=alt.X(
                "hour:O",
                title="hour of the day (UTC)",
                scale=alt.Scale(domain=list(range(24))),
                axis=alt.Axis(values=list(range(0, 24, 3)), labelAngle=0),
            ),
            y=alt.Y("weekday:O", title=None, scale=alt.Scale(domain=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])),
            color=alt.Color("size:Q", title="breaches", scale=alt.Scale(range=["#fbe9e7", BROKEN, "#5c0f0a"])),
        )
        .properties(width=330, height=130)
        .facet(
            column=alt.Column("what:N", title=None, sort=list(_times)),
            row=alt.Row("clock:N", title=None, sort=["response", "resolution"]),
        )
        .properties(title="When breaches are born")
    )
    when
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## What hangs on a word

    "Two working days" can be read in several ways, and contracts seldom say which. `readings` asks of every ambiguous
    word what the deadlines and the verdicts would have been.
    """)
    return


@app.cell
def _(how, package, readings, tickets):
    hang = readings(tickets, package, **how)
    hang[hang.deadlines > 0].sort_values("verdicts", ascending=False)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    The same incidents, the same words, four helpdesks that differ in nothing but how they read "working day":

    | reading | N working days end |
    |---|---|
    | `close` | at the close of the N-th working day after the day of the report |
    | `same_time` | at the time of the report on that day |
    | `hours` | after N times eight hours of working time |
    | `inclusive` | at a close, the day of the report being the first |
    """)
    return


@app.cell
def _(assess_frame, attainment, how, package, pd, shares, tickets):
    _readings = ["close", "same_time", "hours", "inclusive"]
    read = pd.concat(
        attainment(assess_frame(tickets, package.amend(reading={"working_day": word}), **how), by=["priority"]).assign(
            reading=word
        )
        for word in _readings
    )
    read = read.loc[read.clock == "resolution", ["clock", "reading", "priority", "met", "counted", "attainment"]]
    by_reading = shares(read, "reading:O").properties(title='One history, four readings of "working day"')
    by_reading
    return (read,)


@app.cell(hide_code=True)
def _(mo, read):
    _found = read.groupby("reading")[["met", "counted"]].sum()
    _share = (_found.met / _found.counted).sort_values()
    mo.md(
        f"Over all priorities, {_share.iloc[0]:.1%} of the resolutions were in time if the words are read as "
        f"`{_share.index[0]}`, and {_share.iloc[-1]:.1%} if they are read as `{_share.index[-1]}`: "
        f"{int(_found.met.max() - _found.met.min())} more are kept, by one choice that nobody wrote down."
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Another agreement

    Sales would like to promise an answer to P1 and P2 within two working hours, and to be there from 08:00 to 18:00.
    Had the desk worked just as it did, what would have become of it? `compare` counts the verdicts that flip.
    """)
    return


@app.cell
def _(Calendar, compare, how, levels, package, tickets):
    _faster = {level: {"response": "2 working hours"} for level in levels if level in ("P1", "P2")}
    proposed = package.amend(priorities=_faster, calendar=Calendar.weekly("Mon-Fri 08:00-18:00", tz="UTC"))
    flips = compare(tickets, {"now": package, "proposed": proposed}, **how)
    flips
    return flips, proposed


@app.cell(hide_code=True)
def _(flips, mo):
    _lost = flips[(flips.now == "met") & (flips.proposed == "breached")].groupby("clock").tickets.sum()
    _won = flips[(flips.now == "breached") & (flips.proposed == "met")].groupby("clock").tickets.sum()
    mo.md(
        f"Kept now and broken then: {int(_lost.get('response', 0))} responses, {int(_lost.get('resolution', 0))} "
        f"resolutions. Broken now and kept then: {int(_won.get('response', 0))} responses, "
        f"{int(_won.get('resolution', 0))} resolutions."
    )
    return


@app.cell
def _(attainment, assess_frame, how, pd, package, proposed, tickets):
    pd.concat(
        attainment(assess_frame(tickets, each, **how), by=["priority"]).assign(agreement=name)
        for name, each in {"now": package, "proposed": proposed}.items()
    ).pivot_table(index=["clock", "priority"], columns="agreement", values="attainment").map("{:.1%}".format)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## One incident

    Any figure above can be asked why. The drawing is the library's own: hours, pauses, what was used in time and too
    late.
    """)
    return


@app.cell
def _(Ticket, explain, judged, log, meaning, now, package, pd):
    _waited = (judged.resolution_state == "missed") & (judged.resolution_paused_time > pd.Timedelta(0))
    _short = judged.resolution_completed_at - judged.opened_at < pd.Timedelta(days=8)
    chosen = judged[_waited & _short].sort_values(["priority", "number"]).iloc[0]
    _rows = log[log.number == chosen.number]
    ticket = Ticket.from_statuses(
        zip(_rows.sys_updated_at, _rows.incident_state, _rows.priority, strict=True),
        meaning=meaning,
        id=chosen.number,
        reported_at=chosen.opened_at,
        initial_priority=chosen.at_first,
    ).responded(chosen.touched_at)
    story = explain(ticket, package, at=now)
    story
    return (story,)


@app.cell
def _(mo, story):
    mo.plain_text(str(story))
    return


if __name__ == "__main__":
    app.run()
