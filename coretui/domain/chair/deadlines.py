"""What falls due by itself: a break, its reminders and end, standing too long, a session left without a word."""

from __future__ import annotations

from dataclasses import replace

from coretui.domain.chair.messages import (
    Call,
    Notice,
    PromptOpened,
)
from coretui.domain.chair.presence import Presence
from coretui.domain.chair.state import Body, Outcome, Prompt
from coretui.domain.days import Instant, between

DEAD_KEY = 2.0
"""Seconds after a notice in which the snooze key does nothing: it may have been meant for another window."""
WARNING = 60.0
"""Seconds before a break falls due at which a warning comes, if that is wanted."""
BREATHER = 3.0
"""Seconds without a key that are a pause in typing."""
BUSY = 30.0
"""Seconds for which a notice waits for such a pause at most."""


class Deadlines(Presence):
    """Acts on the deadlines that have passed."""

    def settle(self) -> None:
        """Act on every deadline that has passed, in their order."""
        while self.one_deadline():
            pass

    def one_deadline(self) -> bool:
        """Act on the earliest deadline that has passed; tell whether there was one."""
        match self.chair.body:
            case Body.SITTING:
                return self.reminder()
            case Body.BREAK:
                return self.break_is_long_enough()
            case Body.STANDING:
                return self.credit(Outcome.STOOD) or self.still_standing()
            case Body.SESSION:
                return self.credit(Outcome.TAKEN) or self.forgotten_session()
            case Body.AWAY:
                return self.credit(Outcome.ABSENCE)

    def reminded(self, since: Instant, seconds: float) -> Instant | None:
        """Return when so many seconds were full, as `reached` does; a reminder does not come before it may."""
        at = self.reached(since, seconds)
        return self.now if at and self.free and between(self.free, at) < 0 else at

    def reminder(self) -> bool:
        """While sitting: warn, fall due, remind again, end a snooze, give up."""
        prompt = self.chair.prompt
        quiet = self.held or self.chair.quiet_until or not self.policy.hours.open_at(self.now)
        if prompt is None:
            return not quiet and self.falls_due()
        if prompt.snoozed:
            at = None if quiet or self.mute else self.reminded(prompt.snoozed, self.policy.snooze)
            if at is None:
                return False
            self.become(prompt=replace(prompt, snoozed=None, woke=at, noticed=at, notices=1))
            self.events.append(Notice(Call.AGAIN))
            return True
        patience = self.policy.interval
        if prompt.woke:
            # A notice that has just come back from a snooze can still be answered.
            answerable = min(self.policy.remind, self.policy.interval)
            patience = max(patience, between(prompt.due, prompt.woke) + answerable)
        if at := self.reminded(prompt.due, patience):
            self.end_prompt(Outcome.MISSED, at)
            return True
        if quiet or self.mute:
            return False
        return self.first_notice(prompt) if prompt.noticed is None else self.next_notice(prompt)

    def falls_due(self) -> bool:
        """Open a prompt when the interval is full, or warn a minute before."""
        chair, interval = self.chair, self.policy.interval
        if at := self.reminded(chair.anchor, interval):
            self.become(prompt=Prompt(due=at, noticed=None), told=False, offered=chair.offered + 1)
            self.events.append(PromptOpened(at))
            return True
        soon = between(chair.anchor, self.now) >= interval - WARNING
        if self.policy.warn and soon and not self.mute and not chair.told and interval > 2 * WARNING:
            self.become(told=True)
            self.events.append(Notice(Call.SOON))
            return True
        return False

    def first_notice(self, prompt: Prompt) -> bool:
        """Tell that a break is due, in a pause of typing if there is one soon."""
        typing = self.signs.rest is not None and self.signs.rest < BREATHER
        if typing and between(prompt.due, self.now) < BUSY:
            return False
        self.become(prompt=replace(prompt, noticed=self.now if self.known else prompt.due))
        self.events.append(Notice(Call.DUE))
        return True

    def next_notice(self, prompt: Prompt) -> bool:
        """Remind again, so many times."""
        if prompt.noticed is None or prompt.notices > self.policy.repeats:
            return False
        at = self.reminded(prompt.noticed, self.policy.remind)
        if at is None:
            return False
        self.become(prompt=replace(prompt, noticed=at, notices=prompt.notices + 1))
        self.events.append(Notice(Call.AGAIN))
        return True

    def break_is_long_enough(self) -> bool:
        """Ring when a break is long enough; where nothing tells when the person sits down, it ends then."""
        at = self.reached(self.chair.since, self.policy.break_length)
        rings = not self.chair.told
        if at is None or self.mute or self.chair.quiet_until or not (rings or self.blind):
            return False  # whoever breathes in the break finishes the breath
        self.credit(Outcome.TAKEN)
        self.become(told=True)
        if self.blind:
            self.sit_down(at)
        if rings:
            self.events.append(Notice(Call.BREAK_OVER))
        return True

    def still_standing(self) -> bool:
        """Ask once whether the person still stands."""
        if self.chair.told or self.mute or self.chair.quiet_until:
            return False
        if not self.reached(self.chair.since, self.policy.standing):
            return False
        self.become(told=True)
        if not self.held and self.policy.hours.open_at(self.now):
            self.events.append(Notice(Call.STILL_STANDING))
        return True

    def forgotten_session(self) -> bool:
        """End a session that has lost its player, or was left without a word."""
        if not self.reached(self.last_of_session, self.chair.patience):
            return False
        self.sit_down(self.last_of_session)
        return True

    @property
    def last_of_session(self) -> Instant:
        """The last sign of the session: nothing is known of what came after it."""
        return self.chair.alive or self.chair.sign
