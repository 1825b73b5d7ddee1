"""What can lie in the place of a file, laid into a folder of the test's own: never a device of the machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

KINDS = ("pipe", "folder", "device")
NOWHERE = os.makedev(1, 3)
"""Takes everything and gives nothing, on Linux."""


def lay_odd(path: Path, kind: str) -> Path:
    """Make something of that kind at a path, and return the path; who may make no device skips the test."""
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            try:
                os.mknod(path, 0o600 | stat.S_IFCHR, NOWHERE)
            except PermissionError:
                pytest.skip("only root can make a device")
    return path
