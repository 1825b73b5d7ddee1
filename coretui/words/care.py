"""The words of care: pain, the self-check, flare-ups, recovery. Every piece of advice says whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coretui.domain.care.advice import Advice, Lasting, loads_the_psoas
from coretui.domain.care.selfcheck import ESTABLISHED, Gate
from coretui.domain.pain import Pain
from coretui.i18n import N_, _
from coretui.words.time import short_date

ADVICE = {
    Advice.HARDER: N_("Your leaflet says it may be made harder. Talk it over first."),
    Advice.PART_OF_IT: N_("Some pain can be part of it, says your leaflet."),
    Advice.FINE_IF_IT_EASES: N_("Fine if the pain eases; otherwise swap the exercise."),
    Advice.EASE_OFF: N_("Ease off until the stretch is free of pain."),
    Advice.LIGHTER_ASK: N_("Make it lighter. More pain tomorrow? Ask first."),
    Advice.LIGHTER_SWAP: N_("Make it lighter or swap it."),
    Advice.RISING: N_("Talk to your doctor or physiotherapist."),
    Advice.STOP: N_("Stop this exercise. Ask your physician or physiotherapist before you go on."),
}
BACK_ADVICE = {
    Advice.FINE_IF_IT_EASES: N_("Fine if the pain eases; otherwise swap the exercise that brings it on."),
    Advice.LIGHTER_SWAP: N_("Make your exercises easier, or swap them."),
    Advice.RISING: ADVICE[Advice.RISING],
    Advice.STOP: N_("Stop the exercises that bring it on. Ask your doctor or physiotherapist before you go on."),
}
"""The same for the back on a day, when no exercise is in question: so the leaflet has nothing to say of it."""
BECAUSE = {
    Advice.HARDER: N_("No pain three sessions in a row."),
    Advice.RISING: N_("More pain each time, three sessions in a row."),
}
SOURCES = {
    Advice.HARDER: N_("(the sport physician's leaflet)"),
    Advice.PART_OF_IT: N_("(the sport physician's leaflet)"),
    Advice.EASE_OFF: N_("(the article on stretching)"),
}
"""Who says so, where it is not coretui itself."""
OWN = N_("(coretui's own advice)")

SIGNS = {
    "hollow": N_("lower back hollow or tense"),
    "hips": N_("lunges or hip extension difficult"),
    "pull": N_("a pull when lifting the knee"),
    "unequal": N_("legs feel different"),
    "stiff": N_("stiff on standing up"),
}
SIGN_QUESTIONS = {
    "hollow": N_("Does your lower back feel hollow or tense?"),
    "hips": N_("Do you find lunges or extending your hips difficult?"),
    "pull": N_("Do you feel a pull when you lift your knee?"),
    "unequal": N_("Do your left and right leg feel different?"),
    "stiff": N_("Do you feel stiff when you stand up?"),
}
REASONS = {
    "inflamed": N_("overloaded or inflamed"),
    "unstable": N_("unstable pelvis or weak trunk"),
    "stress": N_("tension that comes from stress"),
    "overstretched": N_("over-stretched before"),
}
REASON_QUESTIONS = {
    "inflamed": N_("Has a doctor or therapist found that your psoas is overloaded or inflamed (tendinitis)?"),
    "unstable": N_("Has a doctor or therapist found that your pelvis is unstable or your trunk muscles are weak?"),
    "stress": N_("Does the tension come from emotional stress rather than from shortening?"),
    "overstretched": N_("Was your psoas over-stretched, by an earlier injury or by wrong training?"),
}
WHEN_IN_DOUBT = N_("When in doubt, ask. “Don't know” alone is not a reason.")

BOTH_SOURCES = N_(
    "The article on core training says to stretch the hips regularly; the article on stretching says when not to."
)
GENTLY = N_("Always gently and free of pain, breathing into your belly, says the article on stretching.")
FORCED = N_(
    "Forcing a stretch can bring more tension, more instability and irritated nerves,"
    " says the article on stretching."
)
ASK_FIRST = N_(
    "Ask your doctor or physiotherapist before any exercise that lifts a leg: exercises 2, 4, 6 and 7"
    " of the leaflet, leg lifts, dead bug, bird dog (coretui's interpretation of the article on"
    " stretching)."
)
ASK_FIRST_HERE = N_(
    "Ask your doctor or physiotherapist first: this lifts a leg, and your self-check notes an"
    " overloaded or inflamed psoas."
)
INSTEAD = N_("What you can do instead, says the article on stretching:")
SERVES = (
    N_("breathing: 4-7-8, belly"),
    N_("functional strength: hip bridge, dead bug, standing core stability"),
    N_("easy movement: walking, swimming, gentle yoga"),
    N_("body-oriented therapy with a professional"),
)
EASY = (N_("walking"), N_("swimming"), N_("gentle yoga"))
WHILE_FLARING = N_(
    "During a flare-up your targets are paused, no streak is lost, and easy movement and breathing come"
    " first: coretui asks before any other exercise."
)
ASKS_FIRST = N_(
    "Easy movement and breathing come first (the article on stretching, the sceptical article). coretui"
    " asks before any other exercise (coretui's own advice)."
)
OFTEN_ENOUGH = N_("Two or three days a week is enough for noting it.")
"""Said once, with the first pain noted by hand: a diary of every day slowed recovery in one small study."""
DO_NOT_EASE = N_("If symptoms do not ease, see a physiotherapist or GP (the sceptical article).")
LASTING = {
    Lasting.PAIN: N_("Back pain of 4 or more, three weeks in a row (coretui's own measure)."),
    Lasting.SIGNS: N_("No fewer signs than six weeks ago (coretui's own measure)."),
}

TURNING = N_(
    "Turning and sprinting load the psoas:"
    " allow for recovery, mobility and strength work (the article on posture)."
)
RECOVERY = {
    "run": N_(
        "Running loads the psoas, most of all sprints and hills:"
        " allow for recovery, mobility and strength work (the article on posture)."
    ),
    "cycle": N_(
        "Cycling loads the psoas: allow for recovery, mobility and strength work (the article on posture)."
        " The sceptical article names it as an alternative for people with back pain."
    ),
    "dance": N_(
        "Dance (ballet and modern) loads the psoas:"
        " allow for recovery, mobility and strength work (the article on posture)."
    ),
    "weights": N_(
        "Weight lifting loads the psoas when squats and deadlifts are done with poor form:"
        " allow for recovery, mobility and strength work (the article on posture)."
    ),
    "football": TURNING,
    "tennis": TURNING,
}


def advice(code: Advice) -> str:
    """Say what follows from pain in a session, why if it takes more than one, and who says so."""
    return _attributed(code, ADVICE[code])


def back_advice(code: Advice | None) -> str:
    """Say what follows from how the back is on a day; empty if nothing does."""
    return _attributed(code, BACK_ADVICE[code]) if code in BACK_ADVICE else ""


def session_advice(code: Advice) -> str:
    """Say what follows from pain that is of a session as a whole, when no exercise of it is in question."""
    return _attributed(code, {**ADVICE, **BACK_ADVICE}[code])


def _attributed(code: Advice, sentence: str) -> str:
    return " ".join(part for part in (_(BECAUSE.get(code, "")), _(sentence), _(SOURCES.get(code, OWN))) if part)


def sign(item: str) -> str:
    """Name a sign."""
    return _(SIGNS.get(item, item))


def reason(item: str) -> str:
    """Name a reason not to stretch."""
    return _(REASONS.get(item, item))


def question(item: str) -> str:
    """Ask about a sign or a reason in full; where "don't know" is an answer, when in doubt to ask."""
    asked = _({**SIGN_QUESTIONS, **REASON_QUESTIONS}[item])
    return f"{asked} {_(WHEN_IN_DOUBT)}" if item in ESTABLISHED else asked


def answer(given: bool | None) -> str:
    """Write an answer: yes, no, don't know."""
    return _("don't know") if given is None else _("yes") if given else _("no")


def signs_in_words(signs: Iterable[str]) -> str:
    """Name the signs that were noticed."""
    named = ", ".join(sign(item) for item in signs)
    return _("Signs: {signs}.").format(signs=named) if named else _("No signs.")


def gate_in_words(gate: Gate) -> str:
    """Say whether stretches are offered, and if not, why."""
    if not gate.checked:
        return _("No self-check yet: until there is one, no stretches are offered.")
    if gate.stretches:
        return _("Stretches are offered.")
    return _("Stretches are hidden: {reasons}.").format(reasons=", ".join(map(reason, gate.reasons)))


def about_stretching(gate: Gate) -> list[str]:
    """Say what goes with that: how to stretch or what serves instead, and what both sources hold."""
    if gate.stretches:
        return [_(GENTLY), _(BOTH_SOURCES)]
    said = [_(ASK_FIRST)] if gate.ask_first else []
    if gate.checked:
        said.append(_(FORCED))
    return [*said, _(BOTH_SOURCES)]


def flaring(since: date, today: date) -> str:
    """Say since when the back plays up: Flare-up since Sun 22 Nov."""
    return _("Flare-up since {day}").format(day=short_date(since, today))


def flaring_offer(since: date, today: date) -> str:
    """Say so where something would be begun, and what comes first."""
    return _("{flare}: easy movement and breathing come first.").format(flare=flaring(since, today))


def easy_moving() -> str:
    """Name the movement that is easy enough during a flare-up."""
    words = _("Easy movement: {things} (the article on stretching, the sceptical article).")
    return words.format(things=", ".join(map(_, EASY)))


def easy_breathing() -> str:
    """Say how to breathe during a flare-up."""
    return _("Breathing: 4-7-8, or into the belly, lying down with your hands on it (the article on stretching).")


def lasting_in_words(complaints: Iterable[Lasting]) -> str:
    """Say which complaints last, and whom to see; empty without any."""
    said = [_(LASTING[one]) for one in complaints]
    return " ".join([*said, _(DO_NOT_EASE)]) if said else ""


def recovery(kind: str) -> str:
    """Say what a movement that loads the psoas asks for; empty for any other."""
    return _(RECOVERY[kind]) if loads_the_psoas(kind) else ""


def scored(pain: Pain) -> str:
    """Write pain beside other numbers: 6, or 6, into a leg."""
    return _("{score}, into a leg").format(score=pain.score) if pain.leg else f"{pain.score}"


def felt(score: int, leg: bool) -> str:
    """Write pain: 3 of 10, into a leg."""
    words = _("{score} of 10, into a leg") if leg else _("{score} of 10")
    return words.format(score=score)
