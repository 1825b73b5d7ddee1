"""The words of breathing: patterns, phases, how a run ended."""

from __future__ import annotations

from coretui.domain.breathing.pacer import BreathMoment, Pacer
from coretui.domain.breathing.patterns import MOST_AT_FIRST, Pattern, Phase
from coretui.i18n import N_, _, ngettext
from coretui.words.time import minutes

NAMES = {"4-7-8": "4-7-8", "belly": N_("Belly"), "box": N_("Box"), "coherent": N_("Coherent")}
NOTES = {
    "4-7-8": N_("In through the nose, hold, long out. Rather no holds? Belly and Coherent have none."),
    "belly": N_("Hands on the belly, let it rise and fall. The seconds are our choice."),
    "box": N_("Four equal sides. Rather no holds? Belly and Coherent have none."),
    "coherent": N_("Slow and even, without holds."),
}
OWN_NOTE = N_("A pattern of your own.")
PHASES = {
    Phase.IN: (N_("breathe in"), N_("Breathe in, into the belly")),
    Phase.HOLD: (N_("hold"), N_("Hold, at ease")),
    Phase.OUT: (N_("breathe out"), N_("Breathe out, slowly")),
    Phase.REST: (N_("rest"), N_("Rest, empty")),
}
"""For each phase the word in the shape, and the sentence beside it."""
SIGNS = {Phase.IN: ("▲", "^"), Phase.HOLD: ("■", "="), Phase.OUT: ("▼", "v"), Phase.REST: ("■", "=")}
"""The direction of each phase, and what stands for it in plain characters."""


def name(pattern: str) -> str:
    """Return what a pattern is called."""
    return _(NAMES.get(pattern, pattern))


def note(pattern: Pattern) -> str:
    """Say in a sentence or two how a pattern is done."""
    return _(NOTES.get(pattern.id, OWN_NOTE))


def parts(pattern: Pattern) -> str:
    """Write a pattern's seconds: 4 · 7 · 8."""
    return " · ".join(seconds(length) for _phase, length in pattern.phases)


def seconds(length: float) -> str:
    """Write the seconds of a phase, to a tenth."""
    return f"{round(length, 1):g}"


def sign(phase: Phase, *, ascii: bool) -> str:
    """Return the direction of a phase."""
    return SIGNS[phase][ascii]


def shape_words(moment: BreathMoment, pacer: Pacer, *, ascii: bool) -> tuple[str, ...]:
    """Return what stands in the shape: sign, phase, seconds."""
    if moment.beat:
        phase = moment.beat.phase
        return (sign(phase, ascii=ascii), _(PHASES[phase][0]), str(moment.count))
    if moment.ready:
        return ("", _("get ready"), str(moment.ready))
    return ("", _("paused"), _("space goes on")) if pacer.planned else ()


def sentence(moment: BreathMoment) -> str:
    """Say what to do."""
    if moment.beat:
        return _(PHASES[moment.beat.phase][1])
    return _("Get ready") if moment.ready else _("Paused")


def lasting(length: float) -> str:
    """Write how long was breathed: seconds at first, then minutes."""
    return minutes(length) if length >= 120 or not length else _("{n} s").format(n=round(length))


def length(pacer: Pacer) -> str:
    """Write how many rounds are planned, and how long they last: 4 rounds, 76 s."""
    whole = lasting(pacer.goal * pacer.pattern.seconds)
    return ngettext("{n} round, {length}", "{n} rounds, {length}", pacer.goal).format(n=pacer.goal, length=whole)


def ended(done: int, planned: int) -> str:
    """Say how a run of breathing ended."""
    if not done:
        return _("No whole round this time.")
    if done < planned:
        return ngettext("{n} whole round, written down.", "{n} whole rounds, written down.", done).format(n=done)
    return ngettext("Done: {n} round.", "Done: all {n} rounds.", done).format(n=done)


def too_many(most: int) -> str:
    """Say why fewer rounds are suggested."""
    if most == MOST_AT_FIRST:
        return _("Better no more than four rounds in the first month: the long hold takes getting used to.")
    return _("Better no more than eight rounds of 4-7-8 at a time.")


def tension(before: float, after: float) -> str:
    """Write how tension changed: Tension 6 → 3."""
    return _("Tension {before} → {after}").format(before=f"{round(before, 1):g}", after=f"{round(after, 1):g}")


def no_pattern(text: str, code: str) -> str:
    """Say why a text is no pattern; `code` is that of `PatternError`."""
    sentences = {
        "shape": _("{text} is not a pattern: write in-hold-out or in-hold-out-hold in seconds, such as 4-7-8."),
        "half": _("{text} is not a pattern: its parts are whole or half seconds, such as 5.5-0-5.5."),
        "range": _("{text} is not a pattern: in and out last from 0.5 to 20 seconds, holds 20 at most."),
    }
    return sentences[code].format(text=text)
