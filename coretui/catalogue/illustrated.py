"""The catalogue together with the figures of a person's own exercises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coretui.domain.exercises.catalogue import Catalogue

if TYPE_CHECKING:
    from coretui.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class IllustratedCatalogue(Catalogue):
    """A catalogue with `figures` of a person's own exercises, by exercise and whether with the ball.

    Those of the app are not among them: `coretui.catalogue.figures` reads them when the first is to be drawn.
    """

    figures: Mapping[tuple[str, bool], Figure] = field(default_factory=dict)
