"""What is known of the copies of the store, as it was written down when they were made: a line for each."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coretui.errors import StoreError
from coretui.paths import read_regular, replace_private

INDEX = "index.json"
_LONGEST = 1_000_000
"""Bytes that are read of it; a line takes 200."""


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """What the index says of a copy."""

    at: datetime
    size: int
    rows: int
    sha256: str


def read_index(folder: str) -> dict[str, BackupEntry]:
    """Return what the index says; what it says wrongly or not at all is left out."""
    index = {}
    with suppress(StoreError, OSError, ValueError, AttributeError, RecursionError):
        found: dict[str, Any] = json.loads(read_regular(os.path.join(folder, INDEX), _LONGEST))
        for name, entry in found.items():
            with suppress(LookupError, TypeError, ValueError):
                at = datetime.fromisoformat(entry["at"])
                if at.tzinfo is None:
                    continue
                index[name] = BackupEntry(at, int(entry["bytes"]), int(entry["rows"]), str(entry["sha256"]))
    return index


def write_index(folder: str, index: dict[str, BackupEntry]) -> None:
    """Write a line for each copy; without one they are looked into."""
    lines = []
    for name, entry in sorted(index.items()):
        fact = {"at": entry.at.isoformat(), "bytes": entry.size, "rows": entry.rows, "sha256": entry.sha256}
        lines.append(f"{json.dumps(name)}: {json.dumps(fact)}")
    with suppress(StoreError, OSError):
        replace_private(os.path.join(folder, INDEX), "{\n" + ",\n".join(lines) + "\n}\n")
