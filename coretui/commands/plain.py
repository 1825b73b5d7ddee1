"""A picture for a terminal, as text with escapes."""

from __future__ import annotations

from itertools import groupby

import click

from coretui.figures.fit import FigureFrame, Fit
from coretui.figures.palettes import Palette
from coretui.figures.raster import Layer


def printed(frame: FigureFrame, palette: Palette) -> list[str]:
    """Return the lines of a picture; the background is the terminal's own."""
    return ["".join(_run(cell, len(list(run)), palette) for cell, run in groupby(row)) for row in frame]


def bare(frame: FigureFrame) -> list[str]:
    """Return the lines without colours: for pictures in dots, which need none."""
    return ["".join(cell.glyph for cell in row).rstrip() for row in frame]


def _run(cell: Fit, times: int, palette: Palette) -> str:
    if cell.glyph == " " and cell.back is Layer.EMPTY:
        return " " * times
    front, back = (None if layer is Layer.EMPTY else _rgb(palette[layer]) for layer in (cell.front, cell.back))
    if front is None:  # the ink is the background, whose colour is not known: the terminal swaps the two
        return click.style(cell.glyph * times, fg=back, reverse=True)
    return click.style(cell.glyph * times, fg=front, bg=back)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
