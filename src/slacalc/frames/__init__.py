"""Working time, deadlines and verdicts over columns and frames; needs the extra ``slacalc[frames]``.

The functions take pandas, polars and pyarrow columns and frames, and NumPy arrays, and return what they were given.
"""

from slacalc.frames.answers import assess_frame, deadline_frame
from slacalc.frames.arithmetic import add_working_time, is_open, next_open, subtract_working_time, working_time
from slacalc.frames.comparing import compare, readings
from slacalc.frames.days import add_working_days
from slacalc.frames.service import attainment
from slacalc.frames.statuslogs import events_from_statuses

__all__ = [
    "add_working_days",
    "add_working_time",
    "assess_frame",
    "attainment",
    "compare",
    "deadline_frame",
    "events_from_statuses",
    "is_open",
    "next_open",
    "readings",
    "subtract_working_time",
    "working_time",
]
