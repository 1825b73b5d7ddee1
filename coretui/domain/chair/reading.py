"""What is known of the person at a moment: the signs, and the reading that the engine steps on."""

from __future__ import annotations

from dataclasses import dataclass

from coretui.domain.chair.messages import Command
from coretui.domain.chair.state import NO_SOURCE
from coretui.domain.days import Instant


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of the person besides commands.

    `input_at` is the last input anywhere and `rest` the seconds known to have passed without any since then;
    both are None where no source tells. `locked` says that the session is, `quiet` that the desktop asks for
    no disturbance. `source` names where it comes from.
    """

    input_at: Instant | None = None
    rest: float | None = None
    locked: bool = False
    quiet: bool = False
    source: str = NO_SOURCE


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known at one moment: the clocks, the signs, the last key in coretui, what the user asked for.

    Without `signs` nothing is said about them: a command knows of none. A `mute` reading leaves every notice
    to the keeper, whose task they are.
    """

    now: Instant
    command: Command | None = None
    signs: Signs | None = None
    own_key: Instant | None = None
    mute: bool = False
