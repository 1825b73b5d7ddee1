"""What screens work with goes by the settings, also by those that are written meanwhile."""

from __future__ import annotations

from pathlib import Path

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
    assert ["look.motion" in problem for problem in problems] == [True]
    assert (workplace.keeper.policy.interval, workplace.keeper.revision) == (40 * 60, revision + 1)
    assert isinstance(workplace.notifier, Notices)
    assert (workplace.notifier.names, i18n.language()) == (("bell",), "nl")
    assert workplace.follow_settings() is None


def test_what_is_drawn_moves_and_lies_on_a_ball_goes_by_the_settings(workplace: Workplace) -> None:
    one = workplace
    assert (one.figures, one.ascii, one.still, one.ball) == ("blocks", False, False, False)
    one.desk.settings = Settings.of(look__glyphs="ascii", look__motion="reduced", session__ball="yes")
    assert (one.figures, one.ascii, one.still, one.ball) == ("text", True, True, True)
