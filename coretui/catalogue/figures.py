"""The figures: which one shows an exercise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from coretui.catalogue import load
from coretui.catalogue.figure_reading import FigureId, read_figures
from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.catalogue.tables import parse
from coretui.figures.figure import Figure


@cache
def built_in() -> Mapping[FigureId, Figure]:
    """Return the figures that come with the app, read once, when the first is to be drawn."""
    known = {"exercises": load().exercises}
    found: dict[FigureId, Figure] = {}
    for path in sorted((Path(__file__).parent / "figures").glob("*.toml")):
        raw = parse(path.name, path.read_text("utf-8"))["figures"]  # a table: the files are our own
        found |= read_figures(path.name, cast("dict[str, object]", raw), known)
    return found


def figure_of(catalogue: IllustratedCatalogue, exercise: str, *, ball: bool) -> Figure | None:
    """Return how an exercise looks, with the ball or without; where there is only one of them, that one."""
    for figures in (catalogue.figures, built_in()):
        for wanted in (ball, not ball):
            if (exercise, wanted) in figures:
                return figures[exercise, wanted]
    return None
