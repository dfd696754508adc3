import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # A city's own deadlines

    The City of Boston publishes the requests to its 311 service with the deadline that its own system gave each of
    them. Can a package of a few lines give the same? It is a hard test: real promises, a real calendar, a wall clock
    that changes twice a year, and an answer that somebody else worked out.

    The data are City of Boston open data, *311 Service Requests*, a copy of about 13 January 2016 (PDDL). What is
    shipped is 5,000 requests opened from 21 January to 31 August 2015, chosen by the digest of their number
    (`tests/data/boston311.NOTICE.md`), and what was promised by type of request, as
    `examples/boston311_rules_2015.csv` infers it. Each figure below is of the requests that are read;
    `SLACALC_REQUESTS=FILE` in the environment reads the city's file with its columns `type`, `open_dt`, `target_dt`
    and `closed_dt` instead.
    """)
    return


@app.cell
def _():
    import os

    import altair as alt
    import marimo as mo
    import pandas as pd

    from slacalc import Calendar, Package, Reading, Scheme, Ticket, describe, explain
    from slacalc.frames import assess_frame, attainment, deadline_frame, next_open, working_time

    alt.renderers.enable("svg", raw_svg=True)  # pictures, which need no network
    ROOT = mo.notebook_dir() / ".." / ".."
    REQUESTS = os.environ.get("SLACALC_REQUESTS", ROOT / "tests" / "data" / "boston311_5000.csv.gz")
    RULES = ROOT / "examples" / "boston311_rules_2015.csv"
    BOSTON = "America/New_York"
    CLOCK = {"tz": BOSTON, "ambiguous": True}  # of a repeated hour, the first pass
    KEPT, BROKEN, INK = "#1f6fb2", "#d1453b", "#1f2328"
    return (
        BOSTON,
        BROKEN,
        CLOCK,
        Calendar,
        INK,
        KEPT,
        Package,
        REQUESTS,
        RULES,
        Reading,
        Scheme,
        Ticket,
        alt,
        assess_frame,
        attainment,
        deadline_frame,
        describe,
        explain,
        mo,
        next_open,
        pd,
        working_time,
    )


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## The requests

    Times are those of the city's clock, written without a zone. Nothing guesses which: every call below is told.
    """)
    return


@app.cell
def _(REQUESTS, RULES, pd):
    _names = {"open_dt": "opened", "target_dt": "target", "closed_dt": "closed"}
    requests = pd.read_csv(REQUESTS).rename(columns=_names)
    for _name in _names.values():
        requests[_name] = pd.to_datetime(requests[_name], format="ISO8601")
    if "rule" not in requests:  # the city's file tells the type of a request and not what is promised
        _rules = pd.read_csv(RULES).set_index("type")
        _promised = _rules.amount.astype(str) + " " + _rules.unit.str.replace("_", " ")
        requests["rule"] = requests.type.map(_promised)
        requests = requests[requests.target.notna() & (requests.opened >= "2015-01-21")]
    requests = requests[["opened", "target", "closed", "rule"]].fillna({"rule": "unknown"})
    requests.head()
    return (requests,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## The city's promises as a package

    Monday to Friday, 08:30 to 17:00, without the public holidays of Massachusetts. "5 working days" is read as the
    time at which the clock starts, five working days later; "30 calendar days" as the time of the report, thirty dates
    later.
    """)
    return


@app.cell
def _(BOSTON, Calendar, Package, Reading, Scheme, describe, requests):
    week = Calendar.weekly("Mon-Fri 08:30-17:00", tz=BOSTON)
    hours = week - Calendar.holidays("US", subdiv="MA", tz=BOSTON)
    rules = sorted(rule for rule in requests.rule.unique() if rule != "unknown" and not rule.startswith("0"))
    reading = Reading(working_day="same_time", calendar_day="same_time")
    city = Package(
        name="Boston 311",
        scheme=Scheme({rule: {"resolution": rule} for rule in rules}, reading=reading),
        calendar=hours,
    )
    print(describe(city).partition("\n\nPriorities")[0])
    return city, hours, rules, week


@app.cell
def _(CLOCK, deadline_frame, next_open, pd, requests):
    def utc(column):
        """Return the instants of a column of times of the city's clock."""
        return column.dt.tz_localize(CLOCK["tz"], ambiguous=[True] * len(column))

    def missed_by(package):
        """Return how far each deadline of a package lies from that of the city."""
        due = deadline_frame(requests, package, reported="opened", priority="rule", **CLOCK).resolution_due
        # A promise of no days is due where its clock starts.
        due = due.mask(requests.rule == "0 working days", next_open(requests.opened, package.calendar, **CLOCK))
        due = due.mask(requests.rule == "0 calendar days", utc(requests.opened))
        return (due - utc(requests.target)).abs()

    def alike(package):
        """Tell of each request whether a package gives the city's deadline, to a minute: the city cuts off seconds."""
        return missed_by(package) <= pd.Timedelta(seconds=60)

    return alike, utc


@app.cell
def _(alike, city, mo):
    same = alike(city)
    mo.md(
        f"**{int(same.sum()):,} of {len(same):,} deadlines ({same.mean():.1%}) are the city's own, to the minute.** Of "
        "the 58,223 requests with a deadline in the whole file from 21 January 2015 on it is 55,489 (95.30 %), types "
        "without a rule included: `python examples/boston311_frames.py REQUESTS examples/boston311_rules_2015.csv`."
    )
    return (same,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Every convention counts

    The same promises, read otherwise in one respect each. What looks like a detail costs thousands of deadlines.
    """)
    return


@app.cell
def _(BOSTON, Calendar, KEPT, alike, alt, city, pd, week):
    others = {
        "as above": city,
        "federal holidays only": city.amend(calendar=week - Calendar.holidays("US", tz=BOSTON)),
        "no holidays": city.amend(calendar=week),
        "open until 18:00": city.amend(
            calendar=Calendar.weekly("Mon-Fri 08:30-18:00", tz=BOSTON) - Calendar.holidays("US", subdiv="MA", tz=BOSTON)
        ),
        "a calendar day is 24 hours": city.amend(reading={"calendar_day": "elapsed"}),
        "a working day ends at the close": city.amend(reading={"working_day": "close"}),
        "a working day is 8.5 hours": city.amend(reading={"working_day": "hours", "day_length": "510 minutes"}),
    }
    hits = pd.DataFrame({"convention": list(others), "alike": [int(alike(other).sum()) for other in others.values()]})
    hits["told"] = hits.alike.map("{:,}".format)
    _bars = alt.Chart(hits).encode(
        x=alt.X("alike:Q", title="deadlines that are the city's own, to the minute"),
        y=alt.Y("convention:N", title=None, sort=None, axis=alt.Axis(labelLimit=260)),
    )
    conventions = (
        _bars.mark_bar(color=KEPT) + _bars.mark_text(align="right", dx=-6, color="white").encode(text="told:N")
    ).properties(width=480, height={"step": 26}, title="One convention at a time")
    conventions
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    Where the others lie: by when a request was opened, for promises in working days. A rule that holds in the hours
    and fails at the weekend would show here.
    """)
    return


@app.cell
def _(hours, pd, requests, same):
    _days = pd.DataFrame({"date": requests.opened.dt.date.unique()})
    _days["working"] = _days.date.map(hours.is_working_day)
    _working = requests.opened.dt.date.map(_days.set_index("date").working)
    _clock = requests.opened.dt.strftime("%H:%M")
    opened_when = pd.Series("in the hours", index=requests.index)
    opened_when = opened_when.mask(_clock < "08:30", "before they open").mask(_clock >= "17:00", "after they close")
    opened_when = opened_when.mask(~_working, "holiday").mask(requests.opened.dt.day_of_week >= 5, "weekend")
    _groups = pd.DataFrame({"opened": opened_when, "alike": same})[requests.rule.str.endswith("working days")]
    by_opening = _groups.groupby("opened").alike.agg(requests="count", alike="sum", share="mean")
    by_opening.assign(share=by_opening.share.map("{:.1%}".format))
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## How much of it the city kept

    Judged by its own promises as of the day of the copy. A few requests were closed before they were opened; those
    count as opened when they were closed.
    """)
    return


@app.cell
def _(CLOCK, assess_frame, attainment, city, pd, requests):
    promised = requests[~requests.rule.str.match("0|unknown")]
    promised = promised.assign(reported=promised[["opened", "closed"]].min(axis=1))
    judged = assess_frame(
        promised,
        city,
        at=pd.Timestamp(2016, 1, 13).tz_localize(CLOCK["tz"]),
        reported="reported",
        priority="rule",
        resolved="closed",
        **CLOCK,
    )
    kept = attainment(judged, by=["rule"]).sort_values("tickets", ascending=False)
    kept[["rule", "tickets", "counted", "met", "breached", "open", "attainment", "used_p50", "used_p90"]].head(8)
    return judged, kept


@app.cell
def _(INK, KEPT, alt, attainment, judged, kept):
    frequent = kept.rule.head(4).to_list()
    monthly = attainment(judged[judged.rule.isin(frequent)], by=["rule"], month="reported", reported="reported")
    monthly = monthly.loc[monthly.counted > 0, ["rule", "month", "met", "counted", "attainment"]]
    monthly["told"] = monthly.met.map("{:,} of ".format) + monthly.counted.map("{:,}".format)
    _chart = alt.Chart().encode(y=alt.Y("month:O", title=None))
    _bars = _chart.mark_bar(color=KEPT).encode(
        x=alt.X(
            "attainment:Q", title=None, scale=alt.Scale(domain=[0, 1.9]), axis=alt.Axis(format="%", values=[0, 0.5, 1])
        )
    )
    _counts = _chart.mark_text(align="right", color=INK).encode(x=alt.datum(1.85), text="told:N")
    by_month = (
        alt.layer(_bars, _counts, data=monthly)
        .properties(width=170, height={"step": 20})
        .facet(column=alt.Column("rule:N", title=None, sort=frequent))
        .properties(title="Promises kept, by month of the request")
    )
    by_month
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## What it took

    A promise of N working days, read as the city reads it, allows N times 8 1/2 hours of work. The line is the
    promise; the last bar holds what took longer.
    """)
    return


@app.cell
def _(BROKEN, CLOCK, INK, KEPT, alt, hours, judged, pd, working_time):
    done = judged[
        judged.closed.notna() & judged.rule.isin(["1 working days", "2 working days", "5 working days"])
    ].copy()
    _spent = working_time(done.reported, done.closed, hours, **CLOCK) / pd.Timedelta(hours=1)
    done["from"] = (_spent.clip(upper=67.9) / 2.125) // 1 * 2.125
    done["verdict"] = done.resolution_breached.map({True: "late", False: "in time"})
    counted = done.groupby(["rule", "verdict", "from"], as_index=False).size()
    counted["to"] = counted["from"] + 2.125
    counted["promise"] = counted.rule.str.split().str[0].astype(int) * 8.5
    _histogram = (
        alt.Chart()
        .mark_bar()
        .encode(
            x=alt.X(
                "from:Q",
                bin="binned",
                title="working hours from opening to closing (the last bar: 66 hours and more)",
                scale=alt.Scale(domain=[0, 68]),
                axis=alt.Axis(values=[8.5 * day for day in range(9)], format=".1f"),
            ),
            x2="to:Q",
            y=alt.Y("size:Q", title="requests", axis=alt.Axis(tickCount=3)),
            color=alt.Color(
                "verdict:N",
                title=None,
                scale=alt.Scale(domain=["in time", "late"], range=[KEPT, BROKEN]),
                legend=alt.Legend(orient="top"),
            ),
        )
    )
    _promise = alt.Chart().mark_rule(color=INK, strokeWidth=2).encode(x="mean(promise):Q")
    spent = (
        alt.layer(_histogram, _promise, data=counted)
        .properties(width=560, height=90)
        .facet(row=alt.Row("rule:N", title=None))
        .resolve_scale(y="independent")
        .properties(title="Working time until a request was closed, and the promise")
    )
    spent
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## When breaches are born

    The hour at which the deadlines of the broken promises passed, on the city's clock. What comes in by night or at
    the weekend starts to count at 08:30, and so is due at 08:30 some days later: the dark column.
    """)
    return


@app.cell
def _(BROKEN, CLOCK, alt, judged, pd):
    _births = judged.resolution_breached_at.dropna().dt.tz_convert(CLOCK["tz"])
    births = pd.DataFrame({"weekday": _births.dt.day_name().str[:3], "hour": _births.dt.hour})
    births = births.groupby(["weekday", "hour"], as_index=False).size()
    when = (
        alt.Chart(births)
        .mark_rect()
        .encode(
            x=alt.X(
                "hour:O", title="hour of the day", scale=alt.Scale(domain=list(range(24))), axis=alt.Axis(labelAngle=0)
            ),
            y=alt.Y("weekday:O", title=None, scale=alt.Scale(domain=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])),
            color=alt.Color("size:Q", title="breaches", scale=alt.Scale(range=["#fbe9e7", BROKEN, "#5c0f0a"])),
        )
        .properties(width=560, height=170, title="When breaches are born")
    )
    when
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## One request

    Two working days over a weekend with a public holiday: the clock that the city's system keeps, drawn by the
    library.
    """)
    return


@app.cell
def _(Ticket, city, explain, judged, pd, utc):
    _window = judged.opened.between("2015-02-12", "2015-02-14")  # Monday 16 February was Washington's Birthday
    chosen = judged[_window & (judged.rule == "2 working days") & judged.closed.notna()].sort_values("opened").iloc[-1]
    _opened, _closed = utc(pd.to_datetime(pd.Series([chosen.opened, chosen.closed])))
    ticket = Ticket(
        id=f"Request of {chosen.opened:%d %B}", reported_at=_opened, priority=chosen.rule, resolved_at=_closed
    )
    explain(ticket, city, at=max(_closed, chosen.resolution_due))
    return (chosen,)


@app.cell(hide_code=True)
def _(chosen, mo):
    mo.md(f"The city's own deadline for it: {chosen.target:%A %d %B %Y, %H:%M:%S}.")
    return


if __name__ == "__main__":
    app.run()
