"""What the chair's engine is told and what it tells: commands and readings in, events out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coretui.domain.chair.state import FORGOTTEN, Body, Outcome
from coretui.domain.days import Instant


class Skip(StrEnum):
    """Why a break was skipped."""

    MEETING = "meeting"
    FLOW = "flow"
    PAIN = "pain"
    OTHER = "other"


# --- events -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SpanEnded:
    """A span of the body has ended; `ends_stretch` if it was a break, absence or standing of full length."""

    body: Body
    start: Instant
    seconds: float
    ends_stretch: bool


@dataclass(frozen=True, slots=True)
class Revoked:
    """Nobody was there since an instant: prompts that have fallen due after it never were.

    One that was open then has not ended; what becomes of it is told next.
    """

    since: Instant


@dataclass(frozen=True, slots=True)
class PromptOpened:
    """A break has fallen due."""

    due: Instant


@dataclass(frozen=True, slots=True)
class PromptEnded:
    """The open prompt has ended, and how; `reason` and `note` belong to a skip."""

    outcome: Outcome
    at: Instant
    reason: str = ""
    note: str = ""


class Call(StrEnum):
    """What a notice is about."""

    SOON = "soon"
    DUE = "due"
    AGAIN = "again"
    BREAK_OVER = "break over"
    STILL_STANDING = "still standing"
    SESSION = "session"
    BREATHING = "breathing"


STANDING = frozenset({Call.DUE, Call.AGAIN})
"""Calls that the state of the chair repeats for as long as they hold; any other is told once, or never."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Tell the person."""

    call: Call


Event = SpanEnded | Revoked | PromptOpened | PromptEnded | Notice


# --- commands -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StartBreak:
    """Stand up now."""


@dataclass(frozen=True, slots=True)
class Back:
    """Sit down again after a break, a session, standing or an absence."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """In a moment."""


@dataclass(frozen=True, slots=True)
class SkipBreak:
    """Not this one, and why."""

    reason: Skip
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Work on, standing."""


@dataclass(frozen=True, slots=True)
class Away:
    """Leave the desk."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold reminders for seconds, until a wall time, or until resumed."""

    seconds: float | None = None
    until: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let reminders come again."""


@dataclass(frozen=True, slots=True)
class StartSession:
    """Begin, or go on with, a session: also the sign that it goes on, for so many seconds without another."""

    patience: float = FORGOTTEN


@dataclass(frozen=True, slots=True)
class Orphaned:
    """No process is left that could lead a session: one under way is over since its last sign."""


@dataclass(frozen=True, slots=True)
class Breathe:
    """Breathing begins and lasts at most so many seconds: no notice until then; 0 when it ends."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Here:
    """A key in coretui, in whichever process: the person is here."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An absence was sitting after all: the present stretch is `banked` seconds longer and began at `anchor`."""

    banked: float
    anchor: Instant


@dataclass(frozen=True, slots=True)
class Close:
    """The app is left in good order."""


Command = (
    StartBreak
    | Back
    | Snooze
    | SkipBreak
    | Stand
    | Away
    | Pause
    | Resume
    | StartSession
    | Orphaned
    | Breathe
    | Here
    | Corrected
    | Close
)


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """A command that is not possible now; `code` says which sentence tells why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
