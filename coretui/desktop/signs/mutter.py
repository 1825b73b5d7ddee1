"""GNOME's idle time, on X11 and Wayland alike, from its compositor."""

from __future__ import annotations

from collections.abc import Mapping

from coretui.desktop.signs.bus import Bus, own_session_address
from coretui.desktop.signs.source import NoSignError, Rest, WatchHealth

SERVICE = "org.gnome.Mutter.IdleMonitor"
PATH = "/org/gnome/Mutter/IdleMonitor/Core"


class Mutter:
    """The idle time of the whole GNOME session."""

    name = "GNOME"
    every = 1.0
    grain = 0.0
    complete = True
    beside = False

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._over_ssh = bool(environ.get("SSH_CONNECTION"))
        self._bus = Bus(own_session_address(environ))

    async def open(self) -> None:
        """Connect to the session bus and see that Mutter is there."""
        if self._over_ssh:
            raise NoSignError(WatchHealth.OVER_SSH)
        await self._bus.open()
        await self.look()

    async def look(self) -> Rest:
        """Ask for the milliseconds since the last input."""
        return Rest(int(await self._bus.call(SERVICE, PATH, f"{SERVICE}.GetIdletime")) / 1000)

    async def close(self) -> None:
        """Disconnect from the bus."""
        await self._bus.close()
