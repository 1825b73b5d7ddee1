"""A person lying on the back, knees bent, whose belly rises and falls with the breath."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from coretui.widgets.breath_paint import (
    FULL,
    NOTHING,
    QUARTERS,
    SHADES,
    Dab,
    Letters,
    Paint,
    Part,
    Pose,
    centred,
    joint,
    paint,
    phase_line,
    steps,
)

# All measures of the person are shares of the length from the crown to the toes; y counts up from the floor.

TALL = 0.37
"""The height of the knees, and so of the picture."""
LONGEST = 112
"""The most pixels a person is long: larger only grows coarser."""
RISE = 0.105
"""How far the belly rises at its highest; no less than `CLEAR`."""
CLEAR = 3.0
"""The fewest pixels that the belly of a small person rises."""
BELLY = (0.315, 0.605)
"""Where the belly begins and ends; only what lies between moves, the hand with it."""
HAND = 0.465
"""Where the hand rests."""

_BACK = (
    (0.150, 0.085), (0.185, 0.122), (0.225, 0.150), (0.270, 0.164), (0.315, 0.160), (0.370, 0.145),
    (0.430, 0.131), (0.500, 0.126), (0.560, 0.130), (0.620, 0.128),
)  # fmt: skip
"""The chest and belly of empty lungs from neck to hip, as places along the body and heights."""


def trunk(along: float) -> float:
    """Return the height of the resting trunk at a place along the body, on a smooth curve through its points."""
    places = [place for place, _ in _BACK]
    after = min(max(bisect_right(places, along), 1), len(_BACK) - 1)
    points = [_BACK[min(max(after + step, 0), len(_BACK) - 1)] for step in (-2, -1, 0, 1)]
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    share, wide = (along - x1) / (x2 - x1), x2 - x1
    start, end = (y2 - y0) / (x2 - x0) * wide, (y3 - y1) / (x3 - x1) * wide
    cubed, squared = share**3, share**2
    return (
        (2 * cubed - 3 * squared + 1) * y1
        + (cubed - 2 * squared + share) * start
        + (3 * squared - 2 * cubed) * y2
        + (cubed - squared) * end
    )


def swell(along: float) -> float:
    """Return how much of the belly's rise a place along the body takes part in: 0 beside the belly, 1 on top."""
    start, end = BELLY
    if not start < along < end:
        return 0.0
    return math.pow(math.sin(math.pi * (along - start) / (end - start)), 1.7)


@lru_cache(maxsize=1024)
def belly(along: float, rise: float) -> tuple[float, float]:
    """Return the height of the trunk whose belly has risen so far, and its slope."""
    here, before, after = (trunk(x) + rise * swell(x) for x in (along, along - 0.005, along + 0.005))
    return here, (after - before) / 0.01


def limb(
    start: tuple[float, float], end: tuple[float, float], radii: tuple[float, float], x: float, y: float
) -> float:
    """Return how far a point is outside a rounded limb that narrows from one radius to the other."""
    (x0, y0), (x1, y1) = start, end
    right, up = x1 - x0, y1 - y0
    share = min(max(((x - x0) * right + (y - y0) * up) / (right * right + up * up), 0.0), 1.0)
    return math.hypot(x - x0 - share * right, y - y0 - share * up) - radii[0] - share * (radii[1] - radii[0])


def joined(one: float, other: float, soft: float) -> float:
    """Return the distance from two shapes that flow into each other within about `soft`."""
    near = max(soft - abs(one - other), 0.0) / soft
    return min(one, other) - near * near * soft / 4


def head(x: float, y: float) -> float:
    """Return how far a point is outside the head, the face up, and its neck."""
    skull = math.hypot(x - 0.072, y - 0.104) - 0.071
    face = joined(skull, limb((0.085, 0.128), (0.130, 0.136), (0.046, 0.024), x, y), 0.02)
    face = joined(face, math.hypot(x - 0.097, y - 0.180) - 0.010, 0.015)
    return joined(face, limb((0.11, 0.085), (0.20, 0.080), (0.036, 0.050), x, y), 0.02)


def pillow(x: float, y: float) -> float:
    """Return how far a point is outside the pillow."""
    return limb((0.025, 0.018), (0.120, 0.014), (0.022, 0.018), x, y)


def torso(x: float, y: float, rise: float) -> float:
    """Return how far a point is outside the trunk, whose belly has risen so far."""
    inside = min(max(x, 0.17), 0.60)
    height, slope = belly(inside, rise)
    above = (y - height) / math.hypot(1, slope)
    shoulder = 0.06 * (max(0.25 - x, 0.0) / 0.09) ** 2 - y
    return max(above, shoulder, abs(x - inside) if x != inside else -1.0)


def legs(x: float, y: float) -> float:
    """Return how far a point is outside the hips, the thigh up to the knee, the shin and the foot."""
    thigh = limb((0.590, 0.072), (0.745, 0.298), (0.074, 0.047), x, y)
    shin = limb((0.745, 0.298), (0.862, 0.050), (0.045, 0.027), x, y)
    foot = limb((0.865, 0.030), (0.972, 0.018), (0.030, 0.018), x, y)
    return joined(thigh, joined(shin, foot, 0.03), 0.02)


def arm(x: float, y: float, rise: float) -> float:
    """Return how far a point is outside the arm that lies beside the trunk, its hand on the belly."""
    tips, elbow = HAND + 0.045, (0.365, 0.046)
    on = belly(HAND, rise)[0] + 0.006
    wrist = (HAND - 0.035, on - 0.010)
    upper = limb((0.245, 0.104), elbow, (0.036, 0.027), x, y)
    lower = limb(elbow, wrist, (0.027, 0.020), x, y)
    palm = limb(wrist, (HAND, on), (0.021, 0.019), x, y)
    fingers = limb((HAND, on), (tips, belly(tips, rise)[0]), (0.019, 0.013), x, y)
    return min(upper, lower, palm, fingers)


class Body:
    """The person as large as so many columns and rows allow, with the words above and the phase's line below."""

    def __init__(self, width: int, height: int, *, smooth: bool = True) -> None:
        self._width, self._smooth = width, smooth
        down = 2 * height
        for self._lines, air in ((3, 2), (1, 1), (1, 0)):
            room = down - 2 * self._lines - air - 3
            if room >= TALL * min(width - 2, LONGEST) * 0.8:
                break
        self._long = min(width - 2, LONGEST, int(room / TALL))
        self._tall = tall = math.ceil(TALL * self._long)
        self._rise = round(max(RISE * self._long, CLEAR) * QUARTERS)
        self._top = (down - 2 * self._lines - air - tall - 3) // 4
        self._left = (width - self._long) // 2
        self._floor = 2 * (self._top + self._lines) + air + tall
        self._line = self._floor + 2
        first, last = (math.floor(end * self._long) for end in BELLY)
        self._belly = range(self._left + first, self._left + last + 1)
        self._seen: dict[int, tuple[Dab, ...]] = {}

    def pose(self, fullness: float, turn: float) -> Pose:
        """Return the rise of the belly and the length of the line, in quarters of a pixel."""
        return Pose(steps(fullness, self._rise), steps(turn, self._long * QUARTERS))

    def dabs(self, old: Pose | None, new: Pose) -> Iterator[Dab]:
        """Return the belly with the hand when it has moved, and the piece of the line that has changed."""
        if old is None:
            yield from self._columns(range(self._left, self._left + self._long), new.full)
            for x in range(max(0, self._left - 1), min(self._width, self._left + self._long + 1)):
                yield Dab(x, self._floor, paint(Part.GROUND, 0, FULL))
        elif old.full != new.full:
            if new.full not in self._seen:
                self._seen[new.full] = tuple(self._columns(self._belly, new.full))
            yield from self._seen[new.full]
        was = None if old is None else old.line
        yield from phase_line((self._left, self._line), self._long, was, new.line, smooth=self._smooth)

    def _columns(self, columns: range, full: int) -> Iterator[Dab]:
        """Return every pixel above the floor in these columns."""
        for x in columns:
            along = (x + 0.5 - self._left) / self._long
            for y in range(self._floor - self._tall, self._floor):
                yield Dab(x, y, self._pixel(along, (self._floor - y - 0.5) / self._long, full))

    def _pixel(self, x: float, y: float, full: int) -> Paint:
        rise = full / QUARTERS / self._long
        body = head(x, y) if x < 0.24 else 1.0
        if 0.12 < x < 0.66:
            body = min(body, torso(x, y, rise))
        if x > 0.46:
            body = joined(body, legs(x, y), 0.03)
        under = paint(Part.GROUND, 0, self._cover(pillow(x, y))) if x < 0.16 else NOTHING
        under = paint(Part.SHAPE, self._shade(x, y), self._cover(body), under)
        return paint(Part.ARM, 0, self._cover(arm(x, y, rise)), under) if 0.18 < x < 0.54 else under

    def _shade(self, x: float, y: float) -> int:
        """Return the shade of a place: the light falls from above, and the legs stand back for the belly."""
        if not self._smooth:
            return 0
        if math.hypot(x - 0.045, y - 0.098) < 0.060 and x < 0.075 - 0.2 * (y - 0.1):
            return SHADES - 1  # hair
        deep = 1 - min(y, 0.2) / 0.22 + 1.6 * min(max(x - 0.56, 0.0), 0.3)
        return int(min(max(deep, 0.0), 0.999) * SHADES)

    def _cover(self, outside: float) -> int:
        inside = -outside * self._long
        return steps(inside + 0.5, FULL) if self._smooth else FULL * (inside >= 0)

    def letters(self, words: tuple[str, ...]) -> Letters:
        """Return the words above the person."""
        lines = words if len(words) <= self._lines else (joint(words, self._width),)
        return centred(lines, self._top + self._lines - len(lines), 0, self._width)
