"""How many examples a property is tried with: the same in each `make test`, many fresh ones in `make test-all`."""

from __future__ import annotations

import os

from hypothesis import settings

EXPLORING = os.environ.get("HYPOTHESIS_PROFILE") == "explore"
MORE = 10
"""So many times as many examples when exploring."""

settings.register_profile("test", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=100 * MORE, print_blob=True)
settings.load_profile("explore" if EXPLORING else "test")


def examples(count: int) -> settings:
    """Try a property with so many examples, ten times as many when exploring."""
    return settings(max_examples=count * MORE if EXPLORING else count)
