"""What screens work with goes by the settings, also by those that are written meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from coretui import i18n
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from tests.notices import Notices


def test_what_was_written_is_taken_over_once_and_what_is_wrong_in_it_said(workplace: Workplace) -> None:
    assert workplace.follow_settings() is None
    revision = workplace.keeper.revision
    Path(workplace.home.config).write_text(
        'chair.interval = "40m"\nlook.language = "nl"\nnotices.channels = ["bell"]\nlook.motion = "fast"\n'
    )
    problems = workplace.follow_settings()
    assert problems
    assert [problem.partition(" = ")[0].rpartition(" ")[2] for problem in problems] == ["look.motion"]
    assert (workplace.keeper.policy.interval, workplace.keeper.revision) == (40 * 60, revision + 1)
    assert isinstance(workplace.notifier, Notices)
    assert (workplace.notifier.names, i18n.language()) == (("bell",), "nl")
    assert workplace.follow_settings() is None


@pytest.mark.parametrize(("glyphs", "figures"), [("unicode", "dots"), ("ascii", "text")])
def test_in_plain_characters_exercises_are_only_words(workplace: Workplace, glyphs: str, figures: str) -> None:
    workplace.desk.settings = Settings.of(look__glyphs=glyphs, look__figures="dots")
    assert (workplace.ascii, workplace.figures) == (glyphs == "ascii", figures)


@pytest.mark.parametrize(("said", "ball"), [("ask", False), ("no", False), ("yes", True)])
def test_nobody_has_a_ball_who_has_not_said_so(workplace: Workplace, said: str, *, ball: bool) -> None:
    workplace.desk.settings = Settings.of(session__ball=said)
    assert workplace.ball is ball
