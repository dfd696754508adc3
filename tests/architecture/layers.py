"""The shape of the package, as data: which module may import which."""

LAYERS = (
    ("errors",),
    ("windows", "zones", "instants", "fingerprints"),
    ("hours", "holidays", "timeline", "daybook"),
    (
        "expression",
        "leaves",
        "notation",
        "blocks",
        "compiler",
        "reach",
        "snapshots",
        "desk",
        "almanac",
        "questions",
        "calendar",
    ),
    ("engine", "tracing", "rules"),
    ("targets", "wording", "reading"),
    ("handling", "promises", "cover", "schemes"),
    ("formats", "fields", "choices", "tables", "terms", "dumps", "faults", "documents", "packages"),
    ("events", "stages", "statuses", "nesting", "tickets", "history", "cycles"),
    ("verdicts",),
    ("phrases", "clocks", "reckoning", "plain", "occasions", "assessment", "timetable", "worklist"),
    ("samples", "alternatives", "lint", "description", "differences", "closings", "stretches"),
    ("lettering", "ruler", "sheet", "marks", "drawing", "explanation"),
)
"""A module imports from the rows above its own and from the modules to its left."""

EDGE = ("frames", "interop", "cli", "report", "testing", "__main__")
"""May import anything; nothing outside the edge imports them."""

DOORS = {"pendulum": "slacalc.instants", "holidays": "slacalc.holidays"}
"""Libraries that exactly one module imports."""

WRITERS_OF_CODE = frozenset({"slacalc.tracing"})
"""The one module that runs text as code: its own, of names and operators, which ``test_tracing.py`` looks at."""

DOCUMENT_MODULES = frozenset(
    f"slacalc.{name}" for name in ("fields", "choices", "tables", "terms", "faults", "documents", "nesting")
)
DOCUMENT_LIBRARIES = {"pydantic": DOCUMENT_MODULES, "pydantic_core": DOCUMENT_MODULES}
"""Libraries that some modules of the core may import, and the edge."""

BULK_LIBRARIES = frozenset({"numpy", "pandas", "polars", "pyarrow", "narwhals"})
"""Imported in ``frames`` and nowhere else."""

TERMINAL_LIBRARIES = frozenset({"cyclopts", "rich"})
"""Imported in ``cli`` and nowhere else."""

TESTING_LIBRARIES = frozenset({"hypothesis"})
"""Imported in ``testing`` and nowhere else."""

REPORT_LIBRARIES = frozenset({"jinja2", "openpyxl"})
"""Imported in ``report`` and nowhere else."""

SLOW_TO_LOAD = BULK_LIBRARIES | TERMINAL_LIBRARIES | TESTING_LIBRARIES | REPORT_LIBRARIES | {"holidays", "pydantic"}
"""What ``import slacalc`` leaves unloaded."""

LONGEST_MODULE = 400
LONGEST_FUNCTION = 45

LONGER_FOR_A_REASON: dict[str, str] = {}
"""Modules ("slacalc.name") and functions ("slacalc.name:function") over the budget, each with its reason."""
