"""A figure: how a person does an exercise, as poses of a skeleton and a cycle through them.

Lengths are in units of 1 % of stature, angles in degrees; the floor is y = 0. A person who stands faces right,
one who lies face down has the head on the right, one who lies on the back on the left; so the right side of the
body is always the near one, and mirroring the picture shows the left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from coretui.domain.exercises.rep import Rep, RepPhase, Rhythm
from coretui.figures.vectors import Vec

FPS = 12
"""Frames a second."""
BREATHS = 5
"""How full the chest can be drawn in a hold, from empty to full."""
BREATH_SECONDS = 4.0
"""Seconds of a breath in a hold: the app's own choice."""

LIMBS = ("leg.near", "leg.far", "arm.near", "arm.far")

FigureSide = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a limb rests: the wrist or ankle, or with `middle` the elbow or knee.

    `on` is `floor` or `air` (`at` is a point), `ball` (`at` is the degrees round it from the right, up), or a
    joint of the body (`at` is how far beside it). An unknown z is that of the limb's own root. `pole` is where
    the elbow or knee points.
    """

    on: str
    at: tuple[float, ...] = ()
    middle: bool = False
    pole: Vec | None = None


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg by the angles of its joints, all 0 where someone stands with the arms hanging.

    `flexion` of the shoulder or hip to the front, `out` to its side, `turn` about its own length, outwards;
    `bend` of the elbow or knee; `end` of the ankle (pointing the toes) or the wrist (the back of the hand up).
    A `target` comes before flexion, out, turn and bend. `lower` and `tip` are the directions of the second bone
    and of the hand or foot, where they follow the world rather than the body.
    """

    flexion: float = 0.0
    out: float = 0.0
    turn: float = 0.0
    bend: float = 0.0
    end: float = 0.0
    target: Target | None = None
    lower: Vec | None = None
    tip: Vec | None = None


@dataclass(frozen=True, slots=True)
class Lean:
    """The body is turned about its pin until a joint is `far` from a point."""

    joint: str
    at: tuple[float, float]
    far: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where the body is: a joint of it, the middle of the hips at first, is at a point."""

    at: tuple[float, float]
    joint: str = "pelvis"
    lean: Lean | None = None


@dataclass(frozen=True, slots=True)
class Trunk:
    """How the trunk is held.

    `pitch` of the pelvis: 0 head right, 90 upright, 180 head left; `roll` about its length, the front to who
    looks on. `lumbar` and `thorax` bend the back forward, `lean` bends it to the near side, `twist` turns the
    chest to it. `neck` bends the head forward, `turn` turns it to the near side. `belly` is how far it rises,
    in units.
    """

    pitch: float = 90.0
    roll: float = 0.0
    lumbar: float = 0.0
    thorax: float = 0.0
    lean: float = 0.0
    twist: float = 0.0
    neck: float = 0.0
    turn: float = 0.0
    belly: float = 0.0


@dataclass(frozen=True, slots=True)
class FigurePose:
    """One key pose; `limbs` has all four, by their names."""

    place: Place
    trunk: Trunk
    limbs: Mapping[str, Limb]


class PropKind(StrEnum):
    """What a figure can have beside it."""

    BALL = "ball"
    CHAIR = "chair"
    BAND = "band"
    MAT = "mat"


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing beside the person.

    `at` is the middle of a ball or a mat, the floor under the back of a chair, or where a band is fixed that goes
    `to` a joint. `size` is the radius of a ball or the length of a mat; a chair faces right, or left where it is
    below 0.
    """

    kind: PropKind
    at: Vec
    size: float = 0.0
    to: str = ""


@dataclass(frozen=True, slots=True)
class KeyPose:
    """A pose in the cycle: seconds it is held, and seconds of the move to the next one."""

    pose: str
    hold: float
    move: float


@dataclass(frozen=True, slots=True)
class FigureInstant:
    """One of the pictures of a figure: a step of the move that follows a key of its cycle, and the breath.

    `step` 0 is the key's own pose; only there `breath`, from 0, is more than 0.
    """

    key: int
    step: int = 0
    breath: int = 0


def ease(share: float) -> float:
    """Return how far a move has come that starts and ends gently: the quintic of least jerk, 0 to 1."""
    return share**3 * (share * (6 * share - 15) + 10)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # by identity: it is a key of caches
class Figure:
    """How an exercise looks, on a ball or without.

    `yaw` turns the one who looks on from the side to the person's back, below 0 to the front; `pitch` raises
    them. `work` names the limbs that work. `top` is the key of the cycle at which a repetition turns back, and
    `best` the one that says most when nothing moves. `side` is the one that it shows of an exercise whose sides
    are trained apart.
    """

    exercise: str
    ball: bool = False
    yaw: float = 16.0
    pitch: float = 0.0
    work: frozenset[str] = frozenset()
    props: tuple[Prop, ...] = ()
    cycle: tuple[KeyPose, ...]
    top: int = 0
    best: int = 0
    side: FigureSide = "right"
    poses: Mapping[str, FigurePose]

    def steps(self, key: int) -> int:
        """Return in how many pictures the move after a key is drawn."""
        return max(1, round(self.cycle[key].move * FPS))

    def eased(self, key: int, share: float) -> float:
        """Return how far the move after a key has come: at rest where a pose is held, passing where it is not."""
        rests, will_rest = self.cycle[key].hold > 0, self.cycle[(key + 1) % len(self.cycle)].hold > 0
        if rests and will_rest:
            return ease(share)
        if rests:
            return share * share * (2 - share)
        return 1 - (1 - share) ** 2 * (1 + share) if will_rest else share

    def ends(self, key: int) -> tuple[FigurePose, FigurePose]:
        """Return the poses of a key and of the one after it."""
        return self.poses[self.cycle[key].pose], self.poses[self.cycle[(key + 1) % len(self.cycle)].pose]

    @property
    def seconds(self) -> float:
        """How long the cycle takes."""
        return sum(key.hold + key.move for key in self.cycle)

    @property
    def still(self) -> FigureInstant:
        """The picture that stands for all."""
        return FigureInstant(self.best)

    def at(self, seconds: float) -> FigureInstant:
        """Return the picture at a time of the cycle, which begins anew for ever."""
        left = seconds % self.seconds
        for number, key in enumerate(self.cycle):
            if left < key.hold:
                return self.held(number, left)
            left -= key.hold
            if left < key.move:
                return self._moving(number, left / key.move)
            left -= key.move
        return FigureInstant(0)  # rounding

    def held(self, key: int, seconds: float) -> FigureInstant:
        """Return the picture of a hold that has lasted so long: the chest goes on breathing."""
        # A breath is a triangle: empty at both its ends, so that no hold begins or ends with a jump.
        share = seconds % BREATH_SECONDS / BREATH_SECONDS
        return FigureInstant(key, 0, round((BREATHS - 1) * (1 - abs(2 * share - 1))))

    def repeated(self, rep: Rep) -> FigureInstant:
        """Return the picture of a repetition, whatever its rhythm; it stops on the way where the cycle does."""
        if rep.phase is RepPhase.HOLD:
            return FigureInstant(self.top if rep.reach > 0 else 0)
        first, last = (0, self.top) if rep.phase is RepPhase.THERE else (self.top, len(self.cycle))
        left = min(1.0, max(0.0, rep.share)) * self._way(first, last)
        for number in range(first, last):
            key, stop = self.cycle[number], self._stop(number, first)
            if left < stop:
                return FigureInstant(number)
            if (left := left - stop) < key.move:
                return self._moving(number, left / key.move)
            left -= key.move
        return FigureInstant(last % len(self.cycle))

    @property
    def rhythm(self) -> Rhythm:
        """How long a repetition takes as it is drawn."""
        top, end = self.top, len(self.cycle)
        return Rhythm(self._way(0, top), self.cycle[top].hold, self._way(top, end), self.cycle[0].hold)

    def _way(self, first: int, last: int) -> float:
        """Return the seconds from one key to another, without the hold of the first."""
        return sum(self._stop(number, first) + self.cycle[number].move for number in range(first, last))

    def _stop(self, number: int, first: int) -> float:
        return 0.0 if number == first else self.cycle[number].hold

    def filled(self, fullness: float) -> FigureInstant:
        """Return the picture for lungs that are full to a share, 0 to 1, on the move to the top."""
        start = (self.top - 1) % len(self.cycle)
        steps = self.steps(start)
        step = min(range(steps + 1), key=lambda step: abs(self.eased(start, step / steps) - fullness))
        return FigureInstant(start, step) if step < steps else FigureInstant(self.top)

    def instants(self) -> Iterator[FigureInstant]:
        """Yield every picture there is, in the order of the cycle."""
        for number, key in enumerate(self.cycle):
            yield from (FigureInstant(number, 0, breath) for breath in range(BREATHS if key.hold else 1))
            yield from (FigureInstant(number, step) for step in range(1, self.steps(number)))

    def _moving(self, key: int, share: float) -> FigureInstant:
        steps = self.steps(key)
        step = round(share * steps)
        return FigureInstant(key, step) if step < steps else FigureInstant((key + 1) % len(self.cycle))
