"""The themes: every role in every theme, and contrast enough to read by."""

from __future__ import annotations

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from coretui.tui.theme import CORETUI_DARK, CORETUI_LIGHT, ROLES, THEMES, contrast, role_variables


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_have_contrast_on_their_surface(theme: Theme) -> None:
    assert theme.surface
    surface, raised = Color.parse(theme.surface), Color.parse(theme.variables["raised"])
    for role in ("muted", "done", "onbreak", "standing", "session", "due"):
        assert contrast(Color.parse(theme.variables[role]), surface) >= 4.5, role
    for role in ("sitting", "away"):
        assert contrast(Color.parse(theme.variables[role]), surface) >= 3, role
    assert contrast(Color.parse(theme.variables["muted"]), raised) >= 4.5


@pytest.mark.parametrize("theme", [*BUILTIN_THEMES.values(), *THEMES], ids=lambda theme: theme.name)
def test_every_theme_has_every_role(theme: Theme) -> None:
    roles = role_variables(theme)
    assert tuple(sorted(roles)) == tuple(sorted(ROLES))
    assert len({roles[role] for role in ("sitting", "onbreak", "standing", "due", "done")}) == 5
    for value in roles.values():
        Color.parse(value)
    if not theme.ansi:
        surface = Color.parse(theme.to_color_system().generate()["surface"])
        assert contrast(Color.parse(roles["muted"]), surface) >= 4.5


@pytest.mark.parametrize("theme", [CORETUI_DARK, CORETUI_LIGHT], ids=lambda theme: theme.name)
def test_with_256_colours_the_selected_row_is_grey(theme: Theme) -> None:
    raised = RichColor.parse(theme.variables["raised"]).downgrade(ColorSystem.EIGHT_BIT)
    assert 232 <= (raised.number or 0) <= 255
