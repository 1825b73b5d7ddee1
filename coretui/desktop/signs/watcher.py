"""The signs of a person at the desk: when input last came, whether the session is locked, whether to be quiet.

All asking goes on in the background of the event loop, within time limits; `Watcher.read` only says what was
last answered.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coretui.desktop.clocks import Clocks
from coretui.desktop.signs.keys import Keys
from coretui.desktop.signs.logind import Logind
from coretui.desktop.signs.macos import MacOS
from coretui.desktop.signs.mutter import Mutter
from coretui.desktop.signs.quiet import Quiet
from coretui.desktop.signs.source import LIMIT, Source
from coretui.desktop.signs.terminals import Terminals
from coretui.desktop.signs.tmux import Tmux
from coretui.desktop.signs.windows import Windows
from coretui.desktop.signs.x11 import X11
from coretui.domain.days import Instant, between
from coretui.i18n import _

NONE = "none"
"""The name of the source when there is none."""


@dataclass(frozen=True, slots=True)
class WatchedSigns:
    """What is known of the person now.

    `input_at` is the last known input, None when no source tells; `seen_at` is when the source was last
    asked: only from the one to the other is it known that nothing was touched. The real last input may lie
    up to `grain` seconds later. `complete` says that the source sees all input of the desk, not just what is
    typed in terminals. `locked` is None where nobody tells; `sleeping` says that the machine announced its
    sleep just now; `held` that the desktop asks for quiet. `source` is a name to be shown as it is, or
    `NONE`; `health` tells how it is, in the user's language.
    """

    input_at: Instant | None = None
    seen_at: Instant | None = None
    grain: float = 0.0
    complete: bool = False
    locked: bool | None = None
    sleeping: bool = False
    held: bool = False
    source: str = NONE
    health: str = ""

    @property
    def rest(self) -> float | None:
        """The seconds known to have passed without input, None when no source tells."""
        if self.input_at is None or self.seen_at is None:
            return None
        return max(0.0, between(self.input_at, self.seen_at))


def sources_here(environ: Mapping[str, str], terminals: str) -> list[Source]:
    """Return every source of input that this platform may have, the best first.

    `terminals` is the folder of pseudo terminals to look at.
    """
    of_platform: dict[str, list[Source]] = {"darwin": [MacOS(environ)], "win32": [Windows()]}
    desk = of_platform.get(sys.platform, [X11(environ), Mutter(environ)])
    return [*desk, Tmux(environ), Terminals(terminals)]


class Watcher:
    """Keeps the signs up to date between `start` and `stop`, both called in the same event loop.

    `keys` asks the sources of input; `has_keys` says that keys reach this process itself, and count where no
    source tells.
    """

    def __init__(
        self, clocks: Clocks, environ: Mapping[str, str], sources: Sequence[Source], *, has_keys: bool = True
    ) -> None:
        self.keys = Keys(clocks, sources, has_keys=has_keys)
        self._logind = Logind(environ, clocks)
        self._quiet = Quiet(environ)
        self._over_ssh = bool(environ.get("SSH_CONNECTION"))
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to look; return when all have been asked once, or after `LIMIT` seconds. Never raises."""
        if self._tasks:
            return
        followed = (self.keys, self._logind, self._quiet)
        for one in followed:
            one.asked.clear()
        self._tasks = [asyncio.create_task(one.follow()) for one in followed]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LIMIT):
                for one in followed:
                    await one.asked.wait()

    async def stop(self) -> None:
        """Look no more and let go of everything. Never raises."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def read(self, now: Instant) -> WatchedSigns:
        """Return what is known at this moment, from memory."""
        working = self.keys.working
        locked, sleeping, held = self._logind.locked, self._logind.asleep(now), self._quiet.held
        if not working:
            why = _("over SSH") if self._over_ssh else _("keyboard and mouse cannot be observed here")
            return WatchedSigns(locked=locked, sleeping=sleeping, held=held, health=why)
        best = working[0]
        return WatchedSigns(
            input_at=self.keys.input_at,
            seen_at=best.timeline.seen_at,
            grain=best.source.grain + best.source.every,
            complete=best.source.complete,
            locked=locked,
            sleeping=sleeping,
            held=held,
            source=" + ".join(watched.source.name for watched in working),
            health=_(str(best.health)),
        )

    def take_message(self) -> str:
        """Return what the person should be told once, in their language; empty if there is nothing."""
        return self.keys.take_message()

    def sources(self) -> list[tuple[str, str]]:
        """Return the name and the health of everything that is listened to, the best source of input first."""
        others = [(other.name, other.health) for other in (self._logind, self._quiet)]
        return [(_(name), _(str(health))) for name, health in [*self.keys.states(), *others]]
