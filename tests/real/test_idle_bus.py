"""GNOME's idle time, logind's lock and sleep, and "do not disturb", on a real bus with stand-ins behind it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from coretui.desktop.clocks import MachineClocks
from coretui.desktop.signs import logind, quiet
from coretui.desktop.signs.logind import Logind
from coretui.desktop.signs.mutter import Mutter
from coretui.desktop.signs.source import LIMIT
from coretui.desktop.signs.watcher import NONE, Watcher
from tests.real.conftest import require
from tests.real.programs import bus, seen

if sys.platform != "linux":
    pytest.skip("dbus-fast is installed on Linux only", allow_module_level=True)

from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusObjectPath, DBusStr, DBusUInt64
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

Running = tuple[subprocess.Popen[bytes], dict[str, str]]
SESSION = "/org/freedesktop/login1/session/_31"


class IdleMonitor(ServiceInterface):
    """Mutter's, with the milliseconds set by the test."""

    def __init__(self) -> None:
        super().__init__("org.gnome.Mutter.IdleMonitor")
        self.milliseconds = 0
        self.began = time.monotonic()

    @dbus_method()
    def GetIdletime(self) -> DBusUInt64:  # noqa: N802
        return self.milliseconds + int((time.monotonic() - self.began) * 1000)

    def rest(self, seconds: float) -> None:
        self.milliseconds, self.began = int(seconds * 1000), time.monotonic()


class Manager(ServiceInterface):
    """logind's manager, which knows one session."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Manager")
        self.asked: list[str] = []

    @dbus_method()
    def GetSession(self, session: DBusStr) -> DBusObjectPath:  # noqa: N802
        self.asked.append(session)
        return SESSION

    @dbus_signal()
    def PrepareForSleep(self, start: DBusBool) -> DBusBool:  # noqa: N802
        return start


class Session(ServiceInterface):
    """logind's session, locked by the test."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Session")
        self.locked = False

    @dbus_property(access=PropertyAccess.READ)
    def LockedHint(self) -> DBusBool:  # noqa: N802
        return self.locked

    def lock(self, *, locked: bool) -> None:
        self.locked = locked
        self.emit_properties_changed({"LockedHint": locked})


class Notifications(ServiceInterface):
    """Plasma's notification service, as far as it says that it is quiet."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.quiet = False

    @dbus_property(access=PropertyAccess.READ)
    def Inhibited(self) -> DBusBool:  # noqa: N802
        return self.quiet


@pytest.fixture
def running() -> Iterator[Running]:
    require("dbus-daemon")
    with bus() as (process, address):
        yield process, {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address}


@asynccontextmanager
async def service(
    environ: dict[str, str], name: str, *objects: tuple[str, ServiceInterface]
) -> AsyncIterator[None]:
    """Offer objects, each at its path, under a name on the bus."""
    connection: Any = await MessageBus(bus_address=environ["DBUS_SESSION_BUS_ADDRESS"]).connect()
    try:
        for path, interface in objects:
            connection.export(path, interface)
        await connection.request_name(name)
        yield
    finally:
        connection.disconnect()
        with suppress(EOFError):  # the daemon was killed before
            await connection.wait_for_disconnect()


@asynccontextmanager
async def started(watcher: Watcher) -> AsyncIterator[Watcher]:
    await watcher.start()
    try:
        yield watcher
    finally:
        await watcher.stop()


async def test_the_idle_time_of_gnome_is_read_until_it_goes_away(running: Running) -> None:
    _daemon, environ = running
    monitor = IdleMonitor()
    monitor.rest(90)
    async with started(Watcher(MachineClocks(), environ, [])) as without:
        assert without.read(MachineClocks().now()).source == NONE
    watcher = Watcher(MachineClocks(), environ, [Mutter(environ)])
    offered = service(environ, "org.gnome.Mutter.IdleMonitor", ("/org/gnome/Mutter/IdleMonitor/Core", monitor))
    async with offered:
        await watcher.start()
        first = watcher.read(MachineClocks().now())
        assert (first.source, first.complete) == ("GNOME", True)
        assert 90 <= (first.rest or 0) < 110
        rested = await seen(watcher, lambda signs: (signs.rest or 0) > (first.rest or 0) + 1)
        assert rested.input_at == first.input_at
        monitor.rest(0)
        await seen(watcher, lambda signs: (signs.rest or 99) < 30)
    await seen(watcher, lambda signs: signs.source == NONE and "GNOME" in watcher.take_message())
    await watcher.stop()


async def test_a_bus_without_gnome_is_passed_over(running: Running) -> None:
    _daemon, environ = running
    async with started(Watcher(MachineClocks(), environ, [Mutter(environ)])) as watcher:
        assert watcher.read(MachineClocks().now()).source == NONE
        assert watcher.sources()[0] == ("GNOME", "not available here")


async def test_a_bus_that_is_killed_takes_its_signs_with_it(running: Running) -> None:
    daemon, environ = running
    session = Session()
    session.locked = True
    objects = (("/org/freedesktop/login1", Manager()), (SESSION, session))
    core = ("/org/gnome/Mutter/IdleMonitor/Core", IdleMonitor())
    async with (
        service(environ, "org.freedesktop.login1", *objects),
        service(environ, "org.gnome.Mutter.IdleMonitor", core),
        started(Watcher(MachineClocks(), environ, [Mutter(environ)])) as watcher,
    ):
        assert watcher.read(MachineClocks().now()).locked is True
        daemon.kill()
        signs = await seen(watcher, lambda signs: signs.source == NONE and signs.locked is None)
        assert (signs.rest, signs.held) == (None, False)
        assert ("logind", "disappeared") in watcher.sources()


async def test_lock_and_sleep_are_heard_from_logind(running: Running) -> None:
    _daemon, environ = running
    manager, session = Manager(), Session()
    objects = (("/org/freedesktop/login1", manager), (SESSION, session))
    async with (
        service(environ, "org.freedesktop.login1", *objects),
        started(Watcher(MachineClocks(), environ, [])) as watcher,
    ):
        first = watcher.read(MachineClocks().now())
        assert (first.locked, first.sleeping) == (False, False)
        assert manager.asked == ["auto"]
        session.lock(locked=True)
        await seen(watcher, lambda signs: signs.locked)
        session.lock(locked=False)
        await seen(watcher, lambda signs: signs.locked is False)
        manager.PrepareForSleep(start=True)
        going = await seen(watcher, lambda signs: signs.sleeping)
        assert going.locked is False
        assert not watcher.read(MachineClocks().now().later(logind.ON_ITS_WAY + 1)).sleeping, (
            "the other signal was lost"
        )
        manager.PrepareForSleep(start=False)
        await seen(watcher, lambda signs: not signs.sleeping)


async def test_a_session_that_is_already_locked_is_seen_and_one_that_ends_is_forgotten(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logind, "RECHECK", 0.2)
    _daemon, environ = running
    session = Session()
    session.locked = True
    objects = (("/org/freedesktop/login1", Manager()), (SESSION, session))
    async with started(Watcher(MachineClocks(), environ, [])) as watcher:
        async with service(environ, "org.freedesktop.login1", *objects):
            await seen(watcher, lambda signs: signs.locked)
        await seen(watcher, lambda signs: signs.locked is None)
        assert not watcher.read(MachineClocks().now()).locked


async def test_over_ssh_the_lock_of_the_far_machine_is_not_ours(running: Running) -> None:
    _daemon, environ = running
    session = Session()
    session.locked = True
    manager = Manager()
    objects = (("/org/freedesktop/login1", manager), (SESSION, session))
    environ = {**environ, "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}
    async with (
        service(environ, "org.freedesktop.login1", *objects),
        started(Watcher(MachineClocks(), environ, [])) as watcher,
    ):
        assert watcher.read(MachineClocks().now()).locked is None
        manager.PrepareForSleep(start=True)
        await seen(watcher, lambda signs: signs.sleeping)
        assert manager.asked == []


async def test_do_not_disturb_is_read_where_the_desktop_tells(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiet, "EVERY", 0.2)
    _daemon, environ = running
    notifications = Notifications()
    async with started(Watcher(MachineClocks(), environ, [])) as watcher:
        assert not watcher.read(MachineClocks().now()).held
        objects = ("/org/freedesktop/Notifications", notifications)
        async with service(environ, "org.freedesktop.Notifications", objects):
            notifications.quiet = True
            await seen(watcher, lambda signs: signs.held)
            notifications.quiet = False
            await seen(watcher, lambda signs: not signs.held)
            notifications.quiet = True
            await seen(watcher, lambda signs: signs.held)
        await seen(watcher, lambda signs: not signs.held)


async def test_gnomes_switch_is_read_where_gnome_runs(
    running: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(quiet, "EVERY", 0.1)
    monkeypatch.setattr(quiet, "GNOME_EVERY", 0.1)
    banners, gsettings = tmp_path / "show-banners", tmp_path / "gsettings"
    banners.write_text("true\n")
    gsettings.write_text(
        f'#!/bin/sh\n[ "$*" = "get org.gnome.desktop.notifications show-banners" ] && exec cat {banners}\n'
    )
    gsettings.chmod(0o700)
    monkeypatch.setattr(quiet, "GNOME", (str(gsettings), *quiet.GNOME[1:]))
    _daemon, environ = running
    async with started(Watcher(MachineClocks(), environ | {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, [])) as watcher:
        assert not watcher.read(MachineClocks().now()).held
        banners.write_text("false\n")
        await seen(watcher, lambda signs: signs.held)
        banners.unlink()
        await seen(watcher, lambda signs: not signs.held)
    banners.write_text("false\n")
    async with started(Watcher(MachineClocks(), environ | {"XDG_CURRENT_DESKTOP": "KDE"}, [])) as watcher:
        assert not watcher.read(MachineClocks().now()).held


async def test_a_bus_that_accepts_and_never_answers_holds_nothing_up() -> None:
    with tempfile.TemporaryDirectory(prefix="coretui-") as folder:
        path = Path(folder) / "bus"
        silent = await asyncio.start_unix_server(_say_nothing, path)
        address = f"unix:path={path}"
        environ = {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address}
        watcher = Watcher(MachineClocks(), environ, [Mutter(environ)])
        began = time.monotonic()
        await watcher.start()
        assert time.monotonic() - began < LIMIT + 2
        signs = await seen(watcher, lambda signs: watcher.sources()[0][1] == "did not answer in time")
        assert (signs.source, signs.locked, signs.held) == (NONE, None, False)
        await watcher.stop()
        silent.close()


async def _say_nothing(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def test_buses_that_are_not_there_hold_nothing_up() -> None:
    address = "unix:path=/nonexistent/bus"
    for environ in (
        {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address},
        {"DBUS_SESSION_BUS_ADDRESS": "no address", "DBUS_SYSTEM_BUS_ADDRESS": "kernel:"},
    ):
        watcher = Watcher(MachineClocks(), environ, [Mutter(environ)])
        assert Logind(environ, MachineClocks()).locked is None
        began = time.monotonic()
        await watcher.start()
        assert time.monotonic() - began < LIMIT
        assert watcher.read(MachineClocks().now()).locked is None
        await watcher.stop()
