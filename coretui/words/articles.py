"""What an article says to one person beside what it says to everybody."""

from __future__ import annotations

from coretui.domain.exercises.catalogue import ball_size
from coretui.i18n import _
from coretui.words.numbers import decimal

BALL = "ball-size"
"""The article that says which ball fits whom."""


def for_you(article: str, height: float) -> str:
    """Return the sentence an article has for a person so many metres tall; empty where it has none.

    A height of 0 is one that is not known.
    """
    if article != BALL:
        return ""
    if not height:
        return _(
            "If coretui knows your height, it names the size of your ball: coretui config set profile.height 1.75"
        )
    return _("For your height of {height} m: a ball of {size} cm.").format(
        height=decimal(height, 2, fixed=True), size=ball_size(height)
    )
