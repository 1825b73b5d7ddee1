"""The sections of the settings: one typed, frozen tuple for each table of the file.

A field has the name of its key (`break_` is `chair.break`, a word of Python's). Named tuples, because the
status line reads them too and pays a tenth of what a dataclass costs to define.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from coretui.domain.chair.state import Absence


class ChairSection(NamedTuple):
    """`[chair]`: the sitting timer; lengths of time in seconds.

    `day` is how long somebody wants to sit in a day at most, 0 where they leave it open.
    """

    interval: int
    break_: int
    snooze: int
    snoozes: int
    remind: int
    away: int
    absence: Absence
    standing: int
    warn: bool
    day: int


class BreathingSection(NamedTuple):
    """`[breathing]`: the pacer; `speed` is a factor on every pattern.

    `remind` has the seconds after midnight of each daily reminder, the earliest first.
    """

    speed: float
    sound: bool
    tension: bool
    remind: tuple[int, ...]


class SessionSection(NamedTuple):
    """`[session]`: the guided player; lengths of time in seconds, None where the person is asked.

    `speed` is a factor on the rhythm of every exercise; one that has none takes `rep` for a repetition.
    `asked` names the questions that have been put before a session, answered or not: none is put twice.
    `remind` has a weekday (Monday 0) and seconds after midnight for each reminder.
    """

    sides: Literal["ask", "each", "total"]
    ball: bool | None
    band: bool | None
    asked: tuple[str, ...]
    pace: Literal["hands-free", "own"]
    ready: int
    switch: int
    rest: int
    speed: float
    rep: float
    bells: bool
    remind: tuple[tuple[int, int], ...]


class PostureSection(NamedTuple):
    """`[posture]`: when it is asked how somebody sits; `every` in seconds between two questions at least."""

    ask: Literal["habit", "breaks", "off"]
    every: int


class InsightsSection(NamedTuple):
    """`[insights]`: whether what goes together is shown without being asked for."""

    show: bool


class ProfileSection(NamedTuple):
    """`[profile]`: the person; `height` in metres, 0 where it is left open."""

    goal: Literal["prevention", "rehabilitation"]
    height: float


class DaysSection(NamedTuple):
    """`[days]`: when a day begins, in seconds after midnight, and a week, as a weekday (Monday 0)."""

    start: int
    week_start: int


class LookSection(NamedTuple):
    """`[look]`: how it looks; `language` is a code or auto."""

    theme: str
    language: str
    motion: Literal["full", "reduced"]
    glyphs: Literal["unicode", "ascii"]
    disc: Literal["auto", "gradient", "flat"]
    figures: Literal["blocks", "quadrants", "dots", "text"]
    title: bool
    progress: bool


class NoticesSection(NamedTuple):
    """`[notices]`: which channels tell a person something, and in which words."""

    channels: tuple[str, ...]
    text: Literal["neutral", "movement"]
