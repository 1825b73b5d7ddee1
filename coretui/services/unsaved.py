"""What an earlier process could not save, done now as of its moment; what cannot be done is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from coretui.errors import CoretuiError, NotSavedError, StoreError
from coretui.i18n import _
from coretui.paths import Home
from coretui.store.calls import DeedCall
from coretui.store.chair import load
from coretui.store.database import Store
from coretui.store.ids import ids_of
from coretui.store.unsaved import Unsaved, left_behind, taken_over

CHAIR = "chair.transition"


def take_up(home: Home, store: Store) -> tuple[str, ...]:
    """Do what waits beside a store, unless the process that left it lives; return what there is to say of it.

    What the store does not take now either stays where it is.
    """
    said: list[str] = []
    for path in left_behind(home):
        try:
            said += _take_up(path, store)
        except NotSavedError:
            break  # the next start tries it again
        except (CoretuiError, OSError) as error:
            said.append(_("{path} cannot be used ({error}).").format(path=path, error=error))
    return tuple(said)


def _take_up(path: str, store: Store) -> Iterator[str]:
    with taken_over(path) as taken:
        if taken is None:
            return
        file, waiting = taken
        saved, lost = [], []
        for one in _together(waiting):
            if one.call is None:
                lost.append(one.told)
            elif reason := _done(one, one.call, store):
                yield _("{what}: this could not be saved ({reason})").format(what=one.told, reason=reason)
            else:
                saved.append(one.told)
            file.done(one.id)
        if names := _names(saved):
            yield _("Saved now, as it was done earlier: {names}.").format(names=names)
        if names := _names(lost):
            yield _("This was done earlier and could not be saved: {names}.").format(names=names)
        file.remove()


def _done(one: Unsaved, call: DeedCall, store: Store) -> str:
    """Do one of them; return why that is not possible, empty if it is done, now or before."""
    chair = load(store) if call.name == CHAIR else None
    if chair and chair.seen.wall >= one.at.wall:
        return ""  # somebody has kept the chair since, or it was stored at the last moment
    try:
        with ids_of(one.id):
            call.do(store)
    except NotSavedError:
        raise
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.IntegrityError):
            return ""  # its rows are there: it was saved at the last moment
        raise
    except CoretuiError as no:
        return str(no)
    except ValueError:
        return _("this version does not know it")
    return ""


def _together(waiting: Iterable[Unsaved]) -> Iterator[Unsaved]:
    """Yield them, what came to the chair one after the other as one: each costs a wait for the disk."""
    chair: Unsaved | None = None
    for one in waiting:
        if chair and chair.call and one.call and one.call.name == CHAIR:
            readings = [*chair.call.given["readings"], *one.call.given["readings"]]
            told = chair.told or one.told
            chair = replace(one, told=told, call=DeedCall(CHAIR, {**one.call.given, "readings": readings}))
            continue
        if chair:
            yield chair
            chair = None
        if one.call and one.call.name == CHAIR:
            chair = one
        else:
            yield one
    if chair:
        yield chair


def _names(told: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, told)))
