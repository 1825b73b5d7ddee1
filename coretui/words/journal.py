"""What was done last, in a sentence: for undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from coretui.domain.days import Zone
from coretui.domain.harmless import in_line
from coretui.i18n import N_, _, pgettext
from coretui.words.breathing import name as pattern_name
from coretui.words.numbers import decimal
from coretui.words.posture import short
from coretui.words.time import short_date, time_of_day

MOVEMENTS = {
    "walk": N_("walk"),
    "swim": N_("swim"),
    "yoga": N_("yoga"),
    "strength": N_("strength training"),
    "weights": N_("weight lifting"),
    "cycle": N_("cycle"),
    "run": N_("run"),
    "dance": N_("dance"),
    "football": N_("football"),
    "tennis": N_("tennis"),
    "other": N_("other movement"),
}
"""Kinds of movement: those the sources name, and anything else."""


STEPS = {
    "tick": N_("{habit} ticked on {day}"),
    "untick": N_("{habit} unticked on {day}"),
    "movement": N_("{kind}, {minutes} min, on {day}"),
    "sitting": N_("sitting, {minutes} min, on {day}"),
    "sat anyway": N_("sat anyway for {minutes} min on {day}"),
    "set": N_("{exercise}, set {number}"),
    "set open": N_("{exercise}, set {number} open again"),
    "pain": N_("back pain {score} on {day}"),
    "exercise pain": N_("pain {score} at {exercise} on {day}"),
    "session pain": N_("pain {score} in the session of {day}"),
    "check": N_("self-check on {day}"),
    "note": N_("note on {day}"),
    "posture": N_("how you sat at {time}: {posture}"),
    "time off": N_("time off from {first} to {last}"),
    "habit off": N_("time off for {habit} from {first} to {last}"),
    "time off back": N_("time off from {first} to {last} cancelled"),
    "habit add": N_("new habit {name}"),
    "habit change": N_("{habit} changed"),
    "habit rename": N_("{before} renamed {name}"),
    "habit order": N_("order of habits changed"),
    "habit retire": N_("{habit} stopped"),
    "habit restore": N_("{habit} brought back"),
    "breath": N_("breathing ({pattern}) from {time}"),
    "tension": N_("tension {score} after breathing"),
    "break": N_("break from {time}"),
    "stand": N_("standing from {time}"),
    "sit": N_("sitting down at {time}"),
    "away": N_("away since {time}"),
    "snooze": N_("break snoozed at {time}"),
    "skip": N_("break skipped at {time}"),
    "hold": N_("reminders paused from {time}"),
    "resume": N_("reminders resumed at {time}"),
    "flare on": N_("flare-up since {day}"),
    "flare off": N_("flare-up ended on {day}"),
}

ON_ONE_DAY = {
    "time off": N_("time off on {first}"),
    "habit off": N_("time off for {habit} on {first}"),
    "time off back": N_("time off on {first} cancelled"),
}
"""What is said in their place where the first day is the last one too."""


def step_sentence(
    code: str, words: Mapping[str, Any], name_of: Callable[[str], str], today: date, zone: Zone
) -> str:
    """Say what a step of the journal was, with the texts and numbers kept for that.

    `name_of` names a habit or an exercise by its id; days are told as they are told today, times as in the zone.
    """
    shown: dict[str, Any] = {
        key: in_line(value) if isinstance(value, str) else value for key, value in words.items()
    }
    sentence = STEPS[code]
    if shown.get("first") == shown.get("last"):
        sentence = ON_ONE_DAY.get(code, sentence)
    for key in ("habit", "exercise"):
        if key in shown:
            shown[key] = name_of(shown[key])
    if side := shown.get("side"):
        shown["exercise"] += ", " + (pgettext("side", "left") if side == "left" else pgettext("side", "right"))
    if "posture" in shown:
        shown["posture"] = short(shown["posture"])
    if "kind" in shown:
        shown["kind"] = _(MOVEMENTS.get(shown["kind"], shown["kind"]))
    if "pattern" in shown:
        shown["pattern"] = pattern_name(shown["pattern"])
    if "minutes" in shown:
        shown["minutes"] = decimal(shown["minutes"])
    for key in ("day", "first", "last"):
        if key in shown:
            shown[key] = short_date(date.fromisoformat(shown[key]), today)
    if "at" in shown:
        shown["time"] = time_of_day(shown["at"], zone)
    return _(sentence).format(**shown)


def capital(sentence: str) -> str:
    """Return a sentence that begins with a capital letter."""
    return sentence[:1].upper() + sentence[1:]
