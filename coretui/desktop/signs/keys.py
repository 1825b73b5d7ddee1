"""The last input of the person, from the best source that works."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

from coretui.desktop.clocks import Clocks
from coretui.desktop.signs.source import LIMIT, NoSignError, Sight, Source, WatchHealth
from coretui.desktop.signs.timeline import SignTimeline
from coretui.domain.days import Instant, between
from coretui.i18n import _

PACE = 1.0
"""Seconds between two rounds of looking."""
RETRY = 60.0
"""Seconds after which sources that failed are tried again: desktops are left and entered anew."""


class Watched:
    """A source, what it has told since it was opened, and how it is."""

    def __init__(self, source: Source, clocks: Clocks) -> None:
        self.source = source
        self.timeline = SignTimeline(clocks)
        self.health = WatchHealth.WAITING
        self.next_look = 0.0
        self.told_lost = False

    @property
    def works(self) -> bool:
        """Tell whether it is open and answered when it was last asked."""
        return self.health is WatchHealth.WORKS


class Keys:
    """Asks the first source in order that works, and those that are heard beside it.

    `input_at` is the newest input that any of them has told of, None as long as none has. `has_keys` says that
    keys reach this process itself: they are what is left where no source works.
    """

    def __init__(self, clocks: Clocks, sources: Sequence[Source], *, has_keys: bool = True) -> None:
        self._clocks = clocks
        self._has_keys = has_keys
        self._watched = [Watched(source, clocks) for source in sources]
        self._chosen_at: float | None = None
        self._message = ""
        self.input_at: Instant | None = None
        self.asked = asyncio.Event()

    @property
    def working(self) -> list[Watched]:
        """The sources that tell now, the best first."""
        return [watched for watched in self._watched if watched.works]

    def states(self) -> list[tuple[str, WatchHealth]]:
        """Return the name and the health of every source, the best first."""
        return [(watched.source.name, watched.health) for watched in self._watched]

    def take_message(self) -> str:
        """Return what the person should be told once, in their language; empty if there is nothing."""
        message, self._message = self._message, ""
        return message

    async def follow(self) -> None:
        """Look once a second until cancelled."""
        try:
            while True:
                await self.look()
                self.asked.set()
                await asyncio.sleep(PACE)
        finally:
            for watched in self._watched:
                await _close(watched, WatchHealth.WAITING)
            self._chosen_at = None

    async def look(self) -> None:
        """Ask every source whose turn it is; if one fails, the next in order takes its place at once."""
        if self._chosen_at is None or self._clocks.monotonic() - self._chosen_at >= RETRY:
            await self._choose()
        lost: list[Watched] = []
        while failed := [watched for watched in self._watched if not await self._ask(watched)]:
            lost += failed
            await self._choose(skip=lost)
        self._tell(lost)

    async def _choose(self, skip: Collection[Watched] = ()) -> None:
        """Open what is to be listened to and is not open yet; close what is not needed any more."""
        self._chosen_at = self._clocks.monotonic()
        found = False
        for watched in self._watched:
            if found and not watched.source.beside:
                await _close(watched, WatchHealth.SPARE)
                continue
            if not watched.works and watched not in skip:
                await self._open(watched)
            found = found or watched.works

    async def _open(self, watched: Watched) -> None:
        try:
            async with asyncio.timeout(LIMIT):
                await watched.source.open()
                sight = await watched.source.look()
        except Exception as error:  # noqa: BLE001 - a source may fail in any way, and none may end the app
            await _close(watched, _health(error, WatchHealth.ABSENT))
            return
        watched.health = WatchHealth.WORKS
        watched.timeline = SignTimeline(self._clocks)
        self._add(watched, sight)

    async def _ask(self, watched: Watched) -> bool:
        """Ask one source if it is its turn; return False if it failed and was closed."""
        if not watched.works or self._clocks.monotonic() < watched.next_look:
            return True
        try:
            async with asyncio.timeout(LIMIT):
                sight = await watched.source.look()
        except Exception as error:  # noqa: BLE001 - a source may fail in any way, and none may end the app
            await _close(watched, _health(error, WatchHealth.LOST))
            return False
        self._add(watched, sight)
        return True

    def _add(self, watched: Watched, sight: Sight) -> None:
        watched.timeline.add(sight)
        # A little early, so that a round that comes a moment too soon is not passed over.
        watched.next_look = self._clocks.monotonic() + watched.source.every - PACE / 2
        newest = watched.timeline.input_at
        if newest is not None and (self.input_at is None or between(self.input_at, newest) > 0):
            self.input_at = newest

    def _tell(self, lost: Sequence[Watched]) -> None:
        """Leave a message about what has failed, but only the first time that it does."""
        names = ", ".join(watched.source.name for watched in lost if not watched.told_lost)
        for watched in lost:
            watched.told_lost = True
        if not names:
            return
        if instead := " + ".join(watched.source.name for watched in self.working):
            text = _(
                "Keyboard and mouse activity can no longer be seen through {source}; now it is seen through"
                " {instead}."
            )
        elif self._has_keys:
            text = _(
                "Keyboard and mouse activity can no longer be seen through {source}; only keys pressed here count"
                " now."
            )
        else:
            text = _("Keyboard and mouse activity can no longer be seen through {source}, nor in any other way.")
        self._message = text.format(source=names, instead=instead)


async def _close(watched: Watched, health: WatchHealth) -> None:
    watched.health = health
    try:
        async with asyncio.timeout(LIMIT):
            await watched.source.close()
    except Exception:  # noqa: BLE001, S110 - what cannot even be closed is left alone
        pass


def _health(error: Exception, otherwise: WatchHealth) -> WatchHealth:
    if isinstance(error, NoSignError):
        return error.health
    return WatchHealth.SILENT if isinstance(error, TimeoutError) else otherwise
