"""The words of a session: what is on, what comes next, how it went."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date

from coretui.domain.breathing.patterns import Beat
from coretui.domain.exercises.catalogue import Catalogue, Exercise, Programme
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.exercises.player import LAST_SECONDS, PlayerMoment
from coretui.domain.exercises.rep import RepPhase, Rhythm
from coretui.domain.exercises.steps import Step, StepKind
from coretui.domain.pain import Pain
from coretui.i18n import N_, _, language, ngettext, pgettext
from coretui.words import breathing
from coretui.words.care import scored
from coretui.words.journal import MOVEMENTS, capital
from coretui.words.time import countdown, length, minutes, weekday

SHOWN = 2.0
"""Seconds for which a cue can be read."""
LEFT_OUT = {
    "ball": N_("{exercise} is left out: you have no ball."),
    "band": N_("{exercise} is left out: you have no elastic band."),
}
"""Why an exercise is left out, by the id of the equipment that is missing."""


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


def is_timed(catalogue: Catalogue, exercise: str) -> bool:
    """Tell whether the seconds of an exercise are time that passes, as on a walk, and no position to hold."""
    known = catalogue.exercises.get(exercise)
    return known is None or known.timed  # what is no exercise is another form of movement


def amount(planned: PlannedSet) -> str:
    """Write what a set prescribes: 30 s, 5 min, 15 reps."""
    if planned.dose.seconds:
        return length(planned.dose.seconds)
    reps = planned.dose.reps or 0
    return ngettext("{n} rep", "{n} reps", reps).format(n=reps)


def prescribed(catalogue: Catalogue, planned: PlannedSet) -> str:
    """Write what a set asks for, so that it reads as nothing else: hold for 30 s, for 5 min, 15 reps."""
    if not planned.dose.seconds:
        return amount(planned)
    form = _("for {length}") if is_timed(catalogue, planned.exercise) else _("hold for {length}")
    return form.format(length=amount(planned))


def done_of(moment: PlayerMoment) -> str:
    """Write how far a set is: 22 of 30 s, 0:03 of 5:00, 12 of 15."""
    if moment.step is None:
        return ""
    planned, done = moment.step.planned, moment.done
    if not planned.dose.seconds:
        return _("{n} of {target}").format(n=done, target=planned.amount)
    if planned.amount < 60:
        return _("{n} of {target} s").format(n=done, target=planned.amount)
    return _("{n} of {target}").format(n=countdown(done), target=countdown(planned.amount))


def heading(catalogue: Catalogue, step: Step) -> str:
    """Name the set under way, or the one that a pause leads to: Side plank, set 2 of 3; a walk has one alone."""
    planned = step.planned
    name, most = called(catalogue, planned.exercise), max(planned.dose.sets, planned.number)
    if planned.moves:
        return capital(name)
    if most == 1:
        return name
    sets = _("set {n} of {target}").format(n=planned.number, target=most)
    return f"{name}  ·  {sets}"


def doing(catalogue: Catalogue, moment: PlayerMoment, breath: Beat | None = None) -> str:
    """Say what is going on, and beside it what a bell says too: the start, the half, the last seconds.

    `breath` is where a breath is in whose pace the exercise is done.
    """
    word, cue = _doing(catalogue, moment, breath), _seen_cue(moment)
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


def _doing(catalogue: Catalogue, moment: PlayerMoment, breath: Beat | None) -> str:
    step = moment.step
    if step is None:
        return _("done")
    if moment.paused:
        paused = _("paused")
        return paused if step.kind is StepKind.WORK else f"{paused}, {pause(step.kind)}"
    if step.kind is not StepKind.WORK:
        return pause(step.kind)
    if moment.rep:
        return _move(catalogue.exercises.get(step.planned.exercise), moment.rep.phase)
    if step.planned.dose.reps or (step.open and moment.into >= step.whole):
        return _("at your pace")
    if not is_timed(catalogue, step.planned.exercise):
        return pgettext("exercise", "hold")
    left = pgettext("time", "left")
    return f"{left}   {breathing.phase(breath.phase)}" if breath else left


def pause(kind: StepKind) -> str:
    """Return the word for what is between two sets."""
    if kind is StepKind.READY:
        return _("get ready")
    return _("other side") if kind is StepKind.SWITCH else pgettext("between sets", "rest")


def _move(exercise: Exercise | None, phase: RepPhase) -> str:
    """Return the word for a part of a repetition: the exercise's own, hollow or round, or one that fits any."""
    if phase is RepPhase.HOLD:
        return pgettext("exercise", "hold")
    words = exercise.moves.in_(language()) if exercise else ()
    there, back = words or (pgettext("repetition", "out"), pgettext("repetition", "back"))
    return there if phase is RepPhase.THERE else back


def following(catalogue: Catalogue, moment: PlayerMoment) -> list[str]:
    """Say what comes next, in two lines at most."""
    lines = []
    for step in moment.upcoming[:2]:
        if step.kind is StepKind.WORK:
            side = side_of(catalogue, step.planned)
            words = f"{called(catalogue, step.planned.exercise)}, {amount(step.planned)}"
            lines.append(f"{words}, {side}" if side else words)
        else:
            lines.append(f"{pause(step.kind)} {length(step.expected)}")
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


def pain_change(now: Pain, before: int | None) -> str:
    """Write the worst pain beside that of last time."""
    if before is None:
        return _("pain {n}").format(n=scored(now))
    return _("pain {n}, last time {before}").format(n=scored(now), before=before)


def due(day: date, today: date) -> str:
    """Say when the next session is due: in two days, on Wednesday."""
    days = (day - today).days
    if days <= 0:
        return _("The next session can be today.")
    words = {"day": weekday(day), "n": days}
    return ngettext("Next session: tomorrow ({day}).", "Next session: in {n} days ({day}).", days).format(**words)


def dose(prescribed: Dose, sided: bool, sets: int, *, timed: bool = False) -> str:
    """Write a dose: 3 × 30 s hold, each side; in total where the sides share the sets.

    What is `timed` is no hold, and where there is one set of it that goes without saying: 5 min.
    """
    if prescribed.seconds and timed:
        text = length(prescribed.seconds)
    elif prescribed.seconds:
        text = _("{length} hold").format(length=length(prescribed.seconds))
    else:
        text = ngettext("{n} rep", "{n} reps", prescribed.reps or 0).format(n=prescribed.reps)
    if prescribed.sets > 1 or not timed:
        text = f"{prescribed.sets} × {text}"
    if prescribed.hold_seconds:
        hold = _("hold {n} s at each end") if prescribed.each_way else _("hold {n} s")
        text += ", " + hold.format(n=prescribed.hold_seconds)
    if sided:
        text += ", " + (_("each side") if sets > prescribed.sets else _("in total, left and right in turn"))
    return text


def each(rhythm: Rhythm) -> str:
    """Say how long a repetition takes: about 7 s a rep."""
    return _("about {n} s a rep").format(n=round(rhythm.seconds))


def offered(programme: Programme) -> str:
    """Say how to come to another programme."""
    return _("Press c for “{programme}”.").format(programme=programme.name.in_(language()))


def left_out(exercises: Iterable[Exercise], missing: Set[str]) -> str:
    """Say which exercises are left out, and why."""
    return " ".join(
        _(LEFT_OUT[thing]).format(exercise=one.name.in_(language()))
        for one in exercises
        for thing in one.equipment
        if thing in missing
    )


def sets_done(done: int, planned: int) -> str:
    """Say how far a session is: 11 of 51 sets."""
    return ngettext("{n} of {target} set", "{n} of {target} sets", planned).format(n=done, target=planned)


def by_player(sets: int) -> str:
    """Say that nobody but the player's clock has counted so many sets."""
    return _("counted by coretui: {n}").format(n=sets)


def closed(exercise: str) -> str:
    """Say that pain has closed an exercise."""
    return _("Stopped: {exercise} hurt too much in this session.").format(exercise=exercise)


def next_set(exercise: str, number: int, side: str) -> str:
    """Say which set comes next."""
    text = _("Next: {exercise}, set {n}").format(exercise=exercise, n=number)
    return f"{text}, {side}" if side else text
