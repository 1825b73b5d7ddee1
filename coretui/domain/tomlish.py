"""Values as TOML writes them, for sentences in which people read what they wrote in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, time
from itertools import islice

from coretui.domain.harmless import one_line

MOST = 6
"""Parts of a list or a table that are shown; a sentence quotes, it does not list."""


def as_toml(value: object) -> str:
    """Return a value as TOML writes it, fit to be quoted: harmless, on one line, and cut where it is long."""
    return one_line(_written(value, 3))


def _written(value: object, deep: int) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value[:100], ensure_ascii=False)
        case date() | time():
            return value.isoformat()
        case list():
            return f"[{_parts((_written(one, deep - 1) for one in islice(value, MOST)), len(value), deep)}]"
        case dict():
            parts = (f"{name} = {_written(one, deep - 1)}" for name, one in islice(value.items(), MOST))
            return f"{{{_parts(parts, len(value), deep)}}}"
        case int():
            return str(value) if abs(value) < 10**40 else "…"
        case _:
            return str(value)


def _parts(parts: Iterator[str], count: int, deep: int) -> str:
    return "…" if not deep else ", ".join([*parts, *(["…"] if count > MOST else [])])
