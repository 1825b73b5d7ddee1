"""What a person does to the store, by name: what it cannot take now can be written down and done later.

A function marked as a `deed` works as before; if the store does not take it now, the error tells what was called.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from coretui.errors import NotSavedError
from coretui.store.database import Store

P = ParamSpec("P")
T = TypeVar("T")

DEEDS: dict[str, Callable[..., object]] = {}
"""Those of the modules that were imported, by the name of the module and their own."""


def deed(function: Callable[Concatenate[Store, P], T]) -> Callable[Concatenate[Store, P], T]:
    """Mark what a person does: what is called is told by the error if the store does not take it now."""
    name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"

    @wraps(function)
    def do(store: Store, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(store, *args, **kwargs)
        except NotSavedError as no:
            no.call = (name, args, kwargs)  # the outermost: all of it is done again
            raise

    DEEDS[name] = do
    return do
