"""A script that has begun, for whoever wants to tell a day at the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.domain.script import Script


@pytest.fixture
def script() -> Iterator[Script]:
    """Return a script that began at nine; what it told and nobody expected fails the test."""
    begun = Script()
    yield begun
    begun.expect()


@pytest.fixture
def due(script: Script) -> Script:
    """Return a script in which a break fell due at half past nine."""
    script.tick(30)
    script.expect("09:30 due", "notice: due")
    return script
