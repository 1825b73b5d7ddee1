"""The colours: two themes of our own, and every colour role for any other theme.

A role means one thing on every screen. Words are written in `$foreground`, `$muted`, `$accent` or a colour of
state: those have 4.5:1 or more on a panel. `$sitting` and `$away` fill shapes and marks (3:1 or more), `$faint`
and `$raised` are lines and surfaces: none of these four is for words.

    $ink       behind everything                  $surface   a panel
    $raised    the selected row, a key cap        $faint     tracks, rules, what is still to come
    $muted     quiet words                        $done      done, met, the accent of these themes
    $veil      over what lies behind a question
    $sitting   sitting, partly done               $onbreak   a break
    $standing  standing, sides of the body        $session   exercise and breathing
    $due       due, missed, wrong                 $away      away, held, off

The figures of exercises have colours of their own, for shapes only: `$figure-near` and `$figure-far` are the limbs
towards and away from who looks on, `$figure-work` and `$figure-workfar` those that do the work, then
`$figure-torso`, `$figure-hair`, `$figure-face` and `$figure-prop` (a ball, a chair).
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

from coretui.figures import palettes
from coretui.figures.raster import Layer

ROLES = (
    "ink", "veil", "raised", "muted", "faint", "done", "sitting", "onbreak", "standing", "session", "due", "away",
    "figure-near", "figure-torso", "figure-far", "figure-work", "figure-workfar", "figure-hair", "figure-face",
    "figure-prop", "figure-mat",
)  # fmt: skip
"""The variables that every theme has besides Textual's own; `$surface` and `$foreground` are Textual's."""


def _figure_roles(palette: palettes.Palette) -> dict[str, str]:
    """Return the roles of a palette of figures; the floor is `$faint`, as lines are."""
    return {
        f"figure-{layer.name.lower()}": colour
        for layer, colour in palette.items()
        if layer not in {Layer.EMPTY, Layer.FLOOR}
    }


_DARK = {
    "ink": "#11151a",
    "veil": "#11151a99",
    "raised": "#2c333b",
    "muted": "#909daa",
    "faint": "#465260",
    "done": "#8ecfa6",
    "sitting": "#e3b071",
    "onbreak": "#63c3b4",
    "standing": "#7fb0e6",
    "session": "#8ecfa6",
    "due": "#ff6f91",
    "away": "#76869a",
    **_figure_roles(palettes.DARK),
}

_LIGHT = {
    "ink": "#e9e6df",
    "veil": "#1d242a29",
    "raised": "#dde2dc",
    "muted": "#525e69",
    "faint": "#b3bbbf",
    "done": "#236b47",
    "sitting": "#bd7517",
    "onbreak": "#0f7368",
    "standing": "#1f5f9f",
    "session": "#236b47",
    "due": "#b81f50",
    "away": "#6a7783",
    **_figure_roles(palettes.LIGHT),
}

_ANSI = {
    "ink": "ansi_default",
    "veil": "ansi_default",
    "muted": "ansi_default",
    "faint": "ansi_bright_black",
    "done": "ansi_green",
    "sitting": "ansi_yellow",
    "onbreak": "ansi_cyan",
    "standing": "ansi_blue",
    "session": "ansi_green",
    "due": "ansi_red",
    "away": "ansi_bright_black",
    "figure-work": "ansi_yellow",
    "figure-workfar": "ansi_red",
    "figure-hair": "ansi_magenta",
    "figure-prop": "ansi_blue",
}
# What of the terminal's own colours stands out depends on what is behind it.
_ANSI_DARK = {
    "raised": "ansi_bright_black",
    "figure-mat": "ansi_bright_black",
    "figure-near": "ansi_bright_white",
    "figure-torso": "ansi_white",
    "figure-far": "ansi_bright_black",
    "figure-face": "ansi_bright_white",
}
_ANSI_LIGHT = {
    "raised": "ansi_white",
    "figure-mat": "ansi_white",
    "figure-near": "ansi_black",
    "figure-torso": "ansi_bright_black",
    "figure-far": "ansi_cyan",
    "figure-face": "ansi_bright_red",
}


def _own(name: str, roles: dict[str, str], *, surface: str, foreground: str, dark: bool) -> Theme:
    """Return one of our themes; Textual's own widgets get the same calm surfaces and quiet selection."""
    accent, ink, raised, muted = roles["done"], roles["ink"], roles["raised"], roles["muted"]
    return Theme(
        name=name,
        primary=accent,
        secondary=roles["standing"],
        accent=accent,
        success=accent,
        warning=roles["sitting"],
        error=roles["due"],
        foreground=foreground,
        background=ink,
        surface=surface,
        panel=raised,
        dark=dark,
        variables={
            **roles,
            "text-muted": muted,
            "foreground-muted": muted,
            "block-cursor-foreground": foreground,
            "block-cursor-background": raised,
            "block-cursor-blurred-background": raised,
            "block-hover-background": f"{raised} 60%",
            "border": roles["faint"],
            "border-blurred": surface,
            "scrollbar": roles["faint"],
            "scrollbar-hover": muted,
            "scrollbar-active": accent,
            "scrollbar-background": surface,
            "scrollbar-background-hover": surface,
            "scrollbar-background-active": surface,
            "scrollbar-corner-color": surface,
            "footer-background": ink,
            "footer-foreground": muted,
            "footer-description-foreground": muted,
            "footer-key-foreground": accent,
            "input-cursor-background": accent,
            "input-cursor-foreground": ink,
            "input-selection-background": f"{accent} 30%",
            "link-color": accent,
        },
    )


CORETUI_DARK = _own("coretui-dark", _DARK, surface="#171c23", foreground="#dfe5ea", dark=True)
CORETUI_LIGHT = _own("coretui-light", _LIGHT, surface="#f8f6f1", foreground="#1d242a", dark=False)
THEMES = (CORETUI_DARK, CORETUI_LIGHT)
"""To be registered by the app."""


def role_variables(theme: Theme) -> dict[str, str]:
    """Return every role in `ROLES` for any theme, as CSS colours; for `App.get_theme_variable_defaults`.

    Surfaces come from the theme. A colour of state is the theme's own where it has one of about the same hue,
    else ours, moved towards black or white until it reads on the theme's surface: sitting stays amber
    whatever theme is chosen. A theme of terminal colours gets terminal colours.
    """
    if all(role in theme.variables for role in ROLES):
        return {role: theme.variables[role] for role in ROLES}
    if theme.ansi:
        return _ANSI | (_ANSI_DARK if theme.dark else _ANSI_LIGHT)
    generated = theme.to_color_system().generate()
    ink, surface, words = (Color.parse(generated[name]) for name in ("background", "surface", "foreground"))
    raised = surface.blend(words, 0.12)
    offered = [
        Color.parse(generated[name]) for name in ("success", "warning", "error", "accent", "primary", "secondary")
    ]
    roles = {
        "ink": ink,
        "veil": ink.with_alpha(0.6) if theme.dark else words.with_alpha(0.16),
        "raised": raised,
        "muted": _readable(words.blend(surface, 0.35), raised, 4.5),
        "faint": surface.blend(words, 0.3),
        "away": _readable(words.blend(surface, 0.5), surface, 3.0),
    }
    ours = _DARK if theme.dark else _LIGHT
    for role in ("done", "sitting", "onbreak", "standing", "session", "due"):
        ratio = 3.0 if role == "sitting" else 4.5
        roles[role] = _readable(_nearest(Color.parse(ours[role]), offered), surface, ratio)
    roles |= _figure(roles, surface, words)
    return {role: roles[role].hex for role in ROLES}


def _figure(roles: Mapping[str, Color], surface: Color, words: Color) -> dict[str, Color]:
    """Return the colours of a figure from a theme's own: the nearer, the further from the surface."""
    brown = roles["due"].blend(roles["sitting"], 0.5)
    return {
        "figure-near": words,
        "figure-torso": words.blend(surface, 0.28),
        "figure-far": words.blend(roles["standing"], 0.4).blend(surface, 0.55),
        "figure-work": roles["sitting"],
        "figure-workfar": roles["sitting"].blend(surface, 0.4),
        "figure-hair": brown.blend(surface, 0.35),
        "figure-face": words,
        "figure-prop": roles["standing"].blend(surface, 0.25),
        "figure-mat": surface.blend(words, 0.05),
    }


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two opaque colours as WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    """Return the relative luminance of WCAG 2, from 0 to 1."""
    red, green, blue = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable(colour: Color, surface: Color, ratio: float) -> Color:
    """Return the colour, moved away from the surface no further than the contrast ratio asks."""
    towards = max((Color(0, 0, 0), Color(255, 255, 255)), key=lambda end: contrast(end, surface))
    for step in range(21):
        moved = colour.blend(towards, step / 20)
        if contrast(moved, surface) >= ratio:
            return moved
    return towards


def _nearest(ours: Color, offered: list[Color]) -> Color:
    """Return the offered colour of the same hue as ours, within 12 degrees and not grey; else ours.

    Twelve degrees keep any two roles apart: ours are 29 degrees or more from each other.
    """

    def distance(colour: Color) -> float:
        apart = abs(colour.hsl.h - ours.hsl.h)
        return min(apart, 1 - apart) * 360

    near = [colour for colour in offered if distance(colour) <= 12 and colour.hsl.s >= 0.2]
    return min(near, key=distance, default=ours)
