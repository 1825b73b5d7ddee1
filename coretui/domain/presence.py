"""Who is there: what input, a lock and keys in coretui say about leaving and coming back."""

from __future__ import annotations

from coretui.domain.days import Instant, between
from coretui.domain.moves import Moves
from coretui.domain.orders import Revoked
from coretui.domain.seat import Absence, Body, Outcome

TOUCH = 5.0
"""Seconds that input must go on to be a return: a touch in passing is none."""
PAUSE = 12.0
"""Seconds between two inputs of one run; coarse sources tell only every few seconds."""
LEAVING = 15.0
"""Seconds after getting up in which input is still that of getting up."""
OWN = 2.0
"""Seconds by which input may differ from a key in coretui and still be that key."""
UNANSWERED = 3
"""Prompts missed in a row without a sign, after which nobody is taken to be there."""


class Presence(Moves):
    """Reads the signs of the person, and lets them leave and come back."""

    def notice_signs(self, own_key: Instant | None) -> None:
        """Let what the signs say have its effect."""
        signs, chair = self.signs, self.chair
        if own_key and between(chair.sign, own_key) > 0:
            self.become(sign=own_key, missed=0)
        if signs.quiet != chair.hushed:
            if signs.quiet and chair.prompt:
                self.end_prompt(Outcome.LAPSED, self.now)
            self.become(hushed=signs.quiet)
            self.free = self.now
        if signs.source != chair.source:
            self.become(source=signs.source)
        unlocked = chair.locked and not signs.locked
        if signs.locked != chair.locked:
            self.become(locked=signs.locked)
        match self.chair.body:
            case Body.SITTING | Body.STANDING:
                self._maybe_leave()
            case Body.AWAY:
                self._maybe_return(own_key, unlocked=unlocked)
            case Body.BREAK if self.known:
                self._maybe_end_break(own_key)
            case _:
                pass

    def _maybe_leave(self) -> None:
        """Take rest, a lock, or three unanswered prompts for an absence."""
        chair, signs, policy = self.chair, self.signs, self.policy
        if policy.absence is Absence.SITTING:
            return
        if signs.locked:
            self.leave(self.now)
            return
        if signs.input_at is not None and signs.rest is not None:
            last, rest, enough = signs.input_at, signs.rest, policy.away
            if chair.body is Body.SITTING and chair.prompt and not chair.prompt.snoozed:
                # Due, and the keyboard rests: that is the break, counted from whichever came later.
                enough = min(enough, policy.break_length)
                late = between(last, chair.prompt.due)
                if late > 0:
                    last, rest = chair.prompt.due, rest - late
            if rest >= enough:
                self.leave(last)
            return
        if chair.body is Body.SITTING and chair.missed >= UNANSWERED:
            self._was_not_there()

    def _was_not_there(self) -> None:
        """Take the time since the last sign for an absence: an app left open has not been sat at."""
        chair = self.chair
        start = chair.since if between(chair.since, chair.sign) < 0 else chair.sign
        self.events.append(Revoked(start))
        self.become(
            prompt=None, missed=0, anchor=chair.anchor if between(chair.anchor, start) > 0 else chair.since
        )
        self.leave(start)

    def _maybe_return(self, own_key: Instant | None, *, unlocked: bool) -> None:
        chair, signs = self.chair, self.signs
        if signs.locked:
            self.become(touched=None, touching=None)
            return
        grace = LEAVING if chair.announced else 0.0
        if own_key and between(chair.since, own_key) > grace:
            self.come_back(own_key)
        elif unlocked and not chair.announced:
            self.come_back(self.now)
        elif (back := self._run_of_input(grace)) is not None:
            self.come_back(back)

    def _maybe_end_break(self, own_key: Instant | None) -> None:
        last = self.signs.input_at
        if own_key and last and abs(between(own_key, last)) <= OWN:
            return
        if (back := self._run_of_input(LEAVING)) is not None:
            self.sit_down(back)

    def _run_of_input(self, grace: float) -> Instant | None:
        """Return when a run of input began, once it has gone on for long enough; forget what broke off."""
        chair, last = self.chair, self.signs.input_at
        if last is None or between(chair.since, last) <= grace:
            return None
        if chair.touched is None or chair.touching is None or between(chair.touching, last) > PAUSE:
            self.become(touched=last, touching=last)
            return None
        if between(chair.touching, last) > 0:
            self.become(touching=last)
        return chair.touched if between(chair.touched, last) >= TOUCH else None
