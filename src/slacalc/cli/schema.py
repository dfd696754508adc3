"""``slacalc schema``: what a document may say, as JSON Schema."""

import sys

from slacalc.cli.output import write_json
from slacalc.packages import Package


def schema() -> int:
    """Print the JSON Schema of a package document, for editors and forms.

    Example: slacalc schema
    """
    write_json(sys.stdout, Package.model_json_schema())
    return 0
