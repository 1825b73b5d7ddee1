"""Breathing by the pacer: what the screen and the command share. Each round is on disk as it ends."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from coretui.desktop.lock import kept_by_someone
from coretui.domain.breathing.pacer import PRELUDE, BreathMoment, Pacer
from coretui.domain.breathing.patterns import Pattern
from coretui.domain.chair.messages import Breathe
from coretui.errors import CoretuiError
from coretui.services.workplace import Workplace
from coretui.store.breathing import Run

QUIET = 60.0
"""Seconds for which notices wait without another sign of the pacer: should it end without a word, no longer."""
SIGN = 20.0
"""Seconds between two signs of the pacer."""


@dataclass(slots=True, eq=False)
class Breather:
    """One run: its pacer, and what of it is kept. `StoreError` where something cannot be written."""

    workplace: Workplace
    pacer: Pacer
    run: Run
    _signed: float = 0.0

    @classmethod
    def of(
        cls,
        workplace: Workplace,
        pattern: Pattern,
        planned: int,
        *,
        speed: float = 1.0,
        tension: int | None = None,
    ) -> Breather:
        """Prepare a run of a pattern at a speed; `tension` is what the person feels before it, 0 to 10."""
        start, day_start = workplace.now.later(PRELUDE), workplace.settings.days.start
        run = Run(workplace.store, pattern, planned, start, day_start, speed, tension)
        return cls(workplace, Pacer(pattern.at(speed), planned), run)

    @property
    def running(self) -> bool:
        """Whether the breath goes on, or the seconds before it."""
        return self.pacer.began is not None

    @property
    def over(self) -> bool:
        """Whether every round was shown to its end."""
        return self.pacer.over

    @property
    def _now(self) -> float:
        return self.workplace.now.elapsed

    def moment(self) -> BreathMoment:
        """Return what to show now."""
        return self.pacer.moment(self._now)

    def start(self) -> None:
        """Begin, or go on at the beginning of the round that was interrupted."""
        self.pacer = self.pacer.started(self._now)
        self.workplace.underway.add(self)
        self._hush(QUIET)

    def keep(self) -> bool:
        """Let the time pass: commit the rounds that were shown to their end, and tell whether there were any.

        Where nobody can have followed it rests, at the round that was interrupted.
        """
        now, ran = self._now, self.running
        self.pacer = self.pacer.advanced(now, self.workplace.shown(now))
        kept = self.run.keep(self.pacer.kept)
        if ran and not self.running:
            self._hush(0)
        elif ran and now - self._signed >= SIGN:
            with contextlib.suppress(CoretuiError):  # a notice may come: the breath goes on
                self._hush(QUIET)
        return kept

    def pause(self) -> None:
        """Rest; the round that is interrupted begins anew later."""
        self.pacer = self.pacer.paused(self._now)
        self.run.keep(self.pacer.kept)
        self._hush(0)

    def finish(self) -> None:
        """Let this round be the last."""
        self.pacer = self.pacer.finishing(self._now)

    def end(self) -> None:
        """Keep the whole rounds, and let notices come again."""
        self.workplace.underway.discard(self)
        self.keep()
        self.run.end(self.workplace.now)
        self._hush(0)

    def rest(self) -> None:
        """Pause, unless it rests already."""
        if self.running:
            self.pause()

    put_away = end

    def _hush(self, seconds: float) -> None:
        """Let no notice come in the middle of a breath."""
        self._signed = self._now
        workplace = self.workplace
        if not workplace.store.outdated and kept_by_someone(workplace.home.lock):
            workplace.keeper.command(Breathe(seconds))
