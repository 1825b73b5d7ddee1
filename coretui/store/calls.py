"""Deeds written down: each as its name and what it was called with, read back by the types of its arguments."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from typing import Any

from coretui.store.database import Store
from coretui.store.deeds import DEEDS

MODULES = ("records", "sessions", "care", "posture", "timeoff", "notes", "corrections", "habits", "chair")
"""Where deeds are, in this room."""
LATE = {"date": date}
"""What some modules import for their types alone."""
KIND = "is"
"""The key under which the class of a value is written."""


@dataclass(frozen=True, slots=True)
class DeedCall:
    """A deed by its name, and what it was called with as JSON keeps it."""

    name: str
    given: dict[str, Any]

    def do(self, store: Store) -> None:
        """Do it. Raises what the deed raises, and `ValueError` for a deed or a value that there is not."""
        if self.name not in DEEDS:
            _load()
        function = DEEDS.get(self.name)
        if function is None:
            raise ValueError(self.name)
        hints = typing.get_type_hints(function, localns=LATE)
        try:
            given = {name: _read(hints[name], value) for name, value in self.given.items()}
            inspect.signature(function).bind(store, **given)
        except (TypeError, LookupError, AttributeError) as error:
            raise ValueError(self.name) from error
        function(store, **given)


def written(call: tuple[str, tuple[object, ...], Mapping[str, object]] | None) -> DeedCall | None:
    """Return what was called as it is written down; None if nothing is known of it, or if it cannot be written."""
    if call is None:
        return None
    name, args, kwargs = call
    given = inspect.signature(DEEDS[name]).bind(None, *args, **kwargs).arguments
    given.pop(next(iter(given)))  # the store
    try:
        return DeedCall(name, {key: _written(value) for key, value in given.items() if not callable(value)})
    except TypeError:
        return None


def _load() -> None:
    for module in MODULES:
        import_module(f"coretui.store.{module}")


def _written(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: _written(getattr(value, one.name)) for one in fields(value) if one.init}
        return {KIND: type(value).__name__, **parts}
    if isinstance(value, Mapping):
        return [[_written(key), _written(one)] for key, one in value.items()]
    if isinstance(value, tuple | list | frozenset):
        return [_written(one) for one in value]
    raise TypeError(value)


def _read(hint: Any, value: Any) -> Any:
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        return _read(_meant(parts, value), value)
    if origin is not None and issubclass(origin, Mapping):
        return {_read(parts[0], key): _read(parts[1], one) for key, one in value}
    if origin is tuple and parts[-1] is not Ellipsis:
        return tuple(_read(part, one) for part, one in zip(parts, value, strict=True))
    if origin is not None:
        return (frozenset if origin is frozenset else tuple)(_read(parts[0], one) for one in value)
    if hint is type(None):
        return None
    if isinstance(hint, type) and is_dataclass(hint):
        hints = typing.get_type_hints(hint, localns=LATE)
        return hint(**{key: _read(hints[key], one) for key, one in value.items() if key != KIND})
    if issubclass(hint, Enum):
        return hint(value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is float and isinstance(value, int):
        return value
    if not isinstance(value, hint):
        raise TypeError(value)
    return value


def _meant(hints: tuple[Any, ...], value: Any) -> Any:
    """Return which of the types a value may have it was written from."""
    if value is None:
        return type(None)
    some = [hint for hint in hints if hint is not type(None)]
    if isinstance(value, dict):
        return next(hint for hint in some if hint.__name__ == value[KIND])
    return some[0]
