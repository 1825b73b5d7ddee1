"""Vectors and frames of three dimensions, as plain tuples: x to the right, y up, z towards who looks on."""

from __future__ import annotations

import math
from typing import NamedTuple

Vec = tuple[float, float, float]

NIL = 1e-9
"""A length below which a vector points nowhere."""


def add(one: Vec, other: Vec) -> Vec:
    """Return the sum."""
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def sub(one: Vec, other: Vec) -> Vec:
    """Return the way from the other to the one."""
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def scale(one: Vec, by: float) -> Vec:
    """Return a vector so many times as long."""
    return one[0] * by, one[1] * by, one[2] * by


def along(start: Vec, way: Vec, length: float) -> Vec:
    """Return the point so far from the start."""
    return start[0] + way[0] * length, start[1] + way[1] * length, start[2] + way[2] * length


def dot(one: Vec, other: Vec) -> float:
    """Return the inner product."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def unit(one: Vec) -> Vec:
    """Return the direction, one unit long."""
    return scale(one, 1 / max(math.hypot(*one), NIL))


def across(one: Vec, axis: Vec) -> Vec:
    """Return what of a vector stands at right angles to a direction."""
    return along(one, axis, -dot(one, axis))


def mix(one: Vec, other: Vec, share: float) -> Vec:
    """Return the point at a share of the way from one to the other."""
    return along(one, sub(other, one), share)


def angle(one: Vec, other: Vec) -> float:
    """Return the degrees between two directions, 0 to 180."""
    # Exact for small angles too, where a cosine is not.
    return math.degrees(2 * math.atan2(math.hypot(*sub(one, other)), math.hypot(*add(one, other))))


def turned(one: Vec, other: Vec, degrees: float) -> Vec:
    """Return `one` turned towards `other`, a direction at right angles to it."""
    turn = math.radians(degrees)
    return along(scale(one, math.cos(turn)), other, math.sin(turn))


def slerp(one: Vec, other: Vec, share: float) -> Vec:
    """Return the direction at a share of the way from one to the other, at an even speed."""
    side = across(other, one)
    if math.hypot(*side) < NIL:
        return one if share < 0.5 else other
    return turned(one, unit(side), angle(one, other) * share)


class Axes(NamedTuple):
    """The directions of a part of the body: `up` to the head, `front`, and `near`, the side that is looked at."""

    up: Vec
    front: Vec
    near: Vec

    def flexed(self, degrees: float) -> Axes:
        """Bend forward."""
        return Axes(turned(self.up, self.front, degrees), turned(self.front, self.up, -degrees), self.near)

    def leant(self, degrees: float) -> Axes:
        """Bend to the near side."""
        return Axes(turned(self.up, self.near, degrees), self.front, turned(self.near, self.up, -degrees))

    def twisted(self, degrees: float) -> Axes:
        """Turn the front to the near side."""
        return Axes(self.up, turned(self.front, self.near, degrees), turned(self.near, self.front, -degrees))
