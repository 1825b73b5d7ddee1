"""What to do in the break that runs or is asked for: the same in notices, in a popup and in the app."""

from __future__ import annotations

from coretui.catalogue import load, load_with_own
from coretui.domain.exercises.at_desk import for_breaks, in_turn
from coretui.domain.exercises.catalogue import Exercise
from coretui.i18n import language
from coretui.services.workplace import Workplace
from coretui.store.timeoff import flaring


def movement_of_the_break(workplace: Workplace) -> Exercise:
    """Return the movement whose turn it is: it changes when the next break is asked for or begun."""
    known = load_with_own(workplace.home.exercises)[0]
    desk = (known.exercises[entry.exercise_id] for entry in known.programmes["desk"].entries)
    own = (one for id_, one in known.exercises.items() if id_ not in load().exercises)
    movements = for_breaks(desk, own, flaring=flaring(workplace.store, workplace.today))
    chair = workplace.keeper.chair
    return in_turn(movements, chair.offered if chair else 0)


def in_words(movement: Exercise) -> str:
    """Say what to do: Short walk: Walk at an easy pace."""
    return f"{movement.name.in_(language())}: {movement.cue.in_(language())}"


def told(workplace: Workplace) -> str:
    """Say what to do in this break, for a notice; nothing if that cannot be read now."""
    return workplace.guard.attempt("movement", lambda: in_words(movement_of_the_break(workplace)), "")
