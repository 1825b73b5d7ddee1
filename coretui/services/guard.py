"""No fault reaches a person but as a sentence: it is said once, written down, and tried again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from coretui.errors import CoretuiError, StoreDamagedError, StoreNewerError
from coretui.paths import Home

T = TypeVar("T")


def sentence(home: Home, error: Exception) -> str:
    """Say in one sentence what went wrong; what nobody foresaw is written to the log, without what it says."""
    return str(understood(home, error))


def understood(home: Home, error: Exception) -> CoretuiError:
    """Return what went wrong as an error with a sentence: a store that is not whole may show anywhere.

    What nobody foresaw is written to the log, without what it says.
    """
    if isinstance(error, CoretuiError):
        return error
    from coretui.store.health import damage  # noqa: PLC0415 - a command may do without the store
    from coretui.store.place import damaged, passing  # noqa: PLC0415 - like this
    from coretui.store.refusals import refusal  # noqa: PLC0415 - like this

    seen = refusal(home.database, error) if isinstance(error, sqlite3.DatabaseError) else None
    if seen and (isinstance(seen, StoreDamagedError) or passing(error)):
        return seen
    if wrong := damage(home):
        return StoreDamagedError(damaged(home.database, wrong))
    if seen:
        return seen
    from coretui.desktop.faults import note  # noqa: PLC0415 - only when something goes wrong

    return CoretuiError(note(home, error))


class Severity(StrEnum):
    """How bad something is that is said."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence for the person, and how bad it is."""

    sentence: str
    severity: Severity


@dataclass(slots=True)
class Guard:
    """Lets parts go wrong on their own: each sentence is kept once until its part goes well again.

    `damage` is what was found wrong with the store itself: nothing may be written into it any more.
    """

    home: Home
    damage: str = ""
    _wrong: dict[str, str] = field(default_factory=dict)
    _sayings: list[Saying] = field(default_factory=list)

    def attempt(self, part: str, do: Callable[[], T], otherwise: T) -> T:
        """Return what a part gives; if it goes wrong, keep the sentence unless it has been said already."""
        try:
            given = do()
        except StoreNewerError:
            return otherwise  # the store is outdated then, which the pulse tells
        except Exception as error:  # noqa: BLE001 - whatever it is, the other parts go on
            wrong = f"{type(error).__name__}: {error}"
            if wrong not in self._wrong.values():
                self.say(self.explain(error), Severity.ERROR)
            self._wrong[part] = wrong
            return otherwise
        self._wrong.pop(part, None)
        return given

    def explain(self, error: Exception) -> str:
        """Say in one sentence what went wrong, and remember if it is the store that is not whole."""
        known = understood(self.home, error)
        if isinstance(known, StoreDamagedError):
            self.damage = str(known)
        return str(known)

    def say(self, words: str, severity: Severity) -> None:
        """Keep a sentence for the person, once."""
        saying = Saying(words, severity)
        if saying not in self._sayings:
            self._sayings.append(saying)

    def said(self) -> tuple[Saying, ...]:
        """Hand over what is to be said."""
        sayings = tuple(self._sayings)
        self._sayings.clear()
        return sayings
