"""Faults that libraries of working time have had, each of which the quick tests must notice.

A fault names itself in a sentence, and says which text of which module it replaces by what. The text stands in its
module once, so that a change of the source that moves a fault is noticed by ``test_faults.py``.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, and the tests that must fail with it."""

    name: str
    """What the faulty library does, as a sentence."""
    file: str
    """Its module, from src/slacalc."""
    text: str
    """What the module says, exactly once."""
    replacement: str
    """What it says with the fault."""
    tests: tuple[str, ...]
    """What is given to pytest, from tests/: files, folders or nodes that take a few seconds."""


# sets of instants -----------------------------------------------------------------------------------------------------

WINDOWS = (
    Fault(
        "windows that touch stay two",
        "windows.py",
        "if edges and start <= edges[-1]:",
        "if edges and start < edges[-1]:",
        ("unit/test_windows.py",),
    ),
    Fault(
        "the complement forgets what comes after the last window",
        "windows.py",
        "return [*head, *edges[1 - len(head) : len(edges) - 1 + len(tail)], *tail]",
        "return [*head, *edges[1 - len(head) : len(edges) - 1]]",
        ("unit/test_windows.py",),
    ),
    Fault(
        "a set that begins with a window is taken to begin outside one",
        "windows.py",
        "    opening = [start] if first % 2 else []",
        "    opening: list[int] = []",
        ("unit/test_windows.py",),
    ),
    Fault(
        "the intersection of two sets is their union",
        "windows.py",
        "return _splice(many, complement(few), keep=1)",
        "return union(left, right)",
        ("unit/test_windows.py",),
    ),
    Fault(
        "weekly hours of one zone are joined where their overlap is asked for",
        "expression.py",
        "neutral=ALWAYS, absorbing=NEVER, merge=windows.intersection",
        "neutral=ALWAYS, absorbing=NEVER, merge=windows.union",
        ("unit/test_expression.py",),
    ),
    Fault(
        "outside one calendar or another means outside either, not outside both",
        "expression.py",
        "            return intersection(map(complement, parts))",
        "            return union(map(complement, parts))",
        ("unit/test_expression.py",),
    ),
    Fault(
        "a span of time is added where it should be subtracted",
        "calendar.py",
        "ex.intersection([parts[0], ex.complement(parts[1])])",
        "ex.union([parts[0], ex.complement(parts[1])])",
        ("unit/test_calendar.py", "unit/test_questions.py"),
    ),
    Fault(
        "calendars of two zones are equal where their hours read alike",
        "calendar.py",
        "return self._node == other._node and self._zones == other._zones",
        "return self._node == other._node",
        ("unit/test_calendar.py", "unit/test_questions.py"),
    ),
)

# clocks that are put forward and back ---------------------------------------------------------------------------------

ZONES = (
    Fault(
        "the end points of a window are converted, not the stretches between changes of the offset",
        "zones.py",
        """\
        for start, end, offset in self.stretches():
            append(edges, [wall - offset for wall in within(start + offset, end + offset)])
        return edges
""",
        """\
        first, last = self.wall(self.start), self.wall(self.end - 1) + 1
        append(edges, [self.instant(wall) for wall in within(first, last)])
        return edges
""",
        ("unit/test_zones.py",),
    ),
    Fault(
        "an hour that the clock repeats counts once",
        "zones.py",
        "append(edges, [wall - offset for wall in within(start + offset, end + offset)])",
        "append(edges, [wall - offset for wall in within(max(start + offset, self.wall(start - 1)), end + offset)])",
        ("unit/test_zones.py",),
    ),
    Fault(
        "a wall time that the clock repeats is its second pass",
        "zones.py",
        "        stretch = min(bisect_right(self._ends, wall), len(self._ends) - 1)\n",
        "        begun = [at + offset <= wall for at, offset in zip(self._starts, self._offsets, strict=True)]\n"
        "        stretch = max(sum(begun), 1) - 1\n",
        ("unit/test_zones.py",),
    ),
    Fault(
        "a wall time that the clock skips is read with the offset after the jump",
        "zones.py",
        "return max(self._starts[stretch], wall - self._offsets[stretch])",
        "return wall - self._offsets[stretch]",
        ("unit/test_zones.py",),
    ),
    Fault(
        "the fold of a datetime that comes in is ignored",
        "instants.py",
        "passed = at - _EPOCH if type(at) is datetime else _since(at, _EPOCH)",
        "passed = _since(at.replace(fold=0) if isinstance(at, datetime) else at, _EPOCH)",
        ("unit/test_instants.py",),
    ),
    Fault(
        "the fold of a datetime that goes out is lost",
        "instants.py",
        "_WITH_FOLD = 4",
        "_WITH_FOLD = 3",
        ("unit/test_instants.py",),
    ),
    Fault(
        "a naive datetime is taken for UTC",
        "instants.py",
        "passed = at - _EPOCH if type(at) is datetime else _since(at, _EPOCH)",
        "passed = _since(at.replace(tzinfo=UTC) if getattr(at, 'tzinfo', UTC) is None else at, _EPOCH)",
        ("unit/test_instants.py",),
    ),
    Fault(
        "an amount of time passes through a float",
        "instants.py",
        "return (value.days * 86_400 + value.seconds) * SECOND + value.microseconds",
        "return round(value.total_seconds() * SECOND)",
        ("unit/test_instants.py",),
    ),
    Fault(
        "a datetime is taken for its date",
        "instants.py",
        "if isinstance(day, datetime) or not isinstance(day, date):",
        "if not isinstance(day, date):",
        ("unit/test_instants.py",),
    ),
    Fault(
        "two changes of an offset within two months are seen as none",
        "zones.py",
        "PROBE = 3 * DAY",
        "PROBE = 60 * DAY",
        ("unit/test_zones.py",),
    ),
)

# weekly hours ---------------------------------------------------------------------------------------------------------

HOURS = (
    Fault(
        "24:00 is no time of day",
        "hours.py",
        "second < 60 and value <= DAY:",
        "second < 60 and value < DAY:",
        ("unit/test_hours.py",),
    ),
    Fault(
        "24:00 is written back as 00:00",
        "hours.py",
        "time_text(end if end <= DAY else end - DAY)",
        "time_text(end if end < DAY else end - DAY)",
        ("unit/test_hours.py",),
    ),
    Fault(
        "an overnight window belongs to the day on which it ends",
        "hours.py",
        "return (start, end) if start < end else (start, end + DAY)",
        "return (start, end) if start < end else (start - DAY, end)",
        ("unit/test_hours.py",),
    ),
    Fault(
        "the night shift of Sunday ends at midnight",
        "hours.py",
        "for start, end in windows if end > WEEK]",
        "for start, end in windows if start > WEEK]",
        ("unit/test_hours.py",),
    ),
    Fault(
        "the last day of a range of days is left out",
        "hours.py",
        "for step in range((last - first) % 7 + 1)]",
        "for step in range((last - first) % 7 or 1)]",
        ("unit/test_hours.py",),
    ),
    Fault(
        "windows of one day that touch are refused as an overlap",
        "hours.py",
        "if later[0] < earlier[1]:",
        "if later[0] <= earlier[1]:",
        ("unit/test_hours.py",),
    ),
    Fault(
        "shifts of the week stand one day too early",
        "compiler.py",
        "leaf.week[(day + 3) % 7]",
        "leaf.week[(day + 4) % 7]",
        ("unit/test_compiler.py",),
    ),
    Fault(
        "the hours of Monday morning are lost where Sunday runs into them",
        "compiler.py",
        "(start - _MONDAY) // WEEK - 1, (end - _MONDAY) // WEEK + 2",
        "(start - _MONDAY) // WEEK, (end - _MONDAY) // WEEK + 1",
        ("unit/test_compiler.py",),
    ),
)

# public holidays ------------------------------------------------------------------------------------------------------

HOLIDAYS = (
    Fault(
        "a substitute day in the neighbouring year is dropped",
        "holidays.py",
        "asked = range(max(missing[0] - 1, 1), min(missing[-1] + 1, 9999) + 1)",
        "asked = range(missing[0], missing[-1] + 1)",
        ("unit/test_holidays.py",),
    ),
    Fault(
        "the policies for substitute days are swapped",
        "holidays.py",
        'found = build(years, substitutes != "actual")',
        'found = build(years, substitutes == "actual")',
        ("unit/test_holidays.py",),
    ),
    Fault(
        "a year without holiday data is a year without holidays",
        "holidays.py",
        "self._years[year] = Year(days, names, year not in unknown)",
        "self._years[year] = Year(days, names, True)",
        ("unit/test_holidays.py",),
    ),
    Fault(
        "a holiday cuts nothing of a night shift",
        "compiler.py",
        "leaf.shifts is not None else ((0, DAY),)",
        "leaf.shifts is not None else ((DAY // 4, 3 * DAY // 4),)",
        ("unit/test_compiler.py",),
    ),
    Fault(
        "a date to skip leaves out the shift that ends on it",
        "compiler.py",
        "days = [day for day in range(first, last) if day not in skipped]",
        "days = [day for day in range(first, last) if day + 1 not in skipped]",
        ("unit/test_compiler.py",),
    ),
    Fault(
        "no warning is given where only the answer lies beyond the holiday data",
        "questions.py",
        "if not desk.knows_holidays(start, end):",
        "if not desk.knows_holidays(start, start):",
        ("unit/test_calendar.py", "unit/test_questions.py"),
    ),
    Fault(
        "no warning is given for a resolution beyond the holiday data",
        "assessment.py",
        "if response.beyond_holiday_data or resolution.beyond_holiday_data or any(",
        "if response.beyond_holiday_data or any(",
        ("unit/test_assessment.py",),
    ),
)

# arithmetic -----------------------------------------------------------------------------------------------------------

ARITHMETIC = (
    Fault(
        "the instant of closing is open",
        "timeline.py",
        "return opened > 0 and at < self.closing(opened - 1)",
        "return opened > 0 and at <= self.closing(opened - 1)",
        ("unit/test_timeline.py",),
    ),
    Fault(
        "the next opening after a closing is that closing",
        "timeline.py",
        "if opened and at < self.closing(opened - 1):",
        "if opened and at <= self.closing(opened - 1):",
        ("unit/test_timeline.py",),
    ),
    Fault(
        "working time that runs out at closing is due at the next opening",
        "timeline.py",
        "window = bisect_left(self.totals, total) - 1",
        "window = min(bisect_right(self.totals, total), len(self.opens)) - 1",
        ("unit/test_timeline.py",),
    ),
    Fault(
        "subtracting gives the earliest start, not the latest",
        "timeline.py",
        "window = bisect_right(self.totals, total) - 1",
        "window = max(bisect_left(self.totals, total), 1) - 1",
        ("unit/test_timeline.py",),
    ),
    Fault(
        "no time added to a closed instant gives the next opening",
        "timeline.py",
        "return self.subtract(at, -amount) if amount else at",
        "return self.subtract(at, -amount) if amount else self.next_open(at)",
        ("unit/test_timeline.py",),
    ),
    Fault(
        "working time backwards is positive",
        "questions.py",
        "desk.standard.rank(last) - desk.standard.rank(first)",
        "desk.standard.rank(high) - desk.standard.rank(low)",
        ("unit/test_calendar.py", "unit/test_questions.py"),
    ),
    Fault(
        "a window that closes where a range begins meets the range",
        "timeline.py",
        "first = self._closed_by(start, bisect_right(self.opens, start))",
        "first = self._closed_by(start - 1, bisect_right(self.opens, start))",
        ("unit/test_timeline.py",),
    ),
    Fault(
        "what no working time reaches is answered by where the search ended",
        "timeline.py",
        "            raise Beyond(1, missing=total - self.totals[-1])\n",
        "            return self.end\n",
        ("unit/test_timeline.py",),
    ),
)

# working days ---------------------------------------------------------------------------------------------------------

DAYS = (
    Fault(
        "a night shift makes the day on which it ends a working day",
        "daybook.py",
        "days = [clock.day(at) for at in windows.opens]",
        "days = [clock.day(windows.closing(at)) for at in range(len(windows.opens))]",
        ("unit/test_daybook.py",),
    ),
    Fault(
        "the lunch break is the close of the day",
        "daybook.py",
        "return self._windows.closing(self._first[self._at(day) + 1] - 1)",
        "return self._windows.closing(self._first[self._at(day)])",
        ("unit/test_daybook.py",),
    ),
    Fault(
        "the first working day after a Saturday is Tuesday",
        "daybook.py",
        "wanted = bisect_right(self._days, self._known(day)) + number - 1",
        "wanted = bisect_left(self._days, self._known(day)) + number",
        ("unit/test_daybook.py",),
    ),
    Fault(
        "the end of a range of working days is counted",
        "daybook.py",
        "return self._at(end) - self._at(start)",
        "return self._at(end + 1) - self._at(start)",
        ("unit/test_daybook.py",),
    ),
    Fault(
        "a window of exactly one day and one night is cut at midnight",
        "daybook.py",
        "clock.wall(end - 1) + 1 - clock.wall(start) > DAY",
        "clock.wall(end - 1) + 1 - clock.wall(start) >= DAY",
        ("unit/test_daybook.py",),
    ),
    Fault(
        "a short window over a date that the clock skipped is no window of more than a day",
        "daybook.py",
        "return end - start > DAY - clock.spread and",
        "return end - start > DAY // 2 and",
        ("unit/test_daybook.py",),
    ),
)

# what the words of a promise mean -------------------------------------------------------------------------------------

RULES = (
    Fault(
        "day zero is the date of the report though the desk was closed",
        "rules.py",
        'desk.clock.day(desk.covered.next_open(at) if receipt == "opening" else at)',
        "desk.clock.day(at)",
        ("unit/test_rules.py",),
    ),
    Fault(
        "inclusive days are counted from the day after day zero",
        "reading.py",
        "return rules.WorkingDays(number - 1, self.receipt)",
        "return rules.WorkingDays(number, self.receipt)",
        ("unit/test_reading.py",),
    ),
    Fault(
        "a week is not rolled to a working day",
        "reading.py",
        "return rules.CalendarDays(7 * number, self.receipt)",
        "return rules.CalendarDaysSameTime(7 * number)",
        ("unit/test_reading.py",),
    ),
    Fault(
        "a week that ends on a holiday is rolled backwards",
        "rules.py",
        "desk.days.add(day_zero(desk, at, self.receipt) + self.days, 0)",
        "desk.days.add(day_zero(desk, at, self.receipt) + self.days + 1, -1)",
        ("unit/test_rules.py",),
    ),
    Fault(
        "the same day is that of UTC",
        "rules.py",
        "        day = desk.clock.day(at)\n        close = _close_after(desk, day, at)",
        "        day = at // DAY\n        close = _close_after(desk, day, at)",
        ("unit/test_rules.py",),
    ),
    Fault(
        "midnight is that of UTC",
        "rules.py",
        "return desk.clock.next_midnight(at)",
        "return (at // DAY + 1) * DAY",
        ("unit/test_rules.py",),
    ),
    Fault(
        "a report at closing is due at that closing",
        "rules.py",
        "if desk.days.is_working(day) and at < desk.days.closing(day):",
        "if desk.days.is_working(day) and at <= desk.days.closing(day):",
        ("unit/test_rules.py",),
    ),
    Fault(
        "hours that run out at closing go on to the close of the next day",
        "rules.py",
        'on.land(DayClose("close"), on.add(report, self.amount) - 1)',
        'on.land(DayClose("close"), on.add(report, self.amount))',
        ("unit/test_rules.py",),
    ),
    Fault(
        "the same time of day is promised to a report that came in the evening",
        "rules.py",
        "if starts > day or not desk.days.is_working(day):",
        "if not desk.days.is_working(day):",
        ("unit/test_rules.py",),
    ),
    Fault(
        "exactly the minimum of working time left is too little",
        "rules.py",
        "return on.where(on.rank(close) >= enough, close,",
        "return on.where(on.rank(close) > enough, close,",
        ("unit/test_rules.py",),
    ),
    Fault(
        "elapsed hours wait for the opening",
        "rules.py",
        "return report if rule.elapsed else on.receipt(report)",
        "return on.receipt(report)",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "the lower mark of a range is its deadline",
        "reading.py",
        "return Marks(self._rule(target, response), None if",
        "return Marks(self._rule(lower or target, response), None if",
        ("unit/test_reading.py",),
    ),
)

# packages and booked cover --------------------------------------------------------------------------------------------

PACKAGES = (
    Fault(
        "cover on a Saturday makes it a working day",
        "desk.py",
        "return Daybook(self.standard, self.clock)",
        "return Daybook(self.covered, self.clock)",
        ("unit/test_desk.py",),
    ),
    Fault(
        "cover makes a deadline later",
        "reckoning.py",
        "return engine(desk, response=covered), engine(desk.uncovered, response=bare)",
        "return (engine(desk, response=covered),)",
        ("unit/test_reckoning.py",),
    ),
    Fault(
        "cover is known before it is booked",
        "packages.py",
        "return len(self.cover) if at is None else bisect_right(self._bookings, at)",
        "return len(self.cover)",
        ("unit/test_packages.py",),
    ),
    Fault(
        "an estimate is a deadline",
        "packages.py",
        "            marks and marks.due,\n",
        "            (marks and marks.due) or (estimate and estimate.due),\n",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "the hours of a promise's own are ignored",
        "packages.py",
        "return (promise.calendar if promise else None) or level.calendar or self.calendar",
        "return level.calendar or self.calendar",
        ("unit/test_packages.py",),
    ),
    Fault(
        "before any priority is set the promise of the most urgent one runs",
        "packages.py",
        'shares = clock == "response" and all(self._is_alike(first, other) for other in others)',
        'shares = clock == "response"',
        ("unit/test_packages.py",),
    ),
)

# documents ------------------------------------------------------------------------------------------------------------

DOCUMENTS = (
    Fault(
        "the last day of a closure is a working day",
        "tables.py",
        "return 0 if timed else (self.end - self.start).days + 1",
        "return 0 if timed else (self.end - self.start).days or 1",
        ("unit/test_documents.py",),
    ),
    Fault(
        "a document that changes one term of an extended priority loses the others",
        "documents.py",
        "merged = {**inherited, **said}",
        "merged = {**said}",
        ("unit/test_documents.py",),
    ),
    Fault(
        "holidays beside hours of one's own are worked",
        "terms.py",
        'found = self.less(self.block(table.hours, zone, (*path, "hours")), table, zone, path)',
        'found = self.block(table.hours, zone, (*path, "hours"))',
        ("unit/test_terms.py",),
    ),
    Fault(
        "what a union is closed on closes only its last part",
        "terms.py",
        "return open_in_all([hours], except_in=[*closed, *cuts])",
        "return open_in_all([hours], except_in=[*closed])",
        ("unit/test_terms.py",),
    ),
    Fault(
        "calendars of which any is to be open are to be open together",
        "terms.py",
        'return open_in_any(self.blocks(table.any_, zone, (*path, "any")))',
        'return open_in_all(self.blocks(table.any_, zone, (*path, "any")))',
        ("unit/test_terms.py",),
    ),
    Fault(
        "each part of a union is read by the clock of the package",
        "terms.py",
        "        zone = table.tz or tz\n        cuts = ",
        "        zone = tz\n        cuts = ",
        ("unit/test_terms.py",),
    ),
    Fault(
        "a span written in the repeated hour comes back an hour earlier",
        "blocks.py",
        "return local if civil(local, tz) == at else written(at)",
        "return local",
        ("unit/test_blocks.py", "unit/test_dumps.py"),
    ),
    Fault(
        "a closure that ends at midnight is written as one that lasts the next day as well",
        "blocks.py",
        "until = until.date() - timedelta(days=1)",
        "until = until.date()",
        ("unit/test_blocks.py",),
    ),
    Fault(
        "the substitutes policy of a holiday region is lost when it is written",
        "blocks.py",
        'policy = {} if node.substitutes == "both" else {"substitutes": node.substitutes}',
        "policy: dict[str, str] = {}",
        ("unit/test_blocks.py",),
    ),
    Fault(
        "a duplicate key of a JSON document wins silently",
        "formats.py",
        "if len(found) < len(pairs):",
        "if not pairs:",
        ("unit/test_formats.py",),
    ),
    Fault(
        "NaN passes for a number",
        "formats.py",
        "object_pairs_hook=_unique, parse_constant=_no_number",
        "object_pairs_hook=_unique",
        ("unit/test_formats.py",),
    ),
    Fault(
        "a dumped document leaves the order of work to the order of its keys",
        "dumps.py",
        'for key in ("rank", "title", "description", "chargeable")',
        'for key in ("title", "description", "chargeable")',
        ("unit/test_dumps.py",),
    ),
    Fault(
        "thresholds of a promise's own are lost when it is written",
        "dumps.py",
        "if not own and promise.thresholds == (75,):",
        "if not own:",
        ("unit/test_dumps.py",),
    ),
    Fault(
        "only the first fault of a document is told",
        "faults.py",
        "found = faults.errors(include_url=False)",
        "found = faults.errors(include_url=False)[:1]",
        ("unit/test_documents.py",),
    ),
)

# a ticket's history ---------------------------------------------------------------------------------------------------

HISTORY = (
    Fault(
        "events after the instant asked about are seen",
        "history.py",
        "told = _told(events, until)",
        "told = _told(events, None)",
        ("unit/test_history.py",),
    ),
    Fault(
        "an event at the instant asked about is not seen",
        "history.py",
        "if e.instant <= until and (",
        "if e.instant < until and (",
        ("unit/test_history.py",),
    ),
    Fault(
        "a ticket that waits to be logged runs from its report",
        "history.py",
        "waits = Kind.UNLOGGED in known or Kind.LOGGED in known",
        "waits = Kind.LOGGED in known",
        ("unit/test_history.py",),
    ),
    Fault(
        "a resolution leaves the response open",
        "cycles.py",
        "return min(life.responded, fulfilled)",
        "return life.responded",
        ("unit/test_history.py", "unit/test_assessment.py"),
    ),
    Fault(
        "a resolved ticket goes on waiting",
        "stages.py",
        (
            "            self.pauses.append((self._waiting.instant, event.instant))\n            self._waiting = None\n"
            "        if event.kind is Kind.CLOSED"
        ),
        "            pass\n        if event.kind is Kind.CLOSED",
        ("unit/test_history.py",),
    ),
    Fault(
        "a pause stops the response too",
        "cycles.py",
        "return pauses if clock in handling.pauses else ()",
        "return pauses if handling.pauses else ()",
        ("unit/test_handling.py",),
    ),
    Fault(
        "a change of priority starts the response again",
        "cycles.py",
        'if clock != "resolution" or handling.priority_change != "from_change":',
        'if handling.priority_change != "from_change":',
        ("unit/test_handling.py",),
    ),
    Fault(
        "the first setting of a priority starts the resolution again",
        "cycles.py",
        "changed_at = names[-1][0] if len(names) > 1 and names[-2][1] is not None else NEVER",
        "changed_at = names[-1][0] if len(names) > 1 else NEVER",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "pauses that overlap are counted twice",
        "tickets.py",
        'waits = normal(map(_pause, first_of(pauses, MOST_EVENTS, "pauses of one ticket")))',
        "waits = [edge for pause in pauses for edge in _pause(pause)]",
        ("unit/test_tickets.py",),
    ),
    Fault(
        "events of one instant are taken by kind, whatever their sequence",
        "events.py",
        "place = *self.place, _PLACES[self.kind]",
        "place = self.instant, _PLACES[self.kind], self.sequence or 0",
        ("unit/test_tickets.py",),
    ),
)

# verdicts -------------------------------------------------------------------------------------------------------------

VERDICTS = (
    Fault(
        "what is done at the deadline is late",
        "verdicts.py",
        "late = (due < run.until) & (before.at == NEVER)",
        "late = (due <= run.until) & (before.at == NEVER)",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "a second breach takes the place of the first",
        "verdicts.py",
        "late = (due < run.until) & (before.at == NEVER)",
        "late = due < run.until",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "a breach by a late upgrade is dated before the upgrade",
        "verdicts.py",
        "since = where(due > run.since, due, run.since)",
        "since = due",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "a downgrade erases a breach",
        "reckoning.py",
        "_outcome(term, run, _before(package, clock, earlier))",
        "_outcome(term, run, KEPT)",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "an aim is counted as contract",
        "reckoning.py",
        "return Clock(clock, promise.commitment, term.desks.tz, *told)",
        'return Clock(clock, "contract", term.desks.tz, *told)',
        ("unit/test_reckoning.py",),
    ),
    Fault(
        "a deadline that a pause moved to closing time stays there where it should land at the next opening",
        "verdicts.py",
        "landed(rule, on, hours.add(at, shift))",
        "hours.add(at, shift)",
        ("unit/test_assessment.py::test_a_moved_deadline_lands_where_its_reading_says",),
    ),
    Fault(
        "a pause counts in closed time too",
        "verdicts.py",
        "inside = hours.rank(on.later(end, report)) - hours.rank(on.later(begin, report))",
        "inside = on.later(end, report) - on.later(begin, report)",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "a pause before the report counts",
        "verdicts.py",
        "inside = hours.rank(on.later(end, report)) - hours.rank(on.later(begin, report))",
        "inside = hours.rank(end) - hours.rank(begin)",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "a pause that begins at the deadline moves it",
        "verdicts.py",
        "shift = on.where(begin < at, inside, 0)",
        "shift = on.where(begin <= at, inside, 0)",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "a pause after the deadline moves it",
        "verdicts.py",
        "shift = on.where(begin < at, inside, 0)",
        "shift = inside",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "an open pause counts twice, as over and as open",
        "cycles.py",
        "return ((*before, (begin, ends)), None) if is_over else (tuple(before), begin)",
        "return (*before, (begin, ends)), None if is_over else begin",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "an open pause that began after the deadline hides that it has passed",
        "verdicts.py",
        "return at if run.waiting is None or not moves(rule) else on.where(run.waiting < at, NEVER, at)",
        "return at if run.waiting is None or not moves(rule) else on.where(run.waiting < NEVER, NEVER, at)",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "the instant of risk is rounded up",
        "verdicts.py",
        "used = on.later(measure, 0) * percent // 100",
        "used = -(-on.later(measure, 0) * percent // 100)",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "the last threshold of a promise gives its risk",
        "verdicts.py",
        "for each in term.promise.thresholds]",
        "for each in term.promise.thresholds[::-1]]",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "a clock at the instant of its start has not started",
        "verdicts.py",
        "not_started=run.until < started_at,",
        "not_started=run.until <= started_at,",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "a clock at the instant of risk is not at risk",
        "verdicts.py",
        "at_risk=run.until >= thresholds[0],",
        "at_risk=run.until > thresholds[0],",
        ("unit/test_assessment.py",),
    ),
)

# lives of tickets ----------------------------------------------------------------------------------------------------

LIVES = (
    Fault(
        "the time spent resolved counts against the promise",
        "cycles.py",
        'if handling.reopen == "continue":\n        return ()',
        'if handling.reopen != "restart":\n        return ()',
        ("conformance/test_lives.py",),
    ),
    Fault(
        "a restart forgets that there was an earlier cycle",
        "reckoning.py",
        "return last if not earlier else replace(last, cycles=tuple(earlier))",
        "return last",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "a cancellation fulfils the response",
        "cycles.py",
        "next((over.since for over in life.overs if over.kind is not Kind.CANCELLED), NEVER)",
        "next((over.since for over in life.overs), NEVER)",
        ("conformance/test_lives.py", "unit/test_assessment.py"),
    ),
    Fault(
        "a transfer counts as resolution whatever the contract says",
        "history.py",
        'over.kind is Kind.TRANSFERRED and handling.transfer == "resolved"',
        "over.kind is Kind.TRANSFERRED",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "pauses move an agreed deadline",
        "rules.py",
        "return not isinstance(rule, Agreed | DateEnd)",
        "return not isinstance(rule, DateEnd)",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "an agreed deadline rules over every target",
        "reckoning.py",
        "if run.agreed is not None and (run.agreed.overrides or term.is_by_agreement):",
        "if run.agreed is not None:",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "a new agreement is taken for one that was in force before",
        "cycles.py",
        "if agreed.at <= since)",
        "if agreed.at <= NEVER)",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "an event counts from when it happened, though nobody knew",
        "history.py",
        "(e.recorded is None or e.recorded <= until)",
        "(e.recorded is None or e.recorded)",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "the next reply runs from the last unanswered message",
        "cycles.py",
        "asked = asked or message",
        "asked = message",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "thanks for a resolution are a question",
        "cycles.py",
        "if asked is not None and not _is_afterword(life, asked):",
        "if asked is not None:",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "what was over before a reply was asked for stops it not",
        "cycles.py",
        "for over in life.overs if begins < over.until <= until)",
        "for over in life.overs if begins <= over.since and over.until <= until)",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "messages of one instant count the customer's first",
        "history.py",
        "    for event in told:\n        if event.kind in _WRITTEN:",
        "    for event in sorted(told, key=lambda event: event.order[::2]):\n        if event.kind in _WRITTEN:",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "a priority there and back at one instant is a change",
        "history.py",
        "for instant, priority in {event.instant: event.priority for event in changes}.items():",
        "for instant, priority in [(event.instant, event.priority) for event in changes]:",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "what was answered before the logging is measured from the logging",
        "cycles.py",
        "if report > ends:",
        "if report == NEVER:",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "a cancellation takes the turns before it too",
        "cycles.py",
        "[*found[:-1], _cancelled(found[-1])]",
        "[_cancelled(cycle) for cycle in found]",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "a turn that a cancellation ended does not say so",
        "cycles.py",
        "None if done else over.kind, cycle.stops, cancelled)",
        "None if done else over.kind, cycle.stops)",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "a grid counts its periods by the priority at the message",
        "reckoning.py",
        "run = Run(priority, *then[1:-1], periods)",
        "run = Run(*then[:-1], periods)",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "updates on a grid are due one period too late",
        "reckoning.py",
        "    return high + 1\n",
        "    return high + 2\n",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "work in booked cover is no work out of hours",
        "verdicts.py",
        "return used[0] - used[1]",
        "return 0",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "a clock ticks at the instant of closing",
        "verdicts.py",
        "is_open = hours.rank(run.until + 1) > reached",
        "is_open = hours.rank(run.until) > hours.rank(run.until - 1)",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "a pause in closed time is told as a pause",
        "stretches.py",
        "if not elapsed and not contains(cover_edges, start):",
        "if wait is None and not elapsed and not contains(cover_edges, start):",
        ("unit/test_explanation.py",),
    ),
    Fault(
        "a stretch in booked cover is skipped",
        "stretches.py",
        "yield Stretch(start, end, why, True, tz)",
        'yield Stretch(start, end, why, why == "open", tz)',
        ("unit/test_explanation.py",),
    ),
    Fault(
        "an excuse counts before it was given",
        "history.py",
        "for event in known.get(Kind.EXCUSED, ())]",
        "for event in events if event.kind is Kind.EXCUSED]",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "the time waited before a resolution is lost with it",
        "stages.py",
        "event)\n            self.pauses.append((self._waiting.instant, event.instant))\n"
        "            self._waiting = None\n        if event.kind is Kind.CLOSED",
        "event)\n            self._waiting = None\n        if event.kind is Kind.CLOSED",
        ("unit/test_stages.py",),
    ),
    Fault(
        "an open pause holds a clock that it does not stop",
        "cycles.py",
        "    return pauses if clock in handling.pauses else ()\n",
        "    return pauses if clock in handling.pauses or (pauses and pauses[-1][1] == NEVER) else ()\n",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "pauses that touch are two",
        "cycles.py",
        "        waits = tuple(pairs(normal(waits)))\n",
        "        waits = tuple(sorted(waits))\n",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "a priority that was in force only while the ticket was over is judged",
        "cycles.py",
        "if ends < since:",
        "if ends < 0:",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "a downgrade while the ticket is resolved erases a breach that reopening brings back",
        "cycles.py",
        'if handling.reopen == "continue":\n        return ends',
        'if handling.reopen == "restart":\n        return ends',
        ("unit/test_cycles.py",),
    ),
    Fault(
        "what no message started outlives a transfer",
        "cycles.py",
        "if last is None or last.until < NEVER or last.kind is Kind.RESOLVED:",
        "if last is None or last.until < NEVER or last.kind is not Kind.CANCELLED:",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "a cancellation loses the breach before it",
        "verdicts.py",
        "late = (due < run.until) & (before.at == NEVER)",
        "late = (due < run.until) & (before.at == NEVER) & (run.cancelled == 0)",
        ("unit/test_handling.py",),
    ),
    Fault(
        "a threshold is measured from the change of priority",
        "verdicts.py",
        "stretch = started_at, unpaused, end - begin",
        "stretch = on.later(run.since, started_at), unpaused, end - begin",
        ("unit/test_handling.py",),
    ),
    Fault(
        "updates of a named day are measured from the first, as if there were a grid",
        "reckoning.py",
        "return Run(run.priority, cycle.begins, *run[2:])",
        "return run",
        ("unit/test_reckoning.py",),
    ),
    Fault(
        "of two agreements at one instant the one told first rules",
        "events.py",
        "self.recorded, self.overrides])",
        "self.recorded])",
        ("unit/test_events.py",),
    ),
    Fault(
        "an estimate of the ticket's own goes with a change of priority",
        "cycles.py",
        "_estimated(life, ends) if",
        "_estimated(life, ends) if len(turns) == 1 and",
        ("conformance/test_lives.py", "unit/test_cycles.py"),
    ),
    Fault(
        "a deadline that was agreed later rules from the report on",
        "cycles.py",
        "if agreed.at <= since), None)",
        "if agreed.at <= NEVER), None)",
        ("conformance/test_lives.py", "unit/test_cycles.py", "unit/test_assessment.py"),
    ),
)

# the command ----------------------------------------------------------------------------------------------------------

COMMAND = (
    Fault(
        "a file in cp1252 is read as UTF-8 with marks for what cannot be read",
        "cli/reading_files.py",
        "return data.decode(encoding), encoding",
        'return data.decode(encoding, "replace"), encoding',
        ("cli/test_reading_files.py",),
    ),
    Fault(
        "which number of an ambiguous date is the day is guessed",
        "cli/times.py",
        "if self.dates is None and max(first, second) <= 12 and first != second:",
        "if self.dates is None and max(first, second) <= 0:",
        ("cli/test_times.py",),
    ),
    Fault(
        "a date of December is not ambiguous",
        "cli/times.py",
        "if self.dates is None and max(first, second) <= 12 and first != second:",
        "if self.dates is None and max(first, second) < 12 and first != second:",
        ("cli/test_times.py",),
    ),
    Fault(
        "a time in a repeated hour is its second pass",
        "cli/times.py",
        "return Told(moment(civil(local, self.tz), self.tz), True)",
        "return Told(second, True)",
        ("cli/test_times.py",),
    ),
    Fault(
        "an offset west of Greenwich is taken for one east of it",
        "cli/times.py",
        'return timezone(-amount if offset[0] == "-" else amount)',
        "return timezone(amount)",
        ("cli/test_times.py",),
    ),
    Fault(
        "noon is midnight",
        "cli/times.py",
        'return hour % 12 + (12 if half in "Pp" else 0)',
        'return (hour + (12 if half in "Pp" else 0)) % 24',
        ("cli/test_times.py",),
    ),
    Fault(
        "a bad row takes the others with it",
        "cli/rows.py",
        "            return Fault(line, str(fault), id_)",
        '            raise InputError(f"line {line}, {fault}") from None',
        ("cli/test_rows.py",),
    ),
    Fault(
        "a stray quote swallows the rows after it",
        "cli/reading_files.py",
        "                    ends = index + 1\n                    break\n",
        "                    ends = len(self.lines)\n                    break\n",
        ("cli/test_reading_files.py",),
    ),
    Fault(
        "aims are counted among what the contract promises",
        "cli/summary.py",
        '(priority, clock.name, clock.commitment or "contract")',
        '(priority, clock.name, "contract")',
        ("cli/test_assess.py",),
    ),
    Fault(
        "estimates are compared by what the wall clock reads",
        "cli/summary.py",
        "if micros(clock.completed_at or at) > micros(estimate):",
        "if (clock.completed_at or at) > estimate:",
        ("cli/test_assess.py",),
    ),
)

# what is said of a package -------------------------------------------------------------------------------------------

CHECKED = (
    Fault(
        "a resolution that falls due with the response is said to come before it",
        "lint.py",
        "if resolved < answered < NEVER)",
        "if resolved <= answered < NEVER)",
        ("unit/test_lint.py",),
    ),
    Fault(
        "a lower priority that is as fast as a higher one is said to be faster",
        "lint.py",
        "if due < latest[at][0])",
        "if due <= latest[at][0])",
        ("unit/test_lint.py",),
    ),
    Fault(
        "eight hours of a desk that never closes are taken for a day",
        "lint.py",
        "    if in_days or usual < 2 * meant:",
        "    if in_days or usual:",
        ("unit/test_lint.py",),
    ),
    Fault(
        "cover that begins just when its notice has passed is said to be late",
        "lint.py",
        "            if due > window.opens:",
        "            if due >= window.opens:",
        ("unit/test_lint.py",),
    ),
    Fault(
        "cover that adds time to the hours of one promise is said to add nothing",
        "lint.py",
        "all(_open_time(owner, window.opens, window.closes) == size for owner in owners)",
        "any(_open_time(owner, window.opens, window.closes) == size for owner in owners)",
        ("unit/test_lint.py",),
    ),
    Fault(
        "a deadline inside the dates of a closure is said to run over them",
        "lint.py",
        "if report <= first and last <= due < NEVER)",
        "if report <= first <= due < NEVER)",
        ("unit/test_lint.py",),
    ),
    Fault(
        "another reading is told though it gives the same date",
        "lint.py",
        "[value for value in found if NEVER != found[value][at] != due]",
        "[value for value in found if NEVER != found[value][at]]",
        ("unit/test_lint.py",),
    ),
    Fault(
        "an example is of a report outside the hours though one inside would do",
        "samples.py",
        "return at not in plain, at not in open_, roundness,",
        "return at not in plain, False, roundness,",
        ("unit/test_samples.py",),
    ),
    Fault(
        "a week before a public holiday is a usual one",
        "samples.py",
        ">= first + 14), monday)",
        ">= first + 7), monday)",
        ("unit/test_samples.py",),
    ),
    Fault(
        "the examples are of the year of the first closure",
        "samples.py",
        "return day_of(max(begun) // DAY).year",
        "return day_of(min(begun) // DAY).year",
        ("unit/test_samples.py",),
    ),
    Fault(
        "a change of words is shown by a date that another change moves",
        "differences.py",
        "        if before not in {single, after}:",
        "        if before != after:",
        ("unit/test_differences.py",),
    ),
    Fault(
        "words that move no deadline are told like those that do",
        "differences.py",
        'return Change(path, f"{sentence}{_UNSEEN}.")',
        'return Change(path, f"{sentence}.")',
        ("unit/test_differences.py",),
    ),
)

DRAWN = (
    Fault(
        "a drawing ends at the instant asked about",
        "drawing.py",
        "return min(max(last, asked_at), END_OF_TIME - DAY)",
        "return min(asked_at, END_OF_TIME - DAY)",
        ("unit/test_drawing.py",),
    ),
    Fault(
        "what a user wrote stands in a drawing as it is",
        "sheet.py",
        "{forced}>{escape(words)}</text>'",
        "{forced}>{words}</text>'",
        ("unit/test_drawing.py",),
    ),
    Fault(
        "a character that cannot be seen stands in a drawing as it is",
        "lettering.py",
        "visible = letter.isprintable() and",
        "visible = True and",
        ("unit/test_drawing.py",),
    ),
    Fault(
        "labels of a drawing overlap",
        "lettering.py",
        "return one.row == other.row and one.left < other.right + _GAP",
        "return one.row == other.row and one.left < other.right - 40",
        ("unit/test_drawing.py",),
    ),
    Fault(
        "bands of a drawing too narrow to be seen are drawn one by one",
        "sheet.py",
        "if found and left - found[-1][1] < apart:",
        "if found and left < found[-1][1]:",
        ("unit/test_drawing.py",),
    ),
    Fault(
        "what is too late is drawn from the breach, not from the deadline",
        "drawing.py",
        "since = clock.outcome.due if clock.breached else NEVER",
        "since = broken",
        ("unit/test_drawing.py",),
    ),
    Fault(
        "a week that began before the report stands at the report",
        "ruler.py",
        "weeks = _days(first + -(first + 3) % 7, last, 7)",
        "weeks = _days(first - (first + 3) % 7, last, 7)",
        ("unit/test_drawing.py",),
    ),
)

# rows -----------------------------------------------------------------------------------------------------------------

ROWS = (
    Fault(
        "the total of a window is that of the windows before it",
        "almanac.py",
        "totals = accumulate(closes - opens for opens, closes in windows)",
        "totals = accumulate((closes - opens for opens, closes in windows[:-1]), initial=0)",
        ("unit/test_almanac.py",),
    ),
    Fault(
        "a date counts the time of its last window only",
        "daybook.py",
        "return totals[self._first[place + 1]] - totals[self._first[place]]",
        "return totals[self._first[place + 1]] - totals[self._first[place + 1] - 1]",
        ("unit/test_almanac.py",),
    ),
    Fault(
        "a date that is open by its name is listed as a holiday",
        "almanac.py",
        "for leaf in _left_out(node):",
        "for leaf in leaves(node):",
        ("unit/test_almanac.py",),
    ),
    Fault(
        "rows lose what is finer than a second",
        "almanac.py",
        "odd = next((at for at in edges if at % SECOND), None)",
        "odd = None",
        ("unit/test_almanac.py",),
    ),
    Fault(
        "equal calendars share the names of their holidays",
        "desk.py",
        "self.node, self.tz, self.zone = node, tz, pendulum_zone(tz)",
        "self.node, self.tz, self.zone = compiled(node).node, tz, pendulum_zone(tz)",
        ("unit/test_almanac.py",),
    ),
    Fault(
        "the command takes the dates of its rows by the clock of UTC",
        "cli/calendar_rows.py",
        "moment(civil(datetime.combine(day, time()), tz), tz)",
        'moment(civil(datetime.combine(day, time()), "UTC"), tz)',
        ("cli/test_calendar.py",),
    ),
    Fault(
        "the command writes the standard hours for a priority with hours of its own",
        "cli/calendar_rows.py",
        "found = (level and level.calendar) or package.calendar",
        "found = package.calendar",
        ("cli/test_calendar.py",),
    ),
)

# the test kit ---------------------------------------------------------------------------------------------------------

KIT = (
    Fault(
        "an assertion of a due compares to the second",
        "testing/assertions.py",
        "return (one and as_utc(one)) == (other and as_utc(other))",
        "return (one and as_utc(one)) == (other and as_utc(other).replace(microsecond=0))",
        ("unit/test_testing.py::TestAssertDue",),
    ),
    Fault(
        "an assertion of a due explains no further than the report",
        "testing/assertions.py",
        "_why(ticket, agreed, max(at, found.due or at, key=as_utc), clock)",
        "_why(ticket, agreed, at, clock)",
        ("unit/test_testing.py::TestAssertDue",),
    ),
    Fault(
        "a weekday that its date is not is taken",
        "testing/times.py",
        "if found[1] and not",
        "if found[1] and found[1] in 'Mon' and not",
        ("unit/test_testing.py::TestAssertDue",),
    ),
    Fault(
        "the slow clock goes on to the next opening where time runs out at a closing",
        "testing/slow.py",
        "if left <= until - since:\n                return utc(since + left)",
        "if left < until - since:\n                return utc(since + left)",
        ("unit/test_testing.py::TestSlowClock",),
    ),
    Fault(
        "the slow clock counts whole steps",
        "testing/slow.py",
        "return max(number * self._step, a), min((number + 1) * self._step, b)",
        "return number * self._step, (number + 1) * self._step",
        ("unit/test_testing.py::TestSlowClock",),
    ),
    Fault(
        "a missing hypothesis leaks its own error",
        "testing/__init__.py",
        'if (missing.name or "").partition(".")[0] != "hypothesis":',
        "if missing.name:",
        ("unit/test_testing.py::TestTheFace",),
    ),
)

# what is handed in ----------------------------------------------------------------------------------------------------

INPUTS = (
    Fault(
        "an offset of sixty minutes is taken for an hour",
        "instants.py",
        "if _ISO.fullmatch(text) else None",
        "",
        ("bad_input/test_logs.py",),
    ),
    Fault(
        "half of a character comes in, and no file can hold it",
        "errors.py",
        "if not text.isascii() and any(",
        "if text.isascii() and any(",
        ("bad_input/test_doors.py::test_half_of_a_character_is_refused_where_it_comes_in",),
    ),
    Fault(
        "what has a scheme is taken for a package",
        "documents.py",
        "if not is_package(packages[name]):",
        'if not hasattr(packages[name], "scheme"):',
        ("bad_input/test_doors.py::test_what_only_looks_like_a_package_cannot_be_extended",),
    ),
    Fault(
        "a rank may be longer than any text",
        "schemes.py",
        "return type(value) is int and 0 < value <= HIGHEST_RANK",
        "return type(value) is int and 0 < value",
        ("bad_input/test_doors.py::test_a_rank_beyond_all_work_is_refused",),
    ),
    Fault(
        "a word is compared before it is known to be one",
        "errors.py",
        "return isinstance(value, str) and value in known",
        "return value in known",
        ("bad_input/test_doors.py",),
    ),
    Fault(
        "what is too much is cut short without a word",
        "errors.py",
        "found = list(islice(values, most + 1))",
        "found = list(islice(values, most))",
        ("bad_input/test_doors.py::test_what_never_ends_is_refused_soon",),
    ),
)

# verdicts by code -----------------------------------------------------------------------------------------------------

WRITTEN = (
    Fault(
        "written code takes the closing of a window for open time",
        "tracing.py",
        '"{0} if {2} < {3} else {4}[{1}]"',
        '"{0} if {2} <= {3} else {4}[{1}]"',
        ("unit/test_tracing.py",),
    ),
    Fault(
        "written code goes on counting after a window has closed",
        "tracing.py",
        "else self.earlier(*self._place(at)[1:])",
        "else self._place(at)[1]",
        ("unit/test_tracing.py",),
    ),
    Fault(
        "written code adds nothing up to the last closing before it",
        "tracing.py",
        "if isinstance(amount, Name) or not amount:",
        "if amount is None:",
        ("unit/test_tracing.py",),
    ),
    Fault(
        "written code takes the working time before a deadline for that after it",
        "tracing.py",
        "self._ranks[found.text] = total",
        "self._ranks[found.text] = self.rank(at)",
        ("unit/test_tracing.py",),
    ),
    Fault(
        "written code answers of what lies beyond the desk",
        "tracing.py",
        "if not isinstance(at, Name) or at.inside:",
        "if at is not None:",
        ("unit/test_tracing.py", "unit/test_plain.py"),
    ),
    Fault(
        "written code counts from the last window of all before the first one opens",
        "tracing.py",
        """line("{}({}, {}) or {}()", bisect_right, self._opens, at, _beyond)""",
        """line("{}({}, {})", bisect_right, self._opens, at)""",
        ("unit/test_tracing.py",),
    ),
    Fault(
        "equal amounts of two packages are written into their code",
        "tracing.py",
        "        if not _is_unknown(value):\n",
        "        if type(value) is int:\n            return str(value)\n        if not _is_unknown(value):\n",
        ("unit/test_tracing.py",),
    ),
    Fault(
        "the code for open tickets judges answered ones",
        "plain.py",
        "key = response, resolution, shapes",
        "key = response, resolution",
        ("unit/test_plain.py",),
    ),
    Fault(
        "code forgets that a breach was excused",
        "plain.py",
        " and not life.excuses else None",
        " else None",
        ("unit/test_plain.py",),
    ),
    Fault(
        "code judges a ticket that was answered before it was logged",
        "plain.py",
        "life.starts > (life.responded if is_answered else at)",
        "life.starts > at",
        ("unit/test_plain.py",),
    ),
    Fault(
        "a promise that ended before the logging was broken by it",
        "cycles.py",
        "_measured_from(life, since, ends, clock, handling, cycle.report)",
        "_measured_from(life, since, cycle.until, clock, handling, cycle.report)",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "what falls due while a ticket is resolved is told at once",
        "timetable.py",
        "return known if known < spell.until else None",
        "return at if known < spell.until else None",
        ("unit/test_timetable.py",),
    ),
    Fault(
        "what turns out to have fallen due before is never told",
        "timetable.py",
        "if max(at, begin) < spell.until:",
        "if begin <= at:",
        ("unit/test_timetable.py",),
    ),
    Fault(
        "a ticket that was handed over or cancelled is taken for a resolved one",
        "stages.py",
        "return self.kind is Kind.RESOLVED and self.until == NEVER",
        "return self.until == NEVER",
        ("unit/test_assessment.py", "unit/test_handling.py"),
    ),
    Fault(
        "a ticket that waits is judged by the code for one that does not",
        "plain.py",
        "return Shape(run.done, len(run.pauses), run.waiting is not None)",
        "return Shape(run.done, len(run.pauses), waits=False)",
        ("unit/test_plain.py",),
    ),
    Fault(
        "code is written for years whose holidays are not known",
        "plain.py",
        "    if desk.knows_all_holidays:\n",
        "    if desk.end:\n",
        ("unit/test_plain.py",),
    ),
    Fault(
        "a priority that became known later is known at once",
        "history.py",
        "first.recorded is None and second.recorded is None",
        "first.recorded is None",
        ("unit/test_history.py", "unit/test_plain.py"),
    ),
)

# where each rule is decided ------------------------------------------------------------------------------------------

DECIDED = (
    Fault(
        "an instant is taken to the second",
        "instants.py",
        "return (days * 86_400 + passed.seconds) * SECOND + passed.microseconds",
        "return (days * 86_400 + passed.seconds) * SECOND",
        ("unit/test_instants.py",),
    ),
    Fault(
        "windows of one day that overlap are taken for one",
        "hours.py",
        "if later[0] < earlier[1]:",
        "if later[0] < earlier[0]:",
        ("unit/test_hours.py",),
    ),
    Fault(
        "a window that starts and ends at one time is a whole day",
        "hours.py",
        "if start == end:",
        "if start == end == DAY:",
        ("unit/test_hours.py",),
    ),
    Fault(
        "cover is not added to hours of a promise's own",
        "packages.py",
        "self._desks_of(self._hours(level, clock), known_cover),",
        "self._desks_of(self._hours(level, clock), known_cover if self._hours(level, clock) == self.calendar else 0),",
        ("unit/test_packages.py", "unit/test_assessment.py"),
    ),
    Fault(
        "an answer more than 400 years away is given",
        "questions.py",
        "if abs(found - at) > GREGORIAN_CYCLE:",
        "if abs(found - at) > 2 * GREGORIAN_CYCLE:",
        ("unit/test_questions.py",),
    ),
    Fault(
        "a range stretches across the gap to a far question",
        "snapshots.py",
        "near = start > snapshot.start - _GAP and end < snapshot.end + _GAP",
        "near = True",
        ("unit/test_snapshots.py",),
    ),
    Fault(
        "an answer is not beyond the holiday data where its report is not",
        "reckoning.py",
        "return not desk.knows_holidays(report, max([report, *(at for at in marks if at != NEVER)]))",
        "return not desk.knows_holidays(report, report)",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "an acknowledgement fulfils the response",
        "history.py",
        "_first(known, Kind.RESPONDED),",
        "min(_first(known, Kind.RESPONDED), _first(known, Kind.ACKNOWLEDGED)),",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "a transfer leaves the response open",
        "cycles.py",
        "next((over.since for over in life.overs if over.kind is not Kind.CANCELLED), NEVER)",
        "next((over.since for over in life.overs if over.kind is Kind.RESOLVED), NEVER)",
        ("unit/test_handling.py",),
    ),
    Fault(
        "each pause is compared with the deadline before any pause",
        "verdicts.py",
        "    for begin, end in pauses:\n        inside = hours",
        "    for begin, end in [wait for wait in pauses if wait[0] < at]:\n        inside = hours",
        ("unit/test_verdicts.py",),
    ),
    Fault(
        "a same day that began after hours ends before the cover of its date",
        "rules.py",
        "return end if end is not None and at < end else None",
        "return None",
        ("unit/test_rules.py",),
    ),
    Fault(
        "an estimated date without work is rolled backwards",
        "rules.py",
        "return desk.days.closing(desk.days.add(self.day, 0))",
        "return desk.days.closing(desk.days.add(self.day + 1, -1))",
        ("conformance/test_lives.py",),
    ),
    Fault(
        "a pause while paused begins anew",
        "stages.py",
        'self._tell("paused-while-paused", said, self._waiting, event)',
        "self._waiting = event",
        ("unit/test_stages.py",),
    ),
    Fault(
        "what was mended is not told",
        "stages.py",
        "self.repairs.append(Repair(code, sentence, events))",
        "pass",
        ("unit/test_stages.py",),
    ),
    Fault(
        "closing an unresolved ticket resolves nothing",
        "stages.py",
        "Kind.RESOLVED if event.kind is Kind.CLOSED else event.kind",
        "Kind.CANCELLED if event.kind is Kind.CLOSED else event.kind",
        ("unit/test_stages.py", "conformance/test_lives.py"),
    ),
    Fault(
        "of two priorities at one instant one is chosen without a word",
        "history.py",
        '_SAYS = {Kind.PRIORITISED: "priority", Kind',
        "_SAYS = {Kind",
        ("unit/test_history.py",),
    ),
    Fault(
        "what happened before the report is taken",
        "history.py",
        "if report is not first:",
        "if report is None:",
        ("unit/test_history.py",),
    ),
    Fault(
        "a strict question refuses what is not known yet",
        "assessment.py",
        "if all(event.known_from <= at for event in repair.events):",
        "if repair.events:",
        ("conformance/test_lives.py", "unit/test_assessment.py"),
    ),
    Fault(
        "a paused clock may be at risk",
        "verdicts.py",
        "met, not_started, paused, at_risk, in_window, True)",
        "met, not_started, paused and not at_risk, at_risk, in_window, True)",
        ("unit/test_verdicts.py", "unit/test_assessment.py"),
    ),
    Fault(
        "inside its window a range is not at risk",
        "verdicts.py",
        "at_risk=run.until >= thresholds[0],",
        "at_risk=(run.until >= thresholds[0]) & (run.until < expected_from),",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "bare hours are hours of working time whatever the reading",
        "reading.py",
        'if (target.kind or self.hour) == "elapsed":',
        'if target.kind == "elapsed":',
        ("unit/test_reading.py",),
    ),
    Fault(
        "bare minutes are not read as bare hours are",
        "reading.py",
        'if (target.kind or self.hour) == "elapsed":',
        'if (target.kind or (self.hour if target.unit == "hour" else "")) == "elapsed":',
        ("unit/test_reading.py",),
    ),
    Fault(
        "the same day is that of the opening though the report counts",
        "rules.py",
        'return on.receipt(report) if self.receipt == "opening" else report',
        "return on.receipt(report)",
        ("unit/test_rules.py",),
    ),
    Fault(
        "a day is eight hours whatever its length",
        "reading.py",
        "amount = number * micros_of(self.day_length)",
        "amount = number * DAY // 3",
        ("unit/test_reading.py",),
    ),
    Fault(
        "bare days are working days whatever the reading",
        "reading.py",
        'if (target.kind or self.day) == "calendar":',
        'if target.kind == "calendar":',
        ("unit/test_reading.py",),
    ),
    Fault(
        "calendar days at the same time are rolled to a close",
        "reading.py",
        "return rules.CalendarDaysSameTime(number)",
        "return rules.CalendarDays(number, self.receipt)",
        ("unit/test_reading.py",),
    ),
    Fault(
        "calendar days of elapsed time keep the time of day",
        "reading.py",
        "return rules.ElapsedTime(number * DAY)",
        "return rules.CalendarDaysSameTime(number)",
        ("unit/test_reading.py",),
    ),
    Fault(
        "calendar days at the same time are each 24 hours long",
        "rules.py",
        "return on.instant(on.wall(report) + self.days * DAY)",
        "return report + self.days * DAY",
        ("unit/test_rules.py",),
    ),
    Fault(
        "bare weeks are weeks of the calendar whatever the reading",
        "reading.py",
        'if (target.kind or self.week) == "working":',
        'if target.kind == "working":',
        ("unit/test_reading.py",),
    ),
    Fault(
        "a working week is seven days",
        "reading.py",
        "return self._working_days_rule(5 * number)",
        "return self._working_days_rule(7 * number)",
        ("unit/test_reading.py",),
    ),
    Fault(
        "a response due at midnight belongs to the day that begins there",
        "rules.py",
        'return on.land(DayClose("close"), on.response(self.response, report) - 1)',
        'return on.land(DayClose("close"), on.response(self.response, report))',
        ("unit/test_reading.py", "unit/test_rules.py"),
    ),
    Fault(
        "the day of the response is that of its lower mark",
        "reading.py",
        "return self._rule(response, None)",
        "return self._rule(response.lower_mark() or response, None)",
        ("unit/test_reading.py",),
    ),
    Fault(
        "with too little left of a same day its cover does not count",
        "rules.py",
        "on.where(on.rank(cover) >= enough, cover, later)",
        "later",
        ("unit/test_rules.py",),
    ),
    Fault(
        "hours that run out at closing are due there where they should land at the next opening",
        "rules.py",
        "return landed(self, on, on.add(report, self.amount))",
        "return on.add(report, self.amount)",
        ("unit/test_rules.py",),
    ),
    Fault(
        "the next working day is read as working days are",
        "reading.py",
        "return rules.WorkingDays(1, self.receipt)",
        "return self._working_days_rule(1)",
        ("unit/test_reading.py",),
    ),
    Fault(
        "by a time of the next working day is by that time of the next date",
        "rules.py",
        "return on.instant(on.land(NthDate(1, self.receipt), report) * DAY + self.time)",
        "return on.instant((on.wall(report) // DAY + 1) * DAY + self.time)",
        ("unit/test_rules.py",),
    ),
    Fault(
        "an amount of nothing is taken",
        "targets.py",
        "if any(type(each) is not Fraction or each <= 0 for each in amounts):",
        "if any(type(each) is not Fraction or each < 0 for each in amounts):",
        ("unit/test_targets.py",),
    ),
    Fault(
        "a part of a day is taken",
        "targets.py",
        "finest = _SIZES[unit] if unit in TIME_UNITS else 1",
        "finest = _SIZES[unit]",
        ("unit/test_targets.py",),
    ),
    Fault(
        "cover across midnight belongs to the date on which it begins",
        "rules.py",
        "return end if desk.covered.is_open(end - 1) else desk.covered.previous_close(end)",
        (
            "return desk.covered.next_close(end - 1) if desk.covered.is_open(end - 1) else "
            "desk.covered.previous_close(end)"
        ),
        ("unit/test_rules.py",),
    ),
    Fault(
        "clocks wait for the logging whatever the contract says",
        "history.py",
        'if waits and handling.starts == "logged" else',
        "if waits else",
        ("unit/test_history.py", "unit/test_handling.py"),
    ),
    Fault(
        "a restart is measured from the first report",
        "cycles.py",
        "report = begins = over.until",
        "begins = over.until",
        ("unit/test_cycles.py", "unit/test_handling.py"),
    ),
    Fault(
        "a reopened ticket wants another response",
        "cycles.py",
        "next((over.since for over in life.overs if over.kind is not Kind.CANCELLED), NEVER)",
        ("next((over.since for over in life.overs if over.kind is not Kind.CANCELLED and over.until == NEVER), NEVER)"),
        ("unit/test_cycles.py", "conformance/test_lives.py"),
    ),
    Fault(
        "updates are measured from the last though there is a grid",
        "cycles.py",
        'report = sent[0] if handling.update == "grid" else since',
        "report = since",
        ("unit/test_cycles.py",),
    ),
    Fault(
        "a pause moves the upper mark of a range alone",
        "verdicts.py",
        "expected_from = settled(term.expected_from, engines, run)",
        "expected_from = settled(term.expected_from, engines, run._replace(pauses=()))",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "elapsed hours are paused by working time",
        "verdicts.py",
        "return on.elapsed() if rule.elapsed else on",
        "return on",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "an open pause hides no deadline",
        "verdicts.py",
        "return at if run.waiting is None or not moves(rule) else on.where(run.waiting < at, NEVER, at)",
        "return at",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "a pause since the deadline counts as overrun",
        "verdicts.py",
        "overrun - end - _inside(on, end, overrun, waits), paused",
        "overrun - end, paused",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "what is used holds the pauses",
        "verdicts.py",
        "return used - begin - paused,",
        "return used - begin,",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "what happens after the completion changes the clock",
        "cycles.py",
        "        life = life.as_of(cycle.until)\n",
        "        pass\n",
        ("unit/test_cycles.py", "unit/test_assessment.py"),
    ),
    Fault(
        "a close of day that a pause has moved is rounded up to a close",
        "verdicts.py",
        "landed(rule, on, hours.add(at, shift))",
        (
            'landed(rule, on, hours.add(at, shift) if rule.elapsed or hasattr(rule, "amount") else '
            'on.land(__import__("slacalc.rules").rules.DayClose("close"), hours.add(at, shift) - 1))'
        ),
        ("unit/test_verdicts.py", "unit/test_assessment.py"),
    ),
    Fault(
        "a breach falls due at the deadline at which the promise is kept",
        "occasions.py",
        'yield "breach", None, max(outcome.due, clock.since) + 1',
        'yield "breach", None, max(outcome.due, clock.since)',
        ("unit/test_occasions.py", "unit/test_timetable.py"),
    ),
    Fault(
        "what is used is told where there is no deadline",
        "verdicts.py",
        "state, started_at, estimate=estimate, breach=before, out",
        "state, started_at, estimate=estimate, breach=before, used=0, out",
        ("unit/test_assessment.py",),
    ),
    Fault(
        "an excused breach is none",
        "clocks.py",
        "return bool(self.outcome.breach.at != NEVER)",
        "return bool(self.outcome.breach.at != NEVER) and self.excused is None",
        ("conformance/test_lives.py",),
    ),
)

FAULTS = (
    *(*WINDOWS, *ZONES, *HOURS, *HOLIDAYS, *ARITHMETIC, *DAYS),
    *(*RULES, *PACKAGES, *DOCUMENTS, *HISTORY, *VERDICTS, *LIVES, *COMMAND, *CHECKED, *DRAWN, *ROWS, *KIT),
    *(*INPUTS, *WRITTEN, *DECIDED),
)
