"""A run of a breathing pattern: from one start, in whole rounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from coretui.domain.breathing.patterns import Beat, Pattern, beat
from coretui.domain.shown import followed

PRELUDE = 3.0
"""Seconds of getting ready before the first breath, and after a pause."""
HAIR = 1e-6  # seconds: a breath that has ended is still shown as out, not as the next one in


@dataclass(frozen=True, slots=True)
class BreathMoment:
    """What a pacer shows now: `beat` in a breath, `ready` the seconds (3, 2, 1) before it, else it rests."""

    done: int
    left: float
    beat: Beat | None = None
    ready: int | None = None

    @property
    def count(self) -> int:
        """The whole seconds that are left of what is going on."""
        return max(1, ceil(self.beat.left - 1e-6)) if self.beat else self.ready or 0

    @property
    def fullness(self) -> float:
        """How full the lungs are, 0 to 1."""
        return self.beat.fullness if self.beat else 0.0

    @property
    def turn(self) -> float:
        """The share of the phase that has passed."""
        return self.beat.into / (self.beat.into + self.beat.left) if self.beat else 0.0


@dataclass(frozen=True, slots=True)
class Pacer:
    """A run: so many `planned` rounds, of which `before` were done when it last (re)started.

    `began` is when the round after those begins, in seconds of a clock; None while paused. `seen` is the last
    moment that was shown: what ended by then is done, and nothing else. With `last` the run ends after that round,
    whatever was planned.
    """

    pattern: Pattern
    planned: int
    before: int = 0
    began: float | None = None
    last: int | None = None
    seen: float = 0.0

    @property
    def goal(self) -> int:
        """The rounds after which it ends."""
        return self.planned if self.last is None else min(self.last, self.planned)

    def started(self, now: float) -> Pacer:
        """Return the run going on from here, after the prelude, at the beginning of the round that is next."""
        return replace(self, began=now + PRELUDE, seen=now)

    def advanced(self, now: float, shown: float | None = None) -> Pacer:
        """Let the time pass; `shown` is the last moment that reached the screen, without it that is now.

        Where nobody can have followed, the run is at rest from the last moment that was shown.
        """
        if self.began is None:
            return self
        if not followed(self.seen, now):
            return replace(self, before=self.kept, began=None)
        return replace(self, seen=max(self.seen, now if shown is None else min(now, shown)))

    def paused(self, now: float) -> Pacer:
        """Return the run at rest; the round that is interrupted begins anew later."""
        run = self.advanced(now)
        return replace(run, before=run.kept, began=None)

    def finishing(self, now: float) -> Pacer:
        """Return the run so that it ends with the round that is under way."""
        return replace(self, last=self.done(now) + 1)

    def elapsed(self, now: float) -> float:
        """Return seconds since the round after `before` began; negative in the prelude, 0 while paused."""
        return 0.0 if self.began is None else now - self.began

    def done(self, now: float) -> int:
        """Return the whole rounds done."""
        whole = int(max(0.0, self.elapsed(now)) // self.pattern.seconds)
        return min(self.goal, self.before + whole)

    @property
    def kept(self) -> int:
        """The whole rounds that were shown to their end."""
        return self.done(self.seen)

    @property
    def over(self) -> bool:
        """Whether every round was shown to its end."""
        return self.kept >= self.goal

    def beat(self, now: float) -> Beat:
        """Return where the breath is."""
        return beat(self.pattern, self.elapsed(now))

    def left(self, now: float) -> float:
        """Return the seconds until the end."""
        return max(0.0, self._whole - max(0.0, self.elapsed(now)))

    @property
    def _whole(self) -> float:
        return (self.goal - self.before) * self.pattern.seconds

    def moment(self, now: float) -> BreathMoment:
        """Return what to show."""
        done, left = self.done(now), self.left(now)
        if self.began is None:
            return BreathMoment(done, left)
        if (elapsed := self.elapsed(now)) < 0:
            return BreathMoment(done, left, ready=min(int(PRELUDE), ceil(-elapsed)))
        return BreathMoment(done, left, beat(self.pattern, min(elapsed, self._whole - HAIR)))
