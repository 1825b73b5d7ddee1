"""The moves of the chair: leaving one span for another, and what becomes of the open prompt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coretui.domain.chair.messages import Call, Event, Notice, PromptEnded, PromptOpened, SpanEnded
from coretui.domain.chair.reading import Reading, Signs
from coretui.domain.chair.state import NO_SOURCE, Body, Chair, Outcome, Policy
from coretui.domain.days import Instant, between, day_began

FRESH = 4 * 3600.0
"""After so many seconds away everything starts afresh, as on a new day."""


class Moves:
    """One step under way: the state so far and the events so far."""

    def __init__(self, chair: Chair, reading: Reading, policy: Policy) -> None:
        self.before = self.chair = chair
        self.now = reading.now
        self.asked = reading.signs is not None
        self.signs = reading.signs or Signs(source=chair.source, locked=chair.locked, quiet=chair.hushed)
        self.policy = policy
        self.mute = reading.mute
        self.events: list[Event] = []
        self.free: Instant | None = None  # since when reminders may come, if that was within this step

    def told(self) -> tuple[Event, ...]:
        """Return the events with the last notice only: catching up never makes a backlog of them.

        A reminder of what has ended meanwhile is none any more.
        """
        notices = [event for event in self.events if isinstance(event, Notice)]
        if self.chair.prompt is None:
            notices = [notice for notice in notices if notice.call not in {Call.DUE, Call.AGAIN}]
        last = notices[-1] if notices else None
        return tuple(event for event in self.events if not isinstance(event, Notice) or event is last)

    def become(self, **changes: Any) -> None:
        """Change the state; like `replace`, it takes every field of a chair, each with a type of its own."""
        self.chair = replace(self.chair, **changes)

    @property
    def known(self) -> bool:
        """Whether a source tells when input came."""
        return self.signs.input_at is not None

    @property
    def blind(self) -> bool:
        """Whether nothing tells when input comes; a reading that says nothing of it goes by the one before."""
        return not self.known and (self.asked or self.chair.source == NO_SOURCE)

    def precedes(self, one: Instant, other: Instant) -> bool:
        """Tell which of two instants came first, also where the machine was started anew between them."""
        if one.boot == other.boot:
            return one.elapsed < other.elapsed
        now = self.now.boot
        return other.boot == now if now in {one.boot, other.boot} else one.wall < other.wall

    def reached(self, since: Instant, seconds: float) -> Instant | None:
        """Return when so many seconds since an instant were full, if they are; never before the last reading.

        What could not happen when it was due (held, outside hours, a shorter setting) happens now.
        """
        if between(since, self.now) < seconds:
            return None
        # It is now that it is written down: whoever has travelled since then is in another zone.
        at = replace(since.later(seconds), offset=self.now.offset)
        return at if between(self.chair.seen, at) > 0 else self.now

    def change_to(self, body: Body) -> None:
        """Leave the present span for one of another kind."""
        if self.chair.body is not Body.SITTING:
            self.sit_down(self.now)
        self.close_sitting(self.now)
        self.become(body=body, since=self.now, credited=False, told=False, touched=None, touching=None)

    def close_sitting(self, at: Instant) -> None:
        """End the sitting span, and bank it for the stretch."""
        self.span(Body.SITTING, self.chair.since, at)
        self.become(banked=self.chair.banked + between(self.chair.since, at))

    def leave(self, start: Instant, *, announced: bool = False) -> None:
        """Go away; the span before it stays open until the absence is long enough to count."""
        chair = self.chair
        start = chair.since if self.precedes(start, chair.since) else start
        sat = between(chair.since, start) if chair.body is Body.SITTING else 0.0
        self.become(
            body=Body.AWAY,
            since=start,
            banked=chair.banked + sat,
            left=chair.body,
            left_since=chair.since,
            left_full=chair.credited,
            announced=announced,
            credited=False,
            touched=None,
            touching=None,
        )

    def come_back(self, at: Instant) -> None:
        """Return from an absence to what the body did before it."""
        chair = self.chair
        if not chair.credited and chair.left_since:
            # Too short to be an absence: nobody went anywhere.
            sat = between(chair.left_since, chair.since) if chair.left is Body.SITTING else 0.0
            self.become(body=chair.left, since=chair.left_since, left_since=None, banked=chair.banked - sat)
            self.become(credited=chair.left_full)
            return
        standing = chair.left is Body.STANDING and not self.is_fresh(chair.since, at)
        self.sit_down(at)
        if standing:
            self.become(body=Body.STANDING)

    def is_fresh(self, start: Instant, end: Instant) -> bool:
        """Tell whether so long an absence, or a new day, lies between that all starts afresh."""
        return between(start, end) >= FRESH or day_began(start, end, self.policy.day_start)

    def sit_down(self, at: Instant) -> None:
        """End the present span at an instant and sit from then on.

        What has been credited as a break lasts as long as one, though a touch before its end began the return.
        """
        chair, length = self.chair, self.policy.break_length
        if chair.credited and between(chair.since, at) < length:
            full = replace(chair.since.later(length), offset=self.now.offset)
            at = full if between(self.now, full) <= 0 else self.now
        if self.free is None or between(self.free, at) > 0:
            self.free = at
        if chair.body is Body.AWAY and not chair.credited and chair.left_since:
            self.come_back(at)
            if self.chair.body is Body.SITTING:
                return
            chair = self.chair
        ends_stretch = chair.credited
        if chair.body is Body.BREAK and not ends_stretch:
            ends_stretch = self.judge_break(between(chair.since, at), at)
        self.span(chair.body, chair.since, at, ends_stretch=ends_stretch)
        self.become(
            body=Body.SITTING, since=at, credited=False, told=False, left_since=None, touched=None, touching=None
        )
        if ends_stretch:
            self.become(banked=0.0, anchor=at, then_anchor=None, then_due=None)

    def credit(self, outcome: Outcome) -> bool:
        """Count the present span as a break as soon as it is long enough; tell whether that was now."""
        if self.chair.credited:
            return False
        at = self.reached(self.chair.since, self.policy.break_length)
        if at is None:
            return False
        if self.chair.left_since:
            since, full = self.chair.left_since, self.chair.left_full
            self.span(self.chair.left, since, self.chair.since, ends_stretch=full)
            if full:
                # Long standing has ended the stretch: no interval of sitting lies before this absence.
                self.become(anchor=self.chair.since)
        self.keep(outcome, at)
        self.become(left_since=None, credited=True, banked=0.0)
        return True

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
        elif outcome in {Outcome.TAKEN, Outcome.ABSENCE} and not self.held:
            sat = between(self.chair.anchor, self.chair.since)
            if sat >= self.policy.interval / 2 and self.policy.hours.open_at(self.chair.since):
                self.events += [PromptOpened(self.chair.since), PromptEnded(outcome, at)]

    @property
    def held(self) -> bool:
        """Whether reminders are on hold, by the person or by the desktop."""
        return self.chair.hold is not None or self.chair.hushed

    def end_prompt(self, outcome: Outcome, at: Instant, reason: str = "", note: str = "") -> None:
        """End the open prompt; the next interval counts from then."""
        prompt, sign = self.chair.prompt, self.chair.sign
        unseen = outcome is Outcome.MISSED and prompt and not self.precedes(prompt.due, sign)
        if prompt and not self.chair.then_anchor and self.precedes(sign, at):
            open_then = None if self.precedes(sign, prompt.due) else prompt.due
            self.become(then_anchor=self.chair.anchor, then_due=open_then)
        self.events.append(PromptEnded(outcome, at, reason, note))
        self.become(prompt=None, anchor=at, missed=self.chair.missed + bool(unseen))

    def span(self, body: Body, start: Instant, end: Instant, *, ends_stretch: bool = False) -> None:
        """Tell of a span that has ended, if it lasted at all."""
        seconds = between(start, end)
        if seconds > 0:
            self.events.append(SpanEnded(body, start, seconds, ends_stretch))
