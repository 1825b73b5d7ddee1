"""The colours of the breathing shapes, worked out from a theme's roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.style import Style
from textual.color import Color, Lab, lab_to_rgb, rgb_to_lab

from coretui.tui.theme import contrast
from coretui.tui.widgets.breath.paint import FULL, NOTHING, SHADES, Paint, PaintedPart

READABLE = 4.5
"""The least contrast of a word with what it stands on."""
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)


def at_lightness(colour: Color, lightness: float, depth: float = 1.0) -> Color:
    """Return a colour of the same hue with a CIELAB lightness from 0 to 100, and so much of its depth."""
    lab = rgb_to_lab(colour)
    return lab_to_rgb(Lab(lightness, lab.a * depth, lab.b * depth)).clamped


@dataclass(slots=True)
class Tones:
    """The colour of every paint: what is behind, the roles, and whether the shapes have a gradient.

    `shape`, `lit`, `track` and `words` are `$done`, `$onbreak`, `$faint` and `$foreground`. Colours of the
    terminal's own palette cannot be blended: they are used as they are.
    """

    behind: Color
    shape: Color
    lit: Color
    track: Color
    words: Color
    gradient: bool
    _colours: dict[Paint, Color] = field(default_factory=dict)
    _ramps: dict[PaintedPart, list[Color]] = field(default_factory=dict)
    _styles: dict[tuple[Paint, Paint], tuple[str, Style]] = field(default_factory=dict)
    _inks: dict[tuple[Paint, Paint], Style] = field(default_factory=dict)
    _shape_ink: Color | None = None

    @property
    def ansi(self) -> bool:
        """Whether any of the colours is the terminal's own."""
        return any(colour.ansi is not None for colour in (self.behind, self.shape, self.lit, self.track))

    @property
    def smooth(self) -> bool:
        """Whether edges can be blended."""
        return self.gradient and not self.ansi

    def cell(self, upper: Paint, lower: Paint) -> tuple[str, Style]:
        """Return the character and style that show one pixel above another."""
        key = upper, lower
        if key not in self._styles:
            if upper is lower:
                # A space needs one colour less, and no font leaves a gap beside it.
                self._styles[key] = " ", self._style(None, self.colour(upper))
            elif upper is NOTHING:
                self._styles[key] = "▄", self._style(self.colour(lower), self.behind)
            else:
                self._styles[key] = "▀", self._style(self.colour(upper), self.colour(lower))
        return self._styles[key]

    def plain(self, upper: Paint, lower: Paint) -> tuple[str, Style]:
        """Return the ASCII character and style for the more telling of two pixels."""
        part = next(
            (paint.topmost for paint in (upper, lower) if paint.topmost is not PaintedPart.NOTHING),
            PaintedPart.NOTHING,
        )
        key = upper, lower
        if key not in self._styles:
            self._styles[key] = part.value, self._style(self._tone(part, 0), self.behind)
        return self._styles[key]

    def ink(self, upper: Paint, lower: Paint) -> Style:
        """Return the style of a letter on two pixels: what reads best on what they are together."""
        key = upper, lower
        if key not in self._inks:
            if self.ansi:
                shape = upper if upper.cover >= lower.cover else lower
                on = self.colour(shape)
                self._inks[key] = Style(
                    bold=True,
                    reverse=shape is not NOTHING,
                    color=(self.words if shape is NOTHING else on).rich_color,
                )
            else:
                on = self.colour(upper).blend(self.colour(lower), 0.5)
                self._inks[key] = Style(bold=True) + self._style(self._readable(on), on)
        return self._inks[key]

    def plain_ink(self, upper: Paint, lower: Paint) -> Style:  # noqa: ARG002 - used in the place of `ink`
        """Return the style of a letter among plain characters, the same on all of them."""
        return self._inks.setdefault((NOTHING, NOTHING), Style(bold=True) + self._style(self.words, self.behind))

    def colour(self, paint: Paint) -> Color:
        """Return the colour of a pixel."""
        if paint is NOTHING:
            return self.behind
        if paint not in self._colours:
            tone, under = self._tone(paint.part, paint.shade), self.colour(paint.under or NOTHING)
            if self.ansi:
                self._colours[paint] = tone if paint.cover * 2 >= FULL else under
            else:
                self._colours[paint] = under.blend(tone, paint.cover / FULL)
        return self._colours[paint]

    def _readable(self, on: Color) -> Color:
        """Return the ink for a letter: that of the shape, that of the words, or else black or white.

        One of the last two has 4.58:1 on any colour. A word changes its ink only where the edge runs through it.
        """
        own = (self.words, self._on_shape()) if on == self.behind else (self._on_shape(), self.words)
        inks = (*own, _BLACK, _WHITE)
        return next((ink for ink in inks if contrast(ink, on) >= READABLE), _WHITE)

    def _on_shape(self) -> Color:
        """Return the ink that reads on every shade of the shape: one of the theme's own where one does."""
        if self._shape_ink is None:
            ramp = self._ramp(PaintedPart.SHAPE)
            ends = ramp[0], ramp[-1]
            inks = self.words, self.behind, _BLACK, _WHITE
            least = {ink: min(contrast(ink, end) for end in ends) for ink in inks}
            own = max(inks[:2], key=least.__getitem__)
            self._shape_ink = own if least[own] >= READABLE else max(least, key=least.__getitem__)
        return self._shape_ink

    def _tone(self, part: PaintedPart, shade: int) -> Color:
        if part not in self._ramps:
            self._ramps[part] = self._ramp(part)
        ramp = self._ramps[part]
        return ramp[min(shade, len(ramp) - 1)]

    def _ramp(self, part: PaintedPart) -> list[Color]:
        """Return the shades of a part; a gradient runs through lightness alone, so that its hue stays clear."""
        match part:
            case PaintedPart.SHAPE if self.smooth:
                middle, rim = (89.0, 54.0) if self._dark else (84.0, 52.0)
                light = at_lightness(self.shape, middle, 0.8)
                deep = at_lightness(self.shape.blend(self.lit, 0.35), rim)
                return [light.blend(deep, shade / (SHADES - 1)) for shade in range(SHADES)]
            case PaintedPart.SHAPE:
                return [self.shape]
            case PaintedPart.LIT:
                return [self.lit]
            case PaintedPart.TRACK | PaintedPart.GROUND if not self.ansi:
                return [self.behind.blend(self.track, 0.6)]
            case PaintedPart.TRACK | PaintedPart.GROUND:
                return [self.track]
            case _:
                return [self.behind]

    @property
    def _dark(self) -> bool:
        return rgb_to_lab(self.behind).L < 50

    @staticmethod
    def _style(colour: Color | None, behind: Color) -> Style:
        return Style(
            color=None if colour is None else colour.rich_color, bgcolor=behind.rich_color if behind.a else None
        )
