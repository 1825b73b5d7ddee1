"""Puts what a source tells into instants that no later change of a clock can move."""

from __future__ import annotations

from collections.abc import Mapping

from coretui.desktop.clocks import Clocks
from coretui.desktop.signs.source import Rest, Sight, Stamps
from coretui.domain.days import Instant, between

JITTER = 0.5
"""Seconds by which two answers about the same input may differ."""
AHEAD = 2.0
"""Seconds by which a stamp may lie in the future before it is one from before the clock was set back."""
SLEPT = 1.0
"""Seconds that elapsed time must gain on monotonic time to be called sleep."""
STALL = 10.0
"""Seconds without a look after which nothing is guessed about what lies between."""


class SignTimeline:
    """The last input that one source has told of.

    `input_at` is None until it told of any; `seen_at` is when it was last asked. New input lies between the
    last look and this one, whatever the wall clock says: that bounds every answer after the first.
    """

    def __init__(self, clocks: Clocks) -> None:
        self._clocks = clocks
        self.input_at: Instant | None = None
        self.seen_at: Instant | None = None
        self._monotonic = 0.0
        self._rested_since: float | None = None
        self._stamps: Mapping[str, float] | None = None

    def add(self, sight: Sight) -> None:
        """Take in what the source answered just now."""
        now, monotonic = self._clocks.now(), self._clocks.monotonic()
        found = (
            self._from_rest(sight, now, monotonic) if isinstance(sight, Rest) else self._from_stamps(sight, now)
        )
        if found is not None:
            if self.seen_at is not None and between(found, self.seen_at) > 0:
                found = self.seen_at
            self.input_at = found
        self.seen_at, self._monotonic = now, monotonic

    def _from_rest(self, rest: Rest, now: Instant, monotonic: float) -> Instant | None:
        since = monotonic - rest.seconds
        if self._rested_since is not None and since - self._rested_since < JITTER:
            return None
        self._rested_since = since
        if self._slept(now, monotonic) and since - self._monotonic < STALL and self.seen_at is not None:
            # A key just before the lid was shut must not look like one after it was opened.
            return self.seen_at.later(since - self._monotonic)
        return now.later(-rest.seconds)

    def _slept(self, now: Instant, monotonic: float) -> bool:
        return self.seen_at is not None and between(self.seen_at, now) - (monotonic - self._monotonic) > SLEPT

    def _from_stamps(self, stamps: Stamps, now: Instant) -> Instant | None:
        before, self._stamps = self._stamps, dict(stamps.by_terminal)
        if before is None:
            told = [stamp for stamp in self._stamps.values() if stamp <= now.wall + AHEAD]
        else:
            # A terminal that has only just appeared has not been typed in yet.
            told = [stamp for tty, stamp in self._stamps.items() if before.get(tty, stamp) != stamp]
        if not told:
            return None
        return now.later(-max(0.0, now.wall - max(told)))
