"""What happens once a second, with a screen or without: the app and `coretui watch` both beat this.

Each part is guarded on its own, so that one which goes wrong takes nothing from the others: a break that falls
due is told in the second in which it is stored, or never.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from coretui.domain.chair.messages import Notice
from coretui.errors import CoretuiError, StoreNewerError
from coretui.i18n import N_
from coretui.services.reminder import Reminder
from coretui.services.workplace import Workplace

OUTDATED = N_("A newer coretui has changed the file: restart. Nothing is written any more.")
T = TypeVar("T")


class Severity(StrEnum):
    """How bad something is that is said."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence for the person, and how bad it is."""

    sentence: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Pulse:
    """What came of a second.

    `notices` are to be sent, `sayings` to be said; `problems` are the mistakes in the settings, None if these
    did not change; `outdated` tells in every second that the store must not be written any more.
    """

    notices: tuple[Notice, ...]
    sayings: tuple[Saying, ...]
    problems: tuple[str, ...] | None
    outdated: bool


@dataclass(slots=True)
class Heartbeat:
    """Follows the settings, steps the chair, looks whether a session is due and listens to the watcher."""

    workplace: Workplace
    reminder: Reminder
    _wrong: dict[str, str] = field(default_factory=dict)
    _sayings: list[Saying] = field(default_factory=list)

    @classmethod
    def of(cls, workplace: Workplace) -> Heartbeat:
        """Begin now: session times that have been are not told of."""
        return cls(workplace, Reminder.of(workplace))

    def beat(self) -> Pulse:
        """Let the second that has passed have its effect; what goes wrong is said once, and tried again."""
        workplace = self.workplace
        nothing: tuple[Notice, ...] = ()
        problems = self._attempt("settings", workplace.follow_settings, None)
        chair = self._attempt("chair", workplace.keeper.tick, nothing)
        session = self._attempt("reminder", self.reminder.look, nothing)
        if workplace.watcher and (message := self._attempt("signs", workplace.watcher.take_message, "")):
            self._sayings.append(Saying(message, Severity.WARNING))
        return Pulse((*chair, *session), self._said(), problems, workplace.store.outdated)

    def guard(self, do: Callable[[], None]) -> tuple[Saying, ...]:
        """Do what the owner does besides in each second, guarded as the parts are; return what to say."""
        self._attempt("owner", do, None)
        return self._said()

    def _attempt(self, part: str, do: Callable[[], T], otherwise: T) -> T:
        """Return what a part gives; if it goes wrong, keep the sentence unless it has been said already."""
        try:
            given = do()
        except StoreNewerError:
            return otherwise  # the store is outdated then, which the pulse tells
        except (CoretuiError, sqlite3.Error) as error:
            sentence = str(error)
            if sentence not in self._wrong.values():
                self._sayings.append(Saying(sentence, Severity.ERROR))
            self._wrong[part] = sentence
            return otherwise
        self._wrong.pop(part, None)
        return given

    def _said(self) -> tuple[Saying, ...]:
        """Hand over what is to be said."""
        sayings = tuple(self._sayings)
        self._sayings.clear()
        return sayings
