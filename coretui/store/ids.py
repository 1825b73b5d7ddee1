"""The ids of rows: random, so that two files can be merged, and the same again where something is done again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

_AGAIN: ContextVar[Iterator[str] | None] = ContextVar("ids", default=None)


def new_id() -> str:
    """Return a random id for a row, or the next one of what is done again."""
    again = _AGAIN.get()
    return secrets.token_hex(8) if again is None else next(again)


@contextmanager
def ids_of(deed: str) -> Iterator[None]:
    """Give the rows of a deed ids of its own meanwhile: what is in the store already is not added once more."""
    import hashlib  # noqa: PLC0415 - hardly ever needed

    made = (hashlib.sha256(f"{deed} {number}".encode()).hexdigest()[:16] for number in count())
    token = _AGAIN.set(made)
    try:
        yield
    finally:
        _AGAIN.reset(token)
