"""The chair: sitting, standing, breaks, absences and the reminder, as one pure engine.

`step(chair, reading, policy)` answers with the next state and the events on the way to it. A command that is
not possible raises `Refusal` with a code; nothing has happened then.
"""

from __future__ import annotations

from dataclasses import replace

from coretui.domain.days import Instant, between, logical_day
from coretui.domain.orders import (
    Away,
    Back,
    Breathe,
    Call,
    Close,
    Command,
    Event,
    Notice,
    Pause,
    PromptEnded,
    PromptOpened,
    Reading,
    Refusal,
    Resume,
    SkipBreak,
    Snooze,
    SpanEnded,
    Stand,
    StartBreak,
    StartSession,
)
from coretui.domain.seat import MINUTE, STALL, Body, Chair, Hold, Outcome, Policy, Prompt

FRESH = 4 * 3600.0
"""After so many seconds away everything starts afresh, as on a new day."""
FORGOTTEN = 20 * MINUTE
"""A session without a sign for so many seconds has been left without a word."""
DEAD_KEY = 2.0
"""Seconds after a notice in which the snooze key does nothing: it may have been meant for another window."""


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
    run = _Run(chair, now, policy)
    run.catch_up()
    if reading.command is not None:
        run.obey(reading.command)
    return replace(run.chair, seen=now), run.told()


class _Run:
    """One step under way: the state so far and the events so far."""

    def __init__(self, chair: Chair, now: Instant, policy: Policy) -> None:
        self.chair = chair
        self.now = now
        self.policy = policy
        self.events: list[Event] = []
        self.free: Instant | None = None  # since when reminders may come, if that was within this step

    def told(self) -> tuple[Event, ...]:
        """Return the events with the last notice only: catching up never makes a backlog of them."""
        notices = [event for event in self.events if isinstance(event, Notice)]
        return tuple(e for e in self.events if not isinstance(e, Notice) or e is notices[-1])

    def become(self, **changes: object) -> None:
        self.chair = replace(self.chair, **changes)  # type: ignore[arg-type]

    # time

    def catch_up(self) -> None:
        """Let everything happen that has come due since the last reading."""
        if between(self.chair.seen, self.now) >= max(self.policy.break_length, STALL):
            self.stalled()
        if self.chair.closed:
            self.become(closed=False)
        if self.chair.quiet_until and between(self.chair.quiet_until, self.now) >= 0:
            self.become(quiet_until=None)
            self.free = self.now
        if self.chair.hold and self.chair.hold.over(self.now):
            self.become(hold=None)
            self.free = self.now
        if self.chair.prompt and not self.policy.hours.open_at(self.now):
            self.end_prompt(Outcome.LAPSED, self.now)
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

    def reached(self, since: Instant, seconds: float) -> Instant | None:
        """Return when so many seconds since an instant were full, if they are; never before the last reading.

        What could not happen when it was due (held, outside hours, a shorter setting) happens now.
        """
        if between(since, self.now) < seconds:
            return None
        at = since.later(seconds)
        return at if between(self.chair.seen, at) > 0 else self.now

    def reminded(self, since: Instant, seconds: float) -> Instant | None:
        """Return the same for a reminder: it does not come before it may."""
        at = self.reached(since, seconds)
        return self.now if at and self.free and between(self.free, at) < 0 else at

    def reminder(self) -> bool:
        """While sitting: fall due, remind again, end a snooze, give up."""
        prompt = self.chair.prompt
        quiet = self.chair.hold or self.chair.quiet_until or not self.policy.hours.open_at(self.now)
        if prompt is None:
            at = None if quiet else self.reminded(self.chair.anchor, self.policy.interval)
            if at is None:
                return False
            self.become(prompt=Prompt(due=at, noticed=at))
            self.events += [PromptOpened(at), Notice(Call.DUE)]
            return True
        if prompt.snoozed:
            at = None if quiet else self.reminded(prompt.snoozed, self.policy.snooze)
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
        if quiet or prompt.notices > self.policy.repeats:
            return False
        if at := self.reminded(prompt.noticed, self.policy.remind):
            self.become(prompt=replace(prompt, noticed=at, notices=prompt.notices + 1))
            self.events.append(Notice(Call.AGAIN))
            return True
        return False

    def break_is_long_enough(self) -> bool:
        """Ring when a break is long enough, and end it: nothing tells when the person sits down."""
        at = self.reached(self.chair.since, self.policy.break_length)
        if at is None:
            return False
        self.sit_down(at)
        self.events.append(Notice(Call.BREAK_OVER))
        return True

    def credit(self, outcome: Outcome) -> bool:
        """Count a span other than a break as one, as soon as it is long enough."""
        if self.chair.credited:
            return False
        at = self.reached(self.chair.since, self.policy.break_length)
        if at is None:
            return False
        if self.chair.sat_since:
            self.span(Body.SITTING, self.chair.sat_since, self.chair.since)
        self.keep(outcome, at)
        self.become(sat_since=None, credited=True, banked=0.0)
        return True

    def still_standing(self) -> bool:
        if self.chair.nudged or not self.reached(self.chair.since, self.policy.standing):
            return False
        self.become(nudged=True)
        if not self.chair.hold and self.policy.hours.open_at(self.now):
            self.events.append(Notice(Call.STILL_STANDING))
        return True

    def forgotten_session(self) -> bool:
        if not self.reached(self.chair.sign, FORGOTTEN):
            return False
        enough = self.chair.since.later(self.policy.break_length)
        self.sit_down(max(self.chair.sign, enough, key=lambda instant: instant.elapsed))
        return True

    def stalled(self) -> None:
        """Nothing was read for a break's length: the machine slept, or the app was closed or stopped."""
        chair, start, day = self.chair, self.chair.seen, self.policy.day_start
        fresh = between(start, self.now) >= FRESH or logical_day(start, day) != logical_day(self.now, day)
        if chair.closed or fresh:
            # The evening says nothing about a break: what was open lapses, and nothing is credited for it.
            if chair.prompt:
                self.end_prompt(Outcome.LAPSED, start)
            self.become(anchor=start)
        if chair.body in {Body.AWAY, Body.BREAK}:
            # Whoever had left already comes back now; an absence announced goes on until they say so.
            if chair.body is Body.BREAK:
                self.sit_down(self.now)
            return
        if chair.body is not Body.SITTING:
            self.sit_down(start)
        self.leave(start)
        self.credit(Outcome.ABSENCE)
        self.sit_down(self.now)

    # commands

    def obey(self, command: Command) -> None:
        """Carry out one command."""
        if not isinstance(command, Close):
            self.become(sign=self.now)
        match command:
            case StartBreak():
                self.refuse_if(self.chair.body is Body.BREAK, "on a break already")
                self.change_to(Body.BREAK)
            case Stand():
                self.refuse_if(self.chair.body is Body.STANDING, "standing already")
                self.change_to(Body.STANDING)
            case Away():
                self.refuse_if(self.chair.body is Body.AWAY, "away already")
                if self.chair.body is not Body.SITTING:
                    self.sit_down(self.now)
                self.leave(self.now)
            case StartSession():
                if self.chair.body is not Body.SESSION:
                    self.change_to(Body.SESSION)
            case Back():
                self.refuse_if(self.chair.body is Body.SITTING, "sitting already")
                self.sit_down(self.now)
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
            case Close():
                self.become(closed=True)
        while self.one_deadline():
            pass

    def refuse_if(self, wrong: bool, code: str) -> None:
        if wrong:
            raise Refusal(code)

    def snooze(self) -> None:
        prompt = self.chair.prompt
        if prompt is None or self.chair.body is not Body.SITTING:
            raise Refusal("nothing due")
        self.refuse_if(prompt.snoozed is not None, "snoozed already")
        self.refuse_if(prompt.snoozes >= self.policy.snoozes, "no more snoozes")
        self.refuse_if(between(prompt.noticed, self.now) < DEAD_KEY, "too quick")
        self.become(prompt=replace(prompt, snoozed=self.now, snoozes=prompt.snoozes + 1))

    # moves of the body

    def change_to(self, body: Body) -> None:
        """Leave the present span for one of another kind."""
        if self.chair.body is not Body.SITTING:
            self.sit_down(self.now)
        start = self.now
        self.span(Body.SITTING, self.chair.since, start)
        self.become(
            body=body,
            since=start,
            banked=self.chair.banked + between(self.chair.since, start),
            credited=False,
            nudged=False,
        )

    def leave(self, start: Instant) -> None:
        """Go away; the sitting span stays open until the absence is long enough to count."""
        self.become(
            body=Body.AWAY,
            banked=self.chair.banked + between(self.chair.since, start),
            sat_since=self.chair.since,
            since=start,
            credited=False,
        )

    def sit_down(self, at: Instant) -> None:
        """End the present span at an instant and sit from then on."""
        chair = self.chair
        lasted = between(chair.since, at)
        if self.free is None or between(self.free, at) > 0:
            self.free = at
        if chair.body is Body.AWAY and not chair.credited and chair.sat_since:
            # Too short to be an absence: nobody went anywhere.
            self.become(
                body=Body.SITTING,
                since=chair.sat_since,
                sat_since=None,
                banked=chair.banked - between(chair.sat_since, chair.since),
            )
            return
        full = chair.credited
        if chair.body is Body.BREAK:
            full = self.judge_break(lasted, at)
        self.span(chair.body, chair.since, at, ends_stretch=full)
        self.become(body=Body.SITTING, since=at, credited=False, nudged=False, sat_since=None)
        if full:
            self.become(banked=0.0, anchor=at)

    def judge_break(self, lasted: float, at: Instant) -> bool:
        """Settle what a break was worth; tell whether it ends the stretch."""
        if lasted >= self.policy.break_length:
            self.keep(Outcome.TAKEN, at)
            return True
        if lasted >= self.policy.break_length / 2 and self.chair.prompt:
            self.end_prompt(Outcome.SHORT, at)
        return False

    def keep(self, outcome: Outcome, at: Instant) -> None:
        """Answer the open prompt; a break of one's own accord after half an interval counts as well."""
        if self.chair.prompt:
            self.end_prompt(outcome, at)
        elif outcome in {Outcome.TAKEN, Outcome.ABSENCE} and not self.chair.hold:
            sat = between(self.chair.anchor, self.chair.since)
            if sat >= self.policy.interval / 2 and self.policy.hours.open_at(self.chair.since):
                self.events += [PromptOpened(self.chair.since), PromptEnded(outcome, at)]

    def end_prompt(self, outcome: Outcome, at: Instant, reason: str = "", note: str = "") -> None:
        self.events.append(PromptEnded(outcome, at, reason, note))
        self.become(prompt=None, anchor=at)

    def span(self, body: Body, start: Instant, end: Instant, *, ends_stretch: bool = False) -> None:
        seconds = between(start, end)
        if seconds > 0:
            self.events.append(SpanEnded(body, start, seconds, ends_stretch))
