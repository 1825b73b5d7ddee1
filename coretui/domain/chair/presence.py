"""Who is there: what input, a lock and keys in coretui say about leaving and coming back."""

from __future__ import annotations

from coretui.domain.chair.messages import Revoked
from coretui.domain.chair.state import Absence, Body, Prompt
from coretui.domain.chair.transitions import Moves
from coretui.domain.days import Instant, between, day_began

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
        signs, before = self.signs, self.chair
        unlocked = before.locked and not signs.locked
        self._remember(own_key)
        if before.body in {Body.SITTING, Body.STANDING}:
            self._remember(signs.input_at)
        if (signs.source, signs.locked) != (before.source, before.locked):
            self.become(source=signs.source, locked=signs.locked)
        match before.body:
            case Body.SITTING | Body.STANDING:
                if unlocked:
                    self._remember(self.now)  # which took hands, though none was told of
                self._maybe_leave(locked_now=signs.locked and not before.locked)
            case Body.AWAY:
                self._maybe_return(own_key, unlocked=unlocked)
            case Body.BREAK if self.known:
                self._maybe_end_break(own_key)
            case _:
                pass

    def _remember(self, sign: Instant | None) -> None:
        """Keep the last sign of the person."""
        if sign and self.precedes(self.chair.sign, sign):
            self.become(sign=sign, missed=0, then_anchor=None, then_due=None)

    def _maybe_leave(self, *, locked_now: bool) -> None:
        """Take rest, a lock, or three unanswered prompts for an absence."""
        chair, signs, policy = self.chair, self.signs, self.policy
        if policy.absence is Absence.SITTING:
            return
        if signs.locked and (locked_now or self.precedes(chair.sign, chair.since)):
            # Whoever has given a sign since then sits elsewhere than at the locked screen.
            self.leave(self.now)
        elif chair.quiet_until:
            # Whoever breathes by the pacer touches nothing, and has not left.
            return
        elif signs.input_at is not None:
            last, rest = self._rest_since(chair.since, chair.sign)
            if rest >= policy.away:
                self.leave(last)
            elif chair.body is Body.SITTING and chair.prompt and not chair.prompt.snoozed:
                # Due, and the keyboard rests: that is the break, counted from whichever came later.
                last, rest = self._rest_since(last, chair.prompt.due)
                if rest >= policy.break_length:
                    self.leave(last)
        elif self.asked and (chair.missed >= UNANSWERED or self._left_overnight()):
            self._was_not_there()

    def _rest_since(self, *floors: Instant) -> tuple[Instant, float]:
        """Return the last of the input and other instants, and the seconds known without input since then."""
        last, rest = self.signs.input_at or self.now, self.signs.rest or 0.0
        for floor in floors:
            if (late := between(last, floor)) > 0:
                last, rest = floor, rest - late
        return last, rest

    def _last_sign(self) -> Instant:
        """Return the last sign in the present span, or else its start."""
        chair = self.chair
        return chair.since if self.precedes(chair.sign, chair.since) else chair.sign

    def _left_overnight(self) -> bool:
        """Tell whether a day has begun since the last sign, though held or outside hours no prompt was missed."""
        sign, policy = self._last_sign(), self.policy
        if between(sign, self.now) < UNANSWERED * 2 * policy.interval:
            return False
        return day_began(sign, self.now, policy.day_start)

    def _was_not_there(self) -> None:
        """Take the time since the last sign for an absence: an app left open has not been sat at."""
        chair, start = self.chair, self._last_sign()
        self.events.append(Revoked(start))
        prompt = chair.prompt if chair.prompt and not self.precedes(start, chair.prompt.due) else None
        if chair.then_anchor:
            prompt = Prompt(chair.then_due, chair.then_due) if chair.then_due else None
        anchor = chair.then_anchor or chair.anchor
        self.become(prompt=prompt, anchor=anchor, missed=0, then_anchor=None, then_due=None)
        self.leave(start)

    def _maybe_return(self, own_key: Instant | None, *, unlocked: bool) -> None:
        chair = self.chair
        grace = LEAVING if chair.announced else 0.0
        if own_key and between(chair.since, own_key) > grace:
            self.come_back(own_key)
        elif self.signs.locked:
            self.become(touched=None, touching=None)
        elif unlocked and between(chair.since, self.now) > grace:
            self._remember(self.now)
            self.come_back(self.now)
        elif (back := self._run_of_input(grace)) is not None:
            self.come_back(back)
        elif self.blind and not chair.announced and self._may_remind_again():
            # Nothing will tell that the day at the desk has begun; if it has not, prompts will be missed again.
            self.come_back(self.now)

    def _may_remind_again(self) -> bool:
        """Tell whether a hold or the time outside hours has ended since the last reading."""
        before, hours = self.before, self.policy.hours
        silent = before.hold or before.hushed or not hours.open_at(before.seen)
        return bool(silent) and not self.held and hours.open_at(self.now)

    def _maybe_end_break(self, own_key: Instant | None) -> None:
        last = self.signs.input_at
        if last and any(key and abs(between(key, last)) <= OWN for key in (own_key, self.chair.sign)):
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
