"""Whether the session is locked and the machine about to sleep, from logind on the system bus."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coretui.desktop.clocks import Clocks
from coretui.desktop.signs.bus import PROPERTIES, Bus, system_address
from coretui.desktop.signs.source import LIMIT, NoSignError, WatchHealth
from coretui.domain.days import Instant, between

if TYPE_CHECKING:
    from dbus_fast import Message

SERVICE = "org.freedesktop.login1"
MANAGER = f"{SERVICE}.Manager"
SESSION = f"{SERVICE}.Session"
PATH = "/org/freedesktop/login1"
RECHECK = 60.0
"""Seconds between two looks at the lock without a signal, and from a failure to the next try."""
ON_ITS_WAY = 30.0
"""Seconds after which an announced sleep is over or was called off: the signal that says so can be late."""


class Logind:
    """What logind says of the session: `locked` is None while that is not known.

    Over SSH the session that logind would name is that of somebody at the far machine, or one that cannot be
    locked: only sleep is listened for.
    """

    name = "logind"

    def __init__(self, environ: Mapping[str, str], clocks: Clocks) -> None:
        self._clocks = clocks
        self._bus = Bus(system_address(environ))
        self._session_id = environ.get("XDG_SESSION_ID", "")
        self._over_ssh = bool(environ.get("SSH_CONNECTION"))
        self._session = ""
        self.locked: bool | None = None
        self._announced: Instant | None = None
        self.health = WatchHealth.WAITING
        self.asked = asyncio.Event()

    def asleep(self, now: Instant) -> bool:
        """Tell whether the machine is about to sleep, or has only just begun to wake up."""
        return self._announced is not None and between(self._announced, now) < ON_ITS_WAY

    async def follow(self) -> None:
        """Keep the lock and the sleep right until cancelled; a bus that goes away is tried again later."""
        while True:
            try:
                async with asyncio.timeout(LIMIT):
                    await self._open()
                self.health = WatchHealth.WORKS
                self.asked.set()
                while not await self._bus.closed(RECHECK):
                    async with asyncio.timeout(LIMIT):
                        await self._look()
                self.health = WatchHealth.LOST
            except NoSignError as error:
                self.health = error.health
            except TimeoutError:
                self.health = WatchHealth.SILENT
            except Exception:  # noqa: BLE001 - every bus has its own ways to fail, and none may end the app
                self.health = WatchHealth.ABSENT
            finally:
                self.locked, self._announced = None, None
                self.asked.set()
                await self._bus.close()
            await asyncio.sleep(RECHECK)

    async def _open(self) -> None:
        await self._bus.open()
        await self._bus.listen(
            [
                f"sender='{SERVICE}',interface='{MANAGER}',member='PrepareForSleep'",
                f"sender='{SERVICE}',interface='{PROPERTIES}',member='PropertiesChanged',arg0='{SESSION}'",
            ],
            self._hear,
        )
        if not self._over_ssh:
            self._session = await self._own_session()
            await self._look()

    async def _own_session(self) -> str:
        # "auto" also finds the graphical session of a program that belongs to none, as most terminals do.
        try:
            return str(await self._bus.call(SERVICE, PATH, f"{MANAGER}.GetSession", "auto"))
        except NoSignError:
            if not self._session_id:
                raise
        return str(await self._bus.call(SERVICE, PATH, f"{MANAGER}.GetSession", self._session_id))

    async def _look(self) -> None:
        if self._session:
            self.locked = bool(await self._bus.get(SERVICE, self._session, SESSION, "LockedHint"))

    def _hear(self, message: Message) -> None:
        if message.member == "PrepareForSleep" and message.signature == "b":
            self._announced = self._clocks.now() if message.body[0] else None
        elif message.member == "PropertiesChanged" and message.path == self._session:
            changed = message.body[1]
            if "LockedHint" in changed:
                self.locked = bool(changed["LockedHint"].value)
