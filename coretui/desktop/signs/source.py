"""What a source of input is, and the two ways in which sources tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coretui.i18n import N_

LIMIT = 3.0
"""Seconds within which a source has to answer."""


class WatchHealth(StrEnum):
    """How a source is; the value is the sentence's part that is shown, to be translated there."""

    WAITING = N_("not asked yet")
    WORKS = N_("works")
    SPARE = N_("not needed")
    ABSENT = N_("not available here")
    WAYLAND = N_("sees only some keys under Wayland")
    OVER_SSH = N_("belongs to another computer")
    REFUSED = N_("refused")
    SILENT = N_("did not answer in time")
    LOST = N_("disappeared")


class NoSignError(Exception):
    """A source cannot tell, now or at all; `health` says why."""

    def __init__(self, health: WatchHealth) -> None:
        super().__init__(str(health))
        self.health = health


@dataclass(frozen=True, slots=True)
class Rest:
    """Seconds since the last input, by a clock that stands still while the machine sleeps."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Stamps:
    """When each terminal was last typed in, by its name, in Unix time."""

    by_terminal: Mapping[str, float]


Sight = Rest | Stamps


class Source(Protocol):
    """Tells of the last input.

    `every` is the seconds from one look to the next; `grain` how many seconds before the real last input
    its answer may lie; `complete` that it sees all input of the desk, not just what is typed in terminals;
    `beside` that it is listened to beside a better source, for it hears people who work from elsewhere.
    """

    name: str
    every: float
    grain: float
    complete: bool
    beside: bool

    async def open(self) -> None:
        """Get ready; raise `NoSignError`, or anything else, if this source cannot be used."""

    async def look(self) -> Sight:
        """Ask for the last input; raise whatever goes wrong, and then expect to be closed."""

    async def close(self) -> None:
        """Let go of what is open; `open` may be called again later."""
