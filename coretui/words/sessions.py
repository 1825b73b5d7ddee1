"""The words of a session: what is on, what comes next, how it went."""

from __future__ import annotations

from datetime import date

from coretui.domain.exercises.catalogue import Catalogue, Exercise
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.exercises.player import LAST_SECONDS, PlayerMoment
from coretui.domain.exercises.rep import RepPhase
from coretui.domain.exercises.steps import Step, StepKind
from coretui.i18n import N_, _, language, ngettext
from coretui.words.journal import MOVEMENTS
from coretui.words.time import minutes, weekday

KINDS = {
    StepKind.READY: N_("get ready"),
    StepKind.SWITCH: N_("other side"),
    StepKind.REST: N_("rest"),
}
SHOWN = 2.0
"""Seconds for which a cue can be read."""
PHASES = {RepPhase.UP: N_("up"), RepPhase.HOLD: N_("hold"), RepPhase.DOWN: N_("down")}


def called(catalogue: Catalogue, exercise: str) -> str:
    """Return the name of an exercise, or of a form of movement in its place."""
    known = catalogue.exercises.get(exercise)
    return known.name.in_(language()) if known else _(MOVEMENTS.get(exercise, exercise))


def side_of(catalogue: Catalogue, planned: PlannedSet) -> str:
    """Say what the side of a set means in its exercise: left arm under."""
    exercise = catalogue.exercises.get(planned.exercise)
    if exercise is None or planned.side is None:
        return ""
    words = exercise.side_left if planned.side is Side.LEFT else exercise.side_right
    return words.in_(language()) if words else ""


def position(exercise: Exercise, *, ball: bool) -> str:
    """Say how to begin, and on what."""
    support = exercise.support(ball=ball)
    return " ".join(text.in_(language()) for text in (exercise.position, support) if text)


def amount(planned: PlannedSet) -> str:
    """Write what a set prescribes: 30 s, 15 reps."""
    if planned.dose.seconds:
        return _("{n} s").format(n=planned.dose.seconds)
    reps = planned.dose.reps or 0
    return ngettext("{n} rep", "{n} reps", reps).format(n=reps)


def done_of(moment: PlayerMoment) -> str:
    """Write how far a set is: 22 of 30 s, 12 of 15."""
    if moment.step is None:
        return ""
    planned = moment.step.planned
    words = {"n": moment.done, "target": planned.amount}
    return (_("{n} of {target} s") if planned.dose.seconds else _("{n} of {target}")).format(**words)


def heading(catalogue: Catalogue, step: Step) -> str:
    """Name the set under way, or the one that a pause leads to: Side plank, set 2 of 3."""
    planned = step.planned
    sets = _("set {n} of {target}").format(n=planned.number, target=max(planned.dose.sets, planned.number))
    return f"{called(catalogue, planned.exercise)}  ·  {sets}"


def doing(moment: PlayerMoment) -> str:
    """Say what is going on, and beside it what a bell says too: the start, the half, the last seconds."""
    word, cue = _doing(moment), _seen_cue(moment)
    return f"{word}   {cue}" if cue else word


def _seen_cue(moment: PlayerMoment) -> str:
    step = moment.step
    if step is None or moment.paused:
        return ""
    if moment.count is not None and moment.count <= LAST_SECONDS:
        return "· " * (LAST_SECONDS - moment.count) + "● " * moment.count
    if step.kind is not StepKind.WORK:
        return ""
    if moment.into < SHOWN:
        return _("go")
    return _("half way") if 0 <= moment.into - step.whole / 2 < SHOWN else ""


def _doing(moment: PlayerMoment) -> str:
    if moment.step is None:
        return _("done")
    if moment.paused:
        return _("paused")
    if moment.step.kind is StepKind.WORK:
        return (
            _(PHASES[moment.rep.phase]) if moment.rep else _("still to hold") if moment.left else _("at your pace")
        )
    return _(KINDS[moment.step.kind])


def following(catalogue: Catalogue, moment: PlayerMoment) -> list[str]:
    """Say what comes next, in two lines at most."""
    lines = []
    for step in moment.upcoming[:2]:
        if step.kind is StepKind.WORK:
            side = side_of(catalogue, step.planned)
            words = f"{called(catalogue, step.planned.exercise)}, {amount(step.planned)}"
            lines.append(f"{words}, {side}" if side else words)
        else:
            length = _("{n} s").format(n=round(step.expected))
            lines.append(f"{_(KINDS[step.kind])} {length}")
    return lines


def coming(catalogue: Catalogue, moment: PlayerMoment) -> str:
    """Say what comes after a moment: Next  Superman, 10 s · rest 30 s."""
    lines = following(catalogue, moment)
    return _("Next  {what}").format(what=" · ".join(lines)) if lines else _("The last set.")


def estimated(seconds: float) -> str:
    """Write how long a session takes: about 66 min."""
    return _("about {length}").format(length=minutes(60 * max(1, round(seconds / 60))))


def time_left(seconds: float) -> str:
    """Write how long it still takes: about 48 min left."""
    return _("about {length} left").format(length=minutes(60 * max(1, round(seconds / 60))))


def by_side(lefts: int, rights: int) -> str:
    """Write how many sets each side had."""
    return _("left {left} · right {right}").format(left=lefts, right=rights)


def pain_change(now: int, before: int | None) -> str:
    """Write the worst pain beside that of last time."""
    if before is None:
        return _("pain {n}").format(n=now)
    return _("pain {n}, last time {before}").format(n=now, before=before)


def due(day: date, today: date) -> str:
    """Say when the next session is due: Wednesday, in two days."""
    days = (day - today).days
    if days <= 0:
        return _("The next one can be today.")
    words = {"day": weekday(day), "n": days}
    return ngettext("Next: {day}, tomorrow.", "Next: {day}, in {n} days.", days).format(**words)


def dose(prescribed: Dose, sided: bool, sets: int) -> str:
    """Write a dose: 3 × 30 s hold, left and right; 36 sets in all where sides share them."""
    if prescribed.seconds and prescribed.seconds >= 120 and prescribed.seconds % 60 == 0:
        amount = _("{n} min").format(n=prescribed.seconds // 60)
    elif prescribed.seconds:
        amount = _("{n} s hold").format(n=prescribed.seconds)
    else:
        amount = ngettext("{n} rep", "{n} reps", prescribed.reps or 0).format(n=prescribed.reps)
    text = f"{prescribed.sets} × {amount}"
    if prescribed.hold_seconds:
        hold = _("each held {n} s each way") if prescribed.each_way else _("each held {n} s")
        text += ", " + hold.format(n=prescribed.hold_seconds)
    if sided:
        text += ", " + (_("each side") if sets > prescribed.sets else _("sides in turn"))
    return text


def sets_done(done: int, planned: int) -> str:
    """Say how far a session is: 11 of 51 sets."""
    return _("{n} of {target} sets").format(n=done, target=planned)


def by_player(sets: int) -> str:
    """Say that nobody but the player's clock has counted so many sets."""
    return _("counted by the player: {n}").format(n=sets)


def next_set(exercise: str, number: int, side: str) -> str:
    """Say which set comes next."""
    text = _("Next: {exercise}, set {n}").format(exercise=exercise, n=number)
    return f"{text}, {side}" if side else text
