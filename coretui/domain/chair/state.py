"""What the chair's engine works with: its settings, its state, its events and its commands.

The state holds instants, never counters: what is left is worked out from them at each reading, so a late or
missing tick changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from coretui.domain.chair.hours import Hours
from coretui.domain.days import DAY, Instant, between

MINUTE = 60.0
NO_SOURCE = "none"
"""The name of the source of input where there is none."""
STALL = 45.0
"""Seconds without any reading that are taken for an absence at the earliest: a busy machine is not one."""
FORGOTTEN = 20 * MINUTE
"""Seconds without a sign after which a session that nobody leads, or that is paused, was left without a word."""
LED = 45.0
"""Seconds without a sign of its player after which a session that is led has none any more."""


class Body(StrEnum):
    """What the body does; spans of these are stored."""

    SITTING = "sitting"
    STANDING = "standing"
    BREAK = "break"
    SESSION = "session"
    AWAY = "away"


class Absence(StrEnum):
    """What is made of an absence that nobody announced."""

    ASK = "ask"
    BREAK = "break"
    SITTING = "sitting"


class Outcome(StrEnum):
    """How a prompt ended."""

    TAKEN = "taken"
    SHORT = "short"
    ABSENCE = "absence"
    STOOD = "stood"
    SKIPPED = "skipped"
    MISSED = "missed"
    LAPSED = "lapsed"


KEPT = frozenset({Outcome.TAKEN, Outcome.SHORT, Outcome.ABSENCE, Outcome.STOOD})
"""Outcomes that count as a break kept."""
COUNTED = frozenset(Outcome) - {Outcome.LAPSED}
"""Outcomes that count as a break that was due."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings of the chair; all lengths in seconds."""

    interval: float = 30 * MINUTE
    break_length: float = 2 * MINUTE
    snooze: float = 5 * MINUTE
    snoozes: int = 2
    remind: float = 5 * MINUTE
    repeats: int = 3
    warn: bool = False
    away: float = 5 * MINUTE
    absence: Absence = Absence.ASK
    standing: float = 45 * MINUTE
    day_start: int = 4 * 3600
    hours: Hours = field(default_factory=Hours)


@dataclass(frozen=True, slots=True)
class Prompt:
    """An open request to stand up.

    `noticed` is the last notice given for it, None while the first waits for a pause in typing, and `notices`
    their number since it fell due or its last snooze ended. `snoozed` is when the running snooze began,
    `woke` when the last one ended.
    """

    due: Instant
    noticed: Instant | None
    notices: int = 1
    snoozes: int = 0
    snoozed: Instant | None = None
    woke: Instant | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Reminders are paused: for `seconds` since `since`, or until a wall time, or until resumed."""

    since: Instant
    seconds: float | None = None
    until: float | None = None
    reason: str = ""

    def ends_at(self) -> float | None:
        """Return the wall time at which it ends, as far as that is known."""
        return self.since.wall + self.seconds if self.seconds is not None else self.until

    def over(self, now: Instant) -> bool:
        """Tell whether it has ended; the clock may have been ahead by years when it began."""
        if self.seconds is not None:
            return between(self.since, now) >= self.seconds or now.wall < self.since.wall - DAY
        if now.wall < self.since.wall - DAY:
            return True
        return self.until is not None and now.wall >= self.until


@dataclass(frozen=True, slots=True)
class Chair:
    """What the chair is at an instant.

    `since` began the present span of `body`; `anchor` is where the interval counts from; `banked` are the
    seconds sat in earlier spans of the present stretch; `seen` is the last reading, `sign` the last key in
    coretui or command. `credited` says that the present span has ended the stretch; `quiet_until` is the
    latest end of a running breathing exercise; `told` that the present span has had its one notice (a break
    long enough, still standing, due in a minute); `closed` that the app was left in good order.

    In an absence, `left` is what the body did before it, `left_since` since when, kept open while the absence
    is too short to count, and `left_full` whether that was credited; `announced` says that the person told so.
    `touched` and `touching` are the first and the last input of a run that may become the return from a break
    or an absence. `missed` counts prompts missed in a row without a sign; `then_anchor` and `then_due` are where
    the interval counted from and which prompt was open at the last sign, once a prompt has ended since. `locked`,
    `hushed` (the desktop's do-not-disturb) and `source` (of input) are as last read. `alive` is the last sign of
    a session, which goes on for so many seconds of `patience` without another. `offered` numbers the breaks that
    were asked for or begun: it stays as it is from the first notice of one to its end.
    """

    body: Body
    since: Instant
    anchor: Instant
    seen: Instant
    sign: Instant
    banked: float = 0.0
    credited: bool = False
    told: bool = False
    closed: bool = False
    left: Body = Body.SITTING
    left_since: Instant | None = None
    left_full: bool = False
    announced: bool = False
    touched: Instant | None = None
    touching: Instant | None = None
    missed: int = 0
    then_anchor: Instant | None = None
    then_due: Instant | None = None
    locked: bool = False
    hushed: bool = False
    source: str = NO_SOURCE
    prompt: Prompt | None = None
    hold: Hold | None = None
    quiet_until: Instant | None = None
    alive: Instant | None = None
    patience: float = FORGOTTEN
    offered: int = 0
