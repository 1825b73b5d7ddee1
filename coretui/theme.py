"""The colours: two themes of our own, and every colour role for any other theme.

A role means one thing on every screen. Words are written in `$foreground`, `$muted`, `$accent` or a colour of
state: those have 4.5:1 or more on a panel. `$sitting` and `$away` fill shapes and marks (3:1 or more), `$faint`
and `$raised` are lines and surfaces: none of these four is for words.

    $ink       behind everything                  $surface   a panel
    $raised    the selected row, a key cap        $faint     tracks, rules, what is still to come
    $muted     quiet words                        $done      done, met, the accent of these themes
    $sitting   sitting, partly done               $onbreak   a break
    $standing  standing, sides of the body        $session   exercise and breathing
    $due       due, missed, wrong                 $away      away, held, off
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

ROLES = (
    "ink", "raised", "muted", "faint", "done", "sitting", "onbreak", "standing", "session", "due", "away",
)  # fmt: skip
"""The variables that every theme has besides Textual's own; `$surface` and `$foreground` are Textual's."""

_DARK = {
    "ink": "#11151a",
    "raised": "#2a323c",
    "muted": "#909daa",
    "faint": "#465260",
    "done": "#8ecfa6",
    "sitting": "#e3b071",
    "onbreak": "#63c3b4",
    "standing": "#7fb0e6",
    "session": "#8ecfa6",
    "due": "#ff6f91",
    "away": "#76869a",
}

_LIGHT = {
    "ink": "#e9e6df",
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
}

_ANSI = {
    "ink": "ansi_default",
    "muted": "ansi_default",
    "faint": "ansi_bright_black",
    "done": "ansi_green",
    "sitting": "ansi_yellow",
    "onbreak": "ansi_cyan",
    "standing": "ansi_blue",
    "session": "ansi_green",
    "due": "ansi_red",
    "away": "ansi_bright_black",
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
        return {**_ANSI, "raised": "ansi_bright_black" if theme.dark else "ansi_white"}
    generated = theme.to_color_system().generate()
    ink, surface, words = (Color.parse(generated[name]) for name in ("background", "surface", "foreground"))
    raised = surface.blend(words, 0.12)
    offered = [
        Color.parse(generated[name]) for name in ("success", "warning", "error", "accent", "primary", "secondary")
    ]
    roles = {
        "ink": ink,
        "raised": raised,
        "muted": _readable(words.blend(surface, 0.35), raised, 4.5),
        "faint": surface.blend(words, 0.3),
        "away": _readable(words.blend(surface, 0.5), surface, 3.0),
    }
    ours = _DARK if theme.dark else _LIGHT
    for role in ("done", "sitting", "onbreak", "standing", "session", "due"):
        ratio = 3.0 if role == "sitting" else 4.5
        roles[role] = _readable(_nearest(Color.parse(ours[role]), offered), surface, ratio)
    return {role: roles[role].hex for role in ROLES}


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
