"""Somebody at a desk, made up: sits, stands up, breathes, exercises, and leaves the facts of it in a store.

The person lives through the real engine of the chair, in time that passes at once, so every span and prompt
is what the app itself would have written. Lengths are in seconds, moments in Unix time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from coretui import catalogue
from coretui.domain.breathing.patterns import Pattern
from coretui.domain.care.selfcheck import SIGNS, SelfCheck, in_order
from coretui.domain.chair.engine import step
from coretui.domain.chair.messages import (
    Away,
    Back,
    Breathe,
    Close,
    Command,
    Event,
    Pause,
    PromptEnded,
    PromptOpened,
    Refusal,
    Skip,
    SkipBreak,
    Snooze,
    SpanEnded,
    Stand,
    StartBreak,
    StartSession,
)
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import MINUTE, Body, Chair, Policy
from coretui.domain.days import Instant, Zone, logical_day
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import PlannedSet
from coretui.sample.tailored import AS_PRESCRIBED, Tailored
from coretui.store.bulk import Bulk
from coretui.store.chair import moment
from coretui.store.plans import written
from coretui.store.sessions import Counted

BEAT = 100.0
"""Seconds between readings: short enough not to be taken for an absence."""
REST_BETWEEN_SETS = 12.0
SECONDS_A_REP = 1.5
GETTING_READY = 20.0
"""Seconds before the first set."""
LAST_MINUTES = 8 * MINUTE
"""Nobody gets up for a break when so little is left to the end of the work."""


@dataclass(frozen=True, slots=True)
class Extra:
    """Something to do in the course of a day, from a moment on; it lasts about so many seconds."""

    at: float
    lasts: float
    do: Callable[[], object]


class DeskWorker:
    """One made-up person; `random` decides what they do, `mood` from 0 (has just begun) to 1 (does it well)."""

    def __init__(self, out: Bulk, zone: Zone, day_start: int, now: Instant) -> None:
        self.random = Random(0)  # noqa: S311 - made up, not secret
        self.mood = 0.0
        self.busy = False
        self.chair: Chair | None = None
        self.prompt: dict[str, object] | None = None
        self.wall = 0.0
        self._out, self._zone, self._now = out, zone, now
        self._policy = Policy(day_start=day_start)
        self._boot, self._booted, self._offset = "", 0.0, 0

    # the machine

    def open(self, wall: float) -> None:
        """Open the app at a moment, on a machine switched on for it."""
        self.wall = self._booted = wall
        self._boot = self.new_id()
        self._offset = self._zone(wall)
        self.do(None)

    def open_today(self, wall: float) -> None:
        """Open the app at a moment, on the machine that is on now: its own clocks go on from there."""
        self.wall = wall
        self._boot, self._booted = self._now.boot, self._now.wall - self._now.elapsed
        self._offset = self._zone(wall)
        self.do(None)

    def close(self) -> None:
        """Leave the app in good order."""
        self.get_back()
        self.do(Close())

    def do(self, command: Command | None) -> None:
        """Let the engine see this moment, with a command or without; one that it refuses does nothing."""
        now = self.instant(self.wall)
        try:
            self.chair, events = step(self.chair, Reading(now, command), self._policy)
        except Refusal:
            self.chair, events = step(self.chair, Reading(now), self._policy)
        for event in events:
            self._store(event)

    def until(self, wall: float) -> None:
        """Stay as you are until a moment, with the app open."""
        while wall - self.wall > BEAT:
            self.wall += BEAT
            self.do(None)
        self.wall = wall
        self.do(None)

    def instant(self, wall: float) -> Instant:
        """Return a moment as this machine's clocks saw it."""
        if wall == self._now.wall:
            return self._now
        return Instant(wall, wall - self._booted, self._boot, self._offset)

    def new_id(self) -> str:
        """Return an id as the store gives them, but the same again for the same seed."""
        return f"{self.random.getrandbits(64):016x}"

    def _store(self, event: Event) -> None:
        day_start = self._policy.day_start
        match event:
            case SpanEnded(body, start, seconds, ends_stretch):
                row = {"body": body.value, "seconds": seconds, "ends_stretch": int(ends_stretch)}
                self._out.add("span", {"id": self.new_id(), **row, **moment(start, "started", day_start)})
            case PromptOpened(due):
                self.prompt = {"id": self.new_id(), **moment(due, "due", day_start)}
            case PromptEnded(outcome, at, reason, note) if self.prompt:
                ended = {"outcome": outcome.value, "ended_at": at.wall, "reason": reason, "note": note}
                self._out.add("prompt", {**self.prompt, **ended})
                self.prompt = None
            case _:
                pass

    # sitting and getting up

    def work(self, end: float, extras: Iterable[Extra]) -> None:
        """Work until a moment; an extra is done between two stretches of sitting, if it still fits."""
        waiting = sorted(extras, key=lambda extra: extra.at)
        while end - self.wall > LAST_MINUTES:
            if not waiting or waiting[0].at > self.wall:
                self._stretch(end)
                continue
            extra = waiting.pop(0)
            if self.wall + extra.lasts < end - LAST_MINUTES:
                extra.do()
        self.until(end)

    def _stretch(self, end: float) -> None:
        """Sit for a while and get up, in one of the ways in which people do or do not."""
        mood, hard = self.mood, 2.5 if self.busy else 1.0
        ways = {
            self._early: 30 + 25 * mood,
            self._when_due: 40 + 5 * mood,
            self._stand_and_work: 6 + 4 * mood,
            self._short_break: 6,
            self._meeting: 5,
            self._skip: (13 - 4 * mood) * hard,
            self._miss: (14 - 12 * mood) * hard,
        }
        [way] = self.random.choices(list(ways), list(ways.values()))
        way(end)

    def _sit(self, end: float, least: float, most: float) -> bool:
        """Sit for some minutes; tell whether there is time to get up before the end of the work."""
        wall = self.wall + self._seconds(least, most)
        if wall > end - LAST_MINUTES:
            self.until(end)
            return False
        self.until(wall)
        return True

    def _sit_till_due(self, end: float) -> bool:
        return self._sit(end, 30.3, 36 - 3 * self.mood)

    def _early(self, end: float) -> None:
        if self._sit(end, 15, 27):
            self._get_up(end)

    def _when_due(self, end: float) -> None:
        if not self._sit_till_due(end):
            return
        if self.chair and self.chair.prompt and self.random.random() < 0.12:
            self.do(Snooze())
            if not self._sit(end, 5.2, 7):
                return
        self._get_up(end)

    def _stand_and_work(self, end: float) -> None:
        if self._sit_till_due(end):
            self.do(Stand())
            self.until(min(self.wall + self._seconds(15, 40), end))
            self.get_back()

    def _short_break(self, end: float) -> None:
        if self._sit_till_due(end):
            self.do(StartBreak())
            self.until(self.wall + self._seconds(1.1, 1.8))
            self.get_back()
            if self._sit(end, 15, 24 - 6 * self.mood):
                self._get_up(end)

    def _meeting(self, end: float) -> None:
        self.do(Pause(seconds=self._seconds(30, 42), reason="meeting"))
        if self._sit(end, 43, 52 - 6 * self.mood):
            self._get_up(end)

    def _skip(self, end: float) -> None:
        if not self._sit_till_due(end):
            return
        if self.chair and self.chair.prompt:
            reasons = {Skip.MEETING: 50, Skip.FLOW: 34, Skip.OTHER: 12, Skip.PAIN: 4}
            [reason] = self.random.choices(list(reasons), list(reasons.values()))
            self.do(SkipBreak(reason))
        if self._sit(end, 15, 28 - 8 * self.mood):
            self._get_up(end)

    def _miss(self, end: float) -> None:
        if self._sit(end, 61, 74 - 9 * self.mood):
            self._get_up(end)

    def _get_up(self, end: float) -> None:
        """Have a break of two minutes, or walk off for longer."""
        if self.random.random() < 0.78:
            self.do(StartBreak())
            self.until(self.wall + self._policy.break_length)
        else:
            self.do(Away())
            self.until(min(self.wall + self._seconds(4, 12), end))
            self.get_back()

    def get_back(self) -> None:
        """Sit down, from wherever you are."""
        if self.chair and self.chair.body is not Body.SITTING:
            self.do(Back())

    def lunch(self, seconds: float) -> None:
        """Go for lunch with the machine asleep: nothing reads the clocks meanwhile."""
        self.wall += seconds
        self.do(None)

    def _seconds(self, least: float, most: float) -> float:
        """Return some minutes between two numbers of them, in whole seconds."""
        return round(self.random.uniform(least, most) * MINUTE)

    # what is written down

    def breathe(self, pattern: Pattern) -> None:
        """Breathe a pattern at the desk; now and then it is left halfway."""
        rounds = pattern.rounds if self.random.random() < 0.94 else max(1, pattern.rounds // 2)
        seconds = rounds * pattern.seconds
        self._add(
            "breathing",
            self.wall,
            pattern=pattern.id,
            parts=pattern.parts,
            speed=1.0,
            planned=pattern.rounds,
            rounds=rounds,
            seconds=seconds,
        )
        self.do(Breathe(pattern.rounds * pattern.seconds))
        self.until(self.wall + seconds)
        self.do(Breathe(0))

    def exercise(
        self, programme: str, share: float, *, ended: bool = True, tailored: Tailored = AS_PRESCRIBED
    ) -> str:
        """Do a share of a programme's sets, in their order; one that has not ended can be gone on with.

        Return the id of the session.
        """
        sets = tailored.plan(programme)
        session, start = self.new_id(), self.wall
        self.do(StartSession())
        self.until(self.wall + GETTING_READY)
        done = [self._set(session, planned, tailored) for planned in sets[: round(share * len(sets))]]
        self._add(
            "session",
            start,
            session,
            programme=programme,
            counts_as=catalogue.load().programmes[programme].counts_as,
            sides=Sides.EACH.value,
            first_side=Side.LEFT.value,
            planned=len(sets),
            plan=None if tailored == AS_PRESCRIBED else written(sets),
            ended_at=self.wall if ended else None,
        )
        for row in done:
            self._out.add("session_set", row)
        self.get_back()
        return session

    def _set(self, session: str, planned: PlannedSet, tailored: Tailored) -> dict[str, object]:
        dose = planned.dose
        held = (dose.hold_seconds or 0) * (2 if dose.each_way else 1)
        self.until(self.wall + (dose.seconds or (dose.reps or 0) * (SECONDS_A_REP + held)) + REST_BETWEEN_SETS)
        self.do(StartSession())  # the sign that it goes on
        counted = Counted.PLAYER if planned.exercise in tailored.by_player else Counted.PERSON
        return {
            "id": self.new_id(),
            "session": session,
            "exercise": planned.exercise,
            "instead_of": planned.instead_of,
            "worth": planned.worth,
            "number": planned.number,
            "side": planned.side or "",
            "prescribed": planned.amount,
            "unit": "reps" if dose.reps else "seconds",
            "done": planned.amount,
            "done_at": self.wall,
            "utc_offset": self._offset,
            "counted_by": counted.value,
        }

    def move(self, kind: str, wall: float, minutes: float) -> None:
        """Have moved for so many minutes from a moment, unless that is still to come."""
        if wall + minutes * MINUTE <= self._now.wall:
            self._add("movement", wall, kind=kind, minutes=float(minutes), note="")

    def check(self, done: SelfCheck) -> None:
        """Do a self-check, now; it is written down for this day."""
        said = {"signs": json.dumps(in_order(done.signs, SIGNS)), "reasons": json.dumps([*done.reasons])}
        row = {"id": self.new_id(), "day": self._day(self.wall), "checked_at": self.wall, **said}
        self._out.add("self_check", {**row, "utc_offset": self._offset})

    def _add(self, table: str, wall: float, row_id: str = "", **values: object) -> None:
        """Add a fact that began at a moment."""
        started = {"started_at": wall, "utc_offset": self._zone(wall), "day": self._day(wall)}
        self._out.add(table, {"id": row_id or self.new_id(), **started, **values})

    def _day(self, wall: float) -> str:
        return logical_day(Instant(wall, 0, "", self._zone(wall)), self._policy.day_start).isoformat()
