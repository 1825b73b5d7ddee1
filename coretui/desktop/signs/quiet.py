"""Whether the desktop is set to "do not disturb", where it says so on the session bus."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from coretui.desktop.signs.bus import PROPERTIES, Bus, own_session_address
from coretui.desktop.signs.child import output
from coretui.desktop.signs.source import LIMIT, NoSignError, WatchHealth
from coretui.i18n import N_

EVERY = 5.0
"""Seconds between two looks."""
RETRY = 60.0
"""Seconds from a failure to the next try."""
NOTICES = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", f"{PROPERTIES}.Get")
QUESTIONS = (
    (*NOTICES, "org.freedesktop.Notifications", "Inhibited"),  # KDE Plasma, and who follows it
    (*NOTICES, "org.dunstproject.cmd0", "paused"),
    ("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf.GetProperty", "xfce4-notifyd", "/do-not-disturb"),
)
"""Service, path, method and arguments."""
GNOME = ("gsettings", "get", "org.gnome.desktop.notifications", "show-banners")
"""GNOME keeps its switch in a setting, which no property on the bus tells of."""
GNOME_EVERY = 30.0
"""Seconds between two looks at it: each costs a child process."""


class Quiet:
    """`held` is True while the desktop asks for quiet, False if it does not or does not say."""

    name = N_("do not disturb")

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._bus = Bus(own_session_address(environ))
        self._environ = environ
        self._gnome = "GNOME" in environ.get("XDG_CURRENT_DESKTOP", "").split(":")
        self._gnome_said: bool | None = None
        self._gnome_asked = -GNOME_EVERY
        self.held = False
        self.health = WatchHealth.WAITING
        self.asked = asyncio.Event()

    async def follow(self) -> None:
        """Keep `held` right until cancelled; a bus that goes away is tried again later."""
        while True:
            try:
                async with asyncio.timeout(LIMIT):
                    await self._bus.open()
                while True:
                    async with asyncio.timeout(LIMIT):
                        await self._look()
                    self.asked.set()
                    if await self._bus.closed(EVERY):
                        raise NoSignError(WatchHealth.LOST)  # noqa: TRY301 - the one way out of the loop
            except NoSignError as error:
                self.health = error.health
            except TimeoutError:
                self.health = WatchHealth.SILENT
            except Exception:  # noqa: BLE001 - every bus has its own ways to fail, and none may end the app
                self.health = WatchHealth.ABSENT
            finally:
                self.held = False
                self.asked.set()
                await self._bus.close()
            await asyncio.sleep(RETRY)

    async def _look(self) -> None:
        answers = [answer for question in QUESTIONS if (answer := await self._ask(question)) is not None]
        if (gnome := await self._ask_gnome()) is not None:
            answers.append(gnome)
        self.held = any(answers)
        self.health = WatchHealth.WORKS if answers else WatchHealth.ABSENT

    async def _ask(self, question: tuple[str, ...]) -> bool | None:
        service, path, method, *arguments = question
        try:
            answer = await self._bus.call(service, path, method, *arguments)
        except NoSignError as error:
            if error.health is WatchHealth.LOST:
                raise
            return None
        return answer.value is True

    async def _ask_gnome(self) -> bool | None:
        now = asyncio.get_running_loop().time()
        if self._gnome and now - self._gnome_asked >= GNOME_EVERY:
            self._gnome_asked = now
            try:
                self._gnome_said = (await output(*GNOME, environ=self._environ)).strip() == "false"
            except NoSignError:
                self._gnome_said = None
        return self._gnome_said
