"""The words of posture: what it is called and drawn as, how it is asked, and what notes of it come to.

No posture has a colour, and none is called good or bad.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coretui.domain.days import fixed
from coretui.domain.posture.notes import Posture, PostureChanges, PostureNote, changed, counts
from coretui.i18n import N_, NP_, _, ngettext
from coretui.words.columns import fitting, width
from coretui.words.numbers import decimal
from coretui.words.time import time_of_day

GLYPHS = {
    Posture.UPRIGHT: "│",
    Posture.SLUMPED: ")",
    Posture.HOLLOW: "(",
    Posture.LEFT: "╲",
    Posture.RIGHT: "╱",
    Posture.CROSSED: "╳",
    Posture.STANDING: "↑",
}
"""A sign for each posture that needs no language: the shape of a back."""
ASCII_GLYPHS = {**GLYPHS, Posture.UPRIGHT: "|", Posture.LEFT: "\\", Posture.RIGHT: "/", Posture.CROSSED: "x",
                Posture.STANDING: "^"}  # fmt: skip
POSTURES = {
    Posture.UPRIGHT: N_("upright, at ease"),
    Posture.SLUMPED: N_("slumped or leaning forward"),
    Posture.HOLLOW: N_("lower back hollow"),
    Posture.LEFT: N_("weight on the left"),
    Posture.RIGHT: N_("weight on the right"),
    Posture.CROSSED: N_("legs crossed"),
    Posture.STANDING: NP_("posture", "standing"),
}
SHORT = {
    Posture.UPRIGHT: N_("upright"),
    Posture.SLUMPED: N_("slumped"),
    Posture.HOLLOW: NP_("posture", "hollow"),
    Posture.LEFT: NP_("posture", "left"),
    Posture.RIGHT: NP_("posture", "right"),
    Posture.CROSSED: NP_("posture", "crossed"),
    Posture.STANDING: NP_("posture", "standing"),
}
QUESTION = N_("How were you sitting, just before?")
QUESTION_OF_NOW = N_("How are you sitting?")
SHORT_QUESTION = N_("HOW WERE YOU SITTING?")
NEITHER = N_("none of these is good or bad · esc not now")
NO_MORE_TODAY = N_("No more questions about posture today.")
SWITCHED_OFF = N_(
    "The question about how you sit is off now: the last ten times it did not suit. To turn it on again:"
    " coretui config set posture.ask habit"
)
BY_HOUR = N_("HOW YOU SAT, BY HOUR")
NONE_IS_BAD = N_("No posture here is good or bad.")
NOTHING_THIS_WEEK = N_("Nothing noted this week.")
NOTHING_THAT_WEEK = N_("Nothing noted in that week.")
HOW_TO_NOTE = N_("On Today, o notes how you sit.")
DIFFERENTLY = N_("sat differently")
NOTHING_YET = N_("Nothing noted on this day.")


def glyph(posture: Posture, *, ascii: bool = False) -> str:
    """Return the sign of a posture, one column wide."""
    return (ASCII_GLYPHS if ascii else GLYPHS)[posture]


def long(posture: Posture) -> str:
    """Return what a posture is called where there is room."""
    return _(POSTURES[posture])


def short(posture: str) -> str:
    """Return what a posture is called, by its id, in one word."""
    return _(SHORT[Posture(posture)])


def answers(left: int) -> tuple[str, ...]:
    """Say how a question is answered, and how often it may come back today; what matters most comes first."""
    said = (_("o answer"), _("esc not now"))
    if not left:
        return said
    return *said, ngettext("once more today at most", "{n} more today at most", left).format(n=left)


def noted(note: PostureNote, n: int, goal: float) -> str:
    """Say that a note is on disk, and how many there are that day: of as many as are wanted, or beyond those."""
    words = {"time": time_of_day(note.at, fixed(note.offset)), "posture": short(note.posture)}
    if n > goal:
        return _("Noted at {time}: {posture}. {n} today.").format(n=n, **words)
    return _("Noted at {time}: {posture}. {n} of {goal} today.").format(n=n, goal=decimal(goal), **words)


def noted_on(note: PostureNote, day: str) -> str:
    """Say that a note is on disk, of a day that is not today."""
    words = {"time": time_of_day(note.at, fixed(note.offset)), "posture": short(note.posture)}
    return _("Noted on {day} at {time}: {posture}.").format(day=day, **words)


def changes(found: PostureChanges) -> str:
    """Say how often one note told of another posture than the one before; empty where nothing can be compared."""
    few = _few_changes(found)
    if few is not None:
        return few
    sentence = _("You sat differently at {n} of {m} notes than at the one before.")
    return sentence.format(n=found.changed, m=found.of)


def changes_in_short(found: PostureChanges) -> str:
    """Say the same in fewer words."""
    few = _few_changes(found)
    if few is not None:
        return few
    return _("You sat differently at {n} of {m} notes.").format(n=found.changed, m=found.of)


def _few_changes(found: PostureChanges) -> str | None:
    """Say what a count would make a score of, or no sentence: nothing to compare, one pair alone, no change."""
    if not found.of:
        return ""
    if not found.changed:
        return ngettext(
            "You sat as you did at the note before.", "Each time you sat as you did at the note before.", found.of
        )
    return _("Once you sat differently than at the note before.") if found.of == 1 else None


def noticed(day: str, name: str, goal: float, notes: Iterable[PostureNote], columns: int) -> str:
    """Say what was noted on a day: Sun 29 Nov · Notice how you sit: 2 of 3 · standing 10:20, upright 12:05.

    In fewer columns the name is left out, and then the day: the cursor is on both; then the last notes.
    """
    made = tuple(notes)
    amount = _("{n} of {target}").format(n=len(made), target=decimal(goal))
    each = [f"{short(note.posture)} {time_of_day(note.at, fixed(note.offset))}" for note in made]
    said = f"{amount} · {', '.join(each)}"
    named = _("{habit}: {state}").format(habit=name, state=said)
    every = (f"{day} · {named}", f"{day} · {said}", said)
    some = fitting([f"{amount} · {each[0]}", *each[1:]], columns, ", ")
    return next((one for one in every if width(one) <= columns), some)


def share(part: float) -> str:
    """Write a share, 0 to 1, in percent."""
    return _("{share:.0%}").format(share=part)


def in_one_line(notes: Sequence[PostureNote]) -> str:
    """Say how often each posture was noted, and how often it changed: 5 notes: upright 3, slumped 2."""
    each = ", ".join(f"{short(posture)} {n}" for posture, n in counts(notes).items() if n)
    said = ngettext("{n} note: {postures}.", "{n} notes: {postures}.", len(notes))
    return " ".join(filter(None, (said.format(n=len(notes), postures=each), changes_in_short(changed(notes)))))


def nothing_in_a_week(*, running: bool) -> str:
    """Say that a week has no notes: this week, while it is `running`, or another one."""
    return _(NOTHING_THIS_WEEK) if running else _(NOTHING_THAT_WEEK)


def sum_of_notes(n: int) -> str:
    """Say how many notes there are, and who made them."""
    return ngettext("{n} note, by you", "{n} notes, by you", n).format(n=n)


def sum_on_days(n: int, days: int) -> str:
    """Say on how many days notes were made."""
    on = ngettext("on {n} day", "on {n} days", days).format(n=days)
    said = ngettext("{n} note {on}, noted by you.", "{n} notes {on}, noted by you.", n)
    return said.format(n=n, on=on)


def in_a_row(notes: Iterable[PostureNote], *, ascii: bool = False) -> list[str]:
    """Write each of the notes of a day, as the clock was there: 10:20 ↑ standing, 12:05 │ upright."""
    return [
        f"{time_of_day(note.at, fixed(note.offset))} {glyph(note.posture, ascii=ascii)} {short(note.posture)}"
        for note in notes
    ]


def counted(notes: Iterable[PostureNote], *, ascii: bool = False) -> list[str]:
    """Write how often each posture was noted: │ upright 6, ) slumped 5."""
    return [f"{glyph(posture, ascii=ascii)} {short(posture)} {n}" for posture, n in counts(notes).items()]


def widest() -> int:
    """Return the columns of the longest name of a posture, in the language of now."""
    return max(width(long(posture)) for posture in Posture)


def share_changed(notes: Iterable[PostureNote]) -> str:
    """Say how many notes tell of another posture than the one before, in percent; empty with too few."""
    share = changed(notes).share
    return "" if share is None else _("another posture than at the note before: {p}%").format(p=round(100 * share))


def in_report(notes: Iterable[PostureNote], most: int) -> str:
    """Say where notes come from, and how often they changed, for somebody who did not make them."""
    made = tuple(notes)
    said = _("self-noted, asked for at breaks {n} times a day at most, not measured").format(n=most)
    return " · ".join(filter(None, (said, share_changed(made))))
