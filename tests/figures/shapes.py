"""Small figures and cells for the tests of drawing."""

from __future__ import annotations

from coretui.figures.raster import SAMPLES, BodyPart, Layer, Raster, Window

WINDOW = Window(columns=40, rows=16, scale=3.2, left=-60.0, bottom=0.0)


def striding() -> list[BodyPart]:
    """Return a crude body with a ball: every layer, limbs across each other, feet on the floor."""
    return [
        BodyPart(Layer.PROP, ((30, 15, 15),), hollow=2),
        BodyPart(Layer.FAR, ((1, 51, 5.2), (-8, 28, 3.7))),
        BodyPart(Layer.FAR, ((-8, 28, 3.7), (-20, 4.2, 2.6)), joined=True),
        BodyPart(Layer.WORKFAR, ((1, 81, 3.6), (25, 50, 2.3))),
        BodyPart(Layer.TORSO, ((0, 51, 6.6), (-1, 65, 5.4), (1, 79, 6.8))),
        BodyPart(Layer.WORK, ((0, 51, 5.2), (7, 27, 3.7))),
        BodyPart(Layer.WORK, ((7, 27, 3.7), (4, 4.2, 2.6)), joined=True),
        BodyPart(Layer.NEAR, ((0, 81, 3.6), (-7, 64, 2.9), (-1, 42, 2.3))),
        BodyPart(Layer.HAIR, ((3, 92, 7.6),)),
        BodyPart(Layer.FACE, ((5.3, 92, 5.6),), joined=True),
    ]


def cell(**inked: tuple[int, int, int, int]) -> Raster:
    """Return a raster of one cell, with a rectangle (left, top, right, bottom) of samples for each layer named."""
    return Raster(
        1,
        1,
        {
            Layer[layer]: tuple((1 << right) - (1 << left) if top <= y < bottom else 0 for y in range(SAMPLES))
            for layer, (left, top, right, bottom) in inked.items()
        },
    )
