"""When in the day somebody sits long, in words: what is, and nothing of what it means."""

from __future__ import annotations

import pytest

from coretui import i18n
from coretui.domain.chair.by_hour import SittingHour, SittingHours
from coretui.words import hours
from coretui.words.columns import width
from tests.dutch import dutch

LONG = 45 * 60.0
FOUND = SittingHours(
    10, LONG, (SittingHour(9, 18_000, 3000, 12), SittingHour(14, 30_000, 18_600, 22), SittingHour(24, 600, 0, 1))
)


def said(found: SittingHours) -> list[str]:
    return [*hours.in_sentences(found)]


def test_the_hour_that_holds_most_long_sitting_is_named() -> None:
    assert said(FOUND) == [
        "Your long sits (over 45 min) fall most often between 14:00 and 15:00: 31 min of that hour on average.",
        "You got up 3.5 times a day, once in 23 min of sitting.",
    ]
    i18n.use("nl", dutch())
    assert said(FOUND) == [
        (
            "Je lange zitstukken (meer dan 45 min) vallen het vaakst tussen 14 en 15 uur:"
            " gemiddeld 31 min van dat uur."
        ),
        "Je kwam 3,5 keer per dag uit je stoel: één keer per 23 min zitten.",
    ]


def test_nothing_long_and_nothing_at_all_are_said_plainly() -> None:
    assert said(SittingHours(1, LONG, (SittingHour(9, 600),))) == ["You never sat over 45 min at a time."]
    assert said(SittingHours(0, LONG, ())) == ["No sitting is on record in these weeks."]


def test_a_short_interval_is_told_in_seconds() -> None:
    brief = SittingHours(1, 8.0, (SittingHour(9, 60, 30, 4),))
    assert said(brief) == [
        "Your long sits (over 8 s) fall most often between 9:00 and 10:00: 30 s of that hour on average.",
        "You got up 4 times a day, once in 15 s of sitting.",
    ]


def test_an_hour_after_midnight_is_called_as_the_clock_shows_it() -> None:
    night = SittingHours(1, LONG, (SittingHour(23, 3600, 3600), SittingHour(24, 3600, 3660, 30)))
    assert said(night)[0].startswith("Your long sits (over 45 min) fall most often between 0:00 and 1:00")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("short", [False, True])
def test_the_legend_fits_a_small_window(language: str, *, short: bool) -> None:
    if language == "nl":
        i18n.use("nl", dutch())
    assert sum(map(width, hours.legend(FOUND, short=short))) < 60 - 8
    assert all(width(one) < 74 for one in hours.in_sentences(FOUND, short=True))
