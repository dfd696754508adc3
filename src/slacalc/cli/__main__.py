"""``python -m slacalc.cli``: the command without its script."""

import sys

from slacalc.cli import main

sys.exit(main())
