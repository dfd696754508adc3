"""The page that ``slacalc report`` makes of the shipped incidents; name a file to keep it."""

import re
import sys
import tempfile
from html import unescape
from pathlib import Path

from slacalc.cli import main

INCIDENTS = Path(__file__).parent / "incidents.csv"
TERMS = ("--package", "p1-p4", "--at", "2016-06-01T00:00+00:00")
OBJECTIVES = ("--objective", "90%", "--objective", "P1=95%")


def words(markup: str) -> str:
    """Return what a piece of the page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


with tempfile.TemporaryDirectory() as folder:
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "report.html"
    assert main(["report", str(INCIDENTS), *TERMS, *OBJECTIVES, "--output", str(page)]) == 0
    text = page.read_text(encoding="utf-8")

kept = text.partition('id="kept"')[2].partition("</table>")[0]
rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", kept, re.DOTALL)]
assert "P1 resolution 1 working day · Service unavailable 21 of 39 53.8 % 95 % ✗ missed 18 1 0 0 0" in rows
assert "P3 resolution 40 working days · Workaround available 137 of 144 95.1 % 90 % ✓ reached 7 6 0 0 0" in rows
assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
print(*rows, sep="\n")
