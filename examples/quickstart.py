"""A first deadline, a verdict, and a pause: what a helpdesk asks of slacalc.

python examples/quickstart.py
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from slacalc import Package, Ticket, as_utc, assess, deadlines

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """Return a time on the clock of London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


package = Package.preset("p1-p4")
ticket = Ticket(id="INC-1", reported_at=at("2026-05-11T10:00"), priority="P2")

due = deadlines(ticket, package)
print("response due  ", due.response_due)
print("resolution due", due.resolution_due)

# The desk answers, then waits for the customer from Tuesday 11:00 to Wednesday 15:00.
ticket = ticket.responded(at("2026-05-11T11:30")).paused(at("2026-05-12T11:00"), reason="waiting on customer")
waiting = assess(ticket, package, at=at("2026-05-13T15:00")).resolution
print("while waiting ", waiting.state, "- due if resumed now:", waiting.due_if_resumed)

ticket = ticket.resumed(at("2026-05-13T15:00"))
running = assess(ticket, package, at=at("2026-05-14T10:00")).resolution
print("resumed       ", running.state, "- used", running.used, "left", running.remaining)

ticket = ticket.resolved(at("2026-05-18T13:00"))
done = assess(ticket, package, at=at("2026-06-01T09:00")).resolution
print("resolved      ", done.state, "at", done.completed_at)

assert due.resolution_due == at("2026-05-14T17:00")
assert (waiting.state, waiting.due, waiting.due_if_resumed) == ("paused", None, at("2026-05-18T13:00"))
assert (done.state, as_utc(done.due)) == ("met", as_utc(at("2026-05-18T13:00")))
