"""Breathing by the pacer: what the screen and the command share. Each round is on disk as it ends."""

from __future__ import annotations

from dataclasses import dataclass

from coretui.desktop.lock import kept_by_someone
from coretui.domain.breathing.pacer import PRELUDE, BreathMoment, Pacer
from coretui.domain.breathing.patterns import Pattern
from coretui.domain.chair.messages import Breathe
from coretui.services.workplace import Workplace
from coretui.store.breathing import Run

LATE = 60.0
"""Seconds for which notices still wait after the planned end, should the end never be told."""


@dataclass(slots=True)
class Breather:
    """One run: its pacer, and what of it is kept. `StoreError` where something cannot be written."""

    workplace: Workplace
    pacer: Pacer
    run: Run

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
        """Whether every round is done."""
        return self.pacer.over(self._now)

    @property
    def _now(self) -> float:
        return self.workplace.clocks.monotonic()

    def moment(self) -> BreathMoment:
        """Return what to show now."""
        return self.pacer.moment(self._now)

    def start(self) -> None:
        """Begin, or go on at the beginning of the round that was interrupted."""
        now = self._now
        self.pacer = self.pacer.started(now)
        self._hush(self.pacer.left(now) + PRELUDE + LATE)

    def keep(self) -> bool:
        """Commit the rounds that have ended; tell whether there were any."""
        return self.run.keep(self.pacer.done(self._now))

    def pause(self) -> None:
        """Rest; the round that is interrupted begins anew later."""
        self.pacer = self.pacer.paused(self._now)
        self.keep()
        self._hush(0)

    def finish(self) -> None:
        """Let this round be the last."""
        self.pacer = self.pacer.finishing(self._now)

    def end(self) -> None:
        """Keep the whole rounds, and let notices come again."""
        self.keep()
        self._hush(0)

    def _hush(self, seconds: float) -> None:
        """Let no notice come in the middle of a breath."""
        workplace = self.workplace
        if not workplace.store.outdated and kept_by_someone(workplace.home.lock):
            workplace.keeper.command(Breathe(seconds))
