"""A service level as a page that a browser shows and a printer prints, and tickets as workbooks of a spreadsheet.

Needs the extra ``slacalc[report]``. Nothing here reads or writes a file: bytes and text come in and go out.
"""

from slacalc.report.objectives import Objective
from slacalc.report.page import BadRow, report

__all__ = ["BadRow", "Objective", "report"]
