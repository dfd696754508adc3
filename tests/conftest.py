"""The hypothesis profiles: quick by hand, reproducible in continuous integration, deep for a night.

Choose one with ``python3 tasks.py test --hypothesis-profile=deep``. No profile has a deadline, because the time that
one example takes says more about the machine than about the code; none suppresses a health check.
"""

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=60, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("deep", max_examples=10_000, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "quick")
