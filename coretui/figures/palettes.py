"""The colours of a figure: tones that set its limbs apart, the far ones dim, the working ones amber."""

from __future__ import annotations

from collections.abc import Mapping

from coretui.figures.raster import Layer

Palette = Mapping[Layer, str]
"""A colour such as "#11151a" for every layer; that of EMPTY is the background."""

DARK: Palette = {
    Layer.EMPTY: "#11151a",
    Layer.PROP: "#5590b0",
    Layer.FAR: "#776f96",
    Layer.WORKFAR: "#b07844",
    Layer.TORSO: "#c4b7a6",
    Layer.HAIR: "#8b6358",
    Layer.FACE: "#f2e6d5",
    Layer.NEAR: "#f2e6d5",
    Layer.WORK: "#ffb45a",
    Layer.FLOOR: "#465260",
    Layer.MAT: "#1f262e",
}
LIGHT: Palette = {
    Layer.EMPTY: "#f8f6f1",
    Layer.PROP: "#4d8fb5",
    Layer.FAR: "#aca7c4",
    Layer.WORKFAR: "#dda75f",
    Layer.TORSO: "#66717b",
    Layer.HAIR: "#a8745f",
    Layer.FACE: "#bd907b",
    Layer.NEAR: "#35404b",
    Layer.WORK: "#c46a08",
    Layer.FLOOR: "#b3bbbf",
    Layer.MAT: "#ebe8e1",
}
