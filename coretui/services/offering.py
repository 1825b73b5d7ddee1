"""The moments at which it may be asked how somebody sat: a break that begins, and the return from one.

They are looked for once a second, whichever screen is in front. Nobody is asked as a program opens, nor after the
machine has slept: whoever opens a lid has come to do something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coretui.domain.chair.state import STALL, Body
from coretui.domain.days import Instant, between
from coretui.domain.posture.asking import OPEN_FOR
from coretui.errors import NotSavedError
from coretui.services import posture
from coretui.services.workplace import Workplace

GONE = frozenset({Body.BREAK, Body.AWAY})
"""What the body does while somebody is not at the desk."""
JUST_BACK = 60.0
"""Seconds for which somebody who sits again has just come back."""
LET_GO = 10
"""Seconds between two looks at whether a question is to leave, if nothing else tells of it."""


@dataclass(slots=True)
class Offering:
    """Follows one chair; `look` is called once a second, and asks at most at the moments above."""

    place: Workplace
    _body: Body | None = field(default=None, init=False)
    _left: bool = field(default=False, init=False)
    _looked: tuple[Instant, float] | None = field(default=None, init=False)
    _slept: Instant | None = field(default=None, init=False)
    _read: tuple[int, float] | None = field(default=None, init=False)

    def look(self, *, seen: bool) -> str:
        """Let go of a question whose time is over, and ask if this is the moment and the question would be `seen`.

        Return what is to be said, mostly nothing. A store that takes nothing now is asked again later, or never.
        """
        moment = self._moment()
        if self.place.store.only_read:
            return ""
        try:
            if moment and seen:
                _question, said = posture.offer(self.place, slept=self._slept is not None)
                return said
            return self._let_go()
        except NotSavedError:
            return ""

    def _let_go(self) -> str:
        now, revision = self.place.now.wall // LET_GO, self.place.keeper.revision
        if (revision, now) == self._read:
            return ""
        said = posture.let_go(self.place)
        self._read = revision, now
        return said

    def _moment(self) -> bool:
        """Tell whether a break has begun since the last look, or somebody who was seen to leave is back."""
        now, chair = self.place.now, self.place.keeper.chair
        before, self._body = self._body, chair.body if chair else None
        self._follow_sleep(now, at_desk=before is self._body is Body.SITTING)
        left, gone = self._left, self._body in GONE
        self._left = gone and (left or before is Body.SITTING)
        if before is Body.SITTING and self._body is Body.BREAK:
            return True
        back = left and self._body is Body.SITTING
        return back and chair is not None and between(chair.since, now) < JUST_BACK  # an undone break is no return

    def _follow_sleep(self, now: Instant, *, at_desk: bool) -> None:
        """Know that the machine slept, until somebody has sat for a while."""
        monotonic = self.place.clocks.monotonic()
        if self._looked:
            then, awake = self._looked
            # Where the elapsed clock stands still in a sleep, as on macOS, the wall clock tells of it.
            passed = max(between(then, now), now.wall - then.wall)
            if passed - (monotonic - awake) >= STALL:
                self._slept = now
        if at_desk and self._slept and between(self._slept, now) >= OPEN_FOR:
            self._slept = None
        self._looked = now, monotonic
