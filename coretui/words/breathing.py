"""The words of breathing: patterns, phases, how a run ended."""

from __future__ import annotations

from coretui.domain.breathing.pacer import BreathMoment, Pacer
from coretui.domain.breathing.patterns import FOUR_SEVEN_EIGHT, MOST_AT_FIRST, Pattern, Phase
from coretui.domain.harmless import quoted
from coretui.i18n import N_, _, ngettext, pgettext
from coretui.words.numbers import decimal
from coretui.words.time import lasting

NAMES = {"4-7-8": "4-7-8", "belly": N_("Belly"), "box": N_("Box"), "coherent": N_("Coherent")}
NOTES = {
    "4-7-8": N_("Breathe in, hold, then a long breath out. Usually four rounds, twice a day (A. Weil)."),
    "belly": N_(
        "Hands on your belly: feel it rise and fall. 5 to 10 minutes is common; the pace is coretui's choice."
    ),
    "box": N_("In, hold, out, hold: all equally long. The seconds are coretui's choice."),
    "coherent": N_("Slow and even, without holds. The seconds are coretui's choice."),
}
OWN_NOTE = N_("A pattern of your own.")
DIZZY = N_("Stop if you feel dizzy.")
NO_HOLDS = N_("Told to avoid holding your breath? Choose a pattern without holds: Belly or Coherent.")
"""What goes with every pattern, and with those that hold the breath; coretui's own caution."""
SENTENCES = {
    Phase.IN: N_("Breathe in, into your belly"),
    Phase.HOLD: N_("Hold your breath, at ease"),
    Phase.OUT: N_("Breathe out, slowly"),
    Phase.REST: N_("Wait, lungs empty"),
}
SIGNS = {Phase.IN: ("▲", "^"), Phase.HOLD: ("■", "="), Phase.OUT: ("▼", "v"), Phase.REST: ("■", "=")}
"""The direction of each phase, and what stands for it in plain characters."""


def name(pattern: str) -> str:
    """Return what a pattern is called."""
    return _(NAMES.get(pattern, pattern))


def note(pattern: Pattern) -> str:
    """Say in a sentence or two how a pattern is done."""
    return _(NOTES.get(pattern.id, OWN_NOTE))


def usual(pattern: Pattern) -> str:
    """Say in a few words how often 4-7-8 is done, and who says so; empty for any other pattern."""
    return _("twice a day (A. Weil)") if pattern.id == FOUR_SEVEN_EIGHT.id else ""


def caution(pattern: Pattern) -> str:
    """Say when to stop, and for a pattern that holds the breath what to choose instead."""
    holds = any(phase in {Phase.HOLD, Phase.REST} for phase, _length in pattern.phases)
    return f"{_(DIZZY)} {_(NO_HOLDS)}" if holds else _(DIZZY)


def phase(part: Phase) -> str:
    """Return the word for a part of a breath: breathe in."""
    match part:
        case Phase.IN:
            return _("breathe in")
        case Phase.HOLD:
            return pgettext("breath", "hold")
        case Phase.OUT:
            return _("breathe out")
        case Phase.REST:
            return pgettext("breath", "rest")


def parts(pattern: Pattern) -> str:
    """Write a pattern's seconds: 4 · 7 · 8."""
    return " · ".join(seconds(length) for _phase, length in pattern.phases)


def seconds(length: float) -> str:
    """Write the seconds of a phase, to a tenth."""
    return decimal(length)


def sign(phase: Phase, *, ascii: bool) -> str:
    """Return the direction of a phase."""
    return SIGNS[phase][ascii]


def shape_words(moment: BreathMoment, pacer: Pacer, *, ascii: bool) -> tuple[str, ...]:
    """Return what stands in the shape: sign, phase, seconds."""
    if moment.beat:
        part = moment.beat.phase
        return (sign(part, ascii=ascii), phase(part), str(moment.count))
    if moment.ready:
        return ("", _("get ready"), str(moment.ready))
    return ("", _("paused"), _("space: go on")) if pacer.planned else ()


def sentence(moment: BreathMoment) -> str:
    """Say what to do."""
    if moment.beat:
        return _(SENTENCES[moment.beat.phase])
    return _("Get ready") if moment.ready else _("Paused")


def length(pacer: Pacer) -> str:
    """Write how many rounds are planned, and how long they last: 4 rounds, 76 s."""
    whole = lasting(pacer.goal * pacer.pattern.seconds)
    return ngettext("{n} round, {length}", "{n} rounds, {length}", pacer.goal).format(n=pacer.goal, length=whole)


def ended(done: int, planned: int) -> str:
    """Say how a run of breathing ended."""
    if not done:
        return _("No whole round this time.")
    if done < planned:
        return ngettext("{n} whole round, recorded.", "{n} whole rounds, recorded.", done).format(n=done)
    return ngettext("Done: {n} round.", "Done: all {n} rounds.", done).format(n=done)


def too_many(most: int) -> str:
    """Say why fewer rounds are suggested."""
    if most == MOST_AT_FIRST:
        return _("No more than four rounds in the first month, says A. Weil.")
    return _("No more than eight rounds of 4-7-8 at a time, says A. Weil.")


def tension(before: float, after: float) -> str:
    """Write how tension changed: Tension 6 → 3."""
    return _("Tension {before} → {after}").format(before=decimal(before), after=decimal(after))


def no_pattern(text: str, code: str) -> str:
    """Say why a text is no pattern; `code` is that of `PatternError`."""
    sentences = {
        "shape": _("{text} is not a pattern; write in-hold-out or in-hold-out-hold in seconds, such as 4-7-8."),
        "half": _("{text} is not a pattern; write whole or half seconds, such as 5.5-0-5.5."),
        "range": _("{text} is not a pattern; in and out last from 0.5 to 20 seconds, holds at most 20."),
    }
    return sentences[code].format(text=quoted(text))
