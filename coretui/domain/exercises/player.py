"""The guided player: which step of a session is on now, worked out from one start, so that nothing drifts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from coretui.domain.exercises.plan import Plan
from coretui.domain.exercises.rep import Rep, rep_at
from coretui.domain.exercises.steps import Step, StepKind, Tempo, steps
from coretui.domain.shown import followed

RESTART = 3.0
"""Seconds into a set from which going back means its own start; before that, the set before it."""
BOUNCE = 0.3
"""Seconds into a set in which nobody can have done it: a key that comes then was for the step before."""
LAST_SECONDS = 3
"""The seconds before an end that are counted aloud."""
HAIR = 1e-6  # seconds by which a sum of seconds may fall short of a whole one


class Cue(StrEnum):
    """A bell."""

    START = "start"
    HALF = "half"
    LAST = "last"
    END = "end"


@dataclass(frozen=True, slots=True)
class PlayerMoment:
    """What to show now.

    `step` is None when all is over. `into` are its seconds since its beginning, whatever interrupted it; `left`
    those until it ends by itself. `done` is what is done of the set: whole repetitions, or seconds of a hold.
    `upcoming` are all steps after this one, and `remaining` the seconds of this one and of those.
    """

    step: Step | None
    paused: bool = False
    into: float = 0.0
    left: float | None = None
    done: int = 0
    rep: Rep | None = None
    upcoming: tuple[Step, ...] = ()
    remaining: float = 0.0

    @property
    def over(self) -> bool:
        """Whether the session is at its end."""
        return self.step is None

    @property
    def kind(self) -> StepKind | None:
        """What is going on; None when all is over."""
        return self.step.kind if self.step else None

    @property
    def count(self) -> int | None:
        """The whole seconds left, for the big countdown; None where the person ends it."""
        return None if self.left is None else ceil(self.left - HAIR)

    @property
    def works(self) -> bool:
        """Whether a set is being done at this moment."""
        return self.kind is StepKind.WORK and not self.paused


def cues(before: PlayerMoment, after: PlayerMoment) -> frozenset[Cue]:
    """Return the bells that are due between two moments.

    A set has one at its start, half and end. The last seconds are counted before every end, that of a rest too.
    In the person's own pace only what is timed has them: a hold, and the steps between the sets.
    """
    was, now = before.step, after.step
    if was is None:
        return frozenset()
    if now is None or (was.kind, was.index) != (now.kind, now.index):
        ended = before.works and before.into < was.whole and after.kind is not StepKind.READY
        return frozenset(cue for cue, due in ((Cue.END, ended), (Cue.START, after.works)) if due)
    if before.paused or (now.open and now.planned.dose.reps):
        return frozenset()

    def passed(second: float) -> bool:
        return before.into < second <= after.into

    due = {
        Cue.HALF: after.works and now.whole / 2 > LAST_SECONDS and passed(now.whole / 2),
        Cue.LAST: any(passed(now.whole - second) for second in range(1, LAST_SECONDS + 1)),
        Cue.END: passed(now.whole),  # of a hold in the person's own pace, which goes on
    }
    return frozenset(cue for cue in due if due[cue])


@dataclass(frozen=True, slots=True)
class Ended:
    """A set ended: which of the plan, and what was done of it; `told` if the person said so, not the clock."""

    index: int
    done: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Reopened:
    """A set of the plan is to be done again: what was kept of it no longer holds."""

    index: int


Turn = tuple["Player", tuple[Ended | Reopened, ...]]
"""The player after something, and what happened by then, in order."""


@dataclass(frozen=True, slots=True)
class Player:
    """A session being done: the step at `position` runs, all times in seconds.

    `began` is when it did so, by a clock; None at rest. `spent` had passed of it at that time. `seen` is the last
    moment that was shown: what ended by then is done. Each step begins when the one before it was to end, not when
    that was noticed. Jumps to a set, and going on in the middle of one, begin with getting ready.
    """

    plan: Plan
    tempo: Tempo
    steps: tuple[Step, ...]
    position: int = 0
    began: float | None = None
    spent: float = 0.0
    seen: float = 0.0

    @classmethod
    def at(cls, plan: Plan, tempo: Tempo, index: int = 0) -> Player:
        """Return a player at rest that begins with a set of the plan, or goes on there."""
        return cls(plan, tempo, steps(plan, tempo, index))

    @property
    def step(self) -> Step | None:
        """The step under way; None when all is over."""
        return self.steps[self.position] if self.position < len(self.steps) else None

    @property
    def index(self) -> int:
        """The set under way or next, by its place in the plan; past the last when all is over."""
        return self.step.index if self.step else len(self.plan)

    @property
    def over(self) -> bool:
        """Whether the session is at its end."""
        return self.step is None

    @property
    def ends(self) -> float | None:
        """When the step ends by itself, by the clock; None at rest and where the person ends it."""
        seconds = self.step.seconds if self.step else None
        return None if self.began is None or seconds is None else self.began + seconds - self.spent

    def passed(self, now: float) -> float:
        """Return the seconds that this step has run."""
        return self.spent + (0.0 if self.began is None else now - self.began)

    # what time and keys do

    def started(self, now: float) -> Turn:
        """Begin, or go on: in the middle of a set after getting ready, from the last whole repetition or second.

        Getting ready again takes as long as changing place, and a rest that was almost over leaves time for it.
        """
        if self.began is not None or self.step is None:
            return self.advanced(now)
        if self.step.kind in {StepKind.SWITCH, StepKind.REST}:
            spent = min(self.spent, max(0.0, self.step.whole - self.tempo.switch))
            return replace(self, began=now, spent=spent, seen=now), ()
        again = self.step.whole if self.step.kind is StepKind.READY else self.tempo.switch
        ready, work, *later = steps(self.plan, self.tempo, self.index, again)
        begun = (ready, replace(work, before=self._amount(now) * self.tempo.unit_of(work.planned)), *later)
        return Player(self.plan, self.tempo, begun, began=now, seen=now), ()

    def paused(self, now: float) -> Turn:
        """Rest, in the middle of whatever it is."""
        player, happened = self.advanced(now)
        return replace(player, began=None, spent=player.passed(now)), happened

    def advanced(self, now: float, shown: float | None = None) -> Turn:
        """Let the time pass; `shown` is the last moment that reached the screen, without it that is now.

        Where nobody can have followed, the player is at rest at the last moment that was shown.
        """
        if self.began is None:
            return self, ()
        if not followed(self.seen, now):
            return replace(self, began=None, spent=self.passed(self.seen)), ()
        seen = max(self.seen, now if shown is None else min(now, shown))
        if self.ends is None or seen < self.ends:
            return replace(self, seen=seen), ()
        player, happened = self._next(self.ends).advanced(now, seen)
        return player, (*self._ended(self.steps[self.position].planned.amount), *happened)

    # A key is about the step that was seen. If that has ended by itself since, time was first.

    def done(self, now: float) -> Turn:
        """End a set, all of which the person says to have done, or cut short what is between sets.

        Only a hold in the person's own pace is what the clock has counted: nobody else says how long it was to be.
        """
        if self.step is None or self._overtaken(now):
            return self.advanced(now)
        if self.step.kind is StepKind.WORK and self.began is not None and self.passed(now) < BOUNCE:
            return self.advanced(now)  # the key that cut getting ready short, once more
        planned = self.step.planned
        own_hold = not planned.dose.reps and not self.tempo.hands_free
        amount = self._amount(now) if own_hold else planned.amount
        return self._next(now), self._ended(amount, told=True)

    def forward(self, now: float) -> Turn:
        """Go one step on; a set that is left keeps what is known to be done of it."""
        if self.over or self._overtaken(now):
            return self.advanced(now)
        return self._next(now), self._ended(self._amount(now), told=True)

    def skip(self, now: float) -> Turn:
        """Leave out the set under way or next; nothing of it is kept, and a rest goes on."""
        if self.over or self._overtaken(now):
            return self.advanced(now)
        return self._towards(self.plan, self.index + 1, now), ()

    def back(self, now: float) -> Turn:
        """Go to the start of the set under way; soon after it began, or before it, to the set before."""
        if self._overtaken(now):
            return self.advanced(now)
        if self._worked(now) > RESTART or self.index == 0:
            return self._jump(self.plan, self.index, now), ()
        return self._jump(self.plan, self.index - 1, now), (Reopened(self.index - 1),)

    def replanned(self, plan: Plan, now: float) -> Turn:
        """Go on with another plan, the same before this set; the set begins anew and a rest goes on."""
        if self._overtaken(now):
            return self.advanced(now)
        return self._towards(plan, self.index, now), ()

    def _overtaken(self, now: float) -> bool:
        """Tell whether the step has ended by itself, or stalled, since the player was told of the time."""
        if self.began is None:
            return False
        return not followed(self.seen, now) or (self.ends is not None and self.ends <= now)

    def _ended(self, amount: int, *, told: bool = False) -> tuple[Ended, ...]:
        works = self.step is not None and self.step.kind is StepKind.WORK and amount > 0
        return (Ended(self.index, amount, told),) if works else ()

    def _next(self, at: float) -> Player:
        last = self.position + 1 >= len(self.steps)
        began = None if last or self.began is None else at
        return replace(self, position=self.position + 1, began=began, spent=0.0, seen=at)

    def _jump(self, plan: Plan, index: int, now: float) -> Player:
        fresh = Player(plan, self.tempo, steps(plan, self.tempo, index, self.tempo.switch))
        paused = self.began is None and not self.over
        return fresh if paused or fresh.over else replace(fresh, began=now, seen=now)

    def _towards(self, plan: Plan, index: int, now: float) -> Player:
        """Return the player that leads to a set: through the rest under way, else by getting ready."""
        fresh = self._jump(plan, index, now)
        if fresh.over or self.step is None or self.step.kind is not StepKind.REST:
            return fresh
        rest = replace(self.step, index=index, planned=plan[index])
        return replace(self, plan=plan, steps=(rest, *fresh.steps[1:]), position=0, seen=now)

    # what there is to see

    def moment(self, now: float) -> PlayerMoment:
        """Return what to show."""
        if self._overtaken(now):
            return self.advanced(now)[0].moment(now)
        if (step := self.step) is None:
            return PlayerMoment(None)
        passed, upcoming = self.passed(now), self.steps[self.position + 1 :]
        left = max(0.0, step.expected - passed)
        return PlayerMoment(
            step,
            paused=self.began is None,
            into=step.before + passed,
            left=None if step.open else left,
            done=self._amount(now),
            rep=self._rep(now),
            upcoming=upcoming,
            remaining=left + sum(one.expected for one in upcoming),
        )

    def begun(self, now: float) -> bool:
        """Tell whether the set is being done, or was when it was interrupted."""
        return self._worked(now) > 0

    def _worked(self, now: float) -> float:
        """Return the seconds that were worked on the set: so far, or before getting ready to go on."""
        match self.step:
            case Step(kind=StepKind.WORK, before=before):
                return before + self.passed(now)
            case Step(kind=StepKind.READY):
                return self.steps[self.position + 1].before
            case _:
                return 0.0

    def _amount(self, now: float) -> int:
        """Return what is known to be done of the set: whole repetitions by the rhythm, or seconds of a hold."""
        if self.step is None or (self.step.planned.dose.reps and not self.tempo.hands_free):
            return 0
        planned = self.step.planned
        return min(planned.amount, int(self._worked(now) / self.tempo.unit_of(planned) + HAIR))

    def _rep(self, now: float) -> Rep | None:
        """Return where the repetition is; None where there is none, or the rhythm is not ours."""
        step = self.step
        if step is None or step.kind is not StepKind.WORK or step.open or not step.planned.dose.reps:
            return None
        rhythm = self.tempo.rhythm_of(step.planned)
        return rep_at(rhythm, step.planned.dose, self._worked(now) % rhythm.seconds)
