"""`coretui figures`: every figure on one sheet, to look at."""

from __future__ import annotations

import os
import re

import click

from coretui import catalogue
from coretui.commands.files import check, write
from coretui.desktop.output import say
from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.services.desk import Desk

USUAL = "40x16"
"""The size of a picture if nothing is said."""
SMALLEST, LARGEST = (24, 12), (160, 60)
"""The least and the most cells of a picture on the sheet."""


@click.command(help=_("Draw every figure on one sheet, each in all its poses."))
@click.option("--sheet", "sheet", metavar=_("FILE.svg"), help=_("Where the sheet is written."))
@click.option("--size", metavar=_("SIZE"), help=_("Width and height of a picture, in characters; default 40x16."))
@click.option("--light", is_flag=True, help=_("Dark figures on a light background."))
@click.option("--force", is_flag=True, help=_("Replace the file if there is one."))
@click.pass_obj
def figures(desk: Desk, sheet: str | None, size: str | None, *, light: bool, force: bool) -> None:
    """Write an SVG with the poses of every figure, cell by cell as a terminal shows them."""
    from coretui.catalogue.figures import built_in
    from coretui.figures import palettes
    from coretui.figures.figure import FigureInstant
    from coretui.figures.painter import Reel
    from coretui.figures.raster import Layer
    from coretui.figures.sheet import sheet as drawn

    if sheet is None:
        raise UsageError(_("The file is missing; give one with --sheet FILE.svg."))
    columns, rows = _size(size or USUAL)
    check(sheet, desk.home, force=force)
    found, problems = catalogue.load_with_own(desk.home.exercises)
    for problem in problems:
        say(problem, err=True)
    pictures = []
    known = {**built_in(), **found.figures}
    for exercise, ball in [(exercise, ball) for exercise in found.exercises for ball in (False, True)]:
        figure = known.get((exercise, ball))
        if figure is None:
            continue
        reel = Reel(figure, columns, rows)
        name = ", ".join([exercise, _("ball")] if ball else [exercise])
        pictures += [
            (f"{name}: {key.pose}", reel[FigureInstant(number)]) for number, key in enumerate(figure.cycle)
        ]
    palette = palettes.LIGHT if light else palettes.DARK
    across = max(2, 240 // columns)
    write(sheet, drawn(pictures, palette, across=across, caption=palette[Layer.TORSO]), force=force)
    say(_("The sheet is in {path}.").format(path=os.path.abspath(sheet)))


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,4})x([0-9]{1,4})", text.strip())
    columns, rows = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (SMALLEST[0] <= columns <= LARGEST[0] and SMALLEST[1] <= rows <= LARGEST[1]):
        raise UsageError(_("{text} is not a size; write one from 24x12 to 160x60.").format(text=quoted(text)))
    return columns, rows
