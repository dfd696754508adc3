"""An explanation as a picture: one SVG text that needs no network, no font and no other file."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from slacalc.assessment import Assessment
from slacalc.errors import InputError, shown
from slacalc.events import Event
from slacalc.lettering import Label, fitted, laid_out, short, width_of, wrapped
from slacalc.marks import Lane, asked, happened, heading, hours, is_named, marks, waits
from slacalc.ruler import SIZE, Scale, ruler
from slacalc.sheet import ROW, Sheet, boxes, hatching, number, seen, sign, stripes, style
from slacalc.stretches import COVER, Stretch
from slacalc.windows import DAY, END_OF_TIME, MINUTE, NEVER

FINE = 20 * 366 * DAY
"""Over more than so much time no hours are drawn: even a weekend would be narrower than can be seen."""
NARROWEST, WIDEST = 320, 2_400
_EDGE, _STRIP, _BAR = 16, 14, 26


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: a ticket judged, its clocks, what happened to it, and the name of the package."""

    assessment: Assessment
    lanes: Sequence[Lane]
    events: Sequence[Event]
    package: str


def horizon(assessment: Assessment, reported: int) -> int:
    """Return the last instant that is drawn: the latest of the instant asked about and the deadlines.

    A ticket that was over long before it was asked about is drawn to its end; otherwise nothing of it would be seen.
    """
    clocks = [cycle for clock in assessment.clocks.values() for cycle in (*clock.cycles, clock)]
    found = [reported + MINUTE]
    for clock in clocks:
        outcome = clock.outcome
        found += [outcome.due, outcome.due_if_resumed, outcome.expected_from, outcome.estimate, outcome.started_at]
        found += [clock.completed, clock.judged if clock.is_over else NEVER]
    last = max(at for at in found if at < NEVER)
    promised = [clock for clock in (assessment.response, assessment.resolution) if clock.commitment is not None]
    over = bool(promised) and all(clock.is_over for clock in promised)
    asked_at = assessment.instant
    if over and asked_at - last > (last - reported) // 2:
        asked_at = last + (last - reported) // 10
    return min(max(last, asked_at), END_OF_TIME - DAY)


def drawn(picture: Picture, width: int) -> str:
    """Return the drawing of a ticket, laid out for a width in pixels.

    Raises:
        InputError: a width that is no whole number from 320 to 2400.
    """
    if type(width) is not int or not NARROWEST <= width <= WIDEST:
        raise InputError(f"width={shown(width)}: write a whole number of pixels from {NARROWEST} to {WIDEST}")
    found = picture.assessment
    reported = min(each.instant for each in picture.events if each.kind == "reported")
    scale = Scale(reported, horizon(found, reported), _EDGE + 8, width - _EDGE - 8, found.tz)
    return _Drawing(picture, scale, width).text()


class _Drawing:
    # One drawing while it is made, from the top down.

    def __init__(self, picture: Picture, scale: Scale, width: int) -> None:
        self.picture, self.scale, self.width = picture, scale, width
        self.ends = float(_EDGE), float(width - _EDGE)
        self.sheet, self.y = Sheet(), 12.0
        self.legend: set[str] = set()

    def text(self) -> str:
        self._title()
        guides, above = self._events()
        self._axis()
        self._lanes()
        for at, ink in guides:
            self.sheet.path(ink, f"M{number(self.scale.x(at))} {number(above)}V{number(self.y - 6)}", self.sheet.lines)
        self._legend()
        return self._svg()

    def _svg(self) -> str:
        title, said = self._names()
        height, sheet = number(self.y), self.sheet
        size = f'viewBox="0 0 {self.width} {height}" width="{self.width}" style="max-width:100%;height:auto"'
        paper = f'x="0.5" y="0.5" width="{self.width - 1}" height="{number(self.y - 1)}" rx="6"'
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="slacalc-drawing" {size} role="img">',
            f"<title>{html.escape(title)}</title>",
            f"<desc>{html.escape(said)}</desc>",
            style(),
            f'<rect class="slacalc-paper" {paper}/>',
        ]
        return "\n".join([*parts, *sheet.bars, *sheet.lines, *sheet.words, "</svg>\n"])

    def _names(self) -> tuple[str, str]:
        found = self.picture.assessment
        title = f"{short(found.id or 'A ticket', 40)}, {short(found.priority or 'without a priority', 24)}"
        told = [f"{name}: {words}" for name, words in map(heading, self.picture.lanes)]
        return title, ". ".join([f"At {self.scale.told(found.instant)}", *told])

    def _title(self) -> None:
        found, room = self.picture.assessment, self.ends[1] - self.ends[0]
        self.sheet.text(self.ends[0], self.y + 15, fitted(self._names()[0], room, 15, bold=True), bold=True, size=15)
        year = self.scale.told(found.instant)
        words = f"under {short(self.picture.package, 40)}, at {year}; times of {found.tz}"
        for line in wrapped(words, room, SIZE):
            self.sheet.text(self.ends[0], self.y + 33, line, "q")
            self.y += ROW
        self.y += 28

    def _events(self) -> tuple[list[tuple[int, str]], float]:
        told = happened(self.picture.events, self.scale)
        instant = self.picture.assessment.instant
        labels = [asked(self.picture.assessment, self.scale), *(label for _, label in told)]
        layout = laid_out(labels, *self.ends, SIZE, rows=8 if self.width < 600 else 5)
        if layout.left_out:
            self.sheet.text(self.ends[0], self.y + 12, f"{layout.left_out} more events have no room for a name", "q")
            self.y += ROW
        self.y += ROW * layout.rows
        self.sheet.labels(layout.placed, self.y, upward=True)
        named = {each.label.x for each in layout.placed}
        guides = {at: "event" for at, label in told if label.x in named}
        guides[instant] = "now"
        return sorted(guides.items()), self.y

    def _axis(self) -> None:
        found, sheet = ruler(self.scale), self.sheet
        rows = [each for each in (found.above, found.below) if any(tick.text for tick in each)]
        for ticks in rows:
            for tick in ticks:
                sheet.path("small", f"M{number(tick.x)} {number(self.y + 2)}v{ROW - 2}", sheet.lines)
                if tick.text:
                    sheet.back(tick.x + 2, self.y + 2, width_of(tick.text, SIZE) + 2)
                    sheet.text(tick.x + 3, self.y + 13, tick.text, "q")
            self.y += ROW
        small = "".join(f"M{number(x)} {number(self.y)}v4" for x in found.small)
        sheet.path("small", small, sheet.lines)
        self.y += 7

    def _hours(self, calendar: Sequence[Stretch], height: float) -> None:
        # The bands of a calendar: open, covered, and everything else closed.
        scale, sheet = self.scale, self.sheet
        sheet.path("closed", boxes([(scale.left, scale.right)], self.y, height), sheet.bars)
        covered = seen(scale, [(each.start, each.end) for each in calendar if each.why.startswith(COVER)], least=2)
        opened = [(each.start, each.end) for each in calendar if each.counted and not each.why.startswith(COVER)]
        sheet.path("open", boxes(seen(scale, opened), self.y, height), sheet.bars)
        sheet.path("cover", boxes(covered, self.y, height), sheet.bars)
        sheet.path("coverline", stripes(covered, self.y, height), sheet.bars)
        if opened:
            self.legend.add("open")
        if covered:
            self.legend.add("cover")
        if any(not each.counted for each in calendar):
            self.legend.add("closed")

    def _lanes(self) -> None:
        # Hours that several clocks share are told once, above the first of them; what has no hours comes last.
        lanes = sorted(self.picture.lanes, key=lambda lane: not lane.calendar)
        if self.scale.end - self.scale.start > FINE:
            self._heading("Hours", "too fine to be drawn over so many years", "q")
        alike = len({lane.calendar for lane in lanes if lane.calendar}) < 2
        calendar: tuple[Stretch, ...] = ()
        for lane in lanes:
            if lane.calendar and lane.calendar != calendar:
                calendar = lane.calendar
                names = [heading(each)[0].lower() for each in lanes if each.calendar == calendar]
                self._strip(calendar, "" if alike else f"of the {' and the '.join(names)}")
            self._lane(lane)

    def _strip(self, calendar: Sequence[Stretch], whose: str) -> None:
        self._heading("Hours", whose, "q")
        self._hours(calendar, _STRIP)
        named = seen(self.scale, [(each.start, each.end) for each in calendar if is_named(each)], 0, 2)
        self.sheet.path("named", boxes(named, self.y + 0.5, _STRIP - 1), self.sheet.bars)
        self.y += _STRIP
        self._labels(hours(calendar, self.scale))

    def _labels(self, labels: Sequence[Label]) -> None:
        layout = laid_out(labels, *self.ends, SIZE)
        self.sheet.labels(layout.placed, self.y + 4)
        self.y += ROW * layout.rows + 4
        if layout.left_out:
            words = f"and {layout.left_out} more"
            self.sheet.back(self.ends[0] - 1, self.y - 1, width_of(words, SIZE) + 2)
            self.sheet.text(self.ends[0], self.y + 10, words, "q")
            self.y += ROW
        self.y += 8

    def _lane(self, lane: Lane) -> None:
        name, words = heading(lane)
        self._heading(name, words, "warn" if lane.clock.breached else "q")
        found = marks(lane, self.scale)
        if not (lane.calendar or found):  # nothing is promised, or nothing began: there is nothing to draw
            self.y += ROW // 2
            return
        self._hours(lane.calendar, _BAR)
        self._waits(lane)
        self._used(lane)
        for mark in found:
            place = sign(mark.sign, self.scale.x(mark.at), self.y + _BAR / 2)
            self.sheet.path(mark.ink, place, self.sheet.words)
            self.legend.add(mark.sign)
        self.y += _BAR
        self._labels([*(mark.label for mark in found if mark.label), *waits(lane.pauses, self.scale)])

    def _heading(self, name: str, words: str, ink: str) -> None:
        left = self.ends[0] + width_of(f"{name} ", SIZE, bold=True) + 2
        lines = wrapped(words, self.ends[1] - left, SIZE)
        self.sheet.back(self.ends[0] - 2, self.y, left - self.ends[0])
        self.sheet.text(self.ends[0], self.y + 12, name, bold=True)
        for line in filter(None, lines):
            self.sheet.back(left - 2, self.y, width_of(line, SIZE) + 4)
            self.sheet.text(left, self.y + 12, line, ink)
            self.y += ROW
        self.y += 2 if words else ROW + 2

    def _waits(self, lane: Lane) -> None:
        spans = seen(self.scale, [(each.start, each.end) for each in lane.pauses], 0.5)
        self.sheet.path("pause", boxes(spans, self.y, _BAR), self.sheet.bars)
        self.sheet.path("pauseline", hatching(spans, self.y, _BAR), self.sheet.bars)
        if spans:
            self.legend.add("pause")

    def _used(self, lane: Lane) -> None:
        # What was used in time, and what was used after the deadline: where that is too late, it is the overrun.
        clock, scale, sheet, top = lane.clock, self.scale, self.sheet, self.y + _BAR / 2 - 4
        broken = clock.outcome.breach.at
        since = clock.outcome.due if clock.breached else NEVER
        counted = [(each.start, each.end) for each in lane.stretches if each.counted]
        used = seen(scale, [(start, min(end, since)) for start, end in counted if start < since])
        late = seen(scale, [(max(start, since), end) for start, end in counted if end > since])
        earlier = seen(scale, [(each.outcome.started_at, each.judged) for each in clock.cycles], 0.5)
        sheet.path("past", boxes(earlier, top + 2, 4), sheet.bars)
        sheet.path("used", boxes(used, top, 8), sheet.bars)
        if broken < clock.judged:
            ends = number(scale.x(broken)), number(scale.x(clock.judged))
            sheet.path("overdue", f"M{ends[0]} {number(top + 4)}H{ends[1]}", sheet.bars)
        sheet.path("late", boxes(late, top, 8), sheet.bars)
        sheet.path("lateline", hatching(late, top, 8, falling=True), sheet.bars)
        if used:
            self.legend.add("used")
        if broken < clock.judged:
            self.legend.add("late")
        if earlier:
            self.legend.add("past")

    def _legend(self) -> None:
        x, sheet = self.ends[0], self.sheet
        for kind in sorted(self.legend, key=list(_LEGEND).index):
            words = _LEGEND[kind]
            width = 24 + width_of(words, SIZE) + 14
            if x + width - 14 > self.ends[1]:
                x, self.y = self.ends[0], self.y + ROW
            self._key(kind, x)
            sheet.text(x + 24, self.y + 12, words, "q")
            x += width
        self.y += ROW + 10

    def _key(self, kind: str, x: float) -> None:
        sheet, span, top = self.sheet, [(x, x + 18)], self.y + 1
        if kind in _SIGNS:
            sheet.path(_SIGNS[kind], sign("flag" if kind == "due" else kind, x + 9, top + 6), sheet.words)
            return
        thin = kind in {"used", "late", "past"}
        sheet.path(kind, boxes(span, top + 2 * thin, 12 - 4 * thin), sheet.words)
        if kind == "pause":
            sheet.path("pauseline", hatching(span, top, 12), sheet.words)
        if kind == "cover":
            sheet.path("coverline", stripes(span, top, 12), sheet.words)
        if kind == "late":
            sheet.path("lateline", hatching(span, top + 2, 8, falling=True), sheet.words)


_LEGEND = {
    "open": "open",
    "closed": "closed",
    "cover": "booked cover",
    "pause": "paused",
    "used": "used in time",
    "late": "too late",
    "past": "earlier turn",
    "diamond": "at risk",
    "start": "expected from",
    "due": "due",
    "cross": "breached",
    "tick": "done",
    "circle": "estimate",
    "square": "ended",
}
_SIGNS = {
    "diamond": "signrisk",
    "start": "sign",
    "due": "due",
    "cross": "cross",
    "tick": "tickgood",
    "circle": "sign",
    "square": "sign",
}
