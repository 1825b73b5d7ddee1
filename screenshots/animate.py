"""Make moving pictures of the app, drawn cell by cell from what it shows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.style import Style
from textual.app import App

from coretui.figures.fit import GLYPHS
from coretui.figures.raster import SAMPLES as FINE

CELL = 8, 16
"""Width and height of a cell in pixels."""
FONT = "DejaVuSansMono.ttf"
COLOURS = 128
SAMPLES = 8
"""Frames that the palette is made from."""
Cells = tuple[tuple[str, Style | None], ...]


def cells(app: App[str]) -> tuple[Cells, ...]:
    """Return what the screen shows, row by row."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)  # noqa: SLF001 - what Textual's own export uses
    return tuple(
        tuple((character, style) for text, style, _ in strip.crop(0, width) for character in text)
        for strip in strips[:height]
    )


def draw(rows: tuple[Cells, ...]) -> Image.Image:
    """Draw rows of cells."""
    wide, high = CELL
    image = Image.new("RGB", (wide * len(rows[0]), high * len(rows)))
    pen = ImageDraw.Draw(image)
    faces = {bold: ImageFont.truetype(FONT.replace(".", "-Bold.") if bold else FONT, 13) for bold in (False, True)}
    for y, row in enumerate(rows):
        for x, (character, style) in enumerate(row):
            ink, paper = _colours(style)
            left, top = x * wide, y * high
            pen.rectangle((left, top, left + wide - 1, top + high - 1), fill=paper)
            if character in GLYPHS:
                block(pen, (left, top), GLYPHS[character], ink)
            elif character.strip():
                pen.text((left, top), character, fill=ink, font=faces[bool(style and style.bold)])
    return image


def block(pen: ImageDraw.ImageDraw, corner: tuple[int, int], samples: int, ink: tuple[int, ...]) -> None:
    """Fill the samples of a block character: no font leaves a gap between two of them."""
    left, top = corner
    wide, high = CELL[0] // FINE, CELL[1] // FINE
    for number in range(FINE**2):
        if samples >> number & 1:
            y, x = divmod(number, FINE)
            pen.rectangle(
                (left + x * wide, top + y * high, left + x * wide + wide - 1, top + y * high + high - 1), fill=ink
            )


def _colours(style: Style | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return ink and paper of a cell."""
    ink, paper = (
        tuple(colour.get_truecolor()) if colour else fallback
        for colour, fallback in (
            (style.color if style else None, (255, 255, 255)),
            (style.bgcolor if style else None, (0, 0, 0)),
        )
    )
    return (paper, ink) if style and style.reverse else (ink, paper)


def save(frames: list[tuple[Cells, ...]], seconds: float, path: Path) -> None:
    """Write frames that each last so long as a GIF; what stays the same is one frame that lasts longer."""
    kept: list[tuple[tuple[Cells, ...], float]] = [(frames[0], seconds)]
    for before, after in pairwise(frames):
        if after == before:
            kept[-1] = (after, kept[-1][1] + seconds)
        else:
            kept.append((after, seconds))
    images = [draw(rows) for rows, _ in kept]
    width, height = images[0].size
    samples = images[:: max(1, len(images) // SAMPLES)][:SAMPLES]
    together = Image.new("RGB", (width, height * len(samples)))
    for place, image in enumerate(samples):
        together.paste(image, (0, place * height))
    palette = together.quantize(COLOURS)
    first, *rest = (image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images)
    durations = [round(1000 * length) for _, length in kept]
    first.save(path, save_all=True, append_images=rest, duration=durations, loop=0, optimize=True)
