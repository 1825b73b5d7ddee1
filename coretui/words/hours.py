"""The words of when in the day somebody sits, and sits long, and of how often they get up."""

from __future__ import annotations

from collections.abc import Iterator

from coretui.domain.chair.by_hour import SittingHours
from coretui.i18n import N_, _, ngettext
from coretui.words.time import lasting
from coretui.words.weeks import a_day

TITLE = N_("WHEN YOU SIT LONG")
GOT_UP = N_("Got up")
NOTHING = N_("No sitting is on record in these weeks.")


def mean_of(found: SittingHours, weeks: int) -> str:
    """Say which days the hours are the mean of."""
    said = ngettext("mean of {n} day, {weeks} weeks", "mean of {n} days, {weeks} weeks", found.days)
    return said.format(n=found.days, weeks=weeks)


def legend(found: SittingHours, *, short: bool = False) -> tuple[str, str]:
    """Say what the two parts of a column are: sitting in long stretches, and all the rest of it."""
    long = _("over {long}") if short else _("over {long} at a time")
    return long.format(long=lasting(found.long)), _("shorter")


def in_sentences(found: SittingHours, *, short: bool = False) -> Iterator[str]:
    """Yield in which hour somebody sits long most, and how often they get up.

    `short` leaves out how long is long, where the legend says that.
    """
    if not found.days:
        yield _(NOTHING)
        return
    long, most = lasting(found.long), max(found.hours, key=lambda one: one.long)
    if most.long >= 1:
        sentence = (
            _("Your long sits fall mostly between {begin}:00 and {end}:00: {length} on average.")
            if short
            else _(
                "Your long sits (over {long}) fall most often between {begin}:00 and {end}:00: {length} of that"
                " hour on average."
            )
        )
        ends = {"begin": most.hour % 24, "end": (most.hour + 1) % 24}
        yield sentence.format(long=long, length=lasting(most.long / found.days), **ends)
    else:
        yield _("You never sat over {long} at a time.").format(long=long)
    if found.up:
        sentence = _("You got up {n} times a day, once in {length} of sitting.")
        times = a_day(found.up, found.days).removesuffix(".0").removesuffix(",0")
        yield sentence.format(n=times, length=lasting(found.sat / found.up))
