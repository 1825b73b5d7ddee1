"""The chair: sitting, standing, breaks, absences and the reminder, as one pure engine.

`step(chair, reading, policy)` answers with the next state and the events on the way to it. A command that is
not possible raises `Refusal` with a code; nothing has happened then.
"""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter

from coretui.domain.chair.deadlines import DEAD_KEY, WARNING, Deadlines
from coretui.domain.chair.messages import (
    Away,
    Back,
    Breathe,
    Close,
    Command,
    Corrected,
    Event,
    Here,
    Orphaned,
    Pause,
    Refusal,
    Resume,
    Revoked,
    SkipBreak,
    Snooze,
    Stand,
    StartBreak,
    StartSession,
)
from coretui.domain.chair.presence import LEAVING
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import STALL, Absence, Body, Chair, Hold, Outcome, Policy
from coretui.domain.chair.transitions import FRESH
from coretui.domain.days import Instant, between

_PARTS = attrgetter(*(part.name for part in fields(Chair)))


def step(chair: Chair | None, reading: Reading, policy: Policy) -> tuple[Chair, tuple[Event, ...]]:
    """Take the chair to the reading's instant and carry out its command.

    Without a chair one begins: whoever opens the app sits. Raises `Refusal` for a command that cannot be
    carried out now.
    """
    now = reading.now
    if chair is None:
        chair = Chair(Body.SITTING, since=now, anchor=now, seen=now, sign=now)
    if between(chair.seen, now) < 0:
        # Another process read its clocks later and was stored first: time does not go back.
        now = chair.seen
        reading = replace(reading, now=now)
    later = uneventful(chair, reading, policy)
    return (later, ()) if later else thorough(chair, reading, policy)


def uneventful(chair: Chair, reading: Reading, policy: Policy) -> Chair | None:
    """Return the chair after one of the many seconds in which nothing can happen, None if something may.

    It answers as `thorough` does, only sooner, and knows the two plainest states: sitting with nothing due,
    and away for long enough, while a source tells of input.
    """
    now, signs = reading.now, reading.signs
    if signs is None or signs.input_at is None or signs.rest is None or reading.command:
        return None
    if chair.closed or chair.prompt or chair.hold or chair.quiet_until or between(chair.seen, now) >= STALL:
        return None
    if signs.locked or chair.locked or signs.quiet != chair.hushed or signs.source != chair.source:
        return None
    sign, own_key = chair.sign, reading.own_key or chair.sign
    if not now.boot == sign.boot == own_key.boot == signs.input_at.boot:
        return None
    if between(sign, own_key) > 0:
        sign = own_key
    if chair.body is Body.AWAY:
        since = chair.since
        gone = chair.credited and between(since, own_key) <= 0 and between(since, signs.input_at) <= 0
        return _seen(chair, now, sign) if gone else None
    soon = policy.interval - (WARNING if policy.warn else 0.0)
    if chair.body is not Body.SITTING or between(chair.anchor, now) >= soon or signs.rest >= policy.away:
        return None
    if between(sign, signs.input_at) > 0:
        sign = signs.input_at
    return None if chair.missed or chair.then_anchor else _seen(chair, now, sign)


def _seen(chair: Chair, seen: Instant, sign: Instant) -> Chair:
    # As `replace` does, in half the time; this is all that most seconds cost.
    body, since, anchor, _, _, *others = _PARTS(chair)
    return Chair(body, since, anchor, seen, sign, *others)


def thorough(chair: Chair, reading: Reading, policy: Policy) -> tuple[Chair, tuple[Event, ...]]:
    """Do what `step` does for a chair and a reading that is not before it."""
    run = _Run(chair, reading, policy)
    run.catch_up(reading)
    if reading.command is not None:
        run.obey(reading.command)
    return replace(run.chair, seen=reading.now), run.told()


class _Run(Deadlines):
    """One step: time first, then the signs, then the command."""

    def catch_up(self, reading: Reading) -> None:
        """Let everything happen that has come due since the last reading."""
        if any(map(self.to_come, (self.chair.since, self.chair.anchor, self.chair.seen))):
            self.begin_anew()
        if between(self.chair.seen, self.now) >= max(self.policy.break_length, STALL):
            self.stalled()
        if self.chair.closed:
            self.become(closed=False)
        if self.chair.quiet_until and between(self.chair.quiet_until, self.now) >= 0:
            self.become(quiet_until=None, sign=self.now, missed=0, then_anchor=None, then_due=None)
            self.free = self.now
        if self.chair.hold and self.chair.hold.over(self.now):
            self.become(hold=None)
            self.free = self.now
        if self.signs.quiet != self.chair.hushed:
            self.hush(quiet=self.signs.quiet)
        if self.chair.prompt and not self.policy.hours.open_at(self.now):
            self.end_prompt(Outcome.LAPSED, self.now)
        self.settle()
        if reading.signs is not None or reading.own_key is not None:
            self.notice_signs(reading.own_key)
            self.settle()

    def hush(self, *, quiet: bool) -> None:
        """Let the desktop's do-not-disturb begin or end."""
        if quiet and self.chair.prompt:
            self.end_prompt(Outcome.LAPSED, self.now)
        self.become(hushed=quiet)
        self.free = self.now

    def to_come(self, instant: Instant) -> bool:
        """Tell whether an instant from before a restart of the machine is still to come, by hours or by years."""
        return instant.boot != self.now.boot and instant.wall > self.now.wall + FRESH

    def begin_anew(self) -> None:
        """Begin a new stretch: the clock was set back while the machine was off, by hours or by years.

        How long that was nobody knows, and what counts from moments still to come would wait until then.
        """
        chair, now = self.chair, self.now
        if chair.prompt:
            self.end_prompt(Outcome.LAPSED, chair.seen)
        self.span(chair.body, chair.since, chair.seen)
        begun = Chair(Body.SITTING, since=now, anchor=now, seen=now, sign=now, offered=chair.offered)
        self.chair = replace(begun, hold=chair.hold, source=chair.source, locked=chair.locked, hushed=chair.hushed)

    def stalled(self) -> None:
        """Nothing was read for a break's length: the machine slept, or the app was closed or stopped."""
        chair, start = self.chair, self.chair.seen
        if chair.closed or self.is_fresh(start, self.now):
            # The evening says nothing about a break: what was open lapses, and nothing is credited for it.
            if chair.prompt:
                self.end_prompt(Outcome.LAPSED, start)
            self.become(anchor=start, missed=0, then_anchor=None, then_due=None)
        elif self.policy.absence is Absence.SITTING:
            # That was sitting, but no prompt is added to the past.
            self.free = self.now
            return
        if chair.body is Body.BREAK:
            # Whoever had left already comes back now.
            self.sit_down(self.now)
        if chair.body in {Body.AWAY, Body.BREAK}:
            # An absence announced goes on until the person says so.
            return
        if chair.body is Body.SESSION:
            self.sit_down(start)
        self.leave(start)
        self.credit(Outcome.ABSENCE)
        self.sit_down(self.now)

    # commands

    def obey(self, command: Command) -> None:
        """Carry out one command."""
        if not isinstance(command, Close | Corrected | Orphaned):
            self.become(sign=self.now, missed=0, then_anchor=None, then_due=None)
        match command:
            case StartBreak():
                self.refuse_if(self.chair.body is Body.BREAK, "on a break already")
                if self.chair.prompt is None:
                    self.become(offered=self.chair.offered + 1)
                self.change_to(Body.BREAK)
            case Stand():
                self.refuse_if(self.chair.body is Body.STANDING, "standing already")
                self.change_to(Body.STANDING)
            case Away():
                self.refuse_if(self.chair.body is Body.AWAY, "away already")
                if self.chair.body in {Body.BREAK, Body.SESSION}:
                    self.sit_down(self.now)
                self.leave(self.now, announced=True)
            case StartSession(patience):
                if self.chair.body is not Body.SESSION:
                    self.change_to(Body.SESSION)
                self.become(alive=self.now, patience=patience)
            case Orphaned():
                if self.chair.body is Body.SESSION:
                    self.sit_down(self.last_of_session)
            case Back():
                self.come_to_sit()
            case Here():
                self.is_here()
            case Close():
                self.become(closed=True)
            case Corrected():
                self.correct(command)
            case _:
                self.is_here()
                self.remind(command)
        self.settle()

    def come_to_sit(self) -> None:
        """Come back; the key for it may have ended the absence already, and then there is nothing left to do."""
        back_already = self.chair.body is Body.SITTING
        self.refuse_if(back_already and self.before.body is Body.SITTING, "sitting already")
        if self.chair.body is Body.AWAY:
            self.come_back(self.now)
        elif not back_already:
            self.sit_down(self.now)

    def is_here(self) -> None:
        """End an absence, but not one that the person has only just announced; a break goes on."""
        grace = LEAVING if self.chair.announced else 0.0
        if self.chair.body is Body.AWAY and between(self.chair.since, self.now) > grace:
            self.come_back(self.now)
        elif self.chair.body is Body.BREAK:
            self.become(sign=self.now, touched=None, touching=None)

    def correct(self, command: Corrected) -> None:
        """Let the present stretch be what it has turned out to be."""
        self.free = self.now
        self.become(banked=command.banked, anchor=command.anchor)
        if self.chair.prompt and between(command.anchor, self.now) < self.policy.interval:
            # It fell due only because of what has been taken back.
            self.events.append(Revoked(command.anchor))
            self.become(prompt=None)

    def remind(self, command: Command) -> None:
        """Carry out a command about the reminder."""
        match command:
            case Snooze():
                self.snooze()
            case SkipBreak(reason, note):
                self.refuse_if(self.chair.prompt is None, "nothing due")
                self.end_prompt(Outcome.SKIPPED, self.now, reason, note)
            case Pause(seconds, until, reason):
                if self.chair.prompt:
                    self.end_prompt(Outcome.LAPSED, self.now)
                hold = Hold(self.now, seconds, until, reason)
                self.become(hold=None if hold.over(self.now) else hold)
            case Resume():
                self.refuse_if(self.chair.hold is None, "not held")
                self.become(hold=None)
                self.free = self.now
            case Breathe(seconds):
                self.free = self.now
                self.become(quiet_until=self.now.later(seconds) if seconds > 0 else None)

    def refuse_if(self, wrong: bool, code: str) -> None:
        """Refuse a command that does not fit."""
        if wrong:
            raise Refusal(code)

    def snooze(self) -> None:
        """Put the prompt off, if that is still allowed."""
        prompt = self.chair.prompt
        if prompt is None or self.chair.body is not Body.SITTING:
            raise Refusal("nothing due")
        self.refuse_if(prompt.snoozed is not None, "snoozed already")
        self.refuse_if(prompt.snoozes >= self.policy.snoozes, "no more snoozes")
        noticed = prompt.noticed or self.now
        self.refuse_if(between(noticed, self.now) < DEAD_KEY, "too quick")
        self.become(prompt=replace(prompt, noticed=noticed, snoozed=self.now, snoozes=prompt.snoozes + 1))
