"""The words of what goes together: what was compared, what came of it, and how little that says.

No sentence says why, or what to do. A *hint* is what the code calls a sign: signs are the self-check's.
"""

from __future__ import annotations

from datetime import date
from math import floor

from coretui.domain.insights.pairs import Finding, Verdict
from coretui.domain.posture.notes import FIRST_OF_A_DAY
from coretui.i18n import N_, _, ngettext, pgettext
from coretui.words.numbers import decimal
from coretui.words.time import short_date

TITLE = N_("WHAT GOES TOGETHER")
COMPARED = N_("In your own notes; days of the same four weeks are compared.")
CHANCE = N_(
    "A hint is shown when two things went together at two looks in a row. It can still be chance, and it is not a"
    " cause: a sore back can also make you sit longer. No hint does not mean there is nothing. This is not advice."
)
JUST_BEGUN = N_("If your back pain has only just begun, leave this for later.")
"""What is said with the numbers to whoever reads them without having been invited to."""
NO_PAIN = N_("No back pain is noted, so there is nothing to lay beside it. Two or three days a week is enough.")
INVITATION = N_(
    "Off until you want it. Four things from your own notes are laid beside your back pain, once in four weeks."
    " In one small study people whose back pain had just begun recovered more slowly when they noted it every day:"
    " if yours has only just begun, leave this for later."
)
INVITED = N_("enter show it · esc not now")
EXPLAINED = (
    N_(
        "Days with something (say, long sitting) are compared with days without it, from the same four weeks and"
        " the same kind of day. Then your weeks are shuffled 1,999 times, to see how often you would find this by"
        " chance as well."
    ),
    N_("Of 100 people in whom nothing goes together, about 4 still see a hint within a year."),
    N_("Talk to your doctor or physiotherapist before you change a treatment."),
)
EXPLAINED_KEYS = N_("f red flags · esc close")
TURNED_OFF = N_("What goes together is off now. Press i in Week to have it back.")
RESTING = N_("Your back is playing up: nothing new is worked out now.")
LESS, MORE = N_("less pain"), N_("more pain")


def span(months: int, as_of: date, next_look: date, today: date) -> str:
    """Say which days were looked at, and when it is looked again."""
    sentence = ngettext(
        "{n} month up to {day} · next look {next}", "{n} months up to {day} · next look {next}", months
    )
    return sentence.format(n=months, day=short_date(as_of, today), next=short_date(next_look, today))


def compared(one: Finding) -> str:
    """Say what was laid beside the back: Longest sitting over 55 min, Moved 20 min or more."""
    n = _split(one)
    match one.pair.id:
        case "longest":
            return _("Longest sitting over {n} min").format(n=n) if n else _("Longest sitting")
        case "movement":
            return _("Moved {n} min or more").format(n=n)
        case "core":
            return _("Core session")
        case _:
            return _postures(n) if n else _("Different postures")


def _split(one: Finding) -> int:
    """Return where days part, as it is said: minutes in fives, a number of postures; 0 if nothing is known."""
    match one.pair.id:
        case "longest":
            return 5 * round(one.split / 5)
        case "changes":
            return 0 if not one.split else int(one.split) if one.at_least else floor(one.split) + 1
        case _:
            return round(one.split)


def _postures(n: int) -> str:
    """Say how many different ones there were at least among the first notes of a day."""
    if n == FIRST_OF_A_DAY - 1:
        return _("{n} or {most} different postures").format(n=n, most=FIRST_OF_A_DAY)
    return _("{n} different postures").format(n=n)


def lag(one: Finding) -> str:
    """Say on which day the pain is that was compared."""
    return _("next day") if one.pair.after else _("same day")


def verdict(one: Finding) -> str:
    """Say what came of it, in a word or two."""
    match one.verdict:
        case Verdict.SIGN:
            return pgettext("insight", "hint")
        case Verdict.NO_SIGN:
            return _("no hint")
    if not one.wants:
        return _("not yet: too little difference between your days")
    return ngettext("not yet: at least {n} day more", "not yet: at least {n} days more", one.wants).format(
        n=one.wants
    )


def sides(one: Finding) -> str:
    """Say how many days were compared with how many."""
    return ngettext("{a} day against {b}", "{a} days against {b}", one.yes).format(a=one.yes, b=one.no)


def interval(one: Finding) -> str:
    """Say where the difference lies: between 0.7 lower and 0.3 higher."""
    low, high = points(one.low), points(one.high)
    if one.low >= 0:
        return _("between {low} and {high} higher").format(low=low, high=high)
    if one.high <= 0:
        return _("between {low} and {high} lower").format(low=high, high=low)
    return _("between {low} lower and {high} higher").format(low=low, high=high)


def sized(one: Finding) -> str:
    """Say how large the difference is in a hint: 0.9 higher (0.4 to 1.4)."""
    x, low, high = _sized(one)
    sentence = _("{x} higher ({low} to {high})") if one.difference > 0 else _("{x} lower ({low} to {high})")
    return sentence.format(x=x, low=low, high=high)


def hint(one: Finding) -> str:
    """Say in a sentence what goes together."""
    n = _split(one)
    match one.pair.id:
        case "longest":
            when = _("On days with over {n} min at a stretch").format(n=n)
        case "movement":
            when = _("The day after moving {n} min or more").format(n=n)
        case "core":
            when = _("The day after a core session")
        case _:
            when = _("On days with {postures}").format(postures=_postures(n))
    x, low, high = _sized(one)
    sentence = (
        _("{when} your back pain was {x} points higher: somewhere from {low} to {high}.")
        if one.difference > 0
        else _("{when} your back pain was {x} points lower: somewhere from {low} to {high}.")
    )
    return sentence.format(when=when, x=x, low=low, high=high)


def _sized(one: Finding) -> tuple[str, str, str]:
    """Return the size of a difference and of its ends, the smaller one first."""
    ends = (one.low, one.high) if one.difference > 0 else (-one.high, -one.low)
    return points(one.difference), points(max(0.0, ends[0])), points(ends[1])


def points(value: float) -> str:
    """Write points of pain without a sign and with one decimal, as the language has it."""
    return decimal(abs(value), fixed=True)


def line(one: Finding) -> str:
    """Say what came of a comparison, its size and its days, on one line."""
    if one.verdict is Verdict.TOO_FEW:
        return verdict(one)
    size = sized(one) if one.verdict is Verdict.SIGN else interval(one)
    return " · ".join((verdict(one), size, sides(one)))


def breathing(before: float, after: float, n: int) -> str:
    """Say how tense somebody was before and after breathing, and what that is worth."""
    return ngettext(
        "Breathing: tension {a} before and {b} after, once. You breathe most when you are tense; part of it eases"
        " by itself.",
        "Breathing: tension {a} before and {b} after, on average over {n} times. You breathe most when you are"
        " tense; part of it eases by itself.",
        n,
    ).format(a=points(before), b=points(after), n=n)
