"""Customers with agreements of their own, amended from one preset and reckoned side by side.

python examples/customers.py
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from slacalc import Calendar, Cover, Package, Ticket, deadlines

LONDON = ZoneInfo("Europe/London")
REPORTED = datetime(2026, 5, 15, 16, 30, tzinfo=LONDON)  # a Friday

standard = Package.preset("p1-p4")

# answers sooner, and a P1 is worked on around the clock
gold = standard.amend(
    name="Gold",
    priorities={"P1": {"response": "30 working minutes", "resolution": "8 elapsed hours"}},
)

# closes for lunch and for stocktaking, and counts days from the report
shop_week = Calendar.weekly("Mon-Fri 09:00-12:30,13:30-17:00", tz="Europe/London")
stocktaking = Calendar.dates({date(2026, 5, 18): "Stocktaking"}, tz="Europe/London")
shop = standard.amend(
    name="Shop",
    calendar=shop_week - Calendar.holidays("GB", subdiv="SCT", tz="Europe/London") - stocktaking,
    reading={"receipt": "report"},
)

# the standard agreement, with cover booked for one Saturday
saturday = Cover(
    datetime(2026, 5, 16, 10, 0, tzinfo=LONDON),
    datetime(2026, 5, 16, 18, 0, tzinfo=LONDON),
    name="SO-1182",
)
covered = standard.amend(name="Covered", cover=[saturday])

found = {
    package.name: deadlines(Ticket(reported_at=REPORTED, priority="P1"), package)
    for package in (standard, gold, shop, covered)
}
print(f"P1 reported {REPORTED:%a %d %B %H:%M}")
for name, due in found.items():
    print(f"{name:<8}  response {due.response_due:%a %H:%M}  resolution {due.resolution_due:%a %H:%M}")

assert found["p1-p4"].response_due == datetime(2026, 5, 18, 16, 30, tzinfo=LONDON)
assert found["Gold"].resolution_due == datetime(2026, 5, 16, 0, 30, tzinfo=LONDON)
assert found["Shop"].resolution_due == datetime(2026, 5, 19, 17, 0, tzinfo=LONDON)
assert found["Covered"].response_due == datetime(2026, 5, 16, 17, 30, tzinfo=LONDON)
